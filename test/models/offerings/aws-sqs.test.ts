import { describe, expect, test } from 'vitest'
import type { Estimate } from '../../../src/estimates/response.ts'
import { fillDefaults } from '../../../src/models/defaults.ts'
import type { Plan } from '../../../src/models/offering.ts'
import { sqsFifo, sqsStandard } from '../../../src/models/offerings/aws-sqs.ts'
import { readFacts } from '../../../src/models/table-facts.ts'
import { completeWorkload } from '../../../src/models/workload.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'
import { tableAsOf } from '../../../src/pricing/catalog.ts'
import { alone, bill, catalog, codes, costs, fifo, infrastructure, line, quantities, refusal, response, slices } from '../sqs/bill.ts'

// Thirty thousand a second through 720 hours: 77,760,000,000 messages, three requests each, 233,280,000,000 requests.
const heavy = { ...alone, requestsPerMonth: 77_760_000_000 }
const million = { ...alone, requestsPerMonth: 1_000_000 }
const tenMillion = { ...alone, requestsPerMonth: 10_000_000 }
// 10 GB as AWS counts them.
const tenGigabytes = { ...alone, requestsPerMonth: 1_048_576, payloadBytes: 10_240 }

describe('a bill through all three tiers', () => {
  test('of standard queues is 77,987.20, each line with its own slice of the tiers', () => {
    // 100 billion × 0.40 + 100 billion × 0.30 + 33.28 billion × 0.24 a million = 40,000 + 30,000 + 7,987.20
    const answer = bill(heavy)
    expect(infrastructure(answer)).toBe('77987.20')
    expect(answer.totals!.annual.infrastructure).toBe('935846.40')
    // send: 77.76 × 400 = 31,104
    expect(slices(answer, 'requests.send')).toEqual([['77760000000', '0.0000004', '31104']])
    // receive: 100 - 77.76 = 22.24 left × 400 = 8,896; 55.52 × 300 = 16,656
    expect(slices(answer, 'requests.receive')).toEqual([['22240000000', '0.0000004', '8896'], ['55520000000', '0.0000003', '16656']])
    // delete: 100 - 55.52 = 44.48 left × 300 = 13,344; 33.28 × 240 = 7,987.2
    expect(slices(answer, 'requests.delete')).toEqual([['44480000000', '0.0000003', '13344'], ['33280000000', '0.00000024', '7987.2']])
    expect(costs(answer)).toEqual({ 'requests.send': '31104', 'requests.receive': '25552', 'requests.empty-receive': '0', 'requests.delete': '21331.2' })
  })

  test('of FIFO queues is 101,648.00', () => {
    // 50,000 + 40,000 + 33.28 billion × 0.35 a million = 11,648
    const answer = fifo(heavy)
    expect(infrastructure(answer)).toBe('101648.00')
    expect(slices(answer, 'requests.receive')).toEqual([['22240000000', '0.0000005', '11120'], ['55520000000', '0.0000004', '22208']])
    expect(slices(answer, 'requests.delete')).toEqual([['44480000000', '0.0000004', '17792'], ['33280000000', '0.00000035', '11648']])
  })

  test('says what a million messages and a gigabyte cost', () => {
    // 77,987.2 / 77,760 = 1.002922...; 77,760,000,000,000 bytes / 2^30 = 72,419.64 GB: 77,987.2 / 72,419.64... = 1.07688
    const { perMillionMessages, perGigabyte } = bill(heavy).totals!
    expect([perMillionMessages.infrastructure, perGigabyte.infrastructure]).toEqual(['1.00292', '1.07688'])
  })

  test('has no rate per message where there are no messages', () => {
    const { perMillionMessages, perGigabyte } = bill({ ...alone, requestsPerMonth: 0 }).totals!
    expect([perMillionMessages.infrastructure, perGigabyte.infrastructure]).toEqual([null, null])
  })
})

