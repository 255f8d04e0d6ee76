import { describe, expect, test } from 'vitest'
import { estimate } from '../../../src/estimates/estimate.ts'
import { estimateRequestSchema } from '../../../src/estimates/request.ts'
import type { Estimate } from '../../../src/estimates/response.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'
import { assumption, bill, catalog, codes, costs, findings, infrastructure, line, mebibytes, megabytes, quantities, refusal, response, sizing, worked } from '../kafka/bill.ts'

const google = (workload: GivenWorkload, options: Readonly<Record<string, unknown>> = {}): Estimate => bill(workload, options, { offering: 'gcp-managed-kafka' })
/** Nothing is sent: what a cluster costs that stands there. */
const idle: GivenWorkload = { requestsPerMonth: 0, payloadBytes: 1000, retentionDays: 1 }
const oneDay = (rate: number): Pick<GivenWorkload, 'retentionDays' | 'requestsPerMonth' | 'payloadBytes'> => ({ ...megabytes(rate), retentionDays: 1 })

describe('the smallest cluster', () => {
  test('costs 188.97 with the least memory', () => {
    // 3 × 0.6 + 3 × 0.1 = 2.1 DCU × 730 × 0.09 = 137.97; 300 GiB × 730 × 0.000232877 = 51.000063
    const answer = google(idle, { memoryGibPerVcpu: 1 })
    expect(costs(answer)).toMatchObject({ 'compute.units': '137.97', 'storage.brokers': '51.000063', 'storage.tiered': '0' })
    expect([infrastructure(answer), line(answer, 'compute.units').consumedQuantity, line(answer, 'compute.units').consumedUnit]).toEqual(['188.97', '2.1', 'DCU'])
  })

  test('costs 248.10 with the memory that Google recommends', () => {
    // 3 × 0.6 + 12 × 0.1 = 3 DCU × 730 × 0.09 = 197.1
    const answer = google(idle)
    expect([infrastructure(answer), assumption(answer, 'memoryGibPerVcpu'), assumption(google(idle, { memoryGibPerVcpu: 2 }), 'memoryGibPerVcpu')]).toEqual(['248.10', '4', undefined])
  })

  test('has three vCPU, a broker each, in three zones', () => {
    const { brokers, brokerType, bindingConstraint, storageGib } = sizing(google(idle))
    expect([brokers, brokerType, bindingConstraint, storageGib, assumption(google(idle), 'brokers')]).toEqual([3, 'vCPU', 'minimum-units', '300', '3'])
  })

  test('is what stands beside production', () => {
    // 2 × 2.1 × 730 × 0.09
    expect(costs(google(idle, { nonProductionClusters: 2 }))['compute.non-production']).toBe('275.94')
  })
})

describe('5 MiB/s read by two groups from their own zone, kept for a day', () => {
  const answer = google(worked)

  test('take 5 vCPU by the bytes of clients and replicas', () => {
    // peak 10.48576 MB/s in, 20.97152 out: 3 × 10.48576 + (20.97152 + 2 × 10.48576) / 4 = 41.94304; / (20 × 0.5) = 4.2
    expect(sizing(answer).constraints.map(one => [one.dimension, one.need, one.capacityPerBroker, one.allowedUtilisation, one.requiredBrokers, one.utilisation])).toEqual([['throughput', '41.94304', '20', '0.5', 5, '0.41943'], ['partitions', '300', '250', '1', 2, '0.24']])
    expect([sizing(answer).brokers, sizing(answer).bindingConstraint]).toEqual([5, 'throughput'])
  })

  test('cost 797.88', () => {
    // 328.5 + 85.000105 + 42.187407 + 85.546875 + 0 + 256.640625 = 797.875012
    expect(infrastructure(answer)).toBe('797.88')
    // 5 DCU × 730 × 0.09; 500 GiB × 730 × 0.000232877; 421.875 GiB × 730 × 0.000136986; 12,832.03125 × 2/3 × 0.01; × 2 × 0.01
    expect(costs(answer)).toMatchObject({ 'compute.units': '328.5', 'storage.brokers': '85.000105', 'network.inter-zone.produce': '85.546875', 'network.inter-zone.consume': '0', 'network.inter-zone.replicate': '256.640625' })
    expect(Number(costs(answer)['storage.tiered']).toFixed(6)).toBe('42.187407')
  })

  test('cost at the low end what Google plans: half of the vCPU at the mean', () => {
    // 20.97152 / 10 → 3 vCPU: 3 × 730 × 0.09
    expect(line(answer, 'compute.units').range).toEqual({ low: '197.1', high: '328.5' })
  })

  test('pay for bytes between zones once', () => {
    expect(quantities(answer)).toMatchObject({ 'network.inter-zone.produce': '8554.6875', 'network.inter-zone.replicate': '25664.0625' })
    // leaders in other zones: 25,664.0625 × 2/3
    expect(quantities(google({ ...worked, followerFetching: false }))['network.inter-zone.consume']).toBe('17109.375')
  })

  test('keep one replica of everything in long-term storage', () => {
    // 421.875 GiB × 730 hours
    expect([quantities(answer)['storage.tiered'], line(answer, 'storage.tiered').source]).toEqual(['307968.75', 'gcp-managed-kafka:us-central1/storage.long-term'])
  })

  test('need larger disks where half of it is to stay on the brokers', () => {
    // 12 h: 210.9375 GiB × 3 copies / 0.5 = 1,265.625 → 1,266 GiB; long-term storage is the same
    const local = google({ ...worked, localRetentionHours: 12 })
    expect(quantities(local)).toMatchObject({ 'storage.brokers': '924180', 'storage.tiered': '307968.75' })
    expect([line(local, 'storage.brokers').consumedQuantity, sizing(local).storageGib, assumption(local, 'storageHeadroom'), assumption(answer, 'storageHeadroom')]).toEqual(['1266', '1266', '0.5', undefined])
  })

  test('fit on the default disks with an hour of it', () => {
    // 17.578125 GiB × 3 / 0.5 = 105.5 of 500
    expect(quantities(google({ ...worked, localRetentionHours: 1 }))['storage.brokers']).toBe('365000')
  })

  test('can fill a vCPU more', () => {
    // 41.94304 / 20 → 3
    const full = google(worked, { utilisation: 1 })
    expect([sizing(full).brokers, assumption(full, 'utilisation'), assumption(answer, 'utilisation')]).toEqual([3, undefined, '0.5'])
  })
})

