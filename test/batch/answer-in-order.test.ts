import { describe, expect, it } from 'vitest'
import { answerInOrder } from '../../src/batch/answer-in-order.ts'

async function * upTo (count: number, taken: number[] = []): AsyncGenerator<number> {
  for (let piece = 1; piece <= count; piece += 1) {
    taken.push(piece)
    yield piece
  }
}

const after = (milliseconds: number): Promise<void> => new Promise(resolve => { setTimeout(resolve, milliseconds) })

async function all<Value> (values: AsyncIterable<Value>): Promise<readonly Value[]> {
  const gathered: Value[] = []
  for await (const value of values) gathered.push(value)
  return gathered
}

describe('answers', () => {
  it('come in the order of the questions, whichever is ready first', async () => {
    const answers = await all(answerInOrder(upTo(6), 3, async piece => {
      await after(piece % 2 === 0 ? 1 : 20)
      return piece
    }))
    expect(answers).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('are never more in the making than allowed, and nothing is taken in before somebody takes out', async () => {
    const taken: number[] = []
    let working = 0
    let most = 0
    const answers = answerInOrder(upTo(100, taken), 4, async piece => {
      working += 1
      most = Math.max(most, working)
      await after(1)
      working -= 1
      return piece
    })
    await answers.next()
    expect(taken).toEqual([1, 2, 3, 4])
    expect(await all(answers)).toHaveLength(99)
    expect(most).toBeLessThanOrEqual(4)
  })

  it('fail where one of them fails, after those before it', async () => {
    const got: number[] = []
    const failing = (async () => {
      for await (const answer of answerInOrder(upTo(5), 3, async piece => {
        if (piece === 3) throw new Error('the third')
        return piece
      })) got.push(answer)
    })()
    await expect(failing).rejects.toThrow('the third')
    expect(got).toEqual([1, 2])
  })
})
