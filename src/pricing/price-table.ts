import { z } from 'zod'
import { Decimal } from './decimal.ts'
import { units } from './units.ts'
import type { Unit } from './units.ts'

export const confidences = ['official', 'third-party', 'inferred', 'judgement'] as const
export type Confidence = typeof confidences[number]

/** What rests on both is as good as the weaker of them. */
export const weakest = (a: Confidence, b: Confidence): Confidence => confidences.indexOf(a) > confidences.indexOf(b) ? a : b

/** Whose regions a table is keyed by; `none` where a vendor's prices carry no region, `own` for a place of the caller's: their only region is `base`. */
export const clouds = ['aws', 'gcp', 'azure', 'none', 'own'] as const
export type Cloud = typeof clouds[number]
export const BASE_REGION = 'base'

/** The day from which a table's prices hold; a correction of our own adds `.1`, `.2`. */
export const tableVersionPattern = /^\d{4}-\d{2}-\d{2}(\.\d{1,2})?$/
export const tableIdPattern = /^[a-z][a-z0-9-]{1,40}$/
export const skuIdPattern = /^[a-z0-9][a-zA-Z0-9._-]{1,60}$/
const pricePattern = /^\d{1,12}(\.\d{1,15})?$/
const quantityPattern = /^\d{1,18}(\.\d{1,6})?$/

const priceText = z.string().regex(pricePattern)
const quantityText = z.string().regex(quantityPattern)
const packageText = quantityText.refine(text => Number(text) > 0, { message: 'a package holds more than nothing' })

const tierSchema = z.strictObject({
  upTo: quantityText.nullable().meta({ description: 'The last unit of this tier, included; null where it has no end' }),
  price: priceText.meta({ description: 'Price of one unit within this tier' })
})

const orderedTiers = z.array(tierSchema).min(1).refine(tiers => tiers.every((tier, index) => {
  const last = index === tiers.length - 1
  if (last) return tier.upTo === null
  const before = index === 0 ? new Decimal(0) : new Decimal(tiers[index - 1]!.upTo!)
  return tier.upTo !== null && new Decimal(tier.upTo).gt(before)
}), { message: 'tiers stand in rising order and only the last has no end' })

const rateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flat'), price: priceText }),
  z.strictObject({ kind: z.literal('graduated'), tiers: orderedTiers }),
  z.strictObject({ kind: z.literal('volume'), tiers: orderedTiers }),
  z.strictObject({ kind: z.literal('package'), packageQuantity: packageText, price: priceText })
])

const skuSchema = z.strictObject({
  title: z.string().min(1),
  unit: z.enum(units),
  rate: rateSchema,
  range: z.strictObject({ low: priceText, high: priceText }).optional().meta({ description: 'The ends of a price that the vendor gives as a range; the flat rate is the price expected' }),
  freeQuantity: quantityText.optional().meta({ description: 'Units a month that the vendor gives every account; counted only where the request includes the free tier' }),
  skuPriceId: z.string().min(1).optional().meta({ description: "The vendor's own SKU or rate code, stable over table versions" }),
  source: z.string().min(1).meta({ description: 'A key of sources' }),
  confidence: z.enum(confidences),
  note: z.string().optional()
}).refine(({ rate, range }) => range === undefined || (rate.kind === 'flat' && new Decimal(range.low).lte(rate.price) && new Decimal(range.high).gte(rate.price)), { message: 'only a flat price has a range, and lies within it' })

const regionSchema = z.strictObject({
  name: z.string().min(1),
  skus: z.record(z.string().regex(skuIdPattern), skuSchema),
  notOffered: z.array(z.string()).optional().meta({ description: 'Beginnings of SKU names that the vendor does not sell here' })
})

const sourceSchema = z.strictObject({
  title: z.string().min(1),
  address: z.string().min(1),
  published: z.string().min(1),
  retrieved: z.string().min(1),
  confidence: z.enum(confidences)
})

