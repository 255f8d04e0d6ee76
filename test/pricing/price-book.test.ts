import { describe, expect, it } from 'vitest'
import { Decimal, plain } from '../../src/pricing/decimal.ts'
import { EstimateError } from '../../src/pricing/errors.ts'
import { listPrices, openPriceBook, partsOf, skuIn } from '../../src/pricing/price-book.ts'
import type { PriceBook, PriceOverlays, SkuRef } from '../../src/pricing/price-book.ts'
import type { Rate } from '../../src/pricing/price-table.ts'
import { byId, exactly, flat, graduated, priceOf, smallTable } from './small-tables.ts'

const queue = smallTable({
  id: 'queue',
  notOffered: ['gold.', 'requests.fair'],
  skus: {
    'requests.standard': priceOf('Requests', graduated(['1000', '0.4'], [null, '0.3']), { freeQuantity: '100' }),
    'requests.fifo': priceOf('Requests', flat('0.5')),
    'machine.medium': priceOf('Hours', flat('0.2')),
    'machine.large': priceOf('Hours', flat('0.4')),
    'machine.large-too': priceOf('Hours', flat('0.4'))
  }
})
const european = smallTable({ id: 'european', currency: 'EUR', skus: { hours: priceOf('Hours', flat('2')), stepped: priceOf('GB', graduated(['10', '1'], [null, '0.5'])) } })
const tables = byId(queue, european)

const bookWith = (overlays: Partial<PriceOverlays>, region = 'here'): PriceBook => openPriceBook(tables, region, { ...listPrices, ...overlays })
const percentOff = (...discounts: ReadonlyArray<readonly [string, string]>): Pick<PriceOverlays, 'discounts'> => ({ discounts: new Map(discounts.map(([ref, percent]) => [ref, exactly(percent)])) })
const negotiated = (...overrides: ReadonlyArray<readonly [string, string]>): Pick<PriceOverlays, 'overrides'> => ({ overrides: new Map(overrides.map(([ref, price]) => [ref, exactly(price)])) })

/** A rate as bound and price of each tier. */
const tiersOf = (rate: Rate): ReadonlyArray<readonly [string | null, string]> => 'tiers' in rate
  ? rate.tiers.map(({ upTo, price }) => [upTo === null ? null : plain(upTo), plain(price)])
  : [[null, plain(rate.price)]]

function asked (book: PriceBook, ref: SkuRef): { list: ReturnType<typeof tiersOf>, contracted: ReturnType<typeof tiersOf> } {
  const { listRate, contractedRate } = book.price(ref)
  return { list: tiersOf(listRate), contracted: tiersOf(contractedRate) }
}

function failure (ask: () => unknown): { code: string, message: string, data: unknown } {
  try {
    ask()
  } catch (error) {
    if (error instanceof EstimateError) return { code: error.code, message: error.message, data: error.data }
    throw error
  }
  throw new Error('there was a price')
}

describe('a list price', () => {
  it('is paid as listed where nothing was negotiated', () => {
    const list = [['1000', '0.4'], [null, '0.3']]
    expect(asked(bookWith({}), 'queue/requests.standard')).toEqual({ list, contracted: list })
  })

  it('says where it comes from', () => {
    const { ref, sourceKey, sku, table } = bookWith({}).price('queue/requests.fifo')
    expect({ ref, sourceKey, unit: sku.unit, version: table.version }).toEqual({ ref: 'queue/requests.fifo', sourceKey: 'queue:here/requests.fifo', unit: 'Requests', version: '2026-01-01' })
  })

  it('is laid out once and is the same thing whenever it is asked for again', () => {
    const book = bookWith({})
    expect(book.price('queue/requests.fifo')).toBe(book.price('queue/requests.fifo'))
  })

  it('knows its book: the region and the tables of one day', () => {
    const { region, tables: opened } = bookWith({})
    expect([region, [...opened.keys()]]).toEqual(['here', ['queue', 'european']])
  })
})

