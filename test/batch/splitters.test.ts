import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ArraySplitter } from '../../src/batch/array-splitter.ts'
import { LineSplitter } from '../../src/batch/line-splitter.ts'
import type { Piece, RowSplitter } from '../../src/batch/rows.ts'

const bounds = { mostRows: 1000, longestRowBytes: 100, rowsPerPiece: 3 }
const COMMA = 0x2c

/** What a splitter makes of a text that arrives in parts of a size: each row as text, each broken one by its reason, with their numbers. */
function split (splitter: RowSplitter, text: string | Buffer, partBytes = Infinity, quoted = false): readonly string[] {
  const bytes = Buffer.from(text as string)
  const pieces: Piece[] = []
  for (let at = 0; at < bytes.length; at += partBytes) pieces.push(...splitter.push(bytes.subarray(at, at + partBytes)))
  pieces.push(...splitter.end())
  return pieces.flatMap(piece => piece.kind === 'broken' ? [`${piece.first} ${piece.why}`] : rowsIn(piece.bytes, piece.first, piece.count, quoted))
}

function rowsIn (bytes: Uint8Array, first: number, count: number, quoted: boolean): readonly string[] {
  const text = Buffer.from(bytes).toString()
  // A CSV of these tests has no line ends inside a row but those in quotes.
  const rows = (text.match(quoted ? /(?:"[^"]*"|[^"\n])*\n/g : /[^\n]*\n/g) ?? []).map(row => row.replace(/\r?\n$/, '')).filter(row => row !== '')
  expect(rows).toHaveLength(count)
  return rows.map((row, index) => `${first + index} ${row}`)
}

const csv = (text: string | Buffer, partBytes?: number, limits = bounds): readonly string[] => split(new LineSplitter(limits, COMMA), text, partBytes, true)
const lines = (text: string, partBytes?: number): readonly string[] => split(new LineSplitter(bounds, null), text, partBytes)
const array = (text: string, partBytes?: number): readonly string[] => split(new ArraySplitter(bounds), text, partBytes)

