import { Decimal } from '../../pricing/decimal.ts'
import type { Finding } from '../offering.ts'
import { counted } from '../sentence.ts'
import { text } from '../formula.ts'
import { fittingBatch } from './calls.ts'
import type { CallLimits } from './calls.ts'
import { warning } from './limit-finding.ts'
import { redeliveryFactor } from './messages.ts'
import { sendLimits } from './sqs-requests.ts'
import type { Batches, SqsScope } from './sqs-requests.ts'

const MEANT_DECIMALS = 9

/**
 * Messages that a receive call finds at the most: what gathers between two short polls, or while a receiver of long polls is busy, and the one that answers (decision 78).
 * Null where nobody polls, or how often is not known.
 */
function reachableBatch ({ workload, options: { pollsPerSecond }, pollersPerQueue }: SqsScope, messagesPerSecond: Decimal): number | null {
  if (pollersPerQueue === 0) return null
  if (workload.pollWaitSeconds > 0) return messagesPerSecond.times(workload.processingSeconds).divToDecimalPlaces(pollersPerQueue, MEANT_DECIMALS).plus(1).toNumber()
  if (pollsPerSecond === undefined || pollsPerSecond === 0) return null
  return Math.max(1, messagesPerSecond.divToDecimalPlaces(new Decimal(pollersPerQueue).times(pollsPerSecond), MEANT_DECIMALS).toNumber())
}

/** Whether calls hold the batches that were asked for, and receivers keep up (model.md 3.1 and 3.4). */
export function batchFindings (scope: SqsScope, batches: Batches): readonly Finding[] {
  const { classes, facts, workload, conventions } = scope
  const findings: Finding[] = []
  const fitting = (asked: number, limits: CallLimits): readonly number[] => classes.map(one => fittingBatch(asked, one.bodyBytes, limits))
  const lowered = (call: string, asked: number, limits: CallLimits, source: string): void => {
    const least = Math.min(...fitting(asked, limits))
    if (least < asked) findings.push(warning('BATCH_LOWERED', `A ${call} call carries ${limits.maximumCallBytes} bytes at most, so batches hold ${counted(least, 'message')} instead of ${text(asked)}.`, counted(least, 'message'), counted(asked, 'message'), source))
  }
  if (workload.consumerGroups > 1) lowered('publish', batches.send, sendLimits(scope), 'aws-sns:facts/maximumMessageBytes')
  else lowered('send', batches.send, sendLimits(scope), 'aws-sqs:facts/maximumCallBytes')
  if (workload.consumerGroups === 0) return findings
  lowered('receive', batches.receive, facts['aws-sqs'], 'aws-sqs:facts/maximumCallBytes')
  const received = Math.max(...fitting(batches.receive, facts['aws-sqs']))
  // In decimals, divided last: receivers that just keep up must not fall behind by the noise of a double.
  const perQueue = redeliveryFactor(workload).times(workload.requestsPerMonth).divToDecimalPlaces(new Decimal(workload.topics).times(conventions.hoursPerMonth).times(3600), MEANT_DECIMALS)
  const reachable = reachableBatch(scope, perQueue)
  if (reachable !== null && received > reachable) {
    const found = reachable.toFixed(2)
    const message = workload.pollWaitSeconds === 0
      ? `At ${counted(scope.options.pollsPerSecond!, 'poll')} a second, a poll of a receiver that finds messages finds about ${found}, not ${text(received)}.`
      : `A long poll answers at the first message: at this rate about ${found} messages wait when a receiver asks, not ${text(received)}.`
    findings.push(warning('BATCH_NOT_REACHED', message, found, text(received), 'aws-sqs:S9'))
  }
  if (batches.delete > received) {
    findings.push(warning('BATCH_NOT_REACHED', `Receivers get ${counted(received, 'message')} a call and cannot delete ${text(batches.delete)} at once without waiting.`, text(received), text(batches.delete), 'aws-sqs:S9'))
  }
  return [...findings, ...pollerFindings(scope, received, perQueue.toNumber())]
}

/** Whether the receivers of a queue that somebody counted read and handle what arrives. */
function pollerFindings ({ workload, options: { pollsPerSecond }, pollersPerQueue }: SqsScope, received: number, arriving: number): readonly Finding[] {
  if (pollersPerQueue === 0) return []
  const atOnce = new Decimal(pollersPerQueue).times(received)
  const tooFew = (how: string, capacity: number): Finding =>
    warning('TOO_FEW_POLLERS', `A queue with ${counted(pollersPerQueue, 'receiver')}, ${how}, is good for ${capacity.toFixed(2)} messages a second; ${arriving.toFixed(2)} arrive.`, capacity.toFixed(2), arriving.toFixed(2), 'workload')
  const handled = workload.given.pollersPerGroup === undefined || workload.processingSeconds === 0 ? Infinity : atOnce.divToDecimalPlaces(workload.processingSeconds, MEANT_DECIMALS).toNumber()
  const polled = workload.pollWaitSeconds > 0 || pollsPerSecond === undefined ? Infinity : atOnce.times(pollsPerSecond).toNumber()
  if (arriving <= Math.min(handled, polled)) return []
  return [polled < handled
    ? tooFew(`each of which polls ${counted(pollsPerSecond!, 'time')} a second for ${counted(received, 'message')}`, polled)
    : tooFew(`each message held for ${counted(workload.processingSeconds, 'second')}`, handled)]
}
