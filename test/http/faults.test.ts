import fc from 'fast-check'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { estimateRequestSchema } from '../../src/estimates/request.ts'
import { createQueryNames } from '../../src/http/v1/query-names.ts'
import { csvOptionsSchema } from '../../src/http/writers/csv.ts'
import { catalog, estimateIn, faultsIn, onlyFaultIn, problemIn, service, workload, workloadKeys } from './service.ts'

const SEARCHING = 60_000

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

const post = (payload: string | object): Promise<LightMyRequestResponse> => app.inject({ method: 'POST', url: '/v1/estimates', headers: { 'content-type': 'application/json' }, payload: typeof payload === 'string' ? payload : JSON.stringify(payload) })
const withWorkload = (fields: object): Promise<LightMyRequestResponse> => post({ workload: { ...workload, ...fields } })
const get = (query: string): Promise<LightMyRequestResponse> => app.inject(`/v1/estimates?${query}`)

describe('a body with a fault', () => {
  it('names a missing field', async () => {
    expect(onlyFaultIn(await post({ workload: { payloadBytes: 1, retentionDays: 1 } }))).toMatchObject({ pointer: '/workload/requestsPerMonth', code: 'REQUIRED' })
    expect(onlyFaultIn(await post({}))).toMatchObject({ pointer: '/workload', code: 'REQUIRED' })
  })

  it('names the payload where neither its size nor a mix of sizes is given', async () => {
    expect(onlyFaultIn(await post({ workload: { requestsPerMonth: 1, retentionDays: 1 } }))).toMatchObject({ pointer: '/workload/payloadBytes', code: 'REQUIRED' })
  })

  it('names a misspelt field and the one that was meant', async () => {
    expect(onlyFaultIn(await withWorkload({ payload_bytes: 1 }))).toEqual({ pointer: '/workload/payload_bytes', code: 'UNKNOWN_FIELD', nearest: 'payloadBytes', parameter: undefined })
    expect(onlyFaultIn(await post({ workload, options: { kafka: { utilization: 0.5 } } }))).toMatchObject({ pointer: '/options/kafka/utilization', nearest: 'utilisation' })
    expect(onlyFaultIn(await post({ workload, ofering: ['aws-sqs-fifo'] }))).toMatchObject({ pointer: '/ofering', nearest: 'offerings' })
  })

  it('says where a field belongs that stands in the wrong place', async () => {
    expect(onlyFaultIn(await post({ workload, hoursPerMonth: 730 }))).toMatchObject({ pointer: '/hoursPerMonth', nearest: 'conventions.hoursPerMonth' })
  })

  it('finds what a word of people means: beside it, or in another place, and nothing where that is refused', async () => {
    const nearest = async (fields: object): Promise<string | null> => onlyFaultIn(await withWorkload(fields)).nearest
    const meant = { days: 'retentionDays', groups: 'consumerGroups', consumers: 'consumerGroups', zones: 'availabilityZones', payloadSize: 'payloadBytes', payloadKb: 'payloadBytes', offering: 'offerings', brokers: 'options.kafka.brokers', name: null, base: null, cost: null }
    for (const [name, field] of Object.entries(meant)) expect(await nearest({ [name]: 1 }), name).toBe(field)
    const brokersOf = async (offerings: readonly string[] | undefined): Promise<string | null> => onlyFaultIn(await post({ workload, ...offerings === undefined ? {} : { offerings }, options: { 'aws-sqs': { brokers: 3 } } })).nearest
    expect([await brokersOf(undefined), await brokersOf(['aws-sqs-standard']), await brokersOf(['aws-sqs-standard', 'aws-msk-standard']), await brokersOf(['aws-msk-serverless'])]).toEqual(['options.kafka.brokers', null, 'options.kafka.brokers', null])
  })

  it('finds the value that a word of people means', async () => {
    const operations = async (given: object): Promise<string | null> => onlyFaultIn(await post({ workload, operations: given })).nearest
    expect([await operations({ rateRegion: 'UK' }), await operations({ maturity: 'optimised' })]).toEqual(['GB', 'optimizing'])
    for (const key of ['decimal', 'delimiter']) expect(onlyFaultIn(await app.inject(`/v1/estimates.csv?${workloadKeys}&${key}=x`)), key).toMatchObject({ parameter: key, nearest: null })
    for (const [field, nearest] of [['total', 'total.expected'], ['infrastructure', 'infrastructure.expected'], ['brokers', 'sizing.brokers']] as const) {
      expect(onlyFaultIn(await app.inject(`/v1/estimates/value?${workloadKeys}&offerings=aws-sqs-standard&field=${field}`)).nearest, field).toBe(nearest)
    }
  })

  it('has no nearest name where nothing is near', async () => {
    expect(onlyFaultIn(await withWorkload({ colour: 'red' }))).toMatchObject({ code: 'UNKNOWN_FIELD', nearest: null })
  })

  it('names a value of the wrong type', async () => {
    expect(onlyFaultIn(await withWorkload({ payloadBytes: '2048' }))).toMatchObject({ pointer: '/workload/payloadBytes', code: 'WRONG_TYPE' })
    expect(onlyFaultIn(await withWorkload({ payloadBytes: null }))).toMatchObject({ code: 'WRONG_TYPE' })
    expect(onlyFaultIn(await withWorkload({ replay: 'false' }))).toMatchObject({ pointer: '/workload/replay', code: 'WRONG_TYPE' })
    expect(onlyFaultIn(await withWorkload({ topics: 1.5 }))).toMatchObject({ pointer: '/workload/topics', code: 'WRONG_TYPE' })
    expect(onlyFaultIn(await post({ workload: [] }))).toMatchObject({ pointer: '/workload', code: 'WRONG_TYPE' })
    expect(onlyFaultIn(await post('null'))).toMatchObject({ pointer: '', code: 'WRONG_TYPE' })
    expect(onlyFaultIn(await post({ workload, operations: { hourlyRate: [] } }))).toMatchObject({ pointer: '/operations/hourlyRate', code: 'WRONG_TYPE' })
  })

  it('names a value beyond its bounds: negative, zero where there is none, huge', async () => {
    expect(onlyFaultIn(await withWorkload({ requestsPerMonth: -1 }))).toMatchObject({ pointer: '/workload/requestsPerMonth', code: 'OUT_OF_BOUNDS' })
    expect(onlyFaultIn(await withWorkload({ retentionDays: 0 }))).toMatchObject({ pointer: '/workload/retentionDays', code: 'OUT_OF_BOUNDS' })
    expect(onlyFaultIn(await withWorkload({ requestsPerMonth: 1e300 }))).toMatchObject({ code: 'OUT_OF_BOUNDS' })
    expect(onlyFaultIn(await post('{"workload":{"requestsPerMonth":1e20000000,"payloadBytes":1,"retentionDays":1}}'))).toMatchObject({ pointer: '/workload/requestsPerMonth', code: 'OUT_OF_BOUNDS' })
    expect(onlyFaultIn(await post({ workload, operations: { hourlyRate: -5 } }))).toMatchObject({ pointer: '/operations/hourlyRate', code: 'OUT_OF_BOUNDS' })
  })

  it('names a blank', async () => {
    expect(onlyFaultIn(await withWorkload({ payloadBytes: '' }))).toMatchObject({ pointer: '/workload/payloadBytes', code: 'BLANK' })
    expect(onlyFaultIn(await withWorkload({ ordering: ' ' }))).toMatchObject({ pointer: '/workload/ordering', code: 'BLANK' })
    expect(onlyFaultIn(await withWorkload({ region: '' }))).toMatchObject({ pointer: '/workload/region', code: 'BLANK' })
  })

  it('names a word that is not one of those accepted, and the one that was meant', async () => {
    expect(onlyFaultIn(await withWorkload({ ordering: 'strickt' }))).toMatchObject({ pointer: '/workload/ordering', code: 'NOT_ACCEPTED', nearest: 'strict' })
    expect(onlyFaultIn(await post({ workload, operations: { governance: 'standrd' } }))).toMatchObject({ pointer: '/operations/governance', code: 'NOT_ACCEPTED', nearest: 'standard' })
    expect(onlyFaultIn(await post({ workload, operations: { governance: { observability: 'lots' } } }))).toMatchObject({ pointer: '/operations/governance/observability', code: 'NOT_ACCEPTED' })
  })

  it('names an unknown offering and the nearest', async () => {
    expect(onlyFaultIn(await post({ workload, offerings: ['aws-sqs-standart'] }))).toMatchObject({ pointer: '/offerings/0', code: 'UNKNOWN_OFFERING', nearest: 'aws-sqs-standard' })
  })

  it('names an offering given twice, none at all, and a date that does not exist', async () => {
    expect(onlyFaultIn(await post({ workload, offerings: ['aws-sqs-fifo', 'aws-sqs-fifo'] }))).toMatchObject({ pointer: '/offerings', code: 'DUPLICATE' })
    expect(onlyFaultIn(await post({ workload, offerings: [] }))).toMatchObject({ pointer: '/offerings', code: 'TOO_SHORT' })
    expect(onlyFaultIn(await post({ workload, pricing: { asOf: '2026-02-30' } }))).toMatchObject({ pointer: '/pricing/asOf', code: 'NOT_ACCEPTED' })
    expect(onlyFaultIn(await post({ workload, modelVersion: 'x'.repeat(65) }))).toMatchObject({ pointer: '/modelVersion', code: 'TOO_LONG' })
  })

  it('says which of a list is given twice, and how large an amount may be', async () => {
    const detail = async (question: object): Promise<string> => faultsIn(await post({ workload, ...question }))[0]!.detail
    expect(await detail({ offerings: ['aws-sqs-fifo', 'aws-sqs-standard', 'aws-sqs-fifo'] })).toBe('offerings names "aws-sqs-fifo" more than once; accepted is each offering once.')
    expect(await detail({ requirements: ['replay', 'replay'] })).toBe('requirements names "replay" more than once; accepted is each requirement once.')
    expect(await detail({ operations: { hourlyRate: 1e9 } })).toBe('operations.hourlyRate is 1000000000; accepted is an amount from 0 below 1000000000, in plain digits such as 0.40.')
    expect(await detail({ pricing: { overrides: { 'aws-sqs/requests.standard': -1 } } })).toBe('pricing.overrides.aws-sqs/requests.standard is -1; accepted is an amount from 0 up to 999999999, in plain digits such as 0.40.')
  })

  it('names an unknown region and the nearest', async () => {
    const response = await withWorkload({ region: 'us-east1' })
    expect(onlyFaultIn(response)).toMatchObject({ pointer: '/workload/region', code: 'UNKNOWN_REGION', nearest: 'us-east-1' })
    expect(faultsIn(response)[0]?.accepted).toEqual([...catalog.regions.keys()])
  })

  it('names an unknown price table, and an unknown version of a known one', async () => {
    const faults = faultsIn(await post({ workload, pricing: { versions: { 'aws-sqz': '2025-08-28', 'aws-sqs': '2025-08-29' } } }))
    expect(faults.map(({ pointer, code, nearest }) => [pointer, code, nearest])).toEqual([
      ['/pricing/versions/aws-sqz', 'UNKNOWN_PRICE_TABLE', 'aws-sqs'],
      ['/pricing/versions/aws-sqs', 'UNKNOWN_PRICE_TABLE_VERSION', '2025-08-28']
    ])
  })

  it('names a repeated name, also with the same value twice', async () => {
    expect(onlyFaultIn(await post('{"workload":{"requestsPerMonth":1,"payloadBytes":1,"retentionDays":1,"retentionDays":1}}'))).toMatchObject({ pointer: '/workload/retentionDays', code: 'DUPLICATE' })
  })

  it('names a number with more digits than are kept', async () => {
    expect(onlyFaultIn(await post('{"workload":{"requestsPerMonth":500000000.00000000001,"payloadBytes":1,"retentionDays":1}}'))).toMatchObject({ pointer: '/workload/requestsPerMonth', code: 'TOO_PRECISE' })
  })

  it('never takes __proto__ or constructor for a field', async () => {
    for (const name of ['__proto__', 'constructor']) {
      expect(onlyFaultIn(await post(`{"workload":{"requestsPerMonth":1,"payloadBytes":1,"retentionDays":1},"${name}":{"a":1}}`))).toMatchObject({ pointer: `/${name}`, code: 'UNKNOWN_FIELD' })
      expect(onlyFaultIn(await post(`{"workload":{"requestsPerMonth":1,"payloadBytes":1,"retentionDays":1},"pricing":{"versions":{"${name}":"2025-08-28"}}}`))).toMatchObject({ pointer: `/pricing/versions/${name}`, code: 'UNKNOWN_FIELD' })
    }
  })

  it('names a price that is no reference to one', async () => {
    expect(onlyFaultIn(await post({ workload, pricing: { overrides: { 'AWS SQS': '1' } } }))).toMatchObject({ pointer: '/pricing/overrides/AWS SQS', code: 'UNKNOWN_FIELD' })
    expect(onlyFaultIn(await post({ workload, pricing: { overrides: { 'aws-sqs/requests.standard': '1e-7' } } }))).toMatchObject({ pointer: '/pricing/overrides/aws-sqs~1requests.standard', code: 'NOT_ACCEPTED' })
  })

  it('tells all its faults at once, each place once', async () => {
    const faults = faultsIn(await post('{"workload":{"requestsPerMonth":-1,"payloadBytes":"","retentionDays":1,"retentionDays":2,"region":"nowhere"},"offerings":["sqs"],"detial":"full","conventions":{"hoursPerMonth":745}}'))
    expect(faults.map(({ pointer, code }) => `${code} ${pointer}`).sort()).toEqual([
      'BLANK /workload/payloadBytes',
      'DUPLICATE /workload/retentionDays',
      'OUT_OF_BOUNDS /conventions/hoursPerMonth',
      'OUT_OF_BOUNDS /workload/requestsPerMonth',
      'UNKNOWN_FIELD /detial',
      'UNKNOWN_OFFERING /offerings/0',
      'UNKNOWN_REGION /workload/region'
    ])
  })

  it('is answered as fast however many faults it has, and with a hundred of them at most', async () => {
    const fields = Object.fromEntries(Array.from({ length: 4000 }, (_, index) => [`field${index}`, 1]))
    const before = performance.now()
    const faults = faultsIn(await post({ workload, ...fields }))
    expect(faults).toHaveLength(100)
    expect(performance.now() - before).toBeLessThan(3000)
  })

  it('shows no more of a value than somebody would read', async () => {
    const [fault] = faultsIn(await withWorkload({ ordering: 'x'.repeat(50_000), ['y'.repeat(10_000)]: 1 }))
    expect(JSON.stringify(fault).length).toBeLessThan(1000)
  })

  it('leaves the service answering the next question', async () => {
    await withWorkload({ requestsPerMonth: -1 })
    await post('{')
    expect(estimateIn(await withWorkload({})).estimates.length).toBeGreaterThan(0)
  })
})

