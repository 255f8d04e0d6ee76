import type { Catalog } from '../../pricing/catalog.ts'
import { faultAt, phrase, shown } from '../faults.ts'
import type { Fault, Naming } from '../faults.ts'
import { nearestTo } from '../nearest.ts'
import { acceptedBy, shapeAt } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { notInAnAddress } from './read-query.ts'

type Members = Readonly<Record<string, unknown>>

const membersOf = (value: unknown): Members => typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Members : {}
/** A member of what may be an object; undefined where it has none, or is none. */
export const member = (value: unknown, name: string): unknown => Object.hasOwn(membersOf(value), name) ? membersOf(value)[name] : undefined

// Both take the fields of a workload.
const workloads = ['workload', 'existing'] as const

function regionFaults (input: unknown, workload: typeof workloads[number], catalog: Catalog, naming: Naming): readonly Fault[] {
  const region = member(member(input, workload), 'region')
  if (typeof region !== 'string' || region.trim() === '' || catalog.regions.has(region)) return []
  const regions = [...catalog.regions.keys()]
  return [faultAt(naming, [workload, 'region'], 'UNKNOWN_REGION', `is ${shown(region)}, which is in no price table`, regions, nearestTo(region, regions))]
}

function versionFaults (table: string, version: unknown, catalog: Catalog, naming: Naming): readonly Fault[] {
  const path = ['pricing', 'versions', table]
  const landed = catalog.tables.get(table)
  if (landed === undefined) {
    const tables = [...catalog.tables.keys()]
    return [faultAt(naming, path, 'UNKNOWN_PRICE_TABLE', 'names no price table', tables, nearestTo(table, tables))]
  }
  if (typeof version !== 'string' || landed.some(one => one.version === version)) return []
  const versions = landed.map(one => one.version)
  return [faultAt(naming, path, 'UNKNOWN_PRICE_TABLE_VERSION', `is ${shown(version)}`, versions, nearestTo(version, versions))]
}

/** What the tables know and the schema does not: regions, tables and their versions. */
export function catalogFaults (input: unknown, catalog: Catalog, naming: Naming): readonly Fault[] {
  const versions = Object.entries(membersOf(member(member(input, 'pricing'), 'versions')))
  return [
    ...workloads.flatMap(workload => regionFaults(input, workload, catalog, naming)),
    // One more than there are tables is enough to find one that is none.
    ...versions.slice(0, catalog.tables.size + 1).flatMap(([table, version]) => versionFaults(table, version, catalog, naming))
  ]
}

/** One of two fields is needed, which a schema of single fields cannot say. */
export function payloadFaults (input: unknown, questionShape: Shape, naming: Naming): readonly Fault[] {
  return workloads.flatMap(name => {
    const workload = member(input, name)
    const isGiven = typeof workload === 'object' && workload !== null && !Array.isArray(workload)
    if (!isGiven || 'payloadBytes' in workload || 'payloadMix' in workload) return []
    const path = [name, 'payloadBytes']
    return [faultAt(naming, path, 'REQUIRED', 'is missing', `${phrase(acceptedBy(shapeAt(questionShape, path) ?? {}))}, or payloadMix instead`)]
  })
}

/** Negotiated prices in a packed question, which stands in an address. */
export function negotiatedFaults (input: unknown, naming: Naming): readonly Fault[] {
  return ['overrides', 'discounts']
    .filter(name => member(member(input, 'pricing'), name) !== undefined)
    .map(name => faultAt(naming, ['pricing', name], 'BODY_ONLY', notInAnAddress.wrong, notInAnAddress.accepted))
}
