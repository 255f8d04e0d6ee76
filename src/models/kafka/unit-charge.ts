import type { Charge } from '../../pricing/charge.ts'
import { Decimal } from '../../pricing/decimal.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { term, text } from '../formula.ts'
import type { Conventions } from '../offering.ts'
import type { UnitCount } from '../sizing/units.ts'

export interface UnitPrice {
  readonly title: string
  readonly sku: SkuRef
  /** The vendor's word, in the plural: it is the consumed unit. */
  readonly unitName: string
  /** Units that the vendor gives every cluster for nothing. */
  readonly free?: number
  /** Units that follow the traffic by themselves cost what the mean needs at the low end of the range. */
  readonly scaling: boolean
}

/** The units of a service for a month: at the peak in every hour (model.md 4.2). */
export function unitCharge ({ title, sku, unitName, free = 0, scaling }: UnitPrice, { units, unitsAtMean }: UnitCount, { hoursPerMonth }: Conventions): Charge {
  const hours = (count: number): Decimal => new Decimal(Math.max(0, count - free)).times(hoursPerMonth)
  const [quantity, atMean] = [hours(units), hours(unitsAtMean)]
  return {
    id: 'compute.units',
    title,
    group: 'compute',
    sku,
    consumedQuantity: new Decimal(units),
    consumedUnit: unitName,
    quantity,
    low: scaling && atMean.lt(quantity) ? atMean : undefined,
    formula: () => `${free === 0 ? units : `max(0, ${units} - ${free} free)`} ${unitName} × ${text(hoursPerMonth)} hours`,
    terms: () => [
      term('units', units, unitName, 'derived'),
      ...(scaling ? [term('unitsAtMean', unitsAtMean, unitName, 'derived')] : []),
      ...(free === 0 ? [] : [term('freeUnits', free, unitName, 'table')]),
      term('hoursPerMonth', hoursPerMonth, 'hours', 'assumption')
    ]
  }
}
