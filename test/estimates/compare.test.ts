import { describe, expect, it } from 'vitest'
import { compareOfferings } from '../../src/estimates/compare.ts'
import type { Contender } from '../../src/estimates/contender.ts'
import type { Comparison } from '../../src/estimates/response.ts'
import { roundTotals } from '../../src/estimates/totals.ts'
import type { Requirement } from '../../src/models/fit/criteria.ts'
import type { Offering } from '../../src/models/offering.ts'
import type { MoneyRange } from '../../src/pricing/price-plan.ts'
import { exactly } from '../pricing/small-tables.ts'

type Ends = readonly [low: number, expected: number, high: number]
const range = ([low, expected, high]: Ends): MoneyRange => ({ low: exactly(String(low)), expected: exactly(String(expected)), high: exactly(String(high)) })

/** An offering of a kind, its infrastructure and its people; a single number is certain. */
function contender (kind: 'queue' | 'log', id: string, infrastructure: number | Ends, people: number | Ends = 0, reason: string | null = null): Contender {
  const ends = (given: number | Ends): Ends => typeof given === 'number' ? [given, given, given] : given
  return { offering: { id, title: `The ${id}`, kind } as Offering, totals: roundTotals(range(ends(infrastructure)), range(ends(people))), reason }
}
const queue = (id: string, ...money: readonly [number | Ends, (number | Ends)?, (string | null)?]): Contender => contender('queue', id, ...money)
const log = (id: string, ...money: readonly [number | Ends, (number | Ends)?, (string | null)?]): Contender => contender('log', id, ...money)

const compared = (...contenders: readonly Contender[]): Comparison => compareOfferings(contenders, 'USD', false)
const sentence = (...contenders: readonly Contender[]): string => compared(...contenders).summary

const scope = 'Stand-alone, each offering with a cluster or queues of its own.'

describe('the ranking', () => {
  it('goes by the vendor bill and by the bill with people, each from the cheapest', () => {
    // With people: 10 + 90 = 100, 20 + 30 = 50, 30 + 40 = 70.
    const { infrastructure, total } = compared(log('self-managed', 10, 90), queue('queues', 20, 30), log('managed', 30, 40))
    expect(infrastructure).toEqual({ ranking: ['self-managed', 'queues', 'managed'], cheapest: 'self-managed', conclusive: true })
    expect(total).toEqual({ ranking: ['queues', 'managed', 'self-managed'], cheapest: 'queues', conclusive: true })
  })

  it('goes by the alphabet where the bills are equal', () => {
    expect(compared(log('b', 10), log('c', 10), log('a', 10)).infrastructure.ranking).toEqual(['a', 'b', 'c'])
  })

  it('goes by what is expected, not by the ends of the ranges', () => {
    expect(compared(log('wide', [1, 20, 90]), log('narrow', [10, 15, 16])).total.ranking).toEqual(['narrow', 'wide'])
  })
})

describe('the leader', () => {
  it('is certain where its high end stays below the low end of every other', () => {
    expect(compared(log('a', [1, 5, 9.99]), log('b', [10, 20, 30])).total.conclusive).toBe(true)
  })

  it('is not certain where its high end touches the low end of another', () => {
    expect(compared(log('a', [1, 5, 10]), log('b', [10, 20, 30])).total.conclusive).toBe(false)
  })

  it('is not certain where the low end of one far behind reaches it', () => {
    expect(compared(log('a', [4, 5, 6]), log('b', [10, 20, 30]), log('c', [6, 40, 50])).total.conclusive).toBe(false)
  })

  it('is judged by infrastructure and with people apart', () => {
    const { infrastructure, total } = compared(log('a', 10, [10, 20, 40]), log('b', 11, [20, 30, 60]))
    expect([infrastructure.conclusive, total.conclusive]).toEqual([true, false])
  })

  it('is certain where nobody else is left', () => {
    expect(compared(log('a', [1, 5, 9])).total).toEqual({ ranking: ['a'], cheapest: 'a', conclusive: true })
  })
})

describe('an offering that cannot carry the workload, or has no answer', () => {
  const blocked = queue('queues', 1, 1, 'A queue keeps a message for 14 days at most.')
  const failed: Contender = { offering: { id: 'broken', title: 'The broken', kind: 'log' } as Offering, totals: null, reason: 'There is no price.' }

  it('is left out of both rankings however cheap, and its reason is given', () => {
    const { infrastructure, total, notCompared } = compared(blocked, log('kafka', 10, 20), failed)
    expect([infrastructure.ranking, total.ranking]).toEqual([['kafka'], ['kafka']])
    expect(notCompared).toEqual([{ offering: 'queues', reason: 'A queue keeps a message for 14 days at most.' }, { offering: 'broken', reason: 'There is no price.' }])
  })

  it('leaves no leader where it was the only one', () => {
    const { infrastructure, total, summary } = compared(blocked, failed)
    expect([infrastructure, total]).toEqual([{ ranking: [], cheapest: null, conclusive: false }, { ranking: [], cheapest: null, conclusive: false }])
    expect(summary).toBe('None of the offerings asked for can carry this workload as it is asked; the findings say why.')
  })

  it('is not there where all can be compared', () => {
    expect(compared(queue('queues', 1)).notCompared).toEqual([])
  })
})

