import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centsText, Decimal, one, plain, rateText, toCents, zero } from '../../src/pricing/decimal.ts'
import { Exact } from '../exact.ts'

const written = (value: string): string => plain(new Decimal(value))
const inCents = (value: string): string => centsText(toCents(new Decimal(value)))
const asRate = (value: string): string => rateText(new Decimal(value), one)

describe('an exact amount', () => {
  it('is written without trailing zeros', () => {
    expect(written('200.500')).toBe('200.5')
    expect(written('7.000')).toBe('7')
    expect(plain(zero)).toBe('0')
    expect(plain(one)).toBe('1')
  })

  it('keeps twelve decimals and rounds the thirteenth half up', () => {
    expect(written('0.000000000001')).toBe('0.000000000001')
    expect(written('0.0000000000005')).toBe('0.000000000001')
    expect(written('0.00000000000049')).toBe('0')
    // 2 / 3 = 0.666 666 666 666 6…: the thirteenth decimal is a 6.
    expect(plain(new Decimal(2).div(3))).toBe('0.666666666667')
    // Rounded up to 1.500000000000, and its zeros dropped.
    expect(written('1.4999999999999')).toBe('1.5')
  })

  it('never carries an exponent, however large or small', () => {
    expect(written('1e21')).toBe('1000000000000000000000')
    expect(written('1e-12')).toBe('0.000000000001')
    // 10^15 messages of 2^31 bytes: 2147483648 followed by fifteen zeros.
    expect(plain(new Decimal('1e15').times(2 ** 31))).toBe('2147483648000000000000000')
    expect(String(new Decimal('1e30'))).toBe('1000000000000000000000000000000')
    expect(String(new Decimal('1e-30'))).toBe('0.000000000000000000000000000001')
  })

  it('survives the largest workload to the last decimal: 10^15 messages of 2^31 bytes at a price of fifteen decimals', () => {
    // 2147483648 × 10^15 × 0.000000000000001 = 2147483648, and back by dividing last.
    expect(plain(new Decimal('1e15').times(2 ** 31).times('0.000000000000001'))).toBe('2147483648')
    expect(plain(new Decimal('1e15').times(3).div(3))).toBe('1000000000000000')
  })
})

describe('money in cents', () => {
  it('rounds half a cent up', () => {
    expect(inCents('0.125')).toBe('0.13')
    expect(inCents('0.135')).toBe('0.14')
    expect(inCents('0.1249999999')).toBe('0.12')
    expect(inCents('2.675')).toBe('2.68')
  })

  it('is not fooled by binary fractions: three times 0.335 is 1.005, and that is 1.01', () => {
    expect(centsText(toCents(new Decimal('0.335').times(3)))).toBe('1.01')
    // The double nearest to 1.005 lies below it: binary money would make 1.00 of it.
    expect(inCents('1.005')).toBe('1.01')
  })

  it('always has two decimals', () => {
    expect(inCents('600')).toBe('600.00')
    expect(inCents('0.1')).toBe('0.10')
    expect(inCents('0')).toBe('0.00')
    expect(inCents('1e15')).toBe('1000000000000000.00')
    // What a credit is, and a difference can be.
    expect([inCents('-1.5'), inCents('-0.005'), inCents('-0.0049')]).toEqual(['-1.50', '-0.01', '0.00'])
  })
})

describe('a rate per unit', () => {
  it('has six significant digits, the last rounded half up', () => {
    // 1.20000049 → 1.20000, zeros dropped.
    expect(asRate('1.20000049')).toBe('1.2')
    expect(asRate('3.4588425')).toBe('3.45884')
    expect(asRate('3.458845')).toBe('3.45885')
    expect(asRate('0.00000123456789')).toBe('0.00000123457')
  })

  it('keeps its size above a million, in zeros and not in an exponent', () => {
    expect(asRate('123456789')).toBe('123457000')
    expect(asRate('1e21')).toBe('1000000000000000000000')
    expect(asRate('0.000000000001234567')).toBe('0.00000000000123457')
    expect(asRate('0')).toBe('0')
  })
})

