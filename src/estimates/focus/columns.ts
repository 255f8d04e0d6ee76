import type { Cell, Column } from '../tables.ts'
import type { FocusCharge } from './charge.ts'
import type { FocusHeader } from './header.ts'
import { decimalText, jsonText, unitText } from './texts.ts'

export const focusVersions = ['1.2', '1.4'] as const
export type FocusVersion = typeof focusVersions[number]

export type FocusType = 'STRING' | 'DECIMAL' | 'DATETIME' | 'JSON' | 'BOOLEAN'

/** One column: its FOCUS type, the one version that has it where not all do, and what stands in it. */
export interface FocusColumn {
  readonly name: string
  readonly type: FocusType
  readonly only?: FocusVersion
  readonly of: (charge: FocusCharge, header: FocusHeader) => Cell
}

const column = (name: string, type: FocusType, of: FocusColumn['of'], only?: FocusVersion): FocusColumn => ({ name, type, of, ...only === undefined ? {} : { only } })

const listCost = ({ price, pricingQuantity }: FocusCharge): Cell => decimalText(price.listUnitPrice.times(pricingQuantity))
const contractedCost = ({ price, pricingQuantity }: FocusCharge): Cell => decimalText(price.contractedUnitPrice.times(pricingQuantity))

/** What stands in a row of the rate that it was converted at: what is priced in the currency of the bill has none. */
const ofRate = (write: (exchangeRate: NonNullable<FocusHeader['exchangeRate']>) => Cell): FocusColumn['of'] =>
  ({ pricingCurrency }, { currency, exchangeRate }) => exchangeRate === null || pricingCurrency === currency ? null : write(exchangeRate)

/** The columns of FOCUS that an estimate has something to say in, in the order of their names. */
export const standardColumns: readonly FocusColumn[] = [
  column('BilledCost', 'DECIMAL', charge => charge.invoiced ? contractedCost(charge) : '0.0'),
  column('BillingAccountId', 'STRING', (_, { billingAccount }) => billingAccount.id),
  column('BillingAccountName', 'STRING', (_, { billingAccount }) => billingAccount.name),
  column('BillingAccountType', 'STRING', () => 'Estimate'),
  column('BillingCurrency', 'STRING', (_, { currency }) => currency),
  column('BillingPeriodEnd', 'DATETIME', (_, { period }) => period.end),
  column('BillingPeriodStart', 'DATETIME', (_, { period }) => period.start),
  column('ChargeCategory', 'STRING', () => 'Usage'),
  column('ChargeClass', 'STRING', () => null),
  column('ChargeDescription', 'STRING', ({ title, price, pricingUnit }, { currency }) => `ESTIMATE: ${title}, ${price.contractedUnitPrice.toString()} ${currency} for each of ${unitText(pricingUnit)}`),
  column('ChargeFrequency', 'STRING', ({ frequency }) => frequency),
  column('ChargePeriodEnd', 'DATETIME', (_, { period }) => period.end),
  column('ChargePeriodStart', 'DATETIME', (_, { period }) => period.start),
  column('ConsumedQuantity', 'DECIMAL', ({ consumedQuantity }) => decimalText(consumedQuantity)),
  column('ConsumedUnit', 'STRING', ({ consumedUnit }) => unitText(consumedUnit)),
  column('ContractedCost', 'DECIMAL', contractedCost),
  column('ContractedUnitPrice', 'DECIMAL', ({ price }) => decimalText(price.contractedUnitPrice)),
  column('EffectiveCost', 'DECIMAL', contractedCost),
  column('HostProviderName', 'STRING', ({ host }) => host),
  column('InvoiceIssuerName', 'STRING', ({ provider }) => provider),
  column('ListCost', 'DECIMAL', listCost),
  column('ListUnitPrice', 'DECIMAL', ({ price }) => decimalText(price.listUnitPrice)),
  column('PricingCategory', 'STRING', () => 'Standard'),
  column('PricingCurrency', 'STRING', ({ pricingCurrency }) => pricingCurrency),
  column('PricingCurrencyContractedUnitPrice', 'DECIMAL', ({ pricingCurrencyPrice }) => decimalText(pricingCurrencyPrice.contractedUnitPrice)),
  column('PricingCurrencyEffectiveCost', 'DECIMAL', ({ pricingCurrencyPrice, pricingQuantity }) => decimalText(pricingCurrencyPrice.contractedUnitPrice.times(pricingQuantity))),
  column('PricingCurrencyListUnitPrice', 'DECIMAL', ({ pricingCurrencyPrice }) => decimalText(pricingCurrencyPrice.listUnitPrice)),
  column('PricingQuantity', 'DECIMAL', ({ pricingQuantity }) => decimalText(pricingQuantity)),
  column('PricingUnit', 'STRING', ({ pricingUnit }) => unitText(pricingUnit)),
  column('ProviderName', 'STRING', ({ provider }) => provider, '1.2'),
  column('PublisherName', 'STRING', ({ provider }) => provider, '1.2'),
  column('RegionId', 'STRING', ({ region }) => region?.id ?? null),
  column('RegionName', 'STRING', ({ region }) => region?.name ?? null),
  column('ResourceId', 'STRING', ({ resource }) => resource?.id ?? null),
  column('ResourceName', 'STRING', ({ resource }) => resource?.name ?? null),
  column('ResourceType', 'STRING', ({ resource, service }) => resource === null ? null : service.resourceType),
  column('ServiceCategory', 'STRING', ({ service }) => service.category),
  column('ServiceName', 'STRING', ({ service }) => service.name),
  column('ServiceProviderName', 'STRING', ({ provider }) => provider),
  column('ServiceSubcategory', 'STRING', ({ service }) => service.subcategory),
  column('SkuId', 'STRING', ({ sku }) => sku.id),
  column('SkuMeter', 'STRING', ({ sku }) => sku.meter),
  column('SkuPriceDetails', 'JSON', ({ sku }) => jsonText(sku.details)),
  column('SkuPriceId', 'STRING', ({ sku }) => sku.priceId),
  column('SubAccountId', 'STRING', (_, { subAccount }) => subAccount?.id ?? null),
  column('SubAccountName', 'STRING', (_, { subAccount }) => subAccount?.name ?? null),
  column('SubAccountType', 'STRING', (_, { subAccount }) => subAccount === null ? null : 'Estimate'),
  column('Tags', 'JSON', (_, { tags }) => jsonText(tags))
]

