import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareOfferings } from '../../src/estimates/compare.ts'
import { estimate } from '../../src/estimates/estimate.ts'
import { requirementsSentence } from '../../src/estimates/left-out.ts'
import type { Requirement } from '../../src/models/fit/criteria.ts'
import { requirements } from '../../src/models/fit/criteria.ts'
import type { Offering } from '../../src/models/offering.ts'
import { EstimateError } from '../../src/pricing/errors.ts'
import type { MoneyRange } from '../../src/pricing/price-plan.ts'
import { exactly } from '../pricing/small-tables.ts'
import { about, anyOffering, anyQuestion } from './any-question.ts'
import { ask, askOne, everythingOn, fourHoursOfPeople, infrastructureOf, questionOf, realPrices } from './real-prices.ts'

const queues = ['aws-sqs-standard', 'aws-sqs-fifo']
const msk = ['aws-msk-standard', 'aws-msk-express', 'aws-msk-serverless']
const six = [...queues, ...msk, 'kafka-aws-ec2']

/** Whom each requirement rules out and whom it warns of, of the six, by hand from docs/fit.md. */
const expected: Readonly<Record<Requirement, { readonly fails: readonly string[], readonly partly: readonly string[] }>> = {
  replay: { fails: queues, partly: [] },
  'ordering-per-key': { fails: ['aws-sqs-standard'], partly: [] },
  'stream-processing': { fails: queues, partly: [] },
  'exactly-once': { fails: ['aws-sqs-standard'], partly: ['aws-sqs-fifo'] },
  'fan-out': { fails: [], partly: queues },
  'per-message-retry': { fails: [], partly: [...msk, 'kafka-aws-ec2'] },
  'long-retention': { fails: queues, partly: [] },
  'large-messages': { fails: [], partly: [...queues, 'aws-msk-standard', 'aws-msk-express', 'kafka-aws-ec2'] },
  'low-latency': { fails: [], partly: queues },
  'kafka-protocol': { fails: queues, partly: [] },
  'open-source': { fails: [...queues, 'aws-msk-express', 'aws-msk-serverless'], partly: ['aws-msk-standard'] },
  'multi-cloud': { fails: queues, partly: msk },
  'on-premises': { fails: six, partly: [] },
  'aws-native': { fails: [], partly: ['kafka-aws-ec2'] },
  'private-networking': { fails: [], partly: [] },
  'minimal-operations': { fails: ['kafka-aws-ec2'], partly: ['aws-msk-standard', 'aws-msk-express'] }
}

describe.each(requirements)('%s', requirement => {
  const { estimates, comparison } = ask({ offerings: six, requirements: [requirement] })
  const { fails, partly } = expected[requirement]
  const with_ = (code: string): readonly string[] => estimates.filter(({ findings = [] }) => findings.some(finding => finding.code === code)).map(({ offering }) => offering)

  it(`rules out ${fails.length === 0 ? 'nobody' : fails.join(', ')}, and warns of ${partly.length === 0 ? 'nobody' : partly.join(', ')}`, () => {
    expect(with_('REQUIREMENT_FAILED')).toEqual(fails)
    expect(with_('REQUIREMENT_PARTLY_MET')).toEqual(partly)
    expect(estimates.filter(({ suitable }) => suitable === false).map(({ offering }) => offering)).toEqual(fails)
    expect([...comparison.total.ranking].sort()).toEqual(six.filter(id => !fails.includes(id)).sort())
    expect(comparison.notCompared.map(({ offering }) => offering)).toEqual(fails)
  })
})

describe('a data centre of one\'s own', () => {
  it('is served by own servers alone: agents whose bill is of EC2 and S3 are not ranked', () => {
    const { comparison, estimates } = ask({ offerings: ['warpstream', 'automq', 'kafka-on-premises'], pricing: { asOf: everythingOn }, requirements: ['on-premises'] })
    expect([comparison.total.ranking, estimates.map(({ suitable }) => suitable)]).toEqual([['kafka-on-premises'], [false, false, true]])
  })
})

