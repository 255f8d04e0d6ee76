import { describe, expect, test } from 'vitest'
import { estimate } from '../../../src/estimates/estimate.ts'
import { estimateRequestSchema } from '../../../src/estimates/request.ts'
import type { Estimate } from '../../../src/estimates/response.ts'
import { defaultMessageLimit } from '../../../src/models/kafka/log-rules.ts'
import { logWorkload } from '../../../src/models/kafka/log-workload.ts'
import { meteredLog } from '../../../src/models/kafka/msk-extras.ts'
import type { MskExtrasOptions } from '../../../src/models/kafka/msk-extras-options.ts'
import { noPartitionCaps } from '../../../src/models/sizing/partitions.ts'
import { Decimal, plain } from '../../../src/pricing/decimal.ts'
import { assumption, bill, catalog, cluster, codes, constraint, costs, ec2, express, findings, ids, line, mebibytes, megabytes, quantities, refusal, sizing, sizingFacts, whole, worked } from './bill.ts'

const serverless = (workload: Parameters<typeof bill>[0], options: Parameters<typeof bill>[1]): Estimate => bill(workload, options, { offering: 'aws-msk-serverless' })
const exclusions = (answer: Estimate): readonly string[] => answer.exclusions!.map(({ code }) => code)
const extras = ['compute.connect', 'compute.replicator', 'data.replicated', 'network.cross-region.replicate', 'network.endpoint.hours', 'network.endpoint.data']

describe('what was not asked for', () => {
  test('is no line, no finding and no exclusion', () => {
    for (const answer of [bill(worked), express(worked), serverless(worked, {})]) {
      expect(ids(answer).filter(id => extras.includes(id))).toEqual([])
      expect(answer.findings).toEqual([])
      expect(exclusions(answer)).toEqual(['REBALANCING_TRAFFIC', 'KAFKA_CONNECT'])
    }
  })
})

describe('MSK Connect', () => {
  test('bills the MCUs of every worker by the hour: three workers of two cost 481.80', () => {
    // 3 × 2 × 730 = 4,380 × 0.11
    for (const answer of [bill(worked, { connectWorkers: 3, connectMcusPerWorker: 2 }), express(worked, { connectWorkers: 3, connectMcusPerWorker: 2 }), serverless(worked, { connectWorkers: 3, connectMcusPerWorker: 2 })]) {
      const { consumedQuantity, consumedUnit, pricingQuantity, pricingUnit, cost, formula } = line(answer, 'compute.connect')
      expect([consumedQuantity, consumedUnit, pricingQuantity, pricingUnit, cost, formula]).toEqual(['3', 'Workers', '4380', 'Worker-Hours', '481.8', '3 workers × 2 MCUs × 730 hours'])
    }
  })

  test('has workers of one MCU unless it is told, and none of three', () => {
    expect(line(bill(worked, { connectWorkers: 4 }), 'compute.connect').cost).toBe('321.2')
    expect(() => bill(worked, { connectWorkers: 4, connectMcusPerWorker: 3 })).toThrow('1, 2, 4 or 8 MCUs a worker')
  })

  test('is no exclusion any more, but for stream processing', () => {
    expect(exclusions(bill(worked, { connectWorkers: 1 }))).toEqual(['REBALANCING_TRAFFIC', 'STREAM_PROCESSING'])
  })

  test('is not sold in GovCloud', () => {
    expect(refusal(() => bill({ ...worked, region: 'us-gov-west-1' }, { connectWorkers: 1 })).code).toBe('NOT_OFFERED_IN_REGION')
  })
})

