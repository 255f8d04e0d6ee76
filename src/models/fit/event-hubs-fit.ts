import type { Fit } from './criteria.ts'
import { from } from './fit-sources.ts'
import { closedBroker, kafkaLog, managedLog } from './kafka-fit.ts'
import { fails, meets, partly } from './verdict.ts'

const oneMegabyte = fails(from.eventHubsTiers, 'An event, and a batch of them, may have 1 MB.')

const standard: Fit = {
  ...kafkaLog,
  ...managedLog,
  architecture: partly(from.eventHubsTiers, 'New readers join one shared log, up to 20 groups an event hub and ten event hubs a namespace.'),
  scaling: partly(from.eventHubsKafka, 'Auto-inflate adds throughput units as the load grows, up to 40; taking them away is yours.'),
  'processing-and-retention': partly(from.eventHubsTiers, 'Streams can be processed from their history of seven days at most.'),
  'real-time-streaming': meets(from.eventHubsAbout, 'Consumers follow a partitioned log with low latency and in order within a partition.'),
  'governance-and-security': partly(from.eventHubsTiers, 'Microsoft Entra ID, encryption and a schema registry are part of it; keys of one\'s own and audit logs of access are not.'),
  'multi-cloud': partly(from.eventHubsKafka, 'Kafka clients and data can move, but Event Hubs itself runs on Azure only.'),
  'cost-behaviour': partly(from.eventHubsPrices, 'Throughput units are paid by the hour, used or not, and events by the million.'),
  'ai-and-observability-pipelines': meets(from.eventHubsKafka, 'Azure\'s analytics read it directly, and Capture keeps what is older than the retention in blob storage.'),
  'stream-processing': partly(from.eventHubsKafka, 'Flink, Spark and Stream Analytics read it; Kafka Streams does not run on this tier.'),
  'minimal-operations': meets(from.eventHubsKafka, 'There are no servers, disks or brokers to look after.'),
  'long-retention': fails(from.eventHubsTiers, 'Events are kept for seven days at most.'),
  'large-messages': oneMegabyte,
  'fan-out': partly(from.eventHubsTiers, 'Groups read every event from the one log, but an event hub, which is a topic, has 20 of them at most.'),
  'exactly-once': fails(from.eventHubsKafka, 'Delivery is at least once, and transactions do not exist on this tier.'),
  'private-networking': meets(from.eventHubsTiers, 'Private Link connects virtual networks.'),
  'open-source': closedBroker,
  'kafka-protocol': partly(from.eventHubsKafka, 'Kafka clients connect, without compression and with the differences Microsoft lists.'),
  'per-message-retry': fails(from.eventHubsKafka, 'It is a log without competing consumers and dead letters; Microsoft points to Service Bus for these.')
}

const premium: Fit = {
  ...standard,
  architecture: kafkaLog.architecture,
  scaling: partly(from.eventHubsKafka, 'Processing units are added and removed by you.'),
  'processing-and-retention': partly(from.eventHubsTiers, 'Streams can be processed from their history of 90 days at most; Kafka Streams is in preview.'),
  'governance-and-security': meets(from.eventHubsTiers, 'Microsoft Entra ID, keys of one\'s own, audit logs of access and a schema registry are part of it.'),
  'cost-behaviour': partly(from.eventHubsPrices, 'Processing units are paid by the hour, used or not; events are included.'),
  'stream-processing': partly(from.eventHubsKafka, 'Flink, Spark and Stream Analytics read it; Kafka Streams is in preview.'),
  'minimal-operations': partly(from.eventHubsKafka, 'There are no servers to look after; the number of units is yours to choose.'),
  'long-retention': partly(from.eventHubsTiers, 'Events are kept for 90 days at most; Capture keeps what is older in blob storage.'),
  'fan-out': meets(from.eventHubsTiers, 'Groups read every event from the one log, up to 100 an event hub.'),
  'exactly-once': partly(from.eventHubsKafka, 'Transactions are in preview.'),
  'kafka-protocol': partly(from.eventHubsKafka, 'Kafka clients connect, with gzip as the only compression and the differences Microsoft lists.')
}

/** Azure Event Hubs with its Kafka endpoint, by tier. */
export const eventHubsFit = {
  standard,
  premium,
  dedicated: {
    ...premium,
    scaling: partly(from.eventHubsTiers, 'Capacity units are added and removed by you.'),
    'cost-behaviour': partly(from.eventHubsPrices, 'A cluster of one\'s own is paid by the hour, at least four of them, whatever the traffic.'),
    'fan-out': meets(from.eventHubsTiers, 'Groups read every event from the one log, up to 1000 an event hub.'),
    'large-messages': partly(from.eventHubsTiers, 'The quota table that was read says 1 MB; ask Microsoft what newer clusters take.')
  }
} as const satisfies Readonly<Record<string, Fit>>
