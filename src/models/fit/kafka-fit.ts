import type { Fit } from './criteria.ts'
import { from } from './fit-sources.ts'
import { fails, inferredFrom, meets, partly } from './verdict.ts'

/** What everything has that speaks Kafka's protocol and keeps a log behind it. */
export const kafkaLog = {
  architecture: meets(from.kafka, 'Readers keep their own position in one shared log, so a new system joins without touching anybody.'),
  'processing-and-retention': meets(from.kafka, 'Retention is a setting, and streams can be joined, windowed and processed again from their history.'),
  replay: meets(from.kafka, 'Reading removes nothing: any group can go back within the retention and read again.'),
  'real-time-streaming': meets(from.kafka, 'Consumers follow the log continuously and in order within a partition, usually within milliseconds.'),
  'ai-and-observability-pipelines': meets(from.kafka, 'Indexes, lakes, models and monitoring read the same history through connectors, and can start over.'),
  'ordering-per-key': meets(from.kafka, 'Messages of one key go to one partition, which keeps their order.'),
  'stream-processing': meets(from.kafka, 'Kafka Streams, Flink and Spark read and write it directly.'),
  'large-messages': partly(from.kafkaSource, 'Brokers take 1 MiB until they and the clients are told to take more, and large messages slow everything down.'),
  'fan-out': meets(from.kafka, 'Any number of groups reads every message from the one log.'),
  'exactly-once': meets(from.kafka, 'Idempotent producers and transactions make reading, processing and writing within Kafka happen once.'),
  'kafka-protocol': meets(from.kafka, 'Kafka clients and tools work unchanged.'),
  'per-message-retry': partly(from.judgement, 'A consumer moves through a partition, so retries and dead letters are further topics that applications look after.'),
  'low-latency': meets(inferredFrom(from.kafka), 'Brokers with disks of their own usually deliver within milliseconds.')
} as const satisfies Partial<Fit>

/** What every service has that somebody else runs: clients stay portable, and its users still have to know Kafka. */
export const managedLog = {
  'multi-cloud': partly(from.judgement, 'Clients and data can move to any other Kafka, but the service itself runs in one cloud only.'),
  'team-maturity': partly(from.hours, 'Somebody else runs the brokers, but partitions, offsets and consumer groups still take people who know Kafka.'),
  'on-premises': fails(from.judgement, 'It is a service of public clouds.'),
  'aws-native': fails(from.judgement, 'It is not part of AWS.'),
  'open-source': partly(from.judgement, 'It runs open-source Apache Kafka, but what operates it is the vendor\'s own.')
} as const satisfies Partial<Fit>

/** For a service whose broker is not open source. */
export const closedBroker = fails(from.judgement, 'Clients and protocol are open, the broker is the vendor\'s own software.')

/** Share groups, wherever Kafka 4.2 runs. */
export const shareGroups = partly(from.kafkaQueues, 'Share groups of Kafka 4.2 acknowledge and retry single messages; delays and dead-letter queues are for applications to build.')
