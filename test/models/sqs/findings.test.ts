import { describe, expect, test } from 'vitest'
import type { Estimate } from '../../../src/estimates/response.ts'
import { alone, bill, codes, fifo, findings } from './bill.ts'

type Limits = readonly (string | undefined)[]

/** Severity, limit and actual of every finding of one code. */
const limits = (answer: Estimate, code: string): readonly Limits[] => findings(answer, code).map(({ severity, limit, actual }) => [severity, limit, actual])
const sources = (answer: Estimate, code: string): Limits => findings(answer, code).map(({ source }) => source)

const million = { ...alone, requestsPerMonth: 1_000_000 }
// 26,280,000 messages in 2,628,000 seconds are ten a second; 2,628,000,000 are a thousand.
const tenASecond = { ...alone, requestsPerMonth: 26_280_000 }
const thousandASecond = { ...alone, requestsPerMonth: 2_628_000_000 }
const tens = { sendBatchSize: 10, receiveBatchSize: 10, deleteBatchSize: 10 }

describe('a workload that a queue serves well', () => {
  test('has nothing to be said about it', () => {
    const answer = bill(million)
    expect(codes(answer)).toEqual([])
    expect(answer.feasible).toBe(true)
  })
})

describe('retention', () => {
  test('of 14 days is what SQS keeps', () => {
    expect(codes(bill({ ...million, retentionDays: 14 }))).toEqual([])
  })

  test('above 14 days cannot be had, and is priced all the same', () => {
    const answer = bill({ ...million, retentionDays: 14.5 })
    expect(limits(answer, 'RETENTION_TOO_LONG')).toEqual([['blocker', '14 days', '14.5 days']])
    expect(answer.feasible).toBe(false)
    expect(answer.totals!.infrastructure.expected).toBe('1.20')
  })

  test('under 60 seconds is rounded up by SQS, with a warning', () => {
    // 0.0005 × 86,400 = 43.2 s; 0.0007 × 86,400 = 60.48 s
    const answer = bill({ ...million, retentionDays: 0.0005 })
    expect(limits(answer, 'RETENTION_BELOW_MINIMUM')).toEqual([['warning', '60 seconds', '43.2 seconds']])
    expect(answer.feasible).toBe(true)
    expect(codes(bill({ ...million, retentionDays: 0.0007 }))).toEqual([])
  })
})

describe('what a queue is not', () => {
  test('a log: messages cannot be read again', () => {
    expect(limits(bill({ ...million, replay: true }), 'REPLAY_UNSUPPORTED')).toEqual([['blocker', 'none', 'replay']])
    expect(limits(fifo({ ...million, replay: true }), 'REPLAY_UNSUPPORTED')).toEqual([['blocker', 'none', 'replay']])
  })

  test('ordered, unless it is FIFO', () => {
    expect(limits(bill({ ...million, ordering: 'per-key' }), 'ORDERING_UNSUPPORTED')).toEqual([['blocker', 'none', 'per-key']])
    expect(limits(bill({ ...million, ordering: 'strict' }), 'ORDERING_UNSUPPORTED')).toEqual([['blocker', 'none', 'strict']])
    expect(codes(fifo({ ...million, ordering: 'per-key' }))).toEqual([])
  })

  test('read by nobody: only its sends are priced, and that is said', () => {
    expect(limits(bill({ ...million, consumerGroups: 0 }), 'NO_CONSUMER')).toEqual([['warning', undefined, undefined]])
    expect(codes(bill({ ...million, consumerGroups: 1 }))).toEqual([])
  })
})

