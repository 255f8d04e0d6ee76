import { z } from 'zod'
import type { Charge, LineGroup, LineItemId } from '../../pricing/charge.ts'
import { Decimal } from '../../pricing/decimal.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { noPositions } from '../../pricing/price-plan.ts'
import { term, text } from '../formula.ts'
import { kafkaDrivers, kafkaExclusions } from '../kafka/common-answers.ts'
import { logDepartingCharges } from '../kafka/cluster-charges.ts'
import { serverlessOptions } from '../kafka/kafka-options.ts'
import type { ServerlessOptions } from '../kafka/kafka-options.ts'
import { logWorkload } from '../kafka/log-workload.ts'
import type { LogWorkload } from '../kafka/log-workload.ts'
import { mskExclusions, mskExtraAssumptions } from '../kafka/msk-extras-answers.ts'
import { mskExtraCharges, readByReplicator, readVolume } from '../kafka/msk-extras.ts'
import { mskFacts } from '../kafka/msk-facts.ts'
import type { MskFacts } from '../kafka/msk-facts.ts'
import { nonProductionCharges } from '../kafka/non-production.ts'
import { awsDeparture, departingAssumptions } from '../network.ts'
import { defineOffering } from '../offering.ts'
import type { Conventions, Finding, Offering, Plan, PlanInput, Plans } from '../offering.ts'
import { kafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { constraint, utilisation } from '../sizing/sizing.ts'
import type { Constraint, SizingDemand } from '../sizing/sizing.ts'
import { interZoneCharges } from '../sizing/zones.ts'

interface Facts { readonly 'aws-msk': MskFacts, readonly 'kafka-sizing': KafkaSizingFacts }

const ZONES = [1, 2, 3, 4, 5, 6]
// AWS does not say how many copies stand; neither copies nor their traffic are billed, so three change nothing.
const ASSUMED_COPIES = 3
// The operations model was calibrated for serverless with the reference cluster's three brokers (operations.md section 7).
const EQUIVALENT_BROKERS = 3

function quotas (log: LogWorkload, msk: MskFacts): readonly Constraint[] {
  const quota = (dimension: string, of: keyof SizingDemand, perUnit: number, unit: string, capacityPerBroker: number, fact: string): Constraint =>
    constraint({ dimension, unit, capacityPerBroker, allowedUtilisation: 1, source: `aws-msk:facts/${fact}`, of, perUnit }, log.demand)
  return [
    quota('ingress', 'peakWriteMegabytesPerSecond', 1, 'MB/s written', msk.serverlessIngressMegabytesPerSecond, 'serverlessIngressMegabytesPerSecond'),
    quota('egress', 'peakReadMegabytesPerSecond', 1, 'MB/s read', msk.serverlessEgressMegabytesPerSecond, 'serverlessEgressMegabytesPerSecond'),
    quota('partitions', 'partitions', 1, 'leader partitions', msk.serverlessPartitions, 'serverlessPartitions'),
    quota('quota', 'consumerGroups', 1, 'consumer groups', msk.serverlessConsumerGroups, 'serverlessConsumerGroups')
  ]
}

function quotaFindings (constraints: readonly Constraint[]): readonly Finding[] {
  return constraints.filter(one => one.requiredBrokers > 1).map(one => ({
    code: 'SERVERLESS_QUOTA_EXCEEDED',
    severity: 'blocker' as const,
    message: `An MSK Serverless cluster takes ${one.capacityPerBroker} ${one.unit}; the peak needs ${text(new Decimal(one.need).toDecimalPlaces(3))}.`,
    limit: `${one.capacityPerBroker} ${one.unit}`,
    actual: `${text(new Decimal(one.need).toDecimalPlaces(3))} ${one.unit}`,
    source: one.source
  }))
}

function usageCharges (log: LogWorkload, options: ServerlessOptions, conventions: Conventions): readonly Charge[] {
  const hours = text(conventions.hoursPerMonth)
  const { rates, storage, partitions } = log
  const line = (id: LineItemId, title: string, group: LineGroup, sku: SkuRef, consumedQuantity: Decimal, consumedUnit: string, quantity: Decimal, formula: () => string): Charge =>
    ({ id, title, group, sku, consumedQuantity, consumedUnit, quantity, formula, terms: () => [term('partitions', partitions, 'partitions', 'derived'), term('hoursPerMonth', conventions.hoursPerMonth, 'hours', 'assumption')] })
  const month = new Decimal(conventions.hoursPerMonth)
  const read = readVolume(log, options)
  return [
    line('compute.cluster', 'Serverless cluster', 'compute', 'aws-msk/serverless.cluster', new Decimal(1), 'Clusters', month, () => `1 cluster × ${hours} hours`),
    line('compute.partitions', 'Leader partitions', 'compute', 'aws-msk/serverless.partition', new Decimal(partitions), 'Partitions', month.times(partitions), () => `${partitions} partitions × ${hours} hours`),
    line('storage.brokers', 'Data retained, one copy billed', 'storage', 'aws-msk/serverless.storage', storage.localGib, 'GiB', storage.localGib, storage.localFormula),
    line('data.in', 'Data written', 'usage', 'aws-msk/serverless.data-in', rates.writtenGb, 'GB', rates.writtenGb, rates.writtenFormula),
    line('data.out', 'Data read', 'usage', 'aws-msk/serverless.data-out', read.gb, 'GB', read.gb, read.formula)
  ]
}

function serverlessPlans ({ workloads, options, facts, conventions, market }: PlanInput<ServerlessOptions, Facts>): Plans {
  const msk = facts['aws-msk']
  market.require('aws-msk/serverless.cluster')
  const log = readByReplicator(logWorkload(workloads, conventions, facts['kafka-sizing'], {
    zonesAllowed: ZONES,
    fixedReplicationFactor: ASSUMED_COPIES,
    billedCopies: 1,
    partitionCaps: { inMegabytesPerSecond: msk.serverlessPartitionIngressMegabytesPerSecond, outMegabytesPerSecond: msk.serverlessPartitionEgressMegabytesPerSecond, source: 'aws-msk:facts/serverlessPartitionIngressMegabytesPerSecond' },
    tieredStorage: false,
    messageBytesMaximum: msk.serverlessMessageMib * 2 ** 20,
    messageLimitIsFixed: true
  }), options)
  const constraints = quotas(log, msk)
  const fullest = constraints.reduce((best, one) => utilisation(one, 1) > utilisation(best, 1) ? one : best)
  const free = { sku: 'aws-msk/serverless.inter-zone', directions: 1 } as const
  const only: Plan = {
    sizing: {
      brokers: 0,
      brokerType: null,
      partitions: log.partitions,
      partitionReplicas: log.demand.partitionReplicas,
      storageGib: log.storage.localGib,
      storageGibPerBroker: null,
      controllers: 0,
      bindingConstraint: fullest.dimension,
      constraints: () => constraints,
      sizingPolicy: null,
      brokersByPolicy: () => null
    },
    charges: [
      ...usageCharges(log, options, conventions),
      ...mskExtraCharges(options, log, conventions),
      ...nonProductionCharges(options.nonProductionClusters, conventions, () => ({ sku: 'aws-msk/serverless.cluster', units: 1, unit: 'cluster' })),
      ...interZoneCharges(log, free, free),
      ...logDepartingCharges(log, awsDeparture(undefined))
    ],
    poolPositions: noPositions,
    findings: [...log.findings, ...quotaFindings(constraints)],
    assumptions: () => [
      ...log.assumptions().filter(one => one.name !== 'replicationFactor'),
      { name: 'replicationFactor', value: 'managed', unit: 'copies', origin: 'rule', why: `MSK Serverless manages its copies and bills one; ${ASSUMED_COPIES} are assumed for the free traffic between zones.` },
      { name: 'equivalentBrokers', value: String(EQUIVALENT_BROKERS), unit: 'brokers', origin: 'judgement', why: 'The hours of people were calibrated for serverless with the three brokers of the reference cluster.' },
      ...mskExtraAssumptions(options, market.region),
      ...departingAssumptions(workloads.at(-1)!, undefined)
    ],
    exclusions: mskExclusions(options),
    operations: { model: 'msk_serverless', drivers: kafkaDrivers(log, EQUIVALENT_BROKERS, options) }
  }
  return { only }
}

export const mskServerless: Offering = defineOffering({
  id: 'aws-msk-serverless',
  title: 'Amazon MSK Serverless',
  provider: 'AWS',
  kind: 'log',
  family: 'kafka',
  options: z.strictObject(serverlessOptions),
  facts: { 'aws-msk': mskFacts, 'kafka-sizing': kafkaSizingFacts, 'aws-network': z.looseObject({}) },
  exclusions: kafkaExclusions,
  plans: input => serverlessPlans(input as unknown as PlanInput<ServerlessOptions, Facts>)
})
