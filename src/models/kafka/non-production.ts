import type { z } from 'zod'
import type { Charge } from '../../pricing/charge.ts'
import { Decimal } from '../../pricing/decimal.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { wholeNumber, withDefault } from '../defaults.ts'
import type { Filled } from '../defaults.ts'
import { term, text } from '../formula.ts'
import { keptFor } from '../kept.ts'
import type { Conventions } from '../offering.ts'

/** Clusters for tests and rehearsals: each is priced at the offering's minimum, and people look after it. */
export const nonProductionOption = {
  nonProductionClusters: withDefault(wholeNumber(0, 100), 0, 'clusters', 'Clusters for tests and rehearsals beside production: each priced at the smallest that the offering sells, and staffed')
}

export type NonProductionOption = Filled<z.output<z.ZodObject<typeof nonProductionOption, z.core.$strict>>>

/** What the smallest cluster of an offering is made of. */
export interface SmallestCluster {
  /** Interchangeable SKUs, billed by the hour: the cheapest is taken. */
  readonly sku: SkuRef | readonly SkuRef[]
  readonly units: number
  readonly unit: string
  /** What each SKU costs less without anybody committing to it; left out where nothing does. */
  readonly commitment?: Charge['commitment']
}

const keptSkus = keptFor<readonly unknown[], readonly SkuRef[]>()

/** The SKUs of the machines to choose from, the same list for the same machines. */
export const skusOf = (machines: ReadonlyArray<{ readonly sku: SkuRef }>): readonly SkuRef[] => keptSkus(machines, '', () => machines.map(({ sku }) => sku))

/** The smallest cluster of the offering, as often as the caller has one that is not production; its disks and traffic are left out. */
export function nonProductionCharges (clusters: number, { hoursPerMonth }: Conventions, smallest: () => SmallestCluster): readonly Charge[] {
  if (clusters === 0) return []
  const { sku, units, unit, commitment } = smallest()
  return [{
    id: 'compute.non-production',
    title: 'Clusters that are not production: the smallest, without disks, controllers, traffic and commitment',
    group: 'compute',
    sku,
    commitment,
    consumedQuantity: new Decimal(clusters),
    consumedUnit: 'Clusters',
    quantity: new Decimal(clusters).times(units).times(hoursPerMonth),
    formula: () => `${clusters} clusters × ${units} ${unit} × ${text(hoursPerMonth)} hours`,
    terms: () => [term('nonProductionClusters', clusters, 'clusters', 'option'), term('smallestCluster', units, unit, 'assumption')]
  }]
}
