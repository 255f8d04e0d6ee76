import { text } from '../formula.ts'
import type { Assumption, Finding } from '../offering.ts'
import { counted } from '../sentence.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { noPartitionCaps } from '../sizing/partitions.ts'
import type { PartitionCaps } from '../sizing/partitions.ts'
import { anyZones } from '../sizing/zones.ts'
import type { Workload } from '../workload.ts'

/** What an offering sets, whatever the workload asks. */
export interface LogRules {
  readonly zonesAllowed: readonly number[]
  /** Null: as the workload asks. */
  readonly fixedReplicationFactor: number | null
  /** The most copies that there are brokers for; left out: as many as are asked for. */
  readonly replicationFactorMaximum?: number | undefined
  /** Copies that the storage bill counts; null: every copy stands on a disk that is paid for. */
  readonly billedCopies: number | null
  readonly partitionCaps: PartitionCaps
  /** Undefined: where the workload says how long data stays on the brokers. */
  readonly tieredStorage: boolean | undefined
  /** The largest record; above it, whether the limit can be raised. */
  readonly messageBytesMaximum: number
  readonly messageLimitIsFixed: boolean
}

/** Brokers of Apache Kafka as they come: the limit of a message can be raised. */
export const defaultMessageLimit = ({ messageBytesMaximum }: KafkaSizingFacts): Pick<LogRules, 'messageBytesMaximum' | 'messageLimitIsFixed'> => ({ messageBytesMaximum, messageLimitIsFixed: false })

// The object store keeps the copies, and machines send each other none.
const COPIES_BEFORE_THE_OBJECT_STORE = 1

/** A log that writes to an object store: machines keep nothing, in whatever zones they stand. */
export const objectStoreRules = (facts: KafkaSizingFacts): LogRules => ({
  zonesAllowed: anyZones,
  fixedReplicationFactor: COPIES_BEFORE_THE_OBJECT_STORE,
  billedCopies: COPIES_BEFORE_THE_OBJECT_STORE,
  partitionCaps: noPartitionCaps,
  tieredStorage: false,
  ...defaultMessageLimit(facts)
})

function messageFindings (workload: Workload, rules: LogRules): readonly Finding[] {
  const largest = Math.max(...workload.payloadClasses.map(one => one.bytes)) / workload.compressionRatio
  if (largest <= rules.messageBytesMaximum) return []
  const actual = `${text(Math.ceil(largest))} bytes`
  const limit = `${rules.messageBytesMaximum} bytes`
  return rules.messageLimitIsFixed
    ? [{ code: 'MESSAGE_TOO_LARGE', severity: 'blocker', message: `The service takes messages of ${limit} at most, and its limit cannot be raised.`, limit, actual }]
    : [{ code: 'MESSAGE_ABOVE_DEFAULT', severity: 'warning', message: `Brokers take ${limit} a message unless message.max.bytes is raised, which costs memory and latency.`, limit, actual }]
}

/** What was not given, or is not as given. */
export function logAssumptions (workload: Workload, rules: LogRules, partitions: number): readonly Assumption[] {
  const assumptions: Assumption[] = []
  if (workload.partitions === undefined) {
    assumptions.push({ name: 'partitions', value: String(partitions), unit: 'partitions', origin: 'rule', why: 'Per topic the largest of the zones, one partition per 10 MB/s at the peak, the receivers of a group and the caps of the service; one with strict ordering.' })
  }
  if (rules.fixedReplicationFactor !== null && rules.fixedReplicationFactor !== workload.replicationFactor) {
    assumptions.push({ name: 'replicationFactor', value: String(rules.fixedReplicationFactor), unit: 'copies', origin: 'rule', why: `The offering fixes its own number of copies; the workload asks for ${workload.replicationFactor}.` })
  }
  return assumptions
}

function copiesFindings ({ replicationFactor }: Workload, { replicationFactorMaximum }: LogRules): readonly Finding[] {
  const most = replicationFactorMaximum ?? Infinity
  if (replicationFactor <= most) return []
  return [{ code: 'REPLICATION_CLAMPED', severity: 'warning', message: `${replicationFactor} copies were asked for, and there are brokers for ${most}: each needs one of its own.`, limit: counted(most, 'copy', 'copies'), actual: `${replicationFactor} copies` }]
}

const noConsumer: Finding = { code: 'NO_CONSUMER', severity: 'warning', message: 'Nobody reads these messages (consumerGroups is 0): only writing and keeping them is priced.' }

const singleCopy: Finding = { code: 'SINGLE_COPY', severity: 'warning', message: 'One copy was asked for: a machine or a disk that is lost takes its data with it. Offerings that fix their copies keep more of them.' }

const notTiered: Finding = { code: 'LOCAL_RETENTION_IGNORED', severity: 'info', message: 'localRetentionHours is given and this offering has no cheap tier, or it is switched off: everything stays where it is written for the whole retention.' }

/** What is wrong with a workload as a log, whatever carries it. */
export function logFindings (workload: Workload, rules: LogRules): readonly Finding[] {
  const findings = [...copiesFindings(workload, rules), ...messageFindings(workload, rules)]
  if (workload.consumerGroups === 0) findings.push(noConsumer)
  if (workload.replicationFactor === 1 && rules.fixedReplicationFactor === null) findings.push(singleCopy)
  if (workload.localRetentionHours !== undefined && rules.tieredStorage === false) findings.push(notTiered)
  return findings
}
