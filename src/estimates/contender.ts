import type { Requirement } from '../models/fit/criteria.ts'
import type { Offering } from '../models/offering.ts'
import type { RoundedTotals } from './totals.ts'

/** What the comparison needs to know of one answered offering; `reason` says why it is left out of the ranking. */
export interface Contender {
  readonly offering: Offering
  readonly totals: RoundedTotals | null
  /** With something that runs already: what that costs there. */
  readonly runsAlready?: RoundedTotals | undefined
  readonly reason: string | null
  /** The requirements that alone keep it out of the ranking. */
  readonly failed?: readonly Requirement[]
  /** The requirements that it meets only in part. */
  readonly partly?: readonly Requirement[]
}

/** One that is in the ranking. */
export type Ranked = Contender & { readonly totals: RoundedTotals }
export type Part = 'infrastructure' | 'total'

/** The leader is certain where even its high end stays below the low end of every other. */
export function isConclusive (ranked: readonly Ranked[], part: Part): boolean {
  const [leader, ...others] = ranked
  return leader !== undefined && others.every(other => leader.totals[part].high.lt(other.totals[part].low))
}
