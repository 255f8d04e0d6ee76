import { describe, expect, test } from 'vitest'
import { countPartitions, noPartitionCaps } from '../../../src/models/sizing/partitions.ts'
import type { PartitionCaps, PartitionCount } from '../../../src/models/sizing/partitions.ts'
import { kafkaRates } from '../../../src/models/sizing/rates.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'
import { megabytes, refusal, whole } from '../kafka/bill.ts'

const CARRIES = 10
const capped: PartitionCaps = { inMegabytesPerSecond: 5, outMegabytesPerSecond: 10, source: 'aws-msk:facts/cap' }

function counted (peakMegabytes: number, given: Partial<GivenWorkload> = {}, caps = noPartitionCaps): PartitionCount {
  const workload = whole({ ...megabytes(peakMegabytes), peakToAverageRatio: 1, ...given })
  return countPartitions(workload, kafkaRates(workload, { hoursPerMonth: 730, recordOverheadBytes: 0 }), CARRIES, caps)
}

describe('partitions that nobody gave', () => {
  test('are one a zone where the peak is small, for each topic', () => {
    expect(counted(1).partitions).toBe(3)
    expect(counted(1, { availabilityZones: 5 }).partitions).toBe(5)
    expect(counted(1, { topics: 20 }).partitions).toBe(60)
  })

  test('carry 10 MB/s each of what a topic writes at the peak', () => {
    // 95 / 10 → 10; 95 over 2 topics: 47.5 / 10 → 5 each; 90 / 10 = 9 exactly
    expect(counted(95).partitions).toBe(10)
    expect(counted(95, { topics: 2 }).partitions).toBe(10)
    expect(counted(90).partitions).toBe(9)
  })

  test('are not one more for the last digit of a double: 110 MB/s are eleven of 10', () => {
    // 262,800,000,000 messages of 1,000 B in 2,628,000 s = 100 MB/s, × 1.1 = 110
    expect(counted(100, { peakToAverageRatio: 1.1 }).partitions).toBe(11)
  })

  test('let readers that are no groups read too', () => {
    // 30 MB/s: in / 5 = 6; one group out / 10 = 3; with two other readers 90 / 10 = 9
    expect([capped, { ...capped, otherReaders: 2 }].map(caps => counted(30, {}, caps).partitions)).toEqual([6, 9])
  })

  test('are enough for every receiver of a group to have one', () => {
    expect(counted(1, { pollersPerGroup: 40 }).partitions).toBe(40)
    expect(counted(1, { pollersPerGroup: 40 }).findings).toEqual([])
  })

  test('are one a topic where order is strict, whatever the zones, the peak and the receivers', () => {
    const { partitions, findings } = counted(500, { ordering: 'strict', topics: 4, pollersPerGroup: 9 })
    expect(partitions).toBe(4)
    // 9 receivers on each of 4 topics
    expect(findings.map(({ code, severity, limit, actual }) => [code, severity, limit, actual])).toEqual([['MORE_RECEIVERS_THAN_PARTITIONS', 'warning', '4 receivers', '36 receivers']])
  })

  test('are raised by a cap on what goes into one', () => {
    // 41 / 5 → 9, where 41 / 10 → 5 would have done
    expect(counted(41, {}, capped)).toEqual({ partitions: 9, findings: [] })
    expect(counted(41).partitions).toBe(5)
  })

  test('are raised by a cap on what comes out of one', () => {
    // 12 MB/s read by 5 groups = 60 / 10 = 6; in: 12 / 5 → 3
    expect(counted(12, { consumerGroups: 5 }, capped).partitions).toBe(6)
  })

  test('of a strict topic cannot be raised: a cap that it breaks is a blocker', () => {
    const { partitions, findings } = counted(12, { ordering: 'strict', topics: 2 }, capped)
    // 6 MB/s a topic / 5 → 2 partitions each
    expect(partitions).toBe(2)
    expect(findings).toEqual([{ code: 'PARTITION_THROUGHPUT_EXCEEDED', severity: 'blocker', message: "The peak needs 2 partitions a topic under the service's cap on one partition; a topic has 1.", limit: '4 partitions', actual: '2 partitions', source: 'aws-msk:facts/cap' }])
  })
})

describe('partitions that were given', () => {
  test('stay, be they ever so many or few', () => {
    expect(counted(95, { partitions: 4000 })).toEqual({ partitions: 4000, findings: [] })
    expect(counted(95, { partitions: 1 })).toEqual({ partitions: 1, findings: [] })
  })

  test('below the cap of the service are a blocker and stay', () => {
    const { partitions, findings } = counted(41, { partitions: 8 }, capped)
    expect(partitions).toBe(8)
    expect(findings.map(({ code, severity, limit, actual }) => [code, severity, limit, actual])).toEqual([['PARTITION_THROUGHPUT_EXCEEDED', 'blocker', '9 partitions', '8 partitions']])
    expect(counted(41, { partitions: 9 }, capped).findings).toEqual([])
  })

  test('cannot be fewer than the topics', () => {
    const error = refusal(() => counted(1, { topics: 5, partitions: 4 }))
    expect([error.code, error.message]).toEqual(['IMPOSSIBLE_COMBINATION', 'partitions is 4 and topics is 5: every topic has at least one leader partition, so give at least 5.'])
    expect(counted(1, { topics: 5, partitions: 5 }).partitions).toBe(5)
  })

  test('do not keep a strict order when a topic has more than one', () => {
    const { findings } = counted(1, { ordering: 'strict', topics: 2, partitions: 6 })
    expect(findings.map(({ code, severity, limit, actual }) => [code, severity, limit, actual])).toEqual([['ORDER_NOT_KEPT', 'blocker', '2 partitions', '6 partitions']])
    expect(counted(1, { ordering: 'strict', topics: 1, partitions: 6 }).findings.map(({ message, limit }) => [message, limit])).toEqual([['Strict ordering needs one partition a topic; 6 partitions over 1 topic keep order only within a partition.', '1 partition']])
    expect(counted(1, { ordering: 'strict', topics: 2, partitions: 2 }).findings).toEqual([])
    expect(counted(1, { ordering: 'per-key', topics: 2, partitions: 6 }).findings).toEqual([])
  })

  test('leave receivers idle that are more than they, and it is said where receivers were given', () => {
    const { findings } = counted(1, { partitions: 10, topics: 2, pollersPerGroup: 6 })
    expect(findings.map(({ code, severity, limit, actual }) => [code, severity, limit, actual])).toEqual([['MORE_RECEIVERS_THAN_PARTITIONS', 'warning', '10 receivers', '12 receivers']])
    expect(counted(1, { partitions: 10, topics: 2, pollersPerGroup: 5 }).findings).toEqual([])
  })
})
