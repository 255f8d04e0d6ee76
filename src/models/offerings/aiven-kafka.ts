import { z } from 'zod'
import type { Charge } from '../../pricing/charge.ts'
import { Decimal, one } from '../../pricing/decimal.ts'
import { EstimateError } from '../../pricing/errors.ts'
import { noPositions } from '../../pricing/price-plan.ts'
import { aivenFit } from '../fit/hosted-fit.ts'
import { aboveLimit, term, text } from '../formula.ts'
import { aivenFacts } from '../kafka/aiven-facts.ts'
import type { AivenFacts } from '../kafka/aiven-facts.ts'
import { kafkaDrivers, kafkaExclusions } from '../kafka/common-answers.ts'
import { EQUIVALENT_BROKERS, equivalentBrokersAssumed } from '../kafka/equivalent-brokers.ts'
import { defaultMessageLimit } from '../kafka/log-rules.ts'
import { logWorkload } from '../kafka/log-workload.ts'
import type { LogWorkload } from '../kafka/log-workload.ts'
import { clientNetworkExclusion, meteredCharges, replicationCharge } from '../kafka/metered-charges.ts'
import { nonProductionOption } from '../kafka/non-production.ts'
import type { NonProductionOption } from '../kafka/non-production.ts'
import { defineOffering } from '../offering.ts'
import type { Assumption, Offering, PlanInput, Plans } from '../offering.ts'
import { kafkaSizingFacts, partitionReplicasOf } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { noPartitionCaps } from '../sizing/partitions.ts'
import { required } from '../sizing/sizing.ts'
import { countUnits, unitSizing } from '../sizing/units.ts'
import type { UnitCount, UnitLimit } from '../sizing/units.ts'

interface Facts { readonly aiven: AivenFacts, readonly 'kafka-sizing': KafkaSizingFacts }

const ZONES = [1, 2, 3]
const STEP = 'aiven/compute.lowest-step'

/** The lowest step of compute; error: OUT_OF_MODEL_RANGE above it, where no price is known. */
function countSteps ({ rates, demand }: LogWorkload, aiven: AivenFacts, sizing: KafkaSizingFacts): UnitCount {
  // Nodes of the step are not described: they carry no more than the smallest that run Apache Kafka elsewhere here.
  const replicas = EQUIVALENT_BROKERS * partitionReplicasOf(sizing.minimumVcpu, sizing)
  const limit = (dimension: string, unit: string, fact: 'stepIngressMegabytesPerSecond' | 'stepEgressMegabytesPerSecond', peakNeed: number, meanNeed: number): UnitLimit =>
    ({ dimension, unit, source: `aiven:facts/${fact}`, capacityPerUnit: aiven[fact], peakNeed, meanNeed })
  const count = countUnits([
    limit('ingress', 'MB/s written', 'stepIngressMegabytesPerSecond', rates.peakWriteMegabytesPerSecond, rates.meanWriteMegabytesPerSecond),
    limit('egress', 'MB/s read', 'stepEgressMegabytesPerSecond', rates.peakReadMegabytesPerSecond, rates.meanReadMegabytesPerSecond),
    { dimension: 'partitions', unit: 'partition replicas', source: 'kafka-sizing:facts/partitionReplicasByVcpu', capacityPerUnit: replicas, peakNeed: demand.partitionReplicas, meanNeed: demand.partitionReplicas }
  ], { minimum: 1, maximum: 1 })
  if (count.required === 1) return count
  const needed = (value: number, limit: number): string => required(value, limit, 1) > 1 ? aboveLimit(value, limit) : text(new Decimal(value).toDecimalPlaces(3))
  throw new EstimateError('OUT_OF_MODEL_RANGE', `Of Aiven's compute prices only the lowest step is known; by the vendor's own example it takes ${aiven.stepIngressMegabytesPerSecond} MB/s written and ${aiven.stepEgressMegabytesPerSecond} MB/s read, and by the rule for brokers of that size ${replicas} partition replicas on three of them. The peak needs ${needed(rates.peakWriteMegabytesPerSecond, aiven.stepIngressMegabytesPerSecond)} written and ${needed(rates.peakReadMegabytesPerSecond, aiven.stepEgressMegabytesPerSecond)} read, with ${demand.partitionReplicas} partition replicas: ${count.bindingConstraint} is above it, and the steps above are not guessed.`, {
    ingressMegabytesPerSecond: aiven.stepIngressMegabytesPerSecond,
    egressMegabytesPerSecond: aiven.stepEgressMegabytesPerSecond,
    partitionReplicas: replicas,
    limit: count.bindingConstraint
  })
}

