import { describe, expect, test } from 'vitest'
import { clusterShape, throughputLimits, volumeShare } from '../../../src/models/sizing/policies.ts'
import type { BrokerHardware, ClusterShape } from '../../../src/models/sizing/policies.ts'
import { constraint, requiredBrokers } from '../../../src/models/sizing/sizing.ts'
import type { SizingPolicy } from '../../../src/models/sizing/sizing.ts'
import { noDemand, sizingFacts } from '../kafka/bill.ts'

/** A large broker of the m7g family: 78.75 MiB/s to its volume, 117 MiB/s of network, 2 vCPU. */
const large: BrokerHardware = { type: 'kafka.m7g.large', sku: 'shop/m7g.large', generation: 7, vcpu: 2, volumeMibPerSecond: 78.75, networkMibPerSecond: 117, partitionReplicas: 1000, source: 'here' }
/** 10 MiB/s at the peak, one group, three copies in three zones. */
const ten = { peakWriteMibPerSecond: 10, consumerGroups: 1, replicationFactor: 3, zones: 3, tiered: false }

const shaped = ({ consumerGroups, replicationFactor, zones, tiered }: typeof ten): ClusterShape => clusterShape(consumerGroups, replicationFactor, zones, tiered ? 1 : 0)

interface Asked { readonly demand?: Partial<typeof ten>, readonly hardware?: Partial<BrokerHardware>, readonly policy?: SizingPolicy, readonly utilisation?: number }

const constraints = ({ demand = {}, hardware = {}, policy = 'safety-factors', utilisation = 0.5 }: Asked) =>
  throughputLimits({ ...large, ...hardware }, shaped({ ...ten, ...demand }), sizingFacts, { policy, utilisation }).map(limit => constraint(limit, { ...noDemand, peakWriteMibPerSecond: 10, ...demand }))

/** Dimension → what one broker can do at full use. */
const capacities = (asked: Asked): Record<string, number> => Object.fromEntries(constraints(asked).map(one => [one.dimension, Number(one.capacityPerBroker.toFixed(6))]))
const needs = (asked: Asked): Record<string, number> => Object.fromEntries(constraints(asked).map(one => [one.dimension, one.need]))
const brokers = (asked: Asked): Record<string, number> => Object.fromEntries(constraints(asked).map(one => [one.dimension, one.requiredBrokers]))
const allowed = (asked: Asked): readonly number[] => [...new Set(constraints(asked).map(one => one.allowedUtilisation))]

describe("AWS's safety factors", () => {
  test('take 6.5 of the volume for every byte written: 78.75 / 6.5 = 12.115385 MiB/s a broker', () => {
    // network: 117 / (5.7 + 1.5) = 16.25, larger; half of it used: 10 / 6.0577 → 2 brokers, 10 / 8.125 → 2
    expect(capacities({})).toEqual({ ingress: 12.115385, egress: 16.25 })
    expect(brokers({})).toEqual({ ingress: 2, egress: 2 })
    expect(allowed({})).toEqual([0.5])
  })

  test('take 5.7 + 1.5 a group of the network, which decides from four groups on: 117 / 11.7 = 10', () => {
    // three groups: 117 / 10.2 = 11.470588 is already less than 12.115385
    expect(capacities({ demand: { consumerGroups: 4 } })).toEqual({ ingress: 10, egress: 40 })
    expect(capacities({ demand: { consumerGroups: 3 } })['ingress']).toBe(11.470588)
    // two groups: 117 / 8.7 = 13.448276 × 2 read
    expect(capacities({ demand: { consumerGroups: 2 } })).toEqual({ ingress: 12.115385, egress: 26.896552 })
    expect(needs({ demand: { consumerGroups: 4 } })).toEqual({ ingress: 10, egress: 40 })
  })

  test('were made for three copies: another number stretches or shrinks what a broker takes in by 3 / RF', () => {
    // 12.115385 × 3, × 3/2, × 3/4, × 3/5
    const ingress = (replicationFactor: number): number | undefined => capacities({ demand: { replicationFactor } })['ingress']
    expect([1, 2, 3, 4, 5].map(ingress)).toEqual([36.346154, 18.173077, 12.115385, 9.086538, 7.269231])
  })

  test('never count on more than a network sends: one copy that ten groups read', () => {
    // 117 × 3 / (5.7 + 15) = 16.96 by the factors; ten readers of 117 MiB/s have 11.7 each
    expect(capacities({ demand: { replicationFactor: 1, consumerGroups: 10 } })).toEqual({ ingress: 11.7, egress: 117 })
    // three copies: 117 / 20.7 = 5.652174, less than 117 / 12
    expect(capacities({ demand: { consumerGroups: 10 } })['ingress']).toBe(5.652174)
  })

  test('take 1.5 more of both where segments move to the cheap tier', () => {
    // 78.75 / 8 = 9.84375; 117 / (5.7 + 1.5 + 1.5) = 13.448276
    expect(capacities({ demand: { tiered: true } })).toEqual({ ingress: 9.84375, egress: 13.448276 })
    // three groups: 117 / 11.7 = 10, still above the volume; four: 117 / 13.2 = 8.863636
    expect(capacities({ demand: { tiered: true, consumerGroups: 4 } })['ingress']).toBe(8.863636)
  })

  test('leave a lost zone inside the factors: the utilisation asked for is the one that is used', () => {
    expect(allowed({ utilisation: 0.9, demand: { zones: 2 } })).toEqual([0.9])
  })

  test('ask nothing of readers where nobody reads', () => {
    // network: 117 / 5.7 = 20.5
    expect(capacities({ demand: { consumerGroups: 0 } })).toEqual({ ingress: 12.115385 })
  })

  test('bound a broker by its network alone where nothing is known of its volume', () => {
    expect(capacities({ hardware: { volumeMibPerSecond: null } })['ingress']).toBe(16.25)
  })
})

