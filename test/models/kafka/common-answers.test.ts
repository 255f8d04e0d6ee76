import { describe, expect, test } from 'vitest'
import { tieredReadPercent } from '../../../src/models/kafka/cluster-charges.ts'
import { clusterAssumptions, kafkaDrivers, kafkaExclusions } from '../../../src/models/kafka/common-answers.ts'
import type { ClusterOptions } from '../../../src/models/kafka/kafka-options.ts'
import { logWorkload } from '../../../src/models/kafka/log-workload.ts'
import type { LogWorkload } from '../../../src/models/kafka/log-workload.ts'
import type { Replication } from '../../../src/models/kafka/msk-extras-options.ts'
import { offerings } from '../../../src/models/registry.ts'
import { noPartitionCaps } from '../../../src/models/sizing/partitions.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'
import { sizingFacts, whole } from './bill.ts'

const options = { sizingPolicy: 'safety-factors' } as ClusterOptions

const log = (given: Partial<GivenWorkload>): LogWorkload => logWorkload([whole(given)], { hoursPerMonth: 730, recordOverheadBytes: 0 }, sizingFacts, { zonesAllowed: [3], fixedReplicationFactor: null, billedCopies: null, partitionCaps: noPartitionCaps, tieredStorage: false, messageBytesMaximum: 1e6, messageLimitIsFixed: false })

describe('what people look after on a Kafka offering', () => {
  test('is one cluster, its brokers, its topics, its partitions, and a group on every topic', () => {
    // 3 groups × 20 topics
    expect(kafkaDrivers(log({ topics: 20, consumerGroups: 3, partitions: 120 }), 6, { nonProductionClusters: 0 })).toEqual({ productionClusters: 1, nonProductionClusters: 0, brokers: 6, topics: 20, partitions: 120, consumerGroups: 60, schemaRegistry: false, replicationLinks: 0 })
  })

  test('is twice the clusters, brokers and partitions with a second one that mirrors it, and a link to it', () => {
    expect(kafkaDrivers(log({ topics: 20, consumerGroups: 3, partitions: 120 }), 6, { nonProductionClusters: 0 }, 2)).toEqual({ productionClusters: 2, nonProductionClusters: 0, brokers: 12, topics: 20, partitions: 240, consumerGroups: 60, schemaRegistry: false, replicationLinks: 1 })
  })

  test('is also what the caller runs beside it', () => {
    expect(kafkaDrivers(log({}), 3, { nonProductionClusters: 2, schemaRegistry: true })).toMatchObject({ nonProductionClusters: 2, schemaRegistry: true })
  })

  test('is a link more with MSK Replicator', () => {
    expect([undefined, 'none', 'same-region', 'cross-region'].map(replicator => kafkaDrivers(log({}), 3, { nonProductionClusters: 0, ...(replicator === undefined ? {} : { replicator: replicator as Replication }) }).replicationLinks)).toEqual([0, 0, 1, 1])
  })

  test('is no group where nobody reads', () => {
    expect(kafkaDrivers(log({ topics: 20, consumerGroups: 0 }), 3, { nonProductionClusters: 0 }).consumerGroups).toBe(0)
  })
})

describe('what a Kafka bill leaves out', () => {
  test.each([
    { options: {}, message: 'Stream processing, Kafka Connect, a schema registry.' },
    { options: { connectWorkers: 0 }, message: 'Stream processing, a schema registry; unless asked for, Kafka Connect.' },
    { options: { schemaRegistry: false }, message: 'Stream processing, Kafka Connect; unless asked for, a schema registry.' },
    { options: { connectWorkers: 0, schemaRegistry: false }, message: 'Stream processing; unless asked for, Kafka Connect and a schema registry.' }
  ])('is what no option can ask for: $message', ({ options, message }) => {
    expect(kafkaExclusions(options).map(one => [one.code, one.message])).toEqual([['REBALANCING_TRAFFIC', 'Bytes moved between zones when partitions are reassigned or a broker is replaced.'], ['KAFKA_CONNECT', message]])
  })

  test('says "unless asked for" of exactly what the offering has an option for', () => {
    const names = { connectWorkers: 'Kafka Connect', schemaRegistry: 'a schema registry' }
    for (const { id, options, exclusions } of offerings.filter(({ family }) => family === 'kafka')) {
      const unlessAsked = exclusions.find(({ code }) => code === 'KAFKA_CONNECT')!.message.split('; unless asked for, ')[1] ?? ''
      for (const [option, name] of Object.entries(names)) expect([id, option, unlessAsked.includes(name)]).toEqual([id, option, option in options.shape])
    }
  })
})

describe('the margins of a cluster', () => {
  test('are assumptions as long as nobody gave them', () => {
    expect(clusterAssumptions(options, sizingFacts).map(({ name, value }) => [name, value])).toEqual([['utilisation', '0.5'], ['storageHeadroom', '0.5']])
    expect(clusterAssumptions({ ...options, utilisation: 0.6 }, sizingFacts).map(({ name }) => name)).toEqual(['storageHeadroom'])
    expect(clusterAssumptions({ ...options, storageGibPerBroker: 10 }, sizingFacts).map(({ name }) => name)).toEqual(['utilisation'])
  })
})

describe('what is read back from the cheap tier', () => {
  test.each([
    { given: undefined, replay: false, percent: 0 },
    { given: undefined, replay: true, percent: 100 },
    { given: 0, replay: true, percent: 0 },
    { given: 12.5, replay: false, percent: 12.5 }
  ])('is $percent % where $given is given and replay is $replay', ({ given, replay, percent }) => {
    expect(tieredReadPercent(given, replay)).toBe(percent)
  })
})
