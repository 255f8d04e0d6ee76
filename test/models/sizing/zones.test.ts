import { describe, expect, test } from 'vitest'
import { kafkaRates } from '../../../src/models/sizing/rates.ts'
import { clampZones, consumeShare, interZoneCharges, replicationShare } from '../../../src/models/sizing/zones.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'
import { plain } from '../../../src/pricing/decimal.ts'
import { mebibytes, whole } from '../kafka/bill.ts'

const bothSides = { sku: 'aws-network/inter-zone', directions: 2 } as const
const once = { sku: 'aws-msk/inter-broker', directions: 1 } as const

const charges = (given: Partial<GivenWorkload>, replicationFactor = 3, zones = 3) => {
  const workload = whole({ ...mebibytes(5), ...given })
  return interZoneCharges({ zones, parts: [{ workload, rates: kafkaRates(workload, { hoursPerMonth: 730, recordOverheadBytes: 0 }), replicationFactor }] }, bothSides, once)
}
/** GB that cross and GB that are billed, of producers, consumers and replication. */
const crossings = (...asked: Parameters<typeof charges>): readonly (readonly string[])[] => charges(...asked).map(({ consumedQuantity, quantity }) => [plain(consumedQuantity), plain(quantity)])

describe('one written byte on its way to the other copies', () => {
  // RF - Σ k² / RF over the copies k in each zone, as a fraction of RF
  test.each([
    { copies: 3, zones: 3, over: 6, under: 3, spread: '1+1+1: 3 - 3/3 = 2' },
    { copies: 3, zones: 2, over: 4, under: 3, spread: '2+1: 3 - 5/3 = 4/3' },
    { copies: 3, zones: 1, over: 0, under: 3, spread: '3: 3 - 9/3 = 0' },
    { copies: 2, zones: 3, over: 2, under: 2, spread: '1+1+0: 2 - 2/2 = 1' },
    { copies: 5, zones: 3, over: 16, under: 5, spread: '2+2+1: 5 - 9/5 = 3.2' },
    { copies: 4, zones: 2, over: 8, under: 4, spread: '2+2: 4 - 8/4 = 2' },
    { copies: 1, zones: 3, over: 0, under: 1, spread: '1: nothing to copy' },
    { copies: 5, zones: 6, over: 20, under: 5, spread: 'a zone each: 5 - 5/5 = 4' }
  ])('of $copies copies in $zones zones crosses $over/$under times ($spread)', ({ copies, zones, over, under }) => {
    expect(replicationShare(copies, zones)).toEqual({ over, under })
  })
})

describe('the bytes of a reader', () => {
  test.each([
    { copies: 3, zones: 3, following: false, over: 2, under: 3 },
    { copies: 3, zones: 1, following: false, over: 0, under: 1 },
    { copies: 3, zones: 6, following: false, over: 5, under: 6 },
    { copies: 3, zones: 3, following: true, over: 0, under: 3 },
    { copies: 5, zones: 3, following: true, over: 0, under: 3 },
    { copies: 2, zones: 3, following: true, over: 1, under: 3 },
    { copies: 1, zones: 4, following: true, over: 3, under: 4 }
  ])('of $copies copies in $zones zones, fetching from followers $following, cross for $over/$under', ({ copies, zones, following, over, under }) => {
    expect(consumeShare(copies, zones, following)).toEqual({ over, under })
  })
})

describe('zones that an offering does not have', () => {
  test.each([{ asked: 1, used: 2 }, { asked: 4, used: 3 }, { asked: 6, used: 3 }])('$asked are taken for $used where there are 2 or 3, and it is said', ({ asked, used }) => {
    expect(clampZones(asked, [2, 3])).toEqual({
      zones: used,
      findings: [{ code: 'ZONES_CLAMPED', severity: 'info', message: `The workload asks for ${asked === 1 ? '1 zone' : `${asked} zones`}, and the offering runs in 2 or 3: it is priced in ${used}.`, limit: '2, 3', actual: String(asked) }]
    })
  })

  test('need no word where they are what was asked for', () => {
    expect(clampZones(2, [2, 3])).toEqual({ zones: 2, findings: [] })
  })
})

describe('traffic between zones', () => {
  test('is billed at both sides for clients and once for replication, 12,832.03125 GB written and two groups reading', () => {
    // produce × 2/3 = 8,554.6875; consume × 2 groups × 2/3 = 17,109.375; replicate × 2 = 25,664.0625
    expect(crossings({ consumerGroups: 2 })).toEqual([['8554.6875', '17109.375'], ['17109.375', '34218.75'], ['25664.0625', '25664.0625']])
  })

  test('leaves out consumers on the internet and in another region, who are billed elsewhere', () => {
    // 12,832.03125 × 2 × (100 - 25 - 15) / 100 × 2/3 = 10,265.625
    const [, consume] = charges({ consumerGroups: 2, crossRegionPercent: 25, internetEgressPercent: 15 })
    expect(plain(consume!.consumedQuantity)).toBe('10265.625')
    expect(consume!.formula()).toBe('13455360000 messages × (1024 + 0) bytes / 1 / 1073741824 × 2 groups × 60 / 100 in the region × 2 / 3 crossing × 2 directions')
  })

  test('counts all consumers where none is elsewhere, and its formula says no more than that', () => {
    expect(charges({ consumerGroups: 2 })[1]!.formula()).toBe('13455360000 messages × (1024 + 0) bytes / 1 / 1073741824 × 2 groups × 2 / 3 crossing × 2 directions')
    expect(charges({ crossRegionPercent: 10 })[1]!.formula()).toContain(' × 90 / 100 in the region × ')
    expect(charges({ internetEgressPercent: 10 })[1]!.formula()).toContain(' × 90 / 100 in the region × ')
  })

  test('is no bytes at all in a single zone', () => {
    expect(crossings({}, 3, 1)).toEqual([['0', '0'], ['0', '0'], ['0', '0']])
  })

  test('of two copies in three zones keeps a third of the readers crossing although they fetch from followers', () => {
    // 12,832.03125 / 3 = 4,277.34375
    expect(crossings({ followerFetching: true }, 2)[1]).toEqual(['4277.34375', '8554.6875'])
  })

  test('says which of its numbers the caller did not ask for', () => {
    const origins = (copies: number, zones: number): readonly string[] => charges({ availabilityZones: 3, replicationFactor: 3 }, copies, zones)[0]!.terms().map(({ name, origin }) => `${name} ${origin}`)
    expect(origins(3, 3)).toEqual(['availabilityZones workload', 'replicationFactor workload', 'followerFetching workload'])
    expect(origins(2, 2)).toEqual(['availabilityZones assumption', 'replicationFactor assumption', 'followerFetching workload'])
  })

  test('keeps the twelfth decimal where thirds cancel', () => {
    // 535,252 × 65,536 B / 3 / 2^30 × 90 / 100 × 2 / 3 × 2 directions = 535,252 / 49,152 × 1.2 = 13.06767578125 GB
    const [, consume] = charges({ requestsPerMonth: 535_252, payloadBytes: 65_536, compressionRatio: 3, crossRegionPercent: 10 })
    expect(consume!.quantity.toString()).toBe('13.06767578125')
  })
})
