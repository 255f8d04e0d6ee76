import { describe, expect, it } from 'vitest'
import { estimate } from '../../src/estimates/estimate.ts'
import { estimateRequestSchema } from '../../src/estimates/request.ts'
import type { EstimateResponse, WrittenLineItem } from '../../src/estimates/response.ts'
import { tierTablesOf } from '../../src/http/v1/tier-tables.ts'
import { estimateWorkbook } from '../../src/http/writers/xlsx/estimate-workbook.ts'
import { catalog, today, workload } from '../http/service.ts'
import { readWorkbook, rowsOf } from './read-workbook.ts'
import type { StoredWorkbook } from './read-workbook.ts'

const commitment: WrittenLineItem['commitment'] = { percent: '37', term: 'one year, nothing upfront', source: 'any', confidence: 'official' }

/** The workbook of an answer in which the lines with an id pay `paid` for a unit, under the commitment. */
async function committedWorkbook (offering: string, id: string, paid: (listUnitPrice: string) => string, pricing: object = {}): Promise<StoredWorkbook> {
  const request = estimateRequestSchema.parse({ workload, offerings: [offering], pricing: { asOf: today, ...pricing } })
  const response: EstimateResponse = estimate(request, catalog)
  for (const line of response.estimates[0]!.lineItems!) {
    if (line.id !== id) continue
    line.commitment = commitment
    for (const tier of line.tiers) tier.contractedUnitPrice = paid(tier.listUnitPrice)
  }
  return readWorkbook(await estimateWorkbook(response, tierTablesOf(request, response, catalog)))
}

describe('a price with a commitment in a workbook', () => {
  it('is the price of the price list less the percent that stands on the line, which somebody may change', async () => {
    // 0.077 an hour, of which 63 % are paid: 0.04851.
    const workbook = await committedWorkbook('kafka-aws-ec2', 'compute.brokers', () => '0.04851')
    const line = rowsOf(workbook, 'Lines').find(row => row['Line'] === 'compute.brokers')!
    expect(line).toMatchObject({ 'Commitment, % off the price': '37', 'List unit price': '0.077', 'Unit price paid': '0.04851' })
    const row = line['#']!
    expect(workbook.sheets['Lines']!.get(`M${row}`)!.formula).toMatch(new RegExp(`^Prices!\\$F\\$\\d+\\*\\(100-V${row}\\)/100$`))
    expect(workbook.sheets['Lines']!.get(`V${row}`)!.formula).toBeNull()
    expect(workbook.sheets['Lines']!.get(`O${row}`)!.formula).toBe(`H${row}*M${row}`)
    // Controllers run on the same machines at the same source, and nobody committed to them.
    const controllers = rowsOf(workbook, 'Lines').find(one => one['Line'] === 'compute.controllers')!
    expect([controllers['Unit price paid'], controllers['Commitment, % off the price']]).toEqual(['0.077', undefined])
  })

  it('is so in every tier that it is sold in, also in those not reached', async () => {
    // 0.40 a million, of which 63 % are paid: 0.252; 0.30 and 0.24 beyond are 0.189 and 0.1512.
    const workbook = await committedWorkbook('aws-sqs-standard', 'requests.send', () => '0.000000252')
    const [line, ...tiers] = rowsOf(workbook, 'Lines').filter(row => row['Line'] === 'requests.send')
    expect(tiers.map(tier => Number(tier['Unit price paid']).toPrecision(6))).toEqual(['2.52000e-7', '1.89000e-7', '1.51200e-7'])
    expect(tiers.map(tier => workbook.sheets['Lines']!.get(`M${tier['#']}`)!.formula!.replace(/^Prices!\$F\$\d+/, 'price'))).toEqual(tiers.map(() => `price*(100-V$${line!['#']})/100`))
  })

  it('holds as it is where it was negotiated', async () => {
    const workbook = await committedWorkbook('kafka-aws-ec2', 'compute.brokers', () => '0.05', { overrides: { 'aws-ec2/instance.m6g.large': '0.05' } })
    const line = rowsOf(workbook, 'Lines').find(row => row['Line'] === 'compute.brokers')!
    expect([line['Unit price paid'], line['Commitment, % off the price']]).toEqual(['0.05', undefined])
  })
})

describe('an offering in a region of its own in a workbook', () => {
  it('pays the prices of that region, and not those of the nearest', async () => {
    const keys = { workload, offerings: ['kafka-gcp-compute-engine', 'kafka-aws-ec2'], pricing: { asOf: '2026-11-23' } }
    const pricesIn = async (options: object): Promise<readonly (readonly string[])[]> => {
      const request = estimateRequestSchema.parse({ ...keys, options })
      const response = estimate(request, catalog)
      const workbook = readWorkbook(await estimateWorkbook(response, tierTablesOf(request, response, catalog)))
      return rowsOf(workbook, 'Lines').filter(row => row['Line'] === 'compute.brokers').map(row => [row['Source of the price']!, row['List unit price']!])
    }
    const aws = ['aws-ec2:us-east-1/instance.m6g.large', '0.077']
    expect(await pricesIn({})).toEqual([['gcp-compute-engine:us-east4/instance.e2-standard-2', '0.075471'], aws])
    expect(await pricesIn({ 'kafka-gcp-compute-engine': { region: 'europe-west1' } })).toEqual([['gcp-compute-engine:europe-west1/instance.e2-standard-2', '0.073715'], aws])
  })
})

describe('an offering that is sold by quote in a workbook', () => {
  it('has its reason beside it and under the findings, and no amounts', async () => {
    const request = estimateRequestSchema.parse({ workload, offerings: ['aws-sqs-standard', 'confluent-cloud-dedicated'], pricing: { asOf: today } })
    const response = estimate(request, catalog)
    const workbook = readWorkbook(await estimateWorkbook(response, tierTablesOf(request, response, catalog)))
    const reason = response.estimates[1]!.unpriced
    const row = rowsOf(workbook, 'Summary', 5).find(one => one['Offering'] === 'confluent-cloud-dedicated')!
    expect([row['Status'], row['Note'], row['Total'], row['Rank by total'], row['Region of the prices']]).toEqual(['unpriced', reason, undefined, undefined, 'base'])
    expect(rowsOf(workbook, 'Findings').filter(one => one['Severity'] === 'unpriced').map(one => [one['Offering'], one['What was found']])).toEqual([['confluent-cloud-dedicated', reason]])
  })
})
