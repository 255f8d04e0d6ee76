import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TierCells } from '../../src/http/writers/xlsx/prices-sheet.ts'
import { tierQuantity } from '../../src/http/writers/xlsx/tier-quantity.ts'
import { anyQuestion } from '../estimates/any-question.ts'
import { estimateIn, service, today, workloadKeys } from '../http/service.ts'
import { maySkip, startLibreOffice } from './libreoffice.ts'
import type { CalcDocument, LibreOffice } from './libreoffice.ts'
import { readWorkbook, rowWhere } from './read-workbook.ts'
import type { StoredWorkbook } from './read-workbook.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const SUMMARY_HEADER = 5
const nameOf = (part: string, offering: string): string => `${part}_${offering.replaceAll('-', '_')}`

interface Opened { readonly document: CalcDocument, readonly stored: StoredWorkbook }

describe.skipIf(maySkip)('a workbook in LibreOffice Calc', () => {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-'))
  let app: FastifyInstance
  let calc: LibreOffice
  let files = 0

  beforeAll(async () => {
    app = service()
    calc = await startLibreOffice()
  })
  afterAll(async () => {
    await calc?.stop()
    await app?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function open (bytes: Buffer): Promise<Opened> {
    const path = join(folder, `${files++}.xlsx`)
    writeFileSync(path, bytes)
    return { document: await calc.open(path), stored: readWorkbook(bytes) }
  }
  const ask = async (keys: string): Promise<Opened> => await open((await app.inject(`/v1/estimates.xlsx?${keys}`)).rawPayload)

  const number = async (document: CalcDocument, address: string): Promise<number | null> => (await document.read(address))[0]!.number
  async function recalculated (document: CalcDocument, cells: Readonly<Record<string, number>>): Promise<void> {
    await document.set(cells)
    await document.recalculate()
  }
  const lineCell = ({ stored }: Opened, column: string, line: Readonly<Record<string, string>>): string => `Lines.${column}${rowWhere(stored, 'Lines', { Row: 'line', ...line })['#']}`

  const questions: Readonly<Record<string, object>> = {
    'everything there is, on defaults': { workload: { requestsPerMonth: 500_000_000, payloadBytes: 2048, retentionDays: 7 } },
    'calls through all three tiers of a queue, begun by the rest of the account': {
      workload: { requestsPerMonth: 77_760_000_000, payloadBytes: 1000, retentionDays: 4, pollersPerGroup: 0, internetEgressPercent: 30 },
      offerings: ['aws-sqs-standard', 'aws-sqs-fifo'],
      options: { 'aws-sqs': { otherAccountRequestsPerMonth: 12_345_678_901 } }
    },
    'prices after a discount, in another currency, with the free units': {
      workload: { requestsPerMonth: 123_456_789, payloadBytes: 70_000, retentionDays: 3, consumerGroups: 3, internetEgressPercent: 5 },
      pricing: { freeTier: 'include', discounts: { 'aws-sqs': 12.5, 'aws-msk': 7 } },
      currency: 'EUR',
      exchangeRate: { from: 'USD', to: 'EUR', rate: '0.923456789', date: today },
      operations: { hourlyRate: '71.35' }
    },
    'offerings that are not sold in the region or cannot carry the workload': {
      workload: { requestsPerMonth: 9_000_000_000, payloadBytes: 200_000, retentionDays: 30, region: 'af-south-1' }
    },
    'machines in a region of their own and committed to, beside others that are not': {
      workload: { requestsPerMonth: 20_000_000_000, payloadBytes: 2048, retentionDays: 7, region: 'eu-central-1' },
      offerings: ['kafka-gcp-compute-engine', 'gcp-managed-kafka', 'kafka-aws-ec2', 'aws-msk-standard'],
      options: { kafka: { commitment: '3-years', nonProductionClusters: 2 }, 'kafka-gcp-compute-engine': { region: 'europe-west1' }, 'gcp-managed-kafka': { region: 'us-central1' } }
    },
    'nothing sent at all': { workload: { requestsPerMonth: 0, payloadBytes: 1, retentionDays: 1 } }
  }

  it.each(Object.entries(questions))('has no cell in error and finds the totals of the service: %s', async (_, question) => {
    const body = { pricing: { asOf: today }, ...question }
    const post = async (accept: string): Promise<LightMyRequestResponse> => await app.inject({ method: 'POST', url: '/v1/estimates', headers: { accept }, payload: { ...body, pricing: { asOf: today, ...(question as { pricing?: object }).pricing } } })
    const { estimates, comparison } = estimateIn(await post('application/json'))
    const { document } = await open((await post(XLSX)).rawPayload)
    await document.recalculate()

    expect(await document.errors()).toEqual([])
    const priced = estimates.filter(({ totals }) => totals !== undefined)
    expect(priced.length).toBeGreaterThan(0)
    for (const { offering, totals } of priced) {
      for (const [part, range] of [['Infrastructure', totals!.infrastructure], ['Operations', totals!.operations], ['Total', totals!.total]] as const) {
        expect(await number(document, nameOf(part, offering)), `${part} of ${offering}`).toBe(Number(range.expected))
      }
    }
    expect(await number(document, 'Reconciliation')).toBe(0)
    expect((await document.read('CheapestTotal'))[0]!.text).toBe(comparison.total.cheapest ?? 'none')
    expect((await document.read('CheapestInfrastructure'))[0]!.text).toBe(comparison.infrastructure.cheapest ?? 'none')
    await document.close()
  })

  it('finds what the file held already, in every cell that has a number', async () => {
    const { document } = await ask(workloadKeys)
    const before = await document.values()
    await document.recalculate()
    const after = await document.values()
    expect(Object.keys(after)).toEqual(['Summary', 'Lines', 'Operations', 'Findings', 'Fit', 'Assumptions', 'Prices'])
    for (const [sheet, rows] of Object.entries(after)) {
      rows.forEach((row, rowIndex) => row.forEach((now, column) => {
        const was = before[sheet]![rowIndex]![column]
        // Quantities are written with twelve decimals, and a server costs 15,000: a sixtieth of one is off by 5e-13 × 15,000.
        if (typeof now === 'number') expect(now, `${sheet} ${rowIndex + 1}/${column + 1}`).toBeCloseTo(was as number, 7)
        else expect(now).toBe(was)
      }))
    }
    await document.close()
  })

  it('finds every range of any answer, and its winner, from lines and hours', async () => {
    for (const question of fc.sample(anyQuestion, 20)) {
      const response = await app.inject({ method: 'POST', url: '/v1/estimates', payload: question })
      const { estimates, comparison } = estimateIn(response)
      const { document } = await open((await app.inject({ method: 'POST', url: '/v1/estimates', headers: { accept: XLSX }, payload: question })).rawPayload)
      await document.recalculate()
      expect(await document.errors(), response.body).toEqual([])
      const rows = (await document.values())['Summary']!
      estimates.forEach(({ totals }, index) => {
        const parts = totals === undefined ? [] : [totals.infrastructure, totals.operations, totals.total]
        const expected = parts.flatMap(({ low, expected, high }) => [low, expected, high]).map(Number)
        expect(rows[SUMMARY_HEADER + index]!.slice(6, 15).filter(value => value !== ''), JSON.stringify(question)).toEqual(expected)
      })
      expect((await document.read('CheapestTotal', 'CheapestInfrastructure')).map(({ text }) => text)).toEqual([comparison.total.cheapest ?? 'none', comparison.infrastructure.cheapest ?? 'none'])
      await document.close()
    }
  })

  it('would show a cell in error: a quantity that is no number', async () => {
    const opened = await ask(`${workloadKeys}&offerings=aws-msk-standard`)
    await opened.document.set({ [lineCell(opened, 'H', { Line: 'compute.brokers' })]: 'many' })
    await opened.document.recalculate()
    // List cost, cost and both ends of it, in one range.
    expect(await opened.document.errors()).toContain(`${lineCell(opened, 'N', { Line: 'compute.brokers' })}:${lineCell(opened, 'Q', { Line: 'compute.brokers' }).replace('Lines.', '')}`)
    expect((await opened.document.read('Total_aws_msk_standard'))[0]!.type).toBe('error')
    await opened.document.close()
  })

  it('draws the chart', async () => {
    const { document } = await ask(workloadKeys)
    const path = join(folder, 'again.xlsx')
    await document.save(path, 'Calc MS Excel 2007 XML')
    const again = readWorkbook(readFileSync(path))
    expect(Object.keys(again.parts).filter(part => /^xl\/charts\/chart\d+\.xml$/.test(part))).toHaveLength(1)
    expect(again.parts['xl/charts/chart1.xml']).toContain('Expected cost a month by offering')
    // 600.00 infrastructure of the queue is among the values that Calc drew.
    expect(again.parts['xl/charts/chart1.xml']).toMatch(/<c:v>600<\/c:v>/)
    await document.close()
  })

  it('bills a changed quantity through the tiers, and the lines behind it in the same pool', async () => {
    // Three times 30 billion requests: 90 billion at 0.40 a million are 36,000.
    const opened = await ask('requestsPerMonth=30000000000&payloadBytes=1000&retentionDays=4&pollersPerGroup=0&offerings=aws-sqs-standard')
    const { document } = opened
    const people = await number(document, 'Operations_aws_sqs_standard')
    expect(await number(document, 'Infrastructure_aws_sqs_standard')).toBe(36_000)
    await recalculated(document, { Quantity_aws_sqs_standard_requests_send: 50_000_000_000 })
    // 50 + 30 + 30 = 110 billion: 100 at 0.40 are 40,000, 10 at 0.30 are 3,000.
    expect(await number(document, 'Infrastructure_aws_sqs_standard')).toBe(43_000)
    expect(await number(document, 'Total_aws_sqs_standard')).toBeCloseTo(43_000 + people!, 2)
    // Deletes start at 80 billion: 20 at 0.40 and 10 at 0.30.
    expect(await number(document, lineCell(opened, 'O', { Line: 'requests.delete' }))).toBe(11_000)
    await recalculated(document, { Quantity_aws_sqs_standard_requests_send: 250_000_000_000 })
    // 310 billion: 40,000, 100 at 0.30 are 30,000, 110 at 0.24 are 26,400; the answer had reached no tier but the first.
    expect(await number(document, 'Infrastructure_aws_sqs_standard')).toBe(96_400)
    expect(await number(document, 'Reconciliation')).toBe(60_400)
    await recalculated(document, { [lineCell(opened, 'H', { Line: 'requests.send' })]: 30_000_000_000 })
    expect(await number(document, 'Reconciliation')).toBe(0)
    await document.close()
  })

  it('bills lines that start within the tiers as the service does', async () => {
    const opened = await ask('requestsPerMonth=77760000000&payloadBytes=1000&retentionDays=4&pollersPerGroup=0&offerings=aws-sqs-standard')
    await opened.document.recalculate()
    const cost = async (line: string): Promise<number | null> => await number(opened.document, lineCell(opened, 'O', { Line: line }))
    // 77.76 billion at 0.40.
    expect(await cost('requests.send')).toBe(31_104)
    // 22.24 at 0.40 are 8,896, 55.52 at 0.30 are 16,656.
    expect(await cost('requests.receive')).toBe(25_552)
    // From 155.52: 44.48 at 0.30 are 13,344, 33.28 at 0.24 are 7,987.20.
    expect(await cost('requests.delete')).toBeCloseTo(21_331.2, 9)
    expect(await number(opened.document, 'Infrastructure_aws_sqs_standard')).toBe(77_987.2)
    await opened.document.close()
  })

  it('bills packages whole, and all units at the price of their volume', async () => {
    const document = await calc.create()
    const cells = { start: 'A1', end: 'A2', quantity: 'A3' }
    const tier = (from: string, upTo: string | null): TierCells => ({ tier: { from, upTo, listUnitPrice: '1', unitPrice: '1' }, from: 'B1', upTo: 'B2', listUnitPrice: 'B3', unitPrice: 'B3' })
    const inCalc = (kind: 'volume' | 'package', from: string, upTo: string | null): string => `=${tierQuantity({ kind, packageQuantity: '1000' }, { price: tier(from, upTo), ...cells }).replaceAll(',', ';')}`
    await document.set({ A1: 500, A2: 1500, A3: 1000, B1: 1000, B2: 2000, C1: inCalc('package', '0', null), C2: inCalc('volume', '1000', '2000'), C3: inCalc('volume', '0', '1000').replace('B2', 'B1') })
    // From 500 to 1,500 one more package of a thousand is begun; 1,500 are all in the second volume, none in the first.
    expect((await document.read('C1:C3')).map(cell => cell.number)).toEqual([1000, 1000, 0])
    // From 1,200 nothing is begun; up to a bound is within it.
    await document.set({ A1: 1200 })
    expect(await number(document, 'C1')).toBe(0)
    await document.set({ A2: 1000 })
    expect((await document.read('C2:C3')).map(cell => cell.number)).toEqual([0, 1000])
    await document.close()
  })

  it('bills a changed unit price on every line and offering that pays it', async () => {
    const opened = await ask(`${workloadKeys}&offerings=aws-msk-standard,kafka-aws-ec2`)
    const { document, stored } = opened
    expect(await number(document, 'Infrastructure_aws_msk_standard')).toBe(604.92)
    const price = (source: string): string => `Prices.E${rowWhere(stored, 'Prices', { Source: source })['#']}`
    await recalculated(document, { [price('aws-msk:us-east-1/broker.kafka.m7g.large')]: 0.25 })
    // 2,190 broker hours at 0.046 more are 100.74.
    expect(await number(document, 'Infrastructure_aws_msk_standard')).toBe(705.66)
    const ec2 = await number(document, 'Infrastructure_kafka_aws_ec2')
    await recalculated(document, { [price('aws-network:us-east-1/inter-zone')]: 0.02 })
    // Producers and consumers: 2 × 1,278.153310219447 GB at 0.01 more are 25.56 on 705.66306620…; replication of EC2, 3,834.45993065834 GB, besides.
    expect(await number(document, 'Infrastructure_aws_msk_standard')).toBe(731.23)
    expect(await number(document, 'Infrastructure_kafka_aws_ec2')).toBeCloseTo(ec2! + 63.91, 1)
    await document.close()
  })

  it('pays a changed rate for every hour of every offering, rounds once and half up, and moves the ends along', async () => {
    const opened = await ask(`${workloadKeys}&hourlyRate=95&offerings=aws-sqs-standard,aws-msk-standard`)
    const { document, stored } = opened
    // 9.97 hours at 95 are 947.15; a stipend of 97.425 makes 1,044.575.
    expect(await number(document, 'Operations_aws_sqs_standard')).toBe(1044.58)
    await recalculated(document, { HourlyRate: 100 })
    expect(await number(document, 'Operations_aws_sqs_standard')).toBe(1094.43)
    // Low: 4.98 hours and no stipend; high: 19.94 hours and 324.75.
    const row = rowWhere(stored, 'Operations', { Offering: 'aws-sqs-standard', Row: 'total' }, 3)['#']
    expect((await document.read(`Operations.H${row}:I${row}`)).map(cell => cell.number)).toEqual([498, 2318.75])
    const activity = rowWhere(stored, 'Operations', { Offering: 'aws-sqs-standard', Activity: 'health_monitoring' }, 3)['#']
    await recalculated(document, { [`Operations.E${activity}`]: 2.08 })
    // One hour more at 100.
    expect(await number(document, 'Operations_aws_sqs_standard')).toBe(1194.43)
    await document.close()
  })

  it('finds another winner where a price decides it', async () => {
    const opened = await ask(`${workloadKeys}&offerings=aws-sqs-standard,aws-msk-standard`)
    const { document } = opened
    expect((await document.read('CheapestInfrastructure'))[0]!.text).toBe('aws-sqs-standard')
    // Half a billion sends more are 200.00: 800.00 against 604.92.
    await recalculated(document, { [lineCell(opened, 'H', { Offering: 'aws-sqs-standard', Line: 'requests.send' })]: 1_000_000_000 })
    expect((await document.read('CheapestInfrastructure'))[0]!.text).toBe('aws-msk-standard')
    await document.close()
  })
})
