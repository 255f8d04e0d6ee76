import type { Offering } from '../models/offering.ts'
import type { Charge } from '../pricing/charge.ts'
import { Decimal, zero } from '../pricing/decimal.ts'
import type { PriceBook, PricedSku, SkuRef } from '../pricing/price-book.ts'
import type { LineItem, PoolPositions } from '../pricing/price-plan.ts'
import type { Rate } from '../pricing/price-table.ts'
import { withFreeQuantity } from '../pricing/rate.ts'

/** What a plan is priced from: the prices, where the account already stands in their tiers, and what it does not have yet of what workloads share. */
export interface Standing {
  readonly book: PriceBook
  readonly positions: PoolPositions
  readonly unshared: (charges: readonly Charge[]) => readonly Charge[]
}

/**
 * One account that several workloads share, each starting in the tiers and free units where those before it ended.
 * Every offering has an account of its own: offerings of one question are alternatives.
 */
export interface AccountPool {
  /** Where a workload starts; `given` is what others outside the batch use first. */
  readonly standing: (offering: Offering, book: PriceBook, given: PoolPositions) => Standing
  /** Counts what a workload used; `outside` is what others used before it: the same others for all rows of a region. */
  readonly spend: (offering: Offering, region: string, lines: readonly LineItem[], outside: PoolPositions) => void
}

/** Units by SKU. */
type Units = Map<SkuRef, Decimal>

/** What one region of an account has used, what others used there, and what its workloads share, by line. */
interface RegionUse { readonly used: Units, readonly outside: Units, readonly shared: Map<string, Decimal> }

const isMetered = ({ sku }: PricedSku): boolean => sku.rate.kind !== 'flat' || sku.freeQuantity !== null

/** The rate with the free units that are left: its other tiers start where they did. */
function withFreeLeft (rate: Rate, free: Decimal, position: Decimal, usedEverywhere: Decimal): Rate {
  // Without the free tier the first units have a price.
  if (rate.kind !== 'graduated' || !rate.tiers[0]!.price.isZero()) return rate
  return withFreeQuantity({ kind: rate.kind, tiers: rate.tiers.slice(1) }, position.plus(Decimal.max(zero, free.minus(usedEverywhere))))
}

/** What a charge asks for beyond what the account has already. */
function beyond (charge: Charge, has: Decimal | undefined): Charge {
  if (charge.isShared !== true || has === undefined) return charge
  const quantity = Decimal.max(zero, charge.quantity.minus(has))
  return {
    ...charge,
    quantity,
    consumedQuantity: quantity.isZero() ? zero : charge.consumedQuantity.times(quantity).div(charge.quantity),
    formula: () => `max(0, ${charge.formula()} - ${has.toPlain()} that the account has)`
  }
}

/** Makes an account of which nothing is used yet. */
export function createAccountPool (): AccountPool {
  // AWS counts tiers by region, and free units over all regions of an account (location "Any" in its price lists).
  const accounts = new Map<string, Map<string, RegionUse>>()

  function useIn (offering: Offering, region: string): RegionUse {
    const regions = accounts.get(offering.id) ?? new Map<string, RegionUse>()
    accounts.set(offering.id, regions)
    const use = regions.get(region) ?? { used: new Map<SkuRef, Decimal>(), outside: new Map<SkuRef, Decimal>(), shared: new Map<string, Decimal>() }
    regions.set(region, use)
    return use
  }

  /** What was used of a SKU in the other regions of an account, by its own rows and by others. */
  function usedElsewhere (offering: Offering, here: RegionUse, ref: SkuRef): Decimal {
    let sum = zero
    for (const use of accounts.get(offering.id)!.values()) if (use !== here) sum = sum.plus(use.used.get(ref) ?? zero).plus(use.outside.get(ref) ?? zero)
    return sum
  }

  function standing (offering: Offering, book: PriceBook, given: PoolPositions): Standing {
    const here = useIn(offering, book.region)
    const positions = new Map(given)
    for (const [ref, used] of here.used) positions.set(ref, used.plus(given.get(ref) ?? zero))
    const freed = (priced: PricedSku): PricedSku => {
      const { ref, sku: { freeQuantity }, listRate, contractedRate } = priced
      const elsewhere = usedElsewhere(offering, here, ref)
      if (freeQuantity === null || elsewhere.isZero()) return priced
      const position = positions.get(ref) ?? zero
      const change = (rate: Rate): Rate => withFreeLeft(rate, freeQuantity, position, position.plus(elsewhere))
      return { ...priced, listRate: change(listRate), contractedRate: change(contractedRate) }
    }
    return {
      book: { ...book, price: ref => freed(book.price(ref)), cheapest: refs => freed(book.cheapest(refs)) },
      positions,
      unshared: charges => charges.map(charge => beyond(charge, here.shared.get(charge.id)))
    }
  }

  function spend (offering: Offering, region: string, lines: readonly LineItem[], outside: PoolPositions): void {
    const use = useIn(offering, region)
    const add = <Key>(units: Map<Key, Decimal>, key: Key, quantity: Decimal): void => { units.set(key, (units.get(key) ?? zero).plus(quantity)) }
    for (const { charge: { id, quantity, isShared }, priced } of lines) {
      if (isShared === true) add(use.shared, id, quantity)
      if (isMetered(priced)) add(use.used, priced.ref, quantity)
    }
    for (const [ref, quantity] of outside) use.outside.set(ref, Decimal.max(quantity, use.outside.get(ref) ?? zero))
  }

  return { standing, spend }
}
