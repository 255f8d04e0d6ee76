import type { Charge } from './charge.ts'
import { zero } from './decimal.ts'
import type { Decimal } from './decimal.ts'
import type { PriceBook, PricedSku, SkuRef } from './price-book.ts'
import { applyRate, costOf } from './rate.ts'
import type { TierCharge } from './rate.ts'

/** A tier's share of a line at list price, and at the contracted price. */
export interface LineTier {
  readonly list: TierCharge
  readonly contracted: TierCharge
}

/** A priced charge: list and contracted cost, exact; `range` where the quantity was one. */
export interface LineItem {
  readonly charge: Charge
  readonly priced: PricedSku
  readonly tiers: readonly LineTier[]
  readonly listCost: Decimal
  readonly cost: Decimal
  readonly range: { readonly low: Decimal, readonly high: Decimal } | null
}

export interface PricedPlan {
  readonly lineItems: readonly LineItem[]
  /** Unrounded sums of the lines. */
  readonly infrastructure: { readonly low: Decimal, readonly expected: Decimal, readonly high: Decimal }
}

/** Where the account already stands in a SKU's tiers before this workload (units a month). */
export type PoolPositions = ReadonlyMap<SkuRef, Decimal>

type Scenario = 'low' | 'quantity' | 'high'

const pricedSku = (charge: Charge, book: PriceBook): PricedSku =>
  typeof charge.sku === 'string' ? book.price(charge.sku) : book.cheapest(charge.sku)

/** Lines that share a SKU draw on one pool, in the order of the charges, so that together they add up to the vendor's bill. */
class Pools {
  readonly #positions: Map<SkuRef, Decimal>

  constructor (start: PoolPositions) {
    this.#positions = new Map(start)
  }

  draw (ref: SkuRef, quantity: Decimal): Decimal {
    const position = this.#positions.get(ref) ?? zero
    this.#positions.set(ref, position.plus(quantity))
    return position
  }
}

function scenarioCosts (charges: readonly Charge[], skus: readonly PricedSku[], start: PoolPositions, scenario: Scenario): readonly Decimal[] {
  const pools = new Pools(start)
  return charges.map((charge, index) => {
    const quantity = charge[scenario] ?? charge.quantity
    const { contractedRate, ref } = skus[index]!
    return contractedRate.kind === 'flat' ? quantity.times(contractedRate.price) : costOf(applyRate(contractedRate, quantity, pools.draw(ref, quantity)))
  })
}

const sum = (costs: readonly Decimal[]): Decimal => costs.reduce((total, cost) => total.plus(cost), zero)

/** Prices a plan's charges from a book; errors: as PriceBook.price. Nothing is rounded. */
export function pricePlan (charges: readonly Charge[], book: PriceBook, start: PoolPositions): PricedPlan {
  const skus = charges.map(charge => pricedSku(charge, book))
  const pools = new Pools(start)
  const tiered = charges.map((charge, index): readonly LineTier[] => {
    const { listRate, contractedRate, ref } = skus[index]!
    const position = listRate.kind === 'flat' ? zero : pools.draw(ref, charge.quantity)
    const list = applyRate(listRate, charge.quantity, position)
    if (contractedRate === listRate) return list.map(tier => ({ list: tier, contracted: tier }))
    const contracted = applyRate(contractedRate, charge.quantity, position)
    return list.map((tier, tierIndex) => ({ list: tier, contracted: contracted[tierIndex]! }))
  })
  const expected = tiered.map(tiers => costOf(tiers.map(tier => tier.contracted)))
  const ranged = charges.some(charge => charge.low !== undefined || charge.high !== undefined)
  const low = ranged ? scenarioCosts(charges, skus, start, 'low') : expected
  const high = ranged ? scenarioCosts(charges, skus, start, 'high') : expected
  const lineItems = charges.map((charge, index): LineItem => {
    const cost = expected[index]!
    const isRange = ranged && !(low[index]!.eq(cost) && high[index]!.eq(cost))
    return {
      charge,
      priced: skus[index]!,
      tiers: tiered[index]!,
      listCost: skus[index]!.contractedRate === skus[index]!.listRate ? cost : costOf(tiered[index]!.map(tier => tier.list)),
      cost,
      range: isRange ? { low: low[index]!, high: high[index]! } : null
    }
  })
  const total = sum(expected)
  return { lineItems, infrastructure: ranged ? { low: sum(low), expected: total, high: sum(high) } : { low: total, expected: total, high: total } }
}

/** Prices charges one by one without their pools, keeping each answer: many plans of one offering share most of their charges. */
export function chargeCosts (book: PriceBook): (charge: Charge) => Decimal {
  const known = new Map<Charge, Decimal>()
  return charge => {
    const cached = known.get(charge)
    if (cached !== undefined) return cached
    const { contractedRate } = pricedSku(charge, book)
    const cost = contractedRate.kind === 'flat' ? charge.quantity.times(contractedRate.price) : costOf(applyRate(contractedRate, charge.quantity, zero))
    known.set(charge, cost)
    return cost
  }
}
