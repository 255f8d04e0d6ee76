import { EstimateError } from '../pricing/errors.ts'
import { partsOf } from '../pricing/price-book.ts'
import type { PriceOverlays, SkuRef } from '../pricing/price-book.ts'
import type { PriceTable } from '../pricing/price-table.ts'
import { isElsewhere } from './placement.ts'
import type { Shelf } from './shelf.ts'

export type OptionsByKey = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>

/** Every text among the options: the regions that they name are among them. */
const wordsOf = (options: OptionsByKey): readonly unknown[] => Object.values(options).flatMap(given => Object.values(given ?? {}))

/** One price has two names: the SKU alone, and the SKU with the region that it is read in. */
function checkTwice (field: 'overrides' | 'discounts', given: ReadonlyMap<string, unknown>, { tables, placement }: Shelf, options: OptionsByKey): void {
  for (const key of given.keys()) {
    const { tableId, region, skuId } = partsOf(key as SkuRef)
    const alone = `${tableId}/${skuId}`
    if (region === undefined || !given.has(alone)) continue
    const table = tables.get(tableId)!
    const isReadThere = placement.regionOf(table) === region || (isElsewhere(table) && Object.values(options).some(one => one?.['region'] === region))
    if (isReadThere) throw new EstimateError('IMPOSSIBLE_COMBINATION', `pricing.${field} gives one price twice, as "${alone}" and as "${key}", because ${region} is where it is read: give it once.`, { field: `pricing.${field}.${key}`, conflictsWith: `pricing.${field}.${alone}` })
  }
}

/** Holds what is laid over the list prices against the tables: a price that no offering could use is a mistake, never ignored; errors: UNKNOWN_FIELD_VALUE, IMPOSSIBLE_COMBINATION. */
export function checkOverlays (overlays: PriceOverlays, shelf: Shelf, options: OptionsByKey): void {
  const { tables, placement } = shelf
  // Where a service is priced, its transfers are too, though the table of transfers be read nearer for others.
  const readIn = (cloud: PriceTable['cloud']): readonly string[] => [...tables.values()].filter(one => one.cloud === cloud).map(placement.regionOf)
  for (const ref of [...overlays.overrides.keys(), ...overlays.discounts.keys()]) {
    const { tableId, region: named, skuId } = ref.includes('/') ? partsOf(ref as SkuRef) : { tableId: ref, region: undefined, skuId: undefined }
    const table = tables.get(tableId)
    const region = named ?? (table === undefined ? 'any region' : placement.regionOf(table))
    const sku = skuId === undefined || table?.regions.get(region)?.skus.has(skuId)
    if (table === undefined || sku !== true) throw new EstimateError('UNKNOWN_FIELD_VALUE', `pricing names "${ref}", which is no price of ${region}; GET /v1/price-tables lists tables and SKUs.`, { field: 'pricing', value: ref })
    if (named === undefined || readIn(table.cloud).includes(named) || wordsOf(options).includes(named)) continue
    throw new EstimateError('UNKNOWN_FIELD_VALUE', `pricing names "${ref}", and nothing is bought in ${named}; accepted is "${tableId}/${skuId}", the price of ${placement.regionOf(table)}, or a region that an option names.`, { field: 'pricing', value: ref })
  }
  checkTwice('overrides', overlays.overrides, shelf, options)
  checkTwice('discounts', overlays.discounts, shelf, options)
}
