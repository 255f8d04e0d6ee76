import { z } from 'zod'
import { createTableRows } from '../../estimates/tables.ts'
import type { AnswerView, TableRows } from '../../estimates/tables.ts'
import { faultAt } from '../faults.ts'
import type { Fault } from '../faults.ts'
import { nearestTo } from '../nearest.ts'
import { invalidRequest } from '../problem.ts'

const MOST_NAMES = 100
const LONGEST_NAME = 200

/** A list of names in a query. */
export const namesOption = (description: string): z.ZodOptional<z.ZodArray<z.ZodString>> =>
  z.array(z.string().min(1).max(LONGEST_NAME)).max(MOST_NAMES).optional().meta({ description })

// A blank figure must say why it is blank, and one that cannot be had must say so.
const alwaysThere: ReadonlySet<string> = new Set(['feasible', 'errorCode', 'errorMessage'])

/** Whether a column is wanted: one that was asked for, or that a table never leaves out. */
export const isWanted = (name: string, columns: readonly string[]): boolean => alwaysThere.has(name) || columns.includes(name)

const naming = { nameOf: () => 'columns', parameterOf: () => 'columns' }

/** Names that are no column of a table. */
export function columnFaults (columns: readonly string[], known: readonly string[]): readonly Fault[] {
  return columns.filter(name => !known.includes(name)).map(name => faultAt(naming, ['columns'], 'NOT_ACCEPTED', `names ${JSON.stringify(name)}`, known, nearestTo(name, known)))
}

/** The rows of a view with the columns that are wanted, in the order of the table; throws INVALID_REQUEST where it has no such column. */
export function wantedRows (view: AnswerView, columns: readonly string[] | undefined): TableRows {
  const whole = createTableRows(view, () => true)
  if (columns === undefined) return whole
  const faults = columnFaults(columns, whole.columns.map(({ name }) => name))
  if (faults.length > 0) throw invalidRequest(faults)
  return createTableRows(view, name => isWanted(name, columns))
}
