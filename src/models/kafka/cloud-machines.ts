import { z } from 'zod'
import type { PlanInput, Plans } from '../offering.ts'
import { kafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { commitmentFacts } from './commitments.ts'
import { companionFacts } from './companion-options.ts'
import type { CompanionFacts } from './companion-options.ts'
import type { SelfManagedOptions } from './kafka-options.ts'
import { kubernetesFacts } from './kubernetes.ts'
import type { KubernetesFacts } from './kubernetes.ts'
import { machineFacts } from './machine-facts.ts'
import { selfManagedPlans } from './self-managed.ts'
import type { SelfManagedCloud } from './self-managed.ts'
import { volumeFacts, volumesOf } from './volumes.ts'

/** What the models read of a cloud whose machines, volumes and discounts stand in one table. */
export const cloudMachineFacts = z.looseObject({ ...machineFacts.shape, ...volumeFacts.shape, ...commitmentFacts.shape })
export type CloudMachineFacts = z.output<typeof cloudMachineFacts>

/** What they read whatever the cloud. */
export const cloudKafkaFacts = { 'kafka-companions': companionFacts, kubernetes: kubernetesFacts, 'kafka-sizing': kafkaSizingFacts }
export interface CloudKafkaFacts { readonly 'kafka-companions': CompanionFacts, readonly kubernetes: KubernetesFacts, readonly 'kafka-sizing': KafkaSizingFacts }

/** Every way to run Kafka on the machines of such a cloud; errors: EstimateError. */
export function cloudMachinePlans (cloud: SelfManagedCloud, input: PlanInput<SelfManagedOptions, unknown>, machines: CloudMachineFacts, facts: CloudKafkaFacts): Plans {
  return selfManagedPlans(cloud, input, {
    sizing: facts['kafka-sizing'],
    machines,
    volumes: volumesOf(machines, cloud.machineTable),
    commitments: { table: cloud.machineTable, facts: machines },
    companions: facts['kafka-companions'],
    kubernetes: facts.kubernetes
  })
}
