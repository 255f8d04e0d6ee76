import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/http/writers/utf8.ts'

describe('the bytes of an answer', () => {
  it('are UTF-8, whatever the text', () => {
    // × is one unit of text and two bytes, é likewise, € three, 🦆 two units and four bytes.
    const pieces = fc.constantFrom('×', '3 × 4', 'plain', '', 'é', '€', '🦆', '\ud800', '××')
    fc.assert(fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }))), texts => {
      const text = texts.join('')
      expect(utf8(text).equals(Buffer.from(text, 'utf8'))).toBe(true)
    }))
  })

  it('of a formula are those of its signs and digits', () => {
    expect([...utf8('2 × 3')]).toEqual([0x32, 0x20, 0xc3, 0x97, 0x20, 0x33])
  })
})
