import { estimateRequestSchema } from '../../estimates/request.ts'
import type { EstimateRequest } from '../../estimates/request.ts'
import { keptFor } from '../../models/kept.ts'
import { droppablePrefixes, PACKED, recordKey } from './query-names.ts'
import type { QueryNames } from './query-names.ts'

interface Pair { readonly rank: number, readonly key: string, readonly text: string }

// Excel fetches no longer address.
const LONGEST_EVERYWHERE = 2048
/** The longest address this service answers. */
export const LONGEST_URL = 16 * 1024

const needsNoEncoding = /^[A-Za-z0-9_.,:-]+$/
// Has no UTF-8 form; JSON escapes it.
const loneSurrogate = /\p{Surrogate}/u

/** A value as a query says it; null where it cannot: exponents, blanks, lists of anything but words and numbers. */
function textOf (value: unknown): string | null {
  switch (typeof value) {
    case 'number': return String(value).includes('e') ? null : String(value)
    case 'boolean': return String(value)
    case 'string':
      if (needsNoEncoding.test(value)) return value
      return value.trim() === '' || loneSurrogate.test(value) ? null : encodeURIComponent(value).replaceAll('%2C', ',')
    default: return Array.isArray(value) ? listTextOf(value) : null
  }
}

const keptLists = keptFor<readonly unknown[], string | null>()

function listTextOf (values: readonly unknown[]): string | null {
  return Object.isFrozen(values) ? keptLists(values, '', () => joined(values)) : joined(values)
}

function joined (values: readonly unknown[]): string | null {
  const texts = values.map(textOf)
  return texts.length === 0 || texts.some(text => text === null || text.includes(',')) ? null : texts.join(',')
}

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Writes the address that asks a question; null where it would be too long. */
export type AddressWriter = (path: string, request: EstimateRequest) => string | null

/**
 * Makes the writer of addresses, the inverse of reading them: the same address for the same question, in dotted keys,
 * or in `w=` where these would be too long or cannot say it.
 */
export function createAddressWriter (names: QueryNames): AddressWriter {
  const keptPairs = keptFor<object, readonly Pair[] | null>()
  const ranks = new Map([...names.leaves, ...names.records].map(({ shortName }, index) => [shortName, index]))

  /** The pairs of what stands below a place; null where something cannot be said in a query. */
  function pairsOf (members: object, prefix: string): readonly Pair[] | null {
    const pairs: Pair[] = []
    for (const name in members) {
      const value = (members as Readonly<Record<string, unknown>>)[name]
      if (value === undefined) continue
      const key = prefix === '' ? name : `${prefix}.${name}`
      const below = isBranch(value) ? (Object.isFrozen(value) ? keptPairs(value, key, () => pairsOf(value, key)) : pairsOf(value, key)) : pairOf(key, name, prefix, value)
      if (below === null) return null
      pairs.push(...below)
    }
    return pairs
  }

  function pairOf (key: string, name: string, prefix: string, value: unknown): readonly Pair[] | null {
    const rank = ranks.get(key) ?? (recordKey.test(name) ? ranks.get(prefix) : undefined)
    const text = textOf(value)
    return rank === undefined || text === null ? null : [{ rank, key, text }]
  }

  function keysOf (request: EstimateRequest): string | null {
    const pairs: Pair[] = []
    for (const part in request) {
      const value: unknown = request[part as keyof EstimateRequest]
      const below = isBranch(value) && droppablePrefixes.includes(part) ? pairsOf(value, '') : pairsOf({ [part]: value }, '')
      if (below === null) return null
      pairs.push(...below)
    }
    pairs.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1))
    let keys = ''
    for (const { key, text } of pairs) keys += `${keys === '' ? '' : '&'}${key}=${text}`
    return keys
  }

  return (path, request) => {
    const keys = keysOf(request)
    if (keys !== null && path.length + 1 + keys.length <= LONGEST_EVERYWHERE) return `${path}?${keys}`
    // Parsing puts the fields into the order of the schema.
    const ordered = estimateRequestSchema.safeParse(request).data ?? request
    const packed = `${path}?${PACKED}=${Buffer.from(JSON.stringify(ordered)).toString('base64url')}`
    return packed.length <= LONGEST_URL ? packed : null
  }
}