describe('a price in a second region', () => {
  const machine = (price: string) => ({ name: 'Somewhere', skus: { machine: priceOf('Hours', flat(price)) } })
  const book = openPriceBook(byId(smallTable({ id: 'cloud', regions: { here: machine('0.2'), there: { ...machine('0.3'), notOffered: ['gold.'] } } })), 'here', { ...listPrices, ...negotiated(['cloud/machine', '0.1']) })

  it('is named before the SKU', () => {
    expect([skuIn('cloud/machine', 'there'), skuIn('cloud/there:machine', 'here')]).toEqual(['cloud/there:machine', 'cloud/here:machine'])
    expect([partsOf('cloud/machine'), partsOf('cloud/there:machine')]).toEqual([{ tableId: 'cloud', region: undefined, skuId: 'machine' }, { tableId: 'cloud', region: 'there', skuId: 'machine' }])
  })

  it('is the one of that region, and what was negotiated for the first does not hold there', () => {
    expect([asked(book, 'cloud/machine').contracted, asked(book, 'cloud/there:machine').contracted]).toEqual([[[null, '0.1']], [[null, '0.3']]])
    expect(book.price('cloud/there:machine').sourceKey).toBe('cloud:there/machine')
  })

  it('is missing or not offered by what is known of that region', () => {
    expect([book.sells('cloud/there:machine'), book.sells('cloud/nowhere:machine')]).toEqual([true, false])
    expect([book.placeOf('cloud/machine'), book.placeOf('cloud/there:machine')]).toEqual(['here', 'there'])
    expect(failure(() => book.price('cloud/there:gold.machine'))).toMatchObject({ code: 'NOT_OFFERED_IN_REGION', data: { sku: 'gold.machine', region: 'there' } })
    expect(failure(() => book.price('cloud/nowhere:machine'))).toMatchObject({ code: 'MISSING_PRICE', data: { table: 'cloud', sku: 'machine', region: 'nowhere' } })
  })
})

describe('a price that is not there', () => {
  it('is not offered where the vendor sells nothing of that name here', () => {
    expect(failure(() => bookWith({}).price('queue/gold.plated'))).toEqual({
      code: 'NOT_OFFERED_IN_REGION',
      message: 'Vendor does not sell gold.plated in here (price table queue 2026-01-01).',
      data: { table: 'queue', version: '2026-01-01', sku: 'gold.plated', region: 'here' }
    })
    expect(failure(() => bookWith({}).price('queue/requests.fair')).code).toBe('NOT_OFFERED_IN_REGION')
  })

  it('is missing where the table is silent about it: it is never zero', () => {
    expect(failure(() => bookWith({}).price('queue/requests.silver'))).toEqual({
      code: 'MISSING_PRICE',
      message: 'Price table queue 2026-01-01 has no sourced price of requests.silver in here; a price from elsewhere is never used instead.',
      data: { table: 'queue', version: '2026-01-01', sku: 'requests.silver', region: 'here' }
    })
  })

  it('is missing, not denied, in a region that the table does not know', () => {
    expect(failure(() => bookWith({}, 'there').price('queue/gold.plated'))).toEqual({
      code: 'MISSING_PRICE',
      message: 'Price table queue 2026-01-01 has no sourced price of gold.plated in there; a price from elsewhere is never used instead.',
      data: { table: 'queue', version: '2026-01-01', sku: 'gold.plated', region: 'there' }
    })
  })

  it('stops everything where a model asks for a table that its offering does not list', () => {
    expect(() => bookWith({}).price('stream/hours')).toThrow(new Error('A model asked for a price of table stream, which its offering does not list.'))
  })

  it('can be asked about without an error', () => {
    const { sells } = bookWith({})
    expect((['queue/requests.fifo', 'queue/requests.silver', 'queue/gold.plated'] as const).map(sells)).toEqual([true, false, false])
    expect(bookWith({}, 'there').sells('queue/requests.fifo')).toBe(false)
  })
})

describe('a discount', () => {
  it('on a table is taken off every price of it, and the list price stays visible', () => {
    const book = bookWith(percentOff(['queue', '10']))
    // 0.4 × 90 / 100 = 0.36, 0.3 × 90 / 100 = 0.27; 0.5 × 90 / 100 = 0.45
    expect(asked(book, 'queue/requests.standard')).toEqual({ list: [['1000', '0.4'], [null, '0.3']], contracted: [['1000', '0.36'], [null, '0.27']] })
    expect(asked(book, 'queue/requests.fifo')).toEqual({ list: [[null, '0.5']], contracted: [[null, '0.45']] })
  })

  it('on one SKU leaves the others at list price', () => {
    const book = bookWith(percentOff(['queue/requests.fifo', '12.5']))
    // 0.5 × 87.5 / 100 = 0.4375
    expect(asked(book, 'queue/requests.fifo').contracted).toEqual([[null, '0.4375']])
    expect(asked(book, 'queue/machine.medium').contracted).toEqual([[null, '0.2']])
  })

  it('on a SKU wins over that on its table, whichever is larger', () => {
    // 0.5 × 95 / 100 = 0.475, not 0.25; the other SKU takes the table's half: 0.2 / 2 = 0.1
    const book = bookWith(percentOff(['queue', '50'], ['queue/requests.fifo', '5']))
    expect(asked(book, 'queue/requests.fifo').contracted).toEqual([[null, '0.475']])
    expect(asked(book, 'queue/machine.medium').contracted).toEqual([[null, '0.1']])
  })

  it('of nothing on a SKU lifts that on its table', () => {
    expect(asked(bookWith(percentOff(['queue', '50'], ['queue/requests.fifo', '0'])), 'queue/requests.fifo').contracted).toEqual([[null, '0.5']])
  })

  it('of a hundred percent makes it free and leaves the list price', () => {
    expect(asked(bookWith(percentOff(['queue/requests.fifo', '100'])), 'queue/requests.fifo')).toEqual({ list: [[null, '0.5']], contracted: [[null, '0']] })
  })

  it('may be a third, which no price ends: twelve decimals are written of it', () => {
    // 0.5 × (100 - 33.333333333333) / 100 = 0.333333333333335, half up at the twelfth decimal.
    expect(asked(bookWith(percentOff(['queue/requests.fifo', '33.333333333333'])), 'queue/requests.fifo').contracted).toEqual([[null, '0.333333333333']])
  })
})

