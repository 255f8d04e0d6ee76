import { describe, expect, it } from 'vitest'
import { ask, askOne, everythingOn, failureOf, fourHoursOfPeople, nobody } from './real-prices.ts'
import type { Failure, Given } from './real-prices.ts'

const sqs = 'aws-sqs-standard'
const refused = (offering: string, given: Given): Failure => failureOf(() => askOne(offering, given))
const rate = (from: string, to: string, value: string): object => ({ from, to, rate: value, date: '2025-11-10' })

describe('an exchange rate', () => {
  it('converts what is in another currency than the answer: the bill, and the people where the caller does not pay them', () => {
    // 3 × 500000000 × 0.0000004 = 600 dollars, × 0.9 = 540 euros. Four hours of Germany at 52.94 euros are 211.76.
    const { hourlyRate, ...people } = fourHoursOfPeople
    const { totals } = askOne(sqs, { currency: 'EUR', exchangeRate: rate('USD', 'EUR', '0.9'), operations: { ...people, rateRegion: 'DE' } })
    expect([totals!.infrastructure.expected, totals!.total.expected]).toEqual(['540.00', '751.76'])
  })

  it('may convert pay alone: a team in Great Britain that looks after a bill in dollars', () => {
    // 4 × 46.43 pounds = 185.72, × 1.25 = 232.15 dollars; the bill stays 600.
    const { hourlyRate, ...people } = fourHoursOfPeople
    const { totals } = askOne(sqs, { exchangeRate: rate('GBP', 'USD', '1.25'), operations: { ...people, rateRegion: 'GB' } })
    expect([totals!.infrastructure.expected, totals!.total.expected]).toEqual(['600.00', '832.15'])
  })

  it('is refused where the answer is in another currency, above all where currency is missing', () => {
    expect(refused(sqs, { exchangeRate: rate('USD', 'EUR', '0.9') })).toEqual({
      code: 'IMPOSSIBLE_COMBINATION',
      message: 'exchangeRate converts to EUR, and the answer is in USD because currency is missing: give currency EUR, or leave exchangeRate out.',
      data: { field: 'exchangeRate.to', accepted: ['USD'] }
    })
    expect(refused(sqs, { currency: 'GBP', exchangeRate: rate('USD', 'EUR', '0.9') }).message)
      .toBe('exchangeRate converts to EUR, and the answer is in GBP because currency is that: give currency EUR, or leave exchangeRate out.')
  })

  it('is refused where nothing is in the currency that it converts from', () => {
    expect(refused(sqs, { currency: 'EUR', exchangeRate: rate('GBP', 'EUR', '1.15') })).toEqual({
      code: 'IMPOSSIBLE_COMBINATION',
      message: 'exchangeRate converts from GBP, and nothing that is to be converted is in GBP; accepted is from USD.',
      data: { field: 'exchangeRate.from', accepted: ['USD'] }
    })
  })

  it('is refused where all is in the currency of the answer already: of pounds nobody is paid in, and of dollars into dollars', () => {
    const needless = (from: string): Failure => ({
      code: 'IMPOSSIBLE_COMBINATION',
      message: `exchangeRate converts from ${from}, and every price and the pay of this question are in USD already: leave exchangeRate out.`,
      data: { field: 'exchangeRate.from', accepted: [] }
    })
    expect(refused(sqs, { exchangeRate: rate('GBP', 'USD', '1.25') })).toEqual(needless('GBP'))
    expect(refused(sqs, { exchangeRate: rate('USD', 'USD', '1') })).toEqual(needless('USD'))
    // Both are given in dollars: the region of the pay is not read.
    expect(refused(sqs, { exchangeRate: rate('GBP', 'USD', '1.25'), operations: { hourlyRate: '50', stipendPerWeek: { low: '0', expected: '0', high: '0' } } })).toEqual(needless('GBP'))
  })
})

