import { text } from '../formula.ts'
import type { Assumption } from '../offering.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { required } from '../sizing/sizing.ts'
import type { CompanionFacts } from './companion-options.ts'
import type { LogWorkload } from './log-workload.ts'

/** Machines of MirrorMaker, each of so many processors: at least the table's, and enough to write everything again at the peak, by the rule for the processors of brokers at the share that brokers are planned at. */
export function mirrorMachines ({ demand }: LogWorkload, vcpu: number, { replicator }: CompanionFacts, { vcpuWriteMibPerSecond, utilisation }: KafkaSizingFacts): number {
  return Math.max(replicator.machines, required(demand.peakWriteMibPerSecond, vcpu * vcpuWriteMibPerSecond, utilisation))
}

/** How they were counted. */
export function mirrorAssumption (machines: number, vcpu: number, { vcpuWriteMibPerSecond, utilisation }: KafkaSizingFacts): Assumption {
  return { name: 'mirrorMachines', value: text(machines), unit: 'machines', origin: 'judgement', why: `MirrorMaker has no published size: one machine for every ${text(vcpu * vcpuWriteMibPerSecond * utilisation)} MiB/s at the peak, as the processors of brokers are planned, and two at least.` }
}
