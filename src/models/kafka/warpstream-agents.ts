import { keptFor } from '../kept.ts'
import type { PlanOption } from '../offering.ts'
import { askedBrokers, countBrokers, fittingClusters, givenClusterFindings, onZones } from '../sizing/broker-count.ts'
import type { BrokerBounds } from '../sizing/broker-count.ts'
import type { BrokerHardware } from '../sizing/policies.ts'
import { constraint, needOf } from '../sizing/sizing.ts'
import type { Limit, Sizing } from '../sizing/sizing.ts'
import type { Finding, Market } from '../offering.ts'
import { brokerTypesFor } from './broker-types.ts'
import type { ExpressOptions } from './kafka-options.ts'
import type { LogWorkload } from './log-workload.ts'
import { machineChoices, onDemand } from './machine-facts.ts'
import type { MachineFacts } from './machine-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { WarpstreamFacts } from './warpstream-facts.ts'

export interface AgentMachine extends BrokerHardware { readonly large: boolean }

export interface AgentInput {
  readonly log: LogWorkload
  readonly options: Pick<ExpressOptions, 'brokerType' | 'brokers' | 'utilisation'>
  readonly facts: { readonly warpstream: WarpstreamFacts, readonly 'aws-ec2': MachineFacts, readonly 'kafka-sizing': KafkaSizingFacts }
  readonly market: Market
}

/** Agents of one machine type, as far as choosing between types needs it. */
export interface AgentCandidate extends PlanOption {
  readonly machine: AgentMachine
  readonly limits: readonly Limit[]
  readonly asked: number
  readonly required: number
}

const keptMachines = keptFor<readonly BrokerHardware[], readonly AgentMachine[]>()

/** Machines with at least the processors, and the memory for each, that the vendor asks for; no burstable ones and none with local disks. */
export function agentMachines ({ facts: { warpstream, 'aws-ec2': ec2, 'kafka-sizing': sizing } }: AgentInput): readonly AgentMachine[] {
  const { types } = machineChoices(ec2, onDemand('aws-ec2', sizing))
  const { agentVcpuMinimum, agentGibPerVcpuMinimum } = warpstream
  return keptMachines(types, `${agentVcpuMinimum} ${agentGibPerVcpuMinimum}`, () => types.filter(({ localGib }) => localGib === undefined).map(machine => {
    const { burstable, memoryGib, vcpu } = ec2.instances[machine.type]!
    return { ...machine, large: !burstable && vcpu >= agentVcpuMinimum && memoryGib >= agentGibPerVcpuMinimum * vcpu }
  }))
}

const utilisationOf = ({ options, facts }: AgentInput): number => options.utilisation ?? facts.warpstream.agentUtilisation

const boundsOf = ({ log, options }: AgentInput): BrokerBounds => ({ zones: log.zones, replicationFactor: log.replicationFactor, offeringMinimum: 1, given: options.brokers })

/** Processors by what the vendor says a core writes; network by what an agent sends to the object store, twice where data is compacted, and to the readers. */
function agentLimits ({ vcpu, networkMibPerSecond, source }: AgentMachine, warpstream: WarpstreamFacts, groups: number, allowedUtilisation: number): readonly Limit[] {
  return [
    { dimension: 'ingress', unit: 'MiB/s written', capacityPerBroker: vcpu * warpstream.agentWriteMibPerSecondPerVcpu, allowedUtilisation, source: 'warpstream:facts/agentWriteMibPerSecondPerVcpu', of: 'peakWriteMibPerSecond', perUnit: 1 },
    { dimension: 'egress', unit: 'MiB/s sent', capacityPerBroker: networkMibPerSecond, allowedUtilisation, source, of: 'peakWriteMibPerSecond', perUnit: 1 + warpstream.compactionPasses + groups }
  ]
}

const keptLimits = keptFor<readonly AgentMachine[], readonly (readonly Limit[])[]>()

/** Sizes the agents of every machine type that fits; errors: OUT_OF_MODEL_RANGE, UNKNOWN_FIELD_VALUE, MISSING_PRICE. */
export function sizeAgents (input: AgentInput): readonly AgentCandidate[] {
  const { log, options, facts: { warpstream }, market } = input
  const bounds = boundsOf(input)
  const machines = brokerTypesFor(agentMachines(input), one => one.large, options.brokerType, market)
  const { consumerGroups } = log.shape
  const utilisation = utilisationOf(input)
  const limits = keptLimits(machines, `${warpstream.agentWriteMibPerSecondPerVcpu} ${warpstream.compactionPasses} ${consumerGroups} ${utilisation}`, () =>
    machines.map(machine => agentLimits(machine, warpstream, consumerGroups, utilisation)))
  // Every type has the same limits in the same order.
  const needs = limits[0]!.map(limit => needOf(limit, log.demand))
  const candidates = machines.map((machine, index): AgentCandidate => {
    const asked = askedBrokers(limits[index]!, needs)
    const required = onZones(asked, bounds)
    const brokers = options.brokers ?? required
    return { machine, limits: limits[index]!, asked, required, brokers, peers: brokers }
  })
  return fittingClusters(candidates, options.brokers, warpstream.agentsMaximum)
}

/** What agents of one type are sized to, and what is wrong with a number that was given. */
export function agentsOf (input: AgentInput, { machine, limits, brokers }: AgentCandidate): { readonly sizing: Sizing, readonly findings: readonly Finding[] } {
  const { log } = input
  const bounds = boundsOf(input)
  const count = countBrokers(limits, limits.map(limit => needOf(limit, log.demand)), bounds)
  const constraints = () => limits.map(limit => constraint(limit, log.demand))
  return {
    findings: givenClusterFindings(constraints(), count, bounds),
    sizing: {
      brokers,
      brokerType: machine.type,
      partitions: log.partitions,
      partitionReplicas: log.demand.partitionReplicas,
      storageGib: log.storage.localGib,
      storageGibPerBroker: null,
      controllers: 0,
      bindingConstraint: count.bindingConstraint,
      constraints,
      sizingPolicy: null,
      brokersByPolicy: () => null
    }
  }
}
