import { describe, expect, it } from 'vitest'
import { periodOf } from '../../../src/estimates/focus/month.ts'
import { providerCharges } from '../../../src/estimates/focus/provider-charges.ts'
import { serviceOf } from '../../../src/estimates/focus/services.ts'
import { shareOut } from '../../../src/estimates/focus/share-out.ts'
import { unitText } from '../../../src/estimates/focus/texts.ts'
import { Decimal } from '../../../src/pricing/decimal.ts'
import type { PriceTable } from '../../../src/pricing/price-table.ts'
import { Exact } from '../../exact.ts'
import { ask, fourHoursOfPeople, lineOf, nobody, pricesWith, realPrices } from '../real-prices.ts'
import { focusQuestionOf, focusRows, pick } from './focus-rows.ts'
import type { Row } from './focus-rows.ts'

const sum = (rows: readonly Row[], column: string): string => rows.reduce((total, row) => total.plus(row[column]!), new Exact(0)).toFixed(2)

describe('rows of a bill that is known', () => {
  // 5 MiB/s on the mean: 13,455,360,000 × 1,024 bytes are 12,832.03125 GiB a month.
  const workload = { requestsPerMonth: 13_455_360_000, payloadBytes: 1024, retentionDays: 1, consumerGroups: 2, partitions: 100, followerFetching: true }
  const conventions = { recordOverheadBytes: 0 }

  it('are on MSK the brokers, their volumes and the traffic of producers between zones', () => {
    const rows = focusRows('aws-msk-standard', { workload, conventions })
    expect(rows.map(row => pick(row, 'ServiceName', 'PricingQuantity', 'PricingUnit', 'ListUnitPrice', 'EffectiveCost', 'SkuPriceDetails'))).toEqual([
      // 3 brokers × 730 hours × 0.204
      ['Amazon Managed Streaming for Apache Kafka', '2190.0', 'Hours', '0.204', '446.76', '{"InstanceType":"kafka.m7g.large"}'],
      // 3 × 844 GiB × 0.10
      ['Amazon Managed Streaming for Apache Kafka', '2532.0', 'GB-Months', '0.1', '253.2', null],
      // 12,832.03125 GB × 2/3 cross a zone, billed in both directions × 0.01
      ['AWS Data Transfer', '17109.375', 'GB', '0.01', '171.09375', null],
      // 12,832.03125 GB × 2 copies cross a zone and cost nothing on MSK
      ['Amazon Managed Streaming for Apache Kafka', '25664.0625', 'GB', '0.0', '0.0', null]
    ])
  })

  it('have on EC2 keys of our own where the vendor\'s are not known, and say so', () => {
    const rows = focusRows('kafka-aws-ec2', { workload, conventions, options: { 'kafka-aws-ec2': { brokers: 3, brokerType: 'm6g.xlarge', storageGibPerBroker: 500 } } })
    expect(rows.slice(0, 2).map(row => pick(row, 'ServiceName', 'SkuId', 'SkuPriceId', 'x_SkuIsProviders', 'EffectiveCost'))).toEqual([
      // 3 × 730 × 0.154
      ['Amazon Elastic Compute Cloud', 'estimate:aws-ec2:us-east-1/instance.m6g.xlarge', 'estimate:aws-ec2:us-east-1/instance.m6g.xlarge', 'false', '337.26'],
      // 3 × 500 × 0.08
      ['Amazon Elastic Block Store', 'estimate:aws-ebs:us-east-1/gp3.storage', 'estimate:aws-ebs:us-east-1/gp3.storage', 'false', '120.0']
    ])
  })

  it('show the free units of the account as a tier that costs nothing', () => {
    // 1,000,000 requests are free; 499,000,000 × 0.0000004 = 199.60.
    const rows = focusRows('aws-sqs-standard', { pricing: { freeTier: 'include' } })
    expect(rows.slice(0, 2).map(row => pick(row, 'PricingQuantity', 'ListUnitPrice', 'ListCost', 'SkuPriceId', 'x_TierUpTo'))).toEqual([
      ['1000000.0', '0.0', '0.0', '8RN6B8U4MERHRXP3.JRTCKXETXF#free', '1000000.0'],
      ['499000000.0', '0.0000004', '199.6', '8RN6B8U4MERHRXP3.JRTCKXETXF#1', '100000000000.0']
    ])
  })

  it('name a last tier that has no end, and a flat price that has no tiers', () => {
    const [...tiered] = focusRows('aws-sqs-standard', { workload: { requestsPerMonth: 77_760_000_000, payloadBytes: 1000 } })
    expect(pick(tiered.at(-1)!, 'x_TierFrom', 'x_TierUpTo')).toEqual(['200000000000.0', null])
    expect(pick(focusRows('aws-msk-standard', {})[0]!, 'x_TierFrom', 'x_TierUpTo')).toEqual([null, null])
  })

  it('are billed in another currency at the exact price: nothing is rounded before it is multiplied', () => {
    const rows = focusRows('aws-sqs-standard', { workload: { requestsPerMonth: 77_760_000_000, payloadBytes: 1000 }, currency: 'EUR', exchangeRate: { from: 'USD', to: 'EUR', rate: '0.92713', date: '2025-11-01' } })
    // 0.00000024 × 0.92713 = 0.0000002225112; 33,280,000,000 of them are 7,405.172736, and 33,280,000,000 × 0.00000024 = 7,987.20.
    expect(pick(rows.at(-1)!, 'BillingCurrency', 'ListUnitPrice', 'ListCost', 'PricingCurrency', 'PricingCurrencyListUnitPrice', 'PricingCurrencyEffectiveCost', 'x_ExchangeRate', 'x_ExchangeRateDate'))
      .toEqual(['EUR', '0.0000002225112', '7405.172736', 'USD', '0.00000024', '7987.2', '0.92713', '2025-11-01'])
  })

  it('show a negotiated price in both currencies', () => {
    const rows = focusRows('aws-sqs-standard', { currency: 'EUR', exchangeRate: { from: 'USD', to: 'EUR', rate: '0.8', date: '2025-11-01' }, pricing: { overrides: { 'aws-sqs/requests.standard': '0.0000002' } } })
    // 0.0000004 × 0.8 = 0.00000032 at list; 0.0000002 euros are 0.00000025 dollars: 500,000,000 × 0.00000025 = 125.
    expect(pick(rows[0]!, 'ListUnitPrice', 'ListCost', 'ContractedUnitPrice', 'ContractedCost', 'PricingCurrencyContractedUnitPrice', 'PricingCurrencyEffectiveCost'))
      .toEqual(['0.00000032', '160.0', '0.0000002', '100.0', '0.00000025', '125.0'])
  })

  it('name no exchange rate where only people are paid in another currency', () => {
    const rows = focusRows('aws-sqs-standard', { operations: { rateRegion: 'GB' }, exchangeRate: { from: 'GBP', to: 'USD', rate: '1.25', date: '2025-11-01' } })
    expect(pick(rows[0]!, 'BillingCurrency', 'x_ExchangeRate', 'x_ExchangeRateDate')).toEqual(['USD', null, null])
  })
})

