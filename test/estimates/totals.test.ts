import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidenceShares, roundTotals, writeTotals } from '../../src/estimates/totals.ts'
import { completeWorkload } from '../../src/models/workload.ts'
import { centsText, Decimal, zero } from '../../src/pricing/decimal.ts'
import type { LineItem, MoneyRange, PricedPlan } from '../../src/pricing/price-plan.ts'
import type { Confidence } from '../../src/pricing/price-table.ts'
import { exactly } from '../pricing/small-tables.ts'

const range = (low: string, expected: string, high: string): MoneyRange => ({ low: exactly(low), expected: exactly(expected), high: exactly(high) })
const certain = (amount: string): MoneyRange => {
  const expected = exactly(amount)
  return { low: expected, expected, high: expected }
}
const cents = ({ low, expected, high }: MoneyRange): readonly string[] => [low, expected, high].map(centsText)

const noEvidence = { official: '0', thirdParty: '0', inferred: '0', judgement: '0' }
const officialAlone = { ...noEvidence, official: '1' }
const messages = (requestsPerMonth: number, payloadBytes = 1000): ReturnType<typeof completeWorkload> => completeWorkload({ requestsPerMonth, payloadBytes, retentionDays: 1 })

/** Lines of the given confidences and costs. */
function pricedAs (...lines: ReadonlyArray<readonly [Confidence, string]>): PricedPlan {
  const lineItems = lines.map(([confidence, cost]) => ({ cost: exactly(cost), priced: { confidence } }) as LineItem)
  const expected = lineItems.reduce((sum, { cost }) => sum.plus(cost), zero)
  return { lineItems, infrastructure: { low: expected, expected, high: expected } }
}

describe('a total', () => {
  it('rounds infrastructure and people once each, half up', () => {
    const { infrastructure, operations } = roundTotals(range('0.004', '0.125', '0.335'), range('1.994', '1.995', '2.0049'))
    expect(cents(infrastructure)).toEqual(['0.00', '0.13', '0.34'])
    expect(cents(operations)).toEqual(['1.99', '2.00', '2.00'])
  })

  it('is the sum of the two rounded parts, not the rounded sum', () => {
    // 0.005 and 0.005 are a cent each and two together; their exact sum, 0.010, would be one.
    expect(cents(roundTotals(certain('0.005'), certain('0.005')).total)).toEqual(['0.02', '0.02', '0.02'])
    // 0.004 and 0.004 are nothing each; their exact sum, 0.008, would be a cent.
    expect(cents(roundTotals(certain('0.004'), certain('0.004')).total)).toEqual(['0.00', '0.00', '0.00'])
  })

  it('adds low to low and high to high', () => {
    expect(cents(roundTotals(range('1', '2', '3'), range('10', '20', '40')).total)).toEqual(['11.00', '22.00', '43.00'])
  })
})

describe('written totals', () => {
  const written = (infrastructure: MoneyRange, operations: MoneyRange, workload: ReturnType<typeof completeWorkload>) =>
    writeTotals(roundTotals(infrastructure, operations), { infrastructure: infrastructure.expected, operations: operations.expected }, workload, { evidence: noEvidence, infrastructureEvidence: officialAlone })

  it('hold every part with two decimals', () => {
    const { infrastructure, operations, total } = written(range('60', '600', '600'), range('100', '200', '400.5'), messages(1))
    expect(infrastructure).toEqual({ low: '60.00', expected: '600.00', high: '600.00' })
    expect(operations).toEqual({ low: '100.00', expected: '200.00', high: '400.50' })
    expect(total).toEqual({ low: '160.00', expected: '800.00', high: '1000.50' })
  })

  it('are rates below zero where a larger cluster gives back more than it costs', () => {
    // -10 / 4 and (-10 + 2) / 4 a million
    expect(written(certain('-10'), certain('2'), messages(4e6)).perMillionMessages).toEqual({ infrastructure: '-2.5', total: '-2' })
  })

  it('take a year as twelve rounded months', () => {
    // 12 × 0.01 = 0.12 and 12 × 0.02 = 0.24; twelve times the exact 0.005 would be 0.06.
    expect(written(certain('0.005'), certain('0.005'), messages(1)).annual).toEqual({ infrastructure: '0.12', total: '0.24' })
  })

  it('spread the exact money over messages and gigabytes, in six significant digits', () => {
    // A million messages of 1000 bytes: 10 / 1 and 12 / 1 a million; 10^9 / 2^30 = 0.931322574… GB.
    // 10 / 0.931322574615478515625 = 10.73741824 and 12.884901888.
    const { perMillionMessages, perGigabyte } = written(certain('10'), certain('2'), messages(1e6))
    expect(perMillionMessages).toEqual({ infrastructure: '10', total: '12' })
    expect(perGigabyte).toEqual({ infrastructure: '10.7374', total: '12.8849' })
  })

  it('take rates from the money before it is rounded', () => {
    // 0.004 for two million messages is 0.002 a million, although the month costs 0.00.
    const { perMillionMessages, infrastructure } = written(certain('0.004'), certain('0'), messages(2e6))
    expect(infrastructure.expected).toBe('0.00')
    expect(perMillionMessages).toEqual({ infrastructure: '0.002', total: '0.002' })
  })

  it('have no rate where there is nothing to divide by', () => {
    const { perMillionMessages, perGigabyte } = written(certain('10'), certain('2'), messages(0))
    expect([perMillionMessages, perGigabyte]).toEqual([{ infrastructure: null, total: null }, { infrastructure: null, total: null }])
  })

  it('write a rate of a trillion messages without an exponent', () => {
    // 1 for 10^15 messages of one byte: 0.000000001 a million; 2^30 / 10^15 = 0.000001073741824 a GB.
    const { perMillionMessages, perGigabyte } = written(certain('1'), certain('0'), messages(1e15, 1))
    expect([perMillionMessages.infrastructure, perGigabyte.infrastructure]).toEqual(['0.000000001', '0.00000107374'])
  })

  it('carry the evidence along', () => {
    expect(written(certain('1'), certain('0'), messages(1))).toMatchObject({ evidence: noEvidence, infrastructureEvidence: officialAlone })
  })
})

