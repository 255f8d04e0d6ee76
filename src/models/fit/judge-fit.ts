import { constant, keptFor } from '../kept.ts'
import type { Finding } from '../offering.ts'
import { comparedCriteria, criterionNames } from './criteria.ts'
import type { Criterion, Fit, Requirement, Verdict } from './criteria.ts'

/** A verdict beside what it is about. */
export type CriterionVerdict = { readonly criterion: Criterion } & Verdict

const keptVerdicts = keptFor<Fit, readonly CriterionVerdict[]>()
const keptFindings = keptFor<Fit, readonly Finding[]>()
const nothing: readonly Finding[] = []

/** The verdicts of an offering on some criteria. */
export const verdictsOn = (fit: Fit, shown: readonly Criterion[]): readonly CriterionVerdict[] => constant(shown.map(criterion => constant({ criterion, ...fit[criterion] })))

/** The verdicts of an offering on the criteria of every comparison and on what is required, in the order of the criteria. */
export function comparedVerdicts (fit: Fit, required: readonly Requirement[]): readonly CriterionVerdict[] {
  return keptVerdicts(fit, required.join(' '), () => verdictsOn(fit, criterionNames.filter(criterion => comparedCriteria.includes(criterion) || required.includes(criterion as Requirement))))
}

function requirementFinding (criterion: Requirement, { verdict, reason, source }: Verdict): Finding | null {
  switch (verdict) {
    case 'meets': return null
    case 'partly': return { code: 'REQUIREMENT_PARTLY_MET', severity: 'warning', message: `Of ${criterion}, which is required, only a part is met: ${reason}`, source }
    case 'fails': return { code: 'REQUIREMENT_FAILED', severity: 'blocker', message: `${criterion} is required and not met: ${reason}`, source }
  }
}

/** What a caller requires and an offering does not wholly give; none where nothing is required. */
export function requirementFindings (fit: Fit, required: readonly Requirement[]): readonly Finding[] {
  if (required.length === 0) return nothing
  return keptFindings(fit, required.join(' '), () => required.flatMap(criterion => requirementFinding(criterion, fit[criterion]) ?? []))
}

/** Whether an offering fails none of what is required. */
export const isSuitable = (fit: Fit, required: readonly Requirement[]): boolean => required.every(criterion => fit[criterion].verdict !== 'fails')
