import { describe, expect, test } from 'vitest'
import { sizingPolicies } from '../../../src/models/sizing/sizing.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'
import { bill, ec2, mebibytes, sizing } from './bill.ts'

// Every type that both tables have: MSK sells it as kafka.<type>.
const shared = ['m5.large', 'm5.xlarge', 'm5.2xlarge', 'm5.4xlarge', 'm5.8xlarge', 'm5.12xlarge', 'm7g.large', 'm7g.xlarge', 'm7g.2xlarge', 'm7g.4xlarge', 'm7g.8xlarge', 'm7g.12xlarge']

const workloads: Readonly<Record<string, GivenWorkload>> = {
  'a small stream': { ...mebibytes(5), retentionDays: 1 },
  'a fan-out': { ...mebibytes(20), retentionDays: 1, consumerGroups: 6 },
  'a steep peak of two copies in two zones': { ...mebibytes(8), retentionDays: 2, peakToAverageRatio: 6, replicationFactor: 2, availabilityZones: 2 },
  'an archive in tiers': { ...mebibytes(30), retentionDays: 60, localRetentionHours: 36 },
  'five copies on full disks': { ...mebibytes(10), retentionDays: 20, replicationFactor: 5 },
  'thousands of partitions': { ...mebibytes(5), retentionDays: 1, partitions: 6500 }
}

const sized = Object.entries(workloads).flatMap(([name, workload]) => sizingPolicies.flatMap(sizingPolicy => shared.map(type => ({ name, workload, sizingPolicy, type }))))

describe('Kafka needs the same headroom wherever it runs', () => {
  test.each(sized)('$name takes as many $type of MSK as of EC2 by $sizingPolicy', ({ workload, sizingPolicy, type }) => {
    const options = { brokerType: type, sizingPolicy }
    const [msk, own] = [sizing(bill(workload, options)), sizing(ec2(workload, options))]
    expect([msk.brokerType, own.brokerType]).toEqual([`kafka.${type}`, type])
    const comparable = ({ brokers, partitions, partitionReplicas, storageGib, bindingConstraint, brokersByPolicy, constraints }: typeof own): object =>
      ({ brokers, partitions, partitionReplicas, storageGib, bindingConstraint, brokersByPolicy, constraints: constraints.map(({ source, ...numbers }) => numbers) })
    expect(comparable(own)).toEqual(comparable(msk))
    expect(msk.brokersByPolicy![sizingPolicy]).toBe(msk.brokers)
  })

  test('by hand: six groups at 40 MiB/s are 12 large brokers of m7g by the factors and 6 by the limits', () => {
    // 117 / (5.7 + 9) = 7.959 / 2: 40 / 3.98 = 10.05 → 11 → 12; 40 × (6 + 2) = 320 / 58.5 = 5.47 → 6, 40 × 3 / 39.375 = 3.05 → 4, 240 / 80 = 3, 40 / 20 = 2 → 6
    const counted = sizing(ec2(workloads['a fan-out']!, { brokerType: 'm7g.large' })).brokersByPolicy
    expect(counted).toEqual({ 'safety-factors': 12, 'baseline-limits': 6 })
  })

  test('by hand: 6,500 partitions in three copies are 21 brokers of up to 4 vCPU, 12 of 8 and 6 of more', () => {
    // 19,500 / 1,000 → 20 → 21; / 2,000 → 10 → 12; / 4,000 → 5 → 6
    const brokers = (type: string): number => sizing(ec2(workloads['thousands of partitions']!, { brokerType: type })).brokers
    expect(['m7g.large', 'm7g.xlarge', 'm7g.2xlarge', 'm7g.4xlarge', 'm7g.12xlarge'].map(brokers)).toEqual([21, 21, 12, 6, 6])
  })
})
