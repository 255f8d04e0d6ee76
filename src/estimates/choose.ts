import type { Plan } from '../models/offering.ts'
import { zero } from '../pricing/decimal.ts'
import type { Decimal } from '../pricing/decimal.ts'
import { chargeCosts } from '../pricing/price-plan.ts'
import type { PriceBook, SkuRef } from '../pricing/price-book.ts'

export interface CostedPlan {
  readonly plan: Plan
  /** Unrounded infrastructure cost a month, for comparing plans. */
  readonly cost: Decimal
}

export interface Choice {
  readonly chosen: Plan
  /** The cheapest plans in order, the chosen one first; empty where there was nothing to choose, or nobody asked for alternatives. */
  readonly ranked: readonly CostedPlan[]
}

/** Ties go to fewer brokers, then the newer family, then the name (model.md 4.2). */
function breakTie (a: Plan, b: Plan): number {
  const [first, second] = [a.sizing!, b.sizing!]
  return first.brokers - second.brokers ||
    second.generation - first.generation ||
    (first.brokerType! < second.brokerType! ? -1 : 1)
}

const machineOf = (plan: Plan): SkuRef => plan.charges[0]!.sku as SkuRef

interface RankedPlan { readonly plan: Plan, readonly rank: number }

const cheaperPeer = (a: RankedPlan, b: RankedPlan): number => a.rank - b.rank || breakTie(a.plan, b.plan)

/** Plans in peer groups: peers differ only in the unit price of their machine. */
function peerGroups (plans: readonly Plan[], book: PriceBook): readonly RankedPlan[][] {
  const groups = new Map<unknown, RankedPlan[]>()
  for (const plan of plans) {
    const ranked = { plan, rank: book.priceRank(machineOf(plan)) }
    const group = groups.get(plan.peers)
    if (group === undefined) groups.set(plan.peers, [ranked])
    else group.push(ranked)
  }
  return [...groups.values()]
}

/**
 * Takes the cheapest of an offering's plans by infrastructure, and the next cheapest up to `shown` in all; errors: as PriceBook.price.
 * Only the heads of the peer groups are ever costed: the rest of a group cannot be cheaper.
 */
export function choose (plans: readonly Plan[], book: PriceBook, shown: number): Choice {
  if (plans.length === 1) return { chosen: plans[0]!, ranked: [] }
  const groups = peerGroups(plans, book)
  if (shown === 1 && groups.length === 1) {
    return { chosen: groups[0]!.reduce((best, one) => cheaperPeer(one, best) < 0 ? one : best).plan, ranked: [] }
  }
  const costOf = chargeCosts(book)
  const costed = (plan: Plan): CostedPlan => ({ plan, cost: plan.charges.reduce((sum, charge) => sum.plus(costOf(charge)), zero) })
  const heads = groups.map(group => {
    const [first, ...rest] = group.sort(cheaperPeer)
    return { head: costed(first!.plan), rest: rest.values() }
  })
  const ranked: CostedPlan[] = []
  while (ranked.length < shown && heads.length > 0) {
    const cheapest = heads.reduce((best, one) => (one.head.cost.cmp(best.head.cost) || breakTie(one.head.plan, best.head.plan)) < 0 ? one : best)
    ranked.push(cheapest.head)
    const next = cheapest.rest.next()
    if (next.done === true) heads.splice(heads.indexOf(cheapest), 1)
    else cheapest.head = costed(next.value.plan)
  }
  return { chosen: ranked[0]!.plan, ranked }
}
