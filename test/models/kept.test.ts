import { describe, expect, it } from 'vitest'
import { keptFor } from '../../src/models/kept.ts'

const KEYS_KEPT = 2000

describe('what is kept for an owner', () => {
  it('is worked out once for each key, and again for another owner', () => {
    const kept = keptFor<object, number>()
    const [first, second] = [{}, {}]
    let times = 0
    const workOut = (): number => { times += 1; return times }
    expect([kept(first, 'a', workOut), kept(first, 'a', workOut), kept(first, 'b', workOut), kept(second, 'a', workOut)]).toEqual([1, 1, 2, 3])
  })

  it('is never more than two thousand answers: the next one begins anew', () => {
    const kept = keptFor<object, number>()
    const owner = {}
    let times = 0
    const workOut = (): number => { times += 1; return times }
    for (let key = 0; key < KEYS_KEPT; key += 1) kept(owner, `${key}`, workOut)
    expect([times, kept(owner, '0', workOut)]).toEqual([2000, 1])
    kept(owner, 'one more', workOut)
    expect([kept(owner, '0', workOut), times]).toEqual([2002, 2002])
  })
})
