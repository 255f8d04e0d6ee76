import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { operationsRequestSchema } from '../../../src/models/operations/operations-request.ts'
import { facts } from './reference.ts'

const accepts = (request: unknown): boolean => operationsRequestSchema.safeParse(request).success

test('a caller may say nothing at all, and nothing is filled in', () => {
  expect(operationsRequestSchema.parse({})).toEqual({})
})

test('a caller may say everything', () => {
  const request = {
    maturity: 'scalable',
    governance: { observability: 'none', broker_security: 'regulated' },
    onCallCoverage: 'business_hours',
    onCallRotationShare: 0.25,
    hourlyRate: '95.00',
    rateRegion: 'DE',
    clientApplications: 40,
    changeRequestsPerMonth: 2.5,
    upgradesPerYear: 1,
    certificateRotationsPerYear: 12,
    engineersTrained: 4,
    replicationLinks: 2,
    coefficients: { health_monitoring: { cluster: 5, broker: 1 } },
    deploymentCoefficients: { training: 0.3 },
    maturityFactors: { scaleExponent: 1, lifecycle: 1, requests: 1, reliability: 1, investment: 1 },
    governanceFactors: { none: 0, basic: 0.5, standard: 1, regulated: 2 },
    incidents: { perClusterMonth: 1, perBrokerMonth: 0.01, perTenClientApplicationsMonth: 0.2, hoursPerIncident: 4 },
    onCallCoverageFactor: 0.5,
    stipendPerWeek: { low: 0, expected: '200', high: 400.5 },
    weeksPerMonth: 4.345,
    bandFactor: 1.5,
    nonProductionClusterWeight: 0.5
  }
  expect(operationsRequestSchema.parse(request)).toEqual(request)
})

describe('what is refused', () => {
  test.each<[string, unknown]>([
    ['an unknown field', { wage: 3 }],
    ['an unknown maturity', { maturity: 'perfect' }],
    ['an unknown governance level', { governance: 'strict' }],
    ['an unknown governance dimension', { governance: { weather: 'basic' } }],
    ['an unknown activity', { coefficients: { dancing: { cluster: 1 } } }],
    ['an unknown driver', { coefficients: { training: { moons: 1 } } }],
    ['an unknown activity of a deployment coefficient', { deploymentCoefficients: { dancing: 1 } }],
    ['an unknown class of activity', { maturityFactors: { dancing: 1 } }],
    ['an unknown level of a governance factor', { governanceFactors: { strict: 1 } }],
    ['an unknown kind of incident', { incidents: { perMoon: 1 } }],
    ['a rate region without sourced pay', { rateRegion: 'FR' }],
    ['more than one rotation', { onCallRotationShare: 1.01 }],
    ['less than no rotation', { onCallRotationShare: -0.01 }],
    ['half an application', { clientApplications: 1.5 }],
    ['half a link', { replicationLinks: 0.5 }],
    ['an exponent of zero', { maturityFactors: { scaleExponent: 0 } }],
    ['diseconomies of scale', { maturityFactors: { scaleExponent: 1.1 } }],
    ['a band below 1', { bandFactor: 0.9 }],
    ['a month without weeks', { weeksPerMonth: 0 }],
    ['a stipend with one of its three numbers missing', { stipendPerWeek: { low: 0, expected: 100 } }],
    ['a stipend whose low is above its expected', { stipendPerWeek: { low: 200, expected: 100, high: 300 } }],
    ['a stipend whose expected is above its high', { stipendPerWeek: { low: 0, expected: '400', high: 300 } }],
    ['a stipend that is no number', { stipendPerWeek: { low: 'abc', expected: '400', high: 500 } }]
  ])('%s', (_, request) => {
    expect(accepts(request)).toBe(false)
  })

  test.each(['95,00', '1e3', '-1', '', ' 95', '+95', '1234567890', '1.1234567', -1, 1e9, 0.1234567, 1e-7, Infinity, NaN, null])('the hourly rate %j', hourlyRate => {
    expect(accepts({ hourlyRate })).toBe(false)
  })
})

test.each(['95', '95.00', '0', '999999999.999999', 95, 95.5, 0, 0.000001, 999999999.999999])('the hourly rate %j is exact as written and accepted', hourlyRate => {
  expect(accepts({ hourlyRate })).toBe(true)
})

describe('the schema shown to callers', () => {
  const { $defs } = z.toJSONSchema(operationsRequestSchema, { io: 'input' })
  const properties = $defs!['OperationsRequest']!.properties as Record<string, { default?: unknown, description?: string }>

  test('shows the defaults that the table holds, as they are in the table', () => {
    const shown = (name: string) => properties[name]?.default
    const { clientApplications, upgradesPerYear, certificateRotationsPerYear, engineersTrained, replicationLinks } = facts.defaults
    expect([shown('clientApplications'), shown('upgradesPerYear'), shown('certificateRotationsPerYear'), shown('engineersTrained'), shown('replicationLinks')])
      .toEqual([clientApplications, upgradesPerYear, certificateRotationsPerYear, engineersTrained, replicationLinks])
    expect(properties['changeRequestsPerMonth']?.description).toContain(`${facts.defaults.changeRequestsPerTopic} × topics`)
  })

  test('shows the defaults that are choices', () => {
    expect(['maturity', 'governance', 'onCallCoverage', 'onCallRotationShare', 'rateRegion'].map(name => properties[name]?.default))
      .toEqual(['operational', 'standard', '24x7', 1, 'US'])
  })

  test('describes every field', () => {
    expect(Object.values(properties).filter(property => (property.description ?? '') === '')).toEqual([])
  })
})
