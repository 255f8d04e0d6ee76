import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { service } from '../http/service.ts'
import { maySkip, startLibreOffice } from './libreoffice.ts'
import type { CalcDocument, LibreOffice } from './libreoffice.ts'

const SHEET = resolve('examples/libreoffice.fods')
/** Err:540 of Calc: links may not be updated. */
const LINKS_REFUSED = 540
const nobody = 'http://127.0.0.1:1/v1'

let app: FastifyInstance
let address: string
beforeAll(async () => {
  app = service()
  await app.listen({ port: 0, host: '127.0.0.1' })
  address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1`
})
afterAll(() => app.close())

const numbers = async (document: CalcDocument, ...addresses: readonly string[]): Promise<readonly (number | null)[]> => (await document.read(...addresses)).map(({ number }) => number)
const textOf = async (document: CalcDocument, cell: string): Promise<string> => (await document.read(cell))[0]!.text

async function change (document: CalcDocument, cells: Readonly<Record<string, string | number>>): Promise<void> {
  await document.set(cells)
  await document.recalculate()
}

/** What the three rows of both sheets cost: messages × 3 calls × price of a million. */
const costs = [
  600, // 500,000,000 × 3 × 0.40, us-east-1
  120, // 100,000,000 × 3 × 0.40, eu-west-1
  1.2 // 1,000,000 × 3 × 0.40, eu-central-1; 65,536 bytes are one chunk
]
const together = 721.2

/** Holds a sheet to what both of them do, whatever the language of the computer. */
async function holdsToItsRows (document: CalcDocument, cell: { readonly service: string, readonly why: string }): Promise<void> {
  await change(document, { [cell.service]: address })
  expect(await numbers(document, 'G8:G10')).toEqual(costs)
  expect(await textOf(document, cell.why)).toBe('Every row has its cost.')

  // A blank is an error in its cell and tells which row and which field; the rows beside it stand.
  await change(document, { A9: '' })
  expect((await document.read('G8:G10')).map(({ type }) => type)).toEqual(['number', 'error', 'number'])
  expect(await textOf(document, cell.why)).toMatch(/^Row 9: #ERROR BLANK: .*requestsPerMonth/)

  // Half a day of retention is written with a point wherever the computer is; keeping is free at SQS.
  await change(document, { A9: 100_000_000, C9: 0.5 })
  expect(await numbers(document, 'G8:G10')).toEqual(costs)
  expect(await textOf(document, 'F9')).toContain('&retentionDays=0.5&')

  await change(document, { [cell.service]: nobody })
  expect(await textOf(document, cell.why)).toMatch(new RegExp(`^Row 8: no answer from ${nobody}\\. `))
}

describe.skipIf(maySkip).each(['en-US', 'de-DE'])('in LibreOffice Calc in %s', locale => {
  let calc: LibreOffice
  beforeAll(async () => { calc = await startLibreOffice({ locale, trusted: [resolve('examples')] }) })
  afterAll(async () => { await calc?.stop() })

  it('the LibreOffice sheet prices its rows, follows its cells and says why a row has no cost', async () => {
    const document = await calc.open(SHEET)
    expect([...document.names].sort()).toEqual(['costs', 'failing_row', 'figure', 'question', 'service', 'why'])
    await holdsToItsRows(document, { service: 'service', why: 'why' })
    await change(document, { service: address })
    expect((await numbers(document, 'G11'))[0]).toBeCloseTo(together, 10)
    // 1,500,000,000 requests at 0.40 a million; in tens, 150,000,000.
    expect(await numbers(document, 'B14:B16')).toEqual([60, 600, 600])
    expect(await textOf(document, 'B17')).toBe('Amazon SQS, standard queues')
    // Another figure for every row: 600.00 USD over 500 million messages.
    await change(document, { figure: 'perMillionMessages.infrastructure' })
    expect((await numbers(document, 'G8'))[0]).toBe(1.2)
    await document.close()
  })

  it('the formulas for Excel price the same rows, follow their cells and say why', async () => {
    const document = await calc.create()
    await document.set(excelSheet())
    await holdsToItsRows(document, { service: 'B1', why: 'B5' })
    await change(document, { B1: address })
    expect(await textOf(document, 'B14')).toBe('Amazon SQS, standard queues')
    expect(await textOf(document, 'B15')).toMatch(/^\S.*\.$/)
    await document.close()
  })
})

describe.skipIf(maySkip)('in a folder that LibreOffice does not trust', () => {
  it('the sheet asks nobody, as it says of itself', async () => {
    const calc = await startLibreOffice()
    try {
      const document = await calc.open(SHEET)
      await change(document, { service: address })
      expect((await document.read('G8:G10')).map(({ error }) => error)).toEqual([LINKS_REFUSED, LINKS_REFUSED, LINKS_REFUSED])
      expect(await textOf(document, 'A6')).toContain(`Err:${LINKS_REFUSED}`)
    } finally {
      await calc.stop()
    }
  })
})

/** The sheet that excel-formulas.md describes, in Calc's notation: semicolons between arguments, addresses for its names. */
function excelSheet (): Readonly<Record<string, string | number>> {
  const page = readFileSync('examples/excel-formulas.md', 'utf8')
  const rows = page.split('\n').filter(line => line.startsWith('|')).map(line => line.split('|').slice(1, -1).map(cell => cell.trim()))
  const named = rows.filter(row => row.length === 3 && /^`[A-Z]+\d/.test(row[0]!)).map(row => row.map(cell => cell.replaceAll('`', '')))
  const names = new Map(named.map(([cell, name]) => [name!, cell!.replaceAll(/[A-Z]+|\d+/g, '$$$&')]))
  expect([...names.keys()]).toEqual(['service', 'question', 'figure', 'failing_row', 'why', 'costs'])
  const inCalc = (formula: string): string => formula.split(/("(?:[^"]|"")*")/)
    .map((part, index) => index % 2 === 1 ? part : part.replaceAll(',', ';').replaceAll(/\b[a-z_]+\b/g, word => names.get(word) ?? word)).join('')
  const formulas = new Map(rows.filter(row => row.length === 2 && /^`[A-G]\d+`$/.test(row[0]!)).map(row => [row[0]!.replaceAll('`', ''), row[1]!.replaceAll('`', '')]))
  expect([...formulas.keys()]).toEqual(['F8', 'G8', 'B13', 'B14', 'B15'])
  const workloads = rows.filter(row => row.length === 7 && /^(\d+|requestsPerMonth)$/.test(row[0]!)).map(row => row.slice(0, 5))
  expect(workloads).toHaveLength(4)
  return Object.fromEntries([
    ...named.filter(([, name]) => name !== 'costs').map(([cell, , content]) => [cell!, inCalc(content!)]),
    ...workloads.flatMap((row, index) => row.map((value, column) => [`${'ABCDE'[column]!}${7 + index}`, /^\d+$/.test(value) ? Number(value) : value])),
    ...[...formulas].flatMap(([cell, formula]) => /^[FG]8$/.test(cell)
      ? [8, 9, 10].map(row => [`${cell[0]!}${row}`, inCalc(formula).replaceAll(/(?<![\w$])([A-G])8\b/g, `$1${row}`)])
      : [[cell, inCalc(formula)]])
  ])
}
