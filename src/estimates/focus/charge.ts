import type { Decimal } from '../../pricing/decimal.ts'
import type { FocusService } from './services.ts'

/** One row of a FOCUS file before it is written: one line item in one tier of one SKU price, in one month. */
export interface FocusCharge {
  readonly lineItemId: string
  readonly title: string
  readonly costClass: 'Infrastructure' | 'OperationalOverhead'
  readonly provider: string
  readonly host: string
  /** Whether somebody will send an invoice for it. */
  readonly invoiced: boolean
  readonly frequency: 'Usage-Based' | 'Recurring'
  readonly service: FocusService
  readonly region: { readonly id: string, readonly name: string } | null
  /** What is used; people are no resource. */
  readonly resource: { readonly id: string, readonly name: string } | null
  readonly sku: { readonly id: string, readonly priceId: string, readonly meter: string, readonly isProviders: boolean, readonly details: Readonly<Record<string, string>> }
  readonly consumedQuantity: Decimal
  readonly consumedUnit: string
  readonly pricingQuantity: Decimal
  readonly pricingUnit: string
  /** In the billing currency. */
  readonly price: FocusPrice
  readonly pricingCurrency: string
  /** In the currency of the price list. */
  readonly pricingCurrencyPrice: FocusPrice
  readonly low: Decimal
  readonly high: Decimal
  readonly tier: { readonly from: string, readonly upTo: string | null } | null
  readonly formula: string
  readonly confidence: string
  readonly priceTable: { readonly id: string, readonly version: string }
  readonly priceSource: { readonly url: string, readonly published: string } | null
}

export interface FocusPrice { readonly listUnitPrice: Decimal, readonly contractedUnitPrice: Decimal }
