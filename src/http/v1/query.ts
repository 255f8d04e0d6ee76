import type { z } from 'zod'
import { documentNaming, faultAt, MOST_FAULTS, phrase, shown } from '../faults.ts'
import type { Fault, FaultCode, Naming } from '../faults.ts'
import { isTooPrecise } from '../json-text.ts'
import type { Path } from '../json-text.ts'
import { nearestTo } from '../nearest.ts'
import { acceptedBy, alternativesOf, shapeOf, valuesOf } from '../shape.ts'
import type { Shape } from '../shape.ts'

/** Parts of the question whose name a query key may leave out. */
export const droppablePrefixes: readonly string[] = ['workload', 'pricing', 'conventions', 'operations', 'options']

/** Negotiated prices: an address is kept in histories and logs. */
const negotiated: readonly string[] = ['pricing.overrides', 'pricing.discounts']

/** The key that takes base64url of the whole JSON. */
export const PACKED = 'w'

type Scalar = string | number | boolean
type Value = Scalar | readonly Scalar[]
interface Members { [name: string]: Value | Members }

/** A place of the question that a query can fill with one value. */
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

// Plain digits: no exponent, no 0x, no plus, no thousands separators; a minus so that bounds can answer.
const plainNumber = /^-?(?:0|[1-9]\d{0,29})(?:\.\d{1,30})?$/
const base64url = /^[A-Za-z0-9_-]+={0,2}$/
const recordKey = /^[A-Za-z0-9_-]{1,80}$/

const isScalar = (shape: Shape): boolean => alternativesOf(shape).some(({ type, enum: words }) => words !== undefined || (typeof type === 'string' && ['string', 'number', 'integer', 'boolean'].includes(type)))
const isNumeric = (shape: Shape): boolean => alternativesOf(shape).some(({ type }) => type === 'number' || type === 'integer')
const listItems = (shape: Shape): Shape | undefined => alternativesOf(shape).find(one => one.type === 'array' && typeof one.items === 'object')?.items as Shape | undefined
const sayable = (shape: Shape): boolean => isScalar(shape) || isScalar(listItems(shape) ?? {})

function leafAt (path: readonly string[], shape: Shape): Leaf {
  const droppable = path.length > 1 && droppablePrefixes.includes(path[0] ?? '')
  return { path, name: path.join('.'), shortName: (droppable ? path.slice(1) : path).join('.'), shape, items: isScalar(shape) ? undefined : listItems(shape) }
}

interface Places {
  readonly leaves: readonly Leaf[]
  /** Records of values, such as `pricing.versions`: every key below them is a leaf. */
  readonly records: readonly Leaf[]
  /** What no query key can say. */
  readonly bodyOnly: readonly Leaf[]
}

function placesBelow (shape: Shape, path: readonly string[]): Places {
  const here = leafAt(path, shape)
  if (negotiated.includes(here.name)) return { leaves: [], records: [], bodyOnly: [here] }
  const leaves: Leaf[] = sayable(shape) ? [here] : []
  const records: Leaf[] = []
  const bodyOnly: Leaf[] = []
  for (const one of alternativesOf(shape)) {
    for (const [name, field] of Object.entries(one.properties ?? {})) {
      const below = placesBelow(field as Shape, [...path, name])
      leaves.push(...below.leaves)
      records.push(...below.records)
      bodyOnly.push(...below.bodyOnly)
    }
  }
  if (isScalar(valuesOf(shape) ?? {})) records.push(here)
  else if (alternativesOf(shape).some(({ type }) => type === 'array') && leaves.length === 0) bodyOnly.push(here)
  return { leaves, records, bodyOnly }
}

function byName (places: readonly Leaf[]): ReadonlyMap<string, Leaf> {
  const names = new Map<string, Leaf>()
  for (const place of places) {
    for (const name of new Set([place.name, place.shortName])) {
      const other = names.get(name)
      if (other !== undefined) throw new Error(`The query key "${name}" would mean both ${other.name} and ${place.name}.`)
      names.set(name, place)
    }
  }
  return names
}

const isEncoded = /[%+]/

