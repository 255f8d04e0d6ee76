import type { Charge } from '../../pricing/charge.ts'
import { addCharges } from '../../pricing/charge-sums.ts'
import type { Decimal } from '../../pricing/decimal.ts'
import { EstimateError } from '../../pricing/errors.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { awsDeparture, departingCharges } from '../network.ts'
import type { PlanInput } from '../offering.ts'
import type { Workload } from '../workload.ts'
import { fairCharges } from './fair-queues.ts'
import { messageClasses } from './messages.ts'
import { consumedGb, kmsCharges, networkPathCharges, objectCharges } from './sqs-extras.ts'
import type { SqsFacts } from './sqs-facts.ts'
import type { SqsOptions } from './sqs-options.ts'
import { requestCharges, sqsTraffic } from './sqs-requests.ts'
import type { Batches, SqsScope, SqsTraffic } from './sqs-requests.ts'

export type SqsInput = PlanInput<SqsOptions, SqsFacts>

// Lambda's event source mapping starts with five concurrent batches on a standard queue (aws-sqs.md section 8).
export const LAMBDA_POLLERS = 5
const LARGEST_BATCH = 10

const batchFields = ['sendBatchSize', 'receiveBatchSize', 'deleteBatchSize'] as const

const allRequests = ({ send, receive, empty, delete: deleted }: SqsTraffic): Decimal =>
  send.requests.plus(receive.requests).plus(empty.requests).plus(deleted.requests)

/** One workload on its queues, with the lines that every workload has of its own. */
export interface QueueUse {
  readonly scope: SqsScope
  readonly batches: Batches
  readonly expected: SqsTraffic
  /** The calls that are made for certain: as expected, or beside a given bill in the largest batches that nobody ruled out. */
  readonly certain: SqsTraffic
  readonly requests: readonly Charge[]
  /** The calls in batches of ten, where nobody ruled them out and they would be fewer. */
  readonly inTens: SqsTraffic | null
  readonly charges: readonly Charge[]
}

/** The region that some consumers are in, where it was named; error: IMPOSSIBLE_COMBINATION where it is the queues' own. */
function otherRegion ({ crossRegionTo }: SqsOptions, { region }: Workload): string | undefined {
  if (crossRegionTo === region) throw new EstimateError('IMPOSSIBLE_COMBINATION', `crossRegionTo is ${region}, where the queues are: name another region.`, { field: 'options.aws-sqs.crossRegionTo' })
  return crossRegionTo
}

/** Counts what one workload does on queues of its own (model.md section 3). */
export function queueUse (workload: Workload, { options, facts, conventions }: SqsInput, fifo: boolean, sku: SkuRef): QueueUse {
  const pollersPerQueue = options.preset === 'lambda' && workload.given.pollersPerGroup === undefined ? LAMBDA_POLLERS : workload.pollersPerGroup
  const scope: SqsScope = { workload, options, facts, conventions, fifo, classes: messageClasses(workload, options, facts), pollersPerQueue }
  const batches = { send: workload.sendBatchSize, receive: workload.receiveBatchSize, delete: workload.deleteBatchSize }
  const expected = sqsTraffic(scope, batches)
  const isBilled = options.billedRequestsPerMonth !== undefined
  // A bill that is given says nothing of its batches: what is not given may be ten.
  const { sendBatchSize = LARGEST_BATCH, receiveBatchSize = LARGEST_BATCH, deleteBatchSize = LARGEST_BATCH } = workload.given
  const certain = isBilled ? sqsTraffic(scope, { send: sendBatchSize, receive: receiveBatchSize, delete: deleteBatchSize }) : expected
  const unbatched = !isBilled && batchFields.every(field => workload.given[field] === undefined)
  const tens = unbatched ? sqsTraffic(scope, { send: LARGEST_BATCH, receive: LARGEST_BATCH, delete: LARGEST_BATCH }) : null
  // Large payloads cannot be batched, and fewer full receives can leave more empty polls: then there is nothing to save.
  const low = tens !== null && allRequests(tens).lt(allRequests(expected)) ? tens : null
  const requests = requestCharges(scope, sku, expected, low)
  return {
    scope,
    batches,
    expected,
    certain,
    requests,
    inTens: low,
    charges: [
      ...requests,
      ...fairCharges(scope, expected, low ?? certain),
      ...kmsCharges(scope),
      ...objectCharges(scope),
      ...departingCharges(() => consumedGb(scope), workload, awsDeparture(otherRegion(options, workload))),
      ...networkPathCharges(scope)
    ]
  }
}

const larger = (a: Charge, b: Charge): Charge => b.quantity.gt(a.quantity) ? b : a

/** The lines of all workloads of an account: calls and bytes add up, what they share is there once, as large as the one that needs most of it. */
export function chargesOnAccount (uses: readonly QueueUse[]): readonly Charge[] {
  if (uses.length === 1) return uses[0]!.charges
  const all = uses.flatMap(({ charges }) => charges)
  const shared = new Map<string, Charge>()
  for (const charge of all) if (charge.isShared === true) shared.set(charge.id, larger(shared.get(charge.id) ?? charge, charge))
  return [...addCharges(all.filter(({ isShared }) => isShared !== true)), ...shared.values()]
}
