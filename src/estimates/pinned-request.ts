import { constant, keptFor } from '../models/kept.ts'
import { modelVersion } from './model-version.ts'
import type { EstimateRequest } from './request.ts'
import type { EstimateResponse } from './response.ts'

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => a < b ? -1 : 1

interface Pins { readonly offerings: string[], readonly versions: Record<string, string> }

const keptPins = keptFor<object, Pins>()

/** Offerings and table versions of an answer; answers from the same tables share them. */
function pinsOf ({ estimates, priceTables }: EstimateResponse): Pins {
  return keptPins(priceTables, '', () => ({
    offerings: constant(estimates.map(({ offering }) => offering)),
    versions: constant(Object.fromEntries(priceTables.map(({ id, version }) => [id, version] as const).sort(byName)))
  }))
}

/**
 * The same question with everything that time could change written down: offerings, asOf, table versions, models.
 * Null where it holds negotiated prices, which never stand in an address.
 */
export function pinnedRequest (request: EstimateRequest, response: EstimateResponse): EstimateRequest | null {
  if (request.pricing?.overrides !== undefined || request.pricing?.discounts !== undefined) return null
  const { offerings, versions } = pinsOf(response)
  const given = request.pricing?.versions
  return { ...request, offerings, pricing: { ...request.pricing, asOf: response.asOf, versions: given === undefined ? versions : { ...given, ...versions } }, modelVersion }
}

/** Whether a question already names everything that its answer depends on, so that its address always gives the same bytes. */
export function isPinned (request: EstimateRequest, response: EstimateResponse): boolean {
  const { asOf, versions } = request.pricing ?? {}
  if (request.modelVersion === undefined || request.offerings === undefined || asOf === undefined || versions === undefined) return false
  return response.priceTables.every(({ id }) => id in versions)
}
