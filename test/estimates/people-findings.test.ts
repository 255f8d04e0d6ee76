import { describe, expect, it } from 'vitest'
import { askOne, everythingOn, fourHoursOfPeople, orders } from './real-prices.ts'
import type { Given } from './real-prices.ts'
import { driverNames } from '../../src/models/operations/operations-names.ts'
import type { Estimate, WrittenSizing } from '../../src/estimates/response.ts'

/** 20 MiB/s, 40 at the peak, kept for a day. */
const twenty = { requestsPerMonth: 20 * 730 * 3600, payloadBytes: 2 ** 20, retentionDays: 1 }
/** An hour at 50 for every broker, and nothing else. */
const anHourABroker = {
  ...fourHoursOfPeople,
  maturityFactors: { scaleExponent: 1 },
  coefficients: { cost_governance: { ...Object.fromEntries(driverNames.map(driver => [driver, 0])), broker: 1 } }
}
const ec2 = (more: Given = {}): Estimate => askOne('kafka-aws-ec2', { workload: twenty, conventions: { recordOverheadBytes: 0 }, operations: anHourABroker, pricing: { asOf: everythingOn }, ...more })
const byTotal = { conventions: { recordOverheadBytes: 0, plansCheapestBy: 'total' } }
const size = ({ sizing }: Estimate): string => { const { brokers, brokerType } = sizing as WrittenSizing; return `${brokers} × ${brokerType!}` }
const told = (answer: Estimate): readonly string[] => answer.findings!.filter(({ code }) => code === 'PEOPLE_COST_MORE_THAN_MACHINES').map(({ message }) => message)

describe('a plan that is cheaper on infrastructure and dearer with people', () => {
  it('is taken, and what the other one would save is said', () => {
    // 9 × m6g.large for 3 × m6g.2xlarge: 6,570 × 0.077 = 505.89 for 2,190 × 0.308 = 674.52, and 40 × 6.5 / 0.5 / 3 = 173.3 → 174 MiB/s a volume: 3 × 49 × 0.04 = 5.88
    // 168.63 + 5.88 = 174.51 more; 9 × 50 for 3 × 50: 300 less; 300 - 174.51
    const answer = ec2()
    expect([size(answer), answer.totals!.operations.expected]).toEqual(['9 × m6g.large', '450.00'])
    expect(told(answer)).toEqual(['3 × m6g.2xlarge would cost 174.51 USD a month more for the infrastructure and 300.00 USD less for people: 125.49 USD less in all. The plan with the cheapest infrastructure is taken; conventions.plansCheapestBy total takes this one.'])
  })

  it('is left for the other one where plans are compared with people, and alternatives are too', () => {
    // 4,921.76 + 174.51; 3 × 50; m7g.2xlarge: 2,190 × (0.3264 - 0.308) = 40.296
    const answer = ec2(byTotal)
    expect([size(answer), answer.totals!.infrastructure.expected, answer.totals!.operations.expected, told(answer)]).toEqual(['3 × m6g.2xlarge', '5096.27', '150.00', []])
    expect((answer.sizing as WrittenSizing).alternatives[0]).toEqual({ brokerType: 'm7g.2xlarge', brokers: 3, monthlyCost: '5136.56', whyNot: '40.29 a month more with people' })
  })

  it('is the same in a summary', () => {
    expect([ec2({ detail: 'summary' }), ec2({ detail: 'summary', ...byTotal })].map(({ totals }) => totals!.total.expected)).toEqual(['5371.76', '5246.27'])
  })

  it('is the best there is where people cost nothing, or as much on every plan, and nothing is said', () => {
    expect([ec2({ operations: { ...anHourABroker, hourlyRate: '0' } }), ec2({ operations: fourHoursOfPeople })].map(answer => [size(answer), told(answer)])).toEqual([['9 × m6g.large', []], ['9 × m6g.large', []]])
  })

  it('is not told of what one workload adds to a cluster: the plan is that of both', () => {
    expect(told(ec2({ existing: { ...orders, replicationFactor: 3 } }))).toEqual([])
  })
})
