import { describe, expect, test } from 'vitest'
import type { GivenWorkload } from '../../../src/models/workload.ts'
import { alone, bill, quantities, refusal } from './bill.ts'

const million: GivenWorkload = { ...alone, requestsPerMonth: 1_000_000 }
const sends = (workload: GivenWorkload): string => quantities(bill(workload))['requests.send']!

describe('a workload of queues', () => {
  test.each([
    ['requestsPerMonth', [0, 1e15], [-1, 1e15 + 1, 1.5]],
    ['payloadBytes', [1, 2 ** 31], [0.9, 2 ** 31 + 1]],
    ['retentionDays', [0.000001, 3650], [0, 3651]],
    ['consumerGroups', [0, 1000], [-1, 1001, 1.5]],
    ['peakToAverageRatio', [1, 1000], [0.9, 1001]],
    ['topics', [1, 1e6], [0, 1e6 + 1, 1.5]],
    ['processingSeconds', [0, 43_200], [-1, 43_201]],
    ['availabilityZones', [1, 6], [0, 7, 2.5]],
    ['internetEgressPercent', [0, 100], [-1, 101]],
    ['crossRegionPercent', [0, 100], [-1, 101]],
    ['sendBatchSize', [1, 3.5, 10], [0.9, 10.1]],
    ['receiveBatchSize', [1, 3.5, 10], [0.9, 10.1]],
    ['deleteBatchSize', [1, 3.5, 10], [0.9, 10.1]],
    ['pollersPerGroup', [0, 1e6], [-1, 1e6 + 1, 1.5]],
    ['pollWaitSeconds', [0.1, 20], [-1, 20.1]],
    ['redeliveryPercent', [0, 1000], [-1, 1001]],
    ['compressionRatio', [1, 50], [0.9, 51]]
  ])('has bounds of %s', (field, within, outside) => {
    for (const value of within) expect(bill({ ...million, [field]: value }).status).toBe('priced')
    for (const value of outside) expect(() => bill({ ...million, [field]: value })).toThrow(field)
  })

  test('has a size, or a mix of sizes that adds up to all messages', () => {
    const { payloadBytes, ...unsized } = million
    expect(() => bill(unsized)).toThrow(/payloadBytes/)
    expect(refusal(() => bill({ ...million, payloadMix: [{ bytes: 1, percent: 100 }] })).data['field']).toBe('workload.payloadMix')
    expect(refusal(() => bill({ ...unsized, payloadMix: [{ bytes: 1, percent: 60 }, { bytes: 2, percent: 39 }] })).data['field']).toBe('workload.payloadMix')
    expect(sends({ ...unsized, payloadMix: [{ bytes: 1, percent: 60 }, { bytes: 2, percent: 40 }] })).toBe('1000000')
  })

  test('is in a region of a table', () => {
    expect(refusal(() => bill({ ...million, region: 'mars-north-1' })).code).toBe('UNKNOWN_REGION')
  })

  test('has no field that nobody knows', () => {
    expect(() => bill({ ...million, batchSize: 10 } as GivenWorkload)).toThrow(/batchSize/)
  })
})

describe('the options of queues', () => {
  test.each([
    ['kmsDataKeyReuseSeconds', [60, 86_400], [59, 86_401]],
    ['kmsProducers', [1, 1e6], [0, 1e6 + 1]],
    ['kmsConsumers', [0, 1e6], [-1, 1e6 + 1]],
    ['networkPath', ['public', 'interface-endpoint', 'nat'], ['vpn']],
    ['extendedClient', ['auto', 'always', 'never'], ['sometimes']],
    ['objectDwellHours', [0, 87_600], [-1, 87_601]],
    ['otherAccountRequestsPerMonth', [0, 1e15], [-1, 0.5]],
    ['billedRequestsPerMonth', [0, 1e15], [-1, 0.5]],
    ['pollsPerSecond', [0, 1000], [-1, 1001]],
    ['crossRegionTo', ['eu-west-1', 'us-gov-west-1'], ['Ireland', '']],
    ['preset', ['lambda'], ['kafka']]
  ])('have bounds of %s', (option, within, outside) => {
    for (const value of within) expect(bill(million, { [option]: value }).status).toBe('priced')
    for (const value of outside) expect(() => bill(million, { [option]: value })).toThrow(option)
  })
})
