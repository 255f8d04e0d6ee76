import { isSuitable, requirementFindings, verdictsOf } from '../models/fit/judge-fit.ts'
import type { Requirement } from '../models/fit/criteria.ts'
import type { Finding, Offering, Plan } from '../models/offering.ts'
import type { MoneyRange } from '../pricing/price-plan.ts'
import { centsText } from '../pricing/decimal.ts'
import type { Question } from './question.ts'
import type { Estimate } from './response.ts'

type Asked = Pick<Question, 'requirements' | 'detail'>

/** A plan with what its offering does not give of what is required among its findings; the very plan where nothing is missing. */
export function heldAgainst (plan: Plan, { fit }: Offering, { requirements }: Asked): Plan {
  const missing = requirementFindings(fit, requirements)
  return missing.length === 0 ? plan : { ...plan, findings: [...plan.findings, ...missing] }
}

/** Whether an offering is suitable, where something is required. */
export function writeSuitable ({ fit }: Offering, { requirements }: Asked): Pick<Estimate, 'suitable'> {
  return requirements.length === 0 ? {} : { suitable: isSuitable(fit, requirements) }
}

/** The verdicts on an offering; a summary shows none. */
export function writeFit ({ fit }: Offering, { requirements, detail }: Asked): Pick<Estimate, 'fit'> {
  return detail === 'summary' ? {} : { fit: verdictsOf(fit, requirements) as NonNullable<Estimate['fit']> }
}

/** What an offering fails of what is required, where nothing else keeps it out of the ranking. */
export function failedAlone ({ fit }: Offering, { requirements }: Asked, blockers: readonly Finding[]): readonly Requirement[] {
  const failed = requirements.filter(criterion => fit[criterion].verdict === 'fails')
  return failed.length === blockers.length ? failed : []
}

/** An offering that would be ranked if nothing were required. */
export interface LeftOut { readonly offering: Offering, readonly total: MoneyRange, readonly failed: readonly Requirement[] }

const listed = (words: readonly string[]): string => words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`

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