describe('large payloads', () => {
  test('above 1 MiB go through S3, which is said', () => {
    expect(limits(bill({ ...million, payloadBytes: 1_048_577 }), 'PAYLOAD_THROUGH_S3')).toEqual([['info', '1048576 bytes', '1048577 bytes']])
    expect(findings(bill({ ...million, payloadBytes: 1_048_576 }), 'PAYLOAD_THROUGH_S3')).toEqual([])
  })

  test('above 256 KiB go through S3 where SNS stands in front', () => {
    const answer = bill({ ...million, payloadBytes: 262_145, consumerGroups: 2 })
    expect(limits(answer, 'PAYLOAD_THROUGH_S3')).toEqual([['info', '262144 bytes', '262145 bytes']])
    expect(findings(answer, 'PAYLOAD_THROUGH_S3')[0]!.message).toContain('SNS carries 262144 bytes')
    expect(findings(bill({ ...million, payloadBytes: 262_144, consumerGroups: 2 }), 'PAYLOAD_THROUGH_S3')).toEqual([])
  })

  test('above 1 MiB cannot be sent where S3 is ruled out', () => {
    const answer = bill({ ...million, payloadBytes: 1_048_577 }, { extendedClient: 'never' })
    expect(limits(answer, 'PAYLOAD_TOO_LARGE')).toEqual([['blocker', '1048576 bytes', '1048577 bytes']])
    expect(sources(answer, 'PAYLOAD_TOO_LARGE')).toEqual(['aws-sqs:facts/maximumMessageBytes'])
    expect(answer.feasible).toBe(false)
    expect(findings(bill({ ...million, payloadBytes: 1_048_576 }, { extendedClient: 'never' }), 'PAYLOAD_TOO_LARGE')).toEqual([])
  })

  test('above 256 KiB cannot be published where S3 is ruled out', () => {
    const answer = bill({ ...million, payloadBytes: 262_145, consumerGroups: 2 }, { extendedClient: 'never' })
    expect(limits(answer, 'PAYLOAD_TOO_LARGE')).toEqual([['blocker', '262144 bytes', '262145 bytes']])
    expect(sources(answer, 'PAYLOAD_TOO_LARGE')).toEqual(['aws-sns:facts/maximumMessageBytes'])
  })

  test('above 2 GiB do not go through S3 either', () => {
    // 2^31 × 4/3 = 2,863,311,530.67 bytes in base64 that compression made no smaller
    const largest = { ...million, payloadBytes: 2 ** 31 }
    const answer = bill(largest, { compressPayload: true })
    expect(findings(answer, 'PAYLOAD_TOO_LARGE').map(({ severity, limit, actual, source }) => [severity, limit, actual, source])).toEqual([['blocker', '2147483648 bytes', expect.stringMatching(/^2863311530\.6\d* bytes$/), 'aws-s3:facts/extendedClientMaximumBytes']])
    expect(answer.feasible).toBe(false)
    expect(findings(bill(largest), 'PAYLOAD_TOO_LARGE')).toEqual([])
  })

  test('are no question of S3 on a day before its first prices, where they do not go there', () => {
    // 3 × 0.40
    expect(bill(million, {}, { pricing: { asOf: '2025-08-01' } }).totals!.infrastructure.expected).toBe('1.20')
  })

  test('of a mix are named by the largest, not by the mean', () => {
    const { payloadBytes, ...workload } = million
    const answer = bill({ ...workload, payloadMix: [{ bytes: 2_000_000, percent: 1 }, { bytes: 1000, percent: 99 }] }, { extendedClient: 'never' })
    expect(limits(answer, 'PAYLOAD_TOO_LARGE')).toEqual([['blocker', '1048576 bytes', '2000000 bytes']])
  })

  test('above 8 KiB ask for the way to SQS', () => {
    expect(limits(bill({ ...million, payloadBytes: 8193 }), 'NETWORK_PATH_UNSTATED')).toEqual([['warning', undefined, undefined]])
    expect(codes(bill({ ...million, payloadBytes: 8192 }))).toEqual([])
    for (const networkPath of ['public', 'nat', 'interface-endpoint']) expect(codes(bill({ ...million, payloadBytes: 8193 }, { networkPath }))).toEqual([])
  })

  test('that stand in S3 ask for it as well: their bytes take a way to S3', () => {
    expect(limits(bill({ ...million, payloadBytes: 2_000_000 }), 'NETWORK_PATH_UNSTATED')).toEqual([['warning', undefined, undefined]])
    expect(limits(bill({ ...million, payloadBytes: 8193 }, { extendedClient: 'always' }), 'NETWORK_PATH_UNSTATED')).toEqual([['warning', undefined, undefined]])
    expect(findings(bill({ ...million, payloadBytes: 8192 }, { extendedClient: 'always' }), 'NETWORK_PATH_UNSTATED')).toEqual([])
  })
})

describe('batches that a call does not carry', () => {
  test('are lowered to 1 MiB, sent and received', () => {
    const answer = bill({ ...million, ...tens, payloadBytes: 150_000 })
    expect(limits(answer, 'BATCH_LOWERED')).toEqual([['warning', '6 messages', '10 messages'], ['warning', '6 messages', '10 messages']])
    expect(findings(answer, 'BATCH_LOWERED').map(({ message }) => message)).toEqual([
      'A send call carries 1048576 bytes at most, so batches hold 6 messages instead of 10.',
      'A receive call carries 1048576 bytes at most, so batches hold 6 messages instead of 10.'
    ])
    expect(sources(answer, 'BATCH_LOWERED')).toEqual(['aws-sqs:facts/maximumCallBytes', 'aws-sqs:facts/maximumCallBytes'])
  })

  test('are lowered to one message where two are more than 1 MiB', () => {
    // floor(1,048,576 / 600,000) = 1
    const answer = bill({ ...million, ...tens, payloadBytes: 600_000 })
    expect(findings(answer, 'BATCH_LOWERED').map(({ message }) => message)).toContain('A send call carries 1048576 bytes at most, so batches hold 1 message instead of 10.')
    expect(limits(answer, 'BATCH_LOWERED')[0]).toEqual(['warning', '1 message', '10 messages'])
  })

  test('are lowered to 256 KiB by SNS alone', () => {
    // floor(262,144 / 40,000) = 6; floor(1,048,576 / 40,000) = 26
    const answer = bill({ ...million, ...tens, payloadBytes: 40_000, consumerGroups: 2 })
    expect(findings(answer, 'BATCH_LOWERED').map(({ message }) => message)).toEqual(['A publish call carries 262144 bytes at most, so batches hold 6 messages instead of 10.'])
    expect(sources(answer, 'BATCH_LOWERED')).toEqual(['aws-sns:facts/maximumMessageBytes'])
  })

  test('are lowered to the largest message of a mix', () => {
    // floor(1,048,576 / 400,000) = 2
    const { payloadBytes, ...workload } = million
    const answer = bill({ ...workload, sendBatchSize: 4, payloadMix: [{ bytes: 100, percent: 50 }, { bytes: 400_000, percent: 50 }] })
    expect(limits(answer, 'BATCH_LOWERED')).toEqual([['warning', '2 messages', '4 messages']])
  })

  test('are not received where nobody reads', () => {
    expect(codes(bill({ ...million, receiveBatchSize: 10, payloadBytes: 150_000, consumerGroups: 0 }, { networkPath: 'public' }))).toEqual(['NO_CONSUMER'])
  })

  test('that fit are not lowered', () => {
    expect(findings(bill({ ...million, ...tens, payloadBytes: 104_857 }), 'BATCH_LOWERED')).toEqual([])
  })
})

