import { describe, expect, it } from 'vitest'
import { estimateRequestSchema } from '../../src/estimates/request.ts'
import { offeringIds } from '../../src/models/registry.ts'
import { orders } from './real-prices.ts'

/** What the schema has against a question, as "path: message". */
function faults (given: object): readonly string[] {
  const result = estimateRequestSchema.safeParse({ workload: orders, ...given })
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}
const faultyPaths = (given: object): readonly string[] => faults(given).map(fault => fault.split(':')[0]!)

describe('a question', () => {
  it('needs a workload and nothing else', () => {
    expect(faults({})).toEqual([])
    expect(faultyPaths({ workload: undefined })).toEqual(['workload'])
    expect(faultyPaths({ workload: {} })).toEqual(['workload.requestsPerMonth', 'workload.retentionDays'])
  })

  it('needs the size of its messages, or the mix of them', () => {
    expect(faults({ workload: { requestsPerMonth: 1, retentionDays: 1 } })).toEqual(['workload.payloadBytes: required unless payloadMix is given'])
    expect(faults({ workload: { requestsPerMonth: 1, retentionDays: 1, payloadMix: [{ bytes: 1, percent: 100 }] } })).toEqual([])
  })

  it('refuses what it does not know', () => {
    expect(faults({ colour: 'red' })).toEqual([': Unrecognized key: "colour"'])
    expect(faults({ pricing: { colour: 'red' } })).toEqual(['pricing: Unrecognized key: "colour"'])
    expect(faults({ conventions: { colour: 'red' } })).toEqual(['conventions: Unrecognized key: "colour"'])
    expect(faults({ options: { colour: {} } })).toEqual(['options: Unrecognized key: "colour"'])
    expect(faults({ options: { 'aws-sqs-fifo': { fairQueues: true } } })).toEqual(['options.aws-sqs-fifo: Unrecognized key: "fairQueues"'])
  })

  it('takes the options of a family that one of its offerings knows', () => {
    expect(faults({ options: { 'aws-sqs': { fairQueues: true }, kafka: { controllers: 'combined', tieredReadPercent: 5 } } })).toEqual([])
  })

  it('names each offering once, and at least one', () => {
    expect(faults({ offerings: [...offeringIds] })).toEqual([])
    expect(faults({ offerings: ['aws-sqs-fifo', 'aws-sqs-fifo'] })).toEqual(['offerings: each offering once'])
    expect(faultyPaths({ offerings: [] })).toEqual(['offerings'])
    expect(faultyPaths({ offerings: ['ibm-mq'] })).toEqual(['offerings.0'])
  })

  it('names prices as table and SKU, and discounts also by table', () => {
    expect(faults({ pricing: { overrides: { 'aws-sqs/requests.standard': '0.0000001' }, discounts: { 'aws-sqs': 10, 'aws-sqs/requests.fifo': 0.5 } } })).toEqual([])
    expect(faultyPaths({ pricing: { overrides: { 'aws-sqs': '1' } } })).toEqual(['pricing.overrides.aws-sqs'])
    expect(faultyPaths({ pricing: { discounts: { 'AWS SQS': 1 } } })).toEqual(['pricing.discounts.AWS SQS'])
  })

  it('takes no more than a hundred percent off, and none that would add to the price', () => {
    expect(['0', '100'].flatMap(percent => faults({ pricing: { discounts: { 'aws-sqs': Number(percent) } } }))).toEqual([])
    expect([-1, 100.5].flatMap(percent => faultyPaths({ pricing: { discounts: { 'aws-sqs': percent } } }))).toEqual(['pricing.discounts.aws-sqs', 'pricing.discounts.aws-sqs'])
  })

  it('exchanges at a rate above zero: at zero everything would be free', () => {
    const rateOf = (rate: string | number): readonly string[] => faults({ exchangeRate: { from: 'USD', to: 'EUR', rate, date: '2025-11-10' } })
    expect([...rateOf('0.9'), ...rateOf(0.9), ...rateOf('0.000000000001')]).toEqual([])
    expect([rateOf('0'), rateOf(0), rateOf('0.000000000000')]).toEqual([['exchangeRate.rate: a rate above zero'], ['exchangeRate.rate: a rate above zero'], ['exchangeRate.rate: a rate above zero']])
  })

  it('is about a day that exists', () => {
    expect(faults({ pricing: { asOf: '2028-02-29' } })).toEqual([])
    expect(faultyPaths({ pricing: { asOf: '2027-02-29' } })).toEqual(['pricing.asOf'])
    expect(faultyPaths({ pricing: { asOf: 'today' } })).toEqual(['pricing.asOf'])
  })

  it('counts a month of at most 31 days', () => {
    expect(faults({ conventions: { hoursPerMonth: 744 } })).toEqual([])
    expect(faultyPaths({ conventions: { hoursPerMonth: 745 } })).toEqual(['conventions.hoursPerMonth'])
  })
})
