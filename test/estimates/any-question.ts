import fc from 'fast-check'
import { estimateRequestSchema } from '../../src/estimates/request.ts'
import type { EstimateRequest } from '../../src/estimates/request.ts'
import { offerings } from '../../src/models/registry.ts'
import { everythingOn } from './real-prices.ts'

/** Decimals of a few digits, as people write them. */
const decimals = (minimum: number, maximum: number, digits: number): fc.Arbitrary<number> =>
  fc.integer({ min: Math.ceil(minimum * 10 ** digits), max: Math.floor(maximum * 10 ** digits) }).map(units => Number(`${units}e-${digits}`))

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> => fc.option(arbitrary, { nil: undefined })

const seldom = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> => fc.oneof({ arbitrary: fc.constant(undefined), weight: 9 }, { arbitrary, weight: 1 })

/** From none to a trillion, evenly over the powers of ten, and round numbers. */
export const someMessages: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, 1, 999, 1_000_000, 500_000_000, 100_000_000_000),
  fc.integer({ min: 0, max: 12 }).chain(power => fc.integer({ min: 0, max: 10 ** power }))
)
const someBytes = fc.oneof(fc.constantFrom(1, 1024, 2048, 8192, 65_536, 65_537, 262_144, 262_145, 1_048_576, 5_000_000), fc.integer({ min: 1, max: 300_000 }), decimals(1, 3000, 2))
const someMix = fc.tuple(fc.uniqueArray(someBytes, { minLength: 3, maxLength: 3 }), fc.integer({ min: 1, max: 98 }), fc.integer({ min: 1, max: 98 }))
  .filter(([, first, second]) => first + second < 100)
  .map(([sizes, first, second]) => [first, second, 100 - first - second].map((percent, index) => ({ bytes: sizes[index]!, percent })))
const someSize = fc.oneof({ arbitrary: someBytes.map(payloadBytes => ({ payloadBytes })), weight: 3 }, { arbitrary: someMix.map(payloadMix => ({ payloadMix })), weight: 1 })

// What leaves the region by the one way or the other is at most the whole.
const somePercents = fc.oneof(fc.constant({}), fc.tuple(decimals(0, 60, 1), decimals(0, 40, 1)).map(([internetEgressPercent, crossRegionPercent]) => ({ internetEgressPercent, crossRegionPercent })))

const batches = maybe(fc.oneof(fc.integer({ min: 1, max: 10 }), decimals(1, 10, 1)))
const someQueueUse = fc.record({
  sendBatchSize: batches,
  receiveBatchSize: batches,
  deleteBatchSize: batches,
  pollersPerGroup: maybe(fc.integer({ min: 0, max: 50 })),
  pollWaitSeconds: maybe(fc.oneof(fc.constant(0), decimals(0.1, 20, 1))),
  redeliveryPercent: maybe(decimals(0, 100, 1))
})
const someLogUse = fc.record({
  replicationFactor: maybe(fc.integer({ min: 1, max: 5 })),
  compressionRatio: maybe(decimals(1, 8, 1)),
  followerFetching: maybe(fc.boolean()),
  localRetentionHours: maybe(decimals(0.5, 100, 1)),
  availabilityZones: maybe(fc.integer({ min: 1, max: 6 }))
})
const someTraffic = fc.record({
  requestsPerMonth: someMessages,
  retentionDays: fc.oneof(fc.integer({ min: 1, max: 60 }), decimals(0.01, 40, 2)),
  consumerGroups: maybe(fc.integer({ min: 0, max: 6 })),
  peakToAverageRatio: maybe(decimals(1, 10, 1)),
  topics: maybe(fc.integer({ min: 1, max: 50 })),
  ordering: seldom(fc.constantFrom('none', 'per-key', 'strict')),
  replay: seldom(fc.boolean()),
  region: maybe(fc.constantFrom('us-east-1', 'eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-1'))
})
const someWorkload = fc.tuple(someTraffic, someSize, somePercents, someQueueUse, someLogUse).map(parts => Object.assign({}, ...parts) as Record<string, unknown>)

