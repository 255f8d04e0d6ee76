import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimate } from '../../src/estimates/estimate.ts'
import type { EstimateRequest } from '../../src/estimates/request.ts'
import { estimateRequestSchema } from '../../src/estimates/request.ts'
import type { Estimate, EstimateResponse, Totals, WrittenSizing } from '../../src/estimates/response.ts'
import { EstimateError } from '../../src/pricing/errors.ts'
import { Exact } from '../exact.ts'
import { anyQuestion } from './any-question.ts'
import { asOf, realPrices } from './real-prices.ts'

type GivenWorkload = EstimateRequest['workload']

const ask = (question: Record<string, unknown>): EstimateResponse => estimate(estimateRequestSchema.parse({ pricing: { asOf }, conventions: { recordOverheadBytes: 0 }, ...question }), realPrices)
const only = (question: Record<string, unknown>): Estimate => ask(question).estimates[0]!
const line = ({ lineItems = [] }: Estimate, id: string) => lineItems.find(one => one.id === id)

function answered (request: EstimateRequest): EstimateResponse | null {
  try {
    return estimate(request, realPrices)
  } catch (error) {
    if (error instanceof EstimateError) return null
    throw error
  }
}

const parts = ['infrastructure', 'operations', 'total'] as const
const added = (a: Totals, b: Totals): readonly string[] => parts.map(part => new Exact(a[part].expected).plus(b[part].expected).toFixed(2))
const expected = (totals: Totals): readonly string[] => parts.map(part => totals[part].expected)

/** Bills in which what runs already and what is added are not what both are together, or whose lines are not what is added. */
function notAddingUp (before: EstimateResponse, marginal: EstimateResponse): readonly string[] {
  return marginal.estimates.flatMap(({ offering, totals, together, lineItems = [] }) => {
    const runs = before.estimates.find(one => one.offering === offering)?.totals
    if (totals === undefined || together === undefined || runs === undefined) return []
    const wrong = JSON.stringify(added(runs, totals)) === JSON.stringify(expected(together)) ? [] : [`${offering}: ${added(runs, totals).join(' ')} is not ${expected(together).join(' ')}`]
    // Both bills are rounded once, so the lines lie within a cent of the difference.
    const lines = lineItems.reduce((sum, { cost }) => sum.plus(cost), new Exact(0))
    return lines.minus(totals.infrastructure.expected).abs().gt('0.0100000001') ? [...wrong, `${offering}: lines add up to ${lines.toFixed(4)}`] : wrong
  })
}

describe('what runs already and what is added', () => {
  it('are to the cent what both cost together, on every offering', () => {
    fc.assert(fc.property(anyQuestion, anyQuestion, (request, { workload: { region, availabilityZones, ...existing } }) => {
      const { billedRequestsPerMonth, pollsPerSecond, ...queue } = request.options?.['aws-sqs'] as Record<string, unknown> ?? {}
      const question = { ...request, options: { ...request.options, 'aws-sqs': { ...queue, pollsPerSecond: 0.5 } } } as EstimateRequest
      const { region: here, availabilityZones: zones } = request.workload
      const runs: GivenWorkload = { ...existing, ...(here === undefined ? {} : { region: here }), ...(zones === undefined ? {} : { availabilityZones: zones }) }
      const before = answered({ ...question, workload: runs })
      const marginal = answered({ ...question, existing: runs })
      fc.pre(before !== null && marginal !== null)
      expect(notAddingUp(before!, marginal!)).toEqual([])
    }), { numRuns: 200 })
  })
})

