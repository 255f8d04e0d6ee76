import { describe, expect, test } from 'vitest'
import { performanceOf, smallestVolume, sustained, volumeFacts, volumesOf } from '../../../src/models/kafka/volumes.ts'
import type { Volume } from '../../../src/models/kafka/volumes.ts'
import table from '../../../pricing/gcp-compute-engine/2026-07-30.json' with { type: 'json' }
import { sizingFacts } from './bill.ts'

const facts = volumeFacts.parse(table.facts)
const volume = (id: string): Volume => volumesOf(facts, 'gcp-compute-engine').find(one => one.id === id)!
const smallest = (id: string, volumeMibPerSecond: number): object => smallestVolume(performanceOf(volumeMibPerSecond, volume(id), sizingFacts), volume(id))

describe('volumes of a table', () => {
  test('stand in its order, by their SKUs, and are read once', () => {
    expect(volumesOf(facts, 'gcp-compute-engine').map(({ id, storage }) => [id, storage])).toEqual([
      ['pd-balanced', 'gcp-compute-engine/pd-balanced.storage'],
      ['pd-ssd', 'gcp-compute-engine/pd-ssd.storage'],
      ['hyperdisk-balanced', 'gcp-compute-engine/hyperdisk-balanced.storage']
    ])
    expect(volumesOf(facts, 'gcp-compute-engine')).toBe(volumesOf(facts, 'gcp-compute-engine'))
  })
})

describe('the smallest volume', () => {
  test.each([
    { id: 'pd-balanced', mib: 140, gib: 10, formula: '10', why: 'all of it is free' },
    { id: 'pd-balanced', mib: 280, gib: 500, formula: '10, ceil((280 - 140) / 0.28)', why: '140 / 0.28 is exactly 500' },
    { id: 'pd-balanced', mib: 280.1, gib: 504, formula: '10, ceil((281 - 140) / 0.28)', why: '141 / 0.28 = 503.6' },
    { id: 'pd-balanced', mib: 376, gib: 843, formula: '10, ceil((376 - 140) / 0.28), ceil((3008 - 3000) / 6)', why: '236 / 0.28 = 842.9; 8 / 6 → 2' },
    { id: 'hyperdisk-balanced', mib: 376, gib: 4, formula: '4', why: 'performance is sold beside the size' }
  ])('of $id that gives $mib MiB/s has $gib GiB: $why', ({ id, mib, gib, formula }) => {
    expect(smallest(id, mib)).toEqual({ gib, formula })
  })
})

describe('a volume of a given size', () => {
  test('sustains what its size gives, and no more than the machine', () => {
    // 140 + 1,000 × 0.28
    expect([sustained(volume('pd-balanced'), 1000, 800), sustained(volume('pd-balanced'), 1000, 240), sustained(volume('pd-balanced'), 1000, null)]).toEqual([420, 240, 420])
  })

  test('sustains what the machine does where performance is sold beside the size, or where there is none', () => {
    expect([sustained(volume('hyperdisk-balanced'), 10, 800), sustained(undefined, 10, null)]).toEqual([800, null])
  })
})
