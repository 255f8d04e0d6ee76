import { describe, expect, test } from 'vitest'
import type { Estimate } from '../../../src/estimates/response.ts'
import { assumption, cluster, codes, constraint, costs, findings, ids, infrastructure, line, mebibytes, onPremises as own, quantities, refusal, response, sizing, worked } from '../kafka/bill.ts'

/** One copy in one room: a single server, and nothing beside it. */
const oneServer = { ...mebibytes(1), retentionDays: 1, replicationFactor: 1, availabilityZones: 1 } as const
const alone = { controllers: 'combined', spareServers: 0 } as const
const ownershipOf = { 'compute.servers': '250', 'support.maintenance': '187.5' }

describe('one broker for a month', () => {
  test('in a room of your own is 250.00 of purchase, 187.50 of maintenance, 57.45 of power and 60.00 of network', () => {
    // 15,000 / 60; 15,000 × 15 % / 12; 350 W × 730 h × 1.54 = 393.47 kWh × 0.146 = 57.44662; in all 554.94662
    const answer = own(oneServer, alone)
    expect(cluster(answer)).toBe('1 × rack')
    expect(costs(answer)).toMatchObject({ ...ownershipOf, 'facility.power': '57.44662', 'network.fabric': '60' })
    expect(quantities(answer)['facility.power']).toBe('393.47')
    expect(infrastructure(answer)).toBe('554.95')
  })

  test('in colocation is 595.50, with 98.00 for half a kilowatt and no electricity beside it', () => {
    // 0.5 × 196; 250 + 187.5 + 98 + 60
    const answer = own(oneServer, { ...alone, facility: 'colocation' })
    expect(costs(answer)).toMatchObject({ ...ownershipOf, 'facility.colocation': '98', 'network.fabric': '60' })
    expect(ids(answer)).not.toContain('facility.power')
    expect(infrastructure(answer)).toBe('595.50')
  })

  test('says that its price rests on judgement, but for electricity', () => {
    // 57.44662 of 554.94662 rests on a third party, the rest on judgement; nobody is paid
    const answer = own(oneServer, alone, { operations: { hourlyRate: '0', onCallCoverage: 'none' } })
    expect(answer.totals!.evidence).toEqual({ official: '0', thirdParty: '0.103517', inferred: '0', judgement: '0.896483' })
  })

  test('may be dearer by half or cheaper by as much: a server for 6,000 to 37,500', () => {
    // 100 + 75 + 57.44662 + 60 = 292.44662; 625 + 468.75 + 57.44662 + 60 = 1,211.19662
    expect(own(oneServer, alone).totals!.infrastructure).toEqual({ low: '292.45', expected: '554.95', high: '1211.20' })
  })

  test('takes your own quote, which moves purchase and maintenance alike', () => {
    // 24,000 / 60 = 400; × 15 % / 12 = 300; 0.30 a kWh × 393.47
    const answer = own(oneServer, alone, { pricing: { overrides: { 'on-premises/server.rack': '24000', 'on-premises/electricity': '0.3' } } })
    expect(costs(answer)).toMatchObject({ 'compute.servers': '400', 'support.maintenance': '300', 'facility.power': '118.041' })
  })

  test('is written off over 36 months, maintained for 10 %, on 500 W at 1.8', () => {
    // 15,000 / 36 = 416.666…; 15,000 × 10 % / 12 = 125; 0.5 × 730 × 1.8 = 657 kWh × 0.146 = 95.922
    const answer = own(oneServer, { ...alone, amortisationMonths: 36, maintenancePercentPerYear: 10, averagePowerWatts: 500, powerUsageEffectiveness: 1.8 })
    expect(costs(answer)).toMatchObject({ 'compute.servers': '416.666666666667', 'support.maintenance': '125', 'facility.power': '95.922' })
    expect(line(answer, 'compute.servers').formula).toBe('1 brokers / 36 months')
    expect(line(answer, 'facility.power').terms!.map(({ name, origin }) => `${name} ${origin}`)).toEqual(['averagePowerWatts option', 'powerUsageEffectiveness option', 'hoursPerMonth assumption'])
  })

  test('provisions what the colocation contract says', () => {
    // 0.8 × 196
    expect(costs(own(oneServer, { ...alone, facility: 'colocation', colocationKilowatts: 0.8 }))['facility.colocation']).toBe('156.8')
  })

  test('names every figure that nobody gave', () => {
    const names = ['amortisationMonths', 'maintenancePercentPerYear', 'spareServers', 'averagePowerWatts', 'powerUsageEffectiveness', 'colocationKilowatts']
    const assumed = (options: Readonly<Record<string, unknown>>) => { const answer = own(oneServer, options); return names.map(name => assumption(answer, name)) }
    expect(assumed({})).toEqual(['60', '15', '1', '350', '1.54', undefined])
    expect(assumed({ facility: 'colocation' })).toEqual(['60', '15', '1', undefined, undefined, '0.5'])
    expect(assumed({ facility: 'edge' })).toEqual(['60', '15', '0', '100', '1', undefined])
    expect(assumed({ amortisationMonths: 48, spareServers: 2, averagePowerWatts: 400 })).toEqual([undefined, '15', undefined, undefined, '1.54', undefined])
  })
})

