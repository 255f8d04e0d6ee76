import { keptFor } from '../kept.ts'
import type { BrokerBounds } from '../sizing/broker-count.ts'
import type { BrokerHardware } from '../sizing/policies.ts'
import type { Limit } from '../sizing/sizing.ts'
import type { Market } from '../offering.ts'
import { brokerTypesFor } from './broker-types.ts'
import type { LimitedMachineOptions } from './kafka-options.ts'
import { countMachines } from './limited-machines.ts'
import type { LimitedMachines } from './limited-machines.ts'
import type { LogWorkload } from './log-workload.ts'
import { machineChoices, onDemand } from './machine-facts.ts'
import type { MachineFacts } from './machine-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { WarpstreamFacts } from './warpstream-facts.ts'

export interface AgentMachine extends BrokerHardware { readonly large: boolean }

export interface AgentInput {
  readonly log: LogWorkload
  readonly options: Pick<LimitedMachineOptions, 'brokerType' | 'brokers' | 'utilisation'>
  readonly facts: { readonly warpstream: WarpstreamFacts, readonly 'aws-ec2': MachineFacts, readonly 'kafka-sizing': KafkaSizingFacts }
  readonly market: Market
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

/** Agents stand on the zones, as many as are given or needed. */
export const agentBounds = ({ log, options, facts: { warpstream } }: AgentInput): BrokerBounds =>
  ({ zones: log.zones, replicationFactor: log.replicationFactor, offeringMinimum: 1, maximum: warpstream.agentsMaximum, maximumSource: 'warpstream:facts/agentsMaximum', given: options.brokers })

/** Processors by what the vendor says a core writes; network by what an agent sends to the object store, twice where data is compacted, and to the readers. */
function agentLimits ({ vcpu, networkMibPerSecond, source }: AgentMachine, warpstream: WarpstreamFacts, groups: number, allowedUtilisation: number): readonly Limit[] {
  return [
    { dimension: 'ingress', unit: 'MiB/s written', capacityPerBroker: vcpu * warpstream.agentWriteMibPerSecondPerVcpu, allowedUtilisation, source: 'warpstream:facts/agentWriteMibPerSecondPerVcpu', of: 'peakWriteMibPerSecond', perUnit: 1 },
    { dimension: 'egress', unit: 'MiB/s sent', capacityPerBroker: networkMibPerSecond, allowedUtilisation, source, of: 'peakWriteMibPerSecond', perUnit: 1 + warpstream.compactionPasses + groups }
  ]
}

const keptLimits = keptFor<readonly AgentMachine[], readonly (readonly Limit[])[]>()

/** Sizes the agents of every machine type that fits; errors: OUT_OF_MODEL_RANGE, UNKNOWN_FIELD_VALUE, MISSING_PRICE. */
export function sizeAgents (input: AgentInput): readonly LimitedMachines<AgentMachine>[] {
  const { log, options, facts: { warpstream }, market } = input
  const machines = brokerTypesFor(agentMachines(input), one => one.large, options.brokerType, market)
  const { consumerGroups } = log.shape
  const utilisation = utilisationOf(input)
  const limits = keptLimits(machines, `${warpstream.agentWriteMibPerSecondPerVcpu} ${warpstream.compactionPasses} ${consumerGroups} ${utilisation}`, () =>
    machines.map(machine => agentLimits(machine, warpstream, consumerGroups, utilisation)))
  return countMachines(machines, limits, log, agentBounds(input))
}
