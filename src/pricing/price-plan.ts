import type { Charge, CommitmentOfSku } from './charge.ts'
import type { Commitment } from './commitment.ts'
import { Decimal, zero } from './decimal.ts'
import { firstPrice } from './price-book.ts'
import type { PriceBook, PricedSku, SkuRef } from './price-book.ts'
import { weakest } from './price-table.ts'
import type { Rate } from './price-table.ts'
import { applyRate, costAtRate, costOf, flatCost, mapPrices } from './rate.ts'
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

/** Where each scenario starts in the tiers. */
export type PoolStart = Readonly<Record<Scenario, PoolPositions>>

/** What was used before is known: every scenario starts there. */
export const sameStart = (positions: PoolPositions): PoolStart => ({ low: positions, quantity: positions, high: positions })

interface Drawn { readonly position: Decimal, readonly cost: Decimal }

const HUNDRED = new Decimal(100)

function kept<Key extends object, Value> (known: WeakMap<Key, Value>, key: Key, workOut: () => Value): Value {
  let value = known.get(key)
  if (value === undefined) {
    value = workOut()
    known.set(key, value)
  }
  return value
}

const committedPrices = new WeakMap<PricedSku, WeakMap<Commitment, PricedSku>>()

/** The price under a commitment, worked out once for a price of a book; one that was negotiated holds as it is. */
function committed (priced: PricedSku, commitment: Commitment | undefined): PricedSku {
  if (commitment === undefined || priced.isNegotiated) return priced
  return kept(kept(committedPrices, priced, () => new WeakMap<Commitment, PricedSku>()), commitment, () => takeOff(priced, commitment))
}

function takeOff (priced: PricedSku, commitment: Commitment): PricedSku {
  const paid = HUNDRED.minus(commitment.percent)
  const change = (rate: Rate): Rate => mapPrices(rate, price => price.times(paid).div(HUNDRED))
  return {
    ...priced,
    commitment,
    contractedRate: change(priced.contractedRate),
    range: priced.range === null ? null : { low: change(priced.range.low), high: change(priced.range.high) },
    confidence: weakest(priced.confidence, commitment.confidence)
  }
}

const keptCheapest = new WeakMap<CommitmentOfSku, WeakMap<PriceBook, WeakMap<readonly SkuRef[], PricedSku>>>()

/** The cheapest of interchangeable SKUs of which each has a discount of its own: the same for the same list and book. */
function cheapestCommitted (skus: readonly SkuRef[], book: PriceBook, commitmentOf: CommitmentOfSku): PricedSku {
  const ofBooks = kept(keptCheapest, commitmentOf, () => new WeakMap<PriceBook, WeakMap<readonly SkuRef[], PricedSku>>())
  return kept(kept(ofBooks, book, () => new WeakMap<readonly SkuRef[], PricedSku>()), skus, () => {
    const paid = (ref: SkuRef): PricedSku => committed(book.price(ref), commitmentOf(ref))
    return skus.filter(book.sells).map(paid).reduce((best, one) => firstPrice(one).lt(firstPrice(best)) ? one : best, paid(book.cheapest(skus).ref))
  })
}

function pricedSku (sku: Charge['sku'], book: PriceBook, commitment: Charge['commitment']): PricedSku {
  if (typeof commitment === 'function') return typeof sku === 'string' ? committed(book.price(sku), commitment(sku)) : cheapestCommitted(sku, book, commitment)
  return committed(typeof sku === 'string' ? book.price(sku) : book.cheapest(sku), commitment)
}

/** What the first unit of a SKU costs under its commitment: enough to rank machines; errors: as PriceBook.price. */
export const unitPrice = (sku: SkuRef, book: PriceBook, commitment: Commitment | undefined): Decimal => firstPrice(pricedSku(sku, book, commitment))

/** Prices one scenario: lines that share a SKU draw on one pool, in the order of the charges, so that together they add up to the vendor's bill. */
function draw (charges: readonly Charge[], skus: readonly PricedSku[], start: PoolStart, scenario: Scenario): readonly Drawn[] {
  let positions: Map<SkuRef, Decimal> | undefined
  return charges.map((charge, index) => {
    const quantity = charge[scenario] ?? charge.quantity
    const { contractedRate, range, ref } = skus[index]!
    if (contractedRate.kind === 'flat') {
      const { price } = range === null || scenario === 'quantity' ? contractedRate : range[scenario] as typeof contractedRate
      return { position: zero, cost: flatCost(price, quantity) }
    }
    positions ??= new Map(start[scenario])
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
export function pricePlan (charges: readonly Charge[], book: PriceBook, start: PoolStart): PricedPlan {
  const skus = charges.map(({ sku, commitment }) => pricedSku(sku, book, commitment))
  const ranged = skus.some(({ range }) => range !== null)
  const expected = draw(charges, skus, start, 'quantity')
  const low = ranged || charges.some(charge => charge.low !== undefined) ? draw(charges, skus, start, 'low') : expected
  const high = ranged || charges.some(charge => charge.high !== undefined) ? draw(charges, skus, start, 'high') : expected
  const lineItems = charges.map((charge, index): LineItem => {
    const { position, cost } = expected[index]!
    return { charge, priced: skus[index]!, position, cost, lowCost: low[index]!.cost, highCost: high[index]!.cost }
  })
  const total = sum(expected)
  return { lineItems, infrastructure: { low: low === expected ? total : sum(low), expected: total, high: high === expected ? total : sum(high) } }
}

/** Where a bill that started at `positions` ends in the tiers: what comes on top starts there. */
export function poolEnds (lineItems: readonly LineItem[], positions: PoolPositions): PoolStart {
  const ends = (scenario: Scenario): PoolPositions => {
    const used = new Map(positions)
    for (const { charge, priced: { ref } } of lineItems) used.set(ref, (used.get(ref) ?? zero).plus(charge[scenario] ?? charge.quantity))
    return used
  }
  return { low: ends('low'), quantity: ends('quantity'), high: ends('high') }
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
export function chargeCost (sku: Charge['sku'], quantity: Decimal, book: PriceBook, commitment?: Charge['commitment']): Decimal {
  return costAtRate(pricedSku(sku, book, commitment).contractedRate, quantity, zero, quantity)
}

/** What charges cost one by one, without their pools: enough to rank plans that draw on the same ones. */
export function costWithoutPools (charges: readonly Charge[], book: PriceBook): Decimal {
  return charges.reduce((sum, { sku, quantity, commitment }) => sum.plus(chargeCost(sku, quantity, book, commitment)), zero)
}
