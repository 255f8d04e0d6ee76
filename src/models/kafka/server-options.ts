import { z } from 'zod'
import type { Term } from '../../pricing/charge.ts'
import type { Filled } from '../defaults.ts'
import { decimalNumber, optional, positiveNumber, wholeNumber, withDefault } from '../defaults.ts'
import { term, text } from '../formula.ts'
import type { Assumption } from '../offering.ts'
import { companionOptions } from './companion-options.ts'
import { selfManagedOptions } from './kafka-options.ts'
import type { OnPremisesFacts, ServerKind } from './server-facts.ts'

const { brokers, utilisation, storageGibPerBroker, sizingPolicy, nonProductionClusters, orchestration } = selfManagedOptions
const { schemaRegistry, connectWorkers, monitoring } = companionOptions

const settings = {
  amortisationMonths: optional(wholeNumber(1, 120), 'months', 'Months over which the price of a server is written off'),
  maintenancePercentPerYear: optional(decimalNumber(0, 100), '% of the price', 'Maintenance contract and spare parts, of the price of a server a year'),
  averagePowerWatts: optional(positiveNumber(10000), 'W', 'Mean power of a broker server; of a room of your own and of the edge only'),
  powerUsageEffectiveness: optional(decimalNumber(1, 5), 'ratio', 'Power of the whole room for each watt of its servers; of a room of your own and of the edge only'),
  colocationKilowatts: optional(positiveNumber(100), 'kW', 'Power that colocation provisions for a broker server'),
  spareServers: optional(wholeNumber(0, 100), 'servers', 'Servers bought and run beside those of each cluster, to replace one')
}

/** Options of Kafka on own servers; money is overridden by `pricing.overrides` of the SKUs of table on-premises. */
export const onPremisesOptions = {
  facility: withDefault(z.enum(['own-room', 'colocation', 'edge']), 'own-room', 'choice', 'Where the servers stand: a room of your own, colocation, or the edge with one to three small servers'),
  brokers,
  utilisation,
  storageGibPerBroker,
  sizingPolicy,
  controllers: optional(z.enum(['dedicated', 'combined']), 'choice', 'KRaft controllers on their own machines, or combined with brokers; dedicated, at the edge combined, where left out'),
  orchestration,
  nonProductionClusters,
  schemaRegistry,
  connectWorkers,
  monitoring,
  secondSite: withDefault(z.boolean(), false, 'yes or no', 'A second cluster of the same size at another site of your own, that everything written is mirrored to'),
  ...settings
}

type Setting = keyof typeof settings

export type OnPremisesOptions = Filled<z.output<z.ZodObject<typeof onPremisesOptions, z.core.$strict>>, Setting | 'brokers' | 'utilisation' | 'storageGibPerBroker' | 'controllers'>

export type ServerSettings = Readonly<Record<Setting, number>>

/** What is known of the servers: as given, else from the table; at the edge there is no machine room and no spare. */
export function serverSettings (options: OnPremisesOptions, facts: OnPremisesFacts, kind: ServerKind): ServerSettings {
  const edge = options.facility === 'edge'
  const { averagePowerWatts, colocationKilowatts } = facts.servers[kind]
  return {
    amortisationMonths: options.amortisationMonths ?? facts.amortisationMonths,
    maintenancePercentPerYear: options.maintenancePercentPerYear ?? facts.maintenancePercentPerYear,
    averagePowerWatts: options.averagePowerWatts ?? averagePowerWatts,
    powerUsageEffectiveness: options.powerUsageEffectiveness ?? (edge ? facts.edgePowerUsageEffectiveness : facts.powerUsageEffectiveness),
    colocationKilowatts: options.colocationKilowatts ?? colocationKilowatts,
    spareServers: options.spareServers ?? (edge ? facts.edgeSpareServers : facts.spareServers)
  }
}

const unitOf = (name: Setting): string => settings[name].meta()!['unit'] as string

/** A setting as a number of a formula: given, or from the table. */
export function settingTerm (name: Setting, options: OnPremisesOptions, used: ServerSettings): Term {
  return term(name, used[name], unitOf(name), options[name] === undefined ? 'table' : 'option')
}

const everywhere: readonly Setting[] = ['amortisationMonths', 'maintenancePercentPerYear', 'spareServers']
const powered: readonly Setting[] = [...everywhere, 'averagePowerWatts', 'powerUsageEffectiveness']
const colocated: readonly Setting[] = [...everywhere, 'colocationKilowatts']

/** The settings that the bill rests on and nobody gave. */
export function serverAssumptions (options: OnPremisesOptions, used: ServerSettings): readonly Assumption[] {
  return (options.facility === 'colocation' ? colocated : powered)
    .filter(name => options[name] === undefined)
    .map(name => ({ name, value: text(used[name]), unit: unitOf(name), origin: 'rule', why: `${settings[name].meta()!.description}: the figure of table on-premises.` }))
}
