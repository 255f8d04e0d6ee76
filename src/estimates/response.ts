import { z } from 'zod'
import { criterionNames, requirements, verdicts } from '../models/fit/criteria.ts'
import { severities } from '../models/offering.ts'
import { lineGroups, lineItemIds, termOrigins } from '../pricing/charge.ts'
import { estimateErrorCodes } from '../pricing/errors.ts'
import { confidences } from '../pricing/price-table.ts'

// Plain strings: a pattern checked on every decimal made serialising about three times slower (docs/decisions/0004).
const decimal = z.string().meta({ format: 'decimal' })
const range = z.strictObject({ low: decimal, expected: decimal, high: decimal })
const infrastructureAndTotal = z.strictObject({ infrastructure: decimal, total: decimal })
const shares = z.strictObject({ official: decimal, thirdParty: decimal, inferred: decimal, judgement: decimal })
const rates = z.strictObject({ infrastructure: decimal.nullable(), total: decimal.nullable() })

const findingSchema = z.strictObject({
  code: z.string(),
  severity: z.enum(severities),
  message: z.string(),
  limit: z.string().optional(),
  actual: z.string().optional(),
  source: z.string().optional(),
  saving: decimal.optional().meta({ description: 'Money a month that following the finding would save' })
}).meta({ id: 'Finding' })

const constraintSchema = z.strictObject({
  dimension: z.string(),
  need: decimal,
  unit: z.string(),
  capacityPerBroker: decimal,
  allowedUtilisation: decimal,
  requiredBrokers: z.number().int(),
  utilisation: decimal,
  source: z.string()
}).meta({ id: 'Constraint' })

const alternativeSchema = z.strictObject({
  brokerType: z.string(),
  brokers: z.number().int(),
  monthlyCost: decimal,
  whyNot: z.string()
}).meta({ id: 'Alternative' })

export const sizingSchema = z.strictObject({
  brokers: z.number().int(),
  brokerType: z.string().nullable(),
  partitions: z.number().int(),
  partitionReplicas: z.number().int(),
  storageGib: decimal,
  storageGibPerBroker: decimal.nullable(),
  controllers: z.number().int(),
  controllerType: z.string().nullable(),
  bindingConstraint: z.string(),
  constraints: z.array(constraintSchema),
  sizingPolicy: z.string().nullable(),
  brokersByPolicy: z.record(z.string(), z.number().int()).nullable(),
  alternatives: z.array(alternativeSchema)
}).meta({ id: 'Sizing' })

const termSchema = z.strictObject({ name: z.string(), value: z.string(), unit: z.string(), origin: z.enum(termOrigins) }).meta({ id: 'Term' })

const tierSchema = z.strictObject({
  from: decimal,
  upTo: decimal.nullable(),
  pricingQuantity: decimal,
  listUnitPrice: decimal,
  listCost: decimal,
  contractedUnitPrice: decimal.optional(),
  contractedCost: decimal.optional()
}).meta({ id: 'Tier' })

export const lineItemSchema = z.strictObject({
  id: z.enum(lineItemIds),
  title: z.string(),
  group: z.enum(lineGroups),
  consumedQuantity: decimal,
  consumedUnit: z.string(),
  pricingQuantity: decimal,
  pricingUnit: z.string(),
  tiers: z.array(tierSchema),
  listCost: decimal,
  cost: decimal,
  range: z.strictObject({ low: decimal, high: decimal }).optional(),
  commitment: z.strictObject({ term: z.string(), percent: decimal, source: z.string(), confidence: z.enum(confidences) }).optional().meta({ description: 'The discount for committing to the use; contracted prices have it in them' }),
  formula: z.string(),
  terms: z.array(termSchema).optional(),
  source: z.string(),
  confidence: z.enum(confidences).meta({ description: 'The weaker of what the price and its commitment rest on' })
}).meta({ id: 'LineItem' })

const activitySchema = z.strictObject({ id: z.string(), name: z.string(), hours: decimal, cost: decimal, basis: z.string(), judgement: z.boolean() }).meta({ id: 'Activity' })

const operationsSchema = z.strictObject({
  model: z.string(),
  hours: range,
  hourlyRate: decimal,
  onCallStipend: range,
  activities: z.array(activitySchema).optional()
}).meta({ id: 'Operations' })

export const totalsSchema = z.strictObject({
  infrastructure: range,
  operations: range,
  total: range,
  annual: infrastructureAndTotal,
  perMillionMessages: rates,
  perGigabyte: rates,
  evidence: shares.meta({ description: 'What the total rests on, in shares that add up to 1; people are judgement' }),
  infrastructureEvidence: shares.meta({ description: 'What the infrastructure alone rests on, in shares that add up to 1' })
}).meta({ id: 'Totals' })

