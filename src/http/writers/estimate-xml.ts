import type { Comparison, Estimate, EstimateResponse, Totals, WrittenLineItem } from '../../estimates/response.ts'
import type { XmlElement } from './xml.ts'

// A cell holds 32,767 characters of the answer; an itemised offering takes up to 5,200 of them beside what runs already, one of a summary 900.
const MOST_ITEMISED = 6

/** Whether an answer of so many offerings is itemised where nobody says: a cell must hold it. */
export const isItemised = (offerings: number): boolean => offerings <= MOST_ITEMISED

type Attributes = NonNullable<XmlElement['attributes']>
type Finding = NonNullable<Estimate['findings']>[number]

const leaf = (name: string, attributes: Attributes): XmlElement => ({ name, attributes })
const branch = (name: string, children: readonly XmlElement[]): readonly XmlElement[] => children.length === 0 ? [] : [{ name, children }]

const totalsElements = (totals: Partial<Totals>): readonly XmlElement[] => Object.entries(totals).map(([name, figures]) => leaf(name, figures))

/** What stands beside the totals, without the evidence of its infrastructure: three times that is more than a cell holds. */
function besideElements ({ infrastructureEvidence, ...totals }: Totals): readonly XmlElement[] {
  return totalsElements(totals)
}

function lineElement (line: WrittenLineItem): XmlElement {
  const { id, title, group, consumedQuantity, consumedUnit, pricingQuantity, pricingUnit, listCost, cost, range, commitment, source, confidence } = line
  return leaf('line', { id, title, group, consumedQuantity, consumedUnit, pricingQuantity, pricingUnit, listCost, cost, low: range?.low, high: range?.high, commitmentPercent: commitment?.percent, commitmentTerm: commitment?.term, source, confidence })
}

function findingElement ({ code, severity, message, limit, actual, saving }: Finding): XmlElement {
  return leaf('finding', { code, severity, message, limit, actual, saving })
}

function sizingElements ({ sizing }: Estimate): readonly XmlElement[] {
  if (sizing === null || sizing === undefined) return []
  if (typeof sizing === 'string') return [leaf('sizing', { summary: sizing })]
  const { brokers, brokerType, partitions, storageGib, bindingConstraint } = sizing
  return [leaf('sizing', { brokers, brokerType, partitions, storageGib, bindingConstraint })]
}

// Of what is required alone, and without reasons: a cell holds 32,767 characters.
function fitElements ({ fit = [] }: Estimate, requirements: readonly string[]): readonly XmlElement[] {
  const required = fit.filter(({ criterion }) => requirements.includes(criterion))
  return required.length === 0 ? [] : [leaf('fit', Object.fromEntries(required.map(({ criterion, verdict }) => [criterion, verdict])))]
}

function estimateElement (estimate: Estimate, requirements: readonly string[], allowInfeasible: boolean): XmlElement {
  const { offering, title, provider, region, status, feasible, suitable, partlyMeets = [], error, unpriced, totals, standAlone, together, lineItems = [], findings = [] } = estimate
  // A path that names a total would show the price of what cannot be used.
  const isShown = feasible !== false || allowInfeasible
  const shown = (name: string, figures: Totals | undefined, elements: typeof besideElements): readonly XmlElement[] => branch(name, figures === undefined || !isShown ? [] : elements(figures))
  return {
    name: 'estimate',
    attributes: { offering, title, provider, status, feasible, suitable, partlyMeets: partlyMeets.length === 0 ? undefined : partlyMeets.join(' '), region, unpriced },
    children: [
      ...error === undefined ? [] : [leaf('error', error)],
      ...shown('totals', totals, totalsElements),
      ...shown('standAlone', standAlone, besideElements),
      ...shown('together', together, besideElements),
      ...sizingElements(estimate),
      ...branch('lineItems', lineItems.map(lineElement)),
      ...branch('findings', findings.map(findingElement)),
      ...fitElements(estimate, requirements)
    ]
  }
}

function comparisonElement ({ infrastructure, total, notCompared, summary }: Comparison): XmlElement {
  const ranked = (name: string, { cheapest, conclusive }: Comparison['total']): XmlElement => leaf(name, { cheapest, conclusive })
  return {
    name: 'comparison',
    attributes: { summary },
    children: [ranked('infrastructure', infrastructure), ranked('total', total), ...notCompared.map(one => leaf('notCompared', one))]
  }
}

/** An answer as elements and attributes, for paths such as `//estimate[@offering='…']/totals/infrastructure/@expected`. */
export function estimateXml ({ currency, asOf, modelVersion, incomplete, requirements = [], estimates, comparison, warnings, links }: EstimateResponse, allowInfeasible: boolean): XmlElement {
  return {
    name: 'estimates',
    attributes: { currency, asOf, modelVersion, incomplete, self: links.self },
    children: [
      ...estimates.map(estimate => estimateElement(estimate, requirements, allowInfeasible)),
      comparisonElement(comparison),
      ...warnings.map(message => leaf('warning', { message }))
    ]
  }
}
