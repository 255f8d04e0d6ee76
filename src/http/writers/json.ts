import { utf8 } from './utf8.ts'
import type { Piece } from './utf8.ts'

// A shorter part costs less as text than as a piece of its own.
const SHORTEST_PIECE = 500

const keptParts = new WeakMap<object, Piece>()

function keptPart (part: object): Piece {
  let kept = keptParts.get(part)
  if (kept === undefined) {
    const text = JSON.stringify(part)
    kept = text.length < SHORTEST_PIECE ? text : Buffer.from(text)
    keptParts.set(part, kept)
  }
  return kept
}

// An answer, its estimates, one of them: below these an object is written as a whole, and so is a list whose last item is no constant.
const DEEPEST_WALKED = 3
// Printable ASCII but for the quote and the backslash.
const needsNoEscape = /^[ !#-[\]-~]*$/

const quoted = (text: string): string => needsNoEscape.test(text) ? `"${text}"` : JSON.stringify(text)

const isConstant = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.isFrozen(value)

/** Gathers JSON in pieces: what is new as text, and the bytes of long parts that are kept. */
class JsonPieces {
  readonly #pieces: Piece[] = []
  #text = ''

  add (text: string): void {
    this.#text += text
  }

  #keep (part: Piece): void {
    if (typeof part === 'string') {
      this.#text += part
      return
    }
    this.#pieces.push(this.#text, part)
    this.#text = ''
  }

  value (value: unknown, depth: number): void {
    if (typeof value === 'string') this.add(quoted(value))
    else if (typeof value !== 'object' || value === null) this.add(JSON.stringify(value))
    else if (Object.isFrozen(value)) this.#keep(keptPart(value))
    else if (Array.isArray(value)) {
      if (depth > 0 || isConstant(value.at(-1))) this.items(value, depth - 1, '[', ',', ']')
      else this.add(JSON.stringify(value))
    } else if (depth > 0) this.members(value, member => this.value(member, depth - 1), '{', ',', '}')
    else this.add(JSON.stringify(value))
  }

  members (value: object, writeMember: (member: unknown) => void, open: string, between: string, close: string): void {
    let before = open
    for (const name in value) {
      const member = (value as Readonly<Record<string, unknown>>)[name]
      if (member === undefined) continue
      this.add(`${before}${quoted(name)}:`)
      writeMember(member)
      before = between
    }
    this.add(before === open ? `${open}${close}` : close)
  }

  items (values: readonly unknown[], depth: number, open: string, between: string, close: string): void {
    let before = open
    for (const item of values) {
      this.add(before)
      this.value(item ?? null, depth)
      before = between
    }
    this.add(before === open ? `${open}${close}` : close)
  }

  bytes (): Buffer {
    return utf8([...this.#pieces, this.#text])
  }
}

/** Writes an answer as JSON.stringify would; what is frozen is the same in many answers, and is kept as it is written (docs/decisions/0009). */
export function writeJson (answer: object): Buffer {
  const json = new JsonPieces()
  json.value(answer, DEEPEST_WALKED)
  return json.bytes()
}

/** Writes the same with a line for each member, and one for each item of a member that is a list of its own and no constant: for an answer that a person reads (docs/decisions/0055). */
export function writeJsonInLines (answer: object): Buffer {
  const json = new JsonPieces()
  json.members(answer, member => {
    if (Array.isArray(member) && member.length > 0 && !Object.isFrozen(member)) json.items(member, DEEPEST_WALKED - 2, '[\n', ',\n', '\n]')
    else json.value(member, DEEPEST_WALKED - 1)
  }, '{\n', ',\n', '\n}\n')
  return json.bytes()
}