describe('batches that are not reached', () => {
  test('because a long poll answers at the first message', () => {
    // 10 a second, of which 10 × 0.1 gather while the receiver is busy: 1 + 1
    const answer = bill({ ...tenASecond, ...tens, pollersPerGroup: 1 })
    expect(limits(answer, 'BATCH_NOT_REACHED')).toEqual([['warning', '2.00', '10']])
    expect(findings(answer, 'BATCH_NOT_REACHED')[0]!.message).toBe('A long poll answers at the first message: at this rate about 2.00 messages wait when a receiver asks, not 10.')
  })

  test('unless messages gather while the receiver is busy', () => {
    // 1 + 10 × 0.9 = 10; with 0.89 seconds 9.90
    expect(findings(bill({ ...tenASecond, ...tens, pollersPerGroup: 1, processingSeconds: 0.9 }), 'BATCH_NOT_REACHED')).toEqual([])
    expect(limits(bill({ ...tenASecond, ...tens, pollersPerGroup: 1, processingSeconds: 0.89 }), 'BATCH_NOT_REACHED')).toEqual([['warning', '9.90', '10']])
  })

  test('because more pollers share the messages', () => {
    // 10 a second over 4 pollers: 1 + 2.5 × 0.9 = 3.25
    expect(limits(bill({ ...tenASecond, ...tens, pollersPerGroup: 4, processingSeconds: 0.9 }), 'BATCH_NOT_REACHED')).toEqual([['warning', '3.25', '10']])
  })

  test('because more topics share the messages, unless some are received again', () => {
    // 10 a second over 2 topics: 1 + 5 × 1.5 = 8.50; received again 20 %: 1 + 6 × 1.5 = 10
    expect(limits(bill({ ...tenASecond, ...tens, topics: 2, pollersPerGroup: 1, processingSeconds: 1.5 }), 'BATCH_NOT_REACHED')).toEqual([['warning', '8.50', '10']])
    expect(findings(bill({ ...tenASecond, ...tens, topics: 2, pollersPerGroup: 1, processingSeconds: 1.5, redeliveryPercent: 20 }), 'BATCH_NOT_REACHED')).toEqual([])
  })

  test('but are where receivers are too slow: what waits fills every batch', () => {
    // 300,000,000 / 2,628,000 = 114.16 a second; 10 / 0.1 = 100 are handled, and 1 + 114.16 × 0.1 = 12.4 wait
    const answer = bill({ ...alone, ...tens, requestsPerMonth: 300_000_000, pollersPerGroup: 1 })
    expect(codes(answer)).toEqual(['TOO_FEW_POLLERS'])
  })

  test('by short polls, unless enough gathers between two of them', () => {
    // 262,800,000 are 100 a second: 10 between two of 10 polls, 5 between two of 20, and 5 for each of two receivers
    const short = { ...alone, ...tens, requestsPerMonth: 262_800_000, pollersPerGroup: 1, pollWaitSeconds: 0, processingSeconds: 0 }
    expect(codes(bill(short, { pollsPerSecond: 10 }))).toEqual([])
    const answer = bill(short, { pollsPerSecond: 20 })
    expect(limits(answer, 'BATCH_NOT_REACHED')).toEqual([['warning', '5.00', '10']])
    expect(findings(answer, 'BATCH_NOT_REACHED')[0]!.message).toBe('At 20 polls a second, a poll of a receiver that finds messages finds about 5.00, not 10.')
    expect(limits(bill({ ...short, pollersPerGroup: 2 }, { pollsPerSecond: 10 }), 'BATCH_NOT_REACHED')).toEqual([['warning', '5.00', '10']])
  })

  test('by short polls between which less than one message comes find one', () => {
    // 10 a second, 20 polls: one in two polls
    expect(limits(bill({ ...tenASecond, ...tens, pollersPerGroup: 1, pollWaitSeconds: 0 }, { pollsPerSecond: 20 }), 'BATCH_NOT_REACHED')).toEqual([['warning', '1.00', '10']])
  })

  test('are no question where nobody said how often a receiver polls, or none does', () => {
    const short = { ...tenASecond, ...tens, pollersPerGroup: 1, pollWaitSeconds: 0 }
    expect(findings(bill(short, { billedRequestsPerMonth: 1_000_000 }), 'BATCH_NOT_REACHED')).toEqual([])
    expect(findings(bill(short, { pollsPerSecond: 0 }), 'BATCH_NOT_REACHED')).toEqual([])
  })

  test('because receivers cannot delete what they have not got', () => {
    expect(limits(bill({ ...million, receiveBatchSize: 5, deleteBatchSize: 10 }), 'BATCH_NOT_REACHED')).toEqual([['warning', '5', '10']])
    expect(codes(bill({ ...million, receiveBatchSize: 5, deleteBatchSize: 5 }))).toEqual([])
  })

  test('because the size of the messages lowered what is received', () => {
    // floor(1,048,576 / 150,000) = 6 received, 10 deleted
    expect(limits(bill({ ...million, ...tens, payloadBytes: 150_000 }), 'BATCH_NOT_REACHED')).toEqual([['warning', '6', '10']])
  })

  test('are not asked of the batch before it was lowered', () => {
    // received floor(1,048,576 / 150,000) = 6 at a time, and 1 + 10 × 0.5 = 6 are reached
    const answer = bill({ ...tenASecond, payloadBytes: 150_000, receiveBatchSize: 10, pollersPerGroup: 1, processingSeconds: 0.5 })
    expect(findings(answer, 'BATCH_NOT_REACHED')).toEqual([])
  })

  test('do not matter where nobody reads', () => {
    expect(codes(bill({ ...million, deleteBatchSize: 10, consumerGroups: 0 }))).toEqual(['NO_CONSUMER'])
  })
})

