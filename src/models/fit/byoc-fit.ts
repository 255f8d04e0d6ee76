import type { Fit } from './criteria.ts'
import { from } from './fit-sources.ts'
import { kafkaLog, managedLog } from './kafka-fit.ts'
import { fails, inferredFrom, meets, partly } from './verdict.ts'

const onAwsMachines = fails(from.judgement, 'This offering is of AWS machines and storage; the same software beside a store of one\'s own is another bill.')

const inYourAccount = {
  ...kafkaLog,
  ...managedLog,
  'governance-and-security': partly(from.judgement, 'Data stays in your own cloud account; access lists, encryption and audit are yours to set up.'),
  'team-maturity': partly(from.hours, 'The vendor runs the control plane and you the machines: about 47 hours a month in the reference case, against 13 for SQS.'),
  'aws-native': partly(from.judgement, 'Its machines run in your AWS account, but the service and its fees are the vendor\'s.'),
  'on-premises': onAwsMachines,
  'private-networking': meets(from.judgement, 'Its machines stand in your own network.')
} as const satisfies Partial<Fit>

/** WarpStream, with its agents in the caller's account. */
export const warpstreamFit: Fit = {
  ...inYourAccount,
  scaling: partly(from.warpstreamWrite, 'Agents hold no data and come and go like web servers; when they do is yours to automate.'),
  'real-time-streaming': partly(from.warpstreamLatency, 'Messages pass through object storage: half a second in the middle and just under one at the 99th percentile, as it comes.'),
  'multi-cloud': meets(from.warpstreamStores, 'Agents run in any cloud with an object store that speaks S3, and on the large ones.'),
  'cost-behaviour': partly(from.warpstreamBilling, 'Written and stored bytes follow the traffic, on top of a cluster fee and the machines and storage on your cloud bill.'),
  'minimal-operations': partly(from.warpstreamWrite, 'There are no disks, leaders and rebalancing; agents are deployed, scaled and upgraded by you.'),
  'long-retention': meets(from.warpstreamWrite, 'Object storage is its only storage, in one copy and for as long as wanted.'),
  'exactly-once': meets(from.warpstreamTopics, 'Idempotent producers and transactions work, except on lightning topics.'),
  'open-source': fails(from.sourceReview, 'The source of the agents is not available.'),
  'low-latency': fails(from.warpstreamLatency, 'End to end it takes about 500 milliseconds as it comes, and up to 200 with faster storage.')
}

/** AutoMQ, in the caller's account. */
export const automqFit: Fit = {
  ...inYourAccount,
  scaling: meets(from.automq, 'Brokers hold no data, so capacity follows the load within minutes and partitions spread by themselves.'),
  'multi-cloud': meets(from.automq, 'It runs beside S3 and every store that speaks S3.'),
  'cost-behaviour': partly(from.automqBilling, 'Bytes follow the traffic, on top of a cluster fee and the machines and storage on your cloud bill.'),
  'minimal-operations': partly(inferredFrom(from.automqBilling), 'Scaling and balancing need nobody; machines and storage in your account stay with you.'),
  'long-retention': meets(from.automq, 'Everything lies in object storage, in one copy and for as long as wanted.'),
  'exactly-once': meets(inferredFrom(from.automq), 'It is a fork of Apache Kafka that claims full compatibility, transactions included.'),
  'open-source': partly(from.automq, 'The core is published; what manages it in your account is the vendor\'s own.'),
  'low-latency': partly(inferredFrom(from.automq), 'Milliseconds with a write-ahead log on block storage, more with object storage alone.')
}
