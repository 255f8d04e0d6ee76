import type { Charge } from '../pricing/charge.ts'
import { skuIn } from '../pricing/price-book.ts'
import type { SkuRef } from '../pricing/price-book.ts'
import { Decimal } from '../pricing/decimal.ts'
import { term, text } from './formula.ts'
import type { Assumption, Market } from './offering.ts'
import type { Workload } from './workload.ts'

const HUNDRED = 100

/** Bytes of a month, with their arithmetic. */
export interface Volume { readonly gb: Decimal, readonly formula: () => string }

/** What a cloud bills for bytes that leave a region. */
export interface Departure {
  readonly crossRegion: SkuRef
  readonly crossRegionTitle: string
  readonly internetEgress: SkuRef
}

/** AWS bills by the region that bytes go to; where it is not named the commonest price of the row is taken. */
export function awsDeparture (crossRegionTo: string | undefined): Departure {
  return {
    crossRegion: crossRegionTo === undefined ? 'aws-network/inter-region.unspecified' : `aws-network/inter-region.${crossRegionTo}`,
    crossRegionTitle: crossRegionTo === undefined ? 'Transfer to consumers in another region' : `Transfer to consumers in ${crossRegionTo}`,
    internetEgress: 'aws-network/internet-egress'
  }
}

const elsewhere = (table: string): Departure => ({ crossRegion: `${table}/inter-region.unspecified`, crossRegionTitle: 'Transfer to consumers in another region', internetEgress: `${table}/internet-egress` })

/** What Google Cloud and Azure bill for it stands in the tables of their machines. */
export const gcpDeparture = elsewhere('gcp-compute-engine')
export const azureDeparture = elsewhere('azure-vm')

const WITHIN_CONTINENT = 'gcp-compute-engine/inter-region.within-continent'
const BETWEEN_CONTINENTS = 'gcp-compute-engine/inter-region.between-continents'

/** A region of Google Cloud is named by its continent first; the United States stand for themselves and in North America. */
function continentOf (region: string): string {
  const [first] = region.split('-') as [string]
  return first === 'us' ? 'northamerica' : first
}

/** What Google bills on the way to a region that is named: by the continents of both, where the table tells them apart. */
export function gcpTransferTo (region: string, { placeOf, sells }: Market): SkuRef {
  const { crossRegion } = gcpDeparture
  const sku = continentOf(region) === continentOf(placeOf(crossRegion)) ? WITHIN_CONTINENT : BETWEEN_CONTINENTS
  return sells(sku) ? sku : crossRegion
}

/** Transfers at the prices of the region that a service is bought in: the table of transfers may have prices of one that is nearer. */
export function departureWith (service: SkuRef, { crossRegion, crossRegionTitle, internetEgress }: Departure, { placeOf }: Market): Departure {
  const place = placeOf(service)
  const there = (sku: SkuRef): SkuRef => placeOf(sku) === place ? sku : skuIn(sku, place)
  return { crossRegion: there(crossRegion), crossRegionTitle, internetEgress: there(internetEgress) }
}

/** Consumed bytes that leave the region, by the shares of the workload; nothing where no share was given. */
export function departingCharges (consumed: () => Volume, workload: Workload, departure: Departure): readonly Charge[] {
  const { crossRegionPercent, internetEgressPercent } = workload
  if (crossRegionPercent === 0 && internetEgressPercent === 0) return []
  const { gb: consumedGb, formula: consumedFormula } = consumed()
  const leaving = (percent: number): Decimal => consumedGb.times(percent).div(HUNDRED)
  const formula = (percent: number) => () => `(${consumedFormula()}) × ${text(percent)} / 100`
  const charges: Charge[] = []
  if (crossRegionPercent > 0) {
    const quantity = leaving(crossRegionPercent)
    charges.push({
      id: 'network.cross-region',
      title: departure.crossRegionTitle,
      group: 'network',
      sku: departure.crossRegion,
      consumedQuantity: quantity,
      consumedUnit: 'GB',
      quantity,
      formula: formula(crossRegionPercent),
      terms: () => [term('consumedGb', consumedGb, 'GB', 'derived'), term('crossRegionPercent', crossRegionPercent, '%', 'workload')]
    })
  }
  if (internetEgressPercent > 0) {
    const quantity = leaving(internetEgressPercent)
    charges.push({
      id: 'network.internet-egress',
      title: 'Transfer to consumers on the internet',
      group: 'network',
      sku: departure.internetEgress,
      consumedQuantity: quantity,
      consumedUnit: 'GB',
      quantity,
      formula: formula(internetEgressPercent),
      terms: () => [term('consumedGb', consumedGb, 'GB', 'derived'), term('internetEgressPercent', internetEgressPercent, '%', 'workload')]
    })
  }
  return charges
}

/** Says so where the other region was not named and the price to an unnamed one stands in. */
export function departingAssumptions (workload: Workload, crossRegionTo: string | undefined, from = workload.region): readonly Assumption[] {
  if (workload.crossRegionPercent === 0 || crossRegionTo !== undefined) return []
  return [{ name: 'crossRegionTo', value: 'unspecified', unit: 'region', origin: 'rule', why: `Where the consumers are was not said: the price of transfer out of ${from} to a region that is not named is used.` }]
}
