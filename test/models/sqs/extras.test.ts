import { describe, expect, test } from 'vitest'
import { alone, bill, costs, fifo, findings, infrastructure, line, quantities, refusal, response } from './bill.ts'

const million = { ...alone, requestsPerMonth: 1_000_000 }
// 1,048,576 messages of 10,240 bytes are 10 × 2^30 bytes: 10 GB as AWS counts them.
const tenGigabytes = { ...alone, requestsPerMonth: 1_048_576, payloadBytes: 10_240 }

describe('fair queues', () => {
  test('are surcharged on sends at the least, and on every request as expected', () => {
    // 3,000,000 × 0.10 / 1,000,000; low: 1,000,000 sends
    const answer = bill(million, { fairQueues: true })
    const fair = line(answer, 'requests.fair')
    expect([fair.cost, fair.range]).toEqual(['0.3', { low: '0.1', high: '0.3' }])
    expect(fair.formula).toBe('1000000 sends + 1000000 receives + 0 empty receives + 1000000 deletes')
    // 3 × 0.40 + 0.10 to 0.30
    expect(answer.totals!.infrastructure).toEqual({ low: '1.30', expected: '1.50', high: '1.50' })
  })

  test('are surcharged on empty receives too', () => {
    // 131,400 × 0.0000001
    expect(costs(bill({ ...alone, requestsPerMonth: 0, pollersPerGroup: 1 }, { fairQueues: true }))['requests.fair']).toBe('0.01314')
  })

  test('are surcharged from batches of ten up where batching is unknown', () => {
    // low: 100,000 sends × 0.0000001
    const fair = line(bill({ requestsPerMonth: 1_000_000, payloadBytes: 1000, retentionDays: 4, pollersPerGroup: 0 }, { fairQueues: true }), 'requests.fair')
    expect([fair.cost, fair.range]).toEqual(['0.3', { low: '0.01', high: '0.3' }])
  })

  test('behind SNS have no sends of their own', () => {
    // 2 × (1,000,000 + 1,000,000) × 0.0000001; low: no SendMessage is billed
    const fair = line(bill({ ...million, consumerGroups: 2 }, { fairQueues: true }), 'requests.fair')
    expect([fair.cost, fair.range]).toEqual(['0.4', { low: '0', high: '0.4' }])
  })

  test('are surcharged on the requests of a given bill', () => {
    // 2,500,000 × 0.0000001; low: 1,000,000 sends
    const fair = line(bill(million, { fairQueues: true, billedRequestsPerMonth: 2_500_000 }), 'requests.fair')
    expect([fair.cost, fair.range, fair.formula]).toEqual(['0.25', { low: '0.1', high: '0.25' }, '2500000 requests'])
  })

  test('are surcharged from batches of ten up on a given bill that says nothing of its batches', () => {
    // 330,000,000 × 0.0000001; low: 1,000,000,000 / 10 sends, / 5 where that is given, and / 2 = 500,000,000 are no more than the bill
    const fair = (batch: object) => line(bill({ requestsPerMonth: 1_000_000_000, payloadBytes: 2048, retentionDays: 4, ...batch }, { fairQueues: true, billedRequestsPerMonth: 330_000_000 }), 'requests.fair')
    expect([fair({}).cost, fair({}).range]).toEqual(['33', { low: '10', high: '33' }])
    expect(fair({ sendBatchSize: 5 }).range).toEqual({ low: '20', high: '33' })
    expect(fair({ sendBatchSize: 2 }).range).toBeUndefined()
  })

  test('never on more sends than a given bill has requests', () => {
    // 500,000 × 0.0000001, at the least as well
    const fair = line(bill(million, { fairQueues: true, billedRequestsPerMonth: 500_000 }), 'requests.fair')
    expect([fair.cost, fair.range]).toEqual(['0.05', undefined])
  })

  test('cost nothing where nobody asked for them', () => {
    expect(costs(bill(million, { fairQueues: false }))).not.toHaveProperty('requests.fair')
  })

  test('have no price in London that anybody read: the bill is refused, not guessed', () => {
    const { code, message } = refusal(() => bill({ ...million, region: 'eu-west-2' }, { fairQueues: true }))
    expect(code).toBe('MISSING_PRICE')
    expect(message).toContain('requests.fair in eu-west-2')
  })

  test('were not sold in June 2025', () => {
    expect(refusal(() => bill(million, { fairQueues: true }, { pricing: { versions: { 'aws-sqs': '2025-06-05' } } })).code).toBe('NOT_OFFERED_IN_REGION')
  })

  test('do not exist with FIFO: the option is refused by name', () => {
    expect(() => response(million, ['aws-sqs-fifo'], { 'aws-sqs-fifo': { fairQueues: true } })).toThrow(/fairQueues/)
    expect(refusal(() => fifo(million, { fairQueues: true })).data['field']).toBe('options.aws-sqs.fairQueues')
  })

  test('asked for both kinds of queue, are an option of the standard one alone', () => {
    const [standard, ordered] = response(million, ['aws-sqs-standard', 'aws-sqs-fifo'], { 'aws-sqs': { fairQueues: true } }).estimates
    expect(costs(standard!)).toHaveProperty('requests.fair', '0.3')
    expect(costs(ordered!)).not.toHaveProperty('requests.fair')
  })
})

