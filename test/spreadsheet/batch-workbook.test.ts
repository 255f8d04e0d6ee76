import { describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { estimate } from '../../src/estimates/estimate.ts'
import { estimateRequestSchema } from '../../src/estimates/request.ts'
import type { BatchRow } from '../../src/http/writers/xlsx/batch-rows.ts'
import { batchWorkbook, MOST_BATCH_ROWS } from '../../src/http/writers/xlsx/batch-workbook.ts'
import { catalog, today } from '../http/service.ts'
import { maySkip, startLibreOffice } from './libreoffice.ts'
import { readWorkbook, rowsOf, rowWhere } from './read-workbook.ts'

const HEADER = 3

function priced (row: number, carried: readonly string[], workload: Readonly<Record<string, unknown>>, offerings: readonly string[] = ['aws-sqs-standard', 'aws-msk-standard']): BatchRow {
  const request = estimateRequestSchema.parse({ workload, offerings, detail: 'summary', pricing: { asOf: today }, operations: { hourlyRate: '0', onCallCoverage: 'none' } })
  return { row, carried, question: workload, response: estimate(request, catalog) }
}

// Requests cost 0.40 a million: 500 million messages are 600.00, 100 million 120.00.
const rows: readonly BatchRow[] = [
  priced(1, ['orders', '00123'], { requestsPerMonth: 500_000_000, payloadBytes: 2048, retentionDays: 7 }),
  priced(2, ['=HYPERLINK("https://a.example")', '+1'], { requestsPerMonth: 100_000_000, payloadBytes: 512, retentionDays: 4, region: 'us-east-1' }),
  { row: 3, carried: ['broken', ''], question: { requestsPerMonth: 'many' }, error: 'requestsPerMonth is "many"; accepted is a whole number.' },
  // A queue keeps nothing for thirty days.
  priced(4, ['archive', '7'], { requestsPerMonth: 1_000_000, payloadBytes: 512, retentionDays: 30 })
]
const batch = { day: today, currency: 'USD', carriedColumns: ['team', 'cost centre'], rows }

describe('the workbook of many workloads', () => {
  it('has a row a workload, with what was carried and asked, and the amounts of each offering', async () => {
    const workbook = readWorkbook(await batchWorkbook(batch))
    expect(Object.keys(workbook.sheets)).toEqual(['Summary', 'Rows'])
    expect(rowsOf(workbook, 'Rows', HEADER).map(row => [row['Row'], row['team'], row['cost centre'], row['requestsPerMonth'], row['region'] ?? '', row['aws-sqs-standard, infrastructure'] ?? '', row['aws-sqs-standard, total'] ?? ''])).toEqual([
      ['1', 'orders', '00123', '500000000', '', '600', '600'],
      ['2', '=HYPERLINK("https://a.example")', '+1', '100000000', 'us-east-1', '120', '120'],
      ['3', 'broken', '', 'many', '', '', ''],
      ['4', 'archive', '7', '1000000', '', '', '']
    ])
  })

  it('keeps what was carried as text: no formula, and no number without its zeros', async () => {
    const { sheets } = readWorkbook(await batchWorkbook(batch))
    for (const address of ['B4', 'C4', 'B5', 'C5', 'B7', 'C7']) expect(sheets['Rows']!.get(address)).toMatchObject({ type: 's', formula: null })
  })

  it('counts only rows that have an amount, and says why the others have none', async () => {
    const workbook = readWorkbook(await batchWorkbook(batch))
    expect(workbook.named('Total_aws_sqs_standard')).toMatchObject({ text: '720', formula: 'SUBTOTAL(109,J4:J7)' })
    expect(rowWhere(workbook, 'Summary', { Offering: 'aws-sqs-standard' }, HEADER)).toMatchObject({ 'Rows with an amount': '2', Infrastructure: '720', Total: '720' })
    expect(rowWhere(workbook, 'Summary', { Offering: 'aws-msk-standard' }, HEADER)).toMatchObject({ 'Rows with an amount': '3' })
    expect(rowWhere(workbook, 'Rows', { Row: '3' }, HEADER)['Note']).toBe('requestsPerMonth is "many"; accepted is a whole number.')
    expect(rowWhere(workbook, 'Rows', { Row: '4' }, HEADER)['Note']).toMatch(/^aws-sqs-standard: SQS keeps a message .*14 days/)
  })

  it('is the same bytes for the same rows', async () => {
    expect((await batchWorkbook(batch)).equals(await batchWorkbook(batch))).toBe(true)
  })

  it('holds rows of errors alone, and no row at all', async () => {
    const failed = readWorkbook(await batchWorkbook({ ...batch, rows: [rows[2]!] }))
    expect(rowsOf(failed, 'Rows', HEADER)).toHaveLength(1)
    expect(rowsOf(readWorkbook(await batchWorkbook({ ...batch, rows: [] })), 'Rows', HEADER)).toEqual([])
  })

  it('refuses more rows than it has room for, naming both numbers', async () => {
    const tooMany = { ...batch, rows: Array.from({ length: MOST_BATCH_ROWS + 1 }, () => rows[2]!) }
    await expect(batchWorkbook(tooMany)).rejects.toThrow('A workbook has room for 10000 workloads; there are 10001.')
  })
})

describe.skipIf(maySkip)('the workbook of many workloads in LibreOffice Calc', () => {
  it('adds up anew when an amount is changed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'batch-'))
    const calc = await startLibreOffice()
    try {
      const path = join(folder, 'batch.xlsx')
      writeFileSync(path, await batchWorkbook(batch))
      const document = await calc.open(path)
      await document.recalculate()
      expect(await document.errors()).toEqual([])
      expect((await document.read('Total_aws_sqs_standard', 'Summary.B4', 'Summary.E4', 'Rows.B5')).map(({ number, text }) => number ?? text)).toEqual([720, 2, 720, '=HYPERLINK("https://a.example")'])
      // 120.00 of infrastructure become 130.50, with people at 10.00.
      await document.set({ 'Rows.H5': 130.5, 'Rows.I5': 10 })
      await document.recalculate()
      expect((await document.read('Rows.J5', 'Total_aws_sqs_standard', 'Summary.E4')).map(({ number }) => number)).toEqual([140.5, 740.5, 740.5])
    } finally {
      await calc.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
