import type { Commitment } from './commitment.ts'
import { Decimal, one } from './decimal.ts'
import { EstimateError } from './errors.ts'
import type { Confidence, PriceTable, Rate, Sku } from './price-table.ts'
import { mapPrices, withFreeQuantity } from './rate.ts'

/** `<table id>/<SKU>`, for example `aws-sqs/requests.standard`; `<table id>/<region>:<SKU>` where it is bought in another region than the question's. */
export type SkuRef = `${string}/${string}`

/** The parts of a reference; its region is undefined where it is the question's. */
export function partsOf (ref: SkuRef): { readonly tableId: string, readonly region: string | undefined, readonly skuId: string } {
  const slash = ref.indexOf('/')
  const colon = ref.indexOf(':', slash)
  return { tableId: ref.slice(0, slash), region: colon === -1 ? undefined : ref.slice(slash + 1, colon), skuId: ref.slice(Math.max(slash, colon) + 1) }
}

/** A SKU of the question's region as it is bought in another. */
export function skuIn (ref: SkuRef, region: string): SkuRef {
  const { tableId, skuId } = partsOf(ref)
  return `${tableId}/${region}:${skuId}`
}

/** What a request lays over the list prices. */
export interface PriceOverlays {
  readonly includeFreeTier: boolean
  readonly currency: string
  readonly exchangeRate: { readonly from: string, readonly to: string, readonly rate: Decimal } | null
  /** A table id or SKU reference → percent off the list price. */
  readonly discounts: ReadonlyMap<string, Decimal>
  /** A SKU reference → negotiated price of one unit, in the answer's currency. */
  readonly overrides: ReadonlyMap<string, Decimal>
}

export const listPrices: PriceOverlays = { includeFreeTier: false, currency: 'USD', exchangeRate: null, discounts: new Map(), overrides: new Map() }

/** What a request says of a price itself: the field and key of its pricing, and a price of one unit or a percent. */
export interface GivenPrice { readonly field: 'overrides' | 'discounts', readonly key: string, readonly value: Decimal }

/** A SKU as this request pays for it. */
export interface PricedSku {
  readonly ref: SkuRef
  readonly sku: Sku
  readonly table: PriceTable
  readonly listRate: Rate
  readonly contractedRate: Rate
  /** The ends of a price that is itself a range. */
  readonly range: { readonly low: Rate, readonly high: Rate } | null
  /** Whether the request gives the price. */
  readonly isNegotiated: boolean
  /** The negotiated price or the discount that the contracted price comes from. */
  readonly given: GivenPrice | null
  /** The discount for committing to its use, which the contracted price has in it. */
  readonly commitment?: Commitment
  /** The weakest of what the price rests on. */
  readonly confidence: Confidence
  /** `<table>:<region>/<SKU>`: the key of the answer's `sources`. */
  readonly sourceKey: string
}

export interface PriceBook {
  readonly region: string
  readonly tables: ReadonlyMap<string, PriceTable>
  /** Finds a price; errors: NOT_OFFERED_IN_REGION, MISSING_PRICE, MISSING_EXCHANGE_RATE. A missing price is never zero. */
  readonly price: (ref: SkuRef) => PricedSku
  /** The lowest first price among interchangeable SKUs that are sold here; ties go to the one named first. Errors as `price`. */
  readonly cheapest: (refs: readonly SkuRef[]) => PricedSku
  /** Where a SKU's first price stands among those of its table in this region; equal prices share a rank. Errors as `price`. */
  readonly priceRank: (ref: SkuRef) => number
  /** Whether the vendor's list has this SKU in the region. */
  readonly sells: (ref: SkuRef) => boolean
  /** The region that a SKU is bought in, whether it is sold there or not. */
  readonly placeOf: (ref: SkuRef) => string
}

const HUNDRED = new Decimal(100)

/** What the first unit costs: enough to rank interchangeable SKUs. */
export const firstPrice = ({ contractedRate }: PricedSku): Decimal =>
  'tiers' in contractedRate ? contractedRate.tiers[0]!.price : contractedRate.price

const unlisted = (id: string): never => {
  throw new Error(`A model asked for a price of table ${id}, which its offering does not list.`)
}

/**
 * Opens the tables of one date where a workload runs, with the request's overlays laid on; prices are resolved once and kept.
 * `absent` says why a table is not among them: it throws. `regionOf` says where a table is read whose regions are another cloud's.
 */
