import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/http/writers/utf8.ts'

const anyText = fc.array(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('×', '€', 'é', '𝄞', '\ud800', '\udc00'))).map(parts => parts.join(''))

describe('text as UTF-8', () => {
  it('is byte for byte what Buffer makes of it, whatever its characters, in however many pieces', () => {
    fc.assert(fc.property(fc.array(fc.record({ text: anyText, isEncoded: fc.boolean() })), parts => {
      const pieces = parts.map(({ text, isEncoded }) => isEncoded ? Buffer.from(text, 'utf8') : text)
      expect(utf8(pieces).equals(Buffer.concat(parts.map(({ text }) => Buffer.from(text, 'utf8'))))).toBe(true)
    }))
  })

  it('takes the multiplication sign as two bytes', () => {
    expect([...utf8(['2 × 3'])]).toEqual([0x32, 0x20, 0xc3, 0x97, 0x20, 0x33])
  })
})
