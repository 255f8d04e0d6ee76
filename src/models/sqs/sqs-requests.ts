import type { Charge, LineItemId } from '../../pricing/charge.ts'
import { Decimal, one, timesFactor, zero } from '../../pricing/decimal.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { GIBIBYTE, term, text } from '../formula.ts'
import type { Conventions } from '../offering.ts'
import type { Workload } from '../workload.ts'
import { payloadCalls, plainCalls } from './calls.ts'
import type { BilledCalls, CallLimits } from './calls.ts'
import { emptyReceives } from './empty-receives.ts'
import type { EmptyReceives } from './empty-receives.ts'
import { redeliveryFactor, sumOver } from './messages.ts'
import type { MessageClass } from './messages.ts'
import type { SqsFacts } from './sqs-facts.ts'
import type { SqsOptions } from './sqs-options.ts'

export interface Batches { readonly send: number, readonly receive: number, readonly delete: number }

/** Every call of one batching, before any price. */
export interface SqsTraffic {
  /** With several groups these are publishes to SNS. */
  readonly send: BilledCalls
  readonly receive: BilledCalls
  readonly empty: EmptyReceives
  readonly delete: BilledCalls
}

export interface SqsScope {
  readonly workload: Workload
  readonly options: SqsOptions
  readonly facts: SqsFacts
  readonly conventions: Conventions
  readonly fifo: boolean
  readonly classes: readonly MessageClass[]
  readonly pollersPerQueue: number
}

/** A publish call is limited as a whole to what one message may have. */
const snsLimits = (sns: SqsFacts['aws-sns']): CallLimits => ({ chunkBytes: sns.chunkBytes, maximumCallBytes: sns.maximumMessageBytes, maximumBatchMessages: sns.maximumBatchMessages })

/** What one send call carries: with several groups it is a publish to SNS. */
export const sendLimits = ({ workload, facts }: SqsScope): CallLimits => workload.consumerGroups > 1 ? snsLimits(facts['aws-sns']) : facts['aws-sqs']

/** Counts the calls of a month for one batching (model.md 3.1 to 3.4); both kinds of queue make the same calls. */
export function sqsTraffic (scope: SqsScope, batches: Batches): SqsTraffic {
  const { extendedClient, compressPayload, pollsPerSecond, billedRequestsPerMonth } = scope.options
  const key = `traffic ${batches.send} ${batches.receive} ${batches.delete} ${scope.pollersPerQueue} ${extendedClient} ${compressPayload} ${pollsPerSecond} ${billedRequestsPerMonth === undefined}`
  return scope.workload.once(key, () => countCalls(scope, batches))
}

function countCalls (scope: SqsScope, batches: Batches): SqsTraffic {
  const { workload, options, facts, conventions, classes } = scope
  const groups = workload.consumerGroups
  const redelivery = redeliveryFactor(workload)
  const sqs = facts['aws-sqs']
  const messages = sumOver(classes, one => one.messages)
  const receive = payloadCalls(classes, batches.receive, sqs, redelivery, groups)
  return {
    send: payloadCalls(classes, batches.send, sendLimits(scope), one, 1),
    receive,
    empty: emptyReceives(receive.calls, {
      topics: workload.topics,
      groups,
      pollersPerQueue: scope.pollersPerQueue,
      waitSeconds: workload.pollWaitSeconds,
      // A bill that is given as it is holds the empty receives already: nothing has to be refused.
      pollsPerSecond: options.pollsPerSecond ?? (options.billedRequestsPerMonth === undefined ? undefined : 0),
      secondsPerMonth: conventions.hoursPerMonth * 3600
    }),
    delete: plainCalls(messages, batches.delete, groups)
  }
}