describe('partitions', () => {
  test('take a vCPU for 250 replicas where they need more than the throughput', () => {
    // 20,000 × 3 / 250 = 240 vCPU: 240 × (0.6 + 4 × 0.1) = 240 DCU × 730 × 0.09
    const answer = google({ ...idle, topics: 200, partitions: 20_000 })
    expect([sizing(answer).brokers, sizing(answer).bindingConstraint, costs(answer)['compute.units'], line(answer, 'compute.units').range]).toEqual([240, 'partitions', '15768', undefined])
    expect(sizing(answer).constraints.find(one => one.dimension === 'partitions')).toMatchObject({ need: '60000', capacityPerBroker: '250', source: 'gcp-managed-kafka:facts/partitionReplicasPerVcpu' })
  })

  test('fit on the smallest cluster up to 250', () => {
    // 250 × 3 / 250 = 3; 251 × 3 / 250 = 3.012
    expect([250, 251].map(partitions => sizing(google({ ...idle, partitions })).brokers)).toEqual([3, 4])
  })
})

describe('a committed use', () => {
  test.each([
    // 328.5 × 0.8, × 0.6
    ['1-year', '262.8'],
    ['3-years', '197.1']
  ])('of %s takes its discount off the compute, and the list price stays visible', (commitment, cost) => {
    const answer = google(worked, { commitment })
    expect([line(answer, 'compute.units').cost, line(answer, 'compute.units').listCost, costs(answer)['storage.brokers']]).toEqual([cost, '328.5', '85.000105'])
    expect(line(answer, 'compute.units').commitment).toMatchObject({ term: commitment, source: 'gcp-managed-kafka:facts/commitments/dcu', confidence: 'official' })
  })
})

describe('a cluster that was given', () => {
  test('is priced as given and told to be too small', () => {
    // 3 DCU × 730 × 0.09 for 41.94304 of 60 MB/s
    const answer = google(worked, { vcpu: 3 })
    expect([costs(answer)['compute.units'], findings(answer, 'UNDERSIZED').map(({ severity, actual }) => [severity, actual])]).toEqual(['197.1', [['warning', '3 vCPU']]])
  })

  test('has a broker for each started 15 vCPU, which people look after', () => {
    const brokers = (vcpu: number, memoryGibPerVcpu: number): unknown => assumption(google(idle, { vcpu, memoryGibPerVcpu }), 'brokers')
    // Google's example of 70 vCPU; 46 × 8 GiB / 120 = 3.07
    expect([brokers(70, 2), brokers(45, 8), brokers(46, 8)]).toEqual(['5', '3', '4'])
    const { model, activities } = google(idle, { vcpu: 70 }).operations!
    // (4 + 0.33 × 5^0.85) × 0.55 = (4 + 1.2961) × 0.55 = 2.9129
    expect([model, activities!.find(one => one.id === 'capacity_planning')!.hours]).toEqual(['hosted_kafka', '2.91'])
  })

  test('above the quota of a project has to be asked for', () => {
    expect(findings(google(idle, { vcpu: 750 }), 'QUOTA_RAISE_NEEDED')).toEqual([])
    expect(findings(google(idle, { vcpu: 751 }), 'QUOTA_RAISE_NEEDED').map(({ severity, limit, actual }) => [severity, limit, actual])).toEqual([['warning', '750 vCPU', '751 vCPU']])
  })

  test('with many partitions is advised larger disks, unless it has them', () => {
    const advised = (workload: GivenWorkload, options = {}): readonly unknown[] => findings(google(workload, options), 'LARGER_DISKS_ADVISED').map(({ severity, limit, actual }) => [severity, limit, actual])
    expect(advised({ ...idle, partitions: 600 }, { vcpu: 3 })).toEqual([])
    expect(advised({ ...idle, partitions: 601 }, { vcpu: 3 })).toEqual([['warning', '600 partitions', '601 partitions']])
    // 1,266 GiB of 500 that 5 vCPU have by default
    expect(advised({ ...worked, partitions: 1001, localRetentionHours: 12 }, { vcpu: 5 })).toEqual([])
  })
})