describe('a body that cannot be read', () => {
  it('is broken JSON where it is empty, cut off, or no JSON', async () => {
    for (const text of ['', '   ', '{', '{"workload":', "{'workload':1}", 'workload=1']) {
      expect(problemIn(await post(text), 400).code, text).toBe('BROKEN_JSON')
    }
  })

  it('is broken JSON where nothing was sent at all', async () => {
    for (const url of ['/v1/estimates', '/v1/estimates.focus.csv?month=2026-12']) {
      expect(problemIn(await app.inject({ method: 'POST', url }), 400).code, url).toBe('BROKEN_JSON')
    }
  })

  it('is too large beyond 64 KiB', async () => {
    expect(problemIn(await post(JSON.stringify({ workload }).padEnd(64 * 1024 + 1)), 413).code).toBe('BODY_TOO_LARGE')
    estimateIn(await post(JSON.stringify({ workload }).padEnd(64 * 1024)))
  })

  it('is of an unsupported type where it is not application/json', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense']) {
      expect(problemIn(await app.inject({ method: 'POST', url: '/v1/estimates', headers: { 'content-type': type }, payload: JSON.stringify({ workload }) }), 415).code, type).toBe('UNSUPPORTED_MEDIA_TYPE')
    }
    problemIn(await app.inject({ method: 'POST', url: '/v1/estimates', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, payload: JSON.stringify({ workload }) }), 415)
    estimateIn(await app.inject({ method: 'POST', url: '/v1/estimates', headers: { 'content-type': 'application/json; charset=UTF-8' }, payload: JSON.stringify({ workload }) }))
  })
})

