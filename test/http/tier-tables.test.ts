import { describe, expect, it } from 'vitest'
import { estimate } from '../../src/estimates/estimate.ts'
import { tierTable, tierTablesOf } from '../../src/http/v1/tier-tables.ts'
import { billedQuantity, tierQuantity } from '../../src/http/writers/xlsx/tier-quantity.ts'
import type { TierTable } from '../../src/http/writers/xlsx/tier-table.ts'
import { Decimal } from '../../src/pricing/decimal.ts'
import { listPrices, openPriceBook } from '../../src/pricing/price-book.ts'
import { questionOf, realPrices } from '../estimates/real-prices.ts'
import { byId, flat, graduated, priceOf, smallTable } from '../pricing/small-tables.ts'
import type { RateDocument } from '../pricing/small-tables.ts'

function tableOf (rate: RateDocument, percentOff = '0'): TierTable {
  const tables = byId(smallTable({ id: 'queue', skus: { requests: priceOf('Requests', rate) } }))
  return tierTable(openPriceBook(tables, 'here', { ...listPrices, discounts: new Map([['queue', new Decimal(percentOff)]]) }).price('queue/requests'))
}

describe('the tiers of a price', () => {
  it('are one for a flat price', () => {
    expect(tableOf(flat('0.4'))).toEqual({ kind: 'flat', unit: 'Requests', packageQuantity: null, tiers: [{ from: '0', upTo: null, listUnitPrice: '0.4', unitPrice: '0.4' }] })
  })

  it('begin where the one before ends, and are paid with the discount', () => {
    expect(tableOf(graduated(['100', '0.4'], ['250', '0.3'], [null, '0.2']), '50').tiers).toEqual([
      { from: '0', upTo: '100', listUnitPrice: '0.4', unitPrice: '0.2' },
      { from: '100', upTo: '250', listUnitPrice: '0.3', unitPrice: '0.15' },
      { from: '250', upTo: null, listUnitPrice: '0.2', unitPrice: '0.1' }
    ])
  })

  it('have the price of one unit where units are sold in packages', () => {
    // A thousand units for 5.
    expect(tableOf({ kind: 'package', packageQuantity: '1000', price: '5' })).toEqual({ kind: 'package', unit: 'Requests', packageQuantity: '1000', tiers: [{ from: '0', upTo: null, listUnitPrice: '0.005', unitPrice: '0.005' }] })
  })
})

describe('the tiers of a second region', () => {
  it('are those of that region', () => {
    const request = questionOf({ offerings: ['kafka-aws-ec2'], options: { 'kafka-aws-ec2': { disasterRecoveryRegion: 'eu-west-1', brokerType: 'm6g.large' } } })
    const tables = tierTablesOf(request, estimate(request, realPrices), realPrices)
    const priceAt = (source: string): string => tables.of(source).tiers[0]!.listUnitPrice
    expect([priceAt('aws-ec2:us-east-1/instance.m6g.large'), priceAt('aws-ec2:eu-west-1/instance.m6g.large')]).toEqual(['0.077', '0.086'])
  })
})

describe('the formula of what a line draws from a tier', () => {
  const draw = (kind: TierTable['kind'], from: string, upTo: string | null): string => tierQuantity({ kind, packageQuantity: '1000' }, {
    price: { tier: { from, upTo, listUnitPrice: '1', unitPrice: '1' }, from: 'P2', upTo: 'P3', listUnitPrice: 'P4', unitPrice: 'P5' },
    start: 'L1',
    end: 'L2',
    quantity: 'L3'
  })

  it('is the part between its bounds where tiers are graduated', () => {
    expect(draw('graduated', '100', '250')).toBe('MAX(0,MIN(L2,P3)-MAX(L1,P2))')
    expect(draw('graduated', '250', null)).toBe('MAX(0,L2-MAX(L1,P2))')
  })

  it('is all or nothing where the volume decides the price of every unit', () => {
    expect(draw('volume', '0', '100')).toBe('IF(AND(L2<=P3),L3,0)')
    expect(draw('volume', '100', '250')).toBe('IF(AND(L2>P2,L2<=P3),L3,0)')
    expect(draw('volume', '250', null)).toBe('IF(AND(L2>P2),L3,0)')
    expect(draw('volume', '0', null)).toBe('IF(AND(TRUE),L3,0)')
  })

  it('is whole packages, less those that were begun before', () => {
    expect(draw('package', '0', null)).toBe('(ROUNDUP(L2/1000,0)-ROUNDUP(L1/1000,0))*1000')
    expect(draw('flat', '0', null)).toBe('L3')
  })

  it('stands beside what was drawn; a package that was begun before is billed there', () => {
    expect(billedQuantity({ kind: 'graduated', packageQuantity: null }, '42', 0, 42)).toBe(42)
    // The second thousand of three is begun at 1,500 and was begun at 1,200; from 500 it is begun anew.
    expect(billedQuantity({ kind: 'package', packageQuantity: '1000' }, '300', 1200, 1500)).toBe(0)
    expect(billedQuantity({ kind: 'package', packageQuantity: '1000' }, '1000', 500, 1500)).toBe(1000)
  })
})