describe('5 MiB/s, 10 at the peak, two groups, kept for a day', () => {
  const answer = own(worked)

  test('costs 2,842.78 on three servers, a spare and three small ones for the controllers', () => {
    // 2980.23 / 8.7 × 0.5 = 171.3 MiB/s and 14,305 × 0.5 GiB a server: one would do, the copies need three
    expect([cluster(answer), sizing(answer).bindingConstraint, sizing(answer).controllers]).toEqual(['3 × rack', 'minimum-brokers', 3])
    // 4 × 250; 4 × 187.5; 3 × 4,500 / 60; 3 × 4,500 × 15 % / 12; (1,400 + 300) W → 1,911.14 kWh × 0.146; 7 × 60
    expect(costs(answer)).toEqual({
      'compute.servers': '1000',
      'support.maintenance': '750',
      'compute.small-servers': '225',
      'support.small-server-maintenance': '168.75',
      'facility.power': '279.02644',
      'network.fabric': '420',
      'network.inter-zone.produce': '0',
      'network.inter-zone.consume': '0',
      'network.inter-zone.replicate': '0'
    })
    expect([infrastructure(answer), answer.feasible]).toEqual(['2842.78', true])
  })

  test('counts servers that are bought, kilowatt-hours of machines, and what the room adds', () => {
    const counted = (id: Parameters<typeof line>[1]): string => {
      const { consumedQuantity, consumedUnit, pricingQuantity, pricingUnit, formula } = line(answer, id)
      return `${consumedQuantity} ${consumedUnit}, ${pricingQuantity} ${pricingUnit}: ${formula}`
    }
    expect([counted('compute.servers'), counted('support.maintenance'), counted('facility.power'), counted('network.fabric')]).toEqual([
      '4 Servers, 0.066666666667 Servers: (3 brokers + 1 spare) / 60 months',
      '4 Servers, 0.05 Servers: (3 brokers + 1 spare) × 15 / 100 a year / 12 months',
      '1241 kWh, 1911.14 kWh: (4 servers × 350 W + 3 small servers × 100 W) / 1000 × 730 hours × 1.54',
      '7 Servers, 7 Server-Months: 4 servers + 3 small servers'
    ])
  })

  test('moves as many bytes between rooms as between zones of a cloud, and pays for none of them', () => {
    // 12,832.03125 GB × 2 / 3; followers fetch; × 2 copies
    expect(quantities(answer)).toMatchObject({ 'network.inter-zone.produce': '8554.6875', 'network.inter-zone.consume': '0', 'network.inter-zone.replicate': '25664.0625' })
    expect(line(answer, 'network.inter-zone.replicate').source).toBe('on-premises:base/network.inter-zone')
  })

  test('is the work of a self-managed cluster, also on Kubernetes of one\'s own', () => {
    expect([answer.operations!.model, own(worked, { orchestration: 'kubernetes' }).operations!.model]).toEqual(['kafka_self_managed', 'kafka_k8s_operator'])
    expect(infrastructure(own(worked, { orchestration: 'kubernetes' }))).toBe('2842.78')
  })

  test('has 2 % less of its processors under Kubernetes', () => {
    // 32 vCPU × 20 MiB/s; × 0.98
    expect([answer, own(worked, { orchestration: 'kubernetes' })].map(one => constraint(one, 'processor-write').capacityPerBroker)).toEqual(['640', '627.2'])
    expect(assumption(own(worked, { orchestration: 'kubernetes' }), 'kubernetesProcessorPercent')).toBe('2')
  })

  test('asked for in Frankfurt is the same: electricity and servers have one price here', () => {
    expect(infrastructure(own({ ...worked, region: 'eu-central-1' }))).toBe('2842.78')
  })

  test('with combined controllers does without the small servers, and is flagged', () => {
    // 1,000 + 750 + 4 × 57.44662 + 240
    const combined = own(worked, { controllers: 'combined' })
    expect([infrastructure(combined), sizing(combined).controllers]).toEqual(['2219.79', 0])
    expect(codes(combined)).toContain('warning COMBINED_CONTROLLERS')
    expect(ids(combined)).not.toContain('compute.small-servers')
  })

  test('in colocation provisions 0.5 kW for a broker and 0.2 kW for a small server', () => {
    // 4 × 0.5 + 3 × 0.2 = 2.6 × 196
    const colocated = own(worked, { facility: 'colocation' })
    expect([quantities(colocated)['facility.colocation'], costs(colocated)['facility.colocation'], line(colocated, 'facility.colocation').formula]).toEqual(['2.6', '509.6', '4 servers × 0.5 kW + 3 small servers × 0.2 kW'])
  })

  test('has two more servers for each further cluster of one copy in two rooms', () => {
    const two = own({ ...worked, replicationFactor: 1, availabilityZones: 2 }, { nonProductionClusters: 3, spareServers: 0 })
    // 2 + 3 × 2 = 8 × 250
    expect([line(two, 'compute.servers').formula, costs(two)['compute.servers']]).toEqual(['(2 brokers + 6 not for production) / 60 months', '2000'])
  })

  test('runs Schema Registry, Connect and monitoring on small servers, and has people for schemas', () => {
    // 3 + 2 + 4 + 1 = 10 small servers × 4,500 / 60
    const whole = own(worked, { schemaRegistry: true, connectWorkers: 4, monitoring: true })
    expect([costs(whole)['compute.small-servers'], line(whole, 'compute.small-servers').formula]).toEqual(['750', '(3 controllers + 2 Schema Registry + 4 Connect workers + 1 monitoring) / 60 months'])
    const schemas = (of: Estimate): string => of.operations!.activities!.find(({ id }) => id === 'schema_governance')!.hours
    expect([schemas(answer), Number(schemas(whole)) > 0]).toEqual(['0', true])
  })
})

