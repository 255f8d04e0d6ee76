import { describe, expect, test } from 'vitest'
import { estimate } from '../../../src/estimates/estimate.ts'
import { estimateRequestSchema } from '../../../src/estimates/request.ts'
import type { Estimate } from '../../../src/estimates/response.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'
import { assumption, bill, catalog, codes, constraint, costs, findings, ids, infrastructure, line, megabytes, quantities, refusal, sizing } from '../kafka/bill.ts'
import type { Around } from '../kafka/bill.ts'

type Ask = (workload: GivenWorkload, options?: Readonly<Record<string, unknown>>, around?: Around) => Estimate
const asked = (tier: 'standard' | 'premium' | 'dedicated'): Ask => (workload, options = {}, around = {}) => bill(workload, options, { ...around, offering: `azure-event-hubs-${tier}` })
const standard = asked('standard')
const premium = asked('premium')
const dedicated = asked('dedicated')

/** So many MB/s at the peak and all the time, in messages of 1,000 bytes, kept for a day. */
const steady = (rate: number): Pick<GivenWorkload, 'peakToAverageRatio' | 'retentionDays' | 'requestsPerMonth' | 'payloadBytes'> => ({ ...megabytes(rate), peakToAverageRatio: 1, retentionDays: 1 })
/** So many messages of so many bytes, kept for a day. */
const messages = (requestsPerMonth: number, payloadBytes: number): GivenWorkload => ({ requestsPerMonth, payloadBytes, retentionDays: 1 })
/** Nothing is sent: what a namespace costs that stands there. */
const idle: GivenWorkload = messages(0, 1000)

const cost = (answer: Estimate, id: Parameters<typeof line>[1]): string => line(answer, id).cost
const range = (answer: Estimate, id: Parameters<typeof line>[1]): unknown => line(answer, id).range
const units = (answer: Estimate): readonly unknown[] => [sizing(answer).brokers, sizing(answer).brokerType, sizing(answer).bindingConstraint]

describe('the published prices of East US', () => {
  test('are 21.90 a month for a throughput unit', () => {
    // 730 × 0.03
    expect([infrastructure(standard(idle)), units(standard(idle))]).toEqual(['21.90', [1, 'TU', 'minimum-units']])
  })

  test('are 0.028 for a million events on Standard', () => {
    // 1,000 million × 0.000000028
    const answer = standard(messages(1_000_000_000, 1000))
    expect([cost(answer, 'requests.send'), line(answer, 'requests.send').pricingUnit, infrastructure(answer)]).toEqual(['28', 'Events', '49.90'])
  })

  test('are 749.71 a month for a processing unit, its events included', () => {
    // 730 × 1.027
    const answer = premium(messages(1_000_000_000, 1000))
    expect([infrastructure(answer), cost(answer, 'requests.send'), units(answer).slice(0, 2)]).toEqual(['749.71', '0', [1, 'PU']])
  })

  test('are 4,999.77 a month for a capacity unit in one zone, and three of them in several', () => {
    // 730 × 6.849; × 3
    expect(infrastructure(dedicated({ ...idle, availabilityZones: 1 }))).toBe('4999.77')
    expect([2, 3].map(availabilityZones => infrastructure(dedicated({ ...idle, availabilityZones })))).toEqual(['14999.31', '14999.31'])
    expect(units(dedicated(idle))).toEqual([3, 'CU', 'minimum-units'])
  })

  test('are as Infracost prints them for 20 TU, 8 PU and 2 CU, and for 100 million events', () => {
    // golden output of its Event Hubs namespaces, 730 hours: 438.00, 5,997.68, 9,999.54, 2.80
    expect([standard(idle, { units: 20 }), premium(idle, { units: 8 }), dedicated({ ...idle, availabilityZones: 1 }, { units: 2 })].map(infrastructure)).toEqual(['438.00', '5997.68', '9999.54'])
    expect(cost(standard(messages(100_000_000, 1000)), 'requests.send')).toBe('2.8')
  })

  test('name their source', () => {
    const answer = standard(idle)
    expect([line(answer, 'compute.units').source, line(answer, 'network.inter-zone.replicate').source]).toEqual(['azure-event-hubs:eastus/standard.unit', 'azure-event-hubs:eastus/inter-zone'])
  })
})