/** Of every name that says a part of another, or has parts, the names that say the same. */
function overlapsOf (leaves: readonly Leaf[]): ReadonlyMap<string, readonly string[]> {
  const names = leaves.map(({ name }) => name)
  const wholes = names.filter(whole => names.some(part => part.startsWith(`${whole}.`)))
  const pairs = wholes.flatMap(whole => names.filter(part => part.startsWith(`${whole}.`)).flatMap(part => [[whole, part], [part, whole]] as const))
  return new Map(pairs.map(([name]) => [name, pairs.filter(([one]) => one === name).map(([, other]) => other)]))
}

interface Pair { readonly key: string, readonly text: string }

function decoded (text: string): string | null {
  if (!isEncoded.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}

function readScalar (shape: Shape, text: string): Scalar | undefined {
  for (const { type, enum: words } of alternativesOf(shape)) {
    if (type === 'string' || words !== undefined) return text
    if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
    if ((type === 'number' || type === 'integer') && plainNumber.test(text)) return Number(text) + 0
  }
  return undefined
}

const isBeyondBounds = (shape: Shape, value: number): boolean => alternativesOf(shape).every(({ maximum = Infinity, minimum = -Infinity }) => value > maximum || value < minimum)

/** A query read as far as its own grammar goes; the schemas check the rest. */
export interface ReadQuery {
  readonly question: Members
  readonly options: Members
  /** base64url of the whole question, where it came that way. */
  readonly packed: string | null
  /** The key for it was there and its value is none. */
  readonly packedIsBroken: boolean
  readonly faults: readonly Fault[]
  readonly naming: Naming
}

/** Reads and writes the query keys of one route. */
export interface QueryCodec {
  readonly leaves: readonly Leaf[]
  readonly takesQuestion: boolean
  /** Options of the route that must be given. */
  readonly required: readonly string[]
  readonly read: (query: string) => ReadQuery
  /** Finds the full name of a place whose last part is this name. */
  readonly elsewhere: (name: string) => string | null
  /**
   * Writes the address that asks a question, the same for the same question: dotted keys, or `w=` where they would be
   * too long or cannot say it; null where that is too long as well.
   */
  readonly addressOf: (path: string, request: object) => string | null
}

const noPlaces: Places = { leaves: [], records: [], bodyOnly: [] }

/** Makes the query keys of a question (dotted paths of its JSON), and of options that belong to the route alone. */
export function createQueryCodec (question: z.ZodObject | null, options: z.ZodObject): QueryCodec {
  const asked = question === null ? noPlaces : placesBelow(shapeOf(question), [])
  const ownShape = shapeOf(options)
  const own = placesBelow(ownShape, []).leaves
  const ownRequired = ownShape.required ?? []
  const leaves = byName([...asked.leaves, ...own])
  const records = byName(asked.records)
  const bodyOnly = byName(asked.bodyOnly)
  const isOwn = new Set(own)
  const overlaps = overlapsOf(asked.leaves)
  const keys = [...new Set([...asked.leaves, ...own].map(({ shortName }) => shortName)), ...(question === null ? [] : [PACKED])]
  const shortNames = new Map([...asked.leaves, ...asked.bodyOnly, ...own].map(({ name, shortName }) => [name, shortName]))

  function leafOf (key: string): Leaf | undefined {
    const fixed = leaves.get(key)
    if (fixed !== undefined) return fixed
    const dot = key.lastIndexOf('.')
    const record = dot < 0 ? undefined : records.get(key.slice(0, dot))
    if (record === undefined || !recordKey.test(key.slice(dot + 1)) || key.endsWith('__proto__')) return undefined
    return leafAt([...record.path, key.slice(dot + 1)], valuesOf(record.shape) ?? {})
  }

  function bodyOnlyAt (key: string): Leaf | undefined {
    return [...bodyOnly].find(([name]) => key === name || key.startsWith(`${name}.`))?.[1]
  }

  function read (query: string): ReadQuery {
    const faults: Fault[] = []
    const read: { question: Members, options: Members, packed: string | null, packedIsBroken: boolean } = { question: question === null ? {} : { workload: {} }, options: {}, packed: null, packedIsBroken: false }
    const written = new Map<string, string>()
    const naming: Naming = {
      nameOf: path => read.packed === null ? keyOf(path) : documentNaming.nameOf(path),
      parameterOf: path => read.packed === null ? keyOf(path) : PACKED
    }
    function keyOf (path: Path): string {
      for (let length = path.length; length > 0; length--) {
        const name = path.slice(0, length).join('.')
        const key = written.get(name) ?? shortNames.get(name)
        if (key !== undefined) return key
      }
      return path.join('.')
    }
    for (const segment of query.split('&')) {
      if (faults.length >= MOST_FAULTS) break
      if (segment !== '') readPair(segment)
    }
    if (read.packed !== null) refuseBesidePacked()
    return { ...read, faults, naming }

    function readPair (segment: string): void {
      const equals = segment.indexOf('=')
      const key = decoded(equals < 0 ? segment : segment.slice(0, equals))
      const text = decoded(equals < 0 ? '' : segment.slice(equals + 1))
      if (key === null || text === null) {
        faults.push(faultAt(naming, [key ?? segment.slice(0, equals < 0 ? undefined : equals)], 'BROKEN_ENCODING', 'is not percent-encoded UTF-8', 'a percent sign as %25, other characters as their UTF-8 bytes'))
        return
      }
      if (key === PACKED && question !== null) readPacked(text)
      else readLeaf({ key, text })
    }

    function readPacked (text: string): void {
      const refuse = (code: FaultCode, wrong: string, accepted: string): void => {
        read.packedIsBroken = true
        faults.push(faultAt(naming, [PACKED], code, wrong, accepted))
      }
      if (read.packed !== null) refuse('DUPLICATE', 'stands there more than once', 'each key once')
      else if (text.trim() === '') refuse('BLANK', 'is blank', 'base64url of the whole question as JSON')
      else if (!base64url.test(text)) refuse('BROKEN_ENCODING', 'is not base64url', 'letters, digits, - and _, which stand for the bytes of JSON in UTF-8')
      else read.packed = text
    }

    function readLeaf ({ key, text }: Pair): void {
      const leaf = leafOf(key)
      if (leaf === undefined) {
        faults.push(refusedKey(key))
        return
      }
      const { path, name, shape, items } = leaf
      const before = written.get(name) ?? overlapping(name)
      if (before !== undefined) {
        const both = before === key ? 'stands there more than once' : `says the same as ${before}, which stands there too`
        faults.push(faultAt({ nameOf: () => key, parameterOf: () => key }, path, 'DUPLICATE', both, 'each field once'))
        return
      }
      written.set(name, key)
      if (text.trim() === '' && !(text !== '' && wordsInclude(shape, text))) {
        faults.push(faultAt(naming, path, 'BLANK', 'is blank', acceptedBy(shape)))
        return
      }
      const value = items === undefined ? readOne(path, shape, text) : readList(path, items, text)
      if (value !== undefined) put(isOwn.has(leaf) ? read.options : read.question, path, value)
    }

    // A field given whole (governance=basic) and by its parts (governance.topic_permissions=none) is given twice.
    function overlapping (name: string): string | undefined {
      const other = overlaps.get(name)?.find(other => written.has(other))
      return other === undefined ? undefined : written.get(other)
    }

    function refusedKey (key: string): Fault {
      const known = bodyOnlyAt(key)
      if (known === undefined) return faultAt(naming, key.split('.'), 'UNKNOWN_FIELD', 'is no query key here', question === null ? keys.length === 0 ? 'no key at all' : keys : 'the dotted path of a field of the question; /docs lists them', nearestTo(key, keys))
      written.set(known.name, key)
      return negotiated.includes(known.name)
        ? faultAt(naming, known.path, 'BODY_ONLY', 'cannot stand in an address, because negotiated prices would be kept in histories and logs', 'the same field in the body of POST /v1/estimates')
        : faultAt(naming, known.path, 'BODY_ONLY', 'cannot be said in a query key', 'the same field in the body of POST /v1/estimates, or in w=<base64url of the whole JSON>')
    }

    function readList (path: readonly string[], items: Shape, text: string): Value | undefined {
      const values = text.split(',').map((part, index) => {
        if (part.trim() !== '') return readOne(path, items, part)
        faults.push(faultAt(naming, path, 'BLANK', `has a blank in its place ${index + 1}`, acceptedBy(items)))
        return undefined
      })
      return values.includes(undefined) ? undefined : values as readonly Scalar[]
    }

    function readOne (path: readonly string[], shape: Shape, text: string): Scalar | undefined {
      const value = readScalar(shape, text)
      if (value === undefined) faults.push(faultAt(naming, path, 'WRONG_TYPE', `is ${shown(text)}`, isNumeric(shape) ? `${phrase(acceptedBy(shape))}, in plain digits` : acceptedBy(shape)))
      else if (typeof value === 'number' && isTooPrecise(text) && !isBeyondBounds(shape, value)) faults.push(faultAt(naming, path, 'TOO_PRECISE', 'is written with more digits than are kept', 'a number of at most 15 significant digits'))
      return value
    }

    function refuseBesidePacked (): void {
      for (const [name, key] of written) {
        if (!own.some(leaf => leaf.name === name)) faults.push(faultAt({ nameOf: () => key, parameterOf: () => key }, name.split('.'), 'DUPLICATE', `stands beside ${PACKED}, which holds the whole question`, `${key} inside ${PACKED}, or keys without ${PACKED}`))
      }
    }
  }

  const ranks = new Map([...asked.leaves, ...asked.records].map(({ shortName }, index) => [shortName, index]))

  /** Collects the keys of everything below a place; false where something cannot be said in a query. */
  function collect (members: object, prefix: string, pairs: RankedPair[]): boolean {
    for (const [name, value] of Object.entries(members) as [string, unknown][]) {
      if (value === undefined) continue
      const key = prefix === '' ? name : `${prefix}.${name}`
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        if (!collect(value, prefix === '' && droppablePrefixes.includes(name) ? '' : key, pairs)) return false
        continue
      }
      const rank = ranks.get(key) ?? (recordKey.test(name) ? ranks.get(prefix) : undefined)
      const text = textOf(value)
      if (rank === undefined || text === null) return false
      pairs.push({ rank, key, text })
    }
    return true
  }

  function addressOf (path: string, request: object): string | null {
    const pairs: RankedPair[] = []
    if (collect(request, '', pairs)) {
      pairs.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1))
      const plain = `${path}?${pairs.map(({ key, text }) => `${key}=${encoded(text)}`).join('&')}`
      if (plain.length <= LONGEST_EVERYWHERE) return plain
    }
    // Parsing puts the fields into the order of the schema.
    const packed = `${path}?${PACKED}=${Buffer.from(JSON.stringify(question?.safeParse(request).data ?? request)).toString('base64url')}`
    return packed.length <= LONGEST_URL ? packed : null
  }

  const lastNames = new Map([...asked.leaves, ...asked.records, ...asked.bodyOnly].reverse().map(({ path, name }) => [path.at(-1) ?? '', name]))
  return { leaves: [...asked.leaves, ...own], takesQuestion: question !== null, required: ownRequired, read, addressOf, elsewhere: name => lastNames.get(nearestTo(name, lastNames.keys()) ?? '') ?? null }
}

