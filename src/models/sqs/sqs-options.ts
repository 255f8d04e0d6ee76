import { z } from 'zod'
import type { Filled } from '../defaults.ts'
import { decimalNumber, optional, wholeNumber, withDefault } from '../defaults.ts'

const regionCode = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/)

const shared = {
  kmsKey: withDefault(z.boolean(), false, 'yes or no', 'Queues are encrypted with a customer key of AWS KMS'),
  kmsDataKeyReuseSeconds: withDefault(wholeNumber(60, 86400), 300, 'seconds', 'How long SQS reuses a data key'),
  kmsProducers: withDefault(wholeNumber(1, 1e6), 1, 'principals a queue', 'Principals that send to a queue'),
  kmsConsumers: withDefault(wholeNumber(0, 1e6), 1, 'principals a queue', 'Principals that receive from a queue'),
  networkPath: optional(z.enum(['public', 'interface-endpoint', 'nat']), 'choice', 'How clients reach SQS; in-region traffic over the public endpoint is free'),
  extendedClient: withDefault(z.enum(['auto', 'always', 'never']), 'auto', 'choice', 'Whether payloads go through S3: where the path cannot carry them, always, or never'),
  objectDwellHours: withDefault(decimalNumber(0, 87600), 1, 'hours', 'How long a payload stays in S3; the retention is the high end'),
  compressPayload: withDefault(z.boolean(), false, 'yes or no', 'The producer compresses for SQS too: payload / compressionRatio × 4/3 for base64'),
  crossRegionTo: optional(regionCode, 'region', 'Where consumers in another region are'),
  otherAccountRequestsPerMonth: withDefault(wholeNumber(0, 1e15), 0, 'requests', "SQS requests of this kind that the account's other workloads in the region make first"),
  billedRequestsPerMonth: optional(wholeNumber(0, 1e15), 'requests', 'Price this bill as it is instead of deriving the calls'),
  pollsPerSecond: optional(decimalNumber(0, 1000), 'polls a second and poller', 'Needed for short polling, which cannot be derived'),
  preset: optional(z.enum(['lambda']), 'choice', 'lambda: five pollers a queue, as an event source mapping starts with')
}

export const sqsFifoOptions = z.strictObject(shared)
export const sqsStandardOptions = z.strictObject({
  fairQueues: withDefault(z.boolean(), false, 'yes or no', 'Messages carry a MessageGroupId on a standard queue, which is billed on top'),
  ...shared
})

type Open = 'networkPath' | 'crossRegionTo' | 'billedRequestsPerMonth' | 'pollsPerSecond' | 'preset'
type Given = z.output<typeof sqsFifoOptions>
export type SqsOptions = Filled<Given, Open> & { readonly fairQueues?: boolean | undefined }
