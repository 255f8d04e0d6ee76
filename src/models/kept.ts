// A long-lived owner, such as a price table, must not gather what every question asked.
const KEYS_KEPT = 2000

/** Keeps what was worked out for an owner, by key, as long as the owner lives: questions, and the offerings of one question, ask much of the same. */
export function keptFor<Owner extends object, Value> (): (owner: Owner, key: string, workOut: () => Value) => Value {
  const byOwner = new WeakMap<Owner, Map<string, Value>>()
  return (owner, key, workOut) => {
    let kept = byOwner.get(owner)
    if (kept === undefined) {
      kept = new Map()
      byOwner.set(owner, kept)
    }
    let value = kept.get(key)
    if (value === undefined) {
      value = workOut()
      if (kept.size >= KEYS_KEPT) kept.clear()
      kept.set(key, value)
    }
    return value
  }
}
