import { z } from 'zod'
import { fact, numberFact } from '../facts.ts'

/** The method that every offering running Apache Kafka shares: factors, margins, minima (table kafka-sizing). */
export const kafkaSizingFacts = z.looseObject({
  safetyStorageFactor: numberFact,
  safetyNetworkFactor: numberFact,
  safetyNetworkFactorPerFanOut: numberFact,
  safetyTieredAddition: numberFact,
  safetyReplicationFactor: numberFact,
  utilisation: numberFact,
  storageHeadroom: numberFact,
  vcpuWriteMibPerSecond: numberFact,
  vcpuReadMibPerSecond: numberFact,
  partitionReplicasByVcpu: fact(z.array(z.looseObject({ upToVcpu: z.number().nullable(), replicas: z.number() }))),
  ioKib: numberFact,
  volumeGibMaximum: numberFact,
  minimumVcpu: numberFact,
  minimumMemoryGib: numberFact,
  brokersMaximum: numberFact,
  controllers: numberFact,
  controllerVcpuMinimum: numberFact,
  controllerMemoryGibMinimum: numberFact,
  controllerVolumeGib: numberFact,
  partitionMegabytesPerSecond: numberFact,
  messageBytesMaximum: numberFact,
  tieredSegmentBytes: numberFact,
  tieredFetchBytes: numberFact
})

export type KafkaSizingFacts = z.output<typeof kafkaSizingFacts>

/** Partition replicas that a broker carries, by its vCPU. */
export function partitionReplicasOf (vcpu: number, { partitionReplicasByVcpu }: KafkaSizingFacts): number {
  return partitionReplicasByVcpu.find(({ upToVcpu }) => upToVcpu === null || vcpu <= upToVcpu)!.replicas
}
