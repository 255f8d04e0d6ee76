import { PieceCollector } from './rows.ts'
import type { Piece, RowBounds, RowSplitter } from './rows.ts'

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const QUOTE = 0x22
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/** Where a record ends (its line feed), or why that is not known: more bytes are needed, or its quotes are wrong. */
type Ending = number | 'more' | 'broken'

/** The end of a quoted cell: the place behind its closing quote. */
function endOfQuotes (bytes: Buffer, opening: number): number | 'more' {
  for (let at = opening + 1; ;) {
    const quote = bytes.indexOf(QUOTE, at)
    if (quote < 0 || quote + 1 === bytes.length) return 'more'
    if (bytes[quote + 1] !== QUOTE) return quote + 1
    at = quote + 2
  }
}

/** Walks a record that has quotes, by RFC 4180: a quote opens a cell at its beginning only, and closes it before a delimiter or the end of the record. */
function endOfQuotedRecord (bytes: Buffer, start: number, delimiter: number): Ending {
  for (let at = start; ;) {
    if (bytes[at] === QUOTE) {
      const behind = endOfQuotes(bytes, at)
      if (behind === 'more') return 'more'
      at = behind
      if (bytes[at] === CARRIAGE_RETURN) at += 1
      if (at === bytes.length) return 'more'
      if (bytes[at] === LINE_FEED) return at
      if (bytes[at] !== delimiter || at !== behind) return 'broken'
    } else {
      while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== LINE_FEED && bytes[at] !== QUOTE) at += 1
      if (at === bytes.length) return 'more'
      if (bytes[at] === QUOTE) return 'broken'
      if (bytes[at] === LINE_FEED) return at
    }
    at += 1
  }
}

/**
 * Cuts lines into rows; with a delimiter they are records of CSV, whose quoted cells may hold line ends.
 * A record with wrong quotes costs its first line only: reading goes on behind that.
 */
export class LineSplitter implements RowSplitter {
  readonly #collector: PieceCollector
  readonly #delimiter: number | null
  readonly #longest: number
  /** Bytes that end no row yet. */
  #rest: Buffer = Buffer.alloc(0)
  /** Within a line that is too long, of which nothing is kept. */
  #isSkipping = false
  #isStarted = false
  #headerIsDue: boolean

  constructor (bounds: RowBounds, delimiter: number | null) {
    this.#collector = new PieceCollector(bounds)
    this.#delimiter = delimiter
    this.#longest = bounds.longestRowBytes
    this.#headerIsDue = delimiter !== null
  }

  push (bytes: Uint8Array): readonly Piece[] {
    this.#rest = this.#rest.length === 0 ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : Buffer.concat([this.#rest, bytes])
    if (!this.#isStarted && this.#rest.length < BYTE_ORDER_MARK.length) return []
    this.#cut(false)
    return this.#collector.take()
  }

  end (): readonly Piece[] {
    if (this.#rest.length > 0 && !this.#isSkipping) {
      this.#rest = Buffer.concat([this.#rest, Buffer.from([LINE_FEED])])
      this.#cut(true)
    }
    this.#collector.flush()
    return this.#collector.take()
  }

  #cut (isEnd: boolean): void {
    const bytes = this.#rest
    let at = 0
    if (!this.#isStarted) {
      this.#isStarted = true
      if (bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) at = BYTE_ORDER_MARK.length
    }
    let quote = this.#delimiter === null ? -1 : bytes.indexOf(QUOTE, at)
    while (at < bytes.length && !this.#collector.isFull) {
      const lineEnd = bytes.indexOf(LINE_FEED, at)
      if (this.#isSkipping) {
        if (lineEnd < 0) {
          at = bytes.length
          break
        }
        this.#isSkipping = false
        at = lineEnd + 1
        continue
      }
      if (quote >= 0 && quote < at) quote = bytes.indexOf(QUOTE, at)
      const hasQuotes = quote >= 0 && (lineEnd < 0 || quote < lineEnd)
      const end = hasQuotes ? endOfQuotedRecord(bytes, at, this.#delimiter!) : lineEnd < 0 ? 'more' : lineEnd
      const next = this.#takeRow(bytes, at, lineEnd, end, isEnd)
      if (next === null) break
      at = next
    }
    // A copy, so that a short rest does not keep a long chunk.
    this.#rest = this.#collector.isFull ? Buffer.alloc(0) : Buffer.from(bytes.subarray(at))
  }

  /** Takes the row at a place; gives the place behind it, or null where more bytes are needed. */
  #takeRow (bytes: Buffer, at: number, lineEnd: number, end: Ending, isEnd: boolean): number | null {
    const length = (typeof end === 'number' ? end : bytes.length) - at
    const isTooLong = length > this.#longest
    if (end === 'more' && !isEnd && !isTooLong) return null
    const firstLine = (lineEnd < 0 ? bytes.length : lineEnd) - at
    if (firstLine > this.#longest) {
      this.#collector.break('too-long')
      this.#isSkipping = lineEnd < 0
      return lineEnd < 0 ? bytes.length : lineEnd + 1
    }
    if (typeof end !== 'number' || isTooLong) {
      // Wrong quotes: the line that they stand in may not have ended yet.
      if (lineEnd < 0) return null
      this.#collector.break('quotes')
      return lineEnd + 1
    }
    const isEmpty = end === at || (end === at + 1 && bytes[at] === CARRIAGE_RETURN)
    if (!isEmpty) this.#addRow(bytes.subarray(at, end + 1))
    return end + 1
  }

  #addRow (row: Uint8Array): void {
    this.#collector.add(row)
    if (!this.#headerIsDue) return
    this.#headerIsDue = false
    this.#collector.flush()
  }
}
