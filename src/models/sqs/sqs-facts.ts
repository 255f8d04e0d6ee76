import { z } from 'zod'
import { fact, flagFact, numberFact } from '../facts.ts'

/** What the SQS model reads from the tables beside prices: limits of the time. */
export const sqsFacts = {
  'aws-sqs': z.looseObject({
    chunkBytes: numberFact,
    maximumMessageBytes: numberFact,
    maximumCallBytes: numberFact,
    maximumBatchMessages: numberFact,
    minimumRetentionSeconds: numberFact,
    maximumRetentionSeconds: numberFact,
    inFlightMessagesStandard: numberFact,
    inFlightMessagesFifo: numberFact,
    fifoCallsPerSecond: numberFact,
    fifoHighThroughputCallsPerSecond: fact(z.record(z.string(), z.number())),
    fairQueues: flagFact
  }),
  'aws-sns': z.looseObject({ chunkBytes: numberFact, maximumMessageBytes: numberFact, maximumBatchMessages: numberFact }),
  'aws-kms': z.looseObject({}),
  'aws-s3': z.looseObject({ extendedClientMaximumBytes: numberFact }),
  'aws-network': z.looseObject({})
}

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : never
export type SqsFacts = { readonly [Table in keyof typeof sqsFacts]: Output<typeof sqsFacts[Table]> }
