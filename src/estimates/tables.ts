import type { Estimate, Figures, Totals } from './response.ts'

export type ColumnType = 'text' | 'count' | 'decimal' | 'money' | 'date' | 'url'
export type Cell = string | number | boolean | null

export interface Column { readonly name: string, readonly type: ColumnType }

/** An answer as typed columns: writers know nothing else. */
export interface Table {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
}

interface Field<Row> extends Column { readonly of: (row: Row) => Cell | undefined }

const field = <Row>(name: string, type: ColumnType, of: (row: Row) => Cell | undefined): Field<Row> => ({ name, type, of })

type WrittenVerdict = NonNullable<Estimate['fit']>[number]
interface OfferingRow { readonly response: Figures, readonly estimate: Estimate }
interface VerdictRow extends OfferingRow { readonly verdict: WrittenVerdict }
interface LineRow extends OfferingRow { readonly line: NonNullable<Estimate['lineItems']>[number] | undefined }

const sizingField = <Value extends Cell>(name: 'brokers' | 'brokerType' | 'partitions' | 'bindingConstraint') => ({ estimate }: OfferingRow): Value | undefined => {
  const { sizing } = estimate
  return typeof sizing === 'object' && sizing !== null ? sizing[name] as Value : undefined
}

const isRequired = ({ requirements = [] }: Figures, { criterion }: WrittenVerdict): boolean => requirements.includes(criterion)
const failedOf = ({ response, estimate: { fit } }: OfferingRow): readonly WrittenVerdict[] | undefined => fit?.filter(one => one.verdict === 'fails' && isRequired(response, one))

// Columns are only ever appended (api.md): new ones stand in laterFields.
const offeringFields: readonly Field<OfferingRow>[] = [
  field('offering', 'text', ({ estimate }) => estimate.offering),
  field('title', 'text', ({ estimate }) => estimate.title),
  field('provider', 'text', ({ estimate }) => estimate.provider),
  field('status', 'text', ({ estimate }) => estimate.status),
  field('feasible', 'text', ({ estimate }) => estimate.feasible),
  field('currency', 'text', ({ response }) => response.currency),
  field('asOf', 'date', ({ response }) => response.asOf),
  field('infrastructureLow', 'money', ({ estimate }) => estimate.totals?.infrastructure.low),
  field('infrastructureExpected', 'money', ({ estimate }) => estimate.totals?.infrastructure.expected),
  field('infrastructureHigh', 'money', ({ estimate }) => estimate.totals?.infrastructure.high),
  field('operationsLow', 'money', ({ estimate }) => estimate.totals?.operations.low),
  field('operationsExpected', 'money', ({ estimate }) => estimate.totals?.operations.expected),
  field('operationsHigh', 'money', ({ estimate }) => estimate.totals?.operations.high),
  field('totalLow', 'money', ({ estimate }) => estimate.totals?.total.low),
  field('totalExpected', 'money', ({ estimate }) => estimate.totals?.total.expected),
  field('totalHigh', 'money', ({ estimate }) => estimate.totals?.total.high),
  field('brokers', 'count', sizingField<number>('brokers')),
  field('brokerType', 'text', sizingField<string>('brokerType')),
  field('partitions', 'count', sizingField<number>('partitions')),
  field('bindingConstraint', 'text', sizingField<string>('bindingConstraint')),
  field('blockers', 'text', ({ estimate }) => estimate.findings?.filter(finding => finding.severity === 'blocker').map(finding => finding.code).join(' ')),
  field('errorCode', 'text', ({ estimate }) => estimate.error?.code),
  // Where figures are blank, it says why; what is sold by quote only is no error.
  field('errorMessage', 'text', ({ estimate }) => estimate.error?.message ?? estimate.unpriced)
]

const lineFields: readonly Field<LineRow>[] = [
  field('lineItem', 'text', ({ line }) => line?.id),
  field('lineTitle', 'text', ({ line }) => line?.title),
  field('group', 'text', ({ line }) => line?.group),
  field('consumedQuantity', 'decimal', ({ line }) => line?.consumedQuantity),
  field('consumedUnit', 'text', ({ line }) => line?.consumedUnit),
  field('pricingQuantity', 'decimal', ({ line }) => line?.pricingQuantity),
  field('pricingUnit', 'text', ({ line }) => line?.pricingUnit),
  field('listCost', 'decimal', ({ line }) => line?.listCost),
  field('cost', 'decimal', ({ line }) => line?.cost),
  field('costLow', 'decimal', ({ line }) => line?.range?.low ?? line?.cost),
  field('costHigh', 'decimal', ({ line }) => line?.range?.high ?? line?.cost),
  field('formula', 'text', ({ line }) => line?.formula),
  field('source', 'text', ({ line }) => line?.source)
]

const besideTotals = (beside: 'standAlone' | 'together', part: 'infrastructure' | 'operations' | 'total') => ({ estimate }: OfferingRow): string | undefined => estimate[beside]?.[part].expected

const infrastructureShare = (kind: keyof Totals['infrastructureEvidence']) => ({ estimate }: OfferingRow): string | undefined => estimate.totals?.infrastructureEvidence[kind]

/** Columns that came later, in the order in which they came; those of a line are in no table of offerings. */
type LaterField = { readonly ofOffering: Field<OfferingRow> } | { readonly ofLine: Field<LineRow> }

