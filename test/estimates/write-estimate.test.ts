import { describe, expect, it } from 'vitest'
import { sizingLine, writeFailure, writeFindings, writeLineItem, writePlanSizing } from '../../src/estimates/write-estimate.ts'
import type { WrittenLineItem } from '../../src/estimates/response.ts'
import type { Finding, Plan } from '../../src/models/offering.ts'
import { offerings } from '../../src/models/registry.ts'
import type { Sizing } from '../../src/models/sizing/sizing.ts'
import type { Charge, LineItemId } from '../../src/pricing/charge.ts'
import { EstimateError } from '../../src/pricing/errors.ts'
import { listPrices, openPriceBook } from '../../src/pricing/price-book.ts'
import { noPositions, pricePlan, sameStart } from '../../src/pricing/price-plan.ts'
import type { LineItem } from '../../src/pricing/price-plan.ts'
import { byId, exactly, flat, graduated, priceOf, smallTable } from '../pricing/small-tables.ts'

const book = openPriceBook(byId(smallTable({
  id: 'queue',
  skus: { requests: priceOf('Requests', flat('0.01')), stored: priceOf('GB-Months', graduated(['10', '0.3'], [null, '0.2'])) }
})), 'here', { ...listPrices, discounts: new Map([['queue/stored', exactly('50')]]) })

const charge = (id: LineItemId, quantity: string, low?: string): Charge => ({
  id,
  title: `Calls of ${id}`,
  group: 'usage',
  sku: id === 'storage.objects' ? 'queue/stored' : 'queue/requests',
  consumedQuantity: exactly('7'),
  consumedUnit: 'Messages',
  quantity: exactly(quantity),
  ...(low === undefined ? {} : { low: exactly(low) }),
  formula: () => `${quantity} calls`,
  terms: () => [{ name: 'calls', value: quantity, unit: 'calls', origin: 'workload' }]
})
const priced = (...charges: readonly Charge[]): readonly LineItem[] => pricePlan(charges, book, sameStart(noPositions)).lineItems
const found = (...findings: readonly Finding[]): readonly Finding[] => findings

describe('a finding', () => {
  const batching: Finding = { code: 'UNBATCHED', severity: 'info', message: 'Batch.', savesOn: ['requests.send', 'requests.empty-receive'] }

  it('that saves says how much: what its lines cost above the low end of the bill', () => {
    // (1000 - 100) × 0.01 = 9; the deletes are not its own.
    const lines = priced(charge('requests.send', '1000', '100'), charge('requests.delete', '1000', '100'))
    expect(writeFindings(found(batching), lines, 'USD')).toEqual([{ code: 'UNBATCHED', severity: 'info', message: 'Batch. That saves 9.00 USD a month.', saving: '9.00' }])
  })

  it('that saves on one line and makes another dearer says what is left', () => {
    // 9 less to send, and 250 more receives that return nothing: 9 - 2.5 = 6.5.
    const lines = priced(charge('requests.send', '1000', '100'), charge('requests.empty-receive', '0', '250'))
    expect(writeFindings(found(batching), lines, 'EUR')).toEqual([{ code: 'UNBATCHED', severity: 'info', message: 'Batch. That saves 6.50 EUR a month.', saving: '6.50' }])
  })

  it('that could save saves nothing on lines that are certain', () => {
    expect(writeFindings(found(batching), priced(charge('requests.send', '1000')), 'USD')).toEqual([{ code: 'UNBATCHED', severity: 'info', message: 'Batch. That saves 0.00 USD a month.', saving: '0.00' }])
  })

  it('that saves a share of a line whose low end is something else says the share', () => {
    // (1000 - 100) × 0.01 = 9, and 0.4 × 500 × 0.01 = 2, however low its own end.
    const lines = priced(charge('requests.send', '1000', '100'), charge('requests.fair', '500', '0'))
    expect(writeFindings(found({ ...batching, savesShare: { line: 'requests.fair', share: exactly('0.4') } }), lines, 'USD').map(({ saving }) => saving)).toEqual(['11.00'])
  })

  it('that saves names no money where the low ends of the lines tell none', () => {
    expect(writeFindings(found(batching), null, 'USD')).toEqual([{ code: 'UNBATCHED', severity: 'info', message: 'Batch.' }])
  })

  it('rounds what it saves once, half up', () => {
    // Twice 0.01 × 0.25 = 0.0025 each: 0.005 together.
    const lines = priced(charge('requests.send', '0.25', '0'), charge('requests.empty-receive', '0.25', '0'))
    expect(writeFindings(found(batching), lines, 'USD').map(({ saving }) => saving)).toEqual(['0.01'])
  })

  it('without a saving is told as it is, with its limit, what was met and where that is written', () => {
    const blocker: Finding = { code: 'RETENTION_TOO_LONG', severity: 'blocker', message: 'Too long.', limit: '14 days', actual: '30 days', source: 'queue:facts/retention' }
    expect(writeFindings(found(blocker), [], 'USD')).toEqual([blocker])
  })

  it('may put its sentence off until somebody reads it', () => {
    expect(writeFindings(found({ code: 'LATE', severity: 'info', message: () => `Three is ${1 + 2}.` }), [], 'USD')).toEqual([{ code: 'LATE', severity: 'info', message: 'Three is 3.' }])
  })

  it('stands behind worse ones, and keeps its place among its like', () => {
    const graded = (code: string, severity: Finding['severity']): Finding => ({ code, severity, message: code })
    const findings = writeFindings(found(graded('a', 'info'), graded('b', 'warning'), graded('c', 'blocker'), graded('d', 'info'), graded('e', 'warning'), graded('f', 'blocker')), [], 'USD')
    expect(findings.map(({ code }) => code)).toEqual(['c', 'f', 'b', 'e', 'a', 'd'])
  })
})

