import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { service, workloadKeys } from '../http/service.ts'
import { readWorkbook, rowsOf, rowWhere } from './read-workbook.ts'
import type { StoredWorkbook } from './read-workbook.ts'

const SUMMARY_HEADER = 5

let app: FastifyInstance
beforeAll(() => { app = service() })
afterAll(() => app.close())

async function workbookOf (keys: string): Promise<StoredWorkbook> {
  const response = await app.inject(`/v1/estimates.xlsx?${workloadKeys}&offerings=aws-sqs-standard,aws-msk-standard${keys}`)
  expect(response.statusCode, response.rawPayload.subarray(0, 500).toString()).toBe(200)
  return readWorkbook(response.rawPayload)
}

describe('the verdicts in a workbook', () => {
  it('are a sheet, a row an offering and criterion, with the reason, where it stands, and what is required', async () => {
    const workbook = await workbookOf('&requirements=replay,private-networking')
    expect(rowsOf(workbook, 'Fit')).toHaveLength(22)
    expect(rowWhere(workbook, 'Fit', { Offering: 'aws-sqs-standard', Criterion: 'private-networking' })).toMatchObject({
      Required: '1',
      Verdict: 'meets',
      Why: 'An interface endpoint connects a VPC to SQS without the public internet.',
      Source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-internetwork-traffic-privacy.html',
      Confidence: 'official'
    })
    expect(rowWhere(workbook, 'Fit', { Offering: 'aws-sqs-standard', Criterion: 'scaling' })['Required']).toBe('0')
    expect(workbook.xmlOf('Fit')).toContain('<hyperlink ')
  })

  it('rank only what is suitable, and say on the first sheet what is not', async () => {
    const workbook = await workbookOf('&requirements=replay')
    const [sqs, msk] = ['aws-sqs-standard', 'aws-msk-standard'].map(Offering => rowWhere(workbook, 'Summary', { Offering, Status: 'priced' }, SUMMARY_HEADER))
    expect([sqs!['Suitable'], sqs!['Rank by total'], msk!['Suitable'], msk!['Rank by total']]).toEqual(['0', '', '1', '1'])
    expect(sqs!['Note']).toContain('replay is required and not met')
    expect(workbook.named('CheapestTotal').text).toBe('aws-msk-standard')
  })

  it('say nothing of suitability where nothing is required', async () => {
    const workbook = await workbookOf('')
    expect(rowsOf(workbook, 'Fit')).toHaveLength(20)
    expect(rowWhere(workbook, 'Summary', { Offering: 'aws-sqs-standard', Status: 'priced' }, SUMMARY_HEADER)['Suitable']).toBeUndefined()
  })
})

describe('what the prices of a workbook rest on', () => {
  it('stands on the first sheet as shares of the infrastructure, and on every line', async () => {
    const workbook = await workbookOf('')
    const summary = rowWhere(workbook, 'Summary', { Offering: 'aws-sqs-standard', Status: 'priced' }, SUMMARY_HEADER)
    // All of it is the vendor's own price, whoever looks after it.
    expect(['Infrastructure in the answer, share that is official', 'share that is third-party', 'share that is inferred', 'share that is judgement'].map(name => summary[name])).toEqual(['1', '0', '0', '0'])
    expect(rowWhere(workbook, 'Lines', { Offering: 'aws-sqs-standard', Line: 'requests.send', Row: 'line' })['Confidence']).toBe('official')
  })
})
