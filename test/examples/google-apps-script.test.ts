import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const question = 'offerings=aws-sqs-standard&asOf=2026-11-01'
const cost = 'infrastructureExpected'
const nobody = 'http://127.0.0.1:1/v1'

type Value = string | number | boolean | Date

interface FetchOptions { readonly method?: string, readonly contentType?: string, readonly payload?: string, readonly muteHttpExceptions?: boolean }
interface HttpResponse { readonly getResponseCode: () => number, readonly getContentText: () => string }
interface Script {
  readonly MESSAGING_COST: (service: string, question: string, workloads: readonly (readonly Value[])[], column: string) => (string | number)[][]
  readonly MESSAGING_COST_WHY: (service: string, question: string, workloads: readonly (readonly Value[])[]) => string
}

// Apps Script waits for its answers, so another process asks, and the service runs in one of its own.
const asker = `
const { url, options } = JSON.parse(require('fs').readFileSync(0, 'utf8'))
fetch(url, options).then(async response => process.stdout.write(JSON.stringify({ status: response.status, text: await response.text() })), error => { process.stderr.write(String(error.message)); process.exit(1) })
`

const requests: string[] = []
const bodies: (string | undefined)[] = []
function fetchAndWait (url: string, { method = 'get', contentType = 'application/x-www-form-urlencoded', payload, muteHttpExceptions = false }: FetchOptions): HttpResponse {
  requests.push(url)
  bodies.push(payload)
  const options = { method, headers: { 'content-type': contentType }, body: payload }
  const { status: exit, stdout, stderr } = spawnSync(process.execPath, ['-e', asker], { input: JSON.stringify({ url, options }), encoding: 'utf8' })
  if (exit !== 0) throw new Error(`Address unavailable: ${url} (${stderr})`)
  const { status, text } = JSON.parse(stdout) as { status: number, text: string }
  if (status >= 400 && !muteHttpExceptions) throw new Error(`Request failed for ${url} returned code ${status}`)
  return { getResponseCode: () => status, getContentText: () => text }
}

/** As much of the host as the example uses; a call of anything else fails. */
const host = {
  UrlFetchApp: { fetch: fetchAndWait },
  Utilities: {
    parseCsv: (text: string): string[][] => parse(text),
    formatDate: (date: Date, timeZone: string, format: string): string => {
      expect(format).toBe('yyyy-MM-dd')
      return new Intl.DateTimeFormat('en-CA', { timeZone }).format(date)
    }
  },
  SpreadsheetApp: { getActive: () => ({ getSpreadsheetTimeZone: () => 'Europe/Berlin' }) },
  Date
}
const script = createContext(host) as unknown as Script
runInContext(readFileSync('examples/google-apps-script.gs', 'utf8'), script as object)

/** Values made in another context have other prototypes. */
const plain = <T>(value: T): T => value === undefined ? value : structuredClone(value)

const fields = ['team', 'requestsPerMonth', 'payloadBytes', 'retentionDays']
const orders: readonly Value[] = ['orders, "new"', 500_000_000, 2048, 7]
const mail: readonly Value[] = ['mail', 100_000_000, 1024, 0.5]
const blank: readonly Value[] = ['', '', '', '']

describe('the Google Apps Script', () => {
  let child: ChildProcess
  let address: string
  beforeAll(async () => {
    const started = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], { env: { PATH: process.env['PATH'] ?? '', PORT: '0' } })
    child = started
    address = await new Promise((resolve, reject) => {
      let log = ''
      started.stdout.on('data', chunk => {
        log += String(chunk)
        const port = /listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(log)?.[1]
        if (port !== undefined) resolve(`http://127.0.0.1:${port}/v1`)
      })
      started.on('close', () => reject(new Error(`The service ended: ${log}`)))
    })
  })
  afterAll(() => { child?.kill('SIGTERM') })

  const costs = (workloads: readonly (readonly Value[])[], column = cost): unknown => {
    requests.splice(0)
    return plain(script.MESSAGING_COST(address, question, workloads, column))
  }
  const why = (workloads: readonly (readonly Value[])[]): string => script.MESSAGING_COST_WHY(address, question, workloads)

  it('prices a range in one request, as numbers below the name of the column', () => {
    // 500,000,000 and 100,000,000 messages × 3 calls × 0.40 a million.
    expect(costs([fields, orders, mail])).toEqual([[cost], [600], [120]])
    expect(requests).toEqual([`${address}/estimates/batch?${question}`])
    expect(why([fields, orders, mail])).toBe('Every row has its cost.')
  })

  it('passes over rows that are wholly blank, which stay in their place', () => {
    expect(costs([fields, orders, blank, mail, blank])).toEqual([[cost], [600], [''], [120], ['']])
  })

  it('makes a row with a blank field no number, so that no sum over it is too low, says why, and prices the others', () => {
    const rows = [fields, orders, ['mail', '', 1024, 4], mail]
    expect(costs(rows)).toEqual([[cost], [600], [Number.NaN], [120]])
    expect(why(rows)).toMatch(/^Row 3 of the range, .*requestsPerMonth/)
  })

  it('makes a row that the offering cannot carry no number either, and says which offering and why', () => {
    // 20,000,000,000 messages a month are 7,610 a second, 15,221 at the peak; a FIFO queue in one message group carries a few hundred calls a second.
    const rows = [[...fields, 'ordering'], [...orders, 'none'], ['all', 20_000_000_000, 2048, 7, 'strict']]
    const fifo = question.replace('aws-sqs-standard', 'aws-sqs-fifo')
    const [name, first, second] = plain(script.MESSAGING_COST(address, fifo, rows, cost))
    // 1,500,000,000 × 0.50 a million; the other has a price, which nobody could use.
    expect([name, first, second]).toEqual([[cost], [750], [Number.NaN]])
    expect(script.MESSAGING_COST_WHY(address, fifo, rows)).toMatch(/^Row 3 of the range, .*aws-sqs-fifo cannot carry it: [A-Z_]+/)
  })

  it('carries a day of the sheet along as the day it is there', () => {
    // Midnight in Berlin is still the evening before in UTC.
    const since = new Date('2026-10-31T23:00:00Z')
    expect(costs([['since', ...fields], [since, ...orders]])).toEqual([[cost], [600]])
    expect(bodies.at(-1)).toContain('"2026-11-01","orders, ""new""","500000000"')
  })

  it('says which field the service does not know, which figure there is not, and that nobody answers', () => {
    const misspelt = [['requestPerMonth', 'payloadBytes', 'retentionDays'], [1, 1, 1]]
    expect(why(misspelt)).toMatch(/requestPerMonth.*requestsPerMonth/)
    expect(() => costs([fields, orders], 'nothing')).toThrow(/There is no figure nothing; there are .*infrastructureExpected/)
    expect(script.MESSAGING_COST_WHY(nobody, question, [fields, orders])).toContain(`No answer from ${nobody}: `)
  })
})
