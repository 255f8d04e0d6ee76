import type { Finding, PlanMachine, PlanOption } from '../offering.ts'
import { askedBrokers, countBrokers, fittingClusters, givenClusterFindings, onZones } from '../sizing/broker-count.ts'
import type { BrokerBounds } from '../sizing/broker-count.ts'
import { constraint, needOf, sizingWithoutPolicy } from '../sizing/sizing.ts'
import type { Limit, Sizing } from '../sizing/sizing.ts'
import type { LogWorkload } from './log-workload.ts'

/** Machines of one type, as many as their own published limits ask for: no sizing policy of Apache Kafka is laid on them. */
export interface LimitedMachines<Machine extends PlanMachine = PlanMachine> extends PlanOption {
  readonly machine: Machine
  readonly limits: readonly Limit[]
  readonly asked: number
  readonly required: number
}

/** Counts machines of every type that fits; every type has the same limits in the same order. Error: OUT_OF_MODEL_RANGE. */
export function countMachines<Machine extends PlanMachine> (machines: readonly Machine[], limits: ReadonlyArray<readonly Limit[]>, { demand }: LogWorkload, bounds: BrokerBounds): readonly LimitedMachines<Machine>[] {
  const needs = limits[0]!.map(limit => needOf(limit, demand))
  const counted = machines.map((machine, index): LimitedMachines<Machine> => {
    const asked = askedBrokers(limits[index]!, needs)
    const required = onZones(asked, bounds)
    const brokers = bounds.given ?? required
    return { machine, limits: limits[index]!, asked, required, brokers, peers: brokers }
  })
  return fittingClusters(counted, bounds)
}

/** What counted machines are sized to, and what is wrong with a number that was given. */
export function limitedSizing (log: LogWorkload, { machine, limits, brokers }: LimitedMachines, bounds: BrokerBounds): { readonly sizing: Sizing, readonly findings: readonly Finding[] } {
  const count = countBrokers(limits, limits.map(limit => needOf(limit, log.demand)), bounds)
  const constraints = () => limits.map(limit => constraint(limit, log.demand))
  return {
    findings: bounds.given === undefined ? [] : givenClusterFindings(constraints(), count, bounds),
    sizing: sizingWithoutPolicy(log, { brokers, brokerType: machine.type, bindingConstraint: count.bindingConstraint, constraints })
  }
}
