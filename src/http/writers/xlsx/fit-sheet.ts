import type { EstimateResponse } from '../../../estimates/response.ts'
import { addressCell, headerRow, rowOf, styles, textCell } from './cells.ts'
import type { SheetColumn } from './cells.ts'
import type { WorkbookSheet } from './workbook.ts'

const columns = [
  { name: 'offering', header: 'Offering', width: 28 },
  { name: 'criterion', header: 'Criterion', width: 30 },
  { name: 'required', header: 'Required', width: 10 },
  { name: 'verdict', header: 'Verdict', width: 10 },
  { name: 'reason', header: 'Why', width: 100 },
  { name: 'from', header: 'Source', width: 60 },
  { name: 'confidence', header: 'Confidence', width: 14 }
] as const satisfies readonly SheetColumn[]

/** Lists how each offering answers the criteria, and which of them are required. */
export function fitSheet ({ estimates, requirements = [] }: EstimateResponse): WorkbookSheet {
  const rows = estimates.flatMap(({ offering, fit = [] }) => fit.map(({ criterion, verdict, reason, source, confidence }) => rowOf(columns, {
    offering: textCell(offering),
    criterion: textCell(criterion),
    required: { value: requirements.includes(criterion) },
    verdict: textCell(verdict),
    reason: textCell(reason, styles.wrapped),
    from: addressCell(source),
    confidence: textCell(confidence)
  })))
  return { name: 'Fit', columns, rows: [headerRow(columns), ...rows], frozenRows: 1, filteredRows: rows.length }
}
