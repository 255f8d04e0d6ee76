import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimate } from '../../../src/estimates/estimate.ts'
import type { EstimateRequest } from '../../../src/estimates/request.ts'
import type { Estimate } from '../../../src/estimates/response.ts'
import { EstimateError } from '../../../src/pricing/errors.ts'
import { about, anyQuestion, anySizedQuestion, someMessages } from '../../estimates/any-question.ts'
import { questionOf, realPrices } from '../../estimates/real-prices.ts'
import { readFormula } from '../../estimates/read-formula.ts'
import { Exact } from '../../exact.ts'

const RELATIVE = '1e-12'
const NINE_DECIMALS = '5e-10'

/** The answer on a day that these vendors have prices; nothing where there is none. */
function answered (offering: string, request: EstimateRequest): Estimate | null {
  try {
    return estimate({ ...about(offering, request), pricing: { asOf: '2026-11-23' } }, realPrices).estimates[0]!
  } catch (error) {
    if (error instanceof EstimateError) return null
    throw error
  }
}

// Of Aiven one step is known: more than a few millions a month is refused.
const few = fc.integer({ min: 0, max: 5_000_000 })

describe.each([
  { offering: 'redpanda-serverless', messages: someMessages },
  { offering: 'warpstream', messages: someMessages },
  { offering: 'aiven-kafka', messages: few }
])('$offering, whatever is asked', ({ offering, messages }) => {
  const answerTo = (request: EstimateRequest, requestsPerMonth: number): Estimate => {
    const answer = answered(offering, { ...request, workload: { ...request.workload, requestsPerMonth } })
    fc.pre(answer !== null)
    return answer!
  }

  it('bills what its formulas give, read aloud', () => {
    fc.assert(fc.property(anyQuestion, messages, (request, requestsPerMonth) => {
      const lines = answerTo(request, requestsPerMonth).lineItems!
      const misread = lines.filter(({ formula, pricingQuantity }) =>
        readFormula(formula).minus(pricingQuantity).abs().gt(Exact.max(NINE_DECIMALS, new Exact(pricingQuantity).abs().times(RELATIVE))))
      expect(misread).toEqual([])
    }), { numRuns: 100 })
  })

  it('never costs less for more messages', () => {
    fc.assert(fc.property(anySizedQuestion, messages, messages, (request, some, others) => {
      const [fewer, more] = [Math.min(some, others), Math.max(some, others)].map(requestsPerMonth => answerTo(request, requestsPerMonth).totals!.infrastructure.expected)
      expect(new Exact(more!).lt(fewer!)).toBe(false)
    }), { numRuns: 100 })
  })

  it('costs with what runs already as much more as the new workload adds', () => {
    const running = { requestsPerMonth: 40_000_000, payloadBytes: 1000, retentionDays: 2, consumerGroups: 2 }
    const added = { requestsPerMonth: 60_000_000, payloadBytes: 2000, retentionDays: 3, compressionRatio: 2 }
    const marginal = answered(offering, questionOf({ workload: added, existing: running }))!
    const alone = answered(offering, questionOf({ workload: running }))!
    // What is metered adds up line by line: the cluster is there already.
    const cost = (answer: Estimate, id: string): Exact => new Exact(answer.lineItems!.find(one => one.id === id)!.cost)
    const own = answered(offering, questionOf({ workload: added }))!
    for (const id of ['data.in', 'storage.brokers']) expect(cost(marginal, id).minus(cost(own, id)).abs().lt('1e-9')).toBe(true)
    expect([cost(marginal, 'compute.cluster').toString(), cost(alone, 'compute.cluster').gt(0)]).toEqual(['0', true])
  })
})
