import { describe, expect, test } from 'vitest'
import { assumption, codes, constraint, costs, findings, infrastructure, line, mebibytes, megabytes, quantities, refusal, response, serverless, sizing, worked } from '../kafka/bill.ts'

/** So many MB/s at the peak and all the time. */
const steady = (peak: number): { requestsPerMonth: number, payloadBytes: number, peakToAverageRatio: number, retentionDays: number } => ({ ...megabytes(peak), peakToAverageRatio: 1, retentionDays: 1 })

describe('5 MiB/s read by two groups over 100 partitions, kept for a day', () => {
  const answer = serverless(worked)

  test('costs 3,265.59', () => {
    // 547.5 + 109.5 + 42.1875 + 1,283.203125 × 2 = 3,265.59375
    expect(infrastructure(answer)).toBe('3265.59')
    expect([answer.feasible, answer.findings]).toEqual([true, []])
  })

  test('pays for the cluster, its partitions, one copy of the data, and what goes in and out', () => {
    // 730 × 0.75; 100 × 730 × 0.0015; 421.875 × 0.10; 12,832.03125 × 0.10; 25,664.0625 × 0.05
    expect(costs(answer)).toEqual({
      'compute.cluster': '547.5',
      'compute.partitions': '109.5',
      'storage.brokers': '42.1875',
      'data.in': '1283.203125',
      'data.out': '1283.203125',
      'network.inter-zone.produce': '0',
      'network.inter-zone.consume': '0',
      'network.inter-zone.replicate': '0'
    })
    expect([line(answer, 'compute.cluster').consumedQuantity, line(answer, 'compute.partitions').consumedQuantity]).toEqual(['1', '100'])
    expect(quantities(answer)).toMatchObject({ 'compute.cluster': '730', 'compute.partitions': '73000', 'storage.brokers': '421.875', 'data.in': '12832.03125', 'data.out': '25664.0625' })
  })

  test('shows the traffic between zones at price zero, with its source', () => {
    // 12,832.03125 × 2/3, billed in no direction
    expect([line(answer, 'network.inter-zone.produce').pricingQuantity, line(answer, 'network.inter-zone.produce').source]).toEqual(['8554.6875', 'aws-msk:us-east-1/serverless.inter-zone'])
    expect(line(answer, 'network.inter-zone.replicate').pricingQuantity).toBe('25664.0625')
  })

  test('costs 3,755.43 in Ireland, at its prices', () => {
    // 730 × 0.8625 = 629.625; 73,000 × 0.001725 = 125.925; 421.875 × 0.115 = 48.515625; 12,832.03125 × 0.115 = 1,475.68359375; 25,664.0625 × 0.0575 = the same
    const ireland = serverless({ ...worked, region: 'eu-west-1' })
    expect(costs(ireland)).toMatchObject({ 'compute.cluster': '629.625', 'compute.partitions': '125.925', 'storage.brokers': '48.515625', 'data.in': '1475.68359375', 'data.out': '1475.68359375' })
    expect(infrastructure(ireland)).toBe('3755.43')
  })

  test('names the quota that is used most: 100 of 2,400 partitions is less than 10.49 of 200 MB/s in', () => {
    // 10.48576 / 200 = 0.052429, out 20.97152 / 400 the same, partitions 0.041667, groups 2 / 500
    expect(sizing(answer).constraints.map(one => [one.dimension, one.need, one.capacityPerBroker, one.utilisation])).toEqual([
      ['ingress', '10.48576', '200', '0.052429'],
      ['egress', '20.97152', '400', '0.052429'],
      ['partitions', '100', '2400', '0.041667'],
      ['quota', '2', '500', '0.004']
    ])
    expect([sizing(answer).bindingConstraint, sizing(answer).brokers, sizing(answer).brokerType]).toEqual(['ingress', 0, null])
    expect(sizing(serverless({ ...worked, partitions: 1000 })).bindingConstraint).toBe('partitions')
  })

  test('is one copy however many are asked for', () => {
    const five = serverless({ ...worked, replicationFactor: 5 })
    expect([costs(five), assumption(five, 'replicationFactor')]).toEqual([costs(answer), 'managed'])
  })

  test('is looked after like three brokers', () => {
    const hours = answer.operations!.activities!.find(one => one.id === 'capacity_planning')!.hours
    // (4 + 0.33 × 3^0.85) × 0.25 = (4 + 0.33 × 2.5438) × 0.25 = 1.2099
    expect([answer.operations!.model, hours, assumption(answer, 'equivalentBrokers')]).toEqual(['msk_serverless', '1.21', '3'])
  })

  test('rests its free traffic between zones on a third party', () => {
    expect(response(worked, {}, { offering: 'aws-msk-serverless' }).sources!['aws-msk:us-east-1/serverless.inter-zone']!.confidence).toBe('third-party')
  })
})

