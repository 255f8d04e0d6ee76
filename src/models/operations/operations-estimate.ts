import { Decimal } from '../../pricing/decimal.ts'
import { keptFor } from '../kept.ts'
import type { OperationsFacts } from './operations-facts.ts'
import { operationsHours } from './operations-model.ts'
import type { DeploymentModel, OperationsDrivers } from './operations-model.ts'
import type { ActivityId } from './operations-names.ts'
import type { MoneyRange } from './operations-pay.ts'
import type { OperationsProfile } from './operations-profile.ts'
import { scaledModel } from './operations-scaled-model.ts'

/** One thing people do, its hours a month and their cost. */
export interface ActivityEstimate {
  readonly id: ActivityId
  readonly name: string
  readonly hours: Decimal
  readonly cost: Decimal
  readonly basis: string
  readonly judgement: boolean
}

/** Hours and money of running one offering for a month; nothing here is rounded but the hours, to 0.01 h. */
export interface OperationsEstimate {
  readonly hours: { readonly low: Decimal, readonly expected: Decimal, readonly high: Decimal }
  readonly hourlyRate: Decimal
  readonly onCallStipend: MoneyRange
  readonly cost: MoneyRange
  /** A function, because a summary does not need it. */
  readonly activities: () => readonly ActivityEstimate[]
}

const hundredth = new Decimal('0.01')
const inHours = (hundredths: number): Decimal => hundredth.times(hundredths)

const keptEstimates = keptFor<OperationsProfile, OperationsEstimate>()

/** What people cost a month: hours × the expected rate at both ends of the band, and the on-call stipend on top; `facts` are those the profile was resolved from. */
export function operationsEstimate (model: DeploymentModel, drivers: OperationsDrivers, profile: OperationsProfile, facts: OperationsFacts): OperationsEstimate {
  const { productionClusters, nonProductionClusters, brokers, topics, partitions, consumerGroups, schemaRegistry, replicationLinks } = drivers
  const key = `${model} ${productionClusters} ${nonProductionClusters} ${brokers} ${topics} ${partitions} ${consumerGroups} ${schemaRegistry} ${replicationLinks}`
  return keptEstimates(profile, key, () => workOut(model, drivers, profile, facts))
}

/** What people do more for one estimate than for another of the same profile, activity by activity. */
export function operationsDifference (a: OperationsEstimate, b: OperationsEstimate): OperationsEstimate {
  const minus = (one: MoneyRange, other: MoneyRange): MoneyRange => ({ low: one.low.minus(other.low), expected: one.expected.minus(other.expected), high: one.high.minus(other.high) })
  return {
    hours: minus(a.hours, b.hours),
    hourlyRate: a.hourlyRate,
    onCallStipend: minus(a.onCallStipend, b.onCallStipend),
    cost: minus(a.cost, b.cost),
    activities: () => {
      const others = b.activities()
      return a.activities().map((activity, index) => ({ ...activity, hours: activity.hours.minus(others[index]!.hours), cost: activity.cost.minus(others[index]!.cost) }))
    }
  }
}

function workOut (model: DeploymentModel, drivers: OperationsDrivers, profile: OperationsProfile, facts: OperationsFacts): OperationsEstimate {
  const { hourlyRate } = profile
  const { stipendPerMonth: onCallStipend } = scaledModel(model, profile, facts)
  const hundredths = operationsHours(model, drivers, profile, facts)
  const hours = { low: inHours(hundredths.low), expected: inHours(hundredths.expected), high: inHours(hundredths.high) }
  return {
    hours,
    hourlyRate,
    onCallStipend,
    cost: {
      low: hours.low.times(hourlyRate).plus(onCallStipend.low),
      expected: hours.expected.times(hourlyRate).plus(onCallStipend.expected),
      high: hours.high.times(hourlyRate).plus(onCallStipend.high)
    },
    activities: () => profile.activities.map(({ id, name, basis, judgement }, index) => {
      const activityHours = inHours(hundredths.activities[index]!)
      return { id, name, hours: activityHours, cost: activityHours.times(hourlyRate), basis, judgement }
    })
  }
}