describe('the requests that the account makes besides', () => {
  test('come first: at 99.9999 billion of them a line is split over the edge of the tier', () => {
    // 100,000 left × 0.40 = 0.04, 900,000 × 0.30 = 0.27 a million; then 0.30 each: 0.31 + 0.30 + 0.30
    const answer = bill(million, { otherAccountRequestsPerMonth: 99_999_900_000 })
    expect(slices(answer, 'requests.send')).toEqual([['100000', '0.0000004', '0.04'], ['900000', '0.0000003', '0.27']])
    expect(slices(answer, 'requests.receive')).toEqual([['1000000', '0.0000003', '0.3']])
    expect(infrastructure(answer)).toBe('0.91')
  })

  test('can fill a tier to its last request, and the next one starts after it', () => {
    // 100,000 × 0.0000004; then 2 × 100,000 × 0.0000003
    const answer = bill({ ...alone, requestsPerMonth: 100_000 }, { otherAccountRequestsPerMonth: 99_999_900_000 })
    expect(slices(answer, 'requests.send')).toEqual([['100000', '0.0000004', '0.04']])
    expect(slices(answer, 'requests.receive')).toEqual([['100000', '0.0000003', '0.03']])
    expect(infrastructure(answer)).toBe('0.10')
  })

  test('are of the same kind: FIFO requests stand in the tiers of FIFO', () => {
    // 100,000 × 0.0000005 + 900,000 × 0.0000004 = 0.05 + 0.36; then 0.40 each
    expect(infrastructure(fifo(million, { otherAccountRequestsPerMonth: 99_999_900_000 }))).toBe('1.21')
  })

  test('beyond the second edge leave the lowest price', () => {
    // 3 × 0.24
    expect(infrastructure(bill(million, { otherAccountRequestsPerMonth: 300_000_000_000 }))).toBe('0.72')
  })
})

describe('the free tier', () => {
  const pricing = { freeTier: 'include' } as const

  test('is left out unless asked for', () => {
    expect(infrastructure(bill(million))).toBe('1.20')
  })

  test('gives the first million requests, whichever line they are of', () => {
    // 600,000 sends and 400,000 receives are free; 200,000 receives × 0.0000004 = 0.08; 600,000 deletes × 0.0000004 = 0.24
    const answer = bill({ ...alone, requestsPerMonth: 600_000 }, {}, { pricing })
    expect(slices(answer, 'requests.send')).toEqual([['600000', '0', '0']])
    expect(slices(answer, 'requests.receive')).toEqual([['400000', '0', '0'], ['200000', '0.0000004', '0.08']])
    expect(infrastructure(answer)).toBe('0.32')
  })

  test('is used by the rest of the account first', () => {
    // 300,000 left; (3,000,000 - 300,000) × 0.0000004 = 1.08; and nothing left: 1.20
    expect(infrastructure(bill(million, { otherAccountRequestsPerMonth: 700_000 }, { pricing }))).toBe('1.08')
    expect(infrastructure(bill(million, { otherAccountRequestsPerMonth: 1_000_000 }, { pricing }))).toBe('1.20')
  })

  test('comes out of the dearest tier and moves no bound', () => {
    // 77,987.20 - 1,000,000 × 0.0000004
    expect(infrastructure(bill(heavy, {}, { pricing }))).toBe('77986.80')
  })

  test('is a million FIFO requests as well', () => {
    // 2,000,000 × 0.0000005
    expect(infrastructure(fifo(million, {}, { pricing }))).toBe('1.00')
  })
})

