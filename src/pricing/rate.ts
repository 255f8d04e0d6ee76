import { Decimal, zero } from './decimal.ts'
import type { Rate, RateTier } from './price-table.ts'

/** The part of a quantity that falls into one tier: half-open at `from`, up to and including `upTo`. */
export interface TierCharge {
  readonly from: Decimal
  readonly upTo: Decimal | null
  readonly quantity: Decimal
  readonly unitPrice: Decimal
  readonly cost: Decimal
}

function graduated (tiers: readonly RateTier[], quantity: Decimal, position: Decimal): readonly TierCharge[] {
  const charges: TierCharge[] = []
  const end = position.plus(quantity)
  let from = zero
  for (const { upTo, price } of tiers) {
    const start = Decimal.max(from, position)
    const stop = upTo === null ? end : Decimal.min(upTo, end)
    const startsHere = quantity.isZero() && (upTo === null || upTo.gt(position))
    if (stop.gt(start) || startsHere) {
      const part = stop.minus(start)
      charges.push({ from, upTo, quantity: part, unitPrice: price, cost: part.times(price) })
    }
    if (upTo === null || (charges.length > 0 && upTo.gte(end))) break
    from = upTo
  }
  return charges
}

function volume (tiers: readonly RateTier[], quantity: Decimal, position: Decimal): readonly TierCharge[] {
  const end = position.plus(quantity)
  const index = tiers.findIndex(({ upTo }) => upTo === null || end.lte(upTo))
  const { upTo, price } = tiers[index]!
  return [{ from: tiers[index - 1]?.upTo ?? zero, upTo, quantity, unitPrice: price, cost: quantity.times(price) }]
}

/** What is used less than before is given back from the tiers it was last drawn from. */
function givenBack (rate: Rate, quantity: Decimal, position: Decimal): readonly TierCharge[] {
  return applyRate(rate, zero.minus(quantity), position.plus(quantity)).map(tier => ({ ...tier, quantity: zero.minus(tier.quantity), cost: zero.minus(tier.cost) }))
}

/**
 * Prices a quantity of one SKU, given where the account already stands in its tiers this month.
 * `quantity` and `position` are in the SKU's unit; a quantity below zero is given back, one of zero bills nothing and shows the tier it would start in.
 */
export function applyRate (rate: Rate, quantity: Decimal, position: Decimal): readonly TierCharge[] {
  if (quantity.isNegative()) return givenBack(rate, quantity, position)
  switch (rate.kind) {
    case 'flat':
      return [{ from: zero, upTo: null, quantity, unitPrice: rate.price, cost: quantity.times(rate.price) }]
    case 'package': {
      // The last package of those before may have room: it is paid for already.
      const packages = position.plus(quantity).div(rate.packageQuantity).ceil().minus(position.div(rate.packageQuantity).ceil())
      return [{ from: zero, upTo: null, quantity, unitPrice: rate.price.div(rate.packageQuantity), cost: packages.times(rate.price) }]
    }
    case 'graduated':
      return graduated(rate.tiers, quantity, position)
    case 'volume':
      return volume(rate.tiers, quantity, position)
  }
}

/** Sums what the tiers cost. */
export function costOf (charges: readonly TierCharge[]): Decimal {
  if (charges.length === 1) return charges[0]!.cost
  let total = zero
  for (const charge of charges) total = total.plus(charge.cost)
  return total
}

/** Price × quantity; much of a bill is a free direction or nothing used, and needs no arithmetic. */
export function flatCost (price: Decimal, quantity: Decimal): Decimal {
  return price.isZero() || quantity.isZero() ? zero : quantity.times(price)
}

/** What a quantity costs from `position` to `end`, without its tiers: the common case lies within the first one. */
export function costAtRate (rate: Rate, quantity: Decimal, position: Decimal, end: Decimal): Decimal {
  if (rate.kind === 'flat') return flatCost(rate.price, quantity)
  if (rate.kind === 'graduated') {
    const { upTo, price } = rate.tiers[0]!
    if (upTo === null || (end.lte(upTo) && position.lte(upTo))) return flatCost(price, quantity)
  }
  return costOf(applyRate(rate, quantity, position))
}

/** The rate with the vendor's free units in front of the lowest tier: bounds stay, the account's first units cost nothing (model.md 3.5). */
export function withFreeQuantity (rate: Rate, freeQuantity: Decimal): Rate {
  if (rate.kind !== 'flat' && rate.kind !== 'graduated') return rate
  const tiers = rate.kind === 'flat' ? [{ upTo: null, price: rate.price }] : rate.tiers
  const beyond = tiers.filter(({ upTo }) => upTo === null || upTo.gt(freeQuantity))
  return { kind: 'graduated', tiers: [{ upTo: freeQuantity, price: zero }, ...beyond] }
}

/** The rate with every price put through one change: a discount or an exchange rate. */
export function mapPrices (rate: Rate, change: (price: Decimal) => Decimal): Rate {
  if (rate.kind === 'flat' || rate.kind === 'package') return { ...rate, price: change(rate.price) }
  return { kind: rate.kind, tiers: rate.tiers.map(tier => ({ upTo: tier.upTo, price: change(tier.price) })) }
}
