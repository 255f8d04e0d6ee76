import { Readable } from 'node:stream'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { estimateResponseSchema } from '../../../estimates/response.ts'
import { NEVER_CACHED, csvType, queryOf } from '../../answers.ts'
import { encodingProblem } from '../../body-encoding.ts'
import { IDLE_MILLISECONDS, patience, watched } from '../../deadlines.ts'
import type { Patience } from '../../deadlines.ts'
import { faultCodes, faultSchema } from '../../faults.ts'
import { mediaTypes, negotiate } from '../../negotiation.ts'
import { documented } from '../../openapi.ts'
import { HttpProblem, problemCodes } from '../../problem.ts'
import type { QuestionReader } from '../question.ts'
import type { Batches, BatchProgress } from './answer-batch.ts'
import type { RowFormat } from './answer-rows.ts'
import { rowFormats } from './answer-rows.ts'
import { batchRoute, readBatchQuestion } from './batch-question.ts'
import type { BatchOptions } from './batch-question.ts'

const ROWS_PER_LOG_LINE = 100_000

// One format goes by several names.
const inputs: Readonly<Record<string, RowFormat>> = {
  'text/csv': 'csv',
  'application/csv': 'csv',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'application/json': 'json'
}
const readCharset = /;\s*charset\s*=\s*"?([^\s;"]+)/i

const description = [
  'The first row of a CSV names the columns: fields of a question as the keys of GET /v1/estimates, and columns of your own (id, team), which are carried through in front of the answer.',
  'A column whose name is near a field is refused unless carry names it. A blank cell is a field that is not given: the same field in the query holds then, or its default; it is never zero.',
  'A row that cannot be answered is told in its place (errorCode, errorField, errorMessage; error in JSON) and costs no other.',
  'NDJSON is a question a line, JSON an array of them. Fields in the query hold for every row that does not say otherwise.',
  'The answer is sent while the rows arrive: a client that takes nothing before it has sent everything may have to wait for itself where there are many rows.'
].join(' ')

const rowErrorSchema = z.strictObject({
  code: z.enum([...new Set([...faultCodes, ...problemCodes])]),
  field: z.string().nullable().meta({ description: 'The column or member that is to blame, where it is one' }),
  message: z.string(),
  errors: z.array(faultSchema)
}).meta({ id: 'RowError' })

/** A row of the answer in NDJSON and JSON. */
export const rowAnswerSchema = z.strictObject({
  row: z.number().int().meta({ description: 'Number of the row, counted from 1; the header of a CSV is its row 1' }),
  carried: z.record(z.string(), z.unknown()).optional().meta({ description: 'Your own columns' }),
  answer: estimateResponseSchema.optional(),
  error: rowErrorSchema.optional().meta({ description: 'Instead of an answer' })
}).meta({ id: 'RowAnswer' })

const csvExample = 'id,team,requestsPerMonth,payloadBytes,retentionDays\n1,Orders,500000000,2048,7\n'
const rowSchema = { $ref: '#/components/schemas/EstimateRequestInput' }

function formatOf ({ headers }: FastifyRequest): RowFormat {
  const encoded = encodingProblem(headers)
  if (encoded !== null) throw encoded
  const type = headers['content-type'] ?? ''
  const charset = readCharset.exec(type)?.[1] ?? 'utf-8'
  if (!/^utf-?8$/i.test(charset)) throw new HttpProblem('UNSUPPORTED_MEDIA_TYPE', `The charset is ${JSON.stringify(charset)}; accepted is utf-8.`)
  return inputs[type.split(';', 1)[0]!.trim().toLowerCase()]!
}

function describeAnswer (reply: FastifyReply, output: RowFormat, options: BatchOptions): void {
  if (options.download) reply.header('content-disposition', `attachment; filename="estimates.${output}"`)
  reply
    .header('cache-control', NEVER_CACHED)
    .type(output === 'csv' ? csvType(options.header) : `${mediaTypes[output]}; charset=utf-8`)
}

/** Tells the log how far a batch has come, and what nobody foresaw. */
export function progressIn (log: FastifyBaseLogger, requestId: string): (progress: BatchProgress) => void {
  let logged = 0
  return ({ rows, rowsWithError, unexpected }) => {
    for (const error of unexpected) log.error({ requestId, error }, 'unexpected error in a row')
    if (rows < logged + ROWS_PER_LOG_LINE) return
    logged = rows - rows % ROWS_PER_LOG_LINE
    log.info({ requestId, rows, rowsWithError }, 'rows answered')
  }
}

/** Somebody who goes away before the end is no fault of this service. */
function logEnd ({ log, id, raw }: FastifyRequest, error: Error): void {
  if (raw.socket.destroyed) log.info({ requestId: id }, 'the caller of a batch went away')
  else log.error({ err: error, requestId: id }, 'a batch ended before its end')
}

/** What the route of batches needs. */
export interface BatchDependencies {
  readonly reader: QuestionReader
  readonly batches: Batches
  readonly today: () => string
}

/** `POST /v1/estimates/batch`: many workloads, a row each, answered while they arrive. */
export function batchRoutes (app: FastifyInstance, { reader, batches, today }: BatchDependencies): void {
  app.removeAllContentTypeParsers()
  for (const type of Object.keys(inputs)) app.addContentTypeParser(type, (_request, payload, done) => done(null, payload))

  const { schema, config } = documented({
    tag: 'Estimates',
    operationId: 'createEstimates',
    summary: 'Many workloads, one a row: CSV, NDJSON or a JSON array in, the same out, streamed',
    description,
    query: batchRoute,
    streamed: { csv: { type: 'string', examples: [csvExample] }, ndjson: { type: 'string' }, json: { type: 'array', items: rowSchema } },
    answer: z.array(rowAnswerSchema),
    formats: ['csv', 'ndjson', 'json']
  })
  app.post('/estimates/batch', { schema, config: { ...config, streamed: true } }, async (request, reply) => {
    const source = request.body as Readable | undefined
    try {
      if (source === undefined) throw new HttpProblem('UNSUPPORTED_MEDIA_TYPE', 'There is no body; accepted is text/csv, application/x-ndjson or application/json.')
      const input = formatOf(request)
      const output = negotiate(request, reply, [input, ...rowFormats.filter(format => format !== input)])
      const question = readBatchQuestion(queryOf(request), reader)
      const watch = patience(IDLE_MILLISECONDS, () => source.destroy())
      reply.raw.once('close', watch.end)
      const answer = await batches.answer({ source: arriving(source, watch), question, input, output, today: today() }, progressIn(request.log, request.id))
      describeAnswer(reply, output, question.options)
      const stream = Readable.from(leaving(answer, source, watch))
      stream.once('error', error => { logEnd(request, error) })
      return await reply.send(stream)
    } catch (problem) {
      // What was not read would stand before the next request.
      reply.header('connection', 'close')
      source?.resume()
      throw problem
    }
  })
}

/** The rows as they come; whoever stops reading leaves the connection as it is. */
async function * arriving (source: Readable, watch: Patience): AsyncGenerator<Uint8Array> {
  for await (const bytes of source.iterator({ destroyOnReturn: false })) {
    watch.renew()
    yield bytes as Uint8Array
  }
}

/** The answers as they are taken; rows that nobody reads any more are let through. */
async function * leaving (answer: AsyncGenerator<Uint8Array>, source: Readable, watch: Patience): AsyncGenerator<Uint8Array> {
  try {
    yield * watched(answer, watch)
  } finally {
    source.resume()
  }
}
