import type { Fit } from './criteria.ts'
import { from } from './fit-sources.ts'
import { kafkaLog, managedLog } from './kafka-fit.ts'
import { fails, inferredFrom, meets, partly } from './verdict.ts'

const hosted = {
  ...kafkaLog,
  ...managedLog,
  'team-maturity': partly(from.hours, 'The vendor runs the machines, but sizing, topics and clients take about 42 hours a month in the reference case, against 13 for SQS.')
} as const satisfies Partial<Fit>

/** Google Cloud Managed Service for Apache Kafka. */
export const googleFit: Fit = {
  ...hosted,
  scaling: partly(from.googleOverview, 'You set processors and memory; brokers are then added and partitions spread for you.'),
  'governance-and-security': partly(from.googleLimits, 'IAM, encryption and private endpoints are built in; the limitations that were read name no schema registry.'),
  'multi-cloud': partly(from.judgement, 'Clients and data can move to any other Kafka, but the service runs on Google Cloud only.'),
  'cost-behaviour': partly(from.googleOverview, 'Processors, memory and local storage are paid by the hour, used or not; older data is paid as stored.'),
  'minimal-operations': partly(from.googleOverview, 'Brokers, storage and rebalancing need nobody; the size of the cluster is yours to choose.'),
  'long-retention': meets(from.googleOverview, 'Every topic is tiered to remote storage that is practically unlimited.'),
  'private-networking': meets(from.googleOverview, 'Private Service Connect gives every subnet private addresses of the cluster.')
}

/** Aiven for Apache Kafka. */
export const aivenFit: Fit = {
  ...hosted,
  scaling: partly(inferredFrom(from.marketReview), 'Capacity is bought in steps of a plan, which you change.'),
  'governance-and-security': partly(from.aivenProvider, 'Encryption, access lists and a schema registry are options of the service; audit was not found.'),
  'multi-cloud': meets(from.aivenProvider, 'The cloud and the region of a service are a setting, over several clouds.'),
  'cost-behaviour': partly(from.marketReview, 'Storage and network follow the traffic, on top of compute from 235 USD a month.'),
  'aws-native': fails(from.aivenPrivateLink, 'It runs in AWS regions and connects over PrivateLink, but has a console and a bill of its own.'),
  'minimal-operations': partly(inferredFrom(from.aivenProvider), 'Aiven runs and upgrades it; the plan is yours to choose.'),
  'long-retention': meets(from.aivenTiered, 'Tiered storage keeps months and years.'),
  'private-networking': meets(from.aivenPrivateLink, 'Services stand in a VPC and are reached by peering or PrivateLink.')
}

const redpanda: Fit = {
  ...hosted,
  scaling: meets(from.redpandaServerless, 'Capacity follows the load by itself, up to 100 MB/s in and 300 MB/s out.'),
  'governance-and-security': partly(from.redpandaServerless, 'Encryption and up to 120 access lists are there; roles for data and client certificates are not, nor several zones.'),
  'multi-cloud': partly(from.redpandaServerless, 'Clients and data can move to any other Kafka; this offering runs on AWS, and on Google Cloud in beta.'),
  'cost-behaviour': partly(from.redpandaBilling, 'Bytes, partitions and storage follow the traffic, on top of a fee for every hour of the cluster.'),
  'ai-and-observability-pipelines': partly(from.redpandaServerless, 'The history can be read again, but Kafka Connect does not run beside it; Redpanda has connectors of its own.'),
  'team-maturity': partly(from.hours, 'Nothing is sized or upgraded, but topics and clients still take people who know Kafka, as with every log.'),
  'aws-native': fails(from.redpandaServerless, 'It runs in AWS regions and connects over PrivateLink, but has a console and a bill of its own.'),
  'minimal-operations': meets(from.redpandaServerless, 'Scaling, provisioning and maintenance are done for you.'),
  'long-retention': meets(from.redpandaServerless, 'Retention and storage have no limit.'),
  'large-messages': meets(from.redpandaServerless, 'Messages of up to 20 MiB pass.'),
  'fan-out': meets(from.redpandaServerless, 'Groups read every message from the one log, up to 200 a cluster.'),
  'exactly-once': meets(from.redpandaServerless, 'Transactions are among the supported Kafka messages.'),
  'private-networking': meets(from.redpandaServerless, 'On AWS clients connect over PrivateLink, at an additional charge.'),
  'open-source': fails(inferredFrom(from.sourceReview), 'The source of the broker can be read, but its licence is not an open-source one.')
}

/** Redpanda Cloud. */
export const redpandaFit = {
  serverless: redpanda,
  dedicated: {
    ...redpanda,
    scaling: partly(from.redpandaTiers, 'Capacity is bought in tiers, which you choose.'),
    'governance-and-security': meets(inferredFrom(from.redpandaServerless), 'Roles, client certificates and several zones, which Serverless has not, are part of it.'),
    'multi-cloud': meets(inferredFrom(from.redpandaTiers), 'The same service is sold for AWS, Azure and Google Cloud.'),
    'cost-behaviour': fails(from.marketReview, 'It is sold by quote, with a commitment for a year.'),
    'ai-and-observability-pipelines': kafkaLog['ai-and-observability-pipelines'],
    'minimal-operations': partly(from.redpandaTiers, 'Redpanda runs and upgrades it; the tier is yours to choose.'),
    'large-messages': kafkaLog['large-messages'],
    'fan-out': kafkaLog['fan-out'],
    'private-networking': meets(from.redpandaPrivateLink, 'Clusters are reached by peering or PrivateLink.')
  }
} as const satisfies Readonly<Record<string, Fit>>