const laterFields: readonly LaterField[] = [
  { ofOffering: field('region', 'text', ({ estimate }) => estimate.region) },
  { ofOffering: field('standAloneInfrastructureExpected', 'money', besideTotals('standAlone', 'infrastructure')) },
  { ofOffering: field('standAloneOperationsExpected', 'money', besideTotals('standAlone', 'operations')) },
  { ofOffering: field('standAloneTotalExpected', 'money', besideTotals('standAlone', 'total')) },
  { ofOffering: field('togetherInfrastructureExpected', 'money', besideTotals('together', 'infrastructure')) },
  { ofOffering: field('togetherOperationsExpected', 'money', besideTotals('together', 'operations')) },
  { ofOffering: field('togetherTotalExpected', 'money', besideTotals('together', 'total')) },
  { ofLine: field('commitmentPercent', 'decimal', ({ line }) => line?.commitment?.percent) },
  { ofLine: field('commitmentTerm', 'text', ({ line }) => line?.commitment?.term) },
  { ofOffering: field('suitable', 'text', ({ estimate }) => estimate.suitable) },
  { ofOffering: field('unsuitableBecause', 'text', row => row.estimate.suitable === false ? failedOf(row)?.map(({ criterion, reason }) => `${criterion}: ${reason}`).join(' ') : null) },
  { ofOffering: field('partlyMeets', 'text', ({ estimate }) => estimate.partlyMeets?.join(' ')) },
  { ofOffering: field('infrastructureOfficialShare', 'decimal', infrastructureShare('official')) },
  { ofOffering: field('infrastructureThirdPartyShare', 'decimal', infrastructureShare('thirdParty')) },
  { ofOffering: field('infrastructureInferredShare', 'decimal', infrastructureShare('inferred')) },
  { ofOffering: field('infrastructureJudgementShare', 'decimal', infrastructureShare('judgement')) },
  { ofLine: field('confidence', 'text', ({ line }) => line?.confidence) }
]

const verdictFields: readonly Field<VerdictRow>[] = [
  field('offering', 'text', ({ estimate }) => estimate.offering),
  field('title', 'text', ({ estimate }) => estimate.title),
  field('criterion', 'text', ({ verdict }) => verdict.criterion),
  field('required', 'text', ({ response, verdict }) => isRequired(response, verdict)),
  field('verdict', 'text', ({ verdict }) => verdict.verdict),
  field('reason', 'text', ({ verdict }) => verdict.reason),
  field('source', 'text', ({ verdict }) => verdict.source),
  field('confidence', 'text', ({ verdict }) => verdict.confidence)
]

const fieldsOfOfferings: readonly Field<OfferingRow>[] = [...offeringFields, ...laterFields.flatMap(later => 'ofOffering' in later ? later.ofOffering : [])]
const fieldsOfLines: readonly Field<LineRow>[] = [...offeringFields, ...lineFields, ...laterFields.map((later): Field<LineRow> => 'ofOffering' in later ? later.ofOffering : later.ofLine)]

const rowsOf = <Row>(fields: readonly Field<Row>[], rows: readonly Row[]): Table['rows'] => rows.map(row => fields.map(({ of }) => of(row) ?? null))

const offeringRows = (response: Figures): readonly OfferingRow[] => response.estimates.map(estimate => ({ response, estimate }))
const lineRows = (response: Figures): readonly LineRow[] => offeringRows(response).flatMap((row): LineRow[] => (row.estimate.lineItems ?? [undefined]).map(line => ({ ...row, line })))
const verdictRows = (response: Figures): readonly VerdictRow[] => offeringRows(response).flatMap(row => (row.estimate.fit ?? []).map(verdict => ({ ...row, verdict })))

export const tableViews = ['lines', 'offerings'] as const
export type TableView = typeof tableViews[number]
/** The views of one answer: verdicts are the same in every row of a batch. */
export const answerViews = [...tableViews, 'fit'] as const
export type AnswerView = typeof answerViews[number]

/** The columns of a view, and how an answer fills them: a row a line item with its offering's columns repeated, a row an offering, or a row a verdict. */
export interface TableRows {
  readonly columns: readonly Column[]
  readonly rowsOf: (response: Figures) => Table['rows']
}

/** What a view lays out: its columns, and the rows that it finds in an answer. */
interface View<Row> { readonly fields: readonly Field<Row>[], readonly rowsIn: (response: Figures) => readonly Row[] }

function tableRows<Row> ({ fields, rowsIn }: View<Row>, wanted: (name: string) => boolean): TableRows {
  const shown = fields.filter(({ name }) => wanted(name))
  return { columns: shown.map(({ name, type }) => ({ name, type })), rowsOf: response => rowsOf(shown, rowsIn(response)) }
}

/** The rows of a view with the columns that are wanted, in the order of the table. */
export function createTableRows (view: AnswerView, wanted: (name: string) => boolean): TableRows {
  switch (view) {
    case 'lines': return tableRows({ fields: fieldsOfLines, rowsIn: lineRows }, wanted)
    case 'offerings': return tableRows({ fields: fieldsOfOfferings, rowsIn: offeringRows }, wanted)
    case 'fit': return tableRows({ fields: verdictFields, rowsIn: verdictRows }, wanted)
  }
}