const someQueueOptions = fc.record({
  kmsKey: maybe(fc.boolean()),
  kmsDataKeyReuseSeconds: maybe(fc.integer({ min: 60, max: 86_400 })),
  kmsProducers: maybe(fc.integer({ min: 1, max: 9 })),
  kmsConsumers: maybe(fc.integer({ min: 0, max: 9 })),
  networkPath: maybe(fc.constantFrom('public', 'interface-endpoint', 'nat')),
  extendedClient: maybe(fc.constantFrom('auto', 'always', 'never')),
  objectDwellHours: maybe(decimals(0, 100, 1)),
  compressPayload: maybe(fc.boolean()),
  crossRegionTo: maybe(fc.constantFrom('ap-south-1')),
  otherAccountRequestsPerMonth: maybe(fc.integer({ min: 0, max: 250 }).map(billions => billions * 1e9)),
  billedRequestsPerMonth: seldom(fc.integer({ min: 0, max: 1e9 })),
  preset: maybe(fc.constant('lambda')),
  fairQueues: maybe(fc.boolean())
})
const sharedLogOptions = {
  utilisation: maybe(decimals(0.1, 1, 2)),
  sizingPolicy: maybe(fc.constantFrom('safety-factors', 'baseline-limits')),
  tieredReadPercent: maybe(decimals(0, 100, 1)),
  controllers: maybe(fc.constantFrom('dedicated', 'combined')),
  orchestration: maybe(fc.constantFrom('none', 'kubernetes')),
  commitment: seldom(fc.constantFrom('none', '1-year', '3-years')),
  nonProductionClusters: maybe(fc.integer({ min: 0, max: 3 })),
  schemaRegistry: maybe(fc.boolean()),
  connectWorkers: maybe(fc.integer({ min: 0, max: 5 })),
  monitoring: maybe(fc.boolean()),
  secondSite: seldom(fc.boolean()),
  facility: maybe(fc.constantFrom('own-room', 'colocation')),
  replicator: seldom(fc.constantFrom('none', 'same-region', 'cross-region')),
  multiVpcConnectivity: seldom(fc.integer({ min: 0, max: 3 })),
  serviceLevelPercent: seldom(fc.constantFrom(99.5, 99.9, 99.99)),
  clientConnections: seldom(fc.integer({ min: 1, max: 5000 })),
  memoryGibPerVcpu: seldom(fc.constantFrom(1, 4, 8))
}
const someLogOptions = fc.record(sharedLogOptions)
const someGivenCluster = fc.record({ ...sharedLogOptions, brokers: maybe(fc.integer({ min: 1, max: 60 })), storageGibPerBroker: maybe(fc.integer({ min: 1, max: 16_384 })), brokerType: maybe(fc.constantFrom('m7g.large', 'm7g.4xlarge')) })

const someConventions = fc.record({ hoursPerMonth: maybe(fc.constantFrom(720, 730, 730.5, 744)), recordOverheadBytes: maybe(fc.constantFrom(0, 10.61, 70)), plansCheapestBy: maybe(fc.constantFrom('infrastructure', 'total')) })

const given = (fields: object): object => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

function questions (logOptions: typeof someLogOptions): fc.Arbitrary<EstimateRequest> {
  return fc.record({ workload: someWorkload, queue: someQueueOptions, log: logOptions, conventions: someConventions, freeTier: fc.constantFrom('include', 'exclude') })
    .map(({ workload, queue, log, conventions, freeTier }) => estimateRequestSchema.parse({
      workload: given(workload),
      // How often a receiver polls is a question of short polling only.
      options: { 'aws-sqs': given({ ...queue, pollsPerSecond: workload['pollWaitSeconds'] === 0 ? 0.5 : undefined }), kafka: given(log) },
      conventions: given(conventions),
      pricing: { asOf: everythingOn, freeTier },
      detail: 'lines'
    }))
}

/** Questions about all offerings whose clusters are sized. */
export const anySizedQuestion: fc.Arbitrary<EstimateRequest> = questions(someLogOptions)
/** Questions about all offerings, also about clusters that exist. */
export const anyQuestion: fc.Arbitrary<EstimateRequest> = fc.oneof(anySizedQuestion, questions(someGivenCluster))

const ids = offerings.map(({ id }) => id)

/** The same question about one offering only. */
export function about (offering: string, { options, ...question }: EstimateRequest): EstimateRequest {
  const { family } = offerings.find(({ id }) => id === offering)!
  const known = offerings.find(({ id }) => id === offering)!.options.shape
  const kept = Object.entries((options as Record<string, object> | undefined)?.[family] ?? {}).filter(([name]) => name in known)
  return estimateRequestSchema.parse({ ...question, offerings: [offering], options: { [family]: Object.fromEntries(kept) } })
}

export const anyOffering: fc.Arbitrary<string> = fc.constantFrom(...ids)
