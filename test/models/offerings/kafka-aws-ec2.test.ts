import { describe, expect, test } from 'vitest'
import { assumption, cluster, codes, constraint, costs, ec2, findings, ids, infrastructure, line, mebibytes, quantities, refusal, response, sizing, worked } from '../kafka/bill.ts'

const five = { ...mebibytes(5), retentionDays: 1 }
/** So many MiB/s at the peak and all the time, kept for 2.4 hours. */
const steady = (peak: number): { requestsPerMonth: number, payloadBytes: number, peakToAverageRatio: number, retentionDays: number } => ({ ...mebibytes(peak), peakToAverageRatio: 1, retentionDays: 0.1 })
const nobody = { hourlyRate: '0', onCallCoverage: 'none' } as const

describe('5 MiB/s, 10 at the peak, two groups fetching from their own zone, kept for a day', () => {
  const answer = ec2(worked)

  test('costs 1,239.56 on three brokers and three controllers', () => {
    // 168.63 + 202.56 + 168.63 + 15.36 + 171.09375 + 513.28125 = 1,239.555
    expect([cluster(answer), sizing(answer).controllers, sizing(answer).controllerType]).toEqual(['3 × m6g.large', 3, 'm6g.large'])
    expect([infrastructure(answer), answer.feasible, answer.findings]).toEqual(['1239.56', true, []])
  })

  test('pays for machines, gp3 volumes and all three kinds of traffic between zones', () => {
    // m6g.large: 10 / min(75.1 / 6.5, 89.4 / 8.7) / 0.5 = 1.95 → 2 → 3; 2,190 × 0.077; 2,532 × 0.08; 3 × 64 × 0.08
    // 8,554.6875 GB × 2 × 0.01; 12,832.03125 × 2 copies × 2 × 0.01
    expect(costs(answer)).toEqual({
      'compute.brokers': '168.63',
      'storage.brokers': '202.56',
      'compute.controllers': '168.63',
      'storage.controllers': '15.36',
      'network.inter-zone.produce': '171.09375',
      'network.inter-zone.consume': '0',
      'network.inter-zone.replicate': '513.28125'
    })
    expect(quantities(answer)).toMatchObject({ 'compute.controllers': '2190', 'storage.controllers': '192', 'network.inter-zone.replicate': '51328.125' })
    expect(['compute.controllers', 'storage.controllers'].map(id => line(answer, id as 'compute.controllers')).map(({ consumedQuantity, consumedUnit }) => `${consumedQuantity} ${consumedUnit}`)).toEqual(['3 Controllers', '192 GiB'])
    // the network decides: 89.4 / 8.7 = 10.275862
    expect(constraint(answer, 'ingress').capacityPerBroker).toBe('10.275862')
  })

  test('costs 1,300.77 in Ireland, where the price of gp3 is inferred and says so', () => {
    // 2,190 × 0.086 = 188.34 twice; 2,532 × 0.088 = 222.816; 192 × 0.088 = 16.896; 171.09375 + 513.28125
    const asked = { ...worked, region: 'eu-west-1' }
    const ireland = ec2(asked, {}, { operations: nobody })
    expect(costs(ireland)).toMatchObject({ 'compute.brokers': '188.34', 'storage.brokers': '222.816', 'compute.controllers': '188.34', 'storage.controllers': '16.896' })
    expect(infrastructure(ireland)).toBe('1300.77')
    expect(response(asked, {}, { offering: 'kafka-aws-ec2' }).sources!['aws-ebs:eu-west-1/gp3.storage']!.confidence).toBe('inferred')
    // 239.712 / 1,300.767
    expect(ireland.totals!.evidence).toMatchObject({ inferred: '0.184285', thirdParty: '0', judgement: '0' })
  })

  test('rests on a third party for gp3 in Virginia', () => {
    // (202.56 + 15.36) / 1,239.555
    expect(ec2(worked, {}, { operations: nobody }).totals!.evidence).toMatchObject({ thirdParty: '0.175805', inferred: '0' })
  })
})