describe('a customer key', () => {
  test('costs a dollar and the data keys of one queue', () => {
    // 2,628,000 s / 300 s × (2 × 1 + 1) = 26,280 × 0.000003 = 0.07884
    const answer = bill(million, { kmsKey: true })
    expect(quantities(answer)).toMatchObject({ 'requests.kms': '26280', 'kms.key': '1' })
    expect(costs(answer)).toMatchObject({ 'requests.kms': '0.07884', 'kms.key': '1' })
    expect(line(answer, 'requests.kms').formula).toBe('1 queues × 2628000 seconds × (2 × 1 producers + 1 consumers) / 300 seconds')
  })

  test('costs data keys by queues, producers and consumers, and one key for them all', () => {
    // 2 topics × 3 groups = 6 queues × 2,628,000 / 60 × (2 × 2 + 4) = 2,102,400 × 0.000003 = 6.3072
    const answer = bill({ ...million, topics: 2, consumerGroups: 3 }, { kmsKey: true, kmsDataKeyReuseSeconds: 60, kmsProducers: 2, kmsConsumers: 4 })
    expect(costs(answer)).toMatchObject({ 'requests.kms': '6.3072', 'kms.key': '1' })
  })

  test('is asked a part of a time in a month where its keys are reused for a day', () => {
    // 2,628,000 × 3 / 86,400 = 91.25
    expect(quantities(bill(million, { kmsKey: true, kmsDataKeyReuseSeconds: 86_400 }))['requests.kms']).toBe('91.25')
  })

  test('costs more to ask in GovCloud', () => {
    // 26,280 × 0.04 / 10,000
    expect(costs(bill({ ...million, region: 'us-gov-west-1' }, { kmsKey: true }))['requests.kms']).toBe('0.10512')
  })

  test('is free where SQS keeps the key', () => {
    expect(costs(bill(million))).not.toHaveProperty('kms.key')
  })
})