describe('MSK Replicator within the region', () => {
  const options = { replicator: 'same-region' }

  test('costs 219 for its hours and 8 cents a GB that is written', () => {
    // 730 × 0.30; 12,832.03125 GB × 0.08
    for (const answer of [bill(worked, options), express(worked, options), serverless(worked, options)]) {
      expect(costs(answer)).toMatchObject({ 'compute.replicator': '219', 'data.replicated': '1026.5625' })
      expect([ids(answer).includes('network.cross-region.replicate'), ids(answer).includes('network.endpoint.hours')]).toEqual([false, false])
    }
  })

  test('leaves the cluster out that it writes to, and says that it reads', () => {
    const answer = express(worked, options)
    expect(exclusions(answer)).toEqual(['REBALANCING_TRAFFIC', 'KAFKA_CONNECT', 'REPLICATOR_TARGET'])
    expect([assumption(answer, 'replicatorReads'), assumption(answer, 'replicatorBrokers'), assumption(answer, 'replicatorTransfer'), assumption(answer, 'replicatorRegion')]).toEqual(['1', '3', undefined, undefined])
  })

  test('is a reader that brokers are sized for: 75 MB/s read take six large Express brokers, 50 take three', () => {
    // 25 MB/s in, two groups: 50 / (31.2 × 0.75) = 2.1 → 3; with the Replicator 75 / 23.4 = 3.2 → 4 → 6
    const workload = { ...megabytes(25), peakToAverageRatio: 1, retentionDays: 1, consumerGroups: 2 }
    expect(cluster(express(workload, { brokerType: 'm7g.large' }))).toBe('3 × express.m7g.large')
    const answer = express(workload, { brokerType: 'm7g.large', ...options })
    expect([cluster(answer), constraint(answer, 'egress').need]).toEqual(['6 × express.m7g.large', '75'])
  })

  test('is one group more in the network of a Standard broker', () => {
    const [two, three] = [{ ...worked, consumerGroups: 2 }, { ...worked, consumerGroups: 3 }]
    expect(constraint(bill(two, options), 'egress')).toEqual(constraint(bill(three), 'egress'))
    expect(constraint(bill(two, options), 'ingress')).toEqual(constraint(bill(three), 'ingress'))
  })

  test('takes from a serverless cluster what a group would: 38,496.09 GB are read', () => {
    // (25,664.0625 + 12,832.03125) × 0.05; at the peak 10.48576 MB/s × 3 of 400
    const answer = serverless(worked, options)
    expect([quantities(answer)['data.out'], costs(answer)['data.out'], constraint(answer, 'egress').need]).toEqual(['38496.09375', '1924.8046875', '31.45728'])
    expect(costs(serverless(worked, {}))['data.out']).toBe('1283.203125')
  })

  test('is a link that people look after: 3 hours more on brokers, 3.6 on a serverless cluster', () => {
    // 500 M × 2 KiB over 7 days. (1 h a cluster + 6 h a link) × 0.5 = 3.5 instead of 0.5: 3 × 103.51 = 310.53; × 0.6 = 4.2 instead of 0.6: 3.6 × 103.51 = 372.636
    const orders = { requestsPerMonth: 500_000_000, payloadBytes: 2048, retentionDays: 7 }
    const more = (offering: 'aws-msk-standard' | 'aws-msk-express' | 'aws-msk-serverless', replicator: string, operations = {}): readonly string[] => {
      const drills = (options: object): { hours: string, cost: string } => bill(orders, { ...options }, { offering, operations }).operations!.activities!.find(({ id }) => id === 'replication_dr')!
      const [without, withIt] = [drills({}), drills({ replicator })]
      return [new Decimal(withIt.hours).minus(without.hours), new Decimal(withIt.cost).minus(without.cost)].map(plain)
    }
    for (const replicator of ['same-region', 'cross-region']) {
      expect(more('aws-msk-standard', replicator)).toEqual(['3', '310.53'])
      expect(more('aws-msk-express', replicator)).toEqual(['3', '310.53'])
      expect(more('aws-msk-serverless', replicator)).toEqual(['3.6', '372.636'])
    }
    // The caller who counts one link counts this one; who counts none has it all the same.
    expect(more('aws-msk-standard', 'same-region', { replicationLinks: 1 })).toEqual(['0', '0'])
    expect(more('aws-msk-standard', 'same-region', { replicationLinks: 0 })).toEqual(['3', '310.53'])
  })

  test('is not sold in Hong Kong', () => {
    expect(refusal(() => express({ ...worked, region: 'ap-east-1' }, options))).toMatchObject({ code: 'NOT_OFFERED_IN_REGION' })
  })

  test('asks for three brokers, four in two zones', () => {
    const [three] = findings(bill(worked, { ...options, brokers: 2 }), 'REPLICATOR_NEEDS_BROKERS')
    expect([three?.severity, three?.message, three?.limit, three?.actual]).toEqual(['blocker', 'MSK Replicator asks for 3 brokers in 3 zones; the cluster has 2.', '3 brokers', '2 brokers'])
    const inTwoZones = { ...mebibytes(0.1), retentionDays: 1, replicationFactor: 2, availabilityZones: 2 }
    expect(findings(bill(inTwoZones, { ...options, brokers: 2 }), 'REPLICATOR_NEEDS_BROKERS')[0]?.message).toBe('MSK Replicator asks for 4 brokers in 2 zones; the cluster has 2.')
    expect(codes(bill(inTwoZones, { ...options, brokers: 4 }))).not.toContain('blocker REPLICATOR_NEEDS_BROKERS')
    // A cluster that is sized has them; MSK runs in two zones at least.
    expect([bill(inTwoZones, options), bill({ ...inTwoZones, replicationFactor: 1, availabilityZones: 1 }, options), bill(inTwoZones)].map(answer => [sizing(answer).brokers, answer.feasible])).toEqual([[4, true], [4, true], [2, true]])
    expect(sizing(bill(inTwoZones, options)).bindingConstraint).toBe('minimum-brokers')
    expect(codes(bill({ ...inTwoZones, replicationFactor: 3 }, options))).toEqual([])
  })
})

