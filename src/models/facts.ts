import { z } from 'zod'

/** A vendor fact as a table carries it, read down to its value; the table test keeps source and confidence in place. */
export function fact<Value extends z.ZodType> (value: Value): z.ZodType<z.output<Value>> {
  return z.looseObject({ value, source: z.string(), confidence: z.string() }).transform(({ value }) => value as z.output<Value>) as unknown as z.ZodType<z.output<Value>>
}

export const numberFact = fact(z.number())
export const flagFact = fact(z.boolean())
