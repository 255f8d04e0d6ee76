import type { PriceSource, PriceTableDocument } from '../../../src/pricing/price-table.ts'
import type { Unit } from '../../../src/pricing/units.ts'
import { byRegion, calculatorFeed, confidenceOf, notCovered, pricedRegions, sqsFacts } from '../aws.ts'
import { exact, mebibytes, megabytesOfMegabits, priceText } from '../exact.ts'
import type { Facts } from '../facts.ts'
import { fact, flat, skuPriceIdOf, source } from '../table.ts'
import type { RegionDocument } from '../table.ts'

interface StandardBroker {
  readonly vcpu: number
  readonly memory_gib: number
  readonly partitions_recommended: number
  readonly partitions_max_for_updates: number
  readonly ebs_throughput_mib_s: number | null
  readonly network_throughput_mib_s: number | null
  readonly ec2_baseline_network_mbit_s: number
  readonly max_provisioned_storage_throughput_mib_s: number | null
}

interface ExpressBroker {
  readonly vcpu: number
  readonly memory_gib: number
  readonly ingress_recommended_mb_s: number
  readonly ingress_max_mb_s: number
  readonly egress_recommended_mb_s: number
  readonly egress_max_mb_s: number
  readonly partitions_recommended: number
  readonly partitions_max: number
}

export interface MskJson {
  readonly sources: Readonly<Record<string, { what: string, where: string, confidence: string }>>
  readonly regions: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly data_transfer: { readonly inter_broker_replication_gb: { value: number }, readonly serverless_cross_az_client_gb: { value: number } }
  readonly limits: {
    readonly standard_broker: Readonly<Record<string, StandardBroker>>
    readonly express_broker: Readonly<Record<string, ExpressBroker>>
    readonly express_per_partition_max_mb_s: { value: number }
    readonly provisioned: Readonly<Record<string, { value: number | readonly number[] }>>
    readonly tiered: { readonly min_retention_days: { value: number } }
    readonly serverless: Readonly<Record<string, { value: number }>>
  }
  readonly sizing_model_aws_toolkit: {
    readonly standard_utilisation: number
    readonly express_utilisation: number
    readonly ebs_headroom_factor: number
    readonly storage_io_factor: { readonly base: number, readonly with_tiered: number }
    readonly network_io_factor: { readonly base: number, readonly with_tiered: number, readonly plus_per_fan_out: number }
  }
}

interface Item {
  readonly sku: string
  readonly title: string
  readonly unit: Unit
  /** Where aws-msk.json holds the same price. */
  readonly key: string
}