describe('what Google fixes', () => {
  test('is three zones and three copies', () => {
    const answer = google({ ...idle, availabilityZones: 2, replicationFactor: 2 })
    expect([codes(answer).includes('info ZONES_CLAMPED'), assumption(answer, 'replicationFactor')]).toEqual([true, '3'])
  })

  test('is not the largest message', () => {
    expect(codes(google({ requestsPerMonth: 100, payloadBytes: 1_048_577, retentionDays: 1 }))).toContain('warning MESSAGE_ABOVE_DEFAULT')
  })
})

describe('regions', () => {
  test('are us-central1 for all of the United States, which is said', () => {
    expect(codes(google(idle))).toContain('warning REGION_STANDS_IN')
    expect(infrastructure(google({ ...idle, region: 'us-west-2' }))).toBe('248.10')
    expect(codes(google(idle, { region: 'us-central1' }))).toEqual([])
  })

  test.each(['eu-west-1', 'ap-southeast-1', 'sa-east-1'])('without a price are an error in its place and never another price: %s', region => {
    expect(refusal(() => google({ ...idle, region })).code).toBe('MISSING_PRICE')
  })

  test('on the way out are paid for as everywhere on Google Cloud', () => {
    // 2,566.40625 GB read: 10 % × 0.02; 20 % = 513.28125 × 0.12
    const answer = google({ ...mebibytes(1), retentionDays: 1, crossRegionPercent: 10, internetEgressPercent: 20 })
    expect([costs(answer), assumption(answer, 'crossRegionTo')]).toMatchObject([{ 'network.cross-region': '5.1328125', 'network.internet-egress': '61.59375' }, 'unspecified'])
  })
})

describe('bytes on their way out of Virginia, for which Iowa stands in', () => {
  const leaving: GivenWorkload = { ...mebibytes(1), retentionDays: 1, crossRegionPercent: 10, internetEgressPercent: 20 }

  test('are priced in Iowa too, as the cluster is', () => {
    const answer = google(leaving)
    expect((['compute.units', 'network.cross-region', 'network.internet-egress'] as const).map(id => line(answer, id).source)).toEqual(['gcp-managed-kafka:us-central1/compute.dcu', 'gcp-compute-engine:us-central1/inter-region.unspecified', 'gcp-compute-engine:us-central1/internet-egress'])
  })

  test('take a negotiated price of Iowa by its name', () => {
    // 513.28125 GB × 0.05
    expect(costs(bill(leaving, {}, { offering: 'gcp-managed-kafka', pricing: { overrides: { 'gcp-compute-engine/us-central1:internet-egress': '0.05' } } }))['network.internet-egress']).toBe('25.6640625')
  })
})

describe('a second workload on the same cluster', () => {
  test('adds the vCPU that both together need', () => {
    const request = (existing: GivenWorkload): Estimate => {
      const { estimates } = estimate(estimateRequestSchema.parse({ workload: oneDay(1), existing, offerings: ['gcp-managed-kafka'], pricing: { asOf: '2026-11-23' }, conventions: { recordOverheadBytes: 0 } }), catalog)
      return estimates[0]!
    }
    // peak 2 MB/s in and out: 6 + (2 + 4) / 4 = 7.5; four times that before: 30 → 3 vCPU, 37.5 → 4
    expect(costs(request(oneDay(4)))).toMatchObject({ 'compute.units': '65.7' })
    expect(costs(request(oneDay(1)))).toMatchObject({ 'compute.units': '0' })
  })

  test('with hours of its own on the brokers counts only those', () => {
    const { estimates } = estimate(estimateRequestSchema.parse({ workload: { ...worked, localRetentionHours: 12 }, existing: { ...worked, partitions: 1 }, offerings: ['gcp-managed-kafka'], pricing: { asOf: '2026-11-23' }, conventions: { recordOverheadBytes: 0 } }), catalog)
    // 9 vCPU have 900 GiB, 1,266 are needed; 5 vCPU have 500: 766 × 730; long-term 843.75 - 421.875
    expect(quantities(estimates[0]!)).toMatchObject({ 'storage.brokers': '559180', 'storage.tiered': '307968.75' })
  })
})

test('the price rests on third parties, and says so', () => {
  expect(response(idle, {}, { offering: 'gcp-managed-kafka' }).sources!['gcp-managed-kafka:us-central1/compute.dcu']!.confidence).toBe('third-party')
})
