import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { focusVersions } from '../../estimates/focus/columns.ts'
import { focusSchema, focusSchemaSchema } from '../../estimates/focus/focus-schema.ts'
import { focusTable } from '../../estimates/focus/focus-table.ts'
import { focusOptionsSchema } from '../../estimates/focus/options.ts'
import { isPinned } from '../../estimates/pinned-request.ts'
import { estimateRequestSchema } from '../../estimates/request.ts'
import type { EstimateRequest } from '../../estimates/request.ts'
import type { Estimate } from '../../estimates/response.ts'
import type { Catalog } from '../../pricing/catalog.ts'
import { CACHED_FIVE_MINUTES, CACHED_FOREVER, NEVER_CACHED, queryOf, sendCsv, sendJson } from '../answers.ts'
import { documented } from '../openapi.ts'
import { HttpProblem } from '../problem.ts'
import { csvOptionsSchema } from '../writers/csv.ts'
import { askedEstimate } from './asked-estimate.ts'
import { refuseInfeasible, refuseMarginal, refuseUnlessOne } from './one-offering.ts'
import { namesItsDay, optionsRoute, questionRoute, readOptions } from './question.ts'
import type { QuestionReader } from './question.ts'

const fileOptionsSchema = focusOptionsSchema.safeExtend({ download: csvOptionsSchema.shape.download })
type FileOptions = z.output<typeof fileOptionsSchema>

const addressRoute = questionRoute(fileOptionsSchema)
const bodyRoute = optionsRoute(fileOptionsSchema)
const schemaRoute = optionsRoute(z.strictObject({ focusVersion: focusOptionsSchema.shape.focusVersion }))

/** FOCUS is written one way: commas, points, a header, and no byte order mark. */
const focusCsv = { ...csvOptionsSchema.parse({}), bom: false }

// 128 bits in hexadecimal: an id that may begin with a minus would be guarded as a formula in a sheet.
const ESTIMATE_ID_CHARACTERS = 32

/** The same for the same question at the same prices and models, whichever way it was asked. */
function estimateIdOf (question: EstimateRequest, { priceTables }: Estimate, modelVersion: string): string {
  const { detail: _, modelVersion: __, ...asked } = question
  return createHash('sha256').update(JSON.stringify([asked, priceTables, modelVersion])).digest('hex').slice(0, ESTIMATE_ID_CHARACTERS)
}

interface Dependencies { readonly catalog: Catalog, readonly reader: QuestionReader }

/** `/v1/estimates.focus.csv`: an estimate as rows that join with a bill, and `/v1/focus/schema.json`: what their columns are. */
export function estimatesFocusRoutes (app: FastifyInstance, { catalog, reader }: Dependencies): void {
  function answer (reply: FastifyReply, question: EstimateRequest, options: FileOptions): FastifyReply {
    // Rows of alternatives in one file would add up to what nobody pays.
    refuseUnlessOne(question, 'exactly one offering, because rows of alternatives would be added up')
    refuseMarginal(question, 'No bill has rows of what a workload adds: machines given back would be negative charges, and tiers would start in their middle', 'the estimate as CSV')
    const response = askedEstimate(question, catalog, 'lines')
    const estimated = response.estimates[0]!
    if (estimated.status !== 'priced') throw new HttpProblem('NO_VALUE', `There are no rows: ${estimated.offering} is sold by quote only; accepted is an offering with prices.`)
    if (estimated.feasible !== true && !options.allowInfeasible) refuseInfeasible(estimated, 'its rows are answered all the same, each marked in x_Feasible')
    const estimateId = estimateIdOf(question, estimated, response.modelVersion)
    reply
      .header('link', `</v1/focus/schema.json?focusVersion=${options.focusVersion}>; rel="describedby"`)
      .header('cache-control', reply.request.method === 'POST' ? NEVER_CACHED : namesItsDay(question) && isPinned(question, response) ? CACHED_FOREVER : CACHED_FIVE_MINUTES)
    const table = focusTable({ request: question, response, estimate: estimated, catalog, estimateId }, options)
    return sendCsv(reply, table, { ...focusCsv, download: options.download }, `estimates-${options.month}.focus`)
  }

  const summary = 'One offering as rows of FOCUS, one a line item, SKU price and tier, marked as estimates; tags.<key>=<value> tags them'
  app.get('/estimates.focus.csv', documented({ tag: 'Estimates', operationId: 'getEstimateAsFocus', summary, query: addressRoute, formats: ['csv'] }), (request, reply) => {
    const asked = reader.fromQuery(queryOf(request), addressRoute)
    return answer(reply, asked.request, asked.options)
  })

  app.post('/estimates.focus.csv', documented({ tag: 'Estimates', operationId: 'createEstimateAsFocus', summary: `${summary}; with negotiated prices, which stand in a body only`, body: estimateRequestSchema, query: bodyRoute, formats: ['csv'] }), (request, reply) =>
    answer(reply, request.body as EstimateRequest, readOptions(queryOf(request), bodyRoute)))

  app.get('/focus/schema.json', documented({ tag: 'Estimates', operationId: 'getFocusSchema', summary: `The metadata object of the FOCUS rows, of version ${focusVersions.join(' or ')}`, query: schemaRoute, answer: focusSchemaSchema, formats: ['json'] }), (request, reply) => {
    const { focusVersion } = readOptions(queryOf(request), schemaRoute)
    return sendJson(reply.header('cache-control', CACHED_FIVE_MINUTES), focusSchema(focusVersion))
  })
}
