import { describe, expect, it } from 'vitest'
import { resolveQuestion } from '../../src/estimates/question.ts'
import type { Question } from '../../src/estimates/question.ts'
import type { EstimateRequest } from '../../src/estimates/request.ts'
import { offeringIds, offerings } from '../../src/models/registry.ts'
import type { Catalog } from '../../src/pricing/catalog.ts'
import { plain } from '../../src/pricing/decimal.ts'
import type { SkuRef } from '../../src/pricing/price-book.ts'
import { ask, askOne, asOf, everythingOn, failureOf, infrastructureOf, nobody, orders, realPrices, sizingOf } from './real-prices.ts'
import type { Failure, Given } from './real-prices.ts'
import { resolved, smallCatalog } from './small-catalog.ts'

const refused = (given: Given): Failure => failureOf(() => resolved(given))
const impossible = (message: string, field: string): Failure => ({ code: 'IMPOSSIBLE_COMBINATION', message, data: { field } })
const all = offeringIds.join(', ')

/** What one unit costs a question, at list and as paid. */
function unitPrices ({ shelf }: Question, ref: SkuRef): readonly [string, string] {
  const { listRate, contractedRate } = shelf.book.price(ref)
  return [listRate.kind === 'flat' ? plain(listRate.price) : listRate.kind, contractedRate.kind === 'flat' ? plain(contractedRate.price) : contractedRate.kind]
}

const optionsFor = (question: Question, id: string): Record<string, unknown> => question.optionsOf(offerings.find(offering => offering.id === id)!)

describe('a workload that contradicts itself', () => {
  it('is refused where both the average and the mix of sizes are given', () => {
    expect(refused({ workload: { payloadBytes: 100, payloadMix: [{ bytes: 100, percent: 100 }] } }))
      .toEqual(impossible('workload.payloadBytes and workload.payloadMix are both given: give the average or the mix.', 'workload.payloadMix'))
  })

  const mixed = (...percents: readonly number[]): Given => ({ workload: { payloadBytes: undefined, payloadMix: percents.map(percent => ({ bytes: 100, percent })) } })
  const withoutAverage = (given: Given): EstimateRequest => {
    const { payloadBytes, ...workload } = { ...orders, ...given.workload, region: 'here' } as EstimateRequest['workload']
    return { workload, pricing: { asOf: '2026-07-01' } }
  }
  const refusedMix = (...percents: readonly number[]): Failure => failureOf(() => resolveQuestion(withoutAverage(mixed(...percents)), smallCatalog))

  it('is refused where the mix does not add up to the whole', () => {
    expect(refusedMix(50, 49)).toEqual(impossible('The percents of workload.payloadMix add up to 99; they must add up to 100.', 'workload.payloadMix'))
    expect(refusedMix(60, 41)).toEqual(impossible('The percents of workload.payloadMix add up to 101; they must add up to 100.', 'workload.payloadMix'))
  })

  it('is not refused for the noise of binary fractions: 33.3, 33.3 and 33.4 are the whole', () => {
    // Their mean: 33.3 + 66.6 + 100.2 = 200.1 bytes.
    const workload = { requestsPerMonth: 1, payloadMix: [{ bytes: 100, percent: 33.3 }, { bytes: 200, percent: 33.3 }, { bytes: 300, percent: 33.4 }], retentionDays: 1, region: 'here' }
    expect(resolveQuestion({ workload, pricing: { asOf: '2026-07-01' } }, smallCatalog).workload.payloadBytes).toBeCloseTo(200.1, 10)
  })

  it('is refused where more bytes leave the region than are consumed', () => {
    expect(refused({ workload: { internetEgressPercent: 60, crossRegionPercent: 41 } }))
      .toEqual(impossible('workload.internetEgressPercent 60 and workload.crossRegionPercent 41 are shares of the same consumed bytes and may add up to 100 at most.', 'workload.crossRegionPercent'))
    expect(resolved({ workload: { internetEgressPercent: 60, crossRegionPercent: 40 } }).workload.crossRegionPercent).toBe(40)
  })

  it('is refused in a region that no table knows, and the sentence lists those that are known', () => {
    expect(refused({ workload: { region: 'mars' } })).toEqual({
      code: 'UNKNOWN_REGION',
      message: 'workload.region "mars" is in no price table; known regions are here, there.',
      data: { field: 'workload.region', value: 'mars', accepted: ['here', 'there'] }
    })
  })

  it('lies in us-east-1 unless it says where', () => {
    expect(failureOf(() => resolveQuestion({ workload: orders, pricing: { asOf: '2026-07-01' } }, smallCatalog)).message).toBe('workload.region "us-east-1" is in no price table; known regions are here, there.')
    expect(resolveQuestion({ workload: orders, pricing: { asOf } }, realPrices).shelf.market.region).toBe('us-east-1')
  })
})

