import type { Offering } from '../models/offering.ts'
import { Decimal, zero } from '../pricing/decimal.ts'
import type { PriceBook, PricedSku, SkuRef } from '../pricing/price-book.ts'
import type { LineItem, PoolPositions } from '../pricing/price-plan.ts'
import type { Rate } from '../pricing/price-table.ts'
import { withFreeQuantity } from '../pricing/rate.ts'

/** What a plan is priced from: the prices, and where the account already stands in their tiers. */
export interface Standing {
  readonly book: PriceBook
  readonly positions: PoolPositions
}

/**
 * One account that several workloads share, each starting in the tiers and free units where those before it ended.
 * Every offering has an account of its own: offerings of one question are alternatives.
 */
export interface AccountPool {
  /** Where a workload starts; `given` is what others outside the batch use first. */
  readonly standing: (offering: Offering, book: PriceBook, given: PoolPositions) => Standing
  /** Counts what a workload used. */
  readonly spend: (offering: Offering, region: string, lines: readonly LineItem[]) => void
}

/** Units used so far, by SKU. */
type Used = Map<SkuRef, Decimal>

const add = (used: Used, ref: SkuRef, quantity: Decimal): void => { used.set(ref, (used.get(ref) ?? zero).plus(quantity)) }
const isMetered = ({ sku }: PricedSku): boolean => sku.rate.kind !== 'flat' || sku.freeQuantity !== null

function usedAt (all: Map<string, Used>, key: string): Used {
  const used = all.get(key) ?? new Map<SkuRef, Decimal>()
  all.set(key, used)
  return used
}

/** The rate with the free units that are left: its other tiers start where they did. */
function withFreeLeft (rate: Rate, free: Decimal, position: Decimal, usedEverywhere: Decimal): Rate {
  // Without the free tier the first units have a price.
  if (rate.kind !== 'graduated' || !rate.tiers[0]!.price.isZero()) return rate
  return withFreeQuantity({ kind: rate.kind, tiers: rate.tiers.slice(1) }, position.plus(Decimal.max(zero, free.minus(usedEverywhere))))
}

/** Makes an account of which nothing is used yet. */
export function createAccountPool (): AccountPool {
  // AWS counts tiers by region, and free units over all regions of an account (location "Any" in its price lists).
  const byRegion = new Map<string, Used>()
  const byOffering = new Map<string, Used>()

  function standing (offering: Offering, book: PriceBook, given: PoolPositions): Standing {
    const here = usedAt(byRegion, `${offering.id} ${book.region}`)
    const everywhere = usedAt(byOffering, offering.id)
    const positions = new Map(given)
    for (const [ref, used] of here) positions.set(ref, used.plus(given.get(ref) ?? zero))
    const freed = (priced: PricedSku): PricedSku => {
      const { ref, sku: { freeQuantity }, listRate, contractedRate } = priced
      const elsewhere = (everywhere.get(ref) ?? zero).minus(here.get(ref) ?? zero)
      if (freeQuantity === null || elsewhere.isZero()) return priced
      const position = positions.get(ref) ?? zero
      const change = (rate: Rate): Rate => withFreeLeft(rate, freeQuantity, position, position.plus(elsewhere))
      return { ...priced, listRate: change(listRate), contractedRate: change(contractedRate) }
    }
    return { book: { ...book, price: ref => freed(book.price(ref)), cheapest: refs => freed(book.cheapest(refs)) }, positions }
  }

  function spend (offering: Offering, region: string, lines: readonly LineItem[]): void {
    for (const { charge: { quantity }, priced } of lines) {
      if (!isMetered(priced)) continue
      add(usedAt(byRegion, `${offering.id} ${region}`), priced.ref, quantity)
      add(usedAt(byOffering, offering.id), priced.ref, quantity)
    }
  }

  return { standing, spend }
}
