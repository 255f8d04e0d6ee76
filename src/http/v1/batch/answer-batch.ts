import { setImmediate } from 'node:timers/promises'
import { answerInOrder } from '../../../batch/answer-in-order.ts'
import { besideThisModule, openAnswerPool } from '../../../batch/answer-pool.ts'
import type { AnswerPool } from '../../../batch/answer-pool.ts'
import { ArraySplitter } from '../../../batch/array-splitter.ts'
import { LineSplitter } from '../../../batch/line-splitter.ts'
import { piecesOf } from '../../../batch/rows.ts'
import type { Piece, RowSplitter } from '../../../batch/rows.ts'
import { estimate } from '../../../estimates/estimate.ts'
import type { EstimateResponse } from '../../../estimates/response.ts'
import type { Catalog } from '../../../pricing/catalog.ts'
import { HttpProblem } from '../../problem.ts'
import { delimiterOf } from '../../writers/csv.ts'
import { createPieceAnswerer } from './answer-piece.ts'
import type { AnsweredPiece, PieceAnswerer } from './answer-piece.ts'
import { createRowsAnswerer } from './answer-rows.ts'
import type { Batch, RowAnswer, RowFormat } from './answer-rows.ts'
import type { BatchQuestion } from './batch-question.ts'
import { cellsOf } from './read-rows.ts'
import { errorOfBreak } from './row-error.ts'
import type { RowLimits } from './row-error.ts'
import { tablesIn } from './row-task.ts'
import type { RowTask, RowWorkerData } from './row-task.ts'

const ROWS_PER_PIECE = 64
const PIECES_PER_THREAD = 3
// A thread takes longer to start than these rows take to answer.
const ROWS_WITHOUT_THREADS = 512
export const LONGEST_ROW_BYTES = 64 * 1024

/** What batches are answered with. */
export interface BatchParts {
  readonly catalog: Catalog
  readonly mostRows: number
  /** The folder that the tables came from, and how many threads answer large batches; none where left out. */
  readonly threads?: { readonly pricingDir: string, readonly count: number } | undefined
}

/** What one batch says of itself. */
export interface BatchRequest {
  readonly source: AsyncIterable<Uint8Array>
  readonly question: BatchQuestion
  readonly input: RowFormat
  readonly output: RowFormat
  readonly today: string
}

/** What has happened so far. */
export interface BatchProgress { readonly rows: number, readonly rowsWithError: number, readonly unexpected: readonly string[] }

/** A batch whose header was read: nothing that concerns the whole of it is wrong any more. */
interface OpenBatch {
  readonly batch: Batch
  readonly pieces: AsyncGenerator<Piece>
}

function splitterOf ({ input, question }: BatchRequest, limits: RowLimits): RowSplitter {
  // The header of a CSV is its first row, as in a sheet, and no row to be answered.
  const bounds = { ...limits, mostRows: limits.mostRows + (input === 'csv' ? 1 : 0), rowsPerPiece: ROWS_PER_PIECE }
  if (input === 'json') return new ArraySplitter(bounds)
  return new LineSplitter(bounds, input === 'csv' ? delimiterOf({ delimiter: question.rowDelimiter }).charCodeAt(0) : null)
}

const isUtf16 = (bytes: Uint8Array): boolean => bytes.includes(0) || (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)

function headerIn (first: Piece, question: BatchQuestion, limits: RowLimits): readonly string[] {
  if (first.kind === 'broken') throw new HttpProblem('BROKEN_CSV', `The first row, which must name the columns, cannot be read. ${errorOfBreak(first.why, 'csv', limits).message}`)
  if (isUtf16(first.bytes)) throw new HttpProblem('BROKEN_CSV', 'The body is UTF-16; accepted is UTF-8: save the file as "CSV UTF-8".')
  const [header = []] = cellsOf(first.bytes, question)
  if (header.some(name => name.includes('\uFFFD'))) throw new HttpProblem('BROKEN_CSV', 'The first row is not UTF-8; save the file as "CSV UTF-8".')
  if (header.some(name => name.includes('\r'))) throw new HttpProblem('BROKEN_CSV', 'The rows end with a carriage return alone; accepted are a line feed, or both.')
  return header
}

async function * startingWith (first: Piece, rest: AsyncGenerator<Piece>): AsyncGenerator<Piece> {
  yield first
  yield * rest
}

const exampleOf = { csv: 'a row that names the columns, such as id,requestsPerMonth,payloadBytes,retentionDays, and a row for each workload', ndjson: 'a question as JSON in each line' } as const