describe('a written line', () => {
  const [stored, sent] = priced(charge('storage.objects', '15'), charge('requests.send', '1000', '100')) as [LineItem, LineItem]
  const written: WrittenLineItem = {
    id: 'storage.objects',
    title: 'Calls of storage.objects',
    group: 'usage',
    consumedQuantity: '7',
    consumedUnit: 'Messages',
    pricingQuantity: '15',
    pricingUnit: 'GB-Months',
    tiers: [
      // 10 × 0.3 = 3 and 5 × 0.2 = 1, each at half price.
      { from: '0', upTo: '10', pricingQuantity: '10', listUnitPrice: '0.3', listCost: '3', contractedUnitPrice: '0.15', contractedCost: '1.5' },
      { from: '10', upTo: null, pricingQuantity: '5', listUnitPrice: '0.2', listCost: '1', contractedUnitPrice: '0.1', contractedCost: '0.5' }
    ],
    listCost: '4',
    cost: '2',
    formula: '15 calls',
    source: 'queue:here/stored',
    confidence: 'official'
  }

  it('shows list and contracted price of every tier where one was negotiated', () => {
    expect(writeLineItem(stored, 'lines')).toEqual(written)
  })

  it('shows its terms in full detail only', () => {
    expect(writeLineItem(stored, 'full')).toEqual({ ...written, terms: [{ name: 'calls', value: '15', unit: 'calls', origin: 'workload' }] })
  })

  it('shows its range where it has one, and one price where none was negotiated', () => {
    // 100 × 0.01 = 1 to 1000 × 0.01 = 10
    const { range, tiers, listCost, cost } = writeLineItem(sent, 'lines')
    expect([range, tiers, listCost, cost]).toEqual([{ low: '1', high: '10' }, [{ from: '0', upTo: null, pricingQuantity: '1000', listUnitPrice: '0.01', listCost: '10' }], '10', '10'])
  })
})

describe('a written size', () => {
  const sizing = { brokers: 3, brokerType: 'm7g.large', partitions: 12, storageGib: exactly('1326.04'), bindingConstraint: 'storage' } as unknown as Sizing

  it('is one line in a summary, its storage to a tenth', () => {
    expect(sizingLine(sizing)).toBe('3 × m7g.large, 12 partitions, 1326 GiB, decided by storage')
    expect(sizingLine({ ...sizing, storageGib: exactly('0.25') })).toBe('3 × m7g.large, 12 partitions, 0.3 GiB, decided by storage')
  })

  it('names the nearest quota of a service without brokers', () => {
    expect(sizingLine({ ...sizing, brokers: 0, brokerType: null, bindingConstraint: 'partitions' })).toBe('12 partitions, 1326 GiB, nearest its partitions quota')
  })

  it('is nothing where nothing is sized', () => {
    const queues = { sizing: null } as unknown as Plan
    expect([writePlanSizing(queues, [], null, 'summary'), writePlanSizing(queues, [], null, 'full')]).toEqual([null, null])
  })
})

describe('an offering without an answer', () => {
  it('is named with what went wrong and without any money', () => {
    const serverless = offerings.find(({ id }) => id === 'aws-msk-serverless')!
    expect(writeFailure(serverless, new EstimateError('MISSING_PRICE', 'There is no price.', { sku: 'x' })))
      .toEqual({ offering: 'aws-msk-serverless', title: 'Amazon MSK Serverless', provider: 'AWS', status: 'error', error: { code: 'MISSING_PRICE', message: 'There is no price.' } })
  })
})
