import type { OperationsFacts } from './operations-facts.ts'
import { driverNames } from './operations-names.ts'
import type { ActivityClass, ActivityId, DriverName, GovernanceDimension } from './operations-names.ts'
import { overlay } from './operations-overrides.ts'
import type { OperationsRequest } from './operations-request.ts'

/** One thing people do, with its base coefficients: those of the table, or the caller's. */
export interface Activity {
  readonly id: ActivityId
  readonly name: string
  readonly class: ActivityClass
  readonly governanceDimension: GovernanceDimension | null
  /** Hours of one unit of a driver; the driver is named by its position in `driverNames`. */
  readonly terms: ReadonlyArray<{ readonly driver: number, readonly hours: number }>
  readonly basis: string
  /** Whether the base coefficients rest on judgement; the deployment coefficients do for every activity. */
  readonly judgement: boolean
}

type ActivityFact = OperationsFacts['activities'][number]
type Coefficients = NonNullable<OperationsRequest['coefficients']>[ActivityId]

const activitiesOfTables = new WeakMap<OperationsFacts, readonly Activity[]>()

function basisOf (activity: ActivityFact, given: Coefficients): string {
  const names = driverNames.filter(driver => given?.[driver] !== undefined)
  return names.length === 0 ? activity.basis : `given by the caller: ${names.join(', ')}; otherwise: ${activity.basis}`
}

function activityOf (activity: ActivityFact, given: Coefficients): Activity {
  const { id, name, governanceDimension } = activity
  const coefficients = overlay(activity.coefficients as Readonly<Record<DriverName, number>>, given)
  return {
    id,
    name,
    class: activity.class,
    governanceDimension,
    terms: Object.entries(coefficients).map(([driver, hours]) => ({ driver: driverNames.indexOf(driver as DriverName), hours })),
    basis: basisOf(activity, given),
    judgement: activity.confidence === 'judgement'
  }
}

/** The activities with the caller's coefficients laid over those of the table. */
export function resolveActivities (request: OperationsRequest, facts: OperationsFacts): readonly Activity[] {
  const { coefficients } = request
  if (coefficients !== undefined) return facts.activities.map(activity => activityOf(activity, coefficients[activity.id]))
  const known = activitiesOfTables.get(facts)
  if (known !== undefined) return known
  const activities = facts.activities.map(activity => activityOf(activity, undefined))
  activitiesOfTables.set(facts, activities)
  return activities
}
