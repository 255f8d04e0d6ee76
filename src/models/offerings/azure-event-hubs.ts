import { z } from 'zod'
import { chargesOver } from '../../pricing/charge-sums.ts'
import type { Charge } from '../../pricing/charge.ts'
import { Decimal, zero } from '../../pricing/decimal.ts'
import { noPositions } from '../../pricing/price-plan.ts'
import { regionOption } from '../cloud-region.ts'
import { optional, wholeNumber } from '../defaults.ts'
import type { Filled } from '../defaults.ts'
import { eventHubsFit } from '../fit/event-hubs-fit.ts'
import { term, text } from '../formula.ts'
import { logDepartingCharges } from '../kafka/cluster-charges.ts'
import { kafkaDrivers } from '../kafka/common-answers.ts'
import { EQUIVALENT_BROKERS } from '../kafka/equivalent-brokers.ts'
import { leastFindings, takenBy, tierFindings, tierUnits } from '../kafka/event-hubs-limits.ts'
import type { TierUnits } from '../kafka/event-hubs-limits.ts'
import { eventHubsFacts, eventHubsTiers } from '../kafka/event-hubs-tiers.ts'
import type { EventHubsFacts, EventHubsTier, TierFacts } from '../kafka/event-hubs-tiers.ts'
import { logWorkload } from '../kafka/log-workload.ts'
import type { LogPart, LogWorkload } from '../kafka/log-workload.ts'
import { nonProductionCharges, nonProductionOption } from '../kafka/non-production.ts'
import { unitCharge } from '../kafka/unit-charge.ts'
import { azureDeparture, departingAssumptions, departureWith } from '../network.ts'
import { defineOffering } from '../offering.ts'
import type { Assumption, Conventions, Exclusion, Offering, Plan, PlanInput } from '../offering.ts'
import { kafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { unitFindings, unitSizing } from '../sizing/units.ts'
import { interZoneCharges } from '../sizing/zones.ts'

// Event Hubs does not say how many copies stand; neither copies nor their traffic are billed, so three change nothing.
const ASSUMED_COPIES = 3
const ALL_PERCENT = 100

const options = {
  units: optional(wholeNumber(1, 1000), 'units', 'Fix the number of units (TU, PU, CU): the namespace or cluster that exists'),
  ...nonProductionOption,
  ...regionOption
}

type Options = Filled<z.output<z.ZodObject<typeof options>>, 'units' | 'region'>
interface Facts { readonly 'azure-event-hubs': EventHubsFacts, readonly 'kafka-sizing': KafkaSizingFacts }

const exclusions: readonly Exclusion[] = [
  { code: 'CAPTURE', message: 'Event Hubs Capture, which is charged by the throughput unit on Standard, and the storage that it writes to.' },
  { code: 'KAFKA_CONNECT', message: 'Connectors and stream processing.' },
  { code: 'PRIVATE_LINK', message: 'Private endpoints and the bytes through them.' }
]

/** Ingress events: a message is one for each started 64 KB. */
function eventCharge (tier: EventHubsTier, { workload: { requestsPerMonth, payloadClasses, compressionRatio } }: LogPart, unitBytes: number): Charge {
  const classes = payloadClasses.map(({ bytes, percent }) => ({ percent, events: Decimal.max(1, new Decimal(bytes).div(new Decimal(compressionRatio).times(unitBytes)).ceil()) }))
  const messages = new Decimal(requestsPerMonth)
  return {
    id: 'requests.send',
    title: 'Ingress events, one for each started 64 KB of a message',
    group: 'usage',
    sku: `azure-event-hubs/${tier.name}.events`,
    consumedQuantity: messages,
    consumedUnit: 'Messages',
    quantity: classes.reduce((sum, { percent, events }) => sum.plus(messages.times(percent).div(ALL_PERCENT).times(events)), zero),
    formula: () => classes.map(({ percent, events }) => `${text(messages)} messages${percent === ALL_PERCENT ? '' : ` × ${text(percent)} / ${ALL_PERCENT}`} × ${text(events)} events`).join(' + '),
    terms: () => [term('eventUnitBytes', unitBytes, 'bytes', 'table'), term('compressionRatio', compressionRatio, 'ratio', 'workload')]
  }
}

/** What is kept above the storage that the units include; nothing where they include all of it. */
function storageCharges (tier: EventHubsTier, { storage }: LogWorkload, { expected, fewest, most }: TierUnits, includedGb: number): readonly Charge[] {
  const above = (units: number): Decimal => Decimal.max(0, storage.localGib.minus(new Decimal(includedGb).times(units)))
  const [low, high] = [above(tier.scaling ? expected.unitsAtMean : fewest.units), above(most.units)]
  const quantity = above(expected.units)
  if (low.isZero() && quantity.isZero() && high.isZero()) return []
  return [{
    id: 'storage.brokers',
    title: 'Data retained above what the units include',
    group: 'storage',
    sku: `azure-event-hubs/${tier.name}.storage`,
    consumedQuantity: storage.localGib,
    consumedUnit: 'GiB',
    quantity,
    low,
    high,
    formula: () => `max(0, ${storage.localFormula()} - ${includedGb} GB × ${expected.units} ${tier.unitName})`,
    terms: () => [term('includedGbPerUnit', includedGb, 'GB', 'table'), term('units', expected.units, tier.unitName, 'derived')]
  }]
}

function unitCharges (tier: EventHubsTier, { expected, fewest, most }: TierUnits, { unitsMinimum }: TierFacts, { nonProductionClusters }: Options, conventions: Conventions): readonly Charge[] {
  const sku = `azure-event-hubs/${tier.name}.unit` as const
  const hours = (units: number): Decimal => new Decimal(units).times(conventions.hoursPerMonth)
  const charge = unitCharge({ title: `${tier.unitTitle}, at the peak in every hour`, sku, unitName: tier.unitName, scaling: tier.scaling }, expected, conventions)
  return [
    tier.scaling ? charge : { ...charge, low: hours(fewest.units), high: hours(most.units) },
    ...nonProductionCharges(nonProductionClusters, conventions, () => ({ sku, units: unitsMinimum, unit: tier.unitName }))
  ]
}

function eventHubsPlan (tier: EventHubsTier, { workloads, options: given, facts, conventions, market }: PlanInput<Options, Facts>): Plan {
  const azure = facts['azure-event-hubs']
  const limits = azure.tiers[tier.name]
  const log = logWorkload(takenBy(tier, workloads), conventions, facts['kafka-sizing'], {
    zonesAllowed: Array.from({ length: azure.zonesMaximum }, (_, index) => index + 1),
    fixedReplicationFactor: ASSUMED_COPIES,
    billedCopies: 1,
    partitionCaps: { inMegabytesPerSecond: azure.partitionMegabytesPerSecond, outMegabytesPerSecond: null, source: 'azure-event-hubs:facts/partitionMegabytesPerSecond' },
    tieredStorage: false,
    messageBytesMaximum: azure.messageBytesMaximum,
    messageLimitIsFixed: true
  })
  const units = tierUnits(tier, limits, log, given.units)
  const free = { sku: 'azure-event-hubs/inter-zone', directions: 1 } as const
  const { low, high } = limits.ingressMegabytesPerSecond
  const assumptions = (): readonly Assumption[] => [
    ...log.assumptions().filter(one => one.name !== 'replicationFactor'),
    { name: 'replicationFactor', value: 'managed', unit: 'copies', origin: 'rule', why: `Event Hubs manages its copies and bills one; ${ASSUMED_COPIES} are assumed for the free traffic between zones.` },
    { name: 'eventUnitBytes', value: String(azure.eventUnitBytes), unit: 'bytes', origin: 'rule', why: 'An ingress event is "64 KB"; binary units are those in which the storage allowance of a throughput unit holds a day.' },
    ...(tier.scaling ? [{ name: 'scaling', value: 'both ways', unit: 'units', origin: 'rule' as const, why: 'The low end of the range has the units of the mean: auto-inflate only adds them, and taking them away again is left to the caller.' }] : []),
    ...(low === high ? [] : [{ name: 'unitMegabytesPerSecond', value: text((low + high) / 2), unit: `MB/s written a ${tier.unitName}`, origin: 'judgement' as const, why: `The documentation gives ${low} to ${high}: the middle is bought, the ends are those of the range.` }]),
    { name: 'equivalentBrokers', value: String(EQUIVALENT_BROKERS), unit: 'brokers', origin: 'judgement', why: `Event Hubs has no hours of its own: they are those of ${tier.operations}, with the three brokers of the reference cluster.` },
    ...departingAssumptions(workloads.at(-1)!, undefined, 'the region')
  ]
  return {
    sizing: unitSizing(units.expected, tier.unitName, log),
    charges: [
      ...unitCharges(tier, units, limits, given, conventions),
      ...chargesOver(log.parts, part => [eventCharge(tier, part, azure.eventUnitBytes)]),
      ...storageCharges(tier, log, units, limits.includedGbPerUnit),
      ...interZoneCharges(log, free, free),
      ...logDepartingCharges(log, departureWith(`azure-event-hubs/${tier.name}.unit`, azureDeparture, market))
    ],
    poolPositions: noPositions,
    findings: [...log.findings, ...unitFindings(units.expected, units.bounds, tier.unitName, tier.beyond), ...leastFindings(tier, units), ...tierFindings(tier, limits, log, workloads.at(-1)!)],
    assumptions,
    operations: { model: tier.operations, drivers: kafkaDrivers(log, EQUIVALENT_BROKERS, given) }
  }
}

/** The tiers of Event Hubs that have a Kafka endpoint. */
export const azureEventHubs: readonly Offering[] = eventHubsTiers.map(tier => defineOffering({
  id: `azure-event-hubs-${tier.name}`,
  title: tier.title,
  provider: 'Microsoft Azure',
  kind: 'log',
  family: 'kafka',
  options: z.strictObject(options),
  facts: { 'azure-event-hubs': eventHubsFacts, 'kafka-sizing': kafkaSizingFacts, 'azure-vm': z.looseObject({}) },
  exclusions,
  fit: eventHubsFit[tier.name],
  plans: input => ({ only: eventHubsPlan(tier, input as unknown as PlanInput<Options, Facts>) })
}))
