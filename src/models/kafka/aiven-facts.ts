import { z } from 'zod'
import { numberFact } from '../facts.ts'

/** What the Aiven model reads from table aiven beside prices. */
export const aivenFacts = z.looseObject({
  stepIngressMegabytesPerSecond: numberFact,
  stepEgressMegabytesPerSecond: numberFact,
  billedStorageCopies: numberFact,
  replicationFactor: numberFact,
  bytesPerGigabyte: numberFact
})

export type AivenFacts = z.output<typeof aivenFacts>
