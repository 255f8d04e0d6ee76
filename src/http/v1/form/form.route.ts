import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Catalog } from '../../../pricing/catalog.ts'
import { NEVER_CACHED, csvType, sendWorkbook } from '../../answers.ts'
import { IDLE_MILLISECONDS, patience, watched } from '../../deadlines.ts'
import { documented } from '../../openapi.ts'
import { HttpProblem } from '../../problem.ts'
import type { Shape } from '../../shape.ts'
import type { BatchDependencies } from '../batch/batch.route.ts'
import { progressIn } from '../batch/batch.route.ts'
import type { BatchOptions } from '../batch/batch-question.ts'
import { outputs, readFormQuestion } from './form-question.ts'
import { createFormWorkbooks } from './form-workbook.ts'
import { HeldBytes } from './held-bytes.ts'
import { formTypes, readForm } from './read-form.ts'

// Four of the largest files: a form is read as a whole before it is answered.
const MOST_HELD_BYTES = 256 * 1024 * 1024

const fields = {
  rows: { type: 'string', description: 'Rows as they were copied from a sheet, the first naming the columns; instead of a file' },
  output: { type: 'string', enum: [...outputs], default: outputs[0], description: 'A workbook, or a table' }
} satisfies Shape['properties']
const file = { type: 'string', format: 'binary', description: 'The same rows as .csv or .tsv; instead of pasted ones' } satisfies Shape

/** What the route of forms needs. */
export interface FormDependencies extends BatchDependencies {
  readonly catalog: Catalog
  readonly mostRows: number
}

function sendRows (reply: FastifyReply, answer: AsyncGenerator<Uint8Array>, { header, download }: BatchOptions): FastifyReply {
  const { request } = reply
  const watch = patience(IDLE_MILLISECONDS, () => reply.raw.destroy())
  reply.raw.once('close', watch.end)
  const stream = Readable.from(watched(answer, watch))
  stream.once('error', error => request.log.error({ err: error, requestId: request.id }, 'a form was answered in part'))
  if (download) reply.header('content-disposition', 'attachment; filename="estimates.csv"')
  return reply.type(csvType(header)).send(stream)
}

/**
 * `POST /v1/estimates/form`: the rows that a form carries, answered by the same batch as a download.
 * Nothing is kept and nobody is signed in, so that a form on a page of somebody else gains nothing by leading here.
 */
export function formRoute (app: FastifyInstance, { reader, batches, today, catalog, mostRows }: FormDependencies): void {
  const writeWorkbook = createFormWorkbooks()
  const held = new HeldBytes(MOST_HELD_BYTES)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => { done(null, payload) })

  const { schema, config } = documented({
    tag: 'Estimates',
    operationId: 'createEstimatesOfForm',
    summary: 'Rows that a form carries, pasted or as a file, answered as a workbook or a table',
    description: 'Where the form of the page at / leads. Fields beside those listed are the keys of the query of POST /v1/estimates/batch, which hold for every row; a blank one is not given. A caller whose Accept prefers text/html is told what is wrong by a page.',
    streamed: { encoded: { type: 'object', properties: fields }, multipart: { type: 'object', properties: { ...fields, file } } },
    formats: outputs,
    forPeople: true
  })
  app.post('/estimates/form', { schema, config: { ...config, streamed: true } }, async (request, reply) => {
    const source = request.body as Readable | undefined
    const share = held.open()
    reply.raw.once('finish', share.release).once('close', share.release)
    try {
      if (source === undefined) throw new HttpProblem('UNSUPPORTED_MEDIA_TYPE', `There is no body; accepted is ${formTypes.join(' or ')}.`)
      const form = readFormQuestion(await readForm(request, source, share), reader)
      reply.header('cache-control', NEVER_CACHED)
      if (form.output === 'xlsx') return sendWorkbook(reply, await writeWorkbook(form, { catalog, mostRows, today: today() }), 'estimates', form.question.options.download)
      const answer = await batches.answer({ source: form.rows, question: form.question, input: 'csv', output: 'csv', today: today() }, progressIn(request.log, request.id))
      return sendRows(reply, answer, form.question.options)
    } catch (problem) {
      // What was not read would stand before the next request.
      if (source?.readableEnded === false) {
        reply.header('connection', 'close')
        source.resume()
      }
      throw problem
    }
  })
}
