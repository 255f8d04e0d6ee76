import { Decimal } from '../../pricing/decimal.ts'
import { text } from '../formula.ts'
import type { Finding } from '../offering.ts'
import { counted } from '../sentence.ts'
import { blocker, warning } from './limit-finding.ts'
import { pathMaximumBytes } from './messages.ts'
import { rateFindings } from './rate-findings.ts'
import { NETWORK_PATH_MATTERS_BYTES } from './sqs-extras.ts'
import { sendLimits } from './sqs-requests.ts'
import type { Batches, SqsScope, SqsTraffic } from './sqs-requests.ts'
import { fittingBatch } from './calls.ts'
import type { CallLimits } from './calls.ts'

const SECONDS_PER_DAY = 86400

function retentionFindings ({ workload, facts }: SqsScope): readonly Finding[] {
  const { maximumRetentionSeconds, minimumRetentionSeconds } = facts['aws-sqs']
  const seconds = new Decimal(workload.retentionDays).times(SECONDS_PER_DAY)
  const actual = counted(workload.retentionDays, 'day')
  if (seconds.gt(maximumRetentionSeconds)) {
    const days = maximumRetentionSeconds / SECONDS_PER_DAY
    return [blocker('RETENTION_TOO_LONG', `SQS keeps a message for ${days} days at most; ${actual} were asked for.`, `${days} days`, actual, 'aws-sqs:facts/maximumRetentionSeconds')]
  }
  if (seconds.lt(minimumRetentionSeconds)) {
    return [warning('RETENTION_BELOW_MINIMUM', `SQS keeps a message for at least ${minimumRetentionSeconds} seconds; ${text(seconds)} were asked for.`, `${minimumRetentionSeconds} seconds`, `${text(seconds)} seconds`, 'aws-sqs:facts/minimumRetentionSeconds')]
  }
  return []
}

function semanticFindings ({ workload, fifo }: SqsScope): readonly Finding[] {
  const findings: Finding[] = []
  if (workload.replay) findings.push(blocker('REPLAY_UNSUPPORTED', 'A message that was consumed and deleted from a queue cannot be read again.', 'none', 'replay', 'aws-sqs:S8'))
  if (!fifo && workload.ordering !== 'none') findings.push(blocker('ORDERING_UNSUPPORTED', `A standard queue keeps no order; ${workload.ordering} ordering needs a FIFO queue.`, 'none', workload.ordering, 'aws-sqs:S8'))
  if (workload.consumerGroups === 0) findings.push({ code: 'NO_CONSUMER', severity: 'warning', message: 'Nobody reads these messages (consumerGroups is 0): only sends are priced.' })
  return findings
}

function sizeFindings (scope: SqsScope): readonly Finding[] {
  const { classes, workload, facts, options } = scope
  const limit = pathMaximumBytes(workload, facts)
  const findings: Finding[] = []
  const path = workload.consumerGroups > 1 ? 'SNS' : 'SQS'
  const largest = `${text(Math.max(...classes.map(one => Math.max(one.bodyBytes, one.objectBytes))))} bytes`
  if (classes.some(one => one.tooLarge)) {
    findings.push(blocker('PAYLOAD_TOO_LARGE', `${path} carries ${limit} bytes a message and extendedClient is never; with auto the payload would go through S3.`, `${limit} bytes`, largest, path === 'SNS' ? 'aws-sns:facts/maximumMessageBytes' : 'aws-sqs:facts/maximumMessageBytes'))
  }
  if (classes.some(one => one.objectStored) && options.extendedClient === 'auto') {
    findings.push({ code: 'PAYLOAD_THROUGH_S3', severity: 'info', message: `${path} carries ${limit} bytes a message: larger payloads go through S3 with a pointer in the queue.`, limit: `${limit} bytes`, actual: largest })
  }
  if (options.networkPath === undefined && classes.some(one => one.bodyBytes > NETWORK_PATH_MATTERS_BYTES)) {
    findings.push({ code: 'NETWORK_PATH_UNSTATED', severity: 'warning', message: 'Payloads above 8 KiB: through a NAT gateway or an interface endpoint the bytes can cost more than the requests. Say networkPath (public, interface-endpoint or nat); public is assumed.' })
  }
  return findings
}

function batchFindings (scope: SqsScope, batches: Batches, expected: SqsTraffic): readonly Finding[] {
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
  const perQueue = workload.requestsPerMonth * (1 + workload.redeliveryPercent / 100) / (workload.topics * conventions.hoursPerMonth * 3600)
  const capacity = workload.processingSeconds === 0 ? Infinity : pollersPerQueue * received / workload.processingSeconds
  if (workload.given.pollersPerGroup !== undefined && pollersPerQueue > 0 && capacity < perQueue) {
    findings.push(warning('TOO_FEW_POLLERS', `A queue with ${counted(pollersPerQueue, 'receiver')}, each message held for ${counted(workload.processingSeconds, 'second')}, is good for ${capacity.toFixed(2)} messages a second; ${perQueue.toFixed(2)} arrive.`, capacity.toFixed(2), perQueue.toFixed(2), 'workload'))
  }
  return findings
}

/** Everything a reader must know before trusting the number: limits broken, rates not reachable, choices not made (model.md 3.9). */
export function sqsFindings (scope: SqsScope, batches: Batches, expected: SqsTraffic): readonly Finding[] {
  return [...retentionFindings(scope), ...semanticFindings(scope), ...sizeFindings(scope), ...batchFindings(scope, batches, expected), ...rateFindings(scope, expected)]
}
