import { describe, expect, test } from 'vitest'
import { performanceOf, smallestVolume, sustained, volumeFacts, volumesOf } from '../../../src/models/kafka/volumes.ts'
import type { Volume } from '../../../src/models/kafka/volumes.ts'
import { ebsFacts, gp3Volumes } from '../../../src/models/kafka/ebs-facts.ts'
import ebs from '../../../pricing/aws-ebs/2025-10-09.json' with { type: 'json' }
import azureBefore from '../../../pricing/azure-vm/2026-08-01.json' with { type: 'json' }
import azure from '../../../pricing/azure-vm/2026-11-26.json' with { type: 'json' }
import table from '../../../pricing/gcp-compute-engine/2026-07-30.json' with { type: 'json' }
import { sizingFacts } from './bill.ts'

const facts = volumeFacts.parse(table.facts)
const volume = (id: string): Volume => volumesOf(facts, 'gcp-compute-engine').find(one => one.id === id)!
const smallestOf = (of: Volume, volumeMibPerSecond: number): object => smallestVolume(performanceOf(volumeMibPerSecond, of, sizingFacts), of)
const smallest = (id: string, volumeMibPerSecond: number): object => smallestOf(volume(id), volumeMibPerSecond)
const [gp3] = gp3Volumes(ebsFacts.parse(ebs.facts)) as [Volume]
const [premiumBefore, premium] = [azureBefore, azure].map(({ facts }) => volumesOf(volumeFacts.parse(facts), 'azure-vm')[0]) as [Volume, Volume]
const ofSize = (of: Volume | undefined, gib: number | undefined, machineMibPerSecond: number | null): number | null => sustained(of, gib, machineMibPerSecond, sizingFacts)

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

  test.each([
    { mib: 375, gib: 1, formula: '1', why: '3,000 operations of 128 KiB are free at any size' },
    { mib: 376, gib: 7, formula: '1, ceil(3008 / 500)', why: '3,008 / 500 = 6.02' },
    { mib: 2000, gib: 32, formula: '1, ceil(16000 / 500)', why: 'exactly 32' }
  ])('of gp3 that gives $mib MiB/s has $gib GiB: $why', ({ mib, gib, formula }) => {
    expect(smallestOf(gp3, mib)).toEqual({ gib, formula })
  })
})

describe('a volume of a given size', () => {
  test('sustains what its size gives, and no more than the machine', () => {
    // 140 + 1,000 × 0.28
    expect([ofSize(volume('pd-balanced'), 1000, 800), ofSize(volume('pd-balanced'), 1000, 240), ofSize(volume('pd-balanced'), 1000, null)]).toEqual([420, 240, 420])
  })

  test('sustains what the machine does where performance is sold beside the size, or where there is none', () => {
    expect([ofSize(volume('hyperdisk-balanced'), 10, 800), ofSize(undefined, 10, null), ofSize(undefined, 10, 240)]).toEqual([800, null, 240])
  })

  test('of gp3 may have 500 operations a GiB bought, and gives 3,000 at any size', () => {
    // 3,000 × 128 KiB = 375 MiB/s; 10 × 500 = 5,000 × 128 KiB = 625
    expect([1, 6, 10, 100].map(gib => ofSize(gp3, gib, 800))).toEqual([375, 375, 625, 800])
  })
})

describe('a volume of any size', () => {
  test('gives what it gives at most, where its table says so', () => {
    // 1,200 MB/s of 10^6 bytes are 1,144 whole MiB/s
    expect([ofSize(premium, undefined, 1654.62), ofSize(premium, undefined, 586), ofSize(premium, undefined, null), ofSize(premiumBefore, undefined, 1654.62)]).toEqual([1144, 586, null, 1654.62])
    expect([ofSize(gp3, undefined, 2384.18), ofSize(volume('pd-balanced'), undefined, 800)]).toEqual([2000, 800])
  })

  test('gives as many operations as it gives at most', () => {
    // 1,000 × 128 KiB
    expect(ofSize({ ...premium, maximum: { iops: 1000, mibPerSecond: 1144 } }, undefined, 1654.62)).toBe(125)
  })
})
