import { describe, expect, test } from 'vitest'
import { countBrokers, fittingClusters, givenClusterFindings } from '../../../src/models/sizing/broker-count.ts'
import type { BrokerBounds } from '../../../src/models/sizing/broker-count.ts'
import { constraint, needOf, utilisation } from '../../../src/models/sizing/sizing.ts'
import type { Limit } from '../../../src/models/sizing/sizing.ts'
import { noDemand, refusal } from '../kafka/bill.ts'

const oneGib = { ...noDemand, dataGib: 1 }

/** So many brokers' worth of a capacity of 1 that may be used by half. */
const takes = (dimension: string, brokers: number): Limit => ({ dimension, unit: 'units', capacityPerBroker: 1, allowedUtilisation: 0.5, source: 'here', of: 'dataGib', perUnit: brokers / 2 })
const bounds = (changed: Partial<BrokerBounds> = {}): BrokerBounds => ({ zones: 3, replicationFactor: 3, offeringMinimum: 1, maximum: 60, maximumSource: 'here', given: undefined, ...changed })
const count = (limits: readonly Limit[], changed: Partial<BrokerBounds> = {}) => countBrokers(limits, limits.map(limit => needOf(limit, oneGib)), bounds(changed))

describe('the brokers of a cluster', () => {
  test('are the largest constraint, which is named', () => {
    expect(count([takes('ingress', 6), takes('egress', 9), takes('storage', 1)])).toEqual({ brokers: 9, asked: 9, required: 9, bindingConstraint: 'egress' })
  })

  test('are a multiple of the zones', () => {
    const seven = [takes('ingress', 7)]
    expect([1, 2, 3, 4, 5, 6].map(zones => count(seven, { zones }).brokers)).toEqual([7, 8, 9, 8, 10, 12])
  })

  test('are no fewer than the zones, the copies and what the offering sells, and the minimum is named', () => {
    const little = [takes('ingress', 1)]
    expect(count(little, { zones: 4, replicationFactor: 2 })).toEqual({ brokers: 4, asked: 1, required: 4, bindingConstraint: 'minimum-brokers' })
    expect(count(little, { zones: 2, replicationFactor: 5 })).toEqual({ brokers: 6, asked: 1, required: 6, bindingConstraint: 'minimum-brokers' })
    expect(count(little, { zones: 3, replicationFactor: 3, offeringMinimum: 7 }).brokers).toBe(9)
  })

  test('name a constraint that asks for just the minimum', () => {
    expect(count([takes('ingress', 3)]).bindingConstraint).toBe('ingress')
  })

  test('are those that were given, and what they should have been is kept', () => {
    expect(count([takes('partitions', 11)], { given: 4 })).toEqual({ brokers: 4, asked: 11, required: 12, bindingConstraint: 'partitions' })
  })

  test('use need / (raw capacity × brokers) of what they have', () => {
    // 4 brokers' worth at a half is 2 of 1 each: 2 / 5
    expect(utilisation(constraint(takes('ingress', 4), oneGib), 5)).toBe(0.4)
  })
})

describe('clusters that fit', () => {
  const counted = (brokers: number, given?: number) => count([takes('ingress', brokers)], { given })

  test('are those within the brokers that a cluster may have', () => {
    const [small, large] = [counted(60), counted(61)]
    expect(fittingClusters([large, small], { given: undefined, maximum: 60 })).toEqual([small])
  })

  test('are none where all are too large, and the least of them is named', () => {
    const error = refusal(() => fittingClusters([counted(70), counted(61)], { given: undefined, maximum: 60 }))
    expect([error.code, error.data]).toEqual(['OUT_OF_MODEL_RANGE', { brokers: 63, maximum: 60 }])
    expect(error.message).toBe('The workload needs at least 63 brokers of any type; a cluster has 60 at most. Split it over several clusters, or lower peakToAverageRatio, retentionDays or partitions.')
  })

  test('are those that the given number suffices for, on the zones or not', () => {
    const [four, five] = [counted(4, 4), counted(5, 4)]
    expect(fittingClusters([five, four], { given: 4, maximum: 60 })).toEqual([four])
  })

  test('are those that come nearest where the given number suffices for none', () => {
    const [nine, nineToo, twelve] = [counted(8, 3), counted(9, 3), counted(11, 3)]
    expect(fittingClusters([twelve, nine, nineToo], { given: 3, maximum: 60 })).toEqual([nine, nineToo])
  })
})

