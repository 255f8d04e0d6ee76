import type { Charge, LineItemId, Term } from '../../pricing/charge.ts'
import { Decimal } from '../../pricing/decimal.ts'
import { term, text } from '../formula.ts'
import type { Conventions } from '../offering.ts'
import { serverSku } from './server-facts.ts'
import type { OnPremisesFacts, ServerKind } from './server-facts.ts'
import { settingTerm } from './server-options.ts'
import type { OnPremisesOptions, ServerSettings } from './server-options.ts'

const WATTS_PER_KILOWATT = 1000
const MONTHS_PER_YEAR = 12
const HUNDRED = 100

/** So many servers and what they do: `3 brokers`, `1 spare`. */
export type Use = readonly [count: number, use: string]

/** Servers of one kind that are bought for one purpose. */
interface Fleet {
  readonly kind: ServerKind
  readonly name: string
  readonly bought: LineItemId
  readonly maintained: LineItemId
  readonly servers: number
  readonly uses: readonly Use[]
  readonly watts: number
  readonly kilowatts: number
}

const inUse = (uses: readonly Use[]): readonly Use[] => uses.filter(([count]) => count > 0)
const serversOf = (uses: readonly Use[]): number => uses.reduce((sum, [count]) => sum + count, 0)

function usesFormula ({ uses }: Fleet): string {
  const formula = uses.map(([count, use]) => `${count} ${use}`).join(' + ')
  return uses.length > 1 ? `(${formula})` : formula
}

const usesTerms = ({ uses }: Fleet): readonly Term[] => uses.map(([count, use]) => term(use, count, 'servers', 'derived'))

/** A share of the price of the servers each month: written off, and for maintenance. */
function ownership (fleet: Fleet, options: OnPremisesOptions, settings: ServerSettings): readonly Charge[] {
  const { kind, name, bought, maintained } = fleet
  const { amortisationMonths, maintenancePercentPerYear } = settings
  const servers = new Decimal(fleet.servers)
  const sku = serverSku(kind)
  return [
    {
      id: bought,
      title: `Purchase of the ${name}, written off`,
      group: 'compute',
      sku,
      consumedQuantity: servers,
      consumedUnit: 'Servers',
      quantity: servers.div(amortisationMonths),
      formula: () => `${usesFormula(fleet)} / ${amortisationMonths} months`,
      terms: () => [...usesTerms(fleet), settingTerm('amortisationMonths', options, settings)]
    },
    {
      id: maintained,
      title: `Maintenance of the ${name}`,
      group: 'support',
      sku,
      consumedQuantity: servers,
      consumedUnit: 'Servers',
      quantity: servers.times(maintenancePercentPerYear).div(HUNDRED * MONTHS_PER_YEAR),
      formula: () => `${usesFormula(fleet)} × ${text(maintenancePercentPerYear)} / ${HUNDRED} a year / ${MONTHS_PER_YEAR} months`,
      terms: () => [...usesTerms(fleet), settingTerm('maintenancePercentPerYear', options, settings)]
    }
  ]
}

type Each = (fleet: Fleet) => number

const sum = (fleets: readonly Fleet[], each: Each): Decimal => fleets.reduce((total, fleet) => total.plus(new Decimal(each(fleet)).times(fleet.servers)), new Decimal(0))
const sumFormula = (fleets: readonly Fleet[], each: Each, unit: string): string => fleets.map(fleet => `${fleet.servers} ${fleet.name} × ${text(each(fleet))} ${unit}`).join(' + ')

/** Where the servers stand: electricity in a room of one's own or at the edge, or the power that colocation provisions; never both. */
function facility (fleets: readonly Fleet[], options: OnPremisesOptions, settings: ServerSettings, { hoursPerMonth }: Conventions): Charge {
  if (options.facility === 'colocation') {
    const quantity = sum(fleets, ({ kilowatts }) => kilowatts)
    return {
      id: 'facility.colocation',
      title: 'Colocation, by the power that it provisions',
      group: 'compute',
      sku: 'on-premises/colocation',
      consumedQuantity: quantity,
      consumedUnit: 'kW',
      quantity,
      formula: () => sumFormula(fleets, ({ kilowatts }) => kilowatts, 'kW'),
      terms: () => [settingTerm('colocationKilowatts', options, settings)]
    }
  }
  const { powerUsageEffectiveness } = settings
  const consumed = sum(fleets, ({ watts }) => watts).times(hoursPerMonth).div(WATTS_PER_KILOWATT)
  return {
    id: 'facility.power',
    title: 'Electricity of the servers and their room',
    group: 'compute',
    sku: 'on-premises/electricity',
    consumedQuantity: consumed,
    consumedUnit: 'kWh',
    quantity: consumed.times(powerUsageEffectiveness),
    formula: () => `(${sumFormula(fleets, ({ watts }) => watts, 'W')}) / ${WATTS_PER_KILOWATT} × ${text(hoursPerMonth)} hours × ${text(powerUsageEffectiveness)}`,
    terms: () => [settingTerm('averagePowerWatts', options, settings), settingTerm('powerUsageEffectiveness', options, settings), term('hoursPerMonth', hoursPerMonth, 'hours', 'assumption')]
  }
}

function fabric (fleets: readonly Fleet[]): Charge {
  const servers = sum(fleets, () => 1)
  return {
    id: 'network.fabric',
    title: 'Switch ports and optics',
    group: 'network',
    sku: 'on-premises/network.fabric',
    consumedQuantity: servers,
    consumedUnit: 'Servers',
    quantity: servers,
    formula: () => fleets.map(({ servers, name }) => `${servers} ${name}`).join(' + '),
    terms: () => fleets.flatMap(usesTerms)
  }
}

/**
 * What servers of one's own cost a month: price, maintenance, room, network. `uses` are on the servers of the brokers, `beside` on small ones;
 * a use of no server is left out.
 */
export function serverCharges (kind: ServerKind, uses: readonly Use[], beside: readonly Use[], options: OnPremisesOptions, settings: ServerSettings, facts: OnPremisesFacts, conventions: Conventions): readonly Charge[] {
  const { averagePowerWatts: watts, colocationKilowatts: kilowatts } = settings
  const { small } = facts.servers
  const purposes: readonly Fleet[] = [
    { kind, name: 'servers', bought: 'compute.servers', maintained: 'support.maintenance', uses: inUse(uses), servers: serversOf(uses), watts, kilowatts },
    { kind: 'small', name: 'small servers', bought: 'compute.small-servers', maintained: 'support.small-server-maintenance', uses: inUse(beside), servers: serversOf(beside), watts: small.averagePowerWatts, kilowatts: small.colocationKilowatts }
  ]
  const fleets = purposes.filter(({ servers }) => servers > 0)
  return [
    ...fleets.flatMap(fleet => ownership(fleet, options, settings)),
    facility(fleets, options, settings, conventions),
    fabric(fleets)
  ]
}
