import { describe, expect, it } from 'vitest'
import { ask, askOne, everythingOn, failureOf } from './real-prices.ts'
import type { Failure } from './real-prices.ts'

const pricing = { asOf: everythingOn }
const refused = (offering: string, options: object): Failure => failureOf(() => askOne(offering, { pricing, options }))

describe('an option that names a region', () => {
  it.each([
    ['kafka-aws-ec2', 'kafka-aws-ec2', { disasterRecoveryRegion: 'mars' }, 'disasterRecoveryRegion', 'Apache Kafka on Amazon EC2', 'us-west-2'],
    ['aws-msk-standard', 'kafka', { replicator: 'cross-region', replicatorRegion: 'mars' }, 'replicatorRegion', 'Amazon MSK Provisioned, Standard brokers', 'us-west-2'],
    ['aws-msk-serverless', 'kafka', { replicatorRegion: 'mars' }, 'replicatorRegion', 'Amazon MSK Serverless', 'us-west-2']
  ])('is refused on %s under %s where no table has it, and the sentence lists those that are known', (offering, key, given, name, title, last) => {
    const { code, message, data } = refused(offering, { [key]: given })
    expect([code, message.slice(0, message.indexOf(';')), data['field'], data['value']])
      .toEqual(['UNKNOWN_REGION', `options.${key}.${name} "mars" is in no price table of ${title}`, `options.${key}.${name}`, 'mars'])
    expect(message.endsWith(`, ${last}.`)).toBe(true)
    expect(data['accepted']).toContain('eu-west-1')
  })

  it('is one of the cloud that the offering runs on: a region of AWS is none of Google Cloud', () => {
    const { code, data } = refused('kafka-gcp-compute-engine', { kafka: { disasterRecoveryRegion: 'eu-west-1' } })
    expect([code, data['accepted']]).toEqual(['UNKNOWN_REGION', expect.arrayContaining(['europe-west1', 'us-central1'])])
    expect(data['accepted']).not.toContain('us-east-1')
  })

  it('concerns its offering alone: the other cloud has its bill', () => {
    const { estimates } = ask({ offerings: ['kafka-aws-ec2', 'kafka-gcp-compute-engine'], pricing, options: { kafka: { disasterRecoveryRegion: 'eu-west-1' } } })
    expect(estimates.map(({ status, error }) => [status, error?.code])).toEqual([['priced', undefined], ['error', 'UNKNOWN_REGION']])
  })
})
