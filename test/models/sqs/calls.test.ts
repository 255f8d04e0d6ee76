import { describe, expect, test } from 'vitest'
import { alone, bill, costs, infrastructure, line, quantities } from './bill.ts'

const million = { ...alone, requestsPerMonth: 1_000_000 }
const tens = { sendBatchSize: 10, receiveBatchSize: 10, deleteBatchSize: 10 }

describe('a call is billed for every started 64 KiB that it carries', () => {
  test('a message of 65,536 bytes is one request to send and one to receive', () => {
    // 3 × 1,000,000 × 0.40 / 1,000,000
    const answer = bill({ ...million, payloadBytes: 65_536 })
    expect(quantities(answer)).toMatchObject({ 'requests.send': '1000000', 'requests.receive': '1000000', 'requests.delete': '1000000' })
    expect(infrastructure(answer)).toBe('1.20')
  })

  test('one byte more is a second request to send and to receive, and none to delete', () => {
    // (2 + 2 + 1) × 1,000,000 × 0.40 / 1,000,000
    const answer = bill({ ...million, payloadBytes: 65_537 })
    expect(quantities(answer)).toMatchObject({ 'requests.send': '2000000', 'requests.receive': '2000000', 'requests.delete': '1000000' })
    expect(infrastructure(answer)).toBe('2.00')
  })

  test('a message of 1 MiB is sixteen', () => {
    // (16 + 16 + 1) × 0.40
    expect(infrastructure(bill({ ...million, payloadBytes: 1_048_576 }))).toBe('13.20')
  })

  test('a message of one byte is one', () => {
    expect(infrastructure(bill({ ...million, payloadBytes: 1 }))).toBe('1.20')
  })

  test('no messages are no requests', () => {
    expect(quantities(bill({ ...alone, requestsPerMonth: 0 }))).toEqual({ 'requests.send': '0', 'requests.receive': '0', 'requests.empty-receive': '0', 'requests.delete': '0' })
  })

  test('the formula of a line, read aloud, gives its quantity', () => {
    const answer = bill({ ...million, payloadBytes: 65_537, redeliveryPercent: 50, consumerGroups: 1 })
    expect(line(answer, 'requests.send').formula).toBe('ceil(1000000 messages / 1 a call) × 2 requests')
    expect(line(answer, 'requests.receive').formula).toBe('ceil(1000000 messages × 1.5 / 1 a call) × 2 requests')
    expect(line(answer, 'requests.delete').formula).toBe('ceil(1000000 messages / 1 a call)')
  })
})

describe('a batch is billed by its total', () => {
  test('ten messages of 10,000 bytes are one call of two requests', () => {
    // 100,000 calls; 10 × 10,000 = 100,000 bytes = 1.53 chunks, so 2; deletes carry nothing: 1
    // (200,000 + 200,000 + 100,000) × 0.40 / 1,000,000 = 0.20
    const answer = bill({ ...million, ...tens, payloadBytes: 10_000 })
    expect(quantities(answer)).toMatchObject({ 'requests.send': '200000', 'requests.receive': '200000', 'requests.delete': '100000' })
    expect(infrastructure(answer)).toBe('0.20')
  })

  test('ten messages of 6,553 bytes fit one request, and of 6,554 they do not', () => {
    // 65,530 and 65,540 bytes
    expect(quantities(bill({ ...million, ...tens, payloadBytes: 6553 }))['requests.send']).toBe('100000')
    expect(quantities(bill({ ...million, ...tens, payloadBytes: 6554 }))['requests.send']).toBe('200000')
  })

  test('a started batch is a call', () => {
    // 1,000,001 / 10 = 100,000.1
    expect(quantities(bill({ ...alone, ...tens, requestsPerMonth: 1_000_001 }))['requests.send']).toBe('100001')
  })

  test('a mean batch of 2.5 messages is billed by the mean bytes of a call', () => {
    // ceil(1,000,001 / 2.5) = 400,001 calls; 2.5 × 30,000 = 75,000 bytes = 2 chunks
    // received 4 at a time: ceil(250,000.25) = 250,001 calls; 120,000 bytes = 2 chunks; deleted 1.25 at a time: ceil(800,000.8)
    const answer = bill({ ...alone, requestsPerMonth: 1_000_001, payloadBytes: 30_000, sendBatchSize: 2.5, receiveBatchSize: 4, deleteBatchSize: 1.25 })
    expect(quantities(answer)).toMatchObject({ 'requests.send': '800002', 'requests.receive': '500002', 'requests.delete': '800001' })
  })

  test('a mean batch that fills its chunks to the last byte starts no further one', () => {
    // 8.96 × 51,200 = 458,752 = 7 × 65,536 bytes; 8,960,000 / 8.96 = 1,000,000 calls
    // 1.12 × 409,600 = 458,752 as well; 1,120,000 / 1.12 = 1,000,000 calls
    expect(quantities(bill({ ...alone, requestsPerMonth: 8_960_000, payloadBytes: 51_200, sendBatchSize: 8.96 }))['requests.send']).toBe('7000000')
    expect(quantities(bill({ ...alone, requestsPerMonth: 1_120_000, payloadBytes: 409_600, sendBatchSize: 1.12 }))['requests.send']).toBe('7000000')
  })
})

