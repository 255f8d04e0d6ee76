import type { Finding } from '../offering.ts'
import { required as requiredUnits, shortage, sizingWithoutPolicy } from './sizing.ts'
import type { Constraint, Limit, SizedLog, Sizing } from './sizing.ts'

/** One thing that a unit of a service (eCKU, DCU, TU, PU, CU) can run out of, and what the whole workload needs of it, in its unit. */
export interface UnitLimit extends Pick<Limit, 'dimension' | 'unit' | 'source'> {
  readonly capacityPerUnit: number
  /** What a unit carries at the very most, where less is counted on; else that capacity. */
  readonly ceilingPerUnit?: number
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
  /** A function, because a summary shows none. */
  readonly constraints: () => readonly Constraint[]
}

const unitsFor = (need: number, { capacityPerUnit, allowedUtilisation = 1 }: UnitLimit): number => requiredUnits(need, capacityPerUnit, allowedUtilisation)

function held (limit: UnitLimit): Constraint {
  const { dimension, unit, source, capacityPerUnit, ceilingPerUnit = capacityPerUnit, allowedUtilisation = 1, peakNeed } = limit
  return { dimension, need: peakNeed, unit, capacityPerBroker: capacityPerUnit, allowedUtilisation, requiredBrokers: unitsFor(peakNeed, limit), source, ceilingPerBroker: ceilingPerUnit }
}

function bought (asked: number, { minimum, sold }: UnitBounds): number {
  const least = Math.max(asked, minimum)
  return sold?.find(count => count >= least) ?? least
}

function most (limits: readonly UnitLimit[], need: 'peakNeed' | 'meanNeed'): number {
  let units = 0
  for (const limit of limits) units = Math.max(units, unitsFor(limit[need], limit))
  return units
}

const fullness = ({ peakNeed, capacityPerUnit, allowedUtilisation = 1 }: UnitLimit): number => peakNeed / (capacityPerUnit * allowedUtilisation)

/** The limit that is used most: of several that ask for as many whole units, the one that will ask for the next. */
const fullest = (limits: readonly UnitLimit[]): UnitLimit => limits.reduce((best, one) => fullness(one) > fullness(best) ? one : best)

/** Counts the units of a service: the largest over its limits of need / capacity, whole, at least its minimum; names what decides. */
export function countUnits (limits: readonly UnitLimit[], bounds: UnitBounds): UnitCount {
  const asked = most(limits, 'peakNeed')
  const required = bought(asked, bounds)
  const given = bounds.given
  return {
    units: given ?? required,
    unitsAtMean: given ?? bought(most(limits, 'meanNeed'), bounds),
    required,
    bindingConstraint: asked < bounds.minimum ? 'minimum-units' : fullest(limits).dimension,
    constraints: () => limits.map(held)
  }
}

/**
 * What is wrong with a count of units: more are needed than a cluster may have, or too few were given.
 * `unitName` is the vendor's word, `advice` a sentence of what takes more.
 */
export function unitFindings ({ required, bindingConstraint, constraints }: UnitCount, { maximum, given }: UnitBounds, unitName: string, advice: string): readonly Finding[] {
  const findings: Finding[] = []
  if (required > maximum) {
    const source = constraints().find(one => one.dimension === bindingConstraint)?.source
    findings.push({ code: 'UNITS_EXCEEDED', severity: 'blocker', message: `${required} ${unitName} are needed (${bindingConstraint} decides) and ${maximum} can be had. ${advice}`, limit: `${maximum} ${unitName}`, actual: `${required} ${unitName}`, ...(source === undefined ? {} : { source }) })
  }
  if (given !== undefined && given < required) {
    const { beyond, names } = shortage(constraints(), given)
    findings.push({ code: 'UNDERSIZED', severity: beyond ? 'blocker' : 'warning', message: `The given ${given} ${unitName} are fewer than the ${required} that are needed${names}; they are priced as given.`, limit: `${required} ${unitName}`, actual: `${given} ${unitName}` })
  }
  return findings
}

/** Units in the place of brokers: their count, the vendor's word for one, and what decides. */
export function unitSizing ({ units, bindingConstraint, constraints }: UnitCount, unitName: string, log: SizedLog): Sizing {
  return sizingWithoutPolicy(log, { brokers: units, brokerType: unitName, bindingConstraint, constraints })
}