describe('MSK Replicator on a serverless cluster', () => {
  const copied = (rate: number, replicator: string, given = {}): Estimate =>
    serverless({ ...megabytes(rate), peakToAverageRatio: 1, retentionDays: 1, consumerGroups: 2, ...given }, { replicator })

  test('reads through the partitions too, which let 10 MB/s out each', () => {
    // 5 MB/s × 2 groups = 10 on one partition; × 3 readers = 15
    expect(findings(copied(5, 'none', { partitions: 1 }), 'PARTITION_THROUGHPUT_EXCEEDED')).toEqual([])
    const answer = copied(5, 'same-region', { partitions: 1 })
    expect([answer.feasible, findings(answer, 'PARTITION_THROUGHPUT_EXCEEDED').map(({ limit, actual }) => [limit, actual])]).toEqual([false, [['2 partitions', '1 partition']]])
  })

  test('asks for as many more partitions where nobody gave any', () => {
    // 100 × 2 / 10 and 100 × 3 / 10
    expect(['none', 'same-region', 'cross-region'].map(replicator => sizing(copied(100, replicator)).partitions)).toEqual([20, 30, 30])
  })
})

describe('MSK Replicator to another region', () => {
  const options = { replicator: 'cross-region' }

  test('pays for the transfer as well, and for the private connectivity that it reads through', () => {
    // 730 × 0.30; 12,832.03125 × 0.08, × 0.02 and × 0.006; 730 × 0.0225
    const answer = bill(worked, options)
    expect(costs(answer)).toMatchObject({
      'compute.replicator': '219',
      'data.replicated': '1026.5625',
      'network.cross-region.replicate': '256.640625',
      'network.endpoint.hours': '16.425',
      'network.endpoint.data': '76.9921875'
    })
    expect([line(answer, 'data.replicated').source, line(answer, 'network.endpoint.hours').formula]).toEqual(['aws-msk:us-east-1/replicator.data.cross-region', '1 schemes × 730 hours'])
    expect([codes(answer), assumption(answer, 'replicatorTransfer'), assumption(answer, 'replicatorRegion'), assumption(answer, 'privateConnectivityHours')]).toEqual([['info PRIVATE_CONNECTIVITY_ADDED'], '1', 'unspecified', '1'])
  })

  test('runs where it copies to, at the prices there: 284.70 in Frankfurt', () => {
    // 730 × 0.39; from N. Virginia 12,832.03125 × 0.02; the bytes it copies are billed where they come from
    const answer = express(worked, { ...options, replicatorRegion: 'eu-central-1' })
    expect(costs(answer)).toMatchObject({ 'compute.replicator': '284.7', 'data.replicated': '1026.5625', 'network.cross-region.replicate': '256.640625' })
    expect([line(answer, 'compute.replicator').source, line(answer, 'network.cross-region.replicate').source]).toEqual(['aws-msk:eu-central-1/replicator.hours', 'aws-network:us-east-1/inter-region.eu-central-1'])
    expect([assumption(answer, 'replicatorTransfer'), assumption(answer, 'replicatorRegion')]).toEqual(['1', undefined])
    expect(refusal(() => express(worked, { ...options, replicatorRegion: 'ap-east-1' })).code).toBe('NOT_OFFERED_IN_REGION')
  })

  test('copies to another region than its own, and only where it copies', () => {
    for (const [replicator, replicatorRegion] of [['cross-region', 'us-east-1'], ['same-region', 'eu-west-1'], ['none', 'eu-west-1']]) {
      expect(refusal(() => bill(worked, { replicator, replicatorRegion }))).toMatchObject({
        code: 'IMPOSSIBLE_COMBINATION',
        message: `replicatorRegion is ${replicatorRegion}, replicator is ${replicator} and the cluster runs in us-east-1: give replicator cross-region and another region.`
      })
    }
  })

  test('reads a serverless cluster without private connectivity', () => {
    const answer = serverless(worked, options)
    expect(ids(answer)).toEqual(expect.arrayContaining(['compute.replicator', 'data.replicated', 'network.cross-region.replicate']))
    expect([ids(answer).includes('network.endpoint.hours'), answer.findings, assumption(answer, 'privateConnectivityHours')]).toEqual([false, [], undefined])
  })

  test('shares the scheme that clients have', () => {
    // One scheme for both; (12,832.03125 + 25,664.0625) × 100 % + 12,832.03125 = 51,328.125 × 0.006
    const answer = express(worked, { ...options, multiVpcConnectivity: 1 })
    expect(costs(answer)).toMatchObject({ 'network.endpoint.hours': '16.425', 'network.endpoint.data': '307.96875' })
    expect(codes(answer)).toEqual([])
  })
})

