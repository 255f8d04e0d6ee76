import type { Confidence, PriceSource, PriceTableDocument } from '../../src/pricing/price-table.ts'
import type { Unit } from '../../src/pricing/units.ts'

export type SkuDocument = PriceTableDocument['regions'][string]['skus'][string]
export type RateDocument = SkuDocument['rate']
export type RegionDocument = PriceTableDocument['regions'][string]

export const RETRIEVED = '2026-11-23'

export interface Fact<Value> {
  readonly value: Value
  readonly source: string
  readonly confidence: Confidence
  readonly note?: string
}

export function fact<Value> (value: Value, source: string, confidence: Confidence, note?: string): Fact<Value> {
  return note === undefined ? { value, source, confidence } : { value, source, confidence, note }
}

export function source (title: string, address: string, published: string, confidence: Confidence, retrieved = RETRIEVED): PriceSource {
  return { title, address, published, retrieved, confidence }
}

interface SkuParts {
  readonly source: string
  readonly confidence: Confidence
  readonly freeQuantity?: string
  readonly skuPriceId?: string
  readonly note?: string
}

export function flat (title: string, unit: Unit, price: string, parts: SkuParts): SkuDocument {
  return sku(title, unit, { kind: 'flat', price }, parts)
}

/** `tiers`: pairs of the last unit of a tier (null: no end) and the price of one unit in it. */
export function graduated (title: string, unit: Unit, tiers: ReadonlyArray<readonly [string | null, string]>, parts: SkuParts): SkuDocument {
  return sku(title, unit, { kind: 'graduated', tiers: tiers.map(([upTo, price]) => ({ upTo, price })) }, parts)
}

function sku (title: string, unit: Unit, rate: RateDocument, parts: SkuParts): SkuDocument {
  return {
    title,
    unit,
    rate,
    ...(parts.freeQuantity === undefined ? {} : { freeQuantity: parts.freeQuantity }),
    ...(parts.skuPriceId === undefined ? {} : { skuPriceId: parts.skuPriceId }),
    source: parts.source,
    confidence: parts.confidence,
    ...(parts.note === undefined ? {} : { note: parts.note })
  }
}

/** The vendor's SKU and offer term, which all price dimensions of one product share. */
export function skuPriceIdOf (rateCode: string): string {
  const [product, term] = rateCode.split('.')
  if (product === undefined || term === undefined || product === '' || term === '') throw new Error(`not a rate code: ${rateCode}`)
  return `${product}.${term}`
}