describe('too few pollers', () => {
  test('are those whose processing is slower than the messages come', () => {
    // 4 × 1 / 0.5 = 8 a second; 10 come
    expect(limits(bill({ ...tenASecond, pollersPerGroup: 4, processingSeconds: 0.5 }), 'TOO_FEW_POLLERS')).toEqual([['warning', '8.00', '10.00']])
    expect(findings(bill({ ...tenASecond, pollersPerGroup: 1, processingSeconds: 1 }), 'TOO_FEW_POLLERS').map(({ message }) => message)).toEqual(['A queue with 1 receiver, each message held for 1 second, is good for 1.00 messages a second; 10.00 arrive.'])
    expect(findings(bill({ ...tenASecond, pollersPerGroup: 5, processingSeconds: 0.5 }), 'TOO_FEW_POLLERS')).toEqual([])
  })

  test('are fewer where they take more at once, and where topics share the messages', () => {
    // 1 × 5 / 0.5 = 10; 10 / 2 topics = 5 a queue against 2 × 1 / 0.4 = 5
    expect(findings(bill({ ...tenASecond, receiveBatchSize: 5, pollersPerGroup: 1, processingSeconds: 0.5 }), 'TOO_FEW_POLLERS')).toEqual([])
    expect(findings(bill({ ...tenASecond, topics: 2, pollersPerGroup: 2, processingSeconds: 0.4 }), 'TOO_FEW_POLLERS')).toEqual([])
  })

  test('count redeliveries', () => {
    // 10 × 1.1 = 11 a second against 5 × 1 / 0.5
    expect(limits(bill({ ...tenASecond, redeliveryPercent: 10, pollersPerGroup: 5, processingSeconds: 0.5 }), 'TOO_FEW_POLLERS')).toEqual([['warning', '10.00', '11.00']])
  })

  test('are not those that just keep up with a rate that a double does not meet', () => {
    // 10 × 1.1 = 11 a second against 11 × 1 / 1; as doubles 10 × 1.1 is a hair above 11
    expect(findings(bill({ ...tenASecond, redeliveryPercent: 10, pollersPerGroup: 11, processingSeconds: 1 }), 'TOO_FEW_POLLERS')).toEqual([])
    expect(limits(bill({ ...tenASecond, redeliveryPercent: 10, pollersPerGroup: 10, processingSeconds: 1 }), 'TOO_FEW_POLLERS')).toEqual([['warning', '10.00', '11.00']])
  })

  test('are those that poll more slowly than the messages come', () => {
    // 1,000,000,000 / 2,628,000 = 380.52 a second; one poll a second brings ten
    const short = { ...alone, requestsPerMonth: 1_000_000_000, receiveBatchSize: 10, pollersPerGroup: 1, pollWaitSeconds: 0 }
    const answer = bill(short, { pollsPerSecond: 1 })
    expect(limits(answer, 'TOO_FEW_POLLERS')).toEqual([['warning', '10.00', '380.52']])
    expect(findings(answer, 'TOO_FEW_POLLERS')[0]!.message).toBe('A queue with 1 receiver, each of which polls 1 time a second for 10 messages, is good for 10.00 messages a second; 380.52 arrive.')
    // two receivers, 20 polls a second: 400, and each holds ten for 0.05 seconds: 2 × 10 / 0.05 = 400
    expect(codes(bill({ ...short, pollersPerGroup: 2, processingSeconds: 0.05 }, { pollsPerSecond: 20 }))).toEqual(['BATCH_NOT_REACHED'])
    // and with 0.1 seconds 200
    expect(limits(bill({ ...short, pollersPerGroup: 2 }, { pollsPerSecond: 20 }), 'TOO_FEW_POLLERS')).toEqual([['warning', '200.00', '380.52']])
  })

  test('are those that poll more slowly although nobody counted them, and long polls are as fast as they must be', () => {
    const { pollersPerGroup, ...short } = { ...tenASecond, pollWaitSeconds: 0 }
    // one receiver, one message a poll, 5 of the 10 a second
    expect(limits(bill(short, { pollsPerSecond: 5 }), 'TOO_FEW_POLLERS')).toEqual([['warning', '5.00', '10.00']])
    expect(findings(bill(short, { pollsPerSecond: 10 }), 'TOO_FEW_POLLERS')).toEqual([])
    expect(findings(bill({ ...short, pollWaitSeconds: 1 }, { pollsPerSecond: 5 }), 'TOO_FEW_POLLERS')).toEqual([])
    expect(findings(bill(short, { billedRequestsPerMonth: 1_000_000 }), 'TOO_FEW_POLLERS')).toEqual([])
  })

  test('are not those that nobody counted', () => {
    const { pollersPerGroup, ...workload } = tenASecond
    expect(findings(bill({ ...workload, processingSeconds: 0.5 }), 'TOO_FEW_POLLERS')).toEqual([])
  })

  test('are not those that need no time', () => {
    expect(findings(bill({ ...tenASecond, pollersPerGroup: 1, processingSeconds: 0 }), 'TOO_FEW_POLLERS')).toEqual([])
  })
})

