import type { Charge, LineGroup, LineItemId } from '../../pricing/charge.ts'
import { Decimal } from '../../pricing/decimal.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { GIBIBYTE, term, text } from '../formula.ts'
import type { Conventions } from '../offering.ts'
import { interZoneCharges } from '../sizing/zones.ts'
import type { LogWorkload } from './log-workload.ts'

/** A cluster of a service that shows no brokers, and its partitions, by the hour. */
export function serverlessClusterCharges ({ partitions }: LogWorkload, { hoursPerMonth }: Conventions, skus: { readonly cluster: SkuRef, readonly partition: SkuRef }): readonly Charge[] {
  const hours = new Decimal(hoursPerMonth)
  const terms: Charge['terms'] = () => [term('partitions', partitions, 'partitions', 'derived'), term('hoursPerMonth', hoursPerMonth, 'hours', 'assumption')]
  return [
    { id: 'compute.cluster', title: 'Serverless cluster', group: 'compute', sku: skus.cluster, consumedQuantity: new Decimal(1), consumedUnit: 'Clusters', quantity: hours, formula: () => `1 cluster × ${text(hoursPerMonth)} hours`, terms },
    { id: 'compute.partitions', title: 'Leader partitions', group: 'compute', sku: skus.partition, consumedQuantity: new Decimal(partitions), consumedUnit: 'Partitions', quantity: hours.times(partitions), formula: () => `${partitions} partitions × ${text(hoursPerMonth)} hours`, terms }
  ]
}

/** Where a service that meters bytes prices them, and how many bytes its gigabyte has. */
export interface ByteMeters {
  readonly stored: SkuRef
  readonly written: SkuRef
  readonly read: SkuRef
  readonly bytesPerGigabyte: number
  /** Copies that the high end counts, where it is not known that the bill counts one. */
  readonly storedCopiesHigh?: number
}

/** What a service bills for bytes kept, written and read; consumed in 2^30 bytes as everywhere, priced in the vendor's gigabytes. */
export function meteredCharges ({ rates, storage }: LogWorkload, { stored, written, read, bytesPerGigabyte, storedCopiesHigh }: ByteMeters): readonly Charge[] {
  const binary = bytesPerGigabyte === GIBIBYTE
  const line = (id: LineItemId, title: string, group: LineGroup, sku: SkuRef, consumedQuantity: Decimal, consumedUnit: string, quantity: Decimal, binaryFormula: () => string): Charge => ({
    id,
    title,
    group,
    sku,
    consumedQuantity,
    consumedUnit,
    quantity,
    formula: binary ? binaryFormula : () => `${binaryFormula()} × ${GIBIBYTE} / ${bytesPerGigabyte} bytes`,
    terms: () => [term('bytesPerGigabyte', bytesPerGigabyte, 'bytes', 'table')]
  })
  const kept = line('storage.brokers', 'Data retained, one copy billed', 'storage', stored, storage.localGib, 'GiB', binary ? storage.localGib : storage.localGib.times(GIBIBYTE).div(bytesPerGigabyte), storage.localFormula)
  return [
    storedCopiesHigh === undefined ? kept : { ...kept, title: `${kept.title}; ${storedCopiesHigh} copies are the high end`, high: kept.quantity.times(storedCopiesHigh) },
    line('data.in', 'Data written', 'usage', written, rates.writtenGb, 'GB', binary ? rates.writtenGb : rates.writtenBytesTimes(1, bytesPerGigabyte), rates.writtenFormula),
    line('data.out', 'Data read', 'usage', read, rates.readGb, 'GB', binary ? rates.readGb : rates.readBytesTimes(1, bytesPerGigabyte), rates.readFormula)
  ]
}

/** Copies moved between zones inside a vendor's account, with the SKU that says they are not billed; what clients pay their own cloud is not known here. */
export function replicationCharge (log: LogWorkload, sku: SkuRef): readonly Charge[] {
  return interZoneCharges(log, { sku, directions: 1 }, { sku, directions: 1 }).filter(({ id }) => id === 'network.inter-zone.replicate')
}

/** What the clients' own cloud bills on their way to a vendor's account. */
export const clientNetworkExclusion = { code: 'CLIENT_NETWORK', message: "What the clients' own cloud bills for traffic to and from the vendor's account: between zones or regions, private endpoints, address translation." }
