import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choose } from '../../src/estimates/choose.ts'
import type { Choice } from '../../src/estimates/choose.ts'
import { choiceOf } from '../../src/models/offering.ts'
import type { Plan, PlanOption } from '../../src/models/offering.ts'
import type { Charge } from '../../src/pricing/charge.ts'
import { Decimal, plain, zero } from '../../src/pricing/decimal.ts'
import { listPrices, openPriceBook } from '../../src/pricing/price-book.ts'
import type { SkuRef } from '../../src/pricing/price-book.ts'
import { byId, flat, priceOf, smallTable } from '../pricing/small-tables.ts'

/** Machines of three families; two of them cost the same, and one is twice another. */
const hourly: Readonly<Record<string, string>> = { 'm5.large': '0.2', 'm6.large': '0.2', 'm6.alpha': '0.2', 'm7.large': '0.3', 'm7.xlarge': '0.4' }
const book = openPriceBook(byId(smallTable({
  id: 'machines',
  skus: { ...Object.fromEntries(Object.entries(hourly).map(([type, price]) => [type, priceOf('Hours', flat(price))])), disk: priceOf('GB-Months', flat('0.1')) }
})), 'here', listPrices)

const generationOf = (type: string): number => Number(type.slice(1, 2))
const charge = (sku: SkuRef, quantity: number): Charge => ({
  id: 'compute.brokers',
  title: 'Brokers',
  group: 'compute',
  sku,
  consumedQuantity: new Decimal(quantity),
  consumedUnit: 'Brokers',
  quantity: new Decimal(quantity),
  formula: () => String(quantity),
  terms: () => []
})

interface Cluster extends PlanOption { readonly plan: Plan }

/** A cluster for one hour: its machines, and the disk that clusters of its size share. */
function cluster (brokerType: string, brokers: number, diskGib = 0, peers: unknown = `${brokers} brokers, ${diskGib} GiB`): Cluster {
  const sku: SkuRef = `machines/${brokerType}`
  const plan = { sizing: { brokers, brokerType }, charges: [charge(sku, brokers), charge('machines/disk', diskGib)] } as unknown as Plan
  return { machine: { sku, type: brokerType, generation: generationOf(brokerType) }, brokers, peers, plan }
}

const chooseOf = (clusters: readonly Cluster[], shown: number): Choice => choose(choiceOf(clusters, ({ plan }) => plan), book, shown, null)
const named = ({ sizing }: Plan): string => `${sizing!.brokers} × ${sizing!.brokerType!}`
const ranked = ({ ranked }: Choice): ReadonlyArray<readonly [string, string]> => ranked.map(({ option, cost }) => [named((option as Cluster).plan), plain(cost)])

describe('the plan that is taken', () => {
  it('is the only one where there is one, and nothing is costed', () => {
    const only = cluster('m7.large', 3)
    expect(choose({ only: only.plan }, book, 6, null)).toEqual({ chosen: only.plan, comparedWithPeople: false, rivals: [], ranked: [] })
    expect(chooseOf([only], 6)).toEqual({ chosen: only.plan, comparedWithPeople: false, rivals: [], ranked: [] })
  })

  it('is the cheapest, machines and disks together', () => {
    // 3 × 0.3 = 0.9; 3 × 0.4 = 1.2; 6 × 0.2 = 1.2 and 10 GiB × 0.1 = 1 more.
    const choice = chooseOf([cluster('m5.large', 6, 10), cluster('m7.xlarge', 3), cluster('m7.large', 3)], 6)
    expect([named(choice.chosen), ranked(choice)]).toEqual(['3 × m7.large', [['3 × m7.large', '0.9'], ['3 × m7.xlarge', '1.2'], ['6 × m5.large', '2.2']]])
  })

  it('has fewer brokers where the cost is the same', () => {
    // 3 × 0.4 = 6 × 0.2 = 1.2
    const choice = chooseOf([cluster('m6.large', 6), cluster('m7.xlarge', 3)], 6)
    expect(ranked(choice)).toEqual([['3 × m7.xlarge', '1.2'], ['6 × m6.large', '1.2']])
  })

  it('is of the newer family where cost and brokers are the same', () => {
    expect(ranked(chooseOf([cluster('m5.large', 3), cluster('m6.large', 3)], 6))).toEqual([['3 × m6.large', '0.6'], ['3 × m5.large', '0.6']])
    expect(ranked(chooseOf([cluster('m5.large', 3, 0, 'one'), cluster('m6.large', 3, 0, 'other')], 6))).toEqual([['3 × m6.large', '0.6'], ['3 × m5.large', '0.6']])
  })

  it('comes first by the alphabet where all else is the same', () => {
    expect(ranked(chooseOf([cluster('m6.large', 3), cluster('m6.alpha', 3)], 6))).toEqual([['3 × m6.alpha', '0.6'], ['3 × m6.large', '0.6']])
    expect(ranked(chooseOf([cluster('m6.alpha', 3, 0, 'one'), cluster('m6.large', 3, 0, 'other')], 6))).toEqual([['3 × m6.alpha', '0.6'], ['3 × m6.large', '0.6']])
  })

  it('is the cheapest with people where they are counted, and is costed without them', () => {
    // 6 × 0.2 = 1.2 and 6 × 0.05 for people: 1.5; 3 × 0.4 and a GiB at 0.1 = 1.3 and 0.15: 1.45; 6 × 0.3 = 1.8 and 0.3: 2.1
    const clusters = choiceOf([cluster('m6.large', 6), cluster('m7.xlarge', 3, 1), cluster('m7.large', 6)], ({ plan }) => plan)
    const withPeople = choose(clusters, book, 6, plan => new Decimal('0.05').times(plan.sizing!.brokers))
    expect(ranked(withPeople)).toEqual([['3 × m7.xlarge', '1.3'], ['6 × m6.large', '1.2'], ['6 × m7.large', '1.8']])
    expect([withPeople.comparedWithPeople, withPeople.ranked.map(({ compared }) => plain(compared))]).toEqual([true, ['1.45', '1.5', '2.1']])
    expect([named(choose(clusters, book, 6, null).chosen), withPeople.rivals.map(({ plan }) => named(plan))]).toEqual(['6 × m6.large', ['6 × m6.large', '3 × m7.xlarge']])
  })

  it('is shown with no more than the asked number of plans', () => {
    const plans = [cluster('m7.xlarge', 3), cluster('m7.large', 3), cluster('m5.large', 3), cluster('m6.large', 3)]
    expect(ranked(chooseOf(plans, 2))).toEqual([['3 × m6.large', '0.6'], ['3 × m5.large', '0.6']])
    expect(ranked(chooseOf([...plans, cluster('m5.large', 6)], 1))).toEqual([['3 × m6.large', '0.6']])
  })
})

