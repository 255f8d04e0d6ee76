/** Answers pieces with a bounded number of them in flight, and gives the answers in the order of the pieces. */
export async function * answerInOrder<Asked, Answer> (pieces: AsyncIterable<Asked>, inFlight: number, answer: (piece: Asked) => Promise<Answer>): AsyncGenerator<Answer> {
  const waiting: Promise<Answer>[] = []
  try {
    for await (const piece of pieces) {
      const answering = answer(piece)
      // Another one may fail first: this one's failure is met when its turn comes, or by nobody.
      answering.catch(() => {})
      waiting.push(answering)
      if (waiting.length >= inFlight) yield await waiting.shift()!
    }
    while (waiting.length > 0) yield await waiting.shift()!
  } finally {
    await Promise.allSettled(waiting)
  }
}
