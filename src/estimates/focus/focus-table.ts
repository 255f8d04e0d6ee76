import { fillDefaults } from '../../models/defaults.ts'
import { conventionsSchema } from '../request.ts'
import type { Table } from '../tables.ts'
import { columnsOf, tableType } from './columns.ts'
import type { FocusHeader } from './header.ts'
import { periodOf } from './month.ts'
import { operationsCharges } from './operations-charges.ts'
import type { FocusOptions } from './options.ts'
import { providerCharges } from './provider-charges.ts'
import type { FocusQuestion } from './provider-charges.ts'

function headerOf ({ request, response, estimate, estimateId }: FocusQuestion, options: FocusOptions): FocusHeader {
  const { billingAccountId, billingAccountName, subAccountId, subAccountName, tags = {}, month } = options
  const { exchangeRate } = request
  return {
    billingAccount: { id: billingAccountId ?? 'estimate:messaging', name: billingAccountName ?? 'Estimate' },
    subAccount: subAccountId === undefined ? null : { id: subAccountId, name: subAccountName ?? subAccountId },
    tags,
    period: periodOf(month),
    currency: response.currency,
    exchangeRate: exchangeRate === undefined ? null : { rate: exchangeRate.rate, date: exchangeRate.date },
    estimateId,
    offering: estimate.offering,
    feasible: estimate.feasible === true,
    asOf: response.asOf,
    modelVersion: response.modelVersion,
    hoursPerMonth: Number(fillDefaults(conventionsSchema, { ...request.conventions })['hoursPerMonth'])
  }
}

/**
 * The estimate of one offering as rows of FOCUS: one a line item, SKU price and tier in one month.
 * The estimate is priced and has its line items.
 */
export function focusTable (question: FocusQuestion, options: FocusOptions): Table {
  const columns = columnsOf(options.focusVersion)
  const header = headerOf(question, options)
  const charges = [
    ...providerCharges(question, question.estimate.lineItems!),
    ...options.includeOperations ? operationsCharges(question, options.operationsProviderName ?? 'Own organisation') : []
  ]
  return {
    columns: columns.map(({ name, type }) => ({ name, type: tableType(type) })),
    rows: charges.map(charge => columns.map(({ of }) => of(charge, header)))
  }
}