describe('controllers', () => {
  test('are the cheapest machine that is large enough, whatever the brokers are', () => {
    expect(sizing(ec2(worked, { brokerType: 'm7g.xlarge' })).controllerType).toBe('m6g.large')
    const cheaper = ec2(worked, { brokerType: 'm7g.xlarge' }, { pricing: { overrides: { 'aws-ec2/instance.m5.large': '0.05' } } })
    // 2,190 × 0.05
    expect([sizing(cheaper).controllerType, costs(cheaper)['compute.controllers']]).toEqual(['m5.large', '109.5'])
  })

  test('are never burstable, too small or on local disks, be they cheaper', () => {
    const overrides = Object.fromEntries(['t4g.large', 't4g.medium', 'm7g.medium', 'i4g.large', 'im4gn.large'].map(type => [`aws-ec2/instance.${type}`, '0.001']))
    expect(sizing(ec2(worked, {}, { pricing: { overrides } })).controllerType).toBe('m6g.large')
  })

  test('combined with brokers cost nothing and are flagged', () => {
    const answer = ec2(worked, { controllers: 'combined' })
    // 1,239.555 - 168.63 - 15.36
    expect([infrastructure(answer), sizing(answer).controllers, sizing(answer).controllerType]).toEqual(['1055.57', 0, null])
    expect(codes(answer)).toEqual(['warning COMBINED_CONTROLLERS'])
    expect(ids(answer)).not.toContain('compute.controllers')
  })
})

describe('on Kubernetes', () => {
  test('the control plane costs 73.00 more, brokers 65.92, and people do something else', () => {
    // (8 + 0.375) / 0.86 = 9.74 GiB: m6g.large has 8, r7g.large 16: 2,190 × 0.1071; controllers need (4 + 0.375) / 0.86 = 5.09 of the 8 of m6g.large
    // 1,239.555 - 168.63 + 234.549 + 73 = 1,378.474
    const answer = ec2(worked, { orchestration: 'kubernetes' })
    expect([costs(answer)['compute.kubernetes'], quantities(answer)['compute.kubernetes'], infrastructure(answer)]).toEqual(['73', '730', '1378.47'])
    expect([cluster(answer), costs(answer)['compute.brokers'], sizing(answer).controllerType]).toEqual(['3 × r7g.large', '234.549', 'm6g.large'])
    expect([line(answer, 'compute.kubernetes').consumedQuantity, line(answer, 'compute.kubernetes').consumedUnit]).toEqual(['1', 'Clusters'])
    expect([answer.operations!.model, ec2(worked).operations!.model]).toEqual(['kafka_k8s_operator', 'kafka_self_managed'])
  })

  test('processors bound brokers by what Kubernetes leaves of them, and a type that is named is taken', () => {
    // 2 vCPU × 20 MiB/s × 0.98 = 39.2; without Kubernetes 40
    const physics = (orchestration: string): ReturnType<typeof ec2> => ec2(worked, { orchestration, brokerType: 'm6g.large', sizingPolicy: 'baseline-limits' })
    expect(['none', 'kubernetes'].map(orchestration => constraint(physics(orchestration), 'processor-write').capacityPerBroker)).toEqual(['40', '39.2'])
    expect(sizing(physics('kubernetes')).brokerType).toBe('m6g.large')
    expect([assumption(physics('kubernetes'), 'kubernetesProcessorPercent'), assumption(physics('kubernetes'), 'kubernetesMemoryPercent')]).toEqual(['2', '14'])
    expect(assumption(physics('none'), 'kubernetesMemoryPercent')).toBeUndefined()
  })
})

describe('a commitment', () => {
  test.each([
    // 168.63 × 0.662; × 0.454
    { commitment: '1-year', each: '111.63306' },
    { commitment: '3-years', each: '76.55802' }
  ])('of $commitment costs $each for the brokers and as much for the controllers, beside the list price', ({ commitment, each }) => {
    const answer = ec2(worked, { commitment })
    const { listCost, cost, commitment: discount } = line(answer, 'compute.brokers')
    expect([listCost, cost, costs(answer)['compute.controllers']]).toEqual(['168.63', each, each])
    expect(discount).toMatchObject({ term: commitment, source: 'aws-commitments:facts/commitments/m6g', confidence: 'inferred' })
  })

  test('whose discount is inferred makes the money inferred', () => {
    // 223.26612 and 217.92 of 1,125.56112
    expect(ec2(worked, { commitment: '1-year' }, { operations: nobody }).totals!.evidence).toMatchObject({ inferred: '0.19836', thirdParty: '0.19361' })
  })

  test('costs what its own family costs: 57.8 % less on m5', () => {
    // 2,190 × 0.096 × 0.422
    expect(costs(ec2(worked, { commitment: '3-years', brokerType: 'm5.large' }))['compute.brokers']).toBe('88.72128')
  })

  test('is refused on a family whose discount no source gives', () => {
    expect(refusal(() => ec2(worked, { commitment: '3-years', brokerType: 'm8g.large' }))).toMatchObject({ code: 'IMPOSSIBLE_COMBINATION', data: { field: 'commitment' } })
  })

  test('leaves volumes and transfer as they are', () => {
    const free = (answer: ReturnType<typeof ec2>): object => Object.fromEntries(Object.entries(costs(answer)).filter(([id]) => !id.startsWith('compute.')))
    expect(free(ec2(worked, { commitment: '1-year' }))).toEqual(free(ec2(worked)))
  })
})

