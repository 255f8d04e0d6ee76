import { EstimateError } from '../../pricing/errors.ts'
import type { Finding } from '../offering.ts'
import { requiredBrokers, utilisation } from './sizing.ts'
import type { Constraint, Limit } from './sizing.ts'

export interface BrokerBounds {
  readonly zones: number
  readonly replicationFactor: number
  readonly offeringMinimum: number
  /** As the caller runs it, or undefined to be sized. */
  readonly given: number | undefined
}

export interface BrokerCount {
  readonly brokers: number
  /** What the limits ask for, whatever was given, and rounded to the zones. */
  readonly asked: number
  readonly required: number
  readonly bindingConstraint: string
}

/** What the tightest limit asks for, given what is needed of each; at least zones, copies and the offering's minimum, rounded up to a multiple of the zones (model.md 4.2). */
export function countBrokers (limits: readonly Limit[], needs: readonly number[], { zones, replicationFactor, offeringMinimum, given }: BrokerBounds): BrokerCount {
  let tightest = limits[0]!
  let asked = 0
  limits.forEach((limit, index) => {
    const brokers = requiredBrokers(needs[index]!, limit)
    if (brokers > asked) {
      asked = brokers
      tightest = limit
    }
  })
  const minimum = Math.max(zones, replicationFactor, offeringMinimum)
  const required = Math.ceil(Math.max(asked, minimum) / zones) * zones
  return { brokers: given ?? required, asked, required, bindingConstraint: asked < minimum ? 'minimum-brokers' : tightest.dimension }
}

/**
 * Of clusters counted per broker type, those that fit: within the brokers a cluster may have, or, where the number is given,
 * the types it suffices for, else the ones it comes nearest to.
 * Error: OUT_OF_MODEL_RANGE where nothing fits and no number was given.
 */
export function fittingClusters<Counted extends { readonly count: BrokerCount }> (counted: readonly Counted[], given: number | undefined, maximum: number): readonly Counted[] {
  const fitting = counted.filter(({ count }) => given === undefined ? count.required <= maximum : count.asked <= given)
  if (fitting.length > 0) return fitting
  const least = Math.min(...counted.map(({ count }) => count.required))
  if (given !== undefined) return counted.filter(({ count }) => count.required === least)
  throw new EstimateError('OUT_OF_MODEL_RANGE', `The workload needs at least ${least} brokers of any type; a cluster has ${maximum} at most. Split it over several clusters, or lower peakToAverageRatio, retentionDays or partitions.`, { brokers: least, maximum })
}

/** What is wrong with a cluster that was given: too small for the workload, or off the zones. */
export function givenClusterFindings (constraints: readonly Constraint[], { brokers, required }: BrokerCount, bounds: BrokerBounds): readonly Finding[] {
  if (bounds.given === undefined) return []
  const findings: Finding[] = []
  const short = constraints.filter(one => one.requiredBrokers > brokers)
  if (short.length > 0) {
    // The policy's margin may be somebody's deliberate choice; beyond the raw capacity nothing holds.
    const beyond = short.some(one => utilisation(one, brokers) > 1)
    const names = short.map(one => `${one.dimension} ${Math.round(utilisation(one, brokers) * 100)} %`).join(', ')
    findings.push({ code: 'UNDERSIZED', severity: beyond ? 'blocker' : 'warning', message: `The given ${brokers} brokers are fewer than the ${required} that the sizing policy asks for (${names} of the raw capacity); they are priced as given.`, limit: `${required} brokers`, actual: `${brokers} brokers` })
  }
  if (brokers % bounds.zones !== 0) {
    findings.push({ code: 'BROKERS_OFF_ZONES', severity: 'warning', message: `${brokers} brokers do not spread evenly over ${bounds.zones} zones.`, limit: `a multiple of ${bounds.zones}`, actual: String(brokers) })
  }
  if (brokers < bounds.replicationFactor) {
    findings.push({ code: 'BROKERS_BELOW_REPLICATION', severity: 'blocker', message: `${bounds.replicationFactor} copies need at least ${bounds.replicationFactor} brokers; ${brokers} were given.`, limit: `${bounds.replicationFactor} brokers`, actual: `${brokers} brokers` })
  }
  return findings
}
