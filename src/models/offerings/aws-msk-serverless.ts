import { z } from 'zod'
import { noPositions } from '../../pricing/price-plan.ts'
import { mskFit } from '../fit/msk-fit.ts'
import { GIBIBYTE } from '../formula.ts'
import { logDepartingCharges } from '../kafka/cluster-charges.ts'
import { kafkaDrivers } from '../kafka/common-answers.ts'
import { EQUIVALENT_BROKERS, equivalentBrokersAssumed } from '../kafka/equivalent-brokers.ts'
import { mskServerlessOptions } from '../kafka/kafka-options.ts'
import type { MskServerlessOptions } from '../kafka/kafka-options.ts'
import { logWorkload } from '../kafka/log-workload.ts'
import { meteredCharges, serverlessClusterCharges } from '../kafka/metered-charges.ts'
import { mskExclusions, mskExtraAssumptions } from '../kafka/msk-extras-answers.ts'
import { meteredLog, mskExtraCharges, readByReplicator, replicates } from '../kafka/msk-extras.ts'
import type { MskFacts } from '../kafka/msk-facts.ts'
import { mskOffering } from '../kafka/msk-offering.ts'
import { nonProductionCharges } from '../kafka/non-production.ts'
import { heldQuotas, quotaFindings, quotaSizing } from '../kafka/quotas.ts'
import type { Quota } from '../kafka/quotas.ts'
import { awsDeparture, departingAssumptions } from '../network.ts'
import { defineOffering } from '../offering.ts'
import type { Offering, Plan, PlanInput, Plans } from '../offering.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { anyZones, interZoneCharges } from '../sizing/zones.ts'

interface Facts { readonly 'aws-msk': MskFacts, readonly 'kafka-sizing': KafkaSizingFacts }

const CLUSTER = 'aws-msk/serverless.cluster'
// AWS does not say how many copies stand; neither copies nor their traffic are billed, so three change nothing.
const ASSUMED_COPIES = 3

function quotasOf (msk: MskFacts): readonly Quota[] {
  const quota = (dimension: string, of: Quota['of'], unit: string, fact: 'serverlessIngressMegabytesPerSecond' | 'serverlessEgressMegabytesPerSecond' | 'serverlessPartitions' | 'serverlessConsumerGroups'): Quota =>
    ({ dimension, of, unit, maximum: msk[fact], source: `aws-msk:facts/${fact}` })
  return [
    quota('ingress', 'peakWriteMegabytesPerSecond', 'MB/s written', 'serverlessIngressMegabytesPerSecond'),
    quota('egress', 'peakReadMegabytesPerSecond', 'MB/s read', 'serverlessEgressMegabytesPerSecond'),
    quota('partitions', 'partitions', 'leader partitions', 'serverlessPartitions'),
    quota('quota', 'consumerGroups', 'consumer groups', 'serverlessConsumerGroups')
  ]
}

function serverlessPlans ({ workloads, options, facts, conventions, market }: PlanInput<MskServerlessOptions, Facts>): Plans {
  const msk = facts['aws-msk']
  market.require(CLUSTER)
  const log = readByReplicator(logWorkload(workloads, conventions, facts['kafka-sizing'], {
    zonesAllowed: anyZones,
    fixedReplicationFactor: ASSUMED_COPIES,
    billedCopies: 1,
    partitionCaps: {
      inMegabytesPerSecond: msk.serverlessPartitionIngressMegabytesPerSecond,
      outMegabytesPerSecond: msk.serverlessPartitionEgressMegabytesPerSecond,
      otherReaders: replicates(options) ? 1 : 0,
      source: 'aws-msk:facts/serverlessPartitionIngressMegabytesPerSecond'
    },
    tieredStorage: false,
    messageBytesMaximum: msk.serverlessMessageMib * 2 ** 20,
    messageLimitIsFixed: true
  }), options)
  const constraints = heldQuotas(quotasOf(msk), log)
  const free = { sku: 'aws-msk/serverless.inter-zone', directions: 1 } as const
  const only: Plan = {
    sizing: quotaSizing(constraints, log),
    charges: [
      ...serverlessClusterCharges(log, conventions, { cluster: CLUSTER, partition: 'aws-msk/serverless.partition' }),
      ...meteredCharges(meteredLog(log, options), { stored: 'aws-msk/serverless.storage', written: 'aws-msk/serverless.data-in', read: 'aws-msk/serverless.data-out', bytesPerGigabyte: GIBIBYTE }),
      ...mskExtraCharges(options, log, conventions),
      ...nonProductionCharges(options.nonProductionClusters, conventions, () => ({ sku: CLUSTER, units: 1, unit: 'cluster' })),
      ...interZoneCharges(log, free, free),
      ...logDepartingCharges(log, awsDeparture(undefined))
    ],
    poolPositions: noPositions,
    findings: [...log.findings, ...quotaFindings(constraints, 'An MSK Serverless cluster')],
    assumptions: () => [
      ...log.assumptions().filter(one => one.name !== 'replicationFactor'),
      { name: 'replicationFactor', value: 'managed', unit: 'copies', origin: 'rule', why: `MSK Serverless manages its copies and bills one; ${ASSUMED_COPIES} are assumed for the free traffic between zones.` },
      equivalentBrokersAssumed,
      ...mskExtraAssumptions(options, market.region),
      ...departingAssumptions(workloads.at(-1)!, undefined)
    ],
    exclusions: mskExclusions(options),
    operations: { model: 'msk_serverless', drivers: kafkaDrivers(log, EQUIVALENT_BROKERS, options) }
  }
  return { only }
}

export const mskServerless: Offering = defineOffering({
  ...mskOffering,
  id: 'aws-msk-serverless',
  title: 'Amazon MSK Serverless',
  options: z.strictObject(mskServerlessOptions),
  fit: mskFit.serverless,
  plans: input => serverlessPlans(input as unknown as PlanInput<MskServerlessOptions, Facts>)
})
