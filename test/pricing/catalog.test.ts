import { describe, expect, it } from 'vitest'
import { createCatalog, tableAsOf, tableVersion } from '../../src/pricing/catalog.ts'
import { EstimateError } from '../../src/pricing/errors.ts'
import { smallDocument, smallTable } from './small-tables.ts'

const queue = (version: string) => smallTable({ id: 'queue', version })
const catalog = createCatalog([queue('2026-03-01'), queue('2025-06-05'), queue('2026-03-01.1'), smallTable({ id: 'log', version: '2025-10-09' })])

const inForce = (asOf: string): string => tableAsOf(catalog, 'queue', asOf).version

/** The error that a question meets, as a client sees it. */
function failure (ask: () => unknown): { code: string, message: string, data: unknown } {
  try {
    ask()
  } catch (error) {
    if (error instanceof EstimateError) return { code: error.code, message: error.message, data: error.data }
    throw error
  }
  throw new Error('there was an answer')
}

describe('the prices in force on a day', () => {
  it('are the old ones until the day before', () => {
    expect(inForce('2026-02-28')).toBe('2025-06-05')
  })

  it('are the new ones from their own day on', () => {
    const uncorrected = createCatalog([queue('2025-06-05'), queue('2026-03-01')])
    expect(tableAsOf(uncorrected, 'queue', '2026-03-01').version).toBe('2026-03-01')
    expect(tableAsOf(uncorrected, 'queue', '2026-03-02').version).toBe('2026-03-01')
    expect(tableAsOf(uncorrected, 'queue', '2999-12-31').version).toBe('2026-03-01')
  })

  it('are the corrected ones from the same day on', () => {
    expect(inForce('2026-03-01')).toBe('2026-03-01.1')
    expect(inForce('2026-03-02')).toBe('2026-03-01.1')
  })

  it('are the first ones on their first day', () => {
    expect(inForce('2025-06-05')).toBe('2025-06-05')
  })

  it('follow the latest correction also when there are more than nine', () => {
    const corrected = createCatalog(['2026-03-01.9', '2026-03-01.10', '2026-03-01', '2026-03-01.2'].map(queue))
    expect(corrected.tables.get('queue')?.map(table => table.version)).toEqual(['2026-03-01', '2026-03-01.2', '2026-03-01.9', '2026-03-01.10'])
    expect(tableAsOf(corrected, 'queue', '2026-03-01').version).toBe('2026-03-01.10')
  })

  it('are unknown before the first table: nothing later is used instead', () => {
    expect(failure(() => inForce('2025-06-04'))).toEqual({
      code: 'UNKNOWN_PRICE_TABLE_VERSION',
      message: 'Price table queue has no version in force on 2025-06-04; its first one holds from 2025-06-05.',
      data: { table: 'queue', asOf: '2025-06-04', accepted: ['2025-06-05', '2026-03-01', '2026-03-01.1'] }
    })
  })
})

describe('the prices of a version', () => {
  it('are found by its name, also where a correction replaced them', () => {
    expect(tableVersion(catalog, 'queue', '2026-03-01').digest).toBe('sha256:queue-2026-03-01')
    expect(tableVersion(catalog, 'queue', '2026-03-01.1').digest).toBe('sha256:queue-2026-03-01.1')
  })

  it('are unknown where the version never landed, and the sentence says which did', () => {
    expect(failure(() => tableVersion(catalog, 'queue', '2026-03-02'))).toEqual({
      code: 'UNKNOWN_PRICE_TABLE_VERSION',
      message: 'Price table queue has no version "2026-03-02"; its versions are 2025-06-05, 2026-03-01, 2026-03-01.1.',
      data: { table: 'queue', version: '2026-03-02', accepted: ['2025-06-05', '2026-03-01', '2026-03-01.1'] }
    })
  })

  it('are unknown where there is no such table, and the sentence says which there are', () => {
    const unknown = { code: 'UNKNOWN_PRICE_TABLE', message: 'There is no price table "stream"; known are queue, log.', data: { table: 'stream', accepted: ['queue', 'log'] } }
    expect(failure(() => tableVersion(catalog, 'stream', '2026-03-01'))).toEqual(unknown)
    expect(failure(() => tableAsOf(catalog, 'stream', '2026-03-01'))).toEqual(unknown)
  })
})

describe('a catalog', () => {
  it('knows the regions of all tables by the alphabet, each under its newest name', () => {
    const sold = (id: string, version: string, regions: Record<string, string>) =>
      smallTable({ id, version, regions: Object.fromEntries(Object.entries(regions).map(([code, name]) => [code, { name, skus: {} }])) })
    const { regions } = createCatalog([sold('queue', '2026-01-01', { west: 'New West' }), sold('queue', '2025-01-01', { west: 'West', east: 'East' }), sold('log', '2025-06-01', { north: 'North' })])
    expect([...regions]).toEqual([['east', 'East'], ['north', 'North'], ['west', 'New West']])
  })

  it('keeps the document of each table as it was read', () => {
    expect(tableVersion(catalog, 'log', '2025-10-09').document).toEqual(smallDocument({ id: 'log', version: '2025-10-09' }))
  })
})