describe('a negotiated price', () => {
  it('replaces the list price, which stays visible', () => {
    expect(asked(bookWith(negotiated(['queue/requests.fifo', '0.123'])), 'queue/requests.fifo')).toEqual({ list: [[null, '0.5']], contracted: [[null, '0.123']] })
  })

  it('holds in every tier', () => {
    expect(asked(bookWith(negotiated(['queue/requests.standard', '0.2'])), 'queue/requests.standard')).toEqual({ list: [['1000', '0.4'], [null, '0.3']], contracted: [['1000', '0.2'], [null, '0.2']] })
  })

  it('wins over every discount', () => {
    const book = bookWith({ ...negotiated(['queue/requests.fifo', '0.123']), ...percentOff(['queue', '50'], ['queue/requests.fifo', '10']) })
    expect(asked(book, 'queue/requests.fifo').contracted).toEqual([[null, '0.123']])
  })
})

describe('the free tier', () => {
  const freeThenList = [['100', '0'], ['1000', '0.4'], [null, '0.3']]

  it('is left out unless it was asked for', () => {
    expect(asked(bookWith({}), 'queue/requests.standard').list).toEqual([['1000', '0.4'], [null, '0.3']])
  })

  it('comes off the front of list and contracted price alike, and the bounds stay', () => {
    expect(asked(bookWith({ includeFreeTier: true }), 'queue/requests.standard')).toEqual({ list: freeThenList, contracted: freeThenList })
    // 0.4 / 2 = 0.2, 0.3 / 2 = 0.15
    expect(asked(bookWith({ includeFreeTier: true, ...percentOff(['queue', '50']) }), 'queue/requests.standard')).toEqual({ list: freeThenList, contracted: [['100', '0'], ['1000', '0.2'], [null, '0.15']] })
    expect(asked(bookWith({ includeFreeTier: true, ...negotiated(['queue/requests.standard', '0.25']) }), 'queue/requests.standard')).toEqual({ list: freeThenList, contracted: [['100', '0'], ['1000', '0.25'], [null, '0.25']] })
  })

  it('does not exist where the vendor gives none', () => {
    expect(asked(bookWith({ includeFreeTier: true }), 'queue/requests.fifo').list).toEqual([[null, '0.5']])
  })
})

