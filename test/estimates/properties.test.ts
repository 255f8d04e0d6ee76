import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimate } from '../../src/estimates/estimate.ts'
import { isPinned, pinnedRequest } from '../../src/estimates/pinned-request.ts'
import type { EstimateRequest } from '../../src/estimates/request.ts'
import { estimateResponseSchema } from '../../src/estimates/response.ts'
import type { Estimate, EstimateResponse } from '../../src/estimates/response.ts'
import { EstimateError } from '../../src/pricing/errors.ts'
import { Exact } from '../exact.ts'
import { about, anyOffering, anyQuestion, anySizedQuestion, someMessages } from './any-question.ts'
import { realPrices } from './real-prices.ts'

/** Null where no offering at all has an answer. */
function answered (request: EstimateRequest): EstimateResponse | null {
  try {
    return estimate(request, realPrices)
  } catch (error) {
    if (error instanceof EstimateError) return null
    throw error
  }
}

function answerTo (request: EstimateRequest): EstimateResponse {
  const answer = answered(request)
  fc.pre(answer !== null)
  return answer!
}
const sum = (texts: readonly string[]): Exact => texts.reduce((total, text) => total.plus(text), new Exact(0))

/** The infrastructure of one feasible offering in cents; null where it has no answer or cannot carry the workload. */
function feasibleCost (offering: string, request: EstimateRequest, requestsPerMonth: number): Exact | null {
  const answer = answered({ ...about(offering, request), workload: { ...request.workload, requestsPerMonth }, detail: 'summary' })
  const { feasible, totals } = answer?.estimates[0] ?? {}
  return feasible === true && totals !== undefined ? new Exact(totals.infrastructure.expected) : null
}

/** The amounts of a bill that do not add up; half a cent and the twelfth decimal are lost by writing. */
function notAddingUp ({ offering, lineItems = [], totals }: Estimate): readonly string[] {
  if (totals === undefined) return []
  const wrong: string[] = []
  for (const { id, tiers, listCost, cost } of lineItems) {
    const written = tiers.length > 1 ? '1e-11' : '0'
    if (sum(tiers.map(tier => tier.listCost)).minus(listCost).abs().gt(written)) wrong.push(`${offering} ${id}: tiers at list price`)
    if (sum(tiers.map(tier => tier.contractedCost ?? tier.listCost)).minus(cost).abs().gt(written)) wrong.push(`${offering} ${id}: tiers`)
  }
  const { infrastructure, operations, total, annual, evidence } = totals
  const ends = (end: 'low' | 'high'): Exact => sum(lineItems.map(({ cost, range }) => range?.[end] ?? cost))
  if (sum(lineItems.map(({ cost }) => cost)).minus(infrastructure.expected).abs().gt('0.0050000001')) wrong.push(`${offering}: lines`)
  // The cheaper bill can have a dearer line, so the ends of the lines lie around those of the bill.
  if (ends('low').minus(infrastructure.low).gt('0.0050000001')) wrong.push(`${offering}: low ends of lines`)
  if (ends('high').minus(infrastructure.high).lt('-0.0050000001')) wrong.push(`${offering}: high ends of lines`)
  for (const end of ['low', 'expected', 'high'] as const) if (!sum([infrastructure[end], operations[end]]).eq(total[end])) wrong.push(`${offering}: ${end} total`)
  if (!new Exact(total.expected).times(12).eq(annual.total) || !new Exact(infrastructure.expected).times(12).eq(annual.infrastructure)) wrong.push(`${offering}: year`)
  if (!total.expected.startsWith('0.00') && !sum(Object.values(evidence)).eq(1)) wrong.push(`${offering}: evidence`)
  return wrong
}

describe('more messages', () => {
  it('never cost less where the offering is sized for them and can carry them', () => {
    fc.assert(fc.property(anyOffering, anySizedQuestion, someMessages, someMessages, (offering, request, some, others) => {
      const [fewer, more] = [Math.min(some, others), Math.max(some, others)].map(messages => feasibleCost(offering, request, messages))
      fc.pre(fewer !== null && more !== null)
      expect({ offering, fewer: fewer!.toFixed(2), cheaper: more!.lt(fewer!) }).toEqual({ offering, fewer: fewer!.toFixed(2), cheaper: false })
    }), { numRuns: 400 })
  })
})

describe('any answer', () => {
  it('adds up: tiers to lines, lines to infrastructure, infrastructure and people to totals, shares to one', () => {
    fc.assert(fc.property(anyQuestion, request => {
      expect(answerTo(request).estimates.flatMap(notAddingUp)).toEqual([])
    }), { numRuns: 100 })
  })

  it('has the shape that it promises', () => {
    fc.assert(fc.property(anyQuestion, fc.constantFrom('full', 'lines', 'summary'), (request, detail) => {
      const answer = answerTo({ ...request, detail })
      expect(estimateResponseSchema.parse(answer)).toEqual(answer)
    }), { numRuns: 50 })
  })

  it('is the same to the byte whenever it is asked for, and by its pinned question', () => {
    fc.assert(fc.property(anyQuestion, anyQuestion, (request, another) => {
      const first = answerTo(request)
      answerTo(another)
      const pinned = pinnedRequest(request, first)!
      expect(JSON.stringify(answerTo(request))).toBe(JSON.stringify(first))
      expect(JSON.stringify(answerTo(pinned))).toBe(JSON.stringify(first))
      expect([isPinned(request, first), isPinned(pinned, first)]).toEqual([false, true])
    }), { numRuns: 50 })
  })

  it('names a source for every line and prices nothing below zero', () => {
    fc.assert(fc.property(anyQuestion, request => {
      const { sources = {}, estimates } = answerTo(request)
      const lines = estimates.flatMap(({ lineItems = [] }) => lineItems)
      expect(lines.filter(({ source }) => !Object.hasOwn(sources, source))).toEqual([])
      expect(lines.filter(({ cost, pricingQuantity, consumedQuantity }) => [cost, pricingQuantity, consumedQuantity].some(amount => amount.startsWith('-')))).toEqual([])
      expect(lines.flatMap(line => Object.values(line)).filter(value => typeof value === 'string' && /NaN|Infinity|undefined/.test(value))).toEqual([])
    }), { numRuns: 100 })
  })

  it('counts what is consumed of a line in one unit, whoever sells it; units of a service are its vendor\'s', () => {
    const units = new Map<string, string>()
    fc.assert(fc.property(anyQuestion, request => {
      for (const { id, consumedUnit } of answerTo(request).estimates.flatMap(({ lineItems = [] }) => lineItems)) {
        if (id === 'compute.units') continue
        expect([id, consumedUnit]).toEqual([id, units.get(id) ?? consumedUnit])
        units.set(id, consumedUnit)
      }
    }), { numRuns: 200 })
    expect(units.size).toBeGreaterThan(40)
  })

  it('lies between its low and its high end', () => {
    fc.assert(fc.property(anyQuestion, request => {
      const upsideDown = answerTo(request).estimates.filter(({ totals }) => totals !== undefined && [totals.infrastructure, totals.operations, totals.total]
        .some(({ low, expected, high }) => new Exact(low).gt(expected) || new Exact(expected).gt(high)))
      expect(upsideDown).toEqual([])
    }), { numRuns: 100 })
  })
})
