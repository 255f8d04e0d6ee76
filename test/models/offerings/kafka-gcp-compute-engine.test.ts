import { describe, expect, test } from 'vitest'
import { assumption, cluster, codes, constraint, costs, findings, gce, ids, infrastructure, line, mebibytes, quantities, refusal, sizing, worked } from '../kafka/bill.ts'
import type { Around } from '../kafka/bill.ts'

type Answer = ReturnType<typeof gce>

const five = { ...mebibytes(5), retentionDays: 1 }
/** So many MiB/s at the peak and all the time, kept for 86.4 seconds: volumes are decided by what they give. */
const fleeting = (peak: number): { requestsPerMonth: number, payloadBytes: number, peakToAverageRatio: number, retentionDays: number } => ({ ...mebibytes(peak), peakToAverageRatio: 1, retentionDays: 0.001 })
const iowa = (workload: Parameters<typeof gce>[0], options: Readonly<Record<string, unknown>> = {}, around: Around = {}): Answer => gce(workload, { region: 'us-central1', ...options }, around)

describe('5 MiB/s, 10 at the peak, two groups fetching from their own zone, kept for a day', () => {
  const answer = iowa(worked)

  test('costs 908.10 in Iowa on three brokers and three controllers', () => {
    // 146.75409 × 2 + 253.2 + 19.2 + 85.546875 + 256.640625 = 908.09568
    expect([cluster(answer), sizing(answer).controllers, sizing(answer).controllerType]).toEqual(['3 × e2-standard-2', 3, 'e2-standard-2'])
    expect([infrastructure(answer), answer.feasible, answer.findings]).toEqual(['908.10', true, []])
  })

  test('pays for machines, balanced disks, and traffic between zones once, at the sender', () => {
    // 2,190 × 0.067011; 3 × 844 × 0.10; 3 × 64 × 0.10; 8,554.6875 GB × 0.01; 12,832.03125 × 2 copies × 0.01
    expect(costs(answer)).toEqual({
      'compute.brokers': '146.75409',
      'storage.brokers': '253.2',
      'compute.controllers': '146.75409',
      'storage.controllers': '19.2',
      'network.inter-zone.produce': '85.546875',
      'network.inter-zone.consume': '0',
      'network.inter-zone.replicate': '256.640625'
    })
    expect(quantities(answer)).toMatchObject({ 'storage.brokers': '2532', 'network.inter-zone.replicate': '25664.0625' })
    expect(line(answer, 'network.inter-zone.replicate').formula).toContain('× 1 directions')
  })

  test('is priced in the nearest region of Google unless the caller names one, and says so', () => {
    // us-east4: 2,190 × 0.075471
    const virginia = gce(worked)
    expect([costs(virginia)['compute.brokers'], codes(virginia), assumption(virginia, 'region')]).toEqual(['165.28149', ['info REGION_MAPPED'], 'us-east4'])
    // europe-west1: 2,190 × 0.073715
    expect(costs(gce({ ...worked, region: 'eu-west-1' }, { region: 'europe-west1' }))['compute.brokers']).toBe('161.43585')
    expect(refusal(() => gce(worked, { region: 'mars-north1' })).code).toBe('UNKNOWN_REGION')
  })

  test('takes the network as published, a maximum, and bounds brokers by their processors too', () => {
    // 240 / 6.5; 2 vCPU × 20 and × 80
    expect(['ingress', 'processor-write', 'processor-read'].map(name => constraint(answer, name).capacityPerBroker)).toEqual(['36.923077', '40', '160'])
    expect([assumption(answer, 'networkFigure'), assumption(answer, 'processorBound')]).toEqual(['maximum', '20'])
  })

  test('has both policies counted with the processors', () => {
    // peak 150: 150 / 18.46 = 8.1 → 9 by the factors; in 150 × 3 / 120 = 3.75, sent 600 / 238.4 = 2.5, written 150 / 20 = 7.5 → 9 by the limits
    expect(sizing(iowa({ ...fleeting(150), consumerGroups: 2 }, { brokerType: 'e2-standard-2' })).brokersByPolicy).toEqual({ 'safety-factors': 9, 'baseline-limits': 9 })
  })
})

