import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Charge, LineItemId } from '../../src/pricing/charge.ts'
import { Decimal, plain } from '../../src/pricing/decimal.ts'
import { listPrices, openPriceBook } from '../../src/pricing/price-book.ts'
import type { PriceBook, PriceOverlays, SkuRef } from '../../src/pricing/price-book.ts'
import { costWithoutPools, lineRange, lineTiers, listCost, noPositions, poolEnds, pricePlan as pricePlanFrom, sameStart } from '../../src/pricing/price-plan.ts'
import type { LineItem, PoolPositions, PricedPlan } from '../../src/pricing/price-plan.ts'
import { costOf } from '../../src/pricing/rate.ts'
import { byId, exactly, flat, graduated, priceOf, slices, smallTable } from './small-tables.ts'

/** The bounds and prices of SQS in us-east-1: 0.40, 0.30 and 0.24 a million. */
const sqsTiers = graduated(['100000000000', '0.0000004'], ['200000000000', '0.0000003'], [null, '0.00000024'])
const tables = byId(smallTable({
  id: 'queue',
  skus: {
    requests: priceOf('Requests', sqsTiers),
    'requests.other': priceOf('Requests', sqsTiers),
    hours: priceOf('Hours', flat('0.2')),
    'hours.dear': priceOf('Hours', flat('0.5'))
  }
}))
const bookWith = (overlays: Partial<PriceOverlays> = {}): PriceBook => openPriceBook(tables, 'here', { ...listPrices, ...overlays })

const pricePlan = (charges: readonly Charge[], book: PriceBook, start: PoolPositions): PricedPlan => pricePlanFrom(charges, book, sameStart(start))

interface Given { readonly id?: LineItemId, readonly sku?: SkuRef | readonly SkuRef[], readonly low?: string, readonly high?: string }
const charge = (quantity: string, { id = 'requests.send', sku = 'queue/requests', low, high }: Given = {}): Charge => ({
  id,
  title: 'Calls',
  group: 'usage',
  sku,
  consumedQuantity: exactly(quantity),
  consumedUnit: 'Messages',
  quantity: exactly(quantity),
  ...(low === undefined ? {} : { low: exactly(low) }),
  ...(high === undefined ? {} : { high: exactly(high) }),
  formula: () => quantity,
  terms: () => []
})

const costs = ({ lineItems }: PricedPlan): readonly string[] => lineItems.map(({ cost }) => plain(cost))
const lists = ({ lineItems }: PricedPlan): readonly string[] => lineItems.map(line => plain(listCost(line)))
const ranges = ({ lineItems }: PricedPlan): ReadonlyArray<readonly [string, string] | null> => lineItems.map(lineRange).map(range => range === null ? null : [plain(range.low), plain(range.high)])
const infrastructure = ({ infrastructure: { low, expected, high } }: PricedPlan): readonly string[] => [low, expected, high].map(plain)
const listSlices = (line: LineItem): ReturnType<typeof slices> => slices(lineTiers(line).map(({ list }) => list))
const contractedSlices = (line: LineItem): ReturnType<typeof slices> => slices(lineTiers(line).map(({ contracted }) => contracted))

const first = ['0', '100000000000'] as const
const second = ['100000000000', '200000000000'] as const
const third = ['200000000000', null] as const

const eightyBillionEach = [charge('80000000000'), charge('80000000000', { id: 'requests.receive' }), charge('80000000000', { id: 'requests.delete' })]