describe('throughput units', () => {
  test('are bought for the peak in every hour, and for the mean at the low end', () => {
    // 10 MB/s and 10,000 events/s at the peak, 5 and 5,000 in the mean: 10 × 730 × 0.03, low 5 ×
    const answer = standard({ ...megabytes(5), retentionDays: 1 })
    expect([cost(answer, 'compute.units'), range(answer, 'compute.units')]).toEqual(['219', { low: '109.5', high: '219' }])
    // 5,000 × 2,628,000 s × 0.000000028 = 367.92; 219 + 367.92
    expect([cost(answer, 'requests.send'), infrastructure(answer)]).toEqual(['367.92', '586.92'])
    expect([standard, premium].map(tier => assumption(tier(idle), 'scaling'))).toEqual(['both ways', undefined])
  })

  test.each([
    // 4 MB/s in 2,000 messages/s
    { what: '1 MB/s written', workload: { ...steady(4), payloadBytes: 2000, requestsPerMonth: 5_256_000_000 }, count: 4, dimension: 'ingress' },
    // 3,000 messages of 100 bytes a second
    { what: '1,000 events/s written', workload: { ...messages(7_884_000_000, 100), peakToAverageRatio: 1 }, count: 3, dimension: 'ingress-events' },
    // 4 MB/s × 5 groups / 2
    { what: '2 MB/s read', workload: { ...steady(4), consumerGroups: 5 }, count: 10, dimension: 'egress' },
    // 1,000 messages/s × 9 groups / 4,096 = 2.2
    { what: '4,096 events/s read', workload: { ...messages(2_628_000_000, 100), peakToAverageRatio: 1, consumerGroups: 9 }, count: 3, dimension: 'egress-events' }
  ])('take $what', ({ workload, count, dimension }) => {
    expect(units(standard(workload))).toEqual([count, 'TU', dimension])
  })

  test('show what each limit is used at', () => {
    // 4 of 4 MB/s in, 4,000 of 4,000 events/s; 4 of 8 out, 4,000 of 16,384
    expect(sizing(standard(steady(4))).constraints.map(one => [one.dimension, one.need, one.capacityPerBroker, one.utilisation])).toEqual([
      ['ingress', '4', '1', '1'],
      ['ingress-events', '4000', '1000', '1'],
      ['egress', '4', '2', '0.5'],
      ['egress-events', '4000', '4096', '0.244141']
    ])
    expect(constraint(standard(steady(4)), 'ingress').source).toBe('azure-event-hubs:facts/tiers/standard')
  })

  test('are 40 at most, and the price stays', () => {
    expect(findings(standard({ ...steady(40), topics: 2 }), 'UNITS_EXCEEDED')).toEqual([])
    const answer = standard({ ...steady(41), topics: 2 })
    expect(findings(answer, 'UNITS_EXCEEDED').map(({ severity, limit, actual, message }) => [severity, limit, actual, message.includes('The Premium tier takes more.')])).toEqual([['blocker', '40 TU', '41 TU', true]])
    // 41 × 730 × 0.03
    expect([answer.feasible, cost(answer, 'compute.units')]).toEqual([false, '897.9'])
  })

  test('can be given, and are priced as given', () => {
    // 3 × 21.90 for 4 MB/s: 133 % of what they take
    const answer = standard(steady(4), { units: 3 })
    expect([cost(answer, 'compute.units'), range(answer, 'compute.units')]).toEqual(['65.7', undefined])
    expect(findings(answer, 'UNDERSIZED').map(({ severity, limit, actual }) => [severity, limit, actual])).toEqual([['blocker', '4 TU', '3 TU']])
  })
})

