import { z } from 'zod'
import { noPositions } from '../../pricing/price-plan.ts'
import { automqFit } from '../fit/byoc-fit.ts'
import { kafkaDrivers, kafkaExclusions } from '../kafka/common-answers.ts'
import { EQUIVALENT_BROKERS } from '../kafka/equivalent-brokers.ts'
import { objectStoreRules } from '../kafka/log-rules.ts'
import { logWorkload } from '../kafka/log-workload.ts'
import { nonProductionOption } from '../kafka/non-production.ts'
import type { NonProductionOption } from '../kafka/non-production.ts'
import { defineOffering } from '../offering.ts'
import type { Offering, PlanInput, Plans } from '../offering.ts'
import { kafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'

interface Facts { readonly 'kafka-sizing': KafkaSizingFacts }

/** Two editions of the vendor's documentation disagree on what a unit carries, by half: nothing is sized with it. */
function automqPlans ({ workloads, options, facts, conventions }: PlanInput<NonProductionOption, Facts>): Plans {
  const sizing = facts['kafka-sizing']
  const log = logWorkload(workloads, conventions, sizing, objectStoreRules(sizing))
  return {
    only: {
      sizing: null,
      charges: [],
      poolPositions: noPositions,
      findings: log.findings,
      assumptions: log.assumptions,
      operations: { model: 'byoc_kafka', drivers: kafkaDrivers(log, EQUIVALENT_BROKERS, options) },
      unpriced: 'AutoMQ documents what it bills (compressed bytes written, read and kept, hours of the cluster) and not what they cost; its cloud resources are paid for beside it.'
    }
  }
}

export const automq: Offering = defineOffering({
  id: 'automq',
  title: 'AutoMQ in an account of your own (BYOC)',
  provider: 'AutoMQ',
  kind: 'log',
  family: 'kafka',
  options: z.strictObject(nonProductionOption),
  facts: { 'kafka-sizing': kafkaSizingFacts },
  exclusions: kafkaExclusions(nonProductionOption),
  fit: automqFit,
  plans: input => automqPlans(input as unknown as PlanInput<NonProductionOption, Facts>)
})
