import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { CACHED_FIVE_MINUTES, sendJson } from '../answers.ts'
import { documented } from '../openapi.ts'
import { problemCodes, problemKinds } from '../problem.ts'

const example = '/v1/estimates?requestsPerMonth=500000000&payloadBytes=2048&retentionDays=7'

const entries = [
  { path: '/docs', what: 'the documentation' },
  { path: '/template.xlsx', what: 'an empty sheet for many workloads, every field a column' },
  { path: '/openapi.json', what: 'the contract, OpenAPI 3.1' },
  { path: '/v1/estimates', what: 'what a workload costs: POST a question, or GET with the same fields in the address; .json, .csv, .tsv, .xml and .xlsx' },
  { path: '/v1/estimates/batch', what: 'many workloads, one a row: POST CSV, NDJSON or a JSON array' },
  { path: '/v1/estimates/value', what: 'one figure as plain text, for a cell; on_error=text says why there is none' },
  { path: '/v1/estimates.focus.csv', what: 'one offering as rows of FOCUS, for a month; /v1/focus/schema.json describes its columns' },
  { path: '/v1/offerings', what: 'what can be asked for; .json, .csv and .tsv' },
  { path: '/v1/regions', what: 'where a workload can run; .json, .csv and .tsv' },
  { path: '/v1/price-tables', what: 'the prices themselves; .json, .csv and .tsv' },
  { path: '/v1/problems', what: 'every error code' },
  { path: '/examples', what: 'ready-made sheets and scripts, and where to find your numbers' },
  { path: '/health', what: 'whether the process answers' },
  { path: '/ready', what: 'whether the tables are loaded' }
]

const indexSchema = z.strictObject({
  title: z.string(),
  example: z.string(),
  endpoints: z.array(z.strictObject({ path: z.string(), what: z.string() }))
}).meta({ id: 'Index' })

const problemListSchema = z.strictObject({
  problems: z.array(z.strictObject({ code: z.enum(problemCodes), status: z.number().int(), title: z.string() }))
}).meta({ id: 'ProblemList' })

/** What there is, for programs at `/v1` and for people at `/`. */
export const index = { title: 'Messaging cost estimator', example, endpoints: entries }

/** `GET /v1` lists what there is, `GET /v1/problems` what can go wrong. */
export function indexRoutes (app: FastifyInstance): void {
  app.get('', documented({ tag: 'Service', operationId: 'getIndex', summary: 'What there is', answer: indexSchema, formats: ['json'] }),
    (_request, reply) => sendJson(reply.header('cache-control', CACHED_FIVE_MINUTES), index))
  app.get('/problems', documented({ tag: 'Service', operationId: 'listProblems', summary: 'Every error code with its status', answer: problemListSchema, formats: ['json'] }),
    (_request, reply) => sendJson(reply.header('cache-control', CACHED_FIVE_MINUTES), { problems: problemKinds }))
}
