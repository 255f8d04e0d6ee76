import { z } from 'zod'
import type { Charge } from '../../pricing/charge.ts'
import { Decimal } from '../../pricing/decimal.ts'
import { noPositions } from '../../pricing/price-plan.ts'
import { regionOption } from '../cloud-region.ts'
import { decimalNumber, optional, positiveNumber, wholeNumber, withDefault } from '../defaults.ts'
import type { Filled } from '../defaults.ts'
import { googleFit } from '../fit/hosted-fit.ts'
import { term, text } from '../formula.ts'
import { logDepartingCharges } from '../kafka/cluster-charges.ts'
import { commitmentOf, commitmentTerms } from '../kafka/commitments.ts'
import { kafkaDrivers, kafkaExclusions } from '../kafka/common-answers.ts'
import { dcuOf, googleKafkaCluster, googleKafkaFacts, googleKafkaFindings, memoryOf } from '../kafka/google-kafka-cluster.ts'
import type { GoogleKafkaCluster, GoogleKafkaFacts } from '../kafka/google-kafka-cluster.ts'
import { defaultMessageLimit } from '../kafka/log-rules.ts'
import { logWorkload } from '../kafka/log-workload.ts'
import type { LogWorkload } from '../kafka/log-workload.ts'
import { nonProductionCharges, nonProductionOption } from '../kafka/non-production.ts'
import { departingAssumptions, departureWith, gcpDeparture } from '../network.ts'
import { defineOffering } from '../offering.ts'
import type { Assumption, Conventions, Exclusion, Offering, Plan, PlanInput } from '../offering.ts'
import { kafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { noPartitionCaps } from '../sizing/partitions.ts'
import { unitFindings, unitSizing } from '../sizing/units.ts'
import { interZoneCharges } from '../sizing/zones.ts'

const options = {
  vcpu: optional(wholeNumber(3, 10000), 'vCPU', 'Fix the vCPU of the cluster that exists'),
  memoryGibPerVcpu: optional(decimalNumber(1, 8), 'GiB', 'Memory of each vCPU; 4, as Google recommends, where left out'),
  utilisation: optional(positiveNumber(1), 'share', 'Share of a vCPU that sizing may use at the peak; 0.5 where left out'),
  commitment: withDefault(z.enum(commitmentTerms), 'none', 'choice', 'Committed use of the compute'),
  ...nonProductionOption,
  ...regionOption
}

type Options = Filled<z.output<z.ZodObject<typeof options>>, 'vcpu' | 'memoryGibPerVcpu' | 'utilisation' | 'region'>
interface Facts { readonly 'gcp-managed-kafka': GoogleKafkaFacts, readonly 'kafka-sizing': KafkaSizingFacts }

const exclusions: readonly Exclusion[] = [
  ...kafkaExclusions(options),
  { code: 'PRIVATE_SERVICE_CONNECT', message: 'The Private Service Connect endpoints of bootstrap and brokers, and the bytes through them.' }
]

function computeCharges (facts: GoogleKafkaFacts, { count: { units, unitsAtMean }, memoryGib }: GoogleKafkaCluster, { memoryGibPerVcpu, commitment, nonProductionClusters }: Options, conventions: Conventions): readonly Charge[] {
  const sku = 'gcp-managed-kafka/compute.dcu' as const
  const dcu = dcuOf(facts, units, memoryGib)
  const dcuAtMean = dcuOf(facts, unitsAtMean, memoryOf(facts, unitsAtMean, memoryGibPerVcpu))
  return [
    {
      id: 'compute.units',
      title: 'Data compute units, at the peak in every hour',
      group: 'compute',
      sku,
      consumedQuantity: dcu,
      consumedUnit: 'DCU',
      quantity: dcu.times(conventions.hoursPerMonth),
      low: dcuAtMean.times(conventions.hoursPerMonth),
      commitment: commitmentOf('dcu', commitment, { table: 'gcp-managed-kafka', facts }),
      formula: () => `(${facts.dcuPerVcpu} × ${units} vCPU + ${facts.dcuPerGib} × ${text(memoryGib)} GiB) × ${text(conventions.hoursPerMonth)} hours`,
      terms: () => [term('vcpu', units, 'vCPU', 'derived'), term('vcpuAtMean', unitsAtMean, 'vCPU', 'derived'), term('memoryGib', memoryGib, 'GiB', 'derived'), term('hoursPerMonth', conventions.hoursPerMonth, 'hours', 'assumption')]
    },
    ...nonProductionCharges(nonProductionClusters, conventions, () => ({ sku, units: dcuOf(facts, facts.vcpuMinimum, memoryOf(facts, facts.vcpuMinimum, facts.memoryGibPerVcpuMinimum)).toNumber(), unit: 'DCU' }))
  ]
}

function storageCharges ({ localGibPerVcpu, replicationFactor }: GoogleKafkaFacts, { count: { units }, localGib }: GoogleKafkaCluster, log: LogWorkload, headroom: number, { hoursPerMonth }: Conventions): readonly Charge[] {
  const hours = `${text(hoursPerMonth)} hours`
  const pinned = log.parts.filter(({ workload }) => workload.localRetentionHours !== undefined).map(({ storage }) => storage.localFormula()).join(' + ')
  const { localGib: firstGib, remoteGb, localFormula, remoteFormula, tiered } = log.storage
  const longTermGib = firstGib.plus(remoteGb)
  return [
    {
      id: 'storage.brokers',
      title: 'Local storage of the brokers',
      group: 'storage',
      sku: 'gcp-managed-kafka/storage.local',
      consumedQuantity: localGib,
      consumedUnit: 'GiB',
      quantity: localGib.times(hoursPerMonth),
      formula: () => pinned === '' ? `${localGibPerVcpu} GiB × ${units} vCPU × ${hours}` : `max(${localGibPerVcpu} × ${units}, ceil((${pinned}) × ${replicationFactor} copies / ${text(new Decimal(1).minus(headroom))})) GiB × ${hours}`,
      terms: () => [term('localGibPerVcpu', localGibPerVcpu, 'GiB', 'table'), term('vcpu', units, 'vCPU', 'derived'), term('storageHeadroom', headroom, 'share', 'assumption')]
    },
    {
      id: 'storage.tiered',
      title: 'Long-term storage of what the topics retain, one replica',
      group: 'storage',
      sku: 'gcp-managed-kafka/storage.long-term',
      consumedQuantity: longTermGib,
      consumedUnit: 'GB',
      quantity: longTermGib.times(hoursPerMonth),
      formula: () => `(${localFormula()}${tiered ? ` + ${remoteFormula()}` : ''}) × ${hours}`,
      terms: () => [term('localHours', log.storage.localHours, 'hours', 'workload'), term('remoteHours', log.storage.remoteHours, 'hours', 'derived')]
    }
  ]
}

function googlePlan ({ workloads, options: given, facts: tables, conventions, market }: PlanInput<Options, Facts>): Plan {
  const facts = tables['gcp-managed-kafka']
  const sizing = tables['kafka-sizing']
  const { storageHeadroom } = sizing
  const log = logWorkload(workloads, conventions, tables['kafka-sizing'], {
    zonesAllowed: [facts.zones],
    fixedReplicationFactor: facts.replicationFactor,
    billedCopies: 1,
    partitionCaps: noPartitionCaps,
    tieredStorage: undefined,
    ...defaultMessageLimit(sizing)
  })
  const cluster = googleKafkaCluster(facts, log, given, storageHeadroom)
  const assumptions = (): readonly Assumption[] => [
    ...log.assumptions(),
    { name: 'brokers', value: String(cluster.brokers), unit: 'brokers', origin: 'rule', why: `Google makes a broker of each started ${facts.vcpuPerBroker} vCPU or ${facts.memoryGibPerBroker} GiB, in three zones.` },
    ...(given.utilisation === undefined ? [{ name: 'utilisation', value: text(facts.utilisation), unit: 'share', origin: 'rule' as const, why: 'vCPU are planned at this share of what they carry at the peak, as wherever Apache Kafka runs; Google plans it for the average, which is the low end of the range.' }] : []),
    ...(given.memoryGibPerVcpu === undefined ? [{ name: 'memoryGibPerVcpu', value: text(facts.memoryGibPerVcpuRecommended), unit: 'GiB', origin: 'rule' as const, why: 'Google recommends it; 1 to 8 are sold.' }] : []),
    ...(log.parts.some(({ workload }) => workload.localRetentionHours !== undefined) ? [{ name: 'storageHeadroom', value: text(storageHeadroom), unit: 'share of the disk kept free', origin: 'rule' as const, why: 'Where hours of data are to stay on the brokers, it holds active segments, compaction and rebalancing.' }] : []),
    ...departingAssumptions(workloads.at(-1)!, undefined, 'the region')
  ]
  return {
    sizing: unitSizing(cluster.count, 'vCPU', { partitions: log.partitions, demand: log.demand, storage: cluster }),
    charges: [
      ...computeCharges(facts, cluster, given, conventions),
      ...storageCharges(facts, cluster, log, storageHeadroom, conventions),
      ...interZoneCharges(log, { sku: 'gcp-managed-kafka/inter-zone.clients', directions: 1 }, { sku: 'gcp-managed-kafka/inter-zone.replication', directions: 1 }),
      ...logDepartingCharges(log, departureWith('gcp-managed-kafka/compute.dcu', gcpDeparture, market))
    ],
    poolPositions: noPositions,
    findings: [...log.findings, ...unitFindings(cluster.count, cluster.bounds, 'vCPU', ''), ...googleKafkaFindings(facts, cluster, log.partitions)],
    assumptions,
    operations: { model: 'hosted_kafka', drivers: kafkaDrivers(log, cluster.brokers, given) }
  }
}

export const gcpManagedKafka: Offering = defineOffering({
  id: 'gcp-managed-kafka',
  title: 'Google Cloud Managed Service for Apache Kafka',
  provider: 'Google Cloud',
  kind: 'log',
  family: 'kafka',
  options: z.strictObject(options),
  facts: { 'gcp-managed-kafka': googleKafkaFacts, 'kafka-sizing': kafkaSizingFacts, 'gcp-compute-engine': z.looseObject({}) },
  exclusions,
  fit: googleFit,
  plans: input => ({ only: googlePlan(input as unknown as PlanInput<Options, Facts>) })
})
