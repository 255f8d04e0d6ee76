import type { Charge, LineItemId } from '../../pricing/charge.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { noPositions } from '../../pricing/price-plan.ts'
import { Decimal } from '../../pricing/decimal.ts'
import { sqsFit } from '../fit/sqs-fit.ts'
import { text } from '../formula.ts'
import { departingAssumptions, departingCharges } from '../network.ts'
import { defineOffering } from '../offering.ts'
import type { Assumption, Exclusion, Finding, Offering, Plan, PlanInput } from '../offering.ts'
import { messageClasses, POINTER_BYTES } from '../sqs/messages.ts'
import { consumedGb, fairCharges, kmsCharges, networkPathCharges, objectCharges } from '../sqs/sqs-extras.ts'
import { sqsFacts } from '../sqs/sqs-facts.ts'
import type { SqsFacts } from '../sqs/sqs-facts.ts'
import { sqsFindings } from '../sqs/sqs-findings.ts'
import { sqsFifoOptions, sqsStandardOptions } from '../sqs/sqs-options.ts'
import type { SqsOptions } from '../sqs/sqs-options.ts'
import { requestCharges, sqsTraffic } from '../sqs/sqs-requests.ts'
import type { SqsScope, SqsTraffic } from '../sqs/sqs-requests.ts'

// Lambda's event source mapping starts with five concurrent batches on a standard queue (aws-sqs.md section 8).
const LAMBDA_POLLERS = 5
const LARGEST_BATCH = 10

const batchFields = ['sendBatchSize', 'receiveBatchSize', 'deleteBatchSize'] as const

/** The lines that fewer calls make cheaper. */
const batchedLines: readonly LineItemId[] = ['requests.publish', 'requests.send', 'requests.receive', 'requests.empty-receive', 'requests.delete']

const exclusions: readonly Exclusion[] = [
  { code: 'DEAD_LETTER_TRAFFIC', message: 'Receives, deletes and redrives on dead-letter queues.' },
  { code: 'OBJECT_DELETES', message: 'Deletes of payloads that went through S3.' },
  { code: 'VISIBILITY_CHANGES', message: 'ChangeMessageVisibility and administrative calls (GetQueueAttributes and the like).' }
]

function unbatchedFinding (batched: readonly Charge[]): Finding {
  return {
    code: 'UNBATCHED',
    severity: 'info',
    message: () => `No batch size was given, so every message is sent, received and deleted alone; batches of up to ten would bring ${wholeRequests(batched, one => one.quantity)} billed requests down to ${wholeRequests(batched, one => one.low ?? one.quantity)}.`,
    savesOn: batchedLines
  }
}

const wholeRequests = (charges: readonly Charge[], value: (one: Charge) => Decimal): string =>
  text(charges.reduce((sum, one) => sum.plus(value(one)), new Decimal(0)).toDecimalPlaces(0))

function assumptionsOf (scope: SqsScope): readonly Assumption[] {
  const { workload, options, classes } = scope
  return [
    ...(workload.consumerGroups > 0 && scope.pollersPerQueue > 0
      ? [{ name: 'steadyTraffic', value: 'mean rate', unit: 'rate', origin: 'rule' as const, why: 'Empty receives are counted for a steady mean and idle receivers; nights and weekends add polls.' }]
      : []),
    ...(workload.consumerGroups > 1 ? [{ name: 'fanOut', value: 'Amazon SNS', unit: 'service', origin: 'rule' as const, why: 'Several independent groups need a queue each: SNS publishes once with raw message delivery; chunks of a publish are billed as SQS bills them, which is inferred.' }] : []),
    ...(classes.some(one => one.objectStored) ? [{ name: 'pointerBytes', value: String(POINTER_BYTES), unit: 'bytes', origin: 'judgement' as const, why: 'Body of a message whose payload stands in S3.' }] : []),
    ...(options.networkPath === undefined ? [{ name: 'networkPath', value: 'public', unit: 'choice', origin: 'default' as const, why: 'In-region traffic over the public endpoint is free.' }] : []),
    ...(options.preset === 'lambda' && scope.pollersPerQueue === LAMBDA_POLLERS ? [{ name: 'pollersPerGroup', value: String(LAMBDA_POLLERS), unit: 'pollers a queue', origin: 'rule' as const, why: 'An event source mapping of Lambda starts with five pollers; the preset stands in for the default.' }] : []),
    ...departingAssumptions(workload, options.crossRegionTo)
  ]
}