const beside = { connectWorkers: 0, connectMcusPerWorker: 1, replicator: 'none' }
const besideBrokers = { ...beside, multiVpcConnectivity: 0, multiVpcPercent: 100 }

describe('options', () => {
  it('of an offering that was not asked for are refused', () => {
    expect(refused({ offerings: ['aws-sqs-standard'], options: { 'aws-msk-standard': { brokers: 3 } } }))
      .toEqual(impossible('options.aws-msk-standard is given, but nothing it applies to was asked for; accepted are options of aws-sqs-standard, or of their family.', 'options.aws-msk-standard'))
  })

  it('of a family of which nothing was asked for are refused', () => {
    expect(refused({ offerings: ['aws-sqs-standard', 'aws-sqs-fifo'], options: { kafka: { brokers: 3 } } }))
      .toEqual(impossible('options.kafka is given, but nothing it applies to was asked for; accepted are options of aws-sqs-standard, aws-sqs-fifo, or of their family.', 'options.kafka'))
  })

  it('of a family that none of the asked offerings has are refused', () => {
    expect(refused({ offerings: ['aws-msk-standard', 'aws-msk-express'], options: { kafka: { brokers: 3, controllers: 'combined' } } }))
      .toEqual(impossible('options.kafka.controllers does not apply to any offering that was asked for (aws-msk-standard, aws-msk-express); accepted is a question without it, or with an offering that has it.', 'options.kafka.controllers'))
    expect(refused({ offerings: ['aws-sqs-fifo'], options: { 'aws-sqs': { fairQueues: true } } }))
      .toEqual(impossible('options.aws-sqs.fairQueues does not apply to any offering that was asked for (aws-sqs-fifo); accepted is a question without it, or with an offering that has it.', 'options.aws-sqs.fairQueues'))
  })

  it('of a family go to every offering that knows them, and to no other', () => {
    const question = resolved({ options: { kafka: { brokers: 6, sizingPolicy: 'baseline-limits', controllers: 'combined' } } })
    expect(optionsFor(question, 'kafka-aws-ec2')).toEqual({ brokers: 6, sizingPolicy: 'baseline-limits', controllers: 'combined', orchestration: 'none', commitment: 'none', nonProductionClusters: 0, schemaRegistry: false, connectWorkers: 0, monitoring: false })
    expect(optionsFor(question, 'aws-msk-standard')).toEqual({ brokers: 6, sizingPolicy: 'baseline-limits', nonProductionClusters: 0, ...besideBrokers })
    expect(optionsFor(question, 'aws-msk-express')).toEqual({ brokers: 6, nonProductionClusters: 0, ...besideBrokers })
    expect(optionsFor(question, 'aws-msk-serverless')).toEqual({ nonProductionClusters: 0, ...beside })
  })

  it('of an offering win over those of its family', () => {
    const question = resolved({ options: { kafka: { brokers: 6, utilisation: 0.4 }, 'aws-msk-standard': { brokers: 3 } } })
    expect([optionsFor(question, 'aws-msk-standard'), optionsFor(question, 'aws-msk-express')]).toEqual([{ brokers: 3, utilisation: 0.4, sizingPolicy: 'safety-factors', nonProductionClusters: 0, ...besideBrokers }, { brokers: 6, utilisation: 0.4, nonProductionClusters: 0, ...besideBrokers }])
  })

  it('decide the bill: three brokers of the own key, six of the family', () => {
    const { estimates } = ask({ offerings: ['aws-msk-standard', 'aws-msk-express'], options: { kafka: { brokers: 6 }, 'aws-msk-standard': { brokers: 3 } } })
    expect(estimates.map(one => sizingOf(one).brokers)).toEqual([3, 6])
  })

  it('given to nobody are the defaults', () => {
    expect(optionsFor(resolved({}), 'aws-sqs-fifo')).toEqual({
      kmsKey: false, kmsDataKeyReuseSeconds: 300, kmsProducers: 1, kmsConsumers: 1, extendedClient: 'auto', objectDwellHours: 1, compressPayload: false, otherAccountRequestsPerMonth: 0
    })
  })

  it('of a family may be empty', () => {
    expect(optionsFor(resolved({ offerings: ['aws-msk-express'], options: { kafka: {} } }), 'aws-msk-express')).toEqual({ nonProductionClusters: 0, ...besideBrokers })
    expect(optionsFor(resolved({ offerings: ['aws-msk-express'], options: { kafka: undefined } }), 'aws-msk-express')).toEqual({ nonProductionClusters: 0, ...besideBrokers })
  })
})

