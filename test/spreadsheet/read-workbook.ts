import { DOMParser } from '@xmldom/xmldom'
import type { Document, Element } from '@xmldom/xmldom'
import { strFromU8, unzipSync } from 'fflate'

/** A cell as the file has it, read from its XML by nothing that wrote it. */
export interface StoredCell {
  /** The attribute t: n, s, str, b, e. */
  readonly type: string
  readonly text: string
  readonly formula: string | null
  readonly numberFormat: string
}

export interface StoredWorkbook {
  readonly parts: Readonly<Record<string, string>>
  readonly sheets: Readonly<Record<string, ReadonlyMap<string, StoredCell>>>
  readonly names: Readonly<Record<string, string>>
  /** The XML of a sheet by its name. */
  readonly xmlOf: (sheet: string) => string
  /** The cell that a defined name stands for. */
  readonly named: (name: string) => StoredCell
}

const parse = (xml: string): Document => new DOMParser().parseFromString(xml, 'text/xml')
const all = (node: Document | Element, tag: string): readonly Element[] => [...node.getElementsByTagName(tag)]

function numberFormats (styles: Document): readonly string[] {
  const codes = new Map(all(styles, 'numFmt').map(one => [one.getAttribute('numFmtId'), one.getAttribute('formatCode') ?? '']))
  // ECMA-376, 18.8.30: the formats that have a number and no code.
  const builtIn = new Map([['0', 'General'], ['2', '0.00'], ['3', '#,##0'], ['4', '#,##0.00']])
  return all(all(styles, 'cellXfs')[0]!, 'xf').map(xf => {
    const id = xf.getAttribute('numFmtId') ?? '0'
    return codes.get(id) ?? builtIn.get(id) ?? id
  })
}

function storedCell (cell: Element, strings: readonly string[], formats: readonly string[]): StoredCell {
  const type = cell.getAttribute('t') ?? 'n'
  const value = all(cell, 'v')[0]?.textContent ?? ''
  return {
    type,
    text: type === 's' ? strings[Number(value)]! : value,
    formula: all(cell, 'f')[0]?.textContent ?? null,
    numberFormat: formats[Number(cell.getAttribute('s') ?? 0)]!
  }
}

/** Takes a workbook apart: its parts, its cells, its names. */
export function readWorkbook (bytes: Uint8Array): StoredWorkbook {
  const parts = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, strFromU8(part)]))
  const workbook = parse(parts['xl/workbook.xml']!)
  const targets = new Map(all(parse(parts['xl/_rels/workbook.xml.rels']!), 'Relationship').map(one => [one.getAttribute('Id'), one.getAttribute('Target')!]))
  const strings = all(parse(parts['xl/sharedStrings.xml']!), 'si').map(one => one.textContent ?? '')
  const formats = numberFormats(parse(parts['xl/styles.xml']!))
  const pathOf = new Map(all(workbook, 'sheet').map(one => [one.getAttribute('name')!, `xl/${targets.get(one.getAttribute('r:id'))!.replace(/^\/xl\//, '')}`]))
  const sheets = Object.fromEntries([...pathOf].map(([name, path]) =>
    [name, new Map(all(parse(parts[path]!), 'c').map(cell => [cell.getAttribute('r')!, storedCell(cell, strings, formats)]))]))
  const names = Object.fromEntries(all(workbook, 'definedName').filter(one => !one.getAttribute('name')!.startsWith('_xlnm')).map(one => [one.getAttribute('name')!, one.textContent ?? '']))
  return {
    parts,
    sheets,
    names,
    xmlOf: sheet => parts[pathOf.get(sheet)!]!,
    named: name => {
      const [sheet, cell] = names[name]!.replaceAll('$', '').split('!') as [string, string]
      return sheets[sheet]!.get(cell)!
    }
  }
}

/** The rows of a sheet under its header row, as texts by what the header says. */
export function rowsOf (workbook: StoredWorkbook, sheet: string, headerRow = 1): readonly Readonly<Record<string, string>>[] {
  const cells = workbook.sheets[sheet]!
  const rows = new Map<number, Record<string, string>>()
  const headers = new Map([...cells].filter(([address]) => address.replace(/^[A-Z]+/, '') === String(headerRow)).map(([address, { text }]) => [address.replace(/\d+$/, ''), text]))
  for (const [address, { text }] of cells) {
    const row = Number(address.replace(/^[A-Z]+/, ''))
    const header = headers.get(address.replace(/\d+$/, ''))
    if (row <= headerRow || header === undefined) continue
    const record = rows.get(row) ?? { '#': String(row) }
    record[header] = text
    rows.set(row, record)
  }
  return [...rows.values()]
}

/** The one row of a sheet that has these texts. */
export function rowWhere (workbook: StoredWorkbook, sheet: string, wanted: Readonly<Record<string, string>>, headerRow = 1): Readonly<Record<string, string>> {
  const found = rowsOf(workbook, sheet, headerRow).filter(row => Object.entries(wanted).every(([name, text]) => row[name] === text))
  if (found.length !== 1) throw new Error(`${found.length} rows of ${sheet} have ${JSON.stringify(wanted)}.`)
  return found[0]!
}
