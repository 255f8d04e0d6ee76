import { constant, keptFor } from '../models/kept.ts'
import type { Assumption, Exclusion, Finding, Offering, Plan } from '../models/offering.ts'
import { operationsEstimate } from '../models/operations/operations-estimate.ts'
import type { OperationsEstimate } from '../models/operations/operations-estimate.ts'
import { operationsFactsSchema } from '../models/operations/operations-facts.ts'
import type { OperationsFacts } from '../models/operations/operations-facts.ts'
import { resolveOperationsProfile } from '../models/operations/operations-profile.ts'
import type { OperationsProfile } from '../models/operations/operations-profile.ts'
import { offerings as allOfferings } from '../models/registry.ts'
import { checkFacts, readFacts } from '../models/table-facts.ts'
import { fieldsOf, workloadSchema } from '../models/workload.ts'
import type { Catalog } from '../pricing/catalog.ts'
import { Decimal, plain } from '../pricing/decimal.ts'
import { EstimateError } from '../pricing/errors.ts'
import { pricePlan } from '../pricing/price-plan.ts'
import type { PricedPlan } from '../pricing/price-plan.ts'
import type { AccountPool } from './account-pool.ts'
import { assumedDefaults } from './assumed-defaults.ts'
import { choose } from './choose.ts'
import type { Choice } from './choose.ts'
import { compareOfferings } from './compare.ts'
import type { Contender } from './compare.ts'
import { modelVersion } from './model-version.ts'
import { resolveQuestion } from './question.ts'
import type { Question } from './question.ts'
import { conventionsSchema, pricingSchema } from './request.ts'
import type { EstimateRequest } from './request.ts'
import { failedAlone, heldAgainst, writeFit, writeSuitable } from './requirements.ts'
import type { Estimate, EstimateResponse } from './response.ts'
import { evidenceShares, roundTotals, writeTotals } from './totals.ts'
import type { RoundedTotals } from './totals.ts'
import { sentenceOf, writeFailure, writeFindings, writeLineItem, writePlanSizing } from './write-estimate.ts'

const OPERATIONS_TABLE = 'operations'
/** The chosen plan and five alternatives. */
const PLANS_SHOWN = 6

const gigabyte: Assumption = constant({ name: 'gigabyte', value: '1073741824', unit: 'bytes', origin: 'rule', why: 'AWS bills a gigabyte as 2^30 bytes.' })

const commonExclusions: Exclusion[] = constant([
  { code: 'CONSUMER_COMPUTE', message: 'Machines, functions and licences of producers and consumers.' },
  { code: 'SUPPORT_PLAN', message: "The vendor's support plan." },
  { code: 'MONITORING', message: 'Dashboards, alarms, log storage and third-party tools.' },
  { code: 'TAXES', message: 'Taxes, and credits or private discounts that the request does not give.' }
])

interface Answered {
  readonly offering: Offering
  readonly plan: Plan
  readonly choice: Choice
  readonly priced: PricedPlan
  readonly operations: OperationsEstimate
  readonly totals: RoundedTotals
}

type Outcome = Answered | { readonly offering: Offering, readonly error: EstimateError }

function answer (offering: Offering, question: Question, profile: OperationsProfile, operationsFacts: OperationsFacts, account: AccountPool | null): Answered {
  const { workload, conventions, shelf: { book, market, factsOf } } = question
  const plans = offering.plans({ workload, options: question.optionsOf(offering), facts: factsOf(offering), conventions, market })
  const choice = choose(plans, book, question.detail === 'summary' ? 1 : PLANS_SHOWN)
  const plan = heldAgainst(choice.chosen, offering, question)
  const standing = account?.standing(offering, book, plan.poolPositions) ?? { book, positions: plan.poolPositions }
  const priced = pricePlan(plan.charges, standing.book, standing.positions)
  const operations = operationsEstimate(plan.operations.model, plan.operations.drivers, profile, operationsFacts)
  account?.spend(offering, book.region, priced.lineItems)
  return { offering, plan, choice, priced, operations, totals: roundTotals(priced.infrastructure, operations.cost) }
}

const blockersOf = (plan: Plan): readonly Finding[] => plan.findings.filter(finding => finding.severity === 'blocker')

