import { describe, expect, test } from 'vitest'
import { assumption, cluster, codes, constraint, costs, express, findings, ids, infrastructure, line, mebibytes, megabytes, quantities, refusal, sizing, worked } from '../kafka/bill.ts'

/** So many MB/s at the peak and all the time. */
const steady = (peak: number): { requestsPerMonth: number, payloadBytes: number, peakToAverageRatio: number, retentionDays: number } => ({ ...megabytes(peak), peakToAverageRatio: 1, retentionDays: 1 })

describe('5 MiB/s, 10 at the peak, two groups fetching from their own zone, kept for a day', () => {
  const answer = express(worked)

  test('costs 1,235.12 on three large brokers, and up to 84.38 more', () => {
    // 893.52 + 42.1875 + 128.3203125 + 171.09375 = 1,235.1215625; the high end + 2 × 42.1875 = 1,319.4965625
    expect(cluster(answer)).toBe('3 × express.m7g.large')
    expect(answer.totals!.infrastructure).toEqual({ low: '1235.12', expected: '1235.12', high: '1319.50' })
    expect([answer.feasible, answer.findings]).toEqual([true, []])
  })

  test('pays for brokers, one copy of the data, what is written, and producers in other zones', () => {
    // 3 × 730 × 0.408; 5 × 86,400 / 1,024 = 421.875 × 0.1; 12,832.03125 × 0.01; 12,832.03125 × 2/3 × 2 × 0.01
    expect(costs(answer)).toEqual({ 'compute.brokers': '893.52', 'storage.brokers': '42.1875', 'data.in': '128.3203125', 'network.inter-zone.produce': '171.09375', 'network.inter-zone.consume': '0', 'network.inter-zone.replicate': '0' })
    // the copies move for nothing: 12,832.03125 × 2
    expect(quantities(answer)['network.inter-zone.replicate']).toBe('25664.0625')
  })

  test('stores one copy with three as the high end', () => {
    const { pricingQuantity, pricingUnit, range } = line(answer, 'storage.brokers')
    expect([pricingQuantity, pricingUnit, range]).toEqual(['421.875', 'GB-Months', { low: '42.1875', high: '126.5625' }])
    expect(line(answer, 'data.in').range).toBeUndefined()
    expect(assumption(answer, 'storedCopies')).toBe('1')
    expect([sizing(answer).storageGib, sizing(answer).storageGibPerBroker]).toEqual(['421.875', null])
  })

  test('holds 10.48576 MB/s against the sustained table at 75 %', () => {
    // 10.48576 / (15.6 × 0.75) = 0.896; out twice that of 31.2 × 0.75
    expect(sizing(answer).constraints.map(one => [one.dimension, one.need, one.capacityPerBroker, one.allowedUtilisation, one.requiredBrokers])).toEqual([
      ['ingress', '10.48576', '15.6', '0.75', 1],
      ['egress', '20.97152', '31.2', '0.75', 1],
      ['partitions', '300', '1000', '1', 1]
    ])
    // 10.48576 / 46.8
    expect(constraint(answer, 'ingress').utilisation).toBe('0.224055')
    expect([sizing(answer).bindingConstraint, sizing(answer).sizingPolicy, sizing(answer).brokersByPolicy]).toEqual(['minimum-brokers', null, null])
    expect([assumption(answer, 'utilisation'), assumption(answer, 'replicationFactor')]).toEqual(['0.75', undefined])
  })

  test('costs 1,355.10 in Ireland, at its prices', () => {
    // 3 × 730 × 0.455 = 996.45; 421.875 × 0.11 = 46.40625; 12,832.03125 × 0.011 = 141.15234375; 171.09375
    const ireland = express({ ...worked, region: 'eu-west-1' })
    expect(costs(ireland)).toMatchObject({ 'compute.brokers': '996.45', 'storage.brokers': '46.40625', 'data.in': '141.15234375' })
    expect(infrastructure(ireland)).toBe('1355.10')
  })

  test('is looked after as Express', () => {
    expect(answer.operations!.model).toBe('msk_provisioned_express')
  })
})

