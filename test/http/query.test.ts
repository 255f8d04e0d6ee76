import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { estimateRequestSchema } from '../../src/estimates/request.ts'
import type { EstimateRequest } from '../../src/estimates/request.ts'
import { isTooPrecise } from '../../src/http/json-text.ts'
import { alternativesOf, shapeOf } from '../../src/http/shape.ts'
import type { Shape } from '../../src/http/shape.ts'
import { createQueryNames, droppablePrefixes } from '../../src/http/v1/query-names.ts'
import { addressOf, createQuestionReader, questionRoute } from '../../src/http/v1/question.ts'
import { LONGEST_URL } from '../../src/http/v1/write-query.ts'
import { csvOptionsSchema } from '../../src/http/writers/csv.ts'
import { catalog, today, workload } from './service.ts'

const SEARCHING = 60_000
const none = questionRoute(z.strictObject({}))
const reader = createQuestionReader(catalog, () => today)
const asked = (query: string): EstimateRequest => reader.fromQuery(query, none).request
const queryOf = (request: object): string | undefined => addressOf('/v1/estimates', request as EstimateRequest)?.slice('/v1/estimates?'.length)

/** A question as a query carries it: what says nothing is not there. */
function carried (value: unknown): unknown {
  if (Array.isArray(value)) return value.map(carried)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => [name, carried(member)] as const)
  const said = members.filter(([, member]) => member !== undefined && !(typeof member === 'object' && member !== null && Object.keys(member).length === 0))
  return said.length === 0 ? undefined : Object.fromEntries(said)
}

const plainDecimal = (minimum: number, maximum: number): fc.Arbitrary<number> => fc.tuple(fc.nat(999_999_999), fc.integer({ min: 0, max: 6 }))
  .map(([mantissa, places]) => mantissa / 10 ** places)
  .filter(value => value >= minimum && value <= maximum && !isTooPrecise(String(value)) && !String(value).includes('e'))

function bounds ({ minimum, maximum, exclusiveMinimum }: Shape): [number, number] {
  return [Math.max(Number(minimum ?? -Infinity), exclusiveMinimum === undefined ? -Infinity : Number(exclusiveMinimum) + 1e-6, 0), Math.min(Number(maximum ?? 1e9), 1e9)]
}

function arbitraryOf (shape: Shape, name: string): fc.Arbitrary<unknown> {
  if (name === 'region') return fc.constantFrom(...catalog.regions.keys())
  if (name === 'versions') return fc.subarray([...catalog.tables].map(([id, versions]) => [id, versions[0]!.version] as const)).map(pairs => Object.fromEntries(pairs))
  if (shape.format === 'decimal') return fc.stringMatching(/^[1-9]\d{0,5}(\.\d{1,6})?$/)
  const alternatives = alternativesOf(shape)
  if (alternatives.length > 1) return fc.oneof(...alternatives.map(one => arbitraryOf(one, name)))
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum)
  switch (shape.type) {
    case 'boolean': return fc.boolean()
    case 'integer': return fc.maxSafeInteger().map(Math.abs).map(value => bounds(shape)[0] + value % (Math.min(bounds(shape)[1], 1e9) - bounds(shape)[0] + 1)).map(Math.floor)
    case 'number': return plainDecimal(...bounds(shape))
    case 'string':
      if (shape.format === 'date') return fc.constantFrom('2026-11-01', '2025-08-28', '2028-02-29')
      return shape.pattern === undefined ? fc.string({ unit: 'grapheme', minLength: shape.minLength ?? 0, maxLength: Math.min(shape.maxLength ?? 30, 20) }).filter(text => text.length <= (shape.maxLength ?? 30)) : fc.stringMatching(new RegExp(shape.pattern))
    case 'array': {
      const items = shape.items as Shape
      return fc.uniqueArray(arbitraryOf(items, name), { minLength: shape.minItems ?? 0, maxLength: Math.min(shape.maxItems ?? 3, 3), selector: value => JSON.stringify(value) })
    }
    default: {
      const required = new Set(shape.required)
      const fields = Object.entries(shape.properties ?? {}).filter(([field]) => !['overrides', 'discounts', 'stipendPerWeek'].includes(field))
      // Sparse, so that both ways of writing an address are met.
      const optional = fields.filter(([field]) => !required.has(field))
      return fc.subarray(optional, { maxLength: Math.min(optional.length, 4) })
        .chain(some => fc.record(Object.fromEntries([...fields.filter(([field]) => required.has(field)), ...some].map(([field, below]) => [field, arbitraryOf(below as Shape, field)]))))
    }
  }
}

