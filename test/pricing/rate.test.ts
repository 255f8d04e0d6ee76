import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, plain, zero } from '../../src/pricing/decimal.ts'
import type { Rate, RateTier } from '../../src/pricing/price-table.ts'
import { applyRate, costAtRate, costOf, mapPrices, withFreeQuantity } from '../../src/pricing/rate.ts'
import { exactly, slices } from './small-tables.ts'

const tier = (upTo: string | null, price: string): RateTier => ({ upTo: upTo === null ? null : exactly(upTo), price: exactly(price) })
const flatRate: Rate = { kind: 'flat', price: exactly('0.25') }
/** The first ten at 0.5, the next twenty at 0.3, the rest at 0.2. */
const tiers = [tier('10', '0.5'), tier('30', '0.3'), tier(null, '0.2')]
const graduatedRate: Rate = { kind: 'graduated', tiers }
const volumeRate: Rate = { kind: 'volume', tiers }
/** 0.4 for every started thousand. */
const packageRate: Rate = { kind: 'package', packageQuantity: exactly('1000'), price: exactly('0.4') }

const bill = (rate: Rate, quantity: string, position = '0'): ReturnType<typeof slices> => slices(applyRate(rate, exactly(quantity), exactly(position)))
const cost = (rate: Rate, quantity: string, position = '0'): string => plain(costOf(applyRate(rate, exactly(quantity), exactly(position))))

describe('a flat rate', () => {
  it('bills every unit the same, wherever the account stands', () => {
    // 8 × 0.25 = 2
    expect(bill(flatRate, '8')).toEqual([['0', null, '8', '0.25', '2']])
    expect(bill(flatRate, '8', '1000')).toEqual([['0', null, '8', '0.25', '2']])
  })

  it('bills nothing for nothing', () => {
    expect(bill(flatRate, '0')).toEqual([['0', null, '0', '0.25', '0']])
  })
})

describe('a graduated rate', () => {
  it('bills a quantity within the first tier at its price', () => {
    // 4 × 0.5 = 2
    expect(bill(graduatedRate, '4')).toEqual([['0', '10', '4', '0.5', '2']])
  })

  it('counts the unit at the edge to the tier below', () => {
    // 10 × 0.5 = 5
    expect(bill(graduatedRate, '10')).toEqual([['0', '10', '10', '0.5', '5']])
  })

  it('bills only the unit beyond the edge at the next price', () => {
    // 10 × 0.5 + 1 × 0.3 = 5.3
    expect(bill(graduatedRate, '11')).toEqual([['0', '10', '10', '0.5', '5'], ['10', '30', '1', '0.3', '0.3']])
    expect(cost(graduatedRate, '11')).toBe('5.3')
  })

  it('bills a quantity across all tiers slice by slice', () => {
    // 10 × 0.5 + 20 × 0.3 + 15 × 0.2 = 5 + 6 + 3 = 14
    expect(bill(graduatedRate, '45')).toEqual([['0', '10', '10', '0.5', '5'], ['10', '30', '20', '0.3', '6'], ['30', null, '15', '0.2', '3']])
    expect(cost(graduatedRate, '45')).toBe('14')
  })

  it('starts where the account already stands within a tier', () => {
    // From 7: 3 × 0.5 + 2 × 0.3 = 2.1
    expect(bill(graduatedRate, '5', '7')).toEqual([['0', '10', '3', '0.5', '1.5'], ['10', '30', '2', '0.3', '0.6']])
  })

  it('starts in the next tier where the account stands at an edge', () => {
    expect(bill(graduatedRate, '1', '10')).toEqual([['10', '30', '1', '0.3', '0.3']])
    expect(bill(graduatedRate, '2', '30')).toEqual([['30', null, '2', '0.2', '0.4']])
  })

  it('bills everything at the last price where the account stands beyond the last bound', () => {
    // 100 × 0.2 = 20
    expect(bill(graduatedRate, '100', '31')).toEqual([['30', null, '100', '0.2', '20']])
  })

  it('bills nothing for nothing, and shows the tier in which the next unit would fall', () => {
    expect(bill(graduatedRate, '0')).toEqual([['0', '10', '0', '0.5', '0']])
    expect(bill(graduatedRate, '0', '7')).toEqual([['0', '10', '0', '0.5', '0']])
    expect(bill(graduatedRate, '0', '10')).toEqual([['10', '30', '0', '0.3', '0']])
    expect(bill(graduatedRate, '0', '35')).toEqual([['30', null, '0', '0.2', '0']])
  })

  it('bills parts of a unit', () => {
    // 10 × 0.5 + 0.25 × 0.3 = 5.075
    expect(cost(graduatedRate, '10.25')).toBe('5.075')
  })
})

