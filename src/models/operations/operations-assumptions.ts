import { plain } from '../../pricing/decimal.ts'
import type { OperationsFacts } from './operations-facts.ts'
import { governanceDimensions } from './operations-names.ts'
import type { Pay } from './operations-pay.ts'
import { operationsDefaults } from './operations-request.ts'
import type { OperationsRequest } from './operations-request.ts'

/** A value of the operations model that the caller did not give. */
export interface OperationsAssumption {
  readonly name: string
  readonly value: string
  readonly unit: string
  readonly origin: 'default'
  readonly why: string
}

function ungoverned (request: OperationsRequest): string | null {
  const { governance } = request
  if (typeof governance === 'string') return null
  const without = governanceDimensions.filter(dimension => governance?.[dimension] === undefined)
  if (without.length === 0) return null
  return without.length === governanceDimensions.length ? 'The level whose factor is 1, in all dimensions' : `The level whose factor is 1, for ${without.join(', ')}`
}

/** Lists every value that the caller left out, in the order of the request; what no offering of it can need is left out. */
export function operationsAssumptions (request: OperationsRequest, facts: OperationsFacts, pay: Pay, currency: string): readonly OperationsAssumption[] {
  const { defaults } = facts
  const assumptions: OperationsAssumption[] = []
  const assume = (name: keyof OperationsRequest, value: string | number, unit: string, why: string) =>
    assumptions.push({ name, value: String(value), unit, origin: 'default', why })
  const unlessGiven = (name: keyof OperationsRequest, value: string | number, unit: string, why: string) => {
    if (request[name] === undefined) assume(name, value, unit, why)
  }
  const governance = ungoverned(request)

  unlessGiven('maturity', operationsDefaults.maturity, 'level', 'The level whose factors are 1')
  if (governance !== null) assume('governance', operationsDefaults.governance, 'level', governance)
  if (request.onCallCoverageFactor === undefined) unlessGiven('onCallCoverage', operationsDefaults.onCallCoverage, 'choice', 'Messaging is taken to be watched around the clock')
  unlessGiven('onCallRotationShare', operationsDefaults.onCallRotationShare, 'rotations', 'A rotation of its own; 0.25 to 0.5 where it also covers other services')
  if (request.hourlyRate === undefined) unlessGiven('rateRegion', operationsDefaults.rateRegion, 'country', 'The best sourced of the countries in the table')
  if (pay.hourlyRateOrigin !== null) assume('hourlyRate', plain(pay.hourlyRate), `${currency} an hour`, pay.hourlyRateOrigin)
  unlessGiven('clientApplications', defaults.clientApplications, 'applications', 'Judgement; support of consumers and incidents grow with it')
  unlessGiven('changeRequestsPerMonth', `${defaults.changeRequestsPerTopic} × topics`, 'requests a month', 'Judgement; requests for topics and permissions')
  unlessGiven('upgradesPerYear', defaults.upgradesPerYear, 'upgrades a year', 'Stays on the newest Kafka minor, one about every four months')
  unlessGiven('certificateRotationsPerYear', defaults.certificateRotationsPerYear, 'rotations a year', 'A certificate authority is valid for a year (Strimzi)')
  unlessGiven('engineersTrained', defaults.engineersTrained, 'engineers', 'Judgement')
  unlessGiven('replicationLinks', defaults.replicationLinks, 'links', 'No links were counted; MSK Replicator or a second region is one where an option asks for it')
  if (pay.stipendOrigin !== null) {
    assume('stipendPerWeek', plain(pay.stipendPerWeek.expected), `${currency} a week`, pay.stipendOrigin)
    unlessGiven('weeksPerMonth', facts.onCall.weeksPerMonth, 'weeks', 'Judgement; 52 / 12, to two decimals')
  }
  unlessGiven('nonProductionClusterWeight', defaults.nonProductionClusterWeight, 'clusters', 'Judgement; work of one non-production cluster, counted in production clusters')
  return assumptions
}
