import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimate } from '../../../src/estimates/estimate.ts'
import * as writer from '../../../src/http/writers/json.ts'
import { constant } from '../../../src/models/kept.ts'
import { about, anyOffering, anyQuestion } from '../../estimates/any-question.ts'
import { realPrices } from '../../estimates/real-prices.ts'

const writeJson = (answer: object): string => writer.writeJson(answer).toString()
const writeJsonInLines = (answer: object): string => writer.writeJsonInLines(answer).toString()

describe('an answer as JSON', () => {
  it('has the bytes of JSON.stringify, in every detail and for any question that has an answer', () => {
    let compared = 0
    fc.assert(fc.property(anyOffering, anyQuestion, (offering, request) => {
      let answer: object
      try {
        answer = estimate(about(offering, request), realPrices)
      } catch {
        return
      }
      compared += 1
      expect(writeJson(answer)).toBe(JSON.stringify(answer))
    }), { numRuns: 200 })
    expect(compared).toBeGreaterThan(50)
  })

  it('has them for anything else that JSON can say', () => {
    fc.assert(fc.property(fc.object({ withNullPrototype: false, maxDepth: 6 }), value => {
      expect(writeJson(value)).toBe(JSON.stringify(value))
    }))
    expect(writeJson({ left: undefined, 'a "name"': [undefined, null, '\u2028"', [], {}] })).toBe('{"a \\"name\\"":[null,null,"\u2028\\"",[],{}]}')
  })

  it('has a line for each member and each item of a list where a person reads it, and is the same without them', () => {
    const answer = { currency: 'USD', left: undefined, estimates: [{ offering: 'a', totals: { low: ['1'] } }, { offering: 'b\nb' }], warnings: [], links: { self: '/' } }
    expect(writeJsonInLines(answer)).toBe('{\n"currency":"USD",\n"estimates":[\n{"offering":"a","totals":{"low":["1"]}},\n{"offering":"b\\nb"}\n],\n"warnings":[],\n"links":{"self":"/"}\n}\n')
    fc.assert(fc.property(fc.dictionary(fc.string().filter(name => name !== '__proto__'), fc.jsonValue()), value => {
      expect(JSON.parse(writeJsonInLines(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }))
  })

  it('keeps a part that never changes as it is written, be it short or long', () => {
    let written = 0
    const part = constant({ toJSON: () => { written += 1; return 'the same' } })
    expect([writeJson({ part }), writeJson({ again: [part] }), written]).toEqual(['{"part":"the same"}', '{"again":["the same"]}', 1])
    const long = constant({ why: '2 × 3 of Zürich. '.repeat(60) })
    const answer = { before: '×', long, after: [long, 'ü'] }
    expect([writeJson(answer), writeJson({ long })]).toEqual([JSON.stringify(answer), JSON.stringify({ long })])
  })
})