describe('prices elsewhere', () => {
  const way = (region: string, networkPath: string): Record<string, string> => costs(bill({ ...tenGigabytes, region }, { networkPath }))

  describe('in Sao Paulo', () => {
    const region = 'sa-east-1'

    test('higher tiers save little', () => {
      // 40,000 + 39,000 + 33,280 × 0.38 = 12,646.40; FIFO 50,000 + 49,000 + 33,280 × 0.48 = 15,974.40
      const answer = bill({ ...heavy, region })
      expect(infrastructure(answer)).toBe('91646.40')
      // 8,896 + 55,520 × 0.39 = 30,548.8; 44,480 × 0.39 + 12,646.4 = 29,993.6
      expect(costs(answer)).toMatchObject({ 'requests.send': '31104', 'requests.receive': '30548.8', 'requests.delete': '29993.6' })
      expect(line(answer, 'requests.send').source).toBe('aws-sqs:sa-east-1/requests.standard')
      expect(infrastructure(fifo({ ...heavy, region }))).toBe('114974.40')
    })

    test('FIFO topics are dearer', () => {
      // 10 × 0.48; 20 × 0.016; 9.313225746155 GB × 0.0272; 2 × 9.313225746155 × 0.0016
      expect(costs(fifo({ ...tenMillion, region, consumerGroups: 2 }))).toMatchObject({ 'requests.publish': '4.8', 'requests.deliver': '0.32', 'data.in': '0.253319740295', 'data.out': '0.029802322388' })
    })

    test('so is S3', () => {
      // 1,048,576 × 0.000007; × 0.00000056; 10 GB / 730 × 0.0405
      expect(costs(bill({ ...tenGigabytes, region }, { extendedClient: 'always' }))).toMatchObject({ 'requests.object-put': '7.340032', 'requests.object-get': '0.58720256', 'storage.objects': '0.000554794521' })
    })

    test('so is the network', () => {
      // 2,190 h × 0.093; 20 GB × 0.093; 2,190 × 0.005; 2,190 × 0.021; 20 × 0.01
      expect(way(region, 'nat')).toMatchObject({ 'network.nat.hours': '203.67', 'network.nat.data': '1.86', 'network.nat.address': '10.95' })
      expect(way(region, 'interface-endpoint')).toMatchObject({ 'network.endpoint.hours': '45.99', 'network.endpoint.data': '0.2' })
      // 2.5 GB × 0.138; 5 GB × 0.15
      expect(costs(bill({ ...tenGigabytes, region, crossRegionPercent: 25, internetEgressPercent: 50 }))).toMatchObject({ 'network.cross-region': '0.345', 'network.internet-egress': '0.75' })
    })

    test('keys cost the same', () => {
      expect(costs(bill({ ...million, region }, { kmsKey: true }))).toMatchObject({ 'requests.kms': '0.07884', 'kms.key': '1' })
    })
  })

  describe('in Montreal', () => {
    const region = 'ca-central-1'

    test('the tiers are 0.40, 0.34 and 0.31, and 0.50, 0.45 and 0.42 for FIFO', () => {
      // 40,000 + 34,000 + 33,280 × 0.31 = 10,316.80; 50,000 + 45,000 + 33,280 × 0.42 = 13,977.60
      const answer = bill({ ...heavy, region })
      expect(infrastructure(answer)).toBe('84316.80')
      // 8,896 + 55,520 × 0.34 = 27,772.8; 44,480 × 0.34 + 10,316.8 = 25,440
      expect(costs(answer)).toMatchObject({ 'requests.send': '31104', 'requests.receive': '27772.8', 'requests.delete': '25440' })
      expect(infrastructure(fifo({ ...heavy, region }))).toBe('108977.60')
    })

    test('FIFO topics, S3 and the network have their own prices', () => {
      // 10 × 0.33; 20 × 0.011; 9.313225746155 GB × 0.0187; 2 × 9.313225746155 × 0.0011
      expect(costs(fifo({ ...tenMillion, region, consumerGroups: 2 }))).toMatchObject({ 'requests.publish': '3.3', 'requests.deliver': '0.22', 'data.in': '0.174157321453', 'data.out': '0.020489096642' })
      // 1,048,576 × 0.0000055; × 0.00000044; 10 GB / 730 × 0.025
      expect(costs(bill({ ...tenGigabytes, region }, { extendedClient: 'always' }))).toMatchObject({ 'requests.object-put': '5.767168', 'requests.object-get': '0.46137344', 'storage.objects': '0.000342465753' })
      // 2,190 h × 0.05; 20 GB × 0.05; 2,190 × 0.011
      expect(way(region, 'nat')).toMatchObject({ 'network.nat.hours': '109.5', 'network.nat.data': '1' })
      expect(way(region, 'interface-endpoint')).toMatchObject({ 'network.endpoint.hours': '24.09', 'network.endpoint.data': '0.2' })
      // 2.5 GB × 0.02; 5 GB × 0.09
      expect(costs(bill({ ...tenGigabytes, region, crossRegionPercent: 25, internetEgressPercent: 50 }))).toMatchObject({ 'network.cross-region': '0.05', 'network.internet-egress': '0.45' })
    })
  })
})