describe('prices that a caller gives', () => {
  it('are refused where nothing that was asked for is bought at them', () => {
    const tables = 'aws-sqs, aws-sns, aws-kms, aws-s3, aws-network'
    expect(refused(sqs, { pricing: { discounts: { 'aws-msk': 10 } } })).toEqual({
      code: 'IMPOSSIBLE_COMBINATION',
      message: `pricing.discounts names "aws-msk", and nothing is bought at prices of aws-msk for aws-sqs-standard; accepted are prices of ${tables}.`,
      data: { field: 'pricing.discounts.aws-msk', accepted: tables.split(', ') }
    })
    expect(refused(sqs, { pricing: { discounts: { operations: 10 } } }).message)
      .toBe(`pricing.discounts names "operations", and nothing is bought at prices of operations for aws-sqs-standard; accepted are prices of ${tables}.`)
    expect(refused(sqs, { pricing: { overrides: { 'aws-msk/connect.worker': '0.1' } } }).message)
      .toBe(`pricing.overrides names "aws-msk/connect.worker", and nothing is bought at prices of aws-msk for aws-sqs-standard; accepted are prices of ${tables}.`)
  })

  it('are refused of an offering without prices, and of a table without any', () => {
    expect(refused('automq', { pricing: { asOf: everythingOn, discounts: { 'kafka-sizing': 10 } } }).message)
      .toBe('pricing.discounts names "kafka-sizing", and nothing is bought at prices of kafka-sizing for automq; accepted is a question without it.')
  })

  it('are taken where one of the offerings is bought at them: a tenth off MSK leaves SQS as it is', () => {
    const { estimates: [queue] } = ask({ offerings: [sqs, 'aws-msk-standard'], operations: nobody, pricing: { discounts: { 'aws-msk': 10 } } })
    expect(queue!.totals!.infrastructure.expected).toBe('600.00')
  })

  it('are taken on a day when other tables of the offering hold no prices yet: a tenth off the queue alone', () => {
    // 600 × 0.9
    expect(askOne(sqs, { operations: nobody, pricing: { asOf: '2025-07-01', discounts: { 'aws-sqs': 10 } } }).totals!.infrastructure.expected).toBe('540.00')
  })

  it('are said to be in no line where the SKU is not in the bills, in a summary too', () => {
    const pricing = { overrides: { 'aws-sqs/requests.fifo': '0.1', 'aws-sqs/requests.standard': '0.0000002' }, discounts: { 'aws-s3': 10, 'aws-sqs': 20 } }
    const warnings = [
      'pricing.overrides.aws-sqs/requests.fifo is in no line of this answer: nothing in its bills is bought at it.',
      'pricing.discounts.aws-s3 is in no line of this answer: nothing in its bills is bought at it.',
      // Requests are the only line, and they have a price of their own.
      'pricing.discounts.aws-sqs is in no line of this answer: nothing in its bills is bought at it.'
    ]
    for (const detail of ['full', 'lines', 'summary']) expect(ask({ offerings: [sqs], operations: nobody, pricing, detail }).warnings).toEqual(warnings)
  })

  it('are in the answer where a line of any offering has them, and where only what runs already is bought at them', () => {
    expect(ask({ offerings: [sqs, 'aws-sqs-fifo'], pricing: { overrides: { 'aws-sqs/requests.fifo': '0.1' } } }).warnings).toEqual([])
    expect(ask({ offerings: [sqs], pricing: { discounts: { 'aws-sqs': 20 } } }).warnings).toEqual([])
    // Ten messages more need no further broker: the marginal bill has no line of them.
    const few = { requestsPerMonth: 10, payloadBytes: 1000, retentionDays: 4 }
    expect(ask({ offerings: ['aws-msk-standard'], workload: few, existing: few, pricing: { overrides: { 'aws-msk/broker.kafka.m7g.large': '0.1' } } }).warnings).toEqual([])
  })

  it('are no versions: a link pins every table of its answer, whatever is asked of it', () => {
    expect(askOne(sqs, { operations: nobody, pricing: { versions: { 'aws-msk': '2025-10-09' } } }).totals!.infrastructure.expected).toBe('600.00')
  })
})
