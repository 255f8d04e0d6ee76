import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell, ColumnType, Table } from '../../src/estimates/tables.ts'
import { csvOptionsSchema, harmless, tsvOptionsSchema, writeCell, writeCsv, writeCsvRows, writeTsv } from '../../src/http/writers/csv.ts'

const columns = (...types: readonly ColumnType[]): Table['columns'] => types.map((type, index) => ({ name: `c${index}`, type }))
const written = (types: readonly ColumnType[], row: readonly Cell[], options: object = {}): string => writeCsv({ columns: columns(...types), rows: [row] }, csvOptionsSchema.parse({ header: false, ...options }))

describe('CSV', () => {
  it('begins with the names of the columns and ends every row with CR LF', () => {
    expect(writeCsv({ columns: columns('text', 'money'), rows: [['a', '1.50'], ['b', null]] }, csvOptionsSchema.parse({}))).toBe('c0,c1\r\na,1.50\r\nb,\r\n')
  })

  it('quotes what holds a delimiter, a quote or a line break of any kind', () => {
    expect(written(['text', 'text', 'text', 'text'], ['a,b', 'say "x"', 'l1\nl2', 'l1\rl2'])).toBe('"a,b","say ""x""","l1\nl2","l1\rl2"\r\n')
    expect(written(['text', 'text'], ['a;b', 'a,b'], { delimiter: ';' })).toBe('"a;b";a,b\r\n')
  })

  it('is written as csv-stringify writes it, whatever the texts', () => {
    const text = fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', ' ', 'a', 'ü', '0') })
    fc.assert(fc.property(fc.array(fc.tuple(text, text, text)), fc.constantFrom(',', ';', 'tab'), (rows, delimiter) => {
      const theirs = stringify(rows, { delimiter: delimiter === 'tab' ? '\t' : delimiter, record_delimiter: '\r\n', quoted_match: /[\r\n]/ })
      expect(writeCsvRows(rows, csvOptionsSchema.parse({ delimiter }))).toBe(theirs)
    }))
  })

  it('disarms text that a spreadsheet would run as a formula', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', '\0=', '\uFF1D']) {
      expect(written(['text'], [`${start}cmd()`])).toMatch(/^"?'/)
    }
    expect(written(['text'], ['a=b'])).toBe('a=b\r\n')
  })

  it('disarms it also behind a delimiter that the reader takes and we did not', () => {
    expect(written(['text'], ['team;=cmd()'])).toBe("team;'=cmd()\r\n")
    expect(written(['text'], ['a|@b, -c'])).toBe('"a|\'@b, -c"\r\n')
    for (const delimiter of [',', ';', '\t', '|', '\r', '\n']) {
      fc.assert(fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', ',', ';', '\t', '|', '\r', '\n', 'a', '"', ' ', '\0') }), text => {
        // Calc skips a NUL, so that what follows it starts the cell.
        expect(harmless(text).replaceAll('\0', '').split(delimiter).filter(cell => /^[=+\-@]/.test(cell))).toEqual([])
      }))
    }
  })

  it('never touches a number, negative ones least of all', () => {
    expect(written(['money', 'decimal', 'count'], ['-12.50', '-0.0000004', -3])).toBe('-12.50,-0.0000004,-3\r\n')
    expect(written(['money', 'decimal', 'count'], ['-12.50', '0.0000004', 3], { decimal: ',', delimiter: ';' })).toBe('-12,50;0,0000004;3\r\n')
  })

  it('leaves decimal points alone where they are no decimal points', () => {
    expect(written(['text', 'date', 'url'], ['1.5', '2026-11-01', 'https://a.example/b.c'], { decimal: ',', delimiter: ';' })).toBe('1.5;2026-11-01;https://a.example/b.c\r\n')
  })

  it('keeps comma decimals apart from comma delimiters by quotes', () => {
    expect(written(['money', 'money'], ['1.50', '2.50'], { decimal: ',' })).toBe('"1,50","2,50"\r\n')
  })

  it('has a byte order mark where asked, and where it is saved as a file unless that is declined', () => {
    expect(written(['text'], ['é'], { bom: true })).toBe('\uFEFFé\r\n')
    expect(written(['text'], ['é'], { download: true })).toBe('\uFEFFé\r\n')
    expect(written(['text'], ['é'], { download: true, bom: false })).toBe('é\r\n')
  })
})

describe('TSV', () => {
  const tabbed = (types: readonly ColumnType[], row: readonly Cell[], options: object = {}): string => writeTsv({ columns: columns(...types), rows: [row] }, tsvOptionsSchema.parse({ header: false, ...options }))

  it('has a row a line and a tab between cells', () => {
    expect(writeTsv({ columns: columns('text', 'money'), rows: [['a,b', '1.50'], ['c', null]] }, tsvOptionsSchema.parse({}))).toBe('c0\tc1\r\na,b\t1.50\r\nc\t\r\n')
    expect(tabbed(['money'], ['-1.50'], { decimal: ',', bom: true })).toBe('\uFEFF-1,50\r\n')
  })

  it('has a space where a tab or a line break stood in a text, which would begin another cell or row', () => {
    expect(tabbed(['text', 'text'], ['a\tb\r\nc', 'd\n\ne'])).toBe('a b c\td e\r\n')
    expect(tabbed(['text'], ['\t=cmd()'])).toBe("' '=cmd()\r\n")
  })

  it('keeps every row and every cell, whatever the text', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('\t', '\r', '\n', '"', '=', 'a') }), fc.string())), rows => {
      const lines = writeTsv({ columns: columns('text', 'text', 'text'), rows }, tsvOptionsSchema.parse({})).split('\r\n')
      expect(lines).toHaveLength(rows.length + 2)
      expect(lines.slice(0, -1).filter(line => line.split('\t').length !== 3 || /[\r\n]/.test(line))).toEqual([])
    }))
  })
})

describe('a single cell', () => {
  it('is one cell whatever delimiter it is read with', () => {
    expect(writeCell('#ERROR BLANK: region is ""; accepted is a, b')).toBe('"#ERROR BLANK: region is """"; accepted is a, b"\r\n')
    expect(writeCell('=cmd()')).toBe('"\'=cmd()"\r\n')
  })
})