describe('prices of another day', () => {
  const version = (answer: Estimate): string => answer.priceTables!.find(({ id }) => id === 'aws-sqs')!.version
  const asOf = (day: string): Estimate => bill(million, {}, { pricing: { asOf: day } })

  test('before 2025-08-28 are those of June, and from that day on the new ones', () => {
    expect([version(asOf('2025-06-05')), version(asOf('2025-08-27')), version(asOf('2025-08-28'))]).toEqual(['2025-06-05', '2025-06-05', '2025-08-28'])
    expect([infrastructure(asOf('2025-08-27')), infrastructure(asOf('2025-08-28'))]).toEqual(['1.20', '1.20'])
  })

  test('before the first table are not known', () => {
    expect(refusal(() => asOf('2025-06-04')).code).toBe('UNKNOWN_PRICE_TABLE_VERSION')
  })

  test('are of the queues alone where the other tables are younger: fan-out in July 2025 is refused', () => {
    const { code, message } = refusal(() => bill({ ...million, consumerGroups: 2 }, {}, { pricing: { asOf: '2025-07-01' } }))
    expect(code).toBe('UNKNOWN_PRICE_TABLE_VERSION')
    expect(message).toContain('aws-sns')
  })

  test('came with a limit of 256 KiB a message', () => {
    const june = { pricing: { versions: { 'aws-sqs': '2025-06-05' } } }
    // 262,144 bytes are four requests natively; one byte more goes through S3, and since August is five requests
    expect(quantities(bill({ ...million, payloadBytes: 262_144 }, {}, june))['requests.send']).toBe('4000000')
    expect(quantities(bill({ ...million, payloadBytes: 262_145 }, {}, june))).toMatchObject({ 'requests.send': '1000000', 'requests.object-put': '1000000' })
    expect(quantities(bill({ ...million, payloadBytes: 262_145 }))['requests.send']).toBe('5000000')
    expect(bill({ ...million, payloadBytes: 262_145 }, { extendedClient: 'never' }, june).feasible).toBe(false)
  })

  test('came with a limit of 256 KiB a batch', () => {
    // of nine messages of 30,000 bytes eight fit: 125,000 calls × ceil(240,000 / 65,536) = 4
    // since August all nine: ceil(1,000,000 / 9) = 111,112 calls × ceil(270,000 / 65,536) = 5
    const nines = { ...million, payloadBytes: 30_000, sendBatchSize: 9 }
    expect(quantities(bill(nines, {}, { pricing: { versions: { 'aws-sqs': '2025-06-05' } } }))['requests.send']).toBe('500000')
    expect(quantities(bill(nines))['requests.send']).toBe('555560')
  })
})

describe('the people who look after queues', () => {
  const planOf = (offering: typeof sqsStandard, workload: Partial<GivenWorkload>): Plan => {
    const facts = Object.fromEntries(Object.entries(offering.facts).map(([table, schema]) => [table, readFacts(tableAsOf(catalog, table, '2026-11-23'), schema)]))
    const plans = offering.plans({
      workloads: [completeWorkload({ ...million, ...workload })],
      options: fillDefaults(offering.options, {}),
      facts,
      conventions: { hoursPerMonth: 730, recordOverheadBytes: 10.61 },
      market: { region: 'us-east-1', key: 'us-east-1', sells: () => true, placeOf: () => 'us-east-1', require: () => {} }
    })
    return (plans as { readonly only: Plan }).only
  }

  test('have topics × groups queues, and no brokers or partitions', () => {
    expect(planOf(sqsStandard, { topics: 4, consumerGroups: 3 }).operations).toEqual({
      model: 'sqs',
      drivers: { productionClusters: 1, nonProductionClusters: 0, brokers: 0, topics: 12, partitions: 0, consumerGroups: 12, schemaRegistry: false }
    })
  })

  test('have a queue a topic where nobody reads', () => {
    expect(planOf(sqsFifo, { topics: 4, consumerGroups: 0 }).operations.drivers).toMatchObject({ topics: 4, consumerGroups: 0 })
    expect(planOf(sqsFifo, { topics: 4 }).operations.drivers).toMatchObject({ topics: 4, consumerGroups: 4 })
  })

  test('are part of the total', () => {
    const { infrastructure: machines, operations, total } = bill(million).totals!
    expect(Number(operations.expected)).toBeGreaterThan(0)
    // Both in whole cents, so a sum of cents is exact.
    expect(Math.round(Number(machines.expected) * 100) + Math.round(Number(operations.expected) * 100)).toBe(Math.round(Number(total.expected) * 100))
  })

  test('have nothing sized', () => {
    expect(bill(million).sizing).toBeNull()
  })
})

