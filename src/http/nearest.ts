import { distance } from 'fastest-levenshtein'

// Nobody misspells a name this long; a longer one would only cost time.
const LONGEST_COMPARED = 64
const LETTERS_PER_ERROR = 3
// Where a name stands that is right in another place, fewer of its letters are wrong.
const LETTERS_PER_ERROR_ELSEWHERE = 5
const SHORTEST_BEGINNING = 3
const SHORTEST_WORD = 3
// One word, such as percent, ends many names.
const FEWEST_LAST_WORDS = 2
const STEM = 2 / 3
const HALF = 1 / 2
// ISO 3166 keeps UK for whom it calls GB.
const otherNames: ReadonlyMap<string, string> = new Map([['uk', 'gb']])
// Of a range the figure in its middle is meant.
const isExpected = /expected$/i

const spelling = (name: string): string => name.toLowerCase().replace(/[-_.\s]/g, '')
const wordsIn = (name: string): readonly string[] => name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().split(/[-_.\s]+/).filter(word => word !== '')
const letters = (name: string): string => [...name].sort().join('')
const singular = (word: string): string => word.replace(/s$/, '')

/** A name and how many of its letters were written otherwise. */
interface Near { readonly name: string, readonly errors: number }

/** Wrong letters; two that changed places are one error. */
function errorsBetween (sought: string, spelt: string): number {
  const errors = distance(sought, spelt)
  return errors === 2 && sought.length === spelt.length && letters(sought) === letters(spelt) ? 1 : errors
}

/** Whether two names differ by a whole word, such as payloadSize and payloadMix: nobody misspells one so. */
function isOtherWord (sought: readonly string[], words: readonly string[]): boolean {
  const rest = sought.filter(word => !words.includes(word)).join('')
  const other = words.filter(word => !sought.includes(word)).join('')
  const longer = Math.max(rest.length, other.length)
  return longer >= SHORTEST_WORD && errorsBetween(rest, other) > longer * HALF
}

/** The name of which fewest letters were written otherwise; null where too many were. */
function misspeltOf (written: string, names: Iterable<string>, lettersPerError = LETTERS_PER_ERROR): Near | null {
  const spelt = spelling(written)
  const sought = otherNames.get(spelt) ?? spelt
  const words = wordsIn(written)
  let best: Near | null = null
  let fewest = Math.floor(sought.length / lettersPerError) + 1
  for (const name of names) {
    const errors = errorsBetween(sought, spelling(name))
    if (sought === '' || errors >= fewest || (errors > 0 && isOtherWord(words, wordsIn(name)))) continue
    fewest = errors
    best = { name, errors }
  }
  return best
}

function beginningInCommon (one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return length
}

/** How many letters of whole words are among the first ones. */
function lettersOfWholeWords (words: readonly string[], most: number): number {
  let length = 0
  for (const word of words) {
    if (length + word.length > most) break
    length += word.length
  }
  return length
}

type IsEnough = (written: string, lettersInCommon: number) => boolean

// Of a plural the singular.
const isAll: IsEnough = (written, lettersInCommon) => lettersInCommon >= singular(spelling(written)).length

/** All that was written, its stem, or words that are half of it. */
const isAlike: IsEnough = (written, lettersInCommon) => {
  const { length } = spelling(written)
  return lettersInCommon >= length * STEM || lettersOfWholeWords(wordsIn(written), lettersInCommon) >= length * HALF
}

/** The name that has most of the beginning of the one written, where that is enough of it. */
function begunAs (written: string, names: Iterable<string>, isEnough: IsEnough): string | null {
  const sought = spelling(written)
  let best: string | null = null
  let longest = SHORTEST_BEGINNING - 1
  for (const name of names) {
    const common = beginningInCommon(sought, spelling(name))
    const isBetter = common > longest || (common === longest && best !== null && isExpected.test(name) && !isExpected.test(best))
    if (!isBetter || !isEnough(written, common)) continue
    longest = common
    best = name
  }
  return best
}

/** The name that ends with the same words, where they are most of the one written, such as messagesPerMonth and requestsPerMonth. */
function endedAs (written: string, names: Iterable<string>): string | null {
  const words = [...wordsIn(written)].reverse()
  const half = spelling(written).length * HALF
  for (const name of names) {
    const others = [...wordsIn(name)].reverse()
    const end = words.findIndex((word, index) => word !== others[index])
    const common = end === -1 ? words : words.slice(0, end)
    if (common.length >= FEWEST_LAST_WORDS && common.join('').length >= half) return name
  }
  return null
}

/** The name that the one written goes on from, such as governance from governanceLevel. */
function continuing (written: string, names: Iterable<string>): string | null {
  const words = wordsIn(written)
  const half = spelling(written).length * HALF
  for (const name of names) {
    const begun = wordsIn(name)
    if (begun.every((word, index) => word === words[index]) && begun.join('').length > half) return name
  }
  return null
}

/** The only name that has every word of the one written; null where several have, or none. */
function containing (written: string, names: Iterable<string>): string | null {
  const sought = wordsIn(written)
  if (sought.join('').length < SHORTEST_WORD) return null
  const all = [...names].map(name => ({ name, words: wordsIn(name) }))
  const exact = all.filter(({ words }) => sought.every(word => words.includes(word)))
  const alike = exact.length > 0 ? exact : all.filter(({ words }) => sought.every(word => words.some(other => singular(other) === singular(word))))
  return alike.length === 1 ? alike[0]!.name : null
}

/** The name that a misspelt one is; null where more of its letters are wrong. */
export const misspelt = (written: string, names: Iterable<string>): string | null => written.length > LONGEST_COMPARED ? null : misspeltOf(written, names)?.name ?? null

/** The name that a misspelt or shortened one is; null where it may as well be a name of its own, such as topicName. */
export function writtenNearly (written: string, names: readonly string[]): string | null {
  return written.length > LONGEST_COMPARED ? null : misspelt(written, names) ?? begunAs(written, names, isAll) ?? endedAs(written, names) ?? continuing(written, names)
}

/** The name that a misspelt, shortened or incomplete one most likely meant; null if none is near. */
export function nearestTo (written: string, names: Iterable<string>): string | null {
  return nearestPlace(written, new Map([...names].map(name => [name, name])), new Map())
}

/** The place that an unknown name most likely meant: one beside it, or one elsewhere whose name it nearly is. Both are given by the last name of each place. */
export function nearestPlace (written: string, beside: ReadonlyMap<string, string>, elsewhere: ReadonlyMap<string, string>): string | null {
  if (written.length > LONGEST_COMPARED) return null
  const here = misspeltOf(written, beside.keys())
  const there = misspeltOf(written, elsewhere.keys(), LETTERS_PER_ERROR_ELSEWHERE)
  const placed = (name: string | null): string | null => name === null ? null : beside.get(name)!
  if (here !== null && (there === null || here.errors <= there.errors)) return placed(here.name)
  if (here === null) {
    const alike = begunAs(written, beside.keys(), isAlike) ?? endedAs(written, beside.keys())
    if (alike !== null) return placed(alike)
  }
  if (there !== null) return elsewhere.get(there.name)!
  return placed(containing(written, beside.keys())) ?? elsewhere.get(continuing(written, elsewhere.keys()) ?? '') ?? null
}