describe('local disks', () => {
  test('are sized and priced where a type with them is named: no volumes, and a warning', () => {
    // 3 × 730 × 0.686; 1,875 GB a broker
    const answer = ec2(worked, { brokerType: 'i4i.2xlarge' })
    expect([costs(answer)['compute.brokers'], ids(answer).includes('storage.brokers'), sizing(answer).storageGibPerBroker]).toEqual(['1502.34', false, '1746'])
    expect(codes(answer)).toEqual(['warning LOCAL_DISKS_ARE_LOST', 'info DISK_THROUGHPUT_UNKNOWN'])
  })

  test('hold half of what they are: a week of 5 MiB/s takes twelve', () => {
    // 8,859.375 GiB / 0.5 / 1,746 = 10.1 → 11 → 12
    const answer = ec2({ ...five, retentionDays: 7 }, { brokerType: 'i4i.2xlarge' })
    expect([sizing(answer).brokers, sizing(answer).bindingConstraint]).toEqual([12, 'storage'])
  })
})

describe('gp3 volumes', () => {
  const throughput = (answer: ReturnType<typeof ec2>) => line(answer, 'storage.throughput')

  test('give 125 MiB/s free; what is above is bought: 260 takes 135 a broker', () => {
    // 60 × 6.5 / (3 × 0.5) = 260; 3 × 135 × 0.04
    const answer = ec2({ ...mebibytes(30), retentionDays: 1 }, { brokerType: 'm7g.2xlarge' })
    const { consumedQuantity, consumedUnit, pricingQuantity, cost, formula } = throughput(answer)
    expect(cluster(answer)).toBe('3 × m7g.2xlarge')
    expect([consumedQuantity, consumedUnit, pricingQuantity, cost, formula]).toEqual(['780', 'MiB/s', '405', '16.2', '(260 MiB/s - 125 free) × 3 brokers'])
    // 260 × 1,024 / 128 = 2,080 operations a second
    expect(ids(answer)).not.toContain('storage.iops')
  })

  test('give 3,000 operations a second free; what is above is bought too', () => {
    // 120 × 6.5 / (3 × 0.5) = 520: 3 × 395 × 0.04; 520 × 8 = 4,160: 3 × 1,160 × 0.005
    const answer = ec2({ ...mebibytes(60), retentionDays: 1 }, { brokerType: 'm7g.4xlarge' })
    expect([cluster(answer), costs(answer)['storage.throughput'], costs(answer)['storage.iops']]).toEqual(['3 × m7g.4xlarge', '47.4', '17.4'])
    const { consumedQuantity, consumedUnit, pricingQuantity, pricingUnit, formula } = line(answer, 'storage.iops')
    expect([consumedQuantity, consumedUnit, pricingQuantity, pricingUnit, formula]).toEqual(['12480', 'IOPS', '3480', 'IOPS-Months', '(4160 IOPS - 3000 free) × 3 brokers'])
  })

  test.each([
    // baseline limits: twice the peak of three brokers; × 8 operations
    { peak: 62.5, type: 'm7g.2xlarge', bought: undefined, operations: undefined, why: '125 MiB/s and 1,000 IOPS' },
    { peak: 63, type: 'm7g.2xlarge', bought: '0.12', operations: undefined, why: '126: 3 × 1 × 0.04' },
    { peak: 187.5, type: 'm7g.4xlarge', bought: '30', operations: undefined, why: '375: 3 × 250 × 0.04; 3,000 IOPS' },
    { peak: 190.3125, type: 'm7g.4xlarge', bought: '30.72', operations: '0.675', why: '380.625 → 381: 3 × 256 × 0.04; 3,045 IOPS: 3 × 45 × 0.005' },
    { peak: 190.25, type: 'm7g.4xlarge', bought: '30.72', operations: '0.66', why: '380.5 → 381; 3,044 IOPS: 3 × 44 × 0.005' },
    { peak: 190.265625, type: 'm7g.4xlarge', bought: '30.72', operations: '0.675', why: '380.53125 → 381; 3,044.25 → 3,045 IOPS' },
    { peak: 188, type: 'm7g.4xlarge', bought: '30.12', operations: '0.12', why: '376: 3 × 251 × 0.04; 3,008 IOPS: 3 × 8 × 0.005' }
  ])('at $peak MiB/s buy throughput for $bought and operations for $operations ($why)', ({ peak, type, bought, operations }) => {
    const answer = ec2(steady(peak), { brokerType: type, sizingPolicy: 'baseline-limits' })
    expect([sizing(answer).brokers, costs(answer)['storage.throughput'], costs(answer)['storage.iops']]).toEqual([3, bought, operations])
  })

  test('are not one MiB/s more for the last digit of a double', () => {
    // 153 × 3 / (3 × 0.6) = 255, and in doubles 255.00000000000003; 3 × 130 × 0.04
    expect(costs(ec2(steady(153), { brokerType: 'm7g.2xlarge', sizingPolicy: 'baseline-limits', utilisation: 0.6 }))['storage.throughput']).toBe('15.6')
  })

  test('give no more than the machine can take', () => {
    // three m7g.large at 60 MiB/s: 260 asked, 78.75 sustained: nothing is bought, and 60 × 3 / 3 are carried
    const answer = ec2({ ...mebibytes(30), retentionDays: 1 }, { brokerType: 'm7g.large', brokers: 3 })
    expect([ids(answer).includes('storage.throughput'), answer.feasible]).toEqual([false, true])
  })
})

