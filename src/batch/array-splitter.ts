import { PieceCollector } from './rows.ts'
import type { Piece, RowBounds, RowSplitter } from './rows.ts'

const TAB = 0x09
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const SPACE = 0x20
const QUOTE = 0x22
const COMMA = 0x2c
const OPEN_BRACKET = 0x5b
const BACKSLASH = 0x5c
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const byteOrderMark = [0xef, 0xbb, 0xbf]
// No JSON text may hold this byte, so a string broken over two lines stays broken.
const NEVER_IN_JSON = 0x01

const isBlank = (byte: number): boolean => byte === SPACE || byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === TAB

/** Cuts a JSON array into its elements, each a row on a line of its own; what an element holds is not looked at. */
export class ArraySplitter implements RowSplitter {
  readonly #collector: PieceCollector
  readonly #row: Buffer
  #length = 0
  #isTooLong = false
  #isBlank = true
  #elements = 0
  #depth = 0
  #isInString = false
  #isEscaped = false
  #place: 'before' | 'within' | 'behind' = 'before'
  #bytesBefore = 0

  constructor (bounds: RowBounds) {
    this.#collector = new PieceCollector(bounds)
    this.#row = Buffer.alloc(bounds.longestRowBytes + 1)
  }

  push (bytes: Uint8Array): readonly Piece[] {
    for (let at = 0; at < bytes.length && !this.#collector.isFull; at += 1) this.#take(bytes[at]!)
    return this.#collector.take()
  }

  end (): readonly Piece[] {
    if (this.#place === 'before') this.#collector.break('not-an-array', true)
    if (this.#place === 'within') this.#collector.break('unfinished', true)
    this.#collector.flush()
    return this.#collector.take()
  }

  #take (byte: number): void {
    if (this.#place === 'within') this.#takeWithin(byte)
    else if (this.#place === 'behind') {
      if (!isBlank(byte)) this.#collector.break('after-the-end', true)
    } else if (byte === OPEN_BRACKET) this.#place = 'within'
    else if (!isBlank(byte) && byte !== byteOrderMark[this.#bytesBefore++]) this.#collector.break('not-an-array', true)
  }

  #takeWithin (byte: number): void {
    if (this.#isInString) {
      this.#keep(byte === LINE_FEED || byte === CARRIAGE_RETURN ? NEVER_IN_JSON : byte)
      if (this.#isEscaped) this.#isEscaped = false
      else if (byte === BACKSLASH) this.#isEscaped = true
      else if (byte === QUOTE) this.#isInString = false
      return
    }
    if (this.#depth === 0 && (byte === COMMA || byte === CLOSE_BRACKET)) {
      this.#endElement(byte === CLOSE_BRACKET)
      return
    }
    if (byte === QUOTE) this.#isInString = true
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth += 1
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.#depth = Math.max(0, this.#depth - 1)
    if (isBlank(byte)) this.#keep(SPACE)
    else {
      this.#isBlank = false
      this.#keep(byte)
    }
  }

  #keep (byte: number): void {
    if (this.#length < this.#row.length - 1) this.#row[this.#length++] = byte
    else this.#isTooLong = true
  }

  #endElement (isLast: boolean): void {
    // An empty array has no elements; [1,] has a second one, which is missing.
    if (this.#isTooLong) this.#collector.break('too-long')
    else if (!this.#isBlank) {
      this.#row[this.#length] = LINE_FEED
      this.#collector.add(Buffer.from(this.#row.subarray(0, this.#length + 1)))
    } else if (!isLast || this.#elements > 0) this.#collector.break('blank')
    this.#elements += 1
    this.#length = 0
    this.#isTooLong = false
    this.#isBlank = true
    if (isLast) this.#place = 'behind'
  }
}
