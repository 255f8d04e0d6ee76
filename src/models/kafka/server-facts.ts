import { z } from 'zod'
import { EstimateError } from '../../pricing/errors.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { numberFact } from '../facts.ts'
import { keptFor } from '../kept.ts'
import { partitionReplicasOf } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { BrokerHardware } from '../sizing/policies.ts'
import { vcpuLeft } from './kubernetes.ts'
import type { KubernetesFacts } from './kubernetes.ts'

const server = z.looseObject({
  vcpu: z.number(),
  memoryGib: z.number(),
  networkMibPerSecond: z.number(),
  localStorageGb: z.number(),
  averagePowerWatts: z.number(),
  colocationKilowatts: z.number(),
  source: z.string()
})

/** What the model of own servers reads from table on-premises beside prices. */
export const onPremisesFacts = z.looseObject({
  servers: z.object({ rack: server, small: server }),
  amortisationMonths: numberFact,
  maintenancePercentPerYear: numberFact,
  powerUsageEffectiveness: numberFact,
  edgePowerUsageEffectiveness: numberFact,
  spareServers: numberFact,
  edgeSpareServers: numberFact,
  edgeBrokersMaximum: numberFact
})

export type OnPremisesFacts = z.output<typeof onPremisesFacts>
export type ServerKind = keyof OnPremisesFacts['servers']

export const serverSku = (kind: ServerKind): SkuRef => `on-premises/server.${kind}`

const GIB_PER_GB = 1e9 / 2 ** 30

const keptHardware = keptFor<OnPremisesFacts, readonly BrokerHardware[]>()

/** A server as broker hardware with disks of its own, or of a given size; what its disks sustain has no source, so its processors, as far as Kubernetes leaves them, bound it under every policy; error: IMPOSSIBLE_COMBINATION where it holds less. */
export function serverHardware (facts: OnPremisesFacts, kind: ServerKind, diskGib: number | undefined, sizing: KafkaSizingFacts, kubernetes: KubernetesFacts | undefined): readonly BrokerHardware[] {
  const { vcpu, networkMibPerSecond, localStorageGb } = facts.servers[kind]
  const ownGib = Math.floor(localStorageGb * GIB_PER_GB)
  if (diskGib !== undefined && diskGib > ownGib) throw new EstimateError('IMPOSSIBLE_COMBINATION', `storageGibPerBroker is ${diskGib} and a ${kind} server holds ${ownGib} GiB: give at most ${ownGib}, or leave storageGibPerBroker out.`, { field: 'storageGibPerBroker' })
  return keptHardware(facts, `${kind} ${diskGib} ${kubernetes?.processorPercent}`, () => {
    return [{
      type: kind,
      sku: serverSku(kind),
      generation: 0,
      vcpu: vcpuLeft(vcpu, kubernetes),
      volumeMibPerSecond: null,
      networkMibPerSecond,
      boundByProcessors: true,
      localGib: diskGib ?? ownGib,
      partitionReplicas: partitionReplicasOf(vcpu, sizing),
      source: `on-premises:facts/servers/${kind}`
    }]
  })
}
