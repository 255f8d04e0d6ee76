import { describe, expect, test } from 'vitest'
import { operationsFactsSchema } from '../../../src/models/operations/operations-facts.ts'
import { governanceDimensions } from '../../../src/models/operations/operations-names.ts'
import type { ExchangeRate } from '../../../src/models/operations/operations-pay.ts'
import { resolveOperationsProfile } from '../../../src/models/operations/operations-profile.ts'
import type { OperationsRequest } from '../../../src/models/operations/operations-request.ts'
import { Decimal } from '../../../src/pricing/decimal.ts'
import { EstimateError } from '../../../src/pricing/errors.ts'
import { facts, rawFacts } from './reference.ts'

function assumptionsOf (request: OperationsRequest, currency = 'USD', exchange: ExchangeRate | null = null): Record<string, string> {
  const { assumptions } = resolveOperationsProfile(request, facts, currency, exchange)
  return Object.fromEntries(assumptions.map(({ name, value }) => [name, value]))
}

function refusal (request: OperationsRequest, currency = 'USD', exchange: ExchangeRate | null = null): EstimateError {
  try {
    resolveOperationsProfile(request, facts, currency, exchange)
  } catch (error) {
    if (error instanceof EstimateError) return error
    throw error
  }
  throw new Error('the request was answered')
}

const exchange = (from: string, to: string, rate: string): ExchangeRate => ({ from, to, rate: new Decimal(rate) })

describe('assumptions', () => {
  test('name every value that a caller who said nothing left out', () => {
    expect(assumptionsOf({})).toEqual({
      maturity: 'operational',
      governance: 'standard',
      onCallCoverage: '24x7',
      onCallRotationShare: '1',
      rateRegion: 'US',
      hourlyRate: '103.51',
      clientApplications: '10',
      changeRequestsPerMonth: '0.05 × topics',
      upgradesPerYear: '3',
      certificateRotationsPerYear: '1',
      engineersTrained: '2',
      replicationLinks: '0',
      stipendPerWeek: '150',
      weeksPerMonth: '4.33',
      nonProductionClusterWeight: '0.3'
    })
  })

  test('are none where the caller said everything', () => {
    expect(assumptionsOf({
      maturity: 'operational',
      governance: 'standard',
      onCallCoverage: '24x7',
      onCallRotationShare: 1,
      hourlyRate: 95,
      clientApplications: 10,
      changeRequestsPerMonth: 5,
      upgradesPerYear: 3,
      certificateRotationsPerYear: 1,
      engineersTrained: 2,
      replicationLinks: 0,
      stipendPerWeek: { low: 0, expected: 1, high: 2 },
      weeksPerMonth: 4.33,
      nonProductionClusterWeight: 0.3
    })).toEqual({})
  })

  test('all are defaults that carry a unit and a reason', () => {
    for (const { origin, unit, why } of resolveOperationsProfile(undefined, facts, 'USD', null).assumptions) {
      expect(origin).toBe('default')
      expect(unit).not.toBe('')
      expect(why.length).toBeGreaterThan(5)
    }
  })

  test('say whose pay a rate is and how it was exchanged', () => {
    const { assumptions } = resolveOperationsProfile({ rateRegion: 'GB' }, facts, 'USD', exchange('GBP', 'USD', '1.25'))
    expect(assumptions.map(({ name }) => name)).not.toContain('rateRegion')
    // 46.43 × 1.25 = 58.0375
    expect(assumptions.find(({ name }) => name === 'hourlyRate')).toEqual({
      name: 'hourlyRate',
      value: '58.0375',
      unit: 'USD an hour',
      origin: 'default',
      why: 'Loaded cost of an engineer in GB, 46.43 GBP: salary × loading / productive hours, at 1.25 USD for one GBP'
    })
  })

  test('name the dimensions whose governance was left out', () => {
    const governance = { observability: 'basic', broker_security: 'regulated', retention_policies: 'none', topic_permissions: 'basic', schema_governance: 'basic' } as const
    const { assumptions } = resolveOperationsProfile({ governance }, facts, 'USD', null)
    expect(assumptions.find(({ name }) => name === 'governance')?.why).toBe('The level whose factor is 1, for consumer_group_coordination, data_replication_governance')
    expect(assumptionsOf({ governance: {} })['governance']).toBe('standard')
  })

  test('say nothing of governance that was given for every dimension', () => {
    const governance = Object.fromEntries(governanceDimensions.map(dimension => [dimension, 'basic' as const]))
    expect(assumptionsOf({ governance })).not.toHaveProperty('governance')
  })

  test('say nothing of a stipend that nobody is paid', () => {
    expect(Object.keys(assumptionsOf({ onCallRotationShare: 0 }))).not.toEqual(expect.arrayContaining(['stipendPerWeek']))
    expect(Object.keys(assumptionsOf({ onCallCoverage: 'none' }))).not.toEqual(expect.arrayContaining(['weeksPerMonth']))
  })

  test('say nothing of a coverage in whose place a factor was given', () => {
    expect(assumptionsOf({ onCallCoverageFactor: 0.5 })).not.toHaveProperty('onCallCoverage')
  })

  test('name the weeks only where the stipend of the table is paid over them', () => {
    expect(assumptionsOf({ weeksPerMonth: 4 })).not.toHaveProperty('weeksPerMonth')
    expect(assumptionsOf({ weeksPerMonth: 4 })['stipendPerWeek']).toBe('150')
  })
})

