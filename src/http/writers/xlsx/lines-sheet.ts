import type { EstimateResponse } from '../../../estimates/response.ts'
import { headerRow } from './cells.ts'
import type { SheetCell } from './cells.ts'
import { flatLine, lineColumns, lineLetter, tieredLine } from './line-rows.ts'
import type { Pool } from './line-rows.ts'
import type { PricesSheet } from './prices-sheet.ts'
import type { TierTables } from './tier-table.ts'
import { nameOf } from './workbook.ts'
import type { DefinedName, WorkbookSheet } from './workbook.ts'

const SHEET = 'Lines'
const HEADER_ROWS = 1

/** The sheet of lines, and formulas that add some of them up. */
export interface LinesSheet {
  readonly sheet: WorkbookSheet
  /** The pricing quantities by offering and line. */
  readonly names: readonly DefinedName[]
  /** The sum of an offering's costs; `offering` and `group` are references to cells that name them. */
  readonly sumOf: (offering: string, group?: string) => string
}

/** Lays out every line, and every tier of a line under it, so that a changed quantity or price changes its cost. */
export function linesSheet (estimates: EstimateResponse['estimates'], tiers: TierTables, prices: PricesSheet): LinesSheet {
  const rows: (readonly SheetCell[])[] = [headerRow(lineColumns)]
  const names = new Map<string, DefinedName>()
  for (const { offering, lineItems = [] } of estimates) {
    const pools = new Map<string, Pool>()
    for (const line of lineItems) {
      const context = { tiers, pools, offering, rowNumber: rows.length + 1 }
      const name = nameOf('Quantity', `${offering} ${line.id}`)
      // Of several lines with one id the first has the name: a name stands for one cell.
      if (!names.has(name)) names.set(name, { name, sheet: SHEET, cell: `${lineLetter.quantity}${context.rowNumber}` })
      const cells = prices.cellsOf(line.source)
      if (tiers.of(line.source).kind === 'flat') rows.push(flatLine(line, cells[0]!, context))
      else rows.push(...tieredLine(line, cells, context))
    }
  }
  const last = Math.max(rows.length, HEADER_ROWS + 1)
  const range = (name: keyof typeof lineLetter): string => `${SHEET}!$${lineLetter[name]}$${HEADER_ROWS + 1}:$${lineLetter[name]}$${last}`
  return {
    sheet: { name: SHEET, columns: lineColumns, rows, frozenRows: HEADER_ROWS, frozenColumns: 3, filteredRows: rows.length - HEADER_ROWS },
    names: [...names.values()],
    sumOf: (offering, group) => {
      const ofGroup = group === undefined ? '' : `,${range('group')},${group}`
      return `SUMIFS(${range('cost')},${range('offering')},${offering},${range('row')},"line"${ofGroup})`
    }
  }
}
