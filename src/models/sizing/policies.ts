import type { SkuRef } from '../../pricing/price-book.ts'
import type { KafkaSizingFacts } from './kafka-facts.ts'
import type { Limit, SizingPolicy } from './sizing.ts'

/** What a broker's machine sustains, baseline and not burst. */
export interface BrokerHardware {
  readonly type: string
  readonly sku: SkuRef
  readonly generation: number
  readonly vcpu: number
  /** Null where no source gives it: then it bounds nothing. */
  readonly volumeMibPerSecond: number | null
  readonly networkMibPerSecond: number
  readonly partitionReplicas: number
  readonly source: string
  /** Whether processors bound it under every policy, because its other figures are maxima or missing. */
  readonly boundByProcessors?: boolean | undefined
  /** Its own disks, where they hold the data instead of a network volume. */
  readonly localGib?: number | undefined
}

/** What of a workload decides how much of a machine one written byte takes; of several workloads the mean, each by what it writes. */
export interface ClusterShape {
  readonly consumerGroups: number
  readonly replicationFactor: number
  readonly zones: number
  /** The share of what is written that goes to the cheap tier. */
  readonly tieredShare: number
  // A mean of products is not the product of means: one workload may be read much and another be copied much.
  readonly groupsTimesCopies: number
  readonly tieredShareTimesCopies: number
}

/** The shape of one workload. */
export const clusterShape = (consumerGroups: number, replicationFactor: number, zones: number, tieredShare: number): ClusterShape =>
  ({ consumerGroups, replicationFactor, zones, tieredShare, groupsTimesCopies: consumerGroups * replicationFactor, tieredShareTimesCopies: tieredShare * replicationFactor })

export interface PolicySettings {
  readonly policy: SizingPolicy
  readonly utilisation: number
}

interface VolumeShare {
  /** Volume throughput that one client-written MiB/s takes under the policy. */
  readonly volumePerWrite: number
  readonly allowedUtilisation: number
}

/** How much of a volume the policy takes for what clients write: it also decides the throughput that is bought. */
export function volumeShare (settings: PolicySettings, shape: ClusterShape, facts: KafkaSizingFacts): VolumeShare {
  if (settings.policy === 'safety-factors') {
    const factor = facts.safetyStorageFactor * shape.replicationFactor + facts.safetyTieredAddition * shape.tieredShareTimesCopies
    return { volumePerWrite: factor / facts.safetyReplicationFactor, allowedUtilisation: settings.utilisation }
  }
  return { volumePerWrite: shape.replicationFactor, allowedUtilisation: survivorsUtilisation(settings.utilisation, shape.zones) }
}

/** The survivors of a lost zone carry its load at no more than their baseline. */
function survivorsUtilisation (utilisation: number, zones: number): number {
  return zones === 1 ? utilisation : Math.min(utilisation, (zones - 1) / zones)
}

const writeLimit = (dimension: string, perUnit: number, unit: string, capacityPerBroker: number, allowedUtilisation: number, source: string, ceilingPerBroker = capacityPerBroker): Limit =>
  ({ dimension, unit, capacityPerBroker, allowedUtilisation, source, ceilingPerBroker, of: 'peakWriteMibPerSecond', perUnit })

/** What a broker sends for every byte that is written: to readers, to the other copies, to the cheap tier. */
const sentPerWrite = ({ consumerGroups, replicationFactor, tieredShare }: ClusterShape): number => consumerGroups + replicationFactor - 1 + tieredShare

/** MiB/s of clients that a broker's volume and network take in, and that its network sends out, with nothing to spare. */
function carriedPerBroker ({ volumeMibPerSecond, networkMibPerSecond }: BrokerHardware, shape: ClusterShape): { readonly written: number, readonly sent: number } {
  const { replicationFactor } = shape
  const byVolume = volumeMibPerSecond === null ? Infinity : volumeMibPerSecond / replicationFactor
  return { written: Math.min(byVolume, networkMibPerSecond / replicationFactor), sent: networkMibPerSecond / sentPerWrite(shape) }
}

/** AWS's published factors: what a volume and a network card carry while a zone is down and brokers catch up (aws-msk.md, model A). */
function safetyLimits (hardware: BrokerHardware, shape: ClusterShape, facts: KafkaSizingFacts, settings: PolicySettings): readonly Limit[] {
  const { volumePerWrite, allowedUtilisation } = volumeShare(settings, shape, facts)
  const networkFactor = facts.safetyNetworkFactor * shape.replicationFactor + facts.safetyTieredAddition * shape.tieredShareTimesCopies + facts.safetyNetworkFactorPerFanOut * shape.groupsTimesCopies
  const byVolume = hardware.volumeMibPerSecond === null ? Infinity : hardware.volumeMibPerSecond / volumePerWrite
  const carried = carriedPerBroker(hardware, shape)
  // The factors are for three copies: of one copy that many read they would leave more than a network sends.
  const byNetwork = Math.min(hardware.networkMibPerSecond / (networkFactor / facts.safetyReplicationFactor), carried.sent)
  const limits = [writeLimit('ingress', 1, 'MiB/s written', Math.min(byVolume, byNetwork), allowedUtilisation, hardware.source, carried.written)]
  if (shape.consumerGroups > 0) limits.push(writeLimit('egress', shape.consumerGroups, 'MiB/s read', byNetwork * shape.consumerGroups, allowedUtilisation, hardware.source, carried.sent * shape.consumerGroups))
  return hardware.boundByProcessors === true ? [...limits, ...processorLimits(hardware, shape, facts, allowedUtilisation)] : limits
}

/** The work of a broker's processors, the same under every policy. */
function processorLimits ({ vcpu }: BrokerHardware, { consumerGroups }: ClusterShape, facts: KafkaSizingFacts, allowedUtilisation: number): readonly Limit[] {
  const limits = [writeLimit('processor-write', 1, 'MiB/s written', vcpu * facts.vcpuWriteMibPerSecond, allowedUtilisation, 'kafka-sizing:facts/vcpuWriteMibPerSecond')]
  if (consumerGroups > 0) limits.push(writeLimit('processor-read', consumerGroups, 'MiB/s read', vcpu * facts.vcpuReadMibPerSecond, allowedUtilisation, 'kafka-sizing:facts/vcpuReadMibPerSecond'))
  return limits
}

/** Physics at baseline limits: bytes in and out of a broker, and the work of its processors (kafka-sizing.md). */
function baselineLimits (hardware: BrokerHardware, shape: ClusterShape, facts: KafkaSizingFacts, settings: PolicySettings): readonly Limit[] {
  const { allowedUtilisation } = volumeShare(settings, shape, facts)
  return [
    writeLimit('ingress', 1, 'MiB/s written', carriedPerBroker(hardware, shape).written, allowedUtilisation, hardware.source),
    writeLimit('egress', sentPerWrite(shape), 'MiB/s sent', hardware.networkMibPerSecond, allowedUtilisation, hardware.source),
    ...processorLimits(hardware, shape, facts, allowedUtilisation)
  ]
}

/** The throughput limits of a policy on one kind of broker; the same for everything that runs Apache Kafka (model.md 4.2). */
export function throughputLimits (hardware: BrokerHardware, shape: ClusterShape, facts: KafkaSizingFacts, settings: PolicySettings): readonly Limit[] {
  return settings.policy === 'safety-factors' ? safetyLimits(hardware, shape, facts, settings) : baselineLimits(hardware, shape, facts, settings)
}