describe('messages in flight', () => {
  test('fill a queue at the peak rate × the processing time', () => {
    // 1,000 a second × 2 × 60 s = 120,000: just fits; 60.5 s: 121,000
    expect(findings(bill({ ...thousandASecond, processingSeconds: 60 }), 'IN_FLIGHT_LIMIT')).toEqual([])
    const answer = bill({ ...thousandASecond, processingSeconds: 60.5 })
    expect(limits(answer, 'IN_FLIGHT_LIMIT')).toEqual([['warning', '120000', '121000']])
    expect(sources(answer, 'IN_FLIGHT_LIMIT')).toEqual(['aws-sqs:facts/inFlightMessagesStandard'])
    expect(answer.feasible).toBe(true)
  })

  test('are counted a queue and at the peak that was given', () => {
    // 1,000 × 4 × 60 / 2 topics = 120,000; × 5: 150,000
    expect(findings(bill({ ...thousandASecond, topics: 2, peakToAverageRatio: 4, processingSeconds: 60 }), 'IN_FLIGHT_LIMIT')).toEqual([])
    expect(limits(bill({ ...thousandASecond, topics: 2, peakToAverageRatio: 5, processingSeconds: 60 }), 'IN_FLIGHT_LIMIT')).toEqual([['warning', '120000', '150000']])
  })

  test('of exactly 120,000 over three topics at a peak of 5 just fit', () => {
    // 120,000 × 3 × 2,628,000 / (5 × 60) = 3,153,600,000
    expect(findings(bill({ ...alone, requestsPerMonth: 3_153_600_000, topics: 3, peakToAverageRatio: 5, processingSeconds: 60 }), 'IN_FLIGHT_LIMIT')).toEqual([])
  })

  test('fill a FIFO queue as well', () => {
    const answer = fifo({ ...thousandASecond, processingSeconds: 60.5 })
    expect(limits(answer, 'IN_FLIGHT_LIMIT')).toEqual([['warning', '120000', '121000']])
    expect(sources(answer, 'IN_FLIGHT_LIMIT')).toEqual(['aws-sqs:facts/inFlightMessagesFifo'])
  })

  test('are none where nobody reads', () => {
    // 1,000,000,000 / 2,628,000 × 2 × 300 = 228,310.5 if they were received
    const workload = { ...alone, requestsPerMonth: 1_000_000_000, processingSeconds: 300 }
    expect(limits(bill(workload), 'IN_FLIGHT_LIMIT')).toEqual([['warning', '120000', '228311']])
    expect(findings(bill({ ...workload, consumerGroups: 0 }), 'IN_FLIGHT_LIMIT')).toEqual([])
  })
})

