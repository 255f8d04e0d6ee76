import { describe, expect, test } from 'vitest'
import { logWorkload } from '../../../src/models/kafka/log-workload.ts'
import type { LogRules } from '../../../src/models/kafka/log-rules.ts'
import type { LogWorkload } from '../../../src/models/kafka/log-workload.ts'
import { noPartitionCaps } from '../../../src/models/sizing/partitions.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'
import { plain } from '../../../src/pricing/decimal.ts'
import { mebibytes, refusal, sizingFacts, whole } from './bill.ts'

const MEBIBYTE = 1_048_576
const asAsked: LogRules = { zonesAllowed: [1, 2, 3, 4, 5, 6], fixedReplicationFactor: null, billedCopies: null, partitionCaps: noPartitionCaps, tieredStorage: false, messageBytesMaximum: MEBIBYTE, messageLimitIsFixed: false }

const log = (given: Partial<GivenWorkload>, rules: Partial<LogRules> = {}): LogWorkload =>
  logWorkload([whole(given)], { hoursPerMonth: 730, recordOverheadBytes: 0 }, sizingFacts, { ...asAsked, ...rules })
const found = (...asked: Parameters<typeof log>): readonly (readonly unknown[])[] => log(...asked).findings.map(({ code, severity, limit, actual }) => [code, severity, limit, actual])

describe('a message', () => {
  test('of a mebibyte is what brokers take; one byte more needs a larger message.max.bytes', () => {
    expect(found({ payloadBytes: MEBIBYTE })).toEqual([])
    expect(found({ payloadBytes: MEBIBYTE + 1 })).toEqual([['MESSAGE_ABOVE_DEFAULT', 'warning', '1048576 bytes', '1048577 bytes']])
  })

  test('is a blocker where the limit cannot be raised', () => {
    expect(found({ payloadBytes: MEBIBYTE + 1 }, { messageLimitIsFixed: true })).toEqual([['MESSAGE_TOO_LARGE', 'blocker', '1048576 bytes', '1048577 bytes']])
  })

  test('counts compressed: three mebibytes at a ratio of 4 fit', () => {
    expect(found({ payloadBytes: 3 * MEBIBYTE, compressionRatio: 4 })).toEqual([])
    // 5,000,000 / 4 = 1,250,000
    expect(found({ payloadBytes: 5_000_000, compressionRatio: 4 })).toEqual([['MESSAGE_ABOVE_DEFAULT', 'warning', '1048576 bytes', '1250000 bytes']])
  })

  test('of a mix is the largest and not the mean', () => {
    expect(found({ payloadBytes: undefined, payloadMix: [{ bytes: 100, percent: 99 }, { bytes: 2_000_000, percent: 1 }] })).toEqual([['MESSAGE_ABOVE_DEFAULT', 'warning', '1048576 bytes', '2000000 bytes']])
  })
})

describe('copies', () => {
  test('are those asked for, all of them on disks', () => {
    // 5 × 86,400 / 1,024 = 421.875 × 2
    const { replicationFactor, storage, demand, assumptions } = log({ ...mebibytes(5), replicationFactor: 2, partitions: 10 })
    expect([replicationFactor, plain(storage.localGib), demand.dataGib, demand.partitionReplicas]).toEqual([2, '843.75', 843.75, 20])
    expect(assumptions()).toEqual([])
  })

  test('are those of an offering that fixes its own, which it says where others were asked for', () => {
    const fixed = { fixedReplicationFactor: 3, billedCopies: 1 }
    const { replicationFactor, storage, demand, assumptions } = log({ ...mebibytes(5), replicationFactor: 2, partitions: 10 }, fixed)
    expect([replicationFactor, plain(storage.localGib), demand.partitionReplicas]).toEqual([3, '421.875', 30])
    expect(assumptions()).toEqual([{ name: 'replicationFactor', value: '3', unit: 'copies', origin: 'rule', why: 'The offering fixes its own number of copies; the workload asks for 2.' }])
    expect(log({ partitions: 10 }, fixed).assumptions()).toEqual([])
  })
})

describe('what was not given', () => {
  test('is assumed by name: the partitions', () => {
    expect(log({}).assumptions().map(({ name, value }) => [name, value])).toEqual([['partitions', '3']])
  })

  test('cannot be assumed: the hours that stay on the brokers of tiered storage', () => {
    const error = refusal(() => log({}, { tieredStorage: true }))
    expect([error.code, error.message]).toEqual(['IMPOSSIBLE_COMBINATION', 'tieredStorage is true and localRetentionHours is missing: give workload.localRetentionHours, the hours that stay on the brokers.'])
  })
})

test('readers that there are none of are a warning, after the zones and the partitions', () => {
  expect(found({ consumerGroups: 0, availabilityZones: 1, ordering: 'strict', pollersPerGroup: 2 }, { zonesAllowed: [2, 3] })).toEqual([
    ['ZONES_CLAMPED', 'info', '2, 3', '1'],
    ['MORE_RECEIVERS_THAN_PARTITIONS', 'warning', '1 receiver', '2 receivers'],
    ['NO_CONSUMER', 'warning', undefined, undefined]
  ])
})

test('a log asks of its cluster what it writes at the peak, in the zones that there are', () => {
  const { demand, shape } = log({ ...mebibytes(5), retentionDays: 7, localRetentionHours: 12, availabilityZones: 6, consumerGroups: 2 }, { tieredStorage: true, zonesAllowed: [2, 3] })
  // 10 MiB/s are 10.48576 MB/s; 5 × 43,200 × 3 / 1,024; 6 partitions, as asked, × 3; two groups on one topic
  // twice 10.48576 MB/s are read; 5 × 1,024 messages a second, twice at the peak; one receiver a group
  expect(demand).toEqual({ peakWriteMibPerSecond: 10, peakWriteMegabytesPerSecond: 10.48576, peakReadMegabytesPerSecond: 20.97152, peakMessagesPerSecond: 10_240, dataGib: 632.8125, partitions: 6, partitionReplicas: 18, topics: 1, consumerGroups: 2, subscriptions: 2, receivers: 2 })
  expect(shape).toEqual({ consumerGroups: 2, replicationFactor: 3, zones: 3, tieredShare: 1, groupsTimesCopies: 6, tieredShareTimesCopies: 3 })
})

describe('a choice that costs more than money', () => {
  test('is one copy, where the offering keeps as many as are asked for', () => {
    expect(found({ replicationFactor: 1 })).toEqual([['SINGLE_COPY', 'warning', undefined, undefined]])
    expect(found({ replicationFactor: 1 }, { fixedReplicationFactor: 3 })).toEqual([])
  })

  test('is a local retention where nothing is tiered', () => {
    expect(found({ localRetentionHours: 6 })).toEqual([['LOCAL_RETENTION_IGNORED', 'info', undefined, undefined]])
    expect(found({ localRetentionHours: 6 }, { tieredStorage: undefined })).toEqual([])
  })
})