describe('what an estimate of queues rests on', () => {
  const names = (answer: Estimate): readonly string[] => answer.assumptions!.map(({ name }) => name).filter(name => !name.startsWith('options.'))

  test('a steady rate where somebody polls, and the public endpoint where no way was named', () => {
    expect(names(bill({ ...million, pollersPerGroup: 1 }))).toEqual(['steadyTraffic', 'networkPath'])
    expect(names(bill(million, { networkPath: 'nat' }))).toEqual([])
  })

  test('SNS where groups fan out, and a pointer of 512 bytes where payloads stand in S3', () => {
    expect(names(bill({ ...million, consumerGroups: 2 }, { networkPath: 'public' }))).toEqual(['fanOut'])
    const pointer = bill(million, { networkPath: 'public', extendedClient: 'always' })
    expect(names(pointer)).toEqual(['pointerBytes'])
    expect(pointer.assumptions!.find(({ name }) => name === 'pointerBytes')!.value).toBe('512')
  })

  test('a commonest price where the other region was not named', () => {
    expect(names(bill({ ...million, crossRegionPercent: 1 }, { networkPath: 'public' }))).toEqual(['crossRegionTo'])
  })

  test('the public endpoint for consumers elsewhere, where a gateway or an endpoint is priced', () => {
    const elsewhere = { ...million, internetEgressPercent: 1 }
    expect(names(bill(elsewhere, { networkPath: 'nat' }))).toEqual(['outsideConsumers'])
    expect(names(bill({ ...elsewhere, consumerGroups: 0 }, { networkPath: 'nat' }))).toEqual([])
    expect(names(bill(elsewhere, { networkPath: 'public' }))).toEqual([])
    expect(names(bill(elsewhere))).toEqual(['networkPath'])
  })

  test('the gateway endpoint of S3 for payloads that stand there, where a gateway or an endpoint is priced', () => {
    // 2 × 1,000,000 × 5,242,880 bytes / 2^30 = 9,765.6 GB that pass no NAT gateway: 2 × 1,000,000 × 512 bytes do
    const large = { ...million, payloadBytes: 5_242_880 }
    const answer = bill(large, { networkPath: 'nat' })
    expect(names(answer)).toEqual(['pointerBytes', 'objectPath'])
    expect(line(answer, 'network.nat.data').pricingQuantity).toBe('0.953674316406')
    expect(names(bill(large, { networkPath: 'public' }))).toEqual(['pointerBytes'])
    expect(names(bill(large))).toEqual(['pointerBytes', 'networkPath'])
  })

  test('five pollers of Lambda, which are published for standard queues and taken for FIFO ones, unless pollers were given', () => {
    const { pollersPerGroup, ...workload } = million
    const options = { networkPath: 'public', preset: 'lambda' }
    const pollers = (answer: Estimate) => answer.assumptions!.filter(({ name }) => name === 'pollersPerGroup').map(({ value, origin, why }) => [value, origin, why])
    const why = 'An event source mapping of Lambda starts with five pollers; the preset stands in for the default.'
    expect(pollers(bill(workload, options))).toEqual([['5', 'rule', why]])
    expect(pollers(fifo(workload, options))).toEqual([['5', 'judgement', `${why} That is published for standard queues; FIFO queues are taken to be polled alike.`]])
    expect(pollers(bill({ ...workload, pollersPerGroup: 5 }, options))).toEqual([])
  })

  test('the defaults of the options that were not given', () => {
    const given = bill(million, { kmsKey: true }).assumptions!.map(({ name }) => name)
    expect(given).toContain('options.kmsDataKeyReuseSeconds')
    expect(given).not.toContain('options.kmsKey')
  })

  test('what it leaves out', () => {
    const leftOut = (options: Readonly<Record<string, unknown>>): readonly string[] => bill(million, options).exclusions!.map(({ code }) => code)
    expect(leftOut({})).toEqual(['DEAD_LETTER_TRAFFIC', 'OBJECT_DELETES', 'VISIBILITY_CHANGES', 'INTERFACE_ENDPOINT'])
    expect(leftOut({ networkPath: 'interface-endpoint' })).toEqual(['DEAD_LETTER_TRAFFIC', 'OBJECT_DELETES', 'VISIBILITY_CHANGES'])
  })

  test('the terms of its lines', () => {
    expect(line(bill(tenGigabytes, { extendedClient: 'always', kmsKey: true, fairQueues: true, networkPath: 'nat' }), 'requests.send').terms).toEqual([
      { name: 'requestsPerMonth', value: '1048576', unit: 'messages', origin: 'workload' },
      { name: 'consumerGroups', value: '1', unit: 'groups', origin: 'workload' },
      { name: 'bodyBytes', value: '512', unit: 'bytes', origin: 'assumption' }
    ])
  })

  test('terms on every line that has a quantity, with a unit and an origin', () => {
    const options = { extendedClient: 'always', kmsKey: true, networkPath: 'interface-endpoint' }
    const workload = { ...tenGigabytes, consumerGroups: 2, crossRegionPercent: 10, internetEgressPercent: 10 }
    const lines = [
      ...bill(workload, { ...options, fairQueues: true }).lineItems!,
      ...fifo(workload, options).lineItems!
    ]
    expect(lines.filter(({ terms }) => terms === undefined || terms.length === 0 || terms.some(({ name, unit, value }) => name === '' || unit === '' || value === '')).map(({ id }) => id)).toEqual([])
    expect(lines.find(({ id }) => id === 'storage.objects')!.terms).toEqual([
      { name: 'objectBytes', value: '10240', unit: 'bytes', origin: 'workload' },
      { name: 'objectDwellHours', value: '1', unit: 'hours', origin: 'option' },
      { name: 'retentionDays', value: '4', unit: 'days', origin: 'workload' }
    ])
    // 20 GB consumed by two groups, and the pointers: 2 × (10,240 + 512) × 1,048,576 / 2^30 = 21
    expect(lines.find(({ id }) => id === 'network.cross-region')!.terms).toEqual([
      { name: 'consumedGb', value: '21', unit: 'GB', origin: 'derived' },
      { name: 'crossRegionPercent', value: '10', unit: '%', origin: 'workload' }
    ])
  })
})

