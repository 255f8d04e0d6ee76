import { formulaCell, numberCell } from './cells.ts'
import type { SheetCell } from './cells.ts'
import type { CellStyle } from 'hucre/xlsx'

const isZero = (decimal: string): boolean => Number(decimal) === 0

/**
 * An end of a range: what it is in the answer, moving in proportion to what is expected (docs/decisions/0017).
 * Where nothing is expected there is no proportion, and the end stays what the answer says.
 */
export function scaled (expectedCell: string, expected: string, end: string, style: CellStyle, roundedTo?: number): SheetCell {
  if (isZero(expected) && !isZero(end)) return numberCell(end, style)
  if (expected === end || isZero(expected)) return formulaCell(expectedCell, Number(end), style)
  const product = `${expectedCell}*(${end}/${expected})`
  return formulaCell(roundedTo === undefined ? product : `ROUND(${product},${roundedTo})`, Number(end), style)
}