describe('lines that share one price', () => {
  it('take their slices of its tiers in order and add up to the bill', () => {
    const priced = pricePlan(eightyBillionEach, bookWith(), noPositions)
    // Sends 0 to 80: 80 × 10^9 × 0.0000004 = 32000.
    // Receives 80 to 160: 20 × 10^9 × 0.0000004 + 60 × 10^9 × 0.0000003 = 8000 + 18000 = 26000.
    // Deletes 160 to 240: 40 × 10^9 × 0.0000003 + 40 × 10^9 × 0.00000024 = 12000 + 9600 = 21600.
    expect(priced.lineItems.map(listSlices)).toEqual([
      [[...first, '80000000000', '0.0000004', '32000']],
      [[...first, '20000000000', '0.0000004', '8000'], [...second, '60000000000', '0.0000003', '18000']],
      [[...second, '40000000000', '0.0000003', '12000'], [...third, '40000000000', '0.00000024', '9600']]
    ])
    expect(costs(priced)).toEqual(['32000', '26000', '21600'])
    // One bill over 240 × 10^9: 100 × 0.4 + 100 × 0.3 + 40 × 0.24 thousand = 40000 + 30000 + 9600 = 79600.
    expect(infrastructure(priced)).toEqual(['79600', '79600', '79600'])
  })

  it('start where the account already stands', () => {
    // From 90: 10 × 10^9 × 0.0000004 + 10 × 10^9 × 0.0000003 = 4000 + 3000; the next 20 × 10^9 × 0.0000003 = 6000.
    const priced = pricePlan([charge('20000000000'), charge('20000000000', { id: 'requests.delete' })], bookWith(), new Map([['queue/requests', exactly('90000000000')]]))
    expect(costs(priced)).toEqual(['7000', '6000'])
    expect(infrastructure(priced)).toEqual(['13000', '13000', '13000'])
  })

  it('leave the pool of another price alone', () => {
    // Each of the two fills its own first tier: 100 × 10^9 × 0.0000004 = 40000.
    const priced = pricePlan([charge('100000000000'), charge('100000000000', { sku: 'queue/requests.other' })], bookWith(), noPositions)
    expect(costs(priced)).toEqual(['40000', '40000'])
  })

  it('do not see where the account stands in another price', () => {
    expect(costs(pricePlan([charge('1000000')], bookWith(), new Map([['queue/requests.other', exactly('500000000000')]])))).toEqual(['0.4'])
  })

  it('start afresh in every plan', () => {
    const book = bookWith()
    expect([costs(pricePlan(eightyBillionEach, book, noPositions)), costs(pricePlan(eightyBillionEach, book, noPositions))]).toEqual([['32000', '26000', '21600'], ['32000', '26000', '21600']])
  })

  it('keep an empty line in its place: it costs nothing and shows where it stands', () => {
    const priced = pricePlan([charge('100000000000'), charge('0', { id: 'requests.empty-receive' }), charge('1000000', { id: 'requests.delete' })], bookWith(), noPositions)
    expect(costs(priced)).toEqual(['40000', '0', '0.3'])
    expect(listSlices(priced.lineItems[1]!)).toEqual([[...second, '0', '0.0000003', '0']])
  })

  it('add up to one bill however the calls are spread over lines', () => {
    const billions = fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 1, maxLength: 6 })
    fc.assert(fc.property(billions, fc.integer({ min: 0, max: 250 }), (quantities, start) => {
      const position = new Map<SkuRef, Decimal>([['queue/requests', new Decimal(start).times(1e9)]])
      const inBillions = (billion: number): Charge => charge(new Decimal(billion).times(1e9).toString())
      const apart = pricePlan(quantities.map(inBillions), bookWith(), position)
      const together = pricePlan([inBillions(quantities.reduce((sum, one) => sum + one, 0))], bookWith(), position)
      expect(infrastructure(apart)).toEqual(infrastructure(together))
      for (const line of apart.lineItems) expect(plain(costOf(lineTiers(line).map(({ contracted }) => contracted)))).toBe(plain(line.cost))
    }))
  })
})

describe('a line of interchangeable things', () => {
  it('is billed at the cheapest of them', () => {
    const priced = pricePlan([charge('730', { id: 'compute.controllers', sku: ['queue/hours.dear', 'queue/hours'] })], bookWith(), noPositions)
    // 730 × 0.2 = 146
    expect([priced.lineItems[0]?.priced.ref, costs(priced)]).toEqual(['queue/hours', ['146']])
  })
})

