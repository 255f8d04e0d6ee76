import { GIBIBYTE } from '../models/formula.ts'
import type { Workload } from '../models/workload.ts'
import { centsText, Decimal, plain, rateText, toCents, zero } from '../pricing/decimal.ts'
import type { PricedPlan } from '../pricing/price-plan.ts'
import type { Confidence } from '../pricing/price-table.ts'
import type { Totals } from './response.ts'

export interface MoneyRange { readonly low: Decimal, readonly expected: Decimal, readonly high: Decimal }

const MONTHS_PER_YEAR = 12
const MILLION = 1e6
const SHARE_DECIMALS = 6

/** Rounds infrastructure and operations once each, to cents; the total is the sum of the two rounded parts (model.md section 1). */
export interface RoundedTotals { readonly infrastructure: MoneyRange, readonly operations: MoneyRange, readonly total: MoneyRange }

const rounded = ({ low, expected, high }: MoneyRange): MoneyRange => ({ low: toCents(low), expected: toCents(expected), high: toCents(high) })

const plus = (a: MoneyRange, b: MoneyRange): MoneyRange => ({ low: a.low.plus(b.low), expected: a.expected.plus(b.expected), high: a.high.plus(b.high) })

export function roundTotals (infrastructure: MoneyRange, operations: MoneyRange): RoundedTotals {
  const [first, second] = [rounded(infrastructure), rounded(operations)]
  return { infrastructure: first, operations: second, total: plus(first, second) }
}

const written = ({ low, expected, high }: MoneyRange): { low: string, expected: string, high: string } =>
  ({ low: centsText(low), expected: centsText(expected), high: centsText(high) })

/** How much of the money rests on official, third-party, inferred or judged numbers; the shares add up to 1. */
export function evidenceShares (priced: PricedPlan, operations: Decimal): Totals['evidence'] {
  const money: Record<Confidence, Decimal> = { official: zero, 'third-party': zero, inferred: zero, judgement: operations }
  for (const { cost, priced: { sku } } of priced.lineItems) money[sku.confidence] = money[sku.confidence].plus(cost)
  const total = priced.infrastructure.expected.plus(operations)
  if (total.isZero()) return { official: '0', thirdParty: '0', inferred: '0', judgement: '0' }
  const kinds = Object.keys(money) as Confidence[]
  const shares = Object.fromEntries(kinds.map(kind => [kind, money[kind].div(total).toDecimalPlaces(SHARE_DECIMALS)])) as Record<Confidence, Decimal>
  const largest = kinds.reduce((best, kind) => shares[kind].gt(shares[best]) ? kind : best)
  const others = kinds.filter(kind => kind !== largest).reduce((sum, kind) => sum.plus(shares[kind]), zero)
  shares[largest] = new Decimal(1).minus(others)
  return { official: plain(shares.official), thirdParty: plain(shares['third-party']), inferred: plain(shares.inferred), judgement: plain(shares.judgement) }
}

/** Writes the totals of an estimate; `unrounded` are the exact parts that the per-unit rates are taken from. */
export function writeTotals (totals: RoundedTotals, unrounded: { infrastructure: Decimal, operations: Decimal }, workload: Workload, evidence: Totals['evidence']): Totals {
  const { infrastructure } = unrounded
  const total = infrastructure.plus(unrounded.operations)
  const perUnit = (money: Decimal, units: number, count: Decimal): string | null => count.isZero() ? null : rateText(money.times(units).div(count))
  const messages = new Decimal(workload.requestsPerMonth)
  const bytes = messages.times(workload.payloadBytes)
  return {
    infrastructure: written(totals.infrastructure),
    operations: written(totals.operations),
    total: written(totals.total),
    annual: { infrastructure: centsText(totals.infrastructure.expected.times(MONTHS_PER_YEAR)), total: centsText(totals.total.expected.times(MONTHS_PER_YEAR)) },
    perMillionMessages: { infrastructure: perUnit(infrastructure, MILLION, messages), total: perUnit(total, MILLION, messages) },
    perGigabyte: { infrastructure: perUnit(infrastructure, GIBIBYTE, bytes), total: perUnit(total, GIBIBYTE, bytes) },
    evidence
  }
}
