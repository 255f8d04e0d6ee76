import type { Confidence, PriceSource, PriceTableDocument } from '../../../src/pricing/price-table.ts'
import type { Facts } from '../facts.ts'
import { fact, source } from '../table.ts'

interface OperationsJson {
  readonly sources: Readonly<Record<string, { what: string, tier: string, date?: string, url?: string }>>
  readonly inputs: Readonly<Record<string, { default?: number, source?: string | string[] }>>
  readonly activities: ReadonlyArray<{
    id: string
    name: string
    class: string
    governance_dimension: string | null
    coefficients: Record<string, number>
    source: string[]
    basis: string
  }>
  readonly incident_model: Readonly<Record<string, { value: number, source: string, note?: string }>>
  readonly deployment_coefficients: Readonly<Record<string, Record<string, number>>>
  readonly deployment_coefficient_basis: { source: string[], note: string }
  readonly maturity: Readonly<Record<string, Record<string, number>>> & { basis: { source: string[], note: string } }
  readonly governance: Readonly<Record<string, number>>
  readonly oncall: {
    coverage_factor: Record<string, number>
    stipend_per_week: { currency: string, low: number, expected: number, high: number, source: string, note: string }
    weeks_per_month: number
  }
  readonly band: Readonly<Record<string, number>> & { basis: { source: string[], note: string } }
  readonly rates: {
    regions: Record<string, { currency: string, hourly_rate: { low: number, expected: number, high: number }, source: string[], note: string }>
  }
}

const confidenceOrder: readonly Confidence[] = ['official', 'third-party', 'inferred', 'judgement']
const maturityLevels = ['provisional', 'operational', 'scalable', 'optimizing']
const governanceLevels = ['none', 'basic', 'standard', 'regulated']

function confidenceOfTier (tier: string): Confidence {
  // "A via index" is the vendor's own release list in a copy; firsthand reports and quoted books are not the vendor of the number.
  return tier === 'A-government' || tier === 'A-official' || tier === 'A via index' ? 'official' : 'third-party'
}

function tableSources (json: OperationsJson): Record<string, PriceSource> {
  const sources: Record<string, PriceSource> = {}
  for (const [id, entry] of Object.entries(json.sources)) {
    sources[id] = id === 'J'
      ? source('Judgement recorded with the model; no published figure', 'pricing/README.md, section "Judgement"', '2026-11-23', 'judgement')
      : source(entry.what, entry.url ?? entry.what, entry.date ?? 'not dated', confidenceOfTier(entry.tier))
  }
  return sources
}

