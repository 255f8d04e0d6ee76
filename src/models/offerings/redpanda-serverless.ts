import { z } from 'zod'
import { noPositions } from '../../pricing/price-plan.ts'
import { redpandaFit } from '../fit/hosted-fit.ts'
import { kafkaDrivers, kafkaExclusions } from '../kafka/common-answers.ts'
import { EQUIVALENT_BROKERS, equivalentBrokersAssumed } from '../kafka/equivalent-brokers.ts'
import { logWorkload } from '../kafka/log-workload.ts'
import { clientNetworkExclusion, meteredCharges, replicationCharge, serverlessClusterCharges } from '../kafka/metered-charges.ts'
import { nonProductionCharges, nonProductionOption } from '../kafka/non-production.ts'
import type { NonProductionOption } from '../kafka/non-production.ts'
import { heldQuotas, quotaFindings, quotaSizing } from '../kafka/quotas.ts'
import type { Quota } from '../kafka/quotas.ts'
import { redpandaFacts } from '../kafka/redpanda-facts.ts'
import type { RedpandaFacts } from '../kafka/redpanda-facts.ts'
import { defineOffering } from '../offering.ts'
import type { Offering, PlanInput, Plans } from '../offering.ts'
import { kafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { noPartitionCaps } from '../sizing/partitions.ts'

interface Facts { readonly 'redpanda-cloud': RedpandaFacts, readonly 'kafka-sizing': KafkaSizingFacts }

const UPTIME = 'redpanda-cloud/serverless.uptime'

function quotasOf (redpanda: RedpandaFacts): readonly Quota[] {
  const quota = (dimension: string, of: Quota['of'], unit: string, fact: 'serverlessIngressMegabytesPerSecond' | 'serverlessEgressMegabytesPerSecond' | 'serverlessPartitions' | 'serverlessConsumerGroups' | 'serverlessConnections'): Quota =>
    ({ dimension, of, unit, maximum: redpanda[fact], source: `redpanda-cloud:facts/${fact}` })
  return [
    quota('ingress', 'peakWriteMegabytesPerSecond', 'MB/s written', 'serverlessIngressMegabytesPerSecond'),
    quota('egress', 'peakReadMegabytesPerSecond', 'MB/s read', 'serverlessEgressMegabytesPerSecond'),
    quota('partitions', 'partitions', 'leader partitions', 'serverlessPartitions'),
    quota('quota', 'consumerGroups', 'consumer groups', 'serverlessConsumerGroups'),
    // Every receiver holds a connection at least; how many producers hold one is not asked for.
    quota('connections', 'receivers', 'connections of receivers', 'serverlessConnections')
  ]
}

function serverlessPlans ({ workloads, options, facts, conventions }: PlanInput<NonProductionOption, Facts>): Plans {
  const redpanda = facts['redpanda-cloud']
  const log = logWorkload(workloads, conventions, facts['kafka-sizing'], {
    zonesAllowed: redpanda.serverlessZones,
    fixedReplicationFactor: redpanda.replicationFactor,
    billedCopies: redpanda.billedStorageCopies,
    partitionCaps: noPartitionCaps,
    tieredStorage: false,
    messageBytesMaximum: redpanda.serverlessMessageMib * 2 ** 20,
    messageLimitIsFixed: true
  })
  const constraints = heldQuotas(quotasOf(redpanda), log)
  return {
    only: {
      sizing: quotaSizing(constraints, log),
      charges: [
        ...serverlessClusterCharges(log, conventions, { cluster: UPTIME, partition: 'redpanda-cloud/serverless.partition' }),
        ...meteredCharges(log, { stored: 'redpanda-cloud/serverless.storage', written: 'redpanda-cloud/serverless.data-in', read: 'redpanda-cloud/serverless.data-out', bytesPerGigabyte: redpanda.bytesPerGigabyte }),
        ...nonProductionCharges(options.nonProductionClusters, conventions, () => ({ sku: UPTIME, units: 1, unit: 'cluster' })),
        ...replicationCharge(log, 'redpanda-cloud/serverless.replication')
      ],
      poolPositions: noPositions,
      findings: [...log.findings, ...quotaFindings(constraints, 'A Redpanda Serverless cluster')],
      assumptions: () => [...log.assumptions(), equivalentBrokersAssumed],
      operations: { model: 'msk_serverless', drivers: kafkaDrivers(log, EQUIVALENT_BROKERS, options) }
    }
  }
}

export const redpandaServerless: Offering = defineOffering({
  id: 'redpanda-serverless',
  title: 'Redpanda Cloud Serverless',
  provider: 'Redpanda',
  kind: 'log',
  family: 'kafka',
  options: z.strictObject(nonProductionOption),
  facts: { 'redpanda-cloud': redpandaFacts, 'kafka-sizing': kafkaSizingFacts },
  exclusions: [...kafkaExclusions(nonProductionOption), clientNetworkExclusion, { code: 'PRIVATE_LINK', message: "The vendor's own charge for access over AWS PrivateLink, whose price was not found." }],
  fit: redpandaFit.serverless,
  plans: input => serverlessPlans(input as unknown as PlanInput<NonProductionOption, Facts>)
})
