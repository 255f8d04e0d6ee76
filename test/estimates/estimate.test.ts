import { describe, expect, it } from 'vitest'
import { checkCatalog, estimate } from '../../src/estimates/estimate.ts'
import { modelVersion } from '../../src/estimates/model-version.ts'
import { estimateResponseSchema } from '../../src/estimates/response.ts'
import type { Estimate, EstimateResponse } from '../../src/estimates/response.ts'
import { offeringIds, offerings } from '../../src/models/registry.ts'
import { Exact } from '../exact.ts'
import { ask, askOne, costsOf, failureOf, fourHoursOfPeople, infrastructureOf, lineOf, nobody, pricesWith, questionOf, realPrices, sizingOf } from './real-prices.ts'
import type { Given } from './real-prices.ts'

const sqs = 'aws-sqs-standard'
const msk = 'aws-msk-standard'

describe('half a billion messages on standard queues', () => {
  const answer = ask({ offerings: [sqs], operations: fourHoursOfPeople })
  const [bill] = answer.estimates as [Estimate]

  it('cost 200 to send, 200 to receive and 200 to delete', () => {
    // 500000000 × 0.0000004 = 200 each; at 190 messages a second no poll of 20 seconds comes back empty.
    expect(costsOf(bill)).toEqual({ 'requests.send': '200', 'requests.receive': '200', 'requests.empty-receive': '0', 'requests.delete': '200' })
  })

  it('total 800 with four hours of people, between 160 and 1000', () => {
    // Low: batches of ten are 150000000 calls and one empty receive: 60.0000004. People: 2, 4 and 8 hours at 50.
    expect(bill.totals).toEqual({
      infrastructure: { low: '60.00', expected: '600.00', high: '600.00' },
      operations: { low: '100.00', expected: '200.00', high: '400.00' },
      total: { low: '160.00', expected: '800.00', high: '1000.00' },
      // 12 × 600, 12 × 800
      annual: { infrastructure: '7200.00', total: '9600.00' },
      // 600 / 500, 800 / 500
      perMillionMessages: { infrastructure: '1.2', total: '1.6' },
      // 500000000 × 2048 / 2^30 = 953.67431640625 GB: 0.6291456 and 0.8388608
      perGigabyte: { infrastructure: '0.629146', total: '0.838861' },
      // 600 of 800 from the price list, the rest people
      evidence: { official: '0.75', thirdParty: '0', inferred: '0', judgement: '0.25' },
      infrastructureEvidence: { official: '1', thirdParty: '0', inferred: '0', judgement: '0' }
    })
  })

  it('show every line as consumed and as priced, with its tier, its formula, its terms and its source', () => {
    expect(lineOf(bill, 'requests.delete')).toEqual({
      id: 'requests.delete',
      title: 'Delete calls',
      group: 'usage',
      consumedQuantity: '500000000',
      consumedUnit: 'Messages',
      pricingQuantity: '500000000',
      pricingUnit: 'Requests',
      tiers: [{ from: '0', upTo: '100000000000', pricingQuantity: '500000000', listUnitPrice: '0.0000004', listCost: '200' }],
      listCost: '200',
      cost: '200',
      range: { low: '20', high: '200' },
      formula: 'ceil(500000000 messages / 1 a call)',
      terms: [
        { name: 'requestsPerMonth', value: '500000000', unit: 'messages', origin: 'workload' },
        { name: 'consumerGroups', value: '1', unit: 'groups', origin: 'workload' },
        { name: 'bodyBytes', value: '2048', unit: 'bytes', origin: 'workload' }
      ],
      source: 'aws-sqs:us-east-1/requests.standard',
      confidence: 'official'
    })
  })

  it('show the price of a line that is empty this month', () => {
    expect(lineOf(bill, 'requests.empty-receive').tiers).toEqual([{ from: '0', upTo: '100000000000', pricingQuantity: '0', listUnitPrice: '0.0000004', listCost: '0' }])
  })

  it('could save 540 by batches of ten', () => {
    // 600 - 60.0000004 = 539.9999996
    const [{ code, severity, message = '', saving } = {}, ...others] = bill.findings ?? []
    expect([code, severity, saving, message.slice(message.lastIndexOf(' That saves ')), others]).toEqual(['UNBATCHED', 'info', '540.00', ' That saves 540.00 USD a month.', []])
  })

  it('name the list that every price was read from', () => {
    expect(answer.sources).toEqual({
      'aws-sqs:us-east-1/requests.standard': {
        table: 'aws-sqs',
        version: '2025-08-28',
        skuPriceId: '8RN6B8U4MERHRXP3.JRTCKXETXF',
        title: 'AWS Pricing Calculator metered-unit map for queueservice (per-request USD, rate codes = price-list rate codes)',
        url: 'github QuinnyPig/aws-price-watcher, raw/queueservice.json, a6645eb2e53e9399396a714cdc4f3c346c7f06c0',
        published: '2025-06-05',
        retrieved: '2026-11-23',
        confidence: 'official'
      }
    })
  })

  it('name the tables that the answer rests on', () => {
    expect(bill.priceTables?.map(({ id, version }) => `${id} ${version}`)).toEqual(['aws-sqs 2025-08-28', 'aws-sns 2025-08-28', 'aws-kms 2025-08-28', 'aws-s3 2025-10-22', 'aws-network 2025-11-04', 'operations 2025-06-05'])
    expect(bill.priceTables?.[0]?.digest).toBe('sha256:a2af4bd271f9b7a4031588487201970350f6110975a07dc6366d964f86b9ae38')
  })

  it('have nothing sized, and four hours of people of seventeen activities', () => {
    expect([bill.sizing, bill.operations?.model, bill.operations?.hours, bill.operations?.hourlyRate, bill.operations?.onCallStipend])
      .toEqual([null, 'sqs', { low: '2', expected: '4', high: '8' }, '50', { low: '0', expected: '0', high: '0' }])
    expect(bill.operations?.activities?.filter(({ hours }) => hours !== '0').map(({ id, hours, cost }) => [id, hours, cost])).toEqual([['cost_governance', '4', '200']])
    expect(bill.operations?.activities).toHaveLength(17)
  })

  it('carry every default of the question into the answer', () => {
    const { workload, currency, asOf, modelVersion: models, incomplete, warnings, links } = answer
    expect({ currency, asOf, models, incomplete, warnings, links }).toEqual({ currency: 'USD', asOf: '2025-11-10', models: modelVersion, incomplete: false, warnings: [], links: {} })
    expect(workload).toEqual({
      requestsPerMonth: 500000000,
      payloadBytes: 2048,
      retentionDays: 7,
      consumerGroups: 1,
      peakToAverageRatio: 2,
      topics: 1,
      ordering: 'none',
      replay: false,
      processingSeconds: 0.1,
      region: 'us-east-1',
      availabilityZones: 3,
      internetEgressPercent: 0,
      crossRegionPercent: 0,
      sendBatchSize: 1,
      receiveBatchSize: 1,
      deleteBatchSize: 1,
      pollersPerGroup: 1,
      pollWaitSeconds: 20,
      redeliveryPercent: 0,
      replicationFactor: 3,
      compressionRatio: 1,
      followerFetching: false
    })
  })
})

