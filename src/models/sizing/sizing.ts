import type { Decimal } from '../../pricing/decimal.ts'

/** What the workload asks of the whole cluster at its peak. */
export interface SizingDemand {
  readonly peakWriteMibPerSecond: number
  readonly peakWriteMegabytesPerSecond: number
  readonly peakReadMegabytesPerSecond: number
  readonly peakMessagesPerSecond: number
  /** Data on disk with its copies, before any headroom. */
  readonly dataGib: number
  readonly partitions: number
  readonly partitionReplicas: number
  readonly topics: number
  readonly consumerGroups: number
  /** A group on every topic: what people look after, and not what a quota on groups counts. */
  readonly subscriptions: number
  /** Members of all groups on all topics. */
  readonly receivers: number
}

/** One thing that a broker can run out of, whatever is asked of it. */
export interface Limit {
  readonly dimension: string
  readonly unit: string
  /** What one broker can do at full use. */
  readonly capacityPerBroker: number
  /** The share of that capacity which the policy lets a plan use. */
  readonly allowedUtilisation: number
  readonly source: string
  /** What it carries at the very most, where a policy counts on less; else that capacity. */
  readonly ceilingPerBroker?: number
  /** The part of the demand that it carries, and how much of the limit one unit of that takes. */
  readonly of: keyof SizingDemand
  readonly perUnit: number
}

/** A limit beside what the whole workload needs of it, in its unit. */
export interface Constraint extends Required<Omit<Limit, 'of' | 'perUnit'>> {
  readonly need: number
  readonly requiredBrokers: number
}

/** What a demand needs of a limit, in the limit's unit. */
export const needOf = ({ of, perUnit }: Limit, demand: SizingDemand): number => demand[of] * perUnit

/** How many of something a need takes when each may use only the allowed share of its capacity. */
export function required (need: number, capacity: number, allowedUtilisation: number): number {
  return need === 0 ? 0 : Math.max(1, roundUp(need / (capacity * allowedUtilisation)))
}

/** Brokers that a need takes of a limit. */
export const requiredBrokers = (need: number, { capacityPerBroker, allowedUtilisation }: Pick<Limit, 'capacityPerBroker' | 'allowedUtilisation'>): number => required(need, capacityPerBroker, allowedUtilisation)

/** Holds a limit against a demand. */
export function constraint (limit: Limit, demand: SizingDemand): Constraint {
  const { dimension, unit, capacityPerBroker, allowedUtilisation, source, ceilingPerBroker = capacityPerBroker } = limit
  const need = needOf(limit, demand)
  return { dimension, need, unit, capacityPerBroker, allowedUtilisation, requiredBrokers: requiredBrokers(need, limit), source, ceilingPerBroker }
}

/** What a Kafka plan is sized to. */
export interface Sizing {
  readonly brokers: number
  readonly brokerType: string | null
  readonly partitions: number
  readonly partitionReplicas: number
  readonly storageGib: Decimal
  readonly storageGibPerBroker: Decimal | null
  readonly controllers: number
  readonly bindingConstraint: string
  /** A function, because a summary shows none. */
  readonly constraints: () => readonly Constraint[]
  readonly sizingPolicy: SizingPolicy | null
  readonly brokersByPolicy: () => Readonly<Record<SizingPolicy, number>> | null
}

/** As much of a log as a sizing repeats. */
export interface SizedLog {
  readonly partitions: number
  readonly demand: Pick<SizingDemand, 'partitionReplicas'>
  readonly storage: { readonly localGib: Decimal }
}

/** What a service is sized to that no sizing policy of Apache Kafka is laid on, and that shows no volumes or controllers. */
export function sizingWithoutPolicy ({ partitions, demand, storage }: SizedLog, size: Pick<Sizing, 'brokers' | 'brokerType' | 'bindingConstraint' | 'constraints'>): Sizing {
  const { brokers, brokerType, bindingConstraint, constraints } = size
  return {
    brokers,
    brokerType,
    partitions,
    partitionReplicas: demand.partitionReplicas,
    storageGib: storage.localGib,
    storageGibPerBroker: null,
    controllers: 0,
    bindingConstraint,
    constraints,
    sizingPolicy: null,
    brokersByPolicy: () => null
  }
}

const HUNDRED = 100

export const sizingPolicies = ['safety-factors', 'baseline-limits'] as const
export type SizingPolicy = typeof sizingPolicies[number]

// What is exactly a whole number must not become one more by a double's last digit.
const ROUNDING_NOISE = 1e-9

/** Rounds up what sizing found in doubles, to whole brokers, partitions or MiB/s. */
export function roundUp (value: number): number {
  return Math.ceil(value - ROUNDING_NOISE)
}

/** What is too small of a count that was given: which limits, how full, and whether more is asked than can be carried at all. */
export function shortage (constraints: readonly Constraint[], given: number): { readonly beyond: boolean, readonly names: string } {
  const short = constraints.filter(one => one.requiredBrokers > given)
  const names = short.map(one => `${one.dimension} ${Math.round(utilisation(one, given) * HUNDRED)} %`).join(', ')
  // A margin may be somebody's deliberate choice; beyond what carries anything nothing holds.
  const over = short.filter(one => one.need > one.ceilingPerBroker * given).map(one => one.dimension)
  return { beyond: over.length > 0, names: names === '' ? '' : ` (${names} of the capacity that is counted on${over.length === 0 ? '' : `; ${over.join(' and ')}: more than it carries at all`})` }
}

/** The share of its capacity that a cluster of this many brokers uses. */
export function utilisation (constraint: Constraint, brokers: number): number {
  return constraint.need / (constraint.capacityPerBroker * brokers)
}