describe('what is asked', () => {
  it('is every offering where none is named', () => {
    expect(resolved({}).offerings.map(offering => offering.id).join(', ')).toBe(all)
  })

  it('keeps the order in which offerings were named', () => {
    expect(resolved({ offerings: ['aws-msk-express', 'aws-sqs-fifo'] }).offerings.map(offering => offering.id)).toEqual(['aws-msk-express', 'aws-sqs-fifo'])
  })

  it('is answered in full, in dollars and with months of 730 hours unless it says otherwise', () => {
    const { currency, detail, conventions, asOf } = resolved({})
    expect({ currency, detail, conventions, asOf }).toEqual({ currency: 'USD', detail: 'full', conventions: { hoursPerMonth: 730, recordOverheadBytes: 10.61, plansCheapestBy: 'infrastructure' }, asOf: '2026-07-01' })
    expect(resolved({ conventions: { hoursPerMonth: 720 } }).conventions).toEqual({ hoursPerMonth: 720, recordOverheadBytes: 10.61, plansCheapestBy: 'infrastructure' })
    expect([resolved({ detail: 'lines' }).detail, resolved({ currency: 'EUR' }).currency]).toEqual(['lines', 'EUR'])
  })

  it('needs a day, because the core has no clock', () => {
    expect(() => resolveQuestion({ workload: orders }, smallCatalog)).toThrow(new Error('asOf is resolved before the core is asked: it has no clock.'))
  })
})

