import type { Estimate, EstimateResponse } from '../../../estimates/response.ts'
import { formulaCell, lettersOf, numberCell, rowOf, styles, textCell } from './cells.ts'
import type { SheetCell, SheetColumn } from './cells.ts'
import type { LinesSheet } from './lines-sheet.ts'
import type { OperationsSheet } from './operations-sheet.ts'
import { scaled } from './scaled.ts'

// Sums of whole cents are rounded again, because two doubles of whole cents do not always add up to one.
const CENTS = 2

export const summaryColumns = [
  { name: 'offering', header: 'Offering', width: 28 },
  { name: 'title', header: 'Title', width: 38 },
  { name: 'status', header: 'Status', width: 10 },
  { name: 'feasible', header: 'Feasible', width: 10 },
  { name: 'brokers', header: 'Brokers', width: 10 },
  { name: 'brokerType', header: 'Broker type', width: 20 },
  { name: 'infrastructureLow', header: 'Infrastructure, low', width: 15 },
  { name: 'infrastructure', header: 'Infrastructure', width: 15 },
  { name: 'infrastructureHigh', header: 'Infrastructure, high', width: 15 },
  { name: 'operationsLow', header: 'People, low', width: 15 },
  { name: 'operations', header: 'People', width: 15 },
  { name: 'operationsHigh', header: 'People, high', width: 15 },
  { name: 'totalLow', header: 'Total, low', width: 15 },
  { name: 'total', header: 'Total', width: 15 },
  { name: 'totalHigh', header: 'Total, high', width: 15 },
  { name: 'annual', header: 'Total a year', width: 15 },
  { name: 'rankInfrastructure', header: 'Rank by infrastructure', width: 14 },
  { name: 'rankTotal', header: 'Rank by total', width: 14 },
  { name: 'answered', header: 'Total in the answer', width: 15 },
  { name: 'difference', header: 'Difference from the answer', width: 15 },
  { name: 'order', header: 'Order among equals', width: 12 },
  { name: 'note', header: 'Note', width: 60 },
  { name: 'region', header: 'Region of the prices', width: 16 },
  { name: 'suitable', header: 'Suitable', width: 10 },
  { name: 'official', header: 'Infrastructure in the answer, share that is official', width: 15 },
  { name: 'thirdParty', header: 'share that is third-party', width: 15 },
  { name: 'inferred', header: 'share that is inferred', width: 15 },
  { name: 'judgement', header: 'share that is judgement', width: 15 }
] as const satisfies readonly SheetColumn[]

export const summaryLetter = lettersOf(summaryColumns)
type Cells = Partial<Record<typeof summaryColumns[number]['name'], SheetCell>>
type Totals = NonNullable<Estimate['totals']>

/** What the rows of the offerings are built from; `first` and `last` are the rows they stand in. */
export interface SummaryContext {
  readonly response: EstimateResponse
  readonly lines: LinesSheet
  readonly operations: OperationsSheet
  readonly first: number
  readonly last: number
}

type Part = 'infrastructure' | 'total'

/** The place among what can carry the workload; of those that cost the same, the service puts the first by name first. */
function rankCell ({ offering }: Estimate, part: Part, { response, first, last }: SummaryContext, row: number): SheetCell {
  const range = (name: keyof typeof summaryLetter): string => `$${summaryLetter[name]}$${first}:$${summaryLetter[name]}$${last}`
  const [feasible, cost, order] = [`${summaryLetter.feasible}${row}`, `${summaryLetter[part]}${row}`, `${summaryLetter.order}${row}`]
  const isBefore = `(${range('feasible')}=TRUE)*ISNUMBER(${range(part)})*((${range(part)}<${cost})+(${range(part)}=${cost})*(${range('order')}<${order}))`
  const place = response.comparison[part].ranking.indexOf(offering) + 1
  return formulaCell(`IF(AND(${feasible}=TRUE,ISNUMBER(${cost})),1+SUMPRODUCT(${isBefore}),"")`, place === 0 ? '' : place)
}