describe('payloads through S3', () => {
  const large = { ...alone, requestsPerMonth: 10_000, payloadBytes: 2_000_000 }

  test('above 1 MiB: a PUT, a GET, a pointer of one request, and the bytes for an hour', () => {
    // 10,000 × 2,000,000 / 2^30 = 18.62645149231 GB; × 1 / 730 = 0.025515686976 GB-months × 0.023 = 0.0005868608
    // PUT 10,000 × 0.000005; GET 10,000 × 0.0000004; three small requests a message
    const answer = bill(large)
    expect(costs(answer)).toEqual({
      'requests.send': '0.004',
      'requests.receive': '0.004',
      'requests.empty-receive': '0',
      'requests.delete': '0.004',
      'requests.object-put': '0.05',
      'requests.object-get': '0.004',
      'storage.objects': '0.0005868608'
    })
    expect(line(answer, 'storage.objects').pricingQuantity).toBe('0.025515686976')
    expect(line(answer, 'storage.objects').formula).toBe('(10000 messages × 2000000 bytes) / 1073741824 × 1 hours / 730 hours')
  })

  test('at the most stay in S3 for the retention', () => {
    // 18.62645149231 × 4 × 24 / 730 = 2.449505949674 GB-months × 0.023 = 0.056338636842
    // 0.012 + 0.054 + 0.0563... = 0.1223...
    const answer = bill(large)
    expect(line(answer, 'storage.objects').range).toEqual({ low: '0.0005868608', high: '0.056338636842' })
    expect(answer.totals!.infrastructure).toEqual({ low: '0.07', expected: '0.07', high: '0.12' })
  })

  test('at the most stay a tenth of a day where that is the retention: exactly 2.4 hours, however many there are', () => {
    // 10 GB × 2.4 / 730 × 0.023 = 0.000756164384
    expect(line(bill({ ...tenGigabytes, retentionDays: 0.1 }, { extendedClient: 'always' }), 'storage.objects').range!.high).toBe('0.000756164384')
    // 9,000,000,000 GB × 2.4 / 730 = 29,589,041.095890410958904 GB-months
    // 51,200 × 0.023 + 460,800 × 0.022 + 29,077,041.095890410958904 × 0.021 = 1,177.6 + 10,137.6 + 610,617.86301369863
    expect(line(bill({ ...tenGigabytes, requestsPerMonth: 943_718_400_000_000, retentionDays: 0.1 }, { extendedClient: 'always' }), 'storage.objects').range!.high).toBe('621933.06301369863')
  })

  test('stay as long as was said, even beyond the retention', () => {
    // 24 h: 18.62645149231 × 24 / 730 × 0.023 = 0.014084659211; 96 h are the retention itself; 192 h: 2 × 0.056338636842
    expect(costs(bill(large, { objectDwellHours: 24 }))['storage.objects']).toBe('0.014084659211')
    expect(line(bill(large, { objectDwellHours: 96 }), 'storage.objects').range).toBeUndefined()
    // 18.62645149230957 × 192 / 730 × 0.023 = 0.112677273685
    const beyond = line(bill(large, { objectDwellHours: 192 }), 'storage.objects')
    expect([beyond.cost, beyond.range]).toEqual(['0.112677273685', undefined])
  })

  test('fill the tiers of S3', () => {
    // 2^30 messages of 2 MiB = 2,097,152 GB for 73 of 730 hours = 209,715.2 GB-months
    // 51,200 × 0.023 + 158,515.2 × 0.022 = 1,177.6 + 3,487.3344
    const answer = bill({ ...alone, requestsPerMonth: 1_073_741_824, payloadBytes: 2_097_152 }, { objectDwellHours: 73 })
    expect(costs(answer)['storage.objects']).toBe('4664.9344')
  })

  test('at exactly 1 MiB do not go there', () => {
    expect(costs(bill({ ...large, payloadBytes: 1_048_576 }))).not.toHaveProperty('requests.object-put')
  })

  test('above 256 KiB go there where SNS stands in front, and every group reads them', () => {
    // 10,000 × 300,000 / 2^30 / 730 × 0.023 = 0.00008802912; GET 2 × 10,000
    const answer = bill({ ...large, payloadBytes: 300_000, consumerGroups: 2 })
    expect(costs(answer)).toMatchObject({ 'requests.publish': '0.005', 'requests.object-put': '0.05', 'requests.object-get': '0.008', 'storage.objects': '0.00008802912' })
    expect(costs(bill({ ...large, payloadBytes: 262_144, consumerGroups: 2 }))).not.toHaveProperty('requests.object-put')
    expect(costs(bill({ ...large, payloadBytes: 300_000 }))).not.toHaveProperty('requests.object-put')
  })

  test('are read again when a message is redelivered', () => {
    // 10,000 × 1.5 × 2 groups
    expect(quantities(bill({ ...large, redeliveryPercent: 50, consumerGroups: 2 }))['requests.object-get']).toBe('30000')
  })

  test('always: small ones go there too', () => {
    // 1,048,576 × 0.000005 = 5.24288; × 0.0000004 = 0.4194304; 10 GB / 730 × 0.023 = 0.000315068493
    const answer = bill(tenGigabytes, { extendedClient: 'always' })
    expect(costs(answer)).toMatchObject({ 'requests.object-put': '5.24288', 'requests.object-get': '0.4194304', 'storage.objects': '0.000315068493' })
    expect(findings(answer, 'PAYLOAD_THROUGH_S3')).toEqual([])
  })

  test('of a mix, only those that are too large', () => {
    // 10 % of 10,000
    const { payloadBytes, ...workload } = large
    const answer = bill({ ...workload, payloadMix: [{ bytes: 1000, percent: 90 }, { bytes: 2_000_000, percent: 10 }] })
    expect(quantities(answer)).toMatchObject({ 'requests.send': '10000', 'requests.object-put': '1000', 'requests.object-get': '1000' })
    expect(findings(answer, 'PAYLOAD_THROUGH_S3')[0]).toMatchObject({ limit: '1048576 bytes', actual: '2000000 bytes' })
  })

  test('never: the price of what cannot be sent is shown, and marked', () => {
    // ceil(2,000,000 / 65,536) = 31; (31 + 31 + 1) × 10,000 × 0.40 / 1,000,000 = 0.252
    const answer = bill(large, { extendedClient: 'never' })
    expect(answer.feasible).toBe(false)
    expect(infrastructure(answer)).toBe('0.25')
    expect(quantities(answer)).toMatchObject({ 'requests.send': '310000', 'requests.receive': '310000', 'requests.delete': '10000' })
  })

  test('need no S3 where the producer compresses them enough', () => {
    // 2,000,000 / 4 × 4 / 3 = 666,667 bytes = 11 requests
    expect(quantities(bill({ ...large, compressionRatio: 4 }, { compressPayload: true }))['requests.send']).toBe('110000')
  })

  test('take less of S3 where the producer compresses them', () => {
    // 3,000,000 / 1.6 × 4 / 3 = 2,500,000 bytes × 10,000 / 2^30 = 23.283064365387 GB
    expect(line(bill({ ...large, payloadBytes: 3_000_000, compressionRatio: 1.6 }, { compressPayload: true }), 'storage.objects').consumedQuantity).toBe('23.283064365387')
  })
})

