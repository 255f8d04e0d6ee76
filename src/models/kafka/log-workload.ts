import { EstimateError } from '../../pricing/errors.ts'
import type { Assumption, Conventions, Finding } from '../offering.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { countPartitions } from '../sizing/partitions.ts'
import type { PartitionCount } from '../sizing/partitions.ts'
import { clusterShape } from '../sizing/policies.ts'
import type { ClusterShape } from '../sizing/policies.ts'
import { addRates, kafkaRates } from '../sizing/rates.ts'
import type { KafkaRates } from '../sizing/rates.ts'
import type { SizingDemand } from '../sizing/sizing.ts'
import { addStorage, logStorage } from '../sizing/storage.ts'
import type { LogStorage } from '../sizing/storage.ts'
import { clampZones } from '../sizing/zones.ts'
import type { Workload } from '../workload.ts'
import { logAssumptions, logFindings } from './log-rules.ts'
import type { LogRules } from './log-rules.ts'

/** One workload as a log sees it: rates, copies, bytes on disk and in the cheap tier. */
export interface LogPart {
  readonly workload: Workload
  readonly rates: KafkaRates
  readonly replicationFactor: number
  readonly storage: LogStorage
}

/** All workloads of one cluster; what they ask of it adds up (model.md section 6). */
export interface LogWorkload {
  readonly parts: readonly LogPart[]
  readonly rates: KafkaRates
  readonly zones: number
  /** The most copies that any of them keeps. */
  readonly replicationFactor: number
  readonly partitions: number
  readonly storage: LogStorage
  readonly demand: SizingDemand
  readonly shape: ClusterShape
  readonly findings: readonly Finding[]
  readonly assumptions: () => readonly Assumption[]
}

function tiersOf ({ localRetentionHours, runsAlready }: Workload, { tieredStorage }: LogRules): boolean {
  if (tieredStorage !== true || localRetentionHours !== undefined) return tieredStorage ?? localRetentionHours !== undefined
  // What runs already is on no trial: without hours it keeps everything on the brokers.
  if (runsAlready) return false
  throw new EstimateError('IMPOSSIBLE_COMBINATION', 'tieredStorage is true and localRetentionHours is missing: give workload.localRetentionHours, the hours that stay on the brokers.', { field: 'workload.localRetentionHours' })
}

function alone (workload: Workload, conventions: Conventions, facts: KafkaSizingFacts, rules: LogRules): LogWorkload {
  const { consumerGroups, topics } = workload
  const tiered = tiersOf(workload, rules)
  const rates = kafkaRates(workload, conventions)
  const clamped = clampZones(workload.availabilityZones, rules.zonesAllowed)
  const replicationFactor = rules.fixedReplicationFactor ?? Math.min(workload.replicationFactor, rules.replicationFactorMaximum ?? Infinity)
  const { partitions, findings }: PartitionCount = countPartitions(workload, rates, facts.partitionMegabytesPerSecond, rules.partitionCaps)
  const storage = logStorage(workload, rates, rules.billedCopies ?? replicationFactor, tiered)
  return {
    parts: [{ workload, rates, replicationFactor, storage }],
    rates,
    zones: clamped.zones,
    replicationFactor,
    partitions,
    storage,
    demand: {
      peakWriteMibPerSecond: rates.peakWriteMibPerSecond,
      peakWriteMegabytesPerSecond: rates.peakWriteMegabytesPerSecond,
      peakReadMegabytesPerSecond: rates.peakReadMegabytesPerSecond,
      peakMessagesPerSecond: workload.requestsPerMonth / rates.secondsPerMonth * workload.peakToAverageRatio,
      dataGib: storage.localGib.toNumber(),
      partitions,
      partitionReplicas: partitions * replicationFactor,
      topics,
      consumerGroups,
      subscriptions: consumerGroups * topics,
      receivers: consumerGroups * topics * workload.pollersPerGroup
    },
    shape: clusterShape(consumerGroups, replicationFactor, clamped.zones, storage.tiered ? 1 : 0),
    findings: [...clamped.findings, ...findings, ...logFindings(workload, rules)],
    assumptions: () => logAssumptions(workload, rules, partitions)
  }
}

function addDemands (demands: readonly SizingDemand[]): SizingDemand {
  const names = Object.keys(demands[0]!) as (keyof SizingDemand)[]
  return Object.fromEntries(names.map(name => [name, demands.reduce((sum, demand) => sum + demand[name], 0)])) as unknown as SizingDemand
}

/** What one written byte takes on the mean of all workloads, each by what it writes at the peak. */
function meanShape (logs: readonly LogWorkload[], written: number): ClusterShape {
  const mean = (value: (shape: ClusterShape) => number): number => {
    const values = logs.map(({ shape }) => value(shape))
    if (written === 0 || values.every(one => one === values[0])) return Math.max(...values)
    return logs.reduce((sum, { demand, shape }) => sum + demand.peakWriteMibPerSecond * value(shape), 0) / written
  }
  const { zones } = logs.at(-1)!.shape
  return {
    consumerGroups: mean(one => one.consumerGroups),
    replicationFactor: mean(one => one.replicationFactor),
    zones,
    tieredShare: mean(one => one.tieredShare),
    groupsTimesCopies: mean(one => one.groupsTimesCopies),
    tieredShareTimesCopies: mean(one => one.tieredShareTimesCopies)
  }
}

/**
 * Reads the workloads of one cluster as a log (model.md section 4): the last is the one that is asked about, those before it run already.
 * Findings and assumptions are those of the last. Error: IMPOSSIBLE_COMBINATION.
 */
export function logWorkload (workloads: readonly Workload[], conventions: Conventions, facts: KafkaSizingFacts, rules: LogRules): LogWorkload {
  const logs = workloads.map(workload => alone(workload, conventions, facts, rules))
  const last = logs.at(-1)!
  if (logs.length === 1) return last
  const parts = logs.flatMap(log => log.parts)
  const demand = addDemands(logs.map(log => log.demand))
  return {
    ...last,
    parts,
    rates: addRates(parts.map(part => part.rates)),
    replicationFactor: Math.max(...parts.map(part => part.replicationFactor)),
    partitions: demand.partitions,
    storage: addStorage(parts.map(part => part.storage)),
    demand,
    shape: meanShape(logs, demand.peakWriteMibPerSecond)
  }
}
