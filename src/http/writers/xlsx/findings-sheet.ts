import type { EstimateResponse } from '../../../estimates/response.ts'
import { blank, headerRow, numberCell, plainCell, rowOf, styles, textCell } from './cells.ts'
import type { SheetColumn } from './cells.ts'
import type { WorkbookSheet } from './workbook.ts'

const columns = [
  { name: 'offering', header: 'Offering', width: 20 },
  { name: 'severity', header: 'Severity', width: 10 },
  { name: 'code', header: 'Code', width: 32 },
  { name: 'message', header: 'What was found', width: 100 },
  { name: 'limit', header: 'Limit', width: 18 },
  { name: 'actual', header: 'Actual', width: 18 },
  { name: 'saving', header: 'Saving a month', width: 14 },
  { name: 'from', header: 'Source', width: 40 }
] as const satisfies readonly SheetColumn[]

/** Lists what was found about each offering, blockers first, and why an offering has no answer or no price. */
export function findingsSheet (estimates: EstimateResponse['estimates']): WorkbookSheet {
  const failed = estimates.flatMap(({ offering, error }) => error === undefined
    ? []
    : [rowOf(columns, { offering: textCell(offering), severity: textCell('error'), code: textCell(error.code), message: textCell(error.message, styles.wrapped) })])
  const unpricedRows = estimates.flatMap(({ offering, unpriced }) => unpriced === undefined
    ? []
    : [rowOf(columns, { offering: textCell(offering), severity: textCell('unpriced'), message: textCell(unpriced, styles.wrapped) })])
  const found = estimates.flatMap(({ offering, findings = [] }) => findings.map(({ severity, code, message, limit, actual, saving, source }) => rowOf(columns, {
    offering: textCell(offering),
    severity: textCell(severity),
    code: textCell(code),
    message: textCell(message, styles.wrapped),
    limit: limit === undefined ? blank : plainCell(limit),
    actual: actual === undefined ? blank : plainCell(actual),
    saving: saving === undefined ? blank : numberCell(saving, styles.money),
    from: textCell(source)
  })))
  const rows = [...failed, ...unpricedRows, ...found]
  return { name: 'Findings', columns, rows: [headerRow(columns), ...rows], frozenRows: 1, filteredRows: rows.length }
}
