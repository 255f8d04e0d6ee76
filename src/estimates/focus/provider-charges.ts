import { tableVersion } from '../../pricing/catalog.ts'
import type { Catalog } from '../../pricing/catalog.ts'
import { Decimal, one, zero } from '../../pricing/decimal.ts'
import { EstimateError } from '../../pricing/errors.ts'
import type { Cloud, PriceTable, Sku } from '../../pricing/price-table.ts'
import type { EstimateRequest } from '../request.ts'
import type { Estimate, EstimateResponse, WrittenLineItem } from '../response.ts'
import type { FocusCharge } from './charge.ts'
import { serviceOf } from './services.ts'
import { shareOut } from './share-out.ts'

/** What the rows of one estimate are made from. */
export interface FocusQuestion {
  readonly request: EstimateRequest
  readonly response: EstimateResponse
  readonly estimate: Estimate
  readonly catalog: Catalog
  /** Tells this estimate from others in one table. */
  readonly estimateId: string
}

type Tier = WrittenLineItem['tiers'][number]

/** Decimals of a unit price: those that a price table may have. */
const PRICE_DECIMALS = 15

/** Who bills for what stands in a table of a cloud. */
const cloudProviders: Readonly<Partial<Record<Cloud, string>>> = { aws: 'AWS', gcp: 'Google Cloud', azure: 'Microsoft Azure' }

interface ListPrice { readonly price: Decimal, readonly name: string | null }

/** The price list's own price of a tier, and the tier's name among those of its SKU; a flat rate has no name to tell it by. */
function listPriceOf ({ id, rate, freeQuantity }: Sku, tier: Tier): ListPrice {
  if (rate.kind === 'package') throw new EstimateError('OUT_OF_MODEL_RANGE', `${id} is sold in packages, whose price is not that of a unit times a quantity; accepted in a FOCUS file is an offering without them.`, { sku: id })
  const isFree = freeQuantity !== null && tier.upTo !== null && freeQuantity.eq(tier.upTo)
  if (isFree) return { price: zero, name: 'free' }
  if (rate.kind === 'flat') return { price: rate.price, name: null }
  const index = rate.tiers.findIndex(({ upTo }) => upTo === null || upTo.toString() === tier.upTo)
  return { price: rate.tiers[index]!.price, name: String(index + 1) }
}

/** The vendor's rate code up to its term, or a key of ours that no bill has; a tier of several is told by its number. */
function skuKeysOf (sku: Sku, source: string, tierName: string | null): Pick<FocusCharge['sku'], 'id' | 'priceId' | 'isProviders'> {
  const { skuPriceId } = sku
  const key = skuPriceId ?? `estimate:${source}`
  return {
    id: skuPriceId === null ? key : skuPriceId.split('.', 1)[0]!,
    priceId: tierName === null ? key : `${key}#${tierName}`,
    isProviders: skuPriceId !== null
  }
}

/** What FOCUS has a name for; tiers stand in columns of their own, because the free units move their bounds. */
function detailsOf ({ id }: Sku): Readonly<Record<string, string>> {
  const instanceType = /^(?:instance|broker|express)\.(.+)$/.exec(id)?.[1]
  return instanceType === undefined ? {} : { InstanceType: instanceType }
}

/** How many units of the billing currency one of the price list's is. */
function exchangeFactor ({ request, response }: FocusQuestion, table: PriceTable): Decimal {
  return table.currency === response.currency ? one : new Decimal(request.exchangeRate!.rate)
}

function pricesOf (list: Decimal, tier: Tier, factor: Decimal): Pick<FocusCharge, 'price' | 'pricingCurrencyPrice'> {
  const listUnitPrice = list.times(factor).toDecimalPlaces(PRICE_DECIMALS)
  const { contractedUnitPrice } = tier
  if (contractedUnitPrice === undefined) return { price: { listUnitPrice, contractedUnitPrice: listUnitPrice }, pricingCurrencyPrice: { listUnitPrice: list, contractedUnitPrice: list } }
  const contracted = new Decimal(contractedUnitPrice)
  return {
    price: { listUnitPrice, contractedUnitPrice: contracted },
    pricingCurrencyPrice: { listUnitPrice: list, contractedUnitPrice: contracted.div(factor).toDecimalPlaces(PRICE_DECIMALS) }
  }
}

function chargesOf (line: WrittenLineItem, question: FocusQuestion): readonly FocusCharge[] {
  const { response, estimate, catalog, estimateId } = question
  const source = response.sources![line.source]!
  const table = tableVersion(catalog, source.table, source.version)
  // "<table>:<region>/<SKU>"
  const skuId = line.source.slice(line.source.indexOf('/') + 1)
  const regionId = line.source.slice(source.table.length + 1, line.source.indexOf('/'))
  const region = table.regions.get(regionId)!
  const sku = region.skus.get(skuId)!
  const service = serviceOf(table, skuId)
  // A fee comes from the vendor, and the machines that it leaves to its customers from their cloud.
  const provider = cloudProviders[table.cloud] ?? estimate.provider
  const quantities = line.tiers.map(({ pricingQuantity }) => new Decimal(pricingQuantity))
  const costs = line.tiers.map(({ contractedCost, listCost }) => new Decimal(contractedCost ?? listCost))
  const consumed = shareOut(new Decimal(line.consumedQuantity), quantities)
  const lows = shareOut(new Decimal(line.range?.low ?? line.cost), costs)
  const highs = shareOut(new Decimal(line.range?.high ?? line.cost), costs)
  return line.tiers.map((tier, index): FocusCharge => {
    const { price, name } = listPriceOf(sku, tier)
    return {
      lineItemId: line.id,
      title: line.title,
      costClass: 'Infrastructure',
      provider,
      host: provider,
      invoiced: true,
      frequency: 'Usage-Based',
      service,
      region: { id: regionId, name: region.name },
      resource: { id: `estimate:${estimateId}/${service.resourceType.toLowerCase().replaceAll(' ', '-')}`, name: estimate.title },
      sku: { ...skuKeysOf(sku, line.source, name), meter: sku.title, details: detailsOf(sku) },
      consumedQuantity: consumed[index]!,
      consumedUnit: line.consumedUnit,
      pricingQuantity: quantities[index]!,
      pricingUnit: line.pricingUnit,
      ...pricesOf(price, tier, exchangeFactor(question, table)),
      pricingCurrency: table.currency,
      low: lows[index]!,
      high: highs[index]!,
      tier: name === null ? null : { from: tier.from, upTo: tier.upTo },
      formula: line.formula,
      confidence: line.confidence,
      priceTable: { id: source.table, version: source.version },
      priceSource: { url: source.url, published: source.published }
    }
  })
}

// What nobody uses is on no bill; what could be used stays for its range.
const isOnBill = ({ pricingQuantity, range }: WrittenLineItem): boolean => pricingQuantity !== '0' || range !== undefined

/** What the vendor would bill: a charge for every tier that a line item of the estimate draws on. */
export function providerCharges (question: FocusQuestion, lineItems: readonly WrittenLineItem[]): readonly FocusCharge[] {
  return lineItems.filter(isOnBill).flatMap(line => chargesOf(line, question))
}
