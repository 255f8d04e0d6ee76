import type { z } from 'zod'
import { keptFor } from '../models/kept.ts'
import type { Offering } from '../models/offering.ts'
import type { Catalog } from '../pricing/catalog.ts'
import { EstimateError } from '../pricing/errors.ts'
import type { OptionsByKey } from './check-pricing.ts'
import { isElsewhere } from './placement.ts'

const keptNames = keptFor<Offering, readonly string[]>()
const keptRegions = keptFor<Catalog, readonly string[]>()

/** The options that name a region beside the offering's own, which is placed by its tables. */
const regionOptions = (offering: Offering): readonly string[] => keptNames(offering, '', () =>
  Object.entries(offering.options.shape).filter(([name, schema]) => name !== 'region' && (schema as z.ZodType).meta()?.['unit'] === 'region').map(([name]) => name))

/** Every region that the cloud of an offering has prices in. */
const regionsOf = ({ id, facts }: Offering, catalog: Catalog): readonly string[] => keptRegions(catalog, id, () => {
  const tables = [...catalog.tables.values()].flat().filter(table => table.id in facts)
  const placed = tables.filter(isElsewhere)
  return [...new Set((placed.length > 0 ? placed : tables.filter(({ cloud }) => cloud === 'aws')).flatMap(({ regions }) => [...regions.keys()]))].sort()
})

/** Refuses an option that names a region which the offering's cloud does not have; error: UNKNOWN_REGION. */
export function checkRegions (offering: Offering, given: OptionsByKey, catalog: Catalog): void {
  const { id, family, title } = offering
  for (const name of regionOptions(offering)) {
    const key = given[id]?.[name] === undefined ? family : id
    const region = given[key]?.[name]
    if (region === undefined) continue
    const accepted = regionsOf(offering, catalog)
    if (accepted.includes(region as string)) continue
    throw new EstimateError('UNKNOWN_REGION', `options.${key}.${name} "${region as string}" is in no price table of ${title}; known are ${accepted.join(', ')}.`, { field: `options.${key}.${name}`, value: region, accepted })
  }
}