describe('rows of people', () => {
  it('are their hours at their rate', () => {
    const rows = focusRows('aws-sqs-standard', { operations: fourHoursOfPeople }, { includeOperations: true }).filter(row => row['x_CostClass'] === 'OperationalOverhead')
    // Four hours, between two and eight, at 50.
    expect(rows.map(row => pick(row, 'x_LineItemId', 'ProviderName', 'PricingQuantity', 'PricingUnit', 'ListUnitPrice', 'EffectiveCost', 'BilledCost', 'x_Low', 'x_High', 'ChargeFrequency')))
      .toEqual([['operations.hours', 'Own organisation', '4.0', 'Hours', '50.0', '200.0', '0.0', '100.0', '400.0', 'Usage-Based']])
  })

  it('are none where nobody works', () => {
    expect(focusRows('aws-sqs-standard', { operations: nobody }, { includeOperations: true }).map(row => row['x_CostClass'])).toEqual(['Infrastructure', 'Infrastructure', 'Infrastructure'])
  })
})

describe('rows of every offering', () => {
  // Not every table has a version on the day of the other tests.
  const later = { pricing: { asOf: '2026-11-23' } }
  const priced = ask(later).estimates.filter(({ status }) => status === 'priced').map(({ offering }) => offering)

  it.each(priced)('add up to the totals of the answer, people and infrastructure: %s', offering => {
    const { totals } = focusQuestionOf(offering, later).estimate
    const rows = focusRows(offering, later, { includeOperations: true })
    const people = rows.filter(row => row['x_CostClass'] === 'OperationalOverhead')
    const others = rows.filter(row => row['x_CostClass'] === 'Infrastructure')
    expect([sum(others, 'EffectiveCost'), sum(people, 'EffectiveCost')]).toEqual([totals!.infrastructure.expected, totals!.operations.expected])
    // What an invoice shows has no people on it.
    expect([sum(rows, 'BilledCost'), sum(people, 'x_High')]).toEqual([totals!.infrastructure.expected, totals!.operations.high])
  })

  it('have nothing that nobody uses, but for what could be used', () => {
    const question = focusQuestionOf('aws-sqs-standard', { workload: { pollersPerGroup: 0 } })
    const empty = lineOf(question.estimate, 'requests.empty-receive')
    expect(empty.pricingQuantity).toBe('0')
    expect(providerCharges(question, [empty])).toEqual([])
    const [charge] = providerCharges(question, [{ ...empty, range: { low: '0', high: '5' } }])
    expect([charge!.pricingQuantity, charge!.low, charge!.high].map(String)).toEqual(['0', '0', '5'])
  })

  it('are not made from a package, whose price is not that of a unit', () => {
    const packages = pricesWith('aws-sqs', document => {
      document.regions['us-east-1']!.skus['requests.standard']!.rate = { kind: 'package', packageQuantity: '1000000', price: '0.4' }
      return document
    })
    expect(() => focusRows('aws-sqs-standard', {}, {}, packages)).toThrow('requests.standard is sold in packages')
  })
})

