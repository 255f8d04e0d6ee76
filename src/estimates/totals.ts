import { constant } from '../models/kept.ts'
import type { Workload } from '../models/workload.ts'
import { centsText, Decimal, one, plain, rateText, toCents, zero } from '../pricing/decimal.ts'
import type { MoneyRange, PricedPlan } from '../pricing/price-plan.ts'
import type { Confidence } from '../pricing/price-table.ts'
import type { Totals } from './response.ts'

const MONTHS_PER_YEAR = 12
const SHARE_DECIMALS = 6

/** Rounds infrastructure and operations once each, to cents; the total is the sum of the two rounded parts (model.md section 1). */
export interface RoundedTotals { readonly infrastructure: MoneyRange, readonly operations: MoneyRange, readonly total: MoneyRange }

/** Applies a change to a range; ends that are the very value expected are not worked out again. */
function eachEnd<Value> ({ low, expected, high }: MoneyRange, change: (value: Decimal) => Value): { low: Value, expected: Value, high: Value } {
  const changed = change(expected)
  return { low: low === expected ? changed : change(low), expected: changed, high: high === expected ? changed : change(high) }
}

const plus = (a: MoneyRange, b: MoneyRange): MoneyRange => ({ low: a.low.plus(b.low), expected: a.expected.plus(b.expected), high: a.high.plus(b.high) })

/** Rounds both parts once and adds them up. */
export function roundTotals (infrastructure: MoneyRange, operations: MoneyRange): RoundedTotals {
  const first = eachEnd(infrastructure, toCents)
  const second = eachEnd(operations, toCents)
  return { infrastructure: first, operations: second, total: plus(first, second) }
}

/** A difference of ranges, whose ends change places where spare room makes the dearer case add less. */
function minus (a: MoneyRange, b: MoneyRange): MoneyRange {
  const [low, expected, high] = [a.low.minus(b.low), a.expected.minus(b.expected), a.high.minus(b.high)]
  return { low: Decimal.min(low, expected, high), expected, high: Decimal.max(low, expected, high) }
}

/** What totals are more than others. */
export function subtractTotals (totals: RoundedTotals, others: RoundedTotals): RoundedTotals {
  const infrastructure = minus(totals.infrastructure, others.infrastructure)
  const operations = minus(totals.operations, others.operations)
  return { infrastructure, operations, total: plus(infrastructure, operations) }
}

const written = (range: MoneyRange): { low: string, expected: string, high: string } => eachEnd(range, centsText)

const evidenceOrder = ['official', 'third-party', 'inferred', 'judgement'] as const

type Shares = Totals['evidence']
type MoneyByKind = Record<Confidence, Decimal>

/** The money of the lines by what it rests on; most lines are official, so theirs is what the others leave of the sum. */
function moneyByEvidence ({ lineItems, infrastructure }: PricedPlan): MoneyByKind {
  const money: MoneyByKind = { official: infrastructure.expected, 'third-party': zero, inferred: zero, judgement: zero }
  for (const { cost, priced: { confidence } } of lineItems) {
    if (confidence === 'official' || cost.isZero()) continue
    money[confidence] = money[confidence].plus(cost)
    money.official = money.official.minus(cost)
  }
  return money
}

// What a larger cluster gives back rests on a number as much as what it costs.
const size = (amount: Decimal): Decimal => amount.isNegative() ? zero.minus(amount) : amount

const whole = (kind: Confidence | null): Shares =>
  constant({ official: kind === 'official' ? '1' : '0', thirdParty: kind === 'third-party' ? '1' : '0', inferred: kind === 'inferred' ? '1' : '0', judgement: kind === 'judgement' ? '1' : '0' })
const wholly: Readonly<Record<Confidence, Shares>> = { official: whole('official'), 'third-party': whole('third-party'), inferred: whole('inferred'), judgement: whole('judgement') }
const nothingSpent = whole(null)

/** The parts of a sum of money; they add up to 1, the largest taking what rounding leaves. */
function sharesOf (money: MoneyByKind): Shares {
  let largest: Confidence | undefined
  let total = zero
  let kinds = 0
  for (const kind of evidenceOrder) {
    const part = size(money[kind])
    if (part.isZero()) continue
    kinds += 1
    total = total.plus(part)
    if (largest === undefined || part.gt(size(money[largest]))) largest = kind
  }
  if (largest === undefined) return nothingSpent
  if (kinds === 1) return wholly[largest]
  const shares = { official: '0', 'third-party': '0', inferred: '0', judgement: '0' }
  let rest = one
  for (const kind of evidenceOrder) {
    if (kind === largest || money[kind].isZero()) continue
    const share = size(money[kind]).divToDecimalPlaces(total, SHARE_DECIMALS)
    shares[kind] = plain(share)
    rest = rest.minus(share)
  }
  shares[largest] = plain(rest)
  return { official: shares.official, thirdParty: shares['third-party'], inferred: shares.inferred, judgement: shares.judgement }
}

/** How much of the money rests on official, third-party, inferred or judged numbers: with people, who are judgement, and of the infrastructure alone. */
export interface Evidence { readonly evidence: Shares, readonly infrastructureEvidence: Shares }

/** What the money of a bill rests on, in shares that add up to 1. */
export function evidenceShares (priced: PricedPlan, operations: Decimal): Evidence {
  const money = moneyByEvidence(priced)
  const infrastructureEvidence = sharesOf(money)
  if (operations.isZero()) return { evidence: infrastructureEvidence, infrastructureEvidence }
  money.judgement = money.judgement.plus(operations)
  return { evidence: sharesOf(money), infrastructureEvidence }
}

// Exact as decimals: a millionth, and 2^-30.
const millionth = new Decimal('0.000001')
const ofGibibyte = new Decimal('0.000000000931322574615478515625')

interface Sizes { readonly millions: Decimal, readonly gigabytes: Decimal }

function sizesOf (workload: Workload): Sizes {
  const messages = new Decimal(workload.requestsPerMonth)
  return { millions: messages.times(millionth), gigabytes: messages.times(workload.payloadBytes).times(ofGibibyte) }
}

type Rates = Totals['perGigabyte']

const signedRate = (amount: Decimal, count: Decimal): string => amount.isNegative() ? `-${rateText(zero.minus(amount), count)}` : rateText(amount, count)

function ratesPer (size: keyof Sizes, infrastructure: Decimal, total: Decimal, workload: Workload): Rates {
  const count = workload.once('sizes', () => sizesOf(workload))[size]
  return count.isZero() ? { infrastructure: null, total: null } : { infrastructure: signedRate(infrastructure, count), total: signedRate(total, count) }
}

/** Writes the totals of an estimate; `unrounded` are the exact parts that the per-unit rates are taken from. */
export function writeTotals (totals: RoundedTotals, unrounded: { infrastructure: Decimal, operations: Decimal }, workload: Workload, { evidence, infrastructureEvidence }: Evidence): Totals {
  const { infrastructure } = unrounded
  const total = infrastructure.plus(unrounded.operations)
  return {
    infrastructure: written(totals.infrastructure),
    operations: written(totals.operations),
    total: written(totals.total),
    annual: { infrastructure: centsText(totals.infrastructure.expected.times(MONTHS_PER_YEAR)), total: centsText(totals.total.expected.times(MONTHS_PER_YEAR)) },
    perMillionMessages: ratesPer('millions', infrastructure, total, workload),
    perGigabyte: ratesPer('gigabytes', infrastructure, total, workload),
    evidence,
    infrastructureEvidence
  }
}
