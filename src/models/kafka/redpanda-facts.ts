import { z } from 'zod'
import { fact, numberFact } from '../facts.ts'

const dedicatedTier = z.looseObject({
  tier: z.string(),
  ingressMegabytesPerSecond: z.number(),
  egressMegabytesPerSecond: z.number(),
  partitions: z.number(),
  connections: z.number()
})

/** What the Redpanda models read from table redpanda-cloud beside prices. */
export const redpandaFacts = z.looseObject({
  serverlessIngressMegabytesPerSecond: numberFact,
  serverlessEgressMegabytesPerSecond: numberFact,
  serverlessPartitions: numberFact,
  serverlessMessageMib: numberFact,
  serverlessConnections: numberFact,
  serverlessConsumerGroups: numberFact,
  serverlessZones: fact(z.array(z.number())),
  replicationFactor: numberFact,
  billedStorageCopies: numberFact,
  bytesPerGigabyte: numberFact,
  dedicatedTiers: fact(z.array(dedicatedTier).min(1)),
  dedicatedZones: fact(z.array(z.number()))
})

export type RedpandaFacts = z.output<typeof redpandaFacts>
export type DedicatedTier = z.output<typeof dedicatedTier>