describe('the disks of a server', () => {
  test('decide for 30 days of 100 MiB/s: 107 servers on three rooms are 108', () => {
    // 100 × 2,592,000 × 3 / 1,024 = 759,375 GiB; 4 × 3.84 TB = 14,305 GiB × 0.5 = 7,152.5: 106.2 → 107 → 108
    const answer = own({ ...mebibytes(100), peakToAverageRatio: 1, retentionDays: 30 })
    expect([sizing(answer).brokers, sizing(answer).bindingConstraint, constraint(answer, 'storage').requiredBrokers]).toEqual([108, 'storage', 107])
    expect(constraint(answer, 'storage')).toMatchObject({ capacityPerBroker: '14305', source: 'on-premises:facts/servers/rack' })
    expect([sizing(answer).storageGibPerBroker, sizing(answer).storageGib]).toEqual(['14305', '1544940'])
  })

  test('keep everything on the brokers, whatever localRetentionHours says', () => {
    const answer = own({ ...worked, retentionDays: 30, localRetentionHours: 6 })
    // 5 × 2,592,000 × 3 / 1,024 = 37,968.75 GiB / 7,152.5 = 5.3 → 6
    expect([sizing(answer).brokers, ids(answer).includes('storage.tiered')]).toEqual([6, false])
  })

  test('hold what a server has and no more: 15,360 GB are 14,305 GiB, of a small one 3,840 GB are 3,576', () => {
    const refused = (options: Readonly<Record<string, unknown>>): string => refusal(() => own(worked, options)).message
    expect(sizing(own(worked, { storageGibPerBroker: 14_305 })).storageGibPerBroker).toBe('14305')
    expect(refused({ storageGibPerBroker: 14_306 })).toBe('storageGibPerBroker is 14306 and a rack server holds 14305 GiB: give at most 14305, or leave storageGibPerBroker out.')
    expect(refused({ storageGibPerBroker: 16_384, facility: 'edge' })).toBe('storageGibPerBroker is 16384 and a small server holds 3576 GiB: give at most 3576, or leave storageGibPerBroker out.')
  })

  test('may be others: 7,000 GiB a server take twice as many', () => {
    // 37,968.75 / 3,500 = 10.8 → 11 → 12
    expect(sizing(own({ ...worked, retentionDays: 30 }, { storageGibPerBroker: 7000 })).brokers).toBe(12)
  })

  test('are too small where three servers are given for five', () => {
    const answer = own({ ...worked, retentionDays: 30 }, { brokers: 3 })
    expect([sizing(answer).brokers, codes(answer), answer.feasible]).toEqual([3, ['warning UNDERSIZED'], true])
  })
})

