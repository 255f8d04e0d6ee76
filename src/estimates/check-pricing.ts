import type { Offering } from '../models/offering.ts'
import { anyOf } from '../models/sentence.ts'
import { EstimateError } from '../pricing/errors.ts'
import { partsOf } from '../pricing/price-book.ts'
import type { PriceOverlays, SkuRef } from '../pricing/price-book.ts'
import type { PriceTable } from '../pricing/price-table.ts'
import { isElsewhere } from './placement.ts'
import type { EstimateRequest } from './request.ts'
import type { Shelf } from './shelf.ts'

/** As much of a question as says what it buys, and in which currency. */
interface Asked { readonly request: EstimateRequest, readonly offerings: readonly Offering[], readonly shelf: Shelf, readonly currency: string }

/** The tables that offerings buy from. */
const pricedTables = ({ offerings, shelf: { tables } }: Asked): readonly PriceTable[] =>
  [...new Set(offerings.flatMap(({ facts }) => Object.keys(facts)))].flatMap(id => tables.get(id) ?? []).filter(({ regions }) => regions.size > 0)

/** Refuses an exchange rate that converts nothing; `pay` are the currencies that people are paid in; error: IMPOSSIBLE_COMBINATION. */
export function checkExchangeRate ({ from, to }: NonNullable<EstimateRequest['exchangeRate']>, asked: Asked, pay: readonly string[]): void {
  const { request, currency } = asked
  const refused = (field: 'from' | 'to', message: string, accepted: readonly string[]): EstimateError => new EstimateError('IMPOSSIBLE_COMBINATION', message, { field: `exchangeRate.${field}`, accepted })
  if (to !== currency) throw refused('to', `exchangeRate converts to ${to}, and the answer is in ${currency} because currency is ${request.currency === undefined ? 'missing' : 'that'}: give currency ${to}, or leave exchangeRate out.`, [currency])
  const accepted = [...new Set([...pricedTables(asked).map(table => table.currency), ...pay])].filter(one => one !== currency)
  if (accepted.includes(from)) return
  throw refused('from', accepted.length === 0
    ? `exchangeRate converts from ${from}, and every price and the pay of this question are in ${currency} already: leave exchangeRate out.`
    : `exchangeRate converts from ${from}, and nothing that is to be converted is in ${from}; accepted is from ${anyOf(accepted)}.`, accepted)
}

/** Refuses prices of tables that no offering that was asked for buys from; error: IMPOSSIBLE_COMBINATION. */
export function checkGivenTables (asked: Asked): void {
  const { request: { pricing }, offerings } = asked
  for (const field of ['overrides', 'discounts'] as const) {
    for (const key of Object.keys(pricing![field] ?? {})) {
      const [tableId] = key.split('/', 1)
      const accepted = pricedTables(asked).map(({ id }) => id)
      if (accepted.includes(tableId!)) continue
      throw new EstimateError('IMPOSSIBLE_COMBINATION', `pricing.${field} names "${key}", and nothing is bought at prices of ${tableId} for ${offerings.map(({ id }) => id).join(', ')}; accepted ${accepted.length === 0 ? 'is a question without it' : `are prices of ${accepted.join(', ')}`}.`, { field: `pricing.${field}.${key}`, accepted })
    }
  }
}

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
