import type { Cell, Table } from '../../../estimates/tables.ts'
import { BYTE_ORDER_MARK, cellWriter, delimiterOf, harmless, rowWriter, textWriter, writeCsvRows } from '../../writers/csv.ts'
import { isAnswer } from './answer-rows.ts'
import type { Batch, RowAnswer } from './answer-rows.ts'
import { ERROR_FIELD, ROW } from './batch-header.ts'
import { answerTable } from './batch-question.ts'
import type { RowError } from './row-error.ts'

/** Writes the answers of a batch, row by row. */
export interface RowsWriter {
  readonly begin: string
  readonly write: (answer: RowAnswer) => string
  readonly end: string
}

// A number starts no formula, though its sign alone would.
const plainNumber = /^[+-]?\d+(?:[.,]\d+)?$/

function carriedText (value: unknown): string {
  if (value === null || value === undefined) return ''
  const written = typeof value === 'string' ? value : JSON.stringify(value)
  return plainNumber.test(written) ? written : harmless(written)
}

const errorCells = ({ code, message }: RowError): Readonly<Record<string, string>> => ({ status: 'error', errorCode: code, errorMessage: message })

function csvWriter ({ question }: Batch, carriedNames: readonly string[]): RowsWriter {
  const { options } = question
  const table = answerTable(question)
  const { columns } = table
  const written = textWriter(options)
  const writers = columns.map(column => cellWriter(column, options))
  const writeRow = rowWriter(options)
  const header = [...carriedNames.map(carriedText), ROW, ...columns.map(({ name }) => name), ERROR_FIELD]

  function rowsOf ({ outcome }: RowAnswer): { readonly rows: Table['rows'], readonly field: string } {
    if (isAnswer(outcome)) return { rows: table.rowsOf(outcome), field: '' }
    const told = errorCells(outcome)
    return { rows: [columns.map(({ name }): Cell => told[name] ?? null)], field: outcome.field ?? '' }
  }

  return {
    begin: `${options.bom ?? options.download ? BYTE_ORDER_MARK : ''}${options.header ? writeCsvRows([header], options) : ''}`,
    write: answer => {
      const { rows, field } = rowsOf(answer)
      const before = [...answer.carried.map(value => written(carriedText(value))), String(answer.row)].join(delimiterOf(options))
      const behind = written(harmless(field))
      return rows.map(cells => writeRow([before, ...cells.map((cell, index) => writers[index]!(cell)), behind])).join('')
    },
    end: ''
  }
}

function written ({ row, carried, outcome }: RowAnswer, carriedNames: readonly string[]): string {
  const own = carriedNames.length === 0 ? {} : { carried: Object.fromEntries(carriedNames.map((name, index) => [name, carried[index] ?? null])) }
  return JSON.stringify({ row, ...own, ...isAnswer(outcome) ? { answer: outcome } : { error: outcome } })
}

// The header of a CSV is the first row of the sheet.
const firstRowOf = ({ header }: Batch): number => header === null ? 1 : 2

/** Makes the writer of a batch's answers. */
export function createRowsWriter (batch: Batch, carriedNames: readonly string[]): RowsWriter {
  switch (batch.output) {
    case 'csv': return csvWriter(batch, carriedNames)
    case 'ndjson': return { begin: '', write: answer => `${written(answer, carriedNames)}\n`, end: '' }
    case 'json': return { begin: '[', write: answer => `${answer.row === firstRowOf(batch) ? '\n' : ',\n'}${written(answer, carriedNames)}`, end: '\n]\n' }
  }
}