describe('requests on top of those that an account has already', () => {
  // 40,000,000,000 messages are 120,000,000,000 requests, polls aside; 10,000,000,000 more are 30,000,000,000, all of them in the second tier at 0.30 a million.
  const sqs = { offerings: ['aws-sqs-standard'], workload: { requestsPerMonth: 10_000_000_000, payloadBytes: 1000, retentionDays: 4, pollersPerGroup: 0, sendBatchSize: 1 } }
  const existing = { requestsPerMonth: 40_000_000_000, payloadBytes: 1000, retentionDays: 4, pollersPerGroup: 0, sendBatchSize: 1 }

  it('start in the tier where those ended: 9,000 instead of 12,000', () => {
    const { totals, standAlone, together } = only({ ...sqs, existing })
    // Alone: 30,000,000,000 × 0.0000004 = 12,000. Together: 100,000,000,000 × 0.0000004 + 50,000,000,000 × 0.0000003 = 40,000 + 15,000.
    expect([totals, standAlone, together].map(one => one!.infrastructure.expected)).toEqual(['9000.00', '12000.00', '55000.00'])
  })

  it('show the slice of the tiers that is their own', () => {
    const sent = line(only({ ...sqs, existing }), 'requests.send')
    expect([sent!.pricingQuantity, sent!.cost]).toEqual(['10000000000', '3000'])
    expect(sent!.tiers.map(({ from, pricingQuantity, listUnitPrice }) => [from, pricingQuantity, listUnitPrice])).toEqual([['100000000000', '10000000000', '0.0000003']])
    expect(sent!.formula).toBe('(ceil(40000000000 messages / 1 a call) × 1 requests + ceil(10000000000 messages / 1 a call) × 1 requests) - (ceil(40000000000 messages / 1 a call) × 1 requests)')
  })

  it('share the endpoints of their zones: only the bytes cost more', () => {
    const estimate = only({ ...sqs, existing, options: { 'aws-sqs': { networkPath: 'interface-endpoint' } } })
    // Written and read: 2 × 10,000,000,000 × 1,000 bytes / 2^30 = 18,626.451492309570 GB × 0.01
    expect([line(estimate, 'network.endpoint.hours')!.cost, line(estimate, 'network.endpoint.data')!.cost]).toEqual(['0', '186.264514923096'])
  })

  it('share the key: a queue more asks for data keys, and pays for no key', () => {
    const estimate = only({ ...sqs, existing, options: { 'aws-sqs': { kmsKey: true } } })
    // 2,628,000 seconds × (2 × 1 + 1) / 300 = 26,280 requests × 0.000003
    expect([line(estimate, 'kms.key')!.cost, line(estimate, 'requests.kms')!.cost]).toEqual(['0', '0.07884'])
  })

  it('in batches would save what no line tells: the requests are named, and no money', () => {
    // Alone: 16 requests a send and a receive of 1 MiB whatever the batch, and a delete: 100,000,000 × 33 requests, polls aside, to 100,000,000 × 32.1; 90,000,000 × 0.40 a million = 36.
    const large = { requestsPerMonth: 100_000_000, payloadBytes: 1_048_576, retentionDays: 1, pollersPerGroup: 0 }
    const question = { offerings: ['aws-sqs-standard'], workload: large }
    const message = 'No batch size was given, so every message is sent, received and deleted alone; batches of up to ten would bring 3300000000 billed requests down to 3210000000.'
    const unbatched = ({ findings = [] }: Estimate) => findings.filter(({ code }) => code === 'UNBATCHED').map(({ message, saving }) => [message, saving])
    expect(unbatched(only(question))).toEqual([[`${message} That saves 36.00 USD a month.`, '36.00']])
    expect(unbatched(only({ ...question, existing: { ...large, requestsPerMonth: 100_000_000_000, payloadBytes: 100 } }))).toEqual([[message, undefined]])
  })

  it('cannot stand beside a bill as it is', () => {
    expect(() => ask({ ...sqs, existing, options: { 'aws-sqs': { billedRequestsPerMonth: 5 } } })).toThrow('billedRequestsPerMonth and existing are both given')
  })
})

