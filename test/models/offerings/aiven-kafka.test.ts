import { describe, expect, test } from 'vitest'
import { assumption, bill, codes, costs, infrastructure, line, megabytes, quantities, refusal, response, sizing } from '../kafka/bill.ts'
import { readFormula } from '../../estimates/read-formula.ts'
import type { Around } from '../kafka/bill.ts'
import type { Estimate } from '../../../src/estimates/response.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'

const aiven = (workload: GivenWorkload, options = {}, around: Around = {}): Estimate => bill(workload, options, { ...around, offering: 'aiven-kafka' })

/** The example of the vendor's announcement: 1 MB/s written and 3 read, kept for three days, about 620 USD. */
const announced = { ...megabytes(1), peakToAverageRatio: 1, consumerGroups: 3, retentionDays: 3 }

describe("Aiven's own example", () => {
  const answer = aiven(announced)

  test('costs 628.84 in a month of 730 hours: the lowest step of compute, one copy, and both ways of the traffic', () => {
    // 2,628 GB × 0.02; 7,884 × 0.04; 1 MB/s × 259,200 s = 259.2 GB × 0.10; 235 + 52.56 + 315.36 + 25.92 = 628.84
    expect(costs(answer)).toEqual({
      'compute.cluster': '235',
      'storage.brokers': '25.92',
      'data.in': '52.56',
      'data.out': '315.36',
      'network.inter-zone.replicate': '0'
    })
    expect([infrastructure(answer), answer.feasible]).toEqual(['628.84', true])
  })

  test('costs 623.80 in one of 720', () => {
    // 2,592 × 0.02 + 7,776 × 0.04 + 25.92 + 235
    expect(infrastructure(aiven({ ...announced, requestsPerMonth: 2_592_000_000 }, {}, { conventions: { hoursPerMonth: 720, recordOverheadBytes: 0 } }))).toBe('623.80')
  })

  test('counts stored data once, and every copy at the high end: it is not said which', () => {
    // 259.2 GB × 0.10; × 3
    const stored = line(answer, 'storage.brokers')
    expect([stored.cost, stored.range, response(announced, {}, { offering: 'aiven-kafka' }).sources![stored.source]!.confidence, assumption(answer, 'storedCopies')]).toEqual(['25.92', { low: '25.92', high: '77.76' }, 'inferred', '1'])
  })

  test('takes all of the lowest step', () => {
    expect([sizing(answer).brokers, sizing(answer).brokerType, sizing(answer).constraints.map(one => [one.dimension, one.utilisation])]).toEqual([1, 'lowest step', [['ingress', '1'], ['egress', '1'], ['partitions', '0.003']]])
    expect([assumption(answer, 'computeStep'), answer.operations!.model, assumption(answer, 'equivalentBrokers')]).toEqual(['lowest', 'hosted_kafka', '3'])
  })

  test('moves two more copies between zones for nothing', () => {
    // 2,628 × 10^9 / 2^30 × 2
    expect(Number(quantities(answer)['network.inter-zone.replicate'])).toBeCloseTo(4895.0314, 3)
  })
})

test('100 messages a second cost 267.33, as a survey of October 2026 worked out', () => {
  // 235 + 262.8 × 0.02 + 525.6 × 0.04 + 60.48 × 0.10 = 267.328
  expect(infrastructure(aiven({ ...megabytes(0.1), consumerGroups: 2, retentionDays: 7 }))).toBe('267.33')
})

describe('above the only step whose price is known', () => {
  test.each([
    { what: 'more than 1 MB/s written at the peak', workload: { ...announced, peakToAverageRatio: 1.001, consumerGroups: 1 }, says: 'The peak needs 1.001 written and 1.001 read' },
    { what: 'a hair more than 1 MB/s written', workload: { ...announced, peakToAverageRatio: 1.0000001, consumerGroups: 1 }, says: 'The peak needs 1.001 written and 1 read' },
    { what: 'more than 3 MB/s read', workload: { ...announced, consumerGroups: 4 }, says: 'The peak needs 1 written and 4 read' },
    // 1,000 a broker of up to 4 vCPU, on three; 1,001 × 3 copies
    { what: 'more than 1,000 partitions of three copies', workload: { ...announced, partitions: 1001 }, says: '3003 partition replicas: partitions is above it' },
    { what: '20,000 partitions', workload: { ...announced, topics: 200, partitions: 20_000 }, says: '60000 partition replicas: partitions is above it' }
  ])('$what is refused with what is known, and no price is guessed', ({ workload, says }) => {
    const error = refusal(() => aiven(workload))
    expect(error.code).toBe('OUT_OF_MODEL_RANGE')
    expect(error.message).toContain('it takes 1 MB/s written and 3 MB/s read')
    expect(error.message).toContain(says)
  })

  test('1,000 partitions are priced as any', () => {
    expect(infrastructure(aiven({ ...announced, partitions: 1000 }))).toBe('628.84')
  })
})

test('three clusters for tests cost three more times the lowest step', () => {
  // 3 × 235
  const answer = aiven(announced, { nonProductionClusters: 3 })
  expect([costs(answer)['compute.non-production'], readFormula(line(answer, 'compute.non-production').formula).toString()]).toEqual(['705', '3'])
})

test('its prices name no region, and its messages are those of any broker', () => {
  expect(codes(aiven(announced))).toEqual(['info BASE_REGION_PRICE'])
  expect(codes(aiven({ requestsPerMonth: 1000, payloadBytes: 1_048_577, retentionDays: 1 }))).toContain('warning MESSAGE_ABOVE_DEFAULT')
})