const stepCharge = (id: 'compute.cluster' | 'compute.non-production', title: string, clusters: number): Charge => ({
  id,
  title,
  group: 'compute',
  sku: STEP,
  consumedQuantity: one.times(clusters),
  consumedUnit: 'Clusters',
  quantity: one.times(clusters),
  formula: () => `${clusters} clusters × 1 month`,
  terms: () => [term('clusters', clusters, 'clusters', id === 'compute.cluster' ? 'derived' : 'option')]
})

const lowestStep: Assumption = { name: 'computeStep', value: 'lowest', unit: 'step', origin: 'rule', why: "Only the lowest step's price is known, \"from 235 USD a month\"; that it takes 1 MB/s written and 3 MB/s read is inferred from the example that the vendor prices with it. That three brokers of the smallest size carry its partitions is the rule for Apache Kafka everywhere here." }
const storedOnce: Assumption = { name: 'storedCopies', value: '1', unit: 'copies billed', origin: 'rule', why: "Whether a stored GB counts once or per copy is not stated: once is inferred from the vendor's example, and every copy is the high end of the range." }

function aivenPlans ({ workloads, options: { nonProductionClusters }, facts: { aiven, 'kafka-sizing': sizing }, conventions }: PlanInput<NonProductionOption, Facts>): Plans {
  const log = logWorkload(workloads, conventions, sizing, {
    zonesAllowed: ZONES,
    fixedReplicationFactor: aiven.replicationFactor,
    billedCopies: aiven.billedStorageCopies,
    partitionCaps: noPartitionCaps,
    tieredStorage: false,
    ...defaultMessageLimit(sizing)
  })
  const count = countSteps(log, aiven, sizing)
  return {
    only: {
      sizing: unitSizing(count, 'lowest step', log),
      charges: [
        stepCharge('compute.cluster', 'Compute, lowest step', 1),
        ...meteredCharges(log, { stored: 'aiven/storage', written: 'aiven/classic.data-in', read: 'aiven/classic.data-out', bytesPerGigabyte: aiven.bytesPerGigabyte, storedCopiesHigh: aiven.replicationFactor }),
        ...(nonProductionClusters === 0 ? [] : [stepCharge('compute.non-production', 'Clusters that are not production, at the lowest step', nonProductionClusters)]),
        ...replicationCharge(log, 'aiven/replication')
      ],
      poolPositions: noPositions,
      findings: log.findings,
      assumptions: () => [...log.assumptions(), lowestStep, storedOnce, equivalentBrokersAssumed],
      operations: { model: 'hosted_kafka', drivers: kafkaDrivers(log, EQUIVALENT_BROKERS, { nonProductionClusters }) }
    }
  }
}

export const aivenKafka: Offering = defineOffering({
  id: 'aiven-kafka',
  title: 'Aiven for Apache Kafka',
  provider: 'Aiven',
  kind: 'log',
  family: 'kafka',
  options: z.strictObject(nonProductionOption),
  facts: { aiven: aivenFacts, 'kafka-sizing': kafkaSizingFacts },
  exclusions: [...kafkaExclusions(nonProductionOption), clientNetworkExclusion],
  fit: aivenFit,
  plans: input => aivenPlans(input as unknown as PlanInput<NonProductionOption, Facts>)
})
