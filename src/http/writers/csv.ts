import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import type { Cell, Column, Table } from '../../estimates/tables.ts'

const flag = (value: boolean, description: string): z.ZodDefault<z.ZodBoolean> => z.boolean().default(value).meta({ description })

/** What a caller may say about a CSV. */
export const csvOptionsSchema = z.strictObject({
  delimiter: z.enum([',', ';', '\t', 'tab']).default(',').meta({ description: 'What stands between cells; semicolon where the decimal mark is a comma' }),
  decimal: z.enum(['.', ',']).default('.').meta({ description: 'Decimal mark of numbers' }),
  bom: z.boolean().optional().meta({ description: 'Begin with a byte order mark, which Excel needs to read UTF-8 from a file; where left out, as download' }),
  header: flag(true, 'Column names in the first row'),
  download: flag(false, 'Have browsers save the answer as a file')
})

export type CsvOptions = z.output<typeof csvOptionsSchema>

/** What a caller may say about a TSV. */
export const tsvOptionsSchema = csvOptionsSchema.omit({ delimiter: true })

export type TsvOptions = z.output<typeof tsvOptionsSchema>

export const BYTE_ORDER_MARK = '\uFEFF'
// OWASP ASVS 5, 1.2.10; the last four are the fullwidth forms that Excel takes for the same.
const startsFormula = /^(?=[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])/
// Who reads with another delimiter than was written starts a cell behind it, quotes or not.
const startsFormulaOfOtherDelimiter = /([,;|\t\r\n])(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g
// Most texts have neither, and one search is a tenth of three.
const mayStartFormula = /^[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]|[,;|\t\r\n][=+\-@\0\uFF1D\uFF0B\uFF0D\uFF20]/
const numericTypes: ReadonlySet<Column['type']> = new Set(['count', 'decimal', 'money'])

/** Text that no spreadsheet runs as a formula: an apostrophe stands before what could start one; NUL, which they skip, is left out. */
export function harmless (text: string): string {
  if (!mayStartFormula.test(text)) return text
  return text.replaceAll('\0', '').replace(startsFormulaOfOtherDelimiter, "$1'").replace(startsFormula, "'")
}

/** A cell as a table carries it: numbers as they are, text harmless. */
export function cellText (cell: Cell, { type }: Column, decimal: string): string {
  if (cell === null) return ''
  const text = String(cell)
  if (numericTypes.has(type)) return decimal === '.' ? text : text.replace('.', decimal)
  return harmless(text)
}

/** The character that a delimiter option means. */
export const delimiterOf = ({ delimiter }: Pick<CsvOptions, 'delimiter'>): ',' | ';' | '\t' => delimiter === 'tab' ? '\t' : delimiter

/** Writes rows of finished cells (RFC 4180). */
export function writeCsvRows (rows: readonly (readonly string[])[], options: Pick<CsvOptions, 'delimiter'>): string {
  return stringify(rows as string[][], { delimiter: delimiterOf(options), record_delimiter: '\r\n', quoted_match: /[\r\n]/ })
}

const marked = (text: string, { download, bom = download }: TsvOptions): string => bom ? `${BYTE_ORDER_MARK}${text}` : text

function cellsOf ({ columns, rows }: Table, { header, decimal }: TsvOptions): readonly (readonly string[])[] {
  const body = rows.map(row => columns.map((column, index) => cellText(row[index] ?? null, column, decimal)))
  return header ? [columns.map(({ name }) => name), ...body] : body
}

/** Writes a table as CSV (RFC 4180): text that could start a formula behind an apostrophe, numbers as they are. */
export function writeCsv (table: Table, options: CsvOptions): string {
  return marked(writeCsvRows(cellsOf(table, options), options), options)
}

const breaksTabbedRow = /[\t\r\n]+/g

/** Writes a table as TSV, whose cells hold no tabs and no line breaks: a space stands in their place. */
export function writeTsv (table: Table, options: TsvOptions): string {
  const rows = cellsOf(table, options).map(row => row.map(cell => cell.replace(breaksTabbedRow, ' ')))
  return marked(writeCsvRows(rows, { delimiter: 'tab' }), options)
}

/** Writes one text as a table of one cell, which is the same whatever delimiter it is read with. */
export const writeCell = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"\r\n`
