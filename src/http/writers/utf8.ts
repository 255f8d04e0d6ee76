const TIMES = '×'
const TIMES_BYTES = Buffer.from(TIMES)

/** Text to be encoded, or bytes that already are. */
export type Piece = string | Uint8Array

/** Text in pieces between multiplication signs; null where it has other characters beyond ASCII. */
function asciiPieces (text: string, byteLength: number): readonly string[] | null {
  const pieces = text.split(TIMES)
  // Each sign is one unit of text and two bytes: what is longer than that has other characters.
  return byteLength === text.length + pieces.length - 1 ? pieces : null
}

/**
 * Writes text whose only character beyond ASCII is the multiplication sign of our formulas; any other text as Buffer.write does. Returns where it ends.
 * Node encodes such text character by character: 84 kB took it 40 to 90 µs, and take 13 in pieces of ASCII (measured on Node 20).
 */
function write (bytes: Buffer, start: number, text: string, byteLength: number): number {
  const pieces = byteLength === text.length ? [text] : asciiPieces(text, byteLength)
  if (pieces === null) return start + bytes.write(text, start)
  let end = start + bytes.write(pieces[0]!, start, 'latin1')
  for (let index = 1; index < pieces.length; index += 1) {
    bytes.set(TIMES_BYTES, end)
    end += TIMES_BYTES.length
    end += bytes.write(pieces[index]!, end, 'latin1')
  }
  return end
}

/** Encodes pieces one behind the other. */
export function utf8 (pieces: readonly Piece[]): Buffer {
  const lengths = pieces.map(piece => Buffer.byteLength(piece))
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + length, 0))
  let end = 0
  pieces.forEach((piece, index) => {
    if (typeof piece === 'string') {
      end = write(bytes, end, piece, lengths[index]!)
    } else {
      bytes.set(piece, end)
      end += piece.length
    }
  })
  return bytes
}
