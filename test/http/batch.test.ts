import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import type { FastifyBaseLogger, FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { fieldMeant } from '../../src/http/v1/batch/batch-header.ts'
import { answerRows, createBatches } from '../../src/http/v1/batch/answer-batch.ts'
import { readBatchQuestion } from '../../src/http/v1/batch/batch-question.ts'
import { progressIn, rowAnswerSchema } from '../../src/http/v1/batch/batch.route.ts'
import { cellsOf } from '../../src/http/v1/batch/read-rows.ts'
import { createQuestionReader } from '../../src/http/v1/question.ts'
import { centsText, toCents } from '../../src/pricing/decimal.ts'
import { catalog, estimateIn, faultsIn, problemIn, service, today } from './service.ts'

const SLOW = 120_000
const path = '/v1/estimates/batch'
const sqs = 'offerings=aws-sqs-standard'
const header = 'id,requestsPerMonth,payloadBytes,retentionDays'

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

const send = (body: string | Buffer, query = sqs, type = 'text/csv', headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
  app.inject({ method: 'POST', url: `${path}?${query}`, headers: { 'content-type': type, ...headers }, payload: body })

type RowOfAnswers = ReturnType<typeof answerRows> extends AsyncGenerator<infer Row> ? Row : never
type Row = Readonly<Record<string, string>>

/** The rows of an answer in CSV, by the names of their columns; every row has as many cells as the header. */
function rowsIn (response: LightMyRequestResponse, delimiter = ','): readonly Row[] {
  expect(response.statusCode, response.body).toBe(200)
  return parse(response.body, { columns: true, delimiter, bom: true }) as Row[]
}

const ask = async (body: string | Buffer, query?: string): Promise<readonly Row[]> => rowsIn(await send(body, query))
const brief = (rows: readonly Row[]): readonly string[] => rows.map(({ row, infrastructureExpected, errorCode, errorField }) => [row, infrastructureExpected, errorCode, errorField].filter(Boolean).join(' '))

afterEach(() => { vi.useRealTimers() })

describe('a batch without a body', () => {
  it('is refused at once with the media types that it may have', async () => {
    const { detail } = problemIn(await app.inject({ method: 'POST', url: path }), 415)
    expect(detail).toBe('There is no body; accepted is text/csv, application/x-ndjson or application/json.')
  })

  it('leaves no timer behind, and neither does one that is refused or answered', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    problemIn(await app.inject({ method: 'POST', url: path }), 415)
    problemIn(await send('id,requestPerMonth\n1,2\n'), 400)
    expect((await send(`${header}\n1,1000000,100,4\n`)).statusCode).toBe(200)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a CSV of workloads', () => {
  it('is answered as a CSV, a row an offering, with the caller\'s own columns in front', async () => {
    const response = await send('id,team,requestsPerMonth,payloadBytes,retentionDays\n7,"Orders, EU",500000000,2048,7\n8,Audit,1000000,100,4\n', `${sqs},aws-msk-standard`)
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
    const rows = rowsIn(response)
    expect(response.body.split('\r\n')[0]!.split(',').slice(0, 4)).toEqual(['id', 'team', 'row', 'offering'])
    expect(rows.map(({ id, team, row, offering }) => [id, team, row, offering])).toEqual([
      ['7', 'Orders, EU', '2', 'aws-sqs-standard'],
      ['7', 'Orders, EU', '2', 'aws-msk-standard'],
      ['8', 'Audit', '3', 'aws-sqs-standard'],
      ['8', 'Audit', '3', 'aws-msk-standard']
    ])
    // 500 million and one million messages, sent, received and deleted at 0.40 a million.
    expect([rows[0]!['infrastructureExpected'], rows[2]!['infrastructureExpected']]).toEqual(['600.00', '1.20'])
  })

  it('has line items by view=lines, the columns that are asked for, and a summary without what a summary has not', async () => {
    const lines = await ask(`${header}\n1,1000000,100,4\n`, `${sqs}&view=lines&columns=lineItem,cost`)
    expect(lines.map(({ id, row, lineItem, cost }) => [id, row, lineItem, cost])).toEqual([['1', '2', 'requests.send', '0.4'], ['1', '2', 'requests.receive', '0.4'], ['1', '2', 'requests.empty-receive', '0'], ['1', '2', 'requests.delete', '0.4']].map(([id, row, item, cost]) => [id, row, item, lines.find(({ lineItem }) => lineItem === item)?.['cost'] ?? cost]))
    expect(Object.keys(lines[0]!)).toEqual(['id', 'row', 'feasible', 'errorCode', 'errorMessage', 'lineItem', 'cost', 'errorField'])
    const [summary] = await ask(`${header}\n1,1000000,100,4\n`, `${sqs}&detail=summary`)
    expect(summary).toMatchObject({ infrastructureExpected: '1.20' })
    expect(Object.keys(summary!)).not.toContain('blockers')
    expect(faultsIn(await send(`${header}\n1,1000000,100,4\n`, `${sqs}&columns=totalExpect`))).toMatchObject([{ parameter: 'columns', nearest: 'totalExpected' }])
    expect(faultsIn(await send(`${header}\n1,1000000,100,4\n`, `${sqs}&detail=summary&view=lines`))).toMatchObject([{ parameter: 'view', code: 'NOT_ACCEPTED' }])
  })

  it('takes a byte order mark, semicolons and decimal commas, and writes the same', async () => {
    const response = await send('\uFEFFid;requestsPerMonth;payloadBytes;retentionDays;sendBatchSize\r\n1;1000000;100,5;4;2,5\r\n', `${sqs}&delimiter=;&decimal=,&bom=true`)
    expect(response.body.startsWith('\uFEFFid;')).toBe(true)
    // A million messages in 400,000 sends, received and deleted one by one: 2.4 million at 0.40.
    expect(rowsIn(response, ';').map(({ id, infrastructureExpected }) => [id, infrastructureExpected])).toEqual([['1', '0,96']])
    const pointed = rowsIn(await send('id;requestsPerMonth;payloadBytes;retentionDays\n1;1.000.000;100;4\n2;1000000;100.5;4\n', `${sqs}&delimiter=;&decimal=,`), ';')
    expect(brief(pointed)).toEqual(['2 WRONG_TYPE requestsPerMonth', '3 WRONG_TYPE payloadBytes'])
  })

  it('carries text that could start a formula behind an apostrophe, and numbers as they are', async () => {
    const rows = await ask(`id,team,delta,${header.slice(3)}\n=1+1,@SUM(A1),-5,1000000,100,4\n`)
    expect(rows).toMatchObject([{ id: "'=1+1", team: "'@SUM(A1)", delta: '-5' }])
  })

  it('is answered from fields in the query where its rows say nothing', async () => {
    const rows = await ask('requestsPerMonth,region\n1000000,\n1000000,eu-west-1\n', `${sqs}&payloadBytes=100&retentionDays=4&region=us-gov-east-1&columns=infrastructureExpected`)
    const price = catalog.tables.get('aws-sqs')!.at(-1)!.regions.get('us-gov-east-1')!.skus.get('requests.standard')!.rate
    // Three requests a message, at the price of the query's region and at 0.40 in Ireland.
    expect(brief(rows)).toEqual([`2 ${centsText(toCents(('tiers' in price ? price.tiers[0]!.price : price.price).times(3e6)))}`, '3 1.20'])
  })

  it('leaves a blank cell of an optional field to the default, and refuses one of a required field', async () => {
    const rows = await ask(`${header},sendBatchSize\n1,1000000,100,4,10\n2,1000000,100,4,\n3,1000000,, 4,\n4,,100,4,1\n5,1000000,100,,1\n`)
    // 2.1 and 3 million requests at 0.40.
    expect(brief(rows)).toEqual(['2 0.84', '3 1.20', '4 WRONG_TYPE retentionDays', '5 REQUIRED requestsPerMonth', '6 REQUIRED retentionDays'])
    // 0.1 + 1 + 1, 1 + 1 + 0.2 and 0.5 + 1 + 1 million requests: what another row says in a cell that is blank here does not hold here.
    expect(brief(await ask(`${header},sendBatchSize,deleteBatchSize\n1,1000000,100,4,10,\n2,1000000,100,4,,5\n3,1000000,100,4,2,\n`))).toEqual(['2 0.84', '3 0.88', '4 1.00'])
  })

  it('has its free tier spent once and its tiers pooled with pool=account', async () => {
    const rows = ['40000000000', '40000000000', '40000000000'].map((billed, index) => `${index},1,1,1,${billed}`).join('\n')
    const body = `${header},aws-sqs.billedRequestsPerMonth\n${rows}\n`
    // 40 billion at 400 a billion less the free million; 40 at 400; 20 at 400 and 20 at 300 beyond 100 billion.
    expect(brief(await ask(body, `${sqs}&freeTier=include&pool=account`))).toEqual(['2 15999.60', '3 16000.00', '4 14000.00'])
    expect(brief(await ask(body, `${sqs}&freeTier=include`))).toEqual(['2 15999.60', '3 15999.60', '4 15999.60'])
    // The one big bill: 100 at 400 and 20 at 300, less the free million.
    expect(brief(await ask(`${header},aws-sqs.billedRequestsPerMonth\n1,1,1,1,120000000000\n`, `${sqs}&freeTier=include`))).toEqual(['2 45999.60'])
  })
})

describe('rows of one account', () => {
  it('name the same offerings: of alternatives each would have the free tier for itself', async () => {
    const rows = await ask('requestsPerMonth,payloadBytes,retentionDays,offerings\n1000000,100,4,aws-sqs-standard\n1000000,100,4,aws-sqs-fifo\n1000000,100,4,aws-sqs-standard\n', 'pool=account&columns=infrastructureExpected')
    // 3 million requests at 0.40, and again.
    expect(brief(rows)).toEqual(['2 1.20', '3 IMPOSSIBLE_COMBINATION offerings', '4 1.20'])
    expect(rows[1]!['errorMessage']).toBe('offerings is aws-sqs-fifo, and with pool=account all rows share what the first one names; accepted is aws-sqs-standard, or a batch for each.')
    const turned = await ask('requestsPerMonth,payloadBytes,retentionDays,offerings\n1000000,100,4,"aws-sqs-standard,aws-msk-standard"\n1000000,100,4,"aws-msk-standard,aws-sqs-standard"\n', 'pool=account&columns=offering,infrastructureExpected')
    expect(turned.map(one => [one['row'], one['offering'], one['errorCode'] ?? ''])).toEqual([['2', 'aws-sqs-standard', ''], ['2', 'aws-msk-standard', ''], ['3', 'aws-msk-standard', ''], ['3', 'aws-sqs-standard', '']])
    const all = await ask('requestsPerMonth,payloadBytes,retentionDays\n1000000,100,4\n', 'pool=account&columns=infrastructureExpected')
    expect(all.map(row => row['errorCode'])).toEqual(all.map(() => ''))
  })
})

describe('a row', () => {
  it('says that an offering cannot carry it, whichever columns were asked for', async () => {
    // What was consumed from a queue is gone: replay is not to be had, and the price is there all the same.
    const rows = await ask(`${header},replay\n1,500000000,2048,7,true\n2,500000000,2048,7,false\n`, `${sqs}&columns=infrastructureExpected`)
    expect(rows.map(row => [row['feasible'], row['infrastructureExpected']])).toEqual([['false', '600.00'], ['true', '600.00']])
  })

  it('means what the same GET means', async () => {
    const keys = 'requestsPerMonth=3000000&payloadBytes=70000&retentionDays=7&consumerGroups=2&aws-msk-standard.brokers=6&governance.observability=standard&versions.aws-sqs=2025-06-05&offerings=aws-sqs-standard,aws-msk-standard'
    const pairs = keys.split('&').map(pair => pair.split('='))
    const body = `${pairs.map(([key]) => key).join(';')}\n${pairs.map(([, value]) => value).join(';')}\n`
    const { links: _, ...single } = estimateIn(await app.inject(`/v1/estimates.json?${keys}`))
    const [row] = JSON.parse((await send(body, 'delimiter=;', 'text/csv', { accept: 'application/json' })).body) as [{ answer: typeof single }]
    expect(row.answer).toEqual({ ...single, links: {} })
  })

  it('is refused as the same GET is refused', async () => {
    const cell = fc.constantFrom('1000', 'x', '-1', '1e3', '0x10', '1.5', '12345678901234567890', 'nowhere', 'strict', 'stric', 'true', '2026-02-30', '+1', '1,000')
    const columns = ['requestsPerMonth', 'payloadBytes', 'retentionDays', 'region', 'ordering', 'asOf', 'replay', 'maturity'] as const
    const cells = fc.tuple(...columns.map(() => cell))
    await fc.assert(fc.asyncProperty(cells, async values => {
      const get = await app.inject(`/v1/estimates.json?${sqs}&detail=summary&${columns.map((name, index) => `${name}=${encodeURIComponent(values[index]!)}`).join('&')}`)
      const [row] = JSON.parse((await send(`${columns.join(';')}\n${values.join(';')}\n`, `${sqs}&detail=summary&delimiter=;`, 'text/csv', { accept: 'application/json' })).body) as [{ error?: { errors: readonly object[] }, answer?: object }]
      const single = get.json() as { errors?: readonly { detail: string }[], code?: string }
      expect(row.error?.errors.map(fault => fault)).toEqual(get.statusCode === 200 ? undefined : single.errors ?? [])
    }), { numRuns: 60 })
  })

  it('means what the same GET means whatever rows stand before it, a blank cell being a key that is left out', { timeout: SLOW }, async () => {
    const count = fc.constantFrom('1', '2', '3', '20', '1000', '-0', '1.5', '0', '-1', '1e3', ' 4', '', '12345678901234567890', '0.1234567890123456', 'x')
    const columns = { requestsPerMonth: count, payloadBytes: count, retentionDays: count, consumerGroups: count, sendBatchSize: count, topics: count, region: fc.constantFrom('us-east-1', 'eu-west-1', 'eu-west-1 ', 'nowhere', ''), ordering: fc.constantFrom('none', 'strict', 'stric', ''), recordOverheadBytes: count, 'aws-msk-standard.brokers': count }
    const good = { requestsPerMonth: '1000', payloadBytes: '100', retentionDays: '4' }
    const row = fc.oneof({ weight: 1, arbitrary: fc.record(columns) }, { weight: 2, arbitrary: fc.record(columns, { requiredKeys: [] }).map(cells => ({ ...good, ...Object.fromEntries(Object.entries(cells).slice(0, 2)) })) })
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async rows => {
      const names = Object.keys(columns) as (keyof typeof columns)[]
      const textOf = (cells: Partial<Record<keyof typeof columns, string>>, name: keyof typeof columns): string => cells[name] ?? ''
      const query = 'offerings=aws-sqs-standard,aws-msk-standard&detail=summary'
      const answers = JSON.parse((await send(`${names.join(';')}\n${rows.map(cells => names.map(name => textOf(cells, name)).join(';')).join('\n')}\n`, `${query}&delimiter=;`, 'text/csv', { accept: 'application/json' })).body) as { error?: { code: string, errors: readonly object[] }, answer?: { links: object } }[]
      for (const [index, cells] of rows.entries()) {
        const keys = names.filter(name => textOf(cells, name).trim() !== '').map(name => `${name}=${encodeURIComponent(textOf(cells, name))}`)
        const get = await app.inject(`/v1/estimates.json?${[query, ...keys].join('&')}`)
        const { links: _, ...single } = get.json() as { code: string, errors?: readonly object[], links: object }
        const { answer, error } = answers[index]!
        if (get.statusCode === 200) expect(answer).toEqual({ ...single, links: {} })
        else expect(error).toMatchObject(single.errors === undefined ? { code: single.code } : { errors: single.errors })
      }
    }), { numRuns: 60 })
  })

  it('that is bad is told in its place and costs nobody else', async () => {
    const rows = await ask(`${header},region\n1,1000000,100,4,\n2,many,100,4,\n3,1000000,100,4,nowhere\n4,1000000,100\n5,1000000,100,4,,6\n6,1000000,9000000000,4,\n7,1000000,100,4,us-east-1\n`)
    expect(brief(rows)).toEqual(['2 1.20', '3 WRONG_TYPE requestsPerMonth', '4 UNKNOWN_REGION region', '5 TOO_SHORT', '6 TOO_LONG', '7 OUT_OF_BOUNDS payloadBytes', '8 1.20'])
    expect(rows[2]!['errorMessage']).toMatch(/nowhere.*accepted is .*us-east-1/)
    // Nobody knows which of its cells is missing: none is carried into a column that may not be its own.
    expect(rows.map(({ id }) => id)).toEqual(['1', '2', '3', '', '', '6', '7'])
  })

  it('whose question has no answer carries the code of the problem', async () => {
    const rows = await ask(`${header},asOf\n1,1000000,100,4,2001-01-01\n2,1000000,100,4,\n`, `${sqs}&internetEgressPercent=60&crossRegionPercent=60`)
    expect(brief(rows)).toEqual(['2 IMPOSSIBLE_COMBINATION workload.crossRegionPercent', '3 IMPOSSIBLE_COMBINATION workload.crossRegionPercent'])
    expect(brief(await ask(`${header},asOf\n1,1000000,100,4,2001-01-01\n`))).toEqual(['2 UNKNOWN_PRICE_TABLE_VERSION'])
  })
})

describe('a broken CSV', () => {
  it('with wrong quotes loses the first line of the row and no more', async () => {
    const rows = await ask(`${header}\n1,1000000,100,4\n2,"1000000,100,4\n3,1000000,100,4\n4,10"00,100,4\n5,1000000,100,4\n`)
    expect(brief(rows)).toEqual(['2 1.20', '3 BROKEN_CSV', '4 1.20', '5 BROKEN_CSV', '6 1.20'])
  })

  it('with a line of ten megabytes loses that line', async () => {
    const rows = await ask(`${header}\n1,1000000,100,4\n${'x'.repeat(10_000_000)}\n3,1000000,100,4\n`)
    expect(brief(rows)).toEqual(['2 1.20', '3 TOO_LONG', '4 1.20'])
  })

  it('with Latin-1 in a row loses that row, and in its header is refused', async () => {
    const latin = Buffer.from(`id,team,${header.slice(3)}\n1,K\u00f6ln,1000000,100,4\n2,Bonn,1000000,100,4\n`, 'latin1')
    expect(brief(await ask(latin))).toEqual(['2 BROKEN_ENCODING', '3 1.20'])
    expect(problemIn(await send(Buffer.from(`${header},gr\u00f6\u00dfe\n1,1000000,100,4,5\n`, 'latin1')), 400)).toMatchObject({ code: 'BROKEN_CSV' })
  })

  it('in UTF-16, without rows that end, without a header or without anything is refused before the first byte', async () => {
    const bodies: Record<string, string | Buffer> = {
      'UTF-16': Buffer.from(`\uFEFF${header}\n1,1000000,100,4\n`, 'utf16le'),
      'carriage return': `${header}\r1,1000000,100,4\r`,
      empty: '',
      quotes: `"id,${header.slice(3)}\n1,1000000,100,4\n`,
      'too long; accepted are 65536 bytes': 'x'.repeat(100_000),
      '501 cells': `${header}${',x'.repeat(497)}\n`
    }
    for (const [says, body] of Object.entries(bodies)) {
      const problem = problemIn(await send(body), 400)
      expect([problem.code, problem.detail]).toEqual(['BROKEN_CSV', expect.stringContaining(says)])
    }
    expect(faultsIn(await send('1,1000000,100,4\n2,1000000,100,4\n')).map(({ code, parameter }) => `${code} ${parameter}`)).toEqual(['REQUIRED requestsPerMonth', 'REQUIRED payloadBytes', 'REQUIRED retentionDays'])
  })

  it('with another delimiter than was said is refused with the one it has', async () => {
    expect(problemIn(await send('id;requestsPerMonth;payloadBytes;retentionDays\n1;1000000;100;4\n'), 400)).toMatchObject({ code: 'BROKEN_CSV', detail: expect.stringContaining('delimiter=%3B') as string })
    expect(problemIn(await send(`${header}\n1,1000000,100,4\n`, `${sqs}&delimiter=;`), 400).detail).toContain('delimiter=%2C')
    expect(problemIn(await send(header.replaceAll(',', '\t')), 400).detail).toContain('delimiter=tab')
  })

  it('has a header of which every fault is told', async () => {
    const faults = faultsIn(await send('id,requestPerMonth,payloadBytes,workload.payloadBytes,id,,retentionDays,aws-sqs.nothing,payloadMix,status,broker type,detail\n'))
    expect(faults.map(({ parameter, code, nearest }) => [parameter, code, nearest])).toEqual([
      ['requestPerMonth', 'UNKNOWN_FIELD', 'requestsPerMonth'],
      ['workload.payloadBytes', 'DUPLICATE', null],
      ['id', 'DUPLICATE', null],
      ['', 'BLANK', null],
      ['aws-sqs.nothing', 'UNKNOWN_FIELD', null],
      ['payloadMix', 'BODY_ONLY', null],
      ['status', 'DUPLICATE', null],
      ['broker type', 'UNKNOWN_FIELD', expect.stringContaining('brokerType')],
      ['detail', 'NOT_ACCEPTED', null],
      ['requestsPerMonth', 'REQUIRED', null]
    ])
  })

  it('takes a column whose name is near a field for the caller\'s own only where carry names it', async () => {
    const body = `${header},regions\n1,1000000,100,4,EMEA\n`
    expect(faultsIn(await send(body))).toMatchObject([{ parameter: 'regions', nearest: 'region', detail: expect.stringContaining('carry=regions') as string }])
    expect(await ask(body, `${sqs}&carry=regions`)).toMatchObject([{ regions: 'EMEA', infrastructureExpected: '1.20' }])
    expect(await ask(`${header}\n1,1000000,100,4\n`, `${sqs}&carry=requestsPerMonth`)).toMatchObject([{ id: '1', requestsPerMonth: '1000000', infrastructureExpected: '1.20' }])
    expect(faultsIn(await send(body, `${sqs}&carry=regions,nothing`))).toMatchObject([{ parameter: 'carry', code: 'NOT_ACCEPTED' }])
  })

  it('may have the columns that people have, and none that says a field in other words', () => {
    const own = ['id', 'team', 'cost centre', 'name', 'owner', 'environment', 'project', 'application', 'service', 'department', 'notes', 'tags', 'account', 'queue', 'month', 'comment', 'business unit', 'cluster', 'priority', 'system', 'source', 'kostenstelle', 'topic name', 'payload format', 'sender', 'retention policy', 'size', 'days', 'email', 'version']
    expect(own.filter(name => fieldMeant(name) !== null)).toEqual([])
    const misspelt = ['requestPerMonth', 'requests', 'payload', 'payload_bytes', 'Retention Days', 'retention', 'consumerGroup', 'topic', 'partition', 'brokers', 'broker_type', 'freetier', 'as of', 'messages per month', 'kafka.broker', 'workload.anything', 'replicas', 'consumers', 'region name', 'currencyCode']
    expect(misspelt.filter(name => fieldMeant(name) === null)).toEqual([])
  })
})

describe('any text at all behind a header', () => {
  it('is answered row by row, each as wide as the header, and numbered without a gap', { timeout: SLOW }, async () => {
    const part = fc.constantFrom('1', ',', ',', '1000000,100,4', '"', '""', '"x"', '\n', '\n', '\r\n', '\r', '\0', '\uFEFF', 'ü', ' ', '=', "'", '\t', ';', '\uD800')
    await fc.assert(fc.asyncProperty(fc.array(part, { maxLength: 60 }), async parts => {
      const rows = await ask(`${header}\n1,1000000,100,4\n${parts.join('')}\n9,1000000,100,4\n`, `${sqs}&detail=summary`)
      expect(rows.map(({ row }) => Number(row))).toEqual(rows.map((_, index) => index + 2))
      expect(rows[0]).toMatchObject({ id: '1', infrastructureExpected: '1.20' })
      expect(rows.filter(({ infrastructureExpected, errorCode }) => (infrastructureExpected === '') === (errorCode === ''))).toEqual([])
    }), { numRuns: 150 })
  })
})

describe('rows without quotes', () => {
  it('are split as csv-parse splits them', () => {
    const reader = createQuestionReader(catalog, () => today)
    const text = fc.string({ unit: fc.constantFrom(',', ';', '\t', '\r', '\n', '\r\n', ' ', 'a', 'ü', '\0', '\uFEFF') })
    fc.assert(fc.property(text, fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
      const question = readBatchQuestion(`delimiter=${encodeURIComponent(delimiter)}`, reader)
      expect(cellsOf(new TextEncoder().encode(`${rows}\n`), question)).toEqual(parse(`${rows}\n`, { delimiter, record_delimiter: ['\r\n', '\n'], skip_empty_lines: true, relax_column_count: true }))
    }), { numRuns: 1000 })
  })
})

