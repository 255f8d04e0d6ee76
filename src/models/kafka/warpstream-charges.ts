import { chargesOver } from '../../pricing/charge-sums.ts'
import type { Charge, Term } from '../../pricing/charge.ts'
import { Decimal } from '../../pricing/decimal.ts'
import { GIBIBYTE, term, text } from '../formula.ts'
import type { Conventions } from '../offering.ts'
import type { LogPart, LogWorkload } from './log-workload.ts'
import type { WarpstreamFacts, WarpstreamPlan } from './warpstream-facts.ts'

const SECONDS_PER_HOUR = 3600
const MILLISECONDS = 1000

/** The plan's fee for every quarter of an hour with an agent running. */
export function clusterFee ({ plan }: WarpstreamPlan, { quarterHoursPerHour }: WarpstreamFacts, { hoursPerMonth }: Conventions): Charge {
  return {
    id: 'compute.cluster',
    title: `Cluster of plan ${plan}`,
    group: 'compute',
    sku: `warpstream/cluster.${plan}`,
    consumedQuantity: new Decimal(1),
    consumedUnit: 'Clusters',
    quantity: new Decimal(hoursPerMonth).times(quarterHoursPerHour),
    formula: () => `1 cluster × ${text(hoursPerMonth)} hours × ${quarterHoursPerHour} quarters`,
    terms: () => [term('hoursPerMonth', hoursPerMonth, 'hours', 'assumption'), term('quarterHoursPerHour', quarterHoursPerHour, 'quarter-hours', 'table')]
  }
}

function usageFees ({ workload: { compressionRatio }, rates, storage }: LogPart): readonly Charge[] {
  const written = rates.writtenBytesTimes(compressionRatio, GIBIBYTE)
  const stored = rates.writtenBytesTimes(storage.localHours.times(SECONDS_PER_HOUR).times(compressionRatio), new Decimal(rates.secondsPerMonth).times(GIBIBYTE))
  const terms = (): readonly Term[] => [term('compressionRatio', compressionRatio, 'ratio', 'workload')]
  return [
    { id: 'data.in', title: "Data written, uncompressed, WarpStream's fee", group: 'usage', sku: 'warpstream/written', consumedQuantity: written, consumedUnit: 'GB', quantity: written, formula: () => `${rates.writtenFormula()} × ${text(compressionRatio)} uncompressed`, terms },
    { id: 'storage.brokers', title: "Data retained, uncompressed, WarpStream's fee", group: 'storage', sku: 'warpstream/stored', consumedQuantity: stored, consumedUnit: 'GiB', quantity: stored, formula: () => `${storage.localFormula()} × ${text(compressionRatio)} uncompressed`, terms }
  ]
}

/** The add-on's fee, which no plan includes, for every quarter of an hour with an agent of it running. */
export function schemaRegistryFee (asked: boolean, { quarterHoursPerHour }: WarpstreamFacts, { hoursPerMonth }: Conventions): readonly Charge[] {
  if (!asked) return []
  return [{
    id: 'compute.schema-registry',
    title: "Schema Registry, WarpStream's fee",
    group: 'compute',
    sku: 'warpstream/schema-registry',
    consumedQuantity: new Decimal(1),
    consumedUnit: 'Registries',
    quantity: new Decimal(hoursPerMonth).times(quarterHoursPerHour),
    formula: () => `1 registry × ${text(hoursPerMonth)} hours × ${quarterHoursPerHour} quarters`,
    terms: () => [term('schemaRegistry', 'true', 'yes or no', 'option'), term('quarterHoursPerHour', quarterHoursPerHour, 'quarter-hours', 'table')]
  }]
}

/** WarpStream's fees on what is written and kept, as it was before compression. */
export const uncompressedFees = ({ parts }: LogWorkload): readonly Charge[] => chargesOver(parts, usageFees)

/**
 * The customer's bucket: what stands in it, and its requests. Agents write a file at an interval or when one is full, compaction writes
 * everything once more; a file is read once in every zone that has readers, and by compaction.
 */
export function bucketCharges ({ parts, rates, storage, zones }: LogWorkload, agents: number, { fileBytes, fileIntervalMilliseconds, compactionPasses }: WarpstreamFacts): readonly Charge[] {
  const messages = parts.reduce((sum, { workload }) => sum + workload.requestsPerMonth, 0)
  const readingZones = rates.readGb.isZero() ? 0 : zones
  const full = rates.writtenBytesTimes(1, fileBytes)
  const atInterval = new Decimal(agents).times(rates.secondsPerMonth).times(MILLISECONDS).div(fileIntervalMilliseconds)
  const files = Decimal.max(full, Decimal.min(messages, atInterval))
  const puts = files.plus(full.times(compactionPasses))
  const gets = files.times(readingZones + compactionPasses)
  const fullFormula = (): string => `${rates.writtenFormula()} × ${GIBIBYTE} / ${fileBytes} bytes`
  const filesFormula = (): string => `max(${fullFormula()}, min(${text(messages)} messages, ${agents} agents × ${text(rates.secondsPerMonth)} seconds × ${MILLISECONDS} / ${fileIntervalMilliseconds} milliseconds))`
  const terms = (): readonly Term[] => [
    term('fileBytes', fileBytes, 'bytes', 'table'),
    term('fileIntervalMilliseconds', fileIntervalMilliseconds, 'milliseconds', 'table'),
    term('compactionPasses', compactionPasses, 'passes', 'table'),
    term('agents', agents, 'agents', 'derived')
  ]
  return [
    { id: 'requests.object-put', title: 'Files written by agents and by compaction', group: 'usage', sku: 'aws-s3/requests.put', consumedQuantity: puts, consumedUnit: 'Objects', quantity: puts, formula: () => `${filesFormula()} + ${fullFormula()} × ${compactionPasses} passes`, terms },
    { id: 'requests.object-get', title: 'Files read in every zone and by compaction', group: 'usage', sku: 'aws-s3/requests.get', consumedQuantity: gets, consumedUnit: 'Objects', quantity: gets, formula: () => `${filesFormula()} × (${readingZones} zones + ${compactionPasses} passes)`, terms },
    { id: 'storage.objects', title: 'Data retained in the bucket, compressed', group: 'storage', sku: 'aws-s3/storage.standard', consumedQuantity: storage.localGib, consumedUnit: 'GB', quantity: storage.localGib, formula: storage.localFormula, terms: () => [term('retentionHours', storage.localHours, 'hours', 'workload')] }
  ]
}