describe('calls a second on FIFO queues', () => {
  const fifoCodes = (answer: Estimate): readonly string[] => codes(answer).filter(code => code.startsWith('FIFO'))

  test('up to 300 need nothing', () => {
    // 150 a second × 2 = 300: 150 × 2,628,000 = 394,200,000
    expect(fifoCodes(fifo({ ...alone, requestsPerMonth: 394_200_000, ordering: 'strict' }))).toEqual([])
    expect(fifoCodes(fifo({ ...alone, requestsPerMonth: 394_200_000, ordering: 'per-key' }))).toEqual([])
  })

  test('of exactly 300 over 37 topics at a peak of 1.5 are not a hair more', () => {
    // 300 × 37 × 2,628,000 / 1.5 = 19,447,200,000
    expect(fifoCodes(fifo({ ...alone, requestsPerMonth: 19_447_200_000, topics: 37, peakToAverageRatio: 1.5, ordering: 'strict' }))).toEqual([])
  })

  test('above 300 cannot be had in one message group', () => {
    // 1,000 a second × 2
    const answer = fifo({ ...thousandASecond, ordering: 'strict' })
    expect(limits(answer, 'FIFO_THROUGHPUT_EXCEEDED')).toEqual([['blocker', '300 calls/s', '2000.0 calls/s']])
    expect(sources(answer, 'FIFO_THROUGHPUT_EXCEEDED')).toEqual(['aws-sqs:facts/fifoCallsPerSecond'])
    expect(answer.feasible).toBe(false)
    // 3 × 0.50 × 2,628
    expect(answer.totals!.infrastructure.expected).toBe('3942.00')
  })

  test('above 300 need high throughput where order holds by key', () => {
    expect(limits(fifo({ ...thousandASecond, ordering: 'per-key' }), 'FIFO_HIGH_THROUGHPUT_NEEDED')).toEqual([['info', '300 calls/s', '2000.0 calls/s']])
  })

  test('are fewer in batches, at a lower peak and over more topics', () => {
    // 1,000 × 2 / 10 = 200 calls; 394.2 million at a peak of 1; 2,000 / 7 = 285.7
    expect(fifoCodes(fifo({ ...thousandASecond, ...tens, ordering: 'strict' }))).toEqual([])
    expect(fifoCodes(fifo({ ...alone, requestsPerMonth: 788_400_000, peakToAverageRatio: 1, ordering: 'strict' }))).toEqual([])
    expect(fifoCodes(fifo({ ...thousandASecond, topics: 7, ordering: 'strict' }))).toEqual([])
  })

  test('are as many as the busiest action makes', () => {
    // received again: 300 × 1.1; deleted alone: 300 although sent and received in tens, and 301 when sent alone
    expect(limits(fifo({ ...alone, requestsPerMonth: 394_200_000, redeliveryPercent: 10, ordering: 'strict' }), 'FIFO_THROUGHPUT_EXCEEDED')).toEqual([['blocker', '300 calls/s', '330.0 calls/s']])
    expect(limits(fifo({ ...thousandASecond, sendBatchSize: 10, receiveBatchSize: 10, ordering: 'strict' }), 'FIFO_THROUGHPUT_EXCEEDED')).toEqual([['blocker', '300 calls/s', '2000.0 calls/s']])
    expect(limits(fifo({ ...thousandASecond, receiveBatchSize: 10, deleteBatchSize: 10, ordering: 'strict' }), 'FIFO_THROUGHPUT_EXCEEDED')).toEqual([['blocker', '300 calls/s', '2000.0 calls/s']])
  })

  test('of a given bill are those that batches of ten make at the least', () => {
    // 1,000,000,000 / 10 × 2 / 2,628,000 = 76.1 a second; 10,000,000,000: 761.0
    const billed = { payloadBytes: 2048, retentionDays: 4, ordering: 'strict' } as const
    expect(fifoCodes(fifo({ ...billed, requestsPerMonth: 1_000_000_000 }, { billedRequestsPerMonth: 330_000_000 }))).toEqual([])
    const answer = fifo({ ...billed, requestsPerMonth: 10_000_000_000 }, { billedRequestsPerMonth: 3_300_000_000 })
    expect(limits(answer, 'FIFO_THROUGHPUT_EXCEEDED')).toEqual([['blocker', '300 calls/s', '761.0 calls/s']])
  })

  test('of a given bill are no more than it has requests', () => {
    // sent alone 1,000,000,000 × 2 / 2,628,000 = 761.0, but of 330,000,000 requests 251.1
    const billed = { payloadBytes: 2048, retentionDays: 4, ordering: 'strict', requestsPerMonth: 1_000_000_000, sendBatchSize: 1 } as const
    expect(fifoCodes(fifo(billed, { billedRequestsPerMonth: 330_000_000 }))).toEqual([])
    expect(fifoCodes(fifo({ ...billed, consumerGroups: 0 }, { billedRequestsPerMonth: 330_000_000 }))).toEqual([])
    expect(limits(fifo(billed, { billedRequestsPerMonth: 1_200_000_000 }), 'FIFO_THROUGHPUT_EXCEEDED')).toEqual([['blocker', '300 calls/s', '761.0 calls/s']])
    // Publishes to SNS are on another bill.
    expect(limits(fifo({ ...billed, consumerGroups: 2 }, { billedRequestsPerMonth: 330_000_000 }), 'FIFO_THROUGHPUT_EXCEEDED')).toEqual([['blocker', '300 calls/s', '761.0 calls/s']])
  })

  test('are sends alone where nobody reads', () => {
    // sends 443,221,888 / 2.5 × 2 / 2,628,000 = 134.9 a second; receives one at a time would be 337.3
    const workload = { ...alone, requestsPerMonth: 443_221_888, sendBatchSize: 2.5, ordering: 'strict' } as const
    expect(limits(fifo(workload), 'FIFO_THROUGHPUT_EXCEEDED')).toEqual([['blocker', '300 calls/s', '337.3 calls/s']])
    expect(fifoCodes(fifo({ ...workload, consumerGroups: 0 }))).toEqual([])
    // 1,000 × 2 sends one at a time
    expect(limits(fifo({ ...thousandASecond, consumerGroups: 0, ordering: 'strict' }), 'FIFO_THROUGHPUT_EXCEEDED')).toEqual([['blocker', '300 calls/s', '2000.0 calls/s']])
  })

  test.each([['us-east-1', 70_000], ['us-west-2', 70_000], ['eu-west-1', 70_000], ['us-east-2', 19_000], ['eu-central-1', 19_000], ['ap-south-1', 9000], ['ap-northeast-1', 9000], ['eu-west-2', 4500], ['sa-east-1', 4500]])('in %s end at %i under high throughput', (region, quota) => {
    // quota calls a second at the peak of 2: quota / 2 × 2,628,000 messages a month; one more a second and topic is too much
    const at = (perSecond: number): Estimate => fifo({ ...alone, requestsPerMonth: perSecond * 1_314_000, region, ordering: 'per-key' })
    expect(fifoCodes(at(quota))).toEqual(['FIFO_HIGH_THROUGHPUT_NEEDED'])
    const exceeded = at(quota + 1)
    expect(limits(exceeded, 'FIFO_THROUGHPUT_EXCEEDED')).toEqual([['blocker', `${quota} calls/s`, `${quota + 1}.0 calls/s`]])
    expect(sources(exceeded, 'FIFO_THROUGHPUT_EXCEEDED')).toEqual(['aws-sqs:facts/fifoHighThroughputCallsPerSecond'])
  })

  test('above 300 are doubtful where no quota was read', () => {
    const answer = fifo({ ...thousandASecond, region: 'us-west-1', ordering: 'per-key' })
    expect(limits(answer, 'FIFO_QUOTA_UNKNOWN')).toEqual([['warning', '300 calls/s', '2000.0 calls/s']])
    expect(answer.feasible).toBe(true)
    expect(fifoCodes(fifo({ ...alone, requestsPerMonth: 394_200_000, region: 'us-west-1' }))).toEqual([])
  })

  test('do not bound standard queues', () => {
    expect(fifoCodes(bill(thousandASecond))).toEqual([])
  })
})

