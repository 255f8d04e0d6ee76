import { Decimal } from '../../pricing/decimal.ts'
import { EstimateError } from '../../pricing/errors.ts'
import { resolveActivities } from './operations-activities.ts'
import type { Activity } from './operations-activities.ts'
import { operationsAssumptions } from './operations-assumptions.ts'
import type { OperationsAssumption } from './operations-assumptions.ts'
import type { OperationsFacts } from './operations-facts.ts'
import { governanceDimensions } from './operations-names.ts'
import type { ActivityClass, GovernanceDimension } from './operations-names.ts'
import { overlay } from './operations-overrides.ts'
import { resolvePay } from './operations-pay.ts'
import type { ExchangeRate, MoneyRange } from './operations-pay.ts'
import { operationsDefaults } from './operations-request.ts'
import type { OperationsRequest } from './operations-request.ts'

/** Every number that a request fixes for all offerings: the caller's where given, the table's elsewhere. */
export interface OperationsProfile {
  readonly request: OperationsRequest
  readonly activities: readonly Activity[]
  readonly scaleExponent: number
  readonly classFactors: Readonly<Record<ActivityClass, number>>
  readonly governanceFactors: Readonly<Record<GovernanceDimension, number>>
  /** Coverage × share of the rotation: what scales stand-by hours and stipend. */
  readonly onCallFactor: number
  readonly nonProductionClusterWeight: number
  readonly clientApplications: number
  /** Null: so many for each topic. */
  readonly changeRequestsPerMonth: number | null
  readonly changeRequestsPerTopic: number
  readonly upgradesPerMonth: number
  readonly certificateRotationsPerMonth: number
  readonly engineersTrained: number
  readonly replicationLinks: number
  readonly incidents: OperationsFacts['incidentModel']
  readonly currency: string
  readonly hourlyRate: Decimal
  /** Of a rotation at deployment coefficient 1; the coverage and the share are in it. */
  readonly stipendPerMonth: MoneyRange
  readonly assumptions: readonly OperationsAssumption[]
}

const MONTHS_PER_YEAR = 12
const nothingAsked: OperationsRequest = Object.freeze({})

// A request that says nothing about people is the common one, and it has the same answer until the table changes.
const defaultProfiles = new WeakMap<OperationsFacts, OperationsProfile>()

function governanceFactorsOf (request: OperationsRequest, facts: OperationsFacts): Record<GovernanceDimension, number> {
  const factors = overlay(facts.governance, request.governanceFactors)
  const { governance } = request
  const levelOf = (dimension: GovernanceDimension) => (typeof governance === 'string' ? governance : governance?.[dimension]) ?? operationsDefaults.governance
  return Object.fromEntries(governanceDimensions.map(dimension => [dimension, factors[levelOf(dimension)]])) as Record<GovernanceDimension, number>
}

function stipendPerMonth (perWeek: MoneyRange, weeksPerMonth: number, coverageFactor: number, rotationShare: number): MoneyRange {
  const weeks = new Decimal(weeksPerMonth).times(coverageFactor).times(rotationShare)
  return { low: perWeek.low.times(weeks), expected: perWeek.expected.times(weeks), high: perWeek.high.times(weeks) }
}

/** The share of standing by around the clock that somebody is on call. */
function onCallCoverageFactor ({ onCallCoverage, onCallCoverageFactor: factor }: OperationsRequest, { onCall: { coverage } }: OperationsFacts): number {
  if (onCallCoverage !== undefined && factor !== undefined) {
    throw new EstimateError('IMPOSSIBLE_COMBINATION', `operations.onCallCoverage is ${onCallCoverage} and operations.onCallCoverageFactor is ${factor}, and each says how much somebody is on call: give one of them; the factor of ${onCallCoverage} is ${coverage[onCallCoverage]}.`, { field: 'operations.onCallCoverageFactor', conflictsWith: 'operations.onCallCoverage' })
  }
  return factor ?? coverage[onCallCoverage ?? operationsDefaults.onCallCoverage]
}

function resolve (request: OperationsRequest, facts: OperationsFacts, currency: string, exchange: ExchangeRate | null): OperationsProfile {
  const { defaults } = facts
  const coverageFactor = onCallCoverageFactor(request, facts)
  const rotationShare = request.onCallRotationShare ?? operationsDefaults.onCallRotationShare
  const onCallFactor = coverageFactor * rotationShare
  const pay = resolvePay(request, facts, currency, exchange, onCallFactor)
  const { scaleExponent, ...classFactors } = overlay(facts.maturity[request.maturity ?? operationsDefaults.maturity], request.maturityFactors)
  return {
    request,
    activities: resolveActivities(request, facts),
    scaleExponent,
    classFactors,
    governanceFactors: governanceFactorsOf(request, facts),
    onCallFactor,
    nonProductionClusterWeight: request.nonProductionClusterWeight ?? defaults.nonProductionClusterWeight,
    clientApplications: request.clientApplications ?? defaults.clientApplications,
    changeRequestsPerMonth: request.changeRequestsPerMonth ?? null,
    changeRequestsPerTopic: defaults.changeRequestsPerTopic,
    upgradesPerMonth: (request.upgradesPerYear ?? defaults.upgradesPerYear) / MONTHS_PER_YEAR,
    certificateRotationsPerMonth: (request.certificateRotationsPerYear ?? defaults.certificateRotationsPerYear) / MONTHS_PER_YEAR,
    engineersTrained: request.engineersTrained ?? defaults.engineersTrained,
    replicationLinks: request.replicationLinks ?? defaults.replicationLinks,
    incidents: overlay(facts.incidentModel, request.incidents),
    currency,
    hourlyRate: pay.hourlyRate,
    stipendPerMonth: stipendPerMonth(pay.stipendPerWeek, request.weeksPerMonth ?? facts.onCall.weeksPerMonth, coverageFactor, rotationShare),
    assumptions: operationsAssumptions(request, facts, pay, currency)
  }
}

/** Settles every value of the model once for all offerings of a request; errors: IMPOSSIBLE_COMBINATION, MISSING_EXCHANGE_RATE. */
export function resolveOperationsProfile (request: OperationsRequest | undefined, facts: OperationsFacts, currency: string, exchange: ExchangeRate | null): OperationsProfile {
  const nothingGiven = request === undefined || Object.keys(request).length === 0
  if (!nothingGiven || exchange !== null) return resolve(request ?? nothingAsked, facts, currency, exchange)
  const known = defaultProfiles.get(facts)
  if (known?.currency === currency) return known
  const profile = resolve(nothingAsked, facts, currency, null)
  defaultProfiles.set(facts, profile)
  return profile
}
