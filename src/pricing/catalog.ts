import { EstimateError } from './errors.ts'
import type { PriceTable } from './price-table.ts'

/** Every landed version of every price table, oldest first. */
export interface Catalog {
  readonly tables: ReadonlyMap<string, readonly PriceTable[]>
  /** Region code → the vendor's name of it, over all tables of AWS: where a workload can run. */
  readonly regions: ReadonlyMap<string, string>
}

/** The tenth correction of a day comes after its second. */
function byVersion (a: PriceTable, b: PriceTable): number {
  const [[dayA, correctionA = '0'], [dayB, correctionB = '0']] = [a.version.split('.') as [string, string?], b.version.split('.') as [string, string?]]
  return dayA === dayB ? Number(correctionA) - Number(correctionB) : dayA < dayB ? -1 : 1
}

/** Gathers tables into a frozen catalog. */
export function createCatalog (tables: readonly PriceTable[]): Catalog {
  const byId = new Map<string, PriceTable[]>()
  const regions = new Map<string, string>()
  for (const table of [...tables].sort(byVersion)) {
    byId.set(table.id, [...byId.get(table.id) ?? [], table])
    if (table.cloud === 'aws') for (const [code, region] of table.regions) regions.set(code, region.name)
  }
  return Object.freeze({ tables: byId, regions: new Map([...regions].sort(([a], [b]) => a < b ? -1 : 1)) })
}

function versionsOf (catalog: Catalog, id: string): readonly PriceTable[] {
  const versions = catalog.tables.get(id)
  if (versions === undefined) {
    throw new EstimateError('UNKNOWN_PRICE_TABLE', `There is no price table "${id}"; known are ${[...catalog.tables.keys()].join(', ')}.`, { table: id, accepted: [...catalog.tables.keys()] })
  }
  return versions
}

/** Finds one landed version of a table; errors: UNKNOWN_PRICE_TABLE, UNKNOWN_PRICE_TABLE_VERSION. */
export function tableVersion (catalog: Catalog, id: string, version: string): PriceTable {
  const versions = versionsOf(catalog, id)
  const found = versions.find(table => table.version === version)
  if (found !== undefined) return found
  const accepted = versions.map(table => table.version)
  throw new EstimateError('UNKNOWN_PRICE_TABLE_VERSION', `Price table ${id} has no version "${version}"; its versions are ${accepted.join(', ')}.`, { table: id, version, accepted })
}

/** The newest of a table's versions, oldest first, that holds on a date (UTC, YYYY-MM-DD); none before the first. */
export function versionInForce (versions: readonly PriceTable[], asOf: string): PriceTable | undefined {
  let inForce: PriceTable | undefined
  for (const table of versions) if (table.version.slice(0, asOf.length) <= asOf) inForce = table
  return inForce
}

/** Finds the version of a table in force on a date (UTC, YYYY-MM-DD); errors: UNKNOWN_PRICE_TABLE, UNKNOWN_PRICE_TABLE_VERSION. */
export function tableAsOf (catalog: Catalog, id: string, asOf: string): PriceTable {
  const versions = versionsOf(catalog, id)
  const inForce = versionInForce(versions, asOf)
  if (inForce !== undefined) return inForce
  throw new EstimateError('UNKNOWN_PRICE_TABLE_VERSION', `Price table ${id} has no version in force on ${asOf}; its first one holds from ${versions[0]!.version}.`, { table: id, asOf, accepted: versions.map(table => table.version) })
}
