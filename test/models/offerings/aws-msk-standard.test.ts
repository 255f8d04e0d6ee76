import { describe, expect, test } from 'vitest'
import { assumption, bill, cluster, codes, constraint, costs, findings, ids, infrastructure, line, mebibytes, quantities, refusal, response, sizing, worked } from '../kafka/bill.ts'

// 10 MiB/s at the peak unless said; a large broker of m7g takes in 78.75 / 6.5 / 2 = 6.0577 MiB/s under the safety factors.
const five = { ...mebibytes(5), retentionDays: 1 }
const thirty = { ...mebibytes(15), retentionDays: 1 }

describe('5 MiB/s, 10 at the peak, two groups fetching from their own zone, kept for a day', () => {
  const answer = bill(worked)

  test('costs 871.05 on three large brokers', () => {
    // 446.76 + 253.20 + 171.09375 = 871.05375
    expect(cluster(answer)).toBe('3 × kafka.m7g.large')
    expect(answer.totals!.infrastructure).toEqual({ low: '871.05', expected: '871.05', high: '871.05' })
    expect(answer.totals!.annual.infrastructure).toBe('10452.60')
    expect(answer.feasible).toBe(true)
    expect(answer.findings).toEqual([])
  })

  test('pays for brokers, disks and producers; readers in their zone and replication are free', () => {
    // 3 × 730 × 0.204; 3 × 844 × 0.10; 12,832.03125 GB × 2/3 × 2 × 0.01
    expect(costs(answer)).toEqual({ 'compute.brokers': '446.76', 'storage.brokers': '253.2', 'network.inter-zone.produce': '171.09375', 'network.inter-zone.consume': '0', 'network.inter-zone.replicate': '0' })
    // replication: 12,832.03125 × 2 = 25,664.0625 GB that MSK does not bill
    expect(quantities(answer)).toEqual({ 'compute.brokers': '2190', 'storage.brokers': '2532', 'network.inter-zone.produce': '17109.375', 'network.inter-zone.consume': '0', 'network.inter-zone.replicate': '25664.0625' })
    expect(line(answer, 'network.inter-zone.replicate').source).toBe('aws-msk:us-east-1/inter-broker')
  })

  test('uses 1,265.625 GiB of the 2,532 that are bought', () => {
    const { consumedQuantity, consumedUnit, pricingQuantity, pricingUnit } = line(answer, 'storage.brokers')
    expect([consumedQuantity, consumedUnit, pricingQuantity, pricingUnit]).toEqual(['1265.625', 'GiB', '2532', 'GB-Months'])
    expect([sizing(answer).storageGib, sizing(answer).storageGibPerBroker]).toEqual(['2532', '844'])
  })

  test('needs two brokers and has three, because of the zones', () => {
    // ingress 10 of 3 × 12.115385, egress 20 of 3 × 117 / 8.7 × 2, storage 1,265.625 of 3 × 16,384, partitions 300 of 3 × 1,000
    expect(sizing(answer).bindingConstraint).toBe('minimum-brokers')
    expect(sizing(answer).constraints.map(one => [one.dimension, one.need, one.capacityPerBroker, one.allowedUtilisation, one.requiredBrokers, one.utilisation])).toEqual([
      ['ingress', '10', '12.115385', '0.5', 2, '0.275132'],
      ['egress', '20', '26.896552', '0.5', 2, '0.247863'],
      ['storage', '1265.625', '16384', '0.5', 1, '0.025749'],
      ['partitions', '300', '1000', '1', 1, '0.1']
    ])
    expect(constraint(answer, 'ingress').source).toBe('aws-msk:facts/standardBrokers/kafka.m7g.large')
  })

  test('names what the next cheapest types would cost', () => {
    // m5.large: 3 × 730 × (0.210 - 0.204) = 13.14 more; m7g.xlarge: 3 × 730 × 0.204 = 446.76 more
    expect(sizing(answer).alternatives.slice(0, 2)).toEqual([
      { brokerType: 'kafka.m5.large', brokers: 3, monthlyCost: '884.19', whyNot: '13.14 a month more for the infrastructure' },
      { brokerType: 'kafka.m7g.xlarge', brokers: 3, monthlyCost: '1317.81', whyNot: '446.76 a month more for the infrastructure' }
    ])
  })

  test('names its margins as assumptions', () => {
    expect([assumption(answer, 'utilisation'), assumption(answer, 'storageHeadroom'), assumption(answer, 'partitions')]).toEqual(['0.5', '0.5', undefined])
    expect(assumption(bill(five), 'partitions')).toBe('3')
  })

  test('costs 947.84 in Ireland, at its prices', () => {
    // 3 × 730 × 0.2275 = 498.225; 2,532 × 0.11 = 278.52; 171.09375; together 947.83875
    const ireland = bill({ ...worked, region: 'eu-west-1' })
    expect([costs(ireland)['compute.brokers'], costs(ireland)['storage.brokers'], infrastructure(ireland)]).toEqual(['498.225', '278.52', '947.84'])
  })
})