describe('the quotas of a cluster', () => {
  test.each([
    { what: '200 MB/s written', fits: steady(200), breaks: steady(201), dimension: 'ingress', limit: '200 MB/s written', actual: '201 MB/s written' },
    { what: '400 MB/s read', fits: { ...steady(100), consumerGroups: 4 }, breaks: { ...steady(100), consumerGroups: 5 }, dimension: 'egress', limit: '400 MB/s read', actual: '500 MB/s read' },
    { what: '2,400 leader partitions', fits: { ...steady(1), partitions: 2400 }, breaks: { ...steady(1), partitions: 2401 }, dimension: 'partitions', limit: '2400 leader partitions', actual: '2401 leader partitions' },
    { what: '500 consumer groups', fits: { ...steady(0.1), consumerGroups: 500, topics: 2 }, breaks: { ...steady(0.1), consumerGroups: 501, topics: 2 }, dimension: 'quota', limit: '500 consumer groups', actual: '501 consumer groups' }
  ])('of $what are a blocker above and not at the limit, and the bill stays', ({ fits, breaks, dimension, limit, actual }) => {
    expect(codes(serverless(fits))).toEqual([])
    const answer = serverless(breaks)
    expect(findings(answer, 'SERVERLESS_QUOTA_EXCEEDED').map(one => [one.severity, one.limit, one.actual])).toEqual([['blocker', limit, actual]])
    expect([answer.feasible, sizing(answer).bindingConstraint, answer.status]).toEqual([false, dimension, 'priced'])
    expect(findings(answer, 'SERVERLESS_QUOTA_EXCEEDED')[0]!.source).toBe(constraint(answer, dimension).source)
  })

  test('count a group once however many topics it reads, and the groups of all workloads together', () => {
    // 20 groups on 50 topics are 1,000 subscriptions and 20 groups; 300 that run already and 201 new are 501
    const many = serverless({ ...steady(0.1), consumerGroups: 20, topics: 50 })
    expect([constraint(many, 'quota').need, many.feasible]).toEqual(['20', true])
    const both = serverless({ ...steady(0.1), consumerGroups: 201 }, { existing: { ...steady(0.1), consumerGroups: 300, topics: 2 } })
    expect(findings(both, 'SERVERLESS_QUOTA_EXCEEDED').map(({ actual }) => actual)).toEqual(['501 consumer groups'])
  })

  test('can be broken several at a time', () => {
    // 201 in, 603 out, 603 / 10 → 61 partitions
    expect(findings(serverless({ ...steady(201), consumerGroups: 3 }), 'SERVERLESS_QUOTA_EXCEEDED').map(({ limit }) => limit)).toEqual(['200 MB/s written', '400 MB/s read'])
  })

  test('of 8 MiB a message cannot be raised', () => {
    // 100 messages of 8 MiB, and of one byte more
    const large = (payloadBytes: number) => serverless({ requestsPerMonth: 100, payloadBytes, retentionDays: 1 })
    expect(codes(large(8_388_608))).toEqual([])
    // 25,165,825 / 3 = 8,388,608.3
    expect(findings(serverless({ requestsPerMonth: 100, payloadBytes: 25_165_825, compressionRatio: 3, retentionDays: 1 }), 'MESSAGE_TOO_LARGE').map(({ actual }) => actual)).toEqual(['8388609 bytes'])
    expect(findings(large(8_388_609), 'MESSAGE_TOO_LARGE')).toEqual([{ code: 'MESSAGE_TOO_LARGE', severity: 'blocker', message: 'The service takes messages of 8388608 bytes at most, and its limit cannot be raised.', limit: '8388608 bytes', actual: '8388609 bytes' }])
  })
})

