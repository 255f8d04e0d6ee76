import { EstimateError } from '../../pricing/errors.ts'
import { text } from '../formula.ts'
import type { Finding } from '../offering.ts'
import { countUnits } from '../sizing/units.ts'
import type { UnitBounds, UnitCount, UnitLimit } from '../sizing/units.ts'
import { uncompressed } from '../workload.ts'
import type { Workload } from '../workload.ts'
import type { EventHubsTier, TierFacts } from './event-hubs-tiers.ts'
import type { LogWorkload } from './log-workload.ts'

/** Units at what the documentation says one carries: the middle of the range is bought, its ends are those of the cost. */
export interface TierUnits extends Record<'expected' | 'fewest' | 'most', UnitCount> {
  readonly bounds: UnitBounds
}

type Throughput = TierFacts['ingressMegabytesPerSecond']

const factOf = (tier: Pick<EventHubsTier, 'name'>): string => `azure-event-hubs:facts/tiers/${tier.name}`

function unitLimits (tier: EventHubsTier, facts: TierFacts, { demand, rates, parts }: LogWorkload, carried: (range: Throughput) => number): readonly UnitLimit[] {
  const source = factOf(tier)
  const meanMessages = parts.reduce((sum, { workload }) => sum + workload.requestsPerMonth, 0) / rates.secondsPerMonth
  const readMessages = (peak: boolean): number => parts.reduce((sum, { workload: { requestsPerMonth, consumerGroups, peakToAverageRatio } }) => sum + requestsPerMonth * consumerGroups * (peak ? peakToAverageRatio : 1), 0) / rates.secondsPerMonth
  const limit = (dimension: string, unit: string, capacityPerUnit: number | null | undefined, peakNeed: number, meanNeed = peakNeed, ceilingPerUnit = capacityPerUnit ?? 0): readonly UnitLimit[] =>
    capacityPerUnit === null || capacityPerUnit === undefined ? [] : [{ dimension, unit, capacityPerUnit, ceilingPerUnit, source, peakNeed, meanNeed }]
  return [
    ...limit('ingress', 'MB/s written', carried(facts.ingressMegabytesPerSecond), demand.peakWriteMegabytesPerSecond, rates.meanWriteMegabytesPerSecond, facts.ingressMegabytesPerSecond.high),
    ...limit('ingress-events', 'events/s written', facts.ingressEventsPerSecond, demand.peakMessagesPerSecond, meanMessages),
    ...limit('egress', 'MB/s read', carried(facts.egressMegabytesPerSecond), demand.peakReadMegabytesPerSecond, rates.meanReadMegabytesPerSecond, facts.egressMegabytesPerSecond.high),
    ...limit('egress-events', 'events/s read', facts.egressEventsPerSecond, readMessages(true), readMessages(false)),
    ...limit('partitions', 'partitions', facts.perUnit.partitions, demand.partitions),
    ...limit('topics', 'event hubs', facts.perUnit.eventHubs, demand.topics),
    ...limit('connections', 'connections of receivers', facts.perUnit.connections, demand.receivers)
  ]
}

/** The workloads as the tier takes them. */
export const takenBy = ({ takesCompression }: EventHubsTier, workloads: readonly Workload[]): readonly Workload[] => takesCompression ? workloads : workloads.map(uncompressed)

function requireSold ({ name, title, unitName }: EventHubsTier, { unitsMaximum, unitsSold }: TierFacts, given: number): void {
  if (unitsSold === null ? given <= unitsMaximum : unitsSold.includes(given)) return
  const accepted = unitsSold === null ? `1 to ${unitsMaximum}` : unitsSold.join(', ')
  throw new EstimateError('UNKNOWN_FIELD_VALUE', `units is ${given}, and ${title} is sold by ${accepted} ${unitName}.`, { field: `options.azure-event-hubs-${name}.units`, value: given, accepted })
}

const isOneFigure = ({ ingressMegabytesPerSecond: ingress, egressMegabytesPerSecond: egress }: TierFacts): boolean => ingress.low === ingress.high && egress.low === egress.high

