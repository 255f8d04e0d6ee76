import { automqFit, warpstreamFit } from '../../../src/models/fit/byoc-fit.ts'
import { confluentFit } from '../../../src/models/fit/confluent-fit.ts'
import type { Fit } from '../../../src/models/fit/criteria.ts'
import { eventHubsFit } from '../../../src/models/fit/event-hubs-fit.ts'
import { aivenFit, googleFit, redpandaFit } from '../../../src/models/fit/hosted-fit.ts'
import { mskFit } from '../../../src/models/fit/msk-fit.ts'
import { selfManagedFit } from '../../../src/models/fit/self-managed-fit.ts'
import { sqsFit } from '../../../src/models/fit/sqs-fit.ts'

/** The fit of every offering, by its id. */
export const fits: Readonly<Record<string, Fit>> = {
  'aws-sqs-standard': sqsFit.standard,
  'aws-sqs-fifo': sqsFit.fifo,
  'aws-msk-standard': mskFit.standard,
  'aws-msk-express': mskFit.express,
  'aws-msk-serverless': mskFit.serverless,
  'kafka-aws-ec2': selfManagedFit.awsEc2,
  'kafka-gcp-compute-engine': selfManagedFit.gcpComputeEngine,
  'kafka-azure-vm': selfManagedFit.azureVm,
  'kafka-on-premises': selfManagedFit.onPremises,
  'confluent-cloud-basic': confluentFit.basic,
  'confluent-cloud-standard': confluentFit.standard,
  'confluent-cloud-enterprise': confluentFit.enterprise,
  'confluent-cloud-freight': confluentFit.freight,
  'confluent-cloud-dedicated': confluentFit.dedicated,
  'gcp-managed-kafka': googleFit,
  'azure-event-hubs-standard': eventHubsFit.standard,
  'azure-event-hubs-premium': eventHubsFit.premium,
  'azure-event-hubs-dedicated': eventHubsFit.dedicated,
  'redpanda-serverless': redpandaFit.serverless,
  'redpanda-dedicated': redpandaFit.dedicated,
  warpstream: warpstreamFit,
  'aiven-kafka': aivenFit,
  automq: automqFit
}
