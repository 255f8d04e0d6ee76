import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { estimateIn, faultsIn, onlyFaultIn, problemIn, service, workloadKeys } from './service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

const value = (query: string): Promise<LightMyRequestResponse> => app.inject(`/v1/estimates/value?${query}`)
const sqs = `${workloadKeys}&offerings=aws-sqs-standard`
// A message of 2 MiB is more than SQS takes.
const tooLarge = 'requestsPerMonth=1000&payloadBytes=2097152&retentionDays=1&offerings=aws-sqs-standard&aws-sqs-standard.extendedClient=never'

async function textIn (query: string): Promise<string> {
  const response = await value(query)
  expect(response.statusCode, response.body).toBe(200)
  expect(response.headers['content-type']).toBe('text/plain; charset=utf-8')
  return response.body
}

describe('one figure for a cell', () => {
  it('is the expected total where no field is named, as a bare number', async () => {
    const answer = estimateIn(await app.inject(`/v1/estimates?${sqs}`))
    expect(await textIn(sqs)).toBe(answer.estimates[0]?.totals?.total.expected)
    expect(await textIn(sqs)).toMatch(/^\d+\.\d\d$/)
  })

  it('is any path below the totals', async () => {
    // 500 million messages sent, received and deleted alone, 1.5 billion requests at 0.40 a million.
    expect(await textIn(`${sqs}&field=infrastructure.expected`)).toBe('600.00')
    expect(await textIn(`${sqs}&field=annual.infrastructure`)).toBe('7200.00')
    expect(await textIn(`${sqs}&field=perMillionMessages.infrastructure`)).toMatch(/^1\.20*$/)
    expect(await textIn(`${sqs}&field=evidence.official`)).toMatch(/^[\d.]+$/)
  })

  it('is whether the offering can carry the workload', async () => {
    expect(await textIn(`${sqs}&field=feasible`)).toBe('true')
    expect(await textIn(`${tooLarge}&field=feasible`)).toBe('false')
  })

  it('is a figure of the sizing', async () => {
    const kafka = `${workloadKeys}&offerings=aws-msk-standard`
    expect(await textIn(`${kafka}&field=sizing.brokers`)).toMatch(/^\d+$/)
    expect(await textIn(`${kafka}&field=sizing.brokerType`)).toMatch(/m[57]/)
  })

  it('is the id of the cheapest, of some offerings or of all', async () => {
    const answer = estimateIn(await app.inject(`/v1/estimates?${workloadKeys}`))
    expect(await textIn(`${workloadKeys}&field=cheapest.infrastructure`)).toBe(answer.comparison.infrastructure.cheapest)
    expect(await textIn(`${workloadKeys}&field=cheapest.total&offerings=aws-sqs-fifo,aws-sqs-standard`)).toBe('aws-sqs-standard')
  })

  it('asks for exactly one offering', async () => {
    expect(onlyFaultIn(await value(workloadKeys))).toMatchObject({ parameter: 'offerings', code: 'REQUIRED' })
    expect(onlyFaultIn(await value(`${workloadKeys}&offerings=aws-sqs-fifo,aws-sqs-standard`))).toMatchObject({ parameter: 'offerings', code: 'TOO_LONG' })
  })

  it('says what to ask where no offering is named', async () => {
    expect(faultsIn(await value(workloadKeys))[0]!.detail).toBe('offerings is missing; accepted is exactly one offering, or field=cheapest.infrastructure or cheapest.total.')
  })

  it('names an unknown field and the nearest', async () => {
    expect(onlyFaultIn(await value(`${sqs}&field=total.expcted`))).toMatchObject({ pointer: '/field', parameter: 'field', code: 'NOT_ACCEPTED', nearest: 'total.expected' })
    expect(onlyFaultIn(await value(`${sqs}&feild=total.low`))).toMatchObject({ parameter: 'feild', code: 'UNKNOWN_FIELD', nearest: 'field' })
  })

  it('is a 422 where the offering cannot carry the workload, unless that is allowed', async () => {
    const problem = problemIn(await value(tooLarge), 422)
    expect(problem.code).toBe('INFEASIBLE')
    expect(problem.data?.['findings']).not.toEqual([])
    expect(await textIn(`${tooLarge}&allowInfeasible=true`)).toMatch(/^\d+\.\d\d$/)
  })

  it('is a 422 where the answer has no such figure', async () => {
    expect(problemIn(await value(`${sqs}&field=sizing.brokers`), 422).code).toBe('NO_VALUE')
    const nothing = 'requestsPerMonth=0&payloadBytes=1&retentionDays=1&offerings=aws-sqs-standard'
    expect(problemIn(await value(`${nothing}&field=perMillionMessages.total`), 422).code).toBe('NO_VALUE')
  })

  it('is the error of the offering where that has one', async () => {
    expect(problemIn(await value(`${sqs}&aws-sqs-standard.fairQueues=true&region=af-south-1`), 422).code).toBe('MISSING_PRICE')
  })

  it('is not the cheapest of the rest where a price is not known', async () => {
    const problem = problemIn(await value(`${workloadKeys}&field=cheapest.infrastructure&aws-sqs-standard.fairQueues=true&region=af-south-1`), 422)
    expect(problem.code).toBe('MISSING_PRICE')
    expect(problem.detail).toContain('aws-sqs-standard')
  })

  it('is the cheapest of what has a price where something is sold by quote', async () => {
    expect(await textIn(`${workloadKeys}&field=cheapest.total&offerings=confluent-cloud-dedicated,aws-sqs-standard`)).toBe('aws-sqs-standard')
    expect(problemIn(await value(`${workloadKeys}&field=cheapest.total&offerings=confluent-cloud-dedicated`), 422).detail).toContain('no offering that has a price')
    const alone = problemIn(await value(`${workloadKeys}&offerings=confluent-cloud-dedicated`), 422)
    expect([alone.code, alone.detail]).toEqual(['NO_VALUE', expect.stringContaining('confluent-cloud-dedicated is sold by quote only')])
  })

  it('is cached like the estimate it is taken from', async () => {
    expect((await value(sqs)).headers['cache-control']).toBe('public, max-age=300')
    const link = estimateIn(await app.inject(`/v1/estimates?${sqs}`)).links.self ?? ''
    expect((await app.inject(link.replace('/v1/estimates?', '/v1/estimates/value?'))).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })
})
