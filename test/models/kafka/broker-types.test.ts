import { describe, expect, test } from 'vitest'
import { brokerTypesFor } from '../../../src/models/kafka/broker-types.ts'
import type { Market } from '../../../src/models/offering.ts'
import { EstimateError } from '../../../src/pricing/errors.ts'
import type { SkuRef } from '../../../src/pricing/price-book.ts'
import { refusal } from './bill.ts'

const known = [
  { type: 'kafka.small', sku: 'shop/kafka.small', good: false },
  { type: 'kafka.medium', sku: 'shop/kafka.medium', good: true },
  { type: 'kafka.large', sku: 'shop/kafka.large', good: true }
] as const

/** A region that sells these types and no others. */
function selling (...types: readonly string[]): Market {
  const sells = (ref: SkuRef): boolean => types.some(type => ref === `shop/${type}`)
  return {
    region: 'here',
    key: types.join(' '),
    sells,
    placeOf: () => 'here',
    require: ref => { if (!sells(ref)) throw new EstimateError('NOT_OFFERED_IN_REGION', `${ref} is not sold here.`) }
  }
}

const tried = (named: string | undefined, market: Market): readonly string[] => brokerTypesFor(known, one => one.good, named, market).map(({ type }) => type)

describe('the broker types that are tried', () => {
  test('are the eligible ones that the region sells', () => {
    expect(tried(undefined, selling('kafka.small', 'kafka.medium', 'kafka.large'))).toEqual(['kafka.medium', 'kafka.large'])
    expect(tried(undefined, selling('kafka.small', 'kafka.large'))).toEqual(['kafka.large'])
  })

  test('are only the named one, eligible or not, with its prefix or without', () => {
    const everything = selling('kafka.small', 'kafka.medium', 'kafka.large')
    expect([tried('kafka.small', everything), tried('small', everything)]).toEqual([['kafka.small'], ['kafka.small']])
  })

  test('are those of this product: the name of another one is refused, but for the hardware of MSK among the machines of a cloud', () => {
    expect(refusal(() => tried('express.small', selling('kafka.small'))).code).toBe('UNKNOWN_FIELD_VALUE')
    const machines = [{ type: 'small', sku: 'shop/small' }, { type: 'Standard_D2', sku: 'shop/Standard_D2' }] as const
    const of = (named: string): readonly string[] => brokerTypesFor(machines, () => true, named, selling('small', 'Standard_D2')).map(({ type }) => type)
    expect([of('small'), of('kafka.small'), of('D2'), of('Standard_D2')]).toEqual([['small'], ['small'], ['Standard_D2'], ['Standard_D2']])
    expect(refusal(() => of('express.small')).code).toBe('UNKNOWN_FIELD_VALUE')
  })

  test('cannot be one that nobody knows', () => {
    const error = refusal(() => tried('kafka.huge', selling('kafka.small')))
    expect([error.code, error.message, error.data]).toEqual([
      'UNKNOWN_FIELD_VALUE',
      'brokerType "kafka.huge" is not a type this offering has; its types are kafka.small, kafka.medium, kafka.large.',
      { field: 'brokerType', value: 'kafka.huge', accepted: ['kafka.small', 'kafka.medium', 'kafka.large'] }
    ])
  })

  test('cannot be one that is not sold here', () => {
    expect(refusal(() => tried('large', selling('kafka.small'))).message).toBe('shop/kafka.large is not sold here.')
  })

  test('are never none: where no eligible type is sold, the first of them is what is missing', () => {
    expect(refusal(() => tried(undefined, selling('kafka.small'))).message).toBe('shop/kafka.medium is not sold here.')
  })
})
