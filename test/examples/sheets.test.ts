import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DOMParser } from '@xmldom/xmldom'
import type { Element } from '@xmldom/xmldom'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workloadSchema } from '../../src/models/workload.ts'
import { service } from '../http/service.ts'

const texts = new Map(readdirSync('examples').map(file => [file, readFileSync(join('examples', file), 'utf8')]))
const textOf = (file: string): string => texts.get(file)!

interface SheetCell {
  readonly text: string
  readonly style: string | null
  readonly formula: string | null
  /** What its formula gave when the file was written. */
  readonly stored: string | null
}

/** The cells and the names of the LibreOffice sheet as its file holds them. */
function flatSheet (): { readonly cells: readonly SheetCell[], readonly names: readonly string[] } {
  const document = new DOMParser().parseFromString(textOf('libreoffice.fods'), 'text/xml')
  const elements = (name: string): readonly Element[] => [...document.getElementsByTagName(name)]
  const attribute = (element: Element, ...anyOf: readonly string[]): string | null => anyOf.map(name => element.getAttribute(name)).find(value => value !== null) ?? null
  return {
    cells: elements('table:table-cell').map(cell => ({
      text: cell.textContent ?? '',
      style: attribute(cell, 'table:style-name'),
      formula: attribute(cell, 'table:formula'),
      stored: attribute(cell, 'office:value', 'office:string-value')
    })),
    names: elements('table:named-range').map(range => attribute(range, 'table:name') ?? '')
  }
}

const { cells, names } = flatSheet()
const sheetFormulas = cells.flatMap(({ formula }) => formula ?? [])
const excelRows = textOf('excel-formulas.md').split('\n').filter(line => line.startsWith('|')).map(line => line.split('|').slice(1, -1).map(cell => cell.trim()))
const excelFormulas = excelRows.flat().filter(cell => cell.startsWith('`=')).map(cell => cell.replaceAll('`', ''))
const scripts = ['google-apps-script.gs', 'office-script.ts', 'power-query.pq']
/** A script without its comments; an address in a string is none. */
const codeOf = (file: string): string => textOf(file).replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')

