import { estimateRequestSchema } from '../../estimates/request.ts'
import type { EstimateRequest } from '../../estimates/request.ts'
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

function listTextOf (values: readonly unknown[]): string | null {
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
  const ranks = new Map([...names.leaves, ...names.records].map(({ shortName }, index) => [shortName, index]))

  /** Collects the keys of everything below a place; false where something cannot be said in a query. */
  function collect (members: object, prefix: string, pairs: Pair[]): boolean {
    for (const [name, value] of Object.entries(members) as [string, unknown][]) {
      if (value === undefined) continue
      const key = prefix === '' ? name : `${prefix}.${name}`
      if (isBranch(value)) {
        if (!collect(value, key, pairs)) return false
        continue
      }
      const rank = ranks.get(key) ?? (recordKey.test(name) ? ranks.get(prefix) : undefined)
      const text = textOf(value)
      if (rank === undefined || text === null) return false
      pairs.push({ rank, key, text })
    }
    return true
  }

  function keysOf (request: EstimateRequest): string | null {
    const pairs: Pair[] = []
    const parts = Object.entries(request) as [string, unknown][]
    const sayable = parts.every(([part, value]) => isBranch(value) && droppablePrefixes.includes(part) ? collect(value, '', pairs) : collect({ [part]: value }, '', pairs))
    if (!sayable) return null
    pairs.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1))
    return pairs.map(({ key, text }) => `${key}=${text}`).join('&')
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