const orderOf = ({ offering }: Estimate, { response: { estimates } }: SummaryContext): number =>
  1 + estimates.filter(other => other.offering < offering).length

function sizingCells ({ sizing }: Estimate): Cells {
  if (typeof sizing === 'string') return { brokerType: textCell(sizing) }
  if (sizing === null || sizing === undefined || sizing.brokers === 0) return {}
  return { brokers: numberCell(sizing.brokers, styles.whole), brokerType: textCell(sizing.brokerType) }
}

function evidenceCells ({ infrastructureEvidence: { official, thirdParty, inferred, judgement } }: Totals): Cells {
  const share = (value: string): SheetCell => numberCell(value, styles.fraction)
  return { official: share(official), thirdParty: share(thirdParty), inferred: share(inferred), judgement: share(judgement) }
}

function moneyCells (estimate: Estimate, totals: Totals, context: SummaryContext, row: number): Cells {
  const { lines, operations } = context
  const people = operations.cellsOf(estimate.offering)
  const at = (name: keyof typeof summaryLetter): string => `${summaryLetter[name]}${row}`
  const sum = (end: 'low' | 'expected' | 'high', [first, second]: readonly [keyof typeof summaryLetter, keyof typeof summaryLetter]): SheetCell =>
    formulaCell(`ROUND(${at(first)}+${at(second)},${CENTS})`, Number(totals.total[end]), styles.total)
  const infrastructureEnd = (end: 'low' | 'high'): SheetCell => scaled(at('infrastructure'), totals.infrastructure.expected, totals.infrastructure[end], styles.money, CENTS)
  return {
    infrastructureLow: infrastructureEnd('low'),
    infrastructure: formulaCell(`ROUND(${lines.sumOf(`$${summaryLetter.offering}${row}`)},${CENTS})`, Number(totals.infrastructure.expected), styles.money),
    infrastructureHigh: infrastructureEnd('high'),
    operationsLow: formulaCell(people.low, Number(totals.operations.low), styles.money),
    operations: formulaCell(people.expected, Number(totals.operations.expected), styles.money),
    operationsHigh: formulaCell(people.high, Number(totals.operations.high), styles.money),
    totalLow: sum('low', ['infrastructureLow', 'operationsLow']),
    total: sum('expected', ['infrastructure', 'operations']),
    totalHigh: sum('high', ['infrastructureHigh', 'operationsHigh']),
    annual: formulaCell(`ROUND(12*${at('total')},${CENTS})`, Number(totals.annual.total), styles.money),
    rankInfrastructure: rankCell(estimate, 'infrastructure', context, row),
    rankTotal: rankCell(estimate, 'total', context, row),
    answered: numberCell(totals.total.expected, styles.money),
    difference: formulaCell(`ROUND(${at('total')}-${at('answered')},${CENTS})`, 0, styles.difference),
    order: { value: orderOf(estimate, context) },
    ...evidenceCells(totals)
  }
}

/** The row of an offering; one without an answer has no amounts, not zeros. */
export function offeringRow (estimate: Estimate, context: SummaryContext, row: number): readonly SheetCell[] {
  const { offering, title, region, status, feasible, suitable, totals, error, unpriced, findings = [] } = estimate
  const blockers = findings.filter(({ severity }) => severity === 'blocker').map(({ message }) => message)
  return rowOf(summaryColumns, {
    offering: textCell(offering),
    title: textCell(title),
    status: textCell(status),
    ...feasible === undefined ? {} : { feasible: { value: feasible } },
    ...suitable === undefined ? {} : { suitable: { value: suitable } },
    ...sizingCells(estimate),
    ...totals === undefined ? {} : moneyCells(estimate, totals, context, row),
    note: textCell(error?.message ?? unpriced ?? (blockers.length === 0 ? null : blockers.join(' '))),
    region: textCell(region)
  })
}