describe('a volume rate', () => {
  it('bills everything at the price of the tier that the total ends in', () => {
    // 10 × 0.5 = 5; 30 × 0.3 = 9; 31 × 0.2 = 6.2
    expect(bill(volumeRate, '10')).toEqual([['0', '10', '10', '0.5', '5']])
    expect(bill(volumeRate, '30')).toEqual([['10', '30', '30', '0.3', '9']])
    expect(bill(volumeRate, '31')).toEqual([['30', null, '31', '0.2', '6.2']])
  })

  it('lets one unit more make the whole cheaper: 10 cost 5 and 11 cost 3.3', () => {
    expect(bill(volumeRate, '11')).toEqual([['10', '30', '11', '0.3', '3.3']])
  })

  it('counts what the account already uses towards the tier', () => {
    // 25 + 10 ends at 35, in the last tier: 10 × 0.2 = 2
    expect(bill(volumeRate, '10', '25')).toEqual([['30', null, '10', '0.2', '2']])
    // 20 + 10 ends at the edge, 30, which still belongs to the middle tier: 10 × 0.3 = 3
    expect(bill(volumeRate, '10', '20')).toEqual([['10', '30', '10', '0.3', '3']])
  })

  it('bills nothing for nothing', () => {
    expect(bill(volumeRate, '0')).toEqual([['0', '10', '0', '0.5', '0']])
  })
})

describe('a package rate', () => {
  it('bills every started package in full and shows what one unit of it costs', () => {
    // 0.4 / 1000 = 0.0004 a unit
    expect(bill(packageRate, '1')).toEqual([['0', null, '1', '0.0004', '0.4']])
    expect(bill(packageRate, '1000')).toEqual([['0', null, '1000', '0.0004', '0.4']])
    expect(bill(packageRate, '1001')).toEqual([['0', null, '1001', '0.0004', '0.8']])
    expect(bill(packageRate, '2500')).toEqual([['0', null, '2500', '0.0004', '1.2']])
  })

  it('bills nothing for nothing', () => {
    expect(cost(packageRate, '0')).toBe('0')
    expect(cost(packageRate, '0', '900')).toBe('0')
  })

  it('fills the package that the account has started before it bills another', () => {
    // 900 have paid for 1000: the next 100 are covered, the 101st starts a package.
    expect(cost(packageRate, '100', '900')).toBe('0')
    expect(cost(packageRate, '101', '900')).toBe('0.4')
    expect(cost(packageRate, '1', '1000')).toBe('0.4')
  })
})

