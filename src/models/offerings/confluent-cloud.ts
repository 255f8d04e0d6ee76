import { z } from 'zod'
import type { Charge, LineGroup, LineItemId } from '../../pricing/charge.ts'
import type { Decimal } from '../../pricing/decimal.ts'
import { noPositions } from '../../pricing/price-plan.ts'
import type { Filled } from '../defaults.ts'
import { decimalNumber, optional, withDefault } from '../defaults.ts'
import { confluentFit } from '../fit/confluent-fit.ts'
import { GIBIBYTE, aboveLimit, term, text } from '../formula.ts'
import { clientLoad, clientLoadAssumptions, clientLoadOptions, derivedLoadFindings } from '../kafka/client-load.ts'
import { kafkaDrivers } from '../kafka/common-answers.ts'
import { adviceBeyond, boundsOf, confluentFacts, confluentPlans, derivedLimits, levelOf, networkings, unitLimits } from '../kafka/confluent-plans.ts'
import type { ClusterNeeds, ConfluentFacts, ConfluentPlan, Networking, PlanFacts } from '../kafka/confluent-plans.ts'
import { EQUIVALENT_BROKERS } from '../kafka/equivalent-brokers.ts'
import { logWorkload } from '../kafka/log-workload.ts'
import type { LogWorkload } from '../kafka/log-workload.ts'
import { nonProductionCharges, nonProductionOption } from '../kafka/non-production.ts'
import { unitCharge } from '../kafka/unit-charge.ts'
import { defineOffering } from '../offering.ts'
import type { Assumption, Conventions, Exclusion, Finding, Offering, Plan, PlanInput } from '../offering.ts'
import { kafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { noPartitionCaps } from '../sizing/partitions.ts'
import { countUnits, unitFindings, unitSizing } from '../sizing/units.ts'
import type { UnitCount } from '../sizing/units.ts'
import { anyZones } from '../sizing/zones.ts'

// The billing page fixes three copies on every plan; Freight bills one of them.
const COPIES = 3
const BYTES_PER_MEGABYTE = 1e6

const sharedOptions = {
  serviceLevelPercent: optional(decimalNumber(0, 100), '% of the time', 'Uptime that the plan must promise; its lowest where left out. A higher one can ask for more units'),
  ...clientLoadOptions,
  ...nonProductionOption
}
const privateOptions = {
  ...sharedOptions,
  networking: withDefault(z.enum(networkings), 'private-link', 'choice', 'How clients reach the cluster: by AWS PrivateLink, or by a Private Network Interface')
}

type Options = Filled<z.output<z.ZodObject<typeof sharedOptions>>, 'serviceLevelPercent' | keyof typeof clientLoadOptions> & { readonly networking?: Networking }
interface Facts { readonly 'confluent-cloud': ConfluentFacts, readonly 'kafka-sizing': KafkaSizingFacts }

const exclusions: readonly Exclusion[] = [
  { code: 'KAFKA_CONNECT', message: 'Connectors, stream processing and a schema registry.' },
  { code: 'CLIENT_NETWORK', message: "What the clients' cloud bills for bytes between zones, regions and the internet, and for PrivateLink or a Private Network Interface." },
  { code: 'PROTOCOL_OVERHEAD', message: 'Requests of the Kafka protocol beside records, which count as throughput.' }
]

function levelFindings ({ name, title }: ConfluentPlan, facts: PlanFacts, asked: number | undefined): readonly Finding[] {
  const { serviceLevelPercent: promised } = levelOf(facts, asked)
  if (asked === undefined || promised >= asked) return []
  return [{ code: 'SERVICE_LEVEL_UNSUPPORTED', severity: 'blocker', message: `${title} promises ${promised} % at most; ${text(asked)} % were asked for.`, limit: `${promised} %`, actual: `${text(asked)} %`, source: `confluent-cloud:facts/${name}/minimumUnits` }]
}

function clusterFindings (plan: ConfluentPlan, facts: ConfluentFacts, needs: ClusterNeeds): readonly Finding[] {
  const { clusterPartitions, billedCopies, storageGibMaximum, latencySeconds, transactions } = facts[plan.name]
  const { partitions, storage } = needs.log
  const source = (fact: string): string => `confluent-cloud:facts/${plan.name}/${fact}`
  const findings: Finding[] = []
  if (partitions > clusterPartitions) {
    findings.push({ code: 'CLUSTER_PARTITIONS_EXCEEDED', severity: 'blocker', message: `A cluster of ${plan.title} holds ${clusterPartitions} partitions before replication; there are ${partitions}. ${adviceBeyond(plan, facts, needs)}`, limit: `${clusterPartitions} partitions`, actual: `${partitions} partitions`, source: source('clusterPartitions') })
  }
  const stored = storage.localGib.div(billedCopies)
  if (storageGibMaximum !== undefined && stored.gt(storageGibMaximum)) {
    findings.push({ code: 'STORAGE_LIMIT_EXCEEDED', severity: 'blocker', message: `A cluster of ${plan.title} keeps ${storageGibMaximum} GiB before replication, which stands in older copies of the vendor's own page (official) and is not in newer ones. ${adviceBeyond(plan, facts, needs)}`, limit: `${storageGibMaximum} GiB`, actual: `${aboveLimit(stored, storageGibMaximum)} GiB`, source: source('storageGibMaximum') })
  }
  if (latencySeconds !== undefined) findings.push({ code: 'HIGH_LATENCY', severity: 'info', message: `Records take up to about ${latencySeconds} seconds from producer to consumer.`, source: source('latencySeconds') })
  if (transactions === false) findings.push({ code: 'TRANSACTIONS_UNSUPPORTED', severity: 'info', message: 'Neither transactions nor the idempotent producer are supported: a retry can write a record twice or out of order.', source: source('transactions') })
  return findings
}

function charges ({ name, title, unitName, privateNetworking }: ConfluentPlan, { freeUnits = 0, minimumUnits, billedCopies }: PlanFacts, { rates, storage }: LogWorkload, count: UnitCount, options: Options, conventions: Conventions): readonly Charge[] {
  const network = privateNetworking ? `.${options.networking!}` : ''
  const units = `confluent-cloud/${name}.units` as const
  const line = (id: LineItemId, what: string, group: LineGroup, sku: string, quantity: Decimal, consumedUnit: string, formula: () => string, terms: Charge['terms']): Charge =>
    ({ id, title: what, group, sku: `confluent-cloud/${name}.${sku}`, consumedQuantity: quantity, consumedUnit, quantity, formula, terms })
  const moved = (id: LineItemId, what: string, sku: string, quantity: Decimal, formula: () => string): Charge =>
    line(id, what, 'usage', `${sku}${network}`, quantity, 'GB', formula, () => [term('gigabyte', GIBIBYTE, 'bytes', 'table')])
  return [
    unitCharge({ title: `${title}, ${unitName} at the peak in every hour`, sku: units, unitName, free: freeUnits, scaling: true }, count, conventions),
    line('storage.brokers', `Data retained, ${billedCopies === 1 ? 'one copy' : `${billedCopies} copies`} billed`, 'storage', 'storage', storage.localGib, 'GiB', storage.localFormula, () => [
      term('retentionHours', storage.localHours, 'hours', 'workload'),
      term('billedCopies', billedCopies, 'copies', 'table')
    ]),
    moved('data.in', 'Data written', 'data-in', rates.writtenGb, rates.writtenFormula),
    moved('data.out', 'Data read', 'data-out', rates.readGb, rates.readFormula),
    ...nonProductionCharges(options.nonProductionClusters, conventions, () => ({ sku: units, units: minimumUnits[0]!.units - freeUnits, unit: unitName }))
  ]
}

function confluentPlan (plan: ConfluentPlan, { workloads, options, facts: tables, conventions }: PlanInput<Options, Facts>): Plan {
  const facts = tables['confluent-cloud']
  const own = facts[plan.name]
  const log = logWorkload(workloads, conventions, tables['kafka-sizing'], {
    zonesAllowed: anyZones,
    fixedReplicationFactor: COPIES,
    billedCopies: own.billedCopies,
    partitionCaps: noPartitionCaps,
    tieredStorage: false,
    messageBytesMaximum: own.messageMegabytes * BYTES_PER_MEGABYTE,
    messageLimitIsFixed: true
  })
  const load = clientLoad(log, options)
  const { serviceLevelPercent, networking = 'private-network-interface' } = options
  const needs: ClusterNeeds = { log, load, serviceLevelPercent, networking }
  const bounds = boundsOf(own, needs)
  const count = countUnits(unitLimits(plan, facts, log, load), bounds)
  const assumptions = (): readonly Assumption[] => [
    ...log.assumptions(),
    ...clientLoadAssumptions(load, options),
    ...(serviceLevelPercent === undefined ? [{ name: 'serviceLevelPercent', value: String(levelOf(own).serviceLevelPercent), unit: '% of the time', origin: 'rule' as const, why: 'The lowest that the plan promises.' }] : []),
    { name: 'unitRounding', value: 'whole', unit: plan.unitName, origin: 'rule', why: 'Whether part of a unit is billed is not published: whole ones are taken.' },
    { name: 'equivalentBrokers', value: String(EQUIVALENT_BROKERS), unit: 'brokers', origin: 'judgement', why: 'The hours of people were calibrated for managed clusters with the three brokers of the reference cluster.' }
  ]
  return {
    sizing: unitSizing(count, plan.unitName, log),
    charges: plan.unpriced === undefined ? charges(plan, own, log, count, options, conventions) : [],
    poolPositions: noPositions,
    findings: [...log.findings, ...unitFindings(count, bounds, plan.unitName, count.required > bounds.maximum ? adviceBeyond(plan, facts, needs) : ''), ...derivedLoadFindings(derivedLimits(plan, facts, load), count, plan.unitName), ...levelFindings(plan, own, serviceLevelPercent), ...clusterFindings(plan, facts, needs)],
    assumptions,
    operations: { model: plan.unpriced === undefined ? 'confluent_cloud_shared' : 'confluent_cloud_dedicated', drivers: kafkaDrivers(log, EQUIVALENT_BROKERS, options) },
    ...(plan.unpriced === undefined ? {} : { unpriced: plan.unpriced })
  }
}

/** The plans of Confluent Cloud, the cheapest first; Dedicated is sized and has no price. */
export const confluentCloud: readonly Offering[] = confluentPlans.map(plan => defineOffering({
  id: `confluent-cloud-${plan.name}`,
  title: plan.title,
  provider: 'Confluent',
  kind: 'log',
  family: 'kafka',
  options: z.strictObject(plan.privateNetworking ? privateOptions : sharedOptions),
  facts: { 'confluent-cloud': confluentFacts, 'kafka-sizing': kafkaSizingFacts },
  exclusions,
  fit: confluentFit[plan.name],
  plans: input => ({ only: confluentPlan(plan, input as unknown as PlanInput<Options, Facts>) })
}))
