import type { z } from 'zod'
import type { Path } from '../json-text.ts'
import { alternativesOf, shapeOf, valuesOf } from '../shape.ts'
import type { Shape } from '../shape.ts'

/** Parts of the question whose name a query key may leave out. */
export const droppablePrefixes: readonly string[] = ['workload', 'pricing', 'conventions', 'operations', 'options']

// An address is kept in histories and logs.
const negotiated: readonly string[] = ['pricing.overrides', 'pricing.discounts']

/** The key that takes base64url of the whole JSON. */
export const PACKED = 'w'

/** A name below a record, such as the price table in `pricing.versions`. */
export const recordKey = /^(?!__proto__$)[A-Za-z0-9_-]{1,80}$/

/** A name below a record of a route's own, such as a tag: what AWS takes for the key of one, dots included. */
const ownRecordKey = /^(?!__proto__$)[\p{L}\p{N}_.:/=+@ -]{1,128}$/u

/** A place of the question, or an option of a route, that a query can fill. */
export interface Leaf {
  readonly path: readonly string[]
  /** The dotted path. */
  readonly name: string
  /** The dotted path without a prefix that may be left out. */
  readonly shortName: string
  readonly shape: Shape
  /** Of a list, the shape of one of its values. */
  readonly items: Shape | undefined
}

interface Places {
  readonly leaves: readonly Leaf[]
  /** Records of values, such as `pricing.versions`: every key below them is a leaf. */
  readonly records: readonly Leaf[]
  /** What no query key can say. */
  readonly bodyOnly: readonly Leaf[]
}

/** Every key that a route takes, and what it means. */
export interface QueryNames {
  readonly leaves: readonly Leaf[]
  readonly records: readonly Leaf[]
  readonly bodyOnly: readonly Leaf[]
  readonly takesQuestion: boolean
  /** Options of the route that must be given. */
  readonly required: readonly string[]
  /** The keys as a person would write them. */
  readonly keys: readonly string[]
  /** The leaf that a key fills, full or without its prefix, also below a record. */
  readonly leafOf: (key: string) => Leaf | undefined
  /** The place that a key means and cannot fill. */
  readonly bodyOnlyAt: (key: string) => Leaf | undefined
  /** How a place is written in a query; undefined where it is none. */
  readonly shortNameOf: (name: string) => string | undefined
  /** Names that say a part of what this name says, or the whole of it. */
  readonly overlapping: (name: string) => readonly string[]
  /** Whether a leaf, or the record it stands below, is an option of the route and no part of the question. */
  readonly isOwn: (name: string) => boolean
}

// Deeper keys, such as coefficients.<activity>.<driver>, are hundreds; the request schema lists them.
const DEEPEST_SHOWN = 2

/** Whether a key is short enough to be listed and guessed. */
export const isShallow = ({ shortName }: Pick<Leaf, 'shortName'>): boolean => shortName.split('.').length <= DEEPEST_SHOWN

const scalarTypes: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean'])
const isScalar = (shape: Shape): boolean => alternativesOf(shape).some(({ type, enum: words }) => words !== undefined || scalarTypes.has(type))
const isList = (shape: Shape): boolean => alternativesOf(shape).some(({ type }) => type === 'array')
const itemsOf = (shape: Shape): Shape | undefined => alternativesOf(shape).find(one => one.type === 'array' && typeof one.items === 'object')?.items as Shape | undefined

function leafAt (path: readonly string[], shape: Shape): Leaf {
  const droppable = path.length > 1 && droppablePrefixes.includes(path[0] ?? '')
  return { path, name: path.join('.'), shortName: (droppable ? path.slice(1) : path).join('.'), shape, items: isScalar(shape) ? undefined : itemsOf(shape) }
}

const join = (all: readonly Places[]): Places => ({
  leaves: all.flatMap(({ leaves }) => leaves),
  records: all.flatMap(({ records }) => records),
  bodyOnly: all.flatMap(({ bodyOnly }) => bodyOnly)
})

function placesBelow (shape: Shape, path: readonly string[]): Places {
  const here = leafAt(path, shape)
  if (isNegotiated(here)) return { leaves: [], records: [], bodyOnly: [here] }
  const sayable = isScalar(shape) || isScalar(here.items ?? {})
  const own: Places = {
    leaves: sayable ? [here] : [],
    records: isScalar(valuesOf(shape) ?? {}) ? [here] : [],
    bodyOnly: isList(shape) && !sayable ? [here] : []
  }
  const below = alternativesOf(shape).flatMap(one => Object.entries(one.properties ?? {})).map(([name, field]) => placesBelow(field as Shape, [...path, name]))
  return join([own, ...below])
}

