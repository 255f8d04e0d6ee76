import { z } from 'zod'
import { fact, flagFact, numberFact } from '../facts.ts'
import { countUnits } from '../sizing/units.ts'
import type { UnitBounds, UnitLimit } from '../sizing/units.ts'
import type { ClientLimit, ClientLoad } from './client-load.ts'
import type { LogWorkload } from './log-workload.ts'

const planFacts = z.looseObject({
  ingressMegabytesPerSecond: numberFact,
  egressMegabytesPerSecond: numberFact,
  partitions: numberFact,
  clientConnections: numberFact,
  connectionAttemptsPerSecond: numberFact,
  requestsPerSecond: numberFact,
  minimumUnits: fact(z.array(z.looseObject({ serviceLevelPercent: z.number(), units: z.number() })).min(1)),
  maximumUnits: numberFact,
  clusterPartitions: numberFact,
  messageMegabytes: numberFact,
  billedCopies: numberFact,
  freeUnits: numberFact.optional(),
  storageGibMaximum: numberFact.optional(),
  maximumUnitsPrivateLink: numberFact.optional(),
  latencySeconds: numberFact.optional(),
  transactions: flagFact.optional()
})

/** What the models of Confluent Cloud read from its table beside prices: the limits of each plan, a unit and a cluster. */
export const confluentFacts = z.looseObject({ basic: planFacts, standard: planFacts, enterprise: planFacts, freight: planFacts, dedicated: planFacts })

export type PlanFacts = z.output<typeof planFacts>
export type ConfluentFacts = z.output<typeof confluentFacts>

export const networkings = ['private-link', 'private-network-interface'] as const
export type Networking = typeof networkings[number]

/** A plan as data: its names, what it is billed by, and how it is reached. */
export interface ConfluentPlan {
  readonly name: 'basic' | 'standard' | 'enterprise' | 'freight' | 'dedicated'
  readonly title: string
  readonly unitName: 'eCKU' | 'CKU'
  /** Reached by networks that are priced by the GB apart from each other; false: one price. */
  readonly privateNetworking: boolean
  /** Why it has no price. */
  readonly unpriced?: string
}

/** The plans in the order in which one is advised where another ends. */
export const confluentPlans = [
  { name: 'basic', title: 'Confluent Cloud Basic', unitName: 'eCKU', privateNetworking: false },
  { name: 'standard', title: 'Confluent Cloud Standard', unitName: 'eCKU', privateNetworking: false },
  { name: 'enterprise', title: 'Confluent Cloud Enterprise', unitName: 'eCKU', privateNetworking: true },
  { name: 'freight', title: 'Confluent Cloud Freight', unitName: 'eCKU', privateNetworking: false },
  { name: 'dedicated', title: 'Confluent Cloud Dedicated', unitName: 'CKU', privateNetworking: false, unpriced: 'Confluent sells Dedicated clusters by quote: no price of a CKU is published.' }
] as const satisfies readonly ConfluentPlan[]

type LimitFact = 'ingressMegabytesPerSecond' | 'egressMegabytesPerSecond' | 'partitions' | 'clientConnections' | 'connectionAttemptsPerSecond' | 'requestsPerSecond'

function limitOf ({ name }: ConfluentPlan, facts: ConfluentFacts, of: LimitFact): Pick<UnitLimit, 'capacityPerUnit' | 'source'> {
  return { capacityPerUnit: facts[name][of], source: `confluent-cloud:facts/${name}/${of}` }
}

function clientLimits (plan: ConfluentPlan, facts: ConfluentFacts, load: ClientLoad): readonly ClientLimit[] {
  const limit = (dimension: string, unit: string, option: ClientLimit['option'], peakNeed: number, meanNeed: number): ClientLimit =>
    ({ dimension, unit, option, ...limitOf(plan, facts, option), peakNeed, meanNeed })
  return [
    limit('connections', 'connections', 'clientConnections', load.connections, load.connections),
    limit('connection-attempts', 'connections/s', 'connectionAttemptsPerSecond', load.connectionAttemptsPerSecond, load.connectionAttemptsPerSecond),
    limit('requests', 'requests/s', 'requestsPerSecond', load.peakRequestsPerSecond, load.meanRequestsPerSecond)
  ]
}

/** What a workload needs of each limit of a unit; partitions are counted before replication, and of what clients ask only what was given. */
export function unitLimits (plan: ConfluentPlan, facts: ConfluentFacts, { rates, partitions }: LogWorkload, load: ClientLoad): readonly UnitLimit[] {
  const limit = (dimension: string, unit: string, of: LimitFact, peakNeed: number, meanNeed: number): UnitLimit =>
    ({ dimension, unit, ...limitOf(plan, facts, of), peakNeed, meanNeed })
  return [
    limit('ingress', 'MB/s written', 'ingressMegabytesPerSecond', rates.peakWriteMegabytesPerSecond, rates.meanWriteMegabytesPerSecond),
    limit('egress', 'MB/s read', 'egressMegabytesPerSecond', rates.peakReadMegabytesPerSecond, rates.meanReadMegabytesPerSecond),
    limit('partitions', 'leader partitions', 'partitions', partitions, partitions),
    ...clientLimits(plan, facts, load).filter(({ option }) => load.given.includes(option))
  ]
}

/** What clients were derived to need of each limit of a unit, which counts no units. */
export const derivedLimits = (plan: ConfluentPlan, facts: ConfluentFacts, load: ClientLoad): readonly ClientLimit[] =>
  clientLimits(plan, facts, load).filter(({ option }) => !load.given.includes(option))

/** Whose limits one cluster keeps to, and where it has none left. */
export interface ClusterNeeds {
  readonly log: LogWorkload
  readonly load: ClientLoad
  readonly serviceLevelPercent: number | undefined
  readonly networking: Networking
}

/** The lowest level that the plan has at or above the one asked for, else its highest; its first where none is asked for. */
export function levelOf ({ minimumUnits }: PlanFacts, asked = 0): PlanFacts['minimumUnits'][number] {
  return minimumUnits.find(({ serviceLevelPercent }) => serviceLevelPercent >= asked) ?? minimumUnits.at(-1)!
}

/** The units that a cluster of the plan has at least and at most. */
export function boundsOf (facts: PlanFacts, { serviceLevelPercent, networking }: Pick<ClusterNeeds, 'serviceLevelPercent' | 'networking'>): UnitBounds {
  const maximum = (networking === 'private-link' ? facts.maximumUnitsPrivateLink : undefined) ?? facts.maximumUnits
  return { minimum: levelOf(facts, serviceLevelPercent).units, maximum }
}

function fits (plan: ConfluentPlan, facts: ConfluentFacts, needs: ClusterNeeds): boolean {
  const bounds = boundsOf(facts[plan.name], needs)
  const { required } = countUnits(unitLimits(plan, facts, needs.log, needs.load), bounds)
  return required <= bounds.maximum && needs.log.partitions <= facts[plan.name].clusterPartitions
}

/** What takes a workload that is too much for a plan: another network, another plan, or several clusters. */
export function adviceBeyond (plan: ConfluentPlan, facts: ConfluentFacts, needs: ClusterNeeds): string {
  const widest = { ...needs, networking: 'private-network-interface' } as const
  if (plan.privateNetworking && needs.networking === 'private-link' && fits(plan, facts, widest)) return 'With networking private-network-interface one cluster takes it.'
  const places = confluentPlans.map(({ name }) => name)
  const next = confluentPlans.slice(places.indexOf(plan.name) + 1).find(one => fits(one, facts, widest))
  return next === undefined ? 'No plan takes it on one cluster: split it over several.' : `${next.title} takes it.`
}
