import type { EstimateResponse } from '../../../estimates/response.ts'
import { headerRow, plainCell, rowOf, styles, textCell } from './cells.ts'
import type { SheetCell, SheetColumn } from './cells.ts'
import type { WorkbookSheet } from './workbook.ts'

const columns = [
  { name: 'kind', header: 'Kind', width: 14 },
  { name: 'appliesTo', header: 'Applies to', width: 20 },
  { name: 'name', header: 'Name', width: 36 },
  { name: 'value', header: 'Value', width: 18 },
  { name: 'unit', header: 'Unit', width: 18 },
  { name: 'origin', header: 'Origin', width: 12 },
  { name: 'why', header: 'Why', width: 100 }
] as const satisfies readonly SheetColumn[]

type Row = readonly SheetCell[]
type Assumption = NonNullable<EstimateResponse['assumptions']>[number]
type Exclusion = NonNullable<EstimateResponse['exclusions']>[number]

const EVERYTHING = 'everything'

const note = (name: string, why: string): Row => rowOf(columns, { kind: textCell('workbook'), appliesTo: textCell('this file'), name: textCell(name), why: textCell(why, styles.wrapped) })

/** What somebody who changes cells must know about this workbook. */
const notes: readonly Row[] = [
  note('what moves', 'Cells in blue on yellow are inputs: quantities on Lines, prices on Prices, hours, stipends and the hourly rate on Operations. Costs, subtotals, totals, ranks and the chart follow. Quantities do not follow from the workload: that is the model of the service; ask it again with another workload. Lines can be filtered and not sorted: a line adds up the tiers below it.'),
  note('ranges', 'Low and high ends move in proportion to what is expected: the answer says where they are, not how they would move.'),
  note('digits', 'A cell calculates with 15 significant digits. Where a quantity or a cost has more, its exact text stands at the end of its row on Lines. Totals are rounded to cents where the service rounds them: infrastructure once, operations once.')
]

function assumptionRow (appliesTo: string, { name, value, unit, origin, why }: Assumption): Row {
  return rowOf(columns, { kind: textCell('assumption'), appliesTo: textCell(appliesTo), name: textCell(name), value: plainCell(value), unit: textCell(unit), origin: textCell(origin), why: textCell(why, styles.wrapped) })
}

function exclusionRow (appliesTo: string, { code, message }: Exclusion): Row {
  return rowOf(columns, { kind: textCell('exclusion'), appliesTo: textCell(appliesTo), name: textCell(code), why: textCell(message, styles.wrapped) })
}

/** Lists every value that nobody gave, what a bill has and the answer has not, the price tables used, and how the workbook behaves. */
export function assumptionsSheet ({ estimates, assumptions = [], exclusions = [], warnings, links }: EstimateResponse): WorkbookSheet {
  const rows: readonly Row[] = [
    ...notes,
    ...links.self === undefined ? [] : [note('the same answer again', links.self)],
    ...warnings.map(warning => rowOf(columns, { kind: textCell('warning'), appliesTo: textCell(EVERYTHING), why: textCell(warning, styles.wrapped) })),
    ...assumptions.map(one => assumptionRow(EVERYTHING, one)),
    ...estimates.flatMap(({ offering, assumptions: own = [] }) => own.map(one => assumptionRow(offering, one))),
    ...exclusions.map(one => exclusionRow(EVERYTHING, one)),
    ...estimates.flatMap(({ offering, exclusions: own = [] }) => own.map(one => exclusionRow(offering, one))),
    ...estimates.flatMap(({ offering, priceTables = [] }) => priceTables.map(({ id, version, digest }) => rowOf(columns, {
      kind: textCell('price table'), appliesTo: textCell(offering), name: textCell(id), value: plainCell(version), why: textCell(digest)
    })))
  ]
  return { name: 'Assumptions', columns, rows: [headerRow(columns), ...rows], frozenRows: 1, filteredRows: rows.length }
}
