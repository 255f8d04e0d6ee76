import { parse } from 'csv-parse/sync'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offeringIds } from '../../src/models/registry.ts'
import { estimateIn, faultsIn, service, workload, workloadKeys } from './service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

/** A terminal or a browser on a common screen, in lines and in characters of a line. */
const SCREEN = { lines: 50, characters: 200 }
// What can be sold by quote, and what cannot be carried, says so in words behind the figures.
const narrow = 'view=offerings&columns=offering,status,infrastructureExpected,operationsExpected,totalLow,totalExpected,totalHigh,brokers,brokerType'

const linesOf = (text: string): readonly string[] => text.trimEnd().split(/\r?\n/)

describe('an answer about every offering', () => {
  it('is as a summary in JSON one line an offering on one screen, by GET and by POST, and the same for a program', async () => {
    const response = await app.inject(`/v1/estimates?${workloadKeys}&detail=summary`)
    const lines = linesOf(response.body)
    expect(lines.length).toBeLessThanOrEqual(SCREEN.lines)
    expect(lines.filter(line => line.startsWith('{"offering":"')).map(line => /^\{"offering":"([^"]+)"/.exec(line)![1])).toEqual(offeringIds)
    expect((await app.inject({ method: 'POST', url: '/v1/estimates', payload: { workload, detail: 'summary' } })).body).toBe(response.body)
    expect((await app.inject(`/v1/estimates.json?${workloadKeys}&detail=summary`)).body).toBe(response.body)
    expect(estimateIn(response).estimates).toHaveLength(offeringIds.length)
    expect((await app.inject(estimateIn(response).links.self!)).body).toBe(response.body)
  })

  it('is in CSV one row an offering on one screen, whose first columns, up to the range of the total, need no more than its width', async () => {
    const { body } = await app.inject(`/v1/estimates.csv?${workloadKeys}&view=offerings`)
    const lines = linesOf(body)
    expect(lines).toHaveLength(offeringIds.length + 1)
    expect(lines.length).toBeLessThanOrEqual(SCREEN.lines)
    const rows = parse(body) as string[][]
    const last = rows[0]!.indexOf('totalHigh')
    expect(rows[0]!.slice(0, last + 1)).toEqual(expect.arrayContaining(['offering', 'status', 'feasible', 'infrastructureExpected', 'operationsExpected', 'totalExpected']))
    const widths = rows.slice(1).map(row => row.slice(0, last + 1).join(',').length)
    expect(Math.max(...widths)).toBeLessThanOrEqual(SCREEN.characters)
  })

  it('fits as it is with the columns that are asked for', async () => {
    const { body } = await app.inject(`/v1/estimates.csv?${workloadKeys}&${narrow}`)
    const [header, ...lines] = linesOf(body)
    expect(header).toBe('offering,status,feasible,infrastructureExpected,operationsExpected,totalLow,totalExpected,totalHigh,brokers,brokerType,errorCode,errorMessage')
    const priced = lines.filter(line => line.includes(',priced,'))
    expect(Math.max(...priced.map(line => line.length))).toBeLessThan(SCREEN.characters / 2)
    // 1.5 billion requests at 0.40 a million.
    expect(priced.find(line => line.startsWith('aws-sqs-standard,'))).toMatch(/^aws-sqs-standard,priced,true,600\.00,/)
  })
})

describe('columns that are asked for', () => {
  it('stand in the order of the table, of a view of lines too, and with the reason for what is blank', async () => {
    const { body } = await app.inject(`/v1/estimates.tsv?${workloadKeys}&offerings=aws-sqs-standard&columns=cost,lineItem,offering`)
    expect(linesOf(body).slice(0, 2)).toEqual(['offering\tfeasible\terrorCode\terrorMessage\tlineItem\tcost', 'aws-sqs-standard\ttrue\t\t\trequests.send\t200'])
  })

  it('are refused where the view has no such column, with the nearest that it has', async () => {
    const unknown = await app.inject(`/v1/estimates.csv?${workloadKeys}&view=offerings&columns=totalExpect,cost`)
    expect(faultsIn(unknown).map(({ pointer, parameter, code }) => [pointer, parameter, code])).toEqual([['/columns', 'columns', 'NOT_ACCEPTED'], ['/columns', 'columns', 'NOT_ACCEPTED']])
    expect(faultsIn(unknown)[0]!.nearest).toBe('totalExpected')
    expect(faultsIn(await app.inject({ method: 'POST', url: '/v1/estimates?columns=nothing', headers: { accept: 'text/csv' }, payload: { workload } }))[0]).toMatchObject({ parameter: 'columns', code: 'NOT_ACCEPTED' })
  })
})
