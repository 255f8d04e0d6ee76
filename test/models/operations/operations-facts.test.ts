import { describe, expect, test } from 'vitest'
import { operationsFactsSchema } from '../../../src/models/operations/operations-facts.ts'
import { facts, rawFacts } from './reference.ts'

type Changeable = { [key: string]: any }

function changed (change: (copy: Changeable) => void): unknown {
  const copy = structuredClone(rawFacts) as Changeable
  change(copy)
  return copy
}

describe('the facts of the table', () => {
  test('read down to their values, with money as exact decimals', () => {
    expect(facts.activities).toHaveLength(17)
    expect(facts.deploymentCoefficients.health_monitoring.sqs).toBe(0.12)
    expect(facts.maturity.scalable).toEqual({ scaleExponent: 0.7, lifecycle: 0.7, requests: 0.45, reliability: 0.75, investment: 1.5 })
    expect(facts.rates.US.expected.toString()).toBe('103.51')
    expect(facts.onCall.stipendPerWeek.high.toString()).toBe('500')
  })

  test('may carry more provenance than the model reads', () => {
    expect(operationsFactsSchema.safeParse(changed(copy => { copy['governance'].reviewedBy = 'somebody' })).success).toBe(true)
  })

  test.each<[string, (copy: Changeable) => void]>([
    ['an activity is missing', copy => { copy['activities'].value.pop() }],
    ['an activity stands twice', copy => { copy['activities'].value[1] = copy['activities'].value[0] }],
    ['an activity too many', copy => { copy['activities'].value.push(copy['activities'].value[0]) }],
    ['a deployment model is missing from an activity', copy => { delete copy['deploymentCoefficients'].value.training.sqs }],
    ['a deployment model has no band', copy => { delete copy['band'].value.sqs }],
    ['a band below 1 would turn low and high around', copy => { copy['band'].value.sqs = 0.5 }],
    ['a maturity level is missing', copy => { delete copy['maturity'].value.scalable }],
    ['an exponent of zero would make one broker of none', copy => { copy['maturity'].value.scalable.scaleExponent = 0 }],
    ['a coefficient is negative', copy => { copy['activities'].value[0].coefficients.cluster = -1 }],
    ['a driver is unknown', copy => { copy['activities'].value[0].coefficients.moon = 1 }],
    ['a rate region is missing', copy => { delete copy['rates'].GB }],
    ['a default is missing', copy => { delete copy['defaults'].upgradesPerYear }]
  ])('are refused where %s', (_, change) => {
    expect(operationsFactsSchema.safeParse(changed(change)).success).toBe(false)
  })
})