describe('a cluster that was given', () => {
  const held = (limits: readonly Limit[]) => limits.map(limit => constraint(limit, oneGib))
  const found = (limits: readonly Limit[], changed: Partial<BrokerBounds>) => givenClusterFindings(held(limits), count(limits, changed), bounds(changed))

  test('that suffices is not talked about', () => {
    expect(found([takes('ingress', 6)], { given: 6 })).toEqual([])
  })

  test('that was sized is not talked about, be it off the zones', () => {
    expect(givenClusterFindings(held([takes('ingress', 9)]), { brokers: 4, asked: 9, required: 9, bindingConstraint: 'ingress' }, bounds())).toEqual([])
  })

  test('that lacks only the margin of the policy is a warning', () => {
    // 5 brokers' worth at a half is 2.5 of the raw 3: 83 %; 4 worth: 2 of 3: 67 %; what fits is not named
    expect(found([takes('ingress', 5), takes('egress', 4), takes('storage', 3)], { given: 3 })).toEqual([{ code: 'UNDERSIZED', severity: 'warning', message: 'The cluster was given with 3 brokers, fewer than the 6 that the sizing policy asks for (ingress 83 %, egress 67 % of the capacity that is counted on); it is priced as given.', limit: '6 brokers', actual: '3 brokers' }])
  })

  test('that is used to the last of its raw capacity is still a warning, and beyond it a blocker', () => {
    expect(found([takes('ingress', 6)], { given: 3 })[0]!.severity).toBe('warning')
    // 7 worth: 3.5 of 3: 117 %
    expect(found([takes('ingress', 7)], { given: 3 })).toEqual([{ code: 'UNDERSIZED', severity: 'blocker', message: 'The cluster was given with 3 brokers, fewer than the 9 that the sizing policy asks for (ingress 117 % of the capacity that is counted on; ingress: more than it carries at all); it is priced as given.', limit: '9 brokers', actual: '3 brokers' }])
  })

  test('of more brokers than a cluster has is priced with a warning', () => {
    expect(found([takes('ingress', 1)], { given: 60 })).toEqual([])
    expect(found([takes('ingress', 1)], { given: 63 })).toEqual([{ code: 'QUOTA_RAISE_NEEDED', severity: 'warning', message: 'A cluster has 60 brokers at most; 63 were given and are priced as given.', limit: '60 brokers', actual: '63 brokers', source: 'here' }])
  })

  test('off the zones is a warning', () => {
    expect(found([takes('ingress', 1)], { given: 4 })).toEqual([{ code: 'BROKERS_OFF_ZONES', severity: 'warning', message: '4 brokers cannot be spread evenly over 3 zones.', limit: 'a multiple of 3', actual: '4' }])
  })

  test('of one broker is said in the singular', () => {
    expect(found([takes('ingress', 4)], { given: 1 }).map(({ message, actual }) => [message, actual])).toEqual([
      [expect.stringMatching(/^The cluster was given with 1 broker, fewer than the 6 that /), '1 broker'],
      ['1 broker cannot be spread evenly over 3 zones.', '1'],
      ['3 copies need at least 3 brokers; the cluster was given with 1.', '1 broker']
    ])
  })

  test('of fewer brokers than copies is a blocker', () => {
    expect(found([takes('ingress', 1)], { given: 2, zones: 2 })).toEqual([{ code: 'BROKERS_BELOW_REPLICATION', severity: 'blocker', message: '3 copies need at least 3 brokers; the cluster was given with 2.', limit: '3 brokers', actual: '2 brokers' }])
  })
})