describe('running all month', () => {
  test('costs a fifth less on N2, without any commitment', () => {
    // 2,190 × 0.194236 = 425.37684; × 0.8
    const answer = iowa(worked, { brokerType: 'n2-standard-4' })
    const { listCost, cost, commitment } = line(answer, 'compute.brokers')
    expect([listCost, cost]).toEqual(['425.37684', '340.301472'])
    expect(commitment).toEqual({ term: 'sustained use, all month', percent: '20', source: 'gcp-compute-engine:facts/commitments/n2', confidence: 'third-party' })
    expect(line(answer, 'compute.controllers').commitment).toBeUndefined()
  })

  test('is what machines are compared by', () => {
    // n2-standard-2 instead of e2-standard-2: 2,190 × (0.097118 × 0.8 - 0.067011) = 23.396646 more than 908.09568
    expect(sizing(iowa(worked)).alternatives[0]).toMatchObject({ brokerType: 'n2-standard-2', brokers: 3, monthlyCost: '931.49' })
  })
})

describe('a commitment', () => {
  test.each([
    // 146.75409 × 0.63; × 0.45
    { commitment: '1-year', each: '92.4550767' },
    { commitment: '3-years', each: '66.0393405' }
  ])('of $commitment costs $each for the brokers and as much for the controllers', ({ commitment, each }) => {
    const answer = iowa(worked, { commitment })
    expect([costs(answer)['compute.brokers'], costs(answer)['compute.controllers'], line(answer, 'compute.controllers').listCost]).toEqual([each, each, '146.75409'])
  })

  test('takes the place of the sustained use of N2', () => {
    // 425.37684 × 0.63
    expect(costs(iowa(worked, { brokerType: 'n2-standard-4', commitment: '1-year' }))['compute.brokers']).toBe('267.9874092')
  })
})

describe('clusters that are not production', () => {
  const two = (options: Readonly<Record<string, unknown>>): ReturnType<typeof line> => line(iowa(worked, { nonProductionClusters: 2, ...options }), 'compute.non-production')

  test('run all month too: N2 costs a fifth less, whatever production is committed to', () => {
    // 2 × 3 × 730 × 0.194236 = 850.75368; × 0.8
    for (const commitment of ['none', '1-year', '3-years']) {
      expect(two({ brokerType: 'n2-standard-4', commitment })).toMatchObject({ listCost: '850.75368', cost: '680.602944', commitment: { term: 'sustained use, all month', percent: '20' } })
    }
    expect(two({}).title).toBe('Clusters that are not production: the smallest, without disks, controllers, traffic and commitment')
  })

  test('are at list price where running all month changes nothing', () => {
    // 4,380 × 0.067011
    expect([two({ commitment: '1-year' }).cost, two({ commitment: '1-year' }).commitment]).toEqual(['293.50818', undefined])
  })
})

describe('persistent disks', () => {
  test('give 140 MiB/s and more with their size: 260 takes 429 GiB', () => {
    // 60 × 6.5 / (3 × 0.5) = 260; (260 - 140) / 0.28 = 428.6; 3 × 429 × 0.10
    const answer = iowa(fleeting(60), { brokerType: 'n2-standard-8' })
    expect([cluster(answer), costs(answer)['storage.brokers'], sizing(answer).storageGibPerBroker]).toEqual(['3 × n2-standard-8', '128.7', '429'])
    expect(line(answer, 'storage.brokers').formula).toMatch(/^max\(10, ceil\(\(260 - 140\) \/ 0\.28\), ceil\(.*\)\) GiB × 3 brokers$/)
    expect(ids(answer).filter(id => id.startsWith('storage.'))).toEqual(['storage.brokers', 'storage.controllers'])
  })

  test('of SSD give more, so that 42 GiB suffice', () => {
    // (260 - 240) / 0.48 = 41.7; 3 × 42 × 0.17; 192 × 0.17
    const answer = iowa(fleeting(60), { brokerType: 'n2-standard-8', volumeType: 'pd-ssd' })
    expect([costs(answer)['storage.brokers'], costs(answer)['storage.controllers']]).toEqual(['21.42', '32.64'])
  })

  test('take no more than the data where that is larger', () => {
    // 2,532 GiB as sized for a day
    expect(quantities(iowa(five))['storage.brokers']).toBe('2532')
  })

  test('of a given size sustain what that size gives', () => {
    // 140 + 100 × 0.28 = 168; / 6.5 = 25.846154; 60 / (25.846 × 0.5) = 4.6 → 5 → 6
    const answer = iowa(fleeting(60), { brokerType: 'n2-standard-8', storageGibPerBroker: 100 })
    expect([sizing(answer).brokers, constraint(answer, 'ingress').capacityPerBroker, quantities(answer)['storage.brokers']]).toEqual([6, '25.846154', '600'])
  })

  test('are 10 GiB at least', () => {
    expect(sizing(iowa({ ...mebibytes(0.001), retentionDays: 0.001 })).storageGibPerBroker).toBe('10')
  })
})

