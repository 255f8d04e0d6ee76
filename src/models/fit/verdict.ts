import type { Verdict } from './criteria.ts'
import type { FitSource } from './fit-sources.ts'

type Judge = (source: FitSource, reason: string) => Verdict

const judge = (verdict: Verdict['verdict']): Judge => ({ address, confidence }, reason) => Object.freeze({ verdict, reason, source: address, confidence })

/** The criterion is met as it stands. */
export const meets = judge('meets')
/** The criterion is met with a limit or with work of one's own. */
export const partly = judge('partly')
/** The criterion is not met. */
export const fails = judge('fails')

/** A document that does not say it in so many words. */
export const inferredFrom = (source: FitSource): FitSource => ({ ...source, confidence: 'inferred' })