describe('a second site', () => {
  const both = own(worked, { secondSite: true })

  test('has as many servers again, and two small ones for MirrorMaker: 6,100.88', () => {
    // 8 × 437.50; (6 + 2) × 131.25; (8 × 350 + 8 × 100) W × 730 h × 1.54 = 4,047.12 kWh × 0.146 = 590.87952; 16 × 60
    expect(costs(both)).toMatchObject({ 'compute.servers': '2000', 'support.maintenance': '1500', 'compute.small-servers': '600', 'support.small-server-maintenance': '450', 'facility.power': '590.87952', 'network.fabric': '960' })
    expect([line(both, 'compute.servers').formula, line(both, 'compute.small-servers').formula]).toEqual(['(6 brokers + 2 spare) / 60 months', '(6 controllers + 2 MirrorMaker) / 60 months'])
    expect([infrastructure(both), sizing(both).brokers]).toEqual(['6100.88', 3])
  })

  test('mirrors by a small server for every 80 MiB/s at the peak: 8 vCPU × 20 × 0.5', () => {
    const formula = (peak: number): string => line(own({ ...mebibytes(peak), peakToAverageRatio: 1, retentionDays: 0.1 }, { secondSite: true }), 'compute.small-servers').formula
    expect([formula(160), formula(161)]).toEqual(['(6 controllers + 2 MirrorMaker) / 60 months', '(6 controllers + 3 MirrorMaker) / 60 months'])
    expect([assumption(both, 'mirrorMachines'), assumption(own(worked), 'mirrorMachines')]).toEqual(['2', undefined])
  })

  test('is sent everything that is written, by lines that are not in the bill', () => {
    expect([quantities(both)['network.cross-region.replicate'], costs(both)['network.cross-region.replicate'], codes(both)[0]]).toEqual(['12832.03125', '0', 'warning UPLINK_NOT_PRICED'])
    // MirrorMaker is a third group: 2,980.23 / (5.7 + 1.5 × 3)
    expect(constraint(both, 'ingress').capacityPerBroker).toBe('292.179412')
  })

  test('doubles what people look after, with a link: 2^0.85 + 6 hours', () => {
    expect(both.operations!.activities!.find(({ id }) => id === 'replication_dr')!.hours).toBe('7.8')
  })
})

describe('a workload beside one that runs already', () => {
  test('pays for the servers that it adds, and for no second spare and no more controllers', () => {
    // 37,968.75 GiB alone need 6 servers, twice as many 10.6 → 11 → 12: 6 × 250; 6 × 57.44662; 6 × 60
    const month = { ...worked, retentionDays: 30 }
    expect(costs(own(month, {}, { existing: month }))).toMatchObject({ 'compute.servers': '1500', 'compute.small-servers': '0', 'facility.power': '344.67972', 'network.fabric': '360' })
  })
})

describe('the network and the processors of a server', () => {
  test('carry 2,980 MiB/s by one port: the safety factors let 171 be written', () => {
    // 2,980.23 / (5.7 + 1.5 × 2) = 342.555172
    expect(constraint(own(worked), 'ingress').capacityPerBroker).toBe('342.555172')
  })

  test('are held by 32 threads at baseline limits', () => {
    // 32 × 20 MiB/s
    expect(constraint(own(worked, { sizingPolicy: 'baseline-limits' }), 'processor-write').capacityPerBroker).toBe('640')
  })
})

