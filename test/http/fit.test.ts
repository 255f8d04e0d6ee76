import { parse } from 'csv-parse/sync'
import { DOMParser } from '@xmldom/xmldom'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offeringSchema } from '../../src/http/v1/offerings.route.ts'
import { comparedCriteria, criterionNames, requirements } from '../../src/models/fit/criteria.ts'
import { offeringIds } from '../../src/models/registry.ts'
import { estimateIn, faultsIn, onlyFaultIn, problemIn, service, workload, workloadKeys } from './service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

const post = (question: object): Promise<LightMyRequestResponse> => app.inject({ method: 'POST', url: '/v1/estimates', payload: question })
const get = (path: string): Promise<LightMyRequestResponse> => app.inject(path)
type Row = Readonly<Record<string, string>>
const rowsIn = (response: LightMyRequestResponse): readonly Row[] => {
  expect(response.statusCode, response.body).toBe(200)
  return parse(response.body, { columns: true, bom: true }) as Row[]
}

const pair = 'offerings=aws-sqs-standard,aws-msk-standard'
const noReplay = 'replay is required and not met: A message that was consumed and deleted is gone and cannot be read again.'

describe('requirements in a question', () => {
  it('are the same by an address as by a body, and are kept by the link', async () => {
    const byBody = estimateIn(await post({ workload, requirements: ['replay', 'private-networking'] }))
    const byAddress = estimateIn(await get(`/v1/estimates?${workloadKeys}&requirements=replay,private-networking`))
    expect(byAddress).toEqual(byBody)
    expect(byBody.requirements).toEqual(['replay', 'private-networking'])
    expect(byBody.links.self).toContain('requirements=replay,private-networking')
    expect(estimateIn(await get(byBody.links.self!))).toEqual(byBody)
  })

  it('are refused where they are misspelt, with the one that was meant', async () => {
    expect(onlyFaultIn(await post({ workload, requirements: ['exactly-onse'] }))).toEqual({ pointer: '/requirements/0', code: 'NOT_ACCEPTED', nearest: 'exactly-once', parameter: undefined })
    expect(onlyFaultIn(await get(`/v1/estimates?${workloadKeys}&requirements=multicloud`))).toMatchObject({ nearest: 'multi-cloud', parameter: 'requirements' })
    expect(faultsIn(await post({ workload, requirements: ['beauty'] }))[0]!.accepted).toEqual(requirements)
  })

  it('are refused where one is named twice, or none', async () => {
    expect(onlyFaultIn(await post({ workload, requirements: ['replay', 'replay'] }))).toMatchObject({ pointer: '/requirements' })
    expect(onlyFaultIn(await post({ workload, requirements: [] }))).toMatchObject({ pointer: '/requirements' })
    expect(onlyFaultIn(await get(`/v1/estimates?${workloadKeys}&requirements=`))).toMatchObject({ code: 'BLANK', parameter: 'requirements' })
  })
})

describe('the verdicts', () => {
  it('stand with every estimate, and all of them with the offering itself', async () => {
    for (const { offering, fit } of estimateIn(await post({ workload })).estimates) expect(fit!.map(({ criterion }) => criterion), offering).toEqual(comparedCriteria)
    for (const id of offeringIds) {
      const response = await get(`/v1/offerings/${id}`)
      expect(offeringSchema.parse(response.json()).fit.map(({ criterion }) => criterion), id).toEqual(criterionNames)
    }
  })

  it('are rows of a table by view=fit', async () => {
    const rows = rowsIn(await get(`/v1/estimates.csv?${workloadKeys}&${pair}&requirements=replay,fan-out&view=fit`))
    expect(rows).toHaveLength(22)
    expect(rows[3]).toEqual({
      offering: 'aws-sqs-standard',
      title: 'Amazon SQS, standard queues',
      criterion: 'replay',
      required: 'true',
      verdict: 'fails',
      reason: 'A message that was consumed and deleted is gone and cannot be read again.',
      source: 'github boto/botocore, botocore/data/sqs/2012-11-05/service-2.json',
      confidence: 'official'
    })
    expect(rows.filter(({ required }) => required === 'true').map(({ offering, criterion, verdict }) => `${offering} ${criterion} ${verdict}`)).toEqual([
      'aws-sqs-standard replay fails', 'aws-sqs-standard fan-out partly', 'aws-msk-standard replay meets', 'aws-msk-standard fan-out meets'
    ])
  })

  it('are attributes in XML where they are required: a cell has no room for more', async () => {
    const xml = new DOMParser().parseFromString((await get(`/v1/estimates.xml?${workloadKeys}&${pair}&requirements=replay,multi-cloud`)).body, 'text/xml')
    const [sqs, msk] = [...xml.getElementsByTagName('estimate')]
    expect([sqs!.getAttribute('suitable'), msk!.getAttribute('suitable')]).toEqual(['false', 'true'])
    expect([sqs, msk].map(one => [...one!.getElementsByTagName('fit')[0]!.attributes].map(({ name, value }) => `${name} ${value}`))).toEqual([['replay fails', 'multi-cloud fails'], ['replay meets', 'multi-cloud partly']])
    expect([sqs!.getAttribute('partlyMeets'), msk!.getAttribute('partlyMeets')]).toEqual([null, 'multi-cloud'])
    for (const other of ['', '&requirements=replay&detail=summary']) expect((await get(`/v1/estimates.xml?${workloadKeys}&${pair}${other}`)).body).not.toContain('<fit')
  })
})

