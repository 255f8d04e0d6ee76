import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { verdictSchema } from '../../estimates/response.ts'
import type { Table } from '../../estimates/tables.ts'
import { criterionNames } from '../../models/fit/criteria.ts'
import { verdictsOn } from '../../models/fit/judge-fit.ts'
import type { Offering } from '../../models/offering.ts'
import { offerings } from '../../models/registry.ts'
import { readFacts } from '../../models/table-facts.ts'
import type { Catalog } from '../../pricing/catalog.ts'
import { EstimateError } from '../../pricing/errors.ts'
import { CACHED_FIVE_MINUTES, queryOf, sendJson } from '../answers.ts'
import { nearestTo } from '../nearest.ts'
import { negotiate } from '../negotiation.ts'
import { documented } from '../openapi.ts'
import { foundInPath } from '../problem.ts'
import { shapeOf } from '../shape.ts'
import { collectionRoutes, noOptionsRoute } from './collection.ts'
import { readOptions } from './question.ts'

const offeringSummarySchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  provider: z.string(),
  kind: z.string(),
  family: z.string().meta({ description: 'The other key that its options may stand under' }),
  tables: z.array(z.string())
}).meta({ id: 'OfferingSummary' })

export const offeringListSchema = z.strictObject({ offerings: z.array(offeringSummarySchema) }).meta({ id: 'OfferingList' })

export const offeringSchema = offeringSummarySchema.extend({
  options: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema of its options: bounds, defaults, units' }),
  facts: z.record(z.string(), z.strictObject({ version: z.string(), facts: z.unknown() })).meta({ description: 'Limits and capacities that the model reads, of the newest version of each table' }),
  exclusions: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  fit: z.array(verdictSchema).meta({ description: 'A verdict on every criterion; docs/fit.md says what each asks' })
}).meta({ id: 'Offering' })

const summaryOf = ({ id, title, provider, kind, family, facts }: Offering): z.infer<typeof offeringSummarySchema> => ({ id, title, provider, kind, family, tables: Object.keys(facts) })

function detailsOf (offering: Offering, catalog: Catalog): z.infer<typeof offeringSchema> {
  const facts = Object.entries(offering.facts).flatMap(([id, schema]) => {
    const newest = catalog.tables.get(id)?.at(-1)
    return newest === undefined ? [] : [[id, { version: newest.version, facts: readFacts(newest, schema) as unknown }] as const]
  })
  return { ...summaryOf(offering), options: shapeOf(offering.options), facts: Object.fromEntries(facts), exclusions: offering.exclusions.map(exclusion => ({ ...exclusion })), fit: [...verdictsOn(offering.fit, criterionNames)] }
}

function offeringTable (): Table {
  return {
    columns: ['id', 'title', 'provider', 'kind', 'family', 'tables'].map(name => ({ name, type: 'text' as const })),
    rows: offerings.map(summaryOf).map(({ id, title, provider, kind, family, tables }) => [id, title, provider, kind, family, tables.join(' ')])
  }
}

function offeringOf (id: string): Offering {
  const found = offerings.find(offering => offering.id === id)
  if (found !== undefined) return found
  const accepted = offerings.map(offering => offering.id)
  const nearest = nearestTo(id, accepted)
  throw new EstimateError('UNKNOWN_OFFERING', `There is no offering ${JSON.stringify(id)}; known are ${accepted.join(', ')}.${nearest === null ? '' : ` The nearest is ${nearest}.`}`, { offering: id, accepted, nearest })
}

/** `GET /v1/offerings` and `/v1/offerings/{id}`: what can be asked for, with options, bounds, defaults and limits. */
export function offeringsRoutes (app: FastifyInstance, catalog: Catalog): void {
  collectionRoutes(app, {
    path: '/offerings',
    tag: 'Offerings',
    operationId: 'listOfferings',
    summary: 'Everything that can be asked for',
    schema: offeringListSchema,
    answer: { offerings: offerings.map(summaryOf) },
    table: offeringTable()
  })

  const details = new Map(offerings.map(offering => [offering.id, detailsOf(offering, catalog)]))
  app.get<{ Params: { id: string } }>('/offerings/:id', documented({ tag: 'Offerings', operationId: 'getOffering', summary: 'One offering: its options with bounds and defaults, and the limits of its newest tables', query: noOptionsRoute, params: { id: 'Id of the offering' }, answer: offeringSchema, formats: ['json'] }), (request, reply) => {
    const offering = foundInPath(() => offeringOf(request.params.id))
    negotiate(request, reply, ['json'])
    readOptions(queryOf(request), noOptionsRoute)
    return sendJson(reply.header('cache-control', CACHED_FIVE_MINUTES), details.get(offering.id)!)
  })
}
