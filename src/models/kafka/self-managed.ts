import { noPositions } from '../../pricing/price-plan.ts'
import type { Departure } from '../network.ts'
import { choiceOf } from '../offering.ts'
import type { Plan, PlanInput, Plans } from '../offering.ts'
import { smallestBrokers } from '../sizing/broker-count.ts'
import { noPartitionCaps } from '../sizing/partitions.ts'
import { interZoneCharges } from '../sizing/zones.ts'
import type { CrossingPrice } from '../sizing/zones.ts'
import { brokerCharge, brokerStorageCharge, logDepartingCharges } from './cluster-charges.ts'
import { clusterOf, sizeClusters } from './cluster.ts'
import type { Candidate, Cluster, ClusterInput } from './cluster.ts'
import { kafkaDrivers } from './common-answers.ts'
import type { SelfManagedOptions } from './kafka-options.ts'
import { defaultMessageLimit } from './log-rules.ts'
import { logWorkload } from './log-workload.ts'
import type { Machine } from './machine-facts.ts'
import { nonProductionCharges, skusOf } from './non-production.ts'
import { selfManagedAssumptions, selfManagedFindings } from './self-managed-answers.ts'
import { controllerCharges, kubernetesCharge, objectTierCharges } from './self-managed-charges.ts'
import type { Kubernetes, ObjectStore } from './self-managed-charges.ts'
import { selfManagedParts } from './self-managed-market.ts'
import type { SelfManagedFacts } from './self-managed-market.ts'
import { performanceCharges, performanceOf, smallestVolume } from './volumes.ts'
import type { Volume } from './volumes.ts'
import type { Charge } from '../../pricing/charge.ts'

const ZONES = [1, 2, 3, 4, 5, 6]

/** A cloud as far as Kafka on its machines needs it: what is called how, and who pays for what. */
export interface SelfManagedCloud {
  /** The table whose SKUs are `instance.<type>`. */
  readonly machineTable: string
  readonly machineName: string
  /** Who pays for bytes between zones, be they of clients or of copies. */
  readonly interZone: CrossingPrice
  readonly objectStore: ObjectStore
  readonly kubernetes: Kubernetes
  readonly departure: Departure
}

/** A candidate on its volumes, or on its own disks. */
interface StoredCluster { readonly cluster: Cluster, readonly charges: readonly Charge[] }

function storedCluster (input: ClusterInput, candidate: Candidate, volume: Volume | undefined): StoredCluster {
  if (volume === undefined) return { cluster: clusterOf(input, candidate), charges: [] }
  const performance = performanceOf(candidate.volumeMibPerSecond, volume, input.facts)
  const { gib, formula } = smallestVolume(performance, volume)
  const onVolumes: ClusterInput = { ...input, volumeGibMinimum: gib, volumeGibMinimumFormula: formula }
  const cluster = clusterOf(onVolumes, candidate)
  return { cluster, charges: [brokerStorageCharge(volume.storage, onVolumes, cluster), ...performanceCharges(candidate, performance, volume)] }
}

/** Every way to run Kafka on the machines of a cloud (model.md 4.2); errors: EstimateError. */
export function selfManagedPlans (cloud: SelfManagedCloud, { workloads, options, conventions, market }: PlanInput<SelfManagedOptions, unknown>, facts: SelfManagedFacts): Plans {
  const { sizing } = facts
  const { types, volumeOf, controllerVolume, choices } = selfManagedParts(cloud.machineTable, facts, options, market)
  const log = logWorkload(workloads, conventions, sizing, {
    zonesAllowed: ZONES,
    fixedReplicationFactor: null,
    billedCopies: null,
    partitionCaps: noPartitionCaps,
    tieredStorage: options.tieredStorage,
    ...defaultMessageLimit(sizing)
  })
  const dedicated = options.controllers === 'dedicated'
  const input: ClusterInput = { log, options, facts: sizing, brokersMaximum: sizing.brokersMaximum, volumeGibMinimum: 0, controllers: dedicated ? sizing.controllers : 0 }
  // What is bought follows from the volume and what it must give, whatever the machine.
  const bought = (machine: Machine, volumeMibPerSecond: number): string => {
    const volume = volumeOf(machine)
    if (volume === undefined) return machine.type
    const { boughtMibPerSecond, boughtIops } = performanceOf(volumeMibPerSecond, volume, sizing)
    return `${volume.id} ${boughtMibPerSecond + boughtIops === 0 ? 0 : volumeMibPerSecond}`
  }
  return choiceOf(sizeClusters(input, types, bought), (candidate): Plan => {
    const { machine, brokers } = candidate
    const { cluster, charges: storage } = storedCluster(input, candidate, volumeOf(machine))
    return {
      sizing: cluster.sizing,
      charges: [
        { ...brokerCharge(`Brokers on ${cloud.machineName} ${machine.type}`, machine.sku, brokers, conventions), commitment: machine.commitment },
        ...storage,
        ...(dedicated ? controllerCharges({ machines: skusOf(choices.controllers(controllerVolume.id)), commitment: choices.commitmentOfSku, volume: controllerVolume.storage }, sizing, conventions) : []),
        ...(options.orchestration === 'kubernetes' ? [kubernetesCharge(cloud.kubernetes, conventions)] : []),
        ...objectTierCharges(log, options, sizing, cloud.objectStore),
        ...nonProductionCharges(options.nonProductionClusters, conventions, () => ({ sku: skusOf(types), units: smallestBrokers(log.zones, log.replicationFactor), unit: 'brokers' })),
        ...interZoneCharges(log, cloud.interZone, cloud.interZone),
        ...logDepartingCharges(log, cloud.departure)
      ],
      poolPositions: noPositions,
      findings: [...log.findings, ...selfManagedFindings(options, machine), ...cluster.findings],
      assumptions: () => [...log.assumptions(), ...selfManagedAssumptions(options, machine, sizing, workloads.at(-1)!)],
      operations: { model: options.orchestration === 'kubernetes' ? 'kafka_k8s_operator' : 'kafka_self_managed', drivers: kafkaDrivers(log, brokers, options) }
    }
  })
}
