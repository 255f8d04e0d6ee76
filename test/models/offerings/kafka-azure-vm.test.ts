import { describe, expect, test } from 'vitest'
import { azure, cluster, codes, constraint, costs, ids, infrastructure, line, mebibytes, quantities, refusal, sizing, worked } from '../kafka/bill.ts'
import type { Around } from '../kafka/bill.ts'

const five = { ...mebibytes(5), retentionDays: 1 }
const steady = (peak: number): { requestsPerMonth: number, payloadBytes: number, peakToAverageRatio: number, retentionDays: number } => ({ ...mebibytes(peak), peakToAverageRatio: 1, retentionDays: 0.1 })
const nobody = { hourlyRate: '0', onCallCoverage: 'none' } as const

describe('5 MiB/s, 10 at the peak, two groups fetching from their own zone, kept for a day', () => {
  const answer = azure(worked)

  test('costs 639.22 on three brokers and three controllers', () => {
    // 210.24 × 2 + 203.3196 + 15.4176 = 639.2172
    expect([cluster(answer), sizing(answer).controllerType, infrastructure(answer), codes(answer)]).toEqual(['3 × Standard_D2s_v5', 'Standard_D2s_v5', '639.22', ['info REGION_MAPPED']])
    // 81.06 / 6.5 × 0.5 = 6.2: 10 / 6.2 → 2 → 3
    expect(constraint(answer, 'ingress')).toMatchObject({ capacityPerBroker: '12.470769', requiredBrokers: 2 })
  })

  test('pays nothing for what crosses zones, which still has its lines and its rule', () => {
    // 2,190 × 0.096; 2,532 × 0.0803; 192 × 0.0803
    expect(costs(answer)).toEqual({
      'compute.brokers': '210.24',
      'storage.brokers': '203.3196',
      'compute.controllers': '210.24',
      'storage.controllers': '15.4176',
      'network.inter-zone.produce': '0',
      'network.inter-zone.consume': '0',
      'network.inter-zone.replicate': '0'
    })
    expect([quantities(answer)['network.inter-zone.replicate'], line(answer, 'network.inter-zone.replicate').source]).toEqual(['25664.0625', 'azure-vm:eastus/inter-zone'])
  })

  test('rests on inferred prices of the smaller machines', () => {
    // 420.48 / 639.2172
    expect(azure(worked, {}, { operations: nobody }).totals!.evidence).toMatchObject({ inferred: '0.657805', thirdParty: '0.342195', official: '0' })
  })
})

describe('a reservation', () => {
  test.each([
    // 210.24 × 0.59; × 0.38
    { commitment: '1-year', each: '124.0416' },
    { commitment: '3-years', each: '79.8912' }
  ])('of $commitment costs $each for the brokers and as much for the controllers', ({ commitment, each }) => {
    const answer = azure(worked, { commitment })
    expect([costs(answer)['compute.brokers'], costs(answer)['compute.controllers'], line(answer, 'compute.brokers').commitment!.confidence]).toEqual([each, each, 'inferred'])
  })

  test('is refused on a family whose discount no source gives, and never makes it a choice', () => {
    const error = refusal(() => azure(worked, { commitment: '1-year', brokerType: 'Standard_E4s_v5' }))
    expect(error.code).toBe('IMPOSSIBLE_COMBINATION')
    expect(error.data).toMatchObject({ field: 'commitment', value: '1-year', accepted: ['Dsv5'] })
    expect(error.message).toContain('no source gives the discount of family Esv5')
    const overrides = { 'azure-vm/instance.Standard_E2s_v5': '0.001' }
    expect(cluster(azure(worked, {}, { pricing: { overrides } }))).toBe('3 × Standard_E2s_v5')
    const committed = azure(worked, { commitment: '1-year' }, { pricing: { overrides } })
    expect([cluster(committed), sizing(committed).controllerType]).toEqual(['3 × Standard_D2s_v5', 'Standard_D2s_v5'])
  })
})

describe('Premium SSD v2', () => {
  test('gives 125 MiB/s free and sells what is above', () => {
    // 60 × 6.5 / 1.5 = 260: 3 × 135 × 0.04015
    expect(costs(azure(steady(60), { brokerType: 'Standard_D8s_v5' }))['storage.throughput']).toBe('16.26075')
  })

  test('gives 3,000 operations free and sells what is above', () => {
    // 520: 3 × 395 × 0.04015; 4,160: 3 × 1,160 × 0.00511
    const answer = azure(steady(120), { brokerType: 'D32s_v5' })
    expect([costs(answer)['storage.throughput'], costs(answer)['storage.iops']]).toEqual(['47.57775', '17.7828'])
  })
})

