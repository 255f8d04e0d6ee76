import { isUtf8 } from 'node:buffer'
import { parse } from 'csv-parse/sync'
import type { EstimateRequest } from '../../../estimates/request.ts'
import { faultAt } from '../../faults.ts'
import { parseJsonText } from '../../json-text.ts'
import { HttpProblem } from '../../problem.ts'
import { acceptedBy } from '../../shape.ts'
import { delimiterOf } from '../../writers/csv.ts'
import type { QuestionReader } from '../question.ts'
import { put, valueOfText } from '../read-query.ts'
import type { Members } from '../read-query.ts'
import { createAlikeRowsReader } from './alike-rows.ts'
import type { BatchHeader, FieldColumn } from './batch-header.ts'
import { batchRoute } from './batch-question.ts'
import type { BatchQuestion } from './batch-question.ts'
import { errorOfFaults, errorOfProblem, notUtf8, wrongWidth } from './row-error.ts'
import type { RowError } from './row-error.ts'

/** A row as it was read: its question, or why it has none; and what is carried through, in the order of its names. */
export interface ReadRow {
  readonly carried: readonly unknown[]
  readonly asked: EstimateRequest | RowError
}

/** Reads a piece of rows, as many as the piece has, each when it is asked for. */
export type RowsReader = (bytes: Uint8Array) => Iterable<ReadRow>

const REPLACED = '\uFFFD'

/** Whether a row was read as a question. */
export const isQuestion = (asked: ReadRow['asked']): asked is EstimateRequest => !('code' in asked)

function refused (problem: unknown): RowError {
  const error = errorOfProblem(problem)
  if (error === null) throw problem
  return error
}

const isBranch = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a row says over what holds for every row. */
function over (defaults: Readonly<Record<string, unknown>>, said: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const both: Record<string, unknown> = { ...defaults, ...said }
  for (const [name, value] of Object.entries(said)) {
    const fallback = defaults[name]
    if (isBranch(value) && isBranch(fallback)) both[name] = over(fallback, value)
  }
  return both
}

const copyOf = (members: Members): Members => {
  const copy: Members = {}
  for (const [name, value] of Object.entries(members)) copy[name] = isBranch(value) ? copyOf(value as Members) : value
  return copy
}

const withoutReturn = (line: string): string => line.endsWith('\r') ? line.slice(0, -1) : line

/** Splits a piece of CSV into the cells of its records; their quotes were checked when it was cut. */
export function cellsOf (bytes: Uint8Array, question: BatchQuestion): string[][] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  const delimiter = delimiterOf({ delimiter: question.rowDelimiter })
  // Without quotes nothing in a line means anything but the delimiter, and most sheets have none.
  if (!text.includes('"')) return text.split('\n').map(withoutReturn).filter(line => line !== '').map(line => line.split(delimiter))
  return parse(text, { delimiter, record_delimiter: ['\r\n', '\n'], skip_empty_lines: true, relax_column_count: true })
}

/** Makes the reader of CSV rows: a row means what the same GET means, a blank cell being a key that is left out. */
export function csvRowsReader (header: BatchHeader, question: BatchQuestion, reader: QuestionReader): RowsReader {
  const { fields, carried, width } = header
  const usesComma = question.options.decimal === ','

  function textIn (cells: readonly string[], { index, isNumeric }: FieldColumn): string {
    const text = cells[index]!
    return usesComma && isNumeric ? text.replace(',', '.') : text
  }

  /** A row that is like none before, unless it is a bad one: no address is written. */
  function inFull (cells: readonly string[]): EstimateRequest | null {
    const members = copyOf(question.defaults)
    for (const field of fields) {
      const text = textIn(cells, field)
      if (text.trim() === '') continue
      const value = valueOfText(field.leaf, text)
      if (value === undefined) return null
      put(members, field.leaf.path, value)
    }
    return reader.soundDocument(members)
  }

  const quickly = createAlikeRowsReader(fields, textIn, inFull)

  /** What a row says as a query, to be refused as a query is. */
  function asQuery (cells: readonly string[]): string {
    const pairs = new Map(question.defaultPairs)
    for (const field of fields) {
      const text = textIn(cells, field)
      if (text.trim() !== '') pairs.set(field.leaf.name, `${encodeURIComponent(field.name)}=${encodeURIComponent(text)}`)
    }
    return [...pairs.values()].join('&')
  }

  function pointFaults (cells: readonly string[]): RowError | null {
    const pointed = fields.filter(({ index, isNumeric }) => isNumeric && cells[index]!.includes('.'))
    return errorOfFaults(pointed.map(({ index, name, leaf }) => faultAt({ nameOf: () => name, parameterOf: () => name }, leaf.path, 'WRONG_TYPE', `is ${JSON.stringify(cells[index]!.slice(0, 60))}, and decimal says that the decimal mark is a comma`, acceptedBy(leaf.shape))))
  }

  function ask (cells: readonly string[]): EstimateRequest | RowError {
    if (usesComma) {
      const pointed = pointFaults(cells)
      if (pointed !== null) return pointed
    }
    const request = quickly(cells)
    if (request !== null) return request
    try {
      return reader.fromQuery(asQuery(cells), batchRoute).request
    } catch (problem) {
      return refused(problem)
    }
  }

  return function * (bytes) {
    const isSound = isUtf8(bytes)
    for (const cells of cellsOf(bytes, question)) {
      // Which of its cells is one too many, or is missing, nobody knows: none is carried into a column that may not be its own.
      if (cells.length !== width) yield { carried: carried.map(() => null), asked: wrongWidth(cells.length, width) }
      else yield { carried: carried.map(({ index }) => cells[index]!), asked: !isSound && cells.some(cell => cell.includes(REPLACED)) ? notUtf8 : ask(cells) }
    }
  }
}

/** Makes the reader of rows that are JSON, one a line; members named in `carry` are carried through. */
export function jsonRowsReader (question: BatchQuestion, reader: QuestionReader): RowsReader {
  const { options: { carry = [] }, defaults } = question

  const nothing = carry.map(() => null)

  function read (line: string): ReadRow {
    let carried: readonly unknown[] = nothing
    try {
      const { value, irregularities } = parsed(line)
      if (!isBranch(value)) return { carried, asked: reader.fromDocument(value, irregularities) }
      carried = carry.map(name => Object.hasOwn(value, name) ? value[name] : null)
      const said = Object.fromEntries(Object.entries(value).filter(([name]) => !carry.includes(name)))
      // Doubtful names, such as __proto__, are refused before they are laid over anything.
      return { carried, asked: reader.fromDocument(irregularities.length > 0 ? said : over(defaults, said), irregularities) }
    } catch (problem) {
      return { carried, asked: refused(problem) }
    }
  }

  return function * (bytes) {
    const isSound = isUtf8(bytes)
    for (const line of Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').split('\n')) {
      if (line !== '' && line !== '\r') yield !isSound && line.includes(REPLACED) ? { carried: nothing, asked: notUtf8 } : read(line)
    }
  }
}

function parsed (line: string): ReturnType<typeof parseJsonText> {
  try {
    return parseJsonText(line)
  } catch (error) {
    throw new HttpProblem('BROKEN_JSON', `The row is not JSON: ${(error as Error).message}.`)
  }
}