const allRequests = ({ send, receive, empty, delete: deleted }: SqsTraffic): Decimal =>
  send.requests.plus(receive.requests).plus(empty.requests).plus(deleted.requests)

function sqsPlan (input: PlanInput<SqsOptions, SqsFacts>, fifo: boolean): Plan {
  const { workload, options, facts, conventions } = input
  const sku: SkuRef = fifo ? 'aws-sqs/requests.fifo' : 'aws-sqs/requests.standard'
  input.market.require(sku)
  const pollersPerQueue = options.preset === 'lambda' && workload.given.pollersPerGroup === undefined ? LAMBDA_POLLERS : workload.pollersPerGroup
  const scope: SqsScope = { workload, options, facts, conventions, fifo, classes: messageClasses(workload, options, facts), pollersPerQueue }
  const batches = { send: workload.sendBatchSize, receive: workload.receiveBatchSize, delete: workload.deleteBatchSize }
  const expected = sqsTraffic(scope, batches)
  const unbatched = options.billedRequestsPerMonth === undefined && batchFields.every(field => workload.given[field] === undefined)
  const tens = unbatched ? sqsTraffic(scope, { send: LARGEST_BATCH, receive: LARGEST_BATCH, delete: LARGEST_BATCH }) : null
  // Large payloads cannot be batched, and fewer full receives can leave more empty polls: then there is nothing to save.
  const low = tens !== null && allRequests(tens).lt(allRequests(expected)) ? tens : null
  const requests = requestCharges(scope, sku, expected, low)
  const groups = Math.max(1, workload.consumerGroups)
  return {
    sizing: null,
    charges: [
      ...requests,
      ...fairCharges(scope, expected, low),
      ...kmsCharges(scope),
      ...objectCharges(scope),
      ...departingCharges(() => consumedGb(scope), workload, options.crossRegionTo),
      ...networkPathCharges(scope)
    ],
    poolPositions: options.otherAccountRequestsPerMonth === 0 ? noPositions : new Map([[sku, new Decimal(options.otherAccountRequestsPerMonth)]]),
    findings: [
      ...sqsFindings(scope, batches, expected),
      ...(low === null ? [] : [unbatchedFinding(requests.filter(({ id }) => batchedLines.includes(id)))]),
      ...impliedCalls(options, workload.requestsPerMonth)
    ],
    assumptions: () => assumptionsOf(scope),
    operations: {
      model: 'sqs',
      drivers: { productionClusters: 1, nonProductionClusters: 0, brokers: 0, topics: workload.topics * groups, partitions: 0, consumerGroups: workload.consumerGroups * workload.topics, schemaRegistry: false }
    }
  }
}

function impliedCalls (options: SqsOptions, messages: number): readonly Finding[] {
  if (options.billedRequestsPerMonth === undefined || messages === 0) return []
  const perMessage = new Decimal(options.billedRequestsPerMonth).rate(new Decimal(messages), 6)
  return [{ code: 'IMPLIED_CALLS', severity: 'info', message: `${options.billedRequestsPerMonth} billed requests for ${messages} messages are ${text(perMessage)} requests a message; three is a message sent, received and deleted alone.`, actual: text(perMessage) }]
}

const shared = { provider: 'AWS', kind: 'queue', family: 'aws-sqs', facts: sqsFacts, exclusions } as const

export const sqsStandard: Offering = defineOffering({
  ...shared,
  id: 'aws-sqs-standard',
  title: 'Amazon SQS, standard queues',
  options: sqsStandardOptions,
  fit: sqsFit.standard,
  plans: input => ({ only: sqsPlan(input as PlanInput<SqsOptions, SqsFacts>, false) })
})

export const sqsFifo: Offering = defineOffering({
  ...shared,
  id: 'aws-sqs-fifo',
  title: 'Amazon SQS, FIFO queues',
  options: sqsFifoOptions,
  fit: sqsFit.fifo,
  plans: input => ({ only: sqsPlan(input as PlanInput<SqsOptions, SqsFacts>, true) })
})
