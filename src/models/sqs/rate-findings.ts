import { Decimal } from '../../pricing/decimal.ts'
import type { Finding } from '../offering.ts'
import { blocker, warning } from './limit-finding.ts'
import { sumOver } from './messages.ts'
import type { SqsScope, SqsTraffic } from './sqs-requests.ts'

const MEANT_DECIMALS = 9

/** Calls of the busiest action, which are no more than a given bill has requests; a publish to SNS is on another bill. */
function busiestCalls ({ workload: { consumerGroups }, options: { billedRequestsPerMonth } }: SqsScope, { send, receive, delete: deleted }: SqsTraffic): Decimal {
  const within = (calls: Decimal): Decimal => billedRequestsPerMonth === undefined ? calls : Decimal.min(calls, billedRequestsPerMonth)
  if (consumerGroups === 0) return within(send.calls)
  return Decimal.max(consumerGroups === 1 ? within(send.calls) : send.calls, within(receive.calls), within(deleted.calls))
}

/** Whether the calls of FIFO queues and the messages in flight stay within their quotas at the peak (model.md 3.9). */
export function rateFindings (scope: SqsScope, certain: SqsTraffic): readonly Finding[] {
  const { workload, facts, conventions, fifo, classes } = scope
  const { inFlightMessagesStandard, inFlightMessagesFifo, fifoCallsPerSecond, fifoHighThroughputCallsPerSecond } = facts['aws-sqs']
  // In decimals, divided last: a rate that just meets its limit must not break it by the noise of a double.
  const seconds = new Decimal(workload.topics).times(conventions.hoursPerMonth).times(3600)
  const atPeak = (aMonth: Decimal): Decimal => aMonth.times(workload.peakToAverageRatio).divToDecimalPlaces(seconds, MEANT_DECIMALS)
  const findings: Finding[] = []
  const inFlight = workload.consumerGroups > 0 ? atPeak(sumOver(classes, one => one.messages).times(workload.processingSeconds)).toNumber() : 0
  const inFlightLimit = fifo ? inFlightMessagesFifo : inFlightMessagesStandard
  if (inFlight > inFlightLimit) {
    findings.push(warning('IN_FLIGHT_LIMIT', `About ${Math.ceil(inFlight)} messages a queue are in flight at the peak; a queue holds about ${inFlightLimit}.`, String(inFlightLimit), String(Math.ceil(inFlight)), `aws-sqs:facts/${fifo ? 'inFlightMessagesFifo' : 'inFlightMessagesStandard'}`))
  }
  if (!fifo) return findings
  const calls = atPeak(busiestCalls(scope, certain)).toNumber()
  const actual = `${calls.toFixed(1)} calls/s`
  const high = workload.ordering === 'strict' ? fifoCallsPerSecond : fifoHighThroughputCallsPerSecond[workload.region]
  if (high !== undefined && calls > high) {
    const [why, fact] = workload.ordering === 'strict' ? ['one message group', 'fifoCallsPerSecond'] : [`high throughput in ${workload.region}`, 'fifoHighThroughputCallsPerSecond']
    findings.push(blocker('FIFO_THROUGHPUT_EXCEEDED', `A FIFO queue takes ${high} calls a second and action (${why}); the peak needs ${calls.toFixed(1)}. Larger batches or more topics lower it.`, `${high} calls/s`, actual, `aws-sqs:facts/${fact}`))
  } else if (high === undefined && calls > fifoCallsPerSecond) {
    findings.push(warning('FIFO_QUOTA_UNKNOWN', `The peak needs ${calls.toFixed(1)} calls a second and action; ${fifoCallsPerSecond} are the default, and no sourced high-throughput quota of ${workload.region} is in the table.`, `${fifoCallsPerSecond} calls/s`, actual, 'aws-sqs:facts/fifoCallsPerSecond'))
  } else if (calls > fifoCallsPerSecond) {
    findings.push({ code: 'FIFO_HIGH_THROUGHPUT_NEEDED', severity: 'info', message: `The peak needs ${calls.toFixed(1)} calls a second and action: high throughput must be switched on (the default is ${fifoCallsPerSecond}).`, limit: `${fifoCallsPerSecond} calls/s`, actual })
  }
  return findings
}
