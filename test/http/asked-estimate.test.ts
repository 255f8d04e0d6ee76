import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../src/http/faults.ts'
import { problemIn, service, workload, workloadKeys } from './service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

const post = (question: object): Promise<LightMyRequestResponse> => app.inject({ method: 'POST', url: '/v1/estimates', payload: { workload, detail: 'summary', ...question } })
const get = (query: string, path = '/v1/estimates'): Promise<LightMyRequestResponse> => app.inject(`${path}?${workloadKeys}&${query}`)

/** The one fault that a problem of the core names, without its sentence. */
function faultIn (response: LightMyRequestResponse, code: string): Pick<Fault, 'pointer' | 'parameter' | 'code' | 'nearest'> {
  const problem = problemIn(response, 400)
  expect(problem.code).toBe(code)
  expect(problem.errors, response.body).toHaveLength(1)
  const { pointer, parameter, code: faultCode, nearest, detail } = problem.errors![0]!
  expect(detail).toMatch(/; accepted is .+\.$/)
  return { pointer, ...parameter === undefined ? {} : { parameter }, code: faultCode, nearest }
}

describe('an option whose value names nothing', () => {
  it('is told where a body says it, below the offering or below its family, with the value that was meant', async () => {
    const larg = { brokerType: 'kafka.m7g.larg' }
    expect(faultIn(await post({ offerings: ['aws-msk-standard'], options: { 'aws-msk-standard': larg } }), 'UNKNOWN_FIELD_VALUE')).toEqual({ pointer: '/options/aws-msk-standard/brokerType', code: 'NOT_ACCEPTED', nearest: 'kafka.m7g.large' })
    expect(faultIn(await post({ offerings: ['aws-msk-standard'], options: { kafka: larg } }), 'UNKNOWN_FIELD_VALUE')).toEqual({ pointer: '/options/kafka/brokerType', code: 'NOT_ACCEPTED', nearest: 'kafka.m7g.large' })
    // Of several that all fail the first is told, and its own option wins over that of its family.
    expect(faultIn(await post({ offerings: ['aws-msk-standard', 'aws-msk-express'], options: { kafka: larg, 'aws-msk-standard': { brokerType: 'kafka.m5.larg' } } }), 'UNKNOWN_FIELD_VALUE')).toMatchObject({ pointer: '/options/aws-msk-standard/brokerType', nearest: 'kafka.m5.large' })
  })

  it('is told by the key of a query as it was written', async () => {
    expect(faultIn(await get('offerings=aws-msk-standard&aws-msk-standard.brokerType=kafka.m7g.larg'), 'UNKNOWN_FIELD_VALUE')).toEqual({ pointer: '/options/aws-msk-standard/brokerType', parameter: 'aws-msk-standard.brokerType', code: 'NOT_ACCEPTED', nearest: 'kafka.m7g.large' })
    expect(faultIn(await get('offerings=aws-msk-standard&options.kafka.brokerType=kafka.m7g.larg', '/v1/estimates.csv'), 'UNKNOWN_FIELD_VALUE')).toMatchObject({ parameter: 'options.kafka.brokerType' })
    const packed = Buffer.from(JSON.stringify({ workload, offerings: ['kafka-azure-vm'], options: { 'kafka-azure-vm': { region: 'eastu' } } })).toString('base64url')
    expect(faultIn(await app.inject(`/v1/estimates?w=${packed}`), 'UNKNOWN_REGION')).toEqual({ pointer: '/options/kafka-azure-vm/region', parameter: 'w', code: 'UNKNOWN_REGION', nearest: 'eastus' })
  })

  it('is told alike for a region of another cloud, and for a number that is not sold', async () => {
    expect(faultIn(await post({ offerings: ['kafka-azure-vm'], options: { 'kafka-azure-vm': { region: 'eastu' } } }), 'UNKNOWN_REGION')).toEqual({ pointer: '/options/kafka-azure-vm/region', code: 'UNKNOWN_REGION', nearest: 'eastus' })
    expect(faultIn(await get('offerings=azure-event-hubs-premium&azure-event-hubs-premium.units=3'), 'UNKNOWN_FIELD_VALUE')).toEqual({ pointer: '/options/azure-event-hubs-premium/units', parameter: 'azure-event-hubs-premium.units', code: 'NOT_ACCEPTED', nearest: null })
  })

  it('is told in a cell with what was meant', async () => {
    const cell = await get('offerings=aws-msk-standard&aws-msk-standard.brokerType=kafka.m7g.larg&on_error=text', '/v1/estimates/value')
    expect(cell.body).toBe('#ERROR NOT_ACCEPTED: aws-msk-standard.brokerType is "kafka.m7g.larg". The nearest is kafka.m7g.large.')
    expect(cell.headers['x-error-status']).toBe('400')
  })

  it('is told as FOCUS is', async () => {
    expect(faultIn(await get('month=2026-12&offerings=aws-msk-standard&kafka.brokerType=kafka.m7g.larg', '/v1/estimates.focus.csv'), 'UNKNOWN_FIELD_VALUE')).toMatchObject({ parameter: 'kafka.brokerType' })
  })
})

describe('a negotiated price of nothing', () => {
  const sqs = ['aws-sqs-standard']
  const priced = (pricing: object): Promise<LightMyRequestResponse> => post({ offerings: sqs, pricing })

  it('is told where it stands, with the price that was meant', async () => {
    for (const [reference, nearest] of [['aws-sqs/requests.standart', 'aws-sqs/requests.standard'], ['aws-sq/requests.standard', 'aws-sqs/requests.standard'], ['aws-sqs/eu-west-1:requests.standart', 'aws-sqs/eu-west-1:requests.standard'], ['aws-sqs/foo', null], ['nothing-like-it/foo', null]] as const) {
      expect(faultIn(await priced({ overrides: { [reference]: '0.1' } }), 'UNKNOWN_FIELD_VALUE'), reference).toEqual({ pointer: `/pricing/overrides/${reference.replace('/', '~1')}`, code: 'UNKNOWN_FIELD', nearest })
    }
    expect(faultIn(await priced({ discounts: { 'aws-sq': 10 } }), 'UNKNOWN_FIELD_VALUE')).toEqual({ pointer: '/pricing/discounts/aws-sq', code: 'UNKNOWN_FIELD', nearest: 'aws-sqs' })
  })

  it('is told without another name where its name is right and nothing is bought there', async () => {
    expect(faultIn(await priced({ overrides: { 'aws-sqs/eu-west-1:requests.standard': '0.1' } }), 'UNKNOWN_FIELD_VALUE')).toEqual({ pointer: '/pricing/overrides/aws-sqs~1eu-west-1:requests.standard', code: 'UNKNOWN_FIELD', nearest: null })
  })
})
