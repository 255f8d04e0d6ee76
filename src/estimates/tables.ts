import type { Estimate, EstimateResponse } from './response.ts'

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

interface OfferingRow { readonly response: EstimateResponse, readonly estimate: Estimate }
interface LineRow extends OfferingRow { readonly line: NonNullable<Estimate['lineItems']>[number] | undefined }

const sizingField = <Value extends Cell>(name: 'brokers' | 'brokerType' | 'partitions' | 'bindingConstraint') => ({ estimate }: OfferingRow): Value | undefined => {
  const { sizing } = estimate
  return typeof sizing === 'object' && sizing !== null ? sizing[name] as Value : undefined
}

// Columns are only ever appended (api.md).
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
  field('errorMessage', 'text', ({ estimate }) => estimate.error?.message)
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

function table<Row> (fields: readonly Field<Row>[], rows: readonly Row[]): Table {
  return { columns: fields.map(({ name, type }) => ({ name, type })), rows: rows.map(row => fields.map(({ of }) => of(row) ?? null)) }
}

/** An answer as two tables: a row a line item with its offering's columns repeated, and a row an offering. */
export function toTables (response: EstimateResponse): { readonly lines: Table, readonly offerings: Table } {
  const offerings = response.estimates.map((estimate): OfferingRow => ({ response, estimate }))
  const lines = offerings.flatMap((row): LineRow[] => (row.estimate.lineItems ?? [undefined]).map(line => ({ ...row, line })))
  return { lines: table<LineRow>([...offeringFields, ...lineFields], lines), offerings: table(offeringFields, offerings) }
}
