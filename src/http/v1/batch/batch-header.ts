import { faultAt, phrase } from '../../faults.ts'
import type { Fault, FaultCode } from '../../faults.ts'
import { writtenNearly } from '../../nearest.ts'
import { HttpProblem, invalidRequest } from '../../problem.ts'
import { delimiterOf } from '../../writers/csv.ts'
import { isShallow } from '../query-names.ts'
import type { Leaf } from '../query-names.ts'
import { isNumeric } from '../read-query.ts'
import { answerTable, batchRoute, requiredFields } from './batch-question.ts'
import type { BatchQuestion } from './batch-question.ts'

/** A column that fills a field of the question. */
export interface FieldColumn {
  readonly index: number
  readonly name: string
  readonly leaf: Leaf
  readonly isNumeric: boolean
}

/** The header of a batch, understood once for all rows. */
export interface BatchHeader {
  readonly width: number
  readonly fields: readonly FieldColumn[]
  /** Columns of the caller's own, carried through. */
  readonly carried: readonly { readonly index: number, readonly name: string }[]
}

export const ROW = 'row'
export const ERROR_FIELD = 'errorField'

const { names } = batchRoute
const questionLeaves = names.leaves.filter(({ name }) => !names.isOwn(name))
const fieldKeys = questionLeaves.map(({ shortName }) => shortName)
const spelling = (name: string): string => name.toLowerCase().replace(/[-_.\s]/g, '')
// "broker type" means a field of an offering, although its key has the offering in front; deeper names are words such as cluster.
const byLastName = new Map(questionLeaves.filter(isShallow).reverse().map(({ path, shortName }) => [spelling(path.at(-1)!), shortName]))
const groups: ReadonlySet<string> = new Set(questionLeaves.flatMap(({ path, shortName }) => [path, shortName.split('.')].filter(steps => steps.length > 1).map(([first]) => first!)))
// Each name that is no field is held against all that are.
const MOST_COLUMNS = 500
const delimiters = [',', ';', '\t']

/** The field that a column most likely means although its name is not one; null for a column of the caller's own. */
export function fieldMeant (name: string): string | null {
  const near = writtenNearly(name, fieldKeys) ?? byLastName.get(spelling(name)) ?? null
  if (near !== null) return near
  const [group = ''] = name.split('.')
  return name !== group && groups.has(group) ? `${group}.` : null
}

class HeaderReading {
  readonly faults: Fault[] = []
  readonly #fields = new Map<string, string>()
  readonly #columns = new Set<string>()
  readonly #question: BatchQuestion
  readonly #answerColumns: ReadonlySet<string>

  constructor (question: BatchQuestion) {
    this.#question = question
    this.#answerColumns = new Set([ROW, ...answerTable(question).columns.map(({ name }) => name), ERROR_FIELD])
  }

  refuse (index: number, name: string, code: FaultCode, wrong: string, accepted: string, nearest: string | null = null): void {
    this.faults.push(faultAt({ nameOf: () => `Column ${index + 1} ${JSON.stringify(name)}`, parameterOf: () => name }, ['header', index], code, wrong, accepted, nearest))
  }