describe('private networking', () => {
  const codesOf = (options: object): readonly string[] => askOne('aws-sqs-standard', { requirements: ['private-networking'], options }).findings!.map(({ code }) => code)

  it('is said to be left out of the bill by whom it is', () => {
    const { estimates } = ask({ pricing: { asOf: everythingOn }, requirements: ['private-networking'] })
    expect(estimates.filter(({ findings = [] }) => findings.some(({ code }) => code === 'REQUIREMENT_NOT_PRICED')).map(({ offering }) => offering).sort()).toEqual([
      'aiven-kafka', 'aws-sqs-fifo', 'aws-sqs-standard', 'azure-event-hubs-dedicated', 'azure-event-hubs-premium', 'azure-event-hubs-standard',
      'confluent-cloud-dedicated', 'confluent-cloud-enterprise', 'confluent-cloud-freight', 'gcp-managed-kafka', 'redpanda-dedicated', 'redpanda-serverless'
    ])
  })

  it('of queues is in the bill by the interface endpoint alone', () => {
    expect(codesOf({ 'aws-sqs': { networkPath: 'interface-endpoint' } })).not.toContain('REQUIREMENT_NOT_PRICED')
    expect(codesOf({ 'aws-sqs': { networkPath: 'nat' } })).toContain('REQUIREMENT_NOT_PRICED')
  })
})

describe('an unsuitable offering', () => {
  const asked = { offerings: ['aws-sqs-standard', 'aws-msk-standard'], operations: fourHoursOfPeople }
  const answer = ask({ ...asked, requirements: ['replay', 'large-messages'] })
  const [sqs, msk] = answer.estimates

  it('keeps its price, and says that it is no answer to what was asked', () => {
    // 1.5 billion requests at 0.40 a million.
    expect(infrastructureOf(sqs!)).toBe('600.00')
    expect([sqs!.suitable, sqs!.feasible, msk!.suitable, msk!.feasible]).toEqual([false, false, true, true])
  })

  it('has its blocker before its other findings, and one that meets a requirement in part has a warning', () => {
    expect(sqs!.findings!.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['blocker REQUIREMENT_FAILED', 'warning REQUIREMENT_PARTLY_MET', 'info UNBATCHED'])
    expect(msk!.findings!.map(({ code }) => code)).toContain('REQUIREMENT_PARTLY_MET')
  })

  it('is left out of the ranking with the reason', () => {
    expect(answer.comparison.total.ranking).toEqual(['aws-msk-standard'])
    expect(answer.comparison.notCompared).toEqual([{ offering: 'aws-sqs-standard', reason: 'replay is required and not met: A message that was consumed and deleted is gone and cannot be read again.' }])
  })

  it('is named in the sentence, with what it would save', () => {
    // 600.00 and 200.00 of people against 604.92 and 200.00.
    expect(answer.comparison.summary).toMatch(/ What is required \(replay\) left out aws-sqs-standard; aws-sqs-standard would cost 4\.92 USD less\.$/)
  })

  it('is named also where nobody is left', () => {
    const { comparison } = ask({ ...asked, requirements: ['on-premises'] })
    expect([comparison.total.ranking, comparison.summary]).toEqual([[], 'None of the offerings asked for can carry this workload as it is asked; the findings say why. What is required (on-premises) left out aws-sqs-standard and aws-msk-standard.'])
  })

  it('has the verdicts that are always shown and those that are required', () => {
    expect(sqs!.fit!.map(({ criterion, verdict }) => `${criterion} ${verdict}`)).toEqual([
      'architecture partly', 'scaling meets', 'processing-and-retention fails', 'replay fails', 'real-time-streaming partly', 'governance-and-security partly', 'multi-cloud fails', 'cost-behaviour meets',
      'ai-and-observability-pipelines partly', 'team-maturity meets', 'large-messages partly'
    ])
    expect(answer.requirements).toEqual(['replay', 'large-messages'])
  })

  it('says so in a summary too, which has neither verdicts nor findings', () => {
    const summary = ask({ ...asked, requirements: ['replay'], detail: 'summary' })
    expect(summary.estimates.map(({ offering, suitable, fit, findings }) => [offering, suitable, fit, findings])).toEqual([['aws-sqs-standard', false, undefined, undefined], ['aws-msk-standard', true, undefined, undefined]])
    expect(summary.comparison).toEqual(ask({ ...asked, requirements: ['replay'] }).comparison)
  })

  it('is judged also where it has no price', () => {
    const [failed] = ask({ offerings: ['aws-msk-serverless', 'aws-sqs-fifo'], workload: { region: 'us-west-1' }, requirements: ['minimal-operations'] }).estimates
    expect([failed!.status, failed!.suitable, failed!.feasible, failed!.fit!.length]).toEqual(['error', true, undefined, 11])
  })
})

