import type { Fit } from './criteria.ts'
import { from } from './fit-sources.ts'
import { closedBroker, kafkaLog, managedLog } from './kafka-fit.ts'
import { fails, inferredFrom, meets, partly } from './verdict.ts'

const publicOnly = fails(from.confluentRegions, 'Clusters of this type have public endpoints only.')

const standard: Fit = {
  ...kafkaLog,
  ...managedLog,
  scaling: meets(from.confluentTypes, 'Elastic units follow the load by themselves, up to ten of them.'),
  'processing-and-retention': meets(from.confluentRegions, 'Storage has no limit, and Flink runs as a service beside the topics.'),
  'governance-and-security': meets(from.confluentSecurity, 'Role-based access, encryption, audit logs and a schema registry are part of it.'),
  'multi-cloud': meets(from.confluentRegions, 'The same service runs on AWS, Azure and Google Cloud, and clusters can be linked.'),
  'cost-behaviour': partly(from.confluentBilling, 'Units, bytes and storage follow the traffic, on top of one unit for every hour; storage counts three copies.'),
  'ai-and-observability-pipelines': meets(from.confluentRegions, 'Managed connectors, Flink and a replayable history feed indexes, lakes and models.'),
  'team-maturity': partly(from.hours, 'Nothing is sized or upgraded, but topics and clients take about 30 hours a month in the reference case, against 13 for SQS.'),
  'on-premises': fails(from.confluentRegions, 'Confluent Cloud runs in public clouds; Confluent Platform is another product.'),
  'aws-native': fails(from.confluentRegions, 'It runs in AWS regions, but is no AWS service: it has users, a console and a bill of its own.'),
  'minimal-operations': meets(from.confluentTypes, 'There are no brokers, disks or versions to look after.'),
  'long-retention': meets(from.confluentTypes, 'Storage has no limit.'),
  'large-messages': meets(from.confluentTypes, 'Messages of up to 8 MB pass.'),
  'exactly-once': meets(from.confluentTypes, 'Transactions and idempotent producers are part of this cluster type.'),
  'private-networking': publicOnly,
  'open-source': closedBroker
}

const largeMessages = meets(from.confluentTypes, 'Messages of up to 20 MB pass.')

const enterprise: Fit = {
  ...standard,
  scaling: meets(from.confluentTypes, 'Elastic units follow the load by themselves, quickly to ten and then about one in 20 minutes.'),
  'large-messages': largeMessages,
  'private-networking': meets(from.confluentRegions, 'Clusters of this type are reached over private networking.')
}

/** Confluent Cloud, by cluster type. */
export const confluentFit = {
  basic: {
    ...standard,
    scaling: meets(from.confluentTypes, 'Elastic units follow the load by themselves, up to 50 small ones.'),
    'processing-and-retention': partly(from.confluentTypes, 'The history of a cluster ends at 5 TB, and Flink runs as a service beside it.'),
    'governance-and-security': partly(inferredFrom(from.confluentTypes), 'Access lists, encryption and a schema registry are there; private networking and audit logs are not, and the SLA is 99.5 percent.'),
    'cost-behaviour': meets(from.marketReview, 'The first unit is free, and everything above it follows the traffic.'),
    'long-retention': partly(from.confluentTypes, 'Years are possible until the cluster holds 5 TB.')
  },
  standard,
  enterprise,
  freight: {
    ...enterprise,
    scaling: meets(from.confluentTypes, 'Elastic units follow the load by themselves, four more every ten minutes.'),
    'processing-and-retention': partly(from.confluentTypes, 'Retention is cheap, but there are no transactions and no compacted topics.'),
    'real-time-streaming': partly(from.marketReview, 'Messages pass through object storage and take up to one or two seconds.'),
    'multi-cloud': partly(from.confluentRegions, 'Clients and data can move to any other Kafka, but this cluster type exists on AWS only.'),
    'cost-behaviour': partly(from.confluentBilling, 'Bytes and storage follow the traffic, on top of two large units for every hour.'),
    'stream-processing': partly(from.confluentTypes, 'Stream processors read it, but cannot process exactly once or keep their state in compacted topics.'),
    'exactly-once': fails(from.confluentTypes, 'There are neither idempotent producers nor transactions.'),
    'private-networking': meets(from.confluentRegions, 'Clusters are reached over private network interfaces only.'),
    'low-latency': fails(from.marketReview, 'Messages take up to one or two seconds.')
  },
  dedicated: {
    ...enterprise,
    scaling: partly(from.confluentTypes, 'Units are added and removed by you.'),
    'cost-behaviour': partly(from.confluentTypes, 'Units are paid for whatever the traffic, at a price by quote.'),
    'team-maturity': partly(from.hours, 'Confluent runs it, but sizing, topics and clients take about 34 hours a month in the reference case, against 13 for SQS.'),
    'minimal-operations': partly(from.confluentTypes, 'Confluent runs and upgrades it; the number of units is yours to choose.')
  }
} as const satisfies Readonly<Record<string, Fit>>