  /** The field of a column, or null where it is carried through or refused. */
  leafOf (name: string, index: number): Leaf | null {
    if (name.trim() === '') this.refuse(index, name, 'BLANK', 'has no name', 'a name for every column')
    else if (this.#columns.has(name)) this.refuse(index, name, 'DUPLICATE', 'stands there more than once', 'each name once')
    else {
      this.#columns.add(name)
      const leaf = names.leafOf(name)
      if (leaf !== undefined && !names.isOwn(leaf.name)) return this.#fieldOf(leaf, name, index)
      this.#checkOwn(name, index)
    }
    return null
  }

  #fieldOf (leaf: Leaf, name: string, index: number): Leaf | null {
    const { defaults, defaultPairs } = this.#question
    const before = [leaf.name, ...names.overlapping(leaf.name)].find(other => this.#fields.has(other))
    const overlapped = names.overlapping(leaf.name).find(other => defaultPairs.has(other))
    if (before !== undefined) this.refuse(index, name, 'DUPLICATE', `says the same as ${JSON.stringify(this.#fields.get(before))}, which stands there too`, 'each field once')
    else if (overlapped !== undefined) this.refuse(index, name, 'DUPLICATE', `says a part of what ${overlapped} in the query says, or the whole of it`, 'one of the two')
    else if (leaf.name === 'detail') this.refuse(index, name, 'NOT_ACCEPTED', 'would change the answer from row to row', `detail in the query${defaults['detail'] === undefined ? '' : ', where it is already'}`)
    else {
      this.#fields.set(leaf.name, name)
      return leaf
    }
    return null
  }

  #checkOwn (name: string, index: number): void {
    const known = names.bodyOnlyAt(name)
    const isListed = this.#question.options.carry?.includes(name) === true
    const meant = isListed ? null : fieldMeant(name)
    if (this.#answerColumns.has(name)) this.refuse(index, name, 'DUPLICATE', 'is also a column of the answer', 'another name')
    else if (known !== undefined && !isListed) this.refuse(index, name, 'BODY_ONLY', 'cannot be said in a cell', 'the same field in the body of POST /v1/estimates, or rows of NDJSON')
    else if (meant !== null) {
      const isGroup = meant.endsWith('.')
      this.refuse(index, name, 'UNKNOWN_FIELD', 'is no field of a question', `${isGroup ? `a field that begins with ${meant}` : meant}, or carry=${encodeURIComponent(name)} in the query where it is a column of your own`, isGroup ? null : meant)
    }
  }

  /** Fields that neither the header nor the query has. */
  missing (): readonly string[] {
    return requiredFields.filter(field => !this.#fields.has(`workload.${field}`) && !this.#question.defaultPairs.has(`workload.${field}`))
  }

  unfoundInCarry (): readonly string[] {
    return (this.#question.options.carry ?? []).filter(name => !this.#columns.has(name))
  }
}

/** The delimiter that a header was really written with, where it is not the one that was said. */
function otherDelimiter (header: readonly string[], said: string): string | undefined {
  const parts = (delimiter: string): number => header.flatMap(name => name.split(delimiter)).filter(name => names.leafOf(name.replaceAll('"', '').trim()) !== undefined).length
  const found = parts(said)
  return delimiters.find(delimiter => delimiter !== said && parts(delimiter) > found)
}

/** Understands the header of a CSV; throws BROKEN_CSV where it is none, and INVALID_REQUEST with every fault of its names. */
export function readHeader (header: readonly string[], question: BatchQuestion): BatchHeader {
  if (header.length > MOST_COLUMNS) throw new HttpProblem('BROKEN_CSV', `The first row has ${header.length} cells; accepted are ${MOST_COLUMNS} columns.`)
  const delimiter = delimiterOf({ delimiter: question.rowDelimiter })
  const other = otherDelimiter(header, delimiter)
  if (other !== undefined) throw new HttpProblem('BROKEN_CSV', `The first row is not separated by ${JSON.stringify(delimiter)} but by ${JSON.stringify(other)}; accepted is delimiter=${other === '\t' ? 'tab' : encodeURIComponent(other)} in the query.`)
  const reading = new HeaderReading(question)
  const fields: FieldColumn[] = []
  const carried: { index: number, name: string }[] = []
  header.forEach((name, index) => {
    const leaf = reading.leafOf(name, index)
    if (leaf !== null) fields.push({ index, name, leaf, isNumeric: isNumeric(leaf.shape) })
    if (leaf === null || question.carriesFields || question.options.carry?.includes(name) === true) carried.push({ index, name })
  })
  const faults = [
    ...reading.faults,
    ...reading.missing().map(field => faultAt({ nameOf: () => field, parameterOf: () => field }, ['header'], 'REQUIRED', 'is missing', `a column ${field} in the header, or ${field} in the query for every row`)),
    ...reading.unfoundInCarry().map(name => faultAt({ nameOf: () => 'carry', parameterOf: () => 'carry' }, ['carry'], 'NOT_ACCEPTED', `names ${JSON.stringify(name)}, which is no column`, phrase(header.slice(0, 50))))
  ]
  if (faults.length > 0) throw invalidRequest(faults)
  return { width: header.length, fields, carried }
}
