import { describe, expect, test } from 'vitest'
import { estimate } from '../../../src/estimates/estimate.ts'
import { estimateRequestSchema } from '../../../src/estimates/request.ts'
import type { Estimate } from '../../../src/estimates/response.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'
import { assumption, bill, catalog, codes, constraint, costs, findings, infrastructure, line, mebibytes, megabytes, quantities, response, sizing } from '../kafka/bill.ts'
import type { Around } from '../kafka/bill.ts'

type Plan = 'basic' | 'standard' | 'enterprise' | 'freight' | 'dedicated'
type Options = Readonly<Record<string, unknown>>

const confluent = (plan: Plan, workload: GivenWorkload, options: Options = {}, around: Around = {}): Estimate =>
  bill(workload, options, { ...around, offering: `confluent-cloud-${plan}` })

/** 2,566.40625 GB written and as many read a month, 84.375 GiB kept: 1.048576 MB/s, twice that at the peak. */
const day = { ...mebibytes(1), retentionDays: 1 }
/** So many MB/s at the peak and all the time, written and read by one group. */
const steady = (mean: number): GivenWorkload => ({ ...megabytes(mean), peakToAverageRatio: 1, retentionDays: 1 })
const pni = { networking: 'private-network-interface' }

const expectedAndRange = (answer: Estimate): readonly string[] => {
  const { low, expected, high } = answer.totals!.infrastructure
  return [low, expected, high]
}
const units = (answer: Estimate): string => `${sizing(answer).brokers} × ${sizing(answer).brokerType} by ${sizing(answer).bindingConstraint}`
const range = (answer: Estimate, id: Parameters<typeof line>[1]): unknown => line(answer, id).range
const blockers = (answer: Estimate): readonly string[] => answer.findings!.filter(one => one.severity === 'blocker').map(({ code }) => code)

describe('1 MiB/s kept for a day, read by one group', () => {
  test('costs 276.89 on Basic, whose first eCKU is free', () => {
    // 84.375 × 3 copies × 0.08 = 20.25; 2,566.40625 × 0.05 = 128.3203125 in and out
    const answer = confluent('basic', day)
    expect(costs(answer)).toEqual({ 'compute.units': '0', 'storage.brokers': '20.25', 'data.in': '128.3203125', 'data.out': '128.3203125' })
    expect([infrastructure(answer), answer.feasible, codes(answer), answer.status]).toEqual(['276.89', true, ['info BASE_REGION_PRICE'], 'priced'])
    expect(line(answer, 'compute.units').formula).toBe('max(0, 1 - 1 free) eCKU × 730 hours')
  })

  test('costs 824.39 on Standard, and 747.40 at the last tier of its throughput', () => {
    // 730 × 0.75 = 547.5; 547.5 + 20.25 + 2 × 128.3203125 = 824.390625; low 2 × 2,566.40625 × 0.035 = 179.6484375
    const answer = confluent('standard', day)
    expect(costs(answer)).toMatchObject({ 'compute.units': '547.5', 'storage.brokers': '20.25', 'data.in': '128.3203125' })
    expect(expectedAndRange(answer)).toEqual(['747.40', '824.39', '824.39'])
    expect(range(answer, 'data.out')).toEqual({ low: '89.82421875', high: '128.3203125' })
  })

  test('costs 1,736.89 on Enterprise through PrivateLink: an eCKU is 1,277.50 to 1,642.50', () => {
    // 730 × 2 = 1,460, × 1.75 and × 2.25; low + 20.25 + 2 × 2,566.40625 × 0.02 = 1,400.40625; high + 20.25 + 256.640625 = 1,919.390625
    const answer = confluent('enterprise', day)
    expect([costs(answer)['compute.units'], range(answer, 'compute.units')]).toEqual(['1460', { low: '1277.5', high: '1642.5' }])
    expect(expectedAndRange(answer)).toEqual(['1400.41', '1736.89', '1919.39'])
    expect(line(answer, 'data.in').source).toBe('confluent-cloud:base/enterprise.data-in.private-link')
  })

  test('costs 1,685.56 on Enterprise through a Private Network Interface', () => {
    // 1,460 + 20.25 + 2 × 2,566.40625 × 0.04 = 1,685.5625
    const answer = confluent('enterprise', day, pni)
    expect([infrastructure(answer), costs(answer)['data.out']]).toEqual(['1685.56', '102.65625'])
  })

  test('costs 3,441.52 on Freight, which has two eCKU at least and bills one copy', () => {
    // 2 × 730 × 2.25 = 3,285; 84.375 × 0.03 = 2.53125; 2,566.40625 × 0.03 = 76.9921875, at the last tier × 0.014 = 35.9296875
    const answer = confluent('freight', day)
    expect(costs(answer)).toEqual({ 'compute.units': '3285', 'storage.brokers': '2.53125', 'data.in': '76.9921875', 'data.out': '76.9921875' })
    expect(expectedAndRange(answer)).toEqual(['3359.39', '3441.52', '3441.52'])
    expect(units(answer)).toBe('2 × eCKU by minimum-units')
  })

  test('is sized on Dedicated and has no price', () => {
    const answer = confluent('dedicated', day)
    expect([answer.status, answer.lineItems ?? [], units(answer)]).toEqual(['unpriced', [], '1 × CKU by ingress'])
  })

  test('names the limit that is used most', () => {
    // 2.097152 of 5 MB/s; 2.097152 of 15; 3 of 30; 6 of 20; 1 of 5; 40 of 100 requests
    const answer = confluent('basic', day, { clientConnections: 6, connectionAttemptsPerSecond: 1, requestsPerSecond: 40 })
    expect(sizing(answer).constraints.map(one => [one.dimension, one.need, one.capacityPerBroker, one.utilisation])).toEqual([
      ['ingress', '2.097152', '5', '0.41943'],
      ['egress', '2.097152', '15', '0.13981'],
      ['partitions', '3', '30', '0.1'],
      ['connections', '6', '20', '0.3'],
      ['connection-attempts', '1', '5', '0.2'],
      ['requests', '40', '100', '0.4']
    ])
    expect([units(answer), constraint(answer, 'requests').source]).toEqual(['1 × eCKU by ingress', 'confluent-cloud:facts/basic/requestsPerSecond'])
  })

  test('is looked after like three brokers, and rests on third parties', () => {
    const answer = confluent('standard', day)
    expect([answer.operations!.model, assumption(answer, 'equivalentBrokers'), assumption(answer, 'serviceLevelPercent'), assumption(answer, 'unitRounding')]).toEqual(['confluent_cloud_shared', '3', '99.9', 'whole'])
    expect(response(day, {}, { offering: 'confluent-cloud-standard' }).sources!['confluent-cloud:base/standard.units']!.confidence).toBe('third-party')
    // (4 + 0.33 × 3^0.85) × 0.25 = 1.2099
    expect(answer.operations!.activities!.find(one => one.id === 'capacity_planning')!.hours).toBe('1.21')
  })

  test('is three copies however many are asked for', () => {
    const one = confluent('standard', { ...day, replicationFactor: 1 })
    expect([costs(one)['storage.brokers'], assumption(one, 'replicationFactor')]).toEqual(['20.25', '3'])
  })
})

