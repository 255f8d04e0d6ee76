import { z } from 'zod'
import type { Irregularity, Path } from './json-text.ts'
import { nearestPlace, nearestTo } from './nearest.ts'
import { acceptedBy, fieldsOf, shapeAt, wordsOf } from './shape.ts'
import type { Shape } from './shape.ts'

/** Every way in which one value of a question can be refused; a closed set. */
export const faultCodes = [
  'UNKNOWN_FIELD',
  'REQUIRED',
  'BLANK',
  'DUPLICATE',
  'WRONG_TYPE',
  'OUT_OF_BOUNDS',
  'NOT_ACCEPTED',
  'TOO_LONG',
  'TOO_SHORT',
  'TOO_PRECISE',
  'UNKNOWN_OFFERING',
  'UNKNOWN_REGION',
  'UNKNOWN_PRICE_TABLE',
  'UNKNOWN_PRICE_TABLE_VERSION',
  'BODY_ONLY',
  'BROKEN_ENCODING'
] as const
export type FaultCode = typeof faultCodes[number]

export const faultSchema = z.strictObject({
  pointer: z.string().meta({ description: 'JSON pointer to the value (RFC 6901)' }),
  parameter: z.string().optional().meta({ description: 'The query key as written' }),
  code: z.enum(faultCodes),
  detail: z.string().meta({ description: 'What was wrong, where, and what would be accepted' }),
  accepted: z.union([z.string(), z.array(z.string())]).meta({ description: 'What would be accepted: a list of words, or a phrase' }),
  nearest: z.string().nullable().meta({ description: 'The valid name nearest to the one given' })
}).meta({ id: 'Fault' })

/** One reason why a question is refused. */
export interface Fault {
  readonly pointer: string
  readonly parameter?: string
  readonly code: FaultCode
  readonly detail: string
  readonly accepted: string | readonly string[]
  readonly nearest: string | null
}

/** What a place is called towards the caller who named it. */
export interface Naming {
  readonly nameOf: (path: Path) => string
  readonly parameterOf: (path: Path) => string | undefined
}

/** Names of a JSON document: dotted paths, and no query keys. */
export const documentNaming: Naming = { nameOf: path => path.length === 0 ? 'the question' : path.join('.'), parameterOf: () => undefined }

/** No more faults are told than somebody would read; each costs a search for the nearest name. */
export const MOST_FAULTS = 100
const LONGEST_SHOWN = 60

const shortened = (text: string): string => text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text

