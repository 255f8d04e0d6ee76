import { describe, expect, it } from 'vitest'
import { aboveLimit, term, text } from '../../src/models/formula.ts'
import { Decimal } from '../../src/pricing/decimal.ts'

describe('a need above a limit', () => {
  it('is rounded to three decimals, and up where it would read as the limit', () => {
    expect([aboveLimit(100.0001, 100), aboveLimit(100.0004, 100), aboveLimit(100.0014, 100), aboveLimit(400, 100), aboveLimit(new Decimal('5120.00004'), 5120)]).toEqual(['100.001', '100.001', '100.001', '400', '5120.001'])
    expect([aboveLimit(101.23456, 100), aboveLimit(100.0016, 100)]).toEqual(['101.235', '100.002'])
  })
})

describe('a number of a formula', () => {
  it('is written in plain digits, however large or small', () => {
    expect([730, 0.1, 10.61, 1e-7, 2.5e-9, 1e21, 2 ** 53].map(text)).toEqual(['730', '0.1', '10.61', '0.0000001', '0.0000000025', '1000000000000000000000', '9007199254740992'])
  })

  it('keeps twelve decimals where it is exact', () => {
    expect(text(new Decimal(2).div(3))).toBe('0.666666666667')
  })

  it('has a name, a unit and an origin', () => {
    expect([term('brokers', 3, 'brokers', 'derived'), term('followerFetching', 'true', 'yes or no', 'workload')]).toEqual([
      { name: 'brokers', value: '3', unit: 'brokers', origin: 'derived' },
      { name: 'followerFetching', value: 'true', unit: 'yes or no', origin: 'workload' }
    ])
  })
})
