import type { Confidence } from '../../pricing/price-table.ts'

/** What every offering is judged by, and the question that a verdict answers. */
export const criteria = {
  architecture: 'Can further systems read the same messages later, without touching the producers?',
  scaling: 'Does capacity follow the load without people resizing anything?',
  'processing-and-retention': 'Can messages be kept as long as the business needs them and be processed as a history?',
  replay: 'Can messages that were consumed be read again within their retention?',
  'real-time-streaming': 'Do readers get a continuous, ordered flow within a second?',
  'governance-and-security': 'Are access control, encryption, audit and schemas part of it?',
  'multi-cloud': 'Can the workload move to another cloud or into a data centre without being rewritten?',
  'cost-behaviour': 'Does the bill follow the traffic, without a floor and without a commitment?',
  'ai-and-observability-pipelines': 'Does it feed models, indexes, lakes and monitoring with a history that can be read again?',
  'team-maturity': 'Can a team run it that has no Kafka specialists?',
  'ordering-per-key': 'Do messages of one key arrive in the order they were sent?',
  'stream-processing': 'Do stream processors (Kafka Streams, Flink, Spark) work on it directly?',
  'on-premises': 'Does it run in your own data centre?',
  'aws-native': 'Is it an AWS service, with IAM, CloudWatch and the AWS bill?',
  'minimal-operations': 'Is there nothing to size, patch, upgrade or rebalance?',
  'long-retention': 'Can messages be kept for months and years?',
  'large-messages': 'Can a message be larger than 1 MiB?',
  'fan-out': 'Can several independent groups each read every message?',
  'exactly-once': 'Can a message be processed once and only once within the platform?',
  'private-networking': 'Can clients reach it without the public internet?',
  'open-source': 'Is what runs open-source software that you could run yourself?',
  'kafka-protocol': 'Do Kafka clients and tools work unchanged?',
  'per-message-retry': 'Is each message acknowledged, retried and set aside by itself?',
  'low-latency': 'Do messages usually reach their readers within tens of milliseconds?'
} as const satisfies Readonly<Record<string, string>>

export type Criterion = keyof typeof criteria
export const criterionNames = Object.keys(criteria) as Criterion[]

/** The criteria of every comparison (model.md section 6); the others are judged for those who require them. */
export const comparedCriteria: readonly Criterion[] = criterionNames.slice(0, criterionNames.indexOf('ordering-per-key'))

/** What a caller can require; an offering that fails one is unsuitable. */
export const requirements = [
  'replay', 'ordering-per-key', 'stream-processing', 'exactly-once', 'fan-out', 'per-message-retry', 'long-retention', 'large-messages', 'low-latency',
  'kafka-protocol', 'open-source', 'multi-cloud', 'on-premises', 'aws-native', 'private-networking', 'minimal-operations'
] as const satisfies readonly Criterion[]

export type Requirement = typeof requirements[number]

export const verdicts = ['meets', 'partly', 'fails'] as const

/** How an offering answers a criterion, why in one sentence, and where that stands. */
export interface Verdict {
  readonly verdict: typeof verdicts[number]
  readonly reason: string
  readonly source: string
  readonly confidence: Confidence
}

/** One verdict for every criterion. */
export type Fit = Readonly<Record<Criterion, Verdict>>
