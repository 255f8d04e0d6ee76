const keptTexts = new WeakMap<object, string>()

// An answer, its estimates, one of them, the lists in it, one of their items.
const DEEPEST_CONSTANT = 4

function keptText (part: object): string {
  let text = keptTexts.get(part)
  if (text === undefined) {
    text = JSON.stringify(part)
    keptTexts.set(part, text)
  }
  return text
}

// Most names need no escaping.
const isPlain = /^[\w.:/-]*$/
const quoted = (name: string): string => isPlain.test(name) ? `"${name}"` : JSON.stringify(name)

function members (value: object, depth: number): string {
  let text = ''
  for (const name in value) {
    const member = (value as Readonly<Record<string, unknown>>)[name]
    if (member !== undefined) text += `${text === '' ? '' : ','}${quoted(name)}:${written(member, depth)}`
  }
  return `{${text}}`
}

function items (values: readonly unknown[], depth: number): string {
  let text = ''
  for (const item of values) text += `${text === '' ? '' : ','}${written(item ?? null, depth)}`
  return `[${text}]`
}

function written (value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Object.isFrozen(value)) return keptText(value)
  if (depth === 0) return JSON.stringify(value)
  return Array.isArray(value) ? items(value, depth - 1) : members(value, depth - 1)
}

/** Writes an answer as JSON.stringify would; what is frozen is the same in many answers, and its text is kept (docs/decisions/0009). */
export const writeJson = (answer: object): string => written(answer, DEEPEST_CONSTANT)
