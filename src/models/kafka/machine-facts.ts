import { z } from 'zod'
import type { CommitmentOfSku } from '../../pricing/charge.ts'
import type { Commitment } from '../../pricing/commitment.ts'
import { partitionReplicasOf } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { BrokerHardware } from '../sizing/policies.ts'
import { onceByKey } from '../kept.ts'
import { commitmentOf, soldUnder } from './commitments.ts'
import type { CommitmentFacts, Commitments, CommitmentTerm } from './commitments.ts'
import { memoryGibFor, vcpuLeft } from './kubernetes.ts'
import type { KubernetesFacts } from './kubernetes.ts'
import type { MachineMinimum } from './machine-charges.ts'

const GIGABYTE = 1e9
const GIBIBYTE = 2 ** 30

const instance = z.looseObject({
  vcpu: z.number(),
  memoryGib: z.number(),
  volumeMibPerSecond: z.number().nullable(),
  networkMibPerSecond: z.number(),
  networkIsMaximum: z.boolean().optional(),
  generation: z.number(),
  family: z.string(),
  burstable: z.boolean(),
  localStorageGb: z.number(),
  localMibPerSecond: z.number().optional(),
  volumes: z.array(z.string()).optional(),
  source: z.string()
})

/** What the models of self-managed Kafka read from a table of machines beside prices. */
export const machineFacts = z.looseObject({ instances: z.record(z.string(), instance) })
export type MachineFacts = z.output<typeof machineFacts>
type Instance = z.output<typeof instance>

export interface Machine extends BrokerHardware {
  readonly eligible: boolean
  readonly family: string
  readonly commitment: Commitment | undefined
  readonly networkIsMaximum: boolean
  /** Ids of the network volumes it takes, the preferred one first; empty where its own disks hold the data. */
  readonly volumes: readonly string[]
}

export interface MachineChoices {
  readonly types: readonly Machine[]
  /** Machines of at least that size on one kind of volume, whichever is cheapest being taken; the same list for the same question. */
  readonly largeEnough: (minimum: MachineMinimum, volume: string) => readonly Machine[]
  /** What each costs less; undefined where all of them are at list price. */
  readonly commitmentOfSku: CommitmentOfSku | undefined
}

/** What narrows the choice before any price is looked at. */
export interface MachineNeeds {
  /** The table whose SKUs are `instance.<type>`. */
  readonly table: string
  readonly sizing: KafkaSizingFacts
  readonly commitments: Commitments
  readonly term: CommitmentTerm
  /** Ids of the volumes that may be bought. */
  readonly volumes: readonly string[]
  /** What runs on the machines beside brokers; undefined where nothing does. */
  readonly kubernetes: KubernetesFacts | undefined
}

const noCommitments: CommitmentFacts = { commitments: {} }

/** Machines at list price for something that buys no volumes. */
export const onDemand = (table: string, sizing: KafkaSizingFacts): MachineNeeds => ({ table, sizing, commitments: { table, facts: noCommitments }, term: 'none', volumes: [], kubernetes: undefined })

function machineOf (type: string, one: Instance, { table, sizing, commitments, term, volumes: bought, kubernetes }: MachineNeeds): Machine {
  const local = one.localStorageGb > 0
  const volumes = local ? [] : bought.filter(id => one.volumes === undefined || one.volumes.includes(id))
  const volumeMibPerSecond = local ? one.localMibPerSecond ?? null : one.volumeMibPerSecond
  const networkIsMaximum = one.networkIsMaximum === true
  return {
    type,
    sku: `${table}/instance.${type}`,
    generation: one.generation,
    family: one.family,
    commitment: commitmentOf(one.family, term, commitments),
    vcpu: vcpuLeft(one.vcpu, kubernetes),
    volumeMibPerSecond,
    networkMibPerSecond: one.networkMibPerSecond,
    networkIsMaximum,
    // Figures that are no floor, or missing, would let a small machine carry any load.
    boundByProcessors: networkIsMaximum || volumeMibPerSecond === null,
    localGib: local ? Math.floor(one.localStorageGb * GIGABYTE / GIBIBYTE) : undefined,
    partitionReplicas: partitionReplicasOf(one.vcpu, sizing),
    source: `${table}:facts/instances/${type}`,
    volumes,
    eligible: !one.burstable && one.vcpu >= sizing.minimumVcpu && one.memoryGib >= memoryGibFor(sizing.minimumMemoryGib, kubernetes) && volumes.length > 0 && volumeMibPerSecond !== null && soldUnder(one.family, term, commitments)
  }
}

function choicesOf (facts: MachineFacts, needs: MachineNeeds): MachineChoices {
  const { commitments, term, kubernetes } = needs
  const types = Object.entries(facts.instances).map(([type, one]) => machineOf(type, one, needs))
  const lists = onceByKey()
  const largeEnough: MachineChoices['largeEnough'] = (minimum, volume) => lists(`${minimum.vcpu} ${minimum.memoryGib} ${volume}`, () => types.filter(({ type, family, volumes }) => {
    const { burstable, vcpu, memoryGib } = facts.instances[type]!
    return !burstable && vcpu >= minimum.vcpu && memoryGib >= memoryGibFor(minimum.memoryGib, kubernetes) && volumes.includes(volume) && soldUnder(family, term, commitments)
  }))
  const discounts = new Map(types.map(({ sku, commitment }) => [sku, commitment]))
  return { types, largeEnough, commitmentOfSku: types.some(({ commitment }) => commitment !== undefined) ? sku => discounts.get(sku) : undefined }
}

const kept = new WeakMap<MachineFacts, Map<string, { readonly needs: MachineNeeds, readonly choices: MachineChoices }>>()

/** A table of machines as broker hardware: burstable types and those with local disks only where they are named. */
export function machineChoices (facts: MachineFacts, needs: MachineNeeds): MachineChoices {
  let known = kept.get(facts)
  if (known === undefined) {
    known = new Map()
    kept.set(facts, known)
  }
  const key = `${needs.term} ${needs.volumes.join()} ${needs.kubernetes !== undefined}`
  const found = known.get(key)
  if (found?.needs.sizing === needs.sizing && found.needs.commitments.facts === needs.commitments.facts && found.needs.kubernetes === needs.kubernetes) return found.choices
  const choices = choicesOf(facts, needs)
  known.set(key, { needs, choices })
  return choices
}
