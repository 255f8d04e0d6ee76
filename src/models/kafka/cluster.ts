import { Decimal } from '../../pricing/decimal.ts'
import { keptFor } from '../kept.ts'
import type { Finding, PlanOption } from '../offering.ts'
import { askedBrokers, countBrokers, fittingClusters, givenClusterFindings, onZones } from '../sizing/broker-count.ts'
import type { BrokerBounds, BrokerCount } from '../sizing/broker-count.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { throughputLimits, volumeShare } from '../sizing/policies.ts'
import type { BrokerHardware } from '../sizing/policies.ts'
import { constraint, needOf, sizingPolicies } from '../sizing/sizing.ts'
import type { Limit, Sizing, SizingPolicy } from '../sizing/sizing.ts'
import { volumeGib } from '../sizing/storage.ts'
import type { ClusterOptions } from './kafka-options.ts'
import type { LogWorkload } from './log-workload.ts'

export interface ClusterInput {
  readonly log: LogWorkload
  readonly options: ClusterOptions
  readonly facts: KafkaSizingFacts
  readonly brokersMaximum: number
  readonly brokersMaximumSource: string
  /** What stands beside the cluster may ask for more than one. */
  readonly brokersMinimum?: number
  readonly controllers: number
}

/** Whole GiB that a volume has at least, and how they come about. */
export interface SmallestVolume { readonly gib: number, readonly formula: string }

/** Disks of a broker's own have no minimum that is bought. */
export const ownDisks: SmallestVolume = { gib: 0, formula: '0' }

/** A cluster of one broker type, as far as choosing between types needs it. */
export interface Candidate<Hardware extends BrokerHardware = BrokerHardware> extends PlanOption {
  readonly machine: Hardware
  readonly limits: readonly Limit[]
  readonly asked: number
  readonly required: number
  /** What each of its volumes must give. */
  readonly volumeMibPerSecond: number
}

/** What a candidate is sized to, worked out when it may be bought. */
export interface Cluster {
  readonly sizing: Sizing
  readonly gibPerBroker: Decimal
  readonly findings: readonly Finding[]
}

const utilisationOf = ({ options, facts }: ClusterInput): number => options.utilisation ?? facts.utilisation

const boundsOf = ({ log, options, brokersMinimum = 1, brokersMaximum, brokersMaximumSource }: ClusterInput): BrokerBounds =>
  ({ zones: log.shape.zones, replicationFactor: log.replicationFactor, offeringMinimum: brokersMinimum, maximum: brokersMaximum, maximumSource: brokersMaximumSource, given: options.brokers })

/** The disk a broker can have: its own, the volume that was given, or the largest that is sold. */
function diskOf ({ localGib, source }: BrokerHardware, givenGib: number | undefined, { volumeGibMaximum }: KafkaSizingFacts): Pick<Limit, 'capacityPerBroker' | 'source'> {
  if (localGib !== undefined) return { capacityPerBroker: localGib, source }
  return givenGib === undefined ? { capacityPerBroker: volumeGibMaximum, source: 'kafka-sizing:facts/volumeGibMaximum' } : { capacityPerBroker: givenGib, source: 'option storageGibPerBroker' }
}

function limitsOf (input: ClusterInput, hardware: BrokerHardware, policy: SizingPolicy): readonly Limit[] {
  const { log, options, facts } = input
  return [
    ...throughputLimits(hardware, log.shape, facts, { policy, utilisation: utilisationOf(input) }),
    { dimension: 'storage', unit: 'GiB', ...diskOf(hardware, options.storageGibPerBroker, facts), allowedUtilisation: 1 - facts.storageHeadroom, of: 'dataGib', perUnit: 1 },
    { dimension: 'partitions', unit: 'partition replicas', capacityPerBroker: hardware.partitionReplicas, allowedUtilisation: 1, source: hardware.source, of: 'partitionReplicas', perUnit: 1 }
  ]
}

const keptLimits = keptFor<readonly BrokerHardware[], readonly (readonly Limit[])[]>()

