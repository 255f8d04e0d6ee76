import { describe, expect, it } from 'vitest'
import { nearestPlace, nearestTo, writtenNearly } from '../../src/http/nearest.ts'

describe('the nearest name', () => {
  it('is the one with the fewest wrong letters', () => {
    expect(nearestTo('retentionDay', ['retentionDays', 'retentionHours'])).toBe('retentionDays')
  })

  it('does not mind another way of joining words', () => {
    expect(nearestTo('payload_bytes', ['payloadMix', 'payloadBytes'])).toBe('payloadBytes')
    expect(nearestTo('US-EAST1', ['us-east-2', 'us-east-1'])).toBe('us-east-1')
  })

  it('is none where more than a third of the letters are wrong', () => {
    expect(nearestTo('colour', ['topics', 'region'])).toBeNull()
    expect(nearestTo('x', ['US', 'DE'])).toBeNull()
  })

  it('counts two letters that changed places as one wrong letter', () => {
    expect(nearestTo('veiw', ['detail', 'view'])).toBe('view')
    // Two of four letters are wrong, and more than one of three is nobody's mistake.
    expect(nearestTo('days', ['date', 'rate'])).toBeNull()
  })

  it('is never one that differs by a whole word, but one that begins with most of the same words', () => {
    expect(nearestTo('payloadSize', ['payloadBytes', 'payloadMix'])).toBe('payloadBytes')
    expect(nearestTo('payloadKb', ['payloadBytes', 'payloadMix'])).toBe('payloadBytes')
    expect(nearestTo('aws-kinesis', ['aws-sqs-standard', 'aws-msk-standard'])).toBeNull()
  })

  it('is one with the same stem, or that goes on where the one written ends', () => {
    expect(nearestTo('optimised', ['operational', 'optimizing'])).toBe('optimizing')
    expect(nearestTo('consumers', ['compressionRatio', 'consumerGroups'])).toBe('consumerGroups')
    expect(nearestTo('kafka', ['aws-sqs-fifo', 'kafka-aws-ec2'])).toBe('kafka-aws-ec2')
    expect(nearestTo('production', ['provisional', 'operational'])).toBeNull()
  })

  it('is of a range the expected figure', () => {
    expect(nearestTo('total', ['total.low', 'total.expected', 'total.high'])).toBe('total.expected')
    expect(nearestTo('totl', ['total.low', 'total.expected', 'total.high'])).toBe('total.expected')
    expect(nearestTo('infra', ['infrastructureLow', 'infrastructureExpected'])).toBe('infrastructureExpected')
  })

  it('is one that ends with the same words, where they are most of it', () => {
    expect(nearestTo('messagesPerMonth', ['requestsPerMonth', 'retentionDays'])).toBe('requestsPerMonth')
    expect(nearestTo('percent', ['internetEgressPercent', 'crossRegionPercent'])).toBeNull()
  })

  it('is the only one that has the word, and none where several have it', () => {
    const names = ['retentionDays', 'consumerGroups', 'pollersPerGroup', 'sendBatchSize', 'receiveBatchSize']
    expect([nearestTo('days', names), nearestTo('groups', names), nearestTo('size', names)]).toEqual(['retentionDays', 'consumerGroups', null])
    expect(nearestTo('zone', ['availabilityZones', 'region'])).toBe('availabilityZones')
    expect(nearestTo('per', ['pollersPerGroup'])).toBe('pollersPerGroup')
    expect(nearestTo('to', ['peakToAverageRatio'])).toBeNull()
  })

  it('knows what people call a country that ISO 3166 calls otherwise', () => {
    expect(nearestTo('UK', ['US', 'DE', 'GB'])).toBe('GB')
  })

  it('is none for a single character, or for nothing but joints', () => {
    expect([nearestTo('x', ['.', ',']), nearestTo('-', ['.', ',']), nearestTo('', ['.', ','])]).toEqual([null, null, null])
  })

  it('is not searched for text that nobody misspells', () => {
    expect([nearestTo('x'.repeat(65), ['x'.repeat(65)]), writtenNearly('x'.repeat(65), ['x'.repeat(65)])]).toEqual([null, null])
  })
})

describe('the nearest place', () => {
  const beside = new Map([['ordering', 'ordering'], ['retentionDays', 'retentionDays'], ['localRetentionHours', 'localRetentionHours']])
  const elsewhere = new Map([['offerings', 'offerings'], ['brokers', 'options.kafka.brokers'], ['governance', 'operations.governance'], ['date', 'exchangeRate.date'], ['kmsConsumers', 'options.aws-sqs.kmsConsumers']])
  const near = (name: string): string | null => nearestPlace(name, beside, elsewhere)

  it('is beside the name before it is elsewhere, unless fewer letters are wrong there', () => {
    expect([near('orderin'), near('offering'), near('brokers'), near('days')]).toEqual(['ordering', 'offerings', 'options.kafka.brokers', 'retentionDays'])
  })

  it('is elsewhere only for a name that is nearly the whole one, or goes on from it', () => {
    expect([near('governanceLevel'), near('name'), near('consumers'), near('dated')]).toEqual(['operations.governance', null, null, 'exchangeRate.date'])
  })
})