describe('the tables of a question', () => {
  const versionsOf = (question: Question): Record<string, string> => Object.fromEntries([...question.shelf.tables].map(([id, { version }]) => [id, version]))

  it('are those in force on its day', () => {
    expect(versionsOf(resolved({}))).toEqual({ queue: '2026-01-01', stream: '2026-06-01' })
    expect(versionsOf(resolved({ pricing: { asOf: '2025-12-31' } }))).toEqual({ queue: '2025-01-01' })
  })

  it('are those it names, whatever its day', () => {
    expect(versionsOf(resolved({ pricing: { versions: { queue: '2025-01-01' } } }))).toEqual({ queue: '2025-01-01', stream: '2026-06-01' })
    expect(versionsOf(resolved({ pricing: { asOf: '2025-12-31', versions: { stream: '2026-06-01' } } }))).toEqual({ queue: '2025-01-01', stream: '2026-06-01' })
  })

  it('set its prices: 0.5 a request before 2026, 0.4 since', () => {
    expect([unitPrices(resolved({ pricing: { asOf: '2025-12-31' } }), 'queue/requests'), unitPrices(resolved({ pricing: { asOf: '2026-01-01' } }), 'queue/requests')]).toEqual([['0.5', '0.5'], ['0.4', '0.4']])
  })

  it('are refused where it names a version that never landed, or a table that does not exist', () => {
    expect(refused({ pricing: { versions: { queue: '2024-01-01' } } })).toEqual({
      code: 'UNKNOWN_PRICE_TABLE_VERSION',
      message: 'Price table queue has no version "2024-01-01"; its versions are 2025-01-01, 2026-01-01.',
      data: { table: 'queue', version: '2024-01-01', accepted: ['2025-01-01', '2026-01-01'] }
    })
    expect(refused({ pricing: { versions: { river: '2026-01-01' } } })).toEqual({
      code: 'UNKNOWN_PRICE_TABLE',
      message: 'There is no price table "river"; known are queue, stream.',
      data: { table: 'river', accepted: ['queue', 'stream'] }
    })
  })

  it('that are not in force yet wait until somebody needs them, and then say so', () => {
    const early = resolved({ pricing: { asOf: '2025-12-31' } })
    const notYet = {
      code: 'UNKNOWN_PRICE_TABLE_VERSION',
      message: 'Price table stream has no version in force on 2025-12-31; its first one holds from 2026-06-01.',
      data: { table: 'stream', asOf: '2025-12-31', accepted: ['2026-06-01'] }
    }
    expect(early.table('queue').version).toBe('2025-01-01')
    expect(failureOf(() => early.table('stream'))).toEqual(notYet)
    expect(failureOf(() => early.shelf.book.price('stream/requests'))).toEqual(notYet)
    expect(failureOf(() => early.shelf.market.require('stream/requests'))).toEqual(notYet)
  })

  it('that do not exist are unknown', () => {
    expect(failureOf(() => resolved({}).table('river')).message).toBe('There is no price table "river"; known are queue, stream.')
    expect(failureOf(() => resolved({}).shelf.book.price('river/hours')).message).toBe('There is no price table "river"; known are queue, stream.')
  })

  it('that cannot be read stop everything: a fault of ours is not taken for a day without prices', () => {
    const broken = { tables: new Map([['queue', [null]]]), regions: smallCatalog.regions } as unknown as Catalog
    expect(() => resolved({}, broken)).toThrow(TypeError)
  })
})

