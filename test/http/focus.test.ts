import { createHash } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { focusSchemaSchema } from '../../src/estimates/focus/focus-schema.ts'
import { pick, rowsIn } from '../estimates/focus/focus-rows.ts'
import type { Row } from '../estimates/focus/focus-rows.ts'
import { faultsIn, onlyFaultIn, problemIn, service, workload, workloadKeys } from './service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

const sqs = `${workloadKeys}&offerings=aws-sqs-standard&month=2026-12&asOf=2026-11-01`
const focus = (query: string): Promise<LightMyRequestResponse> => app.inject(`/v1/estimates.focus.csv?${query}`)

async function rowsOf (query: string): Promise<readonly Row[]> {
  const response = await focus(query)
  expect(response.statusCode, response.body).toBe(200)
  expect(response.headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
  return rowsIn(response.body)
}

describe('a FOCUS file of SQS', () => {
  it('has a row for every tier that a line draws on, at its own price', async () => {
    // 77,760,000,000 messages of 1 kB, one a call: as many sends, receives and deletes, 233,280,000,000 requests.
    // The first 100,000,000,000 cost 0.40 a million, the next 100,000,000,000 0.30, the last 33,280,000,000 0.24.
    const rows = await rowsOf('requestsPerMonth=77760000000&payloadBytes=1000&retentionDays=4&pollersPerGroup=0&offerings=aws-sqs-standard&month=2026-12&asOf=2026-11-01')
    expect(rows.map(row => pick(row, 'x_LineItemId', 'x_TierFrom', 'PricingQuantity', 'ListUnitPrice', 'ListCost', 'EffectiveCost'))).toEqual([
      // 77,760,000,000 × 0.0000004
      ['requests.send', '0.0', '77760000000.0', '0.0000004', '31104.0', '31104.0'],
      // 100,000,000,000 − 77,760,000,000 are left of the first tier: × 0.0000004
      ['requests.receive', '0.0', '22240000000.0', '0.0000004', '8896.0', '8896.0'],
      // 77,760,000,000 − 22,240,000,000 × 0.0000003
      ['requests.receive', '100000000000.0', '55520000000.0', '0.0000003', '16656.0', '16656.0'],
      // 100,000,000,000 − 55,520,000,000 are left of the second: × 0.0000003
      ['requests.delete', '100000000000.0', '44480000000.0', '0.0000003', '13344.0', '13344.0'],
      // 77,760,000,000 − 44,480,000,000 × 0.00000024; all rows are 40,000 + 30,000 + 7,987.20
      ['requests.delete', '200000000000.0', '33280000000.0', '0.00000024', '7987.2', '7987.2']
    ])
    expect(rows.map(row => pick(row, 'SkuId', 'SkuPriceId'))).toEqual(['1', '1', '2', '2', '3'].map(tier => ['8RN6B8U4MERHRXP3', `8RN6B8U4MERHRXP3.JRTCKXETXF#${tier}`]))
    // Messages are shared out like the requests: 22,240,000,000 + 55,520,000,000 are those that were received.
    expect(rows.map(row => row['ConsumedQuantity'])).toEqual(['77760000000.0', '22240000000.0', '55520000000.0', '44480000000.0', '33280000000.0'])
  })

  it('says in every row that it is an estimate, of what, of when and from where', async () => {
    const [first] = await rowsOf(sqs)
    expect(first).toMatchObject({
      BillingAccountId: 'estimate:messaging',
      BillingAccountType: 'Estimate',
      ChargeDescription: 'ESTIMATE: Send calls, 0.0000004 USD for each of Requests',
      ChargeCategory: 'Usage',
      ChargeClass: null,
      BillingPeriodStart: '2026-12-01T00:00:00Z',
      BillingPeriodEnd: '2027-01-01T00:00:00Z',
      ChargePeriodStart: '2026-12-01T00:00:00Z',
      ChargePeriodEnd: '2027-01-01T00:00:00Z',
      ProviderName: 'AWS',
      PublisherName: 'AWS',
      ServiceProviderName: 'AWS',
      HostProviderName: 'AWS',
      InvoiceIssuerName: 'AWS',
      RegionId: 'us-east-1',
      RegionName: 'US East (N. Virginia)',
      ServiceCategory: 'Integration',
      ServiceSubcategory: 'Messaging',
      ServiceName: 'Amazon Simple Queue Service',
      SubAccountId: null,
      SubAccountName: null,
      SubAccountType: null,
      Tags: null,
      x_Estimate: 'true',
      x_OfferingId: 'aws-sqs-standard',
      x_Feasible: 'true',
      x_Confidence: 'official',
      // One message a call; ten would be a tenth: 500,000,000 × 0.0000004 = 200.
      x_Low: '20.0',
      x_High: '200.0',
      x_PriceTable: 'aws-sqs',
      x_PriceTableVersion: '2025-08-28',
      x_PricesAsOf: '2026-11-01',
      x_HoursPerMonth: '730.0',
      x_ExchangeRate: null
    })
    expect(first!['ResourceId']).toBe(`estimate:${first!['x_EstimateId']}/queue`)
  })

  it('keeps the hours of the convention, not those of the month', async () => {
    // 3 brokers × 744 hours of December would be 2,232; the question's month has 730 unless it says otherwise.
    const msk = `${workloadKeys}&offerings=aws-msk-standard&month=2026-12&aws-msk-standard.brokers=3&aws-msk-standard.brokerType=kafka.m7g.large&allowInfeasible=true`
    expect(pick((await rowsOf(msk))[0]!, 'PricingQuantity', 'x_HoursPerMonth')).toEqual(['2190.0', '730.0'])
    expect(pick((await rowsOf(`${msk}&hoursPerMonth=744`))[0]!, 'PricingQuantity', 'x_HoursPerMonth')).toEqual(['2232.0', '744.0'])
  })

  it('carries account, sub-account and tags as they were given', async () => {
    const rows = await rowsOf(`${sqs}&billingAccountId=111122223333&billingAccountName=Group&subAccountId=shop&subAccountName=Shop%2C%20EU&tags.team=checkout&tags.cost-centre=4711&tags.note=${encodeURIComponent('a "b", c')}`)
    const account = ['111122223333', 'Group', 'shop', 'Shop, EU', 'Estimate', '{"team":"checkout","cost-centre":"4711","note":"a \\"b\\", c"}']
    expect(rows.map(row => pick(row, 'BillingAccountId', 'BillingAccountName', 'SubAccountId', 'SubAccountName', 'SubAccountType', 'Tags'))).toEqual(rows.map(() => account))
    expect(pick((await rowsOf(`${sqs}&subAccountId=shop`))[0]!, 'SubAccountId', 'SubAccountName')).toEqual(['shop', 'shop'])
  })

  it('takes keys of tags as they are in use', async () => {
    const [first] = await rowsOf(`${sqs}&tags.app.kubernetes.io/name=orders&tags.user:Cost%20Center=4711&tags.${encodeURIComponent('région')}=eu`)
    expect(JSON.parse(first!['Tags']!)).toEqual({ 'app.kubernetes.io/name': 'orders', 'user:Cost Center': '4711', région: 'eu' })
  })

  it('takes tags beside a question that stands whole in w', async () => {
    const w = Buffer.from(JSON.stringify({ workload, offerings: ['aws-sqs-standard'] })).toString('base64url')
    expect((await rowsOf(`w=${w}&month=2027-01&tags.team=checkout`)).map(row => row['Tags'])).toEqual(['{"team":"checkout"}', '{"team":"checkout"}', '{"team":"checkout"}'])
  })

  it('makes text of the caller harmless that could start a formula', async () => {
    const [first] = await rowsOf(`${sqs}&subAccountId=${encodeURIComponent('=HYPERLINK("x")')}&billingAccountName=%40SUM(A1)`)
    expect(pick(first!, 'SubAccountId', 'BillingAccountName')).toEqual(["'=HYPERLINK(\"x\")", "'@SUM(A1)"])
  })

  it('leaves people out unless they are asked for', async () => {
    expect((await rowsOf(sqs)).map(row => row['x_CostClass'])).toEqual(['Infrastructure', 'Infrastructure', 'Infrastructure'])
    const people = (await rowsOf(`${sqs}&includeOperations=true&operationsProviderName=Platform%20team`)).slice(3)
    expect(people.length).toBeGreaterThan(0)
    for (const row of people) {
      expect(pick(row, 'x_CostClass', 'ProviderName', 'ServiceProviderName', 'HostProviderName', 'BilledCost', 'RegionId', 'ResourceId')).toEqual(['OperationalOverhead', 'Platform team', 'Platform team', 'Not Applicable', '0.0', null, null])
    }
  })
})

describe('a FOCUS file in another version', () => {
  it('has no ProviderName and no PublisherName in 1.4, and all else as it was', async () => {
    const [inDefault] = await rowsOf(sqs)
    const [inNewer] = await rowsOf(`${sqs}&focusVersion=1.4`)
    const { ProviderName, PublisherName, ...others } = inDefault!
    expect([ProviderName, PublisherName]).toEqual(['AWS', 'AWS'])
    expect(inNewer).toEqual(others)
  })

  it.each(['1.2', '1.4'] as const)('is described by the metadata object of %s, column by column, those of our own last', async version => {
    const response = await app.inject(`/v1/focus/schema.json?focusVersion=${version}`)
    expect(response.statusCode).toBe(200)
    const schema = focusSchemaSchema.parse(response.json())
    const [row] = await rowsOf(`${sqs}&focusVersion=${version}`)
    const names = schema.ColumnDefinition.map(({ ColumnName }) => ColumnName)
    expect(names).toEqual(Object.keys(row!))
    expect(schema).toMatchObject({ SchemaId: `messaging-cost-estimate-${version}-1`, FocusVersion: version })
    const firstOwn = names.findIndex(name => name.startsWith('x_'))
    expect(names.slice(firstOwn).filter(name => !name.startsWith('x_'))).toEqual([])
    expect(names.slice(0, firstOwn)).toEqual([...names.slice(0, firstOwn)].sort())
    expect(names.filter(name => !/^(x_)?[A-Z][A-Za-z]{1,47}$/.test(name))).toEqual([])
    const { headers } = await focus(`${sqs}&focusVersion=${version}`)
    expect(headers['link']).toBe(`</v1/focus/schema.json?focusVersion=${version}>; rel="describedby"`)
  })

  it('has the same SchemaId as long as it has the same columns', async () => {
    const [older, newer] = await Promise.all(['1.2', '1.4'].map(async version => focusSchemaSchema.parse((await app.inject(`/v1/focus/schema.json?focusVersion=${version}`)).json())))
    const digestOf = (definition: unknown): string => createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 12)
    // Another digest here asks for another SCHEMA_REVISION and CREATED beside the columns.
    expect([[older!.SchemaId, digestOf(older!.ColumnDefinition)], [newer!.SchemaId, digestOf(newer!.ColumnDefinition)]]).toEqual([
      ['messaging-cost-estimate-1.2-1', '1a790964a6af'],
      ['messaging-cost-estimate-1.4-1', 'd58e33e4bb0a']
    ])
  })

  it('is refused where there is no such version', async () => {
    expect(onlyFaultIn(await focus(`${sqs}&focusVersion=1.0`))).toMatchObject({ parameter: 'focusVersion', code: 'NOT_ACCEPTED' })
    expect(onlyFaultIn(await app.inject('/v1/focus/schema.json?focusVersion=2'))).toMatchObject({ pointer: '/focusVersion', code: 'NOT_ACCEPTED' })
  })
})