describe('half a billion messages on MSK brokers', () => {
  const bill = askOne(msk, { operations: fourHoursOfPeople })

  it('cost the machines, their disks and the bytes between zones', () => {
    // 3 × 730 × 0.204 = 446.76.
    // 500000000 × 2058.61 / 2^30 = 958.614982664585 GB; × 168 / 730 × 3 / 0.5 / 3 = 441.2 GiB, so 442 on each of three at 0.1: 132.6.
    // 958.614982664585 × 2 / 3 × 2 × 0.01 = 12.781533102194 to write, and the same to read; between brokers MSK charges nothing.
    expect(costsOf(bill)).toEqual({
      'compute.brokers': '446.76',
      'storage.brokers': '132.6',
      'network.inter-zone.produce': '12.781533102194',
      'network.inter-zone.consume': '12.781533102194',
      'network.inter-zone.replicate': '0'
    })
    // 446.76 + 132.6 + 2 × 12.7815331021944… = 604.9230662…, rounded once; with people 804.92.
    expect([bill.totals?.infrastructure, bill.totals?.total]).toEqual([{ low: '604.92', expected: '604.92', high: '604.92' }, { low: '704.92', expected: '804.92', high: '1004.92' }])
  })

  it('are sized to three brokers, because a cluster has no fewer', () => {
    const { brokers, brokerType, partitions, partitionReplicas, storageGib, storageGibPerBroker, controllers, controllerType, bindingConstraint, sizingPolicy, brokersByPolicy } = sizingOf(bill)
    expect({ brokers, brokerType, partitions, partitionReplicas, storageGib, storageGibPerBroker, controllers, controllerType, bindingConstraint, sizingPolicy, brokersByPolicy }).toEqual({
      brokers: 3,
      brokerType: 'kafka.m7g.large',
      partitions: 3,
      partitionReplicas: 9,
      storageGib: '1326',
      storageGibPerBroker: '442',
      controllers: 0,
      controllerType: null,
      bindingConstraint: 'minimum-brokers',
      sizingPolicy: 'safety-factors',
      brokersByPolicy: { 'safety-factors': 3, 'baseline-limits': 3 }
    })
  })

  it('say what each limit needs and how much of it is used, in six decimals', () => {
    // 958.614982664585 × 3 × 168 / 730 = 661.838289 GiB of 3 × 16384: 0.013465 of it.
    expect(sizingOf(bill).constraints.find(({ dimension }) => dimension === 'storage')).toEqual({
      dimension: 'storage', need: '661.838289', unit: 'GiB', capacityPerBroker: '16384', allowedUtilisation: '0.5', requiredBrokers: 1, utilisation: '0.013465', source: 'kafka-sizing:facts/volumeGibMaximum'
    })
  })

  it('show what five other machines would cost more', () => {
    // 3 × 730 hours at 0.21 instead of 0.204 are 13.14 more, at 0.408 446.76, at 0.42 473.04, at 0.816 1340.28, at 0.84 1392.84.
    expect(sizingOf(bill).alternatives).toEqual([
      { brokerType: 'kafka.m5.large', brokers: 3, monthlyCost: '618.06', whyNot: '13.14 a month more for the infrastructure' },
      { brokerType: 'kafka.m7g.xlarge', brokers: 3, monthlyCost: '1051.68', whyNot: '446.76 a month more for the infrastructure' },
      { brokerType: 'kafka.m5.xlarge', brokers: 3, monthlyCost: '1077.96', whyNot: '473.04 a month more for the infrastructure' },
      { brokerType: 'kafka.m7g.2xlarge', brokers: 3, monthlyCost: '1945.20', whyNot: '1340.28 a month more for the infrastructure' },
      { brokerType: 'kafka.m5.2xlarge', brokers: 3, monthlyCost: '1997.76', whyNot: '1392.84 a month more for the infrastructure' }
    ])
  })

  it('say why a machine of the same cost was not taken', () => {
    const { brokerType, alternatives } = sizingOf(askOne(msk, { pricing: { overrides: { 'aws-msk/broker.kafka.m5.large': '0.204' } } }))
    expect([brokerType, alternatives[0]]).toEqual(['kafka.m7g.large', { brokerType: 'kafka.m5.large', brokers: 3, monthlyCost: '604.92', whyNot: 'the same cost: fewer brokers, the newer family or the name decides' }])
  })

  it('are priced on the machine that was named, with nothing to choose', () => {
    const named = askOne(msk, { options: { kafka: { brokerType: 'm5.large' } }, operations: nobody })
    expect([sizingOf(named).brokerType, sizingOf(named).alternatives, infrastructureOf(named)]).toEqual(['kafka.m5.large', [], '618.06'])
  })
})

