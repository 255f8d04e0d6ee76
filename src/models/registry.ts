import { z } from 'zod'
import type { Offering } from './offering.ts'
import { sqsFifo, sqsStandard } from './offerings/aws-sqs.ts'
import { mskStandard } from './offerings/aws-msk-standard.ts'
import { mskExpress } from './offerings/aws-msk-express.ts'
import { mskServerless } from './offerings/aws-msk-serverless.ts'
import { azureEventHubs } from './offerings/azure-event-hubs.ts'
import { gcpManagedKafka } from './offerings/gcp-managed-kafka.ts'
import { kafkaAwsEc2 } from './offerings/kafka-aws-ec2.ts'
import { confluentCloud } from './offerings/confluent-cloud.ts'
import { redpandaServerless } from './offerings/redpanda-serverless.ts'
import { redpandaDedicated } from './offerings/redpanda-dedicated.ts'
import { warpstream } from './offerings/warpstream.ts'
import { aivenKafka } from './offerings/aiven-kafka.ts'
import { automq } from './offerings/automq.ts'
import { kafkaAzureVm } from './offerings/kafka-azure-vm.ts'
import { kafkaGcpComputeEngine } from './offerings/kafka-gcp-compute-engine.ts'
import { kafkaOnPremises } from './offerings/kafka-on-premises.ts'

/** Everything that can be asked for, one line each. */
export const offerings: readonly Offering[] = [
  sqsStandard,
  sqsFifo,
  mskStandard,
  mskExpress,
  mskServerless,
  kafkaAwsEc2,
  kafkaGcpComputeEngine,
  kafkaAzureVm,
  kafkaOnPremises,
  gcpManagedKafka,
  ...azureEventHubs,
  ...confluentCloud,
  redpandaServerless,
  redpandaDedicated,
  warpstream,
  aivenKafka,
  automq
]

export const offeringIds: readonly string[] = offerings.map(offering => offering.id)

const families = [...new Set(offerings.map(offering => offering.family))]

/** A family key takes every option that one of its offerings knows, but for the region: every cloud has names of its own. */
export const familyOptions: Readonly<Record<string, z.ZodObject>> = Object.fromEntries(families.map(family => [
  family,
  z.strictObject(Object.assign({}, ...offerings.filter(offering => offering.family === family).map(({ options: { shape: { region, ...shared } } }) => shared)))
]))
