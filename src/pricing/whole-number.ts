/** A whole number of any size: a number while it is a safe integer, a bigint beyond, so that one value has one form. */
export type WholeNumber = number | bigint

const LARGEST_NUMBER = BigInt(Number.MAX_SAFE_INTEGER)
// The last power of ten that is a safe integer.
const LARGEST_NUMBER_POWER = 15
const LONGEST_POWER = 200

const powers: readonly bigint[] = Array.from({ length: LONGEST_POWER }, (_, exponent) => 10n ** BigInt(exponent))
const bigPower = (exponent: number): bigint => powers[exponent] ?? 10n ** BigInt(exponent)
/** The doubles nearest to the powers of ten; up to 10^22 they are the powers. */
const nearPowers: readonly number[] = powers.map(Number)

const powerOfTen = (exponent: number): WholeNumber => exponent <= LARGEST_NUMBER_POWER ? nearPowers[exponent]! : bigPower(exponent)

/** Gives a bigint the form that its value has. */
export const wholeNumber = (value: bigint): WholeNumber => value <= LARGEST_NUMBER && value >= -LARGEST_NUMBER ? Number(value) : value

const big = (value: WholeNumber): bigint => typeof value === 'number' ? BigInt(value) : value

export const negative = (value: WholeNumber): WholeNumber => -value

export const isNegative = (value: WholeNumber): boolean => typeof value === 'number' ? value < 0 : value < 0n

/** Adds. What doubles make of it is taken where it is a safe integer: one beyond those is never rounded to one of them. */
export function add (a: WholeNumber, b: WholeNumber): WholeNumber {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(sum)) return sum
  }
  return wholeNumber(big(a) + big(b))
}

/** Multiplies, by doubles where it can be as in a sum. */
export function multiply (a: WholeNumber, b: WholeNumber): WholeNumber {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    if (Number.isSafeInteger(product)) return product
  } else if (a === 0 || b === 0) return 0
  return big(a) * big(b)
}

/** Moves the point: value × 10^decimals. */
export const shifted = (value: WholeNumber, decimals: number): WholeNumber => decimals === 0 ? value : multiply(value, powerOfTen(decimals))

// Five roundings of 2^-53 each stay below 2^-50 of a quotient, and below 2^-10 where it is below 2^40.
const LARGEST_PROPOSAL = 2 ** 40
const PROPOSAL_NOISE = 2 ** -10
const HALF = 0.5
// A quotient with so many decimals is too long for a proposal.
const LONG_SHIFT = 50

/** The quotient as doubles give it. */
export const nearQuotient = (dividend: WholeNumber, divisor: WholeNumber): number => Number(dividend) / Number(divisor)

/** Moves the point of what doubles make of a quotient, and rounds it; NaN where their noise could put it on the wrong side of a half. */
function proposal (quotient: number, shift: number): number {
  const size = shift < 0 ? quotient / nearPowers[-shift]! : quotient * nearPowers[shift]!
  const distance = Math.abs(size - Math.floor(size) - HALF)
  // No quotient is left where the divisor is beyond all doubles.
  return quotient !== 0 && Math.abs(size) < LARGEST_PROPOSAL && distance > PROPOSAL_NOISE ? Math.floor(size + HALF) : NaN
}

/** Divides whole numbers, half away from zero; the divisor is above zero. */
function divideBig (dividend: bigint, divisor: bigint): bigint {
  const half = divisor >> 1n
  // An odd divisor has no half: what is left of it never reaches one.
  return dividend < 0n ? -((-dividend + half) / divisor) : (dividend + half) / divisor
}

// Floor and ceiling of a quotient of two safe integers are those of their doubles: a quotient that is not whole is 1 / divisor or more away
// from the next whole number n, and would be rounded to it only where that is half a unit of n's last place or less: where n × divisor is beyond 2^53.

/** Divides by what is above zero, half away from zero, after the point was moved: dividend × 10^shift / divisor; `near` is the quotient of doubles, where it is known. */
export function divideHalfUp (dividend: WholeNumber, divisor: WholeNumber, shift: number, near?: number): WholeNumber {
  if (typeof dividend === 'number' && typeof divisor === 'number') {
    const size = Math.abs(shift > 0 ? dividend * nearPowers[shift]! : dividend)
    const by = shift < 0 ? divisor * nearPowers[-shift]! : divisor
    const raised = size + Math.floor(by / 2)
    if (by > 0 && Number.isSafeInteger(raised + by)) return dividend < 0 ? -Math.floor(raised / by) : Math.floor(raised / by)
  }
  if (shift < LONG_SHIFT) {
    const proposed = proposal(near ?? nearQuotient(dividend, divisor), shift)
    if (!Number.isNaN(proposed)) return proposed
  }
  return wholeNumber(shift < 0 ? divideBig(big(dividend), big(divisor) * bigPower(-shift)) : divideBig(big(dividend) * bigPower(shift), big(divisor)))
}

/** Divides by what is above zero and rounds up. */
export function divideUp (dividend: WholeNumber, divisor: WholeNumber): WholeNumber {
  if (typeof dividend === 'number' && typeof divisor === 'number') return Math.ceil(dividend / divisor)
  const [over, by] = [big(dividend), big(divisor)]
  const quotient = over / by
  return wholeNumber(over > quotient * by ? quotient + 1n : quotient)
}