/** Counts the units of a tier for a log, or takes those that were given; error: UNKNOWN_FIELD_VALUE where they are not sold. */
export function tierUnits (tier: EventHubsTier, facts: TierFacts, log: LogWorkload, given: number | undefined): TierUnits {
  if (given !== undefined) requireSold(tier, facts, given)
  const bounds: UnitBounds = {
    minimum: log.zones > 1 ? facts.unitsMinimumInSeveralZones : facts.unitsMinimum,
    maximum: facts.unitsMaximum,
    ...(facts.unitsSold === null ? {} : { sold: facts.unitsSold }),
    given
  }
  const counted = (carried: (range: Throughput) => number): UnitCount => countUnits(unitLimits(tier, facts, log, carried), bounds)
  const expected = counted(({ low, high }) => (low + high) / 2)
  return isOneFigure(facts) ? { bounds, expected, fewest: expected, most: expected } : { bounds, expected, fewest: counted(({ high }) => high), most: counted(({ low }) => low) }
}

/** Says so where the middle of what a unit carries is enough, and at its low end more units are needed than can be had. */
export function leastFindings ({ unitName, beyond, ...tier }: EventHubsTier, { bounds: { maximum, given }, expected, most }: TierUnits): readonly Finding[] {
  if (expected.required > maximum || most.required <= maximum) return []
  const priced = given === undefined ? ': the high end of the range is what they would cost' : ''
  return [{ code: 'UNITS_MAY_EXCEED', severity: 'warning', message: `Where a ${unitName} carries the least that the documentation gives, ${most.required} ${unitName} are needed (${most.bindingConstraint} decides) and ${maximum} can be had${priced}. ${beyond}`, limit: `${maximum} ${unitName}`, actual: `${most.required} ${unitName}`, source: factOf(tier) }]
}

/** What a namespace of the tier does not hold, however many units it has; the next tier is named. */
export function tierFindings (tier: EventHubsTier, facts: TierFacts, { partitions, demand }: LogWorkload, workload: Workload): readonly Finding[] {
  const source = factOf(tier)
  const findings: Finding[] = []
  const held = (what: string, maximum: number | undefined, needed: number): void => {
    if (maximum === undefined || needed <= maximum) return
    findings.push({ code: 'TIER_LIMIT_EXCEEDED', severity: 'blocker', message: `${tier.title} holds ${maximum} ${what}; ${needed} are needed. ${tier.beyond}`, limit: `${maximum} ${what}`, actual: `${needed} ${what}`, source })
  }
  held('event hubs in a namespace', facts.perNamespace.eventHubs, demand.topics)
  held('connections in a namespace', facts.perNamespace.connections, demand.receivers)
  held('partitions in an event hub', facts.perEventHub.partitions, Math.ceil(partitions / demand.topics))
  held('consumer groups on an event hub', facts.perEventHub.consumerGroups, workload.consumerGroups)
  if (workload.retentionDays > facts.retentionDaysMaximum) {
    findings.push({ code: 'RETENTION_TOO_LONG', severity: 'blocker', message: `${tier.title} keeps events for ${facts.retentionDaysMaximum} days; ${text(workload.retentionDays)} were asked for. ${tier.beyond}`, limit: `${facts.retentionDaysMaximum} days`, actual: `${text(workload.retentionDays)} days`, source })
  }
  if (!tier.takesCompression && workload.compressionRatio > 1) {
    findings.push({ code: 'COMPRESSION_UNSUPPORTED', severity: 'info', message: `The Kafka endpoint of ${tier.title} takes no compressed batches: it is priced uncompressed. An application that compresses each payload itself sends smaller ones: give those as payloadBytes.`, limit: '1', actual: text(workload.compressionRatio) })
  }
  findings.push({ code: 'KAFKA_PROTOCOL_SUBSET', severity: 'info', message: `Event Hubs speaks the Kafka protocol and is not Apache Kafka. ${tier.kafkaGaps}` })
  return findings
}
