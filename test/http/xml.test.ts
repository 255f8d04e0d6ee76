import { DOMParser } from '@xmldom/xmldom'
import type { Document, Element } from '@xmldom/xmldom'
import fc from 'fast-check'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { estimateXml, isItemised } from '../../src/http/writers/estimate-xml.ts'
import { writeXml } from '../../src/http/writers/xml.ts'
import { offeringIds } from '../../src/models/registry.ts'
import { estimateIn, onlyFaultIn, problemIn, service, workload, workloadKeys } from './service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

// A cell of Excel takes no longer text.
const LONGEST_CELL = 32_767

// The parser warns of replacement characters, which are ours; whatever else it finds is a fault.
const parsed = (text: string): Document => new DOMParser({
  onError: (_level, message) => { if (!message.startsWith('Unicode replacement character')) throw new Error(message) }
}).parseFromString(text, 'application/xml')
const attributesOf = (element: Element): Record<string, string> => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))
const below = (element: Element | Document, name: string): readonly Element[] => [...element.getElementsByTagName(name)]

async function documentIn (query: string): Promise<Document> {
  const response = await app.inject(`/v1/estimates.xml?${query}`)
  expect(response.statusCode, response.body).toBe(200)
  expect(response.headers['content-type']).toBe('application/xml; charset=utf-8')
  expect(response.body.length).toBeLessThan(LONGEST_CELL)
  return parsed(response.body)
}

function offeringIn (document: Document, id: string): Element {
  const found = below(document, 'estimate').filter(one => one.getAttribute('offering') === id)
  expect(found).toHaveLength(1)
  return found[0]!
}

describe('XML', () => {
  it('is elements with attributes; what is not there is left out', () => {
    expect(writeXml({ name: 'a', attributes: { b: 1, c: null, d: undefined, e: false }, children: [{ name: 'f' }, { name: 'g', children: [] }] })).toBe('<a b="1" e="false"><f/><g/></a>')
  })

  it('escapes what would end an attribute, and what a parser would make a space of', () => {
    expect(writeXml({ name: 'a', attributes: { b: '<x> & "y" \'z\'\t\r\n' } })).toBe('<a b="&lt;x&gt; &amp; &quot;y&quot; \'z\'&#9;&#13;&#10;"/>')
  })

  it('gives any text back to a parser; a replacement character stands for what XML cannot hold', () => {
    const held = (text: string): string => [...text].map(character => {
      const point = character.codePointAt(0)!
      const fits = point === 9 || point === 10 || point === 13 || (point >= 0x20 && point <= 0xD7FF) || (point >= 0xE000 && point <= 0xFFFD) || point >= 0x10000
      return fits ? character : '\uFFFD'
    }).join('')
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('&', '<', '>', '"', "'", '\t', '\n', '\r', '\0', ']', 'amp;', '\uD800', '\uFFFE') })), text => {
      expect(parsed(writeXml({ name: 'a', attributes: { b: text } })).documentElement!.getAttribute('b')).toBe(held(text))
    }))
  })
})

