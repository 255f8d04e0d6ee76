import type { Decimal } from '../../pricing/decimal.ts'

/** One thing that a broker can run out of. */
export interface Constraint {
  readonly dimension: string
  /** What the whole workload needs, in `unit`. */
  readonly need: number
  readonly unit: string
  /** What one broker can do at full use. */
  readonly capacityPerBroker: number
  /** The share of that capacity which the policy lets a plan use. */
  readonly allowedUtilisation: number
  readonly requiredBrokers: number
  readonly source: string
}

/** What a Kafka plan is sized to. */
export interface Sizing {
  readonly brokers: number
  readonly brokerType: string | null
  /** Newer families win ties. */
  readonly generation: number
  readonly partitions: number
  readonly partitionReplicas: number
  readonly storageGib: Decimal
  readonly storageGibPerBroker: Decimal | null
  readonly controllers: number
  readonly bindingConstraint: string
  readonly constraints: readonly Constraint[]
  readonly sizingPolicy: SizingPolicy | null
  readonly brokersByPolicy: () => Readonly<Record<SizingPolicy, number>> | null
}

export const sizingPolicies = ['safety-factors', 'baseline-limits'] as const
export type SizingPolicy = typeof sizingPolicies[number]

// What is exactly a whole number must not become one more by a double's last digit.
const ROUNDING_NOISE = 1e-9

/** Rounds up what sizing found in doubles, to whole brokers, partitions or MiB/s. */
export function roundUp (value: number): number {
  return Math.ceil(value - ROUNDING_NOISE)
}

/** The share of its raw capacity that a cluster of this many brokers uses. */
export function utilisation (constraint: Constraint, brokers: number): number {
  return constraint.need / (constraint.capacityPerBroker * brokers)
}
