import { distance } from 'fastest-levenshtein'

// Nobody misspells a name this long; a longer one would only cost time.
const LONGEST_COMPARED = 64
const ERRORS_PER_LETTER = 1 / 3
const SHORTEST_BEGINNING = 3

const spelling = (name: string): string => name.toLowerCase().replace(/[-_.\s]/g, '')

/** The name that a misspelt or shortened one most likely meant; null if none is near. */
export function nearestTo (written: string, names: Iterable<string>): string | null {
  if (written.length > LONGEST_COMPARED) return null
  const sought = spelling(written)
  let best: string | null = null
  let begun: string | null = null
  let fewest = Math.ceil(sought.length * ERRORS_PER_LETTER) + 1
  for (const name of names) {
    const spelt = spelling(name)
    if (sought.length >= SHORTEST_BEGINNING && spelt.startsWith(sought)) begun ??= name
    const errors = distance(sought, spelt)
    if (errors < fewest) {
      fewest = errors
      best = name
    }
  }
  return best ?? begun
}
