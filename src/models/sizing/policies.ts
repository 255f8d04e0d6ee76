import type { KafkaSizingFacts } from './kafka-facts.ts'
import { roundUp } from './sizing.ts'
import type { Constraint, SizingPolicy } from './sizing.ts'

/** What a broker's machine sustains, baseline and not burst. */
export interface BrokerHardware {
  readonly type: string
  readonly generation: number
  readonly vcpu: number
  /** Null where no source gives it: then it bounds nothing. */
  readonly volumeMibPerSecond: number | null
  readonly networkMibPerSecond: number
  readonly partitionReplicas: number
  readonly source: string
}

/** What the workload asks of the whole cluster at its peak. */
export interface ClusterDemand {
  readonly peakWriteMibPerSecond: number
  readonly consumerGroups: number
  readonly replicationFactor: number
  readonly zones: number
  readonly tiered: boolean
  /** Data on disk with its copies, before any headroom. */
  readonly dataGib: number
  readonly partitionReplicas: number
}

export interface PolicySettings {
  readonly policy: SizingPolicy
  readonly utilisation: number
}

/** Brokers that a need takes when each may use only its allowed share. */
export function requiredBrokers (need: number, capacityPerBroker: number, allowedUtilisation: number): number {
  return need === 0 ? 0 : Math.max(1, roundUp(need / (capacityPerBroker * allowedUtilisation)))
}

export function constraint (dimension: string, need: number, unit: string, capacityPerBroker: number, allowedUtilisation: number, source: string): Constraint {
  return { dimension, need, unit, capacityPerBroker, allowedUtilisation, requiredBrokers: requiredBrokers(need, capacityPerBroker, allowedUtilisation), source }
}

interface VolumeShare {
  /** Volume throughput that one client-written MiB/s takes under the policy. */
  readonly volumePerWrite: number
  readonly allowedUtilisation: number
}

/** How much of a volume the policy takes for what clients write: it also decides the throughput that is bought. */
export function volumeShare (settings: PolicySettings, demand: ClusterDemand, facts: KafkaSizingFacts): VolumeShare {
  if (settings.policy === 'safety-factors') {
    const factor = facts.safetyStorageFactor + (demand.tiered ? facts.safetyTieredAddition : 0)
    return { volumePerWrite: factor * demand.replicationFactor / facts.safetyReplicationFactor, allowedUtilisation: settings.utilisation }
  }
  return { volumePerWrite: demand.replicationFactor, allowedUtilisation: survivorsUtilisation(settings.utilisation, demand.zones) }
}

/** The survivors of a lost zone carry its load at no more than their baseline. */
function survivorsUtilisation (utilisation: number, zones: number): number {
  return zones === 1 ? utilisation : Math.min(utilisation, (zones - 1) / zones)
}

/** AWS's published factors: what a volume and a network card carry while a zone is down and brokers catch up (aws-msk.md, model A). */
function safetyConstraints (hardware: BrokerHardware, demand: ClusterDemand, facts: KafkaSizingFacts, settings: PolicySettings): readonly Constraint[] {
  const { volumePerWrite, allowedUtilisation } = volumeShare(settings, demand, facts)
  const copies = demand.replicationFactor / facts.safetyReplicationFactor
  const networkFactor = facts.safetyNetworkFactor + (demand.tiered ? facts.safetyTieredAddition : 0) + facts.safetyNetworkFactorPerFanOut * demand.consumerGroups
  const byNetwork = hardware.networkMibPerSecond / (networkFactor * copies)
  const byVolume = hardware.volumeMibPerSecond === null ? Infinity : hardware.volumeMibPerSecond / volumePerWrite
  const write = demand.peakWriteMibPerSecond
  const constraints = [constraint('ingress', write, 'MiB/s written', Math.min(byVolume, byNetwork), allowedUtilisation, hardware.source)]
  if (demand.consumerGroups > 0) constraints.push(constraint('egress', write * demand.consumerGroups, 'MiB/s read', byNetwork * demand.consumerGroups, allowedUtilisation, hardware.source))
  return constraints
}

/** Physics at baseline limits: bytes in and out of a broker, and the work of its processors (kafka-sizing.md). */
function baselineConstraints (hardware: BrokerHardware, demand: ClusterDemand, facts: KafkaSizingFacts, settings: PolicySettings): readonly Constraint[] {
  const { volumePerWrite, allowedUtilisation } = volumeShare(settings, demand, facts)
  const write = demand.peakWriteMibPerSecond
  const byVolume = hardware.volumeMibPerSecond === null ? Infinity : hardware.volumeMibPerSecond / volumePerWrite
  const byNetwork = hardware.networkMibPerSecond / demand.replicationFactor
  const outPerWrite = demand.consumerGroups + demand.replicationFactor - 1 + (demand.tiered ? 1 : 0)
  const constraints = [
    constraint('ingress', write, 'MiB/s written', Math.min(byVolume, byNetwork), allowedUtilisation, hardware.source),
    constraint('egress', write * outPerWrite, 'MiB/s sent', hardware.networkMibPerSecond, allowedUtilisation, hardware.source),
    constraint('processor-write', write, 'MiB/s written', hardware.vcpu * facts.vcpuWriteMibPerSecond, allowedUtilisation, 'kafka-sizing:facts/vcpuWriteMibPerSecond')
  ]
  if (demand.consumerGroups > 0) constraints.push(constraint('processor-read', write * demand.consumerGroups, 'MiB/s read', hardware.vcpu * facts.vcpuReadMibPerSecond, allowedUtilisation, 'kafka-sizing:facts/vcpuReadMibPerSecond'))
  return constraints
}

/** The throughput constraints of a policy on one kind of broker; the same for everything that runs Apache Kafka (model.md 4.2). */
export function throughputConstraints (hardware: BrokerHardware, demand: ClusterDemand, facts: KafkaSizingFacts, settings: PolicySettings): readonly Constraint[] {
  return settings.policy === 'safety-factors' ? safetyConstraints(hardware, demand, facts, settings) : baselineConstraints(hardware, demand, facts, settings)
}