export function operationsTable (facts: Facts): PriceTableDocument {
  const json = facts.json<OperationsJson>('operations.json')
  const sources = tableSources(json)
  const used = new Set<string>()

  const graded = <Value>(value: Value, ids: readonly string[], note?: string) => {
    const grade = (id: string) => confidenceOrder.indexOf(sources[id]!.confidence)
    for (const id of ids) {
      if (sources[id] === undefined) throw new Error(`operations.json names no source ${id}`)
      used.add(id)
    }
    const weakest = ids.reduce((a, b) => grade(b) > grade(a) ? b : a)
    const { confidence } = sources[weakest]!
    return { ...fact(value, weakest, confidence), ...(ids.length > 1 ? { sources: [...ids] } : {}), ...(note === undefined ? {} : { note }) }
  }
  const level = (name: string) => {
    const { scale_exponent: scaleExponent, lifecycle, requests, reliability, investment } = json.maturity[name]!
    return { scaleExponent, lifecycle, requests, reliability, investment }
  }
  const withoutBasis = (group: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(group).filter(([key]) => key !== 'basis')) as Record<string, number>
  const incident = (name: string) => {
    const { value, source: id, note } = json.incident_model[name]!
    return graded(value, [id], note)
  }
  const input = (name: string) => {
    const { default: value, source: ids } = json.inputs[name]!
    if (value === undefined) throw new Error(`operations.json gives no default of ${name}`)
    return graded(value, ids === undefined ? ['J'] : [ids].flat())
  }
  const { source: stipendSource, note: stipendNote, ...stipend } = json.oncall.stipend_per_week

  const modelFacts = {
    activities: graded(json.activities.map(activity => {
      const { value, ...grounds } = graded(activity.coefficients, activity.source)
      return {
        id: activity.id,
        name: activity.name,
        class: activity.class,
        governanceDimension: activity.governance_dimension,
        coefficients: value,
        ...grounds,
        basis: activity.basis
      }
    }), ['J'], 'Each activity names its own sources; what no source gives is judgement'),
    deploymentCoefficients: graded(json.deployment_coefficients, json.deployment_coefficient_basis.source, json.deployment_coefficient_basis.note),
    maturity: graded(Object.fromEntries(maturityLevels.map(name => [name, level(name)])), json.maturity.basis.source, json.maturity.basis.note),
    governance: graded(Object.fromEntries(governanceLevels.map(name => [name, json.governance[name]!])), ['J']),
    incidentModel: {
      perClusterMonth: incident('incidents_per_cluster_month'),
      perBrokerMonth: incident('incidents_per_broker_month'),
      perTenClientApplicationsMonth: incident('incidents_per_10_client_apps_month'),
      hoursPerIncident: incident('hours_per_incident')
    },
    onCall: {
      coverage: graded(json.oncall.coverage_factor, ['J']),
      stipendPerWeek: graded(stipend, [stipendSource], stipendNote),
      weeksPerMonth: graded(json.oncall.weeks_per_month, ['J'])
    },
    band: graded(withoutBasis(json.band), json.band.basis.source, json.band.basis.note),
    rates: Object.fromEntries(Object.entries(json.rates.regions).map(([region, rate]) =>
      // Productive hours a year are judgement in every region, also where the facts list only the sources of pay.
      [region, graded({ currency: rate.currency, ...rate.hourly_rate }, [...new Set([...rate.source, 'J'])], rate.note)])),
    defaults: {
      nonProductionClusterWeight: input('nonprod_cluster_weight'),
      clientApplications: input('client_apps'),
      changeRequestsPerTopic: graded(0.05, ['J']),
      upgradesPerYear: input('upgrades_per_year'),
      certificateRotationsPerYear: input('cert_rotations_per_year'),
      engineersTrained: input('engineers_trained'),
      replicationLinks: input('replication_links')
    }
  }

  return {
    id: 'operations',
    version: '2025-06-05',
    title: 'Operating effort: activities, drivers, deployment, maturity, governance, pay',
    provider: 'none',
    currency: 'USD',
    provenance: [
      'A method and not a price list: it has no regions, and it holds from the first day of the tables so that any date can be asked for. The figures themselves were compiled on 2026-11-23.',
      'Made from the facts on operating effort; coefficients keep the names and the numbers they have there.',
      'No independent measured study of Kafka operating hours was found: nearly every number comes from a seller or is a desk estimate, and for the same three-broker cluster published figures run from 56 to 375 hours a month. The bands are one log-standard-deviation of that dispersion.',
      'Whatever rests on source J is judgement. A group that mixes sources lists them in sources; its source and confidence are those of the weakest among them.',
      'The facts list no judgement among the sources of the US hourly rate although its 1,800 productive hours a year are judgement; J was added.',
      'Itemised estimates come out two to four times lower than claims of whole full-time equivalents in the same documents; the model follows the itemised ones.',
      'Rates are in the currency of their region and are not converted; the currency of this table is that of the stipend.',
      'Nine of eleven published figures overlap with the bands of the model; the two misses are desk estimates of full-time equivalents for Kubernetes and on-premises clusters.'
    ],
    sources: Object.fromEntries(Object.entries(sources).filter(([id]) => used.has(id))),
    facts: modelFacts,
    regions: {}
  }
}