describe('what has no answer', () => {
  test('an hourly rate together with a region of pay', () => {
    const error = refusal({ hourlyRate: '95.00', rateRegion: 'DE' })
    expect(error.code).toBe('IMPOSSIBLE_COMBINATION')
    expect(error.message).toContain('operations.hourlyRate and operations.rateRegion')
    expect(error.data).toMatchObject({ field: 'operations.rateRegion', accepted: ['US', 'DE', 'GB', 'IN'] })
  })

  test('a coverage together with a factor of its own: nobody on call, and three times everybody', () => {
    const error = refusal({ onCallCoverage: 'none', onCallCoverageFactor: 3 })
    expect(error.code).toBe('IMPOSSIBLE_COMBINATION')
    expect(error.message).toBe('operations.onCallCoverage is none and operations.onCallCoverageFactor is 3, and each says how much somebody is on call: give one of them; the factor of none is 0.')
    expect(error.data).toEqual({ field: 'operations.onCallCoverageFactor', conflictsWith: 'operations.onCallCoverage' })
  })

  test('pay in another currency without an exchange rate', () => {
    const error = refusal({ rateRegion: 'DE' })
    expect(error.code).toBe('MISSING_EXCHANGE_RATE')
    expect(error.message).toBe('The hourly rate of region DE is in EUR and the answer was asked for in USD: give exchangeRate with from EUR, to USD, a rate and its date, or operations.hourlyRate in USD, or operations.rateRegion US. No rate is fetched or guessed.')
    expect(error.data).toEqual({ from: 'EUR', to: 'USD', field: 'operations.hourlyRate' })
  })

  test('default pay in a currency that no region of the table is paid in', () => {
    expect(refusal({}, 'CHF').message).toContain('or operations.hourlyRate in CHF. No rate')
  })

  test('a stipend in another currency without an exchange rate', () => {
    const error = refusal({ rateRegion: 'DE' }, 'EUR')
    expect(error.code).toBe('MISSING_EXCHANGE_RATE')
    expect(error.message).toBe('The on-call stipend is in USD and the answer was asked for in EUR: give exchangeRate with from USD, to EUR, a rate and its date, or operations.stipendPerWeek { low, expected, high } in EUR, or operations.onCallCoverage none. No rate is fetched or guessed.')
    expect(error.data).toMatchObject({ field: 'operations.stipendPerWeek' })
  })

  test.each([
    ['the other way round', exchange('USD', 'EUR', '0.9')],
    ['from another currency', exchange('GBP', 'USD', '1.25')],
    ['to another currency', exchange('EUR', 'GBP', '0.85')]
  ])('an exchange rate %s is not turned around or guessed at', (_, given) => {
    expect(refusal({ rateRegion: 'DE' }, 'USD', given).code).toBe('MISSING_EXCHANGE_RATE')
  })
})

describe('the profile of a caller who said nothing', () => {
  test('is resolved once for a table', () => {
    const profile = resolveOperationsProfile(undefined, facts, 'USD', null)
    expect(resolveOperationsProfile({}, facts, 'USD', null)).toBe(profile)
    expect(resolveOperationsProfile({ maturity: 'operational' }, facts, 'USD', null)).not.toBe(profile)
  })

  test('is not that of another currency or of another table', () => {
    const profile = resolveOperationsProfile(undefined, facts, 'USD', null)
    expect(refusal({}, 'EUR').code).toBe('MISSING_EXCHANGE_RATE')
    expect(resolveOperationsProfile(undefined, facts, 'EUR', exchange('USD', 'EUR', '0.9')).hourlyRate.toString()).toBe('93.159')
    const other = structuredClone(rawFacts)
    other.rates.US.value.expected = 110
    expect(resolveOperationsProfile(undefined, operationsFactsSchema.parse(other), 'USD', null).hourlyRate.toString()).toBe('110')
    expect(resolveOperationsProfile(undefined, facts, 'USD', null)).toBe(profile)
  })
})
