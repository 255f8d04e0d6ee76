import { Decimal } from '../../pricing/decimal.ts'
import type { Finding } from '../offering.ts'
import { countBrokers, fittingClusters, givenClusterFindings } from '../sizing/broker-count.ts'
import type { BrokerCount } from '../sizing/broker-count.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { constraint, throughputConstraints, volumeShare } from '../sizing/policies.ts'
import type { BrokerHardware, ClusterDemand } from '../sizing/policies.ts'
import { sizingPolicies } from '../sizing/sizing.ts'
import type { Constraint, Sizing, SizingPolicy } from '../sizing/sizing.ts'
import { volumeGib } from '../sizing/storage.ts'
import type { LogStorage } from '../sizing/storage.ts'
import type { ClusterOptions } from './kafka-options.ts'

export interface ClusterInput {
  readonly demand: ClusterDemand
  readonly storage: LogStorage
  readonly options: ClusterOptions
  readonly facts: KafkaSizingFacts
  readonly partitions: number
  readonly brokersMaximum: number
  readonly volumeGibMinimum: number
  readonly controllers: number
}

/** A cluster of one broker type: what it is sized to, and the throughput that each of its volumes must give. */
export interface Candidate {
  readonly hardware: BrokerHardware
  readonly sizing: Sizing
  readonly gibPerBroker: Decimal
  readonly volumeMibPerSecond: number
  readonly findings: readonly Finding[]
}

/** Whole GiB of one broker's volume, and of all. */
interface Volumes { readonly each: Decimal, readonly together: Decimal }

function constraintsOf (input: ClusterInput, hardware: BrokerHardware, policy: SizingPolicy): readonly Constraint[] {
  const { demand, options, facts } = input
  const settings = { policy, utilisation: options.utilisation ?? facts.utilisation }
  const volume = options.storageGibPerBroker ?? facts.volumeGibMaximum
  return [
    ...throughputConstraints(hardware, demand, facts, settings),
    constraint('storage', demand.dataGib, 'GiB', volume, 1 - facts.storageHeadroom, options.storageGibPerBroker === undefined ? 'kafka-sizing:facts/volumeGibMaximum' : 'option storageGibPerBroker'),
    constraint('partitions', demand.partitionReplicas, 'partition replicas', hardware.partitionReplicas, 1, hardware.source)
  ]
}

/** Volume throughput that the policy's share takes on each broker, no more than the machine sustains. */
function volumeThroughput (input: ClusterInput, hardware: BrokerHardware, brokers: number): number {
  const { demand, options, facts } = input
  const share = volumeShare({ policy: options.sizingPolicy, utilisation: options.utilisation ?? facts.utilisation }, demand, facts)
  const needed = demand.peakWriteMibPerSecond * share.volumePerWrite / (brokers * share.allowedUtilisation)
  return Math.min(needed, hardware.volumeMibPerSecond ?? needed)
}

/**
 * Sizes one cluster per broker type that fits (model.md 4.2); error: OUT_OF_MODEL_RANGE.
 */
export function sizeClusters (input: ClusterInput, types: readonly BrokerHardware[]): readonly Candidate[] {
  const { demand, options, storage, facts } = input
  const bounds = { zones: demand.zones, replicationFactor: demand.replicationFactor, offeringMinimum: 1, given: options.brokers }
  const counted = types.map(hardware => {
    const constraints = constraintsOf(input, hardware, options.sizingPolicy)
    return { hardware, constraints, count: countBrokers(constraints, bounds) }
  })
  const volumesByBrokers = new Map<number, Volumes>()
  const volumesOf = (brokers: number): Volumes => {
    const known = volumesByBrokers.get(brokers)
    if (known !== undefined) return known
    const each = options.storageGibPerBroker === undefined ? Decimal.min(facts.volumeGibMaximum, volumeGib(storage, brokers, facts.storageHeadroom, input.volumeGibMinimum)) : new Decimal(options.storageGibPerBroker)
    const volumes = { each, together: each.times(brokers) }
    volumesByBrokers.set(brokers, volumes)
    return volumes
  }
  const policyCounts = (hardware: BrokerHardware, count: BrokerCount) => (): Readonly<Record<SizingPolicy, number>> =>
    Object.fromEntries(sizingPolicies.map(policy => [
      policy,
      policy === options.sizingPolicy ? count.required : countBrokers(constraintsOf(input, hardware, policy), { ...bounds, given: undefined }).required
    ])) as Record<SizingPolicy, number>
  return fittingClusters(counted, options.brokers, input.brokersMaximum).map(({ hardware, constraints, count }) => {
    const volumes = volumesOf(count.brokers)
    return {
      hardware,
      gibPerBroker: volumes.each,
      volumeMibPerSecond: volumeThroughput(input, hardware, count.brokers),
      findings: options.brokers === undefined ? [] : givenClusterFindings(constraints, count, bounds),
      sizing: {
        brokers: count.brokers,
        brokerType: hardware.type,
        generation: hardware.generation,
        partitions: input.partitions,
        partitionReplicas: demand.partitionReplicas,
        storageGib: volumes.together,
        storageGibPerBroker: volumes.each,
        controllers: input.controllers,
        bindingConstraint: count.bindingConstraint,
        constraints,
        sizingPolicy: options.sizingPolicy,
        brokersByPolicy: policyCounts(hardware, count)
      }
    }
  })
}