describe('the most that a Premium SSD v2 gives', () => {
  const d64 = (rate: number, around: Around = { pricing: { asOf: '2026-11-26' } }) => azure(steady(rate), { brokerType: 'Standard_D64s_v5' }, around)

  test('is what a machine with more to give is sized by', () => {
    // 1,144 / 6.5 = 176 × 0.5 × 3 brokers = 264; (1,144 - 125) × 3 × 0.04015; (1,144 × 8 - 3,000) × 3 × 0.00511
    expect([cluster(d64(264)), constraint(d64(264), 'ingress').capacityPerBroker]).toEqual(['3 × Standard_D64s_v5', '176'])
    expect(costs(d64(264))).toMatchObject({ 'storage.throughput': '122.73855', 'storage.iops': '94.31016' })
    // 265 / 88 = 3.01 → 4, and 6 on three zones
    expect(cluster(d64(265))).toBe('6 × Standard_D64s_v5')
  })

  test('is not known on days before its table had it', () => {
    // 1,654.62 / 6.5
    expect([cluster(d64(265, {})), constraint(d64(265, {}), 'ingress').capacityPerBroker]).toEqual(['3 × Standard_D64s_v5', '254.556923'])
  })
})

describe('local disks', () => {
  test('are sized by what they sustain, cost no volume and are lost', () => {
    // 3 × 730 × 0.696; 1,920 GB; 2,000 MB/s = 1,907.34 MiB/s / 6.5 = 293.4 against the network 1,490.11 / 7.2
    const answer = azure(five, { brokerType: 'Standard_L8s_v3' })
    expect([costs(answer)['compute.brokers'], ids(answer).includes('storage.brokers'), sizing(answer).storageGibPerBroker]).toEqual(['1524.24', false, '1788'])
    expect([codes(answer), constraint(answer, 'ingress').capacityPerBroker]).toEqual([['warning LOCAL_DISKS_ARE_LOST', 'info REGION_MAPPED'], '206.959722'])
  })

  test('are never chosen, be they ever so cheap', () => {
    expect(cluster(azure(worked, {}, { pricing: { overrides: { 'azure-vm/instance.Standard_L8s_v3': '0.001' } } }))).toBe('3 × Standard_D2s_v5')
  })
})

describe('what stands beside the cluster', () => {
  const month = { ...mebibytes(100), peakToAverageRatio: 1, retentionDays: 30, localRetentionHours: 24 }

  test('tiered data is in locally redundant Blob Storage, by its tiers', () => {
    // 51,200 × 0.0208 + 193,487.5 × 0.01997; 256,640.625 × 0.0000055
    const answer = azure(month)
    expect([costs(answer)['storage.tiered'], costs(answer)['requests.object-put']]).toEqual(['4928.905375', '1.4115234375'])
  })

  test('AKS costs 73.00, and brokers with enough memory beside it 65.70 more', () => {
    // Standard_E2s_v5 for Standard_D2s_v5: 2,190 × (0.126 - 0.096) = 65.7; 639.22 + 65.7 + 73
    expect(infrastructure(azure(worked, { orchestration: 'kubernetes' }))).toBe('777.92')
  })

  test('bytes that leave cost 0.087 to the internet and 0.02 to a region', () => {
    // 6,416.015625 GB each
    expect(costs(azure({ ...five, internetEgressPercent: 50, crossRegionPercent: 50 }))).toMatchObject({ 'network.internet-egress': '558.193359375', 'network.cross-region': '128.3203125' })
  })

  test('the first 100 GB to the internet are free where the free tier counts', () => {
    // 12,732.03125 × 0.087
    expect(costs(azure({ ...five, internetEgressPercent: 100 }, {}, { pricing: { freeTier: 'include' } }))['network.internet-egress']).toBe('1107.68671875')
  })

  test('a cluster that is not production is three of the smallest machines', () => {
    expect(costs(azure(worked, { nonProductionClusters: 1 }))['compute.non-production']).toBe('210.24')
  })
})

test('six zones are clamped to the three that a region has', () => {
  // 2 × 210.24 + 203.3196 + 15.4176, as in three zones
  const answer = azure({ ...worked, availabilityZones: 6 })
  expect([cluster(answer), infrastructure(answer), codes(answer)]).toEqual(['3 × Standard_D2s_v5', '639.22', ['info ZONES_CLAMPED', 'info REGION_MAPPED']])
})

describe('regions', () => {
  test('without prices are refused unless eastus is named', () => {
    expect(refusal(() => azure({ ...worked, region: 'eu-central-1' })).code).toBe('MISSING_PRICE')
    expect(infrastructure(azure({ ...worked, region: 'eu-central-1' }, { region: 'eastus' }))).toBe('639.22')
  })
})
