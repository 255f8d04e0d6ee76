import { z } from 'zod'
import { moneyInput, decimalNumber, optional, withDefault } from '../models/defaults.ts'
import { requirements } from '../models/fit/criteria.ts'
import { operationsRequestSchema } from '../models/operations/operations-request.ts'
import { familyOptions, offeringIds, offerings } from '../models/registry.ts'
import { workloadSchema } from '../models/workload.ts'
import { tableVersionPattern } from '../pricing/price-table.ts'

const currencyCode = z.string().regex(/^[A-Z]{3}$/)
const percent = decimalNumber(0, 100)
const skuReference = z.string().regex(/^[a-z][a-z0-9-]{1,40}\/([a-z0-9-]{2,31}:)?[a-zA-Z0-9._-]{2,60}$/)
const tableOrSkuReference = z.string().regex(/^[a-z][a-z0-9-]{1,40}(\/([a-z0-9-]{2,31}:)?[a-zA-Z0-9._-]{2,60})?$/)

export const details = ['full', 'lines', 'summary'] as const
export type Detail = typeof details[number]

export const conventionsSchema = z.strictObject({
  hoursPerMonth: withDefault(decimalNumber(1, 744), 730, 'hours', 'Length of a month; seconds are hours × 3600'),
  recordOverheadBytes: withDefault(decimalNumber(0, 1000), 10.61, 'bytes a record', 'What Kafka adds to a record: 10 bytes of varints, and 61 of batch header over 100 records'),
  plansCheapestBy: withDefault(z.enum(['infrastructure', 'total']), 'infrastructure', 'choice', 'What makes one way to buy an offering cheaper than another: its infrastructure, or that with the people who look after it')
})

export const pricingSchema = z.strictObject({
  asOf: optional(z.iso.date(), 'date', 'Prices in force on this day (UTC); today where left out'),
  freeTier: withDefault(z.enum(['exclude', 'include']), 'exclude', 'choice', "The whole account shares the vendors' free units, so budgets leave them out"),
  versions: z.record(z.string(), z.string().regex(tableVersionPattern)).optional().meta({ description: 'Price table → version, instead of the one in force' }),
  overrides: z.record(skuReference, moneyInput).optional().meta({ description: 'Negotiated price of one unit: "<table>/<SKU>", or "<table>/<region>:<SKU>" in a second region → price; in a body only, never in an address' }),
  discounts: z.record(tableOrSkuReference, percent).optional().meta({ description: 'Percent off the list price: "<table>" or "<table>/<SKU>" → percent; in a body only, never in an address' })
})

const optionsSchema = z.strictObject(Object.fromEntries([
  ...Object.entries(familyOptions).map(([family, schema]) => [family, schema.optional()] as const),
  ...offerings.map(offering => [offering.id, offering.options.optional()] as const)
]))

/** A list of words without repetition. */
function eachOnce<Words extends z.ZodType<string>> (words: Words, most: number, what: string): z.ZodArray<Words> {
  return z.array(words).min(1).max(most).refine(list => new Set(list).size === list.length, { message: `each ${what} once` })
}

/** The one question of this service (api.md): only `workload` is required; unknown fields are refused. */
export const estimateRequestSchema = z.strictObject({
  workload: workloadSchema,
  offerings: eachOnce(z.enum(offeringIds), offeringIds.length, 'offering').optional().meta({ description: 'What to estimate; everything where left out' }),
  options: optionsSchema.optional().meta({ description: "Options by family or by offering, the offering's own winning" }),
  pricing: pricingSchema.optional(),
  operations: operationsRequestSchema.optional(),
  existing: workloadSchema.optional().meta({ description: 'What runs already on the same account and cluster: totals are then what the workload adds' }),
  conventions: conventionsSchema.optional(),
  currency: withDefault(currencyCode, 'USD', 'currency', 'Currency of the answer'),
  exchangeRate: z.strictObject({ from: currencyCode, to: currencyCode, rate: moneyInput.refine(rate => Number(rate) > 0, { message: 'a rate above zero' }), date: z.iso.date() }).optional()
    .meta({ description: 'One unit of `from` is `rate` units of `to`, as of a date; none is ever fetched or guessed' }),
  requirements: eachOnce(z.enum(requirements), requirements.length, 'requirement').optional()
    .meta({ description: 'What an offering must give: one that fails any is shown with its price and left out of the ranking, one that meets it partly has a warning' }),
  detail: withDefault(z.enum(details), 'full', 'choice', 'full; lines (no terms, no activities); summary (totals)'),
  modelVersion: z.string().max(64).optional().meta({ description: 'Refuse to answer unless the service runs these models (409 MODEL_CHANGED)' })
}).meta({ id: 'EstimateRequest' })

export type EstimateRequest = z.infer<typeof estimateRequestSchema>
