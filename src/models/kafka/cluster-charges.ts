import type { Charge, Term } from '../../pricing/charge.ts'
import { chargesOver } from '../../pricing/charge-sums.ts'
import { Decimal } from '../../pricing/decimal.ts'
import type { Commitment } from '../../pricing/commitment.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { term, text } from '../formula.ts'
import { departingCharges } from '../network.ts'
import type { Departure } from '../network.ts'
import type { Conventions } from '../offering.ts'
import type { Candidate, Cluster, ClusterInput, SmallestVolume } from './cluster.ts'
import type { LogWorkload } from './log-workload.ts'

/** The machines of a cluster for a month. */
export function brokerCharge (title: string, sku: SkuRef, brokers: number, { hoursPerMonth }: Conventions, commitment?: Commitment): Charge {
  const count = new Decimal(brokers)
  return {
    id: 'compute.brokers',
    title,
    group: 'compute',
    sku,
    consumedQuantity: count,
    consumedUnit: 'Brokers',
    quantity: count.times(hoursPerMonth),
    commitment,
    formula: () => `${brokers} brokers × ${text(hoursPerMonth)} hours`,
    terms: () => [term('brokers', brokers, 'brokers', 'derived'), term('hoursPerMonth', hoursPerMonth, 'hours', 'assumption')]
  }
}

/** The volumes of a cluster, whole GiB on every broker. */
export function brokerStorageCharge (sku: SkuRef, { log, options: { storageGibPerBroker: givenGib }, facts }: ClusterInput, { sizing, gibPerBroker }: Cluster, smallest: SmallestVolume): Charge {
  const { storageHeadroom: headroom, volumeGibMaximum } = facts
  const { brokers } = sizing
  return {
    id: 'storage.brokers',
    title: 'Volumes of the brokers',
    group: 'storage',
    sku,
    consumedQuantity: log.storage.localGib,
    consumedUnit: 'GiB',
    quantity: sizing.storageGib,
    formula: () => {
      if (givenGib !== undefined) return `${givenGib} GiB × ${brokers} brokers`
      const bound = gibPerBroker.eq(volumeGibMaximum) ? `min(${volumeGibMaximum}` : `max(${smallest.formula}`
      return `${bound}, ceil(${log.storage.localFormula()} / ${text(new Decimal(1).minus(headroom))} / ${brokers})) GiB × ${brokers} brokers`
    },
    terms: (): readonly Term[] => [
      term('retentionHours', log.storage.localHours, 'hours', 'workload'),
      term('replicationFactor', log.replicationFactor, 'copies', 'workload'),
      term('storageHeadroom', headroom, 'share', 'assumption'),
      term('storageGibPerBroker', gibPerBroker, 'GiB', givenGib === undefined ? 'derived' : 'option')
    ]
  }
}

/** Volume throughput or operations that are bought per broker; `used` is what each volume gives at the peak, free part included. */
export function perBrokerCharge (id: 'storage.throughput' | 'storage.iops', title: string, sku: SkuRef, { brokers, volumeMibPerSecond }: Candidate, used: number, each: number, eachFormula: string, unit: string): Charge {
  return {
    id,
    title,
    group: 'storage',
    sku,
    consumedQuantity: new Decimal(used).toDecimalPlaces(6).times(brokers),
    consumedUnit: unit,
    quantity: new Decimal(each).times(brokers),
    formula: () => `${eachFormula} × ${brokers} brokers`,
    terms: () => [term('volumeMibPerSecond', volumeMibPerSecond, 'MiB/s a broker', 'derived'), term('bought', each, `${unit} a broker`, 'derived')]
  }
}

/** The one copy in the cheap tier. */
export function tieredStorageCharge (sku: SkuRef, { storage }: LogWorkload): Charge {
  return {
    id: 'storage.tiered',
    title: 'Data older than the local retention, one copy',
    group: 'storage',
    sku,
    consumedQuantity: storage.remoteGb,
    consumedUnit: 'GB',
    quantity: storage.remoteGb,
    formula: storage.remoteFormula,
    terms: () => [term('localRetentionHours', storage.localHours, 'hours', 'workload'), term('remoteHours', storage.remoteHours, 'hours', 'derived')]
  }
}

/** Bytes that consumers outside the region take. */
export function logDepartingCharges ({ parts }: LogWorkload, departure: Departure): readonly Charge[] {
  return chargesOver(parts, ({ workload, rates }) => departingCharges(() => ({ gb: rates.readGb, formula: rates.readFormula }), workload, departure))
}

/** Share of the consumed bytes that is read back from the cheap tier: as given, else all of it with replay, else nothing (model.md 4.4). */
export function tieredReadPercent (given: number | undefined, replay: boolean): number {
  return given ?? (replay ? 100 : 0)
}