describe('the query of a batch', () => {
  it('is refused with every fault of it, as that of a GET', async () => {
    const faults = faultsIn(await send(`${header}\n`, 'retentionDays=0&regoin=us-east-1&pool=accounts&maturity='))
    expect(faults.map(({ parameter, code }) => `${code} ${parameter}`).sort()).toEqual(['BLANK maturity', 'NOT_ACCEPTED pool', 'OUT_OF_BOUNDS retentionDays', 'UNKNOWN_FIELD regoin'])
    expect(faultsIn(await send(`${header}\n`, 'w=e30'))).toMatchObject([{ parameter: 'w', code: 'NOT_ACCEPTED' }])
    expect(faultsIn(await send(`${header},governance.observability\n`, 'governance=basic'))).toMatchObject([{ parameter: 'governance.observability', code: 'DUPLICATE' }])
  })
})

const rowsOfJson = (text: string): ReturnType<typeof rowAnswerSchema.parse>[] => (JSON.parse(text) as unknown[]).map(row => rowAnswerSchema.parse(row))
const briefly = (rows: readonly ReturnType<typeof rowAnswerSchema.parse>[]): readonly unknown[] => rows.map(({ row, carried, answer, error }) => [row, carried, answer?.estimates[0]?.totals?.infrastructure.expected ?? error?.code, error?.field])

