import type { Charge } from './charge.ts'
import { Decimal, zero } from './decimal.ts'
import type { PriceBook, PricedSku, SkuRef } from './price-book.ts'
import { applyRate, costAtRate, costOf, flatCost } from './rate.ts'
import type { TierCharge } from './rate.ts'

/** A tier's share of a line at list price, and at the contracted price. */
export interface LineTier {
  readonly list: TierCharge
  readonly contracted: TierCharge
}

/** A priced charge: its exact cost, and where its quantity starts in the SKU's tiers. */
export interface LineItem {
  readonly charge: Charge
  readonly priced: PricedSku
  readonly position: Decimal
  readonly cost: Decimal
  /** Its cost where every quantity of the plan is at its low or at its high end. */
  readonly lowCost: Decimal
  readonly highCost: Decimal
}

export interface MoneyRange { readonly low: Decimal, readonly expected: Decimal, readonly high: Decimal }

export interface PricedPlan {
  readonly lineItems: readonly LineItem[]
  /** Unrounded sums of the lines. */
  readonly infrastructure: MoneyRange
}

/** Where the account already stands in a SKU's tiers before this workload (units a month). */
export type PoolPositions = ReadonlyMap<SkuRef, Decimal>

/** Most plans start at the beginning of every tier. */
export const noPositions: PoolPositions = new Map()

type Scenario = 'low' | 'quantity' | 'high'

interface Drawn { readonly position: Decimal, readonly cost: Decimal }

const pricedSku = (sku: Charge['sku'], book: PriceBook): PricedSku => typeof sku === 'string' ? book.price(sku) : book.cheapest(sku)

/** Prices one scenario: lines that share a SKU draw on one pool, in the order of the charges, so that together they add up to the vendor's bill. */
function draw (charges: readonly Charge[], skus: readonly PricedSku[], start: PoolPositions, scenario: Scenario): readonly Drawn[] {
  let positions: Map<SkuRef, Decimal> | undefined
  return charges.map((charge, index) => {
    const quantity = charge[scenario] ?? charge.quantity
    const { contractedRate, ref } = skus[index]!
    if (contractedRate.kind === 'flat') return { position: zero, cost: flatCost(contractedRate.price, quantity) }
    positions ??= new Map(start)
    const position = positions.get(ref) ?? zero
    const end = position.isZero() ? quantity : position.plus(quantity)
    positions.set(ref, end)
    return { position, cost: costAtRate(contractedRate, quantity, position, end) }
  })
}

function sum (drawn: readonly Drawn[]): Decimal {
  let total = zero
  for (const { cost } of drawn) if (!cost.isZero()) total = total.isZero() ? cost : total.plus(cost)
  return total
}

/** Prices a plan's charges from a book; errors: as PriceBook.price. Nothing is rounded. */
export function pricePlan (charges: readonly Charge[], book: PriceBook, start: PoolPositions): PricedPlan {
  const skus = charges.map(({ sku }) => pricedSku(sku, book))
  const expected = draw(charges, skus, start, 'quantity')
  const low = charges.some(charge => charge.low !== undefined) ? draw(charges, skus, start, 'low') : expected
  const high = charges.some(charge => charge.high !== undefined) ? draw(charges, skus, start, 'high') : expected
  const lineItems = charges.map((charge, index): LineItem => {
    const { position, cost } = expected[index]!
    return { charge, priced: skus[index]!, position, cost, lowCost: low[index]!.cost, highCost: high[index]!.cost }
  })
  const total = sum(expected)
  return { lineItems, infrastructure: { low: low === expected ? total : sum(low), expected: total, high: high === expected ? total : sum(high) } }
}

/** The range of a line's cost, where its quantity, or that of a line before it in the same tiers, is one. */
export function lineRange ({ cost, lowCost, highCost }: LineItem): { readonly low: Decimal, readonly high: Decimal } | null {
  if (lowCost.eq(cost) && highCost.eq(cost)) return null
  // What is cheap as a whole can make one of its lines dearer: fewer full receives leave more empty ones.
  return { low: Decimal.min(lowCost, cost, highCost), high: Decimal.max(lowCost, cost, highCost) }
}

/** The tiers that a line draws on, at list and at contracted price; they add up to its cost. */
export function lineTiers ({ charge, priced, position }: LineItem): readonly LineTier[] {
  const list = applyRate(priced.listRate, charge.quantity, position)
  if (priced.contractedRate === priced.listRate) return list.map(tier => ({ list: tier, contracted: tier }))
  const contracted = applyRate(priced.contractedRate, charge.quantity, position)
  return list.map((tier, index) => ({ list: tier, contracted: contracted[index]! }))
}

/** What a line costs at list price. */
export function listCost (line: LineItem): Decimal {
  return line.priced.contractedRate === line.priced.listRate ? line.cost : costOf(applyRate(line.priced.listRate, line.charge.quantity, line.position))
}

/** What a quantity costs at the front of its pool; errors: as PriceBook.price. */
export function chargeCost (sku: Charge['sku'], quantity: Decimal, book: PriceBook): Decimal {
  return costAtRate(pricedSku(sku, book).contractedRate, quantity, zero, quantity)
}

/** What charges cost one by one, without their pools: enough to rank plans that draw on the same ones. */
export function costWithoutPools (charges: readonly Charge[], book: PriceBook): Decimal {
  return charges.reduce((sum, { sku, quantity }) => sum.plus(chargeCost(sku, quantity, book)), zero)
}
