import { z } from 'zod'
import type { Commitment } from '../../pricing/commitment.ts'
import { EstimateError } from '../../pricing/errors.ts'
import { confidences } from '../../pricing/price-table.ts'

export const commitmentTerms = ['none', '1-year', '3-years'] as const
export type CommitmentTerm = typeof commitmentTerms[number]

const familyDiscount = z.looseObject({
  sustainedUsePercent: z.number().optional(),
  oneYearPercent: z.number(),
  threeYearsPercent: z.number(),
  source: z.string(),
  confidence: z.enum(confidences)
})

/** What a family of machines costs less where somebody commits to it, or runs it all month. */
export const commitmentFacts = z.looseObject({ commitments: z.record(z.string(), familyDiscount) })
export type CommitmentFacts = z.output<typeof commitmentFacts>

/** Discounts by family of one table of facts. */
export interface Commitments { readonly table: string, readonly facts: CommitmentFacts }

/** The discount of a family under a term; undefined: none, or none that a source gives. */
export function commitmentOf (family: string, term: CommitmentTerm, { table, facts }: Commitments): Commitment | undefined {
  const known = facts.commitments[family]
  if (known === undefined) return undefined
  const { sustainedUsePercent, oneYearPercent, threeYearsPercent, confidence } = known
  const percent = { none: sustainedUsePercent, '1-year': oneYearPercent, '3-years': threeYearsPercent }[term]
  return percent === undefined ? undefined : { percent, term: term === 'none' ? 'sustained use, all month' : term, source: `${table}:facts/commitments/${family}`, confidence }
}

/** Whether a family can be bought under a term: a commitment whose discount no source gives is not priced at list. */
export const soldUnder = (family: string, term: CommitmentTerm, commitments: Commitments): boolean => term === 'none' || commitmentOf(family, term, commitments) !== undefined

/** Refuses a commitment on a named type whose family has no sourced discount; error: IMPOSSIBLE_COMBINATION. */
export function requireCommitment (type: string, family: string, term: CommitmentTerm, commitments: Commitments): void {
  if (soldUnder(family, term, commitments)) return
  const accepted = Object.keys(commitments.facts.commitments)
  throw new EstimateError('IMPOSSIBLE_COMBINATION', `commitment "${term}" cannot be priced on ${type}: no source gives the discount of family ${family}. Families with one: ${accepted.join(', ')}; or leave commitment out.`, { field: 'commitment', value: term, accepted })
}
