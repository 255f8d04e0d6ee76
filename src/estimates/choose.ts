import type { Plan } from '../models/offering.ts'
import { zero } from '../pricing/decimal.ts'
import type { Decimal } from '../pricing/decimal.ts'
import { chargeCosts } from '../pricing/price-plan.ts'
import type { PriceBook } from '../pricing/price-book.ts'

export interface CostedPlan {
  readonly plan: Plan
  /** Unrounded infrastructure cost a month, for comparing plans. */
  readonly cost: Decimal
}

export interface Choice {
  readonly chosen: Plan
  /** Every plan, cheapest first; the chosen one leads. Costed only where there was something to choose. */
  readonly ranked: readonly CostedPlan[]
}

/** Cheapest by infrastructure; ties go to fewer brokers, then the newer family, then the name (model.md 4.2). */
function compare (a: CostedPlan, b: CostedPlan): number {
  const byCost = a.cost.cmp(b.cost)
  if (byCost !== 0) return byCost
  const [first, second] = [a.plan.sizing!, b.plan.sizing!]
  return first.brokers - second.brokers ||
    second.generation - first.generation ||
    (first.brokerType! < second.brokerType! ? -1 : 1)
}

/** Takes the cheapest of an offering's plans; errors: as PriceBook.price. */
export function choose (plans: readonly Plan[], book: PriceBook): Choice {
  const first = plans[0]!
  if (plans.length === 1) return { chosen: first, ranked: [] }
  const costOf = chargeCosts(book)
  const ranked = plans.map(plan => ({ plan, cost: plan.charges.reduce((sum, charge) => sum.plus(costOf(charge)), zero) }))
  ranked.sort(compare)
  return { chosen: ranked[0]!.plan, ranked }
}