const questions = arbitraryOf(shapeOf(estimateRequestSchema), '')
  .map(question => ({ ...question as EstimateRequest, pricing: { ...(question as EstimateRequest).pricing, asOf: '2026-11-01' } }))
  .map(question => 'payloadMix' in question.workload ? question : { ...question, workload: { ...question.workload, payloadBytes: 1024 } })

describe('the keys of a query', () => {
  it('has no two fields whose names collide once the prefixes are dropped', () => {
    const { leaves } = createQueryNames(estimateRequestSchema, csvOptionsSchema)
    const owners = new Map<string, Set<string>>()
    for (const { name, shortName } of leaves) {
      for (const key of [name, shortName]) owners.set(key, (owners.get(key) ?? new Set()).add(name))
    }
    expect([...owners].filter(([, names]) => names.size > 1)).toEqual([])
    expect(leaves.length).toBeGreaterThan(100)
    expect(droppablePrefixes.every(prefix => leaves.some(({ name }) => name.startsWith(`${prefix}.`)))).toBe(true)
  })

  it('refuses at the start an option of a route that has the name of a field', () => {
    expect(() => createQueryNames(estimateRequestSchema, z.strictObject({ region: z.string() }))).toThrow('"region"')
  })

  it('mean the same with and without their prefix', () => {
    const expected = { workload: { ...workload }, pricing: { asOf: '2026-11-01', versions: { 'aws-sqs': '2025-08-28' } }, operations: { maturity: 'scalable', coefficients: { health_monitoring: { cluster: 9 } } }, options: { 'aws-msk-standard': { brokers: 3 }, kafka: { utilisation: 0.5 } }, conventions: { hoursPerMonth: 720 } }
    expect(asked('requestsPerMonth=500000000&payloadBytes=2048&retentionDays=7&asOf=2026-11-01&versions.aws-sqs=2025-08-28&maturity=scalable&coefficients.health_monitoring.cluster=9&aws-msk-standard.brokers=3&kafka.utilisation=0.5&hoursPerMonth=720')).toEqual(expected)
    expect(asked('workload.requestsPerMonth=500000000&workload.payloadBytes=2048&workload.retentionDays=7&pricing.asOf=2026-11-01&pricing.versions.aws-sqs=2025-08-28&operations.maturity=scalable&operations.coefficients.health_monitoring.cluster=9&options.aws-msk-standard.brokers=3&options.kafka.utilisation=0.5&conventions.hoursPerMonth=720')).toEqual(expected)
  })

  it('read a list by its commas, a boolean by its word and a decimal by its digits', () => {
    expect(asked('requestsPerMonth=1&payloadBytes=1.5&retentionDays=7&offerings=aws-sqs-fifo,aws-sqs-standard&replay=true&hourlyRate=95.00')).toMatchObject({
      workload: { payloadBytes: 1.5, replay: true },
      offerings: ['aws-sqs-fifo', 'aws-sqs-standard'],
      operations: { hourlyRate: '95.00' }
    })
  })

  it('say a union whole or by its parts', () => {
    expect(asked('requestsPerMonth=1&payloadBytes=1&retentionDays=7&governance=basic').operations).toEqual({ governance: 'basic' })
    expect(asked('requestsPerMonth=1&payloadBytes=1&retentionDays=7&governance.observability=basic').operations).toEqual({ governance: { observability: 'basic' } })
  })

  it('understand percent signs, a plus as a blank, and commas that came encoded', () => {
    expect(asked('requestsPerMonth=1&payloadBytes=1&retentionDays=7&offerings=aws-sqs-fifo%2Caws-sqs-standard&kafka.brokerType=kafka.m7g%2Elarge+%C3%A9')).toMatchObject({
      offerings: ['aws-sqs-fifo', 'aws-sqs-standard'],
      options: { kafka: { brokerType: 'kafka.m7g.large é' } }
    })
  })

  it('overlook what an empty cell leaves between two ampersands', () => {
    expect(asked('&requestsPerMonth=1&&payloadBytes=1&retentionDays=7&').workload.payloadBytes).toBe(1)
  })

  it('count one zero', () => {
    expect(Object.is(asked('requestsPerMonth=-0&payloadBytes=1&retentionDays=7').workload.requestsPerMonth, 0)).toBe(true)
  })
})