describe('free units', () => {
  it('come off the front of the lowest tier, and the bounds stay', () => {
    // 4 free, 6 × 0.5 = 3, 2 × 0.3 = 0.6: the second tier still begins after 10.
    const rate = withFreeQuantity(graduatedRate, exactly('4'))
    expect(bill(rate, '12')).toEqual([['0', '4', '4', '0', '0'], ['4', '10', '6', '0.5', '3'], ['10', '30', '2', '0.3', '0.6']])
  })

  it('are used up first by the rest of the account', () => {
    const rate = withFreeQuantity(graduatedRate, exactly('4'))
    // From 3: one free, one at 0.5. From 4: none free.
    expect(bill(rate, '2', '3')).toEqual([['0', '4', '1', '0', '0'], ['4', '10', '1', '0.5', '0.5']])
    expect(bill(rate, '2', '4')).toEqual([['4', '10', '2', '0.5', '1']])
  })

  it('make a flat rate one of two tiers', () => {
    // 150 - 100 free = 50 × 0.25 = 12.5
    expect(bill(withFreeQuantity(flatRate, exactly('100')), '150')).toEqual([['0', '100', '100', '0', '0'], ['100', null, '50', '0.25', '12.5']])
  })

  it('cost nothing while they last', () => {
    expect(bill(withFreeQuantity(flatRate, exactly('100')), '100')).toEqual([['0', '100', '100', '0', '0']])
    expect(bill(withFreeQuantity(flatRate, exactly('100')), '0')).toEqual([['0', '100', '0', '0', '0']])
  })

  it('can cover a whole tier and more, and no unit is counted twice', () => {
    // 15 free reach into the second tier: 15 × 0.3 + 10 × 0.2 = 4.5 + 2 = 6.5 for 40.
    expect(bill(withFreeQuantity(graduatedRate, exactly('15')), '40')).toEqual([['0', '15', '15', '0', '0'], ['15', '30', '15', '0.3', '4.5'], ['30', null, '10', '0.2', '2']])
    // Exactly the first tier free: the eleventh costs 0.3.
    expect(bill(withFreeQuantity(graduatedRate, exactly('10')), '11')).toEqual([['0', '10', '10', '0', '0'], ['10', '30', '1', '0.3', '0.3']])
  })

  it('are not taken off packages and volumes, which no vendor of the tables combines', () => {
    expect(cost(withFreeQuantity(packageRate, exactly('500')), '1001')).toBe('0.8')
    expect(cost(withFreeQuantity(volumeRate, exactly('5')), '11')).toBe('3.3')
  })
})

describe('a change of every price', () => {
  const halved = (rate: Rate): Rate => mapPrices(rate, price => price.div(2))

  it('moves prices and leaves bounds and packages where they are', () => {
    // Half of each: 8 × 0.125 = 1; 10 × 0.25 + 1 × 0.15 = 2.65; 11 × 0.15 = 1.65; 2 × 0.2 = 0.4
    expect(bill(halved(flatRate), '8')).toEqual([['0', null, '8', '0.125', '1']])
    expect(bill(halved(graduatedRate), '11')).toEqual([['0', '10', '10', '0.25', '2.5'], ['10', '30', '1', '0.15', '0.15']])
    expect(bill(halved(volumeRate), '11')).toEqual([['10', '30', '11', '0.15', '1.65']])
    expect(bill(halved(packageRate), '1001')).toEqual([['0', null, '1001', '0.0002', '0.4']])
  })
})

// Bounds and prices of up to four tiers; quantities that like to end on a bound.
const bounds = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 0, maxLength: 3 }).map(found => found.sort((a, b) => a - b))
const prices = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 4, maxLength: 4 })
const volumeRates = (tiers: fc.Arbitrary<readonly RateTier[]>): fc.Arbitrary<Rate> => tiers.map((tiers): Rate => ({ kind: 'volume', tiers }))
const someTiers = fc.tuple(bounds, prices).map(([upper, thousandths]): readonly RateTier[] =>
  [...upper, null].map((upTo, index) => ({ upTo: upTo === null ? null : new Decimal(upTo), price: new Decimal(thousandths[index]!).div(1000) })))