describe('a price in another currency', () => {
  const dollars = { currency: 'USD', exchangeRate: { from: 'EUR', to: 'USD', rate: exactly('1.1') } }

  it('is exchanged at the given rate, tier by tier', () => {
    // 2 × 1.1 = 2.2; 1 × 1.1 = 1.1, 0.5 × 1.1 = 0.55
    expect(asked(bookWith(dollars), 'european/hours').list).toEqual([[null, '2.2']])
    expect(asked(bookWith(dollars), 'european/stepped')).toEqual({ list: [['10', '1.1'], [null, '0.55']], contracted: [['10', '1.1'], [null, '0.55']] })
  })

  it('leaves prices that are in the asked currency already', () => {
    expect(asked(bookWith(dollars), 'queue/requests.fifo').list).toEqual([[null, '0.5']])
  })

  it('is exchanged before a discount and not at all where it was negotiated, which is in the asked currency', () => {
    // 2 × 1.1 × 90 / 100 = 1.98
    expect(asked(bookWith({ ...dollars, ...percentOff(['european', '10']) }), 'european/hours')).toEqual({ list: [[null, '2.2']], contracted: [[null, '1.98']] })
    expect(asked(bookWith({ ...dollars, ...negotiated(['european/hours', '1.5']) }), 'european/hours')).toEqual({ list: [[null, '2.2']], contracted: [[null, '1.5']] })
  })

  const noRate = {
    code: 'MISSING_EXCHANGE_RATE',
    message: 'Price table european is in EUR and the answer was asked for in USD: give exchangeRate with from EUR, to USD, a rate and its date. No rate is fetched or guessed.',
    data: { from: 'EUR', to: 'USD' }
  }

  it('is an error without a rate', () => {
    expect(failure(() => bookWith({}).price('european/hours'))).toEqual(noRate)
  })

  it('is an error with a rate from or to something else, and the rate is never turned round', () => {
    const rateOf = (from: string, to: string) => bookWith({ exchangeRate: { from, to, rate: new Decimal(2) } })
    expect(failure(() => rateOf('GBP', 'USD').price('european/hours'))).toEqual(noRate)
    expect(failure(() => rateOf('EUR', 'GBP').price('european/hours'))).toEqual(noRate)
    expect(failure(() => rateOf('USD', 'EUR').price('european/hours'))).toEqual(noRate)
  })
})

describe('the cheapest of interchangeable things', () => {
  it('is the one with the lowest price', () => {
    expect(bookWith({}).cheapest(['queue/machine.large', 'queue/machine.medium']).ref).toBe('queue/machine.medium')
  })

  it('is the first named of those that cost the same', () => {
    expect(bookWith({}).cheapest(['queue/machine.large', 'queue/machine.large-too']).ref).toBe('queue/machine.large')
    expect(bookWith({}).cheapest(['queue/machine.large-too', 'queue/machine.large']).ref).toBe('queue/machine.large-too')
  })

  it('is the cheapest after what was negotiated', () => {
    // Half of 0.4 is 0.2 and equals the medium one; 60 % off is 0.16 and beats it.
    const refs: readonly SkuRef[] = ['queue/machine.medium', 'queue/machine.large']
    expect(bookWith(percentOff(['queue/machine.large', '50'])).cheapest(refs).ref).toBe('queue/machine.medium')
    expect(bookWith(percentOff(['queue/machine.large', '60'])).cheapest(refs).ref).toBe('queue/machine.large')
  })

  it('goes by the first tier where there are several', () => {
    // The first request costs 0.4 on the standard queue and 0.5 on the other.
    expect(bookWith({}).cheapest(['queue/requests.fifo', 'queue/requests.standard']).ref).toBe('queue/requests.standard')
  })

  it('leaves out what is not sold here', () => {
    expect(bookWith({}).cheapest(['queue/machine.small', 'queue/gold.plated', 'queue/machine.large']).ref).toBe('queue/machine.large')
  })

  it('is an error that names the first where none is sold', () => {
    expect(failure(() => bookWith({}).cheapest(['queue/machine.small', 'queue/gold.plated'])).message).toBe('Price table queue 2026-01-01 has no sourced price of machine.small in here; a price from elsewhere is never used instead.')
    expect(failure(() => bookWith({}).cheapest(['queue/gold.plated', 'queue/machine.small'])).code).toBe('NOT_OFFERED_IN_REGION')
  })

  it('is looked for once for the same list', () => {
    const book = bookWith({})
    const refs: readonly SkuRef[] = ['queue/machine.large', 'queue/machine.medium']
    expect(book.cheapest(refs)).toBe(book.cheapest(refs))
  })
})

describe('the rank of a price in its table', () => {
  it('counts the lower prices, equal ones once', () => {
    // 0.2 medium; 0.4 large, large-too and the first tier of the standard requests; 0.5 fifo.
    const { priceRank } = bookWith({})
    expect((['queue/machine.medium', 'queue/machine.large', 'queue/machine.large-too', 'queue/requests.standard', 'queue/requests.fifo'] as const).map(priceRank)).toEqual([0, 1, 1, 1, 2])
  })

  it('counts what is paid, not what is listed', () => {
    // 0.4 × 40 / 100 = 0.16 is now the lowest.
    const { priceRank } = bookWith(percentOff(['queue/machine.large', '60']))
    expect((['queue/machine.large', 'queue/machine.medium', 'queue/machine.large-too'] as const).map(priceRank)).toEqual([0, 1, 2])
  })

  it('is an error where there is no price', () => {
    expect(failure(() => bookWith({}).priceRank('queue/machine.small')).code).toBe('MISSING_PRICE')
  })
})
