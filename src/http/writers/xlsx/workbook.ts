import { colToLetter, writeXlsx } from 'hucre/xlsx'
import type { Cell, CellStyle, ConditionalRule, DataValidation, SheetChart, WriteSheet } from 'hucre/xlsx'
import type { SheetCell, SheetColumn } from './cells.ts'

/** One sheet: rows of cells under frozen headers. */
export interface WorkbookSheet {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly SheetCell[])[]
  /** Rows that stay in sight, the header row the last of them; it also repeats on every printed page. */
  readonly frozenRows: number
  readonly frozenColumns?: number
  /** Rows under the header that filters reach; none where left out. */
  readonly filteredRows?: number
  readonly charts?: readonly SheetChart[]
  readonly conditionalRules?: readonly ConditionalRule[]
  readonly validations?: readonly DataValidation[]
  /** A row whose text goes over several columns and lines. */
  readonly merged?: { readonly row: number, readonly columns: number }
  readonly comments?: ReadonlyMap<string, string>
}

/** A name that formulas anywhere in the workbook can use for a cell. */
export interface DefinedName { readonly name: string, readonly sheet: string, readonly cell: string }

export interface Workbook {
  readonly title: string
  /** The day (UTC) that the file says it was changed, so that the same answer is the same bytes. */
  readonly day: string
  readonly sheets: readonly WorkbookSheet[]
  readonly names: readonly DefinedName[]
}

// Points.
const LINE_HEIGHT = 15
const HEADER_LINES = 2
const MERGED_LINES = 4

/** A reference that does not move when it is copied. */
export const absolute = (cell: string): string => cell.replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2')

/** An identifier of ours as a name in a workbook: letters, digits and low lines. */
export const nameOf = (prefix: string, id: string): string => `${prefix}_${id.replace(/[^A-Za-z0-9]/g, '_')}`

/** Heights of rows whose text goes over several lines: not every program makes room for them when it opens a file. */
function heightsOf ({ rows, columns, frozenRows, merged }: WorkbookSheet): Map<number, { height: number }> {
  const linesOf = ({ value, style }: SheetCell, column: number): number =>
    style?.alignment?.wrapText === true ? Math.ceil(String(value ?? '').length / (columns[column]?.width ?? Infinity)) : 1
  const heights = new Map<number, { height: number }>()
  const set = (row: number, lines: number): void => { if (lines > 1) heights.set(row, { height: lines * LINE_HEIGHT }) }
  rows.forEach((row, index) => set(index, Math.max(1, ...row.map(linesOf))))
  set(frozenRows - 1, HEADER_LINES)
  if (merged !== undefined) set(merged.row - 1, MERGED_LINES)
  return heights
}

/** Beside text of several lines the other cells of a row begin at its first. */
const atTheTop = (style: CellStyle | undefined): CellStyle => ({ ...style, alignment: { ...style?.alignment, vertical: 'top' } })

function writtenCells ({ rows, comments }: WorkbookSheet, heights: ReadonlyMap<number, unknown>): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>()
  rows.forEach((row, rowIndex) => row.forEach(({ value, formula, style, link }, columnIndex) => {
    const isTall = heights.has(rowIndex) && value !== null
    if (formula === undefined && style === undefined && link === undefined && !isTall) return
    const comment = rowIndex === 0 && typeof value === 'string' ? comments?.get(value) : undefined
    cells.set(`${rowIndex},${columnIndex}`, {
      value,
      ...formula === undefined ? {} : { formula, formulaResult: value },
      ...isTall ? { style: atTheTop(style) } : style === undefined ? {} : { style },
      ...link === undefined ? {} : { hyperlink: { target: link } },
      ...comment === undefined ? {} : { comment: { text: comment } }
    })
  }))
  return cells
}

function writtenSheet (sheet: WorkbookSheet): WriteSheet {
  const heights = heightsOf(sheet)
  const { name, columns, rows, frozenRows, frozenColumns = 0, filteredRows, charts, conditionalRules, validations, merged } = sheet
  const last = colToLetter(columns.length - 1)
  return {
    name,
    columns: columns.map(({ width }) => ({ width })),
    rows: rows.map(row => row.map(({ value }) => value)),
    cells: writtenCells(sheet, heights),
    freezePane: { rows: frozenRows, columns: frozenColumns },
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `$${frozenRows}:$${frozenRows}` },
    ...filteredRows === undefined ? {} : { autoFilter: { range: `A${frozenRows}:${last}${frozenRows + filteredRows}` } },
    ...charts === undefined ? {} : { charts: [...charts] },
    ...conditionalRules === undefined ? {} : { conditionalRules: [...conditionalRules] },
    ...validations === undefined ? {} : { dataValidations: [...validations] },
    ...merged === undefined ? {} : { merges: [{ startRow: merged.row - 1, startCol: 0, endRow: merged.row - 1, endCol: merged.columns - 1 }] },
    rowDefs: heights
  }
}

/** Writes a workbook (Office Open XML); it has formulas and their values, and is worked out anew when it is opened. */
export async function writeWorkbook ({ title, day, sheets, names }: Workbook): Promise<Buffer> {
  const written = await writeXlsx({
    sheets: sheets.map(writtenSheet),
    namedRanges: names.map(({ name, sheet, cell }) => ({ name, range: `${sheet}!${absolute(cell)}` })),
    properties: { title, modified: new Date(`${day}T00:00:00Z`) }
  })
  return Buffer.from(written.buffer, written.byteOffset, written.byteLength)
}
