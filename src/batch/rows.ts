/** Whole rows as they came, in one piece of memory of their own: cheap to hand to another thread. */
export interface Rows {
  readonly kind: 'rows'
  /** Number of the first row, counted from 1. */
  readonly first: number
  readonly count: number
  /** A line a row; empty lines are no rows and may stand between them. */
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Why a row cannot be told from its neighbours, or the rows end before their end. */
export type Break = 'quotes' | 'too-long' | 'too-many' | 'not-an-array' | 'unfinished' | 'blank' | 'after-the-end'

/** A row that is not as its format says; where it is the end of all rows, `isLast`. */
export interface BrokenRow {
  readonly kind: 'broken'
  readonly first: number
  readonly why: Break
  readonly isLast: boolean
}

export type Piece = Rows | BrokenRow

/** Cuts bytes, as they arrive, into pieces of whole rows. */
export interface RowSplitter {
  readonly push: (bytes: Uint8Array) => readonly Piece[]
  /** What is left when no more bytes come. */
  readonly end: () => readonly Piece[]
}

/** How many rows there may be, how long one, and how many make a piece. */
export interface RowBounds {
  readonly mostRows: number
  readonly longestRowBytes: number
  readonly rowsPerPiece: number
}

/** Gathers rows into pieces and numbers them. */
export class PieceCollector {
  readonly #bounds: RowBounds
  #slices: Uint8Array[] = []
  #pieces: Piece[] = []
  #first = 1
  #count = 0
  #isFull = false

  constructor (bounds: RowBounds) {
    this.#bounds = bounds
  }

  /** Nothing more is taken after the last row. */
  get isFull (): boolean {
    return this.#isFull
  }

  add (row: Uint8Array): void {
    if (this.#refuseBeyondMost()) return
    this.#slices.push(row)
    this.#count += 1
    if (this.#count >= this.#bounds.rowsPerPiece) this.flush()
  }

  break (why: Break, isLast = false): void {
    if (this.#refuseBeyondMost()) return
    this.flush()
    this.#pieces.push({ kind: 'broken', first: this.#first, why, isLast })
    this.#first += 1
    this.#isFull = isLast
  }

  flush (): void {
    if (this.#count === 0) return
    const bytes = new Uint8Array(this.#slices.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const slice of this.#slices) {
      bytes.set(slice, at)
      at += slice.length
    }
    this.#pieces.push({ kind: 'rows', first: this.#first, count: this.#count, bytes })
    this.#first += this.#count
    this.#count = 0
    this.#slices = []
  }

  take (): readonly Piece[] {
    const pieces = this.#pieces
    this.#pieces = []
    return pieces
  }

  #refuseBeyondMost (): boolean {
    if (this.#isFull) return true
    if (this.#first + this.#count <= this.#bounds.mostRows) return false
    this.flush()
    this.#pieces.push({ kind: 'broken', first: this.#first, why: 'too-many', isLast: true })
    this.#isFull = true
    return true
  }
}

/** Cuts a stream into pieces; reads no further once a row was the last. */
export async function * piecesOf (source: AsyncIterable<Uint8Array>, splitter: RowSplitter): AsyncGenerator<Piece> {
  for await (const bytes of source) {
    for (const piece of splitter.push(bytes)) {
      yield piece
      if (piece.kind === 'broken' && piece.isLast) return
    }
  }
  yield * splitter.end()
}
