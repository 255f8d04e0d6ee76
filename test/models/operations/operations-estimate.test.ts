import { describe, expect, test } from 'vitest'
import { operationsEstimate } from '../../../src/models/operations/operations-estimate.ts'
import type { DeploymentModel, OperationsDrivers } from '../../../src/models/operations/operations-model.ts'
import type { ExchangeRate } from '../../../src/models/operations/operations-pay.ts'
import { resolveOperationsProfile } from '../../../src/models/operations/operations-profile.ts'
import { operationsRequestSchema } from '../../../src/models/operations/operations-request.ts'
import type { OperationsRequest } from '../../../src/models/operations/operations-request.ts'
import { Decimal } from '../../../src/pricing/decimal.ts'
import { Exact } from '../../exact.ts'
import { facts, reference, referenceQueues } from './reference.ts'

interface Asked { readonly request?: OperationsRequest, readonly currency?: string, readonly exchange?: ExchangeRate, readonly model?: DeploymentModel, readonly drivers?: OperationsDrivers }

function estimateOf ({ request = {}, currency = 'USD', exchange, model = 'kafka_self_managed', drivers = reference }: Asked) {
  const profile = resolveOperationsProfile(operationsRequestSchema.parse(request), facts, currency, exchange ?? null)
  return operationsEstimate(model, drivers, profile, facts)
}

const written = ({ low, expected, high }: { low: Decimal, expected: Decimal, high: Decimal }) => [low.toString(), expected.toString(), high.toString()]

describe('the reference cluster, self-managed, at US pay', () => {
  const estimate = estimateOf({})

  test('takes 56.19, 95.52 or 162.38 hours at 103.51 USD', () => {
    expect(written(estimate.hours)).toEqual(['56.19', '95.52', '162.38'])
    expect(estimate.hourlyRate.toString()).toBe('103.51')
  })

  test('pays 0, 150 or 500 USD a week on call, over 4.33 weeks', () => {
    // 150 × 4.33 = 649.5; 500 × 4.33 = 2165
    expect(written(estimate.onCallStipend)).toEqual(['0', '649.5', '2165'])
  })

  test('costs hours × the expected rate and the stipend, at both ends of the band too', () => {
    // 56.19 × 103.51 = 5816.2269; 95.52 × 103.51 = 9887.2752, + 649.5; 162.38 × 103.51 = 16807.9538, + 2165
    expect(written(estimate.cost)).toEqual(['5816.2269', '10536.7752', '18972.9538'])
  })

  test('lists seventeen activities whose hours and costs add up', () => {
    const activities = estimate.activities()
    expect(activities).toHaveLength(17)
    expect(Exact.sum(...activities.map(({ hours }) => hours.toString())).toString()).toBe('95.52')
    expect(Exact.sum(...activities.map(({ cost }) => cost.toString())).toString()).toBe('9887.2752')
  })

  test('says of each activity what it rests on', () => {
    // 4.84 × 103.51 = 500.9884
    const { hours, cost, ...capacityPlanning } = estimate.activities().find(({ id }) => id === 'capacity_planning')!
    expect([hours.toString(), cost.toString()]).toEqual(['4.84', '500.9884'])
    expect(capacityPlanning).toEqual({ id: 'capacity_planning', name: 'Capacity planning and right-sizing', basis: 'F44 range 1-2 h/week = 4-9 h/month', judgement: false })
    expect(estimate.activities().find(({ id }) => id === 'training')!.judgement).toBe(true)
  })
})