describe('half a billion messages on other logs', () => {
  it('are a range on Express brokers, whose storage may be billed three times', () => {
    // 3 × 730 × 0.408 = 893.52; 220.612763133768 GB × 0.1 = 22.061276, × 3 = 66.183829; in 9.586150; zones 2 × 12.781533.
    const bill = askOne('aws-msk-express', { operations: fourHoursOfPeople })
    expect(lineOf(bill, 'storage.brokers').range).toEqual({ low: '22.061276313377', high: '66.18382894013' })
    expect(bill.totals?.infrastructure).toEqual({ low: '950.73', expected: '950.73', high: '994.85' })
  })

  it('have no brokers on MSK Serverless: its limits are used as a whole', () => {
    const bill = askOne('aws-msk-serverless', { operations: nobody })
    const { brokers, brokerType, storageGibPerBroker, bindingConstraint, brokersByPolicy, constraints } = sizingOf(bill)
    expect({ brokers, brokerType, storageGibPerBroker, bindingConstraint, brokersByPolicy }).toEqual({ brokers: 0, brokerType: null, storageGibPerBroker: null, bindingConstraint: 'ingress', brokersByPolicy: null })
    // 500000000 × 2058.61 / 2628000 × 2 = 783337.1385 bytes a second at the peak, of 200 MB/s: 0.003917 of it.
    expect(constraints[0]).toEqual({ dimension: 'ingress', need: '0.783337', unit: 'MB/s written', capacityPerBroker: '200', allowedUtilisation: '1', requiredBrokers: 1, utilisation: '0.003917', source: 'aws-msk:facts/serverlessIngressMegabytesPerSecond' })
    // 730 × 0.75 + 2190 × 0.0015 + 22.061276 + 95.861498 + 47.930749 = 716.6385
    expect(infrastructureOf(bill)).toBe('716.64')
  })

  it('name the machine of the controllers where Kafka is self-managed', () => {
    const bill = askOne('kafka-aws-ec2', { operations: nobody })
    expect([sizingOf(bill).controllers, sizingOf(bill).controllerType]).toEqual([3, 'm6g.large'])
    // 3 × 730 × 0.077 = 168.63 twice; disks 1326 × 0.08 = 106.08 and 192 × 0.08 = 15.36; zones 12.781533 twice and 38.344599.
    expect(infrastructureOf(bill)).toBe('522.61')
  })
})

