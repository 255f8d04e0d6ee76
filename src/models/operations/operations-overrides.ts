import { z } from 'zod'
import { Decimal } from '../../pricing/decimal.ts'
import { activityIds, driverNames, governanceLevels } from './operations-names.ts'

// At most 15 digits, so a JSON number in this notation is one that a double carries exactly.
const moneyPattern = /^\d{1,9}(\.\d{1,6})?$/

/** Money in an operations request: a plain decimal string, or a JSON number that is exact as written. */
export const operationsMoney = z.union([
  z.string().regex(moneyPattern),
  z.number().min(0).lt(1e9).refine(amount => moneyPattern.test(String(amount)), { message: 'a number of at most nine digits before the point and six after it' })
]).meta({ format: 'decimal' })

// The bounds keep the largest answer that a request can ask for finite and its hundredths of an hour whole.
const hours = z.number().min(0).max(1000)
const factor = z.number().min(0).max(10)
const incidents = z.number().min(0).max(1000)

function optionalKeys<Name extends string, Value extends z.ZodType> (names: readonly Name[], value: Value): z.ZodObject<{ [Key in Name]: z.ZodOptional<Value> }, z.core.$strict> {
  return z.strictObject(Object.fromEntries(names.map(name => [name, value.optional()])) as { [Key in Name]: z.ZodOptional<Value> })
}

const hoursByDriver = optionalKeys(driverNames, hours).meta({ id: 'OperationsCoefficients', description: 'Hours a month for one unit of a driver, self-managed, at operational maturity' })

const stipendPerWeek = z.strictObject({ low: operationsMoney, expected: operationsMoney, high: operationsMoney })
  .refine(({ low, expected, high }) => new Decimal(expected).gte(low) && new Decimal(high).gte(expected), {
    message: 'low is at most expected, and expected at most high',
    // A malformed amount has its own fault already, and is no Decimal.
    when: ({ issues }) => issues.length === 0
  })

/** Numbers of the model itself that a caller may replace by better ones; what is left out stays as in the table. */
export const operationsOverrides = {
  coefficients: optionalKeys(activityIds, hoursByDriver).optional().meta({ description: 'Hours by activity and driver, instead of those of the table' }),
  deploymentCoefficients: optionalKeys(activityIds, factor).optional().meta({ description: 'Share of the self-managed work that stays, by activity, in every offering asked for' }),
  maturityFactors: z.strictObject({
    scaleExponent: z.number().min(0.1).max(1).optional().meta({ description: 'Economies of scale: hours grow with this power of a count; 1 is none' }),
    lifecycle: factor.optional(),
    requests: factor.optional(),
    reliability: factor.optional(),
    investment: factor.optional()
  }).optional().meta({ description: 'Factors of the maturity level, by class of activity' }),
  governanceFactors: optionalKeys(governanceLevels, factor).optional().meta({ description: 'Factor of a governance level on the activities it governs' }),
  incidents: z.strictObject({
    perClusterMonth: incidents.optional(),
    perBrokerMonth: incidents.optional(),
    perTenClientApplicationsMonth: incidents.optional(),
    hoursPerIncident: hours.optional()
  }).optional().meta({ description: 'How often something breaks, and the hours it takes with root cause and post-mortem' }),
  onCallCoverageFactor: factor.optional().meta({ unit: 'factor', description: 'Factor of the on-call coverage on stand-by hours and stipend; not together with onCallCoverage' }),
  stipendPerWeek: stipendPerWeek.optional().meta({ unit: 'money a week', description: "On-call pay of one rotation, in the answer's currency" }),
  weeksPerMonth: z.number().gt(0).max(5).optional().meta({ unit: 'weeks', description: 'Weeks of on-call pay in a month' }),
  bandFactor: z.number().min(1).max(100).optional().meta({ unit: 'factor', description: 'Low is expected / this, high is expected × this, in every offering asked for' }),
  nonProductionClusterWeight: factor.optional().meta({ unit: 'clusters', description: 'Work of one non-production cluster, counted in production clusters' })
}

/** Lays what a caller gave over numbers of the table. */
export function overlay<Numbers extends Readonly<Record<string, number>>> (table: Numbers, given: { readonly [Name in keyof Numbers]?: number | undefined } | undefined): Numbers {
  if (given === undefined) return table
  const merged: Record<string, number> = { ...table }
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) merged[name] = value
  }
  return merged as Numbers
}
