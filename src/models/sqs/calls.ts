import { Decimal } from '../../pricing/decimal.ts'
import { text } from '../formula.ts'
import type { MessageClass } from './messages.ts'

/** What one API call can carry. */
export interface CallLimits {
  readonly chunkBytes: number
  readonly maximumCallBytes: number
  readonly maximumBatchMessages: number
}

/** Calls of one action in a month and the requests billed for them, with the arithmetic. */
export interface BilledCalls {
  readonly requests: Decimal
  /** Calls of one consumer group. */
  readonly calls: Decimal
  readonly formula: string
  readonly chunksPerCall: number
}

/** The batch that fits: what was asked for, lowered to what the call's size limit lets through, never below one message. */
export function fittingBatch (batch: number, bodyBytes: number, limits: CallLimits): number {
  return Math.max(1, Math.min(batch, limits.maximumBatchMessages, Math.floor(limits.maximumCallBytes / bodyBytes)))
}

/**
 * Requests billed for the calls that carry payload: every started chunk of a call's total payload is one (model.md 3.1).
 * `times` repeats the whole for every consumer group; `messagesFactor` is 1 plus the redeliveries.
 */
export function payloadCalls (classes: readonly MessageClass[], batch: number, limits: CallLimits, messagesFactor: Decimal, times: number): BilledCalls {
  let requests = new Decimal(0)
  let calls = new Decimal(0)
  const parts: string[] = []
  let chunksPerCall = 1
  for (const { messages, bodyBytes } of classes) {
    const fitting = fittingBatch(batch, bodyBytes, limits)
    const chunks = Math.max(1, Math.ceil(fitting * bodyBytes / limits.chunkBytes))
    chunksPerCall = Math.max(chunksPerCall, chunks)
    const classCalls = messages.times(messagesFactor).div(fitting).ceil()
    calls = calls.plus(classCalls)
    requests = requests.plus(classCalls.times(chunks))
    const redelivered = messagesFactor.eq(1) ? '' : ` × ${text(messagesFactor)}`
    parts.push(`ceil(${text(messages)} messages${redelivered} / ${text(fitting)} a call) × ${chunks} requests`)
  }
  const joined = parts.join(' + ')
  const formula = times === 1 ? joined : `${times} groups × (${joined})`
  return { requests: requests.times(times), calls, formula, chunksPerCall }
}

/** Requests billed for calls without payload, such as deletes: one a call. */
export function plainCalls (messages: Decimal, batch: number, times: number): BilledCalls {
  const call = `ceil(${text(messages)} messages / ${text(batch)} a call)`
  const calls = messages.div(batch).ceil()
  return { requests: calls.times(times), calls, formula: times === 1 ? call : `${times} groups × ${call}`, chunksPerCall: 1 }
}
