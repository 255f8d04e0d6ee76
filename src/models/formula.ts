import type { Term, TermOrigin } from '../pricing/charge.ts'
import { Decimal, plain } from '../pricing/decimal.ts'

export const GIBIBYTE = 2 ** 30

/** Writes a number of a formula in plain notation. */
export function text (value: number | Decimal): string {
  if (typeof value !== 'number') return plain(value)
  const shortest = String(value)
  return shortest.includes('e') ? new Decimal(value).toString() : shortest
}

const DECIMALS_OF_A_NEED = 3

/** Writes a need that is above a limit: rounded, but up where it would read as the limit. */
export function aboveLimit (need: number | Decimal, limit: number): string {
  const exact = typeof need === 'number' ? new Decimal(need) : need
  const rounded = exact.toDecimalPlaces(DECIMALS_OF_A_NEED)
  const shift = 10 ** DECIMALS_OF_A_NEED
  return text(rounded.gt(limit) ? rounded : exact.times(shift).ceil().div(shift))
}

/** Names one number of a formula. */
export function term (name: string, value: number | Decimal | string, unit: string, origin: TermOrigin): Term {
  return { name, value: typeof value === 'string' ? value : text(value), unit, origin }
}