/** Usage type and operation of the feed → what is sold. Units are inferred: the feed has none. */
const items: Readonly<Record<string, Item>> = {
  'Kafka.Storage.GP2|RunVolume': { sku: 'storage.standard', title: 'Standard broker storage, provisioned', unit: 'GB-Months', key: 'standard_storage_gb_month' },
  'Kafka.Throughput|RunVolume': { sku: 'storage.throughput', title: 'Standard broker storage throughput, provisioned', unit: 'MiB/s-Months', key: 'provisioned_throughput_mbps_month' },
  'Kafka.Storage.Tiered|TieredStorage': { sku: 'storage.tiered', title: 'Tiered storage', unit: 'GB-Months', key: 'tiered_storage_gb_month' },
  'Kafka.DataRetrieval.Tiered|TieredStorage': { sku: 'storage.tiered-retrieval', title: 'Tiered storage, data retrieved', unit: 'GB', key: 'tiered_retrieval_gb' },
  'Express.Storage|Storage': { sku: 'express.storage', title: 'Express broker storage', unit: 'GB-Months', key: 'express_storage_gb_month' },
  'Express.In-Bytes|Data-In': { sku: 'express.data-in', title: 'Express broker data in', unit: 'GB', key: 'express_data_in_gb' },
  'KafkaServerless-ClusterHours|Serverless': { sku: 'serverless.cluster', title: 'Serverless cluster', unit: 'Cluster-Hours', key: 'serverless_cluster_hour' },
  'KafkaServerless-PartitionHours|Serverless': { sku: 'serverless.partition', title: 'Serverless partition', unit: 'Partition-Hours', key: 'serverless_partition_hour' },
  'KafkaServerless-In-Bytes|Serverless': { sku: 'serverless.data-in', title: 'Serverless data in', unit: 'GB', key: 'serverless_data_in_gb' },
  'KafkaServerless-Out-Bytes|Serverless': { sku: 'serverless.data-out', title: 'Serverless data out', unit: 'GB', key: 'serverless_data_out_gb' },
  'KafkaServerless-StorageHours|Serverless': { sku: 'serverless.storage', title: 'Serverless storage', unit: 'GB-Months', key: 'serverless_storage_gb_month' },
  'Kafka.mcu.general|RunConnect': { sku: 'connect.worker', title: 'MSK Connect, one MCU of a worker', unit: 'Worker-Hours', key: 'connect_mcu_hour' },
  'KafkaReplication-ReplicatorHours|RunReplicator': { sku: 'replicator.hours', title: 'MSK Replicator', unit: 'Hours', key: 'replicator_hour' },
  'KafkaReplication-Processed-Bytes|SameRegionSource': { sku: 'replicator.data.same-region', title: 'MSK Replicator data, source in the same region', unit: 'GB', key: 'replicator_gb_same_region' },
  'KafkaReplication-Processed-Bytes|CrossRegionSourceLocal': { sku: 'replicator.data.cross-region', title: 'MSK Replicator data, to another region', unit: 'GB', key: 'replicator_gb_cross_region_source' },
  'Kafka.PrivateConnectivityHours|PrivateConnectivity': { sku: 'private-connectivity.hours', title: 'Multi-VPC private connectivity', unit: 'Hours', key: 'private_connectivity_hour' },
  'Kafka.PrivateConnectivity.BytesProcessed|PrivateConnectivity': { sku: 'private-connectivity.data', title: 'Multi-VPC private connectivity, data', unit: 'GB', key: 'private_connectivity_gb' }
}

const brokerUsage = /^(Kafka|Express)\.((?:m5|m7g|t3)\.\w+)$/
const CSV_COLUMNS = 10

interface PriceRow {
  readonly region: string
  readonly sku: string
  readonly title: string
  readonly unit: Unit
  readonly price: string
  readonly skuPriceId: string
}

function sold (usage: string, operation: string): Omit<Item, 'key'> & { key: string } {
  const item = items[`${usage}|${operation}`]
  if (item !== undefined) return item
  const [, kind, size] = brokerUsage.exec(usage) ?? []
  if (kind === undefined || size === undefined || operation !== 'RunBroker') throw new Error(`the feed sells ${usage} (${operation}), which this table does not know`)
  const type = `${kind.toLowerCase()}.${size}`
  return { sku: `broker.${type}`, title: `${type} broker`, unit: 'Hours', key: type }
}

function readFeed (facts: Facts): readonly PriceRow[] {
  const json = facts.json<MskJson>('aws-msk.json')
  const [, ...lines] = facts.text('aws-price-list/msk-prices-2025-10-09.csv').trim().split(/\r?\n/)
  return lines.map(line => {
    const cells = line.split(',')
    if (cells.length !== CSV_COLUMNS) throw new Error(`not ${CSV_COLUMNS} columns: ${line}`)
    const [region, , , usage, operation, , , , listed, rateCode] = cells as [string, string, string, string, string, string, string, string, string, string]
    const { sku, title, unit, key } = sold(usage, operation)
    const known = json.regions[region]
    const group = sku.startsWith('broker.kafka.') ? 'standard_broker_hour' : 'express_broker_hour'
    const again = sku.startsWith('broker.') ? (known?.[group] as Record<string, number> | undefined)?.[key] : known?.[key] as number | undefined
    const price = priceText(listed)
    if (again === undefined || !exact(again).eq(exact(price))) throw new Error(`${sku} in ${region}: ${price} in the feed, ${again} in aws-msk.json`)
    return { region, sku, title, unit, price, skuPriceId: skuPriceIdOf(rateCode) }
  })
}