describe('an ingress event', () => {
  test.each([
    { what: 'is one up to 64 KB', workload: messages(1_000_000, 65_536), events: '1000000' },
    { what: 'is two from the next byte on', workload: messages(1_000_000, 65_537), events: '2000000' },
    { what: "is two for Microsoft's example of 96 KB", workload: messages(1_000_000, 98_304), events: '2000000' },
    { what: 'is two for it whatever ratio is given, as no batch comes compressed', workload: { ...messages(1_000_000, 98_304), compressionRatio: 2 }, events: '2000000' },
    // 750,000 × 1 + 250,000 × 2
    { what: 'is counted by the sizes of a mix', workload: { requestsPerMonth: 1_000_000, retentionDays: 1, payloadMix: [{ bytes: 1000, percent: 75 }, { bytes: 100_000, percent: 25 }] }, events: '1250000' }
  ])('$what', ({ workload, events }) => {
    expect(quantities(standard(workload))['requests.send']).toBe(events)
  })

  test('is 65,536 bytes by an assumption', () => {
    expect(assumption(standard(idle), 'eventUnitBytes')).toBe('65536')
  })

  test('is one for 96 KB compressed by two where the tier takes that', () => {
    // 49,152 bytes; 65,536 × 1.1 = 72,089.6, which is not two by the last digit of a quotient
    expect(quantities(dedicated({ ...messages(1_000_000, 98_304), compressionRatio: 2 }))['requests.send']).toBe('1000000')
    expect(quantities(dedicated({ ...messages(1_000_000, 72_089.6), compressionRatio: 1.1 }))['requests.send']).toBe('1000000')
  })

  test('is counted also where it costs nothing', () => {
    const answer = dedicated(messages(1_000_000, 98_304))
    expect([quantities(answer)['requests.send'], line(answer, 'requests.send').consumedQuantity, cost(answer, 'requests.send')]).toEqual(['2000000', '1000000', '0'])
  })
})

describe('what is kept', () => {
  test('is included up to 84 GB a throughput unit', () => {
    // 1 MB/s × 86,400 s = 80.47 GiB
    expect(ids(standard(steady(1)))).not.toContain('storage.brokers')
  })

  test('costs as Blob storage above it', () => {
    // 604,800 MB / 2^30 = 563.264 GiB, 84 of them included: 479.264 × 0.0208 = 9.968691
    const answer = standard({ ...steady(1), retentionDays: 7 })
    expect([Number(quantities(answer)['storage.brokers']).toFixed(3), Number(cost(answer, 'storage.brokers')).toFixed(4)]).toEqual(['479.264', '9.9687'])
    expect(line(answer, 'storage.brokers').source).toBe('azure-event-hubs:eastus/standard.storage')
  })

  test('is more than is included where units are fewer', () => {
    // 1 MB/s mean for 7 days is 563.264 GiB: 2 TU include 168, 1 at the mean 84: 395.264 and 479.264, × 0.0208
    const answer = standard({ ...megabytes(1), retentionDays: 7 })
    const { low, high } = range(answer, 'storage.brokers') as { low: string, high: string }
    expect([cost(answer, 'storage.brokers'), low, high].map(one => Number(one).toFixed(3))).toEqual(['8.221', '8.221', '9.969'])
  })

  test('costs 0.10 a GB above 1 TB a processing unit', () => {
    // 1 MB/s × 30 days = 2,592,000 MB = 2,413.988 GiB - 1,000
    const answer = premium({ ...steady(1), retentionDays: 30 })
    expect(Number(cost(answer, 'storage.brokers')).toFixed(4)).toBe('141.3988')
    expect(range(answer, 'storage.brokers')).toBeUndefined()
  })

  test('costs 0.10 a GB above 10 TB a capacity unit', () => {
    // 10 MB/s × 90 days = 77,760,000 MB = 72,419.643 GiB - 3 × 10,000
    expect(Number(cost(dedicated({ ...steady(10), retentionDays: 90 }), 'storage.brokers')).toFixed(2)).toBe('4241.96')
  })

  test('can be kept for 7 days on Standard and for 90 above it', () => {
    const over = (answer: Estimate): readonly unknown[] => findings(answer, 'RETENTION_TOO_LONG').map(({ severity, limit, actual, message }) => [severity, limit, actual, message.split('. ').at(-1)])
    expect([7, 7.5].map(retentionDays => over(standard({ ...idle, retentionDays })))).toEqual([[], [['blocker', '7 days', '7.5 days', 'The Premium tier takes more.']]])
    expect([90, 91].map(retentionDays => over(premium({ ...idle, retentionDays })))).toEqual([[], [['blocker', '90 days', '91 days', 'The Dedicated tier takes more.']]])
    expect(over(dedicated({ ...idle, retentionDays: 91 }))).toEqual([['blocker', '90 days', '91 days', 'More takes several clusters, or another service.']])
  })
})