describe('what the cheapest meet only in part of what is required', () => {
  it('is said of the cheapest queue, the cheapest log and the leader on infrastructure, and of no other', () => {
    // 10 + 90 = 100 leads on infrastructure; 50 + 20 = 70 is the cheapest log; 20 + 20 = 40 the cheapest queue; 60 + 60 = 120 is named nowhere.
    const partly = (one: Contender, ...missing: readonly Requirement[]): Contender => ({ ...one, partly: missing })
    expect(sentence(partly(log('own', 10, 90), 'minimal-operations'), partly(log('managed', 50, 20), 'multi-cloud', 'fan-out'), queue('queues', 20, 20), partly(log('dear', 60, 60), 'replay')))
      .toMatch(/ Of what is required, only a part is met by The managed \(multi-cloud and fan-out\) and The own \(minimal-operations\)\.$/)
  })
})

describe('the sentence', () => {
  it('says that the queue wins, and that people do not change it', () => {
    // 10 + 20 = 30 against 50 + 60 = 110: 80 apart; without people 40.
    expect(sentence(queue('queues', 10, 20), log('kafka', 50, 60))).toBe('The queues at 30.00 USD a month (10.00 USD infrastructure and 20.00 USD people) is 80.00 USD cheaper than the cheapest log, ' +
      `The kafka at 110.00 USD a month (50.00 USD infrastructure and 60.00 USD people); people do not change the winner: on infrastructure alone The queues leads by 40.00 USD. ${scope}`)
  })

  it('says that the queue wins only because of people', () => {
    // 50 + 20 = 70 against 10 + 90 = 100: 30 apart; without people the log by 40.
    expect(sentence(queue('queues', 50, 20), log('kafka', 10, 90))).toBe('The queues at 70.00 USD a month (50.00 USD infrastructure and 20.00 USD people) is 30.00 USD cheaper than the cheapest log, ' +
      `The kafka at 100.00 USD a month (10.00 USD infrastructure and 90.00 USD people); people turn it round: on infrastructure alone The kafka would win by 40.00 USD. ${scope}`)
  })

  it('says that the log wins, and that people do not change it', () => {
    // 10 + 20 = 30 against 100 + 5 = 105: 75 apart; without people 90.
    expect(sentence(queue('queues', 100, 5), log('kafka', 10, 20))).toBe('The kafka at 30.00 USD a month (10.00 USD infrastructure and 20.00 USD people) is 75.00 USD cheaper than the cheapest queue, ' +
      `The queues at 105.00 USD a month (100.00 USD infrastructure and 5.00 USD people); people do not change the winner: on infrastructure alone The kafka leads by 90.00 USD. ${scope}`)
  })

  it('says that the log wins only because of people', () => {
    // 30 + 5 = 35 against 20 + 30 = 50: 15 apart; without people the queue by 10.
    expect(sentence(queue('queues', 20, 30), log('kafka', 30, 5))).toBe('The kafka at 35.00 USD a month (30.00 USD infrastructure and 5.00 USD people) is 15.00 USD cheaper than the cheapest queue, ' +
      `The queues at 50.00 USD a month (20.00 USD infrastructure and 30.00 USD people); people turn it round: on infrastructure alone The queues would win by 10.00 USD. ${scope}`)
  })

  it('gives an even match to the queue', () => {
    expect(sentence(log('kafka', 30), queue('queues', 30))).toBe('The queues at 30.00 USD a month (30.00 USD infrastructure and 0.00 USD people) costs as much as the cheapest log, ' +
      `The kafka at 30.00 USD a month (30.00 USD infrastructure and 0.00 USD people); people do not change the winner: on infrastructure alone it costs as much as The kafka; the ranges overlap, so the order is not certain. ${scope}`)
  })

  it('says where the ranges of the two overlap', () => {
    expect(sentence(queue('queues', 10, [10, 20, 100]), log('kafka', 50, [60, 60, 80]))).toBe('The queues at 30.00 USD a month (10.00 USD infrastructure and 20.00 USD people) is 80.00 USD cheaper than the cheapest log, ' +
      `The kafka at 110.00 USD a month (50.00 USD infrastructure and 60.00 USD people); people do not change the winner: on infrastructure alone The queues leads by 40.00 USD; the ranges overlap, so the order is not certain. ${scope}`)
  })

  it('says nothing of ranges that overlap among queues only: queue against log is certain', () => {
    // Ordered queues at 25 to 45 reach the leader's 20 to 40; the log starts at 110.
    const close = compared(queue('queues', 10, [10, 20, 30]), queue('ordered', 15, [10, 20, 30]), log('kafka', 50, 60))
    expect(close.total.conclusive).toBe(false)
    expect(close.summary).toBe('The queues at 30.00 USD a month (10.00 USD infrastructure and 20.00 USD people) is 80.00 USD cheaper than the cheapest log, ' +
      `The kafka at 110.00 USD a month (50.00 USD infrastructure and 60.00 USD people); people do not change the winner: on infrastructure alone The queues leads by 40.00 USD. ${scope}`)
  })

  it('compares the cheapest of each kind, which may be another one without people', () => {
    // With people: queues 10 + 20 = 30, managed 60 + 10 = 70, self-managed 5 + 90 = 95. Without: self-managed 5 against 10.
    expect(sentence(queue('queues', 10, 20), queue('ordered', 12, 20), log('self-managed', 5, 90), log('managed', 60, 10))).toBe('The queues at 30.00 USD a month (10.00 USD infrastructure and 20.00 USD people) is 40.00 USD cheaper than the cheapest log, ' +
      `The managed at 70.00 USD a month (60.00 USD infrastructure and 10.00 USD people); people turn it round: on infrastructure alone The self-managed would win by 5.00 USD. ${scope}`)
  })

  it('says that people change the winner where the kind stays and the offering does not', () => {
    // With people: managed 60 + 10 = 70, self-managed 5 + 90 = 95, queues 80 + 20 = 100. Without: self-managed 5 leads the queue's 80 by 75.
    expect(sentence(queue('queues', 80, 20), log('self-managed', 5, 90), log('managed', 60, 10))).toBe('The managed at 70.00 USD a month (60.00 USD infrastructure and 10.00 USD people) is 30.00 USD cheaper than the cheapest queue, ' +
      `The queues at 100.00 USD a month (80.00 USD infrastructure and 20.00 USD people); people change the winner, though not its kind: on infrastructure alone The self-managed leads by 75.00 USD. ${scope}`)
  })

  it('names the cheapest queue where no log can carry the workload', () => {
    expect(sentence(queue('ordered', 12, 20), queue('queues', 10, 20), log('kafka', 1, 1, 'Too large.')))
      .toBe('The cheapest is The queues at 30.00 USD a month (10.00 USD infrastructure and 20.00 USD people), 2.00 USD less than The ordered at 32.00 USD a month (12.00 USD infrastructure and 20.00 USD people); ' +
        `people do not change the winner: on infrastructure alone The queues leads by 2.00 USD; no log that can carry this workload was compared. ${scope}`)
  })

  it('names the cheapest log where no queue can carry the workload', () => {
    expect(sentence(log('kafka', 10, 20), log('managed', 10, 21)))
      .toBe('The cheapest is The kafka at 30.00 USD a month (10.00 USD infrastructure and 20.00 USD people), 1.00 USD less than The managed at 31.00 USD a month (10.00 USD infrastructure and 21.00 USD people); ' +
        `people do not change the winner: on infrastructure alone it costs as much as The managed; no queue that can carry this workload was compared. ${scope}`)
    // Without people the other one leads by 15; the ends of both reach into one another.
    expect(sentence(log('kafka', 25, [2, 5, 9]), log('managed', 10, [18, 21, 30]))).toContain(', 1.00 USD less than The managed at 31.00 USD a month (10.00 USD infrastructure and 21.00 USD people); people change the winner, though not its kind: on infrastructure alone The managed leads by 15.00 USD; the ranges overlap, so the order is not certain; no queue')
  })

  it('says what has to run there already, where something does', () => {
    const runsAlready = log('kafka', 15_000, 3_000).totals!
    expect(compareOfferings([{ ...log('kafka', 0, 11), runsAlready }], 'USD', true).summary)
      .toContain('The kafka at 11.00 USD a month (0.00 USD infrastructure and 11.00 USD people, on top of 18000.00 USD that has to run there already)')
  })

  it('says that the totals are what the workload adds, where something runs already', () => {
    expect(compareOfferings([log('kafka', 10, 20)], 'USD', true).summary)
      .toBe('The cheapest is The kafka at 30.00 USD a month (10.00 USD infrastructure and 20.00 USD people); no queue that can carry this workload was compared. Marginal: what the workload adds to what runs already on the same account and cluster; the stand-alone totals stand beside it.')
  })

  it('is in the currency that was asked for', () => {
    expect(compareOfferings([log('kafka', 10, 20)], 'EUR', false).summary)
      .toBe(`The cheapest is The kafka at 30.00 EUR a month (10.00 EUR infrastructure and 20.00 EUR people); no queue that can carry this workload was compared. ${scope}`)
  })
})