/** The lines of the calls; `low` is the same traffic in batches of ten where batching is unknown. */
export function requestCharges (scope: SqsScope, sku: SkuRef, expected: SqsTraffic, low: SqsTraffic | null): readonly Charge[] {
  const { workload, options, fifo, classes } = scope
  const groups = workload.consumerGroups
  const messages = new Decimal(workload.requestsPerMonth)
  const line = (id: LineItemId, title: string, lineSku: SkuRef, consumed: Decimal, calls: { requests: Decimal, formula: () => string }, lowCalls: { requests: Decimal } | undefined): Charge => ({
    id,
    title,
    group: 'usage',
    sku: lineSku,
    consumedQuantity: consumed,
    consumedUnit: 'Messages',
    quantity: calls.requests,
    low: lowCalls?.requests,
    formula: calls.formula,
    terms: () => [term('requestsPerMonth', messages, 'messages', 'workload'), term('consumerGroups', groups, 'groups', 'workload'), ...classes.map(one => term('bodyBytes', one.bodyBytes, 'bytes', one.objectStored ? 'assumption' : 'workload'))]
  })

  const charges: Charge[] = []
  if (groups > 1) {
    const publish = fifo ? { requests: messages, formula: () => `${text(messages)} messages` } : expected.send
    charges.push(line('requests.publish', 'Publishes to Amazon SNS, which fans out to a queue per group', fifo ? 'aws-sns/publish.fifo' : 'aws-sns/publish.standard', messages, publish, fifo ? undefined : low?.send))
  } else if (options.billedRequestsPerMonth === undefined) {
    charges.push(line('requests.send', 'Send calls', sku, messages, expected.send, low?.send))
  }
  const fannedOut = groups > 1 ? fanOutCharges(scope, messages) : []
  if (options.billedRequestsPerMonth !== undefined) {
    const billed = new Decimal(options.billedRequestsPerMonth)
    return [...charges, line('requests.billed', 'SQS requests as billed', sku, messages, { requests: billed, formula: () => `${text(billed)} requests` }, undefined), ...fannedOut]
  }
  if (groups === 0) return charges
  const received = timesFactor(messages, groups)
  charges.push(
    line('requests.receive', 'Receive calls that return messages', sku, received, expected.receive, low?.receive),
    line('requests.empty-receive', 'Receive calls that return nothing', sku, zero, expected.empty, low?.empty),
    line('requests.delete', 'Delete calls', sku, received, expected.delete, low?.delete)
  )
  return [...charges, ...fannedOut]
}

/** What SNS bills beside the publish: deliveries, free to standard queues, and on FIFO topics the bytes (model.md 3.2). */
function fanOutCharges ({ workload, fifo, classes }: SqsScope, messages: Decimal): readonly Charge[] {
  const groups = workload.consumerGroups
  const deliveries = messages.times(groups)
  const publishedGb = sumOver(classes, one => one.messages.times(one.bodyBytes)).div(GIBIBYTE)
  const publishedFormula = (): string => `(${classes.map(one => `${text(one.messages)} messages × ${text(one.bodyBytes)} bytes`).join(' + ')}) / ${GIBIBYTE}`
  const terms = (): Charge['terms'] extends () => infer Terms ? Terms : never => [term('requestsPerMonth', messages, 'messages', 'workload'), term('consumerGroups', groups, 'groups', 'workload')]
  const deliver: Charge = {
    id: 'requests.deliver',
    title: 'Deliveries from SNS to the queues',
    group: 'usage',
    sku: fifo ? 'aws-sns/delivery.sqs-fifo' : 'aws-sns/delivery.sqs-standard',
    consumedQuantity: deliveries,
    consumedUnit: 'Messages',
    quantity: deliveries,
    formula: () => `${text(messages)} messages × ${groups} groups`,
    terms
  }
  if (!fifo) return [deliver]
  const bytes = (id: LineItemId, title: string, sku: SkuRef, times: number): Charge => {
    const quantity = publishedGb.times(times)
    return { id, title, group: 'usage', sku, consumedQuantity: quantity, consumedUnit: 'GB', quantity, formula: () => times === 1 ? publishedFormula() : `${times} groups × ${publishedFormula()}`, terms }
  }
  return [
    deliver,
    bytes('data.in', 'Payload published to the FIFO topic', 'aws-sns/publish.fifo-payload', 1),
    bytes('data.out', 'Payload delivered to the FIFO queues', 'aws-sns/delivery.sqs-fifo-payload', groups)
  ]
}
