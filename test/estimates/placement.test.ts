import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { nearestPriced, placeQuestion } from '../../src/estimates/placement.ts'
import type { Placement } from '../../src/estimates/placement.ts'
import type { Offering } from '../../src/models/offering.ts'
import { EstimateError } from '../../src/pricing/errors.ts'
import { parsePriceTable } from '../../src/pricing/price-table.ts'
import type { Cloud, PriceTable } from '../../src/pricing/price-table.ts'
import { byId, smallDocument, smallTable } from '../pricing/small-tables.ts'

const tableIn = (id: string, cloud: Cloud, ...regions: readonly string[]): PriceTable =>
  parsePriceTable({ ...smallDocument({ id, regions: Object.fromEntries(regions.map(region => [region, { name: region, skus: {} }])) }), cloud }, `sha256:${id}`)

const near = (value: Record<string, string[]>): object => ({ value, source: 'J', confidence: 'judgement' })
const map = smallTable({ id: 'cloud-regions', regions: {}, facts: { gcp: near({ 'us-east-1': ['us-east4', 'us-central1'], 'sa-east-1': ['southamerica-east1'] }), azure: near({ 'us-east-1': ['eastus'] }) } })
const tables = byId(map, tableIn('aws', 'aws', 'us-east-1'), tableIn('google', 'gcp', 'us-central1', 'europe-west1'), tableIn('azure', 'azure', 'eastus'), tableIn('vendor', 'none', 'base'), tableIn('own', 'own', 'base'), smallTable({ id: 'method', regions: {} }))

const offering = (...ids: readonly string[]): Offering => ({ id: 'kafka', title: 'Kafka', facts: Object.fromEntries(ids.map(id => [id, z.unknown()])) }) as unknown as Offering
const place = (region = 'us-east-1', named?: string): Placement => placeQuestion(tables, region, named)
const told = (placement: Placement, of: Offering): readonly (readonly string[])[] => placement.findings(of).map(({ code, severity, message }) => [code, severity, message as string])

describe('a workload in a region of AWS', () => {
  it('is priced there on AWS, and nothing has to be said', () => {
    expect([place().regionOfOffering(offering('method', 'aws')), place().findings(offering('aws')), place().assumptions(offering('aws'))]).toEqual(['us-east-1', [], []])
  })

  it('is priced in the nearest region of another cloud', () => {
    const azure = offering('azure')
    expect(place().regionOfOffering(azure)).toBe('eastus')
    expect(told(place(), azure)).toEqual([['REGION_MAPPED', 'info', 'us-east-1 is a region of AWS; Microsoft Azure is priced in eastus, its nearest.']])
    expect(place().assumptions(azure).map(({ name, value, unit }) => [name, value, unit])).toEqual([['region', 'eastus', 'region of Microsoft Azure']])
  })

  it('is priced in the next nearest where of the nearest no price is known, which is a warning', () => {
    expect(place().regionOfOffering(offering('google'))).toBe('us-central1')
    expect(told(place(), offering('google'))).toEqual([['REGION_STANDS_IN', 'warning', 'us-east-1 is a region of AWS; of us-east4, the nearest of Google Cloud, no price is known, and us-central1 stands in.']])
  })

  it('has no price where only places far away have one: the nearest is asked, and does not know it', () => {
    expect(place('sa-east-1').regionOfOffering(offering('google'))).toBe('southamerica-east1')
    expect(place('sa-east-1').regionOf(tables.get('azure')!)).toBe('sa-east-1')
    expect(told(place('sa-east-1'), offering('azure'))[0]![2]).toContain('of no region near it, the nearest of Microsoft Azure, no price is known')
  })

  it('may be put where the caller says', () => {
    expect(place('us-east-1', 'europe-west1').regionOfOffering(offering('google'))).toBe('europe-west1')
    expect([place('us-east-1', 'europe-west1').findings(offering('google')), place('us-east-1', 'europe-west1').assumptions(offering('google'))]).toEqual([[], []])
  })

  it('cannot be put where no price is known', () => {
    const refusal = ((): unknown => {
      try {
        return place('us-east-1', 'europe-west9').regionOfOffering(offering('google'))
      } catch (error) {
        return error
      }
    })()
    expect(refusal).toBeInstanceOf(EstimateError)
    expect(refusal).toMatchObject({ code: 'UNKNOWN_REGION', message: 'options.kafka.region "europe-west9" is in no price table of Kafka; known are us-central1, europe-west1.', data: { accepted: ['us-central1', 'europe-west1'] } })
  })
})

describe('prices that carry no region', () => {
  it('are those of base, which is said', () => {
    expect(place().regionOfOffering(offering('vendor'))).toBe('base')
    expect(told(place(), offering('vendor'))).toEqual([['BASE_REGION_PRICE', 'info', 'The prices of Vendor are read without a region: a region can cost more.']])
  })

  it('say nothing of who may work for governments, which is a blocker there', () => {
    expect(told(place('us-gov-west-1'), offering('vendor'))).toEqual([['NOT_KNOWN_FOR_GOVERNMENT', 'blocker', 'us-gov-west-1 is a region for governments, and nothing read says that Vendor sells there.']])
  })

  it('are those of a place of the caller, where nothing has to be said', () => {
    expect([place().regionOfOffering(offering('own')), place('us-gov-west-1').findings(offering('own'))]).toEqual(['base', []])
  })

  it('can stand beside machines that have one', () => {
    expect(place().regionOfOffering(offering('vendor', 'aws'))).toBe('us-east-1')
    expect(told(place(), offering('vendor', 'aws')).map(([code]) => code)).toEqual(['BASE_REGION_PRICE'])
  })
})

it('without a map of the clouds, a region is taken by its own name', () => {
  const unmapped = placeQuestion(byId(tableIn('google', 'gcp', 'us-central1')), 'us-east-1', undefined)
  expect(unmapped.regionOfOffering(offering('google', 'absent'))).toBe('us-east-1')
})

describe('the region of another cloud that stands for one of AWS', () => {
  const near = (cloud: 'gcp' | 'azure', region: string): string | null => nearestPriced([...tables.values()], tables.get('cloud-regions'), cloud, region)

  it('is the nearest of which a table has prices', () => {
    expect([near('gcp', 'us-east-1'), near('azure', 'us-east-1')]).toEqual(['us-central1', 'eastus'])
  })

  it('is none where no table has prices near it, nothing is near it, or nothing says what is near', () => {
    expect([near('gcp', 'sa-east-1'), near('azure', 'sa-east-1'), nearestPriced([...tables.values()], undefined, 'gcp', 'us-east-1')]).toEqual([null, null, null])
  })
})
