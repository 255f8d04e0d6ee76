import type { EstimateResponse } from '../../../estimates/response.ts'
import { assumptionsSheet } from './assumptions-sheet.ts'
import { findingsSheet } from './findings-sheet.ts'
import { fitSheet } from './fit-sheet.ts'
import { linesSheet } from './lines-sheet.ts'
import { operationsSheet } from './operations-sheet.ts'
import { pricesSheet } from './prices-sheet.ts'
import { summarySheet } from './summary-sheet.ts'
import type { TierTables } from './tier-table.ts'
import { writeWorkbook } from './workbook.ts'

/** Writes a full answer as a workbook that works itself out: prices and quantities are cells, costs and totals are formulas over them. */
export async function estimateWorkbook (response: EstimateResponse, tiers: TierTables): Promise<Buffer> {
  const prices = pricesSheet(response.sources ?? {}, tiers)
  const lines = linesSheet(response.estimates, tiers, prices)
  const operations = operationsSheet(response)
  const summary = summarySheet(response, lines, operations)
  return await writeWorkbook({
    title: 'Messaging cost estimate',
    day: response.asOf,
    sheets: [summary.sheet, lines.sheet, operations.sheet, findingsSheet(response.estimates), fitSheet(response), assumptionsSheet(response), prices.sheet],
    names: [...summary.names, ...operations.names, ...lines.names]
  })
}
