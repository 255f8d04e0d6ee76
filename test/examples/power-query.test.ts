import { readFileSync } from 'node:fs'
import { DefaultSettings, TaskUtils } from '@microsoft/powerquery-parser'
import { parse } from 'csv-parse/sync'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemKinds } from '../../src/http/problem.ts'
import { problemIn, service } from '../http/service.ts'

const source = readFileSync('examples/power-query.pq', 'utf8')
const isSound = async (text: string): Promise<boolean> => TaskUtils.isParseStageOk(await TaskUtils.tryLexParse(DefaultSettings, text))

/** The query that uses the function, which stands in the comment above it. */
const usage = /^\/\/ +let\n[\s\S]*?MessagingCost\(.*$/m.exec(source)![0].replaceAll(/^\/\//gm, '')

describe('the Power Query function', () => {
  it('is sound for the parser of Microsoft, as is the query that uses it', async () => {
    expect(await isSound(source)).toBe(true)
    expect(usage).toContain('MessagingCost(Cell("service"), Cell("question"), Workloads)')
    expect(await isSound(usage)).toBe(true)
    expect(await isSound(source.replace('in\n    if Status', 'in\n    if if Status'))).toBe(false)
  })

  it('reads and writes numbers in one culture, whatever that of the computer is', () => {
    const conversions = [...source.matchAll(/\b(?:Number|Date|DateTime)\.(?:FromText|ToText)\([^()]*\)|\bText\.From\([^()]*\)/g)].map(([call]) => call)
    expect(conversions.length).toBeGreaterThanOrEqual(5)
    expect(conversions.filter(call => !call.endsWith('"en-US")'))).toEqual([])
    expect(source).not.toMatch(/\b(Number\.From|Value\.FromText|Currency\.From)\(/)
  })

  it('keeps its address in the first argument, so that the service of Power BI can refresh it', () => {
    expect([...source.matchAll(/Web\.Contents\(([^,]*),/g)].map(([, address]) => address)).toEqual(['service'])
    expect(source).toContain('RelativePath = "estimates/batch"')
  })
})

describe('the request that the Power Query function makes', () => {
  let app: FastifyInstance
  beforeAll(async () => {
    app = service()
    await app.ready()
  })
  afterAll(() => app.close())

  /** What the function sends, made by hand, because nothing here runs the language: every cell in quotes, rows by CR LF. */
  const send = async (rows: readonly (readonly string[])[]): Promise<LightMyRequestResponse> => app.inject({
    method: 'POST',
    url: `/v1/${/RelativePath = "([^"]+)"/.exec(source)![1]!}?offerings=aws-sqs-standard&asOf=2026-11-01`,
    headers: { 'content-type': /"Content-Type" = "([^"]+)"/.exec(source)![1]!, accept: /Accept = "([^"]+)"/.exec(source)![1]! },
    payload: rows.map(row => row.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')
  })
  const fields = ['team', 'requestsPerMonth', 'payloadBytes', 'retentionDays']

  it('is answered with a CSV that has the number of the row, figures with a point, and a blank where there is none', async () => {
    const response = await send([fields, ['orders, "new"', '500000000', '2048', '7'], ['mail', '', '1024', '0.5']])
    expect([response.statusCode, response.headers['content-type']]).toEqual([200, expect.stringMatching(/^text\/csv; charset=utf-8/)])
    const rows: Record<string, string>[] = parse(response.body, { columns: true })
    // The numbers by which the function joins them to its table.
    expect(source).toContain('AddIndexColumn(workloads, "row", 2, 1)')
    expect(rows.map(row => row['row'])).toEqual(['2', '3'])
    // 500,000,000 messages × 3 calls × 0.40 a million.
    expect(rows.map(row => row['infrastructureExpected'])).toEqual(['600.00', ''])
    expect(rows.map(row => row['errorMessage'])).toEqual(['', expect.stringContaining('requestsPerMonth')])
  })

  it('is refused with a code and a sentence, which the function makes its error', async () => {
    const { code, detail } = problemIn(await send([['requestPerMonth', 'payloadBytes', 'retentionDays'], ['1', '1', '1']]), 400)
    expect([code, detail]).toEqual(['INVALID_REQUEST', expect.stringContaining('requestsPerMonth')])
  })

  it('takes over every status by which the service refuses, but for those by which Power Query asks again', () => {
    const handled = /ManualStatusHandling = \{([\d, ]+)\}/.exec(source)![1]!.split(', ').map(Number)
    const askedAgain = [408, 429, 503]
    const refusing = [...new Set(problemKinds.map(({ status }) => status))].filter(status => status < 500 && !askedAgain.includes(status))
    expect(handled).toEqual(refusing.sort())
  })
})
