import { describe, expect, it } from 'vitest'
import { comparedCriteria, criterionNames } from '../../../src/models/fit/criteria.ts'
import type { Fit } from '../../../src/models/fit/criteria.ts'
import { comparedVerdicts, isSuitable, notPricedFindings, requirementFindings, verdictsOn } from '../../../src/models/fit/judge-fit.ts'
import { offerings } from '../../../src/models/registry.ts'

const fitOf = (id: string): Fit => offerings.find(offering => offering.id === id)!.fit
const queue = fitOf('aws-sqs-standard')
const log = fitOf('aws-msk-standard')

describe('the verdicts that an answer shows', () => {
  it('are those of every comparison, and what is required beside them, in the order of the criteria', () => {
    expect(comparedVerdicts(queue, []).map(({ criterion }) => criterion)).toEqual(comparedCriteria)
    expect(comparedVerdicts(queue, ['low-latency', 'replay', 'fan-out']).map(({ criterion }) => criterion)).toEqual([...comparedCriteria, 'fan-out', 'low-latency'])
  })

  it('are all of them where all are asked for', () => {
    expect(verdictsOn(queue, criterionNames).map(({ criterion }) => criterion)).toEqual(criterionNames)
  })

  it('say how the criterion is answered, why, where that stands and how sure it is', () => {
    expect(comparedVerdicts(queue, [])[3]).toEqual({
      criterion: 'replay',
      verdict: 'fails',
      reason: 'A message that was consumed and deleted is gone and cannot be read again.',
      source: 'github boto/botocore, botocore/data/sqs/2012-11-05/service-2.json',
      confidence: 'official'
    })
  })

  it('are the same frozen list for the same question, whose text is written once', () => {
    expect(comparedVerdicts(queue, ['fan-out'])).toBe(comparedVerdicts(queue, ['fan-out']))
    expect(Object.isFrozen(comparedVerdicts(queue, []))).toBe(true)
    expect(comparedVerdicts(queue, [])).not.toBe(comparedVerdicts(log, []))
  })
})

describe('what is required and not given', () => {
  it('is a blocker where a requirement fails, a warning where it is met in part, and nothing where it is met', () => {
    expect(requirementFindings(queue, ['replay', 'large-messages', 'private-networking'])).toEqual([
      { code: 'REQUIREMENT_FAILED', severity: 'blocker', message: 'replay is required and not met: A message that was consumed and deleted is gone and cannot be read again.', source: 'github boto/botocore, botocore/data/sqs/2012-11-05/service-2.json' },
      { code: 'REQUIREMENT_PARTLY_MET', severity: 'warning', message: 'Of large-messages, which is required, only a part is met: SQS takes 1 MiB and SNS 256 KiB; a larger payload goes through S3 with a pointer in the queue.', source: 'github boto/botocore, botocore/data/sqs/2012-11-05/service-2.json' }
    ])
  })

  it('is nothing where nothing is required', () => {
    expect(requirementFindings(queue, [])).toEqual([])
  })

  it('makes an offering unsuitable where it fails, not where a part is met', () => {
    expect([isSuitable(queue, ['replay']), isSuitable(queue, ['large-messages']), isSuitable(log, ['replay', 'large-messages']), isSuitable(queue, [])]).toEqual([false, true, true, true])
  })
})

describe('what is required and given, but not in the bill', () => {
  const endpoints = [{ code: 'PRIVATE_LINK', message: 'Private endpoints.' }, { code: 'CLIENT_NETWORK', message: 'What clients pay.' }, { code: 'CAPTURE', message: 'Capture.' }]

  it('is a warning that says what is left out, all of it in one', () => {
    expect(notPricedFindings(log, ['replay', 'private-networking'], endpoints)).toEqual([{
      code: 'REQUIREMENT_NOT_PRICED',
      severity: 'warning',
      message: 'private-networking is required, and what is paid for it is not in the bill: Private endpoints. What clients pay.',
      source: 'github aws/agent-toolkit-for-aws, skill managing-amazon-msk, commit d6ad2e44'
    }])
  })

  it('is nothing where the bill leaves out nothing of it, nobody requires it, or it is not given at all', () => {
    expect([notPricedFindings(log, ['private-networking'], endpoints.slice(2)), notPricedFindings(log, ['replay'], endpoints), notPricedFindings(fitOf('confluent-cloud-basic'), ['private-networking'], endpoints)]).toEqual([[], [], []])
  })
})
