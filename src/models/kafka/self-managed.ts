import { noPositions } from '../../pricing/price-plan.ts'
import { choiceOf } from '../offering.ts'
import type { Plan, PlanInput, Plans } from '../offering.ts'
import { smallestBrokers } from '../sizing/broker-count.ts'
import { noPartitionCaps } from '../sizing/partitions.ts'
import { interZoneCharges } from '../sizing/zones.ts'
import type { CrossingPrice } from '../sizing/zones.ts'
import { brokerCharge, brokerStorageCharge, logDepartingCharges } from './cluster-charges.ts'
import { clusterOf, ownDisks, sizeClusters } from './cluster.ts'
import type { Candidate, Cluster, ClusterInput } from './cluster.ts'
import { kafkaDrivers } from './common-answers.ts'
import { companionCharges } from './companion-charges.ts'
import type { SelfManagedOptions } from './kafka-options.ts'
import { controlPlaneCharge, kubernetesAssumptions, nodesOf } from './kubernetes.ts'
import type { ControlPlane } from './kubernetes.ts'
import { defaultMessageLimit } from './log-rules.ts'
import { logWorkload } from './log-workload.ts'
import type { Machine } from './machine-facts.ts'
import { nonProductionCharges, skusOf } from './non-production.ts'
import { selfManagedAssumptions, selfManagedFindings } from './self-managed-answers.ts'
import { controllerCharges, objectTierCharges } from './self-managed-charges.ts'
import type { ObjectStore } from './self-managed-charges.ts'
import { selfManagedParts } from './self-managed-market.ts'
import type { CloudNames, SelfManagedFacts } from './self-managed-market.ts'
import { mirroredLog, soldInBoth, standbyAssumptions, standbyCharges, withoutPeers } from './standby.ts'
import { needsNoMore, performanceCharges, performanceOf, smallestVolume } from './volumes.ts'
import type { Volume } from './volumes.ts'
import type { Charge } from '../../pricing/charge.ts'

/** A cloud as far as Kafka on its machines needs it: what is called how, and who pays for what. */
export interface SelfManagedCloud extends CloudNames {
  readonly machineName: string
  /** Numbers of zones that a cluster can be spread over in a region. */
  readonly zonesAllowed: readonly number[]
  /** Who pays for bytes between zones, be they of clients or of copies. */
  readonly interZone: CrossingPrice
  readonly objectStore: ObjectStore
  readonly kubernetes: ControlPlane
}

/** A candidate on its volumes, or on its own disks. */
interface StoredCluster { readonly cluster: Cluster, readonly charges: readonly Charge[] }

function storedCluster (input: ClusterInput, candidate: Candidate, volume: Volume | undefined): StoredCluster {
  if (volume === undefined) return { cluster: clusterOf(input, candidate, ownDisks), charges: [] }
  const performance = performanceOf(candidate.volumeMibPerSecond, volume, input.facts)
  const smallest = smallestVolume(performance, volume)
  const cluster = clusterOf(input, candidate, smallest)
  return { cluster, charges: [brokerStorageCharge(volume.storage, input, cluster, smallest), ...performanceCharges(candidate, performance, volume)] }
}

/** Every way to run Kafka on the machines of a cloud (model.md 4.2); errors: EstimateError. */
export function selfManagedPlans (cloud: SelfManagedCloud, { workloads, options, conventions, market }: PlanInput<SelfManagedOptions, unknown>, facts: SelfManagedFacts): Plans {
  const { sizing } = facts
  const { types: sold, preferredVolume, volumeOf, offer, uncommitted } = selfManagedParts(cloud, facts, options, market)
  const { disasterRecoveryRegion: region } = options
  const types = soldInBoth(sold, volumeOf, region, market)
  const log = logWorkload(workloads, conventions, sizing, {
    zonesAllowed: cloud.zonesAllowed,
    fixedReplicationFactor: null,
    billedCopies: null,
    partitionCaps: noPartitionCaps,
    tieredStorage: options.tieredStorage,
    ...defaultMessageLimit(sizing)
  })
  const dedicated = options.controllers === 'dedicated'
  const input: ClusterInput = { log: region === undefined ? log : mirroredLog(log), options, facts: sizing, brokersMaximum: sizing.brokersMaximum, brokersMaximumSource: 'kafka-sizing:facts/brokersMaximum', controllers: dedicated ? sizing.controllers : 0 }
  // What is bought follows from the volume and what it must give, whatever the machine.
  const bought = (machine: Machine, volumeMibPerSecond: number): number | string => {
    const volume = volumeOf(machine)
    if (volume === undefined) return machine.type
    if (!needsNoMore(volumeMibPerSecond, volume, sizing)) return `${volume.id} ${volumeMibPerSecond}`
    return volume === preferredVolume ? 0 : volume.id
  }
  return choiceOf(withoutPeers(sizeClusters(input, types, bought), region), (candidate): Plan => {
    const { machine, brokers } = candidate
    const { cluster, charges: storage } = storedCluster(input, candidate, volumeOf(machine))
    const own = [
      brokerCharge(`Brokers on ${cloud.machineName} ${machine.type}`, machine.sku, brokers, conventions, machine.commitment),
      ...storage,
      ...(dedicated ? controllerCharges(offer, sizing, conventions) : []),
      ...(options.orchestration === 'kubernetes' ? [controlPlaneCharge(cloud.kubernetes, conventions)] : []),
      ...objectTierCharges(log, options, sizing, cloud.objectStore),
      ...nonProductionCharges(options.nonProductionClusters, conventions, () => ({ sku: skusOf(types), units: smallestBrokers(log.zones, log.replicationFactor), unit: 'brokers', commitment: uncommitted })),
      ...interZoneCharges(log, cloud.interZone, cloud.interZone),
      ...logDepartingCharges(log, cloud.departure)
    ]
    return {
      sizing: cluster.sizing,
      charges: [...own, ...companionCharges(options, facts.companions, offer, conventions), ...standbyCharges(own, log, region, offer, facts.companions, sizing, conventions)],
      poolPositions: noPositions,
      findings: [...log.findings, ...selfManagedFindings(options, machine), ...cluster.findings],
      assumptions: () => [...log.assumptions(), ...selfManagedAssumptions(options, machine, sizing, workloads.at(-1)!), ...kubernetesAssumptions(nodesOf(options, facts.kubernetes)), ...standbyAssumptions(log, region, offer, facts.companions, sizing)],
      operations: { model: options.orchestration === 'kubernetes' ? 'kafka_k8s_operator' : 'kafka_self_managed', drivers: kafkaDrivers(log, brokers, options, region === undefined ? 1 : 2) }
    }
  })
}
