import type { Charge, LineItemId, Term } from '../../pricing/charge.ts'
import { Decimal } from '../../pricing/decimal.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { text } from '../formula.ts'
import type { Conventions } from '../offering.ts'

/** What a machine must have at least. */
export interface MachineMinimum { readonly vcpu: number, readonly memoryGib: number }

/** What a cloud sells for machines beside the brokers. */
export interface MachineOffer {
  /** Those that are large enough, of which the cheapest is taken; the same list for the same minimum. */
  readonly largeEnough: (minimum: MachineMinimum) => readonly SkuRef[]
  readonly volumeSku: SkuRef
  readonly commitment?: Charge['commitment']
  /** What a byte costs on its way to another region. */
  readonly transferTo: (region: string) => SkuRef
}

/** So many machines of the cheapest type that is large enough, for a month. */
export interface MachineGroup {
  readonly id: LineItemId
  readonly title: string
  readonly count: number
  /** What a formula calls them. */
  readonly name: string
  /** What the bill calls the thing that they are for, and how many of it there are. */
  readonly consumedUnit: string
  readonly consumed: number
  readonly skus: readonly SkuRef[]
  readonly commitment?: Charge['commitment']
  readonly terms: () => readonly Term[]
}

/** The hours of such machines. */
export function machineCharge ({ id, title, count, name, consumedUnit, consumed, skus, commitment, terms }: MachineGroup, { hoursPerMonth }: Conventions): Charge {
  return {
    id,
    title,
    group: 'compute',
    sku: skus,
    commitment,
    consumedQuantity: new Decimal(consumed),
    consumedUnit,
    quantity: new Decimal(count).times(hoursPerMonth),
    formula: () => `${count} ${name} × ${text(hoursPerMonth)} hours`,
    terms
  }
}
