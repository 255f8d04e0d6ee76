import { z } from 'zod'
import { optional, wholeNumber, withDefault } from '../defaults.ts'
import type { Filled } from '../defaults.ts'
import { fact } from '../facts.ts'

const machine = fact(z.looseObject({ machines: z.number(), vcpu: z.number(), memoryGib: z.number(), volumeGib: z.number() }))

/** Machines of what stands beside a self-managed cluster (table kafka-companions). */
export const companionFacts = z.looseObject({ schemaRegistry: machine, connectWorker: machine, monitoring: machine, replicator: machine })

/** One switch drives money and hours. */
export const schemaRegistryOption = {
  schemaRegistry: withDefault(z.boolean(), false, 'yes or no', 'Run a Schema Registry: its machines, or the fee of the vendor, and the people who govern schemas')
}

/** What may stand beside a self-managed cluster. */
export const companionOptions = {
  ...schemaRegistryOption,
  connectWorkers: withDefault(wholeNumber(0, 1000), 0, 'workers', 'Kafka Connect workers'),
  monitoring: withDefault(z.boolean(), false, 'yes or no', 'Run Prometheus and Grafana for the cluster')
}

export const disasterRecoveryOption = {
  disasterRecoveryRegion: optional(z.string().min(2).max(40), 'region', 'Region of a second cluster of the same size that everything written is mirrored to')
}

export type CompanionFacts = z.output<typeof companionFacts>
export type CompanionOptions = Filled<z.output<z.ZodObject<typeof companionOptions, z.core.$strict>>>

export type Companion = 'schemaRegistry' | 'connectWorker' | 'monitoring'

/** How many machines of each companion were asked for. */
export function companionMachines (options: CompanionOptions, facts: CompanionFacts): Readonly<Record<Companion, number>> {
  return {
    schemaRegistry: options.schemaRegistry ? facts.schemaRegistry.machines : 0,
    connectWorker: options.connectWorkers,
    monitoring: options.monitoring ? facts.monitoring.machines : 0
  }
}
