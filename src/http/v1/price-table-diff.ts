import { z } from 'zod'
import { priceTableSchema } from '../../pricing/price-table.ts'
import type { PriceTable, PriceTableDocument } from '../../pricing/price-table.ts'

const priceSchema = z.strictObject({
  title: z.string(),
  unit: z.string(),
  rate: priceTableSchema.shape.regions.valueType.shape.skus.valueType.shape.rate,
  freeQuantity: z.string().nullable()
})
const skuChangeSchema = z.strictObject({
  sku: z.string(),
  from: priceSchema.nullable().meta({ description: 'Null where the SKU is new' }),
  to: priceSchema.nullable().meta({ description: 'Null where the SKU is gone' })
}).meta({ id: 'SkuChange' })
const changesSchema = z.array(skuChangeSchema)
const factChangeSchema = z.strictObject({ fact: z.string(), from: z.unknown(), to: z.unknown() }).meta({ id: 'FactChange', description: 'A dotted path below facts; what is missing on one side is null there' })

export const priceTableDiffSchema = z.strictObject({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  currency: z.string(),
  regions: z.array(z.strictObject({ region: z.string(), name: z.string(), added: changesSchema, removed: changesSchema, changed: changesSchema })).meta({ description: 'Regions in which something differs' }),
  facts: z.array(factChangeSchema)
}).meta({ id: 'PriceTableDiff' })

export type PriceTableDiff = z.infer<typeof priceTableDiffSchema>
type SkuChange = z.infer<typeof skuChangeSchema>
type Price = z.infer<typeof priceSchema>
type Sku = PriceTableDocument['regions'][string]['skus'][string]

const priceOf = ({ title, unit, rate, freeQuantity }: Sku): Price => ({ title, unit, rate, freeQuantity: freeQuantity ?? null })
// A reworded title is no change of a price.
const essence = (price: Price): string => JSON.stringify({ ...price, title: '' })
const namesOf = (...sides: readonly (object | undefined)[]): readonly string[] => [...new Set(sides.flatMap(side => Object.keys(side ?? {})))].sort()

function skuChanges (from: Readonly<Record<string, Sku>>, to: Readonly<Record<string, Sku>>): Readonly<Record<'added' | 'removed' | 'changed', SkuChange[]>> {
  const changes = namesOf(from, to).map((sku): SkuChange => ({ sku, from: from[sku] === undefined ? null : priceOf(from[sku]), to: to[sku] === undefined ? null : priceOf(to[sku]) }))
  return {
    added: changes.filter(change => change.from === null),
    removed: changes.filter(change => change.to === null),
    changed: changes.filter(change => change.from !== null && change.to !== null && essence(change.from) !== essence(change.to))
  }
}

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

function factChanges (from: unknown, to: unknown, path: readonly string[]): PriceTableDiff['facts'] {
  if (isBranch(from) && isBranch(to)) return namesOf(from, to).flatMap(name => factChanges(from[name], to[name], [...path, name]))
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ fact: path.join('.'), from: from ?? null, to: to ?? null }]
}

/** What differs between two versions of a table: SKUs by region, and facts. */
export function diffPriceTables (from: PriceTable, to: PriceTable): PriceTableDiff {
  const before = from.document.regions
  const after = to.document.regions
  const regions = namesOf(before, after)
    .map(region => ({ region, name: (after[region] ?? before[region])?.name ?? region, ...skuChanges(before[region]?.skus ?? {}, after[region]?.skus ?? {}) }))
    .filter(({ added, removed, changed }) => added.length + removed.length + changed.length > 0)
  return { id: to.id, from: from.version, to: to.version, currency: to.currency, regions, facts: factChanges(from.document.facts, to.document.facts, []) }
}