describe('what decides the number of brokers', () => {
  test('is ingress: 100 MB/s take 9 large brokers', () => {
    // 100 / 11.7 = 8.55 → 9 × 0.408 = 3.672 an hour; xlarge 100 / 23.4 → 5 → 6 × 0.816; 2xlarge 100 / 46.875 → 3 × 1.632
    const answer = express(steady(100))
    expect([cluster(answer), sizing(answer).bindingConstraint, costs(answer)['compute.brokers']]).toEqual(['9 × express.m7g.large', 'ingress', '2680.56'])
  })

  test('is egress: four groups take 18 large brokers or, for the same money, 9 of twice the size', () => {
    // 400 / 23.4 = 17.09 → 18 × 0.408 = 7.344; xlarge 400 / (62.5 × 0.75) = 8.53 → 9 × 0.816 = 7.344; ties go to fewer
    const answer = express({ ...steady(100), consumerGroups: 4 })
    expect([cluster(answer), sizing(answer).bindingConstraint, constraint(answer, 'egress').requiredBrokers]).toEqual(['9 × express.m7g.xlarge', 'egress', 9])
    expect(sizing(answer).alternatives[0]).toMatchObject({ brokerType: 'express.m7g.large', brokers: 18, whyNot: 'the same cost: fewer brokers, the newer family or the name decides' })
  })

  test('is partitions, counted with their three copies', () => {
    // 3,000 × 3 = 9,000 / 1,000
    const answer = express({ ...steady(1), partitions: 3000 })
    expect([cluster(answer), sizing(answer).bindingConstraint, sizing(answer).partitionReplicas]).toEqual(['9 × express.m7g.large', 'partitions', 9000])
  })

  test('is what the survivors of a lost zone take in before MSK throttles, at full utilisation', () => {
    // 2xlarge: the table's 62.5 MB/s would do, 187.45 / 62.5 = 2.9992; survivors 93.7 × 2/3 = 62.467: 187.45 / 62.467 = 3.0008 → 4 → 6
    const options = { brokerType: 'm7g.2xlarge', utilisation: 1 }
    const answer = express(steady(187.45), options)
    expect([cluster(answer), constraint(answer, 'ingress').requiredBrokers]).toEqual(['6 × express.m7g.2xlarge', 4])
    // 93.7 / 62.5 × 2/3 = 0.999467; out 234.2 / 125 × 2/3 = 1.249 is more than 1
    expect([constraint(answer, 'ingress').allowedUtilisation, constraint(answer, 'egress').allowedUtilisation]).toEqual(['0.999467', '1'])
    expect(cluster(express(steady(187.4), options))).toBe('3 × express.m7g.2xlarge')
    expect(assumption(answer, 'utilisation')).toBeUndefined()
  })

  test('can be more than a cluster may have', () => {
    // 30,001 MB/s / (500 × 0.75) = 80.003 → 81 of the largest
    const error = refusal(() => express(steady(30_001)))
    expect([error.code, error.data['brokers'], error.data['maximum']]).toEqual(['OUT_OF_MODEL_RANGE', 81, 60])
  })
})

describe('what Express does not ask for', () => {
  test('is the number of copies: it keeps three and says so', () => {
    const answer = express({ ...worked, replicationFactor: 5 })
    expect([sizing(answer).partitionReplicas, assumption(answer, 'replicationFactor'), costs(answer)['storage.brokers']]).toEqual([300, '3', '42.1875'])
  })

  test('is the number of zones: it runs in three', () => {
    const answer = express({ ...worked, availabilityZones: 6 })
    expect([codes(answer), costs(answer)['network.inter-zone.produce']]).toEqual([['info ZONES_CLAMPED'], '171.09375'])
    expect(findings(answer, 'ZONES_CLAMPED')[0]).toMatchObject({ limit: '3', actual: '6' })
  })

  test('is where old data stands: it has no tiers', () => {
    const answer = express({ ...worked, localRetentionHours: 6 })
    expect(answer.lineItems).toEqual(express(worked).lineItems)
    expect(answer.findings!.map(({ code }) => code)).toContain('LOCAL_RETENTION_IGNORED')
    expect(ids(express({ ...worked, localRetentionHours: 6 }))).not.toContain('storage.tiered')
  })
})

