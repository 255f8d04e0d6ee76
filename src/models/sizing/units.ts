import type { Finding } from '../offering.ts'
import { requiredBrokers, sizingWithoutPolicy, utilisation } from './sizing.ts'
import type { Constraint, Limit, SizedLog, Sizing } from './sizing.ts'

/** One thing that a unit of a service (eCKU, DCU, TU, PU, CU) can run out of, and what the whole workload needs of it, in its unit. */
export interface UnitLimit extends Pick<Limit, 'dimension' | 'unit' | 'source'> {
  readonly capacityPerUnit: number
  /** The share of that capacity which a plan may use: 1 where left out, a vendor's own limit. */
  readonly allowedUtilisation?: number
  readonly peakNeed: number
  /** The same as the peak's where the need does not follow the traffic, such as partitions. */
  readonly meanNeed: number
}

export interface UnitBounds {
  /** At least one. */
  readonly minimum: number
  readonly maximum: number
  /** Counts that are sold, rising; every whole number where left out. */
  readonly sold?: readonly number[]
  /** As the caller runs it; undefined or left out to be sized. */
  readonly given?: number | undefined
}

export interface UnitCount {
  /** Bought for the peak, also above the maximum, so that the price is never hidden. */
  readonly units: number
  /** What the mean would need: the low end for units that scale by themselves (model.md 4.2). */
  readonly unitsAtMean: number
  /** What the limits ask for, whatever was given, after minimum and the counts that are sold. */
  readonly required: number
  readonly bindingConstraint: string
  readonly constraints: readonly Constraint[]
}

function held ({ dimension, unit, source, capacityPerUnit, allowedUtilisation = 1 }: UnitLimit, need: number): Constraint {
  const capacity = { capacityPerBroker: capacityPerUnit, allowedUtilisation }
  return { dimension, need, unit, ...capacity, requiredBrokers: requiredBrokers(need, capacity), source }
}

function bought (asked: number, { minimum, sold }: UnitBounds): number {
  const least = Math.max(asked, minimum)
  return sold?.find(count => count >= least) ?? least
}

const most = (constraints: readonly Constraint[]): number => Math.max(0, ...constraints.map(one => one.requiredBrokers))

const fullness = ({ need, capacityPerBroker, allowedUtilisation }: Constraint): number => need / (capacityPerBroker * allowedUtilisation)

/** The limit that is used most: of several that ask for as many whole units, the one that will ask for the next. */
const fullest = (constraints: readonly Constraint[]): Constraint => constraints.reduce((best, one) => fullness(one) > fullness(best) ? one : best)

/** Counts the units of a service: the largest over its limits of need / capacity, whole, at least its minimum; names what decides. */
export function countUnits (limits: readonly UnitLimit[], bounds: UnitBounds): UnitCount {
  const constraints = limits.map(limit => held(limit, limit.peakNeed))
  const asked = most(constraints)
  const required = bought(asked, bounds)
  const given = bounds.given
  return {
    units: given ?? required,
    unitsAtMean: given ?? bought(most(limits.map(limit => held(limit, limit.meanNeed))), bounds),
    required,
    bindingConstraint: asked < bounds.minimum ? 'minimum-units' : fullest(constraints).dimension,
    constraints
  }
}

/**
 * What is wrong with a count of units: more are needed than a cluster may have, or too few were given.
 * `unitName` is the vendor's word, `advice` a sentence of what takes more.
 */
export function unitFindings ({ required, bindingConstraint, constraints }: UnitCount, { maximum, given }: UnitBounds, unitName: string, advice: string): readonly Finding[] {
  const findings: Finding[] = []
  if (required > maximum) {
    const source = constraints.find(one => one.dimension === bindingConstraint)?.source
    findings.push({ code: 'UNITS_EXCEEDED', severity: 'blocker', message: `${required} ${unitName} are needed (${bindingConstraint} decides) and ${maximum} can be had. ${advice}`, limit: `${maximum} ${unitName}`, actual: `${required} ${unitName}`, ...(source === undefined ? {} : { source }) })
  }
  if (given !== undefined && given < required) {
    const short = constraints.filter(one => one.requiredBrokers > given)
    // A margin may be somebody's deliberate choice; beyond the raw capacity nothing holds.
    const beyond = short.some(one => utilisation(one, given) > 1)
    const names = short.map(one => `${one.dimension} ${Math.round(utilisation(one, given) * 100)} %`).join(', ')
    findings.push({ code: 'UNDERSIZED', severity: beyond ? 'blocker' : 'warning', message: `The given ${given} ${unitName} are fewer than the ${required} that are needed${names === '' ? '' : ` (${names} of the raw capacity)`}; they are priced as given.`, limit: `${required} ${unitName}`, actual: `${given} ${unitName}` })
  }
  return findings
}

/** Units in the place of brokers: their count, the vendor's word for one, and what decides. */
export function unitSizing ({ units, bindingConstraint, constraints }: UnitCount, unitName: string, log: SizedLog): Sizing {
  return sizingWithoutPolicy(log, { brokers: units, brokerType: unitName, bindingConstraint, constraints: () => constraints })
}
