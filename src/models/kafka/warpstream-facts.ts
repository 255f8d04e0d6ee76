import { z } from 'zod'
import { fact, numberFact } from '../facts.ts'

export const warpstreamPlans = ['dev', 'fundamentals', 'pro'] as const

const plan = z.looseObject({
  plan: z.enum(warpstreamPlans),
  partitions: z.number(),
  /** Null: the vendor promises nothing. */
  availabilityPercent: z.number().nullable()
})

/** What the WarpStream model reads from table warpstream beside prices. */
export const warpstreamFacts = z.looseObject({
  plans: fact(z.array(plan).min(1)),
  quarterHoursPerHour: numberFact,
  agentWriteMibPerSecondPerVcpu: numberFact,
  agentUtilisation: numberFact,
  agentVcpuMinimum: numberFact,
  agentGibPerVcpuMinimum: numberFact,
  agentsMaximum: numberFact,
  compactionPasses: numberFact,
  fileIntervalMilliseconds: numberFact,
  fileBytes: numberFact
})

export type WarpstreamFacts = z.output<typeof warpstreamFacts>
export type WarpstreamPlan = z.output<typeof plan>