describe('a month of which a day stays on the brokers', () => {
  const month = { ...mebibytes(100), peakToAverageRatio: 1, retentionDays: 30, localRetentionHours: 24 }

  test('stands in S3 by its tiers: 1,177.60 for 50 TB and 4,256.725 for the rest', () => {
    // 100 × 696 × 3,600 / 1,024 = 244,687.5 GB: 51,200 × 0.023 + 193,487.5 × 0.022
    const answer = ec2(month)
    expect(line(answer, 'storage.tiered').tiers.map(tier => [tier.pricingQuantity, tier.listUnitPrice, tier.listCost])).toEqual([['51200', '0.023', '1177.6'], ['193487.5', '0.022', '4256.725']])
    expect([costs(answer)['storage.tiered'], line(answer, 'storage.tiered').source]).toEqual(['5434.325', 'aws-s3:us-east-1/storage.standard'])
  })

  test('reaches the third tier above 500 TB', () => {
    // 734,062.5 GB: 1,177.6 + 460,800 × 0.022 = 10,137.6 + 222,062.5 × 0.021 = 4,663.3125
    expect(costs(ec2({ ...month, ...mebibytes(300) }))['storage.tiered']).toBe('15978.5125')
  })

  test('is moved there in segments of 1 GiB, a PUT each', () => {
    // 256,640.625 × 0.000005
    const answer = ec2(month)
    expect([quantities(answer)['requests.object-put'], costs(answer)['requests.object-put']]).toEqual(['256640.625', '1.283203125'])
    expect(ids(answer)).not.toContain('requests.object-get')
  })

  test('is read back in pieces of 4 MiB: all of it with replay, a part as asked', () => {
    // 100 × 2,628,000 MiB / 4 = 65,700,000 × 0.0000004; half of two groups is the same; 1 % is 657,000
    const gets = (given: object, options: Readonly<Record<string, unknown>>): string | undefined => costs(ec2({ ...month, ...given }, options))['requests.object-get']
    expect(gets({ replay: true }, {})).toBe('26.28')
    expect(gets({ consumerGroups: 2 }, { tieredReadPercent: 50 })).toBe('26.28')
    expect(gets({}, { tieredReadPercent: 1 })).toBe('0.2628')
    expect(gets({ replay: true }, { tieredReadPercent: 0 })).toBeUndefined()
  })

  test('moves and reads the compressed bytes, and a third that cancels leaves no trace', () => {
    // 3,221,225,472 × 1,024 / 3 B = 1,024 GiB: 1,024 PUT; × 3 groups × 100 % / 4 MiB = 786,432 GET
    const answer = ec2({ ...month, requestsPerMonth: 3_221_225_472, compressionRatio: 3, consumerGroups: 3, replay: true })
    expect([quantities(answer)['requests.object-put'], quantities(answer)['requests.object-get']]).toEqual(['1024', '786432'])
  })

  test('needs no minimum retention here', () => {
    expect(codes(ec2({ ...five, localRetentionHours: 6 }))).toEqual([])
  })

  test('has no tier where it is switched off', () => {
    expect(ids(ec2(month, { tieredStorage: false }))).not.toContain('storage.tiered')
  })
})

