import { fileURLToPath } from 'node:url'
import { estimate } from '../../src/estimates/estimate.ts'
import { estimateRequestSchema } from '../../src/estimates/request.ts'
import type { EstimateRequest } from '../../src/estimates/request.ts'
import type { Estimate, EstimateResponse, WrittenLineItem, WrittenSizing } from '../../src/estimates/response.ts'
import { activityIds, driverNames } from '../../src/models/operations/operations-names.ts'
import { createCatalog } from '../../src/pricing/catalog.ts'
import type { Catalog } from '../../src/pricing/catalog.ts'
import { EstimateError } from '../../src/pricing/errors.ts'
import { loadCatalog } from '../../src/pricing/load-catalog.ts'
import { parsePriceTable } from '../../src/pricing/price-table.ts'
import type { PriceTableDocument } from '../../src/pricing/price-table.ts'

/** The shipped tables. A day is always named, so that later tables change no test. */
export const realPrices: Catalog = loadCatalog(fileURLToPath(new URL('../../pricing', import.meta.url)))
export const asOf = '2025-11-10'
/** A day on which every table is in force, so that every offering has its prices. */
export const everythingOn = '2026-11-23'

/** Half a billion messages of 2 KiB, kept for a week. */
export const orders = { requestsPerMonth: 500_000_000, payloadBytes: 2048, retentionDays: 7 }

/** Four hours at 50 on every offering, between two and eight, and nobody on call: 200, between 100 and 400. */
export const fourHoursOfPeople = {
  hourlyRate: '50',
  onCallCoverage: 'none',
  bandFactor: 2,
  deploymentCoefficients: Object.fromEntries(activityIds.map(id => [id, id === 'cost_governance' ? 1 : 0])),
  coefficients: { cost_governance: { ...Object.fromEntries(driverNames.map(driver => [driver, 0])), fixed: 4 } }
}
/** No hours at all: the bill of the vendor alone. */
export const nobody = { ...fourHoursOfPeople, deploymentCoefficients: Object.fromEntries(activityIds.map(id => [id, 0])) }

export interface Given {
  readonly workload?: object
  readonly pricing?: object
  readonly [field: string]: unknown
}

/** A question about the orders on the day, checked by the schema as HTTP would. */
export const questionOf = ({ workload, pricing, ...others }: Given): EstimateRequest =>
  estimateRequestSchema.parse({ ...others, workload: { ...orders, ...workload }, pricing: { asOf, ...pricing } })

export const ask = (given: Given, catalog: Catalog = realPrices): EstimateResponse => estimate(questionOf(given), catalog)

/** Asks one offering. */
export const askOne = (offering: string, given: Given, catalog: Catalog = realPrices): Estimate => ask({ offerings: [offering], ...given }, catalog).estimates[0]!

export const infrastructureOf = ({ totals }: Estimate): string | undefined => totals?.infrastructure.expected

export function lineOf ({ lineItems = [] }: Estimate, id: string): WrittenLineItem {
  const found = lineItems.find(line => line.id === id)
  if (found === undefined) throw new Error(`no line ${id} among ${lineItems.map(line => line.id).join(', ')}`)
  return found
}

export const costsOf = ({ lineItems = [] }: Estimate): Readonly<Record<string, string>> => Object.fromEntries(lineItems.map(({ id, cost }) => [id, cost]))

/** The sizing of a detailed answer. */
export function sizingOf ({ sizing }: Estimate): WrittenSizing {
  if (typeof sizing !== 'object' || sizing === null) throw new Error('nothing is sized')
  return sizing
}

export interface Failure { readonly code: string, readonly message: string, readonly data: Readonly<Record<string, unknown>> }

/** The error that a question meets. */
export function failureOf (answer: () => unknown): Failure {
  try {
    answer()
  } catch (error) {
    if (error instanceof EstimateError) return { code: error.code, message: error.message, data: error.data }
    throw error
  }
  throw new Error('there was an answer')
}

/** The shipped tables with one of them changed in every version, or left out. */
export function pricesWith (id: string, change: (document: PriceTableDocument) => PriceTableDocument | null): Catalog {
  const tables = [...realPrices.tables.values()].flat().flatMap(table => {
    if (table.id !== id) return [table]
    const document = change(structuredClone(table.document))
    return document === null ? [] : [parsePriceTable(document, `${table.digest} changed`)]
  })
  return createCatalog(tables)
}
