import { parse } from 'csv-parse/sync'
import { DOMParser } from '@xmldom/xmldom'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Estimate } from '../../src/estimates/response.ts'
import { estimateIn, faultsIn, onlyFaultIn, problemIn, service } from './service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

const post = (payload: object): Promise<LightMyRequestResponse> => app.inject({ method: 'POST', url: '/v1/estimates', payload })

/**
 * 40,000,000,000 messages run already: 120,000,000,000 requests, polls aside, the first 100,000,000,000 at 0.40 a million and 20,000,000,000 at 0.30.
 * 10,000,000,000 more are 30,000,000,000 requests, all of them in the second tier.
 */
const small = { payloadBytes: 1000, retentionDays: 4, pollersPerGroup: 0, sendBatchSize: 1 }
const question = { workload: { requestsPerMonth: 10_000_000_000, ...small }, existing: { requestsPerMonth: 40_000_000_000, ...small }, offerings: ['aws-sqs-standard'], pricing: { asOf: '2026-11-01' } }
const workloadKeys = 'requestsPerMonth=10000000000&payloadBytes=1000&retentionDays=4&pollersPerGroup=0&sendBatchSize=1&offerings=aws-sqs-standard&asOf=2026-11-01'
const existingKeys = 'existing.requestsPerMonth=40000000000&existing.payloadBytes=1000&existing.retentionDays=4&existing.pollersPerGroup=0&existing.sendBatchSize=1'
const keys = `${workloadKeys}&${existingKeys}`
// 30,000 million at 0.30; alone 30,000 at 0.40; together 100,000 at 0.40 and 50,000 at 0.30.
const [adds, alone, together] = ['9000.00', '12000.00', '55000.00']

const infrastructureOf = ({ totals, standAlone, together }: Estimate): readonly (string | undefined)[] => [totals, standAlone, together].map(one => one?.infrastructure.expected)

describe('what a workload adds to what runs already', () => {
  it('is the same by GET and by POST, and stands between the bill alone and the bill together', async () => {
    const posted = estimateIn(await post(question))
    expect(infrastructureOf(posted.estimates[0]!)).toEqual([adds, alone, together])
    const got = await app.inject(`/v1/estimates?${keys}`)
    expect(estimateIn(got)).toEqual(posted)
    expect(estimateIn(await app.inject(posted.links.self!)).estimates).toEqual(posted.estimates)
  })

  it('is in a CSV what was added, with the bills alone and together in columns behind all others', async () => {
    const [row] = parse((await app.inject(`/v1/estimates.csv?${keys}&view=offerings`)).body, { columns: true }) as Record<string, string>[]
    expect(row).toMatchObject({ infrastructureExpected: adds, standAloneInfrastructureExpected: alone, togetherInfrastructureExpected: together, region: 'us-east-1' })
    const columns = Object.keys(row!)
    expect(columns.slice(columns.indexOf('errorMessage') + 1, columns.indexOf('togetherTotalExpected') + 1)).toEqual(['region', 'standAloneInfrastructureExpected', 'standAloneOperationsExpected', 'standAloneTotalExpected', 'togetherInfrastructureExpected', 'togetherOperationsExpected', 'togetherTotalExpected'])
    const tabbed = (await app.inject(`/v1/estimates.tsv?${keys}&view=offerings`)).body
    expect(parse(tabbed, { columns: true, delimiter: '\t' })).toEqual([row])
  })

  it('is in XML beside the totals of the bills alone and together', async () => {
    const document = new DOMParser().parseFromString((await app.inject(`/v1/estimates.xml?${keys}`)).body, 'application/xml')
    const of = (name: string): string | null => document.getElementsByTagName(name)[0]!.getElementsByTagName('infrastructure')[0]!.getAttribute('expected')
    expect(['totals', 'standAlone', 'together'].map(of)).toEqual([adds, alone, together])
    expect(document.getElementsByTagName('estimate')[0]!.getAttribute('region')).toBe('us-east-1')
  })

  it('is one figure for a cell, alone and together too', async () => {
    const value = (query: string): Promise<LightMyRequestResponse> => app.inject(`/v1/estimates/value?${query}`)
    const fields = ['infrastructure.expected', 'standAlone.infrastructure.expected', 'together.infrastructure.expected', 'together.annual.infrastructure']
    expect(await Promise.all(fields.map(async field => (await value(`${keys}&field=${field}`)).body))).toEqual([adds, alone, together, '660000.00'])
    const problem = problemIn(await value(`${workloadKeys}&field=together.total.expected`), 422)
    expect([problem.code, problem.detail]).toEqual(['NO_VALUE', 'There is no together.total.expected here: the question gives no existing, beside which the workload could stand.'])
  })

  it('is a row of a batch like a question of its own, and a row that gives nothing that runs already is alone', async () => {
    const header = 'id,requestsPerMonth,payloadBytes,retentionDays,existing.requestsPerMonth,existing.payloadBytes,existing.retentionDays'
    const body = `${header}\n1,10000000000,1000,4,40000000000,1000,4\n2,10000000000,1000,4,,,\n3,10000000000,1000,4,40000000000,,4\n`
    const sameForAll = 'offerings=aws-sqs-standard&asOf=2026-11-01&pollersPerGroup=0&sendBatchSize=1'
    const sent = async (csv: string, query: string): Promise<readonly Record<string, string>[]> => {
      const response = await app.inject({ method: 'POST', url: `/v1/estimates/batch?${query}`, headers: { 'content-type': 'text/csv' }, payload: csv })
      expect(response.statusCode, response.body).toBe(200)
      return parse(response.body, { columns: true }) as Record<string, string>[]
    }
    // What runs already is polled once in twenty seconds by the one poller of its queue; the account's first requests are those.
    const rows = await sent(body, sameForAll)
    const single = estimateIn(await post({ ...question, existing: { requestsPerMonth: 40_000_000_000, payloadBytes: 1000, retentionDays: 4 } })).estimates[0]!
    expect([rows[0]!['infrastructureExpected'], rows[0]!['standAloneInfrastructureExpected'], rows[0]!['togetherInfrastructureExpected']]).toEqual(infrastructureOf(single))
    expect([rows[1]!['infrastructureExpected'], rows[1]!['togetherInfrastructureExpected']]).toEqual([alone, ''])
    expect([rows[2]!['errorCode'], rows[2]!['errorField']]).toEqual(['REQUIRED', 'existing.payloadBytes'])
    // The query may hold for every row what only the rows complete.
    const [completed] = await sent('requestsPerMonth,payloadBytes,retentionDays,existing.requestsPerMonth\n10000000000,1000,4,40000000000\n', `${sameForAll}&existing.payloadBytes=1000&existing.retentionDays=4&existing.pollersPerGroup=0&existing.sendBatchSize=1`)
    expect([completed!['infrastructureExpected'], completed!['togetherInfrastructureExpected']]).toEqual([adds, together])
  })

  it('is refused where only whole bills can be told: in a workbook, whose lines are within a cent of it, and in rows of FOCUS', async () => {
    for (const path of [`/v1/estimates.xlsx?${keys}`, `/v1/estimates.focus.csv?${keys}&month=2026-12`]) {
      const problem = problemIn(await app.inject(path), 422)
      expect([problem.code, problem.data?.['field']]).toEqual(['IMPOSSIBLE_COMBINATION', 'existing'])
      expect(problem.detail).toContain('accepted is a question without it, or ')
    }
    problemIn(await app.inject({ method: 'POST', url: '/v1/estimates.focus.csv?month=2026-12', payload: question }), 422)
  })
})