describe('Hyperdisk', () => {
  test('sells throughput and operations above 140 MiB/s and 3,000', () => {
    // 120 × 6.5 / 1.5 = 520: 3 × 380 × 0.04; 4,160 operations: 3 × 1,160 × 0.005
    const answer = iowa({ ...fleeting(120), retentionDays: 0.1 }, { brokerType: 'c3-standard-22', volumeType: 'hyperdisk-balanced' })
    expect([cluster(answer), costs(answer)['storage.throughput'], costs(answer)['storage.iops']]).toEqual(['3 × c3-standard-22', '45.6', '17.4'])
  })

  test('of a given size sells as much, whatever the size', () => {
    expect(costs(iowa(fleeting(60), { brokerType: 'c3-standard-22', volumeType: 'hyperdisk-balanced', storageGibPerBroker: 100 }))).toMatchObject({ 'storage.brokers': '24', 'storage.throughput': '14.4' })
  })

  test('is what N4 takes, and nothing else', () => {
    // 3 × 844 × 0.08; the controllers are on balanced disks
    const answer = iowa(five, { brokerType: 'n4-standard-8' })
    expect([costs(answer)['storage.brokers'], costs(answer)['storage.controllers']]).toEqual(['202.56', '19.2'])
    expect(refusal(() => iowa(five, { brokerType: 'n4-standard-8', volumeType: 'pd-ssd' })).code).toBe('IMPOSSIBLE_COMBINATION')
  })

  test('is refused where its price is not known, be it asked for or needed', () => {
    expect(refusal(() => gce(five, { region: 'europe-west1', volumeType: 'hyperdisk-balanced' })).code).toBe('MISSING_PRICE')
    expect(refusal(() => gce(five, { region: 'europe-west1', brokerType: 'n4-standard-8' })).code).toBe('MISSING_PRICE')
  })

  test('never makes a machine a choice where it is not sold, be it ever so cheap', () => {
    const overrides = { 'gcp-compute-engine/instance.n4-standard-8': '0.001' }
    expect(cluster(gce(worked, { region: 'europe-west1' }, { pricing: { overrides } }))).toBe('3 × e2-standard-2')
    expect(cluster(iowa(worked, {}, { pricing: { overrides } }))).toBe('3 × n4-standard-8')
  })
})

describe('a machine whose disks nobody measured', () => {
  test('is sized by network and processors when named, and says so', () => {
    const answer = iowa(worked, { brokerType: 'c4a-standard-8' })
    expect([cluster(answer), codes(answer)]).toEqual(['3 × c4a-standard-8', ['info DISK_THROUGHPUT_UNKNOWN']])
    // 23 Gbit/s = 2,741.81 MiB/s / (5.7 + 3)
    expect(constraint(answer, 'ingress').capacityPerBroker).toBe('315.150575')
  })

  test('is never chosen, be it ever so cheap', () => {
    expect(cluster(iowa(worked, {}, { pricing: { overrides: { 'gcp-compute-engine/instance.c4a-standard-8': '0.001' } } }))).toBe('3 × e2-standard-2')
  })
})

describe('local disks', () => {
  test('cost no volume, hold what they hold, and are lost', () => {
    // 1,265.625 GiB / 0.5 / 750 = 3.4 → 4 → 6; 6 × 730 × 0.485408
    const answer = iowa(five, { brokerType: 'c3-standard-8-lssd' })
    expect([cluster(answer), sizing(answer).bindingConstraint, costs(answer)['compute.brokers'], ids(answer).includes('storage.brokers')]).toEqual(['6 × c3-standard-8-lssd', 'storage', '2126.08704', false])
    expect([sizing(answer).storageGibPerBroker, constraint(answer, 'storage').capacityPerBroker, constraint(answer, 'storage').source]).toEqual(['750', '750', 'gcp-compute-engine:facts/instances/c3-standard-8-lssd'])
    expect(codes(answer)).toEqual(['warning LOCAL_DISKS_ARE_LOST', 'info DISK_THROUGHPUT_UNKNOWN'])
    expect(findings(answer, 'LOCAL_DISKS_ARE_LOST')[0]!.actual).toBe('750 GiB a broker')
  })

  test('leave processors to decide: 400 MiB/s take six of 8 vCPU', () => {
    // 8 × 20 × 0.5 = 80: 400 / 80 = 5 → 6; network 2,741.81 / 7.2 × 0.5 = 190.4 → 3
    const answer = iowa(fleeting(400), { brokerType: 'c3-standard-8-lssd' })
    expect([cluster(answer), sizing(answer).bindingConstraint]).toEqual(['6 × c3-standard-8-lssd', 'processor-write'])
  })

  test('cannot be given another size', () => {
    expect(refusal(() => iowa(five, { brokerType: 'c3-standard-8-lssd', storageGibPerBroker: 500 }))).toMatchObject({ code: 'IMPOSSIBLE_COMBINATION', data: { field: 'storageGibPerBroker' } })
  })
})

