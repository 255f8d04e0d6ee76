import { describe, expect, test } from 'vitest'
import { clientLoad, clientLoadAssumptions } from '../../../src/models/kafka/client-load.ts'
import { logWorkload } from '../../../src/models/kafka/log-workload.ts'
import type { LogWorkload } from '../../../src/models/kafka/log-workload.ts'
import { noPartitionCaps } from '../../../src/models/sizing/partitions.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'
import { megabytes, sizingFacts, whole } from './bill.ts'

const log = (...given: readonly Partial<GivenWorkload>[]): LogWorkload =>
  logWorkload(given.map(one => whole(one)), { hoursPerMonth: 730, recordOverheadBytes: 0 }, sizingFacts, { zonesAllowed: [1, 2, 3], fixedReplicationFactor: 3, billedCopies: 3, partitionCaps: noPartitionCaps, tieredStorage: false, messageBytesMaximum: 8e6, messageLimitIsFixed: true })

/** 1,000 messages a second, 4,000 at the peak. */
const thousand = { ...megabytes(1), peakToAverageRatio: 4 }

describe('what clients ask of a service', () => {
  test('is a connection to every zone of each receiver and of one producer a topic', () => {
    // 2 groups × 5 topics × 4 receivers + 5 producers = 45, × 3 zones
    expect(clientLoad(log({ consumerGroups: 2, topics: 5, pollersPerGroup: 4 }), {}).connections).toBe(135)
    expect(clientLoad(log({ consumerGroups: 0, availabilityZones: 1 }), {}).connections).toBe(1)
  })

  test('is a request for 100 records that are written, and for 100 that a group reads', () => {
    // 1,000 / 100 × (1 + 2); four times as many at the peak
    const load = clientLoad(log({ ...thousand, consumerGroups: 2 }), {})
    expect([load.meanRequestsPerSecond, load.peakRequestsPerSecond]).toEqual([30, 120])
  })

  test('adds up over the workloads of a cluster, each with its own readers and peak', () => {
    // 10 × 3 + 10 × 1 at the mean; 120 + 10 at peaks of 4 and 1; (2 + 1 + 0 + 1) × 3 connections
    const load = clientLoad(log({ ...thousand, consumerGroups: 2 }, { ...megabytes(1), peakToAverageRatio: 1, consumerGroups: 0 }), {})
    expect(load).toEqual({ given: [], connections: 12, connectionAttemptsPerSecond: 0, meanRequestsPerSecond: 40, peakRequestsPerSecond: 130 })
  })

  test('is what was given, at the peak and at the mean', () => {
    expect(clientLoad(log(thousand), { clientConnections: 7, connectionAttemptsPerSecond: 0.5, requestsPerSecond: 9 })).toEqual({ given: ['clientConnections', 'connectionAttemptsPerSecond', 'requestsPerSecond'], connections: 7, connectionAttemptsPerSecond: 0.5, meanRequestsPerSecond: 9, peakRequestsPerSecond: 9 })
  })

  test('is assumed as far as it was not given', () => {
    // 10 × (1 + 1) × 4 = 80 requests
    const load = clientLoad(log(thousand), {})
    expect(clientLoadAssumptions(load, {}).map(({ name, value, origin }) => [name, value, origin])).toEqual([
      ['clientConnections', '6', 'judgement'], ['connectionAttemptsPerSecond', '0', 'judgement'], ['requestsPerSecond', '80', 'judgement']
    ])
    expect(clientLoadAssumptions(load, { clientConnections: 1, connectionAttemptsPerSecond: 1, requestsPerSecond: 1 })).toEqual([])
  })
})