describe('a query with a fault', () => {
  it('names the key as written and the place in the question', async () => {
    expect(onlyFaultIn(await get(`${workloadKeys}&workload.topics=-1`))).toMatchObject({ pointer: '/workload/topics', parameter: 'workload.topics', code: 'OUT_OF_BOUNDS' })
    expect(onlyFaultIn(await get(`${workloadKeys}&topics=-1`))).toMatchObject({ pointer: '/workload/topics', parameter: 'topics' })
  })

  it('names every missing field', async () => {
    expect(faultsIn(await get('')).map(({ parameter, code }) => `${code} ${parameter}`).sort()).toEqual(['REQUIRED payloadBytes', 'REQUIRED requestsPerMonth', 'REQUIRED retentionDays'])
  })

  it('names a blank, which is neither zero nor the default', async () => {
    for (const blank of ['topics=', 'topics', 'topics=+', 'topics=%20']) expect(onlyFaultIn(await get(`${workloadKeys}&${blank}`)), blank).toMatchObject({ parameter: 'topics', code: 'BLANK' })
    expect(onlyFaultIn(await get(`${workloadKeys}&offerings=aws-sqs-fifo,,aws-sqs-standard`))).toMatchObject({ parameter: 'offerings', code: 'BLANK' })
    expect(onlyFaultIn(await get(`${workloadKeys}&w=`))).toMatchObject({ parameter: 'w', code: 'BLANK' })
  })

  it('names a repeated key, with and without its prefix', async () => {
    expect(onlyFaultIn(await get(`${workloadKeys}&topics=1&topics=1`))).toMatchObject({ pointer: '/workload/topics', parameter: 'topics', code: 'DUPLICATE' })
    expect(onlyFaultIn(await get(`${workloadKeys}&topics=1&workload.topics=1`))).toMatchObject({ pointer: '/workload/topics', parameter: 'workload.topics', code: 'DUPLICATE' })
    expect(onlyFaultIn(await get(`${workloadKeys}&governance=basic&governance.observability=none`))).toMatchObject({ parameter: 'governance.observability', code: 'DUPLICATE' })
    expect(onlyFaultIn(await get(`${workloadKeys}&governance.observability=none&governance=basic`))).toMatchObject({ parameter: 'governance', code: 'DUPLICATE' })
  })

  it('names a misspelt key and the one that was meant', async () => {
    expect(onlyFaultIn(await get(`${workloadKeys}&topic=1`))).toMatchObject({ parameter: 'topic', code: 'UNKNOWN_FIELD', nearest: 'topics' })
    expect(onlyFaultIn(await get(`${workloadKeys}&hours_per_month=730`))).toMatchObject({ parameter: 'hours_per_month', nearest: 'hoursPerMonth' })
    expect(onlyFaultIn(await get(`${workloadKeys}&workload=1`))).toMatchObject({ parameter: 'workload', code: 'UNKNOWN_FIELD' })
    expect(onlyFaultIn(await get(`${workloadKeys}&__proto__.x=1`))).toMatchObject({ code: 'UNKNOWN_FIELD' })
    expect(onlyFaultIn(await get(`${workloadKeys}&versions.__proto__=2025-08-28`))).toMatchObject({ code: 'UNKNOWN_FIELD' })
    expect(onlyFaultIn(await get(`${workloadKeys}&=1`))).toMatchObject({ code: 'UNKNOWN_FIELD' })
  })

  it('takes numbers in plain digits only, and refuses a huge exponent at once', async () => {
    const before = performance.now()
    for (const text of ['1e20000000', '1e3', '0x10', '1_000', '1,000', '1.000.000', '%2B5', '+5', '05', '.5', '5.', 'NaN', 'Infinity', '٣', '1'.repeat(5000)]) {
      expect(onlyFaultIn(await get(`payloadBytes=${text}&requestsPerMonth=1&retentionDays=1`)), text).toMatchObject({ parameter: 'payloadBytes', code: 'WRONG_TYPE' })
    }
    expect(performance.now() - before).toBeLessThan(3000)
  })

  it('lets bounds answer for numbers that are too small or too large', async () => {
    expect(onlyFaultIn(await get('requestsPerMonth=-1&payloadBytes=1&retentionDays=1'))).toMatchObject({ code: 'OUT_OF_BOUNDS' })
    expect(onlyFaultIn(await get('requestsPerMonth=99999999999999999999&payloadBytes=1&retentionDays=1'))).toMatchObject({ code: 'OUT_OF_BOUNDS' })
    expect(onlyFaultIn(await get('requestsPerMonth=1.00000000000000001&payloadBytes=1&retentionDays=1'))).toMatchObject({ code: 'TOO_PRECISE' })
  })

  it('finds the key that a word of people means, as a body does', async () => {
    const meant = { days: 'retentionDays', 'workload.zones': 'availabilityZones', payloadSize: 'payloadBytes', brokers: 'kafka.brokers', 'kafka.broker': 'kafka.brokers', 'aws-msk-standrad.brokerType': 'aws-msk-standard.brokerType', name: null, cost: null }
    for (const [key, nearest] of Object.entries(meant)) expect(onlyFaultIn(await get(`${workloadKeys}&${key}=3`)).nearest, key).toBe(nearest)
    // Options of what is not asked for are refused, wherever in the query it is asked.
    expect(onlyFaultIn(await get(`${workloadKeys}&brokers=3&offerings=aws-sqs-standard,aws-sqs-fifo`)).nearest).toBeNull()
    expect(onlyFaultIn(await get(`offerings=aws-sqs-standard%2Caws-msk-standard&${workloadKeys}&brokers=3`)).nearest).toBe('kafka.brokers')
  })

  it('takes booleans as true and false only', async () => {
    for (const text of ['TRUE', 'yes', '1', '0', 'on']) expect(onlyFaultIn(await get(`${workloadKeys}&replay=${text}`)), text).toMatchObject({ parameter: 'replay', code: 'WRONG_TYPE' })
  })

  it('names an unknown word, offering, region and version with the nearest', async () => {
    expect(onlyFaultIn(await get(`${workloadKeys}&maturity=scaleable`))).toMatchObject({ pointer: '/operations/maturity', parameter: 'maturity', code: 'NOT_ACCEPTED', nearest: 'scalable' })
    expect(onlyFaultIn(await get(`${workloadKeys}&offerings=aws-sqs-fifo,aws-msk`))).toMatchObject({ pointer: '/offerings/1', parameter: 'offerings', code: 'UNKNOWN_OFFERING' })
    expect(onlyFaultIn(await get(`${workloadKeys}&region=eu-west1`))).toMatchObject({ parameter: 'region', code: 'UNKNOWN_REGION', nearest: 'eu-west-1' })
    expect(onlyFaultIn(await get(`${workloadKeys}&versions.aws-sqs=2025-08-29`))).toMatchObject({ parameter: 'versions.aws-sqs', code: 'UNKNOWN_PRICE_TABLE_VERSION', nearest: '2025-08-28' })
  })

  it('shows marks in quotes, which would be lost in the sentence', async () => {
    const [fault] = faultsIn(await app.inject(`/v1/estimates.csv?${workloadKeys}&decimal=x`))
    expect(fault).toMatchObject({ detail: 'decimal is "x"; accepted is ".", ",".', accepted: ['.', ','] })
    const [delimiter] = faultsIn(await app.inject(`/v1/estimates.csv?${workloadKeys}&delimiter=:`))
    expect(delimiter!.detail).toBe('delimiter is ":"; accepted is ",", ";", "\\t", tab.')
  })

  it('sends mixes and negotiated prices into the body', async () => {
    expect(onlyFaultIn(await get('requestsPerMonth=1&retentionDays=1&payloadBytes=1&payloadMix=100'))).toMatchObject({ pointer: '/workload/payloadMix', parameter: 'payloadMix', code: 'BODY_ONLY' })
    expect(onlyFaultIn(await get(`${workloadKeys}&overrides.aws-sqs/requests.standard=0.1`))).toMatchObject({ pointer: '/pricing/overrides', code: 'BODY_ONLY' })
    expect(onlyFaultIn(await get(`${workloadKeys}&pricing.discounts.aws-sqs=10`))).toMatchObject({ pointer: '/pricing/discounts', code: 'BODY_ONLY' })
  })

  it('names what is not percent-encoded UTF-8', async () => {
    expect(onlyFaultIn(await get(`${workloadKeys}&region=%ff`))).toMatchObject({ parameter: 'region', code: 'BROKEN_ENCODING' })
    expect(onlyFaultIn(await get(`${workloadKeys}&region=100%`))).toMatchObject({ code: 'BROKEN_ENCODING' })
  })

  it('tells all its faults at once, those of the route among them', async () => {
    const response = await app.inject('/v1/estimates.csv?requestsPerMonth=x&payloadBytes=-1&retentionDays=&delimiter=|&veiw=lines&replay=maybe')
    expect(faultsIn(response).map(({ parameter, code }) => `${code} ${parameter}`).sort()).toEqual([
      'BLANK retentionDays', 'NOT_ACCEPTED delimiter', 'OUT_OF_BOUNDS payloadBytes', 'UNKNOWN_FIELD veiw', 'WRONG_TYPE replay', 'WRONG_TYPE requestsPerMonth'
    ])
  })

  it('is answered as fast however many keys it has', async () => {
    const before = performance.now()
    expect(faultsIn(await get(Array.from({ length: 2700 }, (_, index) => `k${index}`).join('&'))).length).toBeLessThanOrEqual(100)
    expect(performance.now() - before).toBeLessThan(3000)
  })
})