describe('every ready-made sheet', () => {
  it('has the address of the service, with its version, in one cell and nowhere in a formula or in code', () => {
    const typed = cells.filter(({ formula }) => formula === null).map(({ text }) => text).filter(text => /https?:\/\//.test(text))
    expect(typed).toEqual(['http://localhost:8080/v1'])
    expect(excelRows.flat().filter(cell => /https?:\/\//.test(cell))).toEqual(['`http://localhost:8080/v1`'])
    for (const formula of [...sheetFormulas, ...excelFormulas]) expect(formula).not.toMatch(/https?:|localhost|\/v1/)
    for (const file of scripts) expect(codeOf(file), file).not.toMatch(/https?:|localhost|\/v1/)
  })

  it('names that cell service, and a cell that says why', () => {
    expect(names).toEqual(expect.arrayContaining(['service', 'why']))
    for (const name of ['service', 'why']) expect(excelRows.filter(row => row[1] === `\`${name}\``)).toHaveLength(1)
    expect(codeOf('office-script.ts')).toMatch(/namedCell\(workbook, 'service'\)/)
    expect(codeOf('office-script.ts')).toMatch(/namedCell\(workbook, 'why'\)/)
    expect(codeOf('google-apps-script.gs').match(/^function MESSAGING_COST_WHY \(service,/gm)).toHaveLength(1)
    expect(codeOf('power-query.pq')).toMatch(/else error Error\.Record\(Problem\[code\], Problem\[detail\]/)
  })

  it('turns text into a number with both marks said, or with a language that is said, and never as the computer does', () => {
    const formulas = [...sheetFormulas.map(formula => formula.replaceAll(';', ',')), ...excelFormulas]
    const conversions = formulas.filter(formula => formula.includes('NUMBERVALUE('))
    expect(conversions.length).toBe(4)
    for (const conversion of conversions) expect(conversion).toMatch(/NUMBERVALUE\((?:COM\.MICROSOFT\.)?WEBSERVICE\(\[?\.?[A-Z]\d+\]?\),"\.",","\)$/)
    for (const formula of formulas) expect(formula).not.toMatch(/(?<!NUMBER)VALUE\(|(?<!\w)TEXT\(|\bVALUE\b|DOLLAR\(|FIXED\(/)
    // The only other way into a number: a path that is one.
    for (const formula of sheetFormulas.filter(one => one.includes('FILTERXML'))) expect(formula).toMatch(/"(number|string)\(\/\/[^"]+\)"\)$/)
    for (const file of ['google-apps-script.gs', 'office-script.ts']) expect(codeOf(file), file).not.toMatch(/parseFloat|parseInt|toLocale|Intl\.|toFixed/)
  })

  it('makes no number of a blank cell on its way out', () => {
    // Only SUBSTITUTE, which leaves a blank blank, stands between a cell and the address.
    for (const formula of [...sheetFormulas, ...excelFormulas].filter(one => one.includes('/estimates/value?'))) {
      const inputs = [...formula.matchAll(/(SUBSTITUTE|ENCODEURL)\(\[?\.?([A-E])(?:8|9|10)\]?/g)].map(([, , column]) => column)
      expect(inputs).toEqual(['A', 'B', 'C', 'D', 'E'])
      expect(formula).not.toMatch(/\bN\(|--|\*1|\+0/)
    }
  })

  it('stores beside each formula of the LibreOffice sheet what it gives, for readers that do not calculate', () => {
    const stored = cells.filter(({ formula }) => /NUMBERVALUE|SUM\(costs\)/.test(formula ?? '')).map(({ stored: value }) => value)
    // Messages × 3 calls × 0.40 a million, and together.
    expect(stored).toEqual(['600', '120', '1.2', '721.2'])
    expect(cells.filter(({ formula, stored: value }) => formula !== null && value === null)).toEqual([])
  })
})

describe('the first table of the README', () => {
  const readme = readFileSync('README.md', 'utf8')
  const [table] = /(?:^\|.*\n)+/m.exec(readme)!
  const rows = table.trim().split('\n').slice(2).map(line => line.split('|').slice(1, -1).map(cell => cell.trim()))

  it('names every tool, with what works there and whether it was tested', () => {
    expect(rows.map(([tool]) => tool)).toEqual(['Excel on Windows', 'Excel on a Mac', 'Excel in the browser', 'Office Scripts', 'LibreOffice Calc', 'Google Sheets', 'Power Query', 'Power BI', 'any browser', 'curl, scripts'])
    // Nothing of Microsoft or Google runs here: whatever concerns their programs says so.
    for (const [tool, , tested] of rows) if (/Excel|Office|Google|Power/.test(tool!) && tool !== 'LibreOffice Calc') expect(tested, tool).toMatch(/not in |neither in |not run/)
  })

  it('names files that are there', () => {
    const named = [...readme.matchAll(/`examples\/([\w.-]+)`/g)].map(([, file]) => file!)
    expect(named.filter(file => !texts.has(file))).toEqual([])
    expect(new Set(named)).toEqual(new Set(texts.keys()))
  })
})

describe('every name in the examples', () => {
  it('of a field is one of the schema', () => {
    const fields = Object.keys(workloadSchema.shape)
    const heads = [
      cells.filter(({ style }) => style === 'label').map(({ text }) => text).filter(text => /^[a-z]+[A-Za-z]*$/.test(text) && text !== 'address'),
      excelRows.find(row => row[0] === 'requestsPerMonth')!.filter(text => /^[a-z]+[A-Za-z]*$/.test(text) && text !== 'address'),
      ...scripts.map(file => /\(((?:\w+, )+)…\)/.exec(textOf(file).replaceAll(/\n(?: \*|\/\/| )\s*/g, ' '))![1]!.split(', ').filter(name => name !== ''))
    ]
    for (const head of heads) {
      expect(head.length).toBeGreaterThanOrEqual(3)
      expect(head.filter(name => !fields.includes(name))).toEqual([])
    }
  })

  it('of another example is a file beside it', () => {
    const mentioned = [...texts].flatMap(([, text]) => [...text.matchAll(/(?<![\w/.-])([a-z]+(?:-[a-z]+)*\.(?:md|pq|gs|fods|conf|ts))\b/g)].map(([, file]) => file!))
    expect(mentioned.length).toBeGreaterThan(5)
    expect(mentioned.filter(file => !texts.has(file))).toEqual([])
  })
})

describe('every address in the examples', () => {
  let app: FastifyInstance
  beforeAll(async () => {
    app = service()
    await app.ready()
  })
  afterAll(() => app.close())

  it('answers', async () => {
    const paths = [...texts.values()].flatMap(text => [...text.matchAll(/(?:localhost:8080|example\.com)?(\/v1(?:\/[\w./-]*[\w-])?)(\?[^\s'`"<>]*)?/g)].map(([, path]) => path!))
    const distinct = [...new Set(paths)]
    expect(distinct).toEqual(expect.arrayContaining(['/v1', '/v1/estimates/value', '/v1/estimates.xml', '/v1/estimates.csv']))
    for (const path of distinct) expect([200, 400], path).toContain((await app.inject(path)).statusCode)
  })

  it('answers with what is asked of every row', async () => {
    const questions = [...texts].flatMap(([file, text]) => [...text.matchAll(/offerings=[\w,-]+(?:&(?:amp;)?[\w.]+=[\w.-]+)*/g)].map(([found]) => [file, found.replaceAll('&amp;', '&')] as const))
    const asked = questions.filter(([, found]) => !found.includes('requestsPerMonth'))
    expect(new Set(asked.map(([file]) => file))).toEqual(new Set(['excel-formulas.md', 'google-apps-script.gs', 'libreoffice.fods', 'office-script.ts', 'power-bi.md', 'power-query.pq']))
    for (const [file, found] of asked) {
      const response = await app.inject(`/v1/estimates/value?${found}&field=infrastructure.expected&requestsPerMonth=500000000&payloadBytes=2048&retentionDays=7`)
      expect([response.statusCode, response.body], file).toEqual([200, '600.00'])
    }
  })
})
