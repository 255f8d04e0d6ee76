import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ColumnType, Table } from '../../src/estimates/tables.ts'
import { csvOptionsSchema, tsvOptionsSchema, writeCsv, writeTsv } from '../../src/http/writers/csv.ts'
import { estimateIn, service, workload, workloadKeys } from '../http/service.ts'
import { maySkip, startLibreOffice } from './libreoffice.ts'
import type { CalcCell, CalcDocument, LibreOffice } from './libreoffice.ts'

/** The two formulas of the README: service in B1, requests, bytes and days in B2 to B4. */
const [valueFormula, xmlFormula] = /```calc\n([^`]+)```/.exec(readFileSync('README.md', 'utf8'))![1]!.trim().split('\n') as [string, string]
const inputs = { B2: workload.requestsPerMonth, B3: workload.payloadBytes, B4: workload.retentionDays } as const
/** The number that a cell shows; NaN where it shows anything else. */
const numberIn = ([cell]: readonly CalcCell[]): number => cell?.number ?? NaN

describe.skipIf(maySkip)('LibreOffice Calc', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cells-'))
  let app: FastifyInstance
  let base: string
  let english: LibreOffice
  let german: LibreOffice
  beforeAll(async () => {
    app = service()
    await app.listen({ port: 0, host: '127.0.0.1' })
    base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
    ;[english, german] = await Promise.all([startLibreOffice(), startLibreOffice({ locale: 'de-DE' })])
  })
  afterAll(async () => {
    await Promise.all([english?.stop(), german?.stop()])
    await app?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  describe.each(['en-US', 'de-DE'])('in a cell, %s', locale => {
    let document: CalcDocument
    beforeAll(async () => {
      document = await (locale === 'en-US' ? english : german).create()
    })
    beforeEach(async () => document.set({ B1: base, ...inputs, C1: valueFormula, C2: xmlFormula, C3: '=SUM(C1:C2)' }))

    const shown = async (...addresses: readonly string[]): Promise<readonly CalcCell[]> => {
      await document.recalculate()
      return document.read(...addresses)
    }

    it('shows the number of the service to its last digit, by WEBSERVICE and by FILTERXML', async () => {
      // 500 million messages sent, received and deleted alone, 1.5 billion requests at 0.40 a million.
      expect(await shown('C1:C3')).toMatchObject([{ type: 'number', number: 600 }, { type: 'number', number: 600 }, { type: 'number', number: 1200 }])
    })

    it('shows every figure that the answer has', async () => {
      const answer = estimateIn(await app.inject(`/v1/estimates?${workloadKeys}`))
      for (const { offering, totals } of answer.estimates.filter(({ status }) => status === 'priced')) {
        await document.set({ C1: valueFormula.replace('aws-sqs-standard', offering).replace('infrastructure.expected', 'perMillionMessages.total'), C2: xmlFormula.replace('aws-sqs-standard', offering).replace('infrastructure/@expected', 'total/@high') })
        expect([offering, ...(await shown('C1', 'C2')).map(({ number }) => number)]).toEqual([offering, Number(totals!.perMillionMessages.total), Number(totals!.total.high)])
      }
    })

    it('follows a changed input', async () => {
      await document.set({ B2: 250_000_000 })
      // Half the messages, half the requests.
      expect((await shown('C1:C2')).map(({ number }) => number)).toEqual([300, 300])
    })

    it('shows an error where an input is blank, which no sum takes for a zero', async () => {
      for (const blank of Object.keys(inputs)) {
        await document.set({ ...inputs, [blank]: '' })
        expect((await shown('C1:C3')).map(({ type, number }) => [type, number]), blank).toEqual([['error', null], ['error', null], ['error', null]])
      }
    })

    it('shows why in a second cell that asks for text', async () => {
      await document.set({ B3: '', C4: valueFormula.replace('=NUMBERVALUE(', '=').replace(';".";",")', '').replace('&B4)', '&B4&"&on_error=text")') })
      const [cell] = await shown('C4')
      expect(cell).toMatchObject({ type: 'text', error: 0 })
      expect(cell!.text).toMatch(/^#ERROR BLANK: payloadBytes is blank; accepted is /)
    })

    it('shows an error for what cannot carry the workload', async () => {
      // 2 MiB is more than SQS takes in a message, and the payload may not go through S3.
      await document.set({ B3: 2_097_152, C1: valueFormula.replace('&retentionDays', '&aws-sqs-standard.extendedClient=never&retentionDays'), C2: xmlFormula.replace('&retentionDays', '&aws-sqs-standard.extendedClient=never&retentionDays') })
      expect((await shown('C1:C2')).map(({ type }) => type)).toEqual(['error', 'error'])
    })

    it('shows an error where the service is not there', async () => {
      await document.set({ B1: 'http://127.0.0.1:9' })
      expect((await shown('C1:C2')).map(({ type }) => type)).toEqual(['error', 'error'])
    })
  })

  it('takes a decimal comma by VALUE where it was asked for, and never reads half a number from its own', async () => {
    const document = await german.create()
    const cell = (more: string): string => `WEBSERVICE("${base}/v1/estimates/value?offerings=aws-msk-standard&field=perMillionMessages.infrastructure&${workloadKeys}"&${more})`
    await document.set({ B1: 0.4, C1: `=VALUE(${cell('"&decimal=,"')})`, C2: `=${cell('"&kafka.utilisation="&B1')}`, C3: `=${cell('"&on_error=text&kafka.utilisation="&B1')}` })
    await document.recalculate()
    const [value, comma, why] = await document.read('C1:C3')
    const { totals } = estimateIn(await app.inject(`/v1/estimates?${workloadKeys}&offerings=aws-msk-standard`)).estimates[0]!
    expect(totals!.perMillionMessages.infrastructure).toContain('.')
    expect(value).toMatchObject({ type: 'number', number: Number(totals!.perMillionMessages.infrastructure) })
    expect(comma!.type).toBe('error')
    expect(why!.text).toMatch(/^#ERROR WRONG_TYPE: kafka.utilisation is "0,4"; /)
    await document.close()
  })

  it('fetches the longest address that Excel would, in keys and packed', async () => {
    const document = await english.create()
    const question = { workload: { ...workload, consumerGroups: 2, peakToAverageRatio: 3, topics: 12, ordering: 'per-key', replay: false, processingSeconds: 0.25, region: 'eu-west-1', availabilityZones: 3, internetEgressPercent: 0, crossRegionPercent: 0, sendBatchSize: 1, receiveBatchSize: 1, deleteBatchSize: 1, pollersPerGroup: 1, pollWaitSeconds: 20, redeliveryPercent: 1.5, replicationFactor: 3, partitions: 96, compressionRatio: 1, followerFetching: true }, detail: 'summary' }
    const { links } = estimateIn(await app.inject({ method: 'POST', url: '/v1/estimates', payload: question }))
    const packed = `/v1/estimates?w=${Buffer.from(JSON.stringify(question)).toString('base64url')}`
    for (const link of [links.self!, packed]) {
      expect(`${base}${link}`.length).toBeLessThanOrEqual(2048)
      await document.set({ A1: base, A2: link.replace('/v1/estimates?', '').slice(0, 600), A3: link.replace('/v1/estimates?', '').slice(600), A4: '=FILTERXML(WEBSERVICE(A1&"/v1/estimates.xml?"&A2&A3);"number(//estimate[@offering=\'aws-msk-standard\']/totals/total/@expected)")' })
      await document.recalculate()
      const { estimates } = estimateIn(await app.inject(link))
      expect(numberIn(await document.read('A4'))).toBe(Number(estimates.find(({ offering }) => offering === 'aws-msk-standard')!.totals!.total.expected))
    }
    await document.close()
  })

  // Tokens of its text filter: delimiter, quotation mark, character set (UTF-8), first line.
  const textFilter = (delimiter: ';' | '\t'): { filter: string, filterOptions: string } => ({ filter: 'Text - txt - csv (StarCalc)', filterOptions: `${delimiter.charCodeAt(0)},34,76,1` })

  it.each([
    ['a CSV of a comma-decimal locale', 'estimates.csv', 'delimiter=;&decimal=,', ';'],
    ['a TSV of a comma-decimal locale', 'estimates.tsv', 'decimal=,', '\t']
  ] as const)('opens %s with its numbers as numbers', async (_title, file, options, delimiter) => {
    writeFileSync(join(folder, file), (await app.inject(`/v1/${file}?${workloadKeys}&view=offerings&${options}&download=true`)).body)
    const document = await german.open(join(folder, file), textFilter(delimiter))
    const sheet = document.sheets[0]!
    const header = (await document.read(`${sheet}.A1:W1`)).map(({ text }) => text)
    const { estimates } = estimateIn(await app.inject(`/v1/estimates?${workloadKeys}`))
    const column = String.fromCharCode('A'.charCodeAt(0) + header.indexOf('totalExpected'))
    expect((await document.read(`${sheet}.${column}2:${column}${estimates.length + 1}`)).map(({ number }) => number)).toEqual(estimates.map(({ totals }) => totals === undefined ? null : Number(totals.total.expected)))
    await document.close()
  })

  it('finds no formula in text that tries to be one, and loses no row to it', async () => {
    const texts = ['=1+1', '+1+1', '-1+1', '@SUM(1;1)', '\t=1+1', 'a\t=1+1', 'a;=1+1', 'a\n=1+1', '"', '"=1+1', 'say "x"', '\r\n', '＝1+1', '\0=1+1', 'a;\0=1+1', 'plain']
    const table: Table = { columns: [{ name: 'text', type: 'text' }, { name: 'number', type: 'money' satisfies ColumnType }], rows: texts.map((text, index) => [text, `-${index}.50`]) }
    // What Calc would make of the first of them otherwise.
    writeFileSync(join(folder, 'raw.csv'), 'text\r\n=1+1\r\n')
    const raw = await english.open(join(folder, 'raw.csv'), textFilter(';'))
    expect((await raw.read(`${raw.sheets[0]!}.A2`)).map(({ formula, number }) => [formula, number])).toEqual([['=1+1', 2]])
    await raw.close()
    for (const [file, text, delimiter] of [
      ['texts.csv', writeCsv(table, csvOptionsSchema.parse({ delimiter: ';', download: true })), ';'],
      ['texts.tsv', writeTsv(table, tsvOptionsSchema.parse({ download: true })), '\t']
    ] as const) {
      writeFileSync(join(folder, file), text)
      const document = await english.open(join(folder, file), textFilter(delimiter))
      const cells = Object.values(await document.used()).flat()
      expect(cells.filter(({ formula }) => formula !== null)).toEqual([])
      const sheet = document.sheets[0]!
      expect((await document.read(`${sheet}.B2:B${texts.length + 1}`)).map(({ number }) => number)).toEqual(texts.map((_, index) => -index - 0.5))
      expect(cells).toHaveLength(2 + 2 * texts.length)
      await document.close()
    }
  })
})
