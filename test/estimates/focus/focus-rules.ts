import { Exact } from '../../exact.ts'
import type { Row } from './focus-rows.ts'

/** A static rule of the official FOCUS 1.2 model that an estimate can meet, and a change of the first row that must break it. */
export interface Rule {
  readonly id: string
  readonly holds: (rows: readonly Row[]) => boolean
  readonly broken: Readonly<Record<string, string | null | undefined>>
}

const each = (id: string, holds: (row: Row) => boolean, broken: Rule['broken']): Rule => ({ id, holds: rows => rows.every(holds), broken })

const present = (id: string, column: string): Rule => each(id, row => column in row, { [column]: undefined })
const notNull = (id: string, column: string): Rule => each(id, row => row[column] !== null, { [column]: null })
const oneOf = (id: string, column: string, words: readonly string[]): Rule => each(id, row => words.includes(row[column]!), { [column]: 'Something' })
const isDecimal = (id: string, column: string): Rule => each(id, row => row[column] === null || /^-?\d+\.\d+$/.test(row[column]!), { [column]: '1,234' })
const isDate = (id: string, column: string): Rule => each(id, row => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(row[column]!), { [column]: '2026-12-01' })
const notNegative = (id: string, column: string): Rule => each(id, row => !new Exact(row[column]!).isNegative(), { [column]: '-1.0' })
const nullWith = (id: string, column: string, other: string): Rule => each(id, row => row[other] !== null || row[column] === null, { [column]: 'Something', [other]: null })
const givenWith = (id: string, column: string, other: string): Rule => each(id, row => row[other] === null || row[column] !== null, { [column]: null, [other]: 'Something' })
const isUnit = (id: string, column: string): Rule => each(id, row => /^(\d+ )?[A-Z][A-Za-z]*(-(Month|Hour)s)?$/.test(row[column]!), { [column]: 'MiB/s-Months' })
const product = (id: string, price: string, cost: string): Rule => each(id, row => new Exact(row[price]!).times(row['PricingQuantity']!).eq(row[cost]!), { [price]: '17.0' })

function isObject (id: string, column: string): Rule {
  const holds = (row: Row): boolean => {
    const text = row[column]
    if (text === null) return true
    const value = JSON.parse(text!) as object
    return !Array.isArray(value) && Object.values(value).every(one => typeof one === 'string') && Object.keys(value).length > 0
  }
  return each(id, holds, { [column]: '{"InstanceType":["a"]}' })
}

function oneFor (id: string, column: string, other: string): Rule {
  const holds = (rows: readonly Row[]): boolean => rows.every(row => rows.every(another => row[column] !== another[column] || row[other] === another[other]))
  return { id, holds, broken: { [other]: 'Something' } }
}

const presence: readonly (readonly [number, string])[] = [
  [4, 'ListUnitPrice'], [5, 'BillingAccountName'], [6, 'BilledCost'], [7, 'BillingAccountType'], [8, 'ChargeCategory'], [9, 'BillingPeriodStart'], [10, 'BillingPeriodEnd'],
  [11, 'ConsumedQuantity'], [19, 'SubAccountId'], [21, 'PublisherName'], [22, 'PricingCategory'], [23, 'InvoiceIssuerName'], [24, 'BillingAccountId'], [25, 'ChargeDescription'],
  [26, 'ChargeClass'], [27, 'ChargeFrequency'], [28, 'ChargePeriodEnd'], [29, 'SubAccountName'], [30, 'ContractedCost'], [31, 'EffectiveCost'], [32, 'ListCost'],
  [34, 'ContractedUnitPrice'], [35, 'BillingCurrency'], [36, 'PricingQuantity'], [37, 'ChargePeriodStart'], [38, 'ProviderName'], [39, 'ResourceType'], [40, 'ServiceCategory'],
  [41, 'ServiceName'], [42, 'ServiceSubcategory'], [43, 'ResourceId'], [44, 'ResourceName'], [45, 'PricingCurrency'], [48, 'PricingCurrencyContractedUnitPrice'],
  [52, 'PricingCurrencyEffectiveCost'], [56, 'PricingCurrencyListUnitPrice'], [58, 'SkuPriceId'], [59, 'SkuMeter'], [60, 'SkuId'], [61, 'SkuPriceDetails'], [62, 'RegionName'],
  [63, 'RegionId'], [64, 'Tags'], [66, 'ConsumedUnit'], [67, 'SubAccountType'], [68, 'PricingUnit']
]

