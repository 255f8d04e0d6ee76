import { Decimal } from '../../pricing/decimal.ts'
import { text } from '../formula.ts'
import type { Finding } from '../offering.ts'
import { counted } from '../sentence.ts'
import { batchFindings } from './batch-findings.ts'
import { blocker, warning } from './limit-finding.ts'
import { pathMaximumBytes } from './messages.ts'
import { rateFindings } from './rate-findings.ts'
import { NETWORK_PATH_MATTERS_BYTES } from './sqs-extras.ts'
import type { Batches, SqsScope, SqsTraffic } from './sqs-requests.ts'

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
  // Read only where S3 is used: a date before its first table prices queues without it.
  if (classes.some(one => one.objectStored && one.objectBytes > facts['aws-s3'].extendedClientMaximumBytes)) {
    const most = `${facts['aws-s3'].extendedClientMaximumBytes} bytes`
    findings.push(blocker('PAYLOAD_TOO_LARGE', `The extended client puts ${most} a message into S3 at most; as sent the largest payload has ${largest}.`, most, largest, 'aws-s3:facts/extendedClientMaximumBytes'))
  }
  if (classes.some(one => one.objectStored) && options.extendedClient === 'auto') {
    findings.push({ code: 'PAYLOAD_THROUGH_S3', severity: 'info', message: `${path} carries ${limit} bytes a message: larger payloads go through S3 with a pointer in the queue.`, limit: `${limit} bytes`, actual: largest })
  }
  if (options.networkPath === undefined && classes.some(one => Math.max(one.bodyBytes, one.objectBytes) > NETWORK_PATH_MATTERS_BYTES)) {
    findings.push({ code: 'NETWORK_PATH_UNSTATED', severity: 'warning', message: 'Payloads above 8 KiB: through a NAT gateway or an interface endpoint the bytes can cost more than the requests. Say networkPath (public, interface-endpoint or nat); public is assumed.' })
  }
  return findings
}

/** Everything a reader must know before trusting the number: limits broken, rates not reachable, choices not made (model.md 3.9). */
export function sqsFindings (scope: SqsScope, batches: Batches, certain: SqsTraffic): readonly Finding[] {
  return [...retentionFindings(scope), ...semanticFindings(scope), ...sizeFindings(scope), ...batchFindings(scope, batches), ...rateFindings(scope, certain)]
}