describe('an estimate as XML', () => {
  it('has the figures of the JSON as attributes, where their path in it says', async () => {
    const keys = `${workloadKeys}&offerings=aws-sqs-standard,aws-msk-standard,aws-msk-serverless,kafka-aws-ec2`
    const answer = estimateIn(await app.inject(`/v1/estimates?${keys}`))
    const document = await documentIn(keys)
    expect(attributesOf(document.documentElement!)).toEqual({ currency: 'USD', asOf: answer.asOf, modelVersion: answer.modelVersion, incomplete: 'false', self: answer.links.self })
    for (const { offering, totals, lineItems } of answer.estimates.filter(({ status }) => status === 'priced')) {
      const estimate = offeringIn(document, offering)
      for (const [name, figures] of Object.entries(totals!)) expect(attributesOf(below(below(estimate, 'totals')[0]!, name)[0]!), `${offering} ${name}`).toEqual(figures)
      expect(below(estimate, 'line').map(line => [line.getAttribute('id'), line.getAttribute('cost')])).toEqual(lineItems!.map(({ id, cost }) => [id, cost]))
    }
    const [comparison] = below(document, 'comparison')
    expect([...comparison!.getElementsByTagName('total')].map(attributesOf)).toEqual([{ cheapest: answer.comparison.total.cheapest, conclusive: String(answer.comparison.total.conclusive) }])
  })

  it('has the bill where a path of a cell looks for it', async () => {
    // 500 million messages sent, received and deleted alone, 1.5 billion requests at 0.40 a million; batches of ten are a tenth of it.
    const [totals] = below(offeringIn(await documentIn(`${workloadKeys}&offerings=aws-sqs-standard`), 'aws-sqs-standard'), 'totals')
    expect(attributesOf(below(totals!, 'infrastructure')[0]!)).toEqual({ low: '60.00', expected: '600.00', high: '600.00' })
  })

  it('has the sizing and the findings of an offering', async () => {
    const keys = `${workloadKeys}&offerings=aws-sqs-standard,aws-msk-standard,aws-msk-serverless,kafka-aws-ec2`
    const answer = estimateIn(await app.inject(`/v1/estimates?${keys}`))
    const document = await documentIn(keys)
    expect(below(offeringIn(document, 'aws-msk-standard'), 'sizing').map(one => one.getAttribute('brokers'))).toEqual(['3'])
    for (const { offering, findings } of answer.estimates) expect(below(offeringIn(document, offering), 'finding').map(one => one.getAttribute('code')), offering).toEqual(findings!.map(({ code }) => code))
  })

  it('has the error of an offering in its place, without totals, and the others beside it', async () => {
    const document = await documentIn(`${workloadKeys}&offerings=aws-sqs-standard,aws-sqs-fifo&aws-sqs-standard.fairQueues=true&region=af-south-1`)
    expect(document.documentElement!.getAttribute('incomplete')).toBe('true')
    const failed = offeringIn(document, 'aws-sqs-standard')
    expect([failed.getAttribute('status'), below(failed, 'error')[0]!.getAttribute('code'), below(failed, 'totals').length]).toEqual(['error', 'MISSING_PRICE', 0])
    expect(below(offeringIn(document, 'aws-sqs-fifo'), 'totals')).toHaveLength(1)
  })

  it('has no totals of what cannot carry the workload, unless that is allowed: a path would show them without the reason', async () => {
    const tooLarge = 'requestsPerMonth=1000&payloadBytes=2097152&retentionDays=1&offerings=aws-sqs-standard&aws-sqs-standard.extendedClient=never'
    const refused = offeringIn(await documentIn(tooLarge), 'aws-sqs-standard')
    expect([refused.getAttribute('feasible'), below(refused, 'totals').length]).toEqual(['false', 0])
    expect(below(refused, 'finding').map(one => one.getAttribute('severity'))).toContain('blocker')
    expect(below(offeringIn(await documentIn(`${tooLarge}&allowInfeasible=true`), 'aws-sqs-standard'), 'totals')).toHaveLength(1)
  })

  it('has totals and no lines as a summary', async () => {
    const { estimates } = estimateIn(await app.inject(`/v1/estimates?${workloadKeys}`))
    const document = await documentIn(`${workloadKeys}&detail=summary`)
    expect([below(document, 'totals').length, below(document, 'line').length]).toEqual([estimates.filter(({ totals }) => totals !== undefined).length, 0])
    expect(below(offeringIn(document, 'aws-msk-standard'), 'sizing')[0]!.getAttribute('summary')).toContain('kafka.m7g.large')
  })

  it('is a summary where it is of more offerings than a cell holds with their lines, unless detail says otherwise', async () => {
    expect([isItemised(6), isItemised(7)]).toEqual([true, false])
    const six = offeringIds.slice(0, 6).join(',')
    expect(below(await documentIn(`${workloadKeys}&offerings=${six}`), 'line').length).toBeGreaterThan(30)
    expect(below(await documentIn(workloadKeys), 'line')).toEqual([])
    const asked = await app.inject(`/v1/estimates.xml?${workloadKeys}&detail=lines`)
    expect(below(parsed(asked.body), 'line').length).toBeGreaterThan(30)
    expect(below(await documentIn(`${workloadKeys}&offerings=aws-sqs-standard&detail=full`), 'line')).toHaveLength(4)
  })

  it('says of what is sold by quote why it has no price', async () => {
    const dedicated = offeringIn(await documentIn(`${workloadKeys}&offerings=aws-sqs-standard,confluent-cloud-dedicated`), 'confluent-cloud-dedicated')
    expect([dedicated.getAttribute('status'), dedicated.getAttribute('unpriced'), below(dedicated, 'totals').length]).toEqual(['unpriced', expect.stringContaining('by quote'), 0])
  })

  it('says how much a commitment takes off the price of a line', async () => {
    const answer = estimateIn(await app.inject(`/v1/estimates?${workloadKeys}&offerings=aws-sqs-standard&detail=lines`))
    answer.estimates[0]!.lineItems![0]!.commitment = { percent: '37', term: 'one year', source: 'any', confidence: 'official' }
    const [line] = below(parsed(writeXml(estimateXml(answer, false))), 'line')
    expect([line!.getAttribute('commitmentPercent'), line!.getAttribute('commitmentTerm')]).toEqual(['37', 'one year'])
  })

  it('says of every line where its price stands and what it rests on', async () => {
    const lines = below(await documentIn(`${workloadKeys}&offerings=azure-event-hubs-standard`), 'line')
    expect(lines.map(line => [line.getAttribute('id'), line.getAttribute('source'), line.getAttribute('confidence')])).toEqual(expect.arrayContaining([
      ['compute.units', 'azure-event-hubs:eastus/standard.unit', 'third-party'],
      ['storage.brokers', 'azure-event-hubs:eastus/standard.storage', 'inferred']
    ]))
  })

  it('says what the infrastructure of an offering rests on, and fits a cell with every offering beside what runs already', async () => {
    const document = await documentIn('requestsPerMonth=50000000&payloadBytes=1000&retentionDays=7&consumerGroups=3&region=eu-west-1&existing.requestsPerMonth=500000000&existing.payloadBytes=1000&existing.retentionDays=7')
    const queue = offeringIn(document, 'aws-sqs-standard')
    expect(below(queue, 'infrastructureEvidence').map(attributesOf)).toEqual([{ official: '1', thirdParty: '0', inferred: '0', judgement: '0' }])
    expect(below(queue, 'evidence')).toHaveLength(3)
  })

  it('fits a cell with every offering and much to say', async () => {
    await documentIn('requestsPerMonth=50000000000&payloadBytes=200000&retentionDays=14&consumerGroups=8&topics=500&partitions=3000&region=eu-west-1&freeTier=include')
  })

  it('is saved as a file where asked so, and takes no option of a table', async () => {
    expect((await app.inject(`/v1/estimates.xml?${workloadKeys}&download=true`)).headers['content-disposition']).toBe('attachment; filename="estimates.xml"')
    expect(onlyFaultIn(await app.inject(`/v1/estimates.xml?${workloadKeys}&decimal=,`))).toMatchObject({ parameter: 'decimal', code: 'UNKNOWN_FIELD' })
    problemIn(await app.inject(`/v1/estimates.xml?${workloadKeys}&region=`), 400)
  })

  it('is the same by POST', async () => {
    const posted: LightMyRequestResponse = await app.inject({ method: 'POST', url: '/v1/estimates', headers: { accept: 'application/xml' }, payload: { workload } })
    expect(posted.body).toBe((await app.inject(`/v1/estimates.xml?${workloadKeys}`)).body)
  })
})
