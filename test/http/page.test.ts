import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { HeldBytes } from '../../src/http/v1/form/held-bytes.ts'
import type { HeldShare } from '../../src/http/v1/form/held-bytes.ts'
import { readForm } from '../../src/http/v1/form/read-form.ts'
import { offeringIds } from '../../src/models/registry.ts'
import { readWorkbook, rowsOf, rowWhere } from '../spreadsheet/read-workbook.ts'
import { catalog, onlyFaultIn, problemIn, service, today } from './service.ts'

const path = '/v1/estimates/form'
const sqs = { offerings: 'aws-sqs-standard' } as const
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'
const HEADER = 3
// Copied from a sheet: tabs, a column of the sender's own, and a blank cell.
const pasted = 'team\trequestsPerMonth\tpayloadBytes\tretentionDays\tregion\r\nOrders\t500000000\t2048\t7\t\r\nAudit\t1000000\t512\t4\teu-west-1\r\n'

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

type Fields = Readonly<Record<string, string | readonly string[] | File>>
interface Sent { readonly to?: FastifyInstance, readonly accept?: string }

function pairsOf (fields: Fields): readonly (readonly [string, string | File])[] {
  return Object.entries(fields).flatMap(([name, value]) => [value].flat().map(one => [name, one as string | File] as const))
}

async function multipart (fields: Fields): Promise<{ readonly payload: Buffer, readonly type: string }> {
  const form = new FormData()
  for (const [name, value] of pairsOf(fields)) form.append(name, value as string)
  const written = new Response(form)
  return { payload: Buffer.from(await written.arrayBuffer()), type: written.headers.get('content-type')! }
}

function sendBytes (payload: Buffer | string, type: string, { to = app, accept = '*/*' }: Sent = {}): Promise<LightMyRequestResponse> {
  return to.inject({ method: 'POST', url: path, headers: { 'content-type': type, accept }, payload })
}

/** Sends a form as a browser does that has a file to send. */
async function send (fields: Fields, sent?: Sent): Promise<LightMyRequestResponse> {
  const { payload, type } = await multipart(fields)
  return await sendBytes(payload, type, sent)
}

function sendEncoded (fields: Fields, sent?: Sent): Promise<LightMyRequestResponse> {
  return sendBytes(new URLSearchParams(pairsOf(fields).map(([name, value]): [string, string] => [name, value as string])).toString(), 'application/x-www-form-urlencoded', sent)
}

type Row = Readonly<Record<string, string>>

