import { keptFor } from '../kept.ts'
import type { OperationsFacts } from './operations-facts.ts'
import type { ActivityId, DeploymentModel } from './operations-names.ts'
import type { MoneyRange } from './operations-pay.ts'
import type { OperationsProfile } from './operations-profile.ts'

/** A deployment model under a profile: all that is left out is the size of the platform. */
export interface ScaledModel {
  /** Deployment × maturity × governance, and for stand-by × coverage × share; in the order of the activities. */
  readonly factors: readonly number[]
  readonly bandFactor: number
  readonly stipendPerMonth: MoneyRange
}

function scale (model: DeploymentModel, profile: OperationsProfile, facts: OperationsFacts): ScaledModel {
  const { request, stipendPerMonth: { low, expected, high } } = profile
  const deployment = (id: ActivityId): number => request.deploymentCoefficients?.[id] ?? facts.deploymentCoefficients[id][model]
  const standby = deployment('oncall_standby')
  return {
    factors: profile.activities.map(activity => {
      const governance = activity.governanceDimension === null ? 1 : profile.governanceFactors[activity.governanceDimension]
      const onCall = activity.id === 'oncall_standby' ? profile.onCallFactor : 1
      return deployment(activity.id) * profile.classFactors[activity.class] * governance * onCall
    }),
    bandFactor: request.bandFactor ?? facts.band[model],
    stipendPerMonth: { low: low.times(standby), expected: expected.times(standby), high: high.times(standby) }
  }
}

const keptModels = keptFor<OperationsProfile, ScaledModel>()

/** Resolves a deployment model once for a profile and keeps it there; `facts` are those the profile was resolved from. */
export function scaledModel (model: DeploymentModel, profile: OperationsProfile, facts: OperationsFacts): ScaledModel {
  return keptModels(profile, model, () => scale(model, profile, facts))
}
