import { describe, expect, it } from 'vitest'
import { modelVersion } from '../../src/estimates/model-version.ts'
import { estimate } from '../../src/estimates/estimate.ts'
import { isPinned, pinnedRequest } from '../../src/estimates/pinned-request.ts'
import type { EstimateRequest } from '../../src/estimates/request.ts'
import type { EstimateResponse } from '../../src/estimates/response.ts'
import { offeringIds } from '../../src/models/registry.ts'
import { createCatalog } from '../../src/pricing/catalog.ts'
import type { Catalog } from '../../src/pricing/catalog.ts'
import { parsePriceTable } from '../../src/pricing/price-table.ts'
import { questionOf, realPrices } from './real-prices.ts'
import type { Given } from './real-prices.ts'

interface Asked { readonly request: EstimateRequest, readonly response: EstimateResponse }

function asked (given: Given, catalog: Catalog = realPrices): Asked {
  const request = questionOf(given)
  return { request, response: estimate(request, catalog) }
}

function pinned (given: Given): EstimateRequest {
  const { request, response } = asked(given)
  return pinnedRequest(request, response)!
}

/** The shipped tables with a correction of one that landed later and adds ten to every price below ten. */
function correctedLater (id: string): Catalog {
  const tables = [...realPrices.tables.values()].flat()
  const newest = tables.filter(table => table.id === id).at(-1)!
  const text = JSON.stringify(newest.document).replaceAll(/"price":"(\d)/g, '"price":"1$1')
  return createCatalog([...tables, parsePriceTable({ ...JSON.parse(text), version: `${newest.version}.1` }, 'sha256:corrected')])
}

describe('a pinned question', () => {
  it('names the offerings, the day, every table version and the models', () => {
    const { offerings, pricing, modelVersion: models } = pinned({ offerings: ['aws-sqs-standard'] })
    expect({ offerings, pricing, models }).toEqual({
      offerings: ['aws-sqs-standard'],
      pricing: { asOf: '2025-11-10', versions: { 'aws-kms': '2025-08-28', 'aws-network': '2025-11-04', 'aws-s3': '2025-10-22', 'aws-sns': '2025-08-28', 'aws-sqs': '2025-08-28', operations: '2025-06-05' } },
      models: modelVersion
    })
  })

  it('names the tables in the order of the alphabet, so that its address is always the same', () => {
    const names = Object.keys(pinned({}).pricing?.versions ?? {})
    expect(names).toEqual(['aws-commitments', 'aws-ebs', 'aws-ec2', 'aws-kms', 'aws-msk', 'aws-network', 'aws-s3', 'aws-sns', 'aws-sqs', 'kafka-companions', 'kafka-sizing', 'kubernetes', 'operations'])
  })

  it('names every offering where none was named', () => {
    expect(pinned({}).offerings).toEqual(offeringIds)
  })

  it('asks the same: its answer is the same to the byte', () => {
    const given: Given = { workload: { consumerGroups: 3 }, options: { kafka: { utilisation: 0.4 } }, pricing: { freeTier: 'include' }, operations: { maturity: 'scalable' }, conventions: { hoursPerMonth: 720 }, detail: 'lines' }
    const { response } = asked(given)
    expect(JSON.stringify(estimate(pinned(given), realPrices))).toBe(JSON.stringify(response))
  })

  it('is its own pin', () => {
    const pin = pinned({ offerings: ['aws-msk-standard'], pricing: { versions: { 'aws-sqs': '2025-06-05' } } })
    expect(pinnedRequest(pin, estimate(pin, realPrices))).toEqual(pin)
    expect(isPinned(pin, estimate(pin, realPrices))).toBe(true)
  })

  it('keeps a version that was named for a table nobody needed', () => {
    expect(pinned({ offerings: ['aws-msk-standard'], pricing: { versions: { 'aws-sqs': '2025-06-05' } } }).pricing?.versions)
      .toEqual({ 'aws-sqs': '2025-06-05', 'aws-msk': '2025-10-09', 'aws-network': '2025-11-04', 'kafka-sizing': '2025-06-05', operations: '2025-06-05' })
  })

  it('costs the same after a table was corrected, although the question without a pin does not', () => {
    const given = { offerings: ['aws-sqs-standard'] }
    const later = correctedLater('aws-sqs')
    // 1500000000 × 10.0000004
    expect(asked(given, later).response.estimates[0]?.totals?.infrastructure.expected).toBe('15000000600.00')
    expect(JSON.stringify(estimate(pinned(given), later))).toBe(JSON.stringify(asked(given).response))
  })

  it('keeps a failure as it was after the table that it rests on was corrected', () => {
    const given = { offerings: ['aws-sqs-standard', 'aws-msk-serverless'], workload: { region: 'us-west-1' } }
    expect(asked(given).response.incomplete).toBe(true)
    expect(JSON.stringify(estimate(pinned(given), correctedLater('aws-msk')))).toBe(JSON.stringify(asked(given).response))
  })

  it('does not exist for negotiated prices, which never stand in an address', () => {
    const unpinnable = (pricing: object): unknown => {
      const { request, response } = asked({ offerings: ['aws-sqs-standard'], pricing })
      return pinnedRequest(request, response)
    }
    expect(unpinnable({ overrides: { 'aws-sqs/requests.standard': '0.0000001' } })).toBeNull()
    expect(unpinnable({ discounts: { 'aws-sqs': 10 } })).toBeNull()
  })

  it('has no pricing of its own to start from where the question had none', () => {
    const { request, response } = asked({ offerings: ['aws-sqs-standard'] })
    const { pricing, ...bare } = request
    expect(pinnedRequest(bare, response)).toEqual(pinnedRequest(request, response))
  })
})

describe('a question is pinned', () => {
  const pin = pinned({ offerings: ['aws-sqs-standard', 'aws-msk-serverless'], workload: { region: 'us-west-1' } })
  const response = estimate(pin, realPrices)
  const versions = pin.pricing!.versions!

  it('only with everything named', () => {
    expect(isPinned(pin, response)).toBe(true)
  })

  it('not without the models, the offerings, the day or the versions', () => {
    const { modelVersion: models, ...withoutModels } = pin
    const { offerings, ...withoutOfferings } = pin
    const { pricing, ...withoutPricing } = pin
    const others: readonly EstimateRequest[] = [withoutModels, withoutOfferings, withoutPricing, { ...pin, pricing: { versions } }, { ...pin, pricing: { asOf: '2025-11-10' } }]
    expect(others.map(other => isPinned(other, response))).toEqual([false, false, false, false, false])
  })

  it('not where one version of a table in the answer is missing, also of an offering that failed', () => {
    const without = (id: string): EstimateRequest => ({ ...pin, pricing: { ...pin.pricing, versions: Object.fromEntries(Object.entries(versions).filter(([name]) => name !== id)) } })
    expect(['aws-sqs', 'aws-msk', 'operations'].map(id => isPinned(without(id), response))).toEqual([false, false, false])
  })

  it('also where an answer names no tables at all', () => {
    const nameless: EstimateResponse = { ...response, priceTables: [] }
    expect([isPinned(pin, nameless), pinnedRequest(pin, nameless)]).toEqual([true, pin])
  })
})