describe('an offering that meets a requirement only in part', () => {
  const asked = { offerings: ['aws-sqs-standard', 'aws-msk-standard'], requirements: ['large-messages', 'fan-out'], operations: fourHoursOfPeople }

  it('is ranked, and the sentence says what it meets only in part', () => {
    const { comparison, estimates } = ask(asked)
    expect(estimates.map(({ partlyMeets }) => partlyMeets)).toEqual([['large-messages', 'fan-out'], ['large-messages']])
    expect(comparison.summary).toMatch(/ Of what is required, only a part is met by Amazon SQS, standard queues \(large-messages and fan-out\) and Amazon MSK Provisioned, Standard brokers \(large-messages\)\.$/)
  })

  it('says so in a summary too, and nothing is said where all is met or nothing is required', () => {
    expect(ask({ ...asked, detail: 'summary' }).estimates.map(({ partlyMeets }) => partlyMeets)).toEqual([['large-messages', 'fan-out'], ['large-messages']])
    const met = ask({ ...asked, requirements: ['aws-native'] })
    expect([met.estimates.map(({ partlyMeets }) => partlyMeets), met.comparison.summary.includes('only a part')]).toEqual([[[], []], false])
    expect(askOne('aws-sqs-standard', {}).partlyMeets).toBeUndefined()
  })
})

describe('a question that requires nothing', () => {
  const { estimates, requirements: asked, comparison } = ask({ offerings: six })

  it('says nothing of suitability, and has the ten verdicts of every comparison', () => {
    expect([asked, estimates.map(({ suitable }) => suitable)]).toEqual([undefined, six.map(() => undefined)])
    expect(estimates.map(({ fit }) => fit!.length)).toEqual(six.map(() => 10))
    expect(comparison.summary).not.toContain('required')
  })

  it('leaves the findings as they are', () => {
    expect(askOne('aws-msk-standard', {}).findings).toEqual(askOne('aws-msk-standard', { requirements: ['replay'] }).findings)
  })
})

describe('requirements with something that runs already', () => {
  it('are judged alike, and what they cost is what the workload adds', () => {
    const { comparison, estimates: [sqs, msk] } = ask({ offerings: ['aws-sqs-standard', 'aws-msk-standard'], operations: fourHoursOfPeople, existing: { requestsPerMonth: 1_000_000_000, payloadBytes: 2048, retentionDays: 7 }, requirements: ['kafka-protocol'] })
    expect([sqs!.suitable, msk!.suitable]).toEqual([false, true])
    // A second workload adds nobody, and less to a cluster than three calls a message cost on a queue.
    expect(Number(msk!.totals!.total.expected)).toBeLessThan(Number(sqs!.totals!.total.expected))
    expect(comparison.summary).toMatch(/ Marginal: .* What is required \(kafka-protocol\) left out aws-sqs-standard\.$/)
  })
})