describe('processors', () => {
  test('bound a broker under the factors too where its other figures are maxima or missing', () => {
    // 2 × 20 and 2 × 80; the network alone: 1,000 / 7.2
    const hardware = { boundByProcessors: true, networkMibPerSecond: 1000, volumeMibPerSecond: null }
    expect(capacities({ hardware })).toEqual({ ingress: 138.888889, egress: 138.888889, 'processor-write': 40, 'processor-read': 160 })
    expect(capacities({ hardware, demand: { consumerGroups: 0 } })).toEqual({ ingress: 175.438596, 'processor-write': 40 })
    expect(allowed({ hardware })).toEqual([0.5])
  })

  test('are counted once under baseline limits', () => {
    expect(Object.keys(capacities({ hardware: { boundByProcessors: true }, policy: 'baseline-limits' }))).toEqual(['ingress', 'egress', 'processor-write', 'processor-read'])
  })
})

describe('baseline limits', () => {
  const policy = 'baseline-limits'

  test('divide the volume by the copies, and count what leaves a broker and its processors', () => {
    // ingress 78.75 / 3 (117 / 3 = 39 is more); egress need 10 × (1 + 3 - 1) = 30; 2 vCPU × 20 written, × 80 read
    expect(capacities({ policy })).toEqual({ ingress: 26.25, egress: 117, 'processor-write': 40, 'processor-read': 160 })
    expect(needs({ policy })).toEqual({ ingress: 10, egress: 30, 'processor-write': 10, 'processor-read': 10 })
  })

  test('are used by half: 10 MiB/s written or 40 read a vCPU', () => {
    // 100 MiB/s written: 100 / 20 = 5 brokers; read by 9 groups: 900 / 80 → 12; egress 100 × 11 / 58.5 → 19; ingress 100 / 13.125 → 8
    const heavy = { policy, demand: { peakWriteMibPerSecond: 100, consumerGroups: 9 } } as const
    expect(brokers(heavy)).toEqual({ ingress: 8, egress: 19, 'processor-write': 5, 'processor-read': 12 })
    // exactly 20 MiB/s are one broker of two vCPU, a little more are two
    expect(brokers({ policy, demand: { peakWriteMibPerSecond: 20 } })['processor-write']).toBe(1)
    expect(brokers({ policy, demand: { peakWriteMibPerSecond: 20.01 } })['processor-write']).toBe(2)
  })

  test('bound what comes in by the network where a volume is faster', () => {
    // 117 / 3 = 39 against 300 / 3
    expect(capacities({ policy, hardware: { volumeMibPerSecond: 300 } })['ingress']).toBe(39)
    expect(capacities({ policy, hardware: { volumeMibPerSecond: null } })['ingress']).toBe(39)
  })

  test('keep the survivors of a lost zone at their baseline: two thirds of three zones, half of two, as asked in one', () => {
    expect(allowed({ policy, utilisation: 0.9 })).toEqual([2 / 3])
    expect(allowed({ policy, utilisation: 0.9, demand: { zones: 2 } })).toEqual([0.5])
    expect(allowed({ policy, utilisation: 0.9, demand: { zones: 6 } })).toEqual([5 / 6])
    expect(allowed({ policy, utilisation: 0.9, demand: { zones: 1 } })).toEqual([0.9])
    expect(allowed({ policy, utilisation: 0.5 })).toEqual([0.5])
  })

  test('send every byte once more to the cheap tier', () => {
    expect(needs({ policy, demand: { tiered: true } })['egress']).toBe(40)
  })

  test('send only copies where nobody reads', () => {
    expect(needs({ policy, demand: { consumerGroups: 0 } })).toEqual({ ingress: 10, egress: 20, 'processor-write': 10 })
  })
})

describe('what the policy takes of a volume', () => {
  const share = (policy: SizingPolicy, demand: Partial<typeof ten> = {}, utilisation = 0.5) => volumeShare({ policy, utilisation }, shaped({ ...ten, ...demand }), sizingFacts)

  test('is 6.5, or 8 with the tier, and with the copies in proportion', () => {
    expect(share('safety-factors')).toEqual({ volumePerWrite: 6.5, allowedUtilisation: 0.5 })
    expect(share('safety-factors', { tiered: true })).toEqual({ volumePerWrite: 8, allowedUtilisation: 0.5 })
    expect(share('safety-factors', { replicationFactor: 1, tiered: true }).volumePerWrite).toBeCloseTo(8 / 3, 12)
  })

  test('is the copies under baseline limits', () => {
    expect(share('baseline-limits', { replicationFactor: 4 }, 0.9)).toEqual({ volumePerWrite: 4, allowedUtilisation: 2 / 3 })
  })
})

describe('the brokers that a need takes', () => {
  const takes = (need: number, capacityPerBroker: number, allowedUtilisation: number): number =>
    requiredBrokers(need, { capacityPerBroker, allowedUtilisation })

  test('are none for nothing and one for next to nothing', () => {
    expect([takes(0, 10, 0.5), takes(1e-12, 10, 0.5)]).toEqual([0, 1])
  })

  test('are not one more for the last digit of a double', () => {
    // 9 is five times 60 % of 3, and as doubles 5.000000000000001 times
    expect(takes(9, 3, 0.6)).toBe(5)
    expect(takes(9.001, 3, 0.6)).toBe(6)
  })
})
