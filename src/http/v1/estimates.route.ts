import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { estimate } from '../../estimates/estimate.ts'
import { isPinned, pinnedRequest } from '../../estimates/pinned-request.ts'
import { estimateRequestSchema } from '../../estimates/request.ts'
import type { EstimateRequest } from '../../estimates/request.ts'
import { estimateResponseSchema } from '../../estimates/response.ts'
import type { EstimateResponse } from '../../estimates/response.ts'
import { toTables } from '../../estimates/tables.ts'
import type { Catalog } from '../../pricing/catalog.ts'
import { CACHED_FIVE_MINUTES, CACHED_FOREVER, NEVER_CACHED, queryOf, sendCsv, sendJson } from '../answers.ts'
import { negotiate } from '../negotiation.ts'
import type { Format } from '../negotiation.ts'
import { documented } from '../openapi.ts'
import { csvOptionsSchema } from '../writers/csv.ts'
import { addressOf, namesItsDay, optionsRoute, questionRoute, readOptions } from './question.ts'
import type { QuestionReader } from './question.ts'

/** What an estimate's routes need. */
export interface EstimateDependencies {
  readonly catalog: Catalog
  readonly reader: QuestionReader
}

const ADDRESS = '/v1/estimates'
// Some clients read no longer header.
const LONGEST_LINK = 4096

const example = {
  workload: { requestsPerMonth: 500_000_000, payloadBytes: 2048, retentionDays: 7 },
  offerings: ['aws-sqs-standard', 'aws-msk-standard'],
  options: { kafka: { utilisation: 0.5 } }
}

const views = ['lines', 'offerings'] as const
const tableOptionsSchema = csvOptionsSchema.extend({
  view: z.enum(views).default('lines').meta({ description: 'One row a line item, or one row an offering; for CSV' })
})
type TableOptions = z.output<typeof tableOptionsSchema>
const defaultTableOptions = tableOptionsSchema.parse({})

const bodyRoute = optionsRoute(tableOptionsSchema)
const tableRoute = questionRoute(tableOptionsSchema)
const jsonRoute = questionRoute(csvOptionsSchema.pick({ download: true }))

/** The address that gives the same answer again; none for what must not stand in one. */
function linksOf (request: EstimateRequest, response: EstimateResponse): EstimateResponse['links'] {
  const pinned = pinnedRequest(request, response)
  const self = pinned === null ? null : addressOf(ADDRESS, pinned)
  return self === null ? {} : { self }
}

/** `POST /v1/estimates` and `GET /v1/estimates`, `.json` and `.csv`: one question, one answer, several ways to write it. */
export function estimatesRoutes (app: FastifyInstance, { catalog, reader }: EstimateDependencies): void {
  function answer (reply: FastifyReply, question: EstimateRequest, format: Format, options: TableOptions): FastifyReply {
    // A table shows findings and sizes, which a summary leaves out, and no terms.
    const request: EstimateRequest = format === 'csv' ? { ...question, detail: 'lines' } : question
    const response = estimate(request, catalog)
    const links = linksOf(question, response)
    if (reply.request.method !== 'POST') reply.header('cache-control', namesItsDay(question) && isPinned(question, response) ? CACHED_FOREVER : CACHED_FIVE_MINUTES)
    else reply.header('cache-control', NEVER_CACHED)
    if (format === 'json') return sendJson(reply, { ...response, links }, 'estimates', options.download)
    if (links.self !== undefined && links.self.length <= LONGEST_LINK) reply.header('link', `<${links.self}>; rel="bookmark"`)
    return sendCsv(reply, toTables(response)[options.view], options, 'estimates')
  }

  app.post('/estimates', documented({
    tag: 'Estimates',
    operationId: 'createEstimate',
    summary: 'What one workload costs a month on every offering asked for, itemised, people included',
    body: estimateRequestSchema,
    query: bodyRoute,
    example,
    answer: estimateResponseSchema,
    formats: ['json', 'csv']
  }), (request, reply) => {
    const format = negotiate(request, reply, ['json', 'csv'])
    const query = queryOf(request)
    return answer(reply, request.body as EstimateRequest, format, query === '' ? defaultTableOptions : readOptions(query, bodyRoute))
  })

  app.get('/estimates', documented({ tag: 'Estimates', operationId: 'getEstimate', summary: 'The same question in an address', query: tableRoute, answer: estimateResponseSchema, formats: ['json', 'csv'] }), (request, reply) => {
    const format = negotiate(request, reply, ['json', 'csv'])
    const asked = reader.fromQuery(queryOf(request), tableRoute)
    return answer(reply, asked.request, format, asked.options)
  })

  app.get('/estimates.json', documented({ tag: 'Estimates', operationId: 'getEstimateAsJson', summary: 'The same question in an address, answered as JSON whatever Accept says', query: jsonRoute, answer: estimateResponseSchema, formats: ['json'] }), (request, reply) => {
    const asked = reader.fromQuery(queryOf(request), jsonRoute)
    return answer(reply, asked.request, 'json', { ...defaultTableOptions, ...asked.options })
  })

  app.get('/estimates.csv', documented({ tag: 'Estimates', operationId: 'getEstimateAsCsv', summary: 'The same question in an address, answered as a table', query: tableRoute, formats: ['csv'] }), (request: FastifyRequest, reply) => {
    const asked = reader.fromQuery(queryOf(request), tableRoute)
    return answer(reply, asked.request, 'csv', asked.options)
  })
}
