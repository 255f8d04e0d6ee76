import type { Offering, Plan } from '../models/offering.ts'
import { operationsDifference, operationsEstimate } from '../models/operations/operations-estimate.ts'
import type { OperationsEstimate } from '../models/operations/operations-estimate.ts'
import type { OperationsFacts } from '../models/operations/operations-facts.ts'
import type { OperationsProfile } from '../models/operations/operations-profile.ts'
import type { Workload } from '../models/workload.ts'
import type { Charge } from '../pricing/charge.ts'
import { subtractCharges } from '../pricing/charge-sums.ts'
import { poolEnds, pricePlan, sameStart } from '../pricing/price-plan.ts'
import type { PoolStart, PricedPlan } from '../pricing/price-plan.ts'
import type { AccountPool, Standing } from './account-pool.ts'
import { choose } from './choose.ts'
import type { Choice } from './choose.ts'
import type { Question } from './question.ts'
import type { Shelf } from './shelf.ts'
import { roundTotals, subtractTotals } from './totals.ts'
import type { RoundedTotals } from './totals.ts'

/** The chosen plan and five alternatives. */
const PLANS_SHOWN = 6

/** What people are asked to look after, and what they are paid. */
export interface People { readonly profile: OperationsProfile, readonly facts: OperationsFacts }

/** One offering for some workloads: what is bought, what it costs, and what people cost. */
export interface Bill {
  readonly choice: Choice
  readonly priced: PricedPlan
  readonly operations: OperationsEstimate
  readonly totals: RoundedTotals
}

/** An offering as a question sees it: with its options, on its shelf. */
export interface Asked { readonly offering: Offering, readonly options: Record<string, unknown>, readonly shelf: Shelf }

/** Takes the cheapest plan of an offering for workloads that share it, as the conventions compare plans; errors: EstimateError. */
export function choosePlan ({ offering, options, shelf: { book, market, factsOf } }: Asked, workloads: readonly Workload[], { conventions, detail }: Question, people: People, shown = detail === 'summary' ? 1 : PLANS_SHOWN): Choice {
  const plans = offering.plans({ workloads, options, facts: factsOf(offering), conventions, market })
  return choose(plans, book, shown, conventions.plansCheapestBy === 'total' ? plan => operationsOf(plan, people).cost.expected : null)
}

/** What people have to do for a plan. */
export const operationsOf = ({ operations: { model, drivers } }: Plan, { profile, facts }: People): OperationsEstimate => operationsEstimate(model, drivers, profile, facts)

export type Start = (plan: Plan) => Standing

/** Where a plan starts in the tiers of its account: those before it in a batch were there first. */
export const startOf = ({ offering, shelf: { book } }: Asked, account: AccountPool | null): Start =>
  ({ poolPositions }) => account?.standing(offering, book, poolPositions) ?? { book, positions: poolPositions, unshared: charges => charges }

/** Prices a chosen plan and the people who look after it. */
export function billOf (choice: Choice, start: Start, people: People): Bill {
  const { book, positions, unshared } = start(choice.chosen)
  const priced = pricePlan(unshared(choice.chosen.charges), book, sameStart(positions))
  const operations = operationsOf(choice.chosen, people)
  return { choice, priced, operations, totals: roundTotals(priced.infrastructure, operations.cost) }
}

const chargesOf = ({ priced }: Bill): readonly Charge[] => priced.lineItems.map(({ charge }) => charge)

/** What the bill of all is more than the bill of those that run already, line by line, tier by tier and hour by hour (model.md section 6). */
export function marginalBill (together: Bill, before: Bill, start: Start): Bill {
  const { book, positions } = start(before.choice.chosen)
  const charges = subtractCharges(chargesOf(together), chargesOf(before))
  const from: PoolStart = poolEnds(before.priced.lineItems, positions)
  return {
    choice: together.choice,
    priced: pricePlan(charges, book, from),
    operations: operationsDifference(together.operations, before.operations),
    // Of rounded totals, so that what runs already and what is added are to the cent what both are together.
    totals: subtractTotals(together.totals, before.totals)
  }
}