async function openBatch (request: BatchRequest, mostRows: number): Promise<OpenBatch> {
  const { question, input, output, today } = request
  const limits = { longestRowBytes: LONGEST_ROW_BYTES, mostRows }
  const pieces = piecesOf(request.source, splitterOf(request, limits))
  const { value: first } = await pieces.next() as IteratorResult<Piece, undefined>
  const batch: Batch = { question, input, output, limits, today, header: null }
  if (first === undefined) {
    if (input === 'json') return { batch, pieces }
    throw new HttpProblem(input === 'csv' ? 'BROKEN_CSV' : 'BROKEN_JSON', `The body is empty; accepted is ${exampleOf[input]}.`)
  }
  if (input === 'csv') return { batch: { ...batch, header: headerIn(first, question, limits) }, pieces }
  if (first.kind === 'broken' && first.isLast) throw new HttpProblem('BROKEN_JSON', errorOfBreak(first.why, input, limits).message)
  return { batch, pieces: startingWith(first, pieces) }
}

/** Answers batches of rows; large ones on every core. */
export interface Batches {
  /** The answer, written piece by piece; the promise fails where something concerns the whole batch: INVALID_REQUEST, BROKEN_CSV, BROKEN_JSON. */
  readonly answer: (request: BatchRequest, told: (progress: BatchProgress) => void) => Promise<AsyncGenerator<Uint8Array>>
  readonly close: () => Promise<void>
}

const encoder = new TextEncoder()

/** Makes what answers batches; its threads start with the first large batch, and `failed` is told of one that fails between batches. */
export function createBatches ({ catalog, mostRows, threads }: BatchParts, failed: (error: unknown) => void): Batches {
  let pool: AnswerPool<RowTask, AnsweredPiece> | undefined
  let lastId = 0

  function poolFor ({ question }: Batch): AnswerPool<RowTask, AnsweredPiece> | undefined {
    // Rows of one account wait for those before them.
    if (threads === undefined || threads.count === 0 || question.options.pool === 'account') return undefined
    pool ??= openAnswerPool(besideThisModule('row-worker', import.meta.url), { pricingDir: threads.pricingDir, tables: tablesIn(catalog) } satisfies RowWorkerData, threads.count, failed)
    return pool
  }

  async function * written ({ batch, pieces }: OpenBatch, answerer: PieceAnswerer, told: (progress: BatchProgress) => void): AsyncGenerator<Uint8Array> {
    const workers = poolFor(batch)
    const id = ++lastId
    const here = async (piece: Piece): Promise<AnsweredPiece> => {
      // Other callers are served between two pieces.
      await setImmediate()
      return answerer.answer(piece)
    }
    const answer = async (piece: Piece): Promise<AnsweredPiece> =>
      workers === undefined || piece.kind === 'broken' || piece.first <= ROWS_WITHOUT_THREADS ? await here(piece) : await workers.answer({ id, batch, piece }, piece.bytes)
    let [rows, rowsWithError] = [0, 0]
    if (answerer.writer.begin !== '') yield encoder.encode(answerer.writer.begin)
    for await (const answered of answerInOrder(pieces, workers === undefined ? 1 : workers.threads * PIECES_PER_THREAD, answer)) {
      rows += answered.rows
      rowsWithError += answered.rowsWithError
      told({ rows, rowsWithError, unexpected: answered.unexpected })
      yield answered.bytes
    }
    if (answerer.writer.end !== '') yield encoder.encode(answerer.writer.end)
  }

  return {
    answer: async (request, told) => {
      const open = await openBatch(request, mostRows)
      return written(open, createPieceAnswerer(open.batch, catalog), told)
    },
    close: async () => { await pool?.close() }
  }
}

/** Answers many rows one by one as values: for those who write them in another way than this route. Errors as Batches.answer. */
export async function * answerRows (request: Omit<BatchRequest, 'output'>, { catalog, mostRows }: Omit<BatchParts, 'threads'>): AsyncGenerator<RowAnswer<EstimateResponse> & { readonly carriedNames: readonly string[] }> {
  const { batch, pieces } = await openBatch({ ...request, output: 'ndjson' }, mostRows)
  const { carriedNames, answer } = createRowsAnswerer(batch, catalog, estimate, error => { throw error })
  for await (const piece of pieces) {
    for (const answered of answer(piece)) yield { ...answered, carriedNames }
    await setImmediate()
  }
}