describe('a month of which a day stays on the brokers', () => {
  const month = { ...mebibytes(100), peakToAverageRatio: 1, retentionDays: 30, localRetentionHours: 24 }

  test('stands in Cloud Storage: 244,687.5 GB at 0.02', () => {
    // 100 × 696 × 3,600 / 1,024; 256,640.625 × 0.000005
    const answer = iowa(month)
    expect([costs(answer)['storage.tiered'], costs(answer)['requests.object-put']]).toEqual(['4893.75', '1.283203125'])
  })

  test('is read back in pieces of 4 MiB', () => {
    // 65,700,000 × 0.0000004
    expect(costs(iowa({ ...month, replay: true }))['requests.object-get']).toBe('26.28')
  })
})

describe('a volume of a given size', () => {
  const small = { ...mebibytes(0.001), retentionDays: 1 }

  test('is refused where no volume is sold that small: hyperdisks begin at 4 GiB, balanced disks at 10', () => {
    const refusedAt = (gib: number, minimum: number) => ({
      code: 'UNKNOWN_FIELD_VALUE',
      message: `storageGibPerBroker is ${gib}, and the smallest volume that is sold here has ${minimum} GiB; accepted is a whole number from ${minimum} up.`,
      data: { field: 'storageGibPerBroker', value: gib, accepted: `${minimum} or more` }
    })
    expect(refusal(() => iowa(small, { storageGibPerBroker: 1 }))).toMatchObject(refusedAt(1, 4))
    expect(refusal(() => iowa(small, { storageGibPerBroker: 9, brokerType: 'e2-standard-2' }))).toMatchObject(refusedAt(9, 10))
    expect(refusal(() => iowa(small, { storageGibPerBroker: 9, volumeType: 'pd-ssd' }))).toMatchObject(refusedAt(9, 10))
  })

  test('is bought on machines that take one so small', () => {
    // Three brokers with 10 GiB of pd-balanced at 0.10, and with 9 GiB of hyperdisk at 0.08
    expect(costs(iowa(small, { storageGibPerBroker: 10 }))['storage.brokers']).toBe('3')
    expect(costs(iowa(small, { storageGibPerBroker: 9 }))['storage.brokers']).toBe('2.16')
  })
})

test('six zones are clamped to the three that a region has', () => {
  // 146.75409 × 2 + 253.2 + 19.2 + 85.546875 + 256.640625, as in three zones
  const answer = iowa({ ...worked, availabilityZones: 6 })
  expect([cluster(answer), infrastructure(answer), codes(answer)]).toEqual(['3 × e2-standard-2', '908.10', ['info ZONES_CLAMPED']])
})

describe('consumers elsewhere', () => {
  test('pay egress by its tiers, and a range between regions', () => {
    // 1,024 × 0.12 + 9,216 × 0.11 + 2,592.03125 × 0.08 of 12,832.03125 GB
    expect(costs(iowa({ ...five, internetEgressPercent: 100 }))['network.internet-egress']).toBe('1344.0025')
    // 12,832.03125 × 0.02; × 0.01; × 0.08
    const { cost, range } = line(iowa({ ...five, crossRegionPercent: 100 }), 'network.cross-region')
    expect([cost, range]).toEqual(['256.640625', { low: '128.3203125', high: '1026.5625' }])
  })
})

describe('on Kubernetes', () => {
  test('GKE costs 73.00, and brokers with enough memory beside it twice as much', () => {
    // e2-standard-4 for e2-standard-2, whose 8 GiB leave 6.5: 908.09568 + 146.75409 + 73 = 1,127.84977
    const answer = iowa(worked, { orchestration: 'kubernetes' })
    expect([costs(answer)['compute.kubernetes'], cluster(answer), infrastructure(answer), answer.operations!.model, assumption(answer, 'kubernetesMemoryPercent')]).toEqual(['73', '3 × e2-standard-4', '1127.85', 'kafka_k8s_operator', '14'])
  })
})