describe('a namespace of Standard', () => {
  test.each([
    { what: '10 event hubs', fits: { ...idle, topics: 10 }, breaks: { ...idle, topics: 11 }, limit: '10 event hubs in a namespace', actual: '11 event hubs in a namespace' },
    { what: '32 partitions in each', fits: { ...idle, topics: 2, partitions: 64 }, breaks: { ...idle, topics: 2, partitions: 65 }, limit: '32 partitions in an event hub', actual: '33 partitions in an event hub' },
    { what: '20 consumer groups on each', fits: { ...idle, consumerGroups: 20 }, breaks: { ...idle, consumerGroups: 21 }, limit: '20 consumer groups on an event hub', actual: '21 consumer groups on an event hub' },
    { what: '5,000 connections', fits: { ...idle, partitions: 32, consumerGroups: 5, pollersPerGroup: 1000 }, breaks: { ...idle, partitions: 32, consumerGroups: 5, pollersPerGroup: 1001 }, limit: '5000 connections in a namespace', actual: '5005 connections in a namespace' }
  ])('holds $what', ({ fits, breaks, limit, actual }) => {
    expect(findings(standard(fits), 'TIER_LIMIT_EXCEEDED')).toEqual([])
    const answer = standard(breaks)
    expect(findings(answer, 'TIER_LIMIT_EXCEEDED').map(one => [one.severity, one.limit, one.actual, one.message.includes('The Premium tier takes more.'), one.source])).toEqual([['blocker', limit, actual, true, 'azure-event-hubs:facts/tiers/standard']])
    expect([answer.feasible, answer.status]).toEqual([false, 'priced'])
  })

  test('takes messages of 1 MB', () => {
    expect(findings(standard(messages(100, 1_048_576)), 'MESSAGE_TOO_LARGE')).toEqual([])
    expect(findings(standard(messages(100, 1_048_577)), 'MESSAGE_TOO_LARGE').map(({ severity }) => severity)).toEqual(['blocker'])
  })

  test('takes 1 MB/s into a partition, so partitions that nobody gave are as many as the peak', () => {
    expect([sizing(standard(steady(12))).partitions, sizing(standard(steady(1))).partitions]).toEqual([12, 3])
    expect(findings(standard({ ...steady(12), partitions: 11 }), 'PARTITION_THROUGHPUT_EXCEEDED').map(({ limit }) => limit)).toEqual(['12 partitions'])
  })

  test('takes no compressed batches, which is said where a ratio counts on them', () => {
    expect(findings(standard({ ...idle, compressionRatio: 2 }), 'COMPRESSION_UNSUPPORTED').map(({ severity, message, limit, actual }) => [severity, message.includes('it is priced uncompressed'), limit, actual])).toEqual([['info', true, '1', '2']])
    expect([standard(idle), premium({ ...idle, compressionRatio: 2 })].flatMap(answer => findings(answer, 'COMPRESSION_UNSUPPORTED'))).toEqual([])
  })

  test('costs the same with a ratio of four as without', () => {
    // 2 × 10^9 × 4,096 bytes / 2,628,000 s = 3.117 MB/s, 6.234 at the peak → 7 TU × 21.90; 2 × 10^9 × 0.000000028; 269.3 GB a day in 7 × 84 GB
    const [four, one] = [4, 1].map(compressionRatio => standard({ ...messages(2_000_000_000, 4096), compressionRatio }))
    expect([cost(four!, 'compute.units'), cost(four!, 'requests.send'), infrastructure(four!)]).toEqual(['153.3', '56', '209.30'])
    expect([costs(four!), quantities(four!), sizing(four!)]).toEqual([costs(one!), quantities(one!), sizing(one!)])
  })

  test('speaks a part of the Kafka protocol', () => {
    const messageOf = (answer: Estimate): string => findings(answer, 'KAFKA_PROTOCOL_SUBSET')[0]!.message
    expect(messageOf(standard(idle))).toContain('compressed batches are left to the Premium tier')
    expect([premium, dedicated].map(tier => messageOf(tier(idle)).includes('gzip is the only compression'))).toEqual([true, true])
  })
})