describe('the detail of an answer', () => {
  const estimateFields = (detail: string): readonly string[] => Object.keys(askOne(msk, { detail })).sort()
  const summaryFields = ['feasible', 'offering', 'provider', 'region', 'sizing', 'status', 'title', 'totals']
  const lineFields = [...summaryFields, 'priceTables', 'assumptions', 'exclusions', 'findings', 'fit', 'lineItems', 'operations'].sort()

  it('is everything in full: terms and activities', () => {
    const bill = askOne(msk, { detail: 'full' })
    expect(estimateFields('full')).toEqual(lineFields)
    expect(bill.lineItems?.filter(({ terms = [] }) => terms.length === 0)).toEqual([])
    expect(bill.operations?.activities).toHaveLength(17)
  })

  it('is full where none was asked for', () => {
    expect(JSON.stringify(ask({ offerings: [msk] }))).toBe(JSON.stringify(ask({ offerings: [msk], detail: 'full' })))
  })

  it('is lines without terms and people without activities', () => {
    const bill = askOne(msk, { detail: 'lines' })
    expect(estimateFields('lines')).toEqual(lineFields)
    expect(bill.lineItems?.filter(line => 'terms' in line)).toEqual([])
    expect(Object.keys(bill.operations ?? {})).toEqual(['model', 'hours', 'hourlyRate', 'onCallStipend'])
  })

  it('is the totals and the size in one line in a summary', () => {
    expect(estimateFields('summary')).toEqual(summaryFields)
    expect([msk, 'aws-msk-serverless', sqs].map(offering => askOne(offering, { detail: 'summary' }).sizing))
      .toEqual(['3 × kafka.m7g.large, 3 partitions, 1326 GiB, decided by minimum-brokers', '3 partitions, 220.6 GiB, nearest its ingress quota', null])
  })

  it('leaves sources, assumptions and exclusions out of a summary, and nothing else', () => {
    const fields = (detail: string): readonly string[] => Object.keys(ask({ offerings: [sqs], detail }))
    const summary = ['currency', 'asOf', 'modelVersion', 'incomplete', 'workload', 'priceTables', 'estimates', 'comparison', 'warnings', 'links']
    expect([fields('summary'), fields('lines'), fields('full')]).toEqual([summary, [...summary, 'sources', 'assumptions', 'exclusions'], [...summary, 'sources', 'assumptions', 'exclusions']])
  })

  it('never changes the totals', () => {
    const totals = (detail: string): unknown => ask({ detail }).estimates.map(one => one.totals)
    expect([totals('summary'), totals('lines')]).toEqual([totals('full'), totals('full')])
  })
})

describe('what nobody gave', () => {
  const names = (answer: EstimateResponse): readonly string[] => (answer.assumptions ?? []).map(({ name }) => name)
  const own = (estimated: Estimate): Record<string, string> => Object.fromEntries((estimated.assumptions ?? []).map(({ name, value }) => [name, value]))

  it('is an assumption of the answer, with the rule that a gigabyte is 2^30 bytes', () => {
    const { assumptions = [] } = ask({ offerings: [sqs] })
    expect(assumptions.find(({ name }) => name === 'hoursPerMonth')).toEqual({ name: 'hoursPerMonth', value: '730', unit: 'hours', origin: 'default', why: 'Length of a month; seconds are hours × 3600' })
    expect(assumptions.find(({ name }) => name === 'gigabyte')).toEqual({ name: 'gigabyte', value: '1073741824', unit: 'bytes', origin: 'rule', why: 'AWS bills a gigabyte as 2^30 bytes.' })
    expect(assumptions.find(({ name }) => name === 'operations.maturity')?.value).toBe('operational')
  })

  it('is no assumption any more once it was given', () => {
    const given = names(ask({ offerings: [sqs], workload: { topics: 1, region: 'us-east-1' }, conventions: { hoursPerMonth: 730 }, pricing: { freeTier: 'exclude' }, operations: { maturity: 'operational' } }))
    const without = names(ask({ offerings: [sqs] }))
    expect(without.filter(name => !given.includes(name))).toEqual(['topics', 'region', 'hoursPerMonth', 'freeTier', 'operations.maturity'])
    expect(given.filter(name => !without.includes(name))).toEqual([])
  })

  it('never lists what the caller always gives', () => {
    expect(names(ask({})).filter(name => ['requestsPerMonth', 'payloadBytes', 'retentionDays'].includes(name))).toEqual([])
  })

  it('are options of the offering in its own list, unless the family or the own key gave them', () => {
    expect(own(askOne(msk, {}))['options.sizingPolicy']).toBe('safety-factors')
    expect(own(askOne(msk, { options: { kafka: { sizingPolicy: 'safety-factors' } } }))).not.toHaveProperty('options.sizingPolicy')
    expect(own(askOne(msk, { options: { [msk]: { sizingPolicy: 'safety-factors' } } }))).not.toHaveProperty('options.sizingPolicy')
  })

  it('is said of what the bill leaves out, for all and for each', () => {
    const answer = ask({ offerings: [sqs, msk] })
    expect(answer.exclusions?.map(({ code }) => code)).toEqual(['CONSUMER_COMPUTE', 'SUPPORT_PLAN', 'MONITORING', 'TAXES'])
    // A self-managed cluster can have the line compute.monitoring beside it.
    expect(answer.exclusions?.[2]?.message).toBe('Dashboards, alarms, log storage and third-party tools, but for the Prometheus and Grafana of a self-managed cluster that has the option monitoring.')
    expect(answer.estimates.map(({ exclusions }) => exclusions)).toEqual([sqs, msk].map(asked => offerings.find(({ id }) => id === asked)?.exclusions))
    expect(answer.estimates.map(({ exclusions = [] }) => exclusions[0]?.code)).toEqual(['DEAD_LETTER_TRAFFIC', 'REBALANCING_TRAFFIC'])
  })
})