describe('the way to SQS', () => {
  const path = (networkPath: string): { networkPath: string } => ({ networkPath })

  test('over the public endpoint is free', () => {
    expect(Object.keys(costs(bill(tenGigabytes, path('public')))).filter(id => id.startsWith('network.'))).toEqual([])
    expect(Object.keys(costs(bill(tenGigabytes))).filter(id => id.startsWith('network.'))).toEqual([])
  })

  test('over NAT costs hours, addresses and the bytes of both ways', () => {
    // 3 zones × 730 h × 0.045 = 98.55; × 0.005 = 10.95; (10 GB sent + 10 GB received) × 0.045 = 0.9
    const answer = bill(tenGigabytes, path('nat'))
    expect(costs(answer)).toMatchObject({ 'network.nat.hours': '98.55', 'network.nat.data': '0.9', 'network.nat.address': '10.95' })
    expect(line(answer, 'network.nat.hours').formula).toBe('3 zones × 730 hours')
    expect(line(answer, 'network.nat.data').formula).toBe('(1048576 messages × 10240 bytes) × 2 / 1073741824')
    // + 3 × 1,048,576 × 0.40 / 1,000,000 = 1.2582912
    expect(infrastructure(answer)).toBe('111.66')
  })

  test('over NAT costs by zones and by every reception', () => {
    // 2 × 720 × 0.045; 10 GB × (1 + 2 groups × 1.5) × 0.045
    const answer = bill({ ...tenGigabytes, availabilityZones: 2, consumerGroups: 2, redeliveryPercent: 50 }, path('nat'), { conventions: { hoursPerMonth: 720 } })
    expect(costs(answer)).toMatchObject({ 'network.nat.hours': '64.8', 'network.nat.data': '1.8', 'network.nat.address': '7.2' })
  })

  test('over NAT without readers costs the bytes sent', () => {
    expect(quantities(bill({ ...tenGigabytes, consumerGroups: 0 }, path('nat')))['network.nat.data']).toBe('10')
  })

  test('over an interface endpoint costs one endpoint a zone and the bytes of both ways', () => {
    // 3 × 730 × 0.01; 20 × 0.01
    const answer = bill(tenGigabytes, path('interface-endpoint'))
    expect(costs(answer)).toMatchObject({ 'network.endpoint.hours': '21.9', 'network.endpoint.data': '0.2' })
    expect(line(answer, 'network.endpoint.hours').formula).toBe('1 services × 3 zones × 730 hours')
  })

  test('over interface endpoints needs one of SNS as well where groups fan out', () => {
    // 2 × 3 × 730 × 0.01
    const hours = line(bill({ ...tenGigabytes, consumerGroups: 2 }, path('interface-endpoint')), 'network.endpoint.hours')
    expect([hours.cost, hours.title, hours.formula]).toEqual(['43.8', 'Interface endpoints of SQS and SNS', '2 services × 3 zones × 730 hours'])
  })

  test('over an interface endpoint becomes cheaper above a petabyte', () => {
    // 2^30 messages of 1 MiB = 1,048,576 GB each way; 1,048,576 × 0.01 + 1,048,576 × 0.006 = 10,485.76 + 6,291.456
    expect(costs(bill({ ...alone, requestsPerMonth: 1_073_741_824, payloadBytes: 1_048_576 }, path('interface-endpoint')))['network.endpoint.data']).toBe('16777.216')
  })

  test('is not taken by consumers elsewhere: they call the public endpoint from where they are', () => {
    // 100,000,000 × 65,536 bytes = 6,103.515625 GB sent; nothing, or 100 - 25 - 50 = 25 % of it, received here
    const workload = { ...alone, requestsPerMonth: 100_000_000, payloadBytes: 65_536 }
    expect(quantities(bill({ ...workload, internetEgressPercent: 100 }, path('nat')))).toMatchObject({ 'network.nat.data': '6103.515625', 'network.internet-egress': '6103.515625' })
    const answer = bill({ ...workload, crossRegionPercent: 25, internetEgressPercent: 50 }, path('interface-endpoint'))
    // 6,103.515625 × 1.25
    expect([line(answer, 'network.endpoint.data').pricingQuantity, line(answer, 'network.endpoint.data').formula]).toEqual(['7629.39453125', '(100000000 messages × 65536 bytes) × 1.25 / 1073741824'])
  })

  test('carries only the pointers of payloads in S3', () => {
    // 2,097,152 × 512 bytes × 2 ways = 2 GB
    expect(quantities(bill({ ...alone, requestsPerMonth: 2_097_152 }, { extendedClient: 'always', networkPath: 'nat' }))['network.nat.data']).toBe('2')
  })

  test('carries every size of a mix', () => {
    // half a million of 10,240 and half of 30,720 bytes: 5 + 15 GB, both ways
    const { payloadBytes, ...workload } = tenGigabytes
    expect(quantities(bill({ ...workload, payloadMix: [{ bytes: 10_240, percent: 50 }, { bytes: 30_720, percent: 50 }] }, path('nat')))['network.nat.data']).toBe('40')
  })
})