describe('requirements', () => {
  it('are named once each, and at least one', () => {
    expect(() => questionOf({ requirements: ['replay', 'replay'] })).toThrow('each requirement once')
    expect(() => questionOf({ requirements: [] })).toThrow()
    expect(() => questionOf({ requirements: ['architecture'] })).toThrow()
  })

  it('do not stand in for what the workload says: both block, each with its reason', () => {
    const { estimates: [sqs], comparison } = ask({ offerings: ['aws-sqs-standard', 'aws-msk-standard'], workload: { replay: true }, requirements: ['replay'] })
    expect(sqs!.findings!.filter(({ severity }) => severity === 'blocker').map(({ code }) => code)).toEqual(['REPLAY_UNSUPPORTED', 'REQUIREMENT_FAILED'])
    // The queue would not be ranked without the requirement either.
    expect(comparison.summary).not.toContain('required')
  })
})

describe('whatever is required', () => {
  it('changes no figure of an offering, and blocks only what fails', () => {
    fc.assert(fc.property(anyOffering, anyQuestion, fc.subarray([...requirements], { minLength: 1 }), (offering, question, required) => {
      const asked = about(offering, question)
      let free
      try {
        free = estimate(asked, realPrices).estimates[0]!
      } catch (error) {
        if (error instanceof EstimateError) return
        throw error
      }
      const { suitable, partlyMeets, feasible, fit, findings = [], ...figures } = estimate({ ...asked, requirements: required }, realPrices).estimates[0]!
      const { feasible: isFeasible, fit: _fit, findings: _findings, ...freeFigures } = free
      expect(figures).toEqual(freeFigures)
      expect([...partlyMeets!].sort()).toEqual(fit!.filter(({ criterion, verdict }) => verdict === 'partly' && required.includes(criterion as Requirement)).map(({ criterion }) => criterion).sort())
      const failed = fit!.filter(({ criterion, verdict }) => verdict === 'fails' && required.includes(criterion as Requirement)).length
      expect([suitable, feasible, findings.filter(({ code }) => code === 'REQUIREMENT_FAILED').length]).toEqual([failed === 0, isFeasible! && failed === 0, failed])
    }), { numRuns: 60 })
  })
})

describe('the sentence about requirements', () => {
  const certain = (money: string): MoneyRange => ({ low: exactly(money), expected: exactly(money), high: exactly(money) })
  const leftOut = (id: string, total: string, ...failed: readonly Requirement[]) => ({ offering: { id } as Offering, total: certain(total), failed })

  it('is none where requirements left out nobody', () => {
    expect(requirementsSentence([], certain('10'), 'USD')).toBe('')
  })

  it('names each requirement once, all who were left out, and the cheapest of them', () => {
    // 12.50 - 7.25 = 5.25.
    expect(requirementsSentence([leftOut('a', '9', 'replay'), leftOut('b', '7.25', 'replay', 'fan-out'), leftOut('c', '8', 'fan-out')], certain('12.50'), 'EUR'))
      .toBe(' What is required (replay and fan-out) left out a, b and c; b would cost 5.25 EUR less.')
  })

  it('names no saving where those left out cost as much or more, or nobody is left', () => {
    expect(requirementsSentence([leftOut('a', '12.50', 'replay')], certain('12.50'), 'EUR')).toBe(' What is required (replay) left out a.')
    expect(requirementsSentence([leftOut('a', '1', 'replay')], undefined, 'EUR')).toBe(' What is required (replay) left out a.')
  })

  it('leaves out of account whoever has no total', () => {
    const unpriced = { offering: { id: 'a', title: 'The a', kind: 'log' } as Offering, totals: null, reason: 'by quote', failed: ['replay'] as const }
    expect(compareOfferings([unpriced], 'USD', false).summary).not.toContain('required')
  })
})