describe('a tenth workload on a shared cluster', () => {
  // 0.1 MiB/s in messages of 1 KiB: 0.1 × 2,691,072,000; each keeps 0.1 × 86,400 × 3 / 1,024 = 25.3125 GiB for a day.
  const tenth = { requestsPerMonth: 269_107_200, payloadBytes: 1024, retentionDays: 1, partitions: 3 }
  const nine = { requestsPerMonth: 2_421_964_800, payloadBytes: 1024, retentionDays: 1, partitions: 27, topics: 9 }
  const msk = only({ offerings: ['aws-msk-standard'], workload: tenth, existing: nine })

  it('adds no broker: three carry it', () => {
    expect([line(msk, 'compute.brokers')!.pricingQuantity, line(msk, 'compute.brokers')!.cost]).toEqual(['0', '0'])
  })

  it('adds its volume: the headroom doubles it, three brokers share it', () => {
    // Nine: 227.8125 / 0.5 / 3 = 151.875, so 152 GiB; ten: 253.125 / 0.5 / 3 = 168.75, so 169 GiB; 17 GiB × 3 brokers × 0.10
    expect([line(msk, 'storage.brokers')!.pricingQuantity, line(msk, 'storage.brokers')!.cost]).toEqual(['51', '5.1'])
  })

  it('adds its traffic between zones', () => {
    // 0.1 × 2,566.40625 GB × 2 / 3 × 2 sides × 0.01 = 3.421875, produced and consumed
    expect([line(msk, 'network.inter-zone.produce')!.cost, line(msk, 'network.inter-zone.consume')!.cost]).toEqual(['3.421875', '3.421875'])
    // Nine: 446.76 + 45.6 + 2 × 30.796875 = 553.95375; ten: 446.76 + 50.7 + 2 × 34.21875 = 565.8975; each is rounded once.
    expect(msk.totals!.infrastructure.expected).toBe('11.95')
  })

  it('adds hours of people for its topic, its partitions and its group, and no cluster', () => {
    expect(Number(msk.totals!.operations.expected)).toBeGreaterThan(0)
    expect(Number(msk.totals!.operations.expected)).toBeLessThan(Number(msk.standAlone!.operations.expected) / 10)
    expect(msk.operations!.onCallStipend.expected).toBe('0')
  })

  it('gives back what a larger cluster no longer needs: other machines', () => {
    // 2,000 MiB/s are more than 200 of the small brokers carry on which a tenth of a MiB/s stands alone.
    const { lineItems = [] } = only({ offerings: ['kafka-aws-ec2'], workload: { requestsPerMonth: 2_691_072_000 * 2000, payloadBytes: 1024, retentionDays: 1 }, existing: tenth })
    const brokers = lineItems.filter(({ id }) => id === 'compute.brokers')
    expect(brokers.map(({ pricingQuantity }) => pricingQuantity.startsWith('-'))).toEqual([false, true])
    expect(brokers[1]).toMatchObject({ pricingQuantity: '-2190', formula: '0 - (3 brokers × 730 hours)' })
  })
})

describe('workloads of different kinds on one cluster', () => {
  const sized = (question: Record<string, unknown>) => (only({ offerings: ['kafka-aws-ec2'], options: { kafka: { brokerType: 'm7g.xlarge' } }, ...question }).sizing as WrittenSizing).brokers
  /** So many MiB/s all the time, kept for a day. */
  const steady = (mebibytes: number) => ({ requestsPerMonth: 2_691_072_000 * mebibytes, payloadBytes: 1024, retentionDays: 1, peakToAverageRatio: 1 })
  const read = { ...steady(20), consumerGroups: 20, replicationFactor: 3 }
  const kept = { ...steady(20), consumerGroups: 0, replicationFactor: 1 }

  it('ask for what each asks for: one that is read much and one that nobody reads', () => {
    // Of 234 MiB/s of network 117 are used. 20 × (5.7 + 20 × 1.5) = 714 are 6.1, so 7, so 9 in three zones; 20 × 5.7 / 3 = 38 more are 752, 6.4, still 9.
    expect([sized({ workload: read }), sized({ workload: kept }), sized({ workload: kept, existing: read }), sized({ workload: read, existing: kept })]).toEqual([9, 3, 9, 9])
  })

  it('move to the cheap tier only what is of the one that has it', () => {
    // 200 MiB/s keep a day on the brokers. A gigabyte a month beside them is 0.0004 MiB/s, and tiering takes 1.5 times that, not of 200.
    const much = steady(200)
    const little = { requestsPerMonth: 1_000_000, payloadBytes: 1024, retentionDays: 7, localRetentionHours: 24 }
    expect(sized({ workload: little, existing: much })).toBe(sized({ workload: much }))
  })

  it('never need fewer machines together than one of them alone', () => {
    const some = fc.record({ mebibytes: fc.integer({ min: 1, max: 60 }), consumerGroups: fc.integer({ min: 0, max: 20 }), replicationFactor: fc.integer({ min: 1, max: 3 }), localRetentionHours: fc.constantFrom(undefined, 6) })
      .map(({ mebibytes, localRetentionHours, ...rest }) => ({ ...steady(mebibytes), ...rest, ...(localRetentionHours === undefined ? {} : { localRetentionHours }) }))
    fc.assert(fc.property(some, some, fc.constantFrom('safety-factors', 'baseline-limits'), (workload, existing, sizingPolicy) => {
      const options = { kafka: { brokerType: 'm7g.4xlarge', sizingPolicy } }
      expect(sized({ workload, existing, options })).toBeGreaterThanOrEqual(Math.max(sized({ workload, options }), sized({ workload: existing, options })))
    }), { numRuns: 200 })
  })
})

