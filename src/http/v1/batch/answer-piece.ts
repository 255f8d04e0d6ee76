import type { Piece } from '../../../batch/rows.ts'
import { estimate, figures } from '../../../estimates/estimate.ts'
import type { Catalog } from '../../../pricing/catalog.ts'
import { createRowsAnswerer, isAnswer } from './answer-rows.ts'
import type { Batch } from './answer-rows.ts'
import { createRowsWriter } from './write-rows.ts'
import type { RowsWriter } from './write-rows.ts'

/** A piece answered and written, ready to be sent. */
export interface AnsweredPiece {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly rows: number
  readonly rowsWithError: number
  /** What nobody foresaw, for the log. */
  readonly unexpected: readonly string[]
}

/** Answers the pieces of one batch. */
export interface PieceAnswerer {
  readonly writer: Pick<RowsWriter, 'begin' | 'end'>
  readonly answer: (piece: Piece) => AnsweredPiece
}

const encoder = new TextEncoder()

/** Prepares a batch: its header is understood once; throws what readHeader throws. */
export function createPieceAnswerer (batch: Batch, catalog: Catalog): PieceAnswerer {
  let unexpected: string[] = []
  const { carriedNames, answer } = createRowsAnswerer(batch, catalog, batch.output === 'csv' ? figures : estimate, error => { unexpected.push(error instanceof Error ? error.stack ?? error.message : String(error)) })
  const writer = createRowsWriter(batch, carriedNames)
  return {
    writer,
    answer: piece => {
      unexpected = []
      let [text, rows, rowsWithError] = ['', 0, 0]
      // Each row is written before the next is answered: an answer that lives as long as its piece is one that the collector has to move.
      for (const answered of answer(piece)) {
        text += writer.write(answered)
        rows += 1
        if (!isAnswer(answered.outcome)) rowsWithError += 1
      }
      return { bytes: encoder.encode(text), rows, rowsWithError, unexpected }
    }
  }
}