describe('the whole question in w', () => {
  const packed = (text: string): string => Buffer.from(text).toString('base64url')

  it('is answered like the same question in a body', async () => {
    const question = { workload: { requestsPerMonth: 1e6, retentionDays: 1, payloadMix: [{ bytes: 100, percent: 50 }, { bytes: 5000, percent: 50 }] }, offerings: ['aws-sqs-standard'] }
    const response = await get(`w=${packed(JSON.stringify(question))}`)
    expect(estimateIn(response)).toEqual(estimateIn(await post(question)))
  })

  it('stands alone', async () => {
    const w = packed(JSON.stringify({ workload }))
    expect(onlyFaultIn(await get(`w=${w}&topics=2`))).toMatchObject({ parameter: 'topics', code: 'DUPLICATE' })
    expect(onlyFaultIn(await get(`w=${w}&w=${w}`))).toMatchObject({ parameter: 'w', code: 'DUPLICATE' })
    expect((await app.inject(`/v1/estimates.csv?w=${w}&view=offerings`)).statusCode).toBe(200)
  })

  it('is checked like a body, its faults named by their place inside it', async () => {
    expect(onlyFaultIn(await get(`w=${packed('{"workload":{"requestsPerMonth":1,"payloadBytes":1,"retentionDays":1,"retentionDays":2}}')}`))).toMatchObject({ pointer: '/workload/retentionDays', parameter: 'w', code: 'DUPLICATE' })
    expect(onlyFaultIn(await get(`w=${packed(JSON.stringify({ workload: { ...workload, topics: 'x' } }))}`))).toMatchObject({ pointer: '/workload/topics', parameter: 'w', code: 'WRONG_TYPE' })
  })

  it('holds no negotiated prices', async () => {
    expect(onlyFaultIn(await get(`w=${packed(JSON.stringify({ workload, pricing: { discounts: { 'aws-sqs': 10 } } }))}`))).toMatchObject({ pointer: '/pricing/discounts', parameter: 'w', code: 'BODY_ONLY' })
  })

  it('is refused where it is not base64url, or not JSON', async () => {
    expect(onlyFaultIn(await get('w=$$$'))).toMatchObject({ parameter: 'w', code: 'BROKEN_ENCODING' })
    expect(problemIn(await get(`w=${packed('{')}`), 400).code).toBe('BROKEN_JSON')
  })
})

