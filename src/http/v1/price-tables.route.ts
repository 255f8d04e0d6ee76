import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { tableVersion } from '../../pricing/catalog.ts'
import type { Catalog } from '../../pricing/catalog.ts'
import { priceTableSchema } from '../../pricing/price-table.ts'
import type { PriceTable } from '../../pricing/price-table.ts'
import { CACHED_FIVE_MINUTES, queryOf, sendCsv, sendJson } from '../answers.ts'
import { EstimateError } from '../../pricing/errors.ts'
import { negotiate } from '../negotiation.ts'
import { documented } from '../openapi.ts'
import { foundInPath } from '../problem.ts'
import { csvOptionsSchema } from '../writers/csv.ts'
import { collectionRoutes, noOptionsRoute } from './collection.ts'
import { diffPriceTables, priceTableDiffSchema } from './price-table-diff.ts'
import { priceTableRows } from './price-table-rows.ts'
import { optionsRoute, readOptions } from './question.ts'

const priceTableSummarySchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  provider: z.string(),
  currency: z.string(),
  newest: z.string(),
  versions: z.array(z.strictObject({ version: z.string(), digest: z.string() })).meta({ description: 'Oldest first' })
}).meta({ id: 'PriceTableSummary' })

export const priceTableListSchema = z.strictObject({ priceTables: z.array(priceTableSummarySchema) }).meta({ id: 'PriceTableList' })
export const priceTableAnswerSchema = priceTableSchema.safeExtend({ digest: z.string() }).meta({ id: 'PriceTable' })

const older = z.string().meta({ description: 'The older version' })
const newer = z.string().meta({ description: 'The newer version' })
const diffRoute = optionsRoute(z.strictObject({ from: older, to: newer }))
const tableRoute = optionsRoute(csvOptionsSchema)

function summaryOf (versions: readonly PriceTable[]): z.infer<typeof priceTableSummarySchema> {
  const newest = versions.at(-1)!
  const { title, provider } = newest.document
  return { id: newest.id, title, provider, currency: newest.currency, newest: newest.version, versions: versions.map(({ version, digest }) => ({ version, digest })) }
}

const answerOf = ({ document, digest }: PriceTable): z.infer<typeof priceTableAnswerSchema> => ({ ...document, digest })

/** `GET /v1/price-tables` and below: the prices themselves, their versions, and what changed between two. */
export function priceTablesRoutes (app: FastifyInstance, catalog: Catalog): void {
  const summaries = [...catalog.tables.values()].map(summaryOf)
  // Which versions a table has is told where one is missing.
  const diffRoutes = new Map(summaries.map(({ id, versions }) => {
    const examples = versions.map(({ version }) => version)
    return [id, optionsRoute(z.strictObject({ from: older.meta({ examples }), to: newer.meta({ examples }) }))]
  }))
  const idParameter = { id: 'Id of the table' }
  const versionParameters = { ...idParameter, version: 'Version of the table' }

  collectionRoutes(app, {
    path: '/price-tables',
    tag: 'Prices',
    operationId: 'listPriceTables',
    summary: 'The price tables and their versions',
    schema: priceTableListSchema,
    answer: { priceTables: summaries },
    table: {
      columns: ['id', 'title', 'provider', 'currency', 'version', 'digest'].map(name => ({ name, type: 'text' })),
      rows: summaries.flatMap(({ id, title, provider, currency, versions }) => versions.map(({ version, digest }) => [id, title, provider, currency, version, digest]))
    }
  })

  function inPath (id: string, version: string): PriceTable {
    return foundInPath(() => tableVersion(catalog, id, version))
  }

  function summaryInPath (id: string): z.infer<typeof priceTableSummarySchema> {
    const found = summaries.find(summary => summary.id === id)
    if (found !== undefined) return found
    const accepted = summaries.map(summary => summary.id)
    return foundInPath(() => { throw new EstimateError('UNKNOWN_PRICE_TABLE', `There is no price table ${JSON.stringify(id)}; known are ${accepted.join(', ')}.`, { table: id, accepted }) })
  }

  app.get<{ Params: { id: string } }>('/price-tables/:id', documented({ tag: 'Prices', operationId: 'getPriceTable', summary: 'The versions of one price table', query: noOptionsRoute, params: idParameter, answer: priceTableSummarySchema, formats: ['json'] }), (request, reply) => {
    const summary = summaryInPath(request.params.id)
    negotiate(request, reply, ['json'])
    readOptions(queryOf(request), noOptionsRoute)
    return sendJson(reply.header('cache-control', CACHED_FIVE_MINUTES), summary)
  })

  app.get<{ Params: { id: string, version: string } }>('/price-tables/:id/versions/:version', documented({ tag: 'Prices', operationId: 'getPriceTableVersion', summary: 'One version of a price table: SKUs, rates, facts, sources', query: tableRoute, params: versionParameters, answer: priceTableAnswerSchema, formats: ['json', 'csv'] }), (request, reply) => {
    const { id, version } = request.params
    const table = inPath(id, version)
    const format = negotiate(request, reply, ['json', 'csv'])
    const options = readOptions(queryOf(request), tableRoute)
    reply.header('cache-control', CACHED_FIVE_MINUTES)
    return format === 'csv' ? sendCsv(reply, priceTableRows(table), options, `${id}-${version}`) : sendJson(reply, answerOf(table), `${id}-${version}`, options.download)
  })

  app.get<{ Params: { id: string, version: string } }>('/price-tables/:id/versions/:version.json', documented({ tag: 'Prices', operationId: 'getPriceTableVersionAsJson', summary: 'One version of a price table as JSON', query: noOptionsRoute, params: versionParameters, answer: priceTableAnswerSchema, formats: ['json'] }), (request, reply) => {
    const table = inPath(request.params.id, request.params.version)
    readOptions(queryOf(request), noOptionsRoute)
    return sendJson(reply.header('cache-control', CACHED_FIVE_MINUTES), answerOf(table))
  })

  app.get<{ Params: { id: string, version: string } }>('/price-tables/:id/versions/:version.csv', documented({ tag: 'Prices', operationId: 'getPriceTableVersionAsCsv', summary: 'One version of a price table as rows, one a tier', query: tableRoute, params: versionParameters, formats: ['csv'] }), (request, reply) => {
    const { id, version } = request.params
    const table = inPath(id, version)
    const options = readOptions(queryOf(request), tableRoute)
    return sendCsv(reply.header('cache-control', CACHED_FIVE_MINUTES), priceTableRows(table), options, `${id}-${version}`)
  })

  app.get<{ Params: { id: string } }>('/price-tables/:id/diff', documented({ tag: 'Prices', operationId: 'diffPriceTable', summary: 'What changed between two versions of a price table', query: diffRoute, params: idParameter, answer: priceTableDiffSchema, formats: ['json'] }), (request, reply) => {
    const { id } = summaryInPath(request.params.id)
    negotiate(request, reply, ['json'])
    const { from, to } = readOptions(queryOf(request), diffRoutes.get(id)!)
    return sendJson(reply.header('cache-control', CACHED_FIVE_MINUTES), diffPriceTables(tableVersion(catalog, id, from), tableVersion(catalog, id, to)))
  })
}
