import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimate } from '../../src/estimates/estimate.ts'
import type { EstimateRequest } from '../../src/estimates/request.ts'
import type { Estimate } from '../../src/estimates/response.ts'
import { EstimateError } from '../../src/pricing/errors.ts'
import { Exact } from '../exact.ts'
import { anyQuestion } from './any-question.ts'
import { questionOf, realPrices } from './real-prices.ts'
import { readFormula } from './read-formula.ts'

const RELATIVE = '1e-12'
const NINE_DECIMALS = '5e-10'

/** What was answered; nothing where no offering at all has an answer. */
function answered (request: EstimateRequest): readonly Estimate[] {
  try {
    return estimate(request, realPrices).estimates
  } catch (error) {
    if (error instanceof EstimateError) return []
    throw error
  }
}

/** Lines whose formula, read aloud, does not give the quantity that is billed. */
function misread (request: EstimateRequest): readonly string[] {
  return answered(request).flatMap(({ offering, lineItems = [] }) => lineItems.flatMap(({ id, formula, pricingQuantity }) => {
    const [read, billed] = [readFormula(formula), new Exact(pricingQuantity)]
    const allowed = Exact.max(NINE_DECIMALS, billed.times(RELATIVE))
    return read.minus(billed).abs().lte(allowed) ? [] : [`${offering} ${id}: ${formula} is ${read.toString()}, and ${pricingQuantity} is billed`]
  }))
}

describe('the formula of every line', () => {
  it('gives the quantity that is billed, for any workload on any offering', () => {
    fc.assert(fc.property(anyQuestion, request => {
      expect(misread(request)).toEqual([])
    }), { numRuns: 400 })
  })

  const everything = {
    workload: { requestsPerMonth: 3_000_000_001, payloadBytes: 300_000, consumerGroups: 3, topics: 7, redeliveryPercent: 12.5, internetEgressPercent: 10, crossRegionPercent: 5.5, receiveBatchSize: 2.5, localRetentionHours: 12, replay: true, compressionRatio: 3, availabilityZones: 2 },
    options: { 'aws-sqs': { kmsKey: true, networkPath: 'nat', fairQueues: true, compressPayload: true }, kafka: { orchestration: 'kubernetes' } },
    detail: 'lines'
  }

  it('is there for every line that the offerings can have', () => {
    const seen = new Set(([
      everything,
      { ...everything, options: { 'aws-sqs': { networkPath: 'interface-endpoint' } } },
      { ...everything, workload: { ...everything.workload, consumerGroups: 1 }, options: { 'aws-sqs': { billedRequestsPerMonth: 5 } } },
      { workload: { requestsPerMonth: 200_000_000_000, retentionDays: 1 }, options: { kafka: { brokerType: 'm7g.4xlarge' } } }
    ]).flatMap(given => {
      const request = questionOf(given)
      expect(misread(request)).toEqual([])
      return estimate(request, realPrices).estimates.flatMap(({ lineItems = [] }) => lineItems.map(({ id }) => id))
    }))
    expect([...seen].sort()).toEqual([
      'compute.brokers', 'compute.cluster', 'compute.controllers', 'compute.kubernetes', 'compute.partitions', 'data.in', 'data.out', 'kms.key',
      'network.cross-region', 'network.endpoint.data', 'network.endpoint.hours', 'network.inter-zone.consume', 'network.inter-zone.produce', 'network.inter-zone.replicate', 'network.internet-egress',
      'network.nat.address', 'network.nat.data', 'network.nat.hours', 'requests.billed', 'requests.delete', 'requests.deliver', 'requests.empty-receive', 'requests.fair', 'requests.kms', 'requests.object-get', 'requests.object-put',
      'requests.publish', 'requests.receive', 'requests.send', 'storage.brokers', 'storage.controllers', 'storage.iops', 'storage.objects', 'storage.throughput', 'storage.tiered', 'storage.tiered-retrieval'
    ])
  })
})
