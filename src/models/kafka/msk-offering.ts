import { z } from 'zod'
import { kafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { kafkaExclusions } from './common-answers.ts'
import { mskExtrasOptions } from './msk-extras-options.ts'
import { mskFacts } from './msk-facts.ts'

/** What all ways to buy Amazon MSK have in common. */
export const mskOffering = {
  provider: 'AWS',
  kind: 'log',
  family: 'kafka',
  facts: { 'aws-msk': mskFacts, 'kafka-sizing': kafkaSizingFacts, 'aws-network': z.looseObject({}) },
  exclusions: kafkaExclusions(mskExtrasOptions)
} as const