describe('processing units', () => {
  test('are bought by the middle of what one is said to carry, and the ends are those of the cost', () => {
    // 10 MB/s: / 7.5 → 2, / 10 → 1, / 5 → 2
    const answer = premium(steady(10))
    expect([cost(answer, 'compute.units'), range(answer, 'compute.units'), assumption(answer, 'unitMegabytesPerSecond')]).toEqual(['1499.42', { low: '749.71', high: '1499.42' }, '7.5'])
    expect(assumption(standard(idle), 'unitMegabytesPerSecond')).toBeUndefined()
  })

  test('are sold by 1, 2, 4, 8 and 16', () => {
    // 20 / 7.5 → 3, sold as 4; 20 / 10 → 2; 20 / 5 → 4
    const answer = premium(steady(20))
    expect([units(answer), range(answer, 'compute.units')]).toEqual([[4, 'PU', 'ingress'], { low: '1499.42', high: '2998.84' }])
  })

  test.each([
    { what: '200 partitions', fits: { ...idle, topics: 4, partitions: 200 }, breaks: { ...idle, topics: 4, partitions: 201 }, dimension: 'partitions' },
    { what: '100 event hubs', fits: { ...idle, topics: 100, partitions: 100 }, breaks: { ...idle, topics: 101, partitions: 101 }, dimension: 'topics' },
    { what: '10,000 connections', fits: { ...idle, consumerGroups: 10, partitions: 3, pollersPerGroup: 1000 }, breaks: { ...idle, consumerGroups: 10, partitions: 3, pollersPerGroup: 1001 }, dimension: 'connections' }
  ])('hold $what each', ({ fits, breaks, dimension }) => {
    expect(sizing(premium(fits)).brokers).toBe(1)
    expect(units(premium(breaks))).toEqual([2, 'PU', dimension])
  })

  test('are 16 at most, and the Dedicated tier is named', () => {
    // 121 / 7.5 = 16.1
    expect(findings(premium({ ...steady(121), topics: 2 }), 'UNITS_EXCEEDED').map(({ severity, actual, message }) => [severity, actual, message.includes('The Dedicated tier takes more.')])).toEqual([['blocker', '17 PU', true]])
    expect(findings(premium({ ...steady(120), topics: 2 }), 'UNITS_EXCEEDED')).toEqual([])
  })
})

