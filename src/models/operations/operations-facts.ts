import { z } from 'zod'
import { Decimal } from '../../pricing/decimal.ts'
import { activityClasses, activityIds, deploymentModels, driverNames, governanceDimensions, governanceLevels, maturityLevels, onCallCoverages, rateRegions } from './operations-names.ts'

/** A fact carries its source and confidence beside its value; the table test keeps them there, the model reads the value. */
function fact<Value extends z.ZodType> (value: Value) {
  return z.object({ value }).transform(carrier => (carrier as { readonly value: z.output<Value> }).value)
}

const factor = z.number().nonnegative()
// The shortest text of a JSON number is the text of the table, so no price passes through binary arithmetic.
const money = z.number().nonnegative().transform(amount => new Decimal(String(amount)))
const moneyRange = z.object({ currency: z.string(), low: money, expected: money, high: money })

const activity = z.object({
  id: z.enum(activityIds),
  name: z.string(),
  class: z.enum(activityClasses),
  governanceDimension: z.enum(governanceDimensions).nullable(),
  coefficients: z.partialRecord(z.enum(driverNames), factor),
  confidence: z.string(),
  basis: z.string()
})

// An exponent of zero would make one broker of none: 0 ** 0 is 1.
const scaleExponent = z.number().positive()

/** What the model reads from the facts of the table `operations`; every activity, level and deployment model must be there. */
export const operationsFactsSchema = z.object({
  activities: fact(z.array(activity).refine(
    activities => activityIds.every((id, index) => activities[index]?.id === id) && activities.length === activityIds.length,
    { message: `every activity once, in this order: ${activityIds.join(', ')}` }
  )),
  deploymentCoefficients: fact(z.record(z.enum(activityIds), z.record(z.enum(deploymentModels), factor))),
  maturity: fact(z.record(z.enum(maturityLevels), z.object({ scaleExponent, lifecycle: factor, requests: factor, reliability: factor, investment: factor }))),
  governance: fact(z.record(z.enum(governanceLevels), factor)),
  incidentModel: z.object({
    perClusterMonth: fact(factor),
    perBrokerMonth: fact(factor),
    perTenClientApplicationsMonth: fact(factor),
    hoursPerIncident: fact(factor)
  }),
  onCall: z.object({
    coverage: fact(z.record(z.enum(onCallCoverages), factor)),
    stipendPerWeek: fact(moneyRange),
    weeksPerMonth: fact(factor)
  }),
  band: fact(z.record(z.enum(deploymentModels), z.number().min(1))),
  rates: z.record(z.enum(rateRegions), fact(moneyRange)),
  defaults: z.object({
    nonProductionClusterWeight: fact(factor),
    clientApplications: fact(factor),
    changeRequestsPerTopic: fact(factor),
    upgradesPerYear: fact(factor),
    certificateRotationsPerYear: fact(factor),
    engineersTrained: fact(factor),
    replicationLinks: fact(factor)
  })
})

/** The parametric model of one table version: coefficients, factors, pay and defaults. */
export type OperationsFacts = Readonly<z.output<typeof operationsFactsSchema>>
