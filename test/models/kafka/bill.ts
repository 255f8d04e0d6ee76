import { fileURLToPath } from 'node:url'
import { estimate } from '../../../src/estimates/estimate.ts'
import { estimateRequestSchema } from '../../../src/estimates/request.ts'
import type { EstimateRequest } from '../../../src/estimates/request.ts'
import type { Estimate, EstimateResponse, WrittenLineItem, WrittenSizing } from '../../../src/estimates/response.ts'
import { kafkaSizingFacts } from '../../../src/models/sizing/kafka-facts.ts'
import type { SizingDemand } from '../../../src/models/sizing/sizing.ts'
import { completeWorkload } from '../../../src/models/workload.ts'
import type { GivenWorkload, Workload } from '../../../src/models/workload.ts'
import { EstimateError } from '../../../src/pricing/errors.ts'
import { loadCatalog } from '../../../src/pricing/load-catalog.ts'
import sizingTable from '../../../pricing/kafka-sizing/2025-06-05.json' with { type: 'json' }

export const catalog = loadCatalog(fileURLToPath(new URL('../../../pricing', import.meta.url)))
export const sizingFacts = kafkaSizingFacts.parse(sizingTable.facts)

type Offering = NonNullable<EstimateRequest['offerings']>[number]
type Options = Readonly<Record<string, unknown>>
export interface Around extends Partial<Pick<EstimateRequest, 'pricing' | 'operations' | 'existing'>> {
  readonly offering?: Offering
  readonly conventions?: EstimateRequest['conventions']
}

/**
 * A mean of so many MiB/s, in messages of 1 KiB and no record overhead:
 * 1 MiB/s × 730 h × 3,600 s × 1,024 messages a MiB = 2,691,072,000 messages = 2,628,000 MiB = 2,566.40625 GB a month.
 */
export const mebibytes = (mean: number): { requestsPerMonth: number, payloadBytes: number } => ({ requestsPerMonth: mean * 2_691_072_000, payloadBytes: 1024 })

/** A mean of so many MB/s, in messages of 1,000 bytes: 1 MB/s × 2,628,000 s × 1,000 messages a MB. */
export const megabytes = (mean: number): { requestsPerMonth: number, payloadBytes: number } => ({ requestsPerMonth: mean * 2_628_000_000, payloadBytes: 1000 })

/** 5 MiB/s mean, 10 at the peak, kept for a day, read by two groups from their own zone: 12,832.03125 GB written a month. */
export const worked = { ...mebibytes(5), retentionDays: 1, consumerGroups: 2, partitions: 100, followerFetching: true } as const

/** Asks as a caller would: through the schema, at prices of 2026-11-23, and without record overhead unless the test is about it. */
export function response (workload: GivenWorkload, options: Options, around: Around = {}): EstimateResponse {
  const { offering = 'aws-msk-standard', pricing, operations, existing, conventions = { recordOverheadBytes: 0 } } = around
  const request = estimateRequestSchema.parse({ workload, offerings: [offering], options: { [offering]: options }, pricing: { asOf: '2026-11-23', ...pricing }, operations, existing, conventions })
  return estimate(request, catalog)
}

export function bill (workload: GivenWorkload, options: Options = {}, around: Around = {}): Estimate {
  return response(workload, options, around).estimates[0]!
}

export const express = (workload: GivenWorkload, options: Options = {}, around: Around = {}): Estimate => bill(workload, options, { ...around, offering: 'aws-msk-express' })
export const serverless = (workload: GivenWorkload, around: Around = {}): Estimate => bill(workload, {}, { ...around, offering: 'aws-msk-serverless' })
export const ec2 = (workload: GivenWorkload, options: Options = {}, around: Around = {}): Estimate => bill(workload, options, { ...around, offering: 'kafka-aws-ec2' })

export const onPremises = (workload: GivenWorkload, options: Options = {}, around: Around = {}): Estimate => bill(workload, options, { ...around, offering: 'kafka-on-premises' })

/** A demand for nothing at all. */
export const noDemand: SizingDemand = { peakWriteMibPerSecond: 0, peakWriteMegabytesPerSecond: 0, peakReadMegabytesPerSecond: 0, peakMessagesPerSecond: 0, dataGib: 0, partitions: 0, partitionReplicas: 0, topics: 0, consumerGroups: 0, subscriptions: 0, receivers: 0 }
export const gce = (workload: GivenWorkload, options: Options = {}, around: Around = {}): Estimate => bill(workload, options, { ...around, offering: 'kafka-gcp-compute-engine' })
export const azure = (workload: GivenWorkload, options: Options = {}, around: Around = {}): Estimate => bill(workload, options, { ...around, offering: 'kafka-azure-vm' })

/** A workload with its defaults, for the parts below an offering. */
export const whole = (given: Partial<GivenWorkload> = {}): Workload => completeWorkload({ requestsPerMonth: 1000, payloadBytes: 1024, retentionDays: 1, ...given })

export const sizing = (answer: Estimate): WrittenSizing => answer.sizing as WrittenSizing
/** `3 × kafka.m7g.large`. */
export const cluster = (answer: Estimate): string => `${sizing(answer).brokers} × ${sizing(answer).brokerType ?? ''}`

export const lines = (answer: Estimate): readonly WrittenLineItem[] => answer.lineItems!
export const line = (answer: Estimate, id: WrittenLineItem['id']): WrittenLineItem => lines(answer).find(one => one.id === id)!
export const ids = (answer: Estimate): readonly string[] => lines(answer).map(({ id }) => id)

const perLine = (answer: Estimate, of: (line: WrittenLineItem) => string): Record<string, string> => Object.fromEntries(lines(answer).map(one => [one.id, of(one)]))
/** Line id → what it costs. */
export const costs = (answer: Estimate): Record<string, string> => perLine(answer, ({ cost }) => cost)
/** Line id → what the vendor bills. */
export const quantities = (answer: Estimate): Record<string, string> => perLine(answer, ({ pricingQuantity }) => pricingQuantity)
export const infrastructure = (answer: Estimate): string => answer.totals!.infrastructure.expected

type Constraint = WrittenSizing['constraints'][number]
export const constraint = (answer: Estimate, dimension: string): Constraint => sizing(answer).constraints.find(one => one.dimension === dimension)!

type Finding = NonNullable<Estimate['findings']>[number]
export const findings = (answer: Estimate, code: string): readonly Finding[] => answer.findings!.filter(finding => finding.code === code)
export const codes = (answer: Estimate): readonly string[] => answer.findings!.map(({ code, severity }) => `${severity} ${code}`)
export const assumption = (answer: Estimate, name: string): string | undefined => answer.assumptions!.find(one => one.name === name)?.value

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