describe('consumers elsewhere', () => {
  test('in a region that was not named cost the commonest price of the row, as an assumption', () => {
    // 50 % of 10 GB × 0.02
    const answer = bill({ ...tenGigabytes, crossRegionPercent: 50 })
    const { cost, formula, title } = line(answer, 'network.cross-region')
    expect([cost, formula, title]).toEqual(['0.1', '((1048576 messages × 10240 bytes) × 1 / 1073741824) × 50 / 100', 'Transfer to consumers in another region'])
    expect(answer.assumptions!.find(({ name }) => name === 'crossRegionTo')!.why).toContain('us-east-1')
  })

  test('in a named region cost its own price', () => {
    // 5 GB × 0.01 to Ohio, × 0.08 to Thailand
    const named = (crossRegionTo: string): ReturnType<typeof bill> => bill({ ...tenGigabytes, crossRegionPercent: 50 }, { crossRegionTo })
    expect(costs(named('us-east-2'))['network.cross-region']).toBe('0.05')
    expect(costs(named('ap-southeast-7'))['network.cross-region']).toBe('0.4')
    expect(line(named('us-east-2'), 'network.cross-region').title).toBe('Transfer to consumers in us-east-2')
    expect(named('us-east-2').assumptions!.filter(({ name }) => name === 'crossRegionTo')).toEqual([])
  })

  test('in a region that no table has are refused, also where nothing goes there', () => {
    for (const crossRegionPercent of [50, 0]) {
      expect(refusal(() => bill({ ...tenGigabytes, crossRegionPercent }, { crossRegionTo: 'zz-nowhere-9' }))).toMatchObject({ code: 'UNKNOWN_REGION', message: expect.stringContaining('options.aws-sqs.crossRegionTo "zz-nowhere-9" is in no price table of Amazon SQS, standard queues; known are af-south-1, ') })
    }
  })

  test('in the region of the queues are refused: they are not elsewhere', () => {
    for (const crossRegionPercent of [50, 0]) {
      expect(refusal(() => bill({ ...tenGigabytes, crossRegionPercent }, { crossRegionTo: 'us-east-1' })))
        .toMatchObject({ code: 'IMPOSSIBLE_COMBINATION', message: 'crossRegionTo is us-east-1, where the queues are: name another region.', data: { field: 'options.aws-sqs.crossRegionTo' } })
    }
  })

  test('cost for every group and redelivery', () => {
    // 10 GB × 2 × 1.5 × 10 % = 3 GB × 0.02
    expect(costs(bill({ ...tenGigabytes, consumerGroups: 2, redeliveryPercent: 50, crossRegionPercent: 10 }))['network.cross-region']).toBe('0.06')
  })

  test('cost for the payload in S3 as well as for its pointer', () => {
    // 1,048,576 × (512 + 9,728) bytes = 10 GB × 0.02
    expect(costs(bill({ ...tenGigabytes, payloadBytes: 9728, crossRegionPercent: 100 }, { extendedClient: 'always' }))['network.cross-region']).toBe('0.2')
  })

  test('on the internet cost by the tiers of egress', () => {
    // 2^31 × 10,240 bytes = 20,480 GB: 10,240 × 0.09 + 10,240 × 0.085 = 921.6 + 870.4
    const answer = bill({ ...tenGigabytes, requestsPerMonth: 2_147_483_648, internetEgressPercent: 100 })
    expect(costs(answer)['network.internet-egress']).toBe('1792')
    expect(line(answer, 'network.internet-egress').tiers.map(({ pricingQuantity, listCost }) => [pricingQuantity, listCost])).toEqual([['10240', '921.6'], ['10240', '870.4']])
  })

  test('on the internet have 100 GB free where the free tier is counted, out of the dearest tier', () => {
    // 100 × 0 + 10,140 × 0.09 + 10,240 × 0.085 = 912.6 + 870.4
    const answer = bill({ ...tenGigabytes, requestsPerMonth: 2_147_483_648, internetEgressPercent: 100 }, {}, { pricing: { freeTier: 'include' } })
    expect(costs(answer)['network.internet-egress']).toBe('1783')
  })

  test('share the consumed bytes', () => {
    // 25 % of 10 GB × 0.02; 50 % × 0.09
    const answer = bill({ ...tenGigabytes, crossRegionPercent: 25, internetEgressPercent: 50 })
    expect(costs(answer)).toMatchObject({ 'network.cross-region': '0.05', 'network.internet-egress': '0.45' })
    expect(line(answer, 'network.internet-egress').formula).toBe('((1048576 messages × 10240 bytes) × 1 / 1073741824) × 50 / 100')
  })
})