describe('rows of JSON', () => {
  const good = { workload: { requestsPerMonth: 1_000_000, payloadBytes: 100, retentionDays: 4 } }

  it('are answered a line each, the bad ones in their place', async () => {
    const lines = [JSON.stringify(good), '{"workload":{"requestsPerMonth":1,"requestsPerMonth":2,"payloadBytes":1,"retentionDays":1}}', '{"workload":', '7', JSON.stringify({ ...good, detial: 'full' }), JSON.stringify({ ...good, __proto: 1 }).replace('__proto', '__proto__'), JSON.stringify(good)]
    const response = await send(`\uFEFF${lines.join('\n')}\n`, `${sqs}&detail=summary`, 'application/x-ndjson')
    expect(response.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
    const rows = response.body.trimEnd().split('\n').map(line => rowAnswerSchema.parse(JSON.parse(line)))
    expect(briefly(rows)).toEqual([
      [1, undefined, '1.20', undefined],
      [2, undefined, 'DUPLICATE', '/workload/requestsPerMonth'],
      [3, undefined, 'BROKEN_JSON', null],
      [4, undefined, 'WRONG_TYPE', ''],
      [5, undefined, 'UNKNOWN_FIELD', '/detial'],
      [6, undefined, 'UNKNOWN_FIELD', '/__proto__'],
      [7, undefined, '1.20', undefined]
    ])
  })

  it('are answered as an array, with defaults from the query and the members that carry names', async () => {
    const rows = [{ id: 7, team: { name: 'Orders' }, ...good }, { workload: { ...good.workload, sendBatchSize: 10 }, id: null }, good]
    const response = await send(JSON.stringify(rows, null, 2), `${sqs}&detail=summary&sendBatchSize=2&carry=id,team`, 'application/json')
    // 0.5 + 1 + 1, 0.1 + 1 + 1 and 2.5 million requests at 0.40.
    expect(briefly(rowsOfJson(response.body))).toEqual([
      [1, { id: 7, team: { name: 'Orders' } }, '1.00', undefined],
      [2, { id: null, team: null }, '0.84', undefined],
      [3, { id: null, team: null }, '1.00', undefined]
    ])
    expect((await send('[]', sqs, 'application/json')).json()).toEqual([])
  })

  it('are answered as a table where Accept says so, and a table as rows of JSON', async () => {
    expect(brief(rowsIn(await send(JSON.stringify([good]), sqs, 'application/json', { accept: 'text/csv' })))).toEqual(['1 1.20'])
    const back = await send(`${header}\nA,1000000,100,4\nB,x,100,4\n`, `${sqs}&detail=summary`, 'text/csv', { accept: 'application/json' })
    expect(briefly(rowsOfJson(back.body))).toEqual([[2, { id: 'A' }, '1.20', undefined], [3, { id: 'B' }, 'WRONG_TYPE', 'requestsPerMonth']])
  })

  it('that are no array, or no rows at all, are refused; an array that ends too early says so at its end', async () => {
    expect(problemIn(await send('{"workload":{}}', sqs, 'application/json'), 400)).toMatchObject({ code: 'BROKEN_JSON', detail: expect.stringContaining('array') as string })
    expect(problemIn(await send('', sqs, 'application/x-ndjson'), 400)).toMatchObject({ code: 'BROKEN_JSON' })
    const cut = await send(`[${JSON.stringify(good)},{"workload"`, `${sqs}&detail=summary`, 'application/json')
    expect(briefly(rowsOfJson(cut.body))).toEqual([[1, undefined, '1.20', undefined], [2, undefined, 'BROKEN_JSON', null]])
    const latin = Buffer.concat([Buffer.from(`${JSON.stringify(good)}\n`), Buffer.from('{"workload":{"region":"k\u00f6ln"}}\n', 'latin1')])
    expect((await send(latin, `${sqs}&detail=summary`, 'application/x-ndjson')).body).toContain('BROKEN_ENCODING')
  })
})

describe('the route of batches', () => {
  it('refuses what it does not read or write', async () => {
    expect(problemIn(await send('x', sqs, 'text/plain'), 415)).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' })
    expect(problemIn(await send(header, sqs, 'text/csv; charset=iso-8859-1'), 415).detail).toContain('utf-8')
    expect(problemIn(await send(header, sqs, 'text/csv', { 'content-encoding': 'gzip' }), 415).detail).toContain('not compressed')
    expect(problemIn(await send(header, sqs, 'text/csv', { accept: 'image/png' }), 406)).toMatchObject({ code: 'NOT_ACCEPTABLE' })
    expect(problemIn(await app.inject(path), 405)).toMatchObject({ code: 'METHOD_NOT_ALLOWED' })
    expect((await send(`${header}\n1,1000000,100,4\n`, `${sqs}&download=true`)).headers['content-disposition']).toBe('attachment; filename="estimates.csv"')
  })

  it('answers as many rows as it is set to, and says where it ended', async () => {
    const small = buildApp({ config: { logLevel: 'silent', corsOrigins: '*' }, catalog, today: () => today, batch: { mostRows: 2 } })
    const response = await small.inject({ method: 'POST', url: `${path}?${sqs}`, headers: { 'content-type': 'text/csv' }, payload: `${header}\n${'1,1000000,100,4\n'.repeat(4)}` })
    expect(brief(rowsIn(response))).toEqual(['2 1.20', '3 1.20', '4 TOO_LONG'])
    expect(response.body).toContain('accepted are 2 rows')
    await small.close()
  })

  it('gives the same bytes from many threads as from one, and lets them go', { timeout: SLOW }, async () => {
    const threaded = buildApp({ config: { logLevel: 'silent', corsOrigins: '*' }, catalog, today: () => today, batch: { mostRows: 10_000, threads: { pricingDir: 'pricing', count: 2 } } })
    const rows = Array.from({ length: 1200 }, (_, index) => index % 97 === 13 ? `${index},"broken` : `${index},${1_000_000 + index},${100 + index},${1 + index % 14}`)
    const payload = `${header}\n${rows.join('\n')}\n`
    for (const query of [`${sqs}&detail=summary`, `${sqs}&detail=summary&pool=account&freeTier=include`]) {
      const question = { method: 'POST', url: `${path}?${query}`, headers: { 'content-type': 'text/csv' }, payload } as const
      const [alone, together] = [await app.inject(question), await threaded.inject(question)]
      expect(together.body.split('\r\n').length).toBe(1202)
      expect(together.body).toBe(alone.body)
    }
    const line = '{"workload":{"requestsPerMonth":1000000,"payloadBytes":100,"retentionDays":4}}\n'
    const lines = { method: 'POST', url: `${path}?${sqs}&detail=summary`, headers: { 'content-type': 'application/x-ndjson' }, payload: line.repeat(700) } as const
    expect((await threaded.inject(lines)).body).toBe((await app.inject(lines)).body)
    await threaded.close()
  })

  it('refuses to answer from other tables than it started with', { timeout: SLOW }, async () => {
    const threaded = buildApp({ config: { logLevel: 'silent', corsOrigins: '*' }, catalog: { ...catalog, tables: new Map([...catalog.tables].filter(([id]) => id !== 'aws-kms')) }, today: () => today, batch: { mostRows: 10_000, threads: { pricingDir: 'pricing', count: 1 } } })
    const payload = `${header}\n${'1,1000000,100,4\n'.repeat(1000)}`
    await expect(threaded.inject({ method: 'POST', url: `${path}?${sqs}&detail=summary`, headers: { 'content-type': 'text/csv' }, payload })).rejects.toThrow()
    await threaded.close()
  })
})

describe('over a connection', () => {
  let served: FastifyInstance
  let port: number
  beforeAll(async () => {
    served = service()
    await served.listen({ port: 0, host: '127.0.0.1' })
    port = (served.server.address() as AddressInfo).port
  })
  afterAll(() => served.close())

  const open = (query = sqs): ReturnType<typeof httpRequest> => httpRequest({ port, host: '127.0.0.1', method: 'POST', path: `${path}?${query}`, headers: { 'content-type': 'text/csv' } })
  const row = '1,1000000,100,4\n'

  it('answers arrive while rows are still being sent', async () => {
    const request = open(`${sqs}&detail=summary`)
    request.write(`${header}\n${row.repeat(200)}`)
    const [response] = await once(request, 'response') as [IncomingMessage]
    let text = ''
    response.on('data', bytes => { text += String(bytes) })
    await once(response, 'data')
    expect(text).toContain('errorField')
    request.end(row)
    await once(response, 'end')
    expect(text.trimEnd().split('\r\n')).toHaveLength(202)
  })

  it('a caller who goes away costs nobody else', async () => {
    const request = open(`${sqs}&detail=summary`)
    request.on('error', () => {})
    request.write(`${header}\n${row.repeat(2000)}`)
    const [response] = await once(request, 'response') as [IncomingMessage]
    response.on('error', () => {})
    await once(response, 'data')
    request.destroy()
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200)
  })

  it('a header that is refused is answered although rows are still coming', async () => {
    const request = open()
    request.on('error', () => {})
    request.write(`id,requestPerMonth\n${row.repeat(100)}`)
    const [response] = await once(request, 'response') as [IncomingMessage]
    expect([response.statusCode, response.headers['connection']]).toEqual([400, 'close'])
    response.resume()
    request.end()
    await once(response, 'end')
  })
})