describe('prices that are not those of the list', () => {
  it('are negotiated: a request at 0.0000001 makes 150 of 600, and the list stays visible', () => {
    const bill = askOne(sqs, { pricing: { overrides: { 'aws-sqs/requests.standard': '0.0000001' } }, operations: nobody })
    expect(infrastructureOf(bill)).toBe('150.00')
    expect([lineOf(bill, 'requests.send').listCost, lineOf(bill, 'requests.send').cost, lineOf(bill, 'requests.send').tiers]).toEqual(['200', '50', [
      { from: '0', upTo: '100000000000', pricingQuantity: '500000000', listUnitPrice: '0.0000004', listCost: '200', contractedUnitPrice: '0.0000001', contractedCost: '50' }
    ]])
  })

  it('are discounted: ten percent off make 540 of 600', () => {
    expect(infrastructureOf(askOne(sqs, { pricing: { discounts: { 'aws-sqs': 10 } } }))).toBe('540.00')
  })

  const givenIn = ({ assumptions = [] }: Estimate): unknown => assumptions.filter(({ origin }) => origin === 'caller')

  it('are negotiated and count as judgement, whatever the list price rests on, and the answer names them', () => {
    // 3 brokers × 730 hours × 0.1 = 219. The other lines are 132.6 + 2 × 12.7815331 = 158.1630662, and 158.1630662 / 377.1630662 = 0.4193493.
    const bill = askOne(msk, { pricing: { overrides: { 'aws-msk/broker.kafka.m7g.large': '0.1' } }, operations: nobody })
    expect([infrastructureOf(bill), bill.totals?.infrastructureEvidence]).toEqual(['377.16', { official: '0.419349', thirdParty: '0', inferred: '0', judgement: '0.580651' }])
    expect([lineOf(bill, 'compute.brokers').confidence, lineOf(bill, 'storage.brokers').confidence]).toEqual(['judgement', 'official'])
    expect(givenIn(bill)).toEqual([{ name: 'pricing.overrides.aws-msk/broker.kafka.m7g.large', value: '0.1', unit: 'USD a unit of Hours', origin: 'caller', why: 'Negotiated price of kafka.m7g.large broker, given by the caller: it counts as judgement, whatever the list price rests on.' }])
  })

  it('are discounted and rest on what the list price rests on, and the answer names the discount once', () => {
    const bill = askOne(sqs, { pricing: { discounts: { 'aws-sqs': 10, 'aws-sns': 5 } }, operations: nobody })
    expect([bill.totals?.infrastructureEvidence.official, lineOf(bill, 'requests.send').confidence]).toEqual(['1', 'official'])
    expect(givenIn(bill)).toEqual([{ name: 'pricing.discounts.aws-sqs', value: '10', unit: '% off the list price', origin: 'caller', why: 'Discount given by the caller; what the list price rests on is still what the line rests on.' }])
  })

  it('are named also where what the workload adds does not draw on them', () => {
    // A second group of ten messages needs no further broker: no line of compute is added.
    const bill = askOne(msk, { workload: { requestsPerMonth: 10 }, existing: { requestsPerMonth: 10, payloadBytes: 1000, retentionDays: 4 }, pricing: { overrides: { 'aws-msk/broker.kafka.m7g.large': '0.1' } } })
    expect([bill.lineItems?.filter(({ id, cost }) => id === 'compute.brokers' && cost !== '0').length, givenIn(bill)]).toEqual([0, [expect.objectContaining({ name: 'pricing.overrides.aws-msk/broker.kafka.m7g.large' })]])
  })

  it('leave out a million free requests where the free tier is included', () => {
    // (1500000000 - 1000000) × 0.0000004 = 599.6
    const bill = askOne(sqs, { pricing: { freeTier: 'include' } })
    expect(infrastructureOf(bill)).toBe('599.60')
    expect(lineOf(bill, 'requests.send').tiers.map(({ pricingQuantity, listUnitPrice, listCost }) => [pricingQuantity, listUnitPrice, listCost])).toEqual([['1000000', '0', '0'], ['499000000', '0.0000004', '199.6']])
  })

  it('give the free requests to the rest of the account first', () => {
    // 400000 of the free million are used: (1500000000 - 600000) × 0.0000004 = 599.76
    expect(infrastructureOf(askOne(sqs, { pricing: { freeTier: 'include' }, options: { 'aws-sqs': { otherAccountRequestsPerMonth: 400_000 } } }))).toBe('599.76')
  })

  it('are exchanged at the given rate, people and infrastructure alike', () => {
    const exchangeRate = { from: 'USD', to: 'EUR', rate: '0.9', date: '2025-11-10' }
    // 600 × 0.9 = 540. The hourly rate is given in euros already: 200.
    const answer = ask({ offerings: [sqs], currency: 'EUR', exchangeRate, operations: fourHoursOfPeople })
    expect([answer.currency, answer.estimates[0]?.totals?.infrastructure.expected, answer.estimates[0]?.totals?.total.expected]).toEqual(['EUR', '540.00', '740.00'])
    expect(answer.comparison.summary).toBe('The cheapest is Amazon SQS, standard queues at 740.00 EUR a month (540.00 EUR infrastructure and 200.00 EUR people); no log that can carry this workload was compared. Stand-alone, each offering with a cluster or queues of its own.')
    // What batches of ten save is exchanged too: 540 × 0.9 = 486.
    expect(answer.estimates[0]?.findings?.[0]?.saving).toBe('486.00')
  })

  it('are an error in another currency without a rate: first of the people, then of the vendor', () => {
    expect(failureOf(() => askOne(sqs, { currency: 'EUR' }))).toMatchObject({ code: 'MISSING_EXCHANGE_RATE', data: { from: 'USD', to: 'EUR', field: 'operations.hourlyRate' } })
    expect(failureOf(() => askOne(sqs, { currency: 'EUR', operations: fourHoursOfPeople }))).toMatchObject({
      code: 'MISSING_EXCHANGE_RATE',
      message: 'Price table aws-sqs is in USD and the answer was asked for in EUR: give exchangeRate with from USD, to EUR, a rate and its date. No rate is fetched or guessed.'
    })
  })
})