describe('a batch is lowered to what a call carries', () => {
  test('of messages of 150,000 bytes six fit 1 MiB', () => {
    // floor(1,048,576 / 150,000) = 6; ceil(1,000,000 / 6) = 166,667 calls; 900,000 bytes = 13.73 chunks, so 14: 2,333,338
    // deletes carry no payload and stay at ten
    const answer = bill({ ...million, ...tens, payloadBytes: 150_000 })
    expect(quantities(answer)).toMatchObject({ 'requests.send': '2333338', 'requests.receive': '2333338', 'requests.delete': '100000' })
  })

  test('ten of 104,857 bytes still fit, ten of 104,858 do not', () => {
    // 1,048,570 bytes = 16 chunks of 100,000 calls; 9 × 104,858 = 943,722 bytes = 15 chunks of ceil(111,111.1) calls
    expect(quantities(bill({ ...million, ...tens, payloadBytes: 104_857 }))['requests.send']).toBe('1600000')
    expect(quantities(bill({ ...million, ...tens, payloadBytes: 104_858 }))['requests.send']).toBe('1666680')
  })

  test('to 256 KiB under the prices of June 2025', () => {
    // floor(262,144 / 150,000) = 1: 1,000,000 calls of ceil(150,000 / 65,536) = 3 requests
    const answer = bill({ ...million, ...tens, payloadBytes: 150_000 }, {}, { pricing: { versions: { 'aws-sqs': '2025-06-05' } } })
    expect(quantities(answer)).toMatchObject({ 'requests.send': '3000000', 'requests.receive': '3000000', 'requests.delete': '100000' })
  })

  test('to 256 KiB where SNS publishes, while the queues still answer with 1 MiB', () => {
    // publish: 1 a call, 3 chunks; receive: 2 groups × 166,667 × 14 = 4,666,676; delete: 2 × 100,000
    const answer = bill({ ...million, ...tens, payloadBytes: 150_000, consumerGroups: 2 })
    expect(quantities(answer)).toMatchObject({ 'requests.publish': '3000000', 'requests.receive': '4666676', 'requests.delete': '200000' })
  })
})

describe('a mix of sizes', () => {
  const mix = { ...alone, ...tens, payloadBytes: undefined, payloadMix: [{ bytes: 1000, percent: 90 }, { bytes: 100_000, percent: 10 }], requestsPerMonth: 1_000_000 }

  test('is not mixed within a batch', () => {
    // 900,000 / 10 = 90,000 calls of 10,000 bytes = 1; 100,000 / 10 = 10,000 calls of 1,000,000 bytes = 15.26 chunks, so 16
    // 90,000 + 160,000 = 250,000; deletes: 1,000,000 / 10
    const { payloadBytes, ...workload } = mix
    const answer = bill(workload)
    expect(quantities(answer)).toMatchObject({ 'requests.send': '250000', 'requests.receive': '250000', 'requests.delete': '100000' })
    expect(line(answer, 'requests.send').formula).toBe('ceil(900000 messages / 10 a call) × 1 requests + ceil(100000 messages / 10 a call) × 16 requests')
  })

  test('costs more than its average size would', () => {
    // mean 0.9 × 1,000 + 0.1 × 100,000 = 10,900 bytes: 100,000 calls of 109,000 bytes = 2
    expect(quantities(bill({ ...million, ...tens, payloadBytes: 10_900 }))['requests.send']).toBe('200000')
  })

  test('starts a call for the messages of each size', () => {
    // 15 messages: ceil(7.5 / 10) + ceil(7.5 / 10)
    const { payloadBytes, ...workload } = mix
    expect(quantities(bill({ ...workload, requestsPerMonth: 15, payloadMix: [{ bytes: 10, percent: 50 }, { bytes: 20, percent: 50 }] }))['requests.send']).toBe('2')
  })
})

describe('redeliveries', () => {
  test('are received again, and neither sent nor deleted again', () => {
    // 1,000,000 × 1.025
    const answer = bill({ ...million, redeliveryPercent: 2.5 })
    expect(quantities(answer)).toMatchObject({ 'requests.send': '1000000', 'requests.receive': '1025000', 'requests.delete': '1000000' })
    expect(costs(answer)['requests.receive']).toBe('0.41')
  })

  test('are rounded up to a call once, with the batch', () => {
    // 333 × 1.01 = 336.33, so 337; in tens 33.633, so 34
    expect(quantities(bill({ ...alone, requestsPerMonth: 333, redeliveryPercent: 1 }))['requests.receive']).toBe('337')
    expect(quantities(bill({ ...alone, requestsPerMonth: 333, redeliveryPercent: 1, receiveBatchSize: 10 }))['requests.receive']).toBe('34')
  })

  test('are received by every group, in chunks', () => {
    // 2 groups × ceil(1,000,000 × 1.5 / 10) = 150,000 calls × 2 chunks of 100,000 bytes
    expect(quantities(bill({ ...million, ...tens, payloadBytes: 10_000, consumerGroups: 2, redeliveryPercent: 50 }))['requests.receive']).toBe('600000')
  })
})

describe('a payload that the producer compresses', () => {
  test('is billed at its size over the ratio, by four thirds for base64', () => {
    // 98,304 / 2 × 4 / 3 = 65,536 bytes: one request instead of two
    const workload = { ...million, payloadBytes: 98_304, compressionRatio: 2 }
    expect(infrastructure(bill(workload, { compressPayload: true }))).toBe('1.20')
  })

  test('is billed as sent where the producer does not', () => {
    // (2 + 2 + 1) × 0.40
    expect(infrastructure(bill({ ...million, payloadBytes: 98_304, compressionRatio: 2 }))).toBe('2.00')
  })

  test('can grow: base64 of what does not compress is a third more', () => {
    // 50,000 × 4 / 3 = 66,667 bytes: 2 chunks
    expect(infrastructure(bill({ ...million, payloadBytes: 50_000 }, { compressPayload: true }))).toBe('2.00')
  })

  test('fills a chunk to the last byte without starting another', () => {
    // 55,541.76 × 4 / 3 / 1.13 = 65,536 exactly
    expect(infrastructure(bill({ ...million, payloadBytes: 55_541.76, compressionRatio: 1.13 }, { compressPayload: true }))).toBe('1.20')
  })
})
