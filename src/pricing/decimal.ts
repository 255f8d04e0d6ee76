import { add, divideHalfUp, divideUp, isNegative, multiply, nearQuotient, negative, shifted, wholeNumber } from './whole-number.ts'
import type { WholeNumber } from './whole-number.ts'

const DIVISION_DECIMALS = 60
const WRITTEN_DECIMALS = 12
const RATE_SIGNIFICANT_DIGITS = 6
const CENT_DECIMALS = 2
// Beyond it a double carries no power of ten exactly.
const EXACT_DOUBLE_POWER = 22
const LONGEST_EXPONENT = 400
const ZERO_DIGIT = 0x30
// So many are always a safe integer.
const SAFE_DIGITS = 15

const inDigits = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/

/** The digits of a whole number, without its sign. */
const digitsOf = (units: WholeNumber): string => String(isNegative(units) ? negative(units) : units)

/** Puts the point before the last digits and drops the zeros behind it. */
function withPoint (digits: string, decimals: number): string {
  const padded = digits.length > decimals ? digits : digits.padStart(decimals + 1, '0')
  const point = padded.length - decimals
  let end = padded.length
  while (end > point && padded.charCodeAt(end - 1) === ZERO_DIGIT) end -= 1
  return end === point ? padded.slice(0, point) : `${padded.slice(0, point)}.${padded.slice(point, end)}`
}

/** A decimal, or a number or text that stands for one. */
export type Operand = Decimal | number | string

/** Reads digits, with or without an exponent, as units of 10^-decimals; throws on anything else. */
function read (value: number | string): { units: WholeNumber, decimals: number } {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = inDigits.exec(String(value)) ?? []
  const decimals = fraction.length - Number(exponent)
  if (whole === '' || Math.abs(decimals) > LONGEST_EXPONENT) throw new RangeError(`${JSON.stringify(value)} is no decimal; accepted are digits such as 12.5.`)
  const digits = `${sign}${whole}${fraction}`
  const units = digits.length <= SAFE_DIGITS ? Number(digits) + 0 : wholeNumber(BigInt(digits))
  return decimals < 0 ? { units: shifted(units, -decimals), decimals: 0 } : { units, decimals }
}

/**
 * The one decimal of this service: a whole number of units of 10^-decimals (docs/decisions/0008, 0048).
 * Sums, differences and products are exact; a quotient that does not end is rounded half up at its sixtieth decimal.
 */
export class Decimal {
  private readonly units: WholeNumber
  private readonly decimals: number
  /** A bill writes most of its numbers more than once. */
  private written: string | undefined = undefined

  /** Reads a number as it is written, or text in digits; or takes a whole number of units of 10^-decimals. Throws on anything else. */
  constructor (value: number | string | bigint, decimals = 0) {
    if (typeof value === 'number' && Number.isSafeInteger(value)) {
      // Zero has no sign.
      this.units = value + 0
      this.decimals = decimals
    } else if (typeof value === 'bigint') {
      this.units = wholeNumber(value)
      this.decimals = decimals
    } else {
      const digits = read(value)
      this.units = digits.units
      this.decimals = digits.decimals
    }
  }

  static max (first: Operand, ...others: readonly Operand[]): Decimal {
    return others.reduce<Decimal>((best, other) => best.lt(other) ? decimalOf(other) : best, decimalOf(first))
  }

  static min (first: Operand, ...others: readonly Operand[]): Decimal {
    return others.reduce<Decimal>((best, other) => best.gt(other) ? decimalOf(other) : best, decimalOf(first))
  }

  plus (value: Operand): Decimal {
    const { units, decimals } = decimalOf(value)
    return this.plusUnits(units, decimals)
  }

  minus (value: Operand): Decimal {
    const { units, decimals } = decimalOf(value)
    return this.plusUnits(negative(units), decimals)
  }

  private plusUnits (units: WholeNumber, decimals: number): Decimal {
    return this.decimals < decimals
      ? new Decimal(add(shifted(this.units, decimals - this.decimals), units), decimals)
      : new Decimal(add(this.units, shifted(units, this.decimals - decimals)), this.decimals)
  }

  times (value: Operand): Decimal {
    const other = decimalOf(value)
    return new Decimal(multiply(this.units, other.units), this.decimals + other.decimals)
  }

  /** The quotient, exact where it ends within sixty decimals; throws where the divisor is zero. */
  div (value: Operand): Decimal {
    return this.divToDecimalPlaces(value, DIVISION_DECIMALS)
  }

  /** The quotient rounded once, half up, to so many decimals. */
  divToDecimalPlaces (value: Operand, decimals: number): Decimal {
    return new Decimal(this.unitsOver(decimalOf(value), decimals), decimals)
  }

