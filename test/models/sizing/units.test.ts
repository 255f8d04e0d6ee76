import { describe, expect, test } from 'vitest'
import { unitCharge } from '../../../src/models/kafka/unit-charge.ts'
import { utilisation } from '../../../src/models/sizing/sizing.ts'
import { countUnits, unitFindings, unitSizing } from '../../../src/models/sizing/units.ts'
import type { UnitBounds, UnitLimit } from '../../../src/models/sizing/units.ts'
import { Decimal } from '../../../src/pricing/decimal.ts'
import { readFormula } from '../../estimates/read-formula.ts'

const limit = (dimension: string, peakNeed: number, capacityPerUnit: number, meanNeed = peakNeed): UnitLimit => ({ dimension, unit: 'things', capacityPerUnit, source: `table:facts/${dimension}`, peakNeed, meanNeed })
const bounds = (changed: Partial<UnitBounds> = {}): UnitBounds => ({ minimum: 1, maximum: 10, ...changed })

/** 26 MB/s of 25 in, 30 of 75 out, 600 of 250 partitions: 2, 1 and 3 units at the peak; at half the traffic 1, 1 and 3. */
const three = [limit('ingress', 26, 25, 13), limit('egress', 30, 75, 15), limit('partitions', 600, 250)]

describe('the units of a service', () => {
  test('are whole, the most that one of its limits asks for, and it is named', () => {
    const count = countUnits(three, bounds())
    expect([count.units, count.required, count.bindingConstraint]).toEqual([3, 3, 'partitions'])
    expect(count.constraints().map(one => [one.dimension, one.need, one.capacityPerBroker, one.requiredBrokers])).toEqual([['ingress', 26, 25, 2], ['egress', 30, 75, 1], ['partitions', 600, 250, 3]])
  })

  test('that several limits ask for are named by the fullest of them: 30 of 75 is more than 1 of 25', () => {
    expect(countUnits([limit('ingress', 1, 25), limit('egress', 30, 75)], bounds())).toMatchObject({ units: 1, bindingConstraint: 'egress' })
    // By what the plan may use: 8 of 20 by half is more than 9 of 20
    expect(countUnits([limit('egress', 9, 20), { ...limit('ingress', 8, 20), allowedUtilisation: 0.5 }], bounds()).bindingConstraint).toBe('ingress')
  })

  test('use need / (capacity × units) of each limit', () => {
    // 26 / (25 × 4)
    expect(utilisation(countUnits(three, bounds()).constraints()[0]!, 4)).toBe(0.26)
  })

  test('are one for each capacity that is exactly filled, whatever a double makes of it', () => {
    // 0.1 × 3 is 0.30000000000000004 in a double: 3 units of 0.1 and not 4
    expect(countUnits([limit('ingress', 0.1 * 3, 0.1)], bounds()).units).toBe(3)
  })

  test('may use the share of a capacity that the plan keeps to: 40 of 20 by half are 4', () => {
    const count = countUnits([{ ...limit('ingress', 40, 20), allowedUtilisation: 0.5 }], bounds())
    expect([count.units, count.constraints()[0]!.allowedUtilisation]).toEqual([4, 0.5])
  })

  test('are no fewer than the minimum, which is then named, also where nothing is needed', () => {
    expect(countUnits(three, bounds({ minimum: 4 }))).toMatchObject({ units: 4, unitsAtMean: 4, bindingConstraint: 'minimum-units' })
    expect(countUnits([limit('ingress', 0, 25)], bounds())).toMatchObject({ units: 1, bindingConstraint: 'minimum-units' })
    expect(countUnits(three, bounds({ minimum: 3 })).bindingConstraint).toBe('partitions')
  })

  test('at the mean keep what does not follow the traffic', () => {
    expect(countUnits(three, bounds()).unitsAtMean).toBe(3)
    expect(countUnits(three.slice(0, 2), bounds())).toMatchObject({ units: 2, unitsAtMean: 1 })
  })

  test('are the next count that is sold, and above the largest as many as are needed', () => {
    const sold = [1, 2, 4, 8]
    expect([3, 4, 5, 9].map(need => countUnits([limit('ingress', need, 1)], bounds({ sold })).units)).toEqual([4, 4, 8, 9])
  })

  test('are those that were given, and what they should have been is kept', () => {
    expect(countUnits(three, bounds({ given: 2 }))).toMatchObject({ units: 2, unitsAtMean: 2, required: 3, bindingConstraint: 'partitions' })
  })
})