describe('a FOCUS file that would be summed up wrongly', () => {
  it('is refused for alternatives beside each other, and for everything', async () => {
    expect(onlyFaultIn(await focus(`${workloadKeys}&month=2026-12`))).toMatchObject({ pointer: '/offerings', code: 'REQUIRED' })
    expect(onlyFaultIn(await focus(`${workloadKeys}&month=2026-12&offerings=aws-sqs-standard,aws-sqs-fifo`))).toMatchObject({ pointer: '/offerings', code: 'TOO_LONG' })
  })

  it('is refused for an offering that cannot carry the workload, unless that is allowed and then said in every row', async () => {
    const tooLarge = 'requestsPerMonth=1000000&payloadBytes=2000000&retentionDays=4&offerings=aws-sqs-standard&month=2026-12&aws-sqs-standard.extendedClient=never'
    const problem = problemIn(await focus(tooLarge), 422)
    expect([problem.code, problem.data?.['offering']]).toEqual(['INFEASIBLE', 'aws-sqs-standard'])
    const rows = await rowsOf(`${tooLarge}&allowInfeasible=true`)
    expect(rows.map(row => row['x_Feasible'])).toEqual(rows.map(() => 'false'))
  })

  it('is refused where a price is not known', async () => {
    expect(problemIn(await focus(`${sqs}&aws-sqs-standard.fairQueues=true&region=af-south-1`), 422).code).toBe('MISSING_PRICE')
  })

  it('is refused without a month, for months that there are not, and for names and tags that nobody could join by', async () => {
    expect(onlyFaultIn(await focus(`${workloadKeys}&offerings=aws-sqs-standard`))).toMatchObject({ parameter: 'month', code: 'REQUIRED' })
    expect(onlyFaultIn(await focus(`${workloadKeys}&offerings=aws-sqs-standard&month=2026-13`))).toMatchObject({ parameter: 'month' })
    expect(faultsIn(await focus(`${workloadKeys}&offerings=aws-sqs-standard&month=12-2026`))[0]!.detail).toBe('month is "12-2026"; accepted is a month such as 2026-12.')
    expect(onlyFaultIn(await focus(`${sqs}&subAccountName=Shop`))).toMatchObject({ parameter: 'subAccountName' })
    expect(problemIn(await focus(`${sqs}&operationsProviderName=Platform`), 400).detail).toBe('operationsProviderName is "Platform"; accepted is a name beside includeOperations=true.')
    expect(faultsIn(await focus(`${sqs}&tags.team=&tags.%22=1&tags.=1&tags.__proto__=1&tags=2&tags.x=1&tags.x=2`)).map(({ parameter, code }) => [parameter, code])).toEqual([
      ['tags.team', 'BLANK'], ['tags."', 'UNKNOWN_FIELD'], ['tags.', 'UNKNOWN_FIELD'], ['tags.__proto__', 'UNKNOWN_FIELD'], ['tags', 'UNKNOWN_FIELD'], ['tags.x', 'DUPLICATE']
    ])
    expect(onlyFaultIn(await app.inject(`/v1/estimates.csv?${workloadKeys}&tags.team=checkout`))).toMatchObject({ parameter: 'tags.team', code: 'UNKNOWN_FIELD' })
  })
})