  /** The quotient of amounts not below zero, rounded once, half up, to so many significant digits. */
  rate (divisor: Decimal, significantDigits: number): Decimal {
    if (this.isZero()) return zero
    // A double proposes where the first digit stands. Just below a power of ten it may say too much, and rounding makes that true;
    // just above it may say too little, and then a digit too many comes out.
    const near = nearQuotient(this.units, divisor.units)
    const size = Math.log10(near) - this.decimals + divisor.decimals
    let decimals = significantDigits - 1 - Math.floor(size)
    let units = this.unitsOver(divisor, decimals, near)
    if (units >= shifted(1, significantDigits)) units = this.unitsOver(divisor, decimals -= 1)
    return decimals < 0 ? new Decimal(shifted(units, -decimals)) : new Decimal(units, decimals)
  }

  /** Units of 10^-decimals that the quotient has, rounded half up; the decimals may be below zero. */
  private unitsOver (divisor: Decimal, decimals: number, near?: number): WholeNumber {
    const shift = decimals + divisor.decimals - this.decimals
    return isNegative(divisor.units) ? divideHalfUp(negative(this.units), negative(divisor.units), shift) : divideHalfUp(this.units, divisor.units, shift, near)
  }

  /** Rounds half up to so many decimals. */
  toDecimalPlaces (decimals: number): Decimal {
    return this.decimals <= decimals ? this : new Decimal(divideHalfUp(this.units, 1, decimals - this.decimals), decimals)
  }

  ceil (): Decimal {
    return this.decimals === 0 ? this : new Decimal(divideUp(this.units, shifted(1, this.decimals)))
  }

  cmp (value: Operand): number {
    const other = decimalOf(value)
    const more = this.decimals - other.decimals
    const own = more < 0 ? shifted(this.units, -more) : this.units
    const theirs = more > 0 ? shifted(other.units, more) : other.units
    return own < theirs ? -1 : own > theirs ? 1 : 0
  }

  eq (value: Operand): boolean { return this.cmp(value) === 0 }
  gt (value: Operand): boolean { return this.cmp(value) > 0 }
  gte (value: Operand): boolean { return this.cmp(value) >= 0 }
  lt (value: Operand): boolean { return this.cmp(value) < 0 }
  lte (value: Operand): boolean { return this.cmp(value) <= 0 }
  isZero (): boolean { return this.units === 0 }
  isNegative (): boolean { return isNegative(this.units) }

  /** The nearest double, for sizing and findings; money stays a decimal. */
  toNumber (): number {
    return typeof this.units === 'number' && this.decimals <= EXACT_DOUBLE_POWER ? this.units / 10 ** this.decimals : Number(this.toString())
  }

  /** Writes an exact quantity or cost: plain notation, at most 12 decimals, half up, no trailing zeros (model.md section 1). */
  toPlain (): string {
    this.written ??= this.toDecimalPlaces(WRITTEN_DECIMALS).toString()
    return this.written
  }

  /** Writes money that is already in whole cents with exactly two decimals. */
  toCentsText (): string {
    const cents = shifted(this.units, CENT_DECIMALS - this.decimals)
    const digits = digitsOf(cents).padStart(CENT_DECIMALS + 1, '0')
    return `${isNegative(cents) ? '-' : ''}${digits.slice(0, -CENT_DECIMALS)}.${digits.slice(-CENT_DECIMALS)}`
  }

  /** Writes every digit in plain notation, without zeros at the end. */
  toString (): string {
    const digits = digitsOf(this.units)
    const text = this.decimals === 0 ? digits : withPoint(digits, this.decimals)
    return isNegative(this.units) ? `-${text}` : text
  }
}

/** Reads an operand; a decimal is itself. */
export const decimalOf = (value: Operand): Decimal => value instanceof Decimal ? value : new Decimal(value)

export const zero = new Decimal(0)
export const one = new Decimal(1)

/** Multiplies, but for the most common factor of all. */
export function timesFactor (value: Decimal, factor: number): Decimal {
  return factor === 1 ? value : value.times(factor)
}

/** Writes an exact quantity or cost, as an answer shows it. */
export const plain = (value: Decimal): string => value.toPlain()

/** Rounds money to cents, half up: the only rounding of a total (model.md section 1). */
export function toCents (value: Decimal): Decimal {
  return value.toDecimalPlaces(CENT_DECIMALS)
}

/** Writes money that is already in whole cents with exactly two decimals. */
export const centsText = (cents: Decimal): string => cents.toCentsText()

/** Divides and writes a rate per unit with six significant digits (model.md section 1). */
export function rateText (numerator: Decimal, denominator: Decimal): string {
  return numerator.rate(denominator, RATE_SIGNIFICANT_DIGITS).toString()
}
