import { Decimal, zero } from '../../pricing/decimal.ts'
import { GIBIBYTE, text } from '../formula.ts'
import type { Workload } from '../workload.ts'
import type { KafkaRates } from './rates.ts'

const SECONDS_PER_HOUR = 3600
const HOURS_PER_DAY = 24

/** Where the data of a log stands: on the brokers' disks for some hours, the rest as one copy in a cheaper tier. */
export interface LogStorage {
  readonly tiered: boolean
  readonly localHours: Decimal
  readonly remoteHours: Decimal
  /** Data on disk with the copies that are billed, before any headroom. */
  readonly localGib: Decimal
  readonly localFormula: () => string
  readonly remoteGb: Decimal
  readonly remoteFormula: () => string
}

/** Splits the retention between disk and tier, at the mean rate (model.md 4.4). */
export function logStorage (workload: Workload, rates: KafkaRates, copies: number, tieredStorage: boolean): LogStorage {
  return workload.once(`storage ${copies} ${tieredStorage}`, () => splitRetention(workload, rates, copies, tieredStorage))
}

function splitRetention (workload: Workload, rates: KafkaRates, copies: number, tieredStorage: boolean): LogStorage {
  const retentionHours = new Decimal(workload.retentionDays).times(HOURS_PER_DAY)
  const localHours = tieredStorage && workload.localRetentionHours !== undefined ? Decimal.min(retentionHours, workload.localRetentionHours) : retentionHours
  const remoteHours = retentionHours.minus(localHours)
  const gibOver = (hours: Decimal, times: number): Decimal =>
    rates.writtenBytesTimes(hours.times(SECONDS_PER_HOUR).times(times), new Decimal(rates.secondsPerMonth).times(GIBIBYTE))
  const formula = (hours: Decimal): string => `${rates.writtenFormula()} × ${text(hours)} hours × ${SECONDS_PER_HOUR} / ${text(rates.secondsPerMonth)} seconds`
  return {
    tiered: remoteHours.gt(0),
    localHours,
    remoteHours,
    localGib: gibOver(localHours, copies),
    localFormula: () => `${formula(localHours)} × ${copies} copies`,
    remoteGb: remoteHours.isZero() ? zero : gibOver(remoteHours, 1),
    remoteFormula: () => formula(remoteHours)
  }
}

/** Where the data of several logs on one cluster stands; the hours are those of the last, whose question it is. */
export function addStorage (storages: readonly LogStorage[]): LogStorage {
  const last = storages.at(-1)!
  const joined = (formula: (one: LogStorage) => string): string => storages.map(formula).join(' + ')
  return {
    tiered: storages.some(one => one.tiered),
    localHours: last.localHours,
    remoteHours: last.remoteHours,
    localGib: storages.reduce((sum, one) => sum.plus(one.localGib), zero),
    localFormula: () => `(${joined(one => one.localFormula())})`,
    remoteGb: storages.reduce((sum, one) => sum.plus(one.remoteGb), zero),
    remoteFormula: () => joined(one => one.remoteFormula())
  }
}

/** Whole GiB that each broker's volume holds with the headroom kept free, never below the volume's minimum. */
export function volumeGib (storage: LogStorage, brokers: number, headroom: number, minimumGib: number): Decimal {
  return Decimal.max(minimumGib, storage.localGib.div(new Decimal(1).minus(headroom)).div(brokers).ceil())
}