describe('what decides the number of brokers', () => {
  test('is ingress: 60 MiB/s at the peak take 10 large brokers, so 12 in three zones', () => {
    // 60 / 6.0577 = 9.905; 7,593.75 GiB × 2 / 12 = 1,265.625 → 1,266 each
    const answer = bill({ ...mebibytes(30), retentionDays: 1 }, { brokerType: 'kafka.m7g.large' })
    expect([cluster(answer), sizing(answer).bindingConstraint, constraint(answer, 'ingress').requiredBrokers]).toEqual(['12 × kafka.m7g.large', 'ingress', 10])
    // 12 × 730 × 0.204; 15,192 × 0.1
    expect([costs(answer)['compute.brokers'], costs(answer)['storage.brokers']]).toEqual(['1787.04', '1519.2'])
  })

  test('is egress: forty groups take 8 by the network of a large broker, so 9', () => {
    // baseline limits: 10 × (40 + 3 - 1) = 420 MiB/s of 117 × 0.5 a broker = 7.18
    const answer = bill({ ...five, consumerGroups: 40 }, { brokerType: 'kafka.m7g.large', sizingPolicy: 'baseline-limits' })
    expect([cluster(answer), sizing(answer).bindingConstraint, constraint(answer, 'egress').requiredBrokers]).toEqual(['9 × kafka.m7g.large', 'egress', 8])
    // 420 / (9 × 117)
    expect(constraint(answer, 'egress').utilisation).toBe('0.39886')
    expect(costs(answer)['compute.brokers']).toBe('1340.28')
  })

  test('is storage: 30 days of 10 MiB/s fill ten volumes of 16 TiB by half, so 12', () => {
    // 10 × 2,592,000 × 3 / 1,024 = 75,937.5 GiB / 8,192 = 9.27; × 2 / 12 = 12,656.25 → 12,657
    const answer = bill({ ...mebibytes(10), retentionDays: 30, peakToAverageRatio: 1 })
    expect([cluster(answer), sizing(answer).bindingConstraint, constraint(answer, 'storage').requiredBrokers]).toEqual(['12 × kafka.m7g.large', 'storage', 10])
    expect([sizing(answer).storageGibPerBroker, costs(answer)['storage.brokers']]).toEqual(['12657', '15188.4'])
  })

  test('is partitions: 3,000 in three copies take 9 brokers of 1,000 replicas', () => {
    const answer = bill({ ...five, partitions: 3000 })
    expect([cluster(answer), sizing(answer).bindingConstraint, sizing(answer).partitionReplicas]).toEqual(['9 × kafka.m7g.large', 'partitions', 9000])
    expect(constraint(answer, 'partitions').utilisation).toBe('1')
  })

  test('is one replica more: then 12 brokers, or 6 of twice the size', () => {
    // 9,003 / 1,000 → 10 → 12 × 0.204 = 2.448 an hour; 9,003 / 2,000 → 5 → 6 × 0.816 = 4.896
    expect(cluster(bill({ ...five, partitions: 3001 }))).toBe('12 × kafka.m7g.large')
    expect(cluster(bill({ ...five, partitions: 3001 }, { brokerType: 'm7g.2xlarge' }))).toBe('6 × kafka.m7g.2xlarge')
  })
})

describe('the two ways to size', () => {
  test('come back side by side for the chosen type: 12 by the safety factors, 6 by baseline limits', () => {
    // 60 × 3 / (78.75 × 0.5) = 4.57 → 5 → 6
    const both = { 'safety-factors': 12, 'baseline-limits': 6 }
    const options = { brokerType: 'm7g.large' }
    const sixty = { ...mebibytes(30), retentionDays: 1 }
    const [safe, baseline] = [bill(sixty, options), bill(sixty, { ...options, sizingPolicy: 'baseline-limits' })]
    expect([cluster(safe), sizing(safe).sizingPolicy, sizing(safe).brokersByPolicy]).toEqual(['12 × kafka.m7g.large', 'safety-factors', both])
    expect([cluster(baseline), sizing(baseline).sizingPolicy, sizing(baseline).brokersByPolicy]).toEqual(['6 × kafka.m7g.large', 'baseline-limits', both])
  })

  test('count what the policy asks for, also of a cluster that was given', () => {
    expect(sizing(bill({ ...mebibytes(30), retentionDays: 1 }, { brokerType: 'm7g.large', brokers: 9 })).brokersByPolicy).toEqual({ 'safety-factors': 12, 'baseline-limits': 6 })
  })

  test('take another utilisation where one was given', () => {
    // 60 / (12.115385 × 0.9) = 5.50 → 6
    const answer = bill({ ...mebibytes(30), retentionDays: 1 }, { brokerType: 'm7g.large', utilisation: 0.9 })
    expect([cluster(answer), assumption(answer, 'utilisation')]).toEqual(['6 × kafka.m7g.large', undefined])
    // baseline: no more than two thirds, 180 / (78.75 × 2/3) = 3.43 → 4 → 6
    expect(sizing(answer).brokersByPolicy).toEqual({ 'safety-factors': 6, 'baseline-limits': 6 })
  })
})

