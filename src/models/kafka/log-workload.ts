import { EstimateError } from '../../pricing/errors.ts'
import { text } from '../formula.ts'
import type { Assumption, Conventions, Finding } from '../offering.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { countPartitions } from '../sizing/partitions.ts'
import type { PartitionCaps } from '../sizing/partitions.ts'
import type { ClusterShape } from '../sizing/policies.ts'
import { kafkaRates } from '../sizing/rates.ts'
import type { KafkaRates } from '../sizing/rates.ts'
import type { SizingDemand } from '../sizing/sizing.ts'
import { logStorage } from '../sizing/storage.ts'
import type { LogStorage } from '../sizing/storage.ts'
import { clampZones } from '../sizing/zones.ts'
import type { Workload } from '../workload.ts'

/** A workload as a log sees it: rates, zones, partitions, bytes on disk and in the cheap tier. */
export interface LogWorkload {
  readonly workload: Workload
  readonly rates: KafkaRates
  readonly zones: number
  readonly replicationFactor: number
  readonly partitions: number
  readonly storage: LogStorage
  readonly demand: SizingDemand
  readonly shape: ClusterShape
  readonly findings: readonly Finding[]
  readonly assumptions: () => readonly Assumption[]
}

export interface LogRules {
  readonly zonesAllowed: readonly number[]
  /** Null: as the workload asks. */
  readonly fixedReplicationFactor: number | null
  /** Copies that the storage bill counts; null: every copy stands on a disk that is paid for. */
  readonly billedCopies: number | null
  readonly partitionCaps: PartitionCaps
  readonly tieredStorage: boolean
  /** The largest record; above it, whether the limit can be raised. */
  readonly messageBytesMaximum: number
  readonly messageLimitIsFixed: boolean
}

function messageFindings (workload: Workload, rules: LogRules): readonly Finding[] {
  const largest = Math.max(...workload.payloadClasses.map(one => one.bytes)) / workload.compressionRatio
  if (largest <= rules.messageBytesMaximum) return []
  const actual = `${text(Math.round(largest))} bytes`
  const limit = `${rules.messageBytesMaximum} bytes`
  return rules.messageLimitIsFixed
    ? [{ code: 'MESSAGE_TOO_LARGE', severity: 'blocker', message: `The service takes messages of ${limit} at most, and its limit cannot be raised.`, limit, actual }]
    : [{ code: 'MESSAGE_ABOVE_DEFAULT', severity: 'warning', message: `Brokers take ${limit} a message unless message.max.bytes is raised, which costs memory and latency.`, limit, actual }]
}

function assumptionsOf (workload: Workload, rules: LogRules, partitions: number): readonly Assumption[] {
  const assumptions: Assumption[] = []
  if (workload.partitions === undefined) {
    assumptions.push({ name: 'partitions', value: String(partitions), unit: 'partitions', origin: 'rule', why: 'Per topic the largest of the zones, one partition per 10 MB/s at the peak, the receivers of a group and the caps of the service; one with strict ordering.' })
  }
  if (rules.fixedReplicationFactor !== null && rules.fixedReplicationFactor !== workload.replicationFactor) {
    assumptions.push({ name: 'replicationFactor', value: String(rules.fixedReplicationFactor), unit: 'copies', origin: 'rule', why: `The offering fixes its own number of copies; ${workload.replicationFactor} were asked for.` })
  }
  return assumptions
}

/** Reads a workload as a log (model.md section 4); error: IMPOSSIBLE_COMBINATION. */
export function logWorkload (workload: Workload, conventions: Conventions, facts: KafkaSizingFacts, rules: LogRules): LogWorkload {
  if (rules.tieredStorage && workload.localRetentionHours === undefined) {
    throw new EstimateError('IMPOSSIBLE_COMBINATION', 'tieredStorage is true and localRetentionHours is missing: give workload.localRetentionHours, the hours that stay on the brokers.', { field: 'workload.localRetentionHours' })
  }
  const rates = kafkaRates(workload, conventions)
  const clamped = clampZones(workload.availabilityZones, rules.zonesAllowed)
  const replicationFactor = rules.fixedReplicationFactor ?? workload.replicationFactor
  const counted = countPartitions(workload, rates, facts.partitionMegabytesPerSecond, rules.partitionCaps)
  const storage = logStorage(workload, rates, rules.billedCopies ?? replicationFactor, rules.tieredStorage)
  const noConsumer: readonly Finding[] = workload.consumerGroups === 0
    ? [{ code: 'NO_CONSUMER', severity: 'warning', message: 'Nobody reads these messages (consumerGroups is 0): only writing and keeping them is priced.' }]
    : []
  return {
    workload,
    rates,
    zones: clamped.zones,
    replicationFactor,
    partitions: counted.partitions,
    storage,
    demand: {
      peakWriteMibPerSecond: rates.peakWriteMibPerSecond,
      peakWriteMegabytesPerSecond: rates.peakWriteMegabytesPerSecond,
      dataGib: storage.localGib.toNumber(),
      partitions: counted.partitions,
      partitionReplicas: counted.partitions * replicationFactor,
      consumerGroups: workload.consumerGroups * workload.topics
    },
    shape: { consumerGroups: workload.consumerGroups, replicationFactor, zones: clamped.zones, tiered: storage.tiered },
    findings: [...clamped.findings, ...counted.findings, ...messageFindings(workload, rules), ...noConsumer],
    assumptions: () => assumptionsOf(workload, rules, counted.partitions)
  }
}
