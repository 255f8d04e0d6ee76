import { describe, expect, test } from 'vitest'
import { Exact } from '../../exact.ts'
import { alone, bill, costs, line, quantities, refusal } from './bill.ts'

const empties = (answer: ReturnType<typeof bill>): string => quantities(answer)['requests.empty-receive']!
/** To the decimals that the comments work out. */
const nearly = (answer: ReturnType<typeof bill>): string => new Exact(empties(answer)).toFixed(5)
const polled = { ...alone, pollersPerGroup: 1 }

describe('a poller of an idle queue', () => {
  test('asks 131,400 times a month in vain: 730 hours of 20 seconds', () => {
    // 730 × 3,600 / 20 = 131,400; × 0.40 / 1,000,000 = 0.05256
    const answer = bill({ ...polled, requestsPerMonth: 0 })
    expect(empties(answer)).toBe('131400')
    expect(costs(answer)['requests.empty-receive']).toBe('0.05256')
    expect(line(answer, 'requests.empty-receive').formula).toBe('1 queues × 1 pollers × 2628000 seconds / 20 seconds a poll')
  })

  test('asks 129,600 times in a month of 720 hours', () => {
    // 720 × 3,600 / 20
    expect(empties(bill({ ...polled, requestsPerMonth: 0 }, {}, { conventions: { hoursPerMonth: 720 } }))).toBe('129600')
  })

  test('asks the more often, the shorter it waits', () => {
    // 2,628,000 / 15 = 175,200; 2,628,000 / 0.3 = 8,760,000
    expect(empties(bill({ ...polled, requestsPerMonth: 0, pollWaitSeconds: 15 }))).toBe('175200')
    expect(empties(bill({ ...polled, requestsPerMonth: 0, pollWaitSeconds: 0.3 }))).toBe('8760000')
  })

  test('is joined by one for every queue, group and further poller', () => {
    // 131,400 × 4 topics × 2 groups × 3 pollers
    expect(empties(bill({ ...polled, requestsPerMonth: 0, topics: 4, consumerGroups: 2, pollersPerGroup: 3 }))).toBe('3153600')
  })

  test('is one of five under Lambda', () => {
    // 5 × 131,400 × 0.40 / 1,000,000 = 0.2628
    const { pollersPerGroup, ...workload } = polled
    const answer = bill({ ...workload, requestsPerMonth: 0 }, { preset: 'lambda' })
    expect(empties(answer)).toBe('657000')
    expect(costs(answer)['requests.empty-receive']).toBe('0.2628')
  })

  test('is as many as were said, whatever the preset', () => {
    expect(empties(bill({ ...polled, requestsPerMonth: 0, pollersPerGroup: 2 }, { preset: 'lambda' }))).toBe('262800')
  })

  test('is one where nothing was said', () => {
    const { pollersPerGroup, ...workload } = polled
    expect(empties(bill({ ...workload, requestsPerMonth: 0 }))).toBe('131400')
  })

  test('hardly notices the first message of the month', () => {
    // λ = 1 / 2,628,000; λw / (e^(λw) - 1) × 131,400 = 131,399.5000006 by 60-digit decimals
    expect(nearly(bill({ ...polled, requestsPerMonth: 1 }))).toBe('131399.50000')
  })
})

describe('many pollers of almost idle queues', () => {
  test('notice one message, each at its queue', () => {
    // 5 groups × 7 topics × 17 pollers × 744 h × 3,600 s / 0.3 s = 5,312,160,000 asked of empty queues
    // λw = 0.3 / (7 × 17 × 2,678,400) = 9.4124e-10; × (1 - λw / 2) is 2.5 less: 5,312,159,997.5
    const answer = bill({ ...polled, requestsPerMonth: 1, consumerGroups: 5, topics: 7, pollersPerGroup: 17, pollWaitSeconds: 0.3 }, {}, { conventions: { hoursPerMonth: 744 } })
    expect(nearly(answer)).toBe('5312159997.50000')
  })
})

