import { constant, keptFor } from '../kept.ts'
import type { Exclusion, Finding } from '../offering.ts'
import { comparedCriteria, criterionNames } from './criteria.ts'
import type { Criterion, Fit, Requirement, Verdict } from './criteria.ts'

/** A verdict beside what it is about. */
export type CriterionVerdict = { readonly criterion: Criterion } & Verdict

// What has to be paid for a requirement, by the codes under which offerings leave it out of the bill.
const leftOutOfBills: Partial<Readonly<Record<Requirement, readonly string[]>>> = {
  'private-networking': ['CLIENT_NETWORK', 'INTERFACE_ENDPOINT', 'PRIVATE_LINK', 'PRIVATE_SERVICE_CONNECT']
}

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

/** What is required and given, at a charge that the bill leaves out. */
export function notPricedFindings (fit: Fit, required: readonly Requirement[], exclusions: readonly Exclusion[]): readonly Finding[] {
  return required.flatMap((criterion): readonly Finding[] => {
    const left = exclusions.filter(({ code }) => leftOutOfBills[criterion]?.includes(code))
    if (left.length === 0 || fit[criterion].verdict === 'fails') return []
    return [{ code: 'REQUIREMENT_NOT_PRICED', severity: 'warning', message: `${criterion} is required, and what is paid for it is not in the bill: ${left.map(({ message }) => message).join(' ')}`, source: fit[criterion].source }]
  })
}

/** What is required and met only in part, in the order of the question. */
export const partlyMet = (fit: Fit, required: readonly Requirement[]): readonly Requirement[] => required.filter(criterion => fit[criterion].verdict === 'partly')

/** Whether an offering fails none of what is required. */
export const isSuitable = (fit: Fit, required: readonly Requirement[]): boolean => required.every(criterion => fit[criterion].verdict !== 'fails')
