import { z } from 'zod'
import { noPositions } from '../../pricing/price-plan.ts'
import { mskFit } from '../fit/msk-fit.ts'
import { text } from '../formula.ts'
import { brokerTypesFor } from '../kafka/broker-types.ts'
import { brokerCharge, brokerStorageCharge, logDepartingCharges, perBrokerCharge } from '../kafka/cluster-charges.ts'
import { clusterOf, sizeClusters } from '../kafka/cluster.ts'
import type { ClusterInput, SmallestVolume } from '../kafka/cluster.ts'
import { clusterAssumptions, kafkaDrivers } from '../kafka/common-answers.ts'
import type { MskStandardOptions } from '../kafka/kafka-options.ts'
import { mskStandardOptions } from '../kafka/kafka-options.ts'
import { defaultMessageLimit } from '../kafka/log-rules.ts'
import { logWorkload } from '../kafka/log-workload.ts'
import { mskExclusions, mskExtraAssumptions, mskExtraFindings } from '../kafka/msk-extras-answers.ts'
import { mskBrokerExtraCharges, readByReplicator, replicatorBrokers } from '../kafka/msk-extras.ts'
import type { MskFacts } from '../kafka/msk-facts.ts'
import { mskOffering } from '../kafka/msk-offering.ts'
import { throughputFindings, tieredCharges, tieredFindings } from '../kafka/msk-storage.ts'
import { nonProductionCharges, skusOf } from '../kafka/non-production.ts'
import { requireVolumeSize } from '../kafka/volumes.ts'
import { awsDeparture, departingAssumptions } from '../network.ts'
import { choiceOf, defineOffering } from '../offering.ts'
import type { Offering, Plan, PlanInput, Plans } from '../offering.ts'
import { smallestBrokers } from '../sizing/broker-count.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { noPartitionCaps } from '../sizing/partitions.ts'
import type { BrokerHardware } from '../sizing/policies.ts'
import { roundUp } from '../sizing/sizing.ts'
import { interZoneCharges } from '../sizing/zones.ts'

interface Facts { readonly 'aws-msk': MskFacts, readonly 'kafka-sizing': KafkaSizingFacts }

interface MskBrokerHardware extends BrokerHardware {
  readonly eligible: boolean
  /** Zero where no throughput can be bought. */
  readonly throughputMaximumMibPerSecond: number
}

const hardwareByFacts = new WeakMap<MskFacts, { readonly sizing: KafkaSizingFacts, readonly hardware: readonly MskBrokerHardware[] }>()

/** The broker table as hardware: types whose throughput cannot be bought are held to the volume's own. */
function hardwareOf (facts: MskFacts, sizing: KafkaSizingFacts): readonly MskBrokerHardware[] {
  const known = hardwareByFacts.get(facts)
  if (known?.sizing === sizing) return known.hardware
  const hardware = Object.entries(facts.standardBrokers).map(([type, broker]): MskBrokerHardware => {
    const ceiling = broker.throughputMaximumMibPerSecond === null ? facts.defaultVolumeMibPerSecond : Infinity
    return {
      type,
      sku: `aws-msk/broker.${type}`,
      generation: broker.generation,
      vcpu: broker.vcpu,
      volumeMibPerSecond: broker.volumeMibPerSecond === null ? null : Math.min(broker.volumeMibPerSecond, ceiling),
      networkMibPerSecond: broker.networkMibPerSecond,
      partitionReplicas: broker.partitionReplicas,
      source: `aws-msk:facts/standardBrokers/${type}`,
      throughputMaximumMibPerSecond: broker.throughputMaximumMibPerSecond ?? 0,
      eligible: !broker.burstable && broker.vcpu >= sizing.minimumVcpu && broker.memoryGib >= sizing.minimumMemoryGib
    }
  })
  hardwareByFacts.set(facts, { sizing, hardware })
  return hardware
}

