import type { OperationsFacts } from './operations-facts.ts'
import { driverNames } from './operations-names.ts'
import type { DeploymentModel, DriverName } from './operations-names.ts'
import type { OperationsProfile } from './operations-profile.ts'
import { roundTiesToEven, toHundredths } from './operations-rounding.ts'
import { scaledModel } from './operations-scaled-model.ts'

export type { DeploymentModel } from './operations-names.ts'

/** What workload and sizing give the people to look after; for SQS topics are queues, and there are no brokers and partitions. */
export interface OperationsDrivers {
  readonly productionClusters: number
  readonly nonProductionClusters: number
  readonly brokers: number
  readonly topics: number
  readonly partitions: number
  readonly consumerGroups: number
  readonly schemaRegistry: boolean
  /** Links that the plan itself has to other clusters; they are among those that the caller counts. */
  readonly replicationLinks?: number
}

/** Hours a month in whole hundredths of an hour; `activities` stand in the order of the facts. */
export interface HundredthHours {
  readonly activities: readonly number[]
  readonly low: number
  readonly expected: number
  readonly high: number
}

function driverValues (drivers: OperationsDrivers, profile: OperationsProfile): readonly number[] {
  const { incidents, scaleExponent, upgradesPerMonth, certificateRotationsPerMonth } = profile
  const cluster = (drivers.productionClusters + profile.nonProductionClusterWeight * drivers.nonProductionClusters) ** scaleExponent
  const broker = drivers.brokers ** scaleExponent
  const apps10 = (profile.clientApplications / 10) ** scaleExponent
  // The broker term is linear: more brokers break more often however mature the team is (S16).
  const incidentsPerMonth = incidents.perClusterMonth * cluster + incidents.perBrokerMonth * drivers.brokers + incidents.perTenClientApplicationsMonth * apps10
  const values: Record<DriverName, number> = {
    fixed: 1,
    cluster,
    broker,
    topics100: (drivers.topics / 100) ** scaleExponent,
    partitions1000: (drivers.partitions / 1000) ** scaleExponent,
    groups100: (drivers.consumerGroups / 100) ** scaleExponent,
    apps10,
    link: Math.max(profile.replicationLinks, drivers.replicationLinks ?? 0) ** scaleExponent,
    request: profile.changeRequestsPerMonth ?? profile.changeRequestsPerTopic * drivers.topics,
    upgrade_cluster: upgradesPerMonth * cluster,
    upgrade_broker: upgradesPerMonth * broker,
    cert_cluster: certificateRotationsPerMonth * cluster,
    cert_broker: certificateRotationsPerMonth * broker,
    engineer_trained: profile.engineersTrained,
    incident: incidentsPerMonth * incidents.hoursPerIncident
  }
  return driverNames.map(name => values[name])
}

/** Hours that people spend on the platform a month, by activity and as a band (operations.md section 7). */
export function operationsHours (model: DeploymentModel, drivers: OperationsDrivers, profile: OperationsProfile, facts: OperationsFacts): HundredthHours {
  const { factors, bandFactor } = scaledModel(model, profile, facts)
  const values = driverValues(drivers, profile)
  const activities = profile.activities.map(({ id, terms }, index) => {
    if (id === 'schema_governance' && !drivers.schemaRegistry) return 0
    let hours = 0
    for (const term of terms) hours += term.hours * values[term.driver]!
    return toHundredths(hours * factors[index]!)
  })
  const expected = activities.reduce((sum, hours) => sum + hours, 0)
  return { activities, low: roundTiesToEven(expected / bandFactor), expected, high: roundTiesToEven(expected * bandFactor) }
}