describe('what is laid over the list prices', () => {
  it('are negotiated prices and discounts by table and by SKU', () => {
    const question = resolved({ pricing: { overrides: { 'queue/requests': '0.1' }, discounts: { queue: 25 } } })
    // 2 × 75 / 100 = 1.5
    expect([unitPrices(question, 'queue/requests'), unitPrices(question, 'queue/hours')]).toEqual([['0.4', '0.1'], ['2', '1.5']])
  })

  it('may be a number where a double carries it exactly', () => {
    expect(unitPrices(resolved({ pricing: { overrides: { 'queue/requests': 0.1 } } }), 'queue/requests')).toEqual(['0.4', '0.1'])
  })

  const noPrice = (ref: string, region: string): Failure =>
    ({ code: 'UNKNOWN_FIELD_VALUE', message: `pricing names "${ref}", which is no price of ${region}; GET /v1/price-tables lists tables and SKUs.`, data: { field: 'pricing', value: ref } })

  it('are refused where they name a SKU that has no price here', () => {
    expect(refused({ pricing: { overrides: { 'queue/request': '0.1' } } })).toEqual(noPrice('queue/request', 'here'))
    expect(refused({ pricing: { discounts: { 'queue/request': 10 } } })).toEqual(noPrice('queue/request', 'here'))
    expect(refused({ workload: { region: 'there' }, pricing: { overrides: { 'stream/hours': '0.1' } } })).toEqual(noPrice('stream/hours', 'there'))
  })

  it('name a second region before the SKU, and are refused where it has no such price', () => {
    const question = resolved({ options: { kafka: { disasterRecoveryRegion: 'there' } }, pricing: { overrides: { 'queue/there:requests': '0.1' } } })
    expect([unitPrices(question, 'queue/there:requests'), unitPrices(question, 'queue/requests')]).toEqual([['0.6', '0.1'], ['0.4', '0.4']])
    expect(refused({ pricing: { overrides: { 'queue/there:request': '0.1' } } })).toEqual(noPrice('queue/there:request', 'there'))
    expect(refused({ pricing: { discounts: { 'queue/elsewhere:requests': 10 } } })).toEqual(noPrice('queue/elsewhere:requests', 'elsewhere'))
  })

  it('may name the region of the workload, and hold as they do without it', () => {
    const question = resolved({ pricing: { overrides: { 'queue/here:requests': '0.1' }, discounts: { 'queue/here:hours': 25 } } })
    expect([unitPrices(question, 'queue/requests'), unitPrices(question, 'queue/hours')]).toEqual([['0.4', '0.1'], ['2', '1.5']])
  })

  describe('and give one price by both of its names', () => {
    const twice = (field: string, region: string, skus: readonly [string, string]): Failure => ({
      code: 'IMPOSSIBLE_COMBINATION',
      message: `pricing.${field} gives one price twice, as "${skus[0]}" and as "${skus[1]}", because ${region} is where it is read: give it once.`,
      data: { field: `pricing.${field}.${skus[1]}`, conflictsWith: `pricing.${field}.${skus[0]}` }
    })

    it('are refused, in either order: neither is more the price than the other', () => {
      expect(refused({ pricing: { overrides: { 'queue/requests': '0.1', 'queue/here:requests': '0.2' } } })).toEqual(twice('overrides', 'here', ['queue/requests', 'queue/here:requests']))
      expect(refused({ pricing: { discounts: { 'queue/here:requests': 10, 'queue/requests': 20 } } })).toEqual(twice('discounts', 'here', ['queue/requests', 'queue/here:requests']))
    })

    it('are refused in the region that an option puts another cloud in', () => {
      const overrides = { 'gcp-compute-engine/internet-egress': '0.1', 'gcp-compute-engine/europe-west1:internet-egress': '0.2' }
      expect(failureOf(() => askOne('kafka-gcp-compute-engine', { options: { 'kafka-gcp-compute-engine': { region: 'europe-west1' } }, pricing: { asOf: everythingOn, overrides } })))
        .toEqual(twice('overrides', 'europe-west1', ['gcp-compute-engine/internet-egress', 'gcp-compute-engine/europe-west1:internet-egress']))
    })

    it('hold side by side where they are two prices: one here and one in a second region', () => {
      const question = resolved({ options: { kafka: { disasterRecoveryRegion: 'there' } }, pricing: { overrides: { 'queue/requests': '0.1', 'queue/there:requests': '0.2' } } })
      expect([unitPrices(question, 'queue/requests'), unitPrices(question, 'queue/there:requests')]).toEqual([['0.4', '0.1'], ['0.6', '0.2']])
    })

    it('hold side by side where one is the more special: a price before a discount, a SKU before its table', () => {
      // 0.4 × 50 / 100 = 0.2, and 2 × 90 / 100 = 1.8.
      const question = resolved({ pricing: { discounts: { queue: 10, 'queue/requests': 50 } } })
      expect([unitPrices(question, 'queue/requests'), unitPrices(question, 'queue/hours')]).toEqual([['0.4', '0.2'], ['2', '1.8']])
      expect(unitPrices(resolved({ pricing: { overrides: { 'queue/here:requests': '0.1' }, discounts: { 'queue/requests': 50 } } }), 'queue/requests')).toEqual(['0.4', '0.1'])
    })
  })

  it('are refused where they name a region in which nothing is bought', () => {
    expect(refused({ options: { kafka: undefined }, pricing: { overrides: { 'queue/there:requests': '0.1' } } })).toEqual({
      code: 'UNKNOWN_FIELD_VALUE',
      message: 'pricing names "queue/there:requests", and nothing is bought in there; accepted is "queue/requests", the price of here, or a region that an option names.',
      data: { field: 'pricing', value: 'queue/there:requests' }
    })
  })

  it('are refused where they name a table that does not exist, or is not in force yet', () => {
    expect(refused({ pricing: { discounts: { river: 10 } } })).toEqual(noPrice('river', 'any region'))
    expect(refused({ pricing: { overrides: { 'river/hours': '0.1' } } })).toEqual(noPrice('river/hours', 'any region'))
    expect(refused({ pricing: { asOf: '2025-12-31', discounts: { stream: 10 } } })).toEqual(noPrice('stream', 'any region'))
  })

  it('is a rate of exchange where one is given', () => {
    const question = resolved({ exchangeRate: { from: 'EUR', to: 'USD', rate: '1.5', date: '2026-06-30' } })
    // 10 × 1.5 = 15; the queue is in dollars already.
    expect([unitPrices(question, 'stream/requests'), unitPrices(question, 'queue/requests')]).toEqual([['15', '15'], ['0.4', '0.4']])
    expect(failureOf(() => resolved({}).shelf.book.price('stream/requests')).code).toBe('MISSING_EXCHANGE_RATE')
  })

  it('keeps every digit of a rate of exchange', () => {
    // 10 × 1.000000000001 = 10.00000000001
    expect(unitPrices(resolved({ exchangeRate: { from: 'EUR', to: 'USD', rate: '1.000000000001', date: '2026-06-30' } }), 'stream/requests')).toEqual(['10.00000000001', '10.00000000001'])
  })

  it('never reaches the next question', () => {
    expect(unitPrices(resolved({ pricing: { overrides: { 'queue/requests': '0.1' } } }), 'queue/requests')).toEqual(['0.4', '0.1'])
    expect(unitPrices(resolved({ pricing: { discounts: { queue: 50 } } }), 'queue/requests')).toEqual(['0.4', '0.2'])
    expect(unitPrices(resolved({}), 'queue/requests')).toEqual(['0.4', '0.4'])
  })
})

