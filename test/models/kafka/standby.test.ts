import { describe, expect, test } from 'vitest'
import type { Estimate } from '../../../src/estimates/response.ts'
import { gcpTransferTo } from '../../../src/models/network.ts'
import { assumption, azure, cluster, codes, constraint, costs, ec2, gce, ids, infrastructure, line, lines, mebibytes, quantities, refusal, response, sizing, worked } from './bill.ts'
import type { Around } from './bill.ts'
import { askOne, everythingOn, pricesWith } from '../../estimates/real-prices.ts'

const inIreland = { disasterRecoveryRegion: 'eu-west-1' } as const
const hoursOf = (answer: Estimate, activity: string): string => answer.operations!.activities!.find(({ id }) => id === activity)!.hours

describe('a second cluster in Ireland for one in Virginia', () => {
  const answer = ec2(worked, inIreland)

  test('costs 1,808.53 more: the cluster at Irish prices, MirrorMaker beside it, and every byte on its way', () => {
    // 3 × 730 × 0.086; 2,532 × 0.088; 3 × 64 × 0.088; 2 × 730 × 0.172; 12,832.03125 GB × 0.02; between zones 8,554.6875 × 0.02 and 25,664.0625 × 0.02
    const second = Object.fromEntries(Object.entries(costs(answer)).filter(([id]) => !(id in costs(ec2(worked)))))
    expect(second).toEqual({
      'compute.replicator': '251.12',
      'network.cross-region.replicate': '256.640625',
      'standby.compute.brokers': '188.34',
      'standby.storage.brokers': '222.816',
      'standby.compute.controllers': '188.34',
      'standby.storage.controllers': '16.896',
      'standby.network.inter-zone.produce': '171.09375',
      'standby.network.inter-zone.replicate': '513.28125'
    })
    // 1,239.555 + 1,808.527625
    expect(infrastructure(answer)).toBe('3048.08')
  })

  test('mirrors by as many machines as its peak takes: one for every 40 MiB/s, two at least', () => {
    // 4 vCPU × 20 MiB/s × 0.5 = 40: 80 MiB/s are two machines, 81 three, 1,000 twenty-five: × 730 × 0.172
    const mirrors = (peak: number): Estimate => ec2({ ...mebibytes(peak), peakToAverageRatio: 1, retentionDays: 0.1 }, inIreland)
    expect([10, 80, 81, 1000].map(peak => line(mirrors(peak), 'compute.replicator').consumedQuantity)).toEqual(['2', '2', '3', '25'])
    expect([line(mirrors(1000), 'compute.replicator').formula, costs(mirrors(1000))['compute.replicator'], assumption(mirrors(1000), 'mirrorMachines')]).toEqual(['25 machines × 730 hours', '3139', '25'])
  })

  test('names the prices of both regions as its sources', () => {
    expect([line(answer, 'compute.brokers').source, line(answer, 'standby.compute.brokers').source, line(answer, 'compute.replicator').source, line(answer, 'network.cross-region.replicate').source]).toEqual([
      'aws-ec2:us-east-1/instance.m6g.large', 'aws-ec2:eu-west-1/instance.m6g.large', 'aws-ec2:eu-west-1/instance.m6g.xlarge', 'aws-network:us-east-1/inter-region.eu-west-1'
    ])
    const { sources } = response(worked, inIreland, { offering: 'kafka-aws-ec2' })
    expect(lines(answer).every(({ source }) => source in sources!)).toBe(true)
    expect(line(answer, 'standby.compute.brokers')).toMatchObject({ title: 'Brokers on EC2 m6g.large, second cluster in eu-west-1', formula: '3 brokers × 730 hours' })
    expect(line(answer, 'standby.compute.brokers').terms!.map(({ name }) => name)).toContain('disasterRecoveryRegion')
  })

  test('takes a price that was negotiated there', () => {
    // 2,190 × 0.05
    const negotiated = ec2(worked, { ...inIreland, brokerType: 'm6g.large' }, { pricing: { overrides: { 'aws-ec2/eu-west-1:instance.m6g.large': '0.05' } } })
    expect([costs(negotiated)['standby.compute.brokers'], costs(negotiated)['compute.brokers']]).toEqual(['109.5', '168.63'])
  })

  test('is chosen by what a type costs in both regions', () => {
    // in Virginia alone m6g.large is the cheapest; at 1.00 an hour in Ireland m7g.large is: 0.0816 + 0.091 against 0.077 + 1
    const dear = ec2(worked, inIreland, { pricing: { overrides: { 'aws-ec2/eu-west-1:instance.m6g.large': '1' } } })
    expect(cluster(dear)).toBe('3 × m7g.large')
  })

  test('repeats what is bought above the free part of volumes, Kubernetes, and the cheap tier, but not reading it', () => {
    const month = ec2({ ...mebibytes(60), retentionDays: 30, localRetentionHours: 24, replay: true }, { ...inIreland, brokerType: 'm7g.4xlarge', brokers: 3, orchestration: 'kubernetes', controllers: 'combined' })
    expect(ids(month).filter(id => id.startsWith('standby.'))).toEqual([
      'standby.compute.brokers', 'standby.storage.brokers', 'standby.storage.throughput', 'standby.storage.iops', 'standby.compute.kubernetes',
      'standby.requests.object-put', 'standby.storage.tiered', 'standby.network.inter-zone.produce', 'standby.network.inter-zone.replicate'
    ])
    expect(quantities(month)['standby.storage.tiered']).toBe(quantities(month)['storage.tiered'])
    expect(line(month, 'standby.storage.tiered').source).toBe('aws-s3:eu-west-1/storage.standard')
  })

  test('stands beside readers of the first region who are elsewhere', () => {
    const both = ec2({ ...worked, crossRegionPercent: 10 }, inIreland)
    expect(ids(both)).toEqual(expect.arrayContaining(['network.cross-region', 'network.cross-region.replicate']))
    expect(ids(both)).not.toContain('standby.network.cross-region')
  })

  test('doubles clusters, brokers and partitions for the people, with a link between them', () => {
    const hours = (of: Estimate) => ['replication_dr', 'security_patching', 'cost_governance'].map(activity => hoursOf(of, activity))
    // 1 a cluster; 2 a cluster and 0.75 × 3^0.85; 2 whatever there is
    expect(hours(ec2(worked))).toEqual(['1', '3.91', '2'])
    // 2^0.85 + 6 × 1 link; 2 × 2^0.85 + 0.75 × 6^0.85
    expect(hours(answer)).toEqual(['7.8', '7.04', '2'])
    // the caller's one is the same one, and two are one more: 2^0.85 + 6 × 2^0.85
    expect(hours(ec2(worked, inIreland, { operations: { replicationLinks: 1 } }))[0]).toBe('7.8')
    expect(hours(ec2(worked, inIreland, { operations: { replicationLinks: 2 } }))[0]).toBe('12.62')
  })

  test('is one more reader of the first one', () => {
    // m6g.large: 89.4 / (5.7 + 1.5 × 3) for two groups and MirrorMaker
    expect(constraint(answer, 'ingress').capacityPerBroker).toBe('8.764706')
  })

  test('is under the commitment of the first one', () => {
    // 66.2 % of 188.34 and of 251.12
    const committed = ec2(worked, { ...inIreland, commitment: '1-year' })
    expect(costs(committed)).toMatchObject({ 'standby.compute.brokers': '124.68108', 'standby.compute.controllers': '124.68108', 'compute.replicator': '166.24144' })
  })

  test('warns of nothing by itself', () => {
    expect(codes(answer)).toEqual([])
  })
})

