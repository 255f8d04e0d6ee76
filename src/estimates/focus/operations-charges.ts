import { Decimal, one } from '../../pricing/decimal.ts'
import type { FocusCharge } from './charge.ts'
import type { FocusQuestion } from './provider-charges.ts'
import { operationsService } from './services.ts'

interface Work {
  readonly id: 'operations.hours' | 'operations.on-call-stipend'
  readonly title: string
  readonly frequency: FocusCharge['frequency']
  readonly quantity: Decimal
  readonly unit: string
  readonly unitPrice: Decimal
  readonly low: Decimal
  readonly high: Decimal
  readonly formula: string
}

function worksOf ({ estimate: { operations } }: FocusQuestion): readonly Work[] {
  const { hours, hourlyRate, onCallStipend } = operations!
  const rate = new Decimal(hourlyRate)
  return [
    { id: 'operations.hours', title: 'Hours of people who operate it', frequency: 'Usage-Based', quantity: new Decimal(hours.expected), unit: 'Hours', unitPrice: rate, low: rate.times(hours.low), high: rate.times(hours.high), formula: `${hours.expected} hours × ${hourlyRate}` },
    { id: 'operations.on-call-stipend', title: 'Stipend of people on call', frequency: 'Recurring', quantity: one, unit: 'Months', unitPrice: new Decimal(onCallStipend.expected), low: new Decimal(onCallStipend.low), high: new Decimal(onCallStipend.high), formula: `${onCallStipend.expected} a month` }
  ]
}

/** What the people cost who operate it, as charges of one's own organisation that nobody invoices. */
export function operationsCharges (question: FocusQuestion, organisation: string): readonly FocusCharge[] {
  const { response: { currency }, estimate: { priceTables } } = question
  const { id, version } = priceTables!.find(table => table.id === 'operations')!
  return worksOf(question).filter(({ high }) => !high.isZero()).map((work): FocusCharge => {
    const key = `estimate:${work.id}`
    const price = { listUnitPrice: work.unitPrice, contractedUnitPrice: work.unitPrice }
    return {
      lineItemId: work.id,
      title: work.title,
      costClass: 'OperationalOverhead',
      provider: organisation,
      host: 'Not Applicable',
      invoiced: false,
      frequency: work.frequency,
      service: operationsService,
      region: null,
      resource: null,
      sku: { id: key, priceId: key, meter: work.title, isProviders: false, details: {} },
      consumedQuantity: work.quantity,
      consumedUnit: work.unit,
      pricingQuantity: work.quantity,
      pricingUnit: work.unit,
      price,
      pricingCurrency: currency,
      pricingCurrencyPrice: price,
      low: work.low,
      high: work.high,
      tier: null,
      formula: work.formula,
      confidence: 'judgement',
      priceTable: { id, version },
      priceSource: null
    }
  })
}
