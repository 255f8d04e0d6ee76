import { describe, expect, test } from 'vitest'
import { assumption, bill, cluster, codes, constraint, costs, findings, infrastructure, line, mebibytes, quantities, refusal, sizing, worked } from '../kafka/bill.ts'
import { readFormula } from '../../estimates/read-formula.ts'
import type { Around } from '../kafka/bill.ts'
import type { Estimate } from '../../../src/estimates/response.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'

const warpstream = (workload: GivenWorkload, options = {}, around: Around = {}): Estimate => bill(workload, options, { ...around, offering: 'warpstream' })

describe('5 MiB/s, 10 at the peak, two groups in their own zone, kept for a day', () => {
  const answer = warpstream(worked)

  test('costs 1,039.13: fees of WarpStream, three agents, and a bucket', () => {
    // 168.63 + 503.7 + 128.3203125 + 4.21875 + 174.105 + 50.4576 + 9.703125 = 1,039.1347875
    expect([infrastructure(answer), cluster(answer), answer.feasible]).toEqual(['1039.13', '3 × m6g.large', true])
    // 2,190 × 0.077; 2,920 × 0.1725; 12,832.03125 × 0.01; 421.875 × 0.01; 34,821,000 × 0.000005; 126,144,000 × 0.0000004; 421.875 × 0.023
    expect(costs(answer)).toEqual({
      'compute.brokers': '168.63',
      'compute.cluster': '503.7',
      'data.in': '128.3203125',
      'storage.brokers': '4.21875',
      'requests.object-put': '174.105',
      'requests.object-get': '50.4576',
      'storage.objects': '9.703125',
      'network.inter-zone.produce': '0',
      'network.inter-zone.consume': '0',
      'network.inter-zone.replicate': '0'
    })
  })

  test('writes a file every 250 ms on every agent, and everything once more for compaction', () => {
    // 3 × 2,628,000 s × 4 = 31,536,000 files; 12,832.03125 GiB of 4 MiB are 3,285,000; read in three zones and once by compaction
    expect(quantities(answer)).toMatchObject({ 'requests.object-put': '34821000', 'requests.object-get': '126144000' })
  })

  test('is sized by processors and by network, at half of both', () => {
    // two vCPU write 20 MiB/s; sent are the file, its compaction and two groups: 10 × 4 of 89.4
    expect(sizing(answer).constraints.map(one => [one.dimension, one.need, one.capacityPerBroker, one.requiredBrokers])).toEqual([['ingress', '10', '20', 1], ['egress', '40', '89.4', 1]])
    expect([sizing(answer).bindingConstraint, assumption(answer, 'utilisation'), assumption(answer, 'plan'), assumption(answer, 'replicationFactor')]).toEqual(['minimum-brokers', '0.5', 'fundamentals', 'managed'])
    expect(answer.operations!.model).toBe('byoc_kafka')
  })

  test('pays its machines and its bucket where the workload runs, and its fees anywhere the same', () => {
    // m6g.large in Ireland 0.086 × 2,190
    const ireland = costs(warpstream({ ...worked, region: 'eu-west-1' }))
    expect([ireland['compute.brokers'], ireland['compute.cluster'], ireland['data.in']]).toEqual(['188.34', '503.7', '128.3203125'])
  })
})

describe('the fee of a plan', () => {
  test.each([
    // 2,920 quarter-hours × 0.0345, 0.1725, 0.52083
    ['dev', '100.74'],
    ['fundamentals', '503.7'],
    ['pro', '1520.8236']
  ] as const)('%s is %s in a month of 730 hours', (plan, fee) => {
    const answer = warpstream(worked, { plan })
    expect(line(answer, 'compute.cluster')).toMatchObject({ cost: fee, consumedQuantity: '1', consumedUnit: 'Clusters', pricingQuantity: '2920', pricingUnit: 'Quarter-Hours' })
  })

  test.each([
    { partitions: 16_384, plan: 'fundamentals', blocked: [] },
    { partitions: 16_385, plan: 'pro', blocked: [] },
    { partitions: 50_000, plan: 'pro', blocked: [] },
    { partitions: 50_001, plan: 'pro', blocked: ['50000 partitions'] }
  ])('is that of the smallest plan with an SLA for $partitions partitions: $plan', ({ partitions, plan, blocked }) => {
    const answer = warpstream({ ...worked, partitions })
    expect([assumption(answer, 'plan'), findings(answer, 'CLUSTER_PARTITIONS_EXCEEDED').map(({ limit }) => limit), answer.status]).toEqual([plan, blocked, 'priced'])
  })

  test('of Dev buys no SLA and 4,096 partitions', () => {
    expect(codes(warpstream(worked, { plan: 'dev' }))).toContain('warning NO_SLA')
    expect(findings(warpstream({ ...worked, partitions: 4097 }, { plan: 'dev' }), 'CLUSTER_PARTITIONS_EXCEEDED').map(({ severity, actual }) => [severity, actual])).toEqual([['blocker', '4097 partitions']])
    expect(assumption(warpstream(worked, { plan: 'dev' }), 'plan')).toBeUndefined()
  })
})