describe('no messages at all', () => {
  it('still cost the polls of an idle receiver, and there is no price a message', () => {
    // One poll every 20 seconds of 2628000: 131400 × 0.0000004 = 0.05256
    const bill = askOne(sqs, { workload: { requestsPerMonth: 0 }, operations: nobody })
    expect(lineOf(bill, 'requests.empty-receive').cost).toBe('0.05256')
    expect([bill.totals?.infrastructure.expected, bill.totals?.perMillionMessages, bill.totals?.perGigabyte]).toEqual(['0.05', { infrastructure: null, total: null }, { infrastructure: null, total: null }])
  })

  it('and nobody who polls cost nothing, and nothing is evidence of it', () => {
    const bill = askOne(sqs, { workload: { requestsPerMonth: 0, pollersPerGroup: 0 }, operations: nobody })
    expect([bill.totals?.total.expected, bill.totals?.evidence]).toEqual(['0.00', { official: '0', thirdParty: '0', inferred: '0', judgement: '0' }])
  })
})

describe('an offering that cannot carry the workload', () => {
  const answer = ask({ offerings: [sqs, msk], workload: { retentionDays: 30, replay: true } })

  it('is priced all the same, and says what blocks it, worst first', () => {
    expect([answer.estimates[0]?.feasible, answer.estimates[0]?.totals?.infrastructure.expected]).toEqual([false, '600.00'])
    expect(answer.estimates[0]?.findings?.map(({ severity, code }) => [severity, code])).toEqual([['blocker', 'RETENTION_TOO_LONG'], ['blocker', 'REPLAY_UNSUPPORTED'], ['info', 'UNBATCHED']])
  })

  it('is left out of the ranking with all its reasons', () => {
    expect(answer.comparison.total.ranking).toEqual([msk])
    expect(answer.comparison.notCompared).toEqual([{ offering: sqs, reason: 'SQS keeps a message for 14 days at most; 30 days were asked for. A message that was consumed and deleted from a queue cannot be read again.' }])
    expect(answer.incomplete).toBe(false)
  })

  it('puts warnings between blockers and remarks', () => {
    const { findings = [] } = askOne(sqs, { workload: { payloadBytes: 10_000, replay: true } })
    expect(findings.map(({ severity, code }) => [severity, code])).toEqual([['blocker', 'REPLAY_UNSUPPORTED'], ['warning', 'NETWORK_PATH_UNSTATED'], ['info', 'UNBATCHED']])
  })
})