describe('copies and zones', () => {
  test.each([
    // the smallest multiple of the zones that holds every copy
    { zones: 1, brokers: [1, 2, 3, 4, 5] },
    { zones: 2, brokers: [2, 2, 4, 4, 6] },
    { zones: 3, brokers: [3, 3, 3, 6, 6] },
    { zones: 4, brokers: [4, 4, 4, 4, 8] },
    { zones: 5, brokers: [5, 5, 5, 5, 5] },
    { zones: 6, brokers: [6, 6, 6, 6, 6] }
  ])('one to five copies in $zones zones run on $brokers brokers', ({ zones, brokers }) => {
    const answers = [1, 2, 3, 4, 5].map(replicationFactor => ec2({ ...mebibytes(0.5), retentionDays: 1, availabilityZones: zones, replicationFactor }))
    expect(answers.map(answer => sizing(answer).brokers)).toEqual(brokers)
    expect(answers.flatMap(codes)).toEqual(['warning SINGLE_COPY'])
  })

  test.each([
    // 12,832.03125 GB written × crossings × 0.02
    { copies: 3, zones: 1, produce: '0', consume: '0', replicate: '0' },
    { copies: 3, zones: 2, produce: '128.3203125', consume: '128.3203125', replicate: '342.1875' },
    { copies: 5, zones: 3, produce: '171.09375', consume: '171.09375', replicate: '821.25' },
    { copies: 2, zones: 3, produce: '171.09375', consume: '171.09375', replicate: '256.640625' },
    { copies: 4, zones: 4, produce: '192.48046875', consume: '192.48046875', replicate: '769.921875' }
  ])('$copies copies in $zones zones pay $produce, $consume and $replicate to cross them', ({ copies, zones, produce, consume, replicate }) => {
    expect(costs(ec2({ ...five, replicationFactor: copies, availabilityZones: zones }))).toMatchObject({ 'network.inter-zone.produce': produce, 'network.inter-zone.consume': consume, 'network.inter-zone.replicate': replicate })
  })

  test('leave readers crossing who fetch from followers but have none in their zone', () => {
    // two copies in three zones: a third × 12,832.03125 × 0.02
    expect(costs(ec2({ ...five, replicationFactor: 2, followerFetching: true }))['network.inter-zone.consume']).toBe('85.546875')
  })
})

describe('consumers elsewhere', () => {
  test('pay the way out, and those who stay pay for the zones', () => {
    // 12,832.03125 GB read: 60 % × 0.02; 40 % × 0.09; nobody stays
    const answer = ec2({ ...five, crossRegionPercent: 60, internetEgressPercent: 40 })
    expect(costs(answer)).toMatchObject({ 'network.cross-region': '153.984375', 'network.internet-egress': '461.953125', 'network.inter-zone.consume': '0' })
    expect(assumption(answer, 'crossRegionTo')).toBe('unspecified')
  })
})

describe('the number of brokers', () => {
  test('may be above the sixty of MSK: 93 for 30 days of 100 MiB/s', () => {
    // 759,375 GiB / 8,192 = 92.7
    const answer = ec2({ ...mebibytes(100), peakToAverageRatio: 1, retentionDays: 30 })
    expect([sizing(answer).brokers, sizing(answer).bindingConstraint]).toEqual([93, 'storage'])
  })

  test('ends at two hundred', () => {
    // 2,278,125 GiB / 8,192 = 278.1 → 279
    const error = refusal(() => ec2({ ...mebibytes(300), peakToAverageRatio: 1, retentionDays: 30 }))
    expect([error.code, error.data['brokers'], error.data['maximum']]).toEqual(['OUT_OF_MODEL_RANGE', 279, 200])
  })

  test('is decided by processors where baseline limits find them scarce', () => {
    // m7g.large, one copy: in 78 / 39.375 → 2, out 78 / 58.5 → 2, written 78 / (2 × 20 × 0.5) = 3.9 → 4 → 6, read 78 / (2 × 80 × 0.5) → 1
    const one = ec2({ ...steady(78), replicationFactor: 1 }, { brokerType: 'm7g.large', sizingPolicy: 'baseline-limits' })
    expect([cluster(one), sizing(one).bindingConstraint]).toEqual(['6 × m7g.large', 'processor-write'])
    expect(constraint(one, 'processor-write').source).toBe('kafka-sizing:facts/vcpuWriteMibPerSecond')
    // nine groups: 702 / 80 → 9; sent 702 / 58.5 = 12
    const nine = ec2({ ...steady(78), replicationFactor: 1, consumerGroups: 9 }, { brokerType: 'm7g.large', sizingPolicy: 'baseline-limits' })
    expect([cluster(nine), constraint(nine, 'processor-read').requiredBrokers, constraint(nine, 'egress').requiredBrokers]).toEqual(['12 × m7g.large', 9, 12])
  })
})