describe('storage', () => {
  test('of 100 GiB is billed as 300 after replication, and as 100 on Freight', () => {
    // In a month of 720 hours 3,000 GiB are written as 3,072,000 messages of 1 MiB, and a thirtieth is kept: 300 × 0.08 and 100 × 0.03
    const hundred = { requestsPerMonth: 3_072_000, payloadBytes: 1_048_576, retentionDays: 1 }
    const month = { conventions: { hoursPerMonth: 720, recordOverheadBytes: 0 } }
    expect([quantities(confluent('standard', hundred, {}, month))['storage.brokers'], costs(confluent('standard', hundred, {}, month))['storage.brokers']]).toEqual(['300', '24'])
    expect(costs(confluent('freight', hundred, {}, month))['storage.brokers']).toBe('3')
  })

  test('of Basic ends at 5 TB before replication, and Standard takes more', () => {
    // 84.375 × 60 = 5,062.5 and × 61 = 5,146.875 of 5,120 GiB
    expect(codes(confluent('basic', { ...day, retentionDays: 60 }))).toEqual(['info BASE_REGION_PRICE'])
    // 84.375 × 60.681482 = 5,120.00004
    expect(findings(confluent('basic', { ...day, retentionDays: 60.681482 }), 'STORAGE_LIMIT_EXCEEDED').map(({ actual }) => actual)).toEqual(['5120.001 GiB'])
    const beyond = confluent('basic', { ...day, retentionDays: 61 })
    expect(findings(beyond, 'STORAGE_LIMIT_EXCEEDED')).toEqual([{
      code: 'STORAGE_LIMIT_EXCEEDED',
      severity: 'blocker',
      message: "A cluster of Confluent Cloud Basic keeps 5120 GiB before replication, which stands in older copies of the vendor's own page (official) and is not in newer ones. Confluent Cloud Standard takes it.",
      limit: '5120 GiB',
      actual: '5146.875 GiB',
      source: 'confluent-cloud:facts/basic/storageGibMaximum'
    }])
    // 84.375 × 61 × 3 copies × 0.08: the price is shown all the same
    expect([beyond.feasible, costs(beyond)['storage.brokers']]).toEqual([false, '1235.25'])
    expect(codes(confluent('standard', { ...day, retentionDays: 61 }))).toEqual(['info BASE_REGION_PRICE'])
  })
})