export const priceTableSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(tableIdPattern),
  version: z.string().regex(tableVersionPattern),
  title: z.string().min(1),
  provider: z.string().min(1),
  currency: z.string().regex(/^[A-Z]{3}$/),
  cloud: z.enum(clouds).optional().meta({ description: 'Whose regions these are: aws where left out; none where prices carry no region, own for a place of those who ask: their region is "base"' }),
  provenance: z.array(z.string().min(1)).min(1).meta({ description: 'How the numbers got here, what is missing, and what was found wrong on the way' }),
  sources: z.record(z.string(), sourceSchema),
  facts: z.record(z.string(), z.unknown()).meta({ description: 'Limits and capacities; each model declares and checks the part it reads' }),
  regions: z.record(z.string().regex(/^[a-z][a-z0-9-]{1,30}$/), regionSchema)
}).refine(table => Object.values(table.regions).every(region => Object.values(region.skus).every(sku => sku.source in table.sources)),
  { message: 'every SKU names a source of this table' })
  .refine(table => (table.cloud !== 'none' && table.cloud !== 'own') || Object.keys(table.regions).every(region => region === BASE_REGION), { message: 'a table without a cloud has one region, base' })

export type PriceTableDocument = z.infer<typeof priceTableSchema>
export type PriceSource = z.infer<typeof sourceSchema>

export interface RateTier {
  readonly upTo: Decimal | null
  readonly price: Decimal
}

export type Rate =
  | { readonly kind: 'flat', readonly price: Decimal }
  | { readonly kind: 'graduated' | 'volume', readonly tiers: readonly RateTier[] }
  | { readonly kind: 'package', readonly packageQuantity: Decimal, readonly price: Decimal }

export interface Sku {
  readonly id: string
  readonly title: string
  readonly unit: Unit
  readonly rate: Rate
  /** The ends of a price that is itself a range. */
  readonly range: { readonly low: Decimal, readonly high: Decimal } | null
  readonly freeQuantity: Decimal | null
  readonly skuPriceId: string | null
  readonly source: string
  readonly confidence: Confidence
}

export interface TableRegion {
  readonly name: string
  readonly skus: ReadonlyMap<string, Sku>
  readonly notOffered: readonly string[]
}

/** One landed version of one price table, its prices parsed once. */
export interface PriceTable {
  readonly id: string
  readonly version: string
  readonly digest: string
  readonly currency: string
  readonly cloud: Cloud
  readonly document: PriceTableDocument
  readonly regions: ReadonlyMap<string, TableRegion>
}

function parseRate (rate: PriceTableDocument['regions'][string]['skus'][string]['rate']): Rate {
  switch (rate.kind) {
    case 'flat': return { kind: 'flat', price: new Decimal(rate.price) }
    case 'package': return { kind: 'package', packageQuantity: new Decimal(rate.packageQuantity), price: new Decimal(rate.price) }
    default: return {
      kind: rate.kind,
      tiers: rate.tiers.map(tier => ({ upTo: tier.upTo === null ? null : new Decimal(tier.upTo), price: new Decimal(tier.price) }))
    }
  }
}

/** Turns a checked document into a table whose prices are decimals; `digest` is that of the file's bytes. */
export function parsePriceTable (document: PriceTableDocument, digest: string): PriceTable {
  const regions = new Map<string, TableRegion>()
  for (const [code, region] of Object.entries(document.regions)) {
    const skus = new Map<string, Sku>()
    for (const [id, sku] of Object.entries(region.skus)) {
      skus.set(id, {
        id,
        title: sku.title,
        unit: sku.unit,
        rate: parseRate(sku.rate),
        range: sku.range === undefined ? null : { low: new Decimal(sku.range.low), high: new Decimal(sku.range.high) },
        freeQuantity: sku.freeQuantity === undefined ? null : new Decimal(sku.freeQuantity),
        skuPriceId: sku.skuPriceId ?? null,
        source: sku.source,
        confidence: sku.confidence
      })
    }
    regions.set(code, { name: region.name, skus, notOffered: region.notOffered ?? [] })
  }
  return Object.freeze({ id: document.id, version: document.version, digest, currency: document.currency, cloud: document.cloud ?? 'aws', document, regions })
}
