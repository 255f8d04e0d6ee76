import { cellRef, colToLetter } from 'hucre/xlsx'
import type { CellStyle, CellValue } from 'hucre/xlsx'
import { isTooPrecise } from '../../json-text.ts'

/** What stands in a cell: a value, or a formula with the value that it has in the answer. */
export interface SheetCell {
  readonly value: CellValue
  readonly formula?: string
  readonly style?: CellStyle
  readonly link?: string
}

/** One column of a sheet: the name that formulas are built with, what its header says, and its width in characters. */
export interface SheetColumn<Name extends string = string> {
  readonly name: Name
  readonly header: string
  readonly width: number
}

// What a cell holds (Excel specifications and limits).
const LONGEST_TEXT = 32_767
const wholeDate = /^\d{4}-\d{2}-\d{2}$/
const plainNumber = /^-?\d+(\.\d+)?$/
const webAddress = /^https?:\/\//

// A font without a name is another font in every program.
const font = { name: 'Calibri', size: 11 } as const
const input = { font: { ...font, color: { rgb: '1F4E9E' } }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF8DC' } } } as const satisfies CellStyle
const bold = { font: { ...font, bold: true } } as const satisfies CellStyle

/** How cells look; number formats are stored without a locale. */
export const styles = {
  title: { font: { ...font, bold: true, size: 14 } },
  header: { font: { ...font, bold: true, color: { rgb: 'FFFFFF' } }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '1F3864' } }, alignment: { wrapText: true, vertical: 'top' } },
  label: bold,
  wrapped: { alignment: { wrapText: true, vertical: 'top' } },
  money: { numFmt: '#,##0.00' },
  total: { ...bold, numFmt: '#,##0.00' },
  cost: { numFmt: '#,##0.00####' },
  subtotal: { ...bold, numFmt: '#,##0.00####' },
  unitPrice: { numFmt: '0.00##########' },
  whole: { numFmt: '#,##0' },
  fraction: { numFmt: '#,##0.00####' },
  date: { numFmt: 'yyyy-mm-dd' },
  inputMoney: { ...input, numFmt: '#,##0.00##' },
  inputUnitPrice: { ...input, numFmt: '0.00##########' },
  inputWhole: { ...input, numFmt: '#,##0' },
  inputFraction: { ...input, numFmt: '#,##0.00####' },
  difference: { ...bold, numFmt: '0.00' }
} as const satisfies Readonly<Record<string, CellStyle>>

export const blank: SheetCell = { value: null }

/** Text as text: whatever it starts with, it is no formula. */
export function textCell (text: string | null | undefined, style?: CellStyle): SheetCell {
  return { value: text === undefined || text === null ? null : text.slice(0, LONGEST_TEXT), ...style === undefined ? {} : { style } }
}

/** Text that leads to its address where it is one. */
export function addressCell (text: string): SheetCell {
  return webAddress.test(text) ? { ...textCell(text), link: text } : textCell(text)
}

/** A decimal as a number: the double nearest to it, which is what every spreadsheet calculates with. */
export function numberCell (decimal: string | number, style: CellStyle): SheetCell {
  return { value: Number(decimal), style }
}

/** A quantity somebody may change; whole ones are shown without decimals. */
export function quantityCell (decimal: string): SheetCell {
  return numberCell(decimal, decimal.includes('.') ? styles.inputFraction : styles.inputWhole)
}

/** A quantity that only informs. */
export function readCell (decimal: string): SheetCell {
  return numberCell(decimal, decimal.includes('.') ? styles.fraction : styles.whole)
}

/** A formula beside the value it has in the answer, for readers that do not calculate. */
export function formulaCell (formula: string, value: CellValue, style?: CellStyle): SheetCell {
  return { value, formula, ...style === undefined ? {} : { style } }
}

/** A value of any kind as it is written: days as dates, numbers as numbers unless a cell would shorten them, the rest as text. */
export function plainCell (written: unknown): SheetCell {
  if (typeof written === 'boolean' || typeof written === 'number') return { value: written }
  const text = typeof written === 'string' ? written : JSON.stringify(written)
  if (wholeDate.test(text)) return { value: new Date(`${text}T00:00:00Z`), style: styles.date }
  return plainNumber.test(text) && !isTooPrecise(text) ? { value: Number(text) } : textCell(text)
}

/** The exact text of a number that has more digits than a cell keeps, 15; blank where the cell beside it says the same. */
export function exactCell (decimal: string): SheetCell {
  return isTooPrecise(decimal) ? textCell(decimal) : blank
}

/** The letters of columns by their names. */
export function lettersOf<Name extends string> (columns: readonly SheetColumn<Name>[]): Readonly<Record<Name, string>> {
  return Object.fromEntries(columns.map(({ name }, index) => [name, colToLetter(index)])) as Record<Name, string>
}

/** The header row of columns. */
export function headerRow (columns: readonly SheetColumn[]): readonly SheetCell[] {
  return columns.map(({ header }) => textCell(header, styles.header))
}

/** A row by the names of its columns; what is not named stays blank. */
export function rowOf<Name extends string> (columns: readonly SheetColumn<Name>[], cells: Readonly<Partial<Record<Name, SheetCell>>>): readonly SheetCell[] {
  return columns.map(({ name }) => cells[name] ?? blank)
}

/** The address of a cell, row and column counted from one and from zero. */
export const addressAt = (row: number, column: number): string => cellRef(row - 1, column)