describe('a cluster that exists', () => {
  test('is priced as it is, volumes and all', () => {
    // 6 × 730 × 0.3264; 6 × 500 × 0.08
    const answer = ec2(five, { brokerType: 'm7g.2xlarge', brokers: 6, storageGibPerBroker: 500 })
    expect([costs(answer)['compute.brokers'], costs(answer)['storage.brokers'], answer.findings]).toEqual(['1429.632', '240', []])
  })

  test('that is too small says so beside its other findings', () => {
    // 120 MiB/s: 120 / (78.75 / 6.5 / 2) = 19.8 → 20 → 21
    const answer = ec2({ ...mebibytes(60), retentionDays: 1 }, { brokerType: 'm7g.large', brokers: 3, controllers: 'combined' })
    expect(codes(answer)).toEqual(['blocker UNDERSIZED', 'warning COMBINED_CONTROLLERS'])
    expect(findings(answer, 'UNDERSIZED')[0]!.limit).toBe('21 brokers')
  })

  test('takes a message above a mebibyte with a word about message.max.bytes', () => {
    expect(codes(ec2({ ...five, requestsPerMonth: 1000, payloadBytes: 1_048_577 }))).toEqual(['warning MESSAGE_ABOVE_DEFAULT'])
  })

  test('of a type named as MSK does is the same machine', () => {
    expect(cluster(ec2(five, { brokerType: 'kafka.m7g.large' }))).toBe('3 × m7g.large')
  })

  test('of a burstable type is priced when named', () => {
    // 3 × 730 × 0.0832
    expect(costs(ec2({ ...mebibytes(0.5), retentionDays: 1 }, { brokerType: 't3.large' }))['compute.brokers']).toBe('182.208')
  })

  test('of a type that nobody knows is refused', () => {
    expect(refusal(() => ec2(five, { brokerType: 'z9.large' })).code).toBe('UNKNOWN_FIELD_VALUE')
  })

  test('of a type that AWS does not sell there, or whose price we do not have, is refused with the difference', () => {
    expect(refusal(() => ec2({ ...five, region: 'mx-central-1' }, { brokerType: 'm5.large' })).code).toBe('NOT_OFFERED_IN_REGION')
    expect(refusal(() => ec2({ ...five, region: 'ap-southeast-1' }, { brokerType: 'm8g.large' })).code).toBe('MISSING_PRICE')
  })
})

describe('choosing', () => {
  const priced = (prices: Readonly<Record<string, string>>): ReturnType<typeof ec2> =>
    ec2(five, {}, { pricing: { overrides: Object.fromEntries(Object.entries(prices).map(([type, price]) => [`aws-ec2/instance.${type}`, price])) } })

  test('takes the newest family at the same price', () => {
    expect(cluster(priced({ 'm7g.large': '0.077', 'm8g.large': '0.077' }))).toBe('3 × m8g.large')
  })

  test('takes the first name of families equally new', () => {
    expect(cluster(priced({ 'r8g.large': '0.077', 'm8g.large': '0.077' }))).toBe('3 × m8g.large')
    expect(cluster(priced({ 'r8g.large': '0.0769', 'm8g.large': '0.077' }))).toBe('3 × r8g.large')
  })

  test('never takes a burstable type, one of a single processor or one with local disks', () => {
    expect(cluster(priced({ 't4g.large': '0.001', 'm7g.medium': '0.001', 'i4g.large': '0.001', 'd3.xlarge': '0.001' }))).toBe('3 × m6g.large')
  })
})