describe('the plan that is taken where no alternatives are shown', () => {
  it('is found among peers by the price of their machines alone', () => {
    expect(chooseOf([cluster('m7.xlarge', 3), cluster('m5.large', 3), cluster('m6.large', 3), cluster('m7.large', 3)], 1).ranked).toEqual([])
    expect(named(chooseOf([cluster('m7.xlarge', 3), cluster('m5.large', 3), cluster('m6.large', 3), cluster('m7.large', 3)], 1).chosen)).toBe('3 × m6.large')
  })
})

describe('the order of the plans', () => {
  it('is the one of costing each of them, however they are grouped', () => {
    const sizes = fc.record({ brokerType: fc.constantFrom(...Object.keys(hourly)), brokers: fc.integer({ min: 1, max: 4 }).map(zones => zones * 3), disk: fc.constantFrom(0, 3, 10), grouped: fc.boolean() })
    const different = fc.uniqueArray(sizes, { minLength: 2, maxLength: 12, selector: ({ brokerType, brokers, disk }) => `${brokerType} ${brokers} ${disk}` })
    fc.assert(fc.property(different, fc.integer({ min: 1, max: 12 }), (given, shown) => {
      const plans = given.map(({ brokerType, brokers, disk, grouped }) => grouped ? cluster(brokerType, brokers, disk) : cluster(brokerType, brokers, disk, {}))
      // In tenths of a cent of an hour, by whole numbers: machines and disks.
      const tenths = ({ brokerType, brokers, disk }: typeof given[number]): number => brokers * Number(hourly[brokerType]) * 10 + disk
      const byHand = [...given].sort((a, b) => Math.round(tenths(a) - tenths(b)) || a.brokers - b.brokers || generationOf(b.brokerType) - generationOf(a.brokerType) || (a.brokerType < b.brokerType ? -1 : a.brokerType > b.brokerType ? 1 : 0))
      const inOrder = byHand.map(({ brokers, brokerType }) => `${brokers} × ${brokerType}`)
      const { chosen, ranked } = chooseOf(plans, shown)
      expect(named(chosen)).toBe(inOrder[0])
      if (shown > 1) expect(ranked.map(({ option }) => named((option as Cluster).plan))).toEqual(inOrder.slice(0, shown))
      for (const { option, cost } of ranked) {
        const { plan } = option as Cluster
        const machines = book.price(plan.charges[0]!.sku as SkuRef).contractedRate
        const unitPrice = machines.kind === 'flat' ? machines.price : zero
        expect(plain(cost)).toBe(plain(plan.charges[0]!.quantity.times(unitPrice).plus(plan.charges[1]!.quantity.times('0.1'))))
      }
    }), { numRuns: 300 })
  })
})

describe('machines under a commitment', () => {
  const committed = (brokerType: string, percent: number): Cluster => {
    const made = cluster(brokerType, 3)
    return { ...made, machine: { ...made.machine, commitment: { term: '1-year', percent, source: 'here', confidence: 'official' } } }
  }

  it('are ranked by what is left of their prices', () => {
    // 3 × 0.3 × 0.5 = 0.45 is less than 3 × 0.2 × 0.8 = 0.48.
    const choice = chooseOf([committed('m5.large', 20), committed('m7.large', 50)], 6)
    expect([named(choice.chosen), ranked(choice)]).toEqual(['3 × m7.large', [['3 × m7.large', '0.45'], ['3 × m5.large', '0.48']]])
  })

  it('stand beside machines without one', () => {
    expect(ranked(chooseOf([cluster('m5.large', 3), committed('m7.large', 10)], 6))).toEqual([['3 × m5.large', '0.6'], ['3 × m7.large', '0.81']])
  })
})
