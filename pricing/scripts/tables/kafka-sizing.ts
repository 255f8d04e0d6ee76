import type { PriceTableDocument } from '../../../src/pricing/price-table.ts'
import { exact } from '../exact.ts'
import type { Facts } from '../facts.ts'
import { fact, source } from '../table.ts'
import { mskSource } from './aws-msk.ts'
import type { MskJson } from './aws-msk.ts'

interface SelfManagedSizing {
  readonly components: { readonly confluent_sizing: { readonly minimum: { readonly kraft_controller: { nodes: number, memory_gb: number, disk_gb: number } } } }
  readonly sizing: { readonly akalculator: { readonly io_size_kib: number, readonly max_brokers: number } }
}

const REPLICATION_OF_THE_FACTORS = 3
const BATCH_HEADER_BYTES = 61
const RECORDS_PER_BATCH = 100
const RECORD_OVERHEAD_BYTES = 10

export function kafkaSizingTable (facts: Facts): PriceTableDocument {
  const msk = facts.json<MskJson>('aws-msk.json')
  const toolkit = msk.sizing_model_aws_toolkit
  const { components, sizing } = facts.json<SelfManagedSizing>('self-managed-kafka.json')
  const { kraft_controller: controller } = components.confluent_sizing.minimum
  const tieredAddition = exact(toolkit.storage_io_factor.with_tiered).minus(toolkit.storage_io_factor.base)
  if (!tieredAddition.eq(exact(toolkit.network_io_factor.with_tiered).minus(toolkit.network_io_factor.base))) throw new Error('tiering adds different amounts to the storage and the network factor')
  const bestPractices = Object.values(msk.limits.standard_broker)
  const replicasAt = (vcpu: number) => bestPractices.find(broker => broker.vcpu === vcpu && broker.memory_gib > vcpu)!.partitions_recommended

  return {
    id: 'kafka-sizing',
    version: '2025-06-05',
    title: 'How a Kafka cluster is sized: factors, headroom, bounds',
    provider: 'none',
    currency: 'USD',
    provenance: [
      'A method and not a price list: it has no regions and no prices, and it holds from the first day of the tables so that any date can be asked for. The figures were compiled on 2026-11-23.',
      'The safety factors, the utilisation of 0.5 and the storage headroom of 0.5 are those of the AWS sizing script for MSK Standard brokers, with one zone down and a replication factor of 3. The headroom is the script\'s EBS utilisation of 0.5, written there as a factor of 2.',
      'Partition replicas by vCPU are the recommendation of the MSK guide for Standard brokers; the 300 of kafka.t3.small is left out because burstable types are not chosen.',
      'Contradiction: headroom of the disk is 0.2 in the text of the AWS skill, 0.3 in a third-party guide, 0.5 in the AWS script; the script was taken because its factors are.',
      'Contradiction: a vCPU carries 5 MiB/s written and 15 MiB/s read in AKalculator, 20 and 80 at full use in Google\'s rule of thumb; Google\'s was taken.',
      'The record overhead is arithmetic: 61 bytes of batch header over 100 records and 10 bytes of varints per record.',
      'The broker default for the largest message is 1,048,588 bytes in the Kafka source, 12 of which are the log overhead of the batch; 1,048,576 is what a message itself may have.',
      'Confluent asks for 3 to 4 cores per controller; 2 vCPU is judgement.',
      'That one partition carries 10 MB/s is judgement on the safe side of the "tens of MB/s" of the source.',
      'Volumes of gp3 may hold 64 TiB since September 2025; 16 TiB is the bound of MSK and of AKalculator and is kept for all.'
    ],
    sources: {
      J: source('Judgement recorded with the model; no published figure', 'pricing/README.md, section "Judgement"', '2026-11-23', 'judgement'),
      K1: source('Apache Kafka source and documentation: DefaultRecordBatch.java, DefaultRecord.java, docs/ops.html, LogConfig.java', 'github apache/kafka, commit 1eb76443', '2024-10-25', 'official'),
      K2: source('Confluent Platform documentation: deployment, KRaft configuration, operator sizing plan', 'https://docs.confluent.io/operator/current/co-plan-sizing.html; https://docs.confluent.io/platform/current/kafka-metadata/config-kraft.html', '2026', 'official'),
      K3: mskSource(msk, 'S2', '2026-08-20'),
      K5: source('Confluent, five common pitfalls, read through a gist; Cloudera tuning guide with the same formula', 'gist mostafa-asg 8817c6eb', 'not dated', 'official'),
      K15: source('Google Managed Service for Apache Kafka, pricing page, rule of thumb', 'https://cloud.google.com/managed-service-for-apache-kafka/pricing (preview-era copy)', '2024', 'official'),
      akalc: source('AKalculator assumptions', 'https://2minutestreaming.com/apache-kafka-calculator/resources/assumptions/tldr', '2024-12', 'third-party'),
      'msk-best-practices': mskSource(msk, 'S4', '2025 to 2026'),
      'msk-quota': mskSource(msk, 'S3', '2025 to 2026')
    },
    facts: {
      safetyStorageFactor: fact(toolkit.storage_io_factor.base, 'K3', 'official'),
      safetyNetworkFactor: fact(toolkit.network_io_factor.base, 'K3', 'official'),
      safetyNetworkFactorPerFanOut: fact(toolkit.network_io_factor.plus_per_fan_out, 'K3', 'official'),
      safetyTieredAddition: fact(tieredAddition.toNumber(), 'K3', 'official'),
      safetyReplicationFactor: fact(REPLICATION_OF_THE_FACTORS, 'K3', 'official'),
      utilisation: fact(toolkit.standard_utilisation, 'K3', 'official'),
      storageHeadroom: fact(exact(1).minus(exact(1).div(toolkit.ebs_headroom_factor)).toNumber(), 'K3', 'official'),
      vcpuWriteMibPerSecond: fact(20, 'K15', 'official', 'At full use, together with the reads'),
      vcpuReadMibPerSecond: fact(80, 'K15', 'official', 'At full use, together with the writes'),
      partitionReplicasByVcpu: fact([
        { upToVcpu: 4, replicas: replicasAt(4) },
        { upToVcpu: 8, replicas: replicasAt(8) },
        { upToVcpu: null, replicas: replicasAt(16) }
      ], 'msk-best-practices', 'official'),
      ioKib: fact(sizing.akalculator.io_size_kib, 'akalc', 'third-party'),
      volumeGibMaximum: fact(msk.limits.provisioned['storage_gib_per_broker_max']!.value, 'msk-quota', 'official'),
      minimumVcpu: fact(2, 'J', 'judgement'),
      minimumMemoryGib: fact(8, 'J', 'judgement'),
      brokersMaximum: fact(sizing.akalculator.max_brokers, 'akalc', 'third-party'),
      controllers: fact(controller.nodes, 'K2', 'official'),
      controllerVcpuMinimum: fact(2, 'J', 'judgement'),
      controllerMemoryGibMinimum: fact(controller.memory_gb, 'K2', 'official'),
      controllerVolumeGib: fact(controller.disk_gb, 'K2', 'official'),
      partitionMegabytesPerSecond: fact(10, 'J', 'judgement', 'On the safe side of K5'),
      recordOverheadBytes: fact(exact(BATCH_HEADER_BYTES).div(RECORDS_PER_BATCH).plus(RECORD_OVERHEAD_BYTES).toNumber(), 'K1', 'inferred'),
      messageBytesMaximum: fact(1_048_576, 'K1', 'official'),
      tieredSegmentBytes: fact(1_073_741_824, 'J', 'judgement', 'Kafka\'s default segment size'),
      tieredFetchBytes: fact(4_194_304, 'J', 'judgement')
    },
    regions: {}
  }
}
