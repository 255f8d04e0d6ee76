import { describe, expect, it } from 'vitest'
import { ask, askOne, everythingOn } from './real-prices.ts'

const pricing = { asOf: everythingOn }
const offerings = ['aws-sqs-standard', 'aws-msk-standard', 'confluent-cloud-standard', 'kafka-aws-ec2']

describe('an option of a family that some of its offerings do not have', () => {
  it('is said once for the comparison, also in a summary: who has it in the bill and who has not', () => {
    const { warnings } = ask({ offerings, options: { kafka: { schemaRegistry: true, orchestration: 'kubernetes' } }, pricing, detail: 'summary' })
    expect(warnings).toEqual([
      'options.kafka.orchestration is in the bills of kafka-aws-ec2; these have no such option and are compared without it: aws-msk-standard, confluent-cloud-standard.',
      'options.kafka.schemaRegistry is in the bills of kafka-aws-ec2; these have no such option and are compared without it: aws-msk-standard, confluent-cloud-standard.'
    ])
  })

  it('is said of each offering that is priced without it', () => {
    const found = (offering: string) => ask({ offerings, options: { kafka: { schemaRegistry: true } }, pricing }).estimates.find(one => one.offering === offering)!.findings!.filter(({ code }) => code === 'OPTION_PASSED_OVER').map(({ message }) => message)
    expect(found('confluent-cloud-standard')).toEqual(['This offering has no option kafka.schemaRegistry: nothing of it is in the bill.'])
    expect([found('kafka-aws-ec2'), found('aws-sqs-standard')]).toEqual([[], []])
  })

  it('is in no bill of those that were given a value of their own: nine brokers were asked of EC2, and six of nobody', () => {
    const warningsOf = (offerings: readonly string[]) => ask({ offerings, options: { kafka: { brokers: 6 }, 'kafka-aws-ec2': { brokers: 9 } }, pricing, detail: 'summary' }).warnings
    const own = 'these have a value of their own: kafka-aws-ec2'
    expect(warningsOf(['kafka-aws-ec2', 'aws-msk-serverless'])).toEqual([`options.kafka.brokers is in no bill; ${own}; these have no such option and are compared without it: aws-msk-serverless.`])
    expect(warningsOf(['kafka-aws-ec2'])).toEqual([`options.kafka.brokers is in no bill; ${own}.`])
    expect(warningsOf(['kafka-aws-ec2', 'aws-msk-standard', 'aws-msk-serverless'])).toEqual([`options.kafka.brokers is in the bills of aws-msk-standard; ${own}; these have no such option and are compared without it: aws-msk-serverless.`])
    expect(warningsOf(['kafka-aws-ec2', 'aws-msk-standard'])).toEqual([])
  })

  it('is no word where everybody has it, or nobody gave it', () => {
    expect(ask({ offerings, options: { kafka: { nonProductionClusters: 1, brokers: undefined }, 'aws-sqs': {} }, pricing }).warnings).toEqual([])
    expect(askOne('confluent-cloud-standard', { pricing, options: { 'confluent-cloud-standard': { serviceLevelPercent: 99.9 } } }).findings!.map(({ code }) => code)).not.toContain('OPTION_PASSED_OVER')
  })
})