describe('batches of which nothing is known', () => {
  const unknown = { requestsPerMonth: 1_000_000, payloadBytes: 1000, retentionDays: 4 }

  test('save nothing where tens bill more: a poll of short polling is billed whether it brings anything or not', () => {
    // Sends and deletes fall from 2,000,000 to 1,100,000: a call carries ten of the deletes but 65,536 × 10 bytes are ten requests a send.
    // Receives with 50 % redelivered: 1,500,000 either way; polls 5 × 2,628,000 = 13,140,000 less 1,500,000, or less 150,000: 1,350,000 more.
    const answer = bill({ ...unknown, payloadBytes: 65_536, pollWaitSeconds: 0, redeliveryPercent: 50 }, { pollsPerSecond: 5 })
    expect(answer.findings!.map(({ code }) => code)).not.toContain('UNBATCHED')
    // 1,000,000 + 1,500,000 + 11,640,000 + 1,000,000 = 15,140,000 × 0.0000004 = 6.056
    expect(answer.totals!.infrastructure).toEqual({ low: '6.06', expected: '6.06', high: '6.06' })
  })

  test('are none as expected and tens at the least, and the difference is named in requests and money', () => {
    // unbatched 3,000,000 + 496 empty receives; in tens 300,000 + 87,682 (see the empty receives)
    // 3,000,496 × 0.0000004 = 1.2001984; 387,682 × 0.0000004 = 0.1550728; saved 1.0451256
    const answer = bill(unknown)
    expect(answer.totals!.infrastructure).toEqual({ low: '0.16', expected: '1.20', high: '1.20' })
    expect(findings(answer, 'UNBATCHED')).toEqual([{
      code: 'UNBATCHED',
      severity: 'info',
      message: 'No batch size was given, so every message is sent, received and deleted alone; batches of up to ten would bring 3000496 billed requests down to 387682. That saves 1.05 USD a month.',
      saving: '1.05'
    }])
  })

  test('save on publishes too where groups fan out', () => {
    // publish 1,000,000 + 2 × 2,000,000 = 5,000,000 to 500,000; 900,000 × 0.50 + 3,600,000 × 0.40 a million = 0.45 + 1.44
    const [finding] = findings(bill({ ...unknown, consumerGroups: 2, pollersPerGroup: 0 }), 'UNBATCHED')
    expect(finding!.message).toContain('would bring 5000000 billed requests down to 500000.')
    expect(finding!.saving).toBe('1.89')
  })

  test('save on the surcharge of fair queues what it falls by, not down to the sends alone', () => {
    // 300,000,000 × (0.40 + 0.10) a million = 150; in tens 30,000,000: 15; at the least the surcharge is on 10,000,000 sends: 12 + 1
    const answer = bill({ ...unknown, requestsPerMonth: 100_000_000, payloadBytes: 2048, pollersPerGroup: 0 }, { fairQueues: true })
    expect(answer.totals!.infrastructure).toEqual({ low: '13.00', expected: '150.00', high: '150.00' })
    expect(findings(answer, 'UNBATCHED')[0]!.saving).toBe('135.00')
  })

  test('save on the surcharge of fair queues behind SNS, whose publishes do not carry it', () => {
    // publishes 1,000,000 × 0.50 a million, 4,000,000 × 0.50: 0.9 × (0.50 + 2.00)
    expect(findings(bill({ ...unknown, consumerGroups: 2, pollersPerGroup: 0 }, { fairQueues: true }), 'UNBATCHED')[0]!.saving).toBe('2.25')
  })

  test('save on sends where nobody reads', () => {
    // 900,000 × 0.40 a million
    const [finding] = findings(bill({ ...unknown, consumerGroups: 0 }), 'UNBATCHED')
    expect(finding!.message).toContain('would bring 1000000 billed requests down to 100000.')
    expect(finding!.saving).toBe('0.36')
  })

  test.each(['sendBatchSize', 'receiveBatchSize', 'deleteBatchSize'])('are known once %s is', field => {
    const answer = bill({ ...unknown, [field]: 1 })
    expect(findings(answer, 'UNBATCHED')).toEqual([])
    expect(answer.totals!.infrastructure).toEqual({ low: '1.20', expected: '1.20', high: '1.20' })
  })
})

