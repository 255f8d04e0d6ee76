import { documentNaming, faultAt, MOST_FAULTS, phrase, shown } from '../faults.ts'
import type { Fault, FaultCode, Naming, PlacesByName } from '../faults.ts'
import { isTooPrecise } from '../json-text.ts'
import { misspelt, nearestPlace } from '../nearest.ts'
import { acceptedBy, alternativesOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { placesOf } from './places.ts'
import { isNegotiated, keyOf, PACKED } from './query-names.ts'
import type { Leaf, QueryNames } from './query-names.ts'

type Scalar = string | number | boolean
type Value = Scalar | readonly Scalar[]
/** A question as far as it was read. */
export interface Members { [name: string]: Value | Members }

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

// Plain digits: no exponent, no 0x, no plus, no thousands separators; a minus so that bounds can answer.
const plainNumber = /^-?(?:0|[1-9]\d{0,29})(?:\.\d{1,30})?$/
const base64url = /^[A-Za-z0-9_-]+={0,2}$/
const isEncoded = /[%+]/

export const notInAnAddress = {
  wrong: 'cannot stand in an address, because negotiated prices would be kept in histories and logs',
  accepted: 'the same field in the body of POST /v1/estimates'
} as const

function decoded (text: string): string | null {
  if (!isEncoded.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}

/** Whether a place takes numbers. */
export const isNumeric = (shape: Shape): boolean => alternativesOf(shape).some(({ type }) => type === 'number' || type === 'integer')
const isBeyondBounds = (shape: Shape, value: number): boolean => alternativesOf(shape).every(({ maximum = Infinity, minimum = -Infinity }) => value > maximum || value < minimum)
const isWord = (shape: Shape, text: string): boolean => alternativesOf(shape).some(({ enum: words }) => words?.includes(text))
// A tab is a blank, and one of the delimiters.
const isBlank = (shape: Shape, text: string): boolean => text.trim() === '' && !(text !== '' && isWord(shape, text))

/** The number that a text says in plain digits, as a query key would; undefined where it says none. */
export const numberOfText = (text: string): number | undefined => isTooPrecise(text) ? undefined : digitsOf(text)

// Adding zero makes one zero of two.
const digitsOf = (text: string): number | undefined => plainNumber.test(text) ? Number(text) + 0 : undefined

function readScalar (shape: Shape, text: string): Scalar | undefined {
  for (const { type, enum: words } of alternativesOf(shape)) {
    if (type === 'string' || words !== undefined) return text
    if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
    const value = type === 'number' || type === 'integer' ? digitsOf(text) : undefined
    if (value !== undefined) return value
  }
  return undefined
}

/** The value that a text says at a place, as a query key would; undefined where it says none, and a query tells why. */
export function valueOfText ({ shape, items }: Leaf, text: string): Value | undefined {
  if (items === undefined) return plainScalar(shape, text)
  const values = text.split(',').map(part => plainScalar(items, part))
  return values.includes(undefined) ? undefined : values as readonly Scalar[]
}

const plainScalar = (shape: Shape, text: string): Scalar | undefined =>
  isBlank(shape, text) || (isTooPrecise(text) && isNumeric(shape)) ? undefined : readScalar(shape, text)

/** Puts a value at its place, making the places above it. */
export function put (into: Members, path: readonly string[], value: Value): void {
  let members = into
  for (const step of path.slice(0, -1)) members = (members[step] ??= {}) as Members
  members[path.at(-1) ?? ''] = value
}

const parentOf = (key: string): string => key.slice(0, Math.max(key.lastIndexOf('.'), 0))

/** What a query asks for, wherever it stands in it. */
const offeringsIn = (query: string): readonly string[] | undefined => /(?:^|&)offerings=([^&]*)/.exec(query)?.[1]?.split(/,|%2C/i)

/** One query being read: what it says so far, and what is wrong with it. */
class Reading implements ReadQuery {
  readonly question: Members
  readonly options: Members = {}
  packed: string | null = null
  packedIsBroken = false
  readonly faults: Fault[] = []
  readonly naming: Naming = {
    nameOf: path => this.packed === null ? keyOf(path, this.#written, this.#names) : documentNaming.nameOf(path),
    parameterOf: path => this.packed === null ? keyOf(path, this.#written, this.#names) : PACKED
  }

  readonly #names: QueryNames
  /** Name → the key that said it. */
  readonly #written = new Map<string, string>()
  #asked: readonly string[] | undefined
  #elsewhere: PlacesByName | undefined

  constructor (names: QueryNames) {
    this.#names = names
    // A query has no way to leave out the workload, only its fields.
    this.question = names.takesQuestion ? { workload: {} } : {}
  }

  read (query: string): this {
    this.#asked = offeringsIn(query)
    for (const segment of query.split('&')) {
      if (this.faults.length >= MOST_FAULTS) break
      if (segment !== '') this.#readPair(segment)
    }
    if (this.packed !== null) this.#refuseBesidePacked()
    return this
  }

  #refuse (path: readonly string[], code: FaultCode, wrong: string, accepted: string | readonly string[], nearest: string | null = null): void {
    this.faults.push(faultAt(this.naming, path, code, wrong, accepted, nearest))
  }

  #refuseKey (key: string, path: readonly string[], wrong: string, accepted: string): void {
    this.faults.push(faultAt({ nameOf: () => key, parameterOf: () => key }, path, 'DUPLICATE', wrong, accepted))
  }

  #readPair (segment: string): void {
    const equals = segment.indexOf('=')
    const writtenKey = equals < 0 ? segment : segment.slice(0, equals)
    const key = decoded(writtenKey)
    const text = decoded(equals < 0 ? '' : segment.slice(equals + 1))
    if (key === null || text === null) this.#refuse([key ?? writtenKey], 'BROKEN_ENCODING', 'is not percent-encoded UTF-8', 'a percent sign as %25, other characters as their UTF-8 bytes')
    else if (key === PACKED && this.#names.takesQuestion) this.#readPacked(text)
    else this.#readLeaf(key, text)
  }

  #readPacked (text: string): void {
    const faultsBefore = this.faults.length
    if (this.packed !== null) this.#refuse([PACKED], 'DUPLICATE', 'stands there more than once', 'each key once')
    else if (text.trim() === '') this.#refuse([PACKED], 'BLANK', 'is blank', 'base64url of the whole question as JSON')
    else if (!base64url.test(text)) this.#refuse([PACKED], 'BROKEN_ENCODING', 'is not base64url', 'letters, digits, - and _, which stand for the bytes of JSON in UTF-8')
    else this.packed = text
    this.packedIsBroken ||= this.faults.length > faultsBefore
  }

  #readLeaf (key: string, text: string): void {
    const leaf = this.#names.leafOf(key)
    if (leaf === undefined) {
      this.#refuseUnknown(key)
      return
    }
    const before = this.#saidBefore(leaf)
    if (before !== undefined) {
      this.#refuseKey(key, leaf.path, before === key ? 'stands there more than once' : `says the same as ${before}, which stands there too`, 'each field once')
      return
    }
    this.#written.set(leaf.name, key)
    if (isBlank(leaf.shape, text)) {
      this.#refuse(leaf.path, 'BLANK', 'is blank', acceptedBy(leaf.shape))
      return
    }
    const value = leaf.items === undefined ? this.#readOne(leaf.path, leaf.shape, text) : this.#readList(leaf.path, leaf.items, text)
    if (value !== undefined) put(this.#names.isOwn(leaf.name) ? this.options : this.question, leaf.path, value)
  }

  // A field given whole (governance=basic) and by its parts (governance.observability=none) is given twice.
  #saidBefore ({ name }: Leaf): string | undefined {
    const said = [name, ...this.#names.overlapping(name)].find(other => this.#written.has(other))
    return said === undefined ? undefined : this.#written.get(said)
  }

  #refuseUnknown (key: string): void {
    const { keys, takesQuestion } = this.#names
    const known = this.#names.bodyOnlyAt(key)
    if (known === undefined) {
      const accepted = takesQuestion ? 'the dotted path of a field of the question; /docs lists them' : keys.length === 0 ? 'no key at all' : keys
      this.#refuse(key.split('.'), 'UNKNOWN_FIELD', 'is no query key here', accepted, this.#nearestKey(key))
      return
    }
    this.#written.set(known.name, key)
    if (isNegotiated(known)) this.#refuse(known.path, 'BODY_ONLY', notInAnAddress.wrong, notInAnAddress.accepted)
    else this.#refuse(known.path, 'BODY_ONLY', 'cannot be said in a query key', `${notInAnAddress.accepted}, or in ${PACKED}=<base64url of the whole JSON>`)
  }

  /** A key misspelt, or one beside the place that it means, or one elsewhere whose last name it is. */
  #nearestKey (key: string): string | null {
    const { keys, leaves } = this.#names
    const whole = misspelt(key, keys)
    if (whole !== null) return whole
    const parent = parentOf(key)
    const beside = leaves.filter(({ name, shortName }) => parentOf(shortName) === parent || (parent !== '' && parentOf(name) === parent))
    this.#elsewhere ??= placesOf(leaves, this.#asked, ({ shortName }) => shortName)
    return nearestPlace(key.slice(parent.length === 0 ? 0 : parent.length + 1), new Map(beside.map(({ path, shortName }) => [path.at(-1)!, shortName])), this.#elsewhere)
  }

  #readList (path: readonly string[], items: Shape, text: string): Value | undefined {
    const values = text.split(',').map((part, index) => {
      if (part.trim() !== '') return this.#readOne(path, items, part)
      this.#refuse(path, 'BLANK', `has a blank in its place ${index + 1}`, acceptedBy(items))
      return undefined
    })
    return values.includes(undefined) ? undefined : values as readonly Scalar[]
  }

  #readOne (path: readonly string[], shape: Shape, text: string): Scalar | undefined {
    const value = readScalar(shape, text)
    if (value === undefined) this.#refuse(path, 'WRONG_TYPE', `is ${shown(text)}`, isNumeric(shape) ? `${phrase(acceptedBy(shape))}, in plain digits` : acceptedBy(shape))
    else if (typeof value === 'number' && isTooPrecise(text) && !isBeyondBounds(shape, value)) this.#refuse(path, 'TOO_PRECISE', 'is written with more digits than are kept', 'a number of at most 15 significant digits')
    return value
  }

  #refuseBesidePacked (): void {
    for (const [name, key] of this.#written) {
      if (!this.#names.isOwn(name)) this.#refuseKey(key, name.split('.'), `stands beside ${PACKED}, which holds the whole question`, `${key} inside ${PACKED}, or keys without ${PACKED}`)
    }
  }
}

/** Reads a query, behind the question mark, by the keys of its route. */
export function readQuery (query: string, names: QueryNames): ReadQuery {
  return new Reading(names).read(query)
}
