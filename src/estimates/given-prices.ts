import type { Assumption } from '../models/offering.ts'
import { plain } from '../pricing/decimal.ts'
import type { PricedSku } from '../pricing/price-book.ts'
import type { Bill } from './bill.ts'
import type { Answered } from './outcome.ts'
import type { EstimateRequest } from './request.ts'

function assumptionOf ({ sku, given }: PricedSku, currency: string): Assumption | null {
  if (given === null) return null
  const { field, key, value } = given
  const common = { name: `pricing.${field}.${key}`, value: plain(value), origin: 'caller' } as const
  return field === 'overrides'
    ? { ...common, unit: `${currency} a unit of ${sku.unit}`, why: `Negotiated price of ${sku.title}, given by the caller: it counts as judgement, whatever the list price rests on.` }
    : { ...common, unit: '% off the list price', why: 'Discount given by the caller; what the list price rests on is still what the line rests on.' }
}

/** Every bill that an answer shows or rests on. */
export const billsOf = ({ bill, beside }: Pick<Answered, 'bill' | 'beside'>): readonly Bill[] => beside === null ? [bill] : [bill, beside.standAlone, beside.together]

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

/** Says of every price and discount of the request that no line is bought at: of a SKU that is not in the bills, or behind a more special one. */
export function unusedPriceWarnings ({ pricing }: EstimateRequest, answered: readonly Answered[]): readonly string[] {
  const { overrides, discounts } = pricing!
  if (overrides === undefined && discounts === undefined) return []
  const used = new Set(answered.flatMap(billsOf).flatMap(({ priced: { lineItems } }) => lineItems.map(({ priced: { given } }) => given === null ? '' : `${given.field}.${given.key}`)))
  return [...Object.keys(overrides ?? {}).map(key => `overrides.${key}`), ...Object.keys(discounts ?? {}).map(key => `discounts.${key}`)]
    .filter(name => !used.has(name))
    .map(name => `pricing.${name} is in no line of this answer: nothing in its bills is bought at it.`)
}
