import { describe, expect, test } from 'vitest'
import { bill, ec2, express, ids, line, response, worked } from './bill.ts'

describe('clusters that are not production', () => {
  test('are the smallest that the offering sells: three brokers of the cheapest type each', () => {
    // 2 clusters × 3 brokers × 730 hours = 4,380 hours of kafka.m7g.large at 0.204
    const { pricingQuantity, cost, formula, consumedQuantity } = line(bill(worked, { nonProductionClusters: 2 }), 'compute.non-production')
    expect([consumedQuantity, pricingQuantity, cost, formula]).toEqual(['2', '4380', '893.52', '2 clusters × 3 brokers × 730 hours'])
  })

  test('keep the copies and the zones of the workload', () => {
    // Four copies on two zones are four brokers; five on three zones are six.
    expect(line(bill({ ...worked, replicationFactor: 4, availabilityZones: 2 }, { nonProductionClusters: 1 }), 'compute.non-production').formula).toBe('1 clusters × 4 brokers × 730 hours')
    expect(line(ec2({ ...worked, replicationFactor: 5 }, { nonProductionClusters: 1 }), 'compute.non-production').formula).toBe('1 clusters × 6 brokers × 730 hours')
  })

  test('cost hours of people as well', () => {
    const [without, with2] = [express(worked), express(worked, { nonProductionClusters: 2 })]
    expect(Number(with2.operations!.hours.expected)).toBeGreaterThan(Number(without.operations!.hours.expected))
  })

  test('are one serverless cluster each', () => {
    // 3 × 730 × 0.75
    const serverless = response(worked, { nonProductionClusters: 3 }, { offering: 'aws-msk-serverless' }).estimates[0]!
    expect(line(serverless, 'compute.non-production').cost).toBe('1642.5')
  })

  test('are no line where there are none', () => {
    expect(ids(bill(worked))).not.toContain('compute.non-production')
  })
})
