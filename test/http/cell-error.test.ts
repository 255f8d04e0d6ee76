import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { cellErrorOf, LONGEST_CELL_ERROR } from '../../src/http/cell-error.ts'
import { HttpProblem } from '../../src/http/problem.ts'
import { catalog, onlyFaultIn, problemIn, service, workloadKeys } from './service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

const value = (query: string): Promise<LightMyRequestResponse> => app.inject(`/v1/estimates/value?${query}`)
const blank = 'requestsPerMonth=&payloadBytes=2048&retentionDays=7&offerings=aws-sqs-standard'
// A message of 2 MiB is more than SQS takes.
const tooLarge = 'requestsPerMonth=1000&payloadBytes=2097152&retentionDays=1&offerings=aws-sqs-standard&aws-sqs-standard.extendedClient=never'

async function sentenceIn (query: string, status: number): Promise<string> {
  const response = await value(`${query}&on_error=text`)
  expect(response.statusCode, response.body).toBe(200)
  expect(response.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'x-error-status': String(status) })
  expect(response.body.length).toBeLessThanOrEqual(LONGEST_CELL_ERROR)
  return response.body
}

describe('a cell that cannot be answered', () => {
  it('is an error of its own where nothing else was asked for: a blank is never a zero', async () => {
    expect(onlyFaultIn(await value(blank))).toMatchObject({ parameter: 'requestsPerMonth', code: 'BLANK' })
    expect(onlyFaultIn(await value(`${blank}&on_error=problem`))).toMatchObject({ parameter: 'requestsPerMonth', code: 'BLANK' })
  })

  it('says why where it asked for text: the code of the fault and its sentence', async () => {
    expect(await sentenceIn(blank, 400)).toMatch(/^#ERROR BLANK: requestsPerMonth is blank; accepted is a whole number from 0 up to 1000000000000000 .*\.$/)
    expect(await sentenceIn(`${workloadKeys}&offerings=aws-sqs-standrd`, 400)).toMatch(/^#ERROR UNKNOWN_OFFERING: .*The nearest is aws-sqs-standard\.$/)
    expect(await sentenceIn(workloadKeys, 400)).toMatch(/^#ERROR REQUIRED: offerings is missing; /)
  })

  it('counts the faults it does not tell', async () => {
    expect(await sentenceIn(`${blank}&retention=3&payloadBites=1`, 400)).toMatch(/ \(and 2 more\)$/)
  })

  it('shows as much of such a list as there is room for where nothing is near', async () => {
    const sentence = await sentenceIn(`${workloadKeys}&offerings=aws-sqs-standard&field=xyz`, 400)
    expect(sentence).toMatch(/^#ERROR NOT_ACCEPTED: field is "xyz"; accepted is infrastructure\.low, infrastructure\.expected, .*, …$/)
    expect(sentence.length).toBeLessThanOrEqual(255)
  })

  it('leaves out a list of what would be accepted that has no room, and keeps the nearest', async () => {
    expect(await sentenceIn(`${workloadKeys}&offerings=aws-sqs-standard&region=eu-west-9`, 400)).toBe('#ERROR UNKNOWN_REGION: region is "eu-west-9", which is in no price table. The nearest is eu-west-1.')
  })

  it('says so of an offering that cannot carry the workload, and shows no price', async () => {
    expect(problemIn(await value(tooLarge), 422).code).toBe('INFEASIBLE')
    expect(await sentenceIn(tooLarge, 422)).toMatch(/^#ERROR INFEASIBLE: aws-sqs-standard cannot carry this workload: /)
  })

  it('says so of a price that is not known, and of a figure that is not there', async () => {
    expect(await sentenceIn(`${workloadKeys}&offerings=aws-sqs-standard&aws-sqs-standard.fairQueues=true&region=af-south-1`, 422)).toMatch(/^#ERROR MISSING_PRICE: /)
    expect(await sentenceIn(`${workloadKeys}&offerings=aws-sqs-standard&field=sizing.brokers`, 422)).toBe('#ERROR NO_VALUE: There is no sizing.brokers here: aws-sqs-standard has no brokers to size.')
  })

  it('is never a number', async () => {
    for (const query of [blank, tooLarge, workloadKeys]) expect(Number(await sentenceIn(query, query === tooLarge ? 422 : 400))).toBeNaN()
  })

  it('answers HEAD like GET, so that LibreOffice goes on to read the sentence', async () => {
    const head = await app.inject({ method: 'HEAD', url: `/v1/estimates/value?${blank}&on_error=text` })
    expect([head.statusCode, head.body]).toEqual([200, ''])
    expect((await app.inject({ method: 'HEAD', url: `/v1/estimates/value?${blank}` })).statusCode).toBe(400)
  })

  it('leaves an answer as it is where there is one', async () => {
    const response = await value(`${workloadKeys}&offerings=aws-sqs-standard&field=infrastructure.expected&on_error=text`)
    expect([response.body, response.headers['x-error-status'], response.headers['cache-control']]).toEqual(['600.00', undefined, 'public, max-age=300'])
  })

  it('is refused where on_error is another word, or stands there twice', async () => {
    expect(onlyFaultIn(await value(`${workloadKeys}&offerings=aws-sqs-standard&on_error=txt`))).toMatchObject({ parameter: 'on_error', code: 'NOT_ACCEPTED', nearest: 'text' })
    expect(onlyFaultIn(await value(`${workloadKeys}&offerings=aws-sqs-standard&on_error=text&on_error=text`))).toMatchObject({ parameter: 'on_error', code: 'DUPLICATE' })
  })
})

describe('a table that cannot be answered', () => {
  it('is one cell that says why where it asked for text', async () => {
    for (const [suffix, type] of [['csv', 'text/csv'], ['tsv', 'text/tab-separated-values']] as const) {
      const url = `/v1/estimates.${suffix}?${workloadKeys}&offerings=aws-sqs-standard&region=`
      problemIn(await app.inject(url), 400)
      const response = await app.inject(`${url}&on_error=text`)
      expect([response.statusCode, response.headers['content-type'], response.headers['x-error-status']]).toEqual([200, `${type}; charset=utf-8`, '400'])
      expect(response.body).toMatch(/^"#ERROR BLANK: region is blank[^"]*"\r\n$/)
    }
  })

  it('is a problem in XML and JSON, which are no cells', async () => {
    for (const suffix of ['xml', 'json']) expect(onlyFaultIn(await app.inject(`/v1/estimates.${suffix}?${workloadKeys}&on_error=text`))).toMatchObject({ parameter: 'on_error', code: 'UNKNOWN_FIELD' })
  })
})

describe('a fault of the service', () => {
  it('stays an error, whatever the cell asked for', async () => {
    const broken = buildApp({ config: { logLevel: 'silent', corsOrigins: '*' }, catalog, today: () => { throw new Error('no clock') } })
    expect(problemIn(await broken.inject(`/v1/estimates/value?${workloadKeys}&offerings=aws-sqs-standard&on_error=text`), 500).code).toBe('INTERNAL_ERROR')
    await broken.close()
  })
})

describe('a sentence for a cell', () => {
  it('stands on one line and is cut where it is longer than a cell shows', () => {
    expect(cellErrorOf(new HttpProblem('NO_VALUE', 'a\r\n\tb'))).toBe('#ERROR NO_VALUE: a b')
    const cut = cellErrorOf(new HttpProblem('NO_VALUE', 'x'.repeat(1000)))
    expect([cut.length, cut.at(-1)]).toEqual([LONGEST_CELL_ERROR, '…'])
  })
})
