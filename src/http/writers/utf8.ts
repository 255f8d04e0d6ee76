const TIMES = '×'
const TIMES_BYTES = Buffer.from(TIMES)

/**
 * Encodes text whose only character beyond ASCII is the multiplication sign of our formulas; any other text as Buffer.from does.
 * Node encodes such text character by character: 84 kB took it 40 to 90 µs, and take 13 in pieces of ASCII (measured on Node 20).
 */
export function utf8 (text: string): Buffer {
  const pieces = text.split(TIMES)
  const byteLength = Buffer.byteLength(text)
  // Each sign is one unit of text and two bytes: what is longer than that has other characters.
  if (byteLength !== text.length + pieces.length - 1) return Buffer.from(text)
  const bytes = Buffer.allocUnsafe(byteLength)
  let end = bytes.write(pieces[0]!, 0, 'latin1')
  for (const piece of pieces.slice(1)) {
    end += TIMES_BYTES.copy(bytes, end)
    end += bytes.write(piece, end, 'latin1')
  }
  return bytes
}