function byKey (places: readonly Leaf[]): ReadonlyMap<string, Leaf> {
  const keys = new Map<string, Leaf>()
  for (const place of places) {
    for (const key of new Set([place.name, place.shortName])) {
      const other = keys.get(key)
      if (other !== undefined) throw new Error(`The query key "${key}" would mean both ${other.name} and ${place.name}.`)
      keys.set(key, place)
    }
  }
  return keys
}

function overlapsOf (leaves: readonly Leaf[]): ReadonlyMap<string, readonly string[]> {
  const names = new Set(leaves.map(({ name }) => name))
  const overlaps = new Map<string, string[]>()
  const add = (name: string, other: string): void => { overlaps.set(name, [...overlaps.get(name) ?? [], other]) }
  for (const { name: part, path } of leaves) {
    for (let depth = 1; depth < path.length; depth += 1) {
      const whole = path.slice(0, depth).join('.')
      if (!names.has(whole)) continue
      add(whole, part)
      add(part, whole)
    }
  }
  return overlaps
}

/** Whether a place holds negotiated prices, which never stand in an address. */
export const isNegotiated = ({ name }: Leaf): boolean => negotiated.includes(name)

const keptPlaces = new WeakMap<z.ZodObject, Places>()

/** The places of a question, worked out once for all routes that take it. */
function placesOf (question: z.ZodObject): Places {
  const places = keptPlaces.get(question) ?? placesBelow(shapeOf(question), [])
  keptPlaces.set(question, places)
  return places
}

/** Makes the query keys of a question (dotted paths of its JSON) and of options that belong to the route alone; throws where two collide. */
export function createQueryNames (question: z.ZodObject | null, options: z.ZodObject): QueryNames {
  const asked = question === null ? join([]) : placesOf(question)
  const optionsShape = shapeOf(options)
  const own = placesBelow(optionsShape, [])
  const leaves = [...asked.leaves, ...own.leaves]
  const leafByKey = byKey(leaves)
  const recordByKey = byKey(asked.records)
  const bodyOnlyByKey = byKey(asked.bodyOnly)
  const shortNames = new Map([...leaves, ...asked.bodyOnly].map(({ name, shortName }) => [name, shortName]))
  const overlaps = overlapsOf(asked.leaves)
  const ownNames = new Set(own.leaves.map(({ name }) => name))
  const ownRecordOf = (key: string): Leaf | undefined => own.records.find(({ name }) => key.startsWith(`${name}.`))
  const leafBelow = (record: Leaf, name: string, pattern: RegExp): Leaf | undefined => pattern.test(name) ? leafAt([...record.path, name], valuesOf(record.shape) ?? {}) : undefined
  return {
    leaves,
    records: asked.records,
    bodyOnly: asked.bodyOnly,
    takesQuestion: question !== null,
    required: optionsShape.required ?? [],
    keys: [...leaves.map(({ shortName }) => shortName), ...question === null ? [] : [PACKED]],
    leafOf: key => {
      const fixed = leafByKey.get(key)
      if (fixed !== undefined) return fixed
      const ownRecord = ownRecordOf(key)
      if (ownRecord !== undefined) return leafBelow(ownRecord, key.slice(ownRecord.name.length + 1), ownRecordKey)
      const dot = key.lastIndexOf('.')
      const record = dot < 0 ? undefined : recordByKey.get(key.slice(0, dot))
      return record === undefined ? undefined : leafBelow(record, key.slice(dot + 1), recordKey)
    },
    bodyOnlyAt: key => [...bodyOnlyByKey].find(([name]) => key === name || key.startsWith(`${name}.`))?.[1],
    shortNameOf: name => shortNames.get(name),
    overlapping: name => overlaps.get(name) ?? [],
    isOwn: name => ownNames.has(name) || ownRecordOf(name) !== undefined
  }
}

/** How a place of a document is called in a query: the key as written, or as it would be. */
export function keyOf (path: Path, written: ReadonlyMap<string, string>, names: QueryNames): string {
  for (let length = path.length; length > 0; length--) {
    const name = path.slice(0, length).join('.')
    const key = written.get(name) ?? names.shortNameOf(name)
    if (key !== undefined) return key
  }
  return path.join('.')
}
