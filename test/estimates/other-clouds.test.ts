import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimate } from '../../src/estimates/estimate.ts'
import type { EstimateRequest } from '../../src/estimates/request.ts'
import type { Estimate } from '../../src/estimates/response.ts'
import { EstimateError } from '../../src/pricing/errors.ts'
import { Exact } from '../exact.ts'
import { about, anyQuestion, anySizedQuestion, someMessages } from './any-question.ts'
import { readFormula } from './read-formula.ts'
import { realPrices } from './real-prices.ts'

const anyOffering = fc.constantFrom('gcp-managed-kafka', 'azure-event-hubs-standard', 'azure-event-hubs-premium', 'azure-event-hubs-dedicated')

/** The offering's answer on a day on which its tables are in force; null where the question has none. */
function answered (offering: string, { workload, ...question }: EstimateRequest, changed: object = {}): Estimate | null {
  try {
    const asked = about(offering, { ...question, workload: { ...workload, region: 'us-east-1' }, pricing: { ...question.pricing, asOf: '2026-11-23' } })
    return estimate({ ...asked, workload: { ...asked.workload, ...changed } }, realPrices).estimates[0]!
  } catch (error) {
    if (error instanceof EstimateError) return null
    throw error
  }
}

describe('the lines of managed Kafka on other clouds', () => {
  it('have formulas that read aloud give the quantity that is billed, for any workload', () => {
    fc.assert(fc.property(anyOffering, anyQuestion, (offering, request) => {
      for (const { id, formula, pricingQuantity } of answered(offering, request)?.lineItems ?? []) {
        const allowed = Exact.max('5e-10', new Exact(pricingQuantity).times('1e-12'))
        expect({ id, formula, isQuantity: readFormula(formula).minus(pricingQuantity).abs().lte(allowed) }).toEqual({ id, formula, isQuantity: true })
      }
    }), { numRuns: 400 })
  })

  it('are between their ends, as is the bill', () => {
    fc.assert(fc.property(anyOffering, anyQuestion, (offering, request) => {
      const answer = answered(offering, request)
      fc.pre(answer !== null)
      for (const { cost, range } of answer!.lineItems!) {
        expect([new Exact(range?.low ?? cost).lte(cost), new Exact(range?.high ?? cost).gte(cost)]).toEqual([true, true])
      }
      const { low, expected, high } = answer!.totals!.infrastructure
      expect([Number(low) <= Number(expected), Number(expected) <= Number(high)]).toEqual([true, true])
    }), { numRuns: 200 })
  })

  it('never cost less for more messages', () => {
    fc.assert(fc.property(anyOffering, anySizedQuestion, someMessages, someMessages, (offering, request, some, others) => {
      const cost = (requestsPerMonth: number): number | null => {
        const answer = answered(offering, request, { requestsPerMonth })
        return answer?.feasible === true ? Number(answer.totals!.infrastructure.expected) : null
      }
      const [fewer, more] = [cost(Math.min(some, others)), cost(Math.max(some, others))]
      fc.pre(fewer !== null && more !== null)
      expect(more!).toBeGreaterThanOrEqual(fewer!)
    }), { numRuns: 200 })
  })
})
