import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTooPrecise, parseJsonText } from '../../src/http/json-text.ts'

const told = (text: string): readonly string[] => parseJsonText(text).irregularities.map(({ kind, path }) => `${kind} ${path.join('.')}`)

describe('JSON text', () => {
  it('is read as JSON.parse reads it, and nothing is doubtful in what JSON.stringify writes', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), value => {
      const text = JSON.stringify(value)
      const { value: read, irregularities } = parseJsonText(text)
      expect(JSON.stringify(read)).toBe(text.replaceAll(/(?<=^|[:[,])-0(?=$|[,}\]])/g, '0'))
      expect(irregularities.filter(({ kind }) => kind === 'repeated-name')).toEqual([])
    }))
  })

  it('may begin with a byte order mark, which Excel and .NET write', () => {
    expect(parseJsonText('\uFEFF{"a":1}').value).toEqual({ a: 1 })
  })

  it('tells a repeated name and where, also when both values are the same', () => {
    expect(told('{"a":{"b":1,"b":1}}')).toEqual(['repeated-name a.b'])
    expect(told('[{"x":1},{"x":1,"y":2,"x":3}]')).toEqual(['repeated-name 1.x'])
  })

  it('sees through escapes, and through quotes and colons inside text', () => {
    expect(told('{"a":1,"\\u0061":2}')).toEqual(['repeated-name a'])
    expect(told('{"a\\"":1,"a\\\\":2,"b":"\\",\\"b\\":1"}')).toEqual([])
    expect(told('{"a":"\\\\","a":2}')).toEqual(['repeated-name a'])
  })

  it('lets the same name stand in different objects', () => {
    expect(told('{"a":{"x":1},"b":{"x":1},"x":[{"x":1},{"x":1}]}')).toEqual([])
  })

  it('never takes names that reach into JavaScript itself', () => {
    expect(told('{"__proto__":{"a":1}}')).toEqual(['forbidden-name __proto__'])
    expect(told('{"a":{"constructor":{"prototype":1}}}')).toEqual(['forbidden-name a.constructor', 'forbidden-name a.constructor.prototype'])
    expect(({} as { a?: unknown }).a).toBeUndefined()
  })

  it('tells a number with more digits than a double surely carries', () => {
    expect(told('{"a":[1,2.000000000000000000001]}')).toEqual(['too-precise a.1'])
    expect(told('{"a":9007199254740993,"b":0.000000000000000000123,"c":1.500000000000000000,"d":1e400}')).toEqual(['too-precise a'])
    expect(isTooPrecise('123456789012345')).toBe(false)
    expect(isTooPrecise('1234567890.123456')).toBe(true)
  })

  it('has one zero', () => {
    expect(Object.is((parseJsonText('{"a": -0}').value as { a: number }).a, 0)).toBe(true)
    expect(parseJsonText('{"a": -0.5}').value).toEqual({ a: -0.5 })
  })

  it('is refused where it nests deeper than any question', () => {
    expect(() => parseJsonText('['.repeat(33) + ']'.repeat(33))).toThrow('deeper')
    expect(() => parseJsonText('['.repeat(60_000) + '-0' + ']'.repeat(60_000))).toThrow('deeper')
  })

  it('is refused where it is not JSON', () => {
    for (const text of ['', '{', '{a:1}', "{'a':1}", '{"a":1,}', '[1,]', 'NaN', '01', '{"a":1}{"b":2}', '{"a":+1}', '// no\n1']) {
      expect(() => parseJsonText(text), text).toThrow(SyntaxError)
    }
  })
})