describe('a count of units', () => {
  const findings = (limits: readonly UnitLimit[], changed: Partial<UnitBounds>) => unitFindings(countUnits(limits, bounds(changed)), bounds(changed), 'eCKU', 'Another plan takes more.')

  test('at the maximum is fine and above it a blocker that says what takes more', () => {
    expect(findings(three, { maximum: 3 })).toEqual([])
    expect(findings(three, { maximum: 2 })).toEqual([{ code: 'UNITS_EXCEEDED', severity: 'blocker', message: '3 eCKU are needed (partitions decides) and 2 can be had. Another plan takes more.', limit: '2 eCKU', actual: '3 eCKU', source: 'table:facts/partitions' }])
  })

  test('whose minimum is above the maximum names no limit', () => {
    expect(findings([], { minimum: 3, maximum: 2 }).map(({ code, source }) => [code, source])).toEqual([['UNITS_EXCEEDED', undefined]])
  })

  test('that was given is fine where it suffices, and a blocker where a limit has no room', () => {
    expect(findings(three, { given: 3 })).toEqual([])
    // 600 / (250 × 2) = 120 %
    expect(findings(three, { given: 2 })).toEqual([{ code: 'UNDERSIZED', severity: 'blocker', message: 'The given 2 eCKU are fewer than the 3 that are needed (partitions 120 % of the capacity that is counted on; partitions: more than it carries at all); they are priced as given.', limit: '3 eCKU', actual: '2 eCKU' }])
  })

  test('that was given beyond what is counted on, but within what a unit carries at most, is a warning', () => {
    // 9 / 7.5 = 120 %, of at most 10
    expect(findings([{ ...limit('ingress', 9, 7.5), ceilingPerUnit: 10 }], { given: 1 }).map(({ severity }) => severity)).toEqual(['warning'])
    expect(findings([{ ...limit('ingress', 11, 7.5), ceilingPerUnit: 10 }], { given: 1 }).map(({ severity }) => severity)).toEqual(['blocker'])
  })

  test('that was given within the raw capacity but above the planned share, or below the minimum, is a warning', () => {
    // 30 / (20 × 2) = 75 %, where a half is planned: 3 are needed
    expect(findings([{ ...limit('ingress', 30, 20), allowedUtilisation: 0.5 }], { given: 2 }).map(({ severity, message }) => [severity, message])).toEqual([['warning', 'The given 2 eCKU are fewer than the 3 that are needed (ingress 75 % of the capacity that is counted on); they are priced as given.']])
    expect(findings([limit('ingress', 1, 25)], { minimum: 2, given: 1 }).map(({ severity, message }) => [severity, message])).toEqual([['warning', 'The given 1 eCKU are fewer than the 2 that are needed; they are priced as given.']])
  })
})

describe('a sizing in units', () => {
  test('has them in the place of brokers, under the word of the vendor', () => {
    const count = countUnits(three, bounds())
    const sizing = unitSizing(count, 'eCKU', { partitions: 600, demand: { partitionReplicas: 1800 }, storage: { localGib: new Decimal(7) } })
    expect(sizing).toMatchObject({ brokers: 3, brokerType: 'eCKU', partitions: 600, partitionReplicas: 1800, controllers: 0, storageGibPerBroker: null, bindingConstraint: 'partitions', sizingPolicy: null })
    expect([sizing.constraints(), sizing.brokersByPolicy()]).toEqual([count.constraints(), null])
  })
})

describe('the bill of units', () => {
  const month = { hoursPerMonth: 730, recordOverheadBytes: 0 }
  const price = { title: 'Units', sku: 'vendor/unit', unitName: 'eCKU', scaling: true } as const
  const two = countUnits(three.slice(0, 2), bounds())
  const texts = (charge: ReturnType<typeof unitCharge>) => [charge.quantity, charge.low].map(one => one?.toString())

  test('is the peak in every hour, and the mean at the low end: 2 × 730 and 1 × 730', () => {
    const charge = unitCharge(price, two, month)
    expect(texts(charge)).toEqual(['1460', '730'])
    expect([charge.id, charge.consumedQuantity.toString(), charge.consumedUnit, charge.formula()]).toEqual(['compute.units', '2', 'eCKU', '2 eCKU × 730 hours'])
    expect(charge.terms().map(({ name, value }) => [name, value])).toEqual([['units', '2'], ['unitsAtMean', '1'], ['hoursPerMonth', '730']])
  })

  test('has no range where the mean needs as many, or where units do not follow the traffic', () => {
    expect(texts(unitCharge(price, countUnits(three, bounds()), month))).toEqual(['2190', undefined])
    const fixed = unitCharge({ ...price, scaling: false }, two, month)
    expect([...texts(fixed), fixed.terms().length]).toEqual(['1460', undefined, 2])
  })

  test('leaves out what every cluster gets for nothing, and never less than nothing', () => {
    const charge = unitCharge({ ...price, free: 1 }, two, month)
    expect([...texts(charge), charge.formula(), readFormula(charge.formula()).toString(), charge.terms()[2]]).toEqual(['730', '0', 'max(0, 2 - 1 free) eCKU × 730 hours', '730', { name: 'freeUnits', value: '1', unit: 'eCKU', origin: 'table' }])
    expect(texts(unitCharge({ ...price, free: 4 }, two, month))).toEqual(['0', undefined])
  })
})
