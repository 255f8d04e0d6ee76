import type { EstimateRequest } from '../../estimates/request.ts'
import type { Estimate } from '../../estimates/response.ts'
import { EstimateError } from '../../pricing/errors.ts'
import { faultAt } from '../faults.ts'
import { invalidRequest } from '../problem.ts'

const naming = { nameOf: () => 'offerings', parameterOf: () => 'offerings' }

/** Refuses a question that does not name exactly one offering; `accepted` says what it is that has room for one. */
export function refuseUnlessOne ({ offerings }: EstimateRequest, accepted: string): void {
  if (offerings?.length === 1) return
  throw invalidRequest([offerings === undefined
    ? faultAt(naming, ['offerings'], 'REQUIRED', 'is missing', accepted)
    : faultAt(naming, ['offerings'], 'TOO_LONG', `names ${offerings.length}`, accepted)])
}

/** Refuses the answer of an offering that cannot carry the workload; `otherwise` says what allowInfeasible would do. */
export function refuseInfeasible ({ offering, findings = [] }: Estimate, otherwise: string): never {
  const blockers = findings.filter(({ severity }) => severity === 'blocker')
  throw new EstimateError('INFEASIBLE', `${offering} cannot carry this workload: ${blockers.map(({ message }) => message).join(' ')} With allowInfeasible=true ${otherwise}.`, { offering, findings: blockers.map(({ code }) => code) })
}

/** Refuses what a workload adds to what runs already, in a format that cannot say it; `why` is that reason, `otherwise` where it can be had. */
export function refuseMarginal ({ existing }: EstimateRequest, why: string, otherwise: string): void {
  if (existing === undefined) return
  throw new EstimateError('IMPOSSIBLE_COMBINATION', `${why}: existing cannot be asked here; accepted is a question without it, or ${otherwise}.`, { field: 'existing' })
}
