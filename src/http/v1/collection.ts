import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Table } from '../../estimates/tables.ts'
import { CACHED_FIVE_MINUTES, queryOf, sendCsv, sendJson, sendTsv } from '../answers.ts'
import { negotiate } from '../negotiation.ts'
import { documented } from '../openapi.ts'
import type { Operation } from '../openapi.ts'
import { csvOptionsSchema, tsvOptionsSchema } from '../writers/csv.ts'
import { optionsRoute, readOptions } from './question.ts'

const tableRoute = optionsRoute(csvOptionsSchema)
const tsvRoute = optionsRoute(tsvOptionsSchema)
const formats = ['json', 'csv', 'tsv'] as const
/** The query keys of a resource that takes none. */
export const noOptionsRoute = optionsRoute(z.strictObject({}))

/** Something that is listed: as JSON, and as a table for drop-downs. */
export interface Collection {
  readonly path: string
  readonly tag: Operation['tag']
  readonly operationId: string
  readonly summary: string
  readonly schema: z.ZodType
  readonly answer: object
  readonly table: Table
}

/** Serves a collection at its path by Accept, and with `.json`, `.csv` and `.tsv` whatever Accept says. */
export function collectionRoutes (app: FastifyInstance, { path, tag, operationId, summary, schema, answer, table }: Collection): void {
  const file = path.slice(1)
  app.get(path, documented({ tag, operationId, summary, query: tableRoute, answer: schema, formats }), (request, reply) => {
    const format = negotiate(request, reply, formats)
    const options = readOptions(queryOf(request), tableRoute)
    reply.header('cache-control', CACHED_FIVE_MINUTES)
    if (format === 'csv') return sendCsv(reply, table, options, file)
    return format === 'tsv' ? sendTsv(reply, table, options, file) : sendJson(reply, answer, file, options.download)
  })
  app.get(`${path}.json`, documented({ tag, operationId: `${operationId}AsJson`, summary, query: noOptionsRoute, answer: schema, formats: ['json'] }), (request, reply) => {
    readOptions(queryOf(request), noOptionsRoute)
    return sendJson(reply.header('cache-control', CACHED_FIVE_MINUTES), answer)
  })
  app.get(`${path}.csv`, documented({ tag, operationId: `${operationId}AsCsv`, summary, query: tableRoute, formats: ['csv'] }), (request, reply) => {
    const options = readOptions(queryOf(request), tableRoute)
    return sendCsv(reply.header('cache-control', CACHED_FIVE_MINUTES), table, options, file)
  })
  app.get(`${path}.tsv`, documented({ tag, operationId: `${operationId}AsTsv`, summary, query: tsvRoute, formats: ['tsv'] }), (request, reply) => {
    const options = readOptions(queryOf(request), tsvRoute)
    return sendTsv(reply.header('cache-control', CACHED_FIVE_MINUTES), table, options, file)
  })
}
