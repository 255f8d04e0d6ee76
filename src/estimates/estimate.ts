import { partlyMet } from '../models/fit/judge-fit.ts'
import { constant, keptFor } from '../models/kept.ts'
import type { Assumption, Exclusion, Offering } from '../models/offering.ts'
import { operationsFactsSchema } from '../models/operations/operations-facts.ts'
import { currenciesOfPay } from '../models/operations/operations-pay.ts'
import { resolveOperationsProfile } from '../models/operations/operations-profile.ts'
import type { OperationsProfile } from '../models/operations/operations-profile.ts'
import { offerings as allOfferings } from '../models/registry.ts'
import { checkFacts, readFacts } from '../models/table-facts.ts'
import { fieldsOf, workloadSchema } from '../models/workload.ts'
import type { Catalog } from '../pricing/catalog.ts'
import { Decimal } from '../pricing/decimal.ts'
import { EstimateError } from '../pricing/errors.ts'
import type { AccountPool } from './account-pool.ts'
import { assumedDefaults } from './assumed-defaults.ts'
import type { People } from './bill.ts'
import { checkExchangeRate, checkGivenTables } from './check-pricing.ts'
import { compareOfferings } from './compare.ts'
import type { Contender } from './contender.ts'
import { unusedPriceWarnings } from './given-prices.ts'
import { failedAlone } from './left-out.ts'
import { modelVersion } from './model-version.ts'
import { outcomeOf, reasonOf } from './outcome.ts'
import type { Answered, Outcome } from './outcome.ts'
import { cloudRegionsFacts, CLOUD_REGIONS_TABLE } from './placement.ts'
import { passedOverWarnings } from './passed-over.ts'
import { resolveQuestion } from './question.ts'
import type { Question } from './question.ts'
import { conventionsSchema, pricingSchema } from './request.ts'
import type { EstimateRequest } from './request.ts'
import type { EstimateResponse, Figures } from './response.ts'
import { OPERATIONS_TABLE } from './shelf.ts'
import { writeOutcome, writeSources } from './write-outcome.ts'

const gigabyte: Assumption = constant({ name: 'gigabyte', value: '1073741824', unit: 'bytes', origin: 'rule', why: 'AWS bills a gigabyte as 2^30 bytes.' })

const commonExclusions: Exclusion[] = constant([
  { code: 'CONSUMER_COMPUTE', message: 'Machines, functions and licences of producers and consumers.' },
  { code: 'SUPPORT_PLAN', message: "The vendor's support plan." },
  { code: 'MONITORING', message: 'Dashboards, alarms, log storage and third-party tools, but for the Prometheus and Grafana of a self-managed cluster that has the option monitoring.' },
  { code: 'TAXES', message: 'Taxes, and credits or private discounts that the request does not give.' }
])

const keptPeople = keptFor<OperationsProfile, readonly Assumption[]>()

function commonAssumptions ({ request }: Question, profile: OperationsProfile): readonly Assumption[] {
  return [
    ...assumedDefaults(workloadSchema, request.workload, ''),
    ...(request.existing === undefined ? [] : assumedDefaults(workloadSchema, request.existing, 'existing.')),
    ...assumedDefaults(conventionsSchema, request.conventions ?? {}, ''),
    ...assumedDefaults(pricingSchema, request.pricing!, ''),
    gigabyte,
    ...keptPeople(profile, '', () => profile.assumptions.map(one => constant({ ...one, name: `operations.${one.name}` })))
  ]
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
  checkFacts(catalog, { [OPERATIONS_TABLE]: operationsFactsSchema, [CLOUD_REGIONS_TABLE]: cloudRegionsFacts })
}

/** What became of every offering of a question. */
interface Answers { readonly question: Question, readonly profile: OperationsProfile, readonly outcomes: readonly Outcome[] }

function answersTo (request: EstimateRequest, catalog: Catalog, account: AccountPool | null): Answers {
  checkModelVersion(request)
  const question = resolveQuestion(request, catalog)
  const operationsFacts = readFacts(question.table(OPERATIONS_TABLE), operationsFactsSchema)
  checkGivenTables(question)
  if (request.exchangeRate !== undefined) checkExchangeRate(request.exchangeRate, question, currenciesOfPay(request.operations ?? {}, operationsFacts))
  const exchange = request.exchangeRate === undefined ? null : { from: request.exchangeRate.from, to: request.exchangeRate.to, rate: new Decimal(request.exchangeRate.rate) }
  const profile = resolveOperationsProfile(request.operations, operationsFacts, question.currency, exchange)
  const people: People = { profile, facts: operationsFacts }
  const outcomes = question.offerings.map(offering => outcomeOf(offering, question, people, account))
  refuseIfNothingAnswered(outcomes)
  return { question, profile, outcomes }
}

/** Answers one question with its estimates alone, as a table shows them: nothing is compared. Otherwise as estimate(). */
export function figures (request: EstimateRequest, catalog: Catalog, account: AccountPool | null = null): Figures {
  const { question, outcomes } = answersTo(request, catalog, account)
  return { currency: question.currency, asOf: question.asOf, requirements: request.requirements, estimates: outcomes.map(outcome => writeOutcome(outcome, question)) }
}

/**
 * Answers one question: what a workload costs a month on every offering asked for, itemised, people included.
 * `request.pricing.asOf` is set; with an account the workload starts where those before it ended, and is counted; an offering that cannot be answered says so in its place.
 * Errors: EstimateError where the question itself has no answer, or no offering has one.
 */
export function estimate (request: EstimateRequest, catalog: Catalog, account: AccountPool | null = null): EstimateResponse {
  const { question, profile, outcomes } = answersTo(request, catalog, account)
  const answered = outcomes.filter((outcome): outcome is Answered => 'bill' in outcome)
  const contenders = outcomes.map((outcome): Contender => ({ offering: outcome.offering, totals: 'bill' in outcome ? outcome.bill.totals : null, runsAlready: 'bill' in outcome ? outcome.beside?.before.totals : undefined, reason: reasonOf(outcome), failed: failedAlone(outcome, question), partly: partlyMet(outcome.offering.fit, question.requirements) }))
  const response: EstimateResponse = {
    currency: question.currency,
    asOf: question.asOf,
    modelVersion,
    incomplete: outcomes.some(outcome => 'error' in outcome),
    workload: fieldsOf(question.workload),
    ...(request.requirements === undefined ? {} : { requirements: request.requirements }),
    ...(question.existing === null ? {} : { existing: fieldsOf(question.existing) }),
    priceTables: question.shelf.tablesOfAll(question.offerings) as EstimateResponse['priceTables'],
    estimates: outcomes.map(outcome => writeOutcome(outcome, question)),
    comparison: compareOfferings(contenders, question.currency, question.existing !== null),
    warnings: [...passedOverWarnings(request.options ?? {}, question.offerings), ...unusedPriceWarnings(request, answered)],
    links: {}
  }
  if (question.detail === 'summary') return response
  response.sources = writeSources(answered, question)
  response.assumptions = [...commonAssumptions(question, profile)]
  response.exclusions = commonExclusions
  return response
}