export function openPriceBook (
  tables: ReadonlyMap<string, PriceTable>,
  region: string,
  overlays: PriceOverlays,
  absent: (id: string) => PriceTable = unlisted,
  regionOf: (table: PriceTable) => string = () => region
): PriceBook {
  const known = new Map<SkuRef, PricedSku>()
  const ranks = new Map<SkuRef, number>()
  const cheapestOf = new WeakMap<readonly SkuRef[], PricedSku>()

  const locate = (ref: SkuRef): { tableId: string, skuId: string, table: PriceTable, place: string, sku: Sku | undefined } => {
    const { tableId, region: named, skuId } = partsOf(ref)
    const table = tables.get(tableId) ?? absent(tableId)
    const place = named ?? regionOf(table)
    return { tableId, skuId, table, place, sku: table.regions.get(place)?.skus.get(skuId) }
  }

  const absence = (ref: SkuRef): EstimateError => {
    const { tableId, skuId, table, place } = locate(ref)
    const data = { table: tableId, version: table.version, sku: skuId, region: place }
    if (table.regions.get(place)?.notOffered.some(prefix => skuId.startsWith(prefix)) === true) {
      return new EstimateError('NOT_OFFERED_IN_REGION', `${table.document.provider} does not sell ${skuId} in ${place} (price table ${tableId} ${table.version}).`, data)
    }
    return new EstimateError('MISSING_PRICE', `Price table ${tableId} ${table.version} has no sourced price of ${skuId} in ${place}; a price from elsewhere is never used instead.`, data)
  }

  const exchangeFactor = (table: PriceTable): Decimal => {
    if (table.currency === overlays.currency) return one
    const rate = overlays.exchangeRate
    if (rate !== null && rate.from === table.currency && rate.to === overlays.currency) return rate.rate
    throw new EstimateError('MISSING_EXCHANGE_RATE', `Price table ${table.id} is in ${table.currency} and the answer was asked for in ${overlays.currency}: give exchangeRate with from ${table.currency}, to ${overlays.currency}, a rate and its date. No rate is fetched or guessed.`, { from: table.currency, to: overlays.currency })
  }

  const givenBy = (field: GivenPrice['field'], keys: readonly string[]): GivenPrice | null => {
    const key = keys.find(one => overlays[field].has(one))
    return key === undefined ? null : { field, key, value: overlays[field].get(key)! }
  }

  const resolve = (ref: SkuRef, table: PriceTable, place: string, sku: Sku): PricedSku => {
    const factor = exchangeFactor(table)
    const converted = factor === one ? sku.rate : mapPrices(sku.rate, price => price.times(factor))
    const withFree = (rate: Rate): Rate => overlays.includeFreeTier && sku.freeQuantity !== null ? withFreeQuantity(rate, sku.freeQuantity) : rate
    const listRate = withFree(converted)
    // A price may also be named with the region that it has in the table.
    const named: SkuRef = `${table.id}/${place}:${sku.id}`
    const negotiated = givenBy('overrides', [ref, named])
    const given = negotiated ?? givenBy('discounts', [ref, named, table.id])
    const override = negotiated?.value
    const discount = given?.field === 'discounts' ? given.value : undefined
    const contractedRate = override !== undefined
      ? withFree(mapPrices(converted, () => override))
      : discount !== undefined ? withFree(mapPrices(converted, price => price.times(HUNDRED.minus(discount)).div(HUNDRED))) : listRate
    const end = (price: Decimal): Rate => mapPrices({ kind: 'flat', price: price.times(factor) }, one => discount === undefined ? one : one.times(HUNDRED.minus(discount)).div(HUNDRED))
    return {
      ref,
      sku,
      table,
      listRate,
      contractedRate,
      // A negotiated price is one price.
      range: sku.range === null || override !== undefined ? null : { low: end(sku.range.low), high: end(sku.range.high) },
      isNegotiated: override !== undefined,
      given,
      // A contract that nobody here has read is the caller's word, not the vendor's.
      confidence: override === undefined ? sku.confidence : 'judgement',
      sourceKey: `${table.id}:${place}/${sku.id}`
    }
  }

  const price = (ref: SkuRef): PricedSku => {
    const cached = known.get(ref)
    if (cached !== undefined) return cached
    const { table, place, sku } = locate(ref)
    if (sku === undefined) throw absence(ref)
    const priced = resolve(ref, table, place, sku)
    known.set(ref, priced)
    return priced
  }

  const sells = (ref: SkuRef): boolean => locate(ref).sku !== undefined
  const placeOf = (ref: SkuRef): string => locate(ref).place

  const cheapest = (refs: readonly SkuRef[]): PricedSku => {
    const chosen = cheapestOf.get(refs)
    if (chosen !== undefined) return chosen
    const sold = refs.filter(sells).map(price)
    const first = sold[0] ?? price(refs[0]!)
    const found = sold.reduce((best, one) => firstPrice(one).lt(firstPrice(best)) ? one : best, first)
    cheapestOf.set(refs, found)
    return found
  }

  const rankTable = (tableId: string): void => {
    const table = tables.get(tableId)!
    const skus = [...table.regions.get(regionOf(table))!.skus.keys()].map(sku => price(`${tableId}/${sku}`))
    skus.sort((a, b) => firstPrice(a).cmp(firstPrice(b)))
    let rank = 0
    skus.forEach((one, index) => {
      if (index > 0 && !firstPrice(one).eq(firstPrice(skus[index - 1]!))) rank += 1
      ranks.set(one.ref, rank)
    })
  }

  const priceRank = (ref: SkuRef): number => {
    if (!ranks.has(ref)) rankTable(price(ref).table.id)
    return ranks.get(ref)!
  }

  return { region, tables, price, cheapest, priceRank, sells, placeOf }
}
