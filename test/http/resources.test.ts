import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { offeringListSchema, offeringSchema } from '../../src/http/v1/offerings.route.ts'
import { priceTableDiffSchema } from '../../src/http/v1/price-table-diff.ts'
import { priceTableAnswerSchema, priceTableListSchema } from '../../src/http/v1/price-tables.route.ts'
import { regionListSchema } from '../../src/http/v1/regions.route.ts'
import { offeringIds } from '../../src/models/registry.ts'
import { catalog, faultsIn, onlyFaultIn, problemIn, service, workload } from './service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

const get = (url: string): Promise<LightMyRequestResponse> => app.inject(url)

async function answerOf<Schema extends z.ZodType> (url: string, schema: Schema): Promise<z.output<Schema>> {
  const response = await get(url)
  expect(response.statusCode, response.body).toBe(200)
  expect(response.headers['cache-control']).toBe('public, max-age=300')
  return schema.parse(response.json())
}

const rowsOf = async (url: string): Promise<readonly string[]> => {
  const response = await get(url)
  expect(response.headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
  return response.body.trimEnd().split('\r\n')
}

describe('a list', () => {
  it.each(['/v1/offerings', '/v1/regions', '/v1/price-tables'])('is the same table between tabs: %s', async path => {
    const byAccept = await app.inject({ url: path, headers: { accept: 'text/tab-separated-values' } })
    const bySuffix = await get(`${path}.tsv`)
    expect([byAccept.headers['content-type'], bySuffix.headers['content-type']]).toEqual(Array(2).fill('text/tab-separated-values; charset=utf-8'))
    expect(byAccept.body).toBe(bySuffix.body)
    expect(bySuffix.body.split('\r\n').length).toBe((await rowsOf(`${path}.csv`)).length + 1)
    expect(bySuffix.body.split('\r\n')[0]!.split('\t')).toEqual((await rowsOf(`${path}.csv`))[0]!.split(','))
  })
})

describe('the offerings', () => {
  it('are listed, for programs and for drop-downs', async () => {
    const { offerings } = await answerOf('/v1/offerings', offeringListSchema)
    expect(offerings.map(({ id }) => id)).toEqual(offeringIds)
    expect(await answerOf('/v1/offerings.json', offeringListSchema)).toEqual({ offerings })
    const [header, ...rows] = await rowsOf('/v1/offerings.csv')
    expect(header).toBe('id,title,provider,kind,family,tables')
    expect(rows.map(row => row.split(',')[0])).toEqual(offeringIds)
  })

  it('each say what can be set, with bounds and defaults, and what the vendor allows', async () => {
    for (const id of offeringIds) {
      const offering = await answerOf(`/v1/offerings/${id}`, offeringSchema)
      expect(Object.keys(offering.facts)).toEqual(offering.tables)
    }
    const sqs = await answerOf('/v1/offerings/aws-sqs-standard', offeringSchema)
    expect(sqs.options).toMatchObject({ properties: { kmsDataKeyReuseSeconds: { type: 'integer', minimum: 60, maximum: 86400, default: 300 } } })
    expect(sqs.facts['aws-sqs']).toMatchObject({ version: catalog.tables.get('aws-sqs')?.at(-1)?.version })
  })

  it('offer what stands beside an MSK cluster on MSK only, and refuse it as unknown elsewhere', async () => {
    // Workers of Kafka Connect stand beside self-managed clusters too; their size in MCUs is MSK's alone.
    const extras = { connectMcusPerWorker: 2, replicator: 'same-region', replicatorRegion: 'eu-west-1', multiVpcConnectivity: 1, multiVpcPercent: 50 }
    const having: Record<string, readonly string[]> = {}
    for (const id of offeringIds) {
      const { options: { properties } } = await answerOf(`/v1/offerings/${id}`, offeringSchema)
      const found = Object.keys(extras).filter(name => name in (properties as object))
      if (found.length > 0) having[id] = found
    }
    const beside = ['connectMcusPerWorker', 'replicator', 'replicatorRegion']
    expect(having).toEqual({ 'aws-msk-standard': Object.keys(extras), 'aws-msk-express': Object.keys(extras), 'aws-msk-serverless': beside })
    for (const id of ['redpanda-serverless', 'redpanda-dedicated', 'aiven-kafka', 'automq', 'warpstream']) {
      for (const [name, value] of Object.entries({ ...extras, connectWorkers: 1 })) {
        const response = await app.inject({ method: 'POST', url: '/v1/estimates', payload: { workload, offerings: [id], options: { [id]: { [name]: value } } } })
        expect(onlyFaultIn(response)).toMatchObject({ pointer: `/options/${id}/${name}`, code: 'UNKNOWN_FIELD' })
      }
    }
  })

  it('are a 404 where the id in the path is none', async () => {
    const problem = problemIn(await get('/v1/offerings/aws-sqs'), 404)
    expect(problem).toMatchObject({ code: 'UNKNOWN_OFFERING', data: { nearest: 'aws-sqs-standard' } })
  })
})

describe('the regions', () => {
  it('are listed with the tables that have them', async () => {
    const { regions } = await answerOf('/v1/regions', regionListSchema)
    expect(regions.map(({ code }) => code)).toEqual([...catalog.regions.keys()])
    expect(regions.find(({ code }) => code === 'us-east-1')?.tables).toContain('aws-msk')
    expect(await rowsOf('/v1/regions.csv')).toHaveLength(regions.length + 1)
    // A region stands for another only where one of the tables of its cloud has prices of it.
    for (const cloud of ['gcp', 'azure'] as const) {
      const priced = new Set([...catalog.tables.values()].flatMap(versions => versions.at(-1)!.cloud === cloud ? [...versions.at(-1)!.regions.keys()] : []))
      const near = regions.map(({ nearest }) => nearest[cloud])
      expect(near.filter(region => region !== null && !priced.has(region))).toEqual([])
      expect(near.some(region => region !== null)).toBe(priced.size > 0)
    }
  })
})

describe('the price tables', () => {
  it('are listed with their versions and digests', async () => {
    const { priceTables } = await answerOf('/v1/price-tables', priceTableListSchema)
    const sqs = priceTables.find(({ id }) => id === 'aws-sqs')
    expect(sqs?.versions.map(({ version }) => version)).toEqual(['2025-06-05', '2025-08-28'])
    expect(sqs?.newest).toBe('2025-08-28')
    expect((await rowsOf('/v1/price-tables.csv')).filter(row => row.startsWith('aws-sqs,'))).toHaveLength(2)
    expect((await get('/v1/price-tables/aws-sqs')).json()).toEqual(sqs)
  })

  it('are read version by version, as they are and as rows', async () => {
    const table = await answerOf('/v1/price-tables/aws-sqs/versions/2025-08-28', priceTableAnswerSchema)
    expect(table.digest).toBe(catalog.tables.get('aws-sqs')?.at(-1)?.digest)
    expect(await answerOf('/v1/price-tables/aws-sqs/versions/2025-08-28.json', priceTableAnswerSchema)).toEqual(table)
    const rows = await rowsOf('/v1/price-tables/aws-sqs/versions/2025-08-28.csv')
    const standard = rows.filter(row => row.includes(',us-east-1,') && row.includes(',requests.standard,'))
    // Three tiers: up to 100 billion, up to 200 billion, beyond.
    expect(standard.map(row => /graduated,(\d*),([\d.]+),USD/.exec(row)?.slice(1))).toEqual([['100000000000', '0.0000004'], ['200000000000', '0.0000003'], ['', '0.00000024']])
    expect((await app.inject({ url: '/v1/price-tables/aws-sqs/versions/2025-08-28', headers: { accept: 'text/csv' } })).body.split('\r\n')).toHaveLength(rows.length + 1)
  })

  it('can all be read, every version of them', async () => {
    for (const [id, versions] of catalog.tables) {
      for (const { version } of versions) {
        await answerOf(`/v1/price-tables/${id}/versions/${version}`, priceTableAnswerSchema)
        expect((await rowsOf(`/v1/price-tables/${id}/versions/${version}.csv`))[0]).toMatch(/^table,version,region/)
      }
    }
  })

  it('tell what changed between two versions: SKUs that came, and facts that moved', async () => {
    const diff = await answerOf('/v1/price-tables/aws-sqs/diff?from=2025-06-05&to=2025-08-28', priceTableDiffSchema)
    const region = diff.regions.find(({ region }) => region === 'us-east-1')
    expect(region?.added.map(({ sku }) => sku)).toEqual(['requests.fair'])
    expect(region?.removed).toEqual([])
    expect(diff.facts.find(({ fact }) => fact === 'maximumMessageBytes.value')).toEqual({ fact: 'maximumMessageBytes.value', from: 262144, to: 1048576 })
    const back = await answerOf('/v1/price-tables/aws-sqs/diff?from=2025-08-28&to=2025-06-05', priceTableDiffSchema)
    expect(back.regions.find(({ region }) => region === 'us-east-1')?.removed.map(({ sku }) => sku)).toEqual(['requests.fair'])
    expect((await answerOf('/v1/price-tables/aws-sqs/diff?from=2025-08-28&to=2025-08-28', priceTableDiffSchema))).toMatchObject({ regions: [], facts: [] })
  })

  it('are a 404 where the path names none, and a 400 where the query does', async () => {
    expect(problemIn(await get('/v1/price-tables/aws-sqz'), 404).code).toBe('UNKNOWN_PRICE_TABLE')
    expect(problemIn(await get('/v1/price-tables/aws-sqz/versions/2025-08-28'), 404).code).toBe('UNKNOWN_PRICE_TABLE')
    expect(problemIn(await get('/v1/price-tables/aws-sqs/versions/2025-08-29.csv'), 404).code).toBe('UNKNOWN_PRICE_TABLE_VERSION')
    expect(problemIn(await get('/v1/price-tables/aws-sqz/diff?from=2025-06-05&to=2025-08-28'), 404).code).toBe('UNKNOWN_PRICE_TABLE')
    expect(problemIn(await get('/v1/price-tables/aws-sqs/diff?from=2025-06-05&to=2025-08-29'), 400).code).toBe('UNKNOWN_PRICE_TABLE_VERSION')
    expect(onlyFaultIn(await get('/v1/price-tables/aws-sqs/diff?from=2025-06-05'))).toMatchObject({ parameter: 'to', code: 'REQUIRED' })
    expect(faultsIn(await get('/v1/price-tables/aws-sqs/diff?from=2025-06-05'))[0]!.detail).toBe('to is missing; accepted is 2025-06-05, 2025-08-28.')
  })
})

describe('a resource that takes no question', () => {
  it('refuses keys it does not know', async () => {
    expect(onlyFaultIn(await get('/v1/offerings?delimeter=;'))).toMatchObject({ parameter: 'delimeter', code: 'UNKNOWN_FIELD', nearest: 'delimiter' })
    expect(onlyFaultIn(await get('/v1/regions.csv?region=us-east-1'))).toMatchObject({ parameter: 'region', code: 'UNKNOWN_FIELD' })
    expect(onlyFaultIn(await get('/v1/offerings/aws-sqs-fifo?detail=full'))).toMatchObject({ parameter: 'detail', code: 'UNKNOWN_FIELD' })
  })
})
