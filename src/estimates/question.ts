import { fillDefaults } from '../models/defaults.ts'
import type { Requirement } from '../models/fit/criteria.ts'
import { keptFor } from '../models/kept.ts'
import type { Conventions, Offering } from '../models/offering.ts'
import { offerings } from '../models/registry.ts'
import { completeWorkload } from '../models/workload.ts'
import type { Workload } from '../models/workload.ts'
import { tableAsOf, tableVersion } from '../pricing/catalog.ts'
import type { Catalog } from '../pricing/catalog.ts'
import { Decimal } from '../pricing/decimal.ts'
import { EstimateError } from '../pricing/errors.ts'
import { listPrices } from '../pricing/price-book.ts'
import type { PriceOverlays, SkuRef } from '../pricing/price-book.ts'
import type { PriceTable } from '../pricing/price-table.ts'
import { checkOverlays } from './check-pricing.ts'
import type { OptionsByKey } from './check-pricing.ts'
import { checkRegions } from './check-regions.ts'
import { conventionsSchema } from './request.ts'
import type { Detail, EstimateRequest } from './request.ts'
import { takeShelf } from './shelf.ts'
import type { Shelf } from './shelf.ts'

/** How plans are compared beside what models count by. */
export interface AskedConventions extends Conventions { readonly plansCheapestBy: 'infrastructure' | 'total' }

/** A request with every default filled in, its tables resolved and its prices laid out; the offerings are answered one by one from it. */
export interface Question {
  readonly request: EstimateRequest
  readonly workload: Workload
  /** What runs already on the same account and cluster. */
  readonly existing: Workload | null
  readonly offerings: readonly Offering[]
  readonly optionsOf: (offering: Offering) => Record<string, unknown>
  /** Holds the regions that its options name against its tables; error: UNKNOWN_REGION. */
  readonly checkRegions: (offering: Offering) => void
  readonly conventions: AskedConventions
  /** What an offering must give; empty where nothing is required. */
  readonly requirements: readonly Requirement[]
  readonly shelf: Shelf
  /** The shelf of an offering, whose options may name a region of its own. */
  readonly shelfOf: (options: Record<string, unknown>) => Shelf
  /** The table in force; errors: UNKNOWN_PRICE_TABLE, UNKNOWN_PRICE_TABLE_VERSION. */
  readonly table: (id: string) => PriceTable
  readonly asOf: string
  readonly currency: string
  readonly detail: Detail
}

const impossible = (message: string, field: string): EstimateError => new EstimateError('IMPOSSIBLE_COMBINATION', message, { field })
const HUNDRED_PERCENT = 100
const PERCENT_NOISE = 1e-9

type Given = EstimateRequest['workload']

function checkShares ({ payloadBytes, payloadMix, internetEgressPercent = 0, crossRegionPercent = 0 }: Given, key: 'workload' | 'existing'): void {
  if (payloadBytes !== undefined && payloadMix !== undefined) throw impossible(`${key}.payloadBytes and ${key}.payloadMix are both given: give the average or the mix.`, `${key}.payloadMix`)
  if (payloadMix !== undefined) {
    const sum = payloadMix.reduce((total, { percent }) => total + percent, 0)
    if (Math.abs(sum - HUNDRED_PERCENT) > PERCENT_NOISE) throw impossible(`The percents of ${key}.payloadMix add up to ${sum}; they must add up to 100.`, `${key}.payloadMix`)
  }
  if (internetEgressPercent + crossRegionPercent > HUNDRED_PERCENT) {
    throw impossible(`${key}.internetEgressPercent ${internetEgressPercent} and ${key}.crossRegionPercent ${crossRegionPercent} are shares of the same consumed bytes and may add up to 100 at most.`, `${key}.crossRegionPercent`)
  }
}

/** One cluster stands in one region, on the same zones for all that it carries. */
function checkExisting (existing: Given, workload: Workload): void {
  checkShares(existing, 'existing')
  for (const field of ['region', 'availabilityZones'] as const) {
    if (existing[field] === undefined || existing[field] === workload[field]) continue
    throw impossible(`existing.${field} is ${existing[field]} and workload.${field} is ${workload[field]}: what runs already shares the cluster, so leave existing.${field} out or give the same.`, `existing.${field}`)
  }
}

function checkWorkload (request: EstimateRequest, catalog: Catalog): void {
  const { region = 'us-east-1' } = request.workload
  if (!catalog.regions.has(region)) {
    throw new EstimateError('UNKNOWN_REGION', `workload.region "${region}" is in no price table; known regions are ${[...catalog.regions.keys()].join(', ')}.`, { field: 'workload.region', value: region, accepted: [...catalog.regions.keys()] })
  }
  checkShares(request.workload, 'workload')
}