describe('a workload beside one that runs already', () => {
  test('adds brokers in both regions and its own bytes between them, but no second MirrorMaker', () => {
    // 20 MiB/s at the peak: 20 / 10.28 / 0.5 = 3.9 → 4 → 6, three more; 3 × 730 × 0.086; 12,832.03125 × 0.02
    const beside = ec2(worked, { ...inIreland, brokerType: 'm6g.large' }, { existing: worked })
    expect(costs(beside)).toMatchObject({ 'compute.brokers': '168.63', 'standby.compute.brokers': '188.34', 'network.cross-region.replicate': '256.640625', 'compute.replicator': '0', 'standby.compute.controllers': '0' })
  })
})

describe('a second cluster on another cloud', () => {
  test('costs what it costs in Belgium, and bytes on their way there what they do to a region that is not named', () => {
    // e2-standard-4: 2 × 730 × 0.147431; 12,832.03125 × 0.02
    const answer = gce(worked, { disasterRecoveryRegion: 'europe-west1' })
    expect(costs(answer)).toMatchObject({ 'compute.replicator': '215.24926', 'network.cross-region.replicate': '256.640625' })
    expect(line(answer, 'standby.compute.brokers').source).toMatch(/^gcp-compute-engine:europe-west1\/instance\./)
    expect([assumption(answer, 'mirrorTransferPrice'), assumption(ec2(worked, inIreland), 'mirrorTransferPrice'), assumption(gce(worked), 'mirrorTransferPrice')]).toEqual(['unspecified', undefined, undefined])
  })

  const onNovember26 = { pricing: { asOf: '2026-11-26' } }
  const transfer = (from: string, to: string, around: Around = onNovember26) => {
    const { cost, range, source } = line(gce(worked, { region: from, disasterRecoveryRegion: to }, around), 'network.cross-region.replicate')
    return [cost, range?.low, range?.high, source.split('/')[1]]
  }

  test('on another continent costs bytes the middle of what Google asks between continents', () => {
    // 12,832.03125 GB × 0.05, between × 0.02 and × 0.08
    expect(transfer('europe-west1', 'asia-southeast1')).toEqual(['641.6015625', '256.640625', '1026.5625', 'inter-region.between-continents'])
    expect(transfer('us-east1', 'europe-west3')[3]).toBe('inter-region.between-continents')
    expect(assumption(gce(worked, { region: 'europe-west1', disasterRecoveryRegion: 'asia-southeast1' }, onNovember26), 'mirrorTransferPrice')).toBeUndefined()
  })

  test('on the same continent costs them the middle of what Google asks there', () => {
    // 12,832.03125 GB × 0.015, between × 0.01 and × 0.02
    expect(transfer('europe-west1', 'europe-west3')).toEqual(['192.48046875', '128.3203125', '256.640625', 'inter-region.within-continent'])
    expect(transfer('us-east1', 'us-east4')[3]).toBe('inter-region.within-continent')
  })

  test('in Canada is on the continent of the United States', () => {
    const inIowa = { region: 'us-east-1', key: 'any', placeOf: () => 'us-central1', sells: () => true, require: () => undefined }
    expect([gcpTransferTo('northamerica-northeast1', inIowa), gcpTransferTo('southamerica-east1', inIowa)]).toEqual(['gcp-compute-engine/inter-region.within-continent', 'gcp-compute-engine/inter-region.between-continents'])
  })

  test('costs them one price wherever it is, on days before its table told continents apart', () => {
    // × 0.02, between × 0.01 and × 0.08
    expect(transfer('europe-west1', 'asia-southeast1', {})).toEqual(['256.640625', '128.3203125', '1026.5625', 'inter-region.unspecified'])
  })

  test('is on machines whose volume has a price in both regions', () => {
    // N4 takes Hyperdisk alone, whose price is known in Iowa only
    const fromIowa = (options = {}): Estimate => gce(worked, { region: 'us-central1', disasterRecoveryRegion: 'us-east4', ...options }, onNovember26)
    expect(cluster(fromIowa())).toBe('3 × e2-standard-2')
    expect(refusal(() => fromIowa({ brokerType: 'n4-standard-8' }))).toMatchObject({ code: 'MISSING_PRICE', data: { sku: 'hyperdisk-balanced.storage', region: 'us-east4' } })
    expect(sizing(fromIowa({ brokerType: 'c3-standard-8-lssd' })).storageGibPerBroker).toBe('750')
  })

  test('is another region of that cloud, also where the first was read from one of AWS', () => {
    const error = refusal(() => gce(worked, { disasterRecoveryRegion: 'us-east4' }))
    expect([error.code, error.data['field']]).toEqual(['IMPOSSIBLE_COMBINATION', 'options.disasterRecoveryRegion'])
  })

  test('costs bytes what they do to an unnamed region, where a cloud tells no regions apart', () => {
    // Azure with a second region: 12,832.03125 GB × 0.02
    const twoRegions = pricesWith('azure-vm', table => ({ ...table, regions: { ...table.regions, westus3: table.regions['eastus']! } }))
    const answer = askOne('kafka-azure-vm', { workload: worked, options: { 'kafka-azure-vm': { disasterRecoveryRegion: 'westus3' } }, pricing: { asOf: everythingOn }, conventions: { recordOverheadBytes: 0 } }, twoRegions)
    expect([costs(answer)['network.cross-region.replicate'], assumption(answer, 'mirrorTransferPrice')]).toEqual(['256.640625', 'unspecified'])
  })

  test('cannot be had where only one region of that cloud is known', () => {
    expect(refusal(() => azure(worked, { disasterRecoveryRegion: 'westeurope' }))).toMatchObject({ code: 'UNKNOWN_REGION', data: { accepted: ['eastus'] } })
  })
})