describe('eCKU', () => {
  const twenty = { ...megabytes(20), retentionDays: 1 }

  test('are those of the peak in every hour, and of the mean at the low end', () => {
    // 40 MB/s of 25 → 2; 20 → 1: 2 × 730 × 0.75, and half
    const answer = confluent('standard', twenty)
    expect([units(answer), costs(answer)['compute.units'], range(answer, 'compute.units')]).toEqual(['2 × eCKU by ingress', '1095', { low: '547.5', high: '1095' }])
  })

  test('of Basic are free for the first of them, also at the low end', () => {
    // 40 MB/s of 5 → 8, 7 × 730 × 0.14 = 715.4; 20 → 4, 3 × 730 × 0.14 = 306.6
    const answer = confluent('basic', twenty)
    expect([costs(answer)['compute.units'], range(answer, 'compute.units')]).toEqual(['715.4', { low: '306.6', high: '715.4' }])
  })

  test('of Enterprise range in number and in price', () => {
    // 80 MB/s of 60 → 2, 40 → 1: 730 × 1.75 = 1,277.5; 2 × 730 × 2 = 2,920; 2 × 730 × 2.25 = 3,285
    const answer = confluent('enterprise', { ...megabytes(40), retentionDays: 1 })
    expect([costs(answer)['compute.units'], range(answer, 'compute.units')]).toEqual(['2920', { low: '1277.5', high: '3285' }])
  })

  test('are two for 99.99 %', () => {
    expect([confluent('standard', day, { serviceLevelPercent: 99.99 }), confluent('enterprise', day, { serviceLevelPercent: 99.95 })].map(answer => [costs(answer)['compute.units'], units(answer)])).toEqual([['1095', '2 × eCKU by minimum-units'], ['2920', '2 × eCKU by minimum-units']])
    expect(units(confluent('dedicated', day, { serviceLevelPercent: 99.99 }))).toBe('2 × CKU by minimum-units')
  })

  test.each([
    { what: 'connections', options: { clientConnections: 21 }, dimension: 'connections' },
    { what: 'connection attempts', options: { connectionAttemptsPerSecond: 6 }, dimension: 'connection-attempts' },
    { what: 'requests', options: { requestsPerSecond: 101 }, dimension: 'requests' }
  ])('are decided by $what as well', ({ options, dimension }) => {
    // 21 of 20, 6 of 5, 101 of 100: two eCKU, of which one is paid for: 730 × 0.14
    const answer = confluent('basic', day, options)
    expect([units(answer), costs(answer)['compute.units']]).toEqual([`2 × eCKU by ${dimension}`, '102.2'])
    expect(range(answer, 'compute.units')).toBeUndefined()
  })

  test('are counted by connections only where somebody gave them, never by derived ones', () => {
    // 500 topics × 3 partitions = 1,500 / 30 → 50 eCKU; (500 receivers + 500 producers) × 3 zones = 3,000 / 20 → 150 of 50; 50 × 20 = 1,000
    const many = { ...day, topics: 500 }
    const derived = confluent('basic', many)
    expect([units(derived), blockers(derived), costs(derived)['compute.units']]).toEqual(['50 × eCKU by partitions', [], '5007.8'])
    expect(sizing(derived).constraints.map(({ dimension }) => dimension)).toEqual(['ingress', 'egress', 'partitions'])
    expect(findings(derived, 'DERIVED_LOAD_ABOVE_LIMIT')).toEqual([{ code: 'DERIVED_LOAD_ABOVE_LIMIT', severity: 'warning', message: 'About 3000 connections were derived, not given: at 20 a unit they would ask for 150 eCKU, and the count of 50 leaves them out. The option clientConnections has them counted as given.', limit: '1000 connections', actual: '3000 connections', source: 'confluent-cloud:facts/basic/clientConnections' }])
    const given = confluent('basic', many, { clientConnections: 3000 })
    expect([units(given), blockers(given), findings(given, 'DERIVED_LOAD_ABOVE_LIMIT')]).toEqual(['150 × eCKU by connections', ['UNITS_EXCEEDED'], []])
  })

  test('are not counted by derived requests either, at the peak and at the mean', () => {
    // 20,000 messages of 50 bytes a second are 1 MB/s, 2 of 5 at the peak; 200 × (1 + 1) requests, × 2 at the peak = 800 of 100 → 8
    const answer = confluent('basic', { ...megabytes(1), payloadBytes: 50, requestsPerMonth: 52_560_000_000, retentionDays: 1 })
    expect([units(answer), range(answer, 'compute.units')]).toEqual(['1 × eCKU by ingress', undefined])
    expect(findings(answer, 'DERIVED_LOAD_ABOVE_LIMIT').map(({ actual, limit }) => [actual, limit])).toEqual([['800 requests/s', '100 requests/s']])
  })

  test('are decided by partitions before replication', () => {
    // 251 of 250, 753 with their copies
    const answer = confluent('standard', { ...day, partitions: 251 })
    expect([units(answer), sizing(answer).partitionReplicas]).toEqual(['2 × eCKU by partitions', 753])
  })

  test('are paid for 14 hours more in a month of 744', () => {
    expect(costs(confluent('standard', day, {}, { conventions: { hoursPerMonth: 744, recordOverheadBytes: 0 } }))['compute.units']).toBe('558')
  })

  test('of clusters that are not production are the fewest of the plan', () => {
    // 2 × 1 × 730 × 0.75; nothing on Basic; 2 × 2 × 730 × 2.25
    const cost = (plan: Plan): string | undefined => costs(confluent(plan, day, { nonProductionClusters: 2 }))['compute.non-production']
    expect([cost('standard'), cost('basic'), cost('freight')]).toEqual(['1095', '0', '6570'])
  })
})

