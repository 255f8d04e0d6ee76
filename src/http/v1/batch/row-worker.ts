import { move, transferableSymbol, valueSymbol, workerData } from 'piscina'
import type { Catalog } from '../../../pricing/catalog.ts'
import { loadCatalog } from '../../../pricing/load-catalog.ts'
import { createPieceAnswerer } from './answer-piece.ts'
import type { AnsweredPiece, PieceAnswerer } from './answer-piece.ts'
import { tablesIn } from './row-task.ts'
import type { RowTask, RowWorkerData } from './row-task.ts'

const BATCHES_KEPT = 16

const prepared = new Map<number, PieceAnswerer>()
let loaded: Catalog | undefined

function catalogOf ({ pricingDir, tables }: RowWorkerData): Catalog {
  if (loaded !== undefined) return loaded
  const catalog = loadCatalog(pricingDir)
  if (tablesIn(catalog) !== tables) throw new Error(`The price tables below ${pricingDir} have changed since the service started.`)
  loaded = catalog
  return catalog
}

/** Answers a piece in a thread of its own, which loads the tables once. */
export default function answerTask ({ id, batch, piece }: RowTask): AnsweredPiece {
  let answerer = prepared.get(id)
  if (answerer === undefined) {
    answerer = createPieceAnswerer(batch, catalogOf(workerData as RowWorkerData))
    if (prepared.size >= BATCHES_KEPT) prepared.delete(prepared.keys().next().value!)
    prepared.set(id, answerer)
  }
  const answered = answerer.answer(piece)
  // What the pool unpacks on the other side, its bytes moved and not copied.
  return move({ [transferableSymbol]: answered.bytes.buffer, [valueSymbol]: answered }) as unknown as AnsweredPiece
}