describe('partitions that nobody gave', () => {
  test('are enough for 5 MB/s into each', () => {
    // 24 / 5 → 5, where 24 / 10 → 3 would do elsewhere: 5 × 730 × 0.0015
    const answer = serverless(steady(24))
    expect([sizing(answer).partitions, costs(answer)['compute.partitions']]).toEqual([5, '5.475'])
    expect(assumption(answer, 'partitions')).toBe('5')
  })

  test('are enough for 10 MB/s out of each', () => {
    // 24 × 6 / 10 → 15: 15 × 730 × 0.0015
    expect(costs(serverless({ ...steady(24), consumerGroups: 6 }))['compute.partitions']).toBe('16.425')
  })

  test('are billed to the last one: 110 MB/s are 22 of 5, not 23', () => {
    // 100 MB/s × 1.1; read 110 / 10 = 11; 22 × 730 × 0.0015
    expect(costs(serverless({ ...steady(100), peakToAverageRatio: 1.1 }))['compute.partitions']).toBe('24.09')
  })

  test('spread over as many zones as asked for, as do the producers', () => {
    // 2,566.40625 GB × (Z - 1) / Z
    const crossing = (availabilityZones: number): string => line(serverless({ ...mebibytes(1), retentionDays: 1, availabilityZones }), 'network.inter-zone.produce').consumedQuantity
    expect([1, 2, 4, 5, 6].map(crossing)).toEqual(['0', '1283.203125', '1924.8046875', '2053.125', '2138.671875'])
    const answer = serverless({ ...steady(1), availabilityZones: 6 })
    expect([sizing(answer).partitions, codes(answer)]).toEqual([6, []])
  })
})

describe('partitions that were given too few', () => {
  test('are a blocker, and billed as they are', () => {
    // 24 / 5 → 5
    const answer = serverless({ ...steady(24), partitions: 4 })
    expect(findings(answer, 'PARTITION_THROUGHPUT_EXCEEDED').map(({ severity, limit, actual }) => [severity, limit, actual])).toEqual([['blocker', '5 partitions', '4 partitions']])
    expect(costs(answer)['compute.partitions']).toBe('4.38')
  })

  test('are an error below the topics', () => {
    expect(refusal(() => serverless({ ...steady(1), partitions: 1, topics: 2 })).code).toBe('IMPOSSIBLE_COMBINATION')
  })
})

describe('a month', () => {
  test('of 744 hours pays for 14 more of them, and for less data at rest', () => {
    // 744 × 0.75; 744 × 100 × 0.0015; 12,832.03125 × 24 / 744 = 413.936491935484 × 0.1
    const answer = serverless(worked, { conventions: { hoursPerMonth: 744, recordOverheadBytes: 0 } })
    expect(costs(answer)).toMatchObject({ 'compute.cluster': '558', 'compute.partitions': '111.6', 'storage.brokers': '41.393649193548', 'data.in': '1283.203125' })
  })
})

describe('regions', () => {
  test.each(['us-west-1', 'sa-east-1', 'us-gov-east-1'])('without Serverless are an error in its place and never another price: %s', region => {
    expect(refusal(() => serverless({ ...worked, region })).code).toBe('NOT_OFFERED_IN_REGION')
  })

  test('on the way out are paid for as everywhere', () => {
    // 12,832.03125 read: 10 % × 0.02, 20 % × 0.09
    const answer = serverless({ ...mebibytes(5), retentionDays: 1, crossRegionPercent: 10, internetEgressPercent: 20 })
    expect(costs(answer)).toMatchObject({ 'network.cross-region': '25.6640625', 'network.internet-egress': '230.9765625', 'network.inter-zone.consume': '0' })
    // 70 % stay: 12,832.03125 × 0.7 × 2/3
    expect(quantities(answer)['network.inter-zone.consume']).toBe('5988.28125')
    expect(assumption(answer, 'crossRegionTo')).toBe('unspecified')
  })
})
