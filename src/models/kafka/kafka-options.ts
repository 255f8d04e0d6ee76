import { z } from 'zod'
import type { Filled } from '../defaults.ts'
import { decimalNumber, optional, positiveNumber, wholeNumber, withDefault } from '../defaults.ts'
import { sizingPolicies } from '../sizing/sizing.ts'
import { companionOptions, disasterRecoveryOption } from './companion-options.ts'
import { commitmentTerms } from './commitments.ts'
import { mskExtrasOptions, multiVpcOptions } from './msk-extras-options.ts'
import { nonProductionOption } from './non-production.ts'

const brokerType = optional(z.string().min(3).max(40), 'type', 'Fix the broker type, with or without the vendor prefix (kafka.m7g.large, m7g.large)')
const brokers = optional(wholeNumber(1, 1000), 'brokers', 'Fix the number of brokers: the cluster that exists')
const utilisation = optional(positiveNumber(1), 'share', 'Share of a capacity that sizing may use at the peak; 0.5 for Apache Kafka, 0.75 for MSK Express where left out')

/** Options of brokers that run Apache Kafka: sized by one shared policy (model.md 4.2). */
export const clusterOptions = {
  brokerType,
  brokers,
  utilisation,
  storageGibPerBroker: optional(wholeNumber(1, 16384), 'GiB', 'Fix the volume of each broker'),
  sizingPolicy: withDefault(z.enum(sizingPolicies), 'safety-factors', 'choice', "AWS's published safety factors, or the baseline limits of the hardware"),
  tieredStorage: optional(z.boolean(), 'yes or no', 'Keep data older than localRetentionHours in the cheap tier; yes where localRetentionHours is given'),
  tieredReadPercent: optional(decimalNumber(0, 100), '% of consumed bytes', 'Read back from the cheap tier; 0, or 100 with replay, where left out'),
  ...nonProductionOption
}

/** Options of machines counted by limits of their own: no policy is shared, and no volume is theirs to size. */
export const limitedMachineOptions = { brokerType, brokers, utilisation, ...nonProductionOption }

export const mskStandardOptions = { ...clusterOptions, ...mskExtrasOptions, ...multiVpcOptions }
export const mskExpressOptions = { ...limitedMachineOptions, ...mskExtrasOptions, ...multiVpcOptions }
export const mskServerlessOptions = { ...nonProductionOption, ...mskExtrasOptions }

export const selfManagedOptions = {
  ...clusterOptions,
  controllers: withDefault(z.enum(['dedicated', 'combined']), 'dedicated', 'choice', 'KRaft controllers on their own machines, or combined with brokers'),
  orchestration: withDefault(z.enum(['none', 'kubernetes']), 'none', 'choice', 'kubernetes adds the control plane, keeps a part of every machine and changes the operations model'),
  commitment: withDefault(z.enum(commitmentTerms), 'none', 'choice', 'Machines under a commitment of one or three years, without payment up front'),
  ...companionOptions,
  ...disasterRecoveryOption
}

/** Where machines take volumes of several kinds. */
export const volumeTypeOption = {
  volumeType: optional(z.enum(['pd-balanced', 'pd-ssd', 'hyperdisk-balanced']), 'choice', 'Volumes of brokers and controllers; the first that a machine takes and the region sells where left out')
}

type Given<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape, z.core.$strict>>
type Open = 'brokerType' | 'brokers' | 'utilisation' | 'storageGibPerBroker' | 'tieredStorage' | 'tieredReadPercent'

export type ClusterOptions = Filled<Given<typeof clusterOptions>, Open>
export type MskStandardOptions = Filled<Given<typeof mskStandardOptions>, Open>
export type LimitedMachineOptions = Filled<Given<typeof limitedMachineOptions>, 'brokerType' | 'brokers' | 'utilisation'>
export type MskExpressOptions = Filled<Given<typeof mskExpressOptions>, 'brokerType' | 'brokers' | 'utilisation'>
export type MskServerlessOptions = Filled<Given<typeof mskServerlessOptions>>
export type SelfManagedOptions = Filled<Given<typeof selfManagedOptions>, Open | 'disasterRecoveryRegion'> & { readonly volumeType?: string | undefined }
