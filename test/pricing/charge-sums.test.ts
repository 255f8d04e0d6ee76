import { describe, expect, it } from 'vitest'
import type { Charge } from '../../src/pricing/charge.ts'
import { addCharges, chargesOver, subtractCharges } from '../../src/pricing/charge-sums.ts'
import { plain } from '../../src/pricing/decimal.ts'
import { exactly } from './small-tables.ts'

interface Given { readonly sku?: Charge['sku'], readonly low?: string, readonly high?: string }

const charge = (id: Charge['id'], quantity: string, { sku = 'queue/requests', low, high }: Given = {}): Charge => ({
  id,
  title: 'Calls',
  group: 'usage',
  sku,
  consumedQuantity: exactly(quantity),
  consumedUnit: 'Messages',
  quantity: exactly(quantity),
  ...(low === undefined ? {} : { low: exactly(low) }),
  ...(high === undefined ? {} : { high: exactly(high) }),
  formula: () => `${quantity} calls`,
  terms: () => [{ name: 'calls', value: quantity, unit: 'calls', origin: 'workload' }]
})
const shown = (charges: readonly Charge[]) => charges.map(({ id, consumedQuantity, quantity, low, high, formula }) => [id, plain(consumedQuantity), plain(quantity), low === undefined ? null : plain(low), high === undefined ? null : plain(high), formula()])

describe('the bill of two workloads on one account', () => {
  it('adds up lines of one SKU, and keeps others apart in their order', () => {
    const sums = addCharges([charge('requests.send', '3'), charge('requests.delete', '5'), charge('requests.send', '4'), charge('requests.send', '1', { sku: 'queue/other' })])
    expect(shown(sums)).toEqual([
      ['requests.send', '7', '7', null, null, '3 calls + 4 calls'],
      ['requests.delete', '5', '5', null, null, '5 calls'],
      ['requests.send', '1', '1', null, null, '1 calls']
    ])
    expect(sums[0]!.terms().map(({ value }) => value)).toEqual(['3', '4'])
  })

  it('takes the quantity of the one for an end that only the other has', () => {
    // Low: 1 + 4; high: 3 + 9
    expect(shown(addCharges([charge('requests.send', '3', { low: '1' }), charge('requests.send', '4', { high: '9' })]))).toEqual([['requests.send', '7', '7', '5', '12', '3 calls + 4 calls']])
  })

  it('is that of the one where there is only one', () => {
    const charges = [charge('requests.send', '3')]
    expect(chargesOver(['only'], () => charges)).toBe(charges)
    expect(shown(chargesOver([1, 2], part => [charge('requests.send', String(part))]))).toEqual([['requests.send', '3', '3', null, null, '1 calls + 2 calls']])
  })
})

describe('what one bill is more than another', () => {
  it('is the difference line by line, also where there is none', () => {
    expect(shown(subtractCharges([charge('requests.send', '7', { low: '2' }), charge('kms.key', '1')], [charge('requests.send', '3'), charge('kms.key', '1')]))).toEqual([
      ['requests.send', '4', '4', '-1', null, '(7 calls) - (3 calls)'],
      ['kms.key', '0', '0', null, null, '(1 calls) - (1 calls)']
    ])
  })

  it('is a line as it is where the other has none, and gives back what only the other has', () => {
    expect(shown(subtractCharges([charge('compute.brokers', '6', { sku: 'msk/large' })], [charge('compute.brokers', '3', { sku: 'msk/small', high: '4' })]))).toEqual([
      ['compute.brokers', '6', '6', null, null, '6 calls'],
      ['compute.brokers', '-3', '-3', null, '-4', '0 - (3 calls)']
    ])
  })
})