const subcategories: Readonly<Record<string, string>> = {
  Messaging: 'Integration',
  'Streaming Analytics': 'Analytics',
  'Virtual Machines': 'Compute',
  Containers: 'Compute',
  'Block Storage': 'Storage',
  'Object Storage': 'Storage',
  'Secret Management': 'Security',
  'Network Connectivity': 'Networking',
  'Network Infrastructure': 'Networking',
  'Other (Other)': 'Other'
}

/** Rows of estimates are all of ChargeCategory Usage and no corrections, so conditions of that kind are left out. */
export const rules: readonly Rule[] = [
  ...presence.map(([number, column]) => present(`CostAndUsage-D-${String(number).padStart(3, '0')}`, column)),
  isDecimal('BilledCost-C-002', 'BilledCost'),
  notNull('BilledCost-C-003', 'BilledCost'),
  each('BilledCost-C-005', row => row['ProviderName'] === row['InvoiceIssuerName'] || row['BilledCost'] === '0.0', { ProviderName: 'Somebody else', BilledCost: '1.0' }),
  notNull('BillingAccountId-C-001', 'BillingAccountId'),
  notNull('BillingAccountName-C-003', 'BillingAccountName'),
  nullWith('BillingAccountType-C-004', 'BillingAccountType', 'BillingAccountId'),
  givenWith('BillingAccountType-C-005', 'BillingAccountType', 'BillingAccountId'),
  each('BillingCurrency-C-003', row => /^[A-Z]{3}$/.test(row['BillingCurrency']!), { BillingCurrency: 'Dollar' }),
  oneOf('BillingCurrency-C-006', 'BillingCurrency', ['USD', 'EUR']),
  isDate('BillingPeriodEnd-C-002', 'BillingPeriodEnd'),
  isDate('BillingPeriodStart-C-002', 'BillingPeriodStart'),
  isDate('ChargePeriodEnd-C-002', 'ChargePeriodEnd'),
  isDate('ChargePeriodStart-C-002', 'ChargePeriodStart'),
  oneOf('ChargeCategory-C-003', 'ChargeCategory', ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment']),
  each('ChargeClass-C-005', row => [null, 'Correction'].includes(row['ChargeClass']!), { ChargeClass: 'Something' }),
  notNull('ChargeDescription-C-003', 'ChargeDescription'),
  oneOf('ChargeFrequency-C-003', 'ChargeFrequency', ['One-Time', 'Recurring', 'Usage-Based']),
  isDecimal('ConsumedQuantity-C-002', 'ConsumedQuantity'),
  notNull('ConsumedQuantity-C-006', 'ConsumedQuantity'),
  isUnit('ConsumedUnit-C-003', 'ConsumedUnit'),
  nullWith('ConsumedUnit-C-005', 'ConsumedUnit', 'ConsumedQuantity'),
  givenWith('ConsumedUnit-C-006', 'ConsumedUnit', 'ConsumedQuantity'),
  isDecimal('ContractedCost-C-002', 'ContractedCost'),
  notNull('ContractedCost-C-003', 'ContractedCost'),
  isDecimal('ContractedUnitPrice-C-003', 'ContractedUnitPrice'),
  notNull('ContractedUnitPrice-C-006', 'ContractedUnitPrice'),
  notNegative('ContractedUnitPrice-C-009', 'ContractedUnitPrice'),
  product('ContractedUnitPrice-C-011', 'ContractedUnitPrice', 'ContractedCost'),
  isDecimal('EffectiveCost-C-002', 'EffectiveCost'),
  notNull('EffectiveCost-C-003', 'EffectiveCost'),
  notNull('InvoiceIssuerName-C-003', 'InvoiceIssuerName'),
  isDecimal('ListCost-C-002', 'ListCost'),
  notNull('ListCost-C-003', 'ListCost'),
  product('ListCost-C-009', 'ListUnitPrice', 'ListCost'),
  isDecimal('ListUnitPrice-C-002', 'ListUnitPrice'),
  notNull('ListUnitPrice-C-005', 'ListUnitPrice'),
  notNegative('ListUnitPrice-C-008', 'ListUnitPrice'),
  product('ListUnitPrice-C-010', 'ListUnitPrice', 'ListCost'),
  notNull('PricingCategory-C-004', 'PricingCategory'),
  oneOf('PricingCategory-C-007', 'PricingCategory', ['Standard', 'Committed', 'Dynamic', 'Other']),
  each('PricingCurrency-C-003', row => /^[A-Z]{3}$/.test(row['PricingCurrency']!), { PricingCurrency: 'Dollar' }),
  notNull('PricingCurrency-C-004', 'PricingCurrency'),
  isDecimal('PricingCurrencyContractedUnitPrice-C-002', 'PricingCurrencyContractedUnitPrice'),
  isDecimal('PricingCurrencyEffectiveCost-C-002', 'PricingCurrencyEffectiveCost'),
  notNull('PricingCurrencyEffectiveCost-C-003', 'PricingCurrencyEffectiveCost'),
  isDecimal('PricingCurrencyListUnitPrice-C-002', 'PricingCurrencyListUnitPrice'),
  notNull('PricingCurrencyListUnitPrice-C-005', 'PricingCurrencyListUnitPrice'),
  notNegative('PricingCurrencyListUnitPrice-C-008', 'PricingCurrencyListUnitPrice'),
  isDecimal('PricingQuantity-C-002', 'PricingQuantity'),
  notNull('PricingQuantity-C-005', 'PricingQuantity'),
  isUnit('PricingUnit-C-003', 'PricingUnit'),
  nullWith('PricingUnit-C-005', 'PricingUnit', 'PricingQuantity'),
  givenWith('PricingUnit-C-006', 'PricingUnit', 'PricingQuantity'),
  notNull('ProviderName-C-003', 'ProviderName'),
  notNull('PublisherName-C-003', 'PublisherName'),
  nullWith('RegionName-C-004', 'RegionName', 'RegionId'),
  givenWith('RegionName-C-005', 'RegionName', 'RegionId'),
  nullWith('ResourceType-C-004', 'ResourceType', 'ResourceId'),
  givenWith('ResourceType-C-005', 'ResourceType', 'ResourceId'),
  notNull('ServiceCategory-C-002', 'ServiceCategory'),
  oneOf('ServiceCategory-C-003', 'ServiceCategory', Object.values(subcategories)),
  notNull('ServiceName-C-003', 'ServiceName'),
  oneFor('ServiceName-C-005', 'ServiceName', 'ServiceCategory'),
  oneFor('ServiceName-C-008', 'ServiceName', 'ServiceSubcategory'),
  notNull('ServiceSubcategory-C-002', 'ServiceSubcategory'),
  oneOf('ServiceSubcategory-C-003', 'ServiceSubcategory', Object.keys(subcategories)),
  each('ServiceSubcategory-C-004', row => subcategories[row['ServiceSubcategory']!] === row['ServiceCategory'], { ServiceCategory: 'Web' }),
  notNull('SkuId-C-005', 'SkuId'),
  nullWith('SkuMeter-C-004', 'SkuMeter', 'SkuId'),
  givenWith('SkuMeter-C-005', 'SkuMeter', 'SkuId'),
  isObject('SkuPriceDetails-C-001', 'SkuPriceDetails'),
  nullWith('SkuPriceDetails-C-004', 'SkuPriceDetails', 'SkuPriceId'),
  notNull('SkuPriceId-C-005', 'SkuPriceId'),
  oneFor('SkuPriceId-C-008', 'SkuPriceId', 'SkuId'),
  nullWith('SubAccountName-C-004', 'SubAccountName', 'SubAccountId'),
  givenWith('SubAccountName-C-005', 'SubAccountName', 'SubAccountId'),
  nullWith('SubAccountType-C-004', 'SubAccountType', 'SubAccountId'),
  givenWith('SubAccountType-C-005', 'SubAccountType', 'SubAccountId'),
  isObject('Tags-C-001', 'Tags')
]
