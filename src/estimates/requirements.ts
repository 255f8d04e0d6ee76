import { comparedVerdicts, isSuitable, notPricedFindings, partlyMet, requirementFindings } from '../models/fit/judge-fit.ts'
import type { Offering, Plan } from '../models/offering.ts'
import type { Question } from './question.ts'
import type { Estimate } from './response.ts'

type Asked = Pick<Question, 'requirements' | 'detail'>

/** A plan with what its offering does not give of what is required, or not for this bill, among its findings; the very plan where nothing is missing. */
export function heldAgainst (plan: Plan, { fit, exclusions }: Offering, { requirements }: Asked): Plan {
  const missing = [...requirementFindings(fit, requirements), ...notPricedFindings(fit, requirements, plan.exclusions ?? exclusions)]
  return missing.length === 0 ? plan : { ...plan, findings: [...plan.findings, ...missing] }
}

/** Whether an offering is suitable and what it meets only in part, where something is required, and the verdicts on it; a summary shows none of these. */
export function writeFit ({ fit }: Offering, { requirements, detail }: Asked): Pick<Estimate, 'suitable' | 'partlyMeets' | 'fit'> {
  return {
    ...(requirements.length === 0 ? {} : { suitable: isSuitable(fit, requirements), partlyMeets: [...partlyMet(fit, requirements)] }),
    ...(detail === 'summary' ? {} : { fit: comparedVerdicts(fit, requirements) as NonNullable<Estimate['fit']> })
  }
}