describe('a partition', () => {
  test('that takes more than 15 MB/s is a blocker, and the bill stays', () => {
    // 40 / 15 → 3 a topic; brokers: 40 / 23.4 → 2 → 3 × 0.816, the same as 40 / 11.7 → 4 → 6 × 0.408
    const answer = express({ ...steady(40), partitions: 2 })
    expect(findings(answer, 'PARTITION_THROUGHPUT_EXCEEDED')[0]).toMatchObject({ severity: 'blocker', limit: '3 partitions', actual: '2 partitions', source: 'aws-msk:facts/expressPartitionMegabytesPerSecond' })
    expect([answer.feasible, cluster(answer)]).toEqual([false, '3 × express.m7g.xlarge'])
    expect(codes(express({ ...steady(45), partitions: 3 }))).toEqual([])
  })

  test('of a strictly ordered topic cannot be split', () => {
    expect(codes(express({ ...steady(20), ordering: 'strict' }))).toEqual(['blocker PARTITION_THROUGHPUT_EXCEEDED'])
  })
})

test('a message above a mebibyte needs a larger message.max.bytes, and is no blocker', () => {
  expect(codes(express({ requestsPerMonth: 1000, payloadBytes: 1_048_577, retentionDays: 1 }))).toEqual(['warning MESSAGE_ABOVE_DEFAULT'])
})

describe('a cluster that exists', () => {
  test('is priced as it is, with a warning below the margin and the sustained rate, and a blocker where it is throttled', () => {
    // 3 × 15.6 = 46.8 MB/s: 40 is 85 %, 50 is 107 %; at 11.7 a broker 40 take 4 → 6, 50 take 5 → 6; out 31.2 × 3 = 93.6: both fit 70.2
    // 75 is more than 3 × 23.4 = 70.2, and takes 7 → 9
    const [tight, hot, over] = [40, 50, 75].map(peak => express(steady(peak), { brokerType: 'express.m7g.large', brokers: 3 }))
    expect(findings(tight!, 'UNDERSIZED')[0]).toMatchObject({ severity: 'warning', message: 'The cluster was given with 3 brokers, fewer than the 6 that the sizing policy asks for (ingress 85 % of the capacity that is counted on); it is priced as given.' })
    expect(findings(hot!, 'UNDERSIZED')[0]).toMatchObject({ severity: 'warning', limit: '6 brokers' })
    expect(findings(over!, 'UNDERSIZED')[0]).toMatchObject({ severity: 'blocker', limit: '9 brokers' })
    expect([costs(over!)['compute.brokers'], tight!.feasible, over!.feasible]).toEqual(['893.52', true, false])
  })

  test('of a type that is named without its prefix is the same', () => {
    expect(express(worked, { brokerType: 'm7g.xlarge' })).toEqual(express(worked, { brokerType: 'express.m7g.xlarge' }))
  })

  test('of an unknown type is refused', () => {
    expect(refusal(() => express(worked, { brokerType: 'express.m5.large' })).code).toBe('UNKNOWN_FIELD_VALUE')
  })
})

describe('regions', () => {
  test('without Express are an error in its place and never another price: Northern California', () => {
    expect(refusal(() => express({ ...worked, region: 'us-west-1' })).code).toBe('NOT_OFFERED_IN_REGION')
  })

  test('may sell Express at another proportion: Oregon', () => {
    // 3 × 730 × 0.476; 12,832.03125 × 0.0117
    const oregon = express({ ...worked, region: 'us-west-2' })
    expect([costs(oregon)['compute.brokers'], costs(oregon)['data.in']]).toEqual(['1042.44', '150.134765625'])
  })
})

describe('consumers in another region', () => {
  test('pay for the way out at the commonest price, as is said', () => {
    // 12,832.03125 × 20 / 100 × 0.02; in the region 80 % × 2/3 × 2 × 0.01
    const answer = express({ ...mebibytes(5), retentionDays: 1, crossRegionPercent: 20 })
    expect(costs(answer)).toMatchObject({ 'network.cross-region': '51.328125', 'network.inter-zone.consume': '136.875' })
    expect(assumption(answer, 'crossRegionTo')).toBe('unspecified')
  })
})
