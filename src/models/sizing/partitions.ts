import { EstimateError } from '../../pricing/errors.ts'
import type { Finding } from '../offering.ts'
import { counted } from '../sentence.ts'
import type { Workload } from '../workload.ts'
import type { KafkaRates } from './rates.ts'
import { roundUp } from './sizing.ts'

/** What a metered service lets through one partition, MB/s; null where it sets no cap. */
export interface PartitionCaps {
  readonly inMegabytesPerSecond: number | null
  readonly outMegabytesPerSecond: number | null
  readonly source: string
  /** Readers of everything that are no consumer groups. */
  readonly otherReaders?: number
}

export const noPartitionCaps: PartitionCaps = { inMegabytesPerSecond: null, outMegabytesPerSecond: null, source: '' }

export interface PartitionCount {
  readonly partitions: number
  readonly findings: readonly Finding[]
}

function neededByCaps (workload: Workload, rates: KafkaRates, caps: PartitionCaps): number {
  const readers = workload.consumerGroups + (caps.otherReaders ?? 0)
  const perTopic = rates.peakWriteMegabytesPerSecond / workload.topics
  const byIn = caps.inMegabytesPerSecond === null ? 1 : roundUp(perTopic / caps.inMegabytesPerSecond)
  const byOut = caps.outMegabytesPerSecond === null ? 1 : roundUp(perTopic * readers / caps.outMegabytesPerSecond)
  return Math.max(1, byIn, byOut)
}

/**
 * Leader partitions over all topics: as given, or per topic the largest of the zones, what the peak needs and the receivers (model.md 4.3).
 * A metered cap raises the derived number; a given one below it is a blocker and stays.
 * Error: IMPOSSIBLE_COMBINATION where fewer partitions than topics were given.
 */
export function countPartitions (workload: Workload, rates: KafkaRates, partitionMegabytesPerSecond: number, caps: PartitionCaps): PartitionCount {
  const { topics, ordering, availabilityZones, pollersPerGroup } = workload
  const capped = neededByCaps(workload, rates, caps)
  const findings: Finding[] = []
  let partitions = workload.partitions
  if (partitions === undefined) {
    const perTopic = ordering === 'strict'
      ? 1
      : Math.max(availabilityZones, roundUp(rates.peakWriteMegabytesPerSecond / topics / partitionMegabytesPerSecond), pollersPerGroup, capped)
    partitions = perTopic * topics
  } else if (partitions < topics) {
    throw new EstimateError('IMPOSSIBLE_COMBINATION', `partitions is ${partitions} and topics is ${topics}: every topic has at least one leader partition, so give at least ${topics}.`, { field: 'workload.partitions' })
  } else if (ordering === 'strict' && partitions > topics) {
    findings.push({ code: 'ORDER_NOT_KEPT', severity: 'blocker', message: `Strict ordering needs one partition a topic; ${partitions} partitions over ${counted(topics, 'topic')} keep order only within a partition.`, limit: counted(topics, 'partition'), actual: `${partitions} partitions` })
  }
  if (partitions < capped * topics) {
    findings.push({ code: 'PARTITION_THROUGHPUT_EXCEEDED', severity: 'blocker', message: `The peak needs ${capped} partitions a topic under the service's cap on one partition; a topic has ${Math.floor(partitions / topics)}.`, limit: `${capped * topics} partitions`, actual: counted(partitions, 'partition'), source: caps.source })
  }
  const receivers = pollersPerGroup * topics
  if (workload.given.pollersPerGroup !== undefined && receivers > partitions) {
    findings.push({ code: 'MORE_RECEIVERS_THAN_PARTITIONS', severity: 'warning', message: `${receivers} receivers of a group share ${counted(partitions, 'partition')}: the ones above that number stay idle.`, limit: counted(partitions, 'receiver'), actual: `${receivers} receivers` })
  }
  return { partitions, findings }
}
