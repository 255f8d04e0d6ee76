import type { z } from 'zod'
import { defaultsOf } from '../models/defaults.ts'
import { constant, keptFor } from '../models/kept.ts'
import type { Assumption } from '../models/offering.ts'

const keptAssumptions = keptFor<z.ZodObject, ReadonlyMap<string, Assumption>>()

function assumptionsByField (schema: z.ZodObject, prefix: string): ReadonlyMap<string, Assumption> {
  return new Map(defaultsOf(schema).map(({ name, value, unit, description }) =>
    [name, constant({ name: `${prefix}${name}`, value: String(value), unit, origin: 'default' as const, why: description })]))
}

/** The defaults of a schema that stand in for what was not given, each an assumption of the answer. */
export function assumedDefaults (schema: z.ZodObject, given: object, prefix: string): readonly Assumption[] {
  const assumed: Assumption[] = []
  for (const [name, assumption] of keptAssumptions(schema, prefix, () => assumptionsByField(schema, prefix))) if (!(name in given)) assumed.push(assumption)
  return assumed
}
