import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultsOf } from '../../src/models/defaults.ts'
import { sqsStandardOptions } from '../../src/models/sqs/sqs-options.ts'
import { workloadSchema } from '../../src/models/workload.ts'
import { service } from '../http/service.ts'

const page = readFileSync('examples/find-your-numbers.md', 'utf8')
const rows = page.split('\n').filter(line => line.startsWith('| `')).map(line => line.split(/(?<!\\)\|/).slice(1, -1).map(cell => cell.trim()))
const fieldOf = (row: readonly string[]): string => row[0]!.replaceAll('`', '')
const blocks = [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, text]) => ({ language: language!, text: text!.trim() }))

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

describe('where the numbers come from', () => {
  it('is said of every field of a workload, and of no other', () => {
    expect(rows.map(fieldOf).sort()).toEqual(Object.keys(workloadSchema.shape).sort())
    for (const row of rows) for (const cell of row) expect(cell.length, fieldOf(row)).toBeGreaterThan(0)
  })

  it('says of each what it means when it is left out', () => {
    const defaults = new Map(defaultsOf(workloadSchema).map(({ name, value }) => [name, String(value)]))
    expect(defaults.size).toBeGreaterThan(15)
    expect(rows.filter(row => defaults.has(fieldOf(row))).map(row => [fieldOf(row), row[1]]).sort()).toEqual([...defaults].sort())
    const others = rows.filter(row => !defaults.has(fieldOf(row))).map(fieldOf)
    expect(others.sort()).toEqual(['localRetentionHours', 'partitions', 'payloadBytes', 'payloadMix', 'requestsPerMonth', 'retentionDays'])
  })

  it('names the option for a bill as it is, which exists', () => {
    expect(page).toContain('`billedRequestsPerMonth`')
    expect(Object.keys(sqsStandardOptions.shape)).toContain('billedRequestsPerMonth')
  })

  const questions = blocks.flatMap(({ language, text }, index) => language === 'sh' ? [[/localhost:8080([^']+)/.exec(text)![1]!, blocks[index + 1]!.text] as const] : [])

  it('works three questions through', () => expect(questions).toHaveLength(3))

  it.each(questions)('gives the answer it prints: %s', async (url, answer) => {
    const response = await app.inject(url)
    expect([response.statusCode, response.body]).toEqual([200, answer])
  })

  it('shows by how much requests pasted as messages are wrong: three times', async () => {
    // 1,500,000,000 taken for messages × 3 calls × 0.40 a million.
    const response = await app.inject('/v1/estimates/value?offerings=aws-sqs-standard&field=infrastructure.expected&requestsPerMonth=1500000000&payloadBytes=2048&retentionDays=7&asOf=2026-11-01')
    expect(response.body).toBe('1800.00')
    expect(page).toContain('= 1,800.00 USD')
  })

  it('works its cluster through with numbers that agree with one another', () => {
    // The sentence, evaluated: what it says is what its own figures give.
    expect(180 * 2_628_000).toBe(473_040_000)
    expect(15_954.9 / 60 * 4 - 10.61).toBeCloseTo(1053.05, 8)
    expect(Math.round(493_150_685 * 730 / 720)).toBe(500_000_000)
    for (const figure of ['180 × 2,628,000 = 473,040,000', '15,954.9 / 60 × 4 − 10.61 = 1,053.05', '493,150,685 × 730 / 720 = 500,000,000']) expect(page).toContain(figure)
  })
})

const python = ['/usr/bin/python3', 'python3'].find(one => spawnSync(one, ['-c', 'import sqlite3']).status === 0)
// SQL needs an engine; in CI a missing one is a failure, not a skip.
const maySkip = python === undefined && process.env['CI'] !== 'true'
if (maySkip) console.warn('Skipped: no Python here can import sqlite3.')

const runSql = `
import json, sqlite3, sys
case = json.load(sys.stdin)
database = sqlite3.connect(':memory:')
database.execute(f"CREATE TABLE {case['table']} ({', '.join(case['columns'])})")
database.executemany(f"INSERT INTO {case['table']} VALUES ({', '.join('?' * len(case['columns']))})", case['rows'])
print(json.dumps([list(row) for row in database.execute(case['sql'])]))
`

type Value = string | number | null
function answerOf (sql: string, table: string, columns: readonly string[], bill: readonly (readonly Value[])[]): unknown {
  const { stdout, stderr } = spawnSync(python ?? 'python3', ['-c', runSql], { input: JSON.stringify({ sql, table, columns, rows: bill }), encoding: 'utf8' })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

/** A bill of October: two queues, their free requests, a fair surcharge; and what the query must leave out. */
const usage: readonly (readonly [queue: string, usageType: string, quantity: number])[] = [
  ['arn:aws:sqs:us-east-1:1:orders', 'Requests-RBP', 1_499_000_000],
  ['arn:aws:sqs:us-east-1:1:orders', 'Global-Requests', 1_000_000],
  ['arn:aws:sqs:eu-west-1:1:mail', 'EU-Requests-Tier1', 30_000_000],
  ['arn:aws:sqs:eu-west-1:1:mail', 'EU-Requests-Fair-Tier1', 10_000_000]
]
const leftOut = [
  ['arn:aws:sqs:eu-west-1:1:orders.fifo', 'EU-Requests-FIFO-Tier1', 7_000_000],
  ['arn:aws:sqs:us-east-1:1:orders', 'DataTransfer-Out-Bytes', 12]
] as const
// 1,499,000,000 paid + 1,000,000 free = 1,500,000,000; the surcharge stands beside the 30,000,000 and is not added to them.
const billed = [['arn:aws:sqs:eu-west-1:1:mail', 30_000_000, 10_000_000], ['arn:aws:sqs:us-east-1:1:orders', 1_500_000_000, 0]]

describe.skipIf(maySkip)('the queries that turn a bill back into requests', () => {
  const queries = blocks.filter(({ language }) => language === 'sql').map(({ text }) => text)

  it('are two', () => expect(queries).toHaveLength(2))

  it('count the requests of a Cost and Usage Report: free ones too, a surcharge not twice, no FIFO, no tax, no other month, no other service', () => {
    const columns = ['billing_period', 'line_item_resource_id', 'line_item_product_code', 'line_item_line_item_type', 'line_item_usage_type', 'line_item_usage_amount']
    const bill = [
      ...[...usage, ...leftOut].map(([queue, type, quantity]) => ['2026-10', queue, 'AWSQueueService', 'Usage', type, quantity]),
      ['2026-10', 'arn:aws:sqs:us-east-1:1:orders', 'AWSQueueService', 'Tax', 'Requests-RBP', 5],
      ['2026-09', 'arn:aws:sqs:us-east-1:1:orders', 'AWSQueueService', 'Usage', 'Requests-RBP', 5],
      ['2026-10', 'arn:aws:sns:us-east-1:1:topic', 'AmazonSNS', 'Usage', 'Requests-Tier1', 5]
    ]
    expect(answerOf(queries[0]!, 'cost_and_usage', columns, bill)).toEqual(billed)
  })

  it('count the requests of a FOCUS export the same way, without its corrections', () => {
    const columns = ['billing_period', 'ResourceId', 'ServiceName', 'ChargeCategory', 'ChargeClass', 'x_UsageType', 'ConsumedQuantity']
    const sqs = 'Amazon Simple Queue Service'
    const bill = [
      ...[...usage, ...leftOut].map(([queue, type, quantity]) => ['2026-10', queue, sqs, 'Usage', null, type, quantity]),
      ['2026-10', 'arn:aws:sqs:us-east-1:1:orders', sqs, 'Tax', null, 'Requests-RBP', 5],
      ['2026-10', 'arn:aws:sqs:us-east-1:1:orders', sqs, 'Usage', 'Correction', 'Requests-RBP', 5],
      ['2026-09', 'arn:aws:sqs:us-east-1:1:orders', sqs, 'Usage', null, 'Requests-RBP', 5],
      ['2026-10', 'arn:aws:sns:us-east-1:1:topic', 'Amazon Simple Notification Service', 'Usage', null, 'Requests-Tier1', 5]
    ]
    expect(answerOf(queries[1]!, 'focus', columns, bill)).toEqual(billed)
  })
})