/** Options of something that was not asked for are an error, never ignored (api.md). */
function checkOptions (options: OptionsByKey, asked: readonly Offering[]): void {
  for (const [key, given] of Object.entries(options)) {
    if (asked.some(offering => offering.id === key)) continue
    const family = asked.filter(offering => offering.family === key)
    if (family.length === 0) throw impossible(`options.${key} is given, but nothing it applies to was asked for; accepted are options of ${asked.map(offering => offering.id).join(', ')}, or of their family.`, `options.${key}`)
    for (const name of Object.keys(given ?? {})) {
      if (!family.some(offering => name in offering.options.shape)) throw impossible(`options.${key}.${name} does not apply to any offering that was asked for (${family.map(offering => offering.id).join(', ')}); accepted is a question without it, or with an offering that has it.`, `options.${key}.${name}`)
    }
  }
}

const keptDefaults = keptFor<Offering, Record<string, unknown>>()

/** The family's options that this offering knows, under its own, under its defaults. */
function mergeOptions (offering: Offering, options: OptionsByKey): Record<string, unknown> {
  if (options[offering.family] === undefined && options[offering.id] === undefined) return keptDefaults(offering, '', () => fillDefaults(offering.options, {}))
  const merged: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(options[offering.family] ?? {})) if (name in offering.options.shape) merged[name] = value
  return fillDefaults(offering.options, Object.assign(merged, options[offering.id]))
}

const decimals = <Key extends string>(given: Readonly<Record<Key, string | number>> | undefined): ReadonlyMap<Key, Decimal> =>
  new Map(Object.entries(given ?? {}).map(([ref, value]) => [ref as Key, new Decimal(value as string | number)]))

function overlaysOf (request: EstimateRequest, currency: string): PriceOverlays {
  const { freeTier, overrides, discounts } = request.pricing!
  const { exchangeRate } = request
  const includeFreeTier = freeTier === 'include'
  if (overrides === undefined && discounts === undefined && exchangeRate === undefined) return { ...listPrices, includeFreeTier, currency }
  return {
    includeFreeTier,
    currency,
    exchangeRate: exchangeRate === undefined ? null : { from: exchangeRate.from, to: exchangeRate.to, rate: new Decimal(exchangeRate.rate) },
    overrides: decimals<SkuRef>(overrides),
    discounts: decimals<string>(discounts)
  }
}

const nothingRequired: readonly Requirement[] = []
const defaultConventions = fillDefaults(conventionsSchema, {})
const offeringById = new Map(offerings.map(offering => [offering.id, offering]))

/** Resolves a request against a catalog; errors that concern the whole question are thrown, those of one table wait until an offering needs it. */
export function resolveQuestion (request: EstimateRequest, catalog: Catalog): Question {
  const asOf = request.pricing?.asOf
  if (asOf === undefined) throw new Error('asOf is resolved before the core is asked: it has no clock.')
  checkWorkload(request, catalog)
  const asked = request.offerings === undefined ? offerings : request.offerings.map(id => offeringById.get(id)!)
  const options = (request.options ?? {}) as OptionsByKey
  checkOptions(options, asked)
  const versions = request.pricing?.versions ?? {}
  for (const [id, version] of Object.entries(versions)) tableVersion(catalog, id, version)
  const workload = completeWorkload(request.workload)
  if (request.existing !== undefined) checkExisting(request.existing, workload)
  const currency = request.currency ?? 'USD'
  const overlays = overlaysOf(request, currency)
  const shelfRequest = { catalog, asOf, versions, region: workload.region, named: undefined, overlays }
  const shelf = takeShelf(shelfRequest)
  checkOverlays(overlays, shelf, options)
  return {
    request,
    workload,
    existing: request.existing === undefined ? null : completeWorkload({ ...request.existing, region: workload.region, availabilityZones: workload.availabilityZones }, true),
    offerings: asked,
    optionsOf: offering => mergeOptions(offering, options),
    checkRegions: offering => checkRegions(offering, options, catalog),
    conventions: (request.conventions === undefined ? defaultConventions : fillDefaults(conventionsSchema, request.conventions)) as unknown as AskedConventions,
    requirements: request.requirements ?? nothingRequired,
    shelf,
    shelfOf: options => typeof options['region'] === 'string' ? takeShelf({ ...shelfRequest, named: options['region'] }) : shelf,
    table: id => shelf.tables.get(id) ?? tableAsOf(catalog, id, asOf),
    asOf,
    currency,
    detail: request.detail ?? 'full'
  }
}