describe('units at the least that one may carry', () => {
  const mayExceed = (answer: Estimate): unknown => findings(answer, 'UNITS_MAY_EXCEED').map(({ severity, limit, actual, source }) => [severity, limit, actual, source])
  const premium110 = { ...steady(110), topics: 20, partitions: 1000 }

  test('are said to be more than can be had, and the range of the price stays', () => {
    // 110 MB/s: / 7.5 = 14.7, sold as 16; / 10 = 11, sold as 16; / 5 = 22, which are not sold: 22 × 749.71
    const answer = premium(premium110)
    expect([units(answer).slice(0, 2), range(answer, 'compute.units')]).toEqual([[16, 'PU'], { low: '11995.36', high: '16493.62' }])
    expect(mayExceed(answer)).toEqual([['warning', '16 PU', '22 PU', 'azure-event-hubs:facts/tiers/premium']])
    expect(findings(answer, 'UNITS_MAY_EXCEED')[0]!.message).toBe('Where a PU carries the least that the documentation gives, 22 PU are needed (ingress decides) and 16 can be had: the high end of the range is what they would cost. The Dedicated tier takes more.')
    // 1,200 MB/s: / 150 = 8; / 100 = 12
    expect(mayExceed(dedicated({ ...steady(1200), topics: 2 }))).toEqual([['warning', '10 CU', '12 CU', 'azure-event-hubs:facts/tiers/dedicated']])
  })

  test('are no high end of the price where units are given', () => {
    const answer = premium(premium110, { units: 16 })
    expect([cost(answer, 'compute.units'), range(answer, 'compute.units')]).toEqual(['11995.36', undefined])
    expect(findings(answer, 'UNITS_MAY_EXCEED')[0]!.message).toContain('16 can be had. The Dedicated tier takes more.')
  })

  test('are not mentioned where they can be had, where even more is missing, or where a unit carries one figure', () => {
    // 80 / 5 = 16; 121 / 7.5 → 17, a blocker of its own
    expect([premium({ ...steady(80), topics: 20 }), premium({ ...steady(121), topics: 20 }), standard(steady(41))].map(mayExceed)).toEqual([[], [], []])
  })
})

describe('capacity units', () => {
  test('are bought by the middle of 100 to 200 MB/s', () => {
    // 300 MB/s in one zone: / 150 → 2, / 200 → 2, / 100 → 3
    const answer = dedicated({ ...steady(300), availabilityZones: 1 })
    expect([units(answer), range(answer, 'compute.units')]).toEqual([[2, 'CU', 'ingress'], { low: '9999.54', high: '14999.31' }])
  })

  test('are 10 at most', () => {
    expect(findings(dedicated({ ...steady(1501), topics: 2 }), 'UNITS_EXCEEDED').map(({ actual }) => actual)).toEqual(['11 CU'])
  })
})

describe('units that are given', () => {
  test.each([
    { tier: 'Standard', most: () => standard(idle, { units: 40 }), ask: () => standard(idle, { units: 41 }), accepted: '1 to 40 TU' },
    { tier: 'Premium', most: () => premium(idle, { units: 16 }), ask: () => premium(idle, { units: 3 }), accepted: '1, 2, 4, 8, 16 PU' },
    { tier: 'Dedicated', most: () => dedicated(idle, { units: 10 }), ask: () => dedicated(idle, { units: 11 }), accepted: '1 to 10 CU' }
  ])('are refused on $tier where they are not sold', ({ tier, most, ask, accepted }) => {
    const error = refusal(ask)
    expect([error.code, error.message.includes(accepted), error.data['field']]).toEqual(['UNKNOWN_FIELD_VALUE', true, `options.azure-event-hubs-${tier.toLowerCase()}.units`])
    expect(most().status).toBe('priced')
  })
})