describe('60 TiB a month, kept for all of it', () => {
  // 61,440 GiB × 2^20 messages of 1 KiB a GiB, in a month of 720 hours, which is 30 days
  const sixty = { requestsPerMonth: 64_424_509_440, payloadBytes: 1024, retentionDays: 30, followerFetching: true }
  const around = { conventions: { hoursPerMonth: 720, recordOverheadBytes: 0 } }
  const answer = warpstream(sixty, {}, around)

  test('pay two tiers of what is written and of what is stored', () => {
    // 51,200 × 0.01 + 10,240 × 0.0075; 51,200 × 0.01 + 10,240 × 0.0085; 2,880 × 0.1725
    expect(costs(answer)).toMatchObject({ 'data.in': '588.8', 'storage.brokers': '599.04', 'compute.cluster': '496.8' })
    expect(quantities(answer)).toMatchObject({ 'data.in': '61440', 'storage.brokers': '61440' })
  })

  test('pay the same fees when compressed to a quarter, and a quarter of the bucket', () => {
    // 15,360 GB × 0.023
    const compressed = warpstream({ ...sixty, compressionRatio: 4 }, {}, around)
    expect(costs(compressed)).toMatchObject({ 'data.in': '588.8', 'storage.brokers': '599.04', 'storage.objects': '353.28' })
  })
})

describe('the requests of the bucket', () => {
  test('for 140 MiB/s and three groups cost 35.08 a day, where the vendor publishes less than 40', () => {
    // 91,980,000 files of 4 MiB, written twice × 0.000005 = 919.8; read four times × 0.0000004 = 147.168; 1,066.968 a month × 24 / 730
    const answer = warpstream({ ...mebibytes(140), peakToAverageRatio: 1, retentionDays: 1, consumerGroups: 3 }, { brokerType: 'm6g.4xlarge', brokers: 6 })
    expect([costs(answer)['requests.object-put'], costs(answer)['requests.object-get']]).toEqual(['919.8', '147.168'])
  })

  test('are no more than the messages', () => {
    // 1,000 files and 1,024,000 / 4,194,304 of one
    const answer = warpstream({ requestsPerMonth: 1000, payloadBytes: 1024, retentionDays: 1 })
    expect(quantities(answer)).toMatchObject({ 'requests.object-put': '1000.244140625', 'requests.object-get': '4000' })
  })

  test('are read by compaction alone where nobody reads', () => {
    expect(quantities(warpstream({ ...worked, consumerGroups: 0 }))['requests.object-get']).toBe('31536000')
  })
})

describe('traffic between zones', () => {
  const { followerFetching, ...anywhere } = worked

  test('is paid at both sides by clients that reach any agent, and by no agent', () => {
    // 12,832.03125 × 2/3 × 2 × 0.01, twice as much for two groups
    expect(costs(warpstream(anywhere))).toMatchObject({ 'network.inter-zone.produce': '171.09375', 'network.inter-zone.consume': '342.1875', 'network.inter-zone.replicate': '0' })
  })

  test('is avoided by clients that name their zone, and not by fetching from followers that are not there', () => {
    const none = { 'network.inter-zone.produce': '0', 'network.inter-zone.consume': '0' }
    expect(costs(warpstream(anywhere, { zoneAlignedClients: true }))).toMatchObject(none)
    expect(costs(warpstream(worked, { zoneAlignedClients: false }))).toMatchObject({ 'network.inter-zone.produce': '171.09375', 'network.inter-zone.consume': '342.1875' })
  })

  test('leaves the region as any traffic of AWS does', () => {
    // 12,832.03125 read: 10 % × 0.02, 20 % × 0.09
    const answer = warpstream({ ...mebibytes(5), retentionDays: 1, crossRegionPercent: 10, internetEgressPercent: 20 })
    expect(costs(answer)).toMatchObject({ 'network.cross-region': '25.6640625', 'network.internet-egress': '230.9765625' })
    expect(assumption(answer, 'crossRegionTo')).toBe('unspecified')
  })
})