describe('the four numbers that most people have', () => {
  test('cost 600.00 a month unbatched, and 60.00 in tens', () => {
    // 500,000,000 × 3 × 0.0000004 = 600; in tens 60 (and at most one empty receive of 0.0000004)
    const answer = bill({ requestsPerMonth: 500_000_000, payloadBytes: 2048, retentionDays: 7, replicationFactor: 3 })
    expect(answer.totals!.infrastructure).toEqual({ low: '60.00', expected: '600.00', high: '600.00' })
    expect(codes(answer)).toEqual(['UNBATCHED'])
    expect(answer.findings![0]!.saving).toBe('540.00')
  })

  test('cost a quarter more in FIFO, and the two kinds of queue stand in the order asked for', () => {
    // standard 600; FIFO 500,000,000 × 3 × 0.0000005 = 750
    const answered = response({ requestsPerMonth: 500_000_000, payloadBytes: 2048, retentionDays: 7 }, ['aws-sqs-fifo', 'aws-sqs-standard'], {})
    expect(answered.estimates.map(one => [one.offering, infrastructure(one)])).toEqual([['aws-sqs-fifo', '750.00'], ['aws-sqs-standard', '600.00']])
    expect(answered.comparison.infrastructure.cheapest).toBe('aws-sqs-standard')
  })
})
