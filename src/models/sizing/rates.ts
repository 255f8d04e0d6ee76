import { Decimal } from '../../pricing/decimal.ts'
import { GIBIBYTE, text } from '../formula.ts'
import { keptFor } from '../kept.ts'
import type { Conventions } from '../offering.ts'
import type { Workload } from '../workload.ts'

const MEBIBYTE = 2 ** 20
const MEGABYTE = 1e6
const SECONDS_PER_HOUR = 3600

/** Bytes of a month as Kafka stores and moves them, compressed and with the record overhead (model.md 4.1). */
export interface KafkaRates {
  readonly secondsPerMonth: number
  /** Bytes written by clients in a month, before dividing by anything. */
  readonly writtenBytes: Decimal
  readonly writtenGb: Decimal
  readonly writtenFormula: () => string
  readonly readGb: Decimal
  readonly readFormula: () => string
  readonly peakWriteMibPerSecond: number
  readonly peakWriteMegabytesPerSecond: number
}

const keptRates = keptFor<Workload, KafkaRates>()

/** Derives the byte rates of a workload; GB is 2^30 bytes as AWS bills it. */
export function kafkaRates (workload: Workload, conventions: Conventions): KafkaRates {
  return keptRates(workload, `${conventions.hoursPerMonth} ${conventions.recordOverheadBytes}`, () => derive(workload, conventions))
}

function derive (workload: Workload, conventions: Conventions): KafkaRates {
  const { requestsPerMonth, payloadBytes, compressionRatio, consumerGroups, peakToAverageRatio } = workload
  const secondsPerMonth = conventions.hoursPerMonth * SECONDS_PER_HOUR
  const recordBytes = new Decimal(payloadBytes).plus(conventions.recordOverheadBytes)
  const writtenBytes = recordBytes.times(requestsPerMonth).div(compressionRatio)
  const writtenGb = writtenBytes.div(GIBIBYTE)
  const writtenFormula = (): string => `${text(requestsPerMonth)} messages × (${text(payloadBytes)} + ${text(conventions.recordOverheadBytes)}) bytes / ${text(compressionRatio)} / ${GIBIBYTE}`
  const peakBytesPerSecond = writtenBytes.toNumber() / secondsPerMonth * peakToAverageRatio
  return {
    secondsPerMonth,
    writtenBytes,
    writtenGb,
    writtenFormula,
    readGb: writtenGb.times(consumerGroups),
    readFormula: () => `${writtenFormula()} × ${consumerGroups} groups`,
    peakWriteMibPerSecond: peakBytesPerSecond / MEBIBYTE,
    peakWriteMegabytesPerSecond: peakBytesPerSecond / MEGABYTE
  }
}
