import { z } from 'zod'
import { chargesOver } from '../../pricing/charge-sums.ts'
import type { Charge } from '../../pricing/charge.ts'
import { noPositions } from '../../pricing/price-plan.ts'
import type { Filled } from '../defaults.ts'
import { optional } from '../defaults.ts'
import { warpstreamFit } from '../fit/byoc-fit.ts'
import { text } from '../formula.ts'
import { brokerCharge, logDepartingCharges } from '../kafka/cluster-charges.ts'
import { kafkaDrivers, kafkaExclusions } from '../kafka/common-answers.ts'
import { schemaRegistryOption } from '../kafka/companion-options.ts'
import { limitedMachineOptions } from '../kafka/kafka-options.ts'
import { limitedSizing } from '../kafka/limited-machines.ts'
import { objectStoreRules } from '../kafka/log-rules.ts'
import { logWorkload } from '../kafka/log-workload.ts'
import type { LogWorkload } from '../kafka/log-workload.ts'
import { machineFacts } from '../kafka/machine-facts.ts'
import type { MachineFacts } from '../kafka/machine-facts.ts'
import { nonProductionCharges } from '../kafka/non-production.ts'
import { agentBounds, sizeAgents } from '../kafka/warpstream-agents.ts'
import { bucketCharges, clusterFee, schemaRegistryFee, uncompressedFees } from '../kafka/warpstream-charges.ts'
import { warpstreamFacts, warpstreamPlans } from '../kafka/warpstream-facts.ts'
import type { WarpstreamFacts, WarpstreamPlan } from '../kafka/warpstream-facts.ts'
import { awsDeparture, departingAssumptions } from '../network.ts'
import { choiceOf, defineOffering } from '../offering.ts'
import type { Assumption, Finding, Offering, Plan, PlanInput, Plans } from '../offering.ts'
import { kafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { interZoneCharges } from '../sizing/zones.ts'

interface Facts { readonly warpstream: WarpstreamFacts, readonly 'aws-ec2': MachineFacts, readonly 'kafka-sizing': KafkaSizingFacts }

const bothSides = { sku: 'aws-network/inter-zone', directions: 2 } as const

const options = z.strictObject({
  ...limitedMachineOptions,
  ...schemaRegistryOption,
  plan: optional(z.enum(warpstreamPlans), 'choice', 'The plan; the smallest that has an SLA and takes the partitions where left out'),
  zoneAlignedClients: optional(z.boolean(), 'yes or no', 'Clients name their zone and reach agents in it only; as followerFetching where left out')
})
type Options = Filled<z.output<typeof options>, 'brokerType' | 'brokers' | 'utilisation' | 'plan' | 'zoneAlignedClients'>

/** The plan that was named; else the smallest that promises something and takes the partitions, the largest where none does. */
function planFor ({ plans }: WarpstreamFacts, named: Options['plan'], partitions: number): WarpstreamPlan {
  if (named !== undefined) return plans.find(one => one.plan === named)!
  return plans.find(one => one.availabilityPercent !== null && partitions <= one.partitions) ?? plans.at(-1)!
}

function planFindings (plan: WarpstreamPlan, partitions: number): readonly Finding[] {
  const source = 'warpstream:facts/plans'
  const findings: Finding[] = []
  if (partitions > plan.partitions) {
    findings.push({ code: 'CLUSTER_PARTITIONS_EXCEEDED', severity: 'blocker', message: `Plan ${plan.plan} takes ${plan.partitions} partitions; there are ${partitions}. Above the largest plan WarpStream sells Enterprise by quote.`, limit: `${plan.partitions} partitions`, actual: `${partitions} partitions`, source })
  }
  if (plan.availabilityPercent === null) {
    findings.push({ code: 'NO_SLA', severity: 'warning', message: `Plan ${plan.plan} comes without any promise of availability; what it is compared with has one.`, source })
  }
  return findings
}

/** Traffic of clients with agents in other zones; those that keep to their zone see no other one. */
function crossingCharges ({ parts, zones }: LogWorkload, aligned: boolean | undefined): readonly Charge[] {
  return chargesOver(parts, part => interZoneCharges({ parts: [part], zones: aligned ?? part.workload.followerFetching ? 1 : zones }, bothSides, bothSides))
}

function agentAssumptions ({ plan: named, utilisation }: Options, { plan }: WarpstreamPlan, warpstream: WarpstreamFacts): readonly Assumption[] {
  return [
    { name: 'replicationFactor', value: 'managed', unit: 'copies', origin: 'rule', why: 'The object store keeps the copies and bills one; agents keep none.' },
    { name: 'agentWriteMibPerSecondPerVcpu', value: text(warpstream.agentWriteMibPerSecondPerVcpu), unit: 'MiB/s a vCPU', origin: 'judgement', why: "What a core writes in the vendor's price calculator of March 2024; machines are general-purpose ones, not the network-optimised ones it recommends." },
    { name: 'compactionPasses', value: text(warpstream.compactionPasses), unit: 'passes', origin: 'judgement', why: 'Files are read and written once more by compaction: with it the requests cost what the vendor publishes.' },
    ...(named === undefined ? [{ name: 'plan', value: plan, unit: 'plan', origin: 'rule' as const, why: 'The smallest plan that has an SLA and takes the partitions.' }] : []),
    ...(utilisation === undefined ? [{ name: 'utilisation', value: text(warpstream.agentUtilisation), unit: 'share', origin: 'rule' as const, why: 'The vendor advises to scale agents at this share of their processors; it is taken of the network as well.' }] : [])
  ]
}

function agentPlans (input: PlanInput<Options, Facts>): Plans {
  const { workloads, options, facts, conventions, market } = input
  const { warpstream, 'kafka-sizing': sizing } = facts
  const log = logWorkload(workloads, conventions, sizing, objectStoreRules(sizing))
  const plan = planFor(warpstream, options.plan, log.partitions)
  const agents = { log, options, facts, market }
  return choiceOf(sizeAgents(agents), (candidate): Plan => {
    const { machine, brokers } = candidate
    const sized = limitedSizing(log, candidate, agentBounds(agents))
    return {
      sizing: sized.sizing,
      charges: [
        brokerCharge(`Agents on EC2 ${machine.type}`, machine.sku, brokers, conventions),
        clusterFee(plan, warpstream, conventions),
        ...schemaRegistryFee(options.schemaRegistry, warpstream, conventions),
        ...uncompressedFees(log),
        ...bucketCharges(log, brokers, warpstream),
        ...nonProductionCharges(options.nonProductionClusters, conventions, () => ({ sku: 'warpstream/cluster.dev', units: warpstream.quarterHoursPerHour, unit: 'quarters' })),
        ...crossingCharges(log, options.zoneAlignedClients),
        ...logDepartingCharges(log, awsDeparture(undefined))
      ],
      poolPositions: noPositions,
      findings: [...log.findings, ...planFindings(plan, log.partitions), ...sized.findings],
      assumptions: () => [
        ...log.assumptions().filter(one => one.name !== 'replicationFactor'),
        ...agentAssumptions(options, plan, warpstream),
        ...departingAssumptions(workloads.at(-1)!, undefined)
      ],
      operations: { model: 'byoc_kafka', drivers: kafkaDrivers(log, brokers, options) }
    }
  })
}

export const warpstream: Offering = defineOffering({
  id: 'warpstream',
  title: 'WarpStream in an account of your own (BYOC)',
  provider: 'WarpStream',
  kind: 'log',
  family: 'kafka',
  options,
  facts: { warpstream: warpstreamFacts, 'aws-ec2': machineFacts, 'aws-s3': z.looseObject({}), 'aws-network': z.looseObject({}), 'kafka-sizing': kafkaSizingFacts },
  exclusions: [
    ...kafkaExclusions(options.shape),
    { code: 'AGENT_SURROUNDINGS', message: 'Boot volumes, images and load balancers of the agents, and the agents of a schema registry and of clusters that are not production.' },
    { code: 'CATCH_UP_READS', message: 'Requests of readers that fall behind what the agents hold in memory, and requests that are repeated.' }
  ],
  fit: warpstreamFit,
  plans: input => agentPlans(input as unknown as PlanInput<Options, Facts>)
})
