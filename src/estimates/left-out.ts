import type { Requirement } from '../models/fit/criteria.ts'
import type { Offering } from '../models/offering.ts'
import { centsText } from '../pricing/decimal.ts'
import type { MoneyRange } from '../pricing/price-plan.ts'
import { blockersOf } from './outcome.ts'
import type { Outcome } from './outcome.ts'
import type { Question } from './question.ts'

/** What an offering fails of what is required, where nothing else keeps it out of the ranking. */
export function failedAlone (outcome: Outcome, { requirements }: Pick<Question, 'requirements'>): readonly Requirement[] {
  if (!('bill' in outcome)) return []
  const failed = requirements.filter(criterion => outcome.offering.fit[criterion].verdict === 'fails')
  return failed.length === blockersOf(outcome.plan).length ? failed : []
}

/** An offering that would be ranked if nothing were required. */
export interface LeftOut { readonly offering: Offering, readonly total: MoneyRange, readonly failed: readonly Requirement[] }

const listed = (words: readonly string[]): string => words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`

/** One of the cheapest offerings, and what it meets only in part of what is required. */
export interface PartlySuited { readonly offering: Offering, readonly partly: readonly Requirement[] }

/** Says which of the cheapest meet a requirement only in part, and which one; empty where none does. */
export function partlyMetSentence (cheapest: readonly PartlySuited[]): string {
  const some = cheapest.filter(({ partly }) => partly.length > 0)
  return some.length === 0 ? '' : ` Of what is required, only a part is met by ${listed(some.map(({ offering, partly }) => `${offering.title} (${listed(partly)})`))}.`
}

/** Says whom requirements alone kept out of the ranking, and what the cheapest of those would save; empty where they kept out nobody. */
export function requirementsSentence (leftOut: readonly LeftOut[], winner: MoneyRange | undefined, currency: string): string {
  const [first, ...others] = leftOut
  if (first === undefined) return ''
  const failed = [...new Set(leftOut.flatMap(one => one.failed))]
  const decided = ` What is required (${listed(failed)}) left out ${listed(leftOut.map(({ offering }) => offering.id))}`
  const cheapest = others.reduce((best, one) => one.total.expected.lt(best.total.expected) ? one : best, first)
  if (winner === undefined || cheapest.total.expected.gte(winner.expected)) return `${decided}.`
  const saving = centsText(winner.expected.minus(cheapest.total.expected))
  return `${decided}; ${cheapest.offering.id} would cost ${saving} ${currency} less.`
}
