import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { CLOUD_REGIONS_TABLE, nearestPriced, otherClouds } from '../../estimates/placement.ts'
import type { OtherCloud } from '../../estimates/placement.ts'
import type { Catalog } from '../../pricing/catalog.ts'
import { collectionRoutes } from './collection.ts'

const regionSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  tables: z.array(z.string()).meta({ description: 'Price tables whose newest version has the region' }),
  nearest: z.strictObject({ gcp: z.string().nullable(), azure: z.string().nullable() }).meta({ description: 'The nearest region of Google Cloud and of Azure of which a price is known, which stands for this one; null where none is near. An estimate says which it is priced in' })
}).meta({ id: 'Region' })

export const regionListSchema = z.strictObject({ regions: z.array(regionSchema) }).meta({ id: 'RegionList' })

/** `GET /v1/regions`: where a workload can run, and which price tables know the place. */
export function regionsRoutes (app: FastifyInstance, catalog: Catalog): void {
  const newest = [...catalog.tables.values()].flatMap(versions => versions.at(-1) ?? [])
  const map = newest.find(({ id }) => id === CLOUD_REGIONS_TABLE)
  const regions = [...catalog.regions].map(([code, name]) => {
    const nearest = Object.fromEntries(otherClouds.map(cloud => [cloud, nearestPriced(newest, map, cloud, code)])) as Record<OtherCloud, string | null>
    return { code, name, tables: newest.filter(table => table.regions.has(code)).map(({ id }) => id), nearest }
  })
  collectionRoutes(app, {
    path: '/regions',
    tag: 'Offerings',
    operationId: 'listRegions',
    summary: 'Where a workload can run',
    schema: regionListSchema,
    answer: { regions },
    table: {
      columns: ['code', 'name', 'tables', 'nearestGcp', 'nearestAzure'].map(name => ({ name, type: 'text' })),
      rows: regions.map(({ code, name, tables, nearest }) => [code, name, tables.join(' '), nearest.gcp, nearest.azure])
    }
  })
}