describe('tiered storage of a workload beside one that keeps everything on the brokers', () => {
  const megabyte = { requestsPerMonth: 2_691_072_000, payloadBytes: 1024, retentionDays: 10 }
  const estimate = only({ offerings: ['aws-msk-standard'], workload: { ...megabyte, localRetentionHours: 24 }, existing: megabyte, options: { kafka: { tieredStorage: true } } })

  it('needs no hours of the other: only its own nine days are in the tier', () => {
    // 1 MiB/s × 216 hours × 3,600 / 1,024 = 759.375 GB × 0.06
    expect([line(estimate, 'storage.tiered')!.pricingQuantity, line(estimate, 'storage.tiered')!.cost]).toEqual(['759.375', '45.5625'])
  })
})

describe('a workload beside what runs already', () => {
  const workload = { requestsPerMonth: 1_000_000, payloadBytes: 1024, retentionDays: 1 }
  const existing = { requestsPerMonth: 5_000_000, payloadBytes: 512, retentionDays: 2 }

  it('is ranked by what it adds, and the sentence says so', () => {
    const { comparison, existing: shown } = ask({ workload, existing })
    expect(comparison.summary).toContain('Marginal: what the workload adds to what runs already')
    expect(shown).toMatchObject({ requestsPerMonth: 5_000_000, consumerGroups: 1, region: 'us-east-1' })
  })

  it('shares its region and its zones, which need not be said twice', () => {
    expect(ask({ workload: { ...workload, region: 'eu-west-1', availabilityZones: 2 }, existing }).existing).toMatchObject({ region: 'eu-west-1', availabilityZones: 2 })
    expect(() => ask({ workload: { ...workload, region: 'eu-west-1' }, existing: { ...existing, region: 'us-east-1' } })).toThrow('existing.region is us-east-1 and workload.region is eu-west-1')
    expect(() => ask({ workload, existing: { ...existing, availabilityZones: 2 } })).toThrow('existing.availabilityZones is 2 and workload.availabilityZones is 3')
  })

  it('is held to the same rules', () => {
    expect(() => ask({ workload, existing: { ...existing, payloadMix: [{ bytes: 1, percent: 100 }] } })).toThrow('existing.payloadBytes and existing.payloadMix are both given')
    expect(() => ask({ workload, existing: { ...existing, internetEgressPercent: 60, crossRegionPercent: 60 } })).toThrow('existing.internetEgressPercent 60')
  })

  it('may have shares of its own: copies, groups and what leaves the region add up by their fields', () => {
    const both = only({ offerings: ['kafka-aws-ec2'], workload: { ...workload, replicationFactor: 2, consumerGroups: 0 }, existing: { ...existing, replicationFactor: 4, internetEgressPercent: 50, localRetentionHours: 1 } })
    expect(both.status).toBe('priced')
    expect(line(both, 'network.internet-egress')!.cost).toBe('0')
    expect(line(both, 'storage.tiered')!.cost).toBe('0')
  })
})
