import type { Cell, Column, Table } from '../../../estimates/tables.ts'
import { BYTE_ORDER_MARK, cellText, writeCsvRows } from '../../writers/csv.ts'
import { isAnswer } from './answer-rows.ts'
import type { Batch, RowAnswer } from './answer-rows.ts'
import { ERROR_FIELD, ROW } from './batch-header.ts'
import { answerTable } from './batch-question.ts'
import type { RowError } from './row-error.ts'

/** Writes the answers of a batch, piece by piece. */
export interface RowsWriter {
  readonly begin: string
  readonly write: (answers: readonly RowAnswer[]) => string
  readonly end: string
}

const text: Column = { name: '', type: 'text' }
// A number starts no formula, though its sign alone would.
const plainNumber = /^[+-]?\d+(?:[.,]\d+)?$/

function carriedText (value: unknown): string {
  if (value === null || value === undefined) return ''
  const written = typeof value === 'string' ? value : JSON.stringify(value)
  return plainNumber.test(written) ? written : cellText(written, text, '.')
}

const errorCells = ({ code, message }: RowError): Readonly<Record<string, string>> => ({ status: 'error', errorCode: code, errorMessage: message })

function csvWriter ({ question }: Batch, carriedNames: readonly string[]): RowsWriter {
  const { options } = question
  const table = answerTable(question)
  const { columns } = table
  const header = [...carriedNames.map(carriedText), ROW, ...columns.map(({ name }) => name), ERROR_FIELD]

  function rowsOf ({ outcome }: RowAnswer): { readonly rows: Table['rows'], readonly field: string } {
    if (isAnswer(outcome)) return { rows: table.rowsOf(outcome), field: '' }
    const told = errorCells(outcome)
    return { rows: [columns.map(({ name }): Cell => told[name] ?? null)], field: outcome.field ?? '' }
  }

  return {
    begin: `${options.bom ?? options.download ? BYTE_ORDER_MARK : ''}${options.header ? writeCsvRows([header], options) : ''}`,
    write: answers => writeCsvRows(answers.flatMap(answer => {
      const { rows, field } = rowsOf(answer)
      const before = [...answer.carried.map(carriedText), String(answer.row)]
      return rows.map(cells => {
        const row = [...before]
        for (let index = 0; index < columns.length; index += 1) row.push(cellText(cells[index] ?? null, columns[index]!, options.decimal))
        row.push(cellText(field, text, '.'))
        return row
      })
    }), options),
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
    case 'ndjson': return { begin: '', write: answers => answers.map(answer => `${written(answer, carriedNames)}\n`).join(''), end: '' }
    case 'json': return { begin: '[', write: answers => answers.map(answer => `${answer.row === firstRowOf(batch) ? '\n' : ',\n'}${written(answer, carriedNames)}`).join(''), end: '\n]\n' }
  }
}
