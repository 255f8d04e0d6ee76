import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { volumeGib, logStorage } from '../../../src/models/sizing/storage.ts'
import { kafkaRates } from '../../../src/models/sizing/rates.ts'
import { consumeShare, replicationShare } from '../../../src/models/sizing/zones.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'
import { Decimal } from '../../../src/pricing/decimal.ts'
import { bill, ec2, express, infrastructure, mebibytes, serverless, sizing, whole } from '../kafka/bill.ts'

const stream = fc.record({
  payloadBytes: fc.integer({ min: 1, max: 100_000 }),
  retentionDays: fc.constantFrom(0.1, 1, 3.5, 7),
  replicationFactor: fc.integer({ min: 1, max: 5 }),
  availabilityZones: fc.integer({ min: 1, max: 6 }),
  consumerGroups: fc.integer({ min: 0, max: 12 }),
  compressionRatio: fc.constantFrom(1, 1.7, 3, 7),
  followerFetching: fc.boolean()
})
const messages = fc.integer({ min: 0, max: 400_000_000 })
const sizingPolicy = fc.constantFrom('safety-factors', 'baseline-limits')
const brokerType = fc.constantFrom('m5.large', 'm7g.xlarge', 'm7g.4xlarge')

// The same cases in every run: a bill that breaks a rule breaks it for everybody.
const runs = { numRuns: 60, seed: 20261123 }

describe('more messages', () => {
  test('never need fewer brokers of a type, and never cost less', () => {
    fc.assert(fc.property(stream, messages, messages, sizingPolicy, brokerType, (given, some, more, policy, type) => {
      for (const ask of [bill, ec2]) {
        const [small, large] = [some, some + more].map(requestsPerMonth => ask({ ...given, requestsPerMonth }, { brokerType: type, sizingPolicy: policy }))
        expect(sizing(large!).brokers).toBeGreaterThanOrEqual(sizing(small!).brokers)
        expect(Number(infrastructure(large!))).toBeGreaterThanOrEqual(Number(infrastructure(small!)))
      }
    }), runs)
  })

  test('never cost less where nobody fixes a type', () => {
    fc.assert(fc.property(stream, messages, messages, (given, some, more) => {
      for (const ask of [bill, express, serverless, ec2] as const) {
        const [small, large] = [some, some + more].map(requestsPerMonth => Number(infrastructure(ask({ ...given, requestsPerMonth }))))
        expect(large!).toBeGreaterThanOrEqual(small!)
      }
    }), runs)
  })
})

describe('a cluster that was sized', () => {
  test('is a multiple of its zones, holds every copy and keeps every allowed utilisation', () => {
    fc.assert(fc.property(stream, messages, sizingPolicy, (given, requestsPerMonth, policy) => {
      const { brokers, constraints } = sizing(ec2({ ...given, requestsPerMonth }, { sizingPolicy: policy }))
      expect(brokers % given.availabilityZones).toBe(0)
      expect(brokers).toBeGreaterThanOrEqual(given.replicationFactor)
      for (const { dimension, utilisation, allowedUtilisation } of constraints) expect(Number(utilisation), dimension).toBeLessThanOrEqual(Number(allowedUtilisation) + 1e-6)
    }), runs)
  })

  test('is the cheapest of what it names', () => {
    fc.assert(fc.property(stream, messages, (given, requestsPerMonth) => {
      const answer = bill({ ...given, requestsPerMonth })
      for (const { monthlyCost } of sizing(answer).alternatives) expect(Number(monthlyCost)).toBeGreaterThanOrEqual(Number(infrastructure(answer)))
    }), runs)
  })

  test('never costs more because readers fetch from followers', () => {
    fc.assert(fc.property(stream, messages, (given, requestsPerMonth) => {
      const [leaders, followers] = [false, true].map(followerFetching => Number(infrastructure(ec2({ ...given, requestsPerMonth, followerFetching }))))
      expect(followers!).toBeLessThanOrEqual(leaders!)
    }), runs)
  })
})

describe('bytes', () => {
  test('of copies cross no more often than there are other copies, and as often where each has its own zone', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }), (copies, zones) => {
      const { over, under } = replicationShare(copies, zones)
      expect(over / under).toBeGreaterThanOrEqual(0)
      expect(over).toBeLessThanOrEqual((copies - 1) * under)
      if (copies <= zones) expect(over).toBe((copies - 1) * under)
      expect(consumeShare(copies, zones, true).over).toBeLessThanOrEqual(consumeShare(copies, zones, false).over)
    }), runs)
  })

  test('are on the brokers or in the tier, wherever the hours are split', () => {
    // 5 MiB/s: a day is 421.875 GB, of which the brokers hold `copies`
    fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 800 }), (copies, retentionDays, localRetentionHours) => {
      const given: GivenWorkload = { ...mebibytes(5), retentionDays, localRetentionHours }
      const workload = whole(given)
      const storage = logStorage(workload, kafkaRates(workload, { hoursPerMonth: 730, recordOverheadBytes: 0 }), copies, true)
      expect(storage.localGib.div(copies).plus(storage.remoteGb).toDecimalPlaces(20).toString()).toBe(new Decimal(421.875).times(retentionDays).toString())
    }), runs)
  })

  test('fit the volumes that are bought, which are no GiB larger than that', () => {
    fc.assert(fc.property(messages, fc.integer({ min: 1, max: 60 }), fc.constantFrom(1, 3, 7), (requestsPerMonth, brokers, compressionRatio) => {
      const workload = whole({ requestsPerMonth, payloadBytes: 100_000, compressionRatio })
      const storage = logStorage(workload, kafkaRates(workload, { hoursPerMonth: 730, recordOverheadBytes: 0 }), 3, false)
      const together = volumeGib(storage, brokers, 0.5, 0).times(brokers)
      const needed = storage.localGib.times(2)
      expect(together.gte(needed)).toBe(true)
      expect(together.minus(brokers).lt(needed) || needed.isZero()).toBe(true)
    }), runs)
  })
})