describe('an offering that has no answer', () => {
  // MSK Serverless is not sold in us-west-1.
  const answer = ask({ offerings: [sqs, 'aws-msk-serverless'], workload: { region: 'us-west-1' } })
  const message = 'Amazon Web Services does not sell serverless.cluster in us-west-1 (price table aws-msk 2025-10-09).'

  it('says so in its place, and the others are answered', () => {
    expect([answer.incomplete, answer.estimates.map(({ offering, status }) => [offering, status])]).toEqual([true, [[sqs, 'priced'], ['aws-msk-serverless', 'error']]])
    const { priceTables, fit, ...failed } = answer.estimates[1]!
    expect(failed).toEqual({ offering: 'aws-msk-serverless', title: 'Amazon MSK Serverless', provider: 'AWS', status: 'error', error: { code: 'NOT_OFFERED_IN_REGION', message } })
  })

  it('names the tables that its failure rests on, so that a pinned question keeps it', () => {
    expect(answer.estimates[1]?.priceTables?.map(({ id, version }) => `${id} ${version}`)).toEqual(['aws-msk 2025-10-09', 'kafka-sizing 2025-06-05', 'aws-network 2025-11-04', 'operations 2025-06-05'])
  })

  it('is left out of the ranking with its reason', () => {
    expect([answer.comparison.total.ranking, answer.comparison.notCompared]).toEqual([[sqs], [{ offering: 'aws-msk-serverless', reason: message }]])
  })

  it('is the answer where it was the only one asked for', () => {
    expect(failureOf(() => askOne('aws-msk-serverless', { workload: { region: 'us-west-1' } }))).toEqual({
      code: 'NOT_OFFERED_IN_REGION',
      message,
      data: { table: 'aws-msk', version: '2025-10-09', sku: 'serverless.cluster', region: 'us-west-1', offerings: [{ offering: 'aws-msk-serverless', code: 'NOT_OFFERED_IN_REGION', message }] }
    })
  })

  it('is the answer with all the others where none can be answered', () => {
    const express = 'Amazon Web Services does not sell express.storage in us-west-1 (price table aws-msk 2025-10-09).'
    expect(failureOf(() => ask({ offerings: ['aws-msk-serverless', 'aws-msk-express'], workload: { region: 'us-west-1' } }))).toEqual({
      code: 'NOT_OFFERED_IN_REGION',
      message: `None of the 2 offerings can be answered. aws-msk-serverless: ${message}`,
      data: {
        table: 'aws-msk',
        version: '2025-10-09',
        sku: 'serverless.cluster',
        region: 'us-west-1',
        offerings: [{ offering: 'aws-msk-serverless', code: 'NOT_OFFERED_IN_REGION', message }, { offering: 'aws-msk-express', code: 'NOT_OFFERED_IN_REGION', message: express }]
      }
    })
  })

  it('lacks a table of that day only: two groups of readers in July 2025 have MSK but no SNS', () => {
    const early = ask({ offerings: [sqs, 'aws-msk-serverless'], workload: { consumerGroups: 2 }, pricing: { asOf: '2025-07-01', versions: { 'aws-msk': '2025-10-09', 'aws-network': '2025-11-04' } } })
    expect([early.incomplete, early.estimates.map(({ error }) => error)]).toEqual([true, [{ code: 'UNKNOWN_PRICE_TABLE_VERSION', message: 'Price table aws-sns has no version in force on 2025-07-01; its first one holds from 2025-08-28.' }, undefined]])
  })

  it('contradicts itself where the combination cannot be: each says what would be accepted', () => {
    const impossible = (offering: string, given: Given): string => {
      const { code, message } = failureOf(() => askOne(offering, given))
      return `${code}: ${message}`
    }
    expect(impossible(sqs, { workload: { pollWaitSeconds: 0 } })).toBe('IMPOSSIBLE_COMBINATION: pollWaitSeconds is 0 (short polling), and how often such a receiver polls cannot be derived: give the aws-sqs option pollsPerSecond (polls a second and poller), or a pollWaitSeconds above 0 and up to 20.')
    expect(impossible(msk, { workload: { topics: 4, partitions: 3 } })).toBe('IMPOSSIBLE_COMBINATION: partitions is 3 and topics is 4: every topic has at least one leader partition, so give at least 4.')
    expect(impossible(msk, { options: { kafka: { tieredStorage: true } } })).toBe('IMPOSSIBLE_COMBINATION: tieredStorage is true and localRetentionHours is missing: give workload.localRetentionHours, the hours that stay on the brokers.')
    expect(impossible(sqs, { operations: { hourlyRate: '50', rateRegion: 'DE' } })).toBe('IMPOSSIBLE_COMBINATION: operations.hourlyRate and operations.rateRegion were both given, and each sets the cost of an hour: give hourlyRate in USD, or one of the regions US, DE, GB, IN.')
  })
})