/** The JSON pointer of a place. */
export const pointerTo = (path: Path): string => path.map(step => `/${shortened(String(step)).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** A value as a sentence shows it: JSON, cut where it is long. */
export function shown (value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  return typeof value === 'number' ? String(value) : shortened(JSON.stringify(value))
}

// A mark alone would be lost among those of the sentence.
const isPlainWord = /^(?=.*\w)[\w./-]+$/

/** Writes out what is accepted, for the end of a sentence. */
export function phrase (accepted: string | readonly string[]): string {
  return typeof accepted === 'string' ? accepted : accepted.map(word => isPlainWord.test(word) ? word : JSON.stringify(word)).join(', ')
}

/** Builds a fault of one place, its sentence completed with what would be accepted and the nearest valid name. */
export function faultAt (naming: Naming, path: Path, code: FaultCode, wrong: string, accepted: string | readonly string[], nearest: string | null = null): Fault {
  const parameter = naming.parameterOf(path)
  const hint = nearest === null ? '' : ` The nearest is ${phrase([nearest])}.`
  return {
    pointer: pointerTo(path),
    ...(parameter === undefined ? {} : { parameter: shortened(parameter) }),
    code,
    detail: `${shortened(naming.nameOf(path))} ${wrong}; accepted is ${phrase(accepted)}.${hint}`,
    accepted,
    nearest
  }
}

/** Where fields stand, by the last name of each: a right name may be in the wrong place. */
export type PlacesByName = ReadonlyMap<string, string>

export const nowhereElse: PlacesByName = new Map()

/** A field nobody knows. */
function unknownField (naming: Naming, root: Shape, path: Path, elsewhere: PlacesByName): Fault {
  const parent = shapeAt(root, path.slice(0, -1))
  const names = Object.keys(parent === undefined ? {} : fieldsOf(parent))
  const name = String(path.at(-1))
  return faultAt(naming, path, 'UNKNOWN_FIELD', 'is unknown', names.length === 0 ? 'no field here' : names, nearestPlace(name, new Map(names.map(one => [one, one])), elsewhere))
}

/** The value at a place of a document; undefined where there is none. */
export function valueAt (input: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined, input)
}

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === ''

/** What faults are told with: the shape that was asked for, the document that came, and the caller's names. */
export interface FaultContext {
  readonly root: Shape
  readonly input: unknown
  readonly naming: Naming
  readonly elsewhere: PlacesByName
}

// Of the alternatives of a union, the one whose type fits tells the caller more than "not this type".
function fittingBranch (issue: z.core.$ZodIssueInvalidUnion, value: unknown): readonly z.core.$ZodIssue[] | undefined {
  const isOfAnotherType = ({ code, path }: z.core.$ZodIssue): boolean => path.length === 0 && (code === 'invalid_type' || (code === 'invalid_value' && typeof value !== 'string'))
  return issue.errors.find(branch => !branch.some(isOfAnotherType))
}

function faultsOfIssue (issue: z.core.$ZodIssue, context: FaultContext, before: Path): readonly Fault[] {
  const { root, input, naming, elsewhere } = context
  const path: Path = [...before, ...issue.path as Path]
  const value = valueAt(input, path)
  const shape = shapeAt(root, path) ?? {}
  const accepted = acceptedBy(shape)
  const fault = (code: FaultCode, wrong: string, nearest: string | null = null): readonly Fault[] => [faultAt(naming, path, code, wrong, accepted, nearest)]

  if (issue.code === 'unrecognized_keys') return issue.keys.slice(0, MOST_FAULTS).map(key => unknownField(naming, root, [...path, key], elsewhere))
  if (issue.code === 'invalid_key') return [faultAt(naming, path, 'UNKNOWN_FIELD', 'is no valid name', phrase(acceptedBy(shapeAt(root, path.slice(0, -1))?.propertyNames as Shape | undefined ?? {})))]
  if (value === undefined) return fault('REQUIRED', 'is missing')
  if (isBlank(value)) return fault('BLANK', 'is blank')
  switch (issue.code) {
    case 'invalid_union': {
      const branch = fittingBranch(issue, value)
      return branch === undefined ? fault('WRONG_TYPE', `is ${shown(value)}`) : branch.flatMap(inner => faultsOfIssue(inner, context, path))
    }
    case 'invalid_type':
      return fault(typeof value === 'number' && !Number.isFinite(value) ? 'OUT_OF_BOUNDS' : 'WRONG_TYPE', `is ${shown(value)}`)
    case 'too_big':
    case 'too_small': {
      if (typeof value === 'number') return fault('OUT_OF_BOUNDS', `is ${shown(value)}`)
      return fault(issue.code === 'too_big' ? 'TOO_LONG' : 'TOO_SHORT', `is ${Array.isArray(value) ? `a list of ${value.length}` : shown(value)}`)
    }
    case 'invalid_value': {
      if (typeof value !== 'string') return fault('WRONG_TYPE', `is ${shown(value)}`)
      return fault(path[0] === 'offerings' ? 'UNKNOWN_OFFERING' : 'NOT_ACCEPTED', `is ${shown(value)}`, nearestTo(value, wordsOf(shape)))
    }
    case 'custom': {
      const repeated = Array.isArray(value) ? value.find((one, index) => value.indexOf(one) !== index) as unknown : undefined
      if (repeated !== undefined) return [faultAt(naming, path, 'DUPLICATE', `names ${shown(repeated)} more than once`, issue.message)]
      return [faultAt(naming, path, 'NOT_ACCEPTED', `is ${shown(value)}`, issue.message)]
    }
    default: return fault('NOT_ACCEPTED', `is ${shown(value)}`)
  }
}

function faultOfIrregularity ({ kind, path }: Irregularity, { naming, input }: FaultContext): Fault {
  switch (kind) {
    case 'repeated-name': return faultAt(naming, path, 'DUPLICATE', 'stands there more than once', 'each name once')
    case 'forbidden-name': return faultAt(naming, path, 'UNKNOWN_FIELD', 'is never a field', 'any other name that the question knows')
    case 'too-precise': return faultAt(naming, path, 'TOO_PRECISE', `is written with more digits than are kept (${shown(valueAt(input, path))})`, 'a number of at most 15 significant digits')
  }
}

/** Each place once, its first fault winning, and no more of them than somebody would read. */
export function distinct (faults: readonly Fault[]): readonly Fault[] {
  const places = new Set<string>()
  return faults.filter(({ pointer, parameter }) => {
    const place = `${parameter ?? ''} ${pointer}`
    return !places.has(place) && places.add(place)
  }).slice(0, MOST_FAULTS)
}

/** Tells everything that a schema and a parser found wrong in a document, as faults that name the place and what would be accepted. */
export function faultsOf (issues: readonly z.core.$ZodIssue[], irregularities: readonly Irregularity[], context: FaultContext): readonly Fault[] {
  return [
    ...irregularities.slice(0, MOST_FAULTS).map(irregularity => faultOfIrregularity(irregularity, context)),
    ...issues.slice(0, MOST_FAULTS).flatMap(issue => faultsOfIssue(issue, context, []))
  ]
}
