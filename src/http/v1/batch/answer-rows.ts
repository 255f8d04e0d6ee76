import type { Piece } from '../../../batch/rows.ts'
import { createAccountPool } from '../../../estimates/account-pool.ts'
import type { AccountPool } from '../../../estimates/account-pool.ts'
import type { EstimateRequest } from '../../../estimates/request.ts'
import type { Figures } from '../../../estimates/response.ts'
import type { Catalog } from '../../../pricing/catalog.ts'
import { EstimateError } from '../../../pricing/errors.ts'
import { createQuestionReader } from '../question.ts'
import { readHeader } from './batch-header.ts'
import type { BatchQuestion } from './batch-question.ts'
import { csvRowsReader, isQuestion, jsonRowsReader } from './read-rows.ts'
import type { ReadRow, RowsReader } from './read-rows.ts'
import { errorOfBreak, errorOfProblem, unforeseen } from './row-error.ts'
import type { RowError, RowLimits } from './row-error.ts'

export const rowFormats = ['csv', 'ndjson', 'json'] as const
export type RowFormat = typeof rowFormats[number]

/** Everything that the rows of one batch have in common; plain data, which any thread can take. */
export interface Batch {
  readonly question: BatchQuestion
  readonly input: RowFormat
  readonly output: RowFormat
  /** The first row of a CSV; null where rows name their fields themselves. */
  readonly header: readonly string[] | null
  readonly limits: RowLimits
  /** The day of questions that name none: one for the whole batch. */
  readonly today: string
}

/** A row in its place: its answer, or why it has none. */
export interface RowAnswer<Answer extends Figures = Figures> {
  readonly row: number
  /** The caller's own columns, in the order of `carriedNames`. */
  readonly carried: readonly unknown[]
  readonly outcome: Answer | RowError
}

export const isAnswer = <Answer extends Figures>(outcome: Answer | RowError): outcome is Answer => !('code' in outcome)

/** How a question is answered: with its figures alone, or whole. */
export type Answering<Answer extends Figures> = (request: EstimateRequest, catalog: Catalog, account: AccountPool | null) => Answer

/** Answers pieces of a batch, each row when it is asked for. */
export interface RowsAnswerer<Answer extends Figures> {
  readonly carriedNames: readonly string[]
  readonly answer: (piece: Piece) => Iterable<RowAnswer<Answer>>
}

interface Rows { readonly carriedNames: readonly string[], readonly read: RowsReader }

function rowsOf (batch: Batch, catalog: Catalog): Rows {
  const reader = createQuestionReader(catalog, () => batch.today)
  if (batch.header === null) return { carriedNames: batch.question.options.carry ?? [], read: jsonRowsReader(batch.question, reader) }
  const header = readHeader(batch.header, batch.question)
  return { carriedNames: header.carried.map(({ name }) => name), read: csvRowsReader(header, batch.question, reader) }
}

/** Makes what answers the rows of a batch, one after the other; `unexpected` is told what nobody foresaw. Throws what readHeader throws. */
export function createRowsAnswerer<Answer extends Figures> (batch: Batch, catalog: Catalog, answering: Answering<Answer>, unexpected: (error: unknown) => void): RowsAnswerer<Answer> {
  const { carriedNames, read } = rowsOf(batch, catalog)
  const account = batch.question.options.pool === 'account' ? createAccountPool() : null
  // A table shows findings and sizes, which a summary leaves out, and no terms.
  const inTable = { detail: batch.question.options.view === 'offerings' && batch.question.defaults['detail'] === 'summary' ? 'summary' : 'lines' } as const

  let pooled: string | undefined

  /** Rows that share an account buy the same; of alternatives, each has the account for itself. */
  function refuseOtherOfferings ({ offerings }: EstimateRequest): void {
    const named = offerings === undefined ? 'every offering' : [...offerings].sort().join(',')
    pooled ??= named
    if (named !== pooled) throw new EstimateError('IMPOSSIBLE_COMBINATION', `offerings is ${named}, and with pool=account all rows share what the first one names; accepted is ${pooled}, or a batch for each.`, { field: 'offerings' })
  }

  function outcomeOf (asked: ReadRow['asked']): Answer | RowError {
    if (!isQuestion(asked)) return asked
    try {
      if (account !== null) refuseOtherOfferings(asked)
      return answering(batch.output === 'csv' ? { ...asked, ...inTable } : asked, catalog, account)
    } catch (problem) {
      const error = errorOfProblem(problem)
      if (error === null) unexpected(problem)
      return error ?? unforeseen
    }
  }

  function * answersOf (piece: Piece): Generator<RowAnswer<Answer>> {
    if (piece.kind === 'broken') {
      yield { row: piece.first, carried: carriedNames.map(() => null), outcome: errorOfBreak(piece.why, batch.input, batch.limits) }
      return
    }
    let count = 0
    for (const { carried, asked } of read(piece.bytes)) {
      yield { row: piece.first + count, carried, outcome: outcomeOf(asked) }
      count += 1
    }
    if (count !== piece.count) throw new Error(`A piece of ${piece.count} rows was read as ${count}.`)
  }

  return { carriedNames, answer: answersOf }
}