describe('a second region', () => {
  test('is another one', () => {
    expect(refusal(() => ec2(worked, { disasterRecoveryRegion: 'us-east-1' }))).toMatchObject({ code: 'IMPOSSIBLE_COMBINATION', data: { field: 'options.disasterRecoveryRegion' } })
  })

  test('that has no prices is an error and never a borrowed price', () => {
    expect(refusal(() => ec2(worked, { disasterRecoveryRegion: 'mars-north-1' }))).toMatchObject({ code: 'UNKNOWN_REGION', data: { value: 'mars-north-1' } })
  })

  test('must sell the type that was named, and where none was named only what it sells is chosen', () => {
    expect(refusal(() => ec2(worked, { brokerType: 'm5.large', disasterRecoveryRegion: 'mx-central-1' })).code).toBe('NOT_OFFERED_IN_REGION')
    // m8g is not priced in Mexico: with m6g and m7g dear there, m6i.large is the next of those that are sold in both
    const overrides = { 'aws-ec2/mx-central-1:instance.m6g.large': '9', 'aws-ec2/mx-central-1:instance.m7g.large': '9' }
    expect(cluster(ec2(worked, { disasterRecoveryRegion: 'mx-central-1' }, { pricing: { overrides } }))).toBe('3 × m6i.large')
  })
})