describe('what is around the units', () => {
  test('is a namespace of one unit for each that is not production', () => {
    // 2 × 730 × 0.03; 1 × 730 × 6.849, though production has three
    expect(cost(standard(idle, { nonProductionClusters: 2 }), 'compute.non-production')).toBe('43.8')
    expect(cost(dedicated(idle, { nonProductionClusters: 1 }), 'compute.non-production')).toBe('4999.77')
  })

  test('is traffic between zones that costs nothing', () => {
    // 2,628,000 MB = 2,447.51 GiB × 2/3 and × 2
    const answer = standard(steady(1))
    expect([line(answer, 'network.inter-zone.produce').cost, Number(line(answer, 'network.inter-zone.produce').pricingQuantity).toFixed(2), Number(line(answer, 'network.inter-zone.replicate').pricingQuantity).toFixed(2)]).toEqual(['0', '1631.68', '4895.03'])
  })

  test('is traffic out of the region at the prices of Azure', () => {
    // 10,000,000 × 107,374.1824 bytes = 1,000 GiB read: 10 % × 0.02, 20 % × 0.087
    const answer = standard({ ...messages(10_000_000, 107_374.1824), crossRegionPercent: 10, internetEgressPercent: 20 })
    expect([costs(answer), assumption(answer, 'crossRegionTo')]).toMatchObject([{ 'network.cross-region': '2', 'network.internet-egress': '17.4' }, 'unspecified'])
  })

  test('is three zones at most', () => {
    expect(codes(standard({ ...idle, availabilityZones: 4 }))).toContain('info ZONES_CLAMPED')
  })

  test('is copies that Event Hubs manages', () => {
    expect([assumption(standard({ ...idle, replicationFactor: 5 }), 'replicationFactor'), costs(standard({ ...steady(1), replicationFactor: 5 }))]).toEqual(['managed', costs(standard(steady(1)))])
  })

  test('is work like that on a serverless Kafka, on Dedicated like that on a cluster of one tenant', () => {
    const planning = ({ operations }: Estimate): unknown => [operations!.model, operations!.activities!.find(one => one.id === 'capacity_planning')!.hours]
    // (4 + 0.33 × 3^0.85) × 0.25 = 1.2099; × 0.45 = 2.1777
    expect([standard, premium, dedicated].map(tier => planning(tier(idle)))).toEqual([['msk_serverless', '1.21'], ['msk_serverless', '1.21'], ['confluent_cloud_dedicated', '2.18']])
    expect(assumption(standard(idle), 'equivalentBrokers')).toBe('3')
  })
})

describe('regions', () => {
  test('are the nearest of Azure of which prices are known', () => {
    // 730 × 1.438
    expect(infrastructure(premium({ ...idle, region: 'ap-south-1' }))).toBe('1049.74')
    expect(infrastructure(standard({ ...idle, region: 'us-west-1' }))).toBe('21.90')
  })

  test('can be named', () => {
    // 730 × 1.468
    expect(infrastructure(premium(idle, { region: 'uaenorth' }))).toBe('1071.64')
  })

  test.each([
    ['Brazil, where nothing is sourced', () => premium({ ...idle, region: 'sa-east-1' })],
    ['Ireland, whose continent has no price', () => standard({ ...idle, region: 'eu-west-1' })],
    ['India, where Standard is not sourced', () => standard({ ...idle, region: 'ap-south-1' })],
    ['India, whose transfers are not sourced', () => premium({ ...idle, region: 'ap-south-1', internetEgressPercent: 10 })],
    ['India, where extended retention is not sourced', () => premium({ ...steady(1), retentionDays: 30, region: 'ap-south-1' })]
  ])('without a price are an error and never another price: %s', (_where, ask) => {
    expect(refusal(ask).code).toBe('MISSING_PRICE')
  })
})

describe('a second workload on the same namespace', () => {
  const added = (workload: GivenWorkload, existing: GivenWorkload): Estimate => {
    const request = estimateRequestSchema.parse({ workload, existing, offerings: ['azure-event-hubs-standard'], pricing: { asOf: '2026-11-23' }, conventions: { recordOverheadBytes: 0 } })
    return estimate(request, catalog).estimates[0]!
  }

  test('adds no unit where the first has room, and only its events', () => {
    // 0.5 + 0.4 MB/s fit in one TU; 400 × 2,628,000 × 0.000000028 = 29.4336
    const answer = added(steady(0.4), steady(0.5))
    expect([cost(answer, 'compute.units'), cost(answer, 'requests.send')]).toEqual(['0', '29.4336'])
  })

  test('adds the unit that both together need', () => {
    // 0.5 + 0.6 MB/s need two
    expect(cost(added(steady(0.6), steady(0.5)), 'compute.units')).toBe('21.9')
  })

  test('finds a namespace with more event hubs than it holds', () => {
    expect(findings(added({ ...idle, topics: 6 }, { ...idle, topics: 5 }), 'TIER_LIMIT_EXCEEDED').map(({ actual }) => actual)).toEqual(['11 event hubs in a namespace'])
  })
})
