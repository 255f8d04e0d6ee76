import { describe, expect, it } from 'vitest'
import { createAccountPool } from '../../src/estimates/account-pool.ts'
import { estimate } from '../../src/estimates/estimate.ts'
import type { Estimate } from '../../src/estimates/response.ts'
import { EstimateError } from '../../src/pricing/errors.ts'
import { infrastructureOf, lineOf, questionOf, realPrices } from './real-prices.ts'
import type { Given } from './real-prices.ts'

/** Workloads of one account, in order. */
function inOneAccount (rows: readonly Given[]): readonly (readonly Estimate[])[] {
  const account = createAccountPool()
  return rows.map(row => estimate(questionOf({ offerings: ['aws-sqs-standard'], detail: 'lines', ...row }), realPrices, account).estimates)
}

const billed = (requests: number, others: object = {}): Given['options'] => ({ 'aws-sqs': { billedRequestsPerMonth: requests, ...others } })
const bills = (rows: readonly Given[]): readonly (string | undefined)[] => inOneAccount(rows).map(([first]) => infrastructureOf(first!))
const BILLION = 1e9

describe('workloads of one account', () => {
  it('start in the tier where those before them ended, and add up to the one big bill', () => {
    const rows = [40, 40, 40].map(count => ({ options: billed(count * BILLION) }))
    // 40 at 0.40 a million; 40 at 0.40; 20 at 0.40 and, beyond 100 billion, 20 at 0.30.
    expect(bills(rows)).toEqual(['16000.00', '16000.00', '14000.00'])
    // 100 × 400 + 20 × 300.
    expect(bills([{ options: billed(120 * BILLION) }])).toEqual(['46000.00'])
  })

  it('show the slice of the tiers that each of them draws on', () => {
    const [, , third] = inOneAccount([40, 40, 40].map(count => ({ options: billed(count * BILLION) })))
    expect(lineOf(third![0]!, 'requests.billed').tiers.map(({ from, pricingQuantity, listCost }) => [from, pricingQuantity, listCost])).toEqual([
      ['0', '20000000000', '8000'],
      ['100000000000', '20000000000', '6000']
    ])
  })

  it('spend the free million once, the first of them first', () => {
    const rows = [0.6, 0.6, 0.6].map(count => ({ options: billed(count * 1e6), pricing: { freeTier: 'include' } }))
    // 0.6 free; 0.4 free and 0.2 at 0.40; 0.6 at 0.40: together 0.8 at 0.40 are 0.32.
    expect(bills(rows)).toEqual(['0.00', '0.08', '0.24'])
    expect(bills([{ options: billed(1.8e6), pricing: { freeTier: 'include' } }])).toEqual(['0.32'])
  })

  it('cross the free million and the edge of a tier in one account to the cent', () => {
    const rows = [60, 60].map(count => ({ options: billed(count * BILLION), pricing: { freeTier: 'include' } }))
    // (60,000 − 1) × 0.40; 40,000 × 0.40 + 20,000 × 0.30; together (100,000 − 1) × 0.40 + 20,000 × 0.30 = 45,999.60.
    expect(bills(rows)).toEqual(['23999.60', '22000.00'])
    expect(bills([{ options: billed(120 * BILLION), pricing: { freeTier: 'include' } }])).toEqual(['45999.60'])
  })

  it('have tiers of their own in each region, and one free million over all of them', () => {
    const row = (region: string, requests: number): Given => ({ workload: { region }, options: billed(requests), pricing: { freeTier: 'include' } })
    // 0.6 free in Virginia; 0.4 free in Ireland and 0.2 at 0.40; nothing left for Oregon and Virginia.
    expect(bills([row('us-east-1', 6e5), row('eu-west-1', 6e5), row('us-west-2', 6e5), row('us-east-1', 6e5)])).toEqual(['0.00', '0.08', '0.24', '0.24'])
    // 80 billion in each: 32,000 each, none beyond 100 billion; the free million is gone with the first.
    expect(bills([row('us-east-1', 80 * BILLION), row('eu-west-1', 80 * BILLION)])).toEqual(['31999.60', '32000.00'])
  })

  it('stand behind what the account uses besides them', () => {
    const others = { otherAccountRequestsPerMonth: 90 * BILLION }
    // 10 at 400 and 10 at 300; then 20 at 300.
    expect(bills([20, 20].map(count => ({ options: billed(count * BILLION, others) })))).toEqual(['7000.00', '6000.00'])
  })

  it('have used free units elsewhere with what stands before them, and with what runs already', () => {
    const second = { workload: { region: 'eu-west-1' }, options: billed(1e6), pricing: { freeTier: 'include' } }
    // Five million besides the rows have the free million: all of a million in Ireland is paid, at 0.40.
    expect(bills([{ workload: { region: 'us-east-1' }, options: billed(1e5, { otherAccountRequestsPerMonth: 5e6 }), pricing: { freeTier: 'include' } }, second])).toEqual(['0.04', '0.40'])
    const messages = { requestsPerMonth: 100_000, payloadBytes: 100, retentionDays: 4, consumerGroups: 0 }
    expect(bills([{ workload: { ...messages, region: 'us-east-1' }, existing: { ...messages, requestsPerMonth: 5_000_000 }, pricing: { freeTier: 'include' } }, second])).toEqual(['0.04', '0.40'])
    // The same others twice are there once: 0.5 million of them leave half a million.
    const half = (requests: number): Given => ({ workload: { region: 'us-east-1' }, options: billed(requests, { otherAccountRequestsPerMonth: 5e5 }), pricing: { freeTier: 'include' } })
    // 0.1 and 0.1 free; in Ireland 0.3 of a million, and 0.7 at 0.40.
    expect(bills([half(1e5), half(1e5), second])).toEqual(['0.00', '0.00', '0.28'])
  })

  it('have a key, gateways and addresses once, and pay what one of them needs more of', () => {
    const row = (availabilityZones: number, region = 'us-east-1'): Given => ({ workload: { requestsPerMonth: 1e6, payloadBytes: 100, retentionDays: 4, availabilityZones, region }, options: { 'aws-sqs': { networkPath: 'nat', kmsKey: true } } })
    const rows = inOneAccount([row(2), row(2), row(3), row(3, 'eu-west-1')]).map(([first]) => first!)
    const costs = (id: string): readonly string[] => rows.map(one => lineOf(one, id).cost)
    // 2 × 730 × 0.045; nothing; one more zone; in Ireland 3 × 730 × 0.048
    expect(costs('network.nat.hours')).toEqual(['65.7', '0', '32.85', '105.12'])
    // 2 × 730 × 0.005; 730 × 0.005; 3 × 730 × 0.005
    expect(costs('network.nat.address')).toEqual(['7.3', '0', '3.65', '10.95'])
    expect(costs('kms.key')).toEqual(['1', '0', '0', '1'])
    expect([lineOf(rows[1]!, 'network.nat.hours'), lineOf(rows[2]!, 'network.nat.hours')].map(({ formula, consumedQuantity }) => [formula, consumedQuantity])).toEqual([
      ['max(0, 2 zones × 730 hours - 1460 that the account has)', '0'],
      ['max(0, 3 zones × 730 hours - 1460 that the account has)', '1']
    ])
  })

  it('are pooled for each offering by itself: they are alternatives', () => {
    const both = inOneAccount([60, 60].map(count => ({ offerings: ['aws-sqs-standard', 'aws-sqs-fifo'], options: billed(count * BILLION) })))
    // Standard: 60 × 400; 40 × 400 + 20 × 300. FIFO: 60 × 500; 40 × 500 + 20 × 400.
    expect(both.map(estimates => estimates.map(infrastructureOf))).toEqual([['24000.00', '30000.00'], ['22000.00', '28000.00']])
  })

  it('share the free publishes of SNS over regions, and have none where the free tier is left out', () => {
    const row = (region: string, freeTier: string): Given => ({ workload: { region, requestsPerMonth: 600_000, payloadBytes: 1000, consumerGroups: 2 }, pricing: { freeTier } })
    const publishes = (rows: readonly Given[]): readonly string[] => inOneAccount(rows).map(([first]) => lineOf(first!, 'requests.publish').cost)
    // 0.6 free; 0.4 free and 0.2 at 0.50 a million.
    expect(publishes([row('us-east-1', 'include'), row('eu-west-1', 'include')])).toEqual(['0', '0.1'])
    expect(publishes([row('us-east-1', 'exclude'), row('eu-west-1', 'exclude')])).toEqual(['0.3', '0.3'])
    expect(bills([{ workload: { region: 'us-east-1' }, options: billed(1e6) }, { workload: { region: 'eu-west-1' }, options: billed(1e6) }])).toEqual(['0.40', '0.40'])
  })

  it('use nothing where they cannot be answered', () => {
    const account = createAccountPool()
    const ask = (given: Given): string | undefined => infrastructureOf(estimate(questionOf({ offerings: ['aws-sqs-standard'], ...given }), realPrices, account).estimates[0]!)
    expect(() => ask({ options: billed(100 * BILLION), pricing: { discounts: { 'aws-sqz': 1 } } })).toThrow(EstimateError)
    // Still at the beginning: 10 × 400.
    expect(ask({ options: billed(10 * BILLION) })).toBe('4000.00')
  })

  it('cost what they cost alone where a service has no tiers', () => {
    const kafka = { offerings: ['kafka-aws-ec2'] }
    expect(bills([kafka, kafka])).toEqual([...bills([kafka]), ...bills([kafka])])
  })
})
