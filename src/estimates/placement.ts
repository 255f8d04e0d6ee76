import { z } from 'zod'
import { fact } from '../models/facts.ts'
import { constant } from '../models/kept.ts'
import type { Assumption, Finding, Offering } from '../models/offering.ts'
import { readFacts } from '../models/table-facts.ts'
import { EstimateError } from '../pricing/errors.ts'
import { BASE_REGION } from '../pricing/price-table.ts'
import type { Cloud, PriceTable } from '../pricing/price-table.ts'

/** Says which regions of another cloud are near a region of AWS; a method and no price list. */
export const CLOUD_REGIONS_TABLE = 'cloud-regions'

const nearestByRegion = fact(z.record(z.string(), z.array(z.string())))
export const cloudRegionsFacts = z.looseObject({ gcp: nearestByRegion, azure: nearestByRegion })

const cloudNames: Readonly<Record<Exclude<Cloud, 'none' | 'own'>, string>> = { aws: 'AWS', gcp: 'Google Cloud', azure: 'Microsoft Azure' }

// Only who may work for governments is let in; prices without a region say nothing about that.
const GOVERNMENT = /^us-gov-/

/** Where the tables of a question are read, for a workload that runs in a region of AWS. */
export interface Placement {
  readonly regionOf: (table: PriceTable) => string
  /** The region an offering is priced in; error: UNKNOWN_REGION where the caller named one that its tables do not have. */
  readonly regionOfOffering: (offering: Offering) => string
  readonly findings: (offering: Offering) => readonly Finding[]
  readonly assumptions: (offering: Offering) => readonly Assumption[]
}

export const otherClouds = ['gcp', 'azure'] as const
export type OtherCloud = typeof otherClouds[number]
type ElsewhereTable = PriceTable & { readonly cloud: OtherCloud }

/** The regions of another cloud that may stand for a region of AWS, nearest first; `map` is the table that says so. */
export const regionsNear = (map: PriceTable | undefined, cloud: OtherCloud, region: string): readonly string[] =>
  map === undefined ? [] : readFacts(map, cloudRegionsFacts)[cloud][region] ?? []

/** The nearest of them of which one of the tables has prices; null where none has. */
export function nearestPriced (tables: readonly PriceTable[], map: PriceTable | undefined, cloud: OtherCloud, region: string): string | null {
  const priced = tables.filter(table => table.cloud === cloud)
  return regionsNear(map, cloud, region).find(near => priced.some(table => table.regions.has(near))) ?? null
}

/** Whether a table's regions are those of another cloud, which a workload's region has to be read as. */
export const isElsewhere = (table: PriceTable): table is ElsewhereTable => table.cloud === 'gcp' || table.cloud === 'azure'

/** Places a question: `named` is the region that the caller chose for an offering on another cloud. */
export function placeQuestion (tables: ReadonlyMap<string, PriceTable>, region: string, named: string | undefined): Placement {
  const map = tables.get(CLOUD_REGIONS_TABLE)
  const nearest = (cloud: OtherCloud): readonly string[] => regionsNear(map, cloud, region)
  const regionOf = (table: PriceTable): string => {
    if (table.cloud === 'none' || table.cloud === 'own') return BASE_REGION
    if (!isElsewhere(table)) return region
    const near = nearest(table.cloud)
    return named ?? near.find(one => table.regions.has(one)) ?? near[0] ?? region
  }
  const tablesOf = (offering: Offering): readonly PriceTable[] => Object.keys(offering.facts).flatMap(id => tables.get(id) ?? []).filter(table => table.regions.size > 0)
  const elsewhere = (offering: Offering): ElsewhereTable | undefined => tablesOf(offering).find(isElsewhere)

  return {
    regionOf,
    regionOfOffering: offering => {
      const own = elsewhere(offering)
      if (own !== undefined && named !== undefined && !own.regions.has(named)) {
        const accepted = [...own.regions.keys()]
        throw new EstimateError('UNKNOWN_REGION', `options.${offering.id}.region "${named}" is in no price table of ${offering.title}; known are ${accepted.join(', ')}.`, { field: `options.${offering.id}.region`, value: named, accepted })
      }
      const placed = own ?? tablesOf(offering).find(({ cloud }) => cloud === 'aws')
      return placed === undefined ? BASE_REGION : regionOf(placed)
    },
    findings: offering => {
      const findings: Finding[] = []
      const own = elsewhere(offering)
      if (own !== undefined && named === undefined) {
        const [closest] = nearest(own.cloud)
        const used = regionOf(own)
        const cloud = cloudNames[own.cloud]
        findings.push(used === closest
          ? { code: 'REGION_MAPPED', severity: 'info', message: `${region} is a region of AWS; ${cloud} is priced in ${used}, its nearest.`, actual: used }
          : { code: 'REGION_STANDS_IN', severity: 'warning', message: `${region} is a region of AWS; of ${closest ?? 'no region near it'}, the nearest of ${cloud}, no price is known, and ${used} stands in.`, actual: used })
      }
      const base = tablesOf(offering).find(({ cloud }) => cloud === 'none')
      if (base !== undefined && GOVERNMENT.test(region)) findings.push({ code: 'NOT_KNOWN_FOR_GOVERNMENT', severity: 'blocker', message: `${region} is a region for governments, and nothing read says that ${base.document.provider} sells there.`, actual: region })
      else if (base !== undefined) findings.push({ code: 'BASE_REGION_PRICE', severity: 'info', message: `The prices of ${base.document.provider} are read without a region: a region can cost more.` })
      return constant(findings)
    },
    assumptions: offering => {
      const own = elsewhere(offering)
      if (own === undefined || named !== undefined) return []
      return [{ name: 'region', value: regionOf(own), unit: `region of ${cloudNames[own.cloud]}`, origin: 'rule', why: `The nearest to ${region} of which prices are known; the option region names another.` }]
    }
  }
}
