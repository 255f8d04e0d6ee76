import { aboveLimit } from '../formula.ts'
import type { Finding } from '../offering.ts'
import { constraint, sizingWithoutPolicy, utilisation } from '../sizing/sizing.ts'
import type { Constraint, Sizing, SizingDemand } from '../sizing/sizing.ts'
import type { LogWorkload } from './log-workload.ts'

/** A limit of one whole cluster of a service that shows no brokers. */
export interface Quota {
  readonly dimension: string
  readonly of: keyof SizingDemand
  readonly unit: string
  readonly maximum: number
  readonly source: string
}

/** Holds the quotas of a service against what the workloads ask for. */
export function heldQuotas (quotas: readonly Quota[], { demand }: LogWorkload): readonly Constraint[] {
  return quotas.map(({ dimension, of, unit, maximum, source }) => constraint({ dimension, unit, capacityPerBroker: maximum, allowedUtilisation: 1, source, of, perUnit: 1 }, demand))
}

/** A blocker for every quota that the peak is above; `cluster` is what has the quotas, with its article. */
export function quotaFindings (constraints: readonly Constraint[], cluster: string): readonly Finding[] {
  return constraints.filter(one => one.requiredBrokers > 1).map(one => {
    const needed = aboveLimit(one.need, one.capacityPerBroker)
    return {
      code: 'SERVERLESS_QUOTA_EXCEEDED',
      severity: 'blocker' as const,
      message: `${cluster} takes ${one.capacityPerBroker} ${one.unit}; the peak needs ${needed}.`,
      limit: `${one.capacityPerBroker} ${one.unit}`,
      actual: `${needed} ${one.unit}`,
      source: one.source
    }
  })
}

/** No brokers to count: the quota that is used most is named. */
export function quotaSizing (constraints: readonly Constraint[], log: LogWorkload): Sizing {
  const fullest = constraints.reduce((best, one) => utilisation(one, 1) > utilisation(best, 1) ? one : best)
  return sizingWithoutPolicy(log, { brokers: 0, brokerType: null, bindingConstraint: fullest.dimension, constraints: () => constraints })
}