const assumptionSchema = z.strictObject({ name: z.string(), value: z.string(), unit: z.string(), origin: z.string(), why: z.string() }).meta({ id: 'Assumption' })
const exclusionSchema = z.strictObject({ code: z.string(), message: z.string() }).meta({ id: 'Exclusion' })
const tableReferenceSchema = z.strictObject({ id: z.string(), version: z.string(), digest: z.string() }).meta({ id: 'PriceTableReference' })
const estimateFailureSchema = z.strictObject({ code: z.enum(estimateErrorCodes), message: z.string() }).meta({ id: 'EstimateFailure' })

export const verdictSchema = z.strictObject({
  criterion: z.enum(criterionNames),
  verdict: z.enum(verdicts),
  reason: z.string(),
  source: z.string().meta({ description: 'The address of a document, or where else it stands' }),
  confidence: z.enum(confidences)
}).meta({ id: 'Verdict' })

export const estimateSchema = z.strictObject({
  offering: z.string(),
  title: z.string(),
  provider: z.string(),
  region: z.string().optional().meta({ description: "The region of the vendor's prices; base where they carry none" }),
  status: z.enum(['priced', 'unpriced', 'error']),
  error: estimateFailureSchema.optional(),
  unpriced: z.string().optional().meta({ description: 'Why there is no price' }),
  feasible: z.boolean().optional().meta({ description: 'Whether there is no blocker: it can carry the workload and fails nothing that is required' }),
  suitable: z.boolean().optional().meta({ description: 'Whether it fails none of the requirements; only where some were given' }),
  partlyMeets: z.array(z.enum(requirements)).optional().meta({ description: 'The requirements that it meets only partly; where some were given' }),
  findings: z.array(findingSchema).optional(),
  sizing: z.union([sizingSchema, z.string()]).nullable().optional().meta({ description: 'With detail=summary one line of text' }),
  lineItems: z.array(lineItemSchema).optional(),
  operations: operationsSchema.optional(),
  totals: totalsSchema.optional().meta({ description: 'What the workload costs; with existing, what it adds' }),
  standAlone: totalsSchema.optional().meta({ description: 'With existing: what the workload would cost on its own' }),
  together: totalsSchema.optional().meta({ description: 'With existing: what everything costs together' }),
  assumptions: z.array(assumptionSchema).optional(),
  exclusions: z.array(exclusionSchema).optional(),
  fit: z.array(verdictSchema).optional().meta({ description: 'Ten criteria, and what is required beside them; docs/fit.md says what each asks' }),
  priceTables: z.array(tableReferenceSchema).optional()
}).meta({ id: 'Estimate' })

const rankingSchema = z.strictObject({ ranking: z.array(z.string()), cheapest: z.string().nullable(), conclusive: z.boolean() }).meta({ id: 'Ranking' })

export const comparisonSchema = z.strictObject({
  infrastructure: rankingSchema,
  total: rankingSchema,
  notCompared: z.array(z.strictObject({ offering: z.string(), reason: z.string() })),
  summary: z.string()
}).meta({ id: 'Comparison' })

const sourceSchema = z.strictObject({
  table: z.string(),
  version: z.string(),
  skuPriceId: z.string().nullable(),
  title: z.string(),
  url: z.string(),
  published: z.string(),
  retrieved: z.string(),
  confidence: z.enum(confidences)
}).meta({ id: 'Source' })

export const estimateResponseSchema = z.strictObject({
  currency: z.string(),
  asOf: z.string(),
  modelVersion: z.string(),
  incomplete: z.boolean(),
  workload: z.record(z.string(), z.unknown()).meta({ description: 'The workload with every default filled in' }),
  existing: z.record(z.string(), z.unknown()).optional().meta({ description: 'What runs already, with every default filled in' }),
  requirements: z.array(z.string()).optional().meta({ description: 'As asked' }),
  priceTables: z.array(tableReferenceSchema).meta({ description: 'Every table that the answer depends on' }),
  estimates: z.array(estimateSchema),
  comparison: comparisonSchema,
  sources: z.record(z.string(), sourceSchema).optional(),
  assumptions: z.array(assumptionSchema).optional(),
  exclusions: z.array(exclusionSchema).optional(),
  warnings: z.array(z.string()),
  links: z.strictObject({ self: z.string().optional() })
}).meta({ id: 'EstimateResponse' })

export type EstimateResponse = z.infer<typeof estimateResponseSchema>
/** As much of an answer as a table shows. */
export type Figures = Pick<EstimateResponse, 'currency' | 'asOf' | 'requirements' | 'estimates'>
export type Estimate = z.infer<typeof estimateSchema>
export type WrittenLineItem = z.infer<typeof lineItemSchema>
export type WrittenSizing = z.infer<typeof sizingSchema>
export type Totals = z.infer<typeof totalsSchema>
export type Comparison = z.infer<typeof comparisonSchema>