describe('a CSV', () => {
  it('is cut at its line ends, of either kind, with or without the last one', () => {
    expect(csv('a,b\r\n1,2\n3,4')).toEqual(['1 a,b', '2 1,2', '3 3,4'])
    expect(csv('a,b\n1,2\n')).toEqual(['1 a,b', '2 1,2'])
  })

  it('loses its byte order mark and its empty lines, which have no number', () => {
    expect(csv('\uFEFFa\n\n\r\n1\n')).toEqual(['1 a', '2 1'])
  })

  it('keeps line ends, delimiters and doubled quotes that stand in quotes', () => {
    expect(csv('a\n"1\n,""2"\n3\n')).toEqual(['1 a', '2 "1\n,""2"', '3 3'])
  })

  it('loses only the first line of a row whose quotes are wrong', () => {
    expect(csv('a,b\n1,"Team A,2\n3,"Team B",4\n5,6\n')).toEqual(['1 a,b', '2 quotes', '3 3,"Team B",4', '4 5,6'])
    expect(csv('a\n5" pipe\n1\n')).toEqual(['1 a', '2 quotes', '3 1'])
    expect(csv('a\n"x"y\n1\n')).toEqual(['1 a', '2 quotes', '3 1'])
  })

  it('loses only the first line of a row whose quotes never close, at the end or beyond the longest row', () => {
    expect(csv('a\n"1\n2\n3\n')).toEqual(['1 a', '2 quotes', '3 2', '4 3'])
    const long = Array.from({ length: 40 }, (_, index) => String(index + 100)).join('\n')
    expect(csv(`a\n"1\n${long}\n`)).toEqual(['1 a', '2 quotes', ...long.split('\n').map((row, index) => `${index + 3} ${row}`)])
  })

  it('loses a line that is too long, and keeps nothing of it', () => {
    expect(csv(`a\n${'x'.repeat(101)}\n1\n`)).toEqual(['1 a', '2 too-long', '3 1'])
    expect(csv(`a\n${'x'.repeat(1_000_000)}\n1\n`, 1000)).toEqual(['1 a', '2 too-long', '3 1'])
    expect(csv(`a\n${'x'.repeat(100)}\n1\n`)).toEqual(['1 a', `2 ${'x'.repeat(100)}`, '3 1'])
    expect(csv(`a\n1\n${'x'.repeat(5000)}`, 7)).toEqual(['1 a', '2 1', '3 too-long'])
  })

  it('ends at the most rows', () => {
    expect(csv('a\n1\n2\n3\n4\n', 1, { ...bounds, mostRows: 3 })).toEqual(['1 a', '2 1', '3 2', '4 too-many'])
    expect(csv('a\n1\n2\n', 1, { ...bounds, mostRows: 3 })).toEqual(['1 a', '2 1', '3 2'])
  })

  it('is cut the same however its bytes arrive', () => {
    const part = fc.constantFrom('a', ',', '"', '""', '\n', '\r\n', 'b,c', '"x,\ny"', 'ü', 'x'.repeat(60))
    fc.assert(fc.property(fc.array(part, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (parts, size) => {
      const pieces = (bytesAtOnce: number): readonly unknown[] => {
        const splitter = new LineSplitter({ ...bounds, rowsPerPiece: 1 }, COMMA)
        const bytes = Buffer.from(parts.join(''))
        const found: Piece[] = []
        for (let at = 0; at < bytes.length; at += bytesAtOnce) found.push(...splitter.push(bytes.subarray(at, at + bytesAtOnce)))
        return [...found, ...splitter.end()].map(piece => piece.kind === 'rows' ? [piece.first, Buffer.from(piece.bytes).toString().trim()] : [piece.first, piece.why])
      }
      expect(pieces(size)).toEqual(pieces(Infinity))
    }))
  })
})

describe('lines of JSON', () => {
  it('are cut at line ends only: quotes mean nothing', () => {
    expect(lines('{"a":"x"}\n\n{"b"\r\n"\n')).toEqual(['1 {"a":"x"}', '2 {"b"', '3 "'])
  })
})

describe('a JSON array', () => {
  it('is cut into its elements, each on a line, whatever they are', () => {
    expect(array(' [ {"a": [1, 2]} ,\n{\n"b": "],"\n}, 3 ]\n')).toEqual(['1  {"a": [1, 2]} ', '2  { "b": "]," }', '3  3 '])
    expect(array('[]')).toEqual([])
    expect(array('\uFEFF[1]')).toEqual(['1 1'])
  })

  it('is cut the same one byte at a time', () => {
    const text = '[{"a":"\\"],["},[[2],{"ü":null}],"x\\\\"]'
    expect(array(text, 1)).toEqual(array(text))
    expect(array(text)).toEqual(['1 {"a":"\\"],["}', '2 [[2],{"ü":null}]', '3 "x\\\\"'])
  })

  it('tells a place with nothing in it, a row that is too long, and an end that is none', () => {
    expect(array('[1,,2]')).toEqual(['1 1', '2 blank', '3 2'])
    expect(array('[1,]')).toEqual(['1 1', '2 blank'])
    expect(array(`["${'x'.repeat(200)}",2]`)).toEqual(['1 too-long', '2 2'])
    expect(array('[1,{"a":2')).toEqual(['1 1', '2 unfinished'])
    expect(array('[1] 2')).toEqual(['1 1', '2 after-the-end'])
  })

  it('is no object, no text and no nothing', () => {
    for (const text of ['{"workload":{}}', 'id,team\n', '']) expect(array(text)).toEqual(['1 not-an-array'])
  })

  it('keeps a string that is broken over two lines broken', () => {
    const [row = ''] = array('["a\nb"]')
    expect(() => JSON.parse(row.slice(2))).toThrow(SyntaxError)
  })
})
