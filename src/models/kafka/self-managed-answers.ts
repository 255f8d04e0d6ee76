import { departingAssumptions } from '../network.ts'
import type { Assumption, Exclusion, Finding } from '../offering.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { Workload } from '../workload.ts'
import { clusterAssumptions, combinedControllers, kafkaExclusions } from './common-answers.ts'
import { selfManagedOptions } from './kafka-options.ts'
import type { SelfManagedOptions } from './kafka-options.ts'
import type { Machine } from './machine-facts.ts'

/** What a bill of self-managed Kafka also has. */
export const selfManagedExclusions: readonly Exclusion[] = [...kafkaExclusions(selfManagedOptions), { code: 'OPERATING_SYSTEM_DISKS', message: 'Boot volumes, snapshots, images and load balancers of the machines.' }]

/** What a reader must know of the machines that were chosen or named. */
export function selfManagedFindings ({ controllers }: SelfManagedOptions, { type, localGib, volumeMibPerSecond, source }: Machine): readonly Finding[] {
  const findings: Finding[] = []
  if (controllers === 'combined') findings.push(combinedControllers)
  if (localGib !== undefined) {
    findings.push({ code: 'LOCAL_DISKS_ARE_LOST', severity: 'warning', message: `${type} keeps the data on its own disks, which are lost when it stops: only the copies on other brokers keep them, and a broker that is replaced fetches everything again.`, actual: `${localGib} GiB a broker`, source })
  }
  if (volumeMibPerSecond === null) {
    findings.push({ code: 'DISK_THROUGHPUT_UNKNOWN', severity: 'info', message: `No source gives what ${type} sustains to its disks: its network and its processors alone bound the brokers.`, source })
  }
  return findings
}

/** The margins, rules and figures that nobody gave. */
export function selfManagedAssumptions (options: SelfManagedOptions, { networkIsMaximum, boundByProcessors, type }: Machine, facts: KafkaSizingFacts, workload: Workload): readonly Assumption[] {
  const assumptions = [...clusterAssumptions(options, facts), ...departingAssumptions(workload, undefined, 'the region')]
  if (networkIsMaximum) assumptions.push({ name: 'networkFigure', value: 'maximum', unit: 'figure', origin: 'rule', why: `The network of ${type} is published as a maximum and not as what it sustains; it is used as the capacity.` })
  if (boundByProcessors) assumptions.push({ name: 'processorBound', value: String(facts.vcpuWriteMibPerSecond), unit: 'MiB/s written a vCPU at full use', origin: 'rule', why: 'A maximum or missing figure would let a small machine carry any load: its processors bound it under both sizing policies.' })
  return assumptions
}
