import { parse } from 'node:querystring'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modelVersion } from '../../src/estimates/model-version.ts'
import { offeringIds } from '../../src/models/registry.ts'
import { estimateIn, onlyFaultIn, problemIn, service, today, workload, workloadKeys } from './service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

const post = (question: object, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> => app.inject({ method: 'POST', url: '/v1/estimates', headers: { 'content-type': 'application/json', ...headers }, payload: JSON.stringify(question) })
const get = (url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> => app.inject({ url, headers })
const linkIn = (response: LightMyRequestResponse): string => estimateIn(response).links.self ?? ''

describe('an estimate asked for in a body', () => {
  it('answers every offering where none is named, on the day it is asked', async () => {
    const answer = estimateIn(await post({ workload }))
    expect(answer.estimates.map(({ offering }) => offering)).toEqual(offeringIds)
    expect(answer).toMatchObject({ asOf: today, currency: 'USD', modelVersion, incomplete: false })
  })

  it('is never cached', async () => {
    const response = await post({ workload })
    expect(response.headers['cache-control']).toBe('no-store')
    expect(response.headers['etag']).toBeUndefined()
  })

  it('answers in all three details', async () => {
    const [full, lines, summary] = await Promise.all(['full', 'lines', 'summary'].map(async detail => estimateIn(await post({ workload, detail }))))
    expect(full?.estimates[0]?.lineItems?.[0]?.terms).toBeDefined()
    expect(lines?.estimates[0]?.lineItems?.[0]?.terms).toBeUndefined()
    expect(summary?.estimates[0]?.lineItems).toBeUndefined()
    expect(summary?.estimates.map(({ totals }) => totals)).toEqual(full?.estimates.map(({ totals }) => totals))
  })

  it('is a 422 where its fields are valid one by one and together impossible', async () => {
    const problem = problemIn(await post({ workload, offerings: ['aws-sqs-standard'], options: { kafka: { brokers: 3 } } }), 422)
    expect(problem.code).toBe('IMPOSSIBLE_COMBINATION')
    expect(problem.errors).toBeUndefined()
  })

  it('is a 409 naming both versions where the models have changed', async () => {
    const problem = problemIn(await post({ workload, modelVersion: 'abcdef012345' }), 409)
    expect(problem.code).toBe('MODEL_CHANGED')
    expect(problem.detail).toContain('abcdef012345')
    expect(problem.detail).toContain(modelVersion)
  })

  it('is a 400 where the day is before the first price', async () => {
    expect(problemIn(await post({ workload, pricing: { asOf: '2001-01-01' } }), 400).code).toBe('UNKNOWN_PRICE_TABLE_VERSION')
  })

  it('is a 422 where an exchange rate is needed and not given', async () => {
    expect(problemIn(await post({ workload, currency: 'EUR' }), 422).code).toBe('MISSING_EXCHANGE_RATE')
  })

  it('is a 400 where an override names no price', async () => {
    expect(problemIn(await post({ workload, pricing: { overrides: { 'aws-sqs/requests.nothing': '1' } } }), 400).code).toBe('UNKNOWN_FIELD_VALUE')
  })

  it('is a table where the caller asks for CSV', async () => {
    const response = await post({ workload }, { accept: 'text/csv' })
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
    expect(response.body.split('\r\n')[0]).toMatch(/^offering,title,provider,status/)
  })

  it('takes the options of a table in the query, and nothing else there', async () => {
    const asked = (query: string): Promise<LightMyRequestResponse> => app.inject({ method: 'POST', url: `/v1/estimates?${query}`, headers: { accept: 'text/csv' }, payload: { workload } })
    expect((await asked('view=offerings&delimiter=;')).body).toMatch(/^offering;title;/)
    expect(onlyFaultIn(await asked('topics=2'))).toMatchObject({ parameter: 'topics', code: 'UNKNOWN_FIELD' })
  })
})

describe('an estimate asked for by an address', () => {
  it('is the same answer as by a body', async () => {
    const question = { workload: { ...workload, topics: 3, region: 'eu-west-1' }, offerings: ['aws-sqs-fifo', 'aws-msk-standard'], options: { 'aws-msk-standard': { brokers: 3 }, kafka: { utilisation: 0.4 } }, operations: { maturity: 'scalable', hourlyRate: '95.00' }, pricing: { freeTier: 'include' } }
    const query = `${workloadKeys}&topics=3&region=eu-west-1&offerings=aws-sqs-fifo,aws-msk-standard&aws-msk-standard.brokers=3&kafka.utilisation=0.4&maturity=scalable&hourlyRate=95.00&freeTier=include`
    expect(estimateIn(await get(`/v1/estimates?${query}`))).toEqual(estimateIn(await post(question)))
    expect(estimateIn(await get(`/v1/estimates.json?${query}`))).toEqual(estimateIn(await post(question)))
  })

  it('is cached five minutes, because tomorrow the same address may mean other prices', async () => {
    const response = await get(`/v1/estimates?${workloadKeys}`)
    expect(response.headers['cache-control']).toBe('public, max-age=300')
  })

  it('has a link that pins everything the answer depends on', async () => {
    const link = linkIn(await get(`/v1/estimates?${workloadKeys}&detail=summary`))
    expect(link.length).toBeLessThanOrEqual(2048)
    expect(parse(link.slice(link.indexOf('?') + 1))).toMatchObject({ asOf: today, modelVersion, offerings: offeringIds.join(','), 'versions.aws-sqs': expect.stringMatching(/^\d{4}-\d\d-\d\d/), requestsPerMonth: '500000000', detail: 'summary' })
  })

  it('is not kept for ever where everything but the day is pinned: tomorrow says another day', async () => {
    const link = linkIn(await get(`/v1/estimates?${workloadKeys}&detail=summary`))
    const undated = await get(link.replace(/asOf=[^&]*&?/, ''))
    expect([undated.statusCode, undated.headers['cache-control']]).toEqual([200, 'public, max-age=300'])
  })

  it('gives the same bytes behind its link, for ever', async () => {
    const first = await get(`/v1/estimates?${workloadKeys}`)
    const pinned = await get(linkIn(first))
    expect(pinned.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(pinned.body).toBe(first.body)
    expect((await get(linkIn(pinned))).body).toBe(first.body)
  })

  it('has the same link whichever way it was asked, and w where a query cannot say it', async () => {
    expect(linkIn(await post({ workload }))).toBe(linkIn(await get(`/v1/estimates?${workloadKeys}`)))
    const mixed = await post({ workload: { requestsPerMonth: 1e6, retentionDays: 1, payloadMix: [{ bytes: 10, percent: 100 }] }, detail: 'summary' })
    expect(linkIn(mixed)).toMatch(/^\/v1\/estimates\?w=[\w-]+$/)
    expect((await get(linkIn(mixed))).body).toBe(mixed.body)
  })

  it('has no link where prices were negotiated', async () => {
    const answer = estimateIn(await post({ workload, pricing: { discounts: { 'aws-sqs': 10 } } }))
    expect(answer.links).toEqual({})
  })
})

describe('an estimate as a table', () => {
  it('has a row a line item, the columns of its offering repeated, and one row of what is sold by quote', async () => {
    const answer = estimateIn(await post({ workload }))
    const [header, ...rows] = (await get(`/v1/estimates.csv?${workloadKeys}`)).body.trimEnd().split('\r\n')
    expect(header).toMatch(/^offering,.*,lineItem,lineTitle,/)
    expect(rows).toHaveLength(answer.estimates.reduce((sum, { lineItems }) => sum + (lineItems?.length ?? 1), 0))
  })

  it('has a row an offering where asked so', async () => {
    const rows = (await get(`/v1/estimates.csv?${workloadKeys}&view=offerings&header=false`)).body.trimEnd().split('\r\n')
    expect(rows.map(row => row.split(',')[0])).toEqual(offeringIds)
  })

  it('has no lines of a summary, and a row an offering is one', async () => {
    for (const suffix of ['csv', 'tsv']) {
      for (const view of ['', '&view=lines']) {
        const refused = await get(`/v1/estimates.${suffix}?${workloadKeys}&detail=summary${view}`)
        expect(onlyFaultIn(refused)).toMatchObject({ parameter: 'view', code: 'NOT_ACCEPTED' })
        expect(problemIn(refused, 400).detail).toBe('view is "lines", and detail=summary has none; accepted is view=offerings, or detail=lines.')
      }
      const offerings = `/v1/estimates.${suffix}?${workloadKeys}&view=offerings`
      expect((await get(`${offerings}&detail=summary`)).body).toBe((await get(offerings)).body)
    }
    expect((await get(`/v1/estimates.csv?${workloadKeys}&detail=lines`)).body).toBe((await get(`/v1/estimates.csv?${workloadKeys}`)).body)
  })

  it('has the rows of a body that asks for a summary, where Accept asks for a table', async () => {
    const table = (body: object) => app.inject({ method: 'POST', url: '/v1/estimates', headers: { accept: 'text/csv' }, payload: body })
    const summary = await table({ workload, detail: 'summary' })
    expect([summary.statusCode, summary.body]).toEqual([200, (await table({ workload })).body])
  })

  it('takes the delimiter, the decimal mark and the byte order mark of the reader', async () => {
    const semicolon = await get(`/v1/estimates.csv?${workloadKeys}&view=offerings&delimiter=;&decimal=,&bom=true`)
    expect(semicolon.body).toMatch(/^\uFEFFoffering;title;/)
    expect(semicolon.body).toMatch(/;600,00;/)
    for (const tab of ['%09', 'tab']) expect((await get(`/v1/estimates.csv?${workloadKeys}&delimiter=${tab}`)).body).toMatch(/^offering\ttitle\t/)
  })

  it('is the same table between tabs', async () => {
    const response = await get(`/v1/estimates.tsv?${workloadKeys}&view=offerings&decimal=,`)
    expect(response.headers['content-type']).toBe('text/tab-separated-values; charset=utf-8')
    const csv = await get(`/v1/estimates.csv?${workloadKeys}&view=offerings&delimiter=tab&decimal=,`)
    expect(response.body).toBe(csv.body)
    expect(response.body).toMatch(/\t600,00\t/)
    expect(onlyFaultIn(await get(`/v1/estimates.tsv?${workloadKeys}&delimiter=;`))).toMatchObject({ parameter: 'delimiter', code: 'UNKNOWN_FIELD' })
    expect((await get(`/v1/estimates.tsv?${workloadKeys}&download=true`)).headers['content-disposition']).toBe('attachment; filename="estimates.tsv"')
  })

  it('is saved as a file where asked so, with the byte order mark that Excel needs', async () => {
    const saved = await get(`/v1/estimates.csv?${workloadKeys}&download=true`)
    expect(saved.headers['content-disposition']).toBe('attachment; filename="estimates.csv"')
    expect(saved.body.startsWith('\uFEFF')).toBe(true)
    expect((await get(`/v1/estimates.json?${workloadKeys}&download=true`)).headers['content-disposition']).toBe('attachment; filename="estimates.json"')
  })

  it('carries its link in a header, because a table has no room for one', async () => {
    const response = await get(`/v1/estimates.csv?${workloadKeys}`)
    const [, link = ''] = /^<(.+)>; rel="bookmark"$/.exec(String(response.headers['link'])) ?? []
    expect(estimateIn(await get(link)).asOf).toBe(today)
  })
})

describe('the way an answer is written', () => {
  it('follows Accept where the path has no suffix, and says so to caches', async () => {
    for (const [accept, type] of [['text/csv', 'text/csv'], ['application/json', 'application/json'], ['*/*', 'application/json'], ['text/*', 'text/csv'], ['text/tab-separated-values', 'text/tab-separated-values'], ['application/xml', 'application/xml'], ['application/xml, text/csv;q=0.9', 'application/xml'], ['text/csv;q=0.5, application/json;q=0.4', 'text/csv'], ['text/html, */*;q=0.1', 'application/json'], ['application/*;q=0, */*', 'text/csv']] as const) {
      const response = await get(`/v1/estimates?${workloadKeys}`, { accept })
      expect(response.headers['content-type'], accept).toContain(type)
      expect(response.headers['vary']).toBe('Accept')
    }
  })

  it('is JSON for a browser, although browsers would rather have XML', async () => {
    const chromium = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'
    expect((await get(`/v1/estimates?${workloadKeys}`, { accept: chromium })).headers['content-type']).toContain('application/json')
    expect((await get(`/v1/estimates?${workloadKeys}`, { accept: 'text/html, application/xml' })).headers['content-type']).toContain('application/xml')
  })

  it('follows the suffix whatever Accept says, and does not vary', async () => {
    const response = await get(`/v1/estimates.csv?${workloadKeys}`, { accept: 'application/json' })
    expect(response.headers['content-type']).toContain('text/csv')
    expect(response.headers['vary']).toBeUndefined()
    expect((await get(`/v1/estimates.json?${workloadKeys}`, { accept: 'text/csv' })).headers['content-type']).toContain('application/json')
  })

  it('is a 406 where nothing the caller accepts can be written', async () => {
    for (const accept of ['image/png', 'text/xml', 'application/json;q=0, text/csv;q=0']) {
      expect(problemIn(await get(`/v1/estimates?${workloadKeys}`, { accept }), 406).code).toBe('NOT_ACCEPTABLE')
    }
    problemIn(await post({ workload }, { accept: 'image/png' }), 406)
    problemIn(await get('/v1/offerings/aws-sqs-standard', { accept: 'text/csv' }), 406)
  })
})

describe('a word below the estimates', () => {
  it('is never an id', async () => {
    for (const word of ['1', 'aws-sqs-standard', 'latest', 'value/total']) expect(problemIn(await get(`/v1/estimates/${word}`), 404).code).toBe('NOT_FOUND')
    expect(problemIn(await get(`/v1/estimates.pdf?${workloadKeys}`), 404).code).toBe('NOT_FOUND')
  })
})
