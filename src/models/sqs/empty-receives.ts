import { Decimal } from '../../pricing/decimal.ts'
import { EstimateError } from '../../pricing/errors.ts'
import { text } from '../formula.ts'

export interface Polling {
  readonly topics: number
  readonly groups: number
  readonly pollersPerQueue: number
  readonly waitSeconds: number
  readonly pollsPerSecond: number | undefined
  readonly secondsPerMonth: number
}

export interface EmptyReceives {
  readonly requests: Decimal
  readonly formula: () => string
}

/** Below this the closed form differs from its limit, 1 / wait, by less than the digits of a double; at zero it has no value. */
const NEGLIGIBLE_EXPONENT = 1e-15

/** The exponential is worked out as a double: these decimals of it are meant, and less is never. */
const MEANT_DECIMALS = 15

/** Empty long polls a second of one poller: λ e^(-λw) / (1 - e^(-λw)), which tends to 1/w as λ falls (model.md 3.4). */
function emptyPollsPerSecond (receivesPerSecond: number, waitSeconds: number): number {
  return receivesPerSecond / Math.expm1(receivesPerSecond * waitSeconds)
}

/**
 * Receives that answer nothing, over all pollers of all queues in a month; `receivesPerGroup` are the non-empty ones of one group, over all topics.
 * Error: IMPOSSIBLE_COMBINATION for short polling without a polling rate, which nothing in the workload tells.
 */
export function emptyReceives (receivesPerGroup: Decimal, polling: Polling): EmptyReceives {
  const { topics, groups, pollersPerQueue, waitSeconds, pollsPerSecond, secondsPerMonth } = polling
  const queues = topics * groups
  const pollers = queues * pollersPerQueue
  if (pollers === 0) return { requests: new Decimal(0), formula: () => `${queues} queues × ${pollersPerQueue} pollers` }
  const receivesPerSecond = receivesPerGroup.toNumber() / (topics * pollersPerQueue * secondsPerMonth)
  if (waitSeconds === 0) {
    if (pollsPerSecond === undefined) {
      throw new EstimateError('IMPOSSIBLE_COMBINATION', 'pollWaitSeconds is 0 (short polling), and how often such a receiver polls cannot be derived: give the aws-sqs option pollsPerSecond (polls a second and poller), or a pollWaitSeconds above 0 and up to 20.', { field: 'options.aws-sqs.pollsPerSecond' })
    }
    const polls = new Decimal(pollers).times(pollsPerSecond).times(secondsPerMonth)
    const nonEmpty = receivesPerGroup.times(groups)
    return {
      requests: Decimal.max(0, polls.minus(nonEmpty)),
      formula: () => `max(0, ${pollers} pollers × ${text(pollsPerSecond)} polls a second × ${text(secondsPerMonth)} seconds - ${text(nonEmpty)} receives with messages)`
    }
  }
  const polled = new Decimal(pollers).times(secondsPerMonth)
  // Divided last, and in decimals.
  if (receivesPerSecond * waitSeconds < NEGLIGIBLE_EXPONENT) {
    return {
      requests: polled.div(waitSeconds),
      formula: () => `${queues} queues × ${pollersPerQueue} pollers × ${text(secondsPerMonth)} seconds / ${text(waitSeconds)} seconds a poll`
    }
  }
  const perPoller = new Decimal(emptyPollsPerSecond(receivesPerSecond, waitSeconds)).toDecimalPlaces(MEANT_DECIMALS)
  return {
    requests: polled.times(perPoller),
    formula: () => `${queues} queues × ${pollersPerQueue} pollers × ${perPoller.toString()} empty polls a second × ${text(secondsPerMonth)} seconds`
  }
}
