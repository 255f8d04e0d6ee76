import { z } from 'zod'
import type { Filled } from './defaults.ts'
import { onceByKey } from './kept.ts'
import type { Once } from './kept.ts'
import { decimalNumber, fillDefaults, optional, positiveNumber, wholeNumber, withDefault } from './defaults.ts'

const MAXIMUM_PAYLOAD_BYTES = 2 ** 31

const payloadMixSchema = z.array(z.strictObject({
  bytes: decimalNumber(1, MAXIMUM_PAYLOAD_BYTES).meta({ description: 'Size of these messages in bytes' }),
  percent: positiveNumber(100).meta({ description: 'Their share of all messages' })
})).min(1).max(20)

const trafficFields = {
  requestsPerMonth: wholeNumber(0, 1e15).meta({ unit: 'messages', description: 'Messages your producers send a month: not the Requests on your AWS bill; the API calls billed for them are derived' }),
  payloadBytes: optional(decimalNumber(1, MAXIMUM_PAYLOAD_BYTES), 'bytes', 'Average size of one message with its attributes and key, as sent; required unless payloadMix is given'),
  payloadMix: optional(payloadMixSchema, 'bytes and percent', 'Sizes of the messages instead of their average; the percents add up to 100'),
  retentionDays: positiveNumber(3650).meta({ unit: 'days', description: 'How long a message must stay readable' }),
  consumerGroups: withDefault(wholeNumber(0, 1000), 1, 'groups', 'Independent readers of every message'),
  peakToAverageRatio: withDefault(decimalNumber(1, 1000), 2, 'ratio', 'Sizing is for the peak, billing for the mean'),
  topics: withDefault(wholeNumber(1, 1e6), 1, 'topics', 'Topics of this workload; queues are topics × the larger of 1 and the consumer groups'),
  ordering: withDefault(z.enum(['none', 'per-key', 'strict']), 'none', 'ordering', 'Order that readers rely on; strict is one message group or one partition a topic'),
  replay: withDefault(z.boolean(), false, 'yes or no', 'Consumed messages must be readable again within the retention'),
  processingSeconds: withDefault(decimalNumber(0, 43200), 0.1, 'seconds', 'How long a receiver holds a message; for findings only'),
  region: withDefault(z.string().min(1).max(40), 'us-east-1', 'region', 'AWS region'),
  availabilityZones: withDefault(wholeNumber(1, 6), 3, 'zones', 'Zones that clients and brokers are spread over'),
  internetEgressPercent: withDefault(decimalNumber(0, 100), 0, '% of consumed bytes', 'Consumers outside the cloud'),
  crossRegionPercent: withDefault(decimalNumber(0, 100), 0, '% of consumed bytes', 'Consumers in another region')
}

const queueFields = {
  sendBatchSize: withDefault(decimalNumber(1, 10), 1, 'messages a call', 'Average messages in one SQS or SNS send call'),
  receiveBatchSize: withDefault(decimalNumber(1, 10), 1, 'messages a call', 'Average messages that one SQS receive call returns'),
  deleteBatchSize: withDefault(decimalNumber(1, 10), 1, 'messages a call', 'Average messages in one SQS delete call'),
  pollersPerGroup: withDefault(wholeNumber(0, 1e6), 1, 'pollers a queue', 'Receivers that poll each queue'),
  pollWaitSeconds: withDefault(decimalNumber(0, 20), 20, 'seconds', 'Long-polling wait; 0 is short polling'),
  redeliveryPercent: withDefault(decimalNumber(0, 1000), 0, '%', 'Messages received again because they were not deleted in time')
}

const logFields = {
  replicationFactor: withDefault(wholeNumber(1, 5), 3, 'copies', 'Kafka copies; an offering that fixes its own says so in an assumption'),
  partitions: optional(wholeNumber(1, 1e6), 'partitions', 'Leader partitions over all topics; derived where left out'),
  compressionRatio: withDefault(decimalNumber(1, 50), 1, 'ratio', 'Kafka stores and moves the compressed batch; SQS bills the payload as sent'),
  followerFetching: withDefault(z.boolean(), false, 'yes or no', 'Consumers read from a replica in their own zone (KIP-392)'),
  localRetentionHours: optional(positiveNumber(87600), 'hours', 'Given: older data goes to tiered storage where the offering has it')
}

/** One flat, vendor-neutral workload (model.md section 1): the fields of traffic, queue use and log use. */
export const workloadSchema = z.strictObject({ ...trafficFields, ...queueFields, ...logFields }).superRefine((workload, context) => {
  if (workload.payloadBytes === undefined && workload.payloadMix === undefined) {
    context.addIssue({ code: 'invalid_type', expected: 'number', path: ['payloadBytes'], input: undefined, message: 'required unless payloadMix is given' })
  }
}).meta({ id: 'Workload', description: 'One messaging workload a month' })

export type GivenWorkload = z.infer<typeof workloadSchema>

/** Messages of one size and their share of all messages, in percent. */
export interface PayloadClass { readonly bytes: number, readonly percent: number }

type Completed = Filled<GivenWorkload, 'payloadMix' | 'partitions' | 'localRetentionHours'>

/** A workload with every default filled in, beside what the caller gave. */
export type Workload = Completed & {
  readonly given: GivenWorkload
  readonly payloadClasses: readonly PayloadClass[]
  /** Whether it shares the account and the cluster of the workload that is asked about (model.md section 6). */
  readonly runsAlready: boolean
  readonly once: Once
}

const defaults = fillDefaults(workloadSchema, {})
const fieldNames = Object.keys(workloadSchema.shape) as (keyof GivenWorkload)[]

/** Fills in the defaults; `payloadBytes` of a mix is its mean. */
export function completeWorkload (given: GivenWorkload, runsAlready = false): Workload {
  const payloadBytes = given.payloadBytes ?? given.payloadMix!.reduce((sum, { bytes, percent }) => sum + bytes * percent, 0) / 100
  const completed = { payloadBytes, payloadClasses: given.payloadMix ?? [{ bytes: payloadBytes, percent: 100 }], given, runsAlready, once: onceByKey() }
  // Defaults are inherited and not copied: a workload is made for every question, and most of it is read by few models.
  return Object.assign(Object.create(defaults), given, completed) as Workload
}

/** The workload as a service takes it that has no compressed batches. */
export function uncompressed (workload: Workload): Workload {
  if (workload.compressionRatio === 1) return workload
  return Object.assign(Object.create(workload), { compressionRatio: 1, once: onceByKey() }) as Workload
}

/** The fields of a workload alone, in the order of the schema, as an answer shows them. */
export function fieldsOf (workload: Workload): Completed {
  const fields: Record<string, unknown> = {}
  for (const name of fieldNames) if (workload[name] !== undefined) fields[name] = workload[name]
  return fields as Completed
}