describe('an unsuitable offering in a table', () => {
  it('says so behind the other columns, and why', async () => {
    const response = await get(`/v1/estimates.csv?${workloadKeys}&${pair}&requirements=replay,multi-cloud&view=offerings`)
    expect(response.body.split('\r\n')[0]).toMatch(/,errorCode,errorMessage,.*,suitable,unsuitableBecause,partlyMeets,/)
    expect(rowsIn(response).map(({ offering, infrastructureExpected, feasible, suitable, unsuitableBecause }) => [offering, infrastructureExpected, feasible, suitable, unsuitableBecause])).toEqual([
      ['aws-sqs-standard', '600.00', 'false', 'false', 'replay: A message that was consumed and deleted is gone and cannot be read again. multi-cloud: The SQS interface exists on AWS only: moving means rewriting producers and consumers.'],
      ['aws-msk-standard', '604.92', 'true', 'true', '']
    ])
  })

  it('says it in every row of line items too, and nothing where nothing is required', async () => {
    const lines = rowsIn(await get(`/v1/estimates.csv?${workloadKeys}&offerings=aws-sqs-standard&requirements=replay`))
    expect(new Set(lines.map(({ suitable }) => suitable))).toEqual(new Set(['false']))
    expect(rowsIn(await get(`/v1/estimates.csv?${workloadKeys}&${pair}&view=offerings`)).map(({ suitable, unsuitableBecause }) => [suitable, unsuitableBecause])).toEqual([['', ''], ['', '']])
  })

  it('is told row by row of a batch, by a column or for all', async () => {
    const send = (body: string, query: string): Promise<LightMyRequestResponse> => app.inject({ method: 'POST', url: `/v1/estimates/batch?${query}`, headers: { 'content-type': 'text/csv' }, payload: body })
    const rows = rowsIn(await send('requestsPerMonth,payloadBytes,retentionDays,requirements\n1000000,100,4,"replay,fan-out"\n1000000,100,4,\n', 'offerings=aws-sqs-standard'))
    expect(rows.map(({ feasible, suitable, unsuitableBecause }) => [feasible, suitable, unsuitableBecause])).toEqual([['false', 'false', 'replay: A message that was consumed and deleted is gone and cannot be read again.'], ['true', '', '']])
    const [summary] = rowsIn(await send('requestsPerMonth,payloadBytes,retentionDays\n1000000,100,4\n', 'offerings=aws-sqs-standard&requirements=replay&detail=summary'))
    expect([summary!['suitable'], Object.keys(summary!).includes('unsuitableBecause')]).toEqual(['false', false])
    const [partly] = rowsIn(await send('requestsPerMonth,payloadBytes,retentionDays\n1000000,100,4\n', 'offerings=aws-sqs-standard&requirements=large-messages,fan-out&detail=summary'))
    expect([partly!['suitable'], partly!['partlyMeets']]).toEqual(['true', 'large-messages fan-out'])
  })
})

describe('an unsuitable offering in a single cell', () => {
  it('is no figure but the reason, unless that is allowed', async () => {
    const asked = `/v1/estimates/value?${workloadKeys}&offerings=aws-sqs-standard&requirements=replay&field=infrastructure.expected`
    expect(problemIn(await get(asked), 422)).toMatchObject({ code: 'INFEASIBLE', detail: expect.stringContaining(noReplay) as string, data: { findings: ['REQUIREMENT_FAILED'] } })
    expect((await get(`${asked}&allowInfeasible=true`)).body).toBe('600.00')
  })
})
