import { z } from 'zod'
import { fact, numberFact } from '../facts.ts'

const standardBroker = z.looseObject({
  vcpu: z.number(),
  memoryGib: z.number(),
  volumeMibPerSecond: z.number().nullable(),
  networkMibPerSecond: z.number(),
  partitionReplicas: z.number(),
  throughputMaximumMibPerSecond: z.number().nullable(),
  generation: z.number(),
  burstable: z.boolean(),
  source: z.string()
})

const expressBroker = z.looseObject({
  ingressMegabytesPerSecond: z.number(),
  ingressMaximumMegabytesPerSecond: z.number(),
  egressMegabytesPerSecond: z.number(),
  egressMaximumMegabytesPerSecond: z.number(),
  partitionReplicas: z.number(),
  generation: z.number(),
  source: z.string()
})

/** What the MSK models read from table aws-msk beside prices. */
export const mskFacts = z.looseObject({
  standardBrokers: z.record(z.string(), standardBroker),
  expressBrokers: z.record(z.string(), expressBroker),
  brokersPerClusterMaximum: numberFact,
  volumeGibMinimum: numberFact,
  defaultVolumeMibPerSecond: numberFact,
  throughputVolumeGibMinimum: numberFact,
  standardZones: fact(z.array(z.number())),
  expressZones: fact(z.array(z.number())),
  expressReplicationFactor: numberFact,
  expressUtilisation: numberFact,
  expressPartitionMegabytesPerSecond: numberFact,
  tieredRetentionDaysMinimum: numberFact,
  tieredNotInRegions: fact(z.array(z.string())),
  serverlessIngressMegabytesPerSecond: numberFact,
  serverlessEgressMegabytesPerSecond: numberFact,
  serverlessPartitions: numberFact,
  serverlessPartitionIngressMegabytesPerSecond: numberFact,
  serverlessPartitionEgressMegabytesPerSecond: numberFact,
  serverlessMessageMib: numberFact,
  serverlessConsumerGroups: numberFact
})

export type MskFacts = z.output<typeof mskFacts>
export type StandardBroker = z.output<typeof standardBroker>
export type ExpressBroker = z.output<typeof expressBroker>
