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
  readonly formula: () => string
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
  const parts: { readonly messages: Decimal, readonly fitting: number, readonly chunks: number }[] = []
  for (const { messages, bodyBytes } of classes) {
    const fitting = fittingBatch(batch, bodyBytes, limits)
    // In decimals: as doubles 1.12 × 409,600 bytes are a hair above seven chunks.
    const chunks = Math.max(1, new Decimal(fitting).times(bodyBytes).div(limits.chunkBytes).ceil().toNumber())
    const classCalls = messages.times(messagesFactor).div(fitting).ceil()
    calls = calls.plus(classCalls)
    requests = requests.plus(classCalls.times(chunks))
    parts.push({ messages, fitting, chunks })
  }
  const formula = (): string => {
    const redelivered = messagesFactor.eq(1) ? '' : ` × ${text(messagesFactor)}`
    const joined = parts.map(part => `ceil(${text(part.messages)} messages${redelivered} / ${text(part.fitting)} a call) × ${part.chunks} requests`).join(' + ')
    return times === 1 ? joined : `${times} groups × (${joined})`
  }
  return { requests: times === 1 ? requests : requests.times(times), calls, formula }
}

/** Requests billed for calls without payload, such as deletes: one a call. */
export function plainCalls (messages: Decimal, batch: number, times: number): BilledCalls {
  const calls = messages.div(batch).ceil()
  const formula = (): string => {
    const call = `ceil(${text(messages)} messages / ${text(batch)} a call)`
    return times === 1 ? call : `${times} groups × ${call}`
  }
  return { requests: times === 1 ? calls : calls.times(times), calls, formula }
}