describe('the service behind a price', () => {
  it('is known for every price that is shipped', () => {
    const unknown = [...realPrices.tables.values()].flat().flatMap(table => [...table.regions.values()].flatMap(region => [...region.skus.keys()]
      .filter(sku => serviceOf(table, sku).category === 'Other').map(sku => `${table.id}/${sku}`)))
    expect([...new Set(unknown)]).toEqual([])
  })

  it('is the one of the longest beginning that fits', () => {
    const named = (id: string, sku: string): string => serviceOf(realPrices.tables.get(id)!.at(-1)!, sku).name
    expect([named('aws-ec2', 'instance.m6g.large'), named('aws-ec2', 'eks.cluster')]).toEqual(['Amazon Elastic Compute Cloud', 'Amazon Elastic Kubernetes Service'])
    expect([named('aws-network', 'inter-zone'), named('aws-network', 'endpoint.hours')]).toEqual(['AWS Data Transfer', 'Amazon Virtual Private Cloud'])
  })

  it('is Other under the title of its table where nobody has classified it', () => {
    const table = { id: 'ibm-event-streams', document: { title: 'IBM Event Streams' } } as PriceTable
    expect(serviceOf(table, 'unit')).toMatchObject({ name: 'IBM Event Streams', category: 'Other', subcategory: 'Other (Other)' })
  })
})

describe('what a row is made of', () => {
  it('is a month that ends before the first instant of the next one', () => {
    expect(['2026-12', '2026-01', '2028-02', '2026-09'].map(month => periodOf(month).end.slice(0, 10))).toEqual(['2027-01-01', '2026-02-01', '2028-03-01', '2026-10-01'])
    expect(periodOf('2026-09').start).toBe('2026-09-01T00:00:00Z')
  })

  it('is a share that adds up to the whole', () => {
    const shares = (amount: string, weights: readonly number[]): readonly string[] => shareOut(new Decimal(amount), weights.map(weight => new Decimal(weight))).map(String)
    expect(shares('10', [1, 1, 1])).toEqual(['3.333333333333', '3.333333333333', '3.333333333334'])
    expect(shares('5', [0, 0])).toEqual(['0', '5'])
    expect(shares('7', [4])).toEqual(['7'])
  })

  it('is a unit as FOCUS spells it', () => {
    expect(['MiB/s-Months', 'GB-Months', 'Requests'].map(unitText)).toEqual(['MiBps-Months', 'GB-Months', 'Requests'])
  })
})
