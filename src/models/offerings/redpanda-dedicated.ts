import { z } from 'zod'
import { noPositions } from '../../pricing/price-plan.ts'
import { redpandaFit } from '../fit/hosted-fit.ts'
import { kafkaDrivers, kafkaExclusions } from '../kafka/common-answers.ts'
import { EQUIVALENT_BROKERS } from '../kafka/equivalent-brokers.ts'
import { defaultMessageLimit } from '../kafka/log-rules.ts'
import { logWorkload } from '../kafka/log-workload.ts'
import type { LogWorkload } from '../kafka/log-workload.ts'
import { clientNetworkExclusion } from '../kafka/metered-charges.ts'
import { nonProductionOption } from '../kafka/non-production.ts'
import type { NonProductionOption } from '../kafka/non-production.ts'
import { redpandaFacts } from '../kafka/redpanda-facts.ts'
import type { DedicatedTier, RedpandaFacts } from '../kafka/redpanda-facts.ts'
import { defineOffering } from '../offering.ts'
import type { Offering, PlanInput, Plans } from '../offering.ts'
import { kafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { noPartitionCaps } from '../sizing/partitions.ts'
import { countUnits, unitFindings, unitSizing } from '../sizing/units.ts'
import type { UnitBounds, UnitCount, UnitLimit } from '../sizing/units.ts'

interface Facts { readonly 'redpanda-cloud': RedpandaFacts, readonly 'kafka-sizing': KafkaSizingFacts }

const ONE_CLUSTER: UnitBounds = { minimum: 1, maximum: 1 }

function tierLimits (tier: DedicatedTier, { rates, demand }: LogWorkload): readonly UnitLimit[] {
  const limit = (dimension: string, unit: string, capacityPerUnit: number, peakNeed: number, meanNeed = peakNeed): UnitLimit =>
    ({ dimension, unit, source: 'redpanda-cloud:facts/dedicatedTiers', capacityPerUnit, peakNeed, meanNeed })
  return [
    limit('ingress', 'MB/s written', tier.ingressMegabytesPerSecond, rates.peakWriteMegabytesPerSecond, rates.meanWriteMegabytesPerSecond),
    limit('egress', 'MB/s read', tier.egressMegabytesPerSecond, rates.peakReadMegabytesPerSecond, rates.meanReadMegabytesPerSecond),
    limit('partitions', 'leader partitions', tier.partitions, demand.partitions),
    limit('connections', 'connections of receivers', tier.connections, demand.receivers)
  ]
}

/** The smallest tier that one cluster suffices of; the largest where none does. */
function tierFor (tiers: readonly DedicatedTier[], log: LogWorkload): { readonly tier: DedicatedTier, readonly count: UnitCount } {
  const counted = tiers.map(tier => ({ tier, count: countUnits(tierLimits(tier, log), ONE_CLUSTER) }))
  return counted.find(({ count }) => count.required === 1) ?? counted.at(-1)!
}

function dedicatedPlans ({ workloads, options, facts, conventions }: PlanInput<NonProductionOption, Facts>): Plans {
  const redpanda = facts['redpanda-cloud']
  const sizing = facts['kafka-sizing']
  const log = logWorkload(workloads, conventions, sizing, {
    zonesAllowed: redpanda.dedicatedZones,
    fixedReplicationFactor: redpanda.replicationFactor,
    billedCopies: redpanda.billedStorageCopies,
    partitionCaps: noPartitionCaps,
    tieredStorage: false,
    ...defaultMessageLimit(sizing)
  })
  const { tier, count } = tierFor(redpanda.dedicatedTiers, log)
  return {
    only: {
      sizing: unitSizing(count, tier.tier, log),
      charges: [],
      poolPositions: noPositions,
      findings: [...log.findings, ...unitFindings(count, ONE_CLUSTER, `${tier.tier} clusters`, 'Larger tiers are for clusters in an account of your own (BYOC); or split the workload.')],
      assumptions: log.assumptions,
      operations: { model: 'hosted_kafka', drivers: kafkaDrivers(log, EQUIVALENT_BROKERS, options) },
      unpriced: 'Redpanda sells Dedicated clusters by quote, with an annual commitment; its tiers are documented and its prices are not.'
    }
  }
}

export const redpandaDedicated: Offering = defineOffering({
  id: 'redpanda-dedicated',
  title: 'Redpanda Cloud Dedicated',
  provider: 'Redpanda',
  kind: 'log',
  family: 'kafka',
  options: z.strictObject(nonProductionOption),
  facts: { 'redpanda-cloud': redpandaFacts, 'kafka-sizing': kafkaSizingFacts },
  exclusions: [...kafkaExclusions(nonProductionOption), clientNetworkExclusion],
  fit: redpandaFit.dedicated,
  plans: input => dedicatedPlans(input as unknown as PlanInput<NonProductionOption, Facts>)
})