describe('agents', () => {
  test('that were given too few are priced as given, with a blocker beyond what they carry', () => {
    const answer = warpstream({ ...mebibytes(100), retentionDays: 1, followerFetching: true }, { brokerType: 'm6g.large', brokers: 3 })
    // 200 of 3 × 20 MiB/s written
    expect(findings(answer, 'UNDERSIZED').map(({ severity }) => severity)).toEqual(['blocker'])
    expect([cluster(answer), constraint(answer, 'ingress').utilisation, costs(answer)['compute.brokers']]).toEqual(['3 × m6g.large', '3.333333', '168.63'])
  })

  test('are planned at the utilisation that was asked for', () => {
    // 30 MiB/s of 20 × 0.5 on each: three; the network 30 × 3 of 89.4 × 0.5: 2.01; at 0.25 six, and 4.03
    const thirty = { ...mebibytes(30), peakToAverageRatio: 1, retentionDays: 1 }
    expect(cluster(warpstream(thirty, { brokerType: 'm6g.large' }))).toBe('3 × m6g.large')
    const quarter = warpstream(thirty, { brokerType: 'm6g.large', utilisation: 0.25 })
    expect([cluster(quarter), sizing(quarter).bindingConstraint, assumption(quarter, 'utilisation')]).toEqual(['6 × m6g.large', 'ingress', undefined])
  })

  test('of a small machine are not chosen unless they are named', () => {
    expect(cluster(warpstream(worked, { brokerType: 't4g.large' }))).toBe('3 × t4g.large')
  })

  test('in their hundreds are refused', () => {
    // 100,000 MiB/s of 200 × 480 × 0.5
    expect(refusal(() => warpstream({ ...mebibytes(100_000), peakToAverageRatio: 1, retentionDays: 1 })).code).toBe('OUT_OF_MODEL_RANGE')
  })
})

describe('a schema registry', () => {
  test('costs 1,013.88 for its quarters of an hour, and the people who govern schemas, when it is asked for', () => {
    // 730 × 4 = 2,920 × 0.34722 = 1,013.8824; 1,039.1347875 + 1,013.8824 = 2,053.0171875
    const answer = warpstream(worked, { schemaRegistry: true })
    const fee = line(answer, 'compute.schema-registry')
    expect(fee).toMatchObject({ cost: '1013.8824', consumedQuantity: '1', consumedUnit: 'Registries', pricingQuantity: '2920', pricingUnit: 'Quarter-Hours', source: 'warpstream:base/schema-registry' })
    expect([infrastructure(answer), readFormula(fee.formula).toString()]).toEqual(['2053.02', '2920'])
    const governance = (of: Estimate): string => of.operations!.activities!.find(({ id }) => id === 'schema_governance')!.hours
    // (3 h a cluster + 0.01^0.85 = 0.01995 of 1 h for a hundred topics) × 0.5
    expect([governance(answer), governance(warpstream(worked))]).toEqual(['1.51', '0'])
  })

  test('that runs already is no second one', () => {
    expect(costs(warpstream(worked, { schemaRegistry: true }, { existing: worked }))['compute.schema-registry']).toBe('0')
  })
})

test('two clusters for tests cost two times the fee of Dev', () => {
  // 2 × 4 × 730 × 0.0345
  const answer = warpstream(worked, { nonProductionClusters: 2 })
  expect([costs(answer)['compute.non-production'], readFormula(line(answer, 'compute.non-production').formula).toString()]).toEqual(['201.48', '5840'])
})