describe('a rate per unit of something', () => {
  const perUnit = (money: string, count: string): string => rateText(new Decimal(money), new Decimal(count))

  it('is divided and then rounded once', () => {
    // 2 / 3 = 0.6666666…, 600 / 953.67431640625 = 0.6291456, 1 / 8 = 0.125
    expect(perUnit('2', '3')).toBe('0.666667')
    expect(perUnit('600', '953.67431640625')).toBe('0.629146')
    expect(perUnit('1', '8')).toBe('0.125')
    // 1234565 / 10 = 123456.5, half of the last digit: up.
    expect(perUnit('1234565', '10')).toBe('123457')
    // 1.2345649999999999999 has a 4 as its seventh digit, however many nines follow.
    expect(perUnit('12345649999999999999', '10000000000000000000')).toBe('1.23456')
  })

  it('is written in full where the divisor is huge', () => {
    expect(perUnit('3', '7000000000000000000000')).toBe('0.000000000000000000000428571')
  })
})

describe('the decimal of this service', () => {
  // Long ones, short ones that meet as numbers, and those about 2^53, where numbers end.
  const wholes = fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.bigInt({ min: 0n, max: 10n ** 8n }), fc.bigInt({ min: 2n ** 53n - 20n, max: 2n ** 53n + 20n }))
  const digits = fc.tuple(wholes, fc.integer({ min: 0, max: 15 })).map(([units, decimals]) => new Exact(units.toString()).div(new Exact(10).pow(decimals)).toString())
  const signed = fc.tuple(digits, fc.boolean()).map(([text, negative]) => negative && text !== '0' ? `-${text}` : text)

  it('adds, subtracts, multiplies and compares as another library does, to the last digit', () => {
    fc.assert(fc.property(signed, signed, (a, b) => {
      const [ours, theirs] = [new Decimal(a), new Exact(a)]
      expect([ours.plus(b), ours.minus(b), ours.times(b), Decimal.max(a, b), Decimal.min(a, b)].map(String))
        .toEqual([theirs.plus(b), theirs.minus(b), theirs.times(b), Exact.max(a, b), Exact.min(a, b)].map(String))
      expect([ours.cmp(b), ours.eq(b), ours.gt(b), ours.gte(b), ours.lt(b), ours.lte(b), ours.eq(ours.plus('0.000')), ours.isZero()])
        .toEqual([theirs.cmp(b), theirs.eq(b), theirs.gt(b), theirs.gte(b), theirs.lt(b), theirs.lte(b), true, theirs.isZero()])
    }), { numRuns: 1000 })
  })

  it('does not change at 2^53, where numbers end', () => {
    const most = new Decimal('9007199254740991')
    expect([most.plus(2), most.plus('0.1'), most.times(3), most.minus('-2'), most.plus(2).minus(2)].map(String)).toEqual(['9007199254740993', '9007199254740991.1', '27021597764222973', '9007199254740993', '9007199254740991'])
    expect([most.plus(1).gt(most), most.plus(2).eq(most.plus(1)), most.times(-1).minus(2).lt(most.times(-1).minus(1)), most.plus(2).minus(2).eq(most)]).toEqual([true, false, true, true])
    // 90071992547409.925 has half a cent too much for a double to see.
    expect(inCents('90071992547409.925')).toBe('90071992547409.93')
    expect(inCents('-90071992547409.925')).toBe('-90071992547409.93')
    expect(inCents('90071992547409.9249')).toBe('90071992547409.92')
  })

  it('rounds half a unit away from zero whatever its length, and a hair less down', () => {
    fc.assert(fc.property(wholes, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 30 }), fc.boolean(), (whole, decimals, zeros, negative) => {
      const sign = negative ? -1 : 1
      const unit = new Exact(10).pow(-decimals)
      const half = unit.times(new Exact(whole.toString()).plus('0.5')).times(sign)
      const hair = new Exact(10).pow(-decimals - 2 - zeros).times(sign)
      const [below, above] = [half.minus(hair), half.plus(hair)].map(String)
      const [down, up] = [whole, whole + 1n].map(units => unit.times(units.toString()).times(sign).plus(0).toString())
      expect([half.toString(), below!, above!].map(text => new Decimal(text).toDecimalPlaces(decimals).toString())).toEqual([up, down, up].map(text => text === '-0' ? '0' : text))
    }), { numRuns: 1000 })
  })

  it('has one zero', () => {
    for (const nothing of [new Decimal(-0), new Decimal(-1).times(0), new Decimal(1).minus(1).times(-1), new Decimal('-0.4').toDecimalPlaces(0), new Decimal('-0.4').ceil(), new Decimal('1e20').minus('1e20')]) {
      expect([nothing.toNumber(), nothing.toString(), nothing.isZero(), centsText(nothing)]).toEqual([0, '0', true, '0.00'])
    }
  })

  it('is a number of units where one says how small they are', () => {
    expect([new Decimal(1234, 2), new Decimal(1234n, 2), new Decimal(-5, 3)].map(String)).toEqual(['12.34', '12.34', '-0.005'])
  })

  it('divides and rounds as another library does, half away from zero', () => {
    fc.assert(fc.property(signed, signed, fc.integer({ min: 0, max: 14 }), (a, b, decimals) => {
      fc.pre(b !== '0')
      const exactly = new Exact(a).div(b)
      expect(new Decimal(a).div(b).toDecimalPlaces(30).toString()).toBe(exactly.toDecimalPlaces(30).toString())
      expect(new Decimal(a).toDecimalPlaces(decimals).toString()).toBe(new Exact(a).toDecimalPlaces(decimals).toString())
      expect(new Decimal(a).ceil().toString()).toBe(new Exact(a).ceil().toString())
      expect(new Decimal(a).divToDecimalPlaces(b, decimals).toString()).toBe(exactly.toDecimalPlaces(decimals).toString().replace(/^-0$/, '0'))
      expect(new Decimal(a).toNumber()).toBe(new Exact(a).toNumber())
    }), { numRuns: 1000 })
  })

  it('rounds a rate once to its significant digits, as another library does', () => {
    fc.assert(fc.property(digits, digits, fc.integer({ min: 1, max: 8 }), (a, b, significant) => {
      fc.pre(b !== '0')
      expect(new Decimal(a).rate(new Decimal(b), significant).toString()).toBe(new Exact(a).div(b).toSignificantDigits(significant).toString())
    }), { numRuns: 1000 })
  })

  it('keeps sixty decimals of a quotient that does not end', () => {
    expect(new Decimal(2).div(3).toString()).toBe(`0.${'6'.repeat(59)}7`)
    expect(new Decimal(-2).div(3).toString()).toBe(`-0.${'6'.repeat(59)}7`)
    expect(new Decimal(2).div(-3).toString()).toBe(`-0.${'6'.repeat(59)}7`)
    // 1 / 2^30 ends after thirty decimals.
    expect(new Decimal(1).div(2 ** 30).toString()).toBe('0.000000000931322574615478515625')
  })

  it('reads digits and nothing else', () => {
    expect(['12', '-0.50', '1.5e3', '25e-2'].map(text => new Decimal(text).toString())).toEqual(['12', '-0.5', '1500', '0.25'])
    // 2^53 is the first whole number that a double shares with its neighbour; its digits are read as they are written.
    expect([0.1, 1e21, 2 ** 53, 1e-7].map(number => new Decimal(number).toString())).toEqual(['0.1', '1000000000000000000000', '9007199254740992', '0.0000001'])
    for (const text of ['', ' ', '1_000', '0x10', '1,5', 'Infinity', '.5', '5.', '1e999', '1e-999']) expect(() => new Decimal(text), text).toThrow('is no decimal')
    for (const number of [NaN, Infinity]) expect(() => new Decimal(number)).toThrow('is no decimal')
  })

  it('refuses to divide by zero', () => {
    expect(() => one.div(0)).toThrow(RangeError)
  })
})