function rowsIn (response: LightMyRequestResponse, delimiter = ','): readonly Row[] {
  expect(response.statusCode, response.body).toBe(200)
  expect(response.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8; header=present', 'content-disposition': 'attachment; filename="estimates.csv"', 'cache-control': 'no-store' })
  return parse(response.body, { columns: true, delimiter, bom: true }) as Row[]
}

const csvFile = (text: string, name = 'rows.csv'): File => new File([text], name, { type: 'text/csv' })

/** The page that a browser is told a problem with. */
function pageIn (response: LightMyRequestResponse, status: number): string {
  expect(response.statusCode, response.body).toBe(status)
  expect(response.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  expect(response.headers['content-security-policy']).toContain("default-src 'none'")
  return response.body
}

describe('the page at the root', () => {
  it('runs no script and loads nothing, and its policy allows neither', async () => {
    const { body, headers } = await app.inject('/')
    const style = /<style>([^]*)<\/style>/.exec(body)![1]!
    expect(headers['content-security-policy']).toBe(`default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'`)
    expect(body).not.toMatch(/<script|<img|<link|<iframe|\son[a-z]+=|javascript:|\sstyle=|@import|url\(/i)
  })

  it('leads to addresses that are there', async () => {
    const { body } = await app.inject('/')
    const paths = [...body.matchAll(/\s(?:href|action|formaction)="(\/[^"]*)"/g)].map(([, found]) => found!.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))))
    expect(paths).toEqual(expect.arrayContaining(['/template.xlsx', '/v1/estimates.xlsx', '/v1/estimates.csv', path]))
    for (const found of paths) expect((await app.inject(found)).statusCode, found).not.toBe(404)
    const names = [...body.matchAll(/href="#([^"]+)"/g)].map(([, name]) => name)
    for (const name of names) expect(body).toContain(`id="${name}"`)
  })

  it('names every field of a workload that a column can fill, and every offering and region', async () => {
    const { body } = await app.inject('/')
    for (const name of ['requestsPerMonth', 'payloadBytes', 'replicationFactor', 'localRetentionHours']) expect(body).toContain(`<th scope="row"><code>${name}</code></th>`)
    expect(body).not.toContain('payloadMix</code></th>')
    expect([...body.matchAll(/name="offerings" value="([^"]+)"/g)].map(([, id]) => id)).toEqual(offeringIds)
    // One list for each of the two forms.
    expect([...body.matchAll(/<option value="eu-central-1">/g)]).toHaveLength(2)
  })

  it('says how many rows this service takes', async () => {
    const small = buildApp({ config: { logLevel: 'silent', corsOrigins: '*' }, catalog, today: () => today, batch: { mostRows: 2000 } })
    expect((await small.inject('/')).body).toMatch(/chart; up to 2,000 rows[^]*workload; up to 2,000 rows/)
    expect((await app.inject('/')).body).toMatch(/chart; up to 10,000 rows[^]*workload; up to 1,000,000 rows/)
    await small.close()
  })
})

describe('rows in a form', () => {
  it('are answered the same pasted or in a file, in either encoding of forms', async () => {
    const answers = [await send({ rows: pasted, output: 'csv', ...sqs }), await sendEncoded({ rows: pasted, output: 'csv', ...sqs }), await send({ file: csvFile(pasted, 'rows.tsv'), rows: '', output: 'csv', ...sqs })]
    // 500 million messages and one million, sent, received and deleted at 0.40 a million.
    expect(rowsIn(answers[0]!).map(({ team, row, infrastructureExpected }) => [team, row, infrastructureExpected])).toEqual([['Orders', '2', '600.00'], ['Audit', '3', '1.20']])
    expect(answers[1]!.body).toBe(answers[0]!.body)
    expect(answers[2]!.body).toBe(answers[0]!.body)
  })

  it('are answered with the very bytes of the batch', async () => {
    const rows = 'id,requestsPerMonth,payloadBytes,retentionDays\n1,3000000,70000,7\n2,x,1,1\n3,1,,2\n'
    const batch = await app.inject({ method: 'POST', url: '/v1/estimates/batch?download=true&region=eu-central-1&view=lines', headers: { 'content-type': 'text/csv' }, payload: rows })
    expect((await send({ rows, output: 'csv', region: 'eu-central-1', view: 'lines' })).body).toBe(batch.body)
  })

  it('may be separated in one way and answered in another, with commas in their numbers', async () => {
    const numbers = (text: string): string => `id${text}requestsPerMonth${text}payloadBytes${text}retentionDays${text}sendBatchSize\n1${text}1000000${text}100${text}4${text}2,5\n`
    for (const separator of ['\t', ';']) {
      const answer = await send({ rows: numbers(separator), output: 'csv', decimal: ',', delimiter: ';', ...sqs })
      expect(answer.body.startsWith('\uFEFFid;row;')).toBe(true)
      // A million messages in 400,000 sends, received and deleted one by one: 2.4 million at 0.40.
      expect(rowsIn(answer, ';').map(({ infrastructureExpected }) => infrastructureExpected)).toEqual(['0,96'])
    }
    const tabs = await send({ rows: 'requestsPerMonth,payloadBytes,retentionDays\n1000000,100,4', output: 'csv', delimiter: 'tab', ...sqs })
    expect(rowsIn(tabs, '\t').map(({ infrastructureExpected }) => infrastructureExpected)).toEqual(['1.20'])
  })

  it('may have one column, and the rest of the question beside them', async () => {
    const fields = { payloadBytes: '100', retentionDays: '4', output: 'csv', ...sqs }
    expect(rowsIn(await send({ ...fields, rows: 'requestsPerMonth\n1000000\n' })).map(({ infrastructureExpected }) => infrastructureExpected)).toEqual(['1.20'])
    // The name of a column may hold what others separate by.
    expect(rowsIn(await send({ ...fields, rows: 'requestsPerMonth\tTeam, country; town\n1000000\tA, B; C\n' }))).toMatchObject([{ 'Team, country; town': 'A, B; C', infrastructureExpected: '1.20' }])
    expect(rowsIn(await send({ ...fields, requestsPerMonth: '1000000', rows: 'id;team\n1;Orders\n' }))).toMatchObject([{ id: '1', team: 'Orders', infrastructureExpected: '1.20' }])
  })

  it('take every tick of the offerings, and no tick for all of them', async () => {
    const asked = { rows: 'requestsPerMonth,payloadBytes,retentionDays\n1000000,100,4', output: 'csv' }
    const offeringsIn = (response: LightMyRequestResponse): readonly string[] => rowsIn(response).map(({ offering }) => offering!)
    expect(offeringsIn(await send({ ...asked, offerings: ['aws-msk-serverless', 'aws-sqs-fifo'] })).toSorted()).toEqual(['aws-msk-serverless', 'aws-sqs-fifo'])
    expect(offeringsIn(await send(asked)).toSorted()).toEqual(offeringIds.toSorted())
  })

  it('share an account where that is ticked', async () => {
    const rows = 'requestsPerMonth,payloadBytes,retentionDays,aws-sqs.billedRequestsPerMonth\n1,1,1,40000000000\n1,1,1,40000000000\n1,1,1,40000000000\n'
    // 40 billion at 400 a billion; again; then 20 at 400 and 20 at 300 beyond 100 billion.
    expect(rowsIn(await send({ rows, output: 'csv', pool: 'account', ...sqs })).map(({ infrastructureExpected }) => infrastructureExpected)).toEqual(['16000.00', '16000.00', '14000.00'])
    const workbook = readWorkbook((await send({ rows, pool: 'account', ...sqs })).rawPayload)
    expect(workbook.named('Total_aws_sqs_standard').formula).toBe('SUBTOTAL(109,H4:H6)')
    expect(rowWhere(workbook, 'Summary', { Offering: 'aws-sqs-standard' }, HEADER)['Infrastructure']).toBe('46000')
  })

  it('tell what is wrong with one of them in its place, and a blank cell is never zero', async () => {
    const rows = rowsIn(await send({ rows: 'id\trequestsPerMonth\tpayloadBytes\tretentionDays\n1\t500,000,000\t2048\t7\n2\t\t2048\t7\n3\t1000000\t2"048\t7\n4\t1000000\t100\n5\t1000000\t100\t4\n', output: 'csv', ...sqs }))
    expect(rows.map(({ row, infrastructureExpected, errorCode, errorField }) => [row, infrastructureExpected, errorCode, errorField].filter(Boolean).join(' '))).toEqual([
      '2 WRONG_TYPE requestsPerMonth', '3 REQUIRED requestsPerMonth', '4 BROKEN_CSV', '5 TOO_SHORT', '6 1.20'
    ])
  })

  it('beyond the most are not answered, and said not to be', async () => {
    const small = buildApp({ config: { logLevel: 'silent', corsOrigins: '*' }, catalog, today: () => today, batch: { mostRows: 2 } })
    const rows = 'requestsPerMonth,payloadBytes,retentionDays\n1,1,1\n2,1,1\n3,1,1\n'
    expect(rowsIn(await send({ rows, output: 'csv', ...sqs }, { to: small })).map(({ errorCode }) => errorCode)).toEqual(['', '', 'TOO_LONG'])
    expect(problemIn(await send({ rows, ...sqs }, { to: small }), 413)).toMatchObject({ code: 'BODY_TOO_LARGE', detail: 'A workbook has room for 2 rows, and there are more; output=csv takes up to 2.' })
    await small.close()
  })
})

describe('a workbook of rows in a form', () => {
  it('has a row a workload with what came with it, what was asked, and why there is no amount', async () => {
    const response = await send({ rows: 'team\trequestsPerMonth\tpayloadBytes\tretentionDays\n=1+1\t500000000\t2048\t7\n<b>\t\t512\t4\nAudit\t1000000\t512,5\t4\n', region: 'eu-west-1', decimal: ',', ...sqs })
    expect(response.headers).toMatchObject({ 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'content-disposition': 'attachment; filename="estimates.xlsx"', 'cache-control': 'no-store' })
    const workbook = readWorkbook(response.rawPayload)
    const rows = rowsOf(workbook, 'Rows', HEADER)
    expect(rows.map(row => ['Row', 'team', 'region', 'requestsPerMonth', 'payloadBytes', 'aws-sqs-standard, infrastructure'].map(name => row[name] ?? ''))).toEqual([
      ['2', '=1+1', 'eu-west-1', '500000000', '2048', '600'],
      ['3', '<b>', 'eu-west-1', '', '512', ''],
      ['4', 'Audit', 'eu-west-1', '1000000', '512.5', '1.2']
    ])
    expect(rows[1]!['Note']).toBe('REQUIRED: requestsPerMonth is missing; accepted is a whole number from 0 up to 1000000000000000 (messages).')
    expect(workbook.sheets['Rows']!.get('B4')).toMatchObject({ type: 's', formula: null })
    // Two rows have an amount.
    expect(rowWhere(workbook, 'Summary', { Offering: 'aws-sqs-standard' }, HEADER)).toMatchObject({ 'Rows with an amount': '2', Infrastructure: '601.2' })
  })

  it('numbers its rows as the CSV does', async () => {
    const rows = 'requestsPerMonth,payloadBytes,retentionDays\n1,1,1\n\n2,1,1\n'
    expect(rowsOf(readWorkbook((await send({ rows, ...sqs })).rawPayload), 'Rows', HEADER).map(({ Row }) => Row)).toEqual(rowsIn(await send({ rows, output: 'csv', ...sqs })).map(({ row }) => row))
  })

  it('has no sum over two currencies', async () => {
    const header = 'requestsPerMonth,payloadBytes,retentionDays,currency,exchangeRate.from,exchangeRate.to,exchangeRate.rate,exchangeRate.date'
    const euro = '1000000,100,4,EUR,USD,EUR,0.5,2026-11-01'
    expect(problemIn(await send({ rows: `${header}\n${euro}\n1000000,100,4,,,,,\n`, ...sqs }), 422)).toMatchObject({ code: 'IMPOSSIBLE_COMBINATION', detail: 'The rows are in EUR and USD, which have no sum; accepted in a workbook is one currency, or output=csv.' })
    // 1.20 dollars are 0.60 euros.
    const workbook = readWorkbook((await send({ rows: `${header}\n${euro}\n`, ...sqs })).rawPayload)
    expect(rowWhere(workbook, 'Summary', { Offering: 'aws-sqs-standard' }, HEADER)['Infrastructure']).toBe('0.6')
    expect(workbook.sheets['Summary']!.get('A1')?.text).toContain('in EUR')
  })

  it('is refused beyond 10,000 rows, whose memory nobody has twice, and the next is written all the same', async () => {
    const rows = (count: number): string => `requestsPerMonth,payloadBytes,retentionDays\n${'1000000,100,4\n'.repeat(count)}`
    const [tooMany, next] = await Promise.all([send({ rows: rows(10_001), ...sqs }), send({ rows: rows(3), ...sqs })])
    expect(problemIn(tooMany, 413)).toMatchObject({ code: 'BODY_TOO_LARGE', detail: 'A workbook has room for 10000 rows, and there are more; output=csv takes up to 1000000.' })
    expect(rowsOf(readWorkbook(next.rawPayload), 'Rows', HEADER)).toHaveLength(3)
  })
})

describe('a form that cannot be answered', () => {
  const blank = { rows: ' \r\n', file: new File([], ''), ...sqs }
  const wrong = { rows: 'team,requestPerMonth,payloadBytes,retentionDays\nA,1,1,1\n', ...sqs }

  it('is told by a page to a browser and by a problem to a program, with one status and one sentence', async () => {
    for (const [fields, status] of [[blank, 400], [{ rows: pasted, output: 'pdf' }, 400], [{ rows: 'a"b,c\n', ...sqs }, 400]] as const) {
      const problem = problemIn(await send(fields), status)
      const page = pageIn(await send(fields, { accept: browser }), status)
      const shown = page.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
      expect(shown).toContain(`<p>${problem.detail}</p>`)
      expect(shown).toContain(`<h1>${problem.title}</h1>`)
      expect(shown).toContain(`Status ${status}, code <code>${problem.code}</code>`)
    }
    expect(problemIn(await send(blank, { accept: 'application/json, text/html;q=0.5' }), 400).code).toBe('INVALID_REQUEST')
  })

  it('is told everything that is wrong at once', async () => {
    const page = pageIn(await send(wrong, { accept: 'text/html' }), 400)
    expect(page).toContain('<p>2 things are wrong:</p>')
    expect([...page.matchAll(/<li>/g)]).toHaveLength(2)
    expect(page).toContain('The nearest is requestsPerMonth.')
  })

  it('also where the form for one workload leads, and nowhere else', async () => {
    const wrongKey = '?requestsPerMonth=1&payloadBytes=2e3&retentionDays=7'
    for (const suffix of ['xlsx', 'csv']) expect(pageIn(await app.inject({ url: `/v1/estimates.${suffix}${wrongKey}`, headers: { accept: browser } }), 400)).toContain('payloadBytes is')
    for (const suffix of ['json', 'xml']) problemIn(await app.inject({ url: `/v1/estimates.${suffix}${wrongKey}`, headers: { accept: browser } }), 400)
    problemIn(await app.inject({ url: `/v1/estimates.xlsx${wrongKey}`, headers: { accept: '*/*' } }), 400)
    problemIn(await app.inject({ url: '/v1/estimates/forms', headers: { accept: browser } }), 404)
    problemIn(await app.inject({ url: path, headers: { accept: browser } }), 405)
  })

  it('has neither rows nor a file, or both, or an empty one', async () => {
    expect(onlyFaultIn(await send(blank))).toMatchObject({ parameter: 'rows', code: 'BLANK' })
    expect(onlyFaultIn(await sendEncoded({ output: 'csv' }))).toMatchObject({ parameter: 'rows', code: 'BLANK' })
    expect(onlyFaultIn(await send({ rows: pasted, file: csvFile(pasted) }))).toMatchObject({ parameter: 'rows', code: 'DUPLICATE' })
    expect(problemIn(await send({ file: csvFile('', 'nothing.csv') }), 400)).toMatchObject({ code: 'BROKEN_CSV', detail: 'The file "nothing.csv" is empty; accepted is a row that names the columns, and a row for each workload.' })
  })

  it('has a workbook for a file, or UTF-16, or a header without fields', async () => {
    const zip = new File([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])], 'costs.xlsx')
    expect(problemIn(await send({ file: zip }), 400)).toMatchObject({ code: 'BROKEN_CSV', detail: 'The file "costs.xlsx" is a workbook or an archive; accepted is .csv or .tsv: save the sheet as "CSV UTF-8", or paste its cells.' })
    expect(problemIn(await send({ file: new File([Buffer.from(pasted, 'utf16le')], 'a.txt') }), 400)).toMatchObject({ code: 'BROKEN_CSV', detail: expect.stringContaining('UTF-16') as string })
    expect(problemIn(await send({ rows: 'hello\n' }), 400).errors).toHaveLength(3)
  })

  it('has a field that is unknown, twice there or no answer to anything', async () => {
    expect(onlyFaultIn(await send({ rows: pasted, colour: 'red' }))).toMatchObject({ parameter: 'colour', code: 'UNKNOWN_FIELD' })
    expect(onlyFaultIn(await send({ rows: pasted, decimal: ['.', ','] }))).toMatchObject({ parameter: 'decimal', code: 'DUPLICATE' })
    expect(onlyFaultIn(await send({ rows: [pasted, pasted] }))).toMatchObject({ parameter: 'rows', code: 'DUPLICATE' })
    expect(onlyFaultIn(await send({ rows: pasted, output: 'pdf' }))).toMatchObject({ parameter: 'output', code: 'NOT_ACCEPTED' })
    expect(onlyFaultIn(await send({ rows: csvFile(pasted) }))).toMatchObject({ parameter: 'rows', code: 'UNKNOWN_FIELD' })
  })

  it('shows hostile names and cells as text, in a page as in a file', async () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&'
    const pages = [
      pageIn(await send({ file: csvFile('', `${hostile}.csv`) }, { accept: browser }), 400),
      pageIn(await send({ rows: pasted, [hostile]: hostile }, { accept: browser }), 400),
      pageIn(await send({ rows: pasted, output: hostile }, { accept: browser }), 400),
      pageIn(await send({ rows: `${hostile.replaceAll('"', '')}\trequestPerMonth\n1\t2\n` }, { accept: browser }), 400),
      pageIn(await app.inject({ url: `/v1/estimates.csv?payloadBytes=${encodeURIComponent(hostile)}`, headers: { accept: browser } }), 400)
    ]
    for (const page of pages) {
      expect(page).not.toMatch(/<img|onerror=/)
      // What is left between angle brackets is ours.
      expect([...page.matchAll(/<([a-z0-9]+)/g)].every(([, tag]) => ['html', 'head', 'meta', 'title', 'style', 'body', 'main', 'h1', 'div', 'p', 'ul', 'li', 'a', 'code'].includes(tag!))).toBe(true)
    }
    const [row] = rowsIn(await send({ rows: 'team\trequestsPerMonth\tpayloadBytes\tretentionDays\n=HYPERLINK("http://a.example")\t1\t1\t1\n@x\t1\t1\t1\n'.replace('=HYPERLINK("http://a.example")', '=cmd|x'), output: 'csv', ...sqs }))
    expect(row!['team']).toBe("'=cmd|x")
  })

  it('is no form', async () => {
    const boundary = 'multipart/form-data; boundary=x'
    expect(problemIn(await sendBytes('{}', 'application/json'), 415).detail).toContain('accepted is application/x-www-form-urlencoded or multipart/form-data')
    expect(problemIn(await app.inject({ method: 'POST', url: path }), 415).detail).toContain('There is no body')
    expect(problemIn(await sendBytes('', 'multipart/form-data'), 400)).toMatchObject({ code: 'BROKEN_REQUEST', detail: 'The form cannot be read: its Content-Type names no boundary; accepted is what a browser sends for the form at /.' })
    expect(problemIn(await sendBytes('--x\r\nContent-Disposition: form-data; name="rows"\r\n\r\na', boundary), 400)).toMatchObject({ code: 'BROKEN_REQUEST', detail: 'The form cannot be read: it ends before its end, or is not what its Content-Type says; accepted is what a browser sends for the form at /.' })
    expect(problemIn(await sendBytes('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\na', boundary), 400).code).toBe('BROKEN_REQUEST')
    expect(problemIn(await sendBytes('--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n', boundary), 400).detail).toBe('The form cannot be read: a field has no name; accepted is what a browser sends for the form at /.')
    expect(problemIn(await send({ many: Array.from({ length: 201 }, String) }), 400).detail).toBe('The form cannot be read: it has more than 200 fields; accepted is what a browser sends for the form at /.')
    expect(problemIn(await sendEncoded({ many: Array.from({ length: 201 }, String) }), 400).detail).toBe('The form cannot be read: it has more than 200 fields; accepted is what a browser sends for the form at /.')
    expect(problemIn(await send({ file: [csvFile('a'), csvFile('b')] as unknown as File }), 400).detail).toBe('The form cannot be read: it has more than one file; accepted is what a browser sends for the form at /.')
    expect(problemIn(await sendEncoded({ ['n'.repeat(101)]: 'x' }), 400).detail).toBe('The form cannot be read: the name of a field is longer than 100 bytes; accepted is what a browser sends for the form at /.')
    const compressed = await app.inject({ method: 'POST', url: path, headers: { 'content-type': boundary, 'content-encoding': 'gzip' }, payload: 'x' })
    expect(problemIn(compressed, 415).detail).toBe('The body is encoded as "gzip"; accepted is a body that is not compressed.')
  })

  it('is too large', async () => {
    const long = `requestsPerMonth,payloadBytes,retentionDays\n${'x'.repeat(8 * 1024 * 1024)}`
    expect(problemIn(await sendEncoded({ rows: long }), 413)).toMatchObject({ code: 'BODY_TOO_LARGE', detail: 'rows is longer than 8 MiB; a file may have 64.' })
    expect(pageIn(await send({ rows: long }, { accept: browser }), 413)).toContain('rows is longer than 8 MiB')
    const half = 'x'.repeat(4 * 1024 * 1024)
    expect(problemIn(await sendEncoded({ rows: half, carry: `${half}x` }), 413).detail).toBe('The text of all fields together is longer than 8 MiB; a file may have 64.')
    const file = new File([Buffer.alloc(64 * 1024 * 1024 + 1, 'x')], 'large.csv')
    expect(problemIn(await send({ file }), 413)).toMatchObject({ code: 'BODY_TOO_LARGE', detail: 'The file is longer than 64 MiB; POST /v1/estimates/batch takes longer ones.' })
  })
})

describe('the memory of forms', () => {
  it('is shared by all that are being answered, and who finds none is asked to come again', async () => {
    const held = new HeldBytes(100_000)
    const { payload, type } = await multipart({ file: csvFile('x'.repeat(60_000)), output: 'csv' })
    const read = (share: HeldShare): Promise<unknown> => readForm({ headers: { 'content-type': type } }, Readable.from([payload]), share)
    const first = held.open()
    await read(first)
    const second = held.open()
    await expect(read(second)).rejects.toMatchObject({ code: 'UNAVAILABLE', extras: { headers: { 'retry-after': '30' } } })
    for (const share of [first, first, second]) share.release()
    const next = held.open()
    await read(next)
    // 60,003 bytes of two texts and a file are held, and 39,997 are left.
    expect([held.open().hold(39_998), held.open().hold(39_997), held.open().hold(1)]).toEqual([false, true, false])
    const full = await multipart({ output: 'csv' })
    await expect(readForm({ headers: { 'content-type': full.type } }, Readable.from([full.payload]), held.open())).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })

  it('is given back with the answer', async () => {
    // Five of the largest files, one after the other, are more than is held at one time.
    const file = new File([`requestsPerMonth,payloadBytes,retentionDays\n1,1,1\n${'\n'.repeat(64 * 1024 * 1024 - 100)}`], 'mostly-empty.csv')
    const { payload, type } = await multipart({ file, output: 'csv', ...sqs })
    for (let turn = 0; turn < 5; turn += 1) expect((await sendBytes(payload, type)).statusCode).toBe(200)
  })
})

describe('a form over a real connection', () => {
  it('is answered to a browser that takes nothing before it has sent everything', async () => {
    const server = service()
    await server.listen({ port: 0, host: '127.0.0.1' })
    const count = 20_000
    const { payload, type } = await multipart({ file: csvFile(`id,requestsPerMonth,payloadBytes,retentionDays\n${Array.from({ length: count }, (_, index) => `${index},1000000,100,4\n`).join('')}`), output: 'csv', ...sqs })
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1')
    socket.write(`POST ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: ${type}\r\ncontent-length: ${payload.length}\r\n\r\n`)
    // Half of it, and the rest only after a while: nothing is read until then.
    socket.write(payload.subarray(0, payload.length / 2))
    await new Promise(resolve => setTimeout(resolve, 100))
    await new Promise(resolve => socket.write(payload.subarray(payload.length / 2), resolve))
    let text = ''
    for await (const bytes of socket) text += String(bytes)
    expect(text.slice(0, 15)).toBe('HTTP/1.1 200 OK')
    expect([...text.matchAll(/,1\.20,/g)].length).toBeGreaterThanOrEqual(count)
    await server.close()
  })

  it('costs nobody else anything when its sender goes away', async () => {
    const server = service()
    await server.listen({ port: 0, host: '127.0.0.1' })
    const { port } = server.server.address() as AddressInfo
    const { payload, type } = await multipart({ rows: pasted, output: 'csv', ...sqs })
    for (const sent of [payload.subarray(0, 100), payload]) {
      const socket = connect(port, '127.0.0.1')
      socket.write(`POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: ${type}\r\ncontent-length: ${payload.length}\r\n\r\n`)
      await new Promise(resolve => socket.write(sent, resolve))
      socket.destroy()
    }
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(payload) })
    expect(await answer.text()).toContain('600.00')
    await server.close()
  })
})
