import { Decimal, plain } from '../../src/pricing/decimal.ts'
import { parsePriceTable } from '../../src/pricing/price-table.ts'
import type { PriceTable, PriceTableDocument } from '../../src/pricing/price-table.ts'
import type { TierCharge } from '../../src/pricing/rate.ts'
import type { Unit } from '../../src/pricing/units.ts'

export type SkuDocument = PriceTableDocument['regions'][string]['skus'][string]
export type RateDocument = SkuDocument['rate']

export const flat = (price: string): RateDocument => ({ kind: 'flat', price })
export const graduated = (...tiers: ReadonlyArray<readonly [upTo: string | null, price: string]>): RateDocument =>
  ({ kind: 'graduated', tiers: tiers.map(([upTo, price]) => ({ upTo, price })) })

/** One price of a small table. */
export const priceOf = (unit: Unit, rate: RateDocument, more: Partial<SkuDocument> = {}): SkuDocument =>
  ({ title: 'A thing for sale', unit, rate, source: 'list', confidence: 'official', ...more })

interface SmallTable {
  readonly id: string
  readonly version?: string
  readonly currency?: string
  readonly skus?: Readonly<Record<string, SkuDocument>>
  readonly notOffered?: string[]
  readonly regions?: PriceTableDocument['regions']
  readonly facts?: Record<string, unknown>
}

/** A table of one source that sells in `here` only, unless its regions are given. */
export function smallDocument ({ id, version = '2026-01-01', currency = 'USD', skus = {}, notOffered, regions, facts = {} }: SmallTable): PriceTableDocument {
  return {
    id,
    version,
    title: `Prices of ${id}`,
    provider: 'Vendor',
    currency,
    provenance: ['Written for a test.'],
    sources: { list: { title: 'Price list', address: 'https://vendor.example/prices', published: '2025-12-01', retrieved: '2025-12-02', confidence: 'official' } },
    facts,
    regions: regions ?? { here: { name: 'Here', skus, ...(notOffered === undefined ? {} : { notOffered }) } }
  }
}

export const smallTable = (given: SmallTable): PriceTable => parsePriceTable(smallDocument(given), `sha256:${given.id}-${given.version ?? '2026-01-01'}`)

export const byId = (...tables: readonly PriceTable[]): ReadonlyMap<string, PriceTable> => new Map(tables.map(table => [table.id, table]))

export const exactly = (text: string): Decimal => new Decimal(text)

/** Tiers as a bill shows them: from, up to, quantity, unit price, cost. */
export const slices = (charges: readonly TierCharge[]): ReadonlyArray<readonly [string, string | null, string, string, string]> =>
  charges.map(({ from, upTo, quantity, unitPrice, cost }) => [plain(from), upTo === null ? null : plain(upTo), plain(quantity), plain(unitPrice), plain(cost)])
