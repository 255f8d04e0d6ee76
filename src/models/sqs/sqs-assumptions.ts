import { departingAssumptions } from '../network.ts'
import type { Assumption } from '../offering.ts'
import { POINTER_BYTES } from './messages.ts'
import { LAMBDA_POLLERS } from './queue-use.ts'
import type { SqsScope } from './sqs-requests.ts'

/** What does not pass the gateways or endpoints that are priced: consumers elsewhere, and payloads on their way to and from S3. */
function besideThePath ({ workload: { consumerGroups, crossRegionPercent, internetEgressPercent }, options: { networkPath }, classes }: SqsScope): readonly Assumption[] {
  if (networkPath === undefined || networkPath === 'public') return []
  return [
    ...(consumerGroups > 0 && crossRegionPercent + internetEgressPercent > 0 ? [{ name: 'outsideConsumers', value: 'public endpoint', unit: 'choice', origin: 'rule' as const, why: 'Consumers outside the cloud or in another region call the public endpoint from where they are: what they receive passes no gateway or endpoint of this VPC.' }] : []),
    ...(classes.some(one => one.objectStored) ? [{ name: 'objectPath', value: 'gateway endpoint of S3', unit: 'choice', origin: 'rule' as const, why: 'Payloads reach S3 through its gateway endpoint, which is free; without one their bytes pass the NAT gateways or an endpoint and cost what messages cost there.' }] : [])
  ]
}

/** The pollers of the preset, where it stands in for the default: their number is published for standard queues alone. */
function presetPollers ({ workload, options, fifo }: SqsScope): readonly Assumption[] {
  if (options.preset !== 'lambda' || workload.given.pollersPerGroup !== undefined) return []
  const why = 'An event source mapping of Lambda starts with five pollers; the preset stands in for the default.'
  return [{ name: 'pollersPerGroup', value: String(LAMBDA_POLLERS), unit: 'pollers a queue', origin: fifo ? 'judgement' : 'rule', why: fifo ? `${why} That is published for standard queues; FIFO queues are taken to be polled alike.` : why }]
}

/** What an estimate of queues rests on beside what was given. */
export function sqsAssumptions (scope: SqsScope): readonly Assumption[] {
  const { workload, options, classes } = scope
  return [
    ...(workload.consumerGroups > 0 && scope.pollersPerQueue > 0
      ? [{ name: 'steadyTraffic', value: 'mean rate', unit: 'rate', origin: 'rule' as const, why: 'Empty receives are counted for a steady mean and idle receivers; nights and weekends add polls.' }]
      : []),
    ...(workload.consumerGroups > 1 ? [{ name: 'fanOut', value: 'Amazon SNS', unit: 'service', origin: 'rule' as const, why: 'Several independent groups need a queue each: SNS publishes once with raw message delivery; chunks of a publish are billed as SQS bills them, which is inferred.' }] : []),
    ...(classes.some(one => one.objectStored) ? [{ name: 'pointerBytes', value: String(POINTER_BYTES), unit: 'bytes', origin: 'judgement' as const, why: 'Body of a message whose payload stands in S3.' }] : []),
    ...(options.networkPath === undefined ? [{ name: 'networkPath', value: 'public', unit: 'choice', origin: 'default' as const, why: 'In-region traffic over the public endpoint is free.' }] : []),
    ...besideThePath(scope),
    ...presetPollers(scope),
    ...departingAssumptions(workload, options.crossRegionTo)
  ]
}
