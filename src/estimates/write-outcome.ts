import { constant, keptFor } from '../models/kept.ts'
import type { Assumption, Offering } from '../models/offering.ts'
import type { OperationsEstimate } from '../models/operations/operations-estimate.ts'
import type { Workload } from '../models/workload.ts'
import { plain } from '../pricing/decimal.ts'
import type { Decimal } from '../pricing/decimal.ts'
import { assumedDefaults } from './assumed-defaults.ts'
import type { Bill } from './bill.ts'
import { billsOf, givenPrices } from './given-prices.ts'
import { blockersOf } from './outcome.ts'
import type { Answered, Outcome, Unpriced } from './outcome.ts'
import type { Question } from './question.ts'
import { writeFit } from './requirements.ts'
import type { Estimate, EstimateResponse } from './response.ts'
import { evidenceShares, writeTotals } from './totals.ts'
import { writeFailure, writeFindings, writeLineItem, writePlanSizing } from './write-estimate.ts'

function assumptionsOf (answered: Answered, { request, currency }: Question): readonly Assumption[] {
  const { offering, plan, shelf } = answered
  const options = request.options as Readonly<Record<string, object | undefined>> | undefined
  return [...plan.assumptions(), ...shelf.placement.assumptions(offering), ...assumedDefaults(offering.options, { ...options?.[offering.family], ...options?.[offering.id] }, 'options.'), ...givenPrices(billsOf(answered), currency)]
}

const keptOperations = keptFor<OperationsEstimate, NonNullable<Estimate['operations']>>()

function writeOperations (operations: OperationsEstimate, model: string, withActivities: boolean): NonNullable<Estimate['operations']> {
  return keptOperations(operations, String(withActivities), () => {
    const { hours, hourlyRate, onCallStipend } = operations
    const range = ({ low, expected, high }: { low: Decimal, expected: Decimal, high: Decimal }): { low: string, expected: string, high: string } => ({ low: plain(low), expected: plain(expected), high: plain(high) })
    const written: NonNullable<Estimate['operations']> = { model, hours: range(hours), hourlyRate: plain(hourlyRate), onCallStipend: range(onCallStipend) }
    if (withActivities) written.activities = operations.activities().map(one => ({ ...one, hours: plain(one.hours), cost: plain(one.cost) }))
    return constant(written)
  })
}

/** The tables that an answer depends on; a failure depends on them too, and a pinned question must keep it. */
const tablesUsed = (offering: Offering, { shelf }: Question): NonNullable<Estimate['priceTables']> => shelf.tablesOf(offering)

function totalsOf ({ priced, operations, totals }: Bill, workload: Workload): NonNullable<Estimate['totals']> {
  return writeTotals(totals, { infrastructure: priced.infrastructure.expected, operations: operations.cost.expected }, workload, evidenceShares(priced, operations.cost.expected))
}

function writeUnpriced ({ offering, plan, shelf, unpriced }: Unpriced, question: Question): Estimate {
  const written: Estimate = {
    offering: offering.id,
    title: offering.title,
    provider: offering.provider,
    region: shelf.placement.regionOfOffering(offering),
    status: 'unpriced',
    unpriced,
    feasible: blockersOf(plan).length === 0,
    sizing: writePlanSizing(plan, [], null, question.detail)
  }
  if (question.detail === 'summary') return written
  written.priceTables = tablesUsed(offering, question)
  written.findings = [...writeFindings(plan.findings, null, question.currency)]
  return written
}

function write (answered: Answered, question: Question): Estimate {
  const { offering, plan, shelf, bill, beside } = answered
  const { choice, priced, operations } = bill
  const { detail, currency, workload } = question
  const written: Estimate = {
    offering: offering.id,
    title: offering.title,
    provider: offering.provider,
    region: shelf.placement.regionOfOffering(offering),
    status: 'priced',
    feasible: blockersOf(plan).length === 0,
    sizing: writePlanSizing(plan, priced.lineItems, choice, detail),
    totals: totalsOf(bill, workload)
  }
  if (beside !== null) {
    written.standAlone = totalsOf(beside.standAlone, workload)
    written.together = totalsOf(beside.together, workload)
  }
  if (detail === 'summary') return written
  written.priceTables = tablesUsed(offering, question)
  // A marginal bill begins its low end where what runs already would end in batches too: the distance is no saving of this workload.
  written.findings = [...writeFindings(plan.findings, beside === null ? priced.lineItems : null, currency)]
  written.lineItems = priced.lineItems.map(line => writeLineItem(line, detail))
  written.operations = writeOperations(operations, plan.operations.model, detail === 'full')
  written.assumptions = [...assumptionsOf(answered, question)]
  written.exclusions = (plan.exclusions ?? offering.exclusions) as NonNullable<Estimate['exclusions']>
  return written
}

/** Writes what became of an offering, as far as the detail asks for it. */
export function writeOutcome (outcome: Outcome, question: Question): Estimate {
  return Object.assign(writeBill(outcome, question), writeFit(outcome.offering, question))
}

function writeBill (outcome: Outcome, question: Question): Estimate {
  if ('error' in outcome) return { ...writeFailure(outcome.offering, outcome.error), ...(question.detail === 'summary' ? {} : { priceTables: tablesUsed(outcome.offering, question) }) }
  return 'unpriced' in outcome ? writeUnpriced(outcome, question) : write(outcome, question)
}

/** Where every price of the answer comes from. */
export function writeSources (answered: readonly Answered[], { shelf }: Question): NonNullable<EstimateResponse['sources']> {
  const sources: NonNullable<EstimateResponse['sources']> = {}
  for (const { bill: { priced } } of answered) for (const { priced: sku } of priced.lineItems) sources[sku.sourceKey] ??= shelf.sourceOf(sku)
  return sources
}
