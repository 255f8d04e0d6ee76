import type { Finding, Offering, Plan } from '../models/offering.ts'
import type { Workload } from '../models/workload.ts'
import { EstimateError } from '../pricing/errors.ts'
import { poolEnds } from '../pricing/price-plan.ts'
import type { AccountPool } from './account-pool.ts'
import { billOf, choosePlan, marginalBill, startOf } from './bill.ts'
import type { Asked, Bill, People } from './bill.ts'
import type { Choice } from './choose.ts'
import { inertOptionFindings } from './inert-options.ts'
import { passedOverFindings } from './passed-over.ts'
import { peopleFindings } from './people-findings.ts'
import type { Question } from './question.ts'
import { heldAgainst } from './requirements.ts'
import type { Shelf } from './shelf.ts'
import { sentenceOf } from './write-estimate.ts'

/** An offering that has a plan, on the shelf it was taken from. */
interface Planned { readonly offering: Offering, readonly plan: Plan, readonly shelf: Shelf }

export interface Answered extends Planned {
  readonly bill: Bill
  /** With something that runs already: the bills that the marginal one stands beside. */
  readonly beside: { readonly before: Bill, readonly standAlone: Bill, readonly together: Bill } | null
}

export interface Unpriced extends Planned { readonly unpriced: string }
/** What became of one offering of a question. */
export type Outcome = Answered | Unpriced | { readonly offering: Offering, readonly error: EstimateError }

/** A plan with what is to be said of where its prices were read, of what it is priced without, and of what it costs in people. */
function withRemarks (choice: Choice, { offering, shelf: { placement } }: Asked, { request: { options }, existing, currency, detail }: Question, people: People, advice: readonly Finding[]): Plan {
  const plan = choice.chosen
  const remarks = [
    ...placement.findings(offering),
    ...(options === undefined ? [] : passedOverFindings(options, offering)),
    ...advice,
    // A summary shows no advice.
    ...(existing === null && detail !== 'summary' ? peopleFindings(choice, people, currency) : [])
  ]
  return remarks.length === 0 ? plan : { ...plan, findings: [...plan.findings, ...remarks] }
}

/** What was worked out, or why it cannot be. */
function attempt<Value> (workOut: () => Value): Value | EstimateError {
  try {
    return workOut()
  } catch (error) {
    if (error instanceof EstimateError) return error
    throw error
  }
}

/** Plans the same with other options; null where there is no such plan. */
const planWith = ({ offering }: Asked, workloads: readonly Workload[], question: Question, people: People) => (options: Record<string, unknown>): Plan | null => {
  const choice = attempt(() => choosePlan({ offering, options, shelf: question.shelfOf(options) }, workloads, question, people, 1))
  return choice instanceof EstimateError ? null : choice.chosen
}

function answer (offering: Offering, question: Question, people: People, account: AccountPool | null): Answered | Unpriced {
  const { workload, existing } = question
  question.checkRegions(offering)
  const options = question.optionsOf(offering)
  const shelf = question.shelfOf(options)
  shelf.placement.regionOfOffering(offering)
  const asked: Asked = { offering, options, shelf }
  const workloads = existing === null ? [workload] : [existing, workload]
  const choice = choosePlan(asked, workloads, question, people)
  const advice = question.request.options === undefined || question.detail !== 'full' ? [] : inertOptionFindings(offering, options, choice.chosen, planWith(asked, workloads, question, people))
  const plan = heldAgainst(withRemarks(choice, asked, question, people, advice), offering, question)
  if (plan.unpriced !== undefined) return { offering, plan, shelf, unpriced: plan.unpriced }
  const start = startOf(asked, account)
  const all = billOf(choice, start, people)
  const before = existing === null ? null : billOf(choosePlan(asked, [existing], question, people), start, people)
  const bill = before === null ? all : marginalBill(all, before, start)
  const beside = before === null ? null : { before, standAlone: billOf(choosePlan(asked, [workload], question, people), start, people), together: all }
  account?.spend(offering, shelf.book.region, bill.priced.lineItems, before === null ? plan.poolPositions : poolEnds(before.priced.lineItems, plan.poolPositions).quantity)
  return { offering, plan, shelf, bill, beside }
}

/** Answers a question for one offering: an offering that cannot be answered says so in its place. */
export function outcomeOf (offering: Offering, question: Question, people: People, account: AccountPool | null): Outcome {
  const answered = attempt(() => answer(offering, question, people, account))
  return answered instanceof EstimateError ? { offering, error: answered } : answered
}

export const blockersOf = (plan: Plan): readonly Finding[] => plan.findings.filter(finding => finding.severity === 'blocker')

/** Why an offering is left out of the ranking; nothing where it is in it. */
export const reasonOf = (outcome: Outcome): string | null => {
  if ('error' in outcome) return outcome.error.message
  if ('unpriced' in outcome) return outcome.unpriced
  const blockers = blockersOf(outcome.plan)
  return blockers.length === 0 ? null : blockers.map(sentenceOf).join(' ')
}
