import { Decimal } from '../../pricing/decimal.ts'
import type { Finding } from '../offering.ts'
import { counted } from '../sentence.ts'
import { text } from '../formula.ts'
import { fittingBatch } from './calls.ts'
import type { CallLimits } from './calls.ts'
import { warning } from './limit-finding.ts'
import { redeliveryFactor } from './messages.ts'
import { sendLimits } from './sqs-requests.ts'
import type { Batches, SqsScope, SqsTraffic } from './sqs-requests.ts'

const MEANT_DECIMALS = 9

/** Whether calls hold the batches that were asked for, and receivers keep up (model.md 3.1 and 3.4). */
export function batchFindings (scope: SqsScope, batches: Batches, expected: SqsTraffic): readonly Finding[] {
  const { classes, facts, workload, pollersPerQueue, conventions } = scope
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
  const reachable = 1 + expected.empty.receivesPerSecond * workload.processingSeconds
  if (pollersPerQueue > 0 && received > reachable) {
    findings.push(warning('BATCH_NOT_REACHED', `A long poll answers at the first message: at this rate about ${reachable.toFixed(2)} messages wait when a receiver asks, not ${text(received)}.`, reachable.toFixed(2), text(received), 'aws-sqs:S9'))
  }
  if (batches.delete > received) {
    findings.push(warning('BATCH_NOT_REACHED', `Receivers get ${counted(received, 'message')} a call and cannot delete ${text(batches.delete)} at once without waiting.`, text(received), text(batches.delete), 'aws-sqs:S9'))
  }
  // In decimals, divided last: receivers that just keep up must not fall behind by the noise of a double.
  const perQueue = redeliveryFactor(workload).times(workload.requestsPerMonth).divToDecimalPlaces(new Decimal(workload.topics).times(conventions.hoursPerMonth).times(3600), MEANT_DECIMALS).toNumber()
  const capacity = workload.processingSeconds === 0 ? Infinity : new Decimal(pollersPerQueue).times(received).divToDecimalPlaces(workload.processingSeconds, MEANT_DECIMALS).toNumber()
  if (workload.given.pollersPerGroup !== undefined && pollersPerQueue > 0 && capacity < perQueue) {
    findings.push(warning('TOO_FEW_POLLERS', `A queue with ${counted(pollersPerQueue, 'receiver')}, each message held for ${counted(workload.processingSeconds, 'second')}, is good for ${capacity.toFixed(2)} messages a second; ${perQueue.toFixed(2)} arrive.`, capacity.toFixed(2), perQueue.toFixed(2), 'workload'))
  }
  return findings
}
