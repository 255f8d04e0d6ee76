import { decimalOf } from '../../pricing/decimal.ts'
import type { Operand } from '../../pricing/decimal.ts'

/** Writes a decimal in plain digits with a point in it: readers that guess types would take a column of whole numbers for integers. */
export function decimalText (value: Operand): string {
  const text = decimalOf(value).toString()
  return text.includes('.') ? text : `${text}.0`
}

/** Writes keys and values as one JSON object; nothing where there are none, since FOCUS takes no empty stand-ins. */
export function jsonText (members: Readonly<Record<string, string>>): string | null {
  return Object.keys(members).length === 0 ? null : JSON.stringify(members)
}

/** Writes a unit as FOCUS spells it: nothing but letters, a slash only before a time. */
export const unitText = (unit: string): string => unit.replace('/s-', 'ps-')