describe('whatever comes', () => {
  const expected = new Set([200, 400, 409, 414, 422])
  const foreseen = (response: LightMyRequestResponse): void => {
    expect(expected.has(response.statusCode), response.body).toBe(true)
    if (response.statusCode !== 200) problemIn(response, response.statusCode)
  }

  it('in a query is answered or refused, and never breaks the service', { timeout: SEARCHING }, async () => {
    const { leaves } = createQueryNames(estimateRequestSchema, csvOptionsSchema)
    const keys = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...leaves.map(({ shortName }) => shortName)) }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) })
    const values = fc.oneof(fc.string({ unit: 'binary' }), fc.double().map(String), fc.integer().map(String), fc.constantFrom('true', 'basic', '2026-11-01', 'USD', 'aws-sqs-fifo', '%', '%ff'))
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(keys, values), { maxLength: 5 }), fc.boolean(), async (pairs, encode) => {
      const written = pairs.map(([key, value]) => encode ? new URLSearchParams([[key, value]]).toString() : `${key.replaceAll(/[^!-~]|[#]/g, '')}=${value.replaceAll(/[^!-~]|[#]/g, '')}`)
      foreseen(await get(`${workloadKeys}&${written.join('&')}`))
    }), { numRuns: 300 })
  })

  it('in a body is answered or refused, and never breaks the service', { timeout: SEARCHING }, async () => {
    const question = { workload, offerings: ['aws-sqs-fifo'], options: { kafka: { brokers: 3 } }, pricing: { asOf: '2026-11-01', versions: { 'aws-sqs': '2025-08-28' }, overrides: { 'aws-sqs/requests.fifo': '0.1' } }, operations: { governance: 'basic', coefficients: { training: { cluster: 1 } } }, conventions: { hoursPerMonth: 730 }, currency: 'USD', detail: 'lines' }
    const places = fc.constantFrom('workload', 'workload.payloadBytes', 'workload.payloadMix', 'workload.region', 'offerings', 'options', 'options.kafka', 'options.kafka.brokers', 'pricing', 'pricing.versions', 'pricing.versions.aws-sqs', 'pricing.overrides', 'pricing.discounts', 'operations', 'operations.governance', 'operations.hourlyRate', 'operations.stipendPerWeek', 'operations.coefficients', 'exchangeRate', 'conventions', 'currency', 'detail', 'modelVersion', 'new')
    await fc.assert(fc.asyncProperty(places, fc.jsonValue(), async (place, value) => {
      const changed = structuredClone(question) as Record<string, unknown>
      const steps = place.split('.')
      const parent = steps.slice(0, -1).reduce<Record<string, unknown>>((at, step) => at[step] as Record<string, unknown>, changed)
      parent[steps.at(-1)!] = value
      foreseen(await post(changed))
    }), { numRuns: 300 })
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async text => foreseen(await post(text))), { numRuns: 100 })
  })

  it('is a problem without details where it meets a fault of the service itself', async () => {
    const broken = buildApp({ config: { logLevel: 'silent', corsOrigins: '*' }, catalog, today: () => { throw new Error('a secret') } })
    for (const request of [{ url: `/v1/estimates?${workloadKeys}` }, { method: 'POST', url: '/v1/estimates', payload: { workload } }] as const) {
      const response = await broken.inject(request)
      expect(problemIn(response, 500).code).toBe('INTERNAL_ERROR')
      expect(response.body).not.toContain('secret')
    }
    await broken.close()
  })
})
