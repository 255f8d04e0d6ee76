import { describe, expect, it } from 'vitest'
import { readFormula } from './read-formula.ts'

const read = (formula: string): string => readFormula(formula).toString()

describe('a formula that is read aloud', () => {
  it('is arithmetic, products before sums, from left to right', () => {
    expect(read('2 + 3 × 4')).toBe('14')
    expect(read('(2 + 3) * 4')).toBe('20')
    expect(read('100 / 4 / 5')).toBe('5')
    expect(read('100 / 4 × 5')).toBe('125')
    expect(read('10 - 3 - 2')).toBe('5')
    expect(read('0.1 + 0.2')).toBe('0.3')
  })

  it('rounds up where it says so', () => {
    expect(read('ceil(7 / 2)')).toBe('4')
    expect(read('ceil(8 / 2)')).toBe('4')
    expect(read('ceil(0)')).toBe('0')
    // Two thirds do not end, and three halves of them are one, not a little more.
    expect(read('ceil(2 / 3 × 3 / 2)')).toBe('1')
    expect(read('ceil(2 / 3 × 3 / 2 + 0.0000000001)')).toBe('2')
  })

  it('takes the largest or the smallest where it says so', () => {
    expect(read('max(1, 5 - 7, 3)')).toBe('3')
    expect(read('max(0, 5 - 7)')).toBe('0')
    expect(read('min(16384, ceil(7 / 2)) GiB × 3 brokers')).toBe('12')
    expect(read('min(2, max(1, 5 - 7), 3)')).toBe('1')
    expect(read('ceil(max(1.5, 1.25)) × 2')).toBe('4')
  })

  it('reads over words, also those with a stroke', () => {
    expect(read('ceil(500000000 messages / 10 a call) × 2 requests')).toBe('100000000')
    expect(read('(126 MiB/s - 125 free) × 3 brokers')).toBe('3')
    expect(read('3 groups × (4 messages × 5 bytes + 6 messages × 7 bytes) / 2')).toBe('93')
    expect(read('1 key')).toBe('1')
  })

  it.each([
    ['', '"the end" is out of place in: '],
    ['messages', '"the end" is out of place in: messages'],
    ['2 ×', '"the end" is out of place in: 2 ×'],
    ['2 3', '"3" is out of place in: 2 3'],
    ['(2 + 3', '"the end" is out of place in: (2 + 3'],
    ['2 + 3)', '")" is out of place in: 2 + 3)'],
    ['ceil 2', '"2" is out of place in: ceil 2'],
    ['ceil(2, 3)', '"the end" is out of place in: ceil(2, 3)'],
    ['(2, 3) × 4', '"×" is out of place in: (2, 3) × 4'],
    ['-2', '"-" is out of place in: -2'],
    ['2 ^ 3', '"^" cannot be read in: 2 ^ 3'],
    ['2 % 3', '"%" cannot be read in: 2 % 3'],
    ['12e-7 × 2', '"1" cannot be read in: 12e-7 × 2'],
    ['1.2.3', '"1" cannot be read in: 1.2.3'],
    ['Infinity / 0x10', '"0" cannot be read in: Infinity / 0x10']
  ])('refuses "%s", which nobody can follow', (formula, sentence) => {
    expect(() => readFormula(formula)).toThrow(new Error(sentence))
  })
})