describe('private connectivity from other VPCs', () => {
  test('costs an hour for every authentication scheme, and the bytes that come and go through it', () => {
    // 2 × 730 × 0.0225; (12,832.03125 + 25,664.0625) × 50 % = 19,248.046875 × 0.006
    for (const answer of [bill(worked, { multiVpcConnectivity: 2, multiVpcPercent: 50 }), express(worked, { multiVpcConnectivity: 2, multiVpcPercent: 50 })]) {
      expect(costs(answer)).toMatchObject({ 'network.endpoint.hours': '32.85', 'network.endpoint.data': '115.48828125' })
      expect(line(answer, 'network.endpoint.hours').pricingUnit).toBe('Hours')
      expect(assumption(answer, 'privateConnectivityHours')).toBe('1')
    }
  })

  test('is of brokers on MSK only', () => {
    expect(() => serverless(worked, { multiVpcConnectivity: 1 })).toThrow('multiVpcConnectivity')
    expect(() => ec2(worked, { multiVpcConnectivity: 1 })).toThrow('multiVpcConnectivity')
  })
})

describe('brokers of type t3.small', () => {
  const small = { ...mebibytes(0.5), retentionDays: 7, localRetentionHours: 12 }

  test('take none of the extras', () => {
    const [found] = findings(bill(small, { brokerType: 'kafka.t3.small', replicator: 'same-region', multiVpcConnectivity: 1 }), 'BROKER_TYPE_TOO_SMALL')
    expect([found?.severity, found?.message, found?.actual, found?.source]).toEqual(['blocker', 'Brokers of type kafka.t3.small take no tiered storage, no MSK Replicator, no multi-VPC private connectivity.', 'kafka.t3.small', 'aws-msk:facts/standardBrokers/kafka.t3.small'])
    expect(findings(bill({ ...small, localRetentionHours: undefined }, { brokerType: 'kafka.t3.small', replicator: 'same-region' }), 'BROKER_TYPE_TOO_SMALL')[0]?.message).toBe('Brokers of type kafka.t3.small take no MSK Replicator.')
  })

  test('are fine alone, and so are larger ones with extras', () => {
    expect(bill({ ...small, localRetentionHours: undefined }, { brokerType: 'kafka.t3.small' }).findings).toEqual([])
    expect(bill(small, { replicator: 'same-region', multiVpcConnectivity: 1 }).findings).toEqual([])
  })
})