describe('list and contracted cost', () => {
  it('are the same slices of the same lines at two prices', () => {
    const priced = pricePlan(eightyBillionEach, bookWith({ discounts: new Map([['queue', exactly('10')]]) }), noPositions)
    // Nine tenths of 32000, 26000 and 21600.
    expect(lists(priced)).toEqual(['32000', '26000', '21600'])
    expect(costs(priced)).toEqual(['28800', '23400', '19440'])
    expect(infrastructure(priced)).toEqual(['71640', '71640', '71640'])
    // 0.0000004 × 0.9 = 0.00000036, 0.0000003 × 0.9 = 0.00000027
    expect(contractedSlices(priced.lineItems[1]!)).toEqual([[...first, '20000000000', '0.00000036', '7200'], [...second, '60000000000', '0.00000027', '16200']])
    expect(listSlices(priced.lineItems[1]!)).toEqual([[...first, '20000000000', '0.0000004', '8000'], [...second, '60000000000', '0.0000003', '18000']])
  })

  it('are one and the same where nothing was negotiated', () => {
    const priced = pricePlan([charge('5')], bookWith(), noPositions)
    expect(priced.lineItems.flatMap(lineTiers).map(({ list, contracted }) => list === contracted)).toEqual([true])
    // 5 × 0.0000004 = 0.000002
    expect([lists(priced), costs(priced)]).toEqual([['0.000002'], ['0.000002']])
  })

  it('of a flat price stand side by side in one tier', () => {
    const priced = pricePlan([charge('730', { sku: 'queue/hours' })], bookWith({ overrides: new Map([['queue/hours', exactly('0.15')]]) }), noPositions)
    // 730 × 0.2 = 146 listed, 730 × 0.15 = 109.5 paid
    expect([lists(priced), costs(priced)]).toEqual([['146'], ['109.5']])
    expect([listSlices(priced.lineItems[0]!), contractedSlices(priced.lineItems[0]!)]).toEqual([[['0', null, '730', '0.2', '146']], [['0', null, '730', '0.15', '109.5']]])
  })
})

describe('a line whose quantity is a range', () => {
  it('is priced at both ends, each in a pool of its own', () => {
    const priced = pricePlan([
      charge('80000000000', { low: '8000000000' }),
      charge('80000000000', { id: 'requests.receive', low: '8000000000', high: '160000000000' })
    ], bookWith(), noPositions)
    // Low: 8 and 8 × 10^9 in the first tier, 3200 each.
    // High: sends as expected, 32000; receives 80 to 240: 20 × 0.4 + 100 × 0.3 + 40 × 0.24 thousand = 8000 + 30000 + 9600 = 47600.
    expect(costs(priced)).toEqual(['32000', '26000'])
    expect(ranges(priced)).toEqual([['3200', '32000'], ['3200', '47600']])
    expect(infrastructure(priced)).toEqual(['6400', '58000', '79600'])
  })

  it('is a range from the low end to the expected cost where only a low end is given', () => {
    const priced = pricePlan([charge('1000000', { low: '100000' })], bookWith(), noPositions)
    // 0.04 to 0.40
    expect([ranges(priced), infrastructure(priced)]).toEqual([[['0.04', '0.4']], ['0.04', '0.4', '0.4']])
  })

  it('is a range from the expected cost to the high end where only a high end is given', () => {
    const priced = pricePlan([charge('10', { id: 'storage.brokers', sku: 'queue/hours', high: '30' })], bookWith(), noPositions)
    // 10 × 0.2 = 2, 30 × 0.2 = 6
    expect([ranges(priced), infrastructure(priced)]).toEqual([[['2', '6']], ['2', '2', '6']])
  })

  it('leaves lines beside it without a range where they cost the same at both ends', () => {
    const priced = pricePlan([charge('10', { sku: 'queue/hours', high: '30' }), charge('10', { sku: 'queue/hours.dear' })], bookWith(), noPositions)
    expect([ranges(priced), infrastructure(priced)]).toEqual([[['2', '6'], null], ['7', '7', '11']])
  })

  it('moves the lines behind it in the pool: with fewer calls before them they fall into a dearer tier', () => {
    const priced = pricePlan([charge('100000000000', { low: '0' }), charge('1000000', { id: 'requests.delete' })], bookWith(), noPositions)
    // Expected: 40000, then a million at 0.3. Low: nothing, then a million at 0.4.
    expect(costs(priced)).toEqual(['40000', '0.3'])
    expect(ranges(priced)).toEqual([['0', '40000'], ['0.3', '0.4']])
    expect(infrastructure(priced)).toEqual(['0.4', '40000.3', '40000.3'])
  })

  it('starts at both ends where the account stands', () => {
    const priced = pricePlan([charge('1000000', { low: '500000', high: '2000000' })], bookWith(), new Map([['queue/requests', exactly('200000000000')]]))
    // All beyond 200 × 10^9 at 0.24 a million.
    expect([ranges(priced), costs(priced)]).toEqual([[['0.12', '0.48']], ['0.24']])
  })
})

