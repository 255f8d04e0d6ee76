import type { Confidence, PriceSource } from '../../src/pricing/price-table.ts'
import { exact } from './exact.ts'
import type { Facts } from './facts.ts'
import { skuPriceIdOf, source } from './table.ts'
import type { RegionDocument } from './table.ts'

interface Tier { readonly from_gb: number, readonly to_gb: number | null, readonly usd_per_gb: number }
interface RequestTier { readonly from_requests: number, readonly to_requests: number | null, readonly usd_per_million: number, readonly rate_code: string }

export interface SqsRegion {
  readonly name: string
  readonly sqs: {
    readonly standard: readonly RequestTier[]
    readonly fifo: readonly RequestTier[]
    readonly fair_surcharge: { readonly usd_per_million: number | null, readonly source: string | null }
  }
  readonly sns: Readonly<Record<string, number | null>>
  readonly kms: { readonly usd_per_10k_requests: number, readonly usd_per_key_month: number }
  readonly interface_endpoint: { readonly usd_per_endpoint_az_hour: number, readonly per_gb_tiers: readonly Tier[] }
  readonly nat_gateway: { readonly usd_per_hour: number, readonly usd_per_gb: number }
  readonly s3_standard: {
    readonly usd_per_gb_month_first_50tb: number
    readonly usd_per_gb_month_next_450tb: number
    readonly usd_per_gb_month_over_500tb: number
    readonly usd_per_1000_put: number
    readonly usd_per_1000_get: number
  }
  readonly internet_egress: { readonly tiers: readonly Tier[] }
}

export interface SqsJson {
  readonly sources: Readonly<Record<string, SqsSource>>
  readonly rules: {
    readonly sqs: {
      readonly free_requests_per_month: { readonly value: number }
      readonly chunk_bytes: { readonly value: number }
      readonly batch: { readonly max_messages: number, readonly max_total_bytes: number }
      readonly max_message_bytes: { readonly value: number, readonly previous: number }
      readonly retention_seconds: { readonly min: number, readonly max: number }
      readonly in_flight_limit: { readonly standard: number, readonly fifo: number }
      readonly long_poll_max_seconds: { readonly value: number }
      readonly fifo_throughput: {
        readonly default_calls_per_second_per_action: number
        readonly high_throughput_calls_per_second: Readonly<Record<string, number>>
      }
    }
    readonly sns: { readonly free_publish_per_month: number, readonly chunk_bytes: number, readonly max_message_bytes: number }
    readonly kms: { readonly D_min: number, readonly D_max: number, readonly D_default: number }
    readonly data_transfer: {
      readonly free_internet_egress_gb_per_month: { readonly value: number }
      readonly inter_az_usd_per_gb_each_direction: { readonly value: number, readonly regions_checked: readonly string[] }
    }
  }
  readonly regions: Readonly<Record<string, SqsRegion>>
  readonly inter_region_egress_usd_per_gb: { readonly matrix: Readonly<Record<string, Readonly<Record<string, number>>>> }
}

interface SqsSource {
  readonly what: string
  readonly repo?: string
  readonly path?: string
  readonly commit?: string
  readonly url?: string
  readonly date: string
  readonly confidence: string
}

/** New Zealand: prices of SNS, KMS, endpoints and storage are known, but none of SQS, MSK, EC2 or transfer. */
const UNPRICED_REGION = 'ap-southeast-6'

export const notCovered = 'Not covered: the China regions and the European Sovereign Cloud (other operators, other currencies), any region opened after November 2025, and ' +
  'ap-southeast-6 (New Zealand), where no price of SQS, MSK or EC2 is known, so that nothing could be priced there.'

export const calculatorFeed = 'The AWS Pricing Calculator feed carries the rate codes of the public price list, on-demand prices only, without units, tier bounds or effective dates.'

export const verifiedAgainstFeed = 'Every price was compared with the feed itself when this file was written; a difference stops the script.'

export function sqsFacts (facts: Facts): SqsJson {
  return facts.json('aws-sqs.json')
}

/** Region code and facts of every region that can be priced, in order of the code. */
export function pricedRegions (json: SqsJson): ReadonlyArray<readonly [string, SqsRegion]> {
  return Object.entries(json.regions).filter(([code]) => code !== UNPRICED_REGION).sort(([a], [b]) => a < b ? -1 : 1)
}

export function byRegion (json: SqsJson, skus: (region: SqsRegion, code: string) => RegionDocument['skus'], notOffered?: (code: string) => readonly string[]): Record<string, RegionDocument> {
  return Object.fromEntries(pricedRegions(json).map(([code, region]) => {
    const absent = notOffered?.(code) ?? []
    return [code, { name: region.name, skus: skus(region, code), ...(absent.length > 0 ? { notOffered: [...absent] } : {}) }]
  }))
}

export function confidenceOf (words: string): Confidence {
  // An official price read in somebody's copy of the official file stays an official price.
  if (words.startsWith('official')) return 'official'
  if (words.startsWith('third-party')) return 'third-party'
  throw new Error(`no confidence is defined for "${words}"`)
}

export function sqsSources (json: SqsJson, ids: readonly string[]): Record<string, PriceSource> {
  return Object.fromEntries(ids.map(id => {
    const found = json.sources[id]
    if (found === undefined) throw new Error(`aws-sqs.json names no source ${id}`)
    const place = [found.repo, found.path, found.commit].filter(part => part !== undefined).join(', ')
    return [id, source(found.what, found.url ?? place, found.date.replace(' (hawkFilePublicationDate)', ''), confidenceOf(found.confidence))]
  }))
}

interface Feed { readonly regions: Readonly<Record<string, Readonly<Record<string, { price: string, rateCode: string }>>>> }

/** Finds the rate code of a price in AWS's own file, and stops where that file says another price than the facts. */
export function openFeed (facts: Facts, name: string): (region: string, entry: string, price: string) => string {
  const feed = facts.json<Feed>(`aws-price-list/calculator-2025/${name}`)
  return (region, entry, price) => {
    const found = feed.regions[region]?.[entry]
    if (found === undefined) throw new Error(`${name} has no "${entry}" in ${region}`)
    if (!exact(found.price).eq(exact(price))) throw new Error(`${name} gives ${found.price} for "${entry}" in ${region}, the facts ${price}`)
    return skuPriceIdOf(found.rateCode)
  }
}
