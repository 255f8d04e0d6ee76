import { z } from 'zod'
import { estimateRequestSchema } from '../../../estimates/request.ts'
import { createTableRows, tableViews } from '../../../estimates/tables.ts'
import type { TableRows } from '../../../estimates/tables.ts'
import { faultAt } from '../../faults.ts'
import type { Fault } from '../../faults.ts'
import { invalidRequest } from '../../problem.ts'
import { csvOptionsSchema } from '../../writers/csv.ts'
import type { CsvOptions } from '../../writers/csv.ts'
import { createQueryNames, PACKED } from '../query-names.ts'
import type { QueryNames } from '../query-names.ts'
import type { QuestionReader } from '../question.ts'
import { readQuery } from '../read-query.ts'
import type { Members } from '../read-query.ts'
import { columnFaults, isWanted, namesOption } from '../wanted-columns.ts'

export const batchOptionsSchema = csvOptionsSchema.extend({
  view: z.enum(tableViews).default('offerings').meta({ description: 'For CSV: one row an offering, or one row a line item' }),
  columns: namesOption('For CSV: the columns of the answer that are wanted, of all that the view has'),
  carry: namesOption('Columns of your own that are carried through although their names are near those of fields; of JSON, the members that are carried through'),
  pool: z.enum(['none', 'account']).default('none').meta({ description: 'account: the rows share one account, so that each starts in the tiers and free units where the rows before it ended; none: each row is alone' })
})
export type BatchOptions = z.output<typeof batchOptionsSchema>

/** The query keys of a batch: its own, and the fields of the question as defaults of every row. */
export const batchRoute = { names: batchNames(), options: batchOptionsSchema }

/** A whole question in one key is no default of rows. */
function batchNames (): QueryNames {
  const all = createQueryNames(estimateRequestSchema, batchOptionsSchema)
  return { ...all, keys: all.keys.filter(key => key !== PACKED) }
}

/** What the query of a batch says: how to read and write, and what holds for every row that does not say otherwise. */
export interface BatchQuestion {
  readonly options: BatchOptions
  readonly defaults: Members
  /** The defaults as pairs of a query, by the full name of the field. */
  readonly defaultPairs: ReadonlyMap<string, string>
  /** What stands between the cells of the rows; the answer's own is an option. */
  readonly rowDelimiter: CsvOptions['delimiter']
  /** Whether columns that fill fields come back too, as they were written. */
  readonly carriesFields: boolean
}

// Any valid values: they stand in where only the rows say what is required.
const standIns: Readonly<Record<string, string>> = { requestsPerMonth: '1', payloadBytes: '1', retentionDays: '1' }
/** Fields that a row must have; of the payload, one of two. */
export const requiredFields: readonly string[] = Object.keys(standIns)

const ownNaming = { nameOf: (path: readonly (string | number)[]) => String(path[0]), parameterOf: (path: readonly (string | number)[]) => String(path[0]) }

/** What a table cannot show with this detail. */
const notInSummary: ReadonlySet<string> = new Set(['brokers', 'brokerType', 'partitions', 'bindingConstraint', 'blockers', 'unsuitableBecause'])

/** The rows of the answer's table, with the columns that were asked for. */
export function answerTable ({ options: { view, columns }, defaults }: BatchQuestion): TableRows {
  const isSummary = view === 'offerings' && defaults['detail'] === 'summary'
  return createTableRows(view, name => columns === undefined ? !(isSummary && notInSummary.has(name)) : isWanted(name, columns))
}

function optionFaults (question: BatchQuestion): readonly Fault[] {
  const { options: { view, columns = [] }, defaults } = question
  const isSummary = defaults['detail'] === 'summary'
  const known = createTableRows(view, name => !isSummary || !notInSummary.has(name)).columns.map(({ name }) => name)
  return [
    ...columnFaults(columns, known),
    ...isSummary && view === 'lines' ? [faultAt(ownNaming, ['view'], 'NOT_ACCEPTED', 'is "lines", and detail=summary has none', 'view=offerings, or detail=lines')] : []
  ]
}

const standInsOf = (given: Members, prefix: string): readonly string[] => requiredFields.filter(name => !(name in given)).map(name => `${prefix}${name}=${standIns[name]!}`)

/** Reads the query of a batch; throws INVALID_REQUEST with every fault of it. */
export function readBatchQuestion (query: string, reader: Pick<QuestionReader, 'fromQuery'>): BatchQuestion {
  const { question, packed, packedIsBroken } = readQuery(query, batchRoute.names)
  if (packed !== null || packedIsBroken) throw invalidRequest([faultAt(ownNaming, [PACKED], 'NOT_ACCEPTED', 'holds a whole question, and here each row is one', 'dotted keys, which hold for every row that does not say otherwise')])
  const existing = (question['existing'] ?? {}) as Members
  const missing = [...standInsOf(question['workload'] as Members, ''), ...Object.keys(existing).length === 0 ? [] : standInsOf(existing, 'existing.')]
  const { options } = reader.fromQuery([query, ...missing].filter(part => part !== '').join('&'), batchRoute)
  const batch = { options, defaults: withoutEmpty(question), defaultPairs: pairsOf(query), rowDelimiter: options.delimiter, carriesFields: false }
  const faults = optionFaults(batch)
  if (faults.length > 0) throw invalidRequest(faults)
  return batch
}

const withoutEmpty = (question: Members): Members =>
  Object.fromEntries(Object.entries(question).filter(([, value]) => typeof value !== 'object' || Array.isArray(value) || Object.keys(value).length > 0))

function pairsOf (query: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  for (const pair of query.split('&')) {
    const key = decodeURIComponent(pair.split('=', 1)[0]!.replaceAll('+', ' '))
    const leaf = batchRoute.names.leafOf(key)
    if (leaf !== undefined && !batchRoute.names.isOwn(leaf.name)) pairs.set(leaf.name, pair)
  }
  return pairs
}
