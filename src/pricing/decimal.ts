import { Decimal as DecimalJs } from 'decimal.js'

// Half up, and never an exponent: toString writes what a person or a spreadsheet reads.
const plainNotation = { rounding: DecimalJs.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15 } as const

/**
 * The one decimal of this service: a clone, so that no other user of the library can change its settings.
 * 40 digits hold 10^15 messages of 2^31 bytes at twelve decimals with room to multiply before dividing.
 */
export const Decimal = DecimalJs.clone({ ...plainNotation, precision: 40 })
// eslint-disable-next-line @typescript-eslint/no-redeclare -- the value and its type share one name, as in the library
export type Decimal = DecimalJs

/** Multiplies, but for the most common factor of all. */
export function timesFactor (value: Decimal, factor: number): Decimal {
  return factor === 1 ? value : value.times(factor)
}

export const zero = new Decimal(0)
export const one = new Decimal(1)

const WRITTEN_DECIMALS = 12
const RATE_SIGNIFICANT_DIGITS = 6
const CENT_DECIMALS = 2

/** Writes an exact quantity or cost: plain notation, at most 12 decimals, half up, no trailing zeros (model.md section 1). */
export function plain (value: Decimal): string {
  return value.decimalPlaces() > WRITTEN_DECIMALS ? value.toDecimalPlaces(WRITTEN_DECIMALS).toString() : value.toString()
}

/** Rounds money to cents, half up: the only rounding of a total (model.md section 1). */
export function toCents (value: Decimal): Decimal {
  return value.toDecimalPlaces(CENT_DECIMALS)
}

/** Writes money that is already in whole cents with exactly two decimals. */
export function centsText (cents: Decimal): string {
  const text = cents.toString()
  const point = text.indexOf('.')
  return point < 0 ? `${text}.00` : text.padEnd(point + 1 + CENT_DECIMALS, '0')
}

// Its own clone, so that the quotient is rounded once, from the exact value to six digits.
const SixDigits = DecimalJs.clone({ ...plainNotation, precision: RATE_SIGNIFICANT_DIGITS })

/** Divides and writes a rate per unit with six significant digits (model.md section 1). */
export function rateText (numerator: Decimal, denominator: Decimal): string {
  return SixDigits.div(numerator, denominator).toString()
}