describe('an address written from a question', () => {
  it('gives the question back, whatever it asks', { timeout: SEARCHING }, () => {
    fc.assert(fc.property(questions, question => {
      // Fields that exclude each other are not what this is about.
      fc.pre(estimateRequestSchema.safeParse(question).success)
      const query = queryOf(question)
      fc.pre(query !== undefined)
      const back = asked(query)
      expect(carried(back)).toEqual(carried(question))
    }), { numRuns: 200 })
  })

  it('stays a list of readable keys as long as it can', () => {
    expect(queryOf({ workload, offerings: ['aws-sqs-fifo', 'aws-sqs-standard'], pricing: { versions: { 'aws-sqs': '2025-08-28' } }, operations: { hourlyRate: '95.00' } }))
      .toBe('requestsPerMonth=500000000&payloadBytes=2048&retentionDays=7&offerings=aws-sqs-fifo,aws-sqs-standard&hourlyRate=95.00&versions.aws-sqs=2025-08-28')
  })

  it('packs into w what keys cannot say: mixes, exponents, text of blanks', () => {
    const mix = { ...workload, payloadBytes: undefined, payloadMix: [{ bytes: 100, percent: 100 }] }
    expect(queryOf({ workload: mix })).toMatch(/^w=/)
    expect(queryOf({ workload: { ...workload, processingSeconds: 1e-7 } })).toMatch(/^w=/)
    expect(queryOf({ workload, modelVersion: '' })).toMatch(/^w=/)
    expect(queryOf({ workload, options: { kafka: { brokerType: 'm7\ud800g' } } })).toMatch(/^w=/)
    expect(asked(queryOf({ workload: { ...workload, processingSeconds: 1e-7 } }) ?? '').workload.processingSeconds).toBe(1e-7)
  })

  it('is the same whatever the order in which the question was put', () => {
    const question = { workload, offerings: ['aws-sqs-fifo'], pricing: { asOf: '2026-11-01', freeTier: 'include', versions: { 'aws-sns': '2025-08-28', 'aws-sqs': '2025-08-28' } } }
    const turned = { pricing: { versions: { 'aws-sqs': '2025-08-28', 'aws-sns': '2025-08-28' }, freeTier: 'include', asOf: '2026-11-01' }, offerings: ['aws-sqs-fifo'], workload: { retentionDays: 7, payloadBytes: 2048, requestsPerMonth: 500_000_000 } }
    expect(queryOf(turned)).toBe(queryOf(question))
    const mixOf = (workload: object): string | undefined => queryOf({ workload })
    expect(mixOf({ payloadMix: [{ percent: 100, bytes: 1 }], retentionDays: 1, requestsPerMonth: 1 })).toBe(mixOf({ requestsPerMonth: 1, payloadMix: [{ bytes: 1, percent: 100 }], retentionDays: 1 }))
  })

  it('packs itself at 2,049 characters, which Excel would not fetch', () => {
    const ofLength = (length: number): string => addressOf('/v1/estimates', { workload, options: { kafka: { brokerType: 'x'.repeat(length) } } }) ?? ''
    const rest = ofLength(1).length - 1
    expect(ofLength(2048 - rest)).toHaveLength(2048)
    expect(ofLength(2049 - rest)).toMatch(/\?w=/)
  })

  it('is none where the service itself would refuse it as too long', () => {
    expect(queryOf({ workload, modelVersion: 'x'.repeat(LONGEST_URL) })).toBeUndefined()
  })
})