describe('a plan without lines', () => {
  it('costs nothing', () => {
    expect(infrastructure(pricePlan([], bookWith(), noPositions))).toEqual(['0', '0', '0'])
  })
})

describe('charges priced one by one', () => {
  it('cost what each would at the front of its pool', () => {
    // 240 × 10^9: 40000 + 30000 + 9600 = 79600; 730 × 0.2 = 146; the cheaper of two: 146 again.
    const charges = [charge('240000000000'), charge('730', { sku: 'queue/hours' }), charge('730', { sku: ['queue/hours.dear', 'queue/hours'] })]
    expect(charges.map(one => plain(costWithoutPools([one], bookWith())))).toEqual(['79600', '146', '146'])
    // 79600 + 146 + 146 = 79892, and again as much for the same requests: no pool is drawn on.
    expect(plain(costWithoutPools([...charges, charge('240000000000')], bookWith()))).toBe('159492')
  })

  it('are paid at the contracted price', () => {
    expect(plain(costWithoutPools([charge('730', { sku: 'queue/hours' })], bookWith({ discounts: new Map([['queue', exactly('50')]]) })))).toBe('73')
  })

  it('cost nothing where nothing is used', () => {
    expect(costWithoutPools([charge('0')], bookWith()).isZero()).toBe(true)
  })
})

describe('a price that is itself a range', () => {
  const ranged = byId(smallTable({ id: 'stream', skus: { units: priceOf('eCKU-Hours', flat('2'), { range: { low: '1.75', high: '2.25' } }) } }))
  const streamed = (overlays: Partial<PriceOverlays> = {}) => pricePlan([charge('730', { id: 'compute.units', sku: 'stream/units' })], openPriceBook(ranged, 'here', { ...listPrices, ...overlays }), noPositions)

  it('makes its line one: 730 hours at 1.75, 2 and 2.25', () => {
    // 730 × 1.75 = 1,277.50; 730 × 2 = 1,460; 730 × 2.25 = 1,642.50
    const { low, expected, high } = streamed().infrastructure
    expect([low, expected, high].map(plain)).toEqual(['1277.5', '1460', '1642.5'])
    expect(lineRange(streamed().lineItems[0]!)).toEqual({ low: exactly('1277.50'), high: exactly('1642.50') })
  })

  it('is discounted at both ends', () => {
    const { low, high } = streamed({ discounts: new Map([['stream', exactly('10')]]) }).infrastructure
    // 1,277.50 × 0.9 and 1,642.50 × 0.9
    expect([low, high].map(plain)).toEqual(['1149.75', '1478.25'])
  })

  it('is one price once it was negotiated', () => {
    const { low, expected, high } = streamed({ overrides: new Map([['stream/units', exactly('1.9')]]) }).infrastructure
    // 730 × 1.9
    expect([low, expected, high].map(plain)).toEqual(['1387', '1387', '1387'])
  })
})

