import { z } from 'zod'
import { decimalNumber, optional, wholeNumber, withDefault } from '../defaults.ts'
import type { Filled } from '../defaults.ts'
import { anyOf } from '../sentence.ts'

const MCUS_OF_A_WORKER = [1, 2, 4, 8]
/** IAM, SASL/SCRAM and mutual TLS. */
const AUTHENTICATION_SCHEMES = 3

export const replications = ['none', 'same-region', 'cross-region'] as const
export type Replication = typeof replications[number]

/** MSK Connect and MSK Replicator stand beside every kind of MSK cluster. */
export const mskExtrasOptions = {
  connectWorkers: withDefault(wholeNumber(0, 1000), 0, 'workers', 'Kafka Connect workers'),
  connectMcusPerWorker: withDefault(wholeNumber(1, 8).refine(mcus => MCUS_OF_A_WORKER.includes(mcus), { message: `${anyOf(MCUS_OF_A_WORKER)} MCUs a worker` }), 1, 'MCUs a worker', 'Size of a worker of MSK Connect: an MCU is 1 vCPU and 4 GiB; 1, 2, 4 or 8'),
  replicator: withDefault(z.enum(replications), 'none', 'choice', 'MSK Replicator copies everything that is written to another MSK cluster, in the same region or in another'),
  replicatorRegion: optional(z.string().min(2).max(40), 'region', 'Where MSK Replicator copies to in another region, and runs at the prices there')
}

/** Clients of brokers in other VPCs; MSK Serverless has no such option. */
export const multiVpcOptions = {
  multiVpcConnectivity: withDefault(wholeNumber(0, AUTHENTICATION_SCHEMES), 0, 'authentication schemes', 'Authentication schemes with private connectivity from other VPCs: IAM, SASL/SCRAM, mutual TLS; 0 where all clients are in the VPC of the cluster'),
  multiVpcPercent: withDefault(decimalNumber(0, 100), 100, '% of client bytes', 'Share of what clients write and read that comes and goes through the private connectivity, where there is one')
}

type Given<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape, z.core.$strict>>
export type MskExtrasOptions = Filled<Given<typeof mskExtrasOptions>, 'replicatorRegion'>
export type MultiVpcOptions = Filled<Given<typeof multiVpcOptions>>
