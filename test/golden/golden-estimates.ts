import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { estimate } from '../../src/estimates/estimate.ts'
import type { EstimateRequest } from '../../src/estimates/request.ts'
import type { Estimate } from '../../src/estimates/response.ts'
import { loadCatalog } from '../../src/pricing/load-catalog.ts'
import type { Catalog } from '../../src/pricing/catalog.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** A question whose whole answer stands in a file, reviewed line by line when it changes. */
export interface GoldenCase { readonly offering: string, readonly name: string, readonly request: EstimateRequest }

const asOf = '2026-11-23'
const orders = { requestsPerMonth: 500_000_000, payloadBytes: 2048, retentionDays: 7 }
const fiveMebibytesASecond = { requestsPerMonth: 13_455_360_000, payloadBytes: 1024, retentionDays: 1, consumerGroups: 2, partitions: 100, followerFetching: true }

const golden = (offering: string, name: string, request: Omit<EstimateRequest, 'offerings' | 'detail'>): GoldenCase =>
  ({ offering, name, request: { ...request, pricing: { asOf, ...request.pricing }, offerings: [offering], detail: 'lines' } as EstimateRequest })

export const goldenCases: readonly GoldenCase[] = [
  golden('aws-sqs-standard', 'four-parameters', { workload: { ...orders, replicationFactor: 3 } }),
  golden('aws-sqs-standard', 'three-tiers-in-batches-of-one', { workload: { requestsPerMonth: 77_760_000_000, payloadBytes: 1000, retentionDays: 4, pollersPerGroup: 0, sendBatchSize: 1 } }),
  golden('aws-sqs-standard', 'fan-out-over-nat-in-frankfurt', { workload: { ...orders, consumerGroups: 3, region: 'eu-central-1', crossRegionPercent: 10 }, options: { 'aws-sqs': { networkPath: 'nat', kmsKey: true } } }),
  golden('aws-sqs-fifo', 'ordered-orders-in-batches', { workload: { ...orders, ordering: 'per-key', sendBatchSize: 5, receiveBatchSize: 5, deleteBatchSize: 5 } }),
  golden('aws-msk-standard', 'five-mebibytes-a-second', { workload: fiveMebibytesASecond, conventions: { recordOverheadBytes: 0 } }),
  golden('aws-msk-standard', 'tiered-in-ireland', { workload: { ...orders, retentionDays: 30, localRetentionHours: 12, region: 'eu-west-1' } }),
  golden('aws-msk-express', 'five-mebibytes-a-second', { workload: fiveMebibytesASecond, conventions: { recordOverheadBytes: 0 } }),
  golden('aws-msk-express', 'with-every-extra', { workload: fiveMebibytesASecond, options: { 'aws-msk-express': { connectWorkers: 3, connectMcusPerWorker: 2, replicator: 'cross-region', multiVpcConnectivity: 2, multiVpcPercent: 50 } }, conventions: { recordOverheadBytes: 0 } }),
  golden('aws-msk-serverless', 'four-parameters', { workload: { ...orders, replicationFactor: 3 } }),
  golden('kafka-aws-ec2', 'five-mebibytes-a-second', { workload: fiveMebibytesASecond, conventions: { recordOverheadBytes: 0 } }),
  golden('kafka-aws-ec2', 'kubernetes-with-bought-throughput', { workload: { ...orders, requestsPerMonth: 200_000_000_000, retentionDays: 1 }, options: { kafka: { orchestration: 'kubernetes', brokerType: 'm7g.4xlarge' } } }),
  golden('confluent-cloud-basic', 'four-parameters', { workload: { ...orders, replicationFactor: 3 } }),
  golden('confluent-cloud-standard', 'two-ecku-at-the-peak', { workload: { ...orders, requestsPerMonth: 20_000_000_000, retentionDays: 3 } }),
  golden('confluent-cloud-enterprise', 'by-private-network-interface', { workload: { ...orders, consumerGroups: 3 }, options: { 'confluent-cloud-enterprise': { networking: 'private-network-interface', serviceLevelPercent: 99.99 } } }),
  golden('confluent-cloud-freight', 'four-parameters', { workload: { ...orders, replicationFactor: 3 } }),
  golden('confluent-cloud-dedicated', 'five-mebibytes-a-second', { workload: fiveMebibytesASecond, conventions: { recordOverheadBytes: 0 } }),
  golden('redpanda-serverless', 'four-parameters', { workload: { ...orders, replicationFactor: 3 } }),
  golden('redpanda-dedicated', 'four-parameters', { workload: { ...orders, replicationFactor: 3 } }),
  golden('warpstream', 'five-mebibytes-a-second', { workload: fiveMebibytesASecond, conventions: { recordOverheadBytes: 0 } }),
  golden('aiven-kafka', 'four-parameters', { workload: { ...orders, replicationFactor: 3 } }),
  golden('automq', 'four-parameters', { workload: { ...orders, replicationFactor: 3 } }),
  golden('kafka-aws-ec2', 'five-mebibytes-a-second-for-a-year', { workload: fiveMebibytesASecond, conventions: { recordOverheadBytes: 0 }, options: { kafka: { commitment: '1-year' } } }),
  golden('kafka-gcp-compute-engine', 'five-mebibytes-a-second', { workload: fiveMebibytesASecond, conventions: { recordOverheadBytes: 0 } }),
  golden('kafka-gcp-compute-engine', 'throughput-with-the-size-in-belgium', { workload: { ...orders, requestsPerMonth: 200_000_000_000, retentionDays: 0.02, region: 'eu-west-1' }, options: { kafka: { brokerType: 'n2-standard-32' }, 'kafka-gcp-compute-engine': { region: 'europe-west1' } } }),
  golden('kafka-azure-vm', 'five-mebibytes-a-second', { workload: fiveMebibytesASecond, conventions: { recordOverheadBytes: 0 } }),
  golden('kafka-azure-vm', 'three-years-on-kubernetes', { workload: { ...orders, requestsPerMonth: 20_000_000_000 }, options: { kafka: { commitment: '3-years', orchestration: 'kubernetes' } } }),
  golden('gcp-managed-kafka', 'smallest-cluster', { workload: { ...orders, requestsPerMonth: 0 }, options: { 'gcp-managed-kafka': { memoryGibPerVcpu: 1 } } }),
  golden('gcp-managed-kafka', 'five-mebibytes-a-second-for-three-years', { workload: { ...fiveMebibytesASecond, localRetentionHours: 12 }, options: { kafka: { commitment: '3-years' } }, conventions: { recordOverheadBytes: 0 } }),
  golden('azure-event-hubs-standard', 'four-parameters', { workload: { ...orders, replicationFactor: 3 } }),
  golden('azure-event-hubs-premium', 'thirty-days-of-large-messages', { workload: { requestsPerMonth: 100_000_000, payloadBytes: 98_304, retentionDays: 30, consumerGroups: 2 } }),
  golden('azure-event-hubs-dedicated', 'three-zones', { workload: fiveMebibytesASecond, conventions: { recordOverheadBytes: 0 } }),
  golden('kafka-aws-ec2', 'with-companions-and-a-second-region', { workload: fiveMebibytesASecond, options: { kafka: { schemaRegistry: true, connectWorkers: 3, monitoring: true }, 'kafka-aws-ec2': { disasterRecoveryRegion: 'eu-west-1' } }, conventions: { recordOverheadBytes: 0 } }),
  golden('kafka-on-premises', 'five-mebibytes-a-second', { workload: fiveMebibytesASecond, conventions: { recordOverheadBytes: 0 } })
]

export const goldenFile = ({ offering, name }: GoldenCase): string => `${folder}${offering}/${name}.json`

/** The part of an answer that is kept: its estimate, without the table digests, the verdicts and the defaults that every answer repeats. */
export function goldenAnswer (one: GoldenCase, catalog: Catalog): Estimate {
  const { assumptions, exclusions, fit, ...rest } = estimate(one.request, catalog).estimates[0]!
  return { ...rest, priceTables: rest.priceTables!.map(({ id, version }) => ({ id, version, digest: 'any' })) }
}

export const goldenText = (answer: Estimate): string => `${JSON.stringify(answer, null, 2)}\n`

export const readGolden = (one: GoldenCase): string => readFileSync(goldenFile(one), 'utf8')

/** Writes every golden file anew: for review, never blindly. */
export function writeGoldenEstimates (): void {
  const catalog = loadCatalog(fileURLToPath(new URL('../../pricing', import.meta.url)))
  for (const one of goldenCases) {
    mkdirSync(`${folder}${one.offering}`, { recursive: true })
    writeFileSync(goldenFile(one), goldenText(goldenAnswer(one, catalog)))
  }
}
