/** Marks a part that is the same in many answers: nothing of it ever changes, so whoever writes answers may keep its text. */
export const constant = <Part extends object>(part: Part): Part => Object.freeze(part) as Part

// A long-lived owner, such as a price table, must not gather what every question asked.
const KEYS_KEPT = 2000

/** Works something out the first time that its key is asked for. */
export type Once = <Value>(key: string, workOut: () => Value) => Value

/** What the offerings of one question have in common is worked out once; a key stands for one kind of value. */
export function onceByKey (): Once {
  const known = new Map<string, unknown>()
  return <Value>(key: string, workOut: () => Value): Value => {
    let value = known.get(key) as Value | undefined
    if (value === undefined) {
      value = workOut()
      known.set(key, value)
    }
    return value
  }
}

/** Keeps what was worked out for an owner that lives long, by key: questions ask much of the same. */
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