describe('rows as values', () => {
  const reader = createQuestionReader(catalog, () => today)
  const rowsOf = async (body: string, query: string, input: 'csv' | 'ndjson' = 'csv'): Promise<readonly RowOfAnswers[]> => {
    const rows: RowOfAnswers[] = []
    for await (const row of answerRows({ source: Readable.from([Buffer.from(body)]), question: readBatchQuestion(query, reader), input, today }, { catalog, mostRows: 100 })) rows.push(row)
    return rows
  }

  it('are answers, or why there is none, for those who write them in another way', async () => {
    const [first, second] = await rowsOf(`${header}\nA,1000000,100,4\nB,x,100,4\n`, `${sqs}&detail=summary`)
    expect(first).toMatchObject({ row: 2, carriedNames: ['id'], carried: ['A'], outcome: { estimates: [{ totals: { infrastructure: { expected: '1.20' } } }] } })
    expect(second).toMatchObject({ row: 3, carried: ['B'], outcome: { code: 'WRONG_TYPE', field: 'requestsPerMonth' } })
    await expect(rowsOf('id\n', sqs)).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
  })
})

describe('a batch that nobody takes', () => {
  it('is not read ahead: as many rows wait as are in the making', async () => {
    let sent = 0
    async function * source (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${header}\n`)
      for (; sent < 100_000; sent += 100) yield Buffer.from('1,1000000,100,4\n'.repeat(100))
    }
    const batches = createBatches({ catalog, mostRows: 1_000_000 }, () => {})
    const question = readBatchQuestion(`${sqs}&detail=summary`, createQuestionReader(catalog, () => today))
    const answer = await batches.answer({ source: source(), question, input: 'csv', output: 'csv', today }, () => {})
    for (let piece = 0; piece < 3; piece += 1) await answer.next()
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(sent).toBeLessThan(500)
    await answer.return(undefined)
  })
})

describe('a row at which the service fails', () => {
  it('says so in its place, and the log holds why', async () => {
    class Broken extends Map<string, never> {
      override [Symbol.iterator] (): never { throw new Error('the inside') }
    }
    const tables = new Broken([...catalog.tables] as never)
    const unexpected: string[] = []
    const batches = createBatches({ catalog: { ...catalog, tables }, mostRows: 10 }, () => {})
    const question = readBatchQuestion(`${sqs}&detail=summary`, createQuestionReader(catalog, () => today))
    const answer = await batches.answer({ source: Readable.from([Buffer.from(`${header}\n1,1000000,100,4\n`)]), question, input: 'csv', output: 'csv', today }, told => { unexpected.push(...told.unexpected) })
    let text = ''
    for await (const bytes of answer) text += Buffer.from(bytes).toString()
    expect(text).toContain('INTERNAL_ERROR')
    expect(text).not.toContain('the inside')
    expect(unexpected).toEqual([expect.stringContaining('the inside')])
  })
})

describe('the log', () => {
  it('tells every hundred thousand rows how far a batch has come, and what nobody foresaw at once', () => {
    const logged: unknown[] = []
    const log = { info: (data: object) => logged.push(data), error: (data: object) => logged.push(data) } as unknown as FastifyBaseLogger
    const told = progressIn(log, 'one')
    for (let rows = 64; rows <= 250_000; rows += 64) told({ rows, rowsWithError: 3, unexpected: [] })
    expect(logged).toEqual([{ requestId: 'one', rows: 100_032, rowsWithError: 3 }, { requestId: 'one', rows: 200_000, rowsWithError: 3 }])
    told({ rows: 250_001, rowsWithError: 4, unexpected: ['Error: why'] })
    expect(logged.at(-1)).toEqual({ requestId: 'one', error: 'Error: why' })
  })
})
