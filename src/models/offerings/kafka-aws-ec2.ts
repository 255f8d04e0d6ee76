import { z } from 'zod'
import type { Charge } from '../../pricing/charge.ts'
import { noPositions } from '../../pricing/price-plan.ts'
import { brokerTypesFor } from '../kafka/broker-types.ts'
import { brokerCharge, brokerStorageCharge, logDepartingCharges, perBrokerCharge } from '../kafka/cluster-charges.ts'
import { clusterOf, sizeClusters } from '../kafka/cluster.ts'
import type { Candidate, ClusterInput } from '../kafka/cluster.ts'
import { clusterAssumptions, kafkaDrivers, kafkaExclusions } from '../kafka/common-answers.ts'
import { ebsFacts, ec2Facts, instanceHardware } from '../kafka/ec2-facts.ts'
import type { EbsFacts, Ec2Facts, InstanceHardware } from '../kafka/ec2-facts.ts'
import { selfManagedOptions } from '../kafka/kafka-options.ts'
import type { SelfManagedOptions } from '../kafka/kafka-options.ts'
import { defaultMessageLimit } from '../kafka/log-rules.ts'
import { logWorkload } from '../kafka/log-workload.ts'
import { nonProductionCharges, skusOf } from '../kafka/non-production.ts'
import { controllerCharges, objectTierCharges } from '../kafka/self-managed-charges.ts'
import { awsDeparture, departingAssumptions } from '../network.ts'
import { choiceOf, defineOffering } from '../offering.ts'
import type { Conventions, Finding, Offering, Plan, PlanInput, Plans } from '../offering.ts'
import { Decimal } from '../../pricing/decimal.ts'
import { text } from '../formula.ts'
import { smallestBrokers } from '../sizing/broker-count.ts'
import { kafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { noPartitionCaps } from '../sizing/partitions.ts'
import { roundUp } from '../sizing/sizing.ts'
import { interZoneCharges } from '../sizing/zones.ts'

interface Facts { readonly 'aws-ec2': Ec2Facts, readonly 'aws-ebs': EbsFacts, readonly 'kafka-sizing': KafkaSizingFacts }

const ZONES = [1, 2, 3, 4, 5, 6]
const KIB_PER_MIB = 1024
const bothSides = { sku: 'aws-network/inter-zone', directions: 2 } as const

/** What one volume needs as the policy's share takes it, and how much of it is bought above what gp3 gives free. */
interface Performance { readonly usedIops: number, readonly boughtMibPerSecond: number, readonly boughtIops: number }

function performanceOf (volumeMibPerSecond: number, ebs: EbsFacts, sizing: KafkaSizingFacts): Performance {
  const usedIops = volumeMibPerSecond * KIB_PER_MIB / sizing.ioKib
  return {
    usedIops,
    boughtMibPerSecond: Math.max(0, roundUp(volumeMibPerSecond) - ebs.gp3FreeMibPerSecond),
    boughtIops: Math.max(0, roundUp(usedIops) - ebs.gp3FreeIops)
  }
}

function performanceCharges (candidate: Candidate, { usedIops, boughtMibPerSecond, boughtIops }: Performance, ebs: EbsFacts): readonly Charge[] {
  const charges: Charge[] = []
  if (boughtMibPerSecond > 0) {
    charges.push(perBrokerCharge('storage.throughput', 'Volume throughput above the free part', 'aws-ebs/gp3.throughput', candidate, candidate.volumeMibPerSecond, boughtMibPerSecond, `(${boughtMibPerSecond + ebs.gp3FreeMibPerSecond} MiB/s - ${ebs.gp3FreeMibPerSecond} free)`, 'MiB/s'))
  }
  if (boughtIops > 0) {
    charges.push(perBrokerCharge('storage.iops', 'Volume operations above the free part', 'aws-ebs/gp3.iops', candidate, usedIops, boughtIops, `(${boughtIops + ebs.gp3FreeIops} IOPS - ${ebs.gp3FreeIops} free)`, 'IOPS'))
  }
  return charges
}

function kubernetesCharges (options: SelfManagedOptions, conventions: Conventions): readonly Charge[] {
  if (options.orchestration === 'none') return []
  return [{
    id: 'compute.kubernetes',
    title: 'Kubernetes control plane (EKS)',
    group: 'compute',
    sku: 'aws-ec2/eks.cluster',
    consumedQuantity: new Decimal(1),
    consumedUnit: 'Clusters',
    quantity: new Decimal(conventions.hoursPerMonth),
    formula: () => `1 cluster × ${text(conventions.hoursPerMonth)} hours`,
    terms: () => [{ name: 'orchestration', value: 'kubernetes', unit: 'choice', origin: 'option' }]
  }]
}

const combinedControllers: Finding = { code: 'COMBINED_CONTROLLERS', severity: 'warning', message: 'Brokers are their own controllers: fewer machines, but Apache Kafka advises separate controllers for critical use.' }

function ec2Plans ({ workloads, options, facts, conventions, market }: PlanInput<SelfManagedOptions, Facts>): Plans {
  const sizing = facts['kafka-sizing']
  const ebs = facts['aws-ebs']
  market.require('aws-ebs/gp3.storage')
  const log = logWorkload(workloads, conventions, sizing, {
    zonesAllowed: ZONES,
    fixedReplicationFactor: null,
    billedCopies: null,
    partitionCaps: noPartitionCaps,
    tieredStorage: options.tieredStorage,
    ...defaultMessageLimit(sizing)
  })
  const { types: known, controllerSkus } = instanceHardware(facts['aws-ec2'], sizing)
  const types = brokerTypesFor(known, one => one.eligible, options.brokerType, market)
  const dedicated = options.controllers === 'dedicated'
  const input: ClusterInput = { log, options, facts: sizing, brokersMaximum: sizing.brokersMaximum, volumeGibMinimum: ebs.gp3MinimumGib, controllers: dedicated ? sizing.controllers : 0 }
  // What is bought follows from what each volume must give, whatever the machine.
  const bought = (_machine: InstanceHardware, volumeMibPerSecond: number): number => {
    const { boughtMibPerSecond, boughtIops } = performanceOf(volumeMibPerSecond, ebs, sizing)
    return boughtMibPerSecond + boughtIops === 0 ? 0 : volumeMibPerSecond
  }
  return choiceOf(sizeClusters(input, types, bought), (candidate): Plan => {
    const { machine, brokers, volumeMibPerSecond } = candidate
    const cluster = clusterOf(input, candidate)
    return {
      sizing: cluster.sizing,
      charges: [
        brokerCharge(`Brokers on EC2 ${machine.type}`, machine.sku, brokers, conventions),
        brokerStorageCharge('aws-ebs/gp3.storage', input, cluster),
        ...performanceCharges(candidate, performanceOf(volumeMibPerSecond, ebs, sizing), ebs),
        ...(dedicated ? controllerCharges(controllerSkus, sizing, conventions) : []),
        ...kubernetesCharges(options, conventions),
        ...objectTierCharges(log, options, sizing),
        ...nonProductionCharges(options.nonProductionClusters, conventions, () => ({ sku: skusOf(types), units: smallestBrokers(log.zones, log.replicationFactor), unit: 'brokers' })),
        ...interZoneCharges(log, bothSides, bothSides),
        ...logDepartingCharges(log, awsDeparture(undefined))
      ],
      poolPositions: noPositions,
      findings: [...log.findings, ...(dedicated ? [] : [combinedControllers]), ...cluster.findings],
      assumptions: () => [...log.assumptions(), ...clusterAssumptions(options, sizing), ...departingAssumptions(workloads.at(-1)!, undefined)],
      operations: { model: options.orchestration === 'kubernetes' ? 'kafka_k8s_operator' : 'kafka_self_managed', drivers: kafkaDrivers(log, brokers, options) }
    }
  })
}

export const kafkaAwsEc2: Offering = defineOffering({
  id: 'kafka-aws-ec2',
  title: 'Apache Kafka on Amazon EC2',
  provider: 'AWS',
  kind: 'log',
  family: 'kafka',
  options: z.strictObject(selfManagedOptions),
  facts: { 'aws-ec2': ec2Facts, 'aws-ebs': ebsFacts, 'aws-s3': z.looseObject({}), 'aws-network': z.looseObject({}), 'kafka-sizing': kafkaSizingFacts },
  exclusions: [...kafkaExclusions, { code: 'OPERATING_SYSTEM_DISKS', message: 'Boot volumes, snapshots, images and load balancers of the machines.' }],
  plans: input => ec2Plans(input as unknown as PlanInput<SelfManagedOptions, Facts>)
})
