import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { estimateIn, faultsIn, service, today, workload, workloadKeys } from '../http/service.ts'
import { offeringIds } from '../../src/models/registry.ts'
import { readWorkbook, rowsOf, rowWhere } from './read-workbook.ts'
import type { StoredWorkbook } from './read-workbook.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const SUMMARY_HEADER = 5
const LAST_OFFERING_ROW = SUMMARY_HEADER + offeringIds.length
const OPERATIONS_HEADER = 3

let app: FastifyInstance
beforeAll(() => { app = service() })
afterAll(() => app.close())

async function workbookOf (keys: string): Promise<StoredWorkbook> {
  const response = await app.inject(`/v1/estimates.xlsx?${keys}`)
  expect(response.statusCode, response.body.slice(0, 500)).toBe(200)
  expect(response.headers['content-type']).toBe(XLSX)
  return readWorkbook(response.rawPayload)
}

async function workbookOfBody (body: object): Promise<StoredWorkbook> {
  const response = await app.inject({ method: 'POST', url: '/v1/estimates', headers: { accept: XLSX }, payload: body })
  expect(response.statusCode, response.body.slice(0, 500)).toBe(200)
  expect(response.headers['content-type']).toBe(XLSX)
  return readWorkbook(response.rawPayload)
}

describe('the workbook of an answer', () => {
  let workbook: StoredWorkbook
  beforeAll(async () => { workbook = await workbookOf(`${workloadKeys}&hourlyRate=95`) })

  it('has the answer, its lines, the people, what was found, how it fits, what was assumed and the prices', () => {
    expect(Object.keys(workbook.sheets)).toEqual(['Summary', 'Lines', 'Operations', 'Findings', 'Fit', 'Assumptions', 'Prices'])
  })

  it('holds a formula and its value in one cell', () => {
    // 1.5 billion requests at 0.40 a million.
    expect(workbook.named('Infrastructure_aws_sqs_standard')).toEqual({ type: 'n', text: '600', numberFormat: '#,##0.00', formula: expect.stringMatching(/^ROUND\(SUMIFS\(Lines!/) })
    expect(rowWhere(workbook, 'Lines', { Offering: 'aws-msk-standard', Line: 'compute.brokers' })).toMatchObject({ 'Pricing quantity': '2190', 'Unit price paid': '0.204', Cost: '446.76' })
    expect(workbook.sheets['Lines']!.get('O34')).toMatchObject({ formula: 'H34*M34', text: '446.76' })
  })

  it('shows the totals of the JSON answer, every range of every offering', async () => {
    const { estimates } = estimateIn(await app.inject(`/v1/estimates.json?${workloadKeys}&hourlyRate=95`))
    expect(estimates.map(({ offering }) => offering)).toEqual(offeringIds)
    for (const { offering, totals } of estimates.filter(({ status }) => status === 'priced')) {
      const { infrastructure, operations, total, annual } = totals!
      const numbers = [infrastructure.low, infrastructure.expected, infrastructure.high, operations.low, operations.expected, operations.high, total.low, total.expected, total.high, annual.total].map(Number)
      const row = rowWhere(workbook, 'Summary', { Offering: offering, Status: 'priced' }, SUMMARY_HEADER)
      expect(['Infrastructure, low', 'Infrastructure', 'Infrastructure, high', 'People, low', 'People', 'People, high', 'Total, low', 'Total', 'Total, high', 'Total a year'].map(name => Number(row[name]))).toEqual(numbers)
      expect(row['Difference from the answer']).toBe('0')
    }
  })

  it('works out every amount that follows from another: only quantities, prices, hours, stipends, the rate and the answer itself are plain numbers', () => {
    const plainNumbers = (sheet: string, columns: RegExp, from: number): readonly string[] => [...workbook.sheets[sheet]!]
      .filter(([address, { type, formula }]) => type === 'n' && formula === null && columns.test(address) && Number(address.replace(/\D/g, '')) >= from)
      .map(([address]) => address)
    // Costs, from list cost to the high end.
    expect(plainNumbers('Lines', /^[NOPQ]\d/, 2)).toEqual([])
    // Amounts of the first table, but not the total of the answer in S.
    expect(plainNumbers('Summary', /^[G-RT]\d/, SUMMARY_HEADER + 1)).toEqual([])
    const stipends = rowsOf(workbook, 'Operations', OPERATIONS_HEADER).filter(row => row['Row'] === 'stipend').flatMap(row => ['G', 'H', 'I'].map(column => `${column}${row['#']}`))
    expect(plainNumbers('Operations', /^[F-I]\d/, OPERATIONS_HEADER + 1)).toEqual(stipends)
    // Low, expected and high of every offering that has a price.
    expect(stipends).toHaveLength(3 * rowsOf(workbook, 'Summary', SUMMARY_HEADER).filter(row => row['Status'] === 'priced').length)
  })

  it('gives names to the cells that others refer to', async () => {
    expect(workbook.names).toMatchObject({ Total_aws_sqs_standard: 'Summary!$N$6', HourlyRate: 'Operations!$B$1', Reconciliation: 'Summary!$G$4', Quantity_aws_sqs_standard_requests_send: 'Lines!$H$2' })
    expect(workbook.named('Quantity_kafka_aws_ec2_network_inter_zone_produce')).toMatchObject({ text: '1278.153310219447', formula: null })
    expect(workbook.named('HourlyRate')).toMatchObject({ text: '95', formula: null })
    expect(workbook.named('Reconciliation')).toMatchObject({ text: '0', formula: `SUMPRODUCT(ABS(T6:T${LAST_OFFERING_ROW}))` })
    const { comparison } = estimateIn(await app.inject(`/v1/estimates.json?${workloadKeys}&hourlyRate=95`))
    expect([workbook.named('CheapestTotal').text, workbook.named('CheapestInfrastructure').text]).toEqual([comparison.total.cheapest, comparison.infrastructure.cheapest])
  })

  it('lists all tiers of a price, also those that the bill does not reach', () => {
    const tiers = rowsOf(workbook, 'Prices').filter(row => row['Source'] === 'aws-sqs:us-east-1/requests.standard')
    // 0.40 a million up to 100 billion, 0.30 up to 200 billion, 0.24 beyond.
    expect(tiers.map(row => [row['From (units)'], row['Up to (units)'] ?? '', Number(row['List unit price']), Number(row['Unit price paid'])])).toEqual([
      ['0', '100000000000', 4e-7, 4e-7],
      ['100000000000', '200000000000', 3e-7, 3e-7],
      ['200000000000', '', 2.4e-7, 2.4e-7]
    ])
  })

  it('says exactly what a cell would shorten: a quantity of 16 digits stands beside its number as text', () => {
    // 500,000,000 records of 2048 and 10.61 bytes, two thirds of them to another zone, charged on both sides, in 2^30 bytes.
    const produced = rowWhere(workbook, 'Lines', { Offering: 'kafka-aws-ec2', Line: 'network.inter-zone.produce' })
    expect(produced['Exact quantity, where a cell shortens it']).toBe('1278.153310219447')
    expect(workbook.sheets['Lines']!.get(`T${produced['#']}`)!.type).toBe('s')
    expect(rowWhere(workbook, 'Lines', { Offering: 'kafka-aws-ec2', Line: 'compute.brokers' })['Exact quantity, where a cell shortens it']).toBeUndefined()
  })

  it('writes days as dates and numbers in formats without a locale', () => {
    // Day 46327 since 1900 is the first of November 2026.
    expect(workbook.sheets['Summary']!.get('B3')).toMatchObject({ type: 'n', text: '46327', numberFormat: 'yyyy-mm-dd' })
    const formats = new Set(Object.values(workbook.sheets).flatMap(cells => [...cells.values()].map(({ numberFormat }) => numberFormat)))
    expect([...formats].filter(format => !/^(General|yyyy-mm-dd|#,##0(\.0+#*)?|0\.0+#*)$/.test(format))).toEqual([])
  })

  it('freezes headers, filters tables, and sets widths', () => {
    for (const sheet of ['Lines', 'Operations', 'Findings', 'Fit', 'Assumptions', 'Prices']) {
      expect(workbook.xmlOf(sheet)).toMatch(/<pane [^>]*ySplit="\d"[^>]*state="frozen"/)
      expect(workbook.xmlOf(sheet)).toContain('<autoFilter ref="A')
      expect(workbook.xmlOf(sheet)).toContain('customWidth')
    }
    expect(workbook.xmlOf('Summary')).toContain('ySplit="5"')
  })

  it('draws the totals as a chart of the sheet itself', () => {
    expect(workbook.xmlOf('Summary')).toContain('<drawing r:id=')
    const chart = workbook.parts['xl/charts/chart1.xml']!
    expect(chart).toContain(`Summary!$H$6:$H$${LAST_OFFERING_ROW}`)
    expect(chart).toContain(`Summary!$K$6:$K$${LAST_OFFERING_ROW}`)
  })

  it('asks the spreadsheet to work it out when it opens it, without macros, links or functions that fetch', () => {
    expect(workbook.parts['xl/workbook.xml']).toContain('fullCalcOnLoad="1"')
    expect(Object.keys(workbook.parts).filter(part => /vba|externalLink|connections/.test(part))).toEqual([])
    const formulas = Object.values(workbook.sheets).flatMap(cells => [...cells.values()].flatMap(({ formula }) => formula ?? []))
    expect(formulas.length).toBeGreaterThan(400)
    expect(formulas.filter(formula => /WEBSERVICE|NOW\(|TODAY\(|RAND|INDIRECT|OFFSET|#REF|undefined|NaN/.test(formula))).toEqual([])
  })

  it('says under the assumptions what moves and what does not', () => {
    const notes = rowsOf(workbook, 'Assumptions').filter(row => row['Kind'] === 'workbook')
    expect(notes.map(row => row['Name'])).toEqual(['what moves', 'ranges', 'digits', 'the same answer again'])
    expect(rowWhere(workbook, 'Assumptions', { Kind: 'assumption', Name: 'hoursPerMonth' })['Value']).toBe('730')
    expect(rowsOf(workbook, 'Assumptions').filter(row => row['Kind'] === 'exclusion').length).toBeGreaterThan(5)
  })
})

describe('where a workbook has to be careful', () => {
  it('leaves an offering without an answer without amounts, and says why', async () => {
    // Hong Kong has queues and no MSK Serverless.
    const workbook = await workbookOf(`${workloadKeys}&region=ap-east-1&offerings=aws-msk-serverless,aws-sqs-standard`)
    const failed = rowWhere(workbook, 'Summary', { Offering: 'aws-msk-serverless' }, SUMMARY_HEADER)
    expect(failed['Note']).toContain('does not sell')
    for (const amount of ['Infrastructure', 'People', 'Total', 'Total in the answer', 'Rank by total']) expect(failed[amount]).toBeUndefined()
    expect(workbook.names).not.toHaveProperty('Total_aws_msk_serverless')
    expect(rowWhere(workbook, 'Findings', { Offering: 'aws-msk-serverless' })['Code']).toBe('NOT_OFFERED_IN_REGION')
  })

  it('ranks only what can carry the workload', async () => {
    // Thirty days are more than a queue keeps.
    const workbook = await workbookOf('requestsPerMonth=500000000&payloadBytes=2048&retentionDays=30&offerings=aws-sqs-standard,aws-msk-standard')
    const queue = rowWhere(workbook, 'Summary', { Offering: 'aws-sqs-standard', Status: 'priced' }, SUMMARY_HEADER)
    expect(queue).toMatchObject({ Feasible: '0', 'Rank by total': '', 'Rank by infrastructure': '' })
    expect(rowWhere(workbook, 'Summary', { Offering: 'aws-msk-standard', Status: 'priced' }, SUMMARY_HEADER)['Rank by total']).toBe('1')
  })

  it('shows a negotiated price beside the list price, and works out both costs', async () => {
    const workbook = await workbookOfBody({ workload, offerings: ['aws-sqs-standard'], pricing: { asOf: today, discounts: { 'aws-sqs': 25 } } })
    // 500 million at 0.40 a million are 200; a quarter less are 150.
    expect(rowWhere(workbook, 'Lines', { Row: 'line', Line: 'requests.send' })).toMatchObject({ 'List cost': '200', Cost: '150' })
    const [lowest] = rowsOf(workbook, 'Prices')
    expect([Number(lowest!['List unit price']), Number(lowest!['Unit price paid'])]).toEqual([4e-7, 3e-7])
    expect(workbook.names).toHaveProperty('Total_aws_sqs_standard')
  })

  it('keeps every digit of a converted price', async () => {
    const workbook = await workbookOfBody({ workload, offerings: ['aws-sqs-standard'], currency: 'EUR', exchangeRate: { from: 'USD', to: 'EUR', rate: '0.923456789', date: today }, pricing: { asOf: today } })
    // 0.0000004 × 0.923456789 has sixteen decimals.
    expect(Number(rowsOf(workbook, 'Prices')[0]!['List unit price'])).toBe(3.693827156e-7)
    expect(workbook.sheets['Summary']!.get('A1')!.text).toBe('Messaging costs a month, in EUR')
  })

  it('starts in the tiers where the rest of the account has got to', async () => {
    const workbook = await workbookOf('requestsPerMonth=1000000&payloadBytes=100&retentionDays=4&offerings=aws-sqs-standard&aws-sqs.otherAccountRequestsPerMonth=99999500000')
    const [own, ...tiers] = rowsOf(workbook, 'Lines').filter(row => row['Line'] === 'requests.send')
    // Half a million requests are left in the first tier: 0.20; half a million begin the second: 0.15.
    expect(own).toMatchObject({ From: '99999500000', 'Up to': '100000500000', Cost: '0.35' })
    expect(tiers.map(row => [row['Pricing quantity'], row['Cost']])).toEqual([['500000', '0.2'], ['500000', '0.15'], ['0', '0']])
  })

  it('puts the free units in front of the tiers where they are asked for', async () => {
    const workbook = await workbookOf('requestsPerMonth=1000000&payloadBytes=100&retentionDays=4&offerings=aws-sqs-standard&freeTier=include')
    const tiers = rowsOf(workbook, 'Prices').map(row => [row['From (units)'], row['Up to (units)'] ?? '', Number(row['Unit price paid'])])
    expect(tiers.slice(0, 2)).toEqual([['0', '1000000', 0], ['1000000', '100000000000', 4e-7]])
    // Two million of three million requests at 0.40 a million.
    expect(workbook.named('Infrastructure_aws_sqs_standard').text).toBe('0.8')
  })
})

describe('the file', () => {
  const address = `/v1/estimates.xlsx?${workloadKeys}&offerings=aws-sqs-standard&asOf=${today}`

  it('is the same bytes for the same answer, whatever the time', async () => {
    const first = await app.inject(address)
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-05-06T07:08:09Z') })
    const second = await app.inject(address).finally(() => vi.useRealTimers())
    expect(second.rawPayload.equals(first.rawPayload)).toBe(true)
    expect(second.headers['etag']).toBe(first.headers['etag'])
    const again = await app.inject({ url: address, headers: { 'if-none-match': String(first.headers['etag']) } })
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0])
  })

  it('is saved unless that is declined', async () => {
    expect((await app.inject(address)).headers['content-disposition']).toBe('attachment; filename="estimates.xlsx"')
    expect((await app.inject(`${address}&download=false`)).headers['content-disposition']).toBeUndefined()
  })

  it('is kept as long as the answer it shows, and asked for in advance by HEAD', async () => {
    expect((await app.inject(address)).headers['cache-control']).toBe('public, max-age=300')
    const { links } = estimateIn(await app.inject(address.replace('.xlsx', '.json')))
    expect((await app.inject(links.self!.replace('/v1/estimates?', '/v1/estimates.xlsx?'))).headers['cache-control']).toBe('public, max-age=31536000, immutable')
    const head = await app.inject({ method: 'HEAD', url: address })
    expect([head.statusCode, head.headers['content-type'], head.body]).toEqual([200, XLSX, ''])
  })

  it('is negotiated where the address has no suffix', async () => {
    const asked = await app.inject({ url: address.replace('.xlsx', ''), headers: { accept: XLSX } })
    expect([asked.statusCode, asked.headers['content-type'], asked.headers['vary']]).toEqual([200, XLSX, expect.stringContaining('Accept')])
    expect(readWorkbook(asked.rawPayload).named('Infrastructure_aws_sqs_standard').text).toBe('600')
  })

  it('refuses what it does not know, as every other format does', async () => {
    expect(faultsIn(await app.inject(`${address}&delimiter=tab`))[0]).toMatchObject({ code: 'UNKNOWN_FIELD' })
  })
})