/** What FOCUS has no name for, above all that these are estimates; after all others, as it asks. */
export const customColumns: readonly FocusColumn[] = [
  column('x_Estimate', 'BOOLEAN', () => true),
  column('x_EstimateId', 'STRING', (_, { estimateId }) => estimateId),
  column('x_OfferingId', 'STRING', (_, { offering }) => offering),
  column('x_Feasible', 'BOOLEAN', (_, { feasible }) => feasible),
  column('x_LineItemId', 'STRING', ({ lineItemId }) => lineItemId),
  column('x_CostClass', 'STRING', ({ costClass }) => costClass),
  column('x_Low', 'DECIMAL', ({ low }) => decimalText(low)),
  column('x_High', 'DECIMAL', ({ high }) => decimalText(high)),
  column('x_Confidence', 'STRING', ({ confidence }) => confidence),
  column('x_Formula', 'STRING', ({ formula }) => formula),
  column('x_TierFrom', 'DECIMAL', ({ tier }) => tier === null ? null : decimalText(tier.from)),
  column('x_TierUpTo', 'DECIMAL', ({ tier }) => tier?.upTo == null ? null : decimalText(tier.upTo)),
  column('x_SkuIsProviders', 'BOOLEAN', ({ sku }) => sku.isProviders),
  column('x_ServiceCode', 'STRING', ({ service }) => service.code),
  column('x_PriceTable', 'STRING', ({ priceTable }) => priceTable.id),
  column('x_PriceTableVersion', 'STRING', ({ priceTable }) => priceTable.version),
  column('x_PriceSourceUrl', 'STRING', ({ priceSource }) => priceSource?.url ?? null),
  column('x_PricePublished', 'STRING', ({ priceSource }) => priceSource?.published ?? null),
  column('x_PricesAsOf', 'STRING', (_, { asOf }) => asOf),
  column('x_HoursPerMonth', 'DECIMAL', (_, { hoursPerMonth }) => decimalText(hoursPerMonth)),
  column('x_ModelVersion', 'STRING', (_, { modelVersion }) => modelVersion),
  column('x_ExchangeRate', 'DECIMAL', ofRate(({ rate }) => decimalText(rate))),
  column('x_ExchangeRateDate', 'STRING', ofRate(({ date }) => date))
]

/** The columns of one version: 1.2 with the two provider columns that 1.3 added, or 1.4, which dropped those they replace. */
export function columnsOf (version: FocusVersion): readonly FocusColumn[] {
  return [...standardColumns, ...customColumns].filter(({ only }) => only === undefined || only === version)
}

/** How the writers of tables write a type: a date and JSON are text to them. */
export const tableType = (type: FocusType): Column['type'] => type === 'DECIMAL' ? 'decimal' : 'text'