describe('a workload that is too much for a plan', () => {
  const beyond = (answer: Estimate): readonly unknown[] => findings(answer, 'UNITS_EXCEEDED').map(({ severity, message, source }) => [severity, message, source])

  test('keeps its price, and is told the next plan that takes it', () => {
    // 251 / 25 → 11 × 730 × 0.75
    const answer = confluent('standard', steady(251))
    expect(beyond(answer)).toEqual([['blocker', '11 eCKU are needed (ingress decides) and 10 can be had. Confluent Cloud Enterprise takes it.', 'confluent-cloud:facts/standard/ingressMegabytesPerSecond']])
    expect([answer.feasible, answer.status, costs(answer)['compute.units']]).toEqual([false, 'priced', '6022.5'])
    expect(blockers(confluent('standard', steady(250)))).toEqual([])
  })

  test('of Basic is told Standard only where Standard takes it', () => {
    // 1,501 / 30 → 51, Standard 1,501 / 250 → 7; 2,501 / 250 → 11, Enterprise 1
    const small = confluent('basic', { ...day, partitions: 1501 })
    expect(beyond(small)).toEqual([['blocker', '51 eCKU are needed (partitions decides) and 50 can be had. Confluent Cloud Standard takes it.', 'confluent-cloud:facts/basic/partitions']])
    expect(findings(small, 'CLUSTER_PARTITIONS_EXCEEDED').map(({ message, limit, actual }) => [message, limit, actual])).toEqual([['A cluster of Confluent Cloud Basic holds 1500 partitions before replication; there are 1501. Confluent Cloud Standard takes it.', '1500 partitions', '1501 partitions']])
    expect(beyond(confluent('basic', { ...day, partitions: 2501 }))).toEqual([['blocker', '84 eCKU are needed (partitions decides) and 50 can be had. Confluent Cloud Enterprise takes it.', 'confluent-cloud:facts/basic/partitions']])
    expect(blockers(confluent('basic', { ...day, partitions: 1500 }))).toEqual([])
  })

  test('of Enterprise behind PrivateLink has ten eCKU, and 32 by a Private Network Interface', () => {
    // 601 / 60 → 11
    expect(beyond(confluent('enterprise', steady(601)))).toEqual([['blocker', '11 eCKU are needed (ingress decides) and 10 can be had. With networking private-network-interface one cluster takes it.', 'confluent-cloud:facts/enterprise/ingressMegabytesPerSecond']])
    expect(blockers(confluent('enterprise', steady(601), pni))).toEqual([])
    // 1,921 / 60 → 33
    expect(beyond(confluent('enterprise', steady(1921), pni))).toEqual([['blocker', '33 eCKU are needed (ingress decides) and 32 can be had. Confluent Cloud Freight takes it.', 'confluent-cloud:facts/enterprise/ingressMegabytesPerSecond']])
    expect(beyond(confluent('enterprise', steady(1921))).length).toBe(1)
  })

  test('of Freight has too many partitions before too few eCKU', () => {
    // 50,001 / 3,000 → 17 of 152
    const answer = confluent('freight', { ...day, partitions: 50_001 })
    expect(findings(answer, 'CLUSTER_PARTITIONS_EXCEEDED').map(({ severity, message }) => [severity, message])).toEqual([['blocker', 'A cluster of Confluent Cloud Freight holds 50000 partitions before replication; there are 50001. Confluent Cloud Dedicated takes it.']])
    expect([units(answer), beyond(answer)]).toEqual(['17 × eCKU by partitions', []])
  })

  test('of Dedicated has to be split', () => {
    expect(findings(confluent('dedicated', { ...day, partitions: 100_001 }), 'CLUSTER_PARTITIONS_EXCEEDED')[0]!.message).toContain('No plan takes it on one cluster: split it over several.')
    // 9,121 / 60 → 153 of 152
    expect(beyond(confluent('dedicated', steady(9121)))).toEqual([['blocker', '153 CKU are needed (ingress decides) and 152 can be had. No plan takes it on one cluster: split it over several.', 'confluent-cloud:facts/dedicated/ingressMegabytesPerSecond']])
  })

  test('by the size of its messages is told so: 8 MB, and 20 on the larger plans', () => {
    const large = (plan: Plan, payloadBytes: number): readonly string[] => blockers(confluent(plan, { requestsPerMonth: 100, payloadBytes, retentionDays: 1 }))
    expect([large('basic', 8_000_000), large('standard', 8_000_001), large('enterprise', 8_000_001), large('freight', 20_000_001), large('dedicated', 20_000_000)]).toEqual([[], ['MESSAGE_TOO_LARGE'], [], ['MESSAGE_TOO_LARGE'], []])
  })

  test('by the uptime it asks for is told what the plan promises', () => {
    expect(findings(confluent('basic', day, { serviceLevelPercent: 99.9 }), 'SERVICE_LEVEL_UNSUPPORTED')).toEqual([{ code: 'SERVICE_LEVEL_UNSUPPORTED', severity: 'blocker', message: 'Confluent Cloud Basic promises 99.5 % at most; 99.9 % were asked for.', limit: '99.5 %', actual: '99.9 %', source: 'confluent-cloud:facts/basic/minimumUnits' }])
    const freight = confluent('freight', day, { serviceLevelPercent: 99.99 })
    expect([blockers(freight), assumption(freight, 'serviceLevelPercent')]).toEqual([[], undefined])
  })
})