const graduatedRates = someTiers.map((tiers): Rate => ({ kind: 'graduated', tiers }))
const flatRates = fc.integer({ min: 0, max: 1000 }).map((thousandths): Rate => ({ kind: 'flat', price: new Decimal(thousandths).div(1000) }))
const packageRates = fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 1000 })).map(([size, thousandths]): Rate => ({ kind: 'package', packageQuantity: new Decimal(size), price: new Decimal(thousandths).div(1000) }))
const freeRates = fc.tuple(fc.oneof(graduatedRates, flatRates), fc.integer({ min: 0, max: 250 })).map(([rate, free]) => withFreeQuantity(rate, new Decimal(free)))
const poolable = fc.oneof(graduatedRates, flatRates, packageRates, freeRates)
const edgesOf = (rate: Rate): readonly number[] => 'tiers' in rate ? rate.tiers.flatMap(({ upTo }) => upTo === null ? [] : [upTo.toNumber()]) : [1]
const quantityOf = (rate: Rate): fc.Arbitrary<number> => fc.oneof(fc.constantFrom(0, ...edgesOf(rate)), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 3000 }).map(tenths => tenths / 10))
const drawsOn = (rates: fc.Arbitrary<Rate>) => rates.chain(rate => fc.record({ rate: fc.constant(rate), position: quantityOf(rate), first: quantityOf(rate), second: quantityOf(rate) }))
const draws = drawsOn(poolable)

describe('any rate that lines share', () => {
  const total = (rate: Rate, quantity: number, position: number): Decimal => costOf(applyRate(rate, new Decimal(quantity), new Decimal(position)))

  it('costs the same in two draws on one pool as in one, wherever it is split', () => {
    fc.assert(fc.property(draws, ({ rate, position, first, second }) => {
      const start = new Decimal(position)
      const once = costOf(applyRate(rate, new Decimal(first).plus(second), start))
      const twice = costOf(applyRate(rate, new Decimal(first), start)).plus(costOf(applyRate(rate, new Decimal(second), start.plus(first))))
      expect(twice.toString()).toBe(once.toString())
    }), { numRuns: 500 })
  })

  it('never costs less for more', () => {
    fc.assert(fc.property(draws, ({ rate, position, first, second }) => {
      expect(total(rate, Math.max(first, second), position).gte(total(rate, Math.min(first, second), position))).toBe(true)
    }), { numRuns: 500 })
  })

  it('costs without its tiers what the tiers add up to', () => {
    fc.assert(fc.property(drawsOn(fc.oneof(poolable, volumeRates(someTiers))), ({ rate, position, first }) => {
      const [quantity, start] = [new Decimal(first), new Decimal(position)]
      expect(costAtRate(rate, quantity, start, start.plus(quantity)).toString()).toBe(costOf(applyRate(rate, quantity, start)).toString())
    }), { numRuns: 500 })
  })

  it('bills every unit in exactly one tier', () => {
    fc.assert(fc.property(draws, ({ rate, position, first }) => {
      const charged = applyRate(rate, new Decimal(first), new Decimal(position)).reduce((sum, { quantity }) => sum.plus(quantity), zero)
      expect(plain(charged)).toBe(plain(new Decimal(first)))
    }), { numRuns: 500 })
  })
})

describe('a quantity below zero', () => {
  it('is given back from the tiers that it was last drawn from', () => {
    // From 40 back to 25: five units at 0.3 and ten at 0.2
    expect(bill(graduatedRate, '-15', '40')).toEqual([['10', '30', '-5', '0.3', '-1.5'], ['30', null, '-10', '0.2', '-2']])
    expect(plain(costAtRate(graduatedRate, exactly('-15'), exactly('40'), exactly('25')))).toBe('-3.5')
  })

  it('is given back from the first tier only where nothing was drawn beyond it', () => {
    expect(plain(costAtRate(graduatedRate, exactly('-3'), exactly('8'), exactly('5')))).toBe('-1.5')
    // From 12 back to 9: two at 0.3 and one at 0.5
    expect(plain(costAtRate(graduatedRate, exactly('-3'), exactly('12'), exactly('9')))).toBe('-1.1')
  })

  it('is what it would have cost, at a flat price and by the package', () => {
    expect(bill(flatRate, '-8')).toEqual([['0', null, '-8', '0.25', '-2']])
    // From 2,500 back to 900: three packages were started, one is left.
    expect(cost(packageRate, '-1600', '2500')).toBe('-0.8')
  })
})