describe('the evidence', () => {
  it('is the share of the money that rests on each kind of number; people are judgement', () => {
    // 60 official, 20 third-party, 10 inferred, 5 + 5 judgement of 100.
    const priced = pricedAs(['official', '50'], ['third-party', '20'], ['official', '10'], ['inferred', '10'], ['judgement', '5'])
    expect(evidenceShares(priced, exactly('5')).evidence).toEqual({ official: '0.6', thirdParty: '0.2', inferred: '0.1', judgement: '0.1' })
  })

  it('adds up to one: what rounding leaves goes to the largest share', () => {
    // Three thirds: 0.333333 for two, 1 - 0.666666 = 0.333334 for the first of the largest.
    expect(evidenceShares(pricedAs(['official', '1'], ['third-party', '1'], ['inferred', '1']), zero).evidence).toEqual({ official: '0.333334', thirdParty: '0.333333', inferred: '0.333333', judgement: '0' })
    // 1 / 6 = 0.166667 twice leaves 0.666666 to the four sixths of judgement, which alone would be 0.666667.
    expect(evidenceShares(pricedAs(['official', '1'], ['inferred', '1']), exactly('4')).evidence).toEqual({ official: '0.166667', thirdParty: '0', inferred: '0.166667', judgement: '0.666666' })
  })

  it('of the infrastructure leaves people out', () => {
    // Of 200 of infrastructure 10 are official, 186 third-party and 4 judged: 0.05, 0.93 and 0.02. With 12,300 of people of 12,500: 0.0008, 0.01488 and 12,304 / 12,500 = 0.98432.
    const priced = pricedAs(['official', '10'], ['third-party', '186'], ['judgement', '4'])
    expect(evidenceShares(priced, exactly('12300'))).toEqual({
      evidence: { official: '0.0008', thirdParty: '0.01488', inferred: '0', judgement: '0.98432' },
      infrastructureEvidence: { official: '0.05', thirdParty: '0.93', inferred: '0', judgement: '0.02' }
    })
  })

  it('of the infrastructure is nothing where only people cost anything', () => {
    expect(evidenceShares(pricedAs(['third-party', '0']), exactly('5'))).toEqual({ evidence: { ...noEvidence, judgement: '1' }, infrastructureEvidence: noEvidence })
  })

  it('of what a workload adds takes what a larger cluster gives back for as much as it costs', () => {
    // 30 official, 15 third-party given back and 5 judged: 30, 15 and 5 of 50. With 10 of people the judged are 15 of 60.
    const priced = pricedAs(['official', '30'], ['third-party', '-15'], ['judgement', '5'])
    expect(evidenceShares(priced, exactly('10'))).toEqual({
      evidence: { official: '0.5', thirdParty: '0.25', inferred: '0', judgement: '0.25' },
      infrastructureEvidence: { official: '0.6', thirdParty: '0.3', inferred: '0', judgement: '0.1' }
    })
  })

  it('is nothing where nothing costs anything', () => {
    expect(evidenceShares(pricedAs(['official', '0']), zero).evidence).toEqual(noEvidence)
  })

  it('is one where everything is of one kind', () => {
    expect(evidenceShares(pricedAs(['third-party', '0.01']), zero).evidence).toEqual({ official: '0', thirdParty: '1', inferred: '0', judgement: '0' })
  })

  it('adds up to exactly one, and no share is negative, for any bill that is not zero', () => {
    const amounts = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1e9 })), { minLength: 4, maxLength: 4 }).filter(found => found.some(amount => amount > 0))
    fc.assert(fc.property(amounts, ([official, thirdParty, inferred, people]) => {
      const priced = pricedAs(['official', String(official)], ['third-party', String(thirdParty)], ['inferred', String(inferred)])
      const shares = Object.values(evidenceShares(priced, new Decimal(people!)).evidence).map(share => new Decimal(share))
      expect(shares.reduce((sum, share) => sum.plus(share), zero).toString()).toBe('1')
      expect(shares.filter(share => share.lt(0))).toEqual([])
    }))
  })
})
