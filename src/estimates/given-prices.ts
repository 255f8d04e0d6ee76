import type { Assumption } from '../models/offering.ts'
import { plain } from '../pricing/decimal.ts'
import type { PricedSku } from '../pricing/price-book.ts'
import type { Bill } from './bill.ts'

function assumptionOf ({ sku, given }: PricedSku, currency: string): Assumption | null {
  if (given === null) return null
  const { field, key, value } = given
  const common = { name: `pricing.${field}.${key}`, value: plain(value), origin: 'caller' } as const
  return field === 'overrides'
    ? { ...common, unit: `${currency} a unit of ${sku.unit}`, why: `Negotiated price of ${sku.title}, given by the caller: it counts as judgement, whatever the list price rests on.` }
    : { ...common, unit: '% off the list price', why: 'Discount given by the caller; what the list price rests on is still what the line rests on.' }
}

/** The negotiated prices and discounts of the request that the bills have in them, each once. */
export function givenPrices (bills: readonly Bill[], currency: string): readonly Assumption[] {
  const found = new Map<string, Assumption>()
  for (const { priced: { lineItems } } of bills) {
    for (const { priced } of lineItems) {
      const assumption = assumptionOf(priced, currency)
      if (assumption !== null) found.set(assumption.name, assumption)
    }
  }
  return [...found.values()]
}
