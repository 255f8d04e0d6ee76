import { z } from 'zod'
import type { PlanInput, Plans } from '../offering.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { commitmentFacts } from './commitments.ts'
import type { CompanionFacts } from './companion-options.ts'
import type { SelfManagedOptions } from './kafka-options.ts'
import { machineFacts } from './machine-facts.ts'
import { selfManagedPlans } from './self-managed.ts'
import type { SelfManagedCloud } from './self-managed.ts'
import { volumeFacts, volumesOf } from './volumes.ts'

/** What the models read of a cloud whose machines, volumes and discounts stand in one table. */
export const cloudMachineFacts = z.looseObject({ ...machineFacts.shape, ...volumeFacts.shape, ...commitmentFacts.shape })
export type CloudMachineFacts = z.output<typeof cloudMachineFacts>

/** Every way to run Kafka on the machines of such a cloud; errors: EstimateError. */
export function cloudMachinePlans (cloud: SelfManagedCloud, input: PlanInput<SelfManagedOptions, unknown>, facts: CloudMachineFacts, sizing: KafkaSizingFacts, companions: CompanionFacts): Plans {
  return selfManagedPlans(cloud, input, { sizing, machines: facts, volumes: volumesOf(facts, cloud.machineTable), commitments: { table: cloud.machineTable, facts }, companions })
}
