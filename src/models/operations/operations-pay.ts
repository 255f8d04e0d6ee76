import { Decimal, zero } from '../../pricing/decimal.ts'
import { EstimateError } from '../../pricing/errors.ts'
import type { OperationsFacts } from './operations-facts.ts'
import { rateRegions } from './operations-names.ts'
import { operationsDefaults } from './operations-request.ts'
import type { OperationsRequest } from './operations-request.ts'

/** One unit of `from` is `rate` units of `to`; none is ever fetched or guessed. */
export interface ExchangeRate { readonly from: string, readonly to: string, readonly rate: Decimal }

export interface MoneyRange { readonly low: Decimal, readonly expected: Decimal, readonly high: Decimal }

/** What an hour and a week on call cost in the answer's currency, and how the two came about where the caller did not say. */
export interface Pay {
  readonly hourlyRate: Decimal
  readonly hourlyRateOrigin: string | null
  readonly stipendPerWeek: MoneyRange
  readonly stipendOrigin: string | null
}

interface Conversion { readonly times: (amount: Decimal) => Decimal, readonly note: string }

const noStipend: MoneyRange = { low: zero, expected: zero, high: zero }
const decimal = (amount: string | number): Decimal => new Decimal(String(amount))

function conversion (what: string, from: string, to: string, exchange: ExchangeRate | null, field: string, otherwise: string): Conversion {
  if (from === to) return { times: amount => amount, note: '' }
  if (exchange !== null && exchange.from === from && exchange.to === to) {
    return { times: amount => amount.times(exchange.rate), note: `, at ${exchange.rate.toString()} ${to} for one ${from}` }
  }
  throw new EstimateError('MISSING_EXCHANGE_RATE', `${what} is in ${from} and the answer was asked for in ${to}: give exchangeRate with from ${from}, to ${to}, a rate and its date, or ${otherwise}. No rate is fetched or guessed.`, { from, to, field })
}

function hourly (request: OperationsRequest, facts: OperationsFacts, currency: string, exchange: ExchangeRate | null): Pick<Pay, 'hourlyRate' | 'hourlyRateOrigin'> {
  if (request.hourlyRate !== undefined) return { hourlyRate: decimal(request.hourlyRate), hourlyRateOrigin: null }
  const region = request.rateRegion ?? operationsDefaults.rateRegion
  const rate = facts.rates[region]
  const paidInCurrency = rateRegions.filter(other => facts.rates[other].currency === currency)
  const otherwise = [`operations.hourlyRate in ${currency}`, ...paidInCurrency.map(other => `operations.rateRegion ${other}`)].join(', or ')
  const { times, note } = conversion(`The hourly rate of region ${region}`, rate.currency, currency, exchange, 'operations.hourlyRate', otherwise)
  return {
    hourlyRate: times(rate.expected),
    hourlyRateOrigin: `Loaded cost of an engineer in ${region}, ${rate.expected.toString()} ${rate.currency}: salary × loading / productive hours${note}`
  }
}

function stipend (request: OperationsRequest, facts: OperationsFacts, currency: string, exchange: ExchangeRate | null, onCallFactor: number): Pick<Pay, 'stipendPerWeek' | 'stipendOrigin'> {
  const given = request.stipendPerWeek
  if (given !== undefined) return { stipendPerWeek: { low: decimal(given.low), expected: decimal(given.expected), high: decimal(given.high) }, stipendOrigin: null }
  // Nobody is on call, so nothing has to be converted.
  if (onCallFactor === 0) return { stipendPerWeek: noStipend, stipendOrigin: null }
  const table = facts.onCall.stipendPerWeek
  const { times, note } = conversion('The on-call stipend', table.currency, currency, exchange, 'operations.stipendPerWeek', `operations.stipendPerWeek { low, expected, high } in ${currency}, or operations.onCallCoverage none`)
  return {
    stipendPerWeek: { low: times(table.low), expected: times(table.expected), high: times(table.high) },
    stipendOrigin: `Of one rotation, in ${table.currency}: low ${table.low.toString()} because only about half of those on call are paid, high ${table.high.toString()}${note}`
  }
}

/** The currencies of the pay that the caller leaves to the table. */
export function currenciesOfPay ({ hourlyRate, rateRegion = operationsDefaults.rateRegion, stipendPerWeek }: OperationsRequest, { rates, onCall }: OperationsFacts): readonly string[] {
  return [...(hourlyRate === undefined ? [rates[rateRegion].currency] : []), ...(stipendPerWeek === undefined ? [onCall.stipendPerWeek.currency] : [])]
}

/** Resolves hourly rate and stipend in the answer's currency; errors: IMPOSSIBLE_COMBINATION, MISSING_EXCHANGE_RATE. */
export function resolvePay (request: OperationsRequest, facts: OperationsFacts, currency: string, exchange: ExchangeRate | null, onCallFactor: number): Pay {
  if (request.hourlyRate !== undefined && request.rateRegion !== undefined) {
    throw new EstimateError('IMPOSSIBLE_COMBINATION', `operations.hourlyRate and operations.rateRegion were both given, and each sets the cost of an hour: give hourlyRate in ${currency}, or one of the regions ${rateRegions.join(', ')}.`, { field: 'operations.rateRegion', conflictsWith: 'operations.hourlyRate', accepted: rateRegions })
  }
  return { ...hourly(request, facts, currency, exchange), ...stipend(request, facts, currency, exchange, onCallFactor) }
}