export function mskSource (json: MskJson, id: string, published: string): PriceSource {
  const found = json.sources[id]
  if (found === undefined) throw new Error(`aws-msk.json names no source ${id}`)
  return source(found.what, found.where, published, confidenceOf(found.confidence))
}

const published: Readonly<Record<string, string>> = {
  S1: '2025-10-09', S2: '2026-08-20', S3: '2025 to 2026', S4: '2025 to 2026', S5: '2025 to 2026', S6: '2025 to 2026', S7: '2026', S9: '2026-08-21', S12: '2025 to 2026', S13: '2024 to 2025', S14: '2026'
}

const skuOrder = ['broker.kafka.', 'broker.express.', 'storage.', 'express.', 'serverless.', 'connect.', 'replicator.', 'private-connectivity.']
const sizes = ['small', 'large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge', '24xlarge']
const itemOrder = Object.values(items).map(({ sku }) => sku)

function rank (sku: string): string {
  const group = skuOrder.findIndex(prefix => sku.startsWith(prefix))
  const size = sizes.indexOf(sku.slice(sku.lastIndexOf('.') + 1))
  const two = (value: number) => String(value).padStart(2, '0')
  return sku.startsWith('broker.') ? `${two(group)}${sku.slice(0, sku.lastIndexOf('.'))}${two(size)}` : `${two(group)}${two(itemOrder.indexOf(sku))}`
}

/** What the feed sells in some region but not in this one, as the shortest beginnings that hold nothing sold here. */
export function beginningsNotSold (all: ReadonlySet<string>, here: ReadonlySet<string>): string[] {
  const absent = [...all].filter(sku => !here.has(sku))
  const beginnings = absent.map(sku => {
    const parts = sku.split('.')
    for (let length = 1; length < parts.length; length++) {
      const prefix = `${parts.slice(0, length).join('.')}.`
      if (![...here].some(other => other.startsWith(prefix))) return prefix
    }
    return sku
  })
  return [...new Set(beginnings)].sort()
}