describe('a commitment', () => {
  const committed = (overlays: Partial<PriceOverlays> = {}, sku: SkuRef = 'queue/hours') =>
    pricePlan([{ ...charge('100', { id: 'compute.brokers', sku }), commitment: { term: '1-year', percent: 33.8, source: 'a price list', confidence: 'inferred' } }], bookWith(overlays), noPositions)

  it('takes its percent off, beside the list price', () => {
    // 100 × 0.2 = 20; × (100 - 33.8) / 100 = 13.24
    const [line] = committed().lineItems
    expect([plain(listCost(line!)), plain(line!.cost)]).toEqual(['20', '13.24'])
    expect(lineTiers(line!).map(({ list, contracted }) => [plain(list.unitPrice), plain(contracted.unitPrice)])).toEqual([['0.2', '0.1324']])
  })

  it('comes on top of a discount, and not on top of a negotiated price', () => {
    // 20 × 0.9 × 0.662 = 11.916; 100 × 0.15
    expect(plain(committed({ discounts: new Map([['queue', exactly('10')]]) }).infrastructure.expected)).toBe('11.916')
    expect(plain(committed({ overrides: new Map([['queue/hours', exactly('0.15')]]) }).infrastructure.expected)).toBe('15')
  })

  it('makes a line rest on the weaker of price and discount', () => {
    expect(committed().lineItems[0]!.priced.confidence).toBe('inferred')
    expect(costWithoutPools([{ ...charge('100', { sku: 'queue/hours' }), commitment: { term: '1-year', percent: 50, source: 'here', confidence: 'official' } }], bookWith()).toNumber()).toBe(10)
  })

  it('holds for both ends of a price that is a range', () => {
    const table = byId(smallTable({ id: 'stream', skus: { units: priceOf('eCKU-Hours', flat('2'), { range: { low: '1', high: '3' } }) } }))
    const { low, expected, high } = pricePlan([{ ...charge('10', { sku: 'stream/units' }), commitment: { term: '1-year', percent: 50, source: 'here', confidence: 'official' } }], openPriceBook(table, 'here', listPrices), noPositions).infrastructure
    expect([low, expected, high].map(plain)).toEqual(['5', '10', '15'])
  })

  it('of its own for each of several machines decides which is the cheapest', () => {
    const half = { term: '1-year', percent: 50, source: 'here', confidence: 'official' } as const
    const most = { ...half, percent: 70 }
    const bought = (sku: SkuRef | readonly SkuRef[], ...discounts: ReadonlyArray<readonly [SkuRef, typeof half | typeof most]>) => {
      const bySku = new Map<SkuRef, typeof half | typeof most>(discounts)
      const [line] = pricePlan([{ ...charge('100', { id: 'compute.controllers', sku }), commitment: ref => bySku.get(ref) }], bookWith(), noPositions).lineItems
      return [line!.priced.ref, plain(line!.cost), line!.priced.commitment?.percent]
    }
    const both = ['queue/hours.none', 'queue/hours', 'queue/hours.dear'] as const
    // 100 × 0.2; 100 × 0.5 × 0.3 = 15 against 20; 100 × 0.2 × 0.5 = 10 against 15; as dear as the other: the one that is cheaper at list
    expect(bought(both)).toEqual(['queue/hours', '20', undefined])
    expect(bought(both, ['queue/hours.dear', most])).toEqual(['queue/hours.dear', '15', 70])
    expect(bought(both, ['queue/hours.dear', most], ['queue/hours', half])).toEqual(['queue/hours', '10', 50])
    expect(bought('queue/hours', ['queue/hours', half])).toEqual(['queue/hours', '10', 50])
  })
})

describe('what comes on top of a bill', () => {
  it('starts in the tiers where that ended, in each of its scenarios', () => {
    const { lineItems } = pricePlan([charge('100000000000', { low: '50000000000' })], bookWith(), new Map())
    const from = poolEnds(lineItems, new Map())
    // Expected: 100,000,000,000 are past, so 0.30 a million; low: the first tier has room, 0.40 a million.
    const { low, expected } = pricePlanFrom([charge('1000000', { low: '500000' })], bookWith(), from).infrastructure
    expect([low, expected].map(plain)).toEqual(['0.2', '0.3'])
  })
})