describe('the address of a FOCUS file', () => {
  it('takes negotiated prices in a body, and shows list and contracted cost beside each other', async () => {
    const response = await app.inject({ method: 'POST', url: '/v1/estimates.focus.csv?month=2026-12&tags.team=checkout', payload: { workload, offerings: ['aws-sqs-standard'], pricing: { asOf: '2026-11-01', discounts: { 'aws-sqs': 10 } } } })
    expect([response.statusCode, response.headers['cache-control']]).toEqual([200, 'no-store'])
    // 500,000,000 sends: × 0.0000004 = 200 at list price, and 10 percent off that is 0.00000036 each: 180.
    expect(pick(rowsIn(response.body)[0]!, 'ListUnitPrice', 'ListCost', 'ContractedUnitPrice', 'ContractedCost', 'EffectiveCost', 'BilledCost', 'Tags'))
      .toEqual(['0.0000004', '200.0', '0.00000036', '180.0', '180.0', '180.0', '{"team":"checkout"}'])
    expect(onlyFaultIn(await focus(`${sqs}&pricing.discounts.aws-sqs=10`))).toMatchObject({ code: 'BODY_ONLY' })
  })

  it('gives one question one id, however it is asked, and another question another', async () => {
    const idIn = (response: LightMyRequestResponse): string | null | undefined => rowsIn(response.body)[0]?.['x_EstimateId']
    const byAddress = idIn(await focus(sqs))
    const byBody = idIn(await app.inject({ method: 'POST', url: '/v1/estimates.focus.csv?month=2026-11', payload: { offerings: ['aws-sqs-standard'], pricing: { asOf: '2026-11-01' }, workload, detail: 'summary' } }))
    const another = idIn(await focus(`${sqs}&replicationFactor=2`))
    expect(byAddress).toMatch(/^[0-9a-f]{32}$/)
    expect(byBody).toBe(byAddress)
    expect(another).not.toBe(byAddress)
  })

  it('answers HEAD, may be kept for five minutes, and is saved under the name of its month', async () => {
    const head = await app.inject({ method: 'HEAD', url: `/v1/estimates.focus.csv?${sqs}&download=true` })
    expect([head.statusCode, head.headers['cache-control'], head.headers['content-disposition']]).toEqual([200, 'public, max-age=300', 'attachment; filename="estimates-2026-12.focus.csv"'])
    // Nothing in a pinned question can change what it is answered.
    const { links } = (await app.inject(`/v1/estimates?${workloadKeys}&offerings=aws-sqs-standard&asOf=2026-11-01`)).json() as { links: { self: string } }
    expect((await app.inject(`${links.self.replace('?', '.focus.csv?')}&month=2026-12`)).headers['cache-control']).toBe('public, max-age=31536000, immutable')
    // Readers of FOCUS take no byte order mark.
    expect((await focus(`${sqs}&download=true`)).body.slice(0, 10)).toBe('BilledCost')
  })
})
