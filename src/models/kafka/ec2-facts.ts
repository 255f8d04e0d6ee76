import { z } from 'zod'
import { numberFact } from '../facts.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { BrokerHardware } from '../sizing/policies.ts'

const instance = z.looseObject({
  vcpu: z.number(),
  memoryGib: z.number(),
  volumeMibPerSecond: z.number(),
  networkMibPerSecond: z.number(),
  generation: z.number(),
  burstable: z.boolean(),
  localStorageGb: z.number(),
  source: z.string()
})

/** What the model of Kafka on EC2 reads from tables aws-ec2 and aws-ebs beside prices. */
export const ec2Facts = z.looseObject({ instances: z.record(z.string(), instance) })
export const ebsFacts = z.looseObject({ gp3FreeIops: numberFact, gp3FreeMibPerSecond: numberFact, gp3MinimumGib: numberFact })

export type Ec2Facts = z.output<typeof ec2Facts>
export type EbsFacts = z.output<typeof ebsFacts>

export interface InstanceHardware extends BrokerHardware { readonly eligible: boolean }

interface InstanceChoices {
  readonly types: readonly InstanceHardware[]
  /** Machines large enough for a controller: whichever is cheapest is taken. */
  readonly controllerSkus: readonly SkuRef[]
}

const choicesByFacts = new WeakMap<Ec2Facts, { readonly sizing: KafkaSizingFacts, readonly choices: InstanceChoices }>()

/** The instance table as broker hardware: no burstable types unless named; types with local disks are not sized here. */
export function instanceHardware (facts: Ec2Facts, sizing: KafkaSizingFacts): InstanceChoices {
  const known = choicesByFacts.get(facts)
  if (known?.sizing === sizing) return known.choices
  const onNetworkVolumes = Object.entries(facts.instances).filter(([, one]) => one.localStorageGb === 0)
  const types = onNetworkVolumes.map(([type, one]) => ({
    type,
    sku: `aws-ec2/instance.${type}` as SkuRef,
    generation: one.generation,
    vcpu: one.vcpu,
    volumeMibPerSecond: one.volumeMibPerSecond,
    networkMibPerSecond: one.networkMibPerSecond,
    partitionReplicas: sizing.partitionReplicasByVcpu.find(({ upToVcpu }) => upToVcpu === null || one.vcpu <= upToVcpu)!.replicas,
    source: `aws-ec2:facts/instances/${type}`,
    eligible: !one.burstable && one.vcpu >= sizing.minimumVcpu && one.memoryGib >= sizing.minimumMemoryGib
  }))
  const controllerSkus = onNetworkVolumes
    .filter(([, one]) => !one.burstable && one.vcpu >= sizing.controllerVcpuMinimum && one.memoryGib >= sizing.controllerMemoryGibMinimum)
    .map(([type]): SkuRef => `aws-ec2/instance.${type}`)
  const choices = { types, controllerSkus }
  choicesByFacts.set(facts, { sizing, choices })
  return choices
}