describe('the on-call stipend', () => {
  test('is scaled like the stand-by hours of the offering', () => {
    // SQS: 649.5 × 0.15 = 97.425 and 2165 × 0.15 = 324.75; 12.58 × 103.51 = 1302.1558, + 97.425
    const estimate = estimateOf({ model: 'sqs', drivers: referenceQueues })
    expect(written(estimate.onCallStipend)).toEqual(['0', '97.425', '324.75'])
    expect(estimate.cost.expected.toString()).toBe('1399.5808')
  })

  test('follows coverage and share of the rotation', () => {
    // 649.5 × 0.4 × 0.25 = 64.95
    expect(estimateOf({ request: { onCallCoverage: 'business_hours', onCallRotationShare: 0.25 } }).onCallStipend.expected.toString()).toBe('64.95')
  })

  test('follows the deployment coefficient that the caller gives for stand-by, as the hours do', () => {
    // 649.5 × 0.5 = 324.75; 95.52 − 3
    const estimate = estimateOf({ request: { deploymentCoefficients: { oncall_standby: 0.5 } } })
    expect(estimate.onCallStipend.expected.toString()).toBe('324.75')
    expect(estimate.hours.expected.toString()).toBe('92.52')
  })

  test('is nothing where nobody is on call', () => {
    expect(written(estimateOf({ request: { onCallCoverage: 'none' } }).onCallStipend)).toEqual(['0', '0', '0'])
  })

  test("can be the caller's own, with the caller's own weeks, and changes no hours", () => {
    // 100 × 4 = 400, 200.5 × 4 = 802, 300 × 4 = 1200
    const estimate = estimateOf({ request: { stipendPerWeek: { low: '100', expected: 200.5, high: 300 }, weeksPerMonth: 4 } })
    expect(written(estimate.onCallStipend)).toEqual(['400', '802', '1200'])
    expect(estimate.hours.expected.toString()).toBe('95.52')
  })
})

describe('the hourly rate', () => {
  test.each(['95.10', 95.1])("can be the caller's own, %j, exactly as written", hourlyRate => {
    // 95.52 × 95.1 = 9083.952, + 649.5
    const estimate = estimateOf({ request: { hourlyRate } })
    expect(estimate.cost.expected.toString()).toBe('9733.452')
  })

  test('can be that of another country, exchanged at the rate given', () => {
    // 52.94 EUR × 1.1 = 58.234 USD; 95.52 × 58.234 = 5562.51168, + 649.5 USD of stipend, which is in USD already
    const estimate = estimateOf({ request: { rateRegion: 'DE' }, exchange: { from: 'EUR', to: 'USD', rate: new Decimal('1.1') } })
    expect(estimate.hourlyRate.toString()).toBe('58.234')
    expect(estimate.cost.expected.toString()).toBe('6212.01168')
  })

  test('is exchanged together with the stipend where the answer is in another currency than the table', () => {
    // 103.51 × 0.9 = 93.159 EUR; 649.5 × 0.9 = 584.55 EUR; 95.52 × 93.159 = 8898.54768, + 584.55
    const estimate = estimateOf({ currency: 'EUR', exchange: { from: 'USD', to: 'EUR', rate: new Decimal('0.9') } })
    expect(estimate.hourlyRate.toString()).toBe('93.159')
    expect(written(estimate.onCallStipend)).toEqual(['0', '584.55', '1948.5'])
    expect(estimate.cost.expected.toString()).toBe('9483.09768')
  })

  test("needs no exchange where rate and stipend are in the answer's currency", () => {
    // 95.52 × 52.94 = 5056.8288, + 100 × 4.33
    const estimate = estimateOf({ currency: 'EUR', request: { rateRegion: 'DE', stipendPerWeek: { low: 0, expected: 100, high: 200 } } })
    expect(estimate.cost.expected.toString()).toBe('5489.8288')
  })

  test('needs no exchange of a stipend that nobody is paid', () => {
    // 95.52 − 6 of stand-by = 89.52; × 52.94 = 4739.1888
    expect(estimateOf({ currency: 'EUR', request: { rateRegion: 'DE', onCallCoverage: 'none' } }).cost.expected.toString()).toBe('4739.1888')
  })
})

test('an activity whose coefficients the caller gave says so', () => {
  const training = estimateOf({ request: { coefficients: { training: { engineer_trained: 3, fixed: 1 } } } }).activities().find(({ id }) => id === 'training')!
  // 1 + 2 × 3
  expect(training.hours.toString()).toBe('7')
  expect(training.basis).toMatch(/^given by the caller: fixed, engineer_trained; otherwise: 24 h per engineer per year/)
})

test('one profile serves several offerings without mixing them up', () => {
  const profile = resolveOperationsProfile({ maturity: 'operational' }, facts, 'USD', null)
  const hours = (model: DeploymentModel) => operationsEstimate(model, reference, profile, facts).hours.expected.toString()
  expect([hours('kafka_self_managed'), hours('msk_serverless'), hours('kafka_self_managed')]).toEqual(['95.52', '30.38', '95.52'])
})
