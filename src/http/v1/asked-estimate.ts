import { estimate } from '../../estimates/estimate.ts'
import type { Detail, EstimateRequest } from '../../estimates/request.ts'
import type { EstimateResponse } from '../../estimates/response.ts'
import { offerings } from '../../models/registry.ts'
import type { Catalog } from '../../pricing/catalog.ts'
import { EstimateError } from '../../pricing/errors.ts'
import type { EstimateErrorCode } from '../../pricing/errors.ts'
import { partsOf } from '../../pricing/price-book.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { faultAt, shown, valueAt } from '../faults.ts'
import type { Fault, FaultCode } from '../faults.ts'
import type { Path } from '../json-text.ts'
import { nearestTo } from '../nearest.ts'
import { HttpProblem } from '../problem.ts'
import { namingOf } from './question.ts'

// A value that names nothing is a fault of its field, whether a schema finds it or a model.
const faultCodes: Readonly<Partial<Record<EstimateErrorCode, FaultCode>>> = { UNKNOWN_FIELD_VALUE: 'NOT_ACCEPTED', UNKNOWN_REGION: 'UNKNOWN_REGION' }
const ownPrices = ['overrides', 'discounts'] as const
const PRICES = 'a price of a table; GET /v1/price-tables lists tables and SKUs'

/** What an error of the core says of the value that names nothing. */
interface Named {
  readonly field: string
  readonly value: unknown
  readonly accepted?: string | readonly string[]
  readonly offerings?: readonly { readonly offering: string }[]
}

/** Where a question says a value: a model knows the last name only, which stands below an offering or its family. */
function placeOf (asked: EstimateRequest, { field, value, offerings: failed = [] }: Named): Path | undefined {
  const steps = field.split('.')
  const offering = offerings.find(({ id }) => id === failed[0]?.offering)
  const keys = offering === undefined ? [] : [offering.id, offering.family]
  return [...keys.map(key => ['options', key, steps.at(-1)!]), steps].find(path => valueAt(asked, path) === value)
}

/** The price that a misspelt reference most likely meant. */
function nearestPrice (reference: string, { tables }: Catalog): string | null {
  const { tableId, region, skuId } = reference.includes('/') ? partsOf(reference as SkuRef) : { tableId: reference, region: undefined, skuId: undefined }
  const table = tables.has(tableId) ? tableId : nearestTo(tableId, tables.keys())
  if (table === null || skuId === undefined) return table
  const regions = [...tables.get(table)!.at(-1)!.regions.values()]
  const known = new Set(regions.flatMap(({ skus }) => [...skus.keys()]))
  const sku = known.has(skuId) ? skuId : nearestTo(skuId, known)
  const nearest = sku === null ? null : `${table}/${region === undefined ? '' : `${region}:`}${sku}`
  return nearest === reference ? null : nearest
}

function faultsIn (asked: EstimateRequest, code: FaultCode, named: Named, catalog: Catalog): readonly Fault[] {
  const { value, accepted } = named
  const reference = String(value)
  const naming = namingOf(asked)
  if (named.field === 'pricing') {
    return ownPrices
      .filter(kind => Object.hasOwn(asked.pricing?.[kind] ?? {}, reference))
      .map(kind => faultAt(naming, ['pricing', kind, reference], 'UNKNOWN_FIELD', 'names no price that this question can use', PRICES, nearestPrice(reference, catalog)))
  }
  const place = placeOf(asked, named)
  if (place === undefined || accepted === undefined) return []
  return [faultAt(naming, place, code, `is ${shown(value)}`, accepted, typeof accepted === 'string' ? null : nearestTo(reference, accepted))]
}

/** An error of the core as the caller is told it, with the place where the question says what names nothing. */
function told (error: unknown, asked: EstimateRequest, catalog: Catalog): unknown {
  if (!(error instanceof EstimateError)) return error
  const code = faultCodes[error.code]
  if (code === undefined || typeof error.data['field'] !== 'string') return error
  const errors = faultsIn(asked, code, error.data as unknown as Named, catalog)
  return errors.length === 0 ? error : new HttpProblem(error.code, error.message, { data: error.data, errors })
}

/** Answers a question as `estimate` does; a value that names nothing is told as a fault of its field, with what was most likely meant. */
export function askedEstimate (asked: EstimateRequest, catalog: Catalog, detail: Detail | undefined): EstimateResponse {
  try {
    return estimate(detail === undefined ? asked : { ...asked, detail }, catalog)
  } catch (error) {
    throw told(error, asked, catalog)
  }
}
