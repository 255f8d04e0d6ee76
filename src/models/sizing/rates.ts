import { Decimal, zero } from '../../pricing/decimal.ts'
import { GIBIBYTE, text } from '../formula.ts'
import type { Conventions } from '../offering.ts'
import type { Workload } from '../workload.ts'

const MEBIBYTE = 2 ** 20
const MEGABYTE = 1e6
const SECONDS_PER_HOUR = 3600

/** Bytes of a month as Kafka stores and moves them, compressed and with the record overhead (model.md 4.1). */
export interface KafkaRates {
  readonly secondsPerMonth: number
  /** Bytes written by clients in a month times something, divided by the compression and by something: all of it once, at the end. */
  readonly writtenBytesTimes: (factor: number | Decimal, divisor: number | Decimal) => Decimal
  /** The same of the bytes that every group reads. */
  readonly readBytesTimes: (factor: number | Decimal, divisor: number | Decimal) => Decimal
  readonly writtenGb: Decimal
  /** A fraction of it, in whole numbers. */
  readonly writtenGbTimes: (over: number, under: number) => Decimal
  readonly writtenFormula: () => string
  readonly readGb: Decimal
  readonly readFormula: () => string
  readonly peakWriteMibPerSecond: number
  readonly peakWriteMegabytesPerSecond: number
  readonly peakReadMegabytesPerSecond: number
  readonly meanWriteMegabytesPerSecond: number
  readonly meanReadMegabytesPerSecond: number
}

/** Derives the byte rates of a workload, whose question has one set of conventions; GB is 2^30 bytes as AWS bills it. */
export function kafkaRates (workload: Workload, conventions: Conventions): KafkaRates {
  return workload.once('rates', () => derive(workload, conventions))
}

function derive (workload: Workload, conventions: Conventions): KafkaRates {
  const { requestsPerMonth, payloadBytes, compressionRatio, consumerGroups, peakToAverageRatio } = workload
  const secondsPerMonth = conventions.hoursPerMonth * SECONDS_PER_HOUR
  const recordBytes = new Decimal(payloadBytes).plus(conventions.recordOverheadBytes)
  const uncompressedBytes = recordBytes.times(requestsPerMonth)
  const writtenBytesTimes = (factor: number | Decimal, divisor: number | Decimal): Decimal => uncompressedBytes.times(factor).div(compressionRatio === 1 ? divisor : new Decimal(compressionRatio).times(divisor))
  const writtenFormula = (): string => `${text(requestsPerMonth)} messages × (${text(payloadBytes)} + ${text(conventions.recordOverheadBytes)}) bytes / ${text(compressionRatio)} / ${GIBIBYTE}`
  // Sizing is in plain numbers: brokers are counted with a tolerance above a double's noise.
  const meanBytesPerSecond = requestsPerMonth * (payloadBytes + conventions.recordOverheadBytes) / compressionRatio / secondsPerMonth
  const peakBytesPerSecond = meanBytesPerSecond * peakToAverageRatio
  const writtenGb = writtenBytesTimes(1, GIBIBYTE)
  // Offerings of one question have the same zones and copies.
  const fractions = new Map<number, Decimal>()
  return {
    secondsPerMonth,
    writtenBytesTimes,
    readBytesTimes: (factor, divisor) => writtenBytesTimes(timesGroups(factor, consumerGroups), divisor),
    writtenGb,
    writtenGbTimes: (over, under) => {
      const key = over / under
      let fraction = fractions.get(key)
      if (fraction === undefined) {
        fraction = writtenBytesTimes(over, GIBIBYTE * under)
        fractions.set(key, fraction)
      }
      return fraction
    },
    writtenFormula,
    readGb: consumerGroups === 1 ? writtenGb : writtenBytesTimes(consumerGroups, GIBIBYTE),
    readFormula: () => `${writtenFormula()} × ${consumerGroups} groups`,
    peakWriteMibPerSecond: peakBytesPerSecond / MEBIBYTE,
    peakWriteMegabytesPerSecond: peakBytesPerSecond / MEGABYTE,
    peakReadMegabytesPerSecond: peakBytesPerSecond / MEGABYTE * consumerGroups,
    meanWriteMegabytesPerSecond: meanBytesPerSecond / MEGABYTE,
    meanReadMegabytesPerSecond: meanBytesPerSecond / MEGABYTE * consumerGroups
  }
}

const timesGroups = (factor: number | Decimal, groups: number): number | Decimal => typeof factor === 'number' ? factor * groups : factor.times(groups)

/** The rates of several workloads of one question together. */
export function addRates (rates: readonly KafkaRates[]): KafkaRates {
  const [first] = rates
  const sum = (value: (one: KafkaRates) => number): number => rates.reduce((total, one) => total + value(one), 0)
  const exactly = (value: (one: KafkaRates) => Decimal): Decimal => rates.reduce((total, one) => total.plus(value(one)), zero)
  const joined = (formula: (one: KafkaRates) => string): string => `(${rates.map(formula).join(' + ')})`
  return {
    secondsPerMonth: first!.secondsPerMonth,
    writtenBytesTimes: (factor, divisor) => exactly(one => one.writtenBytesTimes(factor, divisor)),
    readBytesTimes: (factor, divisor) => exactly(one => one.readBytesTimes(factor, divisor)),
    writtenGb: exactly(one => one.writtenGb),
    writtenGbTimes: (over, under) => exactly(one => one.writtenGbTimes(over, under)),
    writtenFormula: () => joined(one => one.writtenFormula()),
    readGb: exactly(one => one.readGb),
    readFormula: () => joined(one => one.readFormula()),
    peakWriteMibPerSecond: sum(one => one.peakWriteMibPerSecond),
    peakWriteMegabytesPerSecond: sum(one => one.peakWriteMegabytesPerSecond),
    peakReadMegabytesPerSecond: sum(one => one.peakReadMegabytesPerSecond),
    meanWriteMegabytesPerSecond: sum(one => one.meanWriteMegabytesPerSecond),
    meanReadMegabytesPerSecond: sum(one => one.meanReadMegabytesPerSecond)
  }
}
