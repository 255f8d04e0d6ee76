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
function cellText (cell: Cell, { type }: Pick<Column, 'type'>, decimal: string): string {
  if (cell === null) return ''
  const text = String(cell)
  if (numericTypes.has(type)) return decimal === '.' ? text : text.replace('.', decimal)
  return harmless(text)
}

type Delimiter = ',' | ';' | '\t'

/** The character that a delimiter option means. */
export const delimiterOf = ({ delimiter }: Pick<CsvOptions, 'delimiter'>): Delimiter => delimiter === 'tab' ? '\t' : delimiter

// RFC 4180 in three lines: csv-stringify, which a test holds them against, reads its options for every piece and asks much of every cell.
const ROW_END = '\r\n'
const needsQuotes: Readonly<Record<Delimiter, RegExp>> = { ',': /[",\r\n]/, ';': /[";\r\n]/, '\t': /["\t\r\n]/ }
const inQuotes = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** Makes what writes a finished text as a cell, in quotes where it needs them. */
export function textWriter (options: Pick<CsvOptions, 'delimiter'>): (text: string) => string {
  const special = needsQuotes[delimiterOf(options)]
  return text => special.test(text) ? inQuotes(text) : text
}

/** Makes what writes the cells of a column. */
export function cellWriter (column: Pick<Column, 'type'>, options: Pick<CsvOptions, 'delimiter' | 'decimal'>): (cell: Cell) => string {
  const written = textWriter(options)
  const { decimal } = options
  // Digits and a point need no quotes.
  if (numericTypes.has(column.type) && decimal === '.') return cell => cell === null ? '' : String(cell)
  return cell => written(cellText(cell, column, decimal))
}

/** Makes what writes a row of written cells. */
export function rowWriter (options: Pick<CsvOptions, 'delimiter'>): (cells: readonly string[]) => string {
  const delimiter = delimiterOf(options)
  return cells => cells.join(delimiter) + ROW_END
}

/** Writes rows of finished texts. */
export function writeCsvRows (rows: readonly (readonly string[])[], options: Pick<CsvOptions, 'delimiter'>): string {
  const [written, row] = [textWriter(options), rowWriter(options)]
  return rows.map(texts => row(texts.map(written))).join('')
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
export const writeCell = (text: string): string => inQuotes(harmless(text)) + ROW_END
