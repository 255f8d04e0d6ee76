import type { Charge } from '../../pricing/charge.ts'
import { EstimateError } from '../../pricing/errors.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import type { Departure } from '../network.ts'
import type { Market } from '../offering.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { brokerTypesFor } from './broker-types.ts'
import { requireCommitment } from './commitments.ts'
import type { Commitments } from './commitments.ts'
import { keptFor } from '../kept.ts'
import type { SelfManagedOptions } from './kafka-options.ts'
import type { CompanionFacts } from './companion-options.ts'
import { nodesOf } from './kubernetes.ts'
import type { KubernetesFacts } from './kubernetes.ts'
import type { MachineOffer } from './machine-charges.ts'
import { machineChoices } from './machine-facts.ts'
import type { Machine, MachineFacts, MachineNeeds } from './machine-facts.ts'
import { skusOf } from './non-production.ts'
import { requireVolumeSize, sustained } from './volumes.ts'
import type { Volume } from './volumes.ts'

export interface SelfManagedFacts {
  readonly sizing: KafkaSizingFacts
  readonly machines: MachineFacts
  /** Network volumes, the preferred one first. */
  readonly volumes: readonly Volume[]
  readonly commitments: Commitments
  readonly companions: CompanionFacts
  readonly kubernetes: KubernetesFacts
}

/** What a cluster can be made of where it runs. */
export interface SelfManagedParts {
  readonly types: readonly Machine[]
  readonly preferredVolume: Volume
  /** The volume of a machine; undefined where its own disks hold the data. */
  readonly volumeOf: (machine: Machine) => Volume | undefined
  /** What stands beside the brokers. */
  readonly offer: MachineOffer
  /** What machines cost less all month that nobody commits to. */
  readonly uncommitted: Charge['commitment']
}

const impossible = (field: string, message: string): EstimateError => new EstimateError('IMPOSSIBLE_COMBINATION', message, { field })

/** Holds a named type against the other options; errors: IMPOSSIBLE_COMBINATION, MISSING_PRICE, NOT_OFFERED_IN_REGION. */
function checkNamed (machine: Machine, volumes: readonly Volume[], { commitments }: SelfManagedFacts, { storageGibPerBroker, commitment, volumeType }: SelfManagedOptions, market: Market): void {
  const { type, family, localGib } = machine
  requireCommitment(type, family, commitment, commitments)
  if (localGib !== undefined) {
    if (storageGibPerBroker !== undefined) throw impossible('storageGibPerBroker', `storageGibPerBroker is ${storageGibPerBroker} and ${type} keeps the data on its own disks of ${localGib} GiB: leave storageGibPerBroker out, or name a type without local disks.`)
    return
  }
  const [first] = machine.volumes
  if (first === undefined) throw impossible('volumeType', `volumeType is ${volumeType} and ${type} does not take such volumes: leave volumeType out, or name another brokerType.`)
  market.require(volumes.find(({ id }) => id === first)!.storage)
}

/** Those whose volumes are sold in a given size; error: UNKNOWN_FIELD_VALUE where none is. */
function soldInSize (types: readonly Machine[], volumeOf: SelfManagedParts['volumeOf'], gib: number | undefined): readonly Machine[] {
  if (gib === undefined) return types
  const minimumOf = (machine: Machine): number => volumeOf(machine)!.minimumGib
  requireVolumeSize(gib, Math.min(...types.map(minimumOf)))
  return types.filter(machine => minimumOf(machine) <= gib)
}

const keptOnVolumes = keptFor<readonly Machine[], readonly Machine[]>()

/** A machine sustains no more than its volume does, of the size that was given. */
function onVolumes (types: readonly Machine[], { sold, volumeOf }: { readonly sold: readonly Volume[], readonly volumeOf: SelfManagedParts['volumeOf'] }, gib: number | undefined, sizing: KafkaSizingFacts): readonly Machine[] {
  const key = `${gib} ${sold.map(({ id, minimumGib, maximum }) => `${id} ${minimumGib} ${maximum?.mibPerSecond} ${maximum?.iops}`).join(' ')}`
  return keptOnVolumes(types, key, () => soldInSize(types, volumeOf, gib).map(machine => ({ ...machine, volumeMibPerSecond: sustained(volumeOf(machine), gib, machine.volumeMibPerSecond, sizing) })))
}

/** What a cloud calls its machines and its transfers. */
export interface CloudNames {
  /** The table whose SKUs are `instance.<type>`. */
  readonly machineTable: string
  readonly departure: Departure
  /** What a byte costs on its way to a region that is named; left out: what it costs to one that is not. */
  readonly transferTo?: (region: string, market: Market) => SkuRef
}

/** What is sold where the cluster runs of what the options ask for; errors: UNKNOWN_FIELD_VALUE, IMPOSSIBLE_COMBINATION, NOT_OFFERED_IN_REGION, MISSING_PRICE. */
export function selfManagedParts ({ machineTable: table, departure, transferTo = () => departure.crossRegion }: CloudNames, facts: SelfManagedFacts, options: SelfManagedOptions, market: Market): SelfManagedParts {
  const { sizing, machines, commitments } = facts
  const { brokerType, storageGibPerBroker, commitment: term, volumeType } = options
  const volumes = volumeType === undefined ? facts.volumes : facts.volumes.filter(({ id }) => id === volumeType)
  const sold = volumes.filter(({ storage }) => market.sells(storage))
  if (sold.length === 0) market.require(volumes[0]!.storage)
  const needs: MachineNeeds = { table, sizing, commitments, term, volumes: volumes.map(({ id }) => id), kubernetes: nodesOf(options, facts.kubernetes) }
  const choices = machineChoices(machines, needs)
  const volumeOf = (machine: Machine): Volume | undefined => sold.find(({ id }) => machine.volumes.includes(id))
  const types = brokerTypesFor(choices.types, one => one.eligible && volumeOf(one) !== undefined, brokerType, market)
  if (brokerType !== undefined) checkNamed(types[0]!, volumes, facts, options, market)
  const { id, storage: volumeSku } = sold[0]!
  const offer: MachineOffer = { largeEnough: minimum => skusOf(choices.largeEnough(minimum, id)), volumeSku, commitment: choices.commitmentOfSku, transferTo: region => transferTo(region, market) }
  return { types: onVolumes(types, { sold, volumeOf }, storageGibPerBroker, sizing), preferredVolume: sold[0]!, volumeOf, offer, uncommitted: machineChoices(machines, { ...needs, term: 'none' }).commitmentOfSku }
}
