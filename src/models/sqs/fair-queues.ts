import type { Charge } from '../../pricing/charge.ts'
import { Decimal, zero } from '../../pricing/decimal.ts'
import { term, text } from '../formula.ts'
import type { SqsScope, SqsTraffic } from './sqs-requests.ts'

/** Sends that are requests of the queue: SNS delivers by itself. */
const sendRequests = ({ workload }: SqsScope, { send }: SqsTraffic): Decimal => workload.consumerGroups <= 1 ? send.requests : zero

/** Every request that the surcharge of fair queues may be on. */
export const queueRequests = (scope: SqsScope, traffic: SqsTraffic): Decimal =>
  sendRequests(scope, traffic).plus(traffic.receive.requests).plus(traffic.empty.requests).plus(traffic.delete.requests)

/** Surcharge of fair queues: whether receives and deletes carry it is not published, so sends are the low end (model.md 3.8). */
export function fairCharges (scope: SqsScope, expected: SqsTraffic, low: SqsTraffic): readonly Charge[] {
  if (scope.options.fairQueues !== true) return []
  const billed = scope.options.billedRequestsPerMonth
  const all = billed === undefined ? queueRequests(scope, expected) : new Decimal(billed)
  return [{
    id: 'requests.fair',
    title: 'Fair queue surcharge on requests',
    group: 'usage',
    sku: 'aws-sqs/requests.fair',
    consumedQuantity: new Decimal(scope.workload.requestsPerMonth),
    consumedUnit: 'Messages',
    quantity: all,
    low: Decimal.min(sendRequests(scope, low), all),
    formula: () => billed !== undefined ? `${text(all)} requests` : `${text(sendRequests(scope, expected))} sends + ${text(expected.receive.requests)} receives + ${text(expected.empty.requests)} empty receives + ${text(expected.delete.requests)} deletes`,
    terms: () => [term('fairQueues', 'true', 'yes or no', 'option')]
  }]
}
