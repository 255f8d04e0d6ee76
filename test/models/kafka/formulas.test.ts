import { describe, expect, test } from 'vitest'
import type { Estimate } from '../../../src/estimates/response.ts'
import { Decimal, plain } from '../../../src/pricing/decimal.ts'
import { workOut } from './arithmetic.ts'
import { azure, bill, ec2, express, gce, lines, mebibytes, onPremises, serverless, worked } from './bill.ts'

const everything = { ...mebibytes(60), payloadBytes: 999, retentionDays: 9.5, localRetentionHours: 31, consumerGroups: 3, replicationFactor: 2, compressionRatio: 3, followerFetching: true, crossRegionPercent: 12.5, internetEgressPercent: 7, replay: true, topics: 4, peakToAverageRatio: 6 }
const odd = { conventions: { hoursPerMonth: 721.5, recordOverheadBytes: 10.61 } }

const answers: Readonly<Record<string, Estimate>> = {
  'the worked example on Standard': bill(worked),
  'the worked example on Express': express(worked),
  'the worked example on Serverless': serverless(worked),
  'the worked example on EC2': ec2(worked),
  'everything at once on Standard': bill(everything, { brokerType: 'm7g.4xlarge', tieredReadPercent: 2.5 }, odd),
  'everything at once on Express': express(everything, {}, odd),
  'everything at once on Serverless': serverless(everything, odd),
  'everything at once on EC2': ec2(everything, { brokerType: 'm7g.4xlarge', orchestration: 'kubernetes' }, odd),
  'every extra on Standard': bill(everything, { connectWorkers: 3, connectMcusPerWorker: 4, replicator: 'cross-region', multiVpcConnectivity: 2, multiVpcPercent: 12.5 }, odd),
  'every extra on Express': express(everything, { connectWorkers: 3, replicator: 'same-region', multiVpcConnectivity: 3 }, odd),
  'every extra on Serverless': bill(everything, { connectWorkers: 3, replicator: 'cross-region' }, { ...odd, offering: 'aws-msk-serverless' }),
  'everything beside a cluster on EC2': ec2(everything, { brokerType: 'm7g.4xlarge', brokers: 3, orchestration: 'kubernetes', schemaRegistry: true, connectWorkers: 3, monitoring: true, disasterRecoveryRegion: 'eu-west-1' }, odd),
  'the worked example on own servers': onPremises(worked),
  'everything at once on own servers': onPremises(everything, { secondSite: true, nonProductionClusters: 2, schemaRegistry: true, connectWorkers: 3, monitoring: true, amortisationMonths: 64, averagePowerWatts: 333.3, maintenancePercentPerYear: 12 }, odd),
  'colocation of own servers': onPremises(worked, { facility: 'colocation', spareServers: 0, controllers: 'combined' }, odd),
  'the edge': onPremises(worked, { facility: 'edge' }, odd),
  'everything at once on Compute Engine': gce(everything, { brokerType: 'n2-standard-8', orchestration: 'kubernetes', commitment: '1-year', region: 'europe-west1' }, odd),
  'throughput that comes with the size on Compute Engine': gce({ ...mebibytes(90), retentionDays: 0.001 }, { brokerType: 'n2-standard-16' }),
  'operations that come with the size on Compute Engine': gce({ ...mebibytes(400), peakToAverageRatio: 1, retentionDays: 0.001 }, { brokerType: 'n2-standard-16', brokers: 3 }),
  'everything at once on Azure': azure(everything, { brokerType: 'Standard_D32s_v5', orchestration: 'kubernetes' }, odd),
  'local disks on Azure': azure(worked, { brokerType: 'Standard_L8s_v3' }),
  'given volumes on EC2': ec2(worked, { brokers: 3, storageGibPerBroker: 1000 }),
  'volumes as large as there are on Standard': bill({ ...mebibytes(10), retentionDays: 12 }, { brokers: 3 })
}

describe('a line can be followed with a calculator', () => {
  test.each(Object.entries(answers))('%s: every formula gives the quantity that is billed', (_name, answer) => {
    expect(lines(answer).map(({ id, formula }) => [id, plain(new Decimal(workOut(formula).toString()))])).toEqual(lines(answer).map(({ id, pricingQuantity }) => [id, pricingQuantity]))
  })

  test.each(Object.entries(answers))('%s: every line names its numbers, its unit and its source', (_name, answer) => {
    for (const { id, title, terms, consumedUnit, source } of lines(answer)) {
      expect(terms!.length, id).toBeGreaterThan(0)
      expect(terms!.filter(({ name, value, unit }) => name === '' || value === '' || unit === ''), id).toEqual([])
      expect([title, consumedUnit, source].every(text => text.length > 0), id).toBe(true)
    }
  })

  test('the cases hold every line that these offerings have', () => {
    const seen = new Set(Object.values(answers).flatMap(answer => lines(answer).map(({ id }) => id)))
    expect([...seen].sort()).toEqual([
      'compute.brokers', 'compute.cluster', 'compute.connect', 'compute.controllers', 'compute.kubernetes', 'compute.monitoring', 'compute.partitions', 'compute.replicator', 'compute.schema-registry', 'compute.servers', 'compute.small-servers',
      'data.in', 'data.out', 'data.replicated', 'facility.colocation', 'facility.power',
      'network.cross-region', 'network.cross-region.replicate', 'network.endpoint.data', 'network.endpoint.hours', 'network.fabric', 'network.inter-zone.consume', 'network.inter-zone.produce', 'network.inter-zone.replicate', 'network.internet-egress',
      'requests.object-get', 'requests.object-put',
      'standby.compute.brokers', 'standby.compute.controllers', 'standby.compute.kubernetes', 'standby.network.inter-zone.produce', 'standby.network.inter-zone.replicate', 'standby.requests.object-put',
      'standby.storage.brokers', 'standby.storage.controllers', 'standby.storage.iops', 'standby.storage.throughput', 'standby.storage.tiered',
      'storage.brokers', 'storage.companions', 'storage.controllers', 'storage.iops', 'storage.throughput', 'storage.tiered', 'storage.tiered-retrieval', 'support.maintenance', 'support.small-server-maintenance'
    ])
  })
})
