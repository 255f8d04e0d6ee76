import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { AxeResults } from 'axe-core'
import { parse } from 'csv-parse/sync'
import type { FastifyInstance } from 'fastify'
import { chromium } from 'playwright-core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offeringIds } from '../../src/models/registry.ts'
import { readWorkbook, rowsOf, rowWhere } from '../spreadsheet/read-workbook.ts'
import { service } from './service.ts'

const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
// A browser is no part of the two commands of the README; in CI a missing one is a failure, not a skip.
const mayMiss = browser === undefined && process.env['CI'] !== 'true'
const SLOW = 120_000
const HEADER = 3

// As a sheet puts them on the clipboard.
const pasted = [
  ['team', 'requestsPerMonth', 'payloadBytes', 'retentionDays'],
  ['Orders', '500000000', '2048', '7'],
  ['Audit', '1000000', '512', '4'],
  ['<script>', '', '512', '4']
].map(cells => cells.join('\t')).join('\n')

describe.skipIf(mayMiss)('the page in a browser without scripts', () => {
  let app: FastifyInstance
  let base: string
  let context: BrowserContext
  const folder = mkdtempSync(join(tmpdir(), 'page-'))

  beforeAll(async () => {
    app = service()
    await app.listen({ port: 0, host: '127.0.0.1' })
    base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
    context = await launch('without-scripts', false)
  })

  function launch (profile: string, javaScriptEnabled: boolean): Promise<BrowserContext> {
    return chromium.launchPersistentContext(join(folder, profile), {
      executablePath: browser ?? 'chromium is missing',
      javaScriptEnabled,
      acceptDownloads: true,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
    })
  }

  afterAll(async () => {
    await context?.close()
    await app?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function open (path = '/'): Promise<Page> {
    const tab = await context.newPage()
    await tab.goto(`${base}${path}`)
    return tab
  }

  /** What a press of a button has the browser save. */
  async function saved (tab: Page, button: string): Promise<{ readonly name: string, readonly bytes: Buffer }> {
    const [download] = await Promise.all([tab.waitForEvent('download'), tab.getByRole('button', { name: button }).click()])
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
  }

  type Row = Readonly<Record<string, string>>
  const rowsIn = (bytes: Buffer): readonly Row[] => parse(bytes, { columns: true, bom: true }) as Row[]

  it('prices pasted rows and saves them as CSV', async () => {
    const tab = await open()
    await tab.getByLabel('Paste them, with the first row').fill(pasted)
    await tab.getByLabel('Amazon SQS, standard queues').check()
    await tab.getByLabel(/CSV, a row an offering/).check()
    const { name, bytes } = await saved(tab, 'Price the rows')
    expect(name).toBe('estimates.csv')
    // 500,000,000 messages, sent, received and deleted, are 1,500,000,000 requests at 0.40 a million.
    expect(rowsIn(bytes).map(({ team, infrastructureExpected, errorField }) => [team, infrastructureExpected, errorField])).toEqual([['Orders', '600.00', ''], ['Audit', '1.20', ''], ['<script>', '', 'requestsPerMonth']])
  })

  it('prices pasted rows and saves them as a workbook', async () => {
    const tab = await open()
    await tab.getByLabel('Paste them, with the first row').fill(pasted)
    await tab.getByLabel('Amazon SQS, standard queues').check()
    const { name, bytes } = await saved(tab, 'Price the rows')
    expect(name).toBe('estimates.xlsx')
    const workbook = readWorkbook(bytes)
    expect(rowsOf(workbook, 'Rows', HEADER).map(row => [row['team'], row['aws-sqs-standard, infrastructure'] ?? ''])).toEqual([['Orders', '600'], ['Audit', '1.2'], ['<script>', '']])
    expect(rowWhere(workbook, 'Summary', { Offering: 'aws-sqs-standard' }, HEADER)).toMatchObject({ 'Rows with an amount': '2', Infrastructure: '601.2' })
  })

  it('prices a file, semicolons and decimal commas included', async () => {
    const path = join(folder, 'Zahlen "März".csv')
    writeFileSync(path, '\uFEFFid;requestsPerMonth;payloadBytes;retentionDays;sendBatchSize\r\n1;1000000;100;4;2,5\r\n')
    const tab = await open()
    await tab.getByLabel('Or choose a file').setInputFiles(path)
    await tab.getByLabel('Amazon SQS, standard queues').check()
    await tab.getByLabel(/CSV, a row an offering/).check()
    await tab.getByLabel('Decimal mark').selectOption(',')
    await tab.getByLabel('Columns of the CSV are separated by').selectOption('tab')
    const { bytes } = await saved(tab, 'Price the rows')
    // 2.4 million requests at 0.40 a million.
    expect((parse(bytes, { columns: true, bom: true, delimiter: '\t' }) as Row[]).map(row => row['infrastructureExpected'])).toEqual(['0,96'])
  })

  it('takes a file of many rows and gives its answer', async () => {
    const count = 60_000
    const path = join(folder, 'many.csv')
    writeFileSync(path, `id,requestsPerMonth,payloadBytes,retentionDays\n${Array.from({ length: count }, (_, index) => `${index},1000000,100,4\n`).join('')}`)
    const tab = await open()
    await tab.getByLabel('Or choose a file').setInputFiles(path)
    await tab.getByLabel('Amazon SQS, standard queues').check()
    await tab.getByLabel(/CSV, a row an offering/).check()
    const { bytes } = await saved(tab, 'Price the rows')
    expect(rowsIn(bytes).filter(row => row['infrastructureExpected'] === '1.20')).toHaveLength(count)
  }, SLOW)

  it('answers one workload as a workbook or as lines', async () => {
    const tab = await open()
    await tab.getByLabel('Messages a month').fill('500000000')
    await tab.getByLabel('Bytes a message').fill('2048')
    await tab.getByLabel('Retention in days').fill('7')
    const workbook = await saved(tab, 'Get the workbook')
    expect(workbook.name).toBe('estimates.xlsx')
    expect(readWorkbook(workbook.bytes).sheets).toHaveProperty('Summary')
    const lines = await saved(tab, 'Get the lines as CSV')
    // Sent, received and deleted: 200.00 each.
    const costs = rowsIn(lines.bytes).filter(({ offering, lineItem }) => offering === 'aws-sqs-standard' && /^requests\.(send|receive|delete)$/.test(lineItem!)).map(({ cost }) => cost)
    expect(costs).toEqual(['200', '200', '200'])
  })

  it('lets nobody send a workload with a blank in it', async () => {
    const tab = await open()
    await tab.getByLabel('Messages a month').fill('500000000')
    await tab.getByRole('button', { name: 'Get the workbook' }).click()
    expect(await tab.getByLabel('Bytes a message').evaluate(input => input.matches(':invalid') && input === input.ownerDocument.activeElement)).toBe(true)
    expect(tab.url()).toBe(`${base}/`)
  })

  it('says on a page what is wrong, from which the way back finds everything as it was', async () => {
    const tab = await open()
    const rows = 'team\trequestPerMonth\tpayloadBytes\tretentionDays\n<b>x</b>\t1\t1\t1'
    await tab.getByLabel('Paste them, with the first row').fill(rows)
    await tab.getByRole('button', { name: 'Price the rows' }).click()
    await tab.getByRole('heading', { name: 'The question has faults' }).waitFor()
    expect(await tab.getByRole('listitem').first().textContent()).toContain('The nearest is requestsPerMonth.')
    await tab.goBack()
    expect(await tab.getByLabel('Paste them, with the first row').inputValue()).toBe(rows)
  })

  it('can be used by keys alone', async () => {
    const tab = await open()
    const reached: string[] = []
    // Every offering is one to tick.
    for (let press = 0; press < offeringIds.length + 25; press += 1) {
      await tab.keyboard.press('Tab')
      reached.push(await tab.locator(':focus').evaluate(element => element.getAttribute('name') ?? element.textContent ?? ''))
    }
    for (const name of ['requestsPerMonth', 'region', 'Get the workbook', 'rows', 'file', 'offerings', 'pool', 'output', 'decimal', 'delimiter', 'Price the rows']) expect(reached).toContain(name)
  })

  it('fits a phone and a desk, and has nothing that axe finds hard to see, to name or to reach, light or dark', async () => {
    // The page has no script; axe is one.
    const scripted = await launch('with-scripts', true)
    for (const width of [320, 1280]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const path of ['/', '/v1/estimates.csv?retentionDays=x']) {
          const tab = await scripted.newPage()
          await tab.setViewportSize({ width, height: 800 })
          await tab.emulateMedia({ colorScheme })
          await tab.goto(`${base}${path}`)
          for (const details of await tab.locator('summary').all()) await details.click()
          expect(await tab.locator('html').evaluate(root => root.scrollWidth), `${path} at ${width}`).toBeLessThanOrEqual(width)
          await tab.evaluate(axe.source)
          const { violations } = await tab.evaluate('axe.run()') as AxeResults
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`), `${path} at ${width}, ${colorScheme}`).toEqual([])
          await tab.close()
        }
      }
    }
    await scripted.close()
  }, SLOW)
})
