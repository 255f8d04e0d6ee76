import { fileURLToPath } from 'node:url'
import { estimate } from '../../../src/estimates/estimate.ts'
import { estimateRequestSchema } from '../../../src/estimates/request.ts'
import type { EstimateRequest } from '../../../src/estimates/request.ts'
import type { Estimate, EstimateResponse } from '../../../src/estimates/response.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'
import { EstimateError } from '../../../src/pricing/errors.ts'
import { loadCatalog } from '../../../src/pricing/load-catalog.ts'

export const catalog = loadCatalog(fileURLToPath(new URL('../../../pricing', import.meta.url)))

/** Every message sent, received and deleted alone, and nobody polls in vain: three requests a message of up to 64 KiB. */
export const alone = { payloadBytes: 1000, retentionDays: 4, sendBatchSize: 1, receiveBatchSize: 1, deleteBatchSize: 1, pollersPerGroup: 0 } as const

type Offering = NonNullable<EstimateRequest['offerings']>[number]
export type Options = Readonly<Record<string, unknown>>
export interface Around { readonly offering?: Offering, readonly options?: Options, readonly pricing?: EstimateRequest['pricing'], readonly conventions?: EstimateRequest['conventions'] }

/** Asks as a caller would: through the schema, at prices of 2026-11-23. */
export function response (workload: GivenWorkload, offerings: readonly Offering[], options: Options, around: Around = {}): EstimateResponse {
  const request = estimateRequestSchema.parse({ workload, offerings, options, conventions: around.conventions, pricing: { asOf: '2026-11-23', ...around.pricing } })
  return estimate(request, catalog)
}

export function bill (workload: GivenWorkload, options: Options = {}, around: Around = {}): Estimate {
  return response(workload, [around.offering ?? 'aws-sqs-standard'], { 'aws-sqs': options }, around).estimates[0]!
}

export const fifo = (workload: GivenWorkload, options: Options = {}, around: Around = {}): Estimate => bill(workload, options, { ...around, offering: 'aws-sqs-fifo' })

type Line = NonNullable<Estimate['lineItems']>[number]
const perLine = <Value>(answer: Estimate, of: (line: Line) => Value): Record<string, Value> => Object.fromEntries(answer.lineItems!.map(line => [line.id, of(line)]))

/** Line id → what it costs. */
export const costs = (answer: Estimate): Record<string, string> => perLine(answer, ({ cost }) => cost)

/** Line id → what the vendor bills. */
export const quantities = (answer: Estimate): Record<string, string> => perLine(answer, ({ pricingQuantity }) => pricingQuantity)

export const line = (answer: Estimate, id: Line['id']): Line => answer.lineItems!.find(one => one.id === id)!

/** A line's slices of the tiers: quantity, price, cost. */
export const slices = (answer: Estimate, id: Line['id']): readonly (readonly string[])[] => line(answer, id).tiers.map(tier => [tier.pricingQuantity, tier.listUnitPrice, tier.listCost])

export const findings = (answer: Estimate, code: string): NonNullable<Estimate['findings']> => answer.findings!.filter(finding => finding.code === code)

export const codes = (answer: Estimate): readonly string[] => answer.findings!.map(({ code }) => code)

export const infrastructure = (answer: Estimate): string => answer.totals!.infrastructure.expected

/** The error that asking ends with. */
export function refusal (ask: () => unknown): EstimateError {
  try {
    ask()
  } catch (error) {
    if (error instanceof EstimateError) return error
    throw error
  }
  throw new Error('It was answered.')
}
