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

export const BYTE_ORDER_MARK = '\uFEFF'
// OWASP ASVS 5, 1.2.10; the last four are the fullwidth forms that Excel takes for the same.
const startsFormula = /^[=+\-@\t\r\0\uFF1D\uFF0B\uFF0D\uFF20]/
const numericTypes: ReadonlySet<Column['type']> = new Set(['count', 'decimal', 'money'])

/** A cell as CSV carries it: numbers as they are, text that could start a formula behind an apostrophe. */
export function cellText (cell: Cell, { type }: Column, decimal: string): string {
  if (cell === null) return ''
  const text = String(cell)
  if (numericTypes.has(type)) return decimal === '.' ? text : text.replace('.', decimal)
  return startsFormula.test(text) ? `'${text}` : text
}

/** The character that a delimiter option means. */
export const delimiterOf = ({ delimiter }: Pick<CsvOptions, 'delimiter'>): ',' | ';' | '\t' => delimiter === 'tab' ? '\t' : delimiter

/** Writes rows of finished cells (RFC 4180). */
export function writeCsvRows (rows: readonly (readonly string[])[], options: Pick<CsvOptions, 'delimiter'>): string {
  return stringify(rows as string[][], { delimiter: delimiterOf(options), record_delimiter: '\r\n', quoted_match: /[\r\n]/ })
}

/** Writes a table as CSV (RFC 4180): text that could start a formula behind an apostrophe, numbers as they are. */
export function writeCsv ({ columns, rows }: Table, options: CsvOptions): string {
  const { decimal, header, download, bom = download } = options
  const body = rows.map(row => columns.map((column, index) => cellText(row[index] ?? null, column, decimal)))
  const text = writeCsvRows(header ? [columns.map(({ name }) => name), ...body] : body, options)
  return bom ? `${BYTE_ORDER_MARK}${text}` : text
}
