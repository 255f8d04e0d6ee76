import { describe, expect, it } from 'vitest'
import { plain } from '../../src/pricing/decimal.ts'
import { parsePriceTable, priceTableSchema, weakest } from '../../src/pricing/price-table.ts'
import type { Rate } from '../../src/pricing/price-table.ts'
import { flat, graduated, priceOf, smallDocument } from './small-tables.ts'
import type { SkuDocument } from './small-tables.ts'

const tableOf = (sku: object): unknown => smallDocument({ id: 'vendor', skus: { thing: sku as SkuDocument } })
const withRate = (rate: object): unknown => tableOf({ ...priceOf('Requests', flat('1')), rate })

/** What the schema has against a table, as "path: message"; empty where it is accepted. */
function faults (document: unknown): readonly string[] {
  const result = priceTableSchema.safeParse(document)
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

const price = 'regions.here.skus.thing'
const rate = `${price}.rate`

describe('a price table', () => {
  it('may hold flat, graduated, volume and package rates', () => {
    expect(faults(withRate({ kind: 'flat', price: '0.0000004' }))).toEqual([])
    expect(faults(withRate({ kind: 'graduated', tiers: [{ upTo: '100000000000', price: '0.0000004' }, { upTo: null, price: '0' }] }))).toEqual([])
    expect(faults(withRate({ kind: 'volume', tiers: [{ upTo: null, price: '12' }] }))).toEqual([])
    expect(faults(withRate({ kind: 'package', packageQuantity: '1000', price: '0.4' }))).toEqual([])
  })

  it('keeps its tiers in rising order', () => {
    const message = `${rate}.tiers: tiers stand in rising order and only the last has no end`
    expect(faults(withRate(graduated(['20', '0.5'], ['10', '0.3'], [null, '0.2'])))).toEqual([message])
    expect(faults(withRate(graduated(['10', '0.5'], ['10', '0.3'], [null, '0.2'])))).toEqual([message])
    expect(faults(withRate(graduated(['0', '0.5'], [null, '0.2'])))).toEqual([message])
  })

  it('leaves its last tier open, so that no unit is beyond the bill', () => {
    const message = `${rate}.tiers: tiers stand in rising order and only the last has no end`
    expect(faults(withRate(graduated(['10', '0.5'])))).toEqual([message])
    expect(faults(withRate(graduated(['10', '0.5'], ['20', '0.3'])))).toEqual([message])
  })

  it('opens no tier before the last', () => {
    const message = `${rate}.tiers: tiers stand in rising order and only the last has no end`
    expect(faults(withRate(graduated([null, '0.5'], [null, '0.3'])))).toEqual([message])
    expect(faults(withRate(graduated([null, '0.5'], ['20', '0.3'], [null, '0.2'])))).toEqual([message])
  })

  it('has at least one tier', () => {
    expect(faults(withRate({ kind: 'graduated', tiers: [] })).map(fault => fault.split(':')[0])).toContain(`${rate}.tiers`)
  })

  it('sells no package of nothing, which nobody can divide by', () => {
    expect(faults(withRate({ kind: 'package', packageQuantity: '0', price: '0.4' }))).toEqual([`${rate}.packageQuantity: a package holds more than nothing`])
    expect(faults(withRate({ kind: 'package', packageQuantity: '0.000', price: '0.4' }))).toEqual([`${rate}.packageQuantity: a package holds more than nothing`])
  })

  it.each(['-1', '+1', '1e-7', '.5', '1.', '1,5', '', ' 1', '0x10', '1234567890123', '0.1234567890123456'])('refuses "%s" as the text of a price', text => {
    expect(faults(withRate({ kind: 'flat', price: text })).map(fault => fault.split(':')[0])).toEqual([`${rate}.price`])
  })

  it('refuses a price that is a number, which may have lost digits', () => {
    expect(faults(withRate({ kind: 'flat', price: 0.4 }))).toEqual([`${rate}.price: Invalid input: expected string, received number`])
  })

  it('refuses a unit that no bill of it is in', () => {
    expect(faults(tableOf({ ...priceOf('Requests', flat('1')), unit: 'Calls' })).map(fault => fault.split(':')[0])).toEqual([`${price}.unit`])
  })

  it('refuses a rate of a kind that it cannot bill', () => {
    expect(faults(withRate({ kind: 'spot', price: '1' })).map(fault => fault.split(':')[0])).toEqual([`${rate}.kind`])
  })

  it('refuses a price whose source it does not name', () => {
    expect(faults(tableOf(priceOf('Requests', flat('1'), { source: 'hearsay' })))).toEqual([': every SKU names a source of this table'])
  })

  it('refuses what it does not know, on every level', () => {
    const known = smallDocument({ id: 'vendor', skus: { thing: priceOf('Requests', flat('1')) } })
    expect(faults({ ...known, colour: 'red' })).toEqual([': Unrecognized key: "colour"'])
    expect(faults(tableOf({ ...priceOf('Requests', flat('1')), colour: 'red' }))).toEqual([`${price}: Unrecognized key: "colour"`])
    expect(faults(withRate({ ...flat('1'), colour: 'red' }))).toEqual([`${rate}: Unrecognized key: "colour"`])
    expect(faults({ ...known, regions: { here: { ...known.regions['here'], colour: 'red' } } })).toEqual(['regions.here: Unrecognized key: "colour"'])
    expect(faults({ ...known, sources: { list: { ...known.sources['list'], colour: 'red' } } })).toEqual(['sources.list: Unrecognized key: "colour"'])
  })

  it('has a day as its version, and a number where it corrects one', () => {
    const versioned = (version: string): readonly string[] => faults(smallDocument({ id: 'vendor', version })).map(fault => fault.split(':')[0]!)
    expect(['2026-11-01', '2026-11-01.1', '2026-11-01.12'].flatMap(versioned)).toEqual([])
    expect(['2026-11', '2026-11-01-1', '2026-11-01.', '2026-11-01.123', 'latest'].map(version => versioned(version))).toEqual([['version'], ['version'], ['version'], ['version'], ['version']])
  })
})

describe('a parsed table', () => {
  const rateTexts = (parsed: Rate): readonly (string | null)[] => 'tiers' in parsed
    ? parsed.tiers.flatMap(({ upTo, price }) => [upTo === null ? null : plain(upTo), plain(price)])
    : parsed.kind === 'package' ? [plain(parsed.packageQuantity), plain(parsed.price)] : [plain(parsed.price)]

  it('carries its prices as decimals, its free units, and what the vendor calls them', () => {
    const document = smallDocument({
      id: 'vendor',
      notOffered: ['gold.'],
      skus: {
        flat: priceOf('Requests', flat('0.0000004'), { freeQuantity: '1000000', skuPriceId: 'ABC.123' }),
        graduated: priceOf('GB', graduated(['10', '0.5'], [null, '0.2']), { confidence: 'third-party' }),
        volume: priceOf('GB', { kind: 'volume', tiers: [{ upTo: '5', price: '2' }, { upTo: null, price: '1' }] }),
        package: priceOf('Messages', { kind: 'package', packageQuantity: '1000', price: '0.4' })
      }
    })
    const table = parsePriceTable(document, 'sha256:abc')
    const here = table.regions.get('here')
    const skus = here === undefined ? [] : [...here.skus.values()]
    expect({ id: table.id, version: table.version, digest: table.digest, currency: table.currency, region: here?.name, notOffered: here?.notOffered })
      .toEqual({ id: 'vendor', version: '2026-01-01', digest: 'sha256:abc', currency: 'USD', region: 'Here', notOffered: ['gold.'] })
    expect(skus.map(sku => [sku.id, sku.rate.kind, rateTexts(sku.rate), sku.freeQuantity === null ? null : plain(sku.freeQuantity), sku.skuPriceId, sku.confidence])).toEqual([
      ['flat', 'flat', ['0.0000004'], '1000000', 'ABC.123', 'official'],
      ['graduated', 'graduated', ['10', '0.5', null, '0.2'], null, null, 'third-party'],
      ['volume', 'volume', ['5', '2', null, '1'], null, null, 'official'],
      ['package', 'package', ['1000', '0.4'], null, null, 'official']
    ])
  })

  it('sells everything it lists where nothing is said to be unavailable', () => {
    expect(parsePriceTable(smallDocument({ id: 'vendor' }), 'sha256:abc').regions.get('here')?.notOffered).toEqual([])
  })
})

describe('a price that is a range', () => {
  const ranged = (rate: SkuDocument['rate'], low: string, high: string): unknown => tableOf(priceOf('eCKU-Hours', rate, { range: { low, high } }))
  const message = `${price}: only a flat price has a range, and lies within it`

  it('lies within its ends', () => {
    expect(faults(ranged(flat('2'), '1.75', '2.25'))).toEqual([])
    expect(faults(ranged(flat('2'), '2.1', '2.25'))).toEqual([message])
    expect(faults(ranged(flat('2'), '1.75', '1.9'))).toEqual([message])
  })

  it('is one price and has no tiers', () => {
    expect(faults(ranged(graduated([null, '2']), '1.75', '2.25'))).toEqual([message])
  })

  it('is carried as decimals', () => {
    const table = parsePriceTable(smallDocument({ id: 'vendor', skus: { units: priceOf('eCKU-Hours', flat('2'), { range: { low: '1.75', high: '2.25' } }) } }), 'sha256:abc')
    const { low, high } = table.regions.get('here')!.skus.get('units')!.range!
    expect([plain(low), plain(high)]).toEqual(['1.75', '2.25'])
  })
})

describe('the cloud of a table', () => {
  const here = { name: 'Here', skus: {} }

  it('is AWS where it says nothing', () => {
    expect(parsePriceTable(smallDocument({ id: 'vendor' }), 'sha256:abc').cloud).toBe('aws')
    expect(parsePriceTable({ ...smallDocument({ id: 'vendor' }), cloud: 'gcp' }, 'sha256:abc').cloud).toBe('gcp')
  })

  it('may be none, and then the only region is base', () => {
    expect(faults({ ...smallDocument({ id: 'vendor', regions: { base: here } }), cloud: 'none' })).toEqual([])
    expect(faults({ ...smallDocument({ id: 'vendor', regions: { base: here, here } }), cloud: 'none' })).toEqual([': a table without a cloud has one region, base'])
  })
})

describe('what rests on two numbers', () => {
  it('is as good as the weaker of them', () => {
    expect([weakest('official', 'inferred'), weakest('judgement', 'third-party'), weakest('official', 'official')]).toEqual(['inferred', 'judgement', 'official'])
  })
})
