import { Decimal, one, timesFactor, zero } from '../../pricing/decimal.ts'
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
  readonly formula: () => string
}

/** The batch that fits: what was asked for, lowered to what the call's size limit lets through, never below one message. */
export function fittingBatch (batch: number, bodyBytes: number, limits: CallLimits): number {
  return Math.max(1, Math.min(batch, limits.maximumBatchMessages, Math.floor(limits.maximumCallBytes / bodyBytes)))
}

/** Calls that carry so many messages, the last one as full as it gets. */
const callsFor = (messages: Decimal, batch: number): Decimal => (batch === 1 ? messages : messages.div(batch)).ceil()

/**
 * Requests billed for the calls that carry payload: every started chunk of a call's total payload is one (model.md 3.1).
 * `times` repeats the whole for every consumer group; `messagesFactor` is 1 plus the redeliveries.
 */
export function payloadCalls (classes: readonly MessageClass[], batch: number, limits: CallLimits, messagesFactor: Decimal, times: number): BilledCalls {
  let requests = zero
  let calls = zero
  const parts: { readonly messages: Decimal, readonly fitting: number, readonly chunks: number }[] = []
  for (const { messages, bodyBytes } of classes) {
    const fitting = fittingBatch(batch, bodyBytes, limits)
    // In decimals: as doubles 1.12 × 409,600 bytes are a hair above seven chunks.
    const chunks = fitting * bodyBytes < limits.chunkBytes / 2 ? 1 : Math.max(1, new Decimal(fitting).times(bodyBytes).div(limits.chunkBytes).ceil().toNumber())
    const carried = messagesFactor === one ? messages : messages.times(messagesFactor)
    const classCalls = callsFor(carried, fitting)
    calls = calls.isZero() ? classCalls : calls.plus(classCalls)
    const classRequests = timesFactor(classCalls, chunks)
    requests = requests.isZero() ? classRequests : requests.plus(classRequests)
    parts.push({ messages, fitting, chunks })
  }
  const formula = (): string => {
    const redelivered = messagesFactor === one ? '' : ` × ${text(messagesFactor)}`
    const joined = parts.map(part => `ceil(${text(part.messages)} messages${redelivered} / ${text(part.fitting)} a call) × ${part.chunks} requests`).join(' + ')
    return times === 1 ? joined : `${times} groups × (${joined})`
  }
  return { requests: timesFactor(requests, times), calls, formula }
}

/** Requests billed for calls without payload, such as deletes: one a call. */
export function plainCalls (messages: Decimal, batch: number, times: number): BilledCalls {
  const calls = callsFor(messages, batch)
  const formula = (): string => {
    const call = `ceil(${text(messages)} messages / ${text(batch)} a call)`
    return times === 1 ? call : `${times} groups × ${call}`
  }
  return { requests: timesFactor(calls, times), calls, formula }
}
