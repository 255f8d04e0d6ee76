import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, divideHalfUp, divideUp, isNegative, multiply, nearQuotient, negative, shifted, wholeNumber } from '../../src/pricing/whole-number.ts'
import type { WholeNumber } from '../../src/pricing/whole-number.ts'

const limit = 2n ** 53n

/** Small ones, those about 2^53 and about its root, where a product crosses it, and long ones; of both signs. */
const sizes = fc.oneof(
  fc.bigInt({ min: 0n, max: 1000n }),
  fc.bigInt({ min: limit - 20n, max: limit + 20n }),
  fc.bigInt({ min: 94_906_200n, max: 94_906_300n }),
  fc.bigInt({ min: 0n, max: 10n ** 17n }),
  fc.bigInt({ min: 0n, max: 10n ** 70n })
)
const wholes = fc.tuple(sizes, fc.boolean()).map(([size, below]) => below ? -size : size)

/** The one form of a value: a number as long as it is a safe integer. */
const form = (value: bigint): WholeNumber => value > -limit && value < limit ? Number(value) : value
/** A zero of doubles may have a sign that no decimal keeps. */
const unsigned = (value: WholeNumber): WholeNumber => value === 0 ? 0 : value

/** The definition: half away from zero. */
function rounded (dividend: bigint, divisor: bigint): bigint {
  const size = dividend < 0n ? -dividend : dividend
  const quotient = size / divisor + (size % divisor * 2n >= divisor ? 1n : 0n)
  return dividend < 0n ? -quotient : quotient
}

describe('a whole number', () => {
  it('is a number up to 2^53 - 1 and a bigint beyond, on both sides of zero', () => {
    expect([limit - 1n, limit, -limit + 1n, -limit].map(wholeNumber)).toEqual([9007199254740991, 9007199254740992n, -9007199254740991, -9007199254740992n])
    // 2^53 + 1 is no double: as doubles the sum would be 2^53, and so would the product 3 × 3002399751580331 = 2^53 + 1.
    expect(add(9007199254740991, 2)).toBe(9007199254740993n)
    expect(multiply(3, 3002399751580331)).toBe(9007199254740993n)
    // And back again.
    expect(add(9007199254740993n, -2)).toBe(9007199254740991)
    expect(multiply(9007199254740993n, 0)).toBe(0)
    expect(multiply(0, 9007199254740993n)).toBe(0)
  })

  it('is added and multiplied to the last digit, about 2^53 as anywhere', () => {
    fc.assert(fc.property(wholes, wholes, (a, b) => {
      expect(unsigned(add(form(a), form(b)))).toBe(form(a + b))
      expect(unsigned(multiply(form(a), form(b)))).toBe(form(a * b))
      expect(unsigned(negative(form(a)))).toBe(form(-a))
      expect(isNegative(form(a))).toBe(a < 0n)
    }), { numRuns: 2000 })
  })

  it('has its point moved exactly, however far', () => {
    fc.assert(fc.property(wholes, fc.integer({ min: 0, max: 250 }), (value, decimals) => {
      expect(unsigned(shifted(form(value), decimals))).toBe(form(value * 10n ** BigInt(decimals)))
    }))
  })

  it('is divided half away from zero, wherever the point is moved before', () => {
    fc.assert(fc.property(wholes, sizes, fc.integer({ min: -80, max: 80 }), (dividend, divisor, shift) => {
      fc.pre(divisor !== 0n)
      const exactly = shift < 0 ? rounded(dividend, divisor * 10n ** BigInt(-shift)) : rounded(dividend * 10n ** BigInt(shift), divisor)
      expect(unsigned(divideHalfUp(form(dividend), form(divisor), shift))).toBe(form(exactly))
      expect(unsigned(divideHalfUp(form(dividend), form(divisor), shift, nearQuotient(form(dividend), form(divisor))))).toBe(form(exactly))
    }), { numRuns: 5000 })
  })

  it('rounds what stands on a half and a hair beside it, where doubles cannot tell them apart', () => {
    const halves = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 30n }), fc.bigInt({ min: -1n, max: 1n }), fc.boolean())
    fc.assert(fc.property(halves, ([quotient, divisor, hair, below]) => {
      // (quotient + 1/2) × 2 divisor, and one more or less.
      const size = (2n * quotient + 1n) * divisor + hair
      const dividend = below ? -size : size
      expect(unsigned(divideHalfUp(form(dividend), form(2n * divisor), 0))).toBe(form(rounded(dividend, 2n * divisor)))
    }), { numRuns: 2000 })
    // 1/2 and 3/2 go away from zero, 10^20 halves and one less do not share a double's fate.
    expect([divideHalfUp(1, 2, 0), divideHalfUp(-1, 2, 0), divideHalfUp(3, 2, 0), divideHalfUp(5, 1, -1), divideHalfUp(-5, 1, -1)]).toEqual([1, -1, 2, 1, -1])
    expect([divideHalfUp(10n ** 20n, 2n * 10n ** 20n, 0), divideHalfUp(10n ** 20n - 1n, 2n * 10n ** 20n, 0)]).toEqual([1, 0])
  })

  it('takes the whole quotient of the largest numbers, where a double would reach the next one', () => {
    // 9007199254740991 / 2 = 4503599627370495.5: up. 9007199254740991 / 9007199254740990 rounds to 1 and, upwards, to 2.
    expect(divideHalfUp(9007199254740991, 2, 0)).toBe(4503599627370496)
    expect(divideUp(9007199254740991, 2)).toBe(4503599627370496)
    expect(divideUp(9007199254740991, 9007199254740990)).toBe(2)
    expect(divideUp(-9007199254740991, 9007199254740990)).toBe(-1)
  })

  it('is divided by what is beyond all doubles', () => {
    // 2 × 10^400 / 3 × 10^400 is 0.67, though no double has either of them; 10^300 / 2 × 10^309 is as good as nothing.
    expect(divideHalfUp(2n * 10n ** 400n, 3n * 10n ** 400n, 0)).toBe(1)
    expect(divideHalfUp(10n ** 308n, 2n * 10n ** 308n, 0)).toBe(1)
    expect(divideHalfUp(10n ** 308n, 3n * 10n ** 308n, 0)).toBe(0)
    expect(divideHalfUp(10n ** 300n, 2n * 10n ** 309n, 0)).toBe(0)
  })

  it('is divided upwards, towards zero where it is below', () => {
    fc.assert(fc.property(wholes, sizes, (dividend, divisor) => {
      fc.pre(divisor !== 0n)
      const quotient = dividend / divisor
      expect(unsigned(divideUp(form(dividend), form(divisor)))).toBe(form(dividend > quotient * divisor ? quotient + 1n : quotient))
    }), { numRuns: 2000 })
  })

  it('is not divided by zero', () => {
    for (const dividend of [0, 1, 10n ** 20n]) expect(() => divideHalfUp(dividend, 0, 0)).toThrow(RangeError)
  })
})
