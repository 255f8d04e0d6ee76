import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Catalog } from '../../pricing/catalog.ts'
import { collectionRoutes } from './collection.ts'

const regionSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  tables: z.array(z.string()).meta({ description: 'Price tables whose newest version has the region' })
}).meta({ id: 'Region' })

export const regionListSchema = z.strictObject({ regions: z.array(regionSchema) }).meta({ id: 'RegionList' })

/** `GET /v1/regions`: where a workload can run, and which price tables know the place. */
export function regionsRoutes (app: FastifyInstance, catalog: Catalog): void {
  const newest = [...catalog.tables.values()].flatMap(versions => versions.at(-1) ?? [])
  const regions = [...catalog.regions].map(([code, name]) => ({ code, name, tables: newest.filter(table => table.regions.has(code)).map(({ id }) => id) }))
  collectionRoutes(app, {
    path: '/regions',
    tag: 'Offerings',
    operationId: 'listRegions',
    summary: 'Where a workload can run',
    schema: regionListSchema,
    answer: { regions },
    table: {
      columns: ['code', 'name', 'tables'].map(name => ({ name, type: 'text' })),
      rows: regions.map(({ code, name, tables }) => [code, name, tables.join(' ')])
    }
  })
}
