import type { Estimate, EstimateResponse } from '../../../estimates/response.ts'
import { lineGroups } from '../../../pricing/charge.ts'
import { zero } from '../../../pricing/decimal.ts'
import { addressAt, blank, formulaCell, headerRow, plainCell, styles, textCell } from './cells.ts'
import type { SheetCell } from './cells.ts'
import type { LinesSheet } from './lines-sheet.ts'
import type { OperationsSheet } from './operations-sheet.ts'
import { offeringRow, summaryColumns, summaryLetter } from './summary-rows.ts'
import type { SummaryContext } from './summary-rows.ts'
import { nameOf } from './workbook.ts'
import type { DefinedName, WorkbookSheet } from './workbook.ts'

export const SUMMARY = 'Summary'
const SENTENCE_ROW = 2
const SENTENCE_COLUMNS = 12
const FACTS_ROW = 3
const LIVE_ROW = 4
const HEADER_ROW = 5
const CHART_COLUMNS = { from: 3, to: 14 }
const CHART_ROWS = 22

/** The sheet that says the outcome, and the names of its key cells. */
export interface SummarySheet { readonly sheet: WorkbookSheet, readonly names: readonly DefinedName[] }

type Part = 'infrastructure' | 'total'
type Row = readonly SheetCell[]

function cheapestOf (part: Part, { response: { comparison }, first, last }: SummaryContext): SheetCell {
  const range = (name: keyof typeof summaryLetter): string => `$${summaryLetter[name]}$${first}:$${summaryLetter[name]}$${last}`
  const rank = part === 'total' ? 'rankTotal' : 'rankInfrastructure'
  return formulaCell(`IFERROR(INDEX(${range('offering')},MATCH(1,${range(rank)},0)),"none")`, comparison[part].cheapest ?? 'none', styles.label)
}

function headRows (context: SummaryContext): readonly Row[] {
  const { response, first, last } = context
  const differences = `${summaryLetter.difference}${first}:${summaryLetter.difference}${last}`
  return [
    [textCell(`Messaging costs a month, in ${response.currency}`, styles.title)],
    [textCell(response.comparison.summary, styles.wrapped)],
    [textCell('Prices as of', styles.label), plainCell(response.asOf), textCell('Currency', styles.label), textCell(response.currency), textCell('Models', styles.label), textCell(response.modelVersion), blank, textCell('Blue on yellow: an input, on Lines, Prices and Operations. The sentence above is the answer as it came; the table below moves with the inputs.')],
    [textCell('Cheapest with people', styles.label), cheapestOf('total', context), textCell('without', styles.label), cheapestOf('infrastructure', context), blank, textCell('Difference', styles.label), formulaCell(`SUMPRODUCT(ABS(${differences}))`, 0, styles.difference), textCell('from the totals of the answer; 0.00 until an input is changed')]
  ]
}

function groupRows ({ estimates }: EstimateResponse, lines: LinesSheet, headerAt: number): readonly Row[] {
  const sumOf = (items: NonNullable<Estimate['lineItems']>): number => items.reduce((sum, { cost }) => sum.plus(cost), zero).toNumber()
  const priced = estimates.filter(({ lineItems }) => lineItems !== undefined)
  return [
    [textCell('By group, not rounded', styles.header), ...lineGroups.map(group => textCell(group, styles.header))],
    ...priced.map(({ offering, lineItems = [] }, index): Row => {
      const row = headerAt + 1 + index
      return [
        textCell(offering),
        ...lineGroups.map((group, column) => formulaCell(
          lines.sumOf(`$A${row}`, addressAt(headerAt, column + 1).replace(/\d+$/, '$$$&')),
          sumOf(lineItems.filter(line => line.group === group)),
          styles.cost
        ))
      ]
    })
  ]
}

function workloadRows ({ workload }: EstimateResponse): readonly Row[] {
  return [
    [textCell('Workload', styles.header), textCell('as asked, defaults filled in', styles.header)],
    ...Object.entries(workload).map(([name, value]): Row => [textCell(name), plainCell(value)])
  ]
}

function keyNames ({ estimates }: EstimateResponse, first: number): readonly DefinedName[] {
  const parts = [['Total', 'total'], ['Infrastructure', 'infrastructure'], ['Operations', 'operations']] as const
  return [
    { name: 'CheapestTotal', sheet: SUMMARY, cell: `B${LIVE_ROW}` },
    { name: 'CheapestInfrastructure', sheet: SUMMARY, cell: `D${LIVE_ROW}` },
    { name: 'Reconciliation', sheet: SUMMARY, cell: `G${LIVE_ROW}` },
    { name: 'AsOf', sheet: SUMMARY, cell: `B${FACTS_ROW}` },
    ...estimates.flatMap(({ offering, totals }, index) => totals === undefined
      ? []
      : parts.map(([prefix, column]) => ({ name: nameOf(prefix, offering), sheet: SUMMARY, cell: `${summaryLetter[column]}${first + index}` })))
  ]
}

function totalsChart (first: number, last: number, atRow: number): NonNullable<WorkbookSheet['charts']>[number] {
  const range = (name: keyof typeof summaryLetter): string => `${SUMMARY}!$${summaryLetter[name]}$${first}:$${summaryLetter[name]}$${last}`
  const categories = range('offering')
  return {
    type: 'bar',
    barGrouping: 'stacked',
    title: 'Expected cost a month by offering',
    legend: 'bottom',
    anchor: { from: { row: atRow - 1, col: CHART_COLUMNS.from }, to: { row: atRow - 1 + CHART_ROWS, col: CHART_COLUMNS.to } },
    series: [
      { name: 'Infrastructure', values: range('infrastructure'), categories, color: '1F4E9E' },
      { name: 'People', values: range('operations'), categories, color: 'E08A1E' }
    ]
  }
}

/** Lays out the outcome: a row an offering, worked out from the other sheets, with ranks, a reconciliation, the workload and a chart. */
export function summarySheet (response: EstimateResponse, lines: LinesSheet, operations: OperationsSheet): SummarySheet {
  const first = HEADER_ROW + 1
  const last = HEADER_ROW + response.estimates.length
  const context: SummaryContext = { response, lines, operations, first, last }
  const groupsAt = last + 2
  const above = [
    ...headRows(context),
    headerRow(summaryColumns),
    ...response.estimates.map((estimate, index) => offeringRow(estimate, context, first + index)),
    [],
    ...groupRows(response, lines, groupsAt),
    []
  ]
  const differences = `${summaryLetter.difference}${first}:${summaryLetter.difference}${last}`
  const coloured = { type: 'cellIs', operator: 'notEqual', formula: '0', style: { fill: { type: 'pattern', pattern: 'solid', bgColor: { rgb: 'F8CBAD' } } } } as const
  return {
    sheet: {
      name: SUMMARY,
      columns: summaryColumns,
      rows: [...above, ...workloadRows(response)],
      frozenRows: HEADER_ROW,
      frozenColumns: 1,
      merged: { row: SENTENCE_ROW, columns: SENTENCE_COLUMNS },
      charts: [totalsChart(first, last, above.length + 1)],
      conditionalRules: [{ ...coloured, priority: 1, range: `G${LIVE_ROW}` }, { ...coloured, priority: 2, range: differences }]
    },
    names: keyNames(response, first)
  }
}