describe('copies and zones', () => {
  // The smallest multiple of the zones that holds every copy; MSK runs in two zones or three.
  test.each([
    { asked: 1, zones: 2, brokers: [2, 2, 4, 4, 6] },
    { asked: 2, zones: 2, brokers: [2, 2, 4, 4, 6] },
    { asked: 3, zones: 3, brokers: [3, 3, 3, 6, 6] },
    { asked: 4, zones: 3, brokers: [3, 3, 3, 6, 6] },
    { asked: 5, zones: 3, brokers: [3, 3, 3, 6, 6] },
    { asked: 6, zones: 3, brokers: [3, 3, 3, 6, 6] }
  ])('one to five copies in $asked zones run on $brokers brokers in $zones', ({ asked, zones, brokers }) => {
    const answers = [1, 2, 3, 4, 5].map(replicationFactor => bill({ ...mebibytes(0.5), retentionDays: 1, availabilityZones: asked, replicationFactor }))
    expect(answers.map(answer => sizing(answer).brokers)).toEqual(brokers)
    expect(answers.map(answer => sizing(answer).bindingConstraint)).toEqual(Array(5).fill('minimum-brokers'))
    // 1,283.203125 GB written, (Z - 1) / Z of it crossing
    expect(line(answers[0]!, 'network.inter-zone.produce').consumedQuantity).toBe(zones === 2 ? '641.6015625' : '855.46875')
    expect(codes(answers[0]!)).toEqual(['warning SINGLE_COPY', ...(asked === zones ? [] : ['info ZONES_CLAMPED'])])
  })

  test('of two zones take a half of the traffic across, and four thirds of every copied byte', () => {
    // 12,832.03125 / 2 = 6,416.015625, × 2 groups = 12,832.03125; × 4/3 = 17,109.375
    const answer = bill({ ...five, consumerGroups: 2, availabilityZones: 2 })
    expect(['produce', 'consume', 'replicate'].map(one => line(answer, `network.inter-zone.${one}` as 'network.inter-zone.produce').consumedQuantity)).toEqual(['6416.015625', '12832.03125', '17109.375'])
    expect([costs(answer)['network.inter-zone.produce'], costs(answer)['network.inter-zone.consume'], costs(answer)['network.inter-zone.replicate']]).toEqual(['128.3203125', '256.640625', '0'])
  })

  test('of more brokers than needed grow to the next multiple: 3 in two zones are 4', () => {
    // two copies: 6.0577 × 3/2 = 9.0865 a broker; 20 / 9.0865 = 2.2 → 3
    const answer = bill({ ...mebibytes(10), retentionDays: 1, availabilityZones: 2, replicationFactor: 2 }, { brokerType: 'm7g.large' })
    expect([cluster(answer), sizing(answer).bindingConstraint]).toEqual(['4 × kafka.m7g.large', 'ingress'])
    // 10 × 86,400 × 2 / 1,024 = 1,687.5 × 2 / 4 = 843.75 → 844
    expect(sizing(answer).storageGibPerBroker).toBe('844')
  })
})

describe('consumers elsewhere', () => {
  test('pay for the way out, and the others only for what they read in the region', () => {
    const answer = bill({ ...five, consumerGroups: 2, crossRegionPercent: 25, internetEgressPercent: 25 })
    // read 25,664.0625: a quarter is 6,416.015625 × 0.02 and × 0.09; the half that stays × 2/3 × 2 × 0.01
    expect(costs(answer)).toMatchObject({ 'network.cross-region': '128.3203125', 'network.internet-egress': '577.44140625', 'network.inter-zone.consume': '171.09375' })
    expect(assumption(answer, 'crossRegionTo')).toBe('unspecified')
  })

  test('are all of them: then none crosses zones', () => {
    expect(costs(bill({ ...five, internetEgressPercent: 100 }))['network.inter-zone.consume']).toBe('0')
  })

  test('that do not exist cost nothing, and it is said', () => {
    const answer = bill({ ...five, consumerGroups: 0 })
    expect([costs(answer)['network.inter-zone.consume'], constraint(answer, 'egress')]).toEqual(['0', undefined])
    expect(answer.findings).toEqual([{ code: 'NO_CONSUMER', severity: 'warning', message: 'Nobody reads these messages (consumerGroups is 0): only writing and keeping them is priced.' }])
  })
})

