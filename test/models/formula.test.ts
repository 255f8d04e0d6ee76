import { describe, expect, it } from 'vitest'
import { term, text } from '../../src/models/formula.ts'
import { Decimal } from '../../src/pricing/decimal.ts'

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