describe('throughput', () => {
  test('is not sold for volumes below 10 GiB', () => {
    const workload = { ...mebibytes(30), retentionDays: 0.001 }
    const options = { brokerType: 'm7g.2xlarge' }
    const [found] = findings(bill(workload, { ...options, storageGibPerBroker: 9 }), 'THROUGHPUT_VOLUME_TOO_SMALL')
    expect([found?.severity, found?.message, found?.limit, found?.actual, found?.source]).toEqual(['blocker', 'MSK sells throughput for volumes of 10 GiB or more; these have 9 GiB.', '10 GiB', '9 GiB', 'aws-msk:facts/throughputVolumeGibMinimum'])
    expect(findings(bill(workload, { ...options, storageGibPerBroker: 10 }), 'THROUGHPUT_VOLUME_TOO_SMALL')).toEqual([])
  })
})

describe('what a second workload adds', () => {
  test('is its bytes, and no second Replicator, worker or scheme', () => {
    // 2 MiB/s beside 5: 2 × 2,566.40625 = 5,132.8125 GB × 0.08, and once written and twice read × 0.006
    const request = estimateRequestSchema.parse({
      workload: { ...worked, ...mebibytes(2) },
      existing: worked,
      offerings: ['aws-msk-express'],
      options: { 'aws-msk-express': { connectWorkers: 2, replicator: 'same-region', multiVpcConnectivity: 1 } },
      pricing: { asOf: '2026-11-23' },
      conventions: { recordOverheadBytes: 0 }
    })
    const answer = estimate(request, catalog).estimates[0]!
    expect(costs(answer)).toMatchObject({ 'compute.connect': '0', 'compute.replicator': '0', 'data.replicated': '410.625', 'network.endpoint.hours': '0', 'network.endpoint.data': '92.390625' })
  })
})

describe('a log whose bytes are metered', () => {
  const log = logWorkload([whole({ consumerGroups: 2 })], { hoursPerMonth: 730, recordOverheadBytes: 0 }, sizingFacts, { zonesAllowed: [3], fixedReplicationFactor: 3, billedCopies: 1, partitionCaps: noPartitionCaps, tieredStorage: false, ...defaultMessageLimit(sizingFacts) })
  const extra = (replicator: 'none' | 'same-region'): MskExtrasOptions => ({ connectWorkers: 0, connectMcusPerWorker: 1, replicator, replicatorRegion: undefined })

  test('is read once more by the Replicator, in gigabytes of any size', () => {
    // 1,000 messages of 1,024 bytes, read by two groups and copied once: 3,072,000 bytes
    const { readGb, readBytesTimes } = meteredLog(log, extra('same-region')).rates
    expect([plain(readBytesTimes(1, 1000)), plain(readGb.times(2 ** 30).toDecimalPlaces(6))]).toEqual(['3072', '3072000'])
    expect(meteredLog(log, extra('none'))).toBe(log)
  })
})