function assumptionsOf ({ offering, plan }: Answered, { request }: Question): readonly Assumption[] {
  const options = request.options as Readonly<Record<string, object | undefined>> | undefined
  return [...plan.assumptions(), ...assumedDefaults(offering.options, { ...options?.[offering.family], ...options?.[offering.id] }, 'options.')]
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
const tablesUsed = (offering: Offering, { shelf }: Question): NonNullable<Estimate['priceTables']> => shelf.tablesOf(offering, OPERATIONS_TABLE)

function write (answered: Answered, question: Question): Estimate {
  const { offering, plan, choice, priced, operations, totals } = answered
  const { detail, currency, workload } = question
  const written: Estimate = {
    offering: offering.id,
    title: offering.title,
    provider: offering.provider,
    status: 'priced',
    feasible: blockersOf(plan).length === 0,
    ...writeSuitable(offering, question),
    sizing: writePlanSizing(plan, priced.lineItems, choice.ranked, detail),
    totals: writeTotals(totals, { infrastructure: priced.infrastructure.expected, operations: operations.cost.expected }, workload, evidenceShares(priced, operations.cost.expected)),
    priceTables: tablesUsed(offering, question)
  }
  if (detail === 'summary') return written
  written.findings = [...writeFindings(plan, priced.lineItems, currency)]
  written.lineItems = priced.lineItems.map(line => writeLineItem(line, detail))
  written.operations = writeOperations(operations, plan.operations.model, detail === 'full')
  written.assumptions = [...assumptionsOf(answered, question)]
  written.exclusions = offering.exclusions as NonNullable<Estimate['exclusions']>
  Object.assign(written, writeFit(offering, question))
  return written
}

function writeSources (answered: readonly Answered[], { shelf }: Question): NonNullable<EstimateResponse['sources']> {
  const sources: NonNullable<EstimateResponse['sources']> = {}
  for (const { priced } of answered) for (const { priced: sku } of priced.lineItems) sources[sku.sourceKey] ??= shelf.sourceOf(sku)
  return sources
}

const keptPeople = keptFor<OperationsProfile, readonly Assumption[]>()

function commonAssumptions ({ request }: Question, profile: OperationsProfile): readonly Assumption[] {
  return [
    ...assumedDefaults(workloadSchema, request.workload, ''),
    ...assumedDefaults(conventionsSchema, request.conventions ?? {}, ''),
    ...assumedDefaults(pricingSchema, request.pricing!, ''),
    gigabyte,
    ...keptPeople(profile, '', () => profile.assumptions.map(one => constant({ ...one, name: `operations.${one.name}` })))
  ]
}

const reasonOf = (outcome: Outcome): string | null => {
  if ('error' in outcome) return outcome.error.message
  const blockers = blockersOf(outcome.plan)
  return blockers.length === 0 ? null : blockers.map(sentenceOf).join(' ')
}

function checkModelVersion (request: EstimateRequest): void {
  if (request.modelVersion === undefined || request.modelVersion === modelVersion) return
  throw new EstimateError('MODEL_CHANGED', `The question is pinned to models ${request.modelVersion} and this service runs models ${modelVersion}; ask without modelVersion to be answered by these.`, { asked: request.modelVersion, running: modelVersion })
}

function refuseIfNothingAnswered (outcomes: readonly Outcome[]): void {
  const failed: { readonly offering: Offering, readonly error: EstimateError }[] = []
  for (const outcome of outcomes) {
    if (!('error' in outcome)) return
    failed.push(outcome)
  }
  const { offering: first, error } = failed[0]!
  throw new EstimateError(error.code, failed.length === 1 ? error.message : `None of the ${failed.length} offerings can be answered. ${first.id}: ${error.message}`, { ...error.data, offerings: failed.map(({ offering, error: { code, message } }) => ({ offering: offering.id, code, message })) })
}

/** Checks that the tables hold every fact that a model reads; throws at the first that does not. */
export function checkCatalog (catalog: Catalog): void {
  for (const offering of allOfferings) checkFacts(catalog, offering.facts)
  checkFacts(catalog, { [OPERATIONS_TABLE]: operationsFactsSchema })
}

/**
 * Answers one question: what a workload costs a month on every offering asked for, itemised, people included.
 * `request.pricing.asOf` is set; with an account the workload starts where those before it ended, and is counted; an offering that cannot be answered says so in its place.
 * Errors: EstimateError where the question itself has no answer, or no offering has one.
 */
export function estimate (request: EstimateRequest, catalog: Catalog, account: AccountPool | null = null): EstimateResponse {
  checkModelVersion(request)
  const question = resolveQuestion(request, catalog)
  const operationsFacts = readFacts(question.table(OPERATIONS_TABLE), operationsFactsSchema)
  const exchange = request.exchangeRate === undefined ? null : { from: request.exchangeRate.from, to: request.exchangeRate.to, rate: new Decimal(request.exchangeRate.rate) }
  const profile = resolveOperationsProfile(request.operations, operationsFacts, question.currency, exchange)
  const outcomes = question.offerings.map((offering): Outcome => {
    try {
      return answer(offering, question, profile, operationsFacts, account)
    } catch (error) {
      if (error instanceof EstimateError) return { offering, error }
      throw error
    }
  })
  refuseIfNothingAnswered(outcomes)
  const answered = outcomes.filter((outcome): outcome is Answered => !('error' in outcome))
  const contenders = outcomes.map((outcome): Contender => ({ offering: outcome.offering, totals: 'error' in outcome ? null : outcome.totals, reason: reasonOf(outcome), failed: 'error' in outcome ? [] : failedAlone(outcome.offering, question, blockersOf(outcome.plan)) }))
  const response: EstimateResponse = {
    currency: question.currency,
    asOf: question.asOf,
    modelVersion,
    incomplete: answered.length < outcomes.length,
    workload: fieldsOf(question.workload),
    ...request.requirements === undefined ? {} : { requirements: request.requirements },
    estimates: outcomes.map(outcome => 'error' in outcome ? { ...writeFailure(outcome.offering, outcome.error), ...writeSuitable(outcome.offering, question), ...writeFit(outcome.offering, question), priceTables: tablesUsed(outcome.offering, question) } : write(outcome, question)),
    comparison: compareOfferings(contenders, question.currency),
    warnings: [],
    links: {}
  }
  if (question.detail === 'summary') return response
  response.sources = writeSources(answered, question)
  response.assumptions = [...commonAssumptions(question, profile)]
  response.exclusions = commonExclusions
  return response
}
