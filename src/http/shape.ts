import { z } from 'zod'
import type { Path } from './json-text.ts'

/** A zod schema as JSON Schema, its references written out: what a caller may send, readable by programs. */
export type Shape = z.core.JSONSchema.BaseSchema

function inlined (shape: unknown, definitions: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(shape)) return shape.map(one => inlined(one, definitions))
  if (typeof shape !== 'object' || shape === null) return shape
  const { $ref, ...own } = shape as Shape
  const written = Object.fromEntries(Object.entries(own).map(([key, value]) => [key, inlined(value, definitions)]))
  return $ref === undefined ? written : { ...inlined(definitions[$ref.replace('#/$defs/', '')], definitions) as Shape, ...written }
}

/** The shape of what a schema takes in. */
export function shapeOf (schema: z.ZodType): Shape {
  const { $schema: _, $defs, ...shape } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return inlined(shape, $defs ?? {}) as Shape
}

/** The shapes that a value may have: those of a union, or just the one. */
export function alternativesOf (shape: Shape): readonly Shape[] {
  const members = (shape.anyOf ?? shape.oneOf) as readonly Shape[] | undefined
  return members === undefined ? [shape] : members.flatMap(alternativesOf)
}

/** The named fields of an object, over all its alternatives. */
export function fieldsOf (shape: Shape): Readonly<Record<string, Shape>> {
  return Object.assign({}, ...alternativesOf(shape).map(one => one.properties ?? {})) as Record<string, Shape>
}

/** What the values of a record look like; undefined where an object names its fields. */
export function valuesOf (shape: Shape): Shape | undefined {
  return alternativesOf(shape).map(one => one.additionalProperties).find(values => typeof values === 'object') as Shape | undefined
}

/** The shape at a place in a document; undefined where the schema knows no such place. */
export function shapeAt (root: Shape, path: Path): Shape | undefined {
  let shape: Shape | undefined = root
  for (const step of path) {
    if (shape === undefined) return undefined
    const fields: Readonly<Record<string, Shape>> = fieldsOf(shape)
    if (typeof step === 'number') shape = alternativesOf(shape).map(one => one.items).find(items => typeof items === 'object') as Shape | undefined
    else shape = Object.hasOwn(fields, step) ? fields[step] : valuesOf(shape)
  }
  return shape
}

const plain = (value: unknown): string => typeof value === 'number' ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 15 }) : String(value)

function boundsOf ({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Shape): string {
  const low = exclusiveMinimum !== undefined ? `above ${plain(exclusiveMinimum)}` : minimum !== undefined ? `from ${plain(minimum)}` : ''
  const high = exclusiveMaximum !== undefined ? `below ${plain(exclusiveMaximum)}` : maximum !== undefined ? `up to ${plain(maximum)}` : ''
  return [low, high].filter(Boolean).join(' ')
}

function lengthOf (least: number | undefined, most: number | undefined, unit: string): string {
  if (most === undefined) return least === undefined ? '' : ` of at least ${least} ${unit}`
  return ` of ${least === undefined ? 'at most ' : `${least} to `}${most} ${unit}`
}

function one (shape: Shape): string {
  if (shape.enum !== undefined) return shape.enum.map(plain).join(', ')
  if (shape.const !== undefined) return plain(shape.const)
  switch (shape.type) {
    case 'boolean': return 'true or false'
    case 'integer': return `a whole number ${boundsOf(shape)}`.trim()
    case 'number': return `a number ${boundsOf(shape)}`.trim()
    case 'array': return `a list${lengthOf(shape.minItems, shape.maxItems, 'items')}: ${described(shape.items as Shape)}`
    case 'object': return shape.properties === undefined ? 'an object' : `an object with ${Object.keys(shape.properties).join(', ')}`
    case 'string':
      if (shape.examples !== undefined) return shape.examples.map(plain).join(', ')
      if (shape.format === 'date') return 'a date such as 2026-11-01'
      if (shape.format === 'month') return 'a month such as 2026-12'
      return shape.pattern === undefined ? `text${lengthOf(shape.minLength, shape.maxLength, 'characters')}` : `text of the form ${shape.pattern}`
    default: return 'any value'
  }
}

function described (shape: Shape): string {
  const number = alternativesOf(shape).find(({ type }) => type === 'number' || type === 'integer')
  if (shape.format === 'decimal') return `an amount ${boundsOf(number ?? {})}, in plain digits such as 0.40`
  const unit = shape['unit'] === undefined ? '' : ` (${String(shape['unit'])})`
  return alternativesOf(shape).map(one).join(', or ') + (number === undefined ? '' : unit)
}

/** What would be accepted at a place: a list of words where there is one, a phrase otherwise. */
export function acceptedBy (shape: Shape): string | readonly string[] {
  const alternatives = alternativesOf(shape)
  return alternatives.every(({ enum: words }) => words !== undefined)
    ? alternatives.flatMap(({ enum: words }) => (words ?? []).map(plain))
    : described(shape)
}

/** The words that a place takes, for finding the nearest to a misspelt one; none where it takes no words. */
export function wordsOf (shape: Shape): readonly string[] {
  return alternativesOf(shape).flatMap(({ enum: words }) => (words ?? []).map(plain))
}
