import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { compileFunction } from 'node:vm'
import type { FastifyInstance } from 'fastify'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { service } from '../http/service.ts'

const FILE = 'examples/office-script.ts'
const source = readFileSync(FILE, 'utf8')
const question = 'offerings=aws-sqs-standard&asOf=2026-11-01'
// Excel takes what stands behind an apostrophe for text.
const cost = "'infrastructureExpected"
const nobody = 'http://127.0.0.1:1/v1'

type Value = ExcelScript.Value

/** A range over rows that are kept; like Excel's, it takes values of its own shape only. */
class Cells implements ExcelScript.Range {
  readonly rows: Value[][]
  readonly shape: readonly [number, number] | null
  constructor (rows: Value[][], shape: readonly [number, number] | null = null) {
    this.rows = rows
    this.shape = shape
  }

  getValue (): Value { return this.rows[0]?.[0] ?? '' }
  getValues (): Value[][] { return this.rows.map(row => [...row]) }
  setValue (value: Value): void { this.rows.splice(0, this.rows.length, [value]) }
  setValues (values: Value[][]): void {
    if (this.shape !== null) expect(values.map(row => row.length)).toEqual(new Array(this.shape[0]).fill(this.shape[1]))
    this.rows.splice(0, this.rows.length, ...values)
  }

  clear (): void { this.rows.splice(0) }
}

class Sheet implements ExcelScript.Worksheet {
  readonly rows: Value[][] = []
  getRange (): ExcelScript.Range { return new Cells(this.rows) }
  getRangeByIndexes (row: number, column: number, rows: number, columns: number): ExcelScript.Range {
    expect([row, column]).toEqual([0, 0])
    return new Cells(this.rows, [rows, columns])
  }
}

class Book implements ExcelScript.Workbook {
  readonly names: Readonly<Record<string, Cells>>
  readonly table: Cells
  readonly sheets = new Map<string, Sheet>()
  constructor (address: string, workloads: Value[][]) {
    this.names = { service: new Cells([[address]]), question: new Cells([[question]]), why: new Cells([['of the last run']]) }
    this.table = new Cells(workloads)
  }

  getNamedItem (name: string): ExcelScript.NamedItem | undefined {
    const range = this.names[name]
    return range === undefined ? undefined : { getRange: () => range }
  }

  getTable (name: string): ExcelScript.Table | undefined { return name === 'workloads' ? { getRange: () => this.table } : undefined }
  getWorksheet (name: string): ExcelScript.Worksheet | undefined { return this.sheets.get(name) }
  addWorksheet (name = ''): ExcelScript.Worksheet {
    const sheet = new Sheet()
    this.sheets.set(name, sheet)
    return sheet
  }

  get why (): Value { return this.names['why']!.getValue() }
  get costs (): Value[][] { return this.sheets.get('Costs')?.rows ?? [] }
  column (name: string): Value[] {
    const index = this.costs[0]!.indexOf(name)
    expect(index, `${name} among ${this.costs[0]!.join(', ')}`).toBeGreaterThanOrEqual(0)
    return this.costs.slice(1).map(row => row[index]!)
  }
}

const compiled = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2019 } }).outputText
const start = compileFunction(`${compiled}\nreturn main(workbook)`, ['fetch', 'workbook']) as (hostFetch: typeof fetch, workbook: ExcelScript.Workbook) => Promise<void>

const requests: string[] = []
/** The host's fetch: a browser's, which the requests are counted of. */
const hostFetch: typeof fetch = async (input, init) => {
  requests.push(String(input))
  return await fetch(input, init)
}

async function run (book: Book): Promise<Book> {
  requests.splice(0)
  await start(hostFetch, book)
  return book
}

const fields = ['team', 'requestsPerMonth', 'payloadBytes', 'retentionDays']
const orders: Value[] = ['orders, "new"', 500_000_000, 2048, 7]
const mail: Value[] = ['mail', 100_000_000, 1024, 0.5]

describe('the Office Script', () => {
  let app: FastifyInstance
  let address: string
  beforeAll(async () => {
    app = service()
    await app.listen({ port: 0, host: '127.0.0.1' })
    address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1`
  })
  afterAll(() => app.close())

  it('is TypeScript without any, as Office Scripts ask, against the types of its host', () => {
    const program = ts.createProgram([FILE, 'test/examples/excel-script.d.ts'], { strict: true, noEmit: true, noUnusedLocals: false, target: ts.ScriptTarget.ES2019, lib: ['lib.es2019.d.ts', 'lib.dom.d.ts'], types: [] })
    expect(ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([])
    expect(source).not.toMatch(/\bany\b(?!\s*\w)/)
  })

  it('prices every row in one request, in its place, as numbers', async () => {
    const book = await run(new Book(address, [fields, orders, mail]))
    expect(book.why).toBe('Every row has its cost.')
    // 500,000,000 and 100,000,000 messages × 3 calls × 0.40 a million.
    expect(book.column(cost)).toEqual([600, 120])
    expect(requests).toEqual([`${address}/estimates/batch?${question}`])
    // Columns of one's own come along, as text, whatever stands in them: zeros in front, and more digits than a number has.
    const centres = await run(new Book(address, [['cost centre', ...fields], ['00123', ...orders], ['1234567890123456789', ...mail]]))
    expect(centres.column("'cost centre")).toEqual(["'00123", "'1234567890123456789"])
    expect(book.column("'team")).toEqual(["'orders, \"new\"", "'mail"])
  })

  it('says which row the offering cannot carry', async () => {
    // 20,000,000,000 messages a month are 15,221 a second at the peak; one message group carries a few hundred calls.
    const book = new Book(address, [[...fields, 'ordering'], [...orders, 'none'], ['all', 20_000_000_000, 2048, 7, 'strict']])
    book.names['question']!.setValue(question.replace('aws-sqs-standard', 'aws-sqs-fifo'))
    await run(book)
    expect(book.column("'feasible")).toEqual(["'true", "'false"])
    // Its cost is blank, so that no sum has it: 500,000,000 × 3 calls at 0.50 a million for FIFO.
    expect(book.column(cost)).toEqual([750, ''])
    expect(book.why).toMatch(/^Row 3 of the table, .*aws-sqs-fifo cannot carry it: [A-Z_]+/)
  })

  it('leaves the cost of a blank row blank, says why, and prices the others', async () => {
    const book = await run(new Book(address, [fields, orders, ['mail', '', 1024, 4], mail]))
    expect(book.column(cost)).toEqual([600, '', 120])
    expect(book.why).toMatch(/^Row 3 of the table, .*requestsPerMonth/)
  })

  it('leaves nothing of the last run behind', async () => {
    const book = await run(new Book(address, [fields, orders, mail]))
    book.table.rows.splice(2)
    await run(book)
    expect(book.column(cost)).toEqual([600])
  })

  it('says which field the service does not know, and which would be near', async () => {
    const book = await run(new Book(address, [['requestPerMonth', 'payloadBytes', 'retentionDays'], [1, 1, 1]]))
    expect(book.why).toMatch(/requestPerMonth.*requestsPerMonth/)
  })

  it('says that nobody answers, and which names the workbook lacks', async () => {
    expect((await run(new Book(nobody, [fields, orders]))).why).toContain(`No answer from ${nobody}.`)
    const nameless = new Book(address, [fields, orders])
    Reflect.deleteProperty(nameless.names, 'question')
    expect((await run(nameless)).why).toContain('question')
  })
})
