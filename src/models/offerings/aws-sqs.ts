import type { Charge, LineItemId } from '../../pricing/charge.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { noPositions } from '../../pricing/price-plan.ts'
import { Decimal } from '../../pricing/decimal.ts'
import { EstimateError } from '../../pricing/errors.ts'
import { sqsFit } from '../fit/sqs-fit.ts'
import { text } from '../formula.ts'
import { constant } from '../kept.ts'
import { defineOffering } from '../offering.ts'
import type { Exclusion, Finding, Offering, Plan } from '../offering.ts'
import { counted } from '../sentence.ts'
import { queueRequests } from '../sqs/fair-queues.ts'
import { chargesOnAccount, queueUse } from '../sqs/queue-use.ts'
import type { QueueUse, SqsInput } from '../sqs/queue-use.ts'
import { sqsAssumptions } from '../sqs/sqs-assumptions.ts'
import { sqsFacts } from '../sqs/sqs-facts.ts'
import { sqsFindings } from '../sqs/sqs-findings.ts'
import { sqsFifoOptions, sqsStandardOptions } from '../sqs/sqs-options.ts'
import type { SqsOptions } from '../sqs/sqs-options.ts'
import type { SqsTraffic } from '../sqs/sqs-requests.ts'
import type { Workload } from '../workload.ts'

/** The lines that fewer calls make cheaper. */
const batchedLines: readonly LineItemId[] = ['requests.publish', 'requests.send', 'requests.receive', 'requests.empty-receive', 'requests.delete']

const exclusionsOfEveryPath: readonly Exclusion[] = constant([
  { code: 'DEAD_LETTER_TRAFFIC', message: 'Receives, deletes and redrives on dead-letter queues.' },
  { code: 'OBJECT_DELETES', message: 'Deletes of payloads that went through S3.' },
  { code: 'VISIBILITY_CHANGES', message: 'ChangeMessageVisibility and administrative calls (GetQueueAttributes and the like).' }
])
const exclusions: readonly Exclusion[] = [
  ...exclusionsOfEveryPath,
  { code: 'INTERFACE_ENDPOINT', message: 'Interface endpoints between a VPC and the queues; networkPath=interface-endpoint has them in the bill.' }
]

function unbatchedFinding ({ scope, requests, expected }: QueueUse, inTens: SqsTraffic): Finding {
  const batched = requests.filter(({ id }) => batchedLines.includes(id))
  return {
    code: 'UNBATCHED',
    severity: 'info',
    message: () => `No batch size was given, so every message is sent, received and deleted alone; batches of up to ten would bring ${wholeRequests(batched, one => one.quantity)} billed requests down to ${wholeRequests(batched, one => one.low ?? one.quantity)}.`,
    savesOn: batchedLines,
    ...(scope.options.fairQueues === true ? { savesShare: { line: 'requests.fair', share: savedShare(queueRequests(scope, expected), queueRequests(scope, inTens)) } } : {})
  }
}

/** What the surcharge falls by: its low end leaves out receives and deletes in whatever batches, and is no measure. */
const savedShare = (alone: Decimal, inTens: Decimal): Decimal => alone.minus(inTens).div(alone)

const wholeRequests = (charges: readonly Charge[], value: (one: Charge) => Decimal): string =>
  text(charges.reduce((sum, one) => sum.plus(value(one)), new Decimal(0)).toDecimalPlaces(0))

function sqsPlan (input: SqsInput, fifo: boolean): Plan {
  const { workloads, options } = input
  const sku: SkuRef = fifo ? 'aws-sqs/requests.fifo' : 'aws-sqs/requests.standard'
  input.market.require(sku)
  if (workloads.length > 1 && options.billedRequestsPerMonth !== undefined) {
    throw new EstimateError('IMPOSSIBLE_COMBINATION', 'billedRequestsPerMonth and existing are both given: a bill as it is holds everything that runs already. Give the bill alone, or the workloads without it.', { field: 'options.aws-sqs.billedRequestsPerMonth' })
  }
  const uses = workloads.map(workload => queueUse(workload, input, fifo, sku))
  const use = uses.at(-1)!
  const { scope, batches, certain, inTens } = use
  const queues = uses.map(({ scope: { workload: { topics, consumerGroups } } }) => ({ queues: topics * Math.max(1, consumerGroups), groups: consumerGroups * topics }))
  return {
    sizing: null,
    charges: chargesOnAccount(uses),
    poolPositions: options.otherAccountRequestsPerMonth === 0 ? noPositions : new Map([[sku, new Decimal(options.otherAccountRequestsPerMonth)]]),
    findings: [
      ...sqsFindings(scope, batches, certain),
      ...(inTens === null ? [] : [unbatchedFinding(use, inTens)]),
      ...impliedCalls(options, scope.workload)
    ],
    assumptions: () => sqsAssumptions(scope),
    ...(options.networkPath === 'interface-endpoint' ? { exclusions: exclusionsOfEveryPath } : {}),
    operations: {
      model: 'sqs',
      drivers: {
        productionClusters: 1,
        nonProductionClusters: 0,
        brokers: 0,
        topics: queues.reduce((sum, one) => sum + one.queues, 0),
        partitions: 0,
        consumerGroups: queues.reduce((sum, one) => sum + one.groups, 0),
        schemaRegistry: false
      }
    }
  }
}

function impliedCalls ({ billedRequestsPerMonth }: SqsOptions, { requestsPerMonth, consumerGroups }: Workload): readonly Finding[] {
  if (billedRequestsPerMonth === undefined || requestsPerMonth === 0) return []
  const perMessage = new Decimal(billedRequestsPerMonth).rate(new Decimal(requestsPerMonth), 6)
  return [{ code: 'IMPLIED_CALLS', severity: 'info', message: `${counted(billedRequestsPerMonth, 'billed request')} for ${counted(requestsPerMonth, 'message')}: that makes ${counted(perMessage, 'request')} a message; ${callsAlone(consumerGroups)}.`, actual: text(perMessage) }]
}

/** The requests of SQS that a message takes without any batch: one that SNS publishes is on another bill. */
function callsAlone (consumerGroups: number): string {
  if (consumerGroups === 0) return '1 is a message sent alone'
  return consumerGroups === 1 ? '3 is a message sent, received and deleted alone' : `${2 * consumerGroups} is a message received and deleted alone by each of ${consumerGroups} groups, whose queues SNS sends to`
}

const shared = { provider: 'AWS', kind: 'queue', family: 'aws-sqs', facts: sqsFacts, exclusions } as const

export const sqsStandard: Offering = defineOffering({
  ...shared,
  id: 'aws-sqs-standard',
  title: 'Amazon SQS, standard queues',
  options: sqsStandardOptions,
  fit: sqsFit.standard,
  plans: input => ({ only: sqsPlan(input as SqsInput, false) })
})

export const sqsFifo: Offering = defineOffering({
  ...shared,
  id: 'aws-sqs-fifo',
  title: 'Amazon SQS, FIFO queues',
  options: sqsFifoOptions,
  fit: sqsFit.fifo,
  plans: input => ({ only: sqsPlan(input as SqsInput, true) })
})