describe('a workload beside one that runs already', () => {
  const beside = (plan: Plan): Estimate => estimate(estimateRequestSchema.parse({
    workload: { ...megabytes(10), retentionDays: 1 },
    existing: { ...megabytes(20), retentionDays: 1 },
    offerings: [`confluent-cloud-${plan}`],
    pricing: { asOf: '2026-11-23' },
    conventions: { recordOverheadBytes: 0 }
  }), catalog).estimates[0]!

  test('adds the eCKU that both together need above those of the first', () => {
    // 60 MB/s of 25 → 3 above 40 → 2; at the mean 30 → 2 above 20 → 1: 730 × 0.75 either way
    expect([costs(beside('standard'))['compute.units'], range(beside('standard'), 'compute.units')]).toEqual(['547.5', undefined])
    // 60 MB/s of 5 → 12 above 8; at the mean 6 above 4: 4 and 2 × 730 × 0.14; the free one is the first's
    expect([costs(beside('basic'))['compute.units'], range(beside('basic'), 'compute.units')]).toEqual(['408.8', { low: '204.4', high: '408.8' }])
  })

  test('adds nothing to the minimum that was there', () => {
    // 60 MB/s of 60 → 1, below the 2 of Freight
    expect(costs(beside('freight'))['compute.units']).toBe('0')
  })
})

describe('Freight', () => {
  test('says what it lacks', () => {
    const answer = confluent('freight', day)
    expect(codes(answer).filter(code => code !== 'info BASE_REGION_PRICE')).toEqual(['info HIGH_LATENCY', 'info TRANSACTIONS_UNSUPPORTED'])
    expect(findings(answer, 'HIGH_LATENCY')[0]!.message).toBe('Records take up to about 2 seconds from producer to consumer.')
  })
})

describe('an idle cluster', () => {
  test('costs its minimum', () => {
    const idle = { requestsPerMonth: 0, payloadBytes: 1, retentionDays: 1 }
    expect([infrastructure(confluent('basic', idle)), infrastructure(confluent('standard', idle)), infrastructure(confluent('freight', idle))]).toEqual(['0.00', '547.50', '3285.00'])
  })
})