describe('more brokers than a cluster may have', () => {
  // A month of 720 hours, kept for 30 days: 163,840 GB × 3 copies = 491,520 GiB = 60 volumes of 16,384 GiB, half full.
  const month = { requestsPerMonth: 171_798_691_840, payloadBytes: 1024, retentionDays: 30, peakToAverageRatio: 1 }
  const around = { conventions: { hoursPerMonth: 720, recordOverheadBytes: 0 } }

  test('are not those of sixty full volumes', () => {
    const answer = bill(month, {}, around)
    expect([cluster(answer), sizing(answer).storageGibPerBroker, sizing(answer).bindingConstraint]).toEqual(['60 × kafka.m7g.large', '16384', 'storage'])
    // 60 × 720 × 0.204; 60 × 16,384 × 0.1
    expect([costs(answer)['compute.brokers'], costs(answer)['storage.brokers']]).toEqual(['8812.8', '98304'])
  })

  test('are refused with their number: one more volume is three more brokers', () => {
    const error = refusal(() => bill({ ...month, requestsPerMonth: 171_798_700_000 }, {}, around))
    expect([error.code, error.data['brokers'], error.data['maximum']]).toEqual(['OUT_OF_MODEL_RANGE', 63, 60])
  })
})

describe('a cluster that exists', () => {
  test('is priced as it is where it suffices', () => {
    // 6 × 730 × 0.408; 6 × 2,000 × 0.1
    const answer = bill(five, { brokerType: 'kafka.m7g.xlarge', brokers: 6, storageGibPerBroker: 2000 })
    expect([costs(answer)['compute.brokers'], costs(answer)['storage.brokers']]).toEqual(['1787.04', '1200'])
    expect([answer.findings, answer.feasible, sizing(answer).alternatives]).toEqual([[], true, []])
    expect(assumption(answer, 'storageHeadroom')).toBeUndefined()
    expect(line(answer, 'storage.brokers').formula).toBe('2000 GiB × 6 brokers')
  })

  test('has no volumes above 16 TiB, also where half of one would have to stay free', () => {
    // 10 × 1,036,800 × 3 / 1,024 = 30,375 GiB: of 3 × 16,384 it is 62 %; with half kept free it would be 3 × 20,250
    const answer = bill({ ...mebibytes(10), retentionDays: 12 }, { brokers: 3 })
    expect([sizing(answer).storageGibPerBroker, costs(answer)['storage.brokers']]).toEqual(['16384', '4915.2'])
    expect(findings(answer, 'UNDERSIZED')[0]).toMatchObject({ severity: 'warning', limit: '6 brokers' })
    expect(line(answer, 'storage.brokers').formula).toMatch(/^min\(16384, ceil\(/)
  })

  test('that lacks the margin is priced with a warning', () => {
    // 30 MiB/s: 30 / 6.0577 = 4.95 → 5 → 6; 30 / (3 × 12.115) = 82.5 %; out 30 / (3 × 16.25) = 61.5 %
    const answer = bill(thirty, { brokerType: 'm7g.large', brokers: 3 })
    expect(findings(answer, 'UNDERSIZED')).toEqual([{ code: 'UNDERSIZED', severity: 'warning', message: 'The cluster was given with 3 brokers, fewer than the 6 that the sizing policy asks for (ingress 83 %, egress 62 % of the capacity that is counted on); it is priced as given.', limit: '6 brokers', actual: '3 brokers' }])
    expect([answer.feasible, costs(answer)['compute.brokers']]).toEqual([true, '446.76'])
  })

  test('that uses up every margin of the policy is a warning as long as its machines carry the peak', () => {
    // 60 / (3 × 12.115) = 165 %; but 60 × 3 / 3 are written to a disk that takes 78.75, and 60 × (1 + 2) / 3 sent of 117
    const answer = bill({ ...mebibytes(30), retentionDays: 1 }, { brokerType: 'm7g.large', brokers: 3 })
    expect(findings(answer, 'UNDERSIZED').map(({ severity, limit }) => [severity, limit])).toEqual([['warning', '12 brokers']])
    expect(answer.feasible).toBe(true)
  })

  test('that cannot carry the peak is priced and infeasible', () => {
    // 120 × 3 / 3 are more than the 78.75 of a disk, and 120 × 3 / 3 more than the 117 of the network; 120 / 6.0577 = 19.8 → 20 → 21
    // 120 / (3 × 12.115) = 330 %; 120 / (3 × 16.25) = 246 %
    const answer = bill({ ...mebibytes(60), retentionDays: 1 }, { brokerType: 'm7g.large', brokers: 3 })
    expect(findings(answer, 'UNDERSIZED').map(({ severity, limit, message }) => [severity, limit, message])).toEqual([['blocker', '21 brokers', 'The cluster was given with 3 brokers, fewer than the 21 that the sizing policy asks for (ingress 330 %, egress 246 % of the capacity that is counted on; ingress and egress: more than it carries at all); it is priced as given.']])
    expect([answer.feasible, costs(answer)['compute.brokers']]).toEqual([false, '446.76'])
  })

  test('whose disks are too small is undersized by them', () => {
    // 1,265.625 GiB: of 3 × 600 it is 70 %, of 3 × 100 422 %
    const [tight, full] = [bill(five, { brokers: 3, storageGibPerBroker: 600 }), bill(five, { brokers: 3, storageGibPerBroker: 100 })]
    expect(findings(tight, 'UNDERSIZED')[0]).toMatchObject({ severity: 'warning', message: 'The cluster was given with 3 brokers, fewer than the 6 that the sizing policy asks for (storage 70 % of the capacity that is counted on); it is priced as given.' })
    expect(findings(full, 'UNDERSIZED')[0]).toMatchObject({ severity: 'blocker', message: 'The cluster was given with 3 brokers, fewer than the 27 that the sizing policy asks for (storage 422 % of the capacity that is counted on; storage: more than it carries at all); it is priced as given.' })
    expect(costs(tight)['storage.brokers']).toBe('180')
  })

  test('off the zones is a warning, below the copies a blocker', () => {
    expect(codes(bill(five, { brokers: 4 }))).toEqual(['warning BROKERS_OFF_ZONES'])
    expect(codes(bill({ ...five, availabilityZones: 2 }, { brokers: 2 }))).toEqual(['blocker BROKERS_BELOW_REPLICATION'])
  })

  test('of three brokers without a type is the cheapest that suffices', () => {
    // m7g.xlarge: 30 / (156.25 / 6.5 / 2) = 2.5 → 3 at 0.408; m5.xlarge at 0.42 suffices too
    const answer = bill(thirty, { brokers: 3 })
    expect([cluster(answer), answer.findings]).toEqual(['3 × kafka.m7g.xlarge', []])
  })

  test('of three brokers that no type makes large enough is the cheapest of those that come nearest', () => {
    // 600 / (1,000 / 6.5 / 2) = 7.8 → 8 → 9 with every volume of 1,000 MiB/s; of those m7g.8xlarge at 3.264 is the cheapest; 600 / 461.5 = 130 %, and 600 of 1,000 are written
    const answer = bill({ ...mebibytes(300), retentionDays: 0.1 }, { brokers: 3 })
    expect([cluster(answer), answer.feasible]).toEqual(['3 × kafka.m7g.8xlarge', true])
    expect(findings(answer, 'UNDERSIZED')[0]).toMatchObject({ severity: 'warning', limit: '9 brokers' })
  })

  test('of volumes alone is as many brokers as they need', () => {
    // 1,265.625 / 50 = 25.3 → 26 → 27 × 100 GiB
    const answer = bill(five, { storageGibPerBroker: 100 })
    expect([cluster(answer), sizing(answer).bindingConstraint, costs(answer)['storage.brokers']]).toEqual(['27 × kafka.m7g.large', 'storage', '270'])
    expect(constraint(answer, 'storage').source).toBe('option storageGibPerBroker')
  })
})

describe('a named type', () => {
  test('counts with and without its prefix', () => {
    expect(bill(five, { brokerType: 'm5.xlarge' })).toEqual(bill(five, { brokerType: 'kafka.m5.xlarge' }))
    expect(cluster(bill(five, { brokerType: 'm5.xlarge' }))).toBe('3 × kafka.m5.xlarge')
  })

  test('that does not exist is refused with those that do', () => {
    const error = refusal(() => bill(five, { brokerType: 'm9x.large' }))
    expect(error.code).toBe('UNKNOWN_FIELD_VALUE')
    expect(error.message).toContain('brokerType "m9x.large" is not a type this offering has; its types are kafka.t3.small, kafka.m5.large,')
  })

  test('that AWS does not sell in the region is refused', () => {
    expect(refusal(() => bill({ ...five, region: 'af-south-1' }, { brokerType: 'm7g.large' })).code).toBe('NOT_OFFERED_IN_REGION')
  })

  test('is not looked for where AWS does not sell it: Cape Town has m5 only', () => {
    expect(cluster(bill({ ...five, region: 'af-south-1' }))).toBe('3 × kafka.m5.large')
  })

  test('may be a burstable one, which is never chosen', () => {
    // network only: 15.25 / 7.2 / 2 = 1.059 MiB/s a broker; 1 / 1.059 → 1 → 3 × 730 × 0.0456
    const answer = bill({ ...mebibytes(0.5), retentionDays: 1 }, { brokerType: 'kafka.t3.small' })
    expect([cluster(answer), costs(answer)['compute.brokers']]).toEqual(['3 × kafka.t3.small', '99.864'])
    expect(constraint(answer, 'ingress').capacityPerBroker).toBe('2.118056')
    expect(line(answer, 'storage.throughput')).toBeUndefined()
    expect(cluster(bill(five, {}, { pricing: { overrides: { 'aws-msk/broker.kafka.t3.small': '0.001' } } }))).toBe('3 × kafka.m7g.large')
  })
})

test('a message above a mebibyte needs a larger message.max.bytes, and is no blocker', () => {
  const answer = bill({ requestsPerMonth: 1000, payloadBytes: 1_048_577, retentionDays: 1 })
  expect([codes(answer), answer.feasible]).toEqual([['warning MESSAGE_ABOVE_DEFAULT'], true])
})

describe('throughput of the volumes', () => {
  test('is bought in full above 250 MiB/s: 260 of it, not 10', () => {
    // 60 × 6.5 / (3 × 0.5) = 260; 3 × 260 × 0.08
    const answer = bill({ ...mebibytes(30), retentionDays: 1 }, { brokerType: 'm7g.2xlarge' })
    const { consumedQuantity, consumedUnit, pricingQuantity, pricingUnit, cost, formula } = line(answer, 'storage.throughput')
    expect(cluster(answer)).toBe('3 × kafka.m7g.2xlarge')
    expect([consumedQuantity, consumedUnit, pricingQuantity, pricingUnit, cost, formula]).toEqual(['780', 'MiB/s', '780', 'MiB/s-Months', '62.4', '260 MiB/s × 3 brokers'])
  })

  test('is free up to 250 MiB/s', () => {
    // baseline limits: 125 × 3 / (3 × 0.5) = 250, and 126 takes 252: 3 × 252 × 0.08
    const options = { brokerType: 'm7g.2xlarge', sizingPolicy: 'baseline-limits' }
    expect(costs(bill({ ...mebibytes(125), peakToAverageRatio: 1, retentionDays: 0.1 }, options))['storage.throughput']).toBeUndefined()
    expect(costs(bill({ ...mebibytes(126), peakToAverageRatio: 1, retentionDays: 0.1 }, options))['storage.throughput']).toBe('60.48')
  })

  test('is no more than MSK sells: 593 MiB/s on m5.4xlarge, whose volume does 593.75', () => {
    // 296.75 × 3 / (3 × 0.5) = 593.5; 3 × 593 × 0.08
    const answer = bill({ ...mebibytes(296.75), peakToAverageRatio: 1, retentionDays: 0.1 }, { brokerType: 'm5.4xlarge', sizingPolicy: 'baseline-limits' })
    expect([cluster(answer), costs(answer)['storage.throughput']]).toEqual(['3 × kafka.m5.4xlarge', '142.32'])
  })

  test('is not sold for m5.2xlarge, which stops at 250', () => {
    // 250 / 6.5 / 2 = 19.23 MiB/s a broker: 60 / 19.23 = 3.1 → 4 → 6
    const answer = bill({ ...mebibytes(30), retentionDays: 1 }, { brokerType: 'm5.2xlarge' })
    expect([cluster(answer), line(answer, 'storage.throughput')]).toEqual(['6 × kafka.m5.2xlarge', undefined])
  })

  test('is not one MiB/s more for the last digit of a double', () => {
    // 60 % allowed: 153 × 3 / (3 × 0.6) = 255; 3 × 255 × 0.08
    const answer = bill({ ...mebibytes(153), peakToAverageRatio: 1, retentionDays: 0.1 }, { brokerType: 'm7g.2xlarge', sizingPolicy: 'baseline-limits', utilisation: 0.6 })
    expect(costs(answer)['storage.throughput']).toBe('61.2')
  })
})

describe('a week of which twelve hours stay on the brokers', () => {
  const week = { ...mebibytes(5), retentionDays: 7, localRetentionHours: 12 }

  test('pays for half a day in three copies and for the rest once', () => {
    // 632.8125 × 2 / 3 = 421.875 → 422 × 3 × 0.1; 5 × 156 × 3,600 / 1,024 = 2,742.1875 × 0.06
    const answer = bill(week)
    expect(cluster(answer)).toBe('3 × kafka.m7g.large')
    expect([costs(answer)['storage.brokers'], costs(answer)['storage.tiered']]).toEqual(['126.6', '164.53125'])
    expect(ids(answer)).not.toContain('storage.tiered-retrieval')
    // 78.75 / 8
    expect(constraint(answer, 'ingress').capacityPerBroker).toBe('9.84375')
    expect(answer.findings).toEqual([])
  })

  test('pays for what is read back: a tenth as asked, all of it with replay, none where it says so', () => {
    // 12,832.03125 × 0.1 × 0.0015; × 1; two groups × 1
    const retrieval = (given: object, options: Readonly<Record<string, unknown>>): string | undefined => costs(bill({ ...week, ...given }, options))['storage.tiered-retrieval']
    expect(retrieval({}, { tieredReadPercent: 10 })).toBe('1.9248046875')
    expect(retrieval({ replay: true }, {})).toBe('19.248046875')
    expect(retrieval({ replay: true, consumerGroups: 2 }, {})).toBe('38.49609375')
    expect(retrieval({ replay: true }, { tieredReadPercent: 0 })).toBeUndefined()
    expect(retrieval({}, {})).toBeUndefined()
  })

  test('says whether the share that is read back was asked for', () => {
    const term = (answer: ReturnType<typeof bill>) => line(answer, 'storage.tiered-retrieval').terms
    expect(term(bill(week, { tieredReadPercent: 10 }))).toEqual([{ name: 'tieredReadPercent', value: '10', unit: '%', origin: 'option' }])
    expect(term(bill({ ...week, replay: true }))).toEqual([{ name: 'tieredReadPercent', value: '100', unit: '%', origin: 'assumption' }])
  })

  test('has to be three days at least', () => {
    expect(codes(bill({ ...week, retentionDays: 2 }))).toEqual(['blocker TIERED_RETENTION_TOO_SHORT'])
    expect(codes(bill({ ...week, retentionDays: 3 }))).toEqual([])
    // kept for a day and local for two: nothing is tiered
    const untiered = bill({ ...week, retentionDays: 1, localRetentionHours: 48 })
    expect([codes(untiered), ids(untiered).includes('storage.tiered')]).toEqual([[], false])
  })

  test('is priced in GovCloud and marked, because AWS says it is not there', () => {
    // 2,742.1875 × 0.1017
    const answer = bill({ ...week, region: 'us-gov-west-1' })
    expect([codes(answer), costs(answer)['storage.tiered'], answer.feasible]).toEqual([['blocker TIERED_NOT_IN_REGION'], '278.88046875', false])
  })

  test('stands on the brokers as a whole with the tier switched off', () => {
    // 8,859.375 × 2 / 3 = 5,906.25 → 5,907 × 3 × 0.1
    const answer = bill(week, { tieredStorage: false })
    expect([costs(answer)['storage.brokers'], ids(answer).includes('storage.tiered')]).toEqual(['1772.1', false])
  })

  test('needs the hours that stay', () => {
    const error = refusal(() => bill(five, { tieredStorage: true }))
    expect([error.code, error.data['field']]).toEqual(['IMPOSSIBLE_COMBINATION', 'workload.localRetentionHours'])
  })
})

describe('conventions', () => {
  test('of a 720-hour month pay fewer hours for a faster stream', () => {
    // 3 × 720 × 0.204; 1,283.203125 × 2 / 3 = 855.47 → 856 × 3 × 0.1
    const answer = bill(worked, {}, { conventions: { hoursPerMonth: 720, recordOverheadBytes: 0 } })
    expect(costs(answer)).toMatchObject({ 'compute.brokers': '440.64', 'storage.brokers': '256.8', 'network.inter-zone.produce': '171.09375' })
    // 13,140,000 MiB / 2,592,000 s × 2
    expect(constraint(answer, 'ingress').need).toBe('10.138889')
  })

  test('of a 744-hour month pay more hours for a slower one', () => {
    // 3 × 744 × 0.204; 1,241.8095 × 2 / 3 = 827.87 → 828 × 3 × 0.1
    expect(costs(bill(worked, {}, { conventions: { hoursPerMonth: 744, recordOverheadBytes: 0 } }))).toMatchObject({ 'compute.brokers': '455.328', 'storage.brokers': '248.4' })
  })

  test('add 10.61 bytes to a record unless told otherwise', () => {
    // 10^9 × 1,000 B / 2^30 × 2/3 × 2 × 0.01 = 931.3225746154785 × 0.04 / 3
    const answer = bill({ requestsPerMonth: 1_000_000_000, payloadBytes: 989.39, retentionDays: 1 }, {}, { conventions: {} })
    expect(costs(answer)['network.inter-zone.produce']).toBe('12.417634328206')
  })

  test('store and move the compressed batch', () => {
    // a quarter of 5 MiB/s: 1,265.625 / 4 = 316.40625 × 2 / 3 = 210.9 → 211 × 3 × 0.1; 171.09375 / 4; peak 2.5 MiB/s
    const answer = bill({ ...worked, compressionRatio: 4 })
    expect(costs(answer)).toMatchObject({ 'storage.brokers': '63.3', 'network.inter-zone.produce': '42.7734375' })
    expect(constraint(answer, 'ingress').need).toBe('2.5')
  })
})

describe('choosing', () => {
  test('takes fewer brokers where the money is the same: 3 × 0.408 rather than 6 × 0.204', () => {
    // 30 MiB/s: 6 large or 3 xlarge; 3,796.875 GiB × 2 = 7,593.75: 6 × 1,266 = 3 × 2,532
    const answer = bill(thirty)
    expect(cluster(answer)).toBe('3 × kafka.m7g.xlarge')
    expect(sizing(answer).alternatives[0]).toMatchObject({ brokerType: 'kafka.m7g.large', brokers: 6, whyNot: 'the same cost: fewer brokers, the newer family or the name decides' })
  })

  test('takes the newer family where money and brokers are the same', () => {
    const answer = bill(five, {}, { pricing: { overrides: { 'aws-msk/broker.kafka.m5.large': '0.204' } } })
    expect([cluster(answer), sizing(answer).alternatives[0]!.brokerType]).toEqual(['3 × kafka.m7g.large', 'kafka.m5.large'])
  })

  test('takes the older family where it is cheaper', () => {
    expect(cluster(bill(five, {}, { pricing: { overrides: { 'aws-msk/broker.kafka.m5.large': '0.2039' } } }))).toBe('3 × kafka.m5.large')
  })

  test('counts the whole infrastructure and not the brokers alone', () => {
    // 60 MiB/s: 12 large, 6 xlarge and 3 × 2xlarge of m7g are 1,787.04 each; the last needs 62.40 of throughput, and its disks are 3 GiB less: 15,189 for 15,192
    // m5 is 12 × 730 × 0.006 = 6 × 730 × 0.012 = 52.56 more
    const answer = bill({ ...mebibytes(30), retentionDays: 1 })
    expect(cluster(answer)).toBe('6 × kafka.m7g.xlarge')
    expect(sizing(answer).alternatives.slice(0, 4).map(one => [one.brokers, one.brokerType, one.whyNot])).toEqual([
      [12, 'kafka.m7g.large', 'the same cost: fewer brokers, the newer family or the name decides'],
      [6, 'kafka.m5.xlarge', '52.56 a month more for the infrastructure'],
      [12, 'kafka.m5.large', '52.56 a month more for the infrastructure'],
      [3, 'kafka.m7g.2xlarge', '62.10 a month more for the infrastructure']
    ])
  })
})

describe('a question with no messages', () => {
  test('still pays for three brokers and the smallest disks', () => {
    // 446.76 + 3 × 1 × 0.1
    const answer = bill({ requestsPerMonth: 0, payloadBytes: 1024, retentionDays: 1 })
    expect([infrastructure(answer), sizing(answer).storageGib, sizing(answer).bindingConstraint]).toEqual(['447.06', '3', 'minimum-brokers'])
  })
})

describe('people', () => {
  test('look after the brokers, and after a group on every topic', () => {
    const hours = (answer: ReturnType<typeof bill>, id: string): string | undefined => answer.operations!.activities!.find(one => one.id === id)?.hours
    const answer = bill({ ...five, topics: 50, consumerGroups: 2 }, { brokers: 6 })
    expect(answer.operations!.model).toBe('msk_provisioned_standard')
    // (4 + 0.33 × 6^0.85) × 0.5 = (4 + 0.33 × 4.5859) × 0.5
    expect(hours(answer, 'capacity_planning')).toBe('2.76')
    // 2 × 50 = 100 groups, ten applications: (1.5 + 3 + 2.5) × 0.85
    expect(hours(answer, 'consumer_coordination')).toBe('5.95')
    expect(hours(answer, 'schema_governance')).toBe('0')
  })
})

test('a source stands behind every line', () => {
  const answer = response(worked, {})
  expect(Object.keys(answer.sources!)).toEqual(['aws-msk:us-east-1/broker.kafka.m7g.large', 'aws-msk:us-east-1/storage.standard', 'aws-network:us-east-1/inter-zone', 'aws-msk:us-east-1/inter-broker'])
  expect(answer.estimates[0]!.priceTables!.map(({ id }) => id)).toEqual(['aws-msk', 'kafka-sizing', 'aws-network', 'operations'])
})
