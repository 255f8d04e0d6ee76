import type { Fit } from './criteria.ts'
import { from } from './fit-sources.ts'
import { fails, inferredFrom, meets, partly } from './verdict.ts'

const tooShort = fails(from.sqsQuotas, 'A queue keeps a message for 14 days at most.')

const standard: Fit = {
  architecture: partly(from.snsApi, 'A queue decouples sender and receiver, but every further group of readers needs a queue of its own behind Amazon SNS.'),
  scaling: meets(from.sqsQuotas, 'Nobody sizes anything: a standard queue takes nearly any number of calls a second.'),
  'processing-and-retention': fails(from.sqsQuotas, 'Messages are handled one by one and kept for 14 days at most; joins, windows and histories need another system.'),
  replay: fails(from.sqsApi, 'A message that was consumed and deleted is gone and cannot be read again.'),
  'real-time-streaming': partly(from.sqsApi, 'Messages arrive within moments, but receivers ask for ten at a time and a standard queue keeps no order.'),
  'governance-and-security': partly(inferredFrom(from.sqsGuide), 'IAM policies, encryption and audit trails are built in, but nothing checks the schema of a message.'),
  'multi-cloud': fails(from.judgement, 'The SQS interface exists on AWS only: moving means rewriting producers and consumers.'),
  'cost-behaviour': meets(from.sqsPrices, 'The bill is requests alone: there is no floor, and it grows and falls with the traffic.'),
  'ai-and-observability-pipelines': partly(from.judgement, 'A queue hands out inference and alert jobs well, but keeps no history to train, index or debug from.'),
  'team-maturity': meets(from.hours, 'No cluster and no Kafka knowledge: about 13 hours a month in the reference case, against 96 for self-managed Kafka.'),
  'ordering-per-key': fails(from.sqsApi, 'A standard queue keeps no order and may deliver a message twice.'),
  'stream-processing': fails(from.judgement, 'Stream processors read a log from any position, and a queue has none.'),
  'on-premises': fails(from.sqsGuide, 'SQS is a service of the AWS regions.'),
  'aws-native': meets(from.sqsGuide, 'SQS is an AWS service, with IAM, CloudWatch, Lambda triggers and the AWS bill.'),
  'minimal-operations': meets(from.sqsGuide, 'There are no servers, versions or sizes to look after.'),
  'long-retention': tooShort,
  'large-messages': partly(from.sqsApi, 'SQS takes 1 MiB and SNS 256 KiB; a larger payload goes through S3 with a pointer in the queue.'),
  'fan-out': partly(from.snsApi, 'Several groups need Amazon SNS in front, which copies each message of up to 256 KiB into a queue per group.'),
  'exactly-once': fails(from.sqsApi, 'A standard queue may deliver a message twice, so handlers must bear it.'),
  'private-networking': meets(from.sqsPrivate, 'An interface endpoint connects a VPC to SQS without the public internet.'),
  'open-source': fails(from.judgement, 'SQS is a service whose software is not published.'),
  'kafka-protocol': fails(from.sqsApi, 'SQS has an interface of its own, which Kafka clients do not speak.'),
  'per-message-retry': meets(from.sqsApi, 'Each message is deleted, hidden, retried or moved to a dead-letter queue by itself.'),
  'low-latency': partly(from.judgement, 'Messages usually arrive within tens of milliseconds, but AWS promises no latency.')
}

/** Amazon SQS, with SNS in front where several groups read. */
export const sqsFit = {
  standard,
  fifo: {
    ...standard,
    scaling: partly(from.sqsFifoQuotas, 'A FIFO queue has a quota of calls a second that differs by region, and high throughput must be switched on.'),
    'real-time-streaming': partly(from.sqsFifoOrder, 'Order holds within a message group, but receivers ask for ten messages at a time.'),
    'ordering-per-key': meets(from.sqsFifoOrder, 'Messages of one message group arrive in the order they were sent.'),
    'exactly-once': partly(from.sqsFifoTerms, 'What is sent twice within five minutes is dropped, but a handler slower than its visibility timeout gets a message again.')
  }
} as const satisfies Readonly<Record<string, Fit>>
