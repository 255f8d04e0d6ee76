const keptTexts = new WeakMap<object, string>()

function keptText (part: object): string {
  let text = keptTexts.get(part)
  if (text === undefined) {
    text = JSON.stringify(part)
    keptTexts.set(part, text)
  }
  return text
}

// An answer, its estimates, one of them: below these an object is written as a whole, and so is a list whose last item is no constant.
const DEEPEST_WALKED = 3
// Printable ASCII but for the quote and the backslash.
const needsNoEscape = /^[ !#-[\]-~]*$/

const quoted = (text: string): string => needsNoEscape.test(text) ? `"${text}"` : JSON.stringify(text)

function members (value: object, writeMember: (member: unknown) => string, between: string): string {
  let text = ''
  for (const name in value) {
    const member = (value as Readonly<Record<string, unknown>>)[name]
    if (member !== undefined) text += `${text === '' ? '' : between}${quoted(name)}:${writeMember(member)}`
  }
  return text
}

function items (values: readonly unknown[], depth: number, between: string): string {
  let text = ''
  for (const item of values) text += `${text === '' ? '' : between}${written(item ?? null, depth)}`
  return text
}

const isConstant = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.isFrozen(value)

function written (value: unknown, depth: number): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Object.isFrozen(value)) return keptText(value)
  if (Array.isArray(value)) return depth > 0 || isConstant(value.at(-1)) ? `[${items(value, depth - 1, ',')}]` : JSON.stringify(value)
  return depth > 0 ? `{${members(value, member => written(member, depth - 1), ',')}}` : JSON.stringify(value)
}

/** Writes an answer as JSON.stringify would; what is frozen is the same in many answers, and its text is kept (docs/decisions/0009). */
export const writeJson = (answer: object): string => written(answer, DEEPEST_WALKED)

const writtenInLines = (member: unknown): string =>
  Array.isArray(member) && member.length > 0 && !Object.isFrozen(member) ? `[\n${items(member, DEEPEST_WALKED - 2, ',\n')}\n]` : written(member, DEEPEST_WALKED - 1)

/** Writes the same with a line for each member, and one for each item of a member that is a list of its own and no constant: for an answer that a person reads (docs/decisions/0055). */
export const writeJsonInLines = (answer: object): string => `{\n${members(answer, writtenInLines, ',\n')}\n}\n`