function mskStandardPlans ({ workloads, options, facts, conventions, market }: PlanInput<MskStandardOptions, Facts>): Plans {
  const msk = facts['aws-msk']
  const sizing = facts['kafka-sizing']
  const log = readByReplicator(logWorkload(workloads, conventions, sizing, {
    zonesAllowed: msk.standardZones,
    fixedReplicationFactor: null,
    billedCopies: null,
    partitionCaps: noPartitionCaps,
    tieredStorage: options.tieredStorage,
    ...defaultMessageLimit(sizing)
  }), options)
  requireVolumeSize(options.storageGibPerBroker, msk.volumeGibMinimum)
  const types = brokerTypesFor(hardwareOf(msk, sizing), one => one.eligible, options.brokerType, market)
  const input: ClusterInput = { log, options, facts: sizing, brokersMaximum: msk.brokersPerClusterMaximum, brokersMaximumSource: 'aws-msk:facts/brokersPerClusterMaximum', brokersMinimum: replicatorBrokers(options, log.zones), controllers: 0 }
  const smallest: SmallestVolume = { gib: msk.volumeGibMinimum, formula: text(msk.volumeGibMinimum) }
  const boughtMibPerSecond = (machine: MskBrokerHardware, volumeMibPerSecond: number): number => {
    const taken = Math.min(roundUp(volumeMibPerSecond), machine.throughputMaximumMibPerSecond)
    return taken > msk.defaultVolumeMibPerSecond ? taken : 0
  }
  return choiceOf(sizeClusters(input, types, boughtMibPerSecond), (candidate): Plan => {
    const { machine, brokers, volumeMibPerSecond } = candidate
    const bought = boughtMibPerSecond(machine, volumeMibPerSecond)
    const cluster = clusterOf(input, candidate, smallest)
    return {
      sizing: cluster.sizing,
      charges: [
        brokerCharge(`MSK brokers ${machine.type}`, machine.sku, brokers, conventions),
        brokerStorageCharge('aws-msk/storage.standard', input, cluster, smallest),
        ...(bought === 0 ? [] : [perBrokerCharge('storage.throughput', 'Provisioned throughput of the volumes, billed in full', 'aws-msk/storage.throughput', candidate, volumeMibPerSecond, bought, `${text(bought)} MiB/s`, 'MiB/s')]),
        ...tieredCharges(log, options),
        ...mskBrokerExtraCharges(options, log, conventions),
        ...nonProductionCharges(options.nonProductionClusters, conventions, () => ({ sku: skusOf(types), units: smallestBrokers(log.zones, log.replicationFactor), unit: 'brokers' })),
        ...interZoneCharges(log, { sku: 'aws-network/inter-zone', directions: 2 }, { sku: 'aws-msk/inter-broker', directions: 1 }),
        ...logDepartingCharges(log, awsDeparture(undefined))
      ],
      poolPositions: noPositions,
      findings: [...log.findings, ...tieredFindings(log, msk), ...throughputFindings(bought, cluster.gibPerBroker, msk), ...cluster.findings, ...mskExtraFindings(options, log, brokers, msk.standardBrokers[machine.type]!.burstable ? machine : null)],
      assumptions: () => [...log.assumptions(), ...clusterAssumptions(options, sizing), ...mskExtraAssumptions(options, market.region), ...departingAssumptions(workloads.at(-1)!, undefined)],
      exclusions: mskExclusions(options),
      operations: { model: 'msk_provisioned_standard', drivers: kafkaDrivers(log, brokers, options) }
    }
  })
}

export const mskStandard: Offering = defineOffering({
  ...mskOffering,
  id: 'aws-msk-standard',
  title: 'Amazon MSK Provisioned, Standard brokers',
  options: z.strictObject(mskStandardOptions),
  fit: mskFit.standard,
  plans: input => mskStandardPlans(input as unknown as PlanInput<MskStandardOptions, Facts>)
})
