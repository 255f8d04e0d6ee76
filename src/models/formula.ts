import type { Term, TermOrigin } from '../pricing/charge.ts'
import { Decimal, plain } from '../pricing/decimal.ts'

export const GIBIBYTE = 2 ** 30

/** Writes a number of a formula in plain notation. */
export function text (value: number | Decimal): string {
  return typeof value !== 'number' ? plain(value) : Number.isSafeInteger(value) ? String(value) : new Decimal(value).toString()
}

/** Names one number of a formula. */
export function term (name: string, value: number | Decimal | string, unit: string, origin: TermOrigin): Term {
  return { name, value: typeof value === 'string' ? value : text(value), unit, origin }
}
