import type { Charge } from '../../pricing/charge.ts'
import { chargesOver } from '../../pricing/charge-sums.ts'
import { Decimal } from '../../pricing/decimal.ts'
import { GIBIBYTE, text } from '../formula.ts'
import type { Finding } from '../offering.ts'
import { tieredReadPercent, tieredStorageCharge } from './cluster-charges.ts'
import type { ClusterOptions } from './kafka-options.ts'
import type { LogPart, LogWorkload } from './log-workload.ts'
import type { MskFacts } from './msk-facts.ts'

/** What MSK does not tier: topics that keep data too short, and regions without the tier. */
export function tieredFindings ({ storage, parts }: LogWorkload, facts: MskFacts): readonly Finding[] {
  if (!storage.tiered) return []
  const { workload } = parts.at(-1)!
  const findings: Finding[] = []
  if (workload.retentionDays < facts.tieredRetentionDaysMinimum) {
    findings.push({ code: 'TIERED_RETENTION_TOO_SHORT', severity: 'blocker', message: `MSK tiers topics that keep data for ${facts.tieredRetentionDaysMinimum} days or more.`, limit: `${facts.tieredRetentionDaysMinimum} days`, actual: `${text(workload.retentionDays)} days`, source: 'aws-msk:facts/tieredRetentionDaysMinimum' })
  }
  if (facts.tieredNotInRegions.includes(workload.region)) {
    findings.push({ code: 'TIERED_NOT_IN_REGION', severity: 'blocker', message: `MSK has no tiered storage in ${workload.region}.`, actual: workload.region, source: 'aws-msk:facts/tieredNotInRegions' })
  }
  return findings
}

/** MSK sells throughput of volumes from a size on. */
export function throughputFindings (boughtMibPerSecond: number, gibPerBroker: Decimal, facts: MskFacts): readonly Finding[] {
  const least = facts.throughputVolumeGibMinimum
  if (boughtMibPerSecond === 0 || gibPerBroker.gte(least)) return []
  return [{ code: 'THROUGHPUT_VOLUME_TOO_SMALL', severity: 'blocker', message: `MSK sells throughput for volumes of ${least} GiB or more; these have ${text(gibPerBroker)} GiB.`, limit: `${least} GiB`, actual: `${text(gibPerBroker)} GiB`, source: 'aws-msk:facts/throughputVolumeGibMinimum' }]
}

/** The copy in the tier of MSK and what is read back from it. */
export function tieredCharges (log: LogWorkload, options: ClusterOptions): readonly Charge[] {
  if (!log.storage.tiered) return []
  return [tieredStorageCharge('aws-msk/storage.tiered', log), ...chargesOver(log.parts.filter(({ storage }) => storage.tiered), part => retrievalCharges(part, options))]
}

function retrievalCharges ({ rates, workload }: LogPart, options: ClusterOptions): readonly Charge[] {
  const percent = tieredReadPercent(options.tieredReadPercent, workload.replay)
  if (percent === 0) return []
  const quantity = rates.readBytesTimes(new Decimal(percent), GIBIBYTE * 100)
  return [{
    id: 'storage.tiered-retrieval',
    title: 'Data read back from the tier',
    group: 'storage',
    sku: 'aws-msk/storage.tiered-retrieval',
    consumedQuantity: quantity,
    consumedUnit: 'GB',
    quantity,
    formula: () => `${rates.readFormula()} × ${text(percent)} / 100`,
    terms: () => [{ name: 'tieredReadPercent', value: text(percent), unit: '%', origin: options.tieredReadPercent === undefined ? 'assumption' : 'option' }]
  }]
}
