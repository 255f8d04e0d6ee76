import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { mskExpressOptions, selfManagedOptions } from '../../../src/models/kafka/kafka-options.ts'

const options = z.strictObject(selfManagedOptions)
const takes = (given: Readonly<Record<string, unknown>>): boolean => options.safeParse(given).success

describe('an option', () => {
  test.each([
    { name: 'utilisation', least: 0.01, most: 1, below: 0, above: 1.01 },
    { name: 'brokers', least: 1, most: 1000, below: 0, above: 1001 },
    { name: 'storageGibPerBroker', least: 1, most: 16384, below: 0, above: 16385 },
    { name: 'tieredReadPercent', least: 0, most: 100, below: -1, above: 101 }
  ])('$name lies between $least and $most', ({ name, least, most, below, above }) => {
    expect([least, most, below, above].map(value => takes({ [name]: value }))).toEqual([true, true, false, false])
  })

  test('counts brokers and GiB in whole numbers', () => {
    expect([takes({ brokers: 3.5 }), takes({ storageGibPerBroker: 100.5 })]).toEqual([false, false])
  })

  test('is one of its choices', () => {
    expect([takes({ sizingPolicy: 'baseline-limits' }), takes({ controllers: 'combined' }), takes({ orchestration: 'kubernetes' }), takes({ commitment: '3-years' })]).toEqual([true, true, true, true])
    expect([takes({ sizingPolicy: 'guess' }), takes({ controllers: 'none' }), takes({ orchestration: 'nomad' }), takes({ commitment: '2-years' })]).toEqual([false, false, false, false])
  })

  test('that nobody knows is refused, and Express has no volumes to fix', () => {
    expect(takes({ broker: 3 })).toBe(false)
    expect(Object.keys(mskExpressOptions)).toEqual(['brokerType', 'brokers', 'utilisation', 'nonProductionClusters', 'connectWorkers', 'connectMcusPerWorker', 'replicator', 'replicatorRegion', 'multiVpcConnectivity', 'multiVpcPercent'])
  })
})
