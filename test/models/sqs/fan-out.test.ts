import { describe, expect, test } from 'vitest'
import { alone, bill, costs, fifo, findings, infrastructure, line, quantities } from './bill.ts'

const tenMillion = { ...alone, requestsPerMonth: 10_000_000 }

describe('groups that read every message, on standard queues', () => {
  test('none: sends alone are billed', () => {
    // 10 × 0.40
    expect(costs(bill({ ...tenMillion, consumerGroups: 0 }))).toEqual({ 'requests.send': '4' })
  })

  test('one: the queue is sent to directly, without SNS', () => {
    // 10 × 0.40 each
    expect(costs(bill({ ...tenMillion, consumerGroups: 1 }))).toEqual({ 'requests.send': '4', 'requests.receive': '4', 'requests.empty-receive': '0', 'requests.delete': '4' })
  })

  test('two: one publish to SNS, free deliveries, and a queue each', () => {
    // publish 10 × 0.50; receives and deletes 20 × 0.40; no send is billed
    const answer = bill({ ...tenMillion, consumerGroups: 2 })
    expect(costs(answer)).toEqual({ 'requests.publish': '5', 'requests.receive': '8', 'requests.empty-receive': '0', 'requests.delete': '8', 'requests.deliver': '0' })
    expect(quantities(answer)).toMatchObject({ 'requests.publish': '10000000', 'requests.deliver': '20000000' })
    expect(infrastructure(answer)).toBe('21.00')
  })

  test('five: still one publish', () => {
    // 5 + 5 × (4 + 4)
    expect(infrastructure(bill({ ...tenMillion, consumerGroups: 5 }))).toBe('45.00')
  })

  test('a free delivery is a line at price zero, with its source', () => {
    const { tiers, source, formula } = line(bill({ ...tenMillion, consumerGroups: 2 }), 'requests.deliver')
    expect(tiers).toEqual([{ from: '0', upTo: null, pricingQuantity: '20000000', listUnitPrice: '0', listCost: '0' }])
    expect([source, formula]).toEqual(['aws-sns:us-east-1/delivery.sqs-standard', '10000000 messages × 2 groups'])
  })

  test('publishes are batched and billed by their chunks', () => {
    // 1,000,000 calls of 10 × 10,000 bytes = 2 chunks; 2 × 0.50
    const answer = bill({ ...tenMillion, consumerGroups: 2, payloadBytes: 10_000, sendBatchSize: 10 })
    expect(quantities(answer)['requests.publish']).toBe('2000000')
    expect(costs(answer)['requests.publish']).toBe('1')
  })

  test('the free publishes of SNS are counted only where the free tier is', () => {
    // (10,000,000 - 1,000,000) × 0.50 / 1,000,000; SQS: 1,000,000 free of 20,000,000 receives
    const answer = bill({ ...tenMillion, consumerGroups: 2 }, {}, { pricing: { freeTier: 'include' } })
    expect(costs(answer)).toMatchObject({ 'requests.publish': '4.5', 'requests.receive': '7.6', 'requests.delete': '8' })
  })
})

describe('groups that read every message, on FIFO queues', () => {
  test('pay by the message and by the GB of payload, in and out', () => {
    // 10,000,000 × 1,000 bytes / 2^30 = 9.313225746155 GB
    // publish 10 × 0.30; receive and delete 20 × 0.50; deliver 20 × 0.01
    // in 9.313225746155 × 0.017 = 0.158324837685; out 2 × 9.313225746155 × 0.001 = 0.018626451492
    const answer = fifo({ ...tenMillion, consumerGroups: 2 })
    expect(costs(answer)).toEqual({
      'requests.publish': '3',
      'requests.receive': '10',
      'requests.empty-receive': '0',
      'requests.delete': '10',
      'requests.deliver': '0.2',
      'data.in': '0.158324837685',
      'data.out': '0.018626451492'
    })
    // 23.376951289177
    expect(infrastructure(answer)).toBe('23.38')
    expect(quantities(answer)).toMatchObject({ 'data.in': '9.313225746155', 'data.out': '18.62645149231' })
    expect(line(answer, 'data.in').formula).toBe('(10000000 messages × 1000 bytes) / 1073741824')
    expect(line(answer, 'data.out').formula).toBe('2 groups × (10000000 messages × 1000 bytes) / 1073741824')
  })

  test('pay for each published message, batched or not, of one chunk or four', () => {
    const answer = fifo({ ...tenMillion, consumerGroups: 2, payloadBytes: 200_000, sendBatchSize: 10 })
    expect(quantities(answer)['requests.publish']).toBe('10000000')
  })

  test('are not promised cheaper publishes by batching', () => {
    // 1,000,000 published, 2,000,000 received and deleted alone; in tens 1,000,000 + 200,000 + 200,000
    // saved: 3,600,000 × 0.50 / 1,000,000 = 1.80
    const [unbatched] = findings(fifo({ requestsPerMonth: 1_000_000, payloadBytes: 1000, retentionDays: 4, consumerGroups: 2, pollersPerGroup: 0 }), 'UNBATCHED')
    expect(unbatched!.message).toContain('would bring 5000000 billed requests down to 1400000.')
    expect(unbatched!.saving).toBe('1.80')
  })

  test('one group reads without SNS', () => {
    // 10 × 0.50 each
    expect(costs(fifo(tenMillion))).toEqual({ 'requests.send': '5', 'requests.receive': '5', 'requests.empty-receive': '0', 'requests.delete': '5' })
  })
})
