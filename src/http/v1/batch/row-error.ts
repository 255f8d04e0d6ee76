import type { Break } from '../../../batch/rows.ts'
import { EstimateError } from '../../../pricing/errors.ts'
import type { Fault, FaultCode } from '../../faults.ts'
import { HttpProblem } from '../../problem.ts'
import type { ProblemCode } from '../../problem.ts'

/** Why a row has no answer, told in its place. */
export interface RowError {
  readonly code: FaultCode | ProblemCode
  /** The column or member that is to blame, where it is one. */
  readonly field: string | null
  readonly message: string
  readonly errors: readonly Fault[]
}

const MOST_TOLD = 3

const error = (code: RowError['code'], message: string, field: string | null = null): RowError => ({ code, field, message, errors: [] })

/** What a bound or a broken row is to the caller. */
export interface RowLimits { readonly longestRowBytes: number, readonly mostRows: number }

/** The error of a row that cannot be told from its neighbours. */
export function errorOfBreak (why: Break, format: 'csv' | 'json' | 'ndjson', { longestRowBytes, mostRows }: RowLimits): RowError {
  const broken = format === 'csv' ? 'BROKEN_CSV' : 'BROKEN_JSON'
  switch (why) {
    case 'quotes': return error(broken, `The quotes of this row are wrong or do not end within ${longestRowBytes} bytes; accepted is a cell in quotes as a whole, with each quote inside it doubled. Its first line was left out and reading went on behind that.`)
    case 'too-long': return error('TOO_LONG', `The row is too long; accepted are ${longestRowBytes} bytes.`)
    case 'too-many': return error('TOO_LONG', `This row and those behind it are not answered: accepted are ${mostRows} rows (MAX_BATCH_ROWS).`)
    case 'blank': return error(broken, 'The row is empty; accepted is a question as JSON.')
    case 'not-an-array': return error(broken, 'The body is no JSON array; accepted is [ … ] with a question in each place, or application/x-ndjson with one a line.')
    case 'unfinished': return error(broken, 'The body ends within the JSON array: this row, if it is one, was not read; accepted is an array that is closed by ].')
    case 'after-the-end': return error(broken, 'Something stands behind the end of the JSON array and was not read; accepted is one array.')
  }
}

/** A row that was not UTF-8. */
export const notUtf8: RowError = error('BROKEN_ENCODING', 'The row is not UTF-8; save the file as "CSV UTF-8".')

/** A row with more or fewer cells than the header. */
export function wrongWidth (cells: number, width: number): RowError {
  return error(cells > width ? 'TOO_LONG' : 'TOO_SHORT', `The row has ${cells} cells; accepted are ${width}, as many as the header has.`)
}

/** The error of a row whose question was refused or has no answer; null for what nobody foresaw. */
export function errorOfProblem (problem: unknown): RowError | null {
  if (problem instanceof EstimateError) return error(problem.code, problem.message, typeof problem.data['field'] === 'string' ? problem.data['field'] : null)
  return problem instanceof HttpProblem ? errorOfFaults(problem.extras.errors ?? []) ?? error(problem.code, problem.message) : null
}

/** The error of a row with faults; its code and field are those of the first. */
export function errorOfFaults (faults: readonly Fault[]): RowError | null {
  const [first] = faults
  if (first === undefined) return null
  const more = faults.length > MOST_TOLD ? ` And ${faults.length - MOST_TOLD} more.` : ''
  return { code: first.code, field: first.parameter ?? first.pointer, message: faults.slice(0, MOST_TOLD).map(({ detail }) => detail).join(' ') + more, errors: faults }
}

/** The error of a row at which the service failed; what happened is in the log. */
export const unforeseen: RowError = error('INTERNAL_ERROR', 'The row could not be answered because of a fault of this service; its log holds the details.')
