import { EstimateError } from '../../pricing/errors.ts'
import type { Finding } from '../offering.ts'
import { counted } from '../sentence.ts'
import { requiredBrokers, shortage } from './sizing.ts'
import type { Constraint, Limit } from './sizing.ts'

export interface BrokerBounds {
  readonly zones: number
  readonly replicationFactor: number
  readonly offeringMinimum: number
  /** The most that a cluster has, and whose limit that is. */
  readonly maximum: number
  readonly maximumSource: string
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

/** What the tightest limit asks for, given what is needed of each. */
export function askedBrokers (limits: readonly Limit[], needs: readonly number[]): number {
  let asked = 0
  for (let index = 0; index < limits.length; index += 1) asked = Math.max(asked, requiredBrokers(needs[index]!, limits[index]!))
  return asked
}

type Minimum = Pick<BrokerBounds, 'zones' | 'replicationFactor' | 'offeringMinimum'>

const minimumOf = ({ zones, replicationFactor, offeringMinimum }: Minimum): number => Math.max(zones, replicationFactor, offeringMinimum)

/** At least zones, copies and the offering's minimum, rounded up to a multiple of the zones (model.md 4.2). */
export const onZones = (asked: number, bounds: Minimum): number => Math.ceil(Math.max(asked, minimumOf(bounds)) / bounds.zones) * bounds.zones

/** The smallest cluster that keeps the copies on its zones. */
export const smallestBrokers = (zones: number, replicationFactor: number): number => onZones(0, { zones, replicationFactor, offeringMinimum: 1 })

/** Counts the brokers of a cluster, and names what decides. */
export function countBrokers (limits: readonly Limit[], needs: readonly number[], bounds: BrokerBounds): BrokerCount {
  const asked = askedBrokers(limits, needs)
  const required = onZones(asked, bounds)
  const tightest = limits.find((limit, index) => requiredBrokers(needs[index]!, limit) === asked)!
  return { brokers: bounds.given ?? required, asked, required, bindingConstraint: asked < minimumOf(bounds) ? 'minimum-brokers' : tightest.dimension }
}

/**
 * Of clusters counted per broker type, those that fit: within the brokers a cluster may have, or, where the number is given,
 * the types it suffices for, else the ones it comes nearest to.
 * Error: OUT_OF_MODEL_RANGE where nothing fits and no number was given.
 */
export function fittingClusters<Counted extends { readonly asked: number, readonly required: number }> (counted: readonly Counted[], { given, maximum }: Pick<BrokerBounds, 'given' | 'maximum'>): readonly Counted[] {
  const fitting = counted.filter(({ asked, required }) => given === undefined ? required <= maximum : asked <= given)
  if (fitting.length > 0) return fitting
  const least = Math.min(...counted.map(({ required }) => required))
  if (given !== undefined) return counted.filter(({ required }) => required === least)
  throw new EstimateError('OUT_OF_MODEL_RANGE', `The workload needs at least ${least} brokers of any type; a cluster has ${maximum} at most. Split it over several clusters, or lower peakToAverageRatio, retentionDays or partitions.`, { brokers: least, maximum })
}

/** What is wrong with a cluster that was given: too small for the workload, or off the zones. */
export function givenClusterFindings (constraints: readonly Constraint[], { brokers, required }: BrokerCount, bounds: BrokerBounds): readonly Finding[] {
  if (bounds.given === undefined) return []
  const findings: Finding[] = []
  const { beyond, names } = shortage(constraints, brokers)
  if (names !== '') {
    findings.push({ code: 'UNDERSIZED', severity: beyond ? 'blocker' : 'warning', message: `The cluster was given with ${counted(brokers, 'broker')}, fewer than the ${required} that the sizing policy asks for${names}; it is priced as given.`, limit: `${required} brokers`, actual: counted(brokers, 'broker') })
  }
  if (brokers > bounds.maximum) {
    findings.push({ code: 'QUOTA_RAISE_NEEDED', severity: 'warning', message: `A cluster has ${bounds.maximum} brokers at most; ${brokers} were given and are priced as given.`, limit: `${bounds.maximum} brokers`, actual: `${brokers} brokers`, source: bounds.maximumSource })
  }
  if (brokers % bounds.zones !== 0) {
    findings.push({ code: 'BROKERS_OFF_ZONES', severity: 'warning', message: `${counted(brokers, 'broker')} cannot be spread evenly over ${bounds.zones} zones.`, limit: `a multiple of ${bounds.zones}`, actual: String(brokers) })
  }
  if (brokers < bounds.replicationFactor) {
    findings.push({ code: 'BROKERS_BELOW_REPLICATION', severity: 'blocker', message: `${bounds.replicationFactor} copies need at least ${bounds.replicationFactor} brokers; the cluster was given with ${brokers}.`, limit: `${bounds.replicationFactor} brokers`, actual: counted(brokers, 'broker') })
  }
  return findings
}