const wordsInclude = (shape: Shape, text: string): boolean => alternativesOf(shape).some(({ enum: words }) => words?.includes(text))

function put (into: Members, path: readonly string[], value: Value): void {
  let members = into
  for (const step of path.slice(0, -1)) members = (members[step] ??= {}) as Members
  members[path.at(-1) ?? ''] = value
}

// Has no UTF-8 form; JSON escapes it.
const loneSurrogate = /\p{Surrogate}/u

/** A value as a query says it; null where it cannot. */
function textOf (value: unknown): string | null {
  if (Array.isArray(value)) {
    const texts = value.map(textOf)
    return texts.length === 0 || texts.some(text => text === null || text.includes(',')) ? null : texts.join(',')
  }
  if (typeof value === 'object') return null
  const text = String(value)
  if (typeof value === 'number') return plainNumber.test(text) ? text : null
  return text.trim() === '' || loneSurrogate.test(text) ? null : text
}

const needsNoEncoding = /^[A-Za-z0-9_.,:-]*$/
const encoded = (text: string): string => needsNoEncoding.test(text) ? text : encodeURIComponent(text).replaceAll('%2C', ',')

interface RankedPair { readonly rank: number, readonly key: string, readonly text: string }

// Excel fetches no longer address.
const LONGEST_EVERYWHERE = 2048
/** The longest address this service answers. */
export const LONGEST_URL = 16 * 1024