describe('faults of what runs already', () => {
  it('name the payload that is missing, in the words of the workload', async () => {
    const missing = { requestsPerMonth: 1, retentionDays: 1 }
    const [own, runs] = [await post({ ...question, workload: missing }), await post({ ...question, existing: missing })]
    expect(onlyFaultIn(own)).toMatchObject({ pointer: '/workload/payloadBytes', code: 'REQUIRED' })
    expect(onlyFaultIn(runs)).toMatchObject({ pointer: '/existing/payloadBytes', code: 'REQUIRED' })
    expect(faultsIn(runs)[0]!.detail).toBe(faultsIn(own)[0]!.detail.replace('workload.', 'existing.'))
    expect(onlyFaultIn(await app.inject(`/v1/estimates?${workloadKeys}&existing.requestsPerMonth=1&existing.retentionDays=1`))).toMatchObject({ pointer: '/existing/payloadBytes', parameter: 'existing.payloadBytes', code: 'REQUIRED' })
  })

  it('name a region that no table has and the nearest that one has', async () => {
    const region = { region: 'us-east-11' }
    const [own, runs] = [await post({ ...question, workload: { ...question.workload, ...region } }), await post({ ...question, existing: { ...question.existing, ...region } })]
    expect(onlyFaultIn(runs)).toEqual({ pointer: '/existing/region', code: 'UNKNOWN_REGION', nearest: 'us-east-1', parameter: undefined })
    expect(faultsIn(runs)[0]!.detail).toBe(faultsIn(own)[0]!.detail.replace('workload.', 'existing.'))
    expect(onlyFaultIn(await app.inject(`/v1/estimates?${keys}&existing.region=us-east-11`))).toMatchObject({ pointer: '/existing/region', parameter: 'existing.region', code: 'UNKNOWN_REGION' })
  })

  it('are told with those of the workload, all at once', async () => {
    const faults = faultsIn(await post({ ...question, workload: { requestsPerMonth: 1, retentionDays: 1 }, existing: { requestsPerMonth: -1, retentionDays: 1, region: 'mars-1' } }))
    expect(faults.map(({ pointer, code }) => `${code} ${pointer}`).sort()).toEqual(['OUT_OF_BOUNDS /existing/requestsPerMonth', 'REQUIRED /existing/payloadBytes', 'REQUIRED /workload/payloadBytes', 'UNKNOWN_REGION /existing/region'])
  })
})