describe('a bill that is given', () => {
  const messages = { requestsPerMonth: 500_000_000, payloadBytes: 1000, retentionDays: 4 }

  test('is priced as it is, and says the calls a message that it implies', () => {
    // 1,500,000,000 × 0.40 / 1,000,000 = 600; 1,500 / 500 = 3
    const answer = bill(messages, { billedRequestsPerMonth: 1_500_000_000 })
    expect(answer.lineItems!.map(({ id, pricingQuantity, cost, formula }) => [id, pricingQuantity, cost, formula])).toEqual([['requests.billed', '1500000000', '600', '1500000000 requests']])
    expect(findings(answer, 'IMPLIED_CALLS')[0]).toMatchObject({ severity: 'info', actual: '3' })
    expect(findings(answer, 'UNBATCHED')).toEqual([])
  })

  test('is compared with what a message takes alone: one where nobody reads, three, or two a group behind SNS', () => {
    const compared = (consumerGroups: number) => findings(bill({ ...messages, consumerGroups }, { billedRequestsPerMonth: 1_500_000_000 }), 'IMPLIED_CALLS')[0]!.message
    const implied = '1500000000 billed requests for 500000000 messages: that makes 3 requests a message;'
    expect([0, 1, 2].map(compared)).toEqual([
      `${implied} 1 is a message sent alone.`,
      `${implied} 3 is a message sent, received and deleted alone.`,
      `${implied} 4 is a message received and deleted alone by each of 2 groups, whose queues SNS sends to.`
    ])
  })

  test('implies a number of calls of six digits', () => {
    // 1,000 / 300 = 3.333...
    expect(findings(bill({ ...messages, requestsPerMonth: 300 }, { billedRequestsPerMonth: 1000 }), 'IMPLIED_CALLS')[0]!.actual).toBe('3.33333')
  })

  test('implies nothing of no messages', () => {
    const answer = bill({ ...messages, requestsPerMonth: 0 }, { billedRequestsPerMonth: 1000 })
    expect(findings(answer, 'IMPLIED_CALLS')).toEqual([])
    expect(answer.lineItems!.map(({ cost }) => cost)).toEqual(['0.0004'])
  })

  test('is not said of one that was derived', () => {
    expect(findings(bill(messages), 'IMPLIED_CALLS')).toEqual([])
  })

  test('runs through the tiers', () => {
    // 100 billion × 0.40 + 50 billion × 0.30 = 40,000 + 15,000
    expect(bill(messages, { billedRequestsPerMonth: 150_000_000_000 }).totals!.infrastructure.expected).toBe('55000.00')
  })
})
