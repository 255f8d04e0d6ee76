import { describe, expect, test } from 'vitest'
import { assumption, bill, codes, constraint, costs, findings, infrastructure, line, megabytes, quantities, response, sizing } from '../kafka/bill.ts'
import type { Estimate } from '../../../src/estimates/response.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'

const serverless = (workload: GivenWorkload, options = {}): Estimate => bill(workload, options, { offering: 'redpanda-serverless' })
const dedicated = (workload: GivenWorkload): Estimate => bill(workload, {}, { offering: 'redpanda-dedicated' })

/** So many MB/s at the peak and all the time, kept for a day. */
const steady = (peak: number): { requestsPerMonth: number, payloadBytes: number, peakToAverageRatio: number, retentionDays: number } => ({ ...megabytes(peak), peakToAverageRatio: 1, retentionDays: 1 })

/** 100 messages of 1,000 bytes a second, read twice and kept for a week over 30 partitions: 262.8 GB of 10^9 bytes a month. */
const survey = { ...megabytes(0.1), consumerGroups: 2, retentionDays: 7, partitions: 30 }

describe('Redpanda Serverless for 100 messages a second', () => {
  const answer = serverless(survey)

  test('costs 144.14, as a survey of October 2026 worked out: 73 of uptime, 33 of partitions, 33 of traffic, 5 of storage', () => {
    // 73 + 32.85 + 5.4432 + 11.826 + 21.024 = 144.1432
    expect(infrastructure(answer)).toBe('144.14')
    // 730 × 0.10; 30 × 730 × 0.0015; 262.8 × 168 / 730 = 60.48 × 0.09; 262.8 × 0.045; 525.6 × 0.04
    expect(costs(answer)).toEqual({
      'compute.cluster': '73',
      'compute.partitions': '32.85',
      'storage.brokers': '5.4432',
      'data.in': '11.826',
      'data.out': '21.024',
      'network.inter-zone.replicate': '0'
    })
  })

  test('is priced in gigabytes of 10^9 bytes and consumed in those of 2^30', () => {
    expect(quantities(answer)).toMatchObject({ 'compute.cluster': '730', 'compute.partitions': '21900', 'storage.brokers': '60.48', 'data.in': '262.8', 'data.out': '525.6' })
    // 262.8 × 10^9 / 2^30
    expect(line(answer, 'data.in')).toMatchObject({ consumedUnit: 'GB', formula: '262800000 messages × (1000 + 0) bytes / 1 / 1073741824 × 1073741824 / 1000000000 bytes' })
    expect(Number(line(answer, 'data.in').consumedQuantity)).toBeCloseTo(244.7515726, 6)
  })

  test('rests on third parties for its prices, which name no region', () => {
    const asked = response(survey, {}, { offering: 'redpanda-serverless' })
    expect(asked.sources!['redpanda-cloud:base/serverless.uptime']!.confidence).toBe('third-party')
    expect(codes(answer)).toContain('info BASE_REGION_PRICE')
  })

  test('is looked after like three brokers of a serverless cluster', () => {
    expect([answer.operations!.model, assumption(answer, 'equivalentBrokers')]).toEqual(['msk_serverless', '3'])
  })

  test('stands in one zone, whatever was asked for', () => {
    expect(findings(answer, 'ZONES_CLAMPED').map(({ severity, limit, actual }) => [severity, limit, actual])).toEqual([['info', '1', '3']])
    expect(quantities(answer)['network.inter-zone.replicate']).toBe('0')
  })

  test('keeps three copies and bills one, however many are asked for', () => {
    const five = serverless({ ...survey, replicationFactor: 5 })
    expect([costs(five), assumption(five, 'replicationFactor'), sizing(five).partitionReplicas]).toEqual([costs(answer), '3', 90])
  })
})

test('Redpanda Serverless without any traffic costs its hours and three partitions', () => {
  // 73 + 3 × 730 × 0.0015 = 76.285
  const answer = serverless({ requestsPerMonth: 0, payloadBytes: 1000, retentionDays: 1 })
  expect([costs(answer)['compute.cluster'], costs(answer)['compute.partitions'], infrastructure(answer)]).toEqual(['73', '3.285', '76.29'])
})

test('two more clusters for tests cost two more times the uptime', () => {
  // 2 × 730 × 0.10
  expect(costs(serverless(survey, { nonProductionClusters: 2 }))['compute.non-production']).toBe('146')
})

