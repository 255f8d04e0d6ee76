import { z } from 'zod'

/** What a field that was left out means; zod's own default would hide that it was left out. */
export function withDefault<Schema extends z.ZodType> (schema: Schema, value: z.output<Schema>, unit: string, description: string): z.ZodOptional<Schema> {
  return schema.optional().meta({ default: value, unit, description })
}

/** A field that may be left out and then means nothing in particular; `unit` and `description` go into OpenAPI. */
export function optional<Schema extends z.ZodType> (schema: Schema, unit: string, description: string): z.ZodOptional<Schema> {
  return schema.optional().meta({ unit, description })
}

const SIGNIFICANT_DIGITS = 15

function significantDigits (value: number): number {
  const [mantissa = ''] = String(value).split('e')
  return mantissa.replace(/[-.]/g, '').replace(/^0+/, '').length
}

/** A JSON number that a double carries exactly as it was written. */
export const exactNumber = z.number().refine(value => significantDigits(value) <= SIGNIFICANT_DIGITS, {
  message: `a number of at most ${SIGNIFICANT_DIGITS} significant digits`
})

/** A whole number within bounds, both included. */
export const wholeNumber = (minimum: number, maximum: number): z.ZodNumber => z.number().int().min(minimum).max(maximum)

/** A decimal within bounds, both included. */
export const decimalNumber = (minimum: number, maximum: number): z.ZodNumber => exactNumber.min(minimum).max(maximum)

/** A decimal above zero, up to and including a bound. */
export const positiveNumber = (maximum: number): z.ZodNumber => exactNumber.gt(0).max(maximum)

/** Money in a request: a decimal string in plain notation, or a JSON number that a double carries exactly. */
export const moneyInput = z.union([z.string().regex(/^\d{1,9}(\.\d{1,12})?$/), exactNumber.min(0).max(999_999_999)]).meta({ format: 'decimal' })

/** What was given once its defaults are filled in; fields named in `Open` mean nothing in particular when left out. */
export type Filled<Given, Open extends keyof Given = never> =
  { readonly [Field in Exclude<keyof Given, Open>]-?: NonNullable<Given[Field]> } & Readonly<Pick<Given, Open>>

interface DefaultOf { readonly name: string, readonly value: unknown, readonly unit: string, readonly description: string }

const defaultsBySchema = new WeakMap<z.ZodObject, readonly DefaultOf[]>()
const valuesBySchema = new WeakMap<z.ZodObject, Readonly<Record<string, unknown>>>()

/** The fields of an object schema that mean something when left out, in the order of the schema. */
export function defaultsOf (schema: z.ZodObject): readonly DefaultOf[] {
  const known = defaultsBySchema.get(schema)
  if (known !== undefined) return known
  const defaults = Object.entries(schema.shape).flatMap(([name, field]) => {
    const meta = (field as z.ZodType).meta()
    return meta?.['default'] === undefined ? [] : [{ name, value: meta['default'], unit: String(meta['unit']), description: String(meta['description']) }]
  })
  defaultsBySchema.set(schema, defaults)
  return defaults
}

/** Completes what a caller gave with the defaults of its schema. */
export function fillDefaults (schema: z.ZodObject, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  let values = valuesBySchema.get(schema)
  if (values === undefined) {
    values = Object.fromEntries(defaultsOf(schema).map(({ name, value }) => [name, value]))
    valuesBySchema.set(schema, values)
  }
  return { ...values, ...given }
}
