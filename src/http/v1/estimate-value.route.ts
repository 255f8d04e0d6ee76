import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { isPinned } from '../../estimates/pinned-request.ts'
import { totalsSchema } from '../../estimates/response.ts'
import type { Estimate, EstimateResponse } from '../../estimates/response.ts'
import { EstimateError } from '../../pricing/errors.ts'
import { CACHED_FIVE_MINUTES, CACHED_FOREVER, queryOf } from '../answers.ts'
import { answerCell, onErrorOption } from '../cell-error.ts'
import { documented } from '../openapi.ts'
import { HttpProblem } from '../problem.ts'
import { fieldsOf, shapeOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { csvOptionsSchema } from '../writers/csv.ts'
import { askedEstimate } from './asked-estimate.ts'
import type { EstimateDependencies } from './estimate-format.ts'
import { refuseInfeasible, refuseUnlessOne } from './one-offering.ts'
import { namesItsDay, questionRoute } from './question.ts'

const CHEAPEST = 'cheapest.'
const cheapestFields = [`${CHEAPEST}infrastructure`, `${CHEAPEST}total`] as const

function leafNames (shape: Shape, name = ''): readonly string[] {
  const fields = Object.entries(fieldsOf(shape))
  return fields.length === 0 ? [name] : fields.flatMap(([field, below]) => leafNames(below, name === '' ? field : `${name}.${field}`))
}

// With existing there are totals beside those of what the workload adds.
const besides = ['standAlone', 'together'] as const
const totalsFields = leafNames(shapeOf(totalsSchema))

const valueFields = [...totalsFields, ...besides.flatMap(beside => totalsFields.map(field => `${beside}.${field}`)), 'feasible', 'sizing.brokers', 'sizing.brokerType', ...cheapestFields]

const valueOptionsSchema = z.strictObject({
  field: z.enum(valueFields).default('total.expected').meta({ description: 'Which figure: a path below totals; with existing one below standAlone or together; feasible, a figure of the sizing, or the cheapest offering' }),
  allowInfeasible: z.boolean().default(false).meta({ description: 'Answer also where the offering cannot carry the workload' }),
  decimal: csvOptionsSchema.shape.decimal,
  ...onErrorOption
})
type ValueOptions = z.output<typeof valueOptionsSchema>
const valueRoute = questionRoute(valueOptionsSchema)

const sendText = (reply: FastifyReply, text: string): FastifyReply => reply.type('text/plain; charset=utf-8').send(text)

function below (value: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | null | undefined)?.[name], value)
}

const noValue = (field: string, why: string): HttpProblem => new HttpProblem('NO_VALUE', `There is no ${field} here: ${why}.`)

function valueOf (estimated: Estimate, { field, allowInfeasible, decimal }: ValueOptions): string {
  const { offering, error, status, feasible, sizing, totals, standAlone, together } = estimated
  if (error !== undefined) throw new EstimateError(error.code, error.message, { offering })
  if (field === 'feasible') return String(feasible)
  if (feasible === false && !allowInfeasible) refuseInfeasible(estimated, 'its price is answered all the same')
  const isSizing = field.startsWith('sizing.')
  const isBeside = besides.some(beside => field.startsWith(`${beside}.`))
  const value = isSizing || isBeside ? below({ sizing, standAlone, together }, field) : below(totals, field)
  if (value !== undefined && value !== null) return isSizing ? String(value) : String(value).replace('.', decimal)
  if (isSizing) throw noValue(field, `${offering} has no brokers to size`)
  if (status === 'unpriced') throw noValue(field, `${offering} is sold by quote only`)
  throw noValue(field, isBeside && standAlone === undefined ? 'the question gives no existing, beside which the workload could stand' : 'the workload has nothing to divide by')
}

// A price that is not known could be the lowest; what is not for sale, or does not fit, could not. What is sold by quote has no price to be cheapest at.
function cheapestOf ({ estimates, comparison }: EstimateResponse, field: string): string {
  const unknown = estimates.find(({ error }) => error?.code === 'MISSING_PRICE')
  if (unknown !== undefined) throw new EstimateError('MISSING_PRICE', `The cheapest is not known, because a price of ${unknown.offering} is not: ${unknown.error!.message} Leave it out of offerings.`, { offering: unknown.offering })
  const { cheapest } = field === 'cheapest.total' ? comparison.total : comparison.infrastructure
  if (cheapest === null) throw noValue(field, 'no offering that has a price can carry the workload')
  return cheapest
}

/** `GET /v1/estimates/value`: one figure as plain text, for a cell. */
export function estimateValueRoute (app: FastifyInstance, { catalog, reader }: EstimateDependencies): void {
  app.get('/estimates/value', documented({ tag: 'Estimates', operationId: 'getEstimateValue', summary: 'One figure of an estimate as plain text, for a cell of a spreadsheet', query: valueRoute, formats: ['text'] }), (request, reply) => answerCell(request, reply, () => {
    const { request: question, options } = reader.fromQuery(queryOf(request), valueRoute)
    const isCheapest = options.field.startsWith(CHEAPEST)
    if (!isCheapest) refuseUnlessOne(question, `exactly one offering, or field=${cheapestFields.join(' or ')}`)
    const response = askedEstimate(question, catalog, isCheapest ? 'summary' : 'lines')
    const value = isCheapest ? cheapestOf(response, options.field) : valueOf(response.estimates[0]!, options)
    reply.header('cache-control', namesItsDay(question) && isPinned(question, response) ? CACHED_FOREVER : CACHED_FIVE_MINUTES)
    return sendText(reply, value)
  }, sendText))
}
