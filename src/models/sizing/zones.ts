import type { Charge, LineItemId, Term } from '../../pricing/charge.ts'
import { chargesOver } from '../../pricing/charge-sums.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { Decimal, zero } from '../../pricing/decimal.ts'
import { GIBIBYTE, term, text } from '../formula.ts'
import type { Finding } from '../offering.ts'
import { anyOf, counted } from '../sentence.ts'
import type { Workload } from '../workload.ts'
import type { KafkaRates } from './rates.ts'

/** A share of bytes as an exact fraction. */
export interface Share { readonly over: number, readonly under: number }

/** Who pays for a crossing: the SKU of one direction, and how many directions are billed. */
export interface CrossingPrice { readonly sku: SkuRef, readonly directions: 1 | 2 }

/** Every number of zones that a workload can ask for. */
export const anyZones: readonly number[] = [1, 2, 3, 4, 5, 6]

/** Zones an offering allows; another number is clamped to the nearest, with a finding. */
export function clampZones (asked: number, allowed: readonly number[]): { readonly zones: number, readonly findings: readonly Finding[] } {
  const zones = allowed.reduce((best, one) => Math.abs(one - asked) < Math.abs(best - asked) ? one : best, allowed[0]!)
  if (zones === asked) return { zones, findings: [] }
  return { zones, findings: [{ code: 'ZONES_CLAMPED', severity: 'info', message: `The workload asks for ${counted(asked, 'zone')}, and the offering runs in ${anyOf(allowed)}: it is priced in ${zones}.`, limit: allowed.join(', '), actual: String(asked) }] }
}

/** Crossings of one written byte on its way to the other copies, spread evenly: RF - Σ k² / RF (model.md 4.5). */
export function replicationShare (replicationFactor: number, zones: number): Share {
  const each = Math.floor(replicationFactor / zones)
  const fuller = replicationFactor % zones
  const squares = fuller * (each + 1) ** 2 + (zones - fuller) * each ** 2
  return { over: replicationFactor ** 2 - squares, under: replicationFactor }
}

/** Share of a reader's bytes that cross: from leaders anywhere, or with follower fetching only where its zone has no copy. */
export function consumeShare (replicationFactor: number, zones: number, followerFetching: boolean): Share {
  return followerFetching ? { over: Math.max(0, zones - replicationFactor), under: zones } : { over: zones - 1, under: zones }
}

/** Workloads on one cluster, spread over its zones. */
interface Spread {
  readonly zones: number
  readonly parts: ReadonlyArray<{ readonly workload: Workload, readonly rates: KafkaRates, readonly replicationFactor: number }>
}

const HUNDRED = 100
const hundred = new Decimal(HUNDRED)

/**
 * The three lines of traffic between zones; they are always there, at price zero where the vendor makes them free (model.md 4.5).
 * Quantities are GB moved, times the directions that are billed.
 */
export function interZoneCharges ({ parts, zones }: Spread, clients: CrossingPrice, replication: CrossingPrice): readonly Charge[] {
  return chargesOver(parts, part => crossings(part, zones, clients, replication))
}

function crossings ({ workload, rates, replicationFactor }: Spread['parts'][number], zones: number, clients: CrossingPrice, replication: CrossingPrice): readonly Charge[] {
  const { consumerGroups } = workload
  const leaves = workload.crossRegionPercent > 0 || workload.internetEgressPercent > 0
  const inRegion = leaves ? hundred.minus(workload.crossRegionPercent).minus(workload.internetEgressPercent) : hundred
  const terms = (): readonly Term[] => [
    term('availabilityZones', zones, 'zones', zones === workload.availabilityZones ? 'workload' : 'assumption'),
    term('replicationFactor', replicationFactor, 'copies', replicationFactor === workload.replicationFactor ? 'workload' : 'assumption'),
    term('followerFetching', String(workload.followerFetching), 'yes or no', 'workload')
  ]
  const line = (id: LineItemId, title: string, crossing: Decimal, gbFormula: () => string, share: Share, price: CrossingPrice): Charge => ({
    id,
    title,
    group: 'network',
    sku: price.sku,
    consumedQuantity: crossing,
    consumedUnit: 'GB',
    quantity: price.directions === 1 ? crossing : crossing.times(price.directions),
    formula: () => `${gbFormula()} × ${share.over} / ${share.under} crossing × ${price.directions} directions`,
    terms
  })
  const written = ({ over, under }: Share, times = 1): Decimal => over * times === 0 ? zero : rates.writtenGbTimes(over * times, under)
  const produce: Share = { over: zones - 1, under: zones }
  const consume = consumeShare(replicationFactor, zones, workload.followerFetching)
  const replicate = replicationShare(replicationFactor, zones)
  const consumed = leaves ? rates.writtenBytesTimes(inRegion.times(consumerGroups * consume.over), GIBIBYTE * HUNDRED * consume.under) : written(consume, consumerGroups)
  const readFormula = !leaves ? rates.readFormula : (): string => `${rates.readFormula()} × ${text(inRegion)} / 100 in the region`
  return [
    line('network.inter-zone.produce', 'Producers writing to brokers in other zones', written(produce), rates.writtenFormula, produce, clients),
    line('network.inter-zone.consume', 'Consumers reading from brokers in other zones', consumed, readFormula, consume, clients),
    line('network.inter-zone.replicate', 'Replication between brokers in other zones', written(replicate), rates.writtenFormula, replicate, replication)
  ]
}
