import type { Charge, Term } from '../../pricing/charge.ts'
import { Decimal } from '../../pricing/decimal.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { term, text } from '../formula.ts'
import type { Conventions } from '../offering.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { Candidate } from './cluster.ts'
import type { LogWorkload } from './log-workload.ts'

interface Machines { readonly count: Decimal, readonly hours: Decimal }

/** The machines of a cluster for a month; clusters of the same size share their quantities. */
export function brokerCharges (conventions: Conventions): (title: string, sku: SkuRef, brokers: number) => Charge {
  const known = new Map<number, Machines>()
  const machines = (brokers: number): Machines => {
    const cached = known.get(brokers)
    if (cached !== undefined) return cached
    const count = new Decimal(brokers)
    const made = { count, hours: count.times(conventions.hoursPerMonth) }
    known.set(brokers, made)
    return made
  }
  return (title, sku, brokers) => {
    const { count, hours } = machines(brokers)
    return {
      id: 'compute.brokers',
      title,
      group: 'compute',
      sku,
      consumedQuantity: count,
      consumedUnit: 'Brokers',
      quantity: hours,
      formula: () => `${brokers} brokers × ${text(conventions.hoursPerMonth)} hours`,
      terms: () => [term('brokers', brokers, 'brokers', 'derived'), term('hoursPerMonth', conventions.hoursPerMonth, 'hours', 'assumption')]
    }
  }
}

/** The volumes of a cluster, whole GiB on every broker; one charge object per size, so that plans of the same size share it. */
export function brokerStorageCharges (sku: SkuRef, log: LogWorkload, { storageHeadroom: headroom, volumeGibMaximum: maximumGib }: KafkaSizingFacts, minimumGib: number, givenGib: number | undefined): (candidate: Candidate) => Charge {
  const known = new Map<number, Charge>()
  const free = text(new Decimal(1).minus(headroom))
  return ({ sizing, gibPerBroker }) => {
    const { brokers } = sizing
    const cached = known.get(brokers)
    if (cached !== undefined) return cached
    const charge: Charge = {
      id: 'storage.brokers',
      title: 'Volumes of the brokers',
      group: 'storage',
      sku,
      consumedQuantity: log.storage.localGib,
      consumedUnit: 'GiB',
      quantity: gibPerBroker.times(brokers),
      formula: () => {
        if (givenGib !== undefined) return `${givenGib} GiB × ${brokers} brokers`
        const bound = gibPerBroker.eq(maximumGib) ? `min(${maximumGib}` : `max(${minimumGib}`
        return `${bound}, ceil(${log.storage.localFormula()} / ${free} / ${brokers})) GiB × ${brokers} brokers`
      },
      terms: (): readonly Term[] => [
        term('retentionHours', log.storage.localHours, 'hours', 'workload'),
        term('replicationFactor', log.replicationFactor, 'copies', 'workload'),
        term('storageHeadroom', headroom, 'share', 'assumption'),
        term('storageGibPerBroker', gibPerBroker, 'GiB', givenGib === undefined ? 'derived' : 'option')
      ]
    }
    known.set(brokers, charge)
    return charge
  }
}

/** Volume throughput or operations that are bought per broker; `used` is what each volume gives at the peak, free part included. */
export function perBrokerCharge (id: 'storage.throughput' | 'storage.iops', title: string, sku: SkuRef, candidate: Candidate, used: number, each: number, eachFormula: string, unit: string): Charge {
  const { brokers } = candidate.sizing
  return {
    id,
    title,
    group: 'storage',
    sku,
    consumedQuantity: new Decimal(used).toDecimalPlaces(6).times(brokers),
    consumedUnit: unit,
    quantity: new Decimal(each).times(brokers),
    formula: () => `${eachFormula} × ${brokers} brokers`,
    terms: () => [term('volumeMibPerSecond', candidate.volumeMibPerSecond, 'MiB/s a broker', 'derived'), term('bought', each, `${unit} a broker`, 'derived')]
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

/** Share of the consumed bytes that is read back from the cheap tier: as given, else all of it with replay, else nothing (model.md 4.4). */
export function tieredReadPercent (given: number | undefined, replay: boolean): number {
  return given ?? (replay ? 100 : 0)
}