describe('a poller of a queue with some traffic', () => {
  // Worked with 60-digit decimals from pollers × seconds × λ / (e^(λw) - 1), λ = receives / (topics × pollers × seconds).

  test('asks in vain 87,682 times beside 100,000 messages', () => {
    // λ = 100,000 / 2,628,000, λw = 0.76103500761; 2,628,000 × λ / (e^0.76103500761 - 1) = 87,681.57222
    expect(nearly(bill({ ...polled, requestsPerMonth: 100_000 }))).toBe('87681.57222')
  })

  test('asks in vain 496 times beside a million', () => {
    // λw = 7.61035007610; 1,000,000 / (e^7.6103500761 - 1) = 495.54388
    expect(nearly(bill({ ...polled, requestsPerMonth: 1_000_000 }))).toBe('495.54388')
  })

  test('meets fewer messages where five of them share the queue', () => {
    // λ = 1,000,000 / (5 × 2,628,000), λw = 1.52207001522; 1,000,000 / (e^1.52207001522 - 1) = 279,197.06259
    const { pollersPerGroup, ...workload } = polled
    expect(nearly(bill({ ...workload, requestsPerMonth: 1_000_000 }, { preset: 'lambda' }))).toBe('279197.06259')
  })

  test('counts by calls with messages, over topics and groups', () => {
    // calls of a group: 1,000,000 × 1.05 / 2 = 525,000; λ = 525,000 / (4 topics × 3 pollers × 2,628,000), λw = 0.16647640791
    // 24 pollers × 2,628,000 × λ / (e^0.16647640791 - 1) = 5,796,759.96168
    const answer = bill({ ...polled, requestsPerMonth: 1_000_000, redeliveryPercent: 5, receiveBatchSize: 2, topics: 4, pollersPerGroup: 3, consumerGroups: 2, pollWaitSeconds: 10 })
    expect(nearly(answer)).toBe('5796759.96168')
  })

  test('never asks in vain where messages never pause', () => {
    // λw = 500,000,000 × 20 / 2,628,000 = 3,805: e^-3805 of a request
    expect(empties(bill({ ...polled, requestsPerMonth: 500_000_000 }))).toBe('0')
  })
})

describe('nobody polls', () => {
  test('where nobody reads', () => {
    expect(quantities(bill({ ...polled, requestsPerMonth: 100, consumerGroups: 0 }))).toEqual({ 'requests.send': '100' })
  })

  test('where there are no pollers', () => {
    const answer = bill({ ...alone, requestsPerMonth: 100 })
    expect(empties(answer)).toBe('0')
    expect(line(answer, 'requests.empty-receive').formula).toBe('1 queues × 0 pollers')
  })
})

describe('short polling', () => {
  const short = { ...polled, requestsPerMonth: 1_000_000, pollWaitSeconds: 0 }

  test('is refused without a polling rate: it would be a guess', () => {
    const { code, data, message } = refusal(() => bill(short))
    expect([code, data['field']]).toEqual(['IMPOSSIBLE_COMBINATION', 'options.aws-sqs.pollsPerSecond'])
    expect(message).toContain('pollsPerSecond')
  })

  test('bills every poll that brings nothing', () => {
    // 3 pollers × 2 a second × 2,628,000 = 15,768,000 polls, of which 1,000,000 bring a message
    expect(empties(bill({ ...short, pollersPerGroup: 3 }, { pollsPerSecond: 2 }))).toBe('14768000')
  })

  test('bills it once for each group and topic, exact over three topics', () => {
    // 3 topics × 2 groups × 1 poller × 0.5 × 2,628,000 = 7,884,000; 2 groups × 100,000 receives bring messages
    const answer = bill({ ...short, requestsPerMonth: 100_000, topics: 3, consumerGroups: 2 }, { pollsPerSecond: 0.5 })
    expect(empties(answer)).toBe('7684000')
    expect(line(answer, 'requests.empty-receive').formula).toBe('max(0, 6 pollers × 0.5 polls a second × 2628000 seconds - 200000 receives with messages)')
  })

  test('is never less than nothing', () => {
    // 0.1 × 2,628,000 = 262,800 polls for 1,000,000 messages
    expect(empties(bill(short, { pollsPerSecond: 0.1 }))).toBe('0')
  })

  test('needs no polling rate where nobody polls', () => {
    expect(empties(bill({ ...short, pollersPerGroup: 0 }))).toBe('0')
  })

  test('needs no polling rate where the bill is given', () => {
    // 4,000,000 × 0.40 / 1,000,000
    expect(costs(bill(short, { billedRequestsPerMonth: 4_000_000 }))).toEqual({ 'requests.billed': '1.6' })
  })
})