describe('list prices that were laid out once', () => {
  it('are kept for the next question of the same day, region and free tier', () => {
    expect(resolved({ workload: { payloadBytes: 7 } }).shelf).toBe(resolved({ pricing: { asOf: '2026-07-02' } }).shelf)
  })

  it('are not those of another version, region, free tier, currency or negotiation', () => {
    const kept = resolved({}).shelf
    const others: readonly Given[] = [
      { pricing: { versions: { queue: '2025-01-01' } } },
      { workload: { region: 'there' } },
      { pricing: { freeTier: 'include' } },
      { currency: 'EUR' },
      { exchangeRate: { from: 'EUR', to: 'USD', rate: 1, date: '2026-06-30' } },
      { pricing: { overrides: { 'queue/requests': '0.1' } } },
      { pricing: { discounts: { queue: 10 } } },
      { pricing: { asOf: '2025-12-31' } }
    ]
    expect(others.map(given => resolved(given).shelf === kept)).toEqual(others.map(() => false))
  })

  it('are not those of another catalog', () => {
    const dearer: Catalog = { ...smallCatalog, tables: new Map(smallCatalog.tables) }
    expect(resolved({}, dearer).shelf).not.toBe(resolved({}).shelf)
  })
})

describe('a table that is not in force yet', () => {
  it('does not matter to a queue that reads no other: one group of readers in July 2025 needs no SNS', () => {
    const answered = askOne('aws-sqs-standard', { pricing: { asOf: '2025-07-01' }, operations: nobody })
    // Sent, received and deleted alone: 3 × 500000000 × 0.0000004 = 600.
    expect(infrastructureOf(answered)).toBe('600.00')
    expect(answered.priceTables?.map(({ id, version }) => [id, version])).toEqual([['aws-sqs', '2025-06-05'], ['operations', '2025-06-05']])
  })

  it('is an error where it is needed: two groups need SNS, whose prices begin later', () => {
    expect(failureOf(() => askOne('aws-sqs-standard', { workload: { consumerGroups: 2 }, pricing: { asOf: '2025-07-01' } }))).toEqual({
      code: 'UNKNOWN_PRICE_TABLE_VERSION',
      message: 'Price table aws-sns has no version in force on 2025-07-01; its first one holds from 2025-08-28.',
      data: {
        table: 'aws-sns',
        asOf: '2025-07-01',
        accepted: ['2025-08-28'],
        offerings: [{ offering: 'aws-sqs-standard', code: 'UNKNOWN_PRICE_TABLE_VERSION', message: 'Price table aws-sns has no version in force on 2025-07-01; its first one holds from 2025-08-28.' }]
      }
    })
  })
})
