import { z } from 'zod'
import { noPositions } from '../../pricing/price-plan.ts'
import { mskFit } from '../fit/msk-fit.ts'
import { text } from '../formula.ts'
import { keptFor } from '../kept.ts'
import { brokerTypesFor } from '../kafka/broker-types.ts'
import { brokerCharge, logDepartingCharges } from '../kafka/cluster-charges.ts'
import { kafkaDrivers } from '../kafka/common-answers.ts'
import { mskExpressOptions } from '../kafka/kafka-options.ts'
import type { MskExpressOptions } from '../kafka/kafka-options.ts'
import { countMachines, limitedSizing } from '../kafka/limited-machines.ts'
import { defaultMessageLimit } from '../kafka/log-rules.ts'
import { logWorkload } from '../kafka/log-workload.ts'
import { mskExclusions, mskExtraAssumptions, mskExtraFindings } from '../kafka/msk-extras-answers.ts'
import { mskBrokerExtraCharges, readByReplicator, replicatorBrokers } from '../kafka/msk-extras.ts'
import { expressLimits, expressUsageCharges, oneCopyBilled } from '../kafka/msk-express.ts'
import type { ExpressType } from '../kafka/msk-express.ts'
import type { MskFacts } from '../kafka/msk-facts.ts'
import { mskOffering } from '../kafka/msk-offering.ts'
import { nonProductionCharges, skusOf } from '../kafka/non-production.ts'
import { awsDeparture, departingAssumptions } from '../network.ts'
import { choiceOf, defineOffering } from '../offering.ts'
import type { Offering, Plan, PlanInput, Plans } from '../offering.ts'
import { smallestBrokers } from '../sizing/broker-count.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { Limit } from '../sizing/sizing.ts'
import { interZoneCharges } from '../sizing/zones.ts'

interface Facts { readonly 'aws-msk': MskFacts, readonly 'kafka-sizing': KafkaSizingFacts }
const keptTypes = keptFor<MskFacts, readonly ExpressType[]>()

const keptLimits = keptFor<readonly ExpressType[], readonly (readonly Limit[])[]>()

function expressPlans ({ workloads, options, facts, conventions, market }: PlanInput<MskExpressOptions, Facts>): Plans {
  const msk = facts['aws-msk']
  market.require('aws-msk/express.storage')
  const log = readByReplicator(logWorkload(workloads, conventions, facts['kafka-sizing'], {
    zonesAllowed: msk.expressZones,
    fixedReplicationFactor: msk.expressReplicationFactor,
    billedCopies: 1,
    partitionCaps: { inMegabytesPerSecond: msk.expressPartitionMegabytesPerSecond, outMegabytesPerSecond: null, source: 'aws-msk:facts/expressPartitionMegabytesPerSecond' },
    tieredStorage: false,
    ...defaultMessageLimit(facts['kafka-sizing'])
  }), options)
  const utilisation = options.utilisation ?? msk.expressUtilisation
  const bounds = { zones: log.zones, replicationFactor: log.replicationFactor, offeringMinimum: replicatorBrokers(options, log.zones), maximum: msk.brokersPerClusterMaximum, maximumSource: 'aws-msk:facts/brokersPerClusterMaximum', given: options.brokers }
  const known = keptTypes(msk, 'types', () => Object.entries(msk.expressBrokers).map(([type, broker]) => ({ ...broker, type, sku: `aws-msk/broker.${type}` as const })))
  const types = brokerTypesFor(known, () => true, options.brokerType, market)
  const limits = keptLimits(types, `${log.zones} ${utilisation}`, () => types.map(broker => expressLimits(broker, log.zones, utilisation)))
  return choiceOf(countMachines(types, limits, log, bounds), (candidate): Plan => {
    const { machine, brokers } = candidate
    const sized = limitedSizing(log, candidate, bounds)
    return {
      sizing: sized.sizing,
      charges: [
        brokerCharge(`MSK brokers ${machine.type}`, machine.sku, brokers, conventions),
        ...expressUsageCharges(log),
        ...mskBrokerExtraCharges(options, log, conventions),
        ...nonProductionCharges(options.nonProductionClusters, conventions, () => ({ sku: skusOf(types), units: smallestBrokers(log.zones, log.replicationFactor), unit: 'brokers' })),
        ...interZoneCharges(log, { sku: 'aws-network/inter-zone', directions: 2 }, { sku: 'aws-msk/inter-broker', directions: 1 }),
        ...logDepartingCharges(log, awsDeparture(undefined))
      ],
      poolPositions: noPositions,
      findings: [...log.findings, ...sized.findings, ...mskExtraFindings(options, log, brokers, null)],
      assumptions: () => [
        ...log.assumptions(),
        ...(options.utilisation === undefined ? [{ name: 'utilisation', value: text(utilisation), unit: 'share', origin: 'rule' as const, why: "AWS's own assessments plan Express brokers at this share of the sustained rates." }] : []),
        oneCopyBilled,
        ...mskExtraAssumptions(options, market.region),
        ...departingAssumptions(workloads.at(-1)!, undefined)
      ],
      exclusions: mskExclusions(options),
      operations: { model: 'msk_provisioned_express', drivers: kafkaDrivers(log, brokers, options) }
    }
  })
}

export const mskExpress: Offering = defineOffering({
  ...mskOffering,
  id: 'aws-msk-express',
  title: 'Amazon MSK Provisioned, Express brokers',
  options: z.strictObject(mskExpressOptions),
  fit: mskFit.express,
  plans: input => expressPlans(input as unknown as PlanInput<MskExpressOptions, Facts>)
})