describe('at the edge', () => {
  const small = { ...mebibytes(0.5), retentionDays: 1 }

  test('three small servers are 605.72: electricity alone, no spare, controllers on the brokers', () => {
    // 3 × 75; 3 × 56.25; 300 W × 730 h = 219 kWh × 0.146 = 31.974; 3 × 60; in all 605.724
    const answer = own(small, { facility: 'edge' })
    expect(cluster(answer)).toBe('3 × small')
    expect(costs(answer)).toMatchObject({ 'compute.servers': '225', 'support.maintenance': '168.75', 'facility.power': '31.974', 'network.fabric': '180' })
    expect(infrastructure(answer)).toBe('605.72')
    expect(codes(answer)).toEqual(['warning COMBINED_CONTROLLERS', 'info ZONES_CLAMPED'])
  })

  test('one server keeps one copy, and says so', () => {
    // 75 + 56.25 + 73 × 0.146 = 10.658 + 60
    const answer = own(small, { facility: 'edge', brokers: 1 })
    expect([cluster(answer), infrastructure(answer), sizing(answer).partitionReplicas]).toEqual(['1 × small', '201.91', sizing(answer).partitions])
    expect(findings(answer, 'REPLICATION_CLAMPED')).toMatchObject([{ severity: 'warning', limit: '1 copy', actual: '3 copies', message: '3 copies were asked for, and there are brokers for 1: each needs one of its own.' }])
  })

  test('two servers keep two of five copies, and three keep three', () => {
    const clamped = (brokers?: number): string => findings(own({ ...small, replicationFactor: 5 }, { facility: 'edge', brokers }), 'REPLICATION_CLAMPED')[0]!.limit!
    expect([clamped(2), clamped(3), clamped()]).toEqual(['2 copies', '3 copies', '3 copies'])
  })

  test('a single copy needs no more than one server', () => {
    const answer = own({ ...small, replicationFactor: 1 }, { facility: 'edge' })
    expect([cluster(answer), findings(answer, 'REPLICATION_CLAMPED')]).toEqual(['1 × small', []])
  })

  test('four servers are refused, as is what three do not hold', () => {
    expect(refusal(() => own(small, { facility: 'edge', brokers: 4 }))).toMatchObject({ code: 'IMPOSSIBLE_COMBINATION', data: { field: 'options.brokers' } })
    expect(refusal(() => own({ ...mebibytes(50), retentionDays: 1 }, { facility: 'edge' })).code).toBe('OUT_OF_MODEL_RANGE')
  })

  test('takes dedicated controllers and a spare where they are asked for', () => {
    expect(line(own(small, { facility: 'edge', controllers: 'dedicated', spareServers: 1 }), 'network.fabric').formula).toBe('4 servers + 3 small servers')
  })
})

describe('consumers elsewhere', () => {
  test('move their bytes for nothing, and the answer warns that the lines are not in it', () => {
    const answer = own({ ...worked, crossRegionPercent: 25, internetEgressPercent: 50 })
    // 25,664.0625 GB read × 25 % and 50 %
    expect(quantities(answer)).toMatchObject({ 'network.cross-region': '6416.015625', 'network.internet-egress': '12832.03125' })
    expect(costs(answer)).toMatchObject({ 'network.cross-region': '0', 'network.internet-egress': '0' })
    expect(codes(answer)).toContain('warning UPLINK_NOT_PRICED')
    expect(codes(own({ ...worked, crossRegionPercent: 25 }))).toContain('warning UPLINK_NOT_PRICED')
    expect(codes(own(worked))).not.toContain('warning UPLINK_NOT_PRICED')
  })

  test('pay by the byte where your provider counts them', () => {
    // 12,832.03125 × 0.01
    const answer = own({ ...worked, internetEgressPercent: 50 }, {}, { pricing: { overrides: { 'on-premises/network.internet': '0.01' } } })
    expect(costs(answer)['network.internet-egress']).toBe('128.3203125')
  })
})

describe('the answer', () => {
  test('says what a bill of own servers also has', () => {
    expect(own(worked).exclusions!.map(({ code }) => code)).toEqual(expect.arrayContaining(['LINES', 'FLOOR_SPACE', 'HANDS_ON_HARDWARE', 'KUBERNETES_CONTROL_PLANE']))
  })

  test('names its sources', () => {
    expect(response(worked, {}, { offering: 'kafka-on-premises' }).sources!['on-premises:base/electricity']).toMatchObject({ confidence: 'third-party', published: '2026-04-26' })
  })
})