describe('a question that is pinned to models', () => {
  it('is answered by the same models', () => {
    expect(ask({ offerings: [sqs], modelVersion }).modelVersion).toBe(modelVersion)
  })

  it('is refused by others, and both are named', () => {
    expect(failureOf(() => ask({ modelVersion: 'other' }))).toEqual({
      code: 'MODEL_CHANGED',
      message: `The question is pinned to models other and this service runs models ${modelVersion}; ask without modelVersion to be answered by these.`,
      data: { asked: 'other', running: modelVersion }
    })
  })
})

describe('the tables of a catalog', () => {
  it('hold every fact that a model reads', () => {
    expect(() => checkCatalog(realPrices)).not.toThrow()
  })

  it('stop the start where one is missing', () => {
    expect(() => checkCatalog(pricesWith('aws-s3', () => null))).toThrow(new Error('A model reads price table aws-s3, and there is none.'))
    expect(() => checkCatalog(pricesWith('operations', () => null))).toThrow(new Error('A model reads price table operations, and there is none.'))
  })

  it('stop the start where a fact is missing, by name', () => {
    const withoutChunks = pricesWith('aws-sqs', ({ facts: { chunkBytes, ...facts }, ...document }) => ({ ...document, facts }))
    expect(() => checkCatalog(withoutChunks)).toThrow(/^Price table aws-sqs 2025-06-05 lacks facts that a model reads: .*"chunkBytes"/s)
  })

  it('stop an answer where a fact is broken: it is not taken for an offering without a price', () => {
    const withoutChunks = pricesWith('aws-sqs', ({ facts: { chunkBytes, ...facts }, ...document }) => ({ ...document, facts }))
    expect(() => estimate(questionOf({ offerings: [sqs, msk] }), withoutChunks)).toThrow(/"chunkBytes"/)
  })

  it('are an error of the question where the people have no table on that day', () => {
    expect(failureOf(() => ask({ pricing: { asOf: '2025-06-04' } })).message).toBe('Price table operations has no version in force on 2025-06-04; its first one holds from 2025-06-05.')
  })
})

describe('an answer about everything', () => {
  const answer = ask({ operations: fourHoursOfPeople })
  const decimal = (text: string): Exact => new Exact(text)
  const sum = (texts: readonly string[]): Exact => texts.reduce((total, text) => total.plus(text), new Exact(0))

  it('has the shape that it promises', () => {
    expect(estimateResponseSchema.parse(answer)).toEqual(answer)
  })

  it('names a source for every line, and no source that no line has', () => {
    const named = new Set(answer.estimates.flatMap(({ lineItems = [] }) => lineItems.map(({ source }) => source)))
    expect(Object.keys(answer.sources ?? {}).sort()).toEqual([...named].sort())
  })

  it('adds up: tiers to lines, lines to infrastructure, infrastructure and people to the total', () => {
    for (const { lineItems = [], totals } of answer.estimates.filter(({ status }) => status === 'priced')) {
      for (const { tiers, listCost } of lineItems) expect(sum(tiers.map(tier => tier.listCost)).toString()).toBe(listCost)
      expect(sum(lineItems.map(({ cost }) => cost)).toFixed(2)).toBe(totals?.infrastructure.expected)
      expect(decimal(totals!.infrastructure.expected).plus(totals!.operations.expected).toFixed(2)).toBe(totals?.total.expected)
    }
  })

  it('compares what has a price on the day and finds the leader of each ranking at its head', () => {
    const { infrastructure, total, notCompared } = answer.comparison
    // 522.61 on EC2, 600.00, 604.92, 716.64, 750.00 on FIFO queues (500000000 × 3 × 0.0000005), 950.73; people cost the same everywhere.
    const order = ['kafka-aws-ec2', sqs, msk, 'aws-msk-serverless', 'aws-sqs-fifo', 'aws-msk-express']
    expect([infrastructure.ranking, infrastructure.cheapest, total.ranking, total.cheapest]).toEqual([order, 'kafka-aws-ec2', order, 'kafka-aws-ec2'])
    expect([...order, ...notCompared.map(({ offering }) => offering)].sort()).toEqual([...offeringIds].sort())
    // The low end of the queues, 60.00, lies below the leader.
    expect([infrastructure.conclusive, total.conclusive]).toEqual([false, false])
    expect(answer.comparison.summary).toBe('Apache Kafka on Amazon EC2 at 722.61 USD a month (522.61 USD infrastructure and 200.00 USD people) is 77.39 USD cheaper than the cheapest queue, Amazon SQS, standard queues at 800.00 USD a month ' +
      '(600.00 USD infrastructure and 200.00 USD people); people do not change the winner: on infrastructure alone Apache Kafka on Amazon EC2 leads by 77.39 USD; the ranges overlap, so the order is not certain. Stand-alone, each offering with a cluster or queues of its own.')
  })
})