export function awsMskTable (facts: Facts): PriceTableDocument {
  const json = facts.json<MskJson>('aws-msk.json')
  const { limits } = json
  const rows = readFeed(facts)
  const names = sqsFacts(facts)
  const priced = new Set(pricedRegions(names).map(([code]) => code))
  const unknown = rows.find(row => !priced.has(row.region))
  if (unknown !== undefined) throw new Error(`the feed sells in ${unknown.region}, which this table leaves out`)
  const all = new Set(rows.map(row => row.sku))
  const soldIn = (code: string) => rows.filter(row => row.region === code).sort((a, b) => rank(a.sku) < rank(b.sku) ? -1 : 1)
  const provisioned = (name: string) => fact(limits.provisioned[name]!.value, 'S3', 'official')
  const serverless = (name: string) => fact(limits.serverless[name]!.value, 'S3', 'official')

  return {
    id: 'aws-msk',
    version: '2025-10-09',
    title: 'Amazon MSK: Standard and Express brokers, Serverless, Connect, Replicator',
    provider: 'Amazon Web Services',
    currency: 'USD',
    provenance: [
      `Prices: the AWS Pricing Calculator feed for MSK, published 2025-10-09, 35 regions, 1,138 rows. ${calculatorFeed} Units were therefore inferred from the usage types. The flattened copy and aws-msk.json were compared row by row when this file was written; a difference stops the script.`,
      'Later readings agree: ap-southeast-1 kafka.m7g.large and storage on 2026-08-12, and the us-east-1 rates of the AWS sizing script of mid 2026 but for the two named below.',
      'Do not derive a large size from a small one: us-east-1 kafka.m5.16xlarge is 6.73, not 6.72, and many other sizes are off the line as well.',
      'notOffered names what the feed sells elsewhere but not in the region. That us-west-1 has no Express brokers is confirmed by the AWS Transform guide.',
      'Contradiction: the sizing script has 0.023 per GB-month of tiered storage and 6.72 for m5.16xlarge; the feed has 0.06 and 6.73 and was taken. 0.023 is the price of S3 Standard.',
      'Contradiction: kafka.t3.small 0.0456 in the feed, 0.0433 in a third-party note of 2026; the feed was taken.',
      'Contradiction: partitions of m5.24xlarge, 6,000 maximum in the guide, 4,000 in the script; the guide was taken.',
      'Contradiction: provisioned throughput from m7g.2xlarge in the guide, from 4xlarge in the code of the script; the guide was taken.',
      'Contradiction: Express egress 2.0 times ingress sustained in the guide, 2.5 times in the script; both figures of the guide are here, sustained and maximum.',
      'Contradiction: Express storage is billed as one copy by two AWS estimators, while one page says the metric holds about three; the largest open risk of that line.',
      'Contradiction: the feed prices tiered storage in both GovCloud regions, the documentation says it is not available there. The prices stand as the feed has them; the fact tieredNotInRegions says so.',
      'Volume and network figures of Standard brokers are those of the AWS sizing script, which calls them MiB/s. For m7g, and for volumes of m5, they have the digits that EC2 documents as MB/s (78.75 for a large), so they may be 4.9 % high; for the network of m5 they are Gbit/s times 128 (96 for a large), 7.4 % high. The label of the script was kept.',
      'kafka.t3.small has no network figure there: it is the EC2 baseline of 128 Mbit/s in MiB/s, rounded down. Its volume throughput is not known.',
      'A broker entry names one source; vCPU and memory are from S1, partition replicas from S4 (Standard) and S3 (Express), volumes and network from S2, provisioned throughput from S5, sustained Express rates from S6, their maxima from S12.',
      'Replication between brokers is free according to a mirror of the AWS pricing page; several third-party notes charge for it and were not followed. That Serverless does not charge for clients in other zones rests on a third party quoting AWS.',
      'Whether a private-connectivity hour counts per cluster and authentication scheme was not verified. Reserved prices or savings plans for MSK were not found; all is on demand.',
      'The 2026 additions Streaming Tables and Data Delivery to S3 have no row in the feed.',
      notCovered
    ],
    sources: {
      ...Object.fromEntries(Object.entries(published).map(([id, date]) => [id, mskSource(json, id, date)])),
      'express-partition-quota': source('Express per-partition throughput quota, a public copy of the MSK quota page', 'copy of docs.aws.amazon.com/msk/latest/developerguide/limits.html; the index read does not name its repository', '2025 to 2026', 'third-party'),
      'tiered-govcloud': source('Tiered storage requirements: AWS skill managing-amazon-msk together with a third-party copy of the guide', 'github aws/agent-toolkit-for-aws, skill managing-amazon-msk, references/manage-storage.md, commit d6ad2e44', '2026-08-20', 'official')
    },
    facts: {
      standardBrokers: Object.fromEntries(Object.entries(limits.standard_broker).map(([type, broker]) => {
        const network = broker.network_throughput_mib_s
        return [type, {
          vcpu: broker.vcpu,
          memoryGib: broker.memory_gib,
          volumeMibPerSecond: broker.ebs_throughput_mib_s,
          networkMibPerSecond: network ?? mebibytes(megabytesOfMegabits(broker.ec2_baseline_network_mbit_s)),
          partitionReplicas: broker.partitions_recommended,
          partitionReplicasMaximum: broker.partitions_max_for_updates,
          throughputMaximumMibPerSecond: broker.max_provisioned_storage_throughput_mib_s,
          generation: generationOf(type),
          burstable: type.includes('.t3.'),
          source: network === null ? 'S9' : 'S2',
          confidence: 'official'
        }]
      })),
      expressBrokers: Object.fromEntries(Object.entries(limits.express_broker).map(([type, broker]) => [type, {
        vcpu: broker.vcpu,
        memoryGib: broker.memory_gib,
        ingressMegabytesPerSecond: broker.ingress_recommended_mb_s,
        ingressMaximumMegabytesPerSecond: broker.ingress_max_mb_s,
        egressMegabytesPerSecond: broker.egress_recommended_mb_s,
        egressMaximumMegabytesPerSecond: broker.egress_max_mb_s,
        partitionReplicas: broker.partitions_recommended,
        partitionReplicasMaximum: broker.partitions_max,
        generation: generationOf(type),
        source: 'S6',
        confidence: 'official'
      }])),
      brokersPerClusterMaximum: provisioned('brokers_per_cluster_kraft'),
      volumeGibMinimum: provisioned('storage_gib_per_broker_min'),
      volumeGibMaximum: provisioned('storage_gib_per_broker_max'),
      defaultVolumeMibPerSecond: fact(limits.provisioned['default_volume_throughput_mib_s']!.value, 'S5', 'official'),
      throughputVolumeGibMinimum: fact(limits.provisioned['provisioned_throughput_min_volume_gib']!.value, 'S5', 'official'),
      standardZones: fact(limits.provisioned['az_counts_standard']!.value, 'S2', 'official'),
      expressZones: fact(limits.provisioned['az_counts_express']!.value, 'S2', 'official'),
      expressReplicationFactor: fact(limits.provisioned['express_replication_factor']!.value, 'S6', 'official'),
      expressUtilisation: fact(json.sizing_model_aws_toolkit.express_utilisation, 'S7', 'official'),
      expressPartitionMegabytesPerSecond: fact(limits.express_per_partition_max_mb_s.value, 'express-partition-quota', 'third-party'),
      tieredRetentionDaysMinimum: fact(limits.tiered.min_retention_days.value, 'S2', 'official'),
      tieredNotInRegions: fact([...priced].filter(code => code.startsWith('us-gov-')), 'tiered-govcloud', 'official'),
      serverlessIngressMegabytesPerSecond: serverless('ingress_mb_s'),
      serverlessEgressMegabytesPerSecond: serverless('egress_mb_s'),
      serverlessPartitions: serverless('partitions_non_compacted'),
      serverlessPartitionIngressMegabytesPerSecond: serverless('partition_ingress_mb_s'),
      serverlessPartitionEgressMegabytesPerSecond: serverless('partition_egress_mb_s'),
      serverlessMessageMib: serverless('message_mib'),
      serverlessConsumerGroups: serverless('consumer_groups'),
      serverlessRequestsPerSecond: serverless('request_rate_per_s'),
      serverlessConnections: serverless('connections'),
      iamConnectionsPerBroker: provisioned('iam_connections_per_broker')
    },
    regions: byRegion(names, (_region, code) => {
      const skus: RegionDocument['skus'] = Object.fromEntries(soldIn(code).map(({ sku, title, unit, price, skuPriceId }) =>
        [sku, flat(title, unit, price, { source: 'S1', confidence: 'official', skuPriceId })]))
      skus['inter-broker'] = flat('Replication between brokers', 'GB', priceText(json.data_transfer.inter_broker_replication_gb.value), { source: 'S13', confidence: 'official' })
      if ('serverless.cluster' in skus) {
        skus['serverless.inter-zone'] = flat('Serverless client traffic between zones', 'GB', priceText(json.data_transfer.serverless_cross_az_client_gb.value), { source: 'S14', confidence: 'third-party' })
      }
      return skus
    }, code => beginningsNotSold(all, new Set([...soldIn(code).map(({ sku }) => sku)])))
  }
}

/** The digit in the name of the hardware family: 7 of kafka.m7g.large. */
export function generationOf (type: string): number {
  const digit = /\d/.exec(type)?.[0]
  if (digit === undefined) throw new Error(`${type} names no hardware generation`)
  return Number(digit)
}