describe('the quotas of a Redpanda Serverless cluster', () => {
  test.each([
    { what: '100 MB/s written', fits: steady(100), breaks: steady(101), dimension: 'ingress', limit: '100 MB/s written', actual: '101 MB/s written' },
    // 300,000 × 1,000 bytes / 2,628,000 s = 114 B/s more
    { what: '100 MB/s written, be it by a hair', fits: steady(100), breaks: { ...steady(100), requestsPerMonth: steady(100).requestsPerMonth + 300_000 }, dimension: 'ingress', limit: '100 MB/s written', actual: '100.001 MB/s written' },
    { what: '300 MB/s read', fits: { ...steady(100), consumerGroups: 3 }, breaks: { ...steady(100), consumerGroups: 4 }, dimension: 'egress', limit: '300 MB/s read', actual: '400 MB/s read' },
    { what: '5,000 partitions', fits: { ...steady(1), partitions: 5000 }, breaks: { ...steady(1), partitions: 5001 }, dimension: 'partitions', limit: '5000 leader partitions', actual: '5001 leader partitions' },
    { what: '200 consumer groups', fits: { ...steady(0.1), consumerGroups: 200, topics: 2 }, breaks: { ...steady(0.1), consumerGroups: 201, topics: 2 }, dimension: 'quota', limit: '200 consumer groups', actual: '201 consumer groups' },
    { what: '10,000 connections', fits: { ...steady(0.1), pollersPerGroup: 10_000, partitions: 100 }, breaks: { ...steady(0.1), pollersPerGroup: 10_001, partitions: 100 }, dimension: 'connections', limit: '10000 connections of receivers', actual: '10001 connections of receivers' }
  ])('of $what are a blocker above and not at the limit, and the bill stays', ({ fits, breaks, dimension, limit, actual }) => {
    expect(findings(serverless(fits), 'SERVERLESS_QUOTA_EXCEEDED')).toEqual([])
    const answer = serverless(breaks)
    expect(findings(answer, 'SERVERLESS_QUOTA_EXCEEDED').map(one => [one.severity, one.limit, one.actual, one.source])).toEqual([['blocker', limit, actual, constraint(answer, dimension).source]])
    expect([answer.feasible, sizing(answer).bindingConstraint, answer.status]).toEqual([false, dimension, 'priced'])
    expect(findings(answer, 'SERVERLESS_QUOTA_EXCEEDED')[0]!.message).toMatch(/^A Redpanda Serverless cluster takes /)
  })

  test('of 20 MiB a message cannot be raised', () => {
    const large = (payloadBytes: number): Estimate => serverless({ requestsPerMonth: 100, payloadBytes, retentionDays: 1 })
    expect(findings(large(20_971_520), 'MESSAGE_TOO_LARGE')).toEqual([])
    expect(findings(large(20_971_521), 'MESSAGE_TOO_LARGE').map(({ severity }) => severity)).toEqual(['blocker'])
  })
})

describe('Redpanda Dedicated', () => {
  test('is sold by quote: sized, with no price and no lines', () => {
    const answer = dedicated(steady(20))
    expect([answer.status, answer.lineItems ?? [], sizing(answer).brokers, sizing(answer).brokerType]).toEqual(['unpriced', [], 1, 'Tier 1'])
  })

  test.each([
    { what: '20 MB/s written are', workload: steady(20), tier: 'Tier 1' },
    { what: '21 MB/s written are', workload: steady(21), tier: 'Tier 2' },
    { what: '10 MB/s read by seven groups are', workload: { ...steady(10), consumerGroups: 7 }, tier: 'Tier 2' },
    { what: '2,001 partitions are', workload: { ...steady(1), partitions: 2001 }, tier: 'Tier 2' },
    { what: '9,001 receivers are', workload: { ...steady(1), pollersPerGroup: 9001, partitions: 100 }, tier: 'Tier 2' },
    { what: '200 MB/s at the peak of twice the mean are', workload: { ...steady(100), peakToAverageRatio: 2 }, tier: 'Tier 4' },
    { what: '400 MB/s written are', workload: steady(400), tier: 'Tier 5' }
  ])('$what the business of $tier', ({ workload, tier }) => {
    const answer = dedicated(workload)
    expect([sizing(answer).brokerType, answer.feasible]).toEqual([tier, true])
  })

  test('ends at its fifth tier: more is a blocker', () => {
    const answer = dedicated(steady(401))
    expect(findings(answer, 'UNITS_EXCEEDED').map(({ severity, limit, actual }) => [severity, limit, actual])).toEqual([['blocker', '1 Tier 5 clusters', '2 Tier 5 clusters']])
    expect([sizing(answer).brokerType, answer.status]).toEqual(['Tier 5', 'unpriced'])
  })
})

test('AutoMQ is sold by quote, and nothing is sized with a unit that its documentation gives twice', () => {
  const answer = bill(steady(1), {}, { offering: 'automq' })
  expect([answer.status, answer.sizing, answer.lineItems ?? []]).toEqual(['unpriced', null, []])
})