/**
 * Sizes one cluster per broker type that fits (model.md 4.2); error: OUT_OF_MODEL_RANGE.
 * `bought` tells apart what is paid beside the unit price of the machines: clusters of one size that buy the same are peers, zero buys none.
 */
export function sizeClusters<Hardware extends BrokerHardware> (input: ClusterInput, types: readonly Hardware[], bought: (machine: Hardware, volumeMibPerSecond: number) => number | string): readonly Candidate<Hardware>[] {
  const { log: { demand, shape }, options, facts } = input
  const bounds = boundsOf(input)
  const utilisation = utilisationOf(input)
  const key = `${options.sizingPolicy} ${utilisation} ${options.storageGibPerBroker} ${shape.consumerGroups} ${shape.replicationFactor} ${shape.zones} ${shape.tieredShare} ${shape.groupsTimesCopies} ${shape.tieredShareTimesCopies}`
  const limits = keptLimits(types, key, () => types.map(hardware => limitsOf(input, hardware, options.sizingPolicy)))
  // Every type has the same limits in the same order.
  const needs = limits[0]!.map(limit => needOf(limit, demand))
  const { volumePerWrite, allowedUtilisation } = volumeShare({ policy: options.sizingPolicy, utilisation }, shape, facts)
  const neededMibPerSecond = demand.peakWriteMibPerSecond * volumePerWrite / allowedUtilisation
  const candidates = types.map((machine, index): Candidate<Hardware> => {
    const ownLimits = limits[index]!
    const asked = askedBrokers(ownLimits, needs)
    const required = onZones(asked, bounds)
    const brokers = options.brokers ?? required
    // What the policy's share takes on each broker, no more than the machine sustains.
    const volumeMibPerSecond = Math.min(neededMibPerSecond / brokers, machine.volumeMibPerSecond ?? Infinity)
    const extra = bought(machine, volumeMibPerSecond)
    return { machine, brokers, limits: ownLimits, asked, required, volumeMibPerSecond, peers: extra === 0 ? brokers : `${brokers} ${extra}` }
  })
  return fittingClusters(candidates, bounds)
}

/** Whole GiB of one broker's volume, or of its own disks. */
function gibPerBrokerOf ({ log, options, facts }: ClusterInput, { localGib }: BrokerHardware, brokers: number, minimumGib: number): Decimal {
  if (localGib !== undefined) return new Decimal(localGib)
  if (options.storageGibPerBroker !== undefined) return new Decimal(options.storageGibPerBroker)
  return Decimal.min(facts.volumeGibMaximum, volumeGib(log.storage, brokers, facts.storageHeadroom, minimumGib))
}

/** Works a candidate out on volumes of at least a size: constraints, both policies. */
export function clusterOf (input: ClusterInput, { machine, brokers, limits, required }: Candidate, { gib }: SmallestVolume): Cluster {
  const { log, options } = input
  const { demand } = log
  const bounds = boundsOf(input)
  const counted = (of: readonly Limit[]): BrokerCount => countBrokers(of, of.map(limit => needOf(limit, demand)), bounds)
  const count = counted(limits)
  const constraints = () => limits.map(limit => constraint(limit, demand))
  const gibPerBroker = gibPerBrokerOf(input, machine, brokers, gib)
  return {
    gibPerBroker,
    findings: options.brokers === undefined ? [] : givenClusterFindings(constraints(), count, bounds),
    sizing: {
      brokers,
      brokerType: machine.type,
      partitions: log.partitions,
      partitionReplicas: demand.partitionReplicas,
      storageGib: gibPerBroker.times(brokers),
      storageGibPerBroker: gibPerBroker,
      controllers: input.controllers,
      bindingConstraint: count.bindingConstraint,
      constraints,
      sizingPolicy: options.sizingPolicy,
      brokersByPolicy: () => Object.fromEntries(sizingPolicies.map(policy =>
        [policy, policy === options.sizingPolicy ? required : counted(limitsOf(input, machine, policy)).required])) as Record<SizingPolicy, number>
    }
  }
}
