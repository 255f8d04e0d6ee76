import { z } from 'zod'
import { Decimal, zero } from '../../pricing/decimal.ts'
import { numberFact } from '../facts.ts'
import type { Finding } from '../offering.ts'
import { countUnits } from '../sizing/units.ts'
import type { UnitBounds, UnitCount } from '../sizing/units.ts'
import { commitmentFacts } from './commitments.ts'
import type { LogWorkload } from './log-workload.ts'

/** What the model of Google's managed Kafka reads from table gcp-managed-kafka beside prices. */
export const googleKafkaFacts = z.looseObject({
  dcuPerVcpu: numberFact,
  dcuPerGib: numberFact,
  vcpuMinimum: numberFact,
  memoryGibPerVcpuMinimum: numberFact,
  memoryGibPerVcpuRecommended: numberFact,
  vcpuPerBroker: numberFact,
  memoryGibPerBroker: numberFact,
  zones: numberFact,
  replicationFactor: numberFact,
  vcpuMegabytesPerSecond: numberFact,
  readsPerWrite: numberFact,
  utilisation: numberFact,
  localGibPerVcpu: numberFact,
  partitionsPerVcpuOfDefaultDisk: numberFact,
  partitionReplicasPerVcpu: numberFact,
  vcpuQuota: numberFact,
  ...commitmentFacts.shape
})

export type GoogleKafkaFacts = z.output<typeof googleKafkaFacts>

export interface GoogleKafkaChoices {
  readonly vcpu?: number | undefined
  readonly memoryGibPerVcpu?: number | undefined
  readonly utilisation?: number | undefined
}

/** A cluster as Google sells it: vCPU and memory, from which brokers and local disks follow. */
export interface GoogleKafkaCluster {
  readonly count: UnitCount
  readonly bounds: UnitBounds
  readonly memoryGib: Decimal
  readonly brokers: number
  /** Disks of all brokers, whole GiB. */
  readonly localGib: Decimal
}

/** Data compute units of so many vCPU with their memory. */
export const dcuOf = ({ dcuPerVcpu, dcuPerGib }: GoogleKafkaFacts, vcpu: number, memoryGib: Decimal): Decimal =>
  new Decimal(dcuPerVcpu).times(vcpu).plus(new Decimal(dcuPerGib).times(memoryGib))

/** Memory that goes with so many vCPU. */
export const memoryOf = ({ memoryGibPerVcpuRecommended }: GoogleKafkaFacts, vcpu: number, given: number | undefined): Decimal =>
  new Decimal(given ?? memoryGibPerVcpuRecommended).times(vcpu)

/** Sizes a cluster as Google's planning page does, its utilisation held at the peak, and by the partition replicas that brokers of Apache Kafka carry; `storageHeadroom` is the share of a disk kept free. */
export function googleKafkaCluster (facts: GoogleKafkaFacts, log: LogWorkload, choices: GoogleKafkaChoices, storageHeadroom: number): GoogleKafkaCluster {
  const { replicationFactor, readsPerWrite, vcpuMegabytesPerSecond, localGibPerVcpu, vcpuPerBroker, memoryGibPerBroker, zones } = facts
  const { demand, rates, parts } = log
  // Replicas are written and read as well: that is what a vCPU has to do for one byte of a producer.
  const writeEquivalent = (written: number, read: number): number => written * replicationFactor + (read + written * (replicationFactor - 1)) / readsPerWrite
  const bounds: UnitBounds = { minimum: facts.vcpuMinimum, maximum: Infinity, given: choices.vcpu }
  const count = countUnits([{
    dimension: 'throughput',
    unit: 'write-equivalent MB/s',
    capacityPerUnit: vcpuMegabytesPerSecond,
    allowedUtilisation: choices.utilisation ?? facts.utilisation,
    source: 'gcp-managed-kafka:facts/vcpuMegabytesPerSecond',
    peakNeed: writeEquivalent(demand.peakWriteMegabytesPerSecond, demand.peakReadMegabytesPerSecond),
    meanNeed: writeEquivalent(rates.meanWriteMegabytesPerSecond, rates.meanReadMegabytesPerSecond)
  }, {
    dimension: 'partitions',
    unit: 'partition replicas',
    capacityPerUnit: facts.partitionReplicasPerVcpu,
    source: 'gcp-managed-kafka:facts/partitionReplicasPerVcpu',
    peakNeed: demand.partitionReplicas,
    meanNeed: demand.partitionReplicas
  }], bounds)
  const memoryGib = memoryOf(facts, count.units, choices.memoryGibPerVcpu)
  const pinnedGib = parts.filter(({ workload }) => workload.localRetentionHours !== undefined).reduce((sum, { storage }) => sum.plus(storage.localGib.times(replicationFactor)), zero)
  return {
    count,
    bounds,
    memoryGib,
    brokers: Math.max(zones, Math.ceil(count.units / vcpuPerBroker), memoryGib.div(memoryGibPerBroker).ceil().toNumber()),
    localGib: Decimal.max(localGibPerVcpu * count.units, pinnedGib.div(new Decimal(1).minus(storageHeadroom)).ceil())
  }
}

/** What Google has to be asked for before such a cluster runs well. */
export function googleKafkaFindings ({ vcpuQuota, partitionsPerVcpuOfDefaultDisk, localGibPerVcpu }: GoogleKafkaFacts, { count: { units }, localGib }: GoogleKafkaCluster, partitions: number): readonly Finding[] {
  const findings: Finding[] = []
  if (units > vcpuQuota) {
    findings.push({ code: 'QUOTA_RAISE_NEEDED', severity: 'warning', message: `A project has ${vcpuQuota} vCPU in a region until Google raises its quota; the cluster has ${units}.`, limit: `${vcpuQuota} vCPU`, actual: `${units} vCPU`, source: 'gcp-managed-kafka:facts/vcpuQuota' })
  }
  const held = partitionsPerVcpuOfDefaultDisk * units
  if (partitions > held && localGib.eq(localGibPerVcpu * units)) {
    findings.push({ code: 'LARGER_DISKS_ADVISED', severity: 'warning', message: `Google advises larger disks above ${partitionsPerVcpuOfDefaultDisk} partitions a vCPU: an open segment of each partition stands on them. Only the default disks are priced.`, limit: `${held} partitions`, actual: `${partitions} partitions`, source: 'gcp-managed-kafka:facts/partitionsPerVcpuOfDefaultDisk' })
  }
  return findings
}
