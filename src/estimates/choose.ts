import type { Plan, PlanOption } from '../models/offering.ts'
import type { Decimal } from '../pricing/decimal.ts'
import { costWithoutPools } from '../pricing/price-plan.ts'
import type { PriceBook } from '../pricing/price-book.ts'

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
function breakTie (a: PlanOption, b: PlanOption): number {
  return a.brokers - b.brokers || b.machine!.generation - a.machine!.generation || (a.machine!.type < b.machine!.type ? -1 : 1)
}

interface RankedOption { readonly option: PlanOption, readonly rank: number }

const cheaperPeer = (a: RankedOption, b: RankedOption): number => a.rank - b.rank || breakTie(a.option, b.option)

/** Options in peer groups: peers differ only in the unit price of their machine. */
function peerGroups (options: readonly PlanOption[], book: PriceBook): readonly RankedOption[][] {
  const groups = new Map<unknown, RankedOption[]>()
  for (const option of options) {
    const ranked = { option, rank: book.priceRank(option.machine!.sku) }
    const group = groups.get(option.peers)
    if (group === undefined) groups.set(option.peers, [ranked])
    else group.push(ranked)
  }
  return [...groups.values()]
}

/**
 * Takes the cheapest of an offering's plans by infrastructure, and the next cheapest up to `shown` in all; errors: as PriceBook.price.
 * Only the heads of the peer groups are ever worked out and costed: the rest of a group cannot be cheaper.
 */
export function choose (options: readonly PlanOption[], book: PriceBook, shown: number): Choice {
  if (options.length === 1) return { chosen: options[0]!.plan(), ranked: [] }
  const groups = peerGroups(options, book)
  if (shown === 1 && groups.length === 1) {
    return { chosen: groups[0]!.reduce((best, one) => cheaperPeer(one, best) < 0 ? one : best).option.plan(), ranked: [] }
  }
  const costed = (option: PlanOption): CostedPlan & { readonly option: PlanOption } => {
    const plan = option.plan()
    return { option, plan, cost: costWithoutPools(plan.charges, book) }
  }
  const heads = groups.map(group => {
    const [first, ...rest] = group.sort(cheaperPeer)
    return { head: costed(first!.option), rest: rest.values() }
  })
  const ranked: CostedPlan[] = []
  while (ranked.length < shown && heads.length > 0) {
    const cheapest = heads.reduce((best, one) => (one.head.cost.cmp(best.head.cost) || breakTie(one.head.option, best.head.option)) < 0 ? one : best)
    ranked.push(cheapest.head)
    const next = cheapest.rest.next()
    if (next.done === true) heads.splice(heads.indexOf(cheapest), 1)
    else cheapest.head = costed(next.value.option)
  }
  return { chosen: ranked[0]!.plan, ranked }
}
