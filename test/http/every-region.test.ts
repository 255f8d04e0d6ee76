import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offeringIds } from '../../src/models/registry.ts'
import { catalog, estimateIn, service, workloadKeys } from './service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(async () => { await app.close() })

const withoutExpress = ['af-south-1', 'ap-east-2', 'ca-west-1', 'eu-south-1', 'us-west-1']
const withServerless = ['ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ca-central-1', 'eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'us-east-1', 'us-east-2', 'us-west-2']

describe('the four parameters alone, by GET', () => {
  it('can be asked in the 35 regions of the tables', () => {
    expect(catalog.regions.size).toBe(35)
  })

  it.each([...catalog.regions.keys()])('give a full answer for every offering in %s, and where one is not sold or its price is not known they say so', async region => {
    const answer = estimateIn(await app.inject(`/v1/estimates?${workloadKeys}&replicationFactor=3&region=${region}`))
    expect(answer.estimates.map(({ offering }) => offering)).toEqual(offeringIds)
    const notSold = [
      ...(withoutExpress.includes(region) ? ['aws-msk-express'] : []),
      ...(withServerless.includes(region) ? [] : ['aws-msk-serverless'])
    ]
    const refused = answer.estimates.filter(({ status }) => status === 'error')
    expect(refused.filter(({ provider }) => provider === 'AWS').map(({ offering, error }) => [offering, error!.code])).toEqual(notSold.map(offering => [offering, 'NOT_OFFERED_IN_REGION']))
    // Other clouds have prices of few regions.
    expect(refused.filter(({ provider, error }) => provider !== 'AWS' && error!.code !== 'MISSING_PRICE')).toEqual([])
    expect(answer.incomplete).toBe(refused.length > 0)
    for (const { lineItems, totals } of answer.estimates.filter(({ status }) => status === 'priced')) {
      expect(lineItems!.length).toBeGreaterThan(1)
      expect(Number(totals!.infrastructure.expected)).toBeGreaterThan(0)
    }
  })
})
