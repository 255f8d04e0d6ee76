import { text } from '../models/formula.ts'
import type { Finding, Offering, Plan } from '../models/offering.ts'
import { utilisation } from '../models/sizing/sizing.ts'
import type { Sizing } from '../models/sizing/sizing.ts'
import { centsText, plain, toCents, zero } from '../pricing/decimal.ts'
import type { Decimal } from '../pricing/decimal.ts'
import type { EstimateError } from '../pricing/errors.ts'
import { lineRange, lineTiers, listCost } from '../pricing/price-plan.ts'
import type { LineItem, LineTier } from '../pricing/price-plan.ts'
import type { Choice } from './choose.ts'
import type { Detail } from './request.ts'
import type { Estimate, WrittenLineItem, WrittenSizing } from './response.ts'

type WrittenTier = WrittenLineItem['tiers'][number]
type WrittenFinding = NonNullable<Estimate['findings']>[number]

function writeTier ({ list, contracted }: LineTier): WrittenTier {
  const tier: WrittenTier = {
    from: plain(list.from),
    upTo: list.upTo === null ? null : plain(list.upTo),
    pricingQuantity: plain(list.quantity),
    listUnitPrice: plain(list.unitPrice),
    listCost: plain(list.cost)
  }
  if (contracted !== list) {
    tier.contractedUnitPrice = plain(contracted.unitPrice)
    tier.contractedCost = plain(contracted.cost)
  }
  return tier
}

/** Writes a line; its terms only with full detail. */
export function writeLineItem (line: LineItem, detail: Detail): WrittenLineItem {
  const { charge, priced } = line
  const written: WrittenLineItem = {
    id: charge.id,
    title: charge.title,
    group: charge.group,
    consumedQuantity: plain(charge.consumedQuantity),
    consumedUnit: charge.consumedUnit,
    pricingQuantity: plain(charge.quantity),
    pricingUnit: priced.sku.unit,
    tiers: lineTiers(line).map(writeTier),
    listCost: plain(listCost(line)),
    cost: plain(line.cost),
    formula: charge.formula(),
    source: priced.sourceKey,
    confidence: priced.confidence
  }
  const range = lineRange(line)
  if (range !== null) written.range = { low: plain(range.low), high: plain(range.high) }
  if (priced.commitment !== undefined) written.commitment = { ...priced.commitment, percent: String(priced.commitment.percent) }
  if (detail === 'full') written.terms = [...charge.terms()]
  return written
}

function writeAlternatives ({ ranked, comparedWithPeople }: Choice): WrittenSizing['alternatives'] {
  const [chosen, ...others] = ranked
  return others.map(({ option: { machine, brokers }, cost, compared }) => {
    const difference = centsText(toCents(compared).minus(toCents(chosen!.compared)))
    return {
      brokerType: machine.type,
      brokers,
      monthlyCost: centsText(toCents(cost)),
      whyNot: difference === '0.00' ? 'the same cost: fewer brokers, the newer family or the name decides' : `${difference} a month more ${comparedWithPeople ? 'with people' : 'for the infrastructure'}`
    }
  })
}

/** The machine behind the controllers, known only once the cheapest was taken. */
function controllerType (lines: readonly LineItem[]): string | null {
  const line = lines.find(({ charge }) => charge.id === 'compute.controllers')
  return line === undefined ? null : line.priced.sku.id.replace(/^instance\./, '')
}

function writeSizing (sizing: Sizing, lines: readonly LineItem[], choice: Choice | null): WrittenSizing {
  // A service without brokers is one thing: its quotas are used as a whole.
  const shared = Math.max(1, sizing.brokers)
  return {
    brokers: sizing.brokers,
    brokerType: sizing.brokerType,
    partitions: sizing.partitions,
    partitionReplicas: sizing.partitionReplicas,
    storageGib: plain(sizing.storageGib),
    storageGibPerBroker: sizing.storageGibPerBroker === null ? null : plain(sizing.storageGibPerBroker),
    controllers: sizing.controllers,
    controllerType: controllerType(lines),
    bindingConstraint: sizing.bindingConstraint,
    constraints: sizing.constraints().map(one => ({
      dimension: one.dimension,
      need: written(one.need),
      unit: one.unit,
      capacityPerBroker: written(one.capacityPerBroker),
      allowedUtilisation: written(one.allowedUtilisation),
      requiredBrokers: one.requiredBrokers,
      utilisation: written(utilisation(one, shared)),
      source: one.source
    })),
    sizingPolicy: sizing.sizingPolicy,
    brokersByPolicy: sizing.brokersByPolicy(),
    alternatives: choice === null ? [] : writeAlternatives(choice)
  }
}

const SIZING_DECIMALS = 6

/** Sizing runs in doubles: six decimals of them are meant, the rest is noise. */
function written (value: number): string {
  return Number.isSafeInteger(value) ? String(value) : text(Number(value.toFixed(SIZING_DECIMALS)))
}

/** A sizing in one line of text. */
export function sizingLine (sizing: Sizing): string {
  const partitions = `${sizing.partitions} partitions`
  const storage = `${plain(sizing.storageGib.toDecimalPlaces(1))} GiB`
  return sizing.brokerType === null
    ? `${partitions}, ${storage}, nearest its ${sizing.bindingConstraint} quota`
    : `${sizing.brokers} × ${sizing.brokerType}, ${partitions}, ${storage}, decided by ${sizing.bindingConstraint}`
}

/** The sentence of a finding, worked out now where that was put off. */
export const sentenceOf = ({ message }: Finding): string => typeof message === 'string' ? message : message()

/** Adds to a finding the money that following it would save: what its lines cost above the low end of their range, or a share of what one costs. */
function writeFinding (finding: Finding, lines: readonly LineItem[] | null, currency: string): WrittenFinding {
  const { savesOn, savesShare, ...others } = finding
  const rest = { ...others, message: sentenceOf(finding) }
  if (savesOn === undefined || lines === null) return rest
  const saved = ({ charge: { id }, cost, lowCost }: LineItem): Decimal => id === savesShare?.line ? cost.times(savesShare.share) : savesOn.includes(id) ? cost.minus(lowCost) : zero
  const saving = lines.reduce((sum, line) => sum.plus(saved(line)), zero)
  return { ...rest, message: `${rest.message} That saves ${centsText(toCents(saving))} ${currency} a month.`, saving: centsText(toCents(saving)) }
}

/** Writes findings, worst first; `lines` is null where their low ends tell no saving. */
export function writeFindings (findings: readonly Finding[], lines: readonly LineItem[] | null, currency: string): readonly WrittenFinding[] {
  const order = { blocker: 0, warning: 1, info: 2 }
  return findings.map(finding => writeFinding(finding, lines, currency)).sort((a, b) => order[a.severity] - order[b.severity])
}

/** Writes what a plan is sized to: whole, or in one line for a summary; null where nothing is sized. */
export function writePlanSizing (plan: Plan, lines: readonly LineItem[], choice: Choice | null, detail: Detail): WrittenSizing | string | null {
  if (plan.sizing === null) return null
  return detail === 'summary' ? sizingLine(plan.sizing) : writeSizing(plan.sizing, lines, choice)
}

/** An offering that has no answer, in its place. */
export function writeFailure (offering: Offering, error: EstimateError): Estimate {
  return { offering: offering.id, title: offering.title, provider: offering.provider, status: 'error', error: { code: error.code, message: error.message } }
}
