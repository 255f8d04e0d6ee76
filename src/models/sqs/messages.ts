import { Decimal, one } from '../../pricing/decimal.ts'
import type { Workload } from '../workload.ts'
import type { SqsFacts } from './sqs-facts.ts'
import type { SqsOptions } from './sqs-options.ts'

/** Body of a message whose payload stands in S3: bucket, key and class name of the pointer (judgement). */
export const POINTER_BYTES = 512
// Base64 writes three bytes as four characters.
const BASE64_GROWTH = [4, 3] as const
const HUNDRED = new Decimal(100)

/** Messages of one size as they travel: their count a month, the body SQS sees, and the payload that goes to S3 instead. */
export interface MessageClass {
  readonly messages: Decimal
  readonly bodyBytes: number
  readonly objectBytes: number
  readonly objectStored: boolean
  /** More than the path carries although the extended client is switched off. */
  readonly tooLarge: boolean
}

/** The largest message that the path carries: SNS stands in front where several groups read. */
export function pathMaximumBytes (workload: Workload, facts: SqsFacts): number {
  return workload.consumerGroups > 1 ? Math.min(facts['aws-sns'].maximumMessageBytes, facts['aws-sqs'].maximumMessageBytes) : facts['aws-sqs'].maximumMessageBytes
}

/** Splits a workload into the message sizes of its mix, and says which of them go through S3 (model.md 3.1). */
export function messageClasses (workload: Workload, options: SqsOptions, facts: SqsFacts): readonly MessageClass[] {
  const total = new Decimal(workload.requestsPerMonth)
  const carried = pathMaximumBytes(workload, facts)
  return workload.payloadClasses.map(({ bytes, percent }) => {
    const payloadBytes = options.compressPayload ? new Decimal(bytes).times(BASE64_GROWTH[0]).div(new Decimal(workload.compressionRatio).times(BASE64_GROWTH[1])).toNumber() : bytes
    const objectStored = options.extendedClient === 'always' || (options.extendedClient === 'auto' && payloadBytes > carried)
    return {
      messages: percent === 100 ? total : total.times(percent).div(HUNDRED),
      bodyBytes: objectStored ? POINTER_BYTES : payloadBytes,
      objectBytes: objectStored ? payloadBytes : 0,
      objectStored,
      tooLarge: options.extendedClient === 'never' && payloadBytes > carried
    }
  })
}

/** Receives a message takes on the mean: one, and the redeliveries. */
export function redeliveryFactor ({ redeliveryPercent }: Workload): Decimal {
  return redeliveryPercent === 0 ? one : new Decimal(redeliveryPercent).div(HUNDRED).plus(one)
}

/** Sums something over the message classes. */
export function sumOver (classes: readonly MessageClass[], value: (one: MessageClass) => Decimal): Decimal {
  const [first, ...others] = classes
  return others.reduce((total, next) => total.plus(value(next)), value(first!))
}
