import { z } from 'zod'
import { numberFact } from '../facts.ts'
import type { DeploymentModel } from '../operations/operations-model.ts'

const range = z.looseObject({ low: z.number(), high: z.number() })
const count = z.number().optional()

const tierFacts = z.looseObject({
  ingressMegabytesPerSecond: range,
  egressMegabytesPerSecond: range,
  ingressEventsPerSecond: z.number().nullable(),
  egressEventsPerSecond: z.number().nullable(),
  unitsMinimum: z.number(),
  unitsMinimumInSeveralZones: z.number(),
  unitsMaximum: z.number(),
  unitsSold: z.array(z.number()).nullable(),
  includedGbPerUnit: z.number(),
  retentionDaysMaximum: z.number(),
  perUnit: z.looseObject({ eventHubs: count, partitions: count, connections: count }),
  perNamespace: z.looseObject({ eventHubs: count, connections: count }),
  perEventHub: z.looseObject({ partitions: z.number(), consumerGroups: z.number() })
})

/** What the models of Event Hubs read from table azure-event-hubs beside prices. */
export const eventHubsFacts = z.looseObject({
  eventUnitBytes: numberFact,
  messageBytesMaximum: numberFact,
  partitionMegabytesPerSecond: numberFact,
  zonesMaximum: numberFact,
  tiers: z.looseObject({ standard: tierFacts, premium: tierFacts, dedicated: tierFacts })
})

export type EventHubsFacts = z.output<typeof eventHubsFacts>
export type TierFacts = z.output<typeof tierFacts>

/** A tier of Event Hubs that has a Kafka endpoint; Basic has none. */
export interface EventHubsTier {
  readonly name: 'standard' | 'premium' | 'dedicated'
  readonly title: string
  readonly unitName: 'TU' | 'PU' | 'CU'
  readonly unitTitle: string
  /** Throughput units follow the traffic by themselves, upwards; the others are set by hand. */
  readonly scaling: boolean
  readonly operations: DeploymentModel
  /** What takes more than this tier, in a sentence. */
  readonly beyond: string
  readonly kafkaGaps: string
  readonly takesCompression: boolean
}

const PREVIEW = 'Kafka transactions and Kafka Streams are in preview, and gzip is the only compression.'

export const eventHubsTiers: readonly EventHubsTier[] = [
  { name: 'standard', title: 'Azure Event Hubs Standard', unitName: 'TU', unitTitle: 'Throughput units', scaling: true, operations: 'msk_serverless', beyond: 'The Premium tier takes more.', kafkaGaps: 'Kafka transactions, Kafka Streams and compressed batches are left to the Premium tier.', takesCompression: false },
  { name: 'premium', title: 'Azure Event Hubs Premium', unitName: 'PU', unitTitle: 'Processing units', scaling: false, operations: 'msk_serverless', beyond: 'The Dedicated tier takes more.', kafkaGaps: PREVIEW, takesCompression: true },
  { name: 'dedicated', title: 'Azure Event Hubs Dedicated', unitName: 'CU', unitTitle: 'Capacity units', scaling: false, operations: 'confluent_cloud_dedicated', beyond: 'More takes several clusters, or another service.', kafkaGaps: PREVIEW, takesCompression: true }
]
