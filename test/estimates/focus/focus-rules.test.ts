import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { focusRows } from './focus-rows.ts'
import type { Row } from './focus-rows.ts'
import { rules } from './focus-rules.ts'
import { judge } from './official-model.ts'
import type { OfficialModel } from './official-model.ts'

const account = { billingAccountId: '111122223333', subAccountId: 'checkout', tags: { team: 'checkout', 'cost-centre': '4711' } }
const euros = { currency: 'EUR', exchangeRate: { from: 'USD', to: 'EUR', rate: '0.92713', date: '2025-11-01' } }

/** Files of every kind that differs: tiers, free units, machines, volumes, traffic, people, discounts, another currency. */
const files: Readonly<Record<string, () => readonly Row[]>> = {
  'SQS over three tiers': () => focusRows('aws-sqs-standard', { workload: { requestsPerMonth: 77_760_000_000, payloadBytes: 1000 } }, account),
  'SQS with the free tier, keys, NAT and people': () => focusRows('aws-sqs-standard', { workload: { consumerGroups: 3 }, options: { 'aws-sqs': { networkPath: 'nat', kmsKey: true } }, pricing: { freeTier: 'include' } }, { includeOperations: true }),
  'SQS through SNS, large payloads through S3': () => focusRows('aws-sqs-fifo', { workload: { consumerGroups: 2 }, options: { 'aws-sqs': { networkPath: 'interface-endpoint' } } }),
  'MSK with tiered storage': () => focusRows('aws-msk-standard', { workload: { localRetentionHours: 24 }, options: { kafka: { tieredStorage: true } } }, account),
  'MSK Express at a discount': () => focusRows('aws-msk-express', { pricing: { discounts: { 'aws-msk': 12.5 } } }),
  'MSK Serverless in euros': () => focusRows('aws-msk-serverless', euros),
  'Kafka on EC2 with people': () => focusRows('kafka-aws-ec2', {}, { ...account, includeOperations: true }),
  'Kafka on EKS in euros': () => focusRows('kafka-aws-ec2', { ...euros, options: { kafka: { orchestration: 'kubernetes' } } })
}
const cases = Object.entries(files)

const withFirst = (rows: readonly Row[], change: Readonly<Record<string, string | null | undefined>>): readonly Row[] =>
  rows.map((row, index) => index > 0 ? row : Object.fromEntries(Object.entries({ ...row, ...change }).filter((pair): pair is [string, string | null] => pair[1] !== undefined)))

describe('the static rules of FOCUS 1.2', () => {
  it.each(cases)('hold on %s', (_name, rowsOf) => {
    const rows = rowsOf()
    expect(rows.length).toBeGreaterThan(1)
    expect(rules.filter(({ holds }) => !holds(rows)).map(({ id }) => id)).toEqual([])
  })

  it('would each be broken by a wrong cell', () => {
    const rows = files['SQS over three tiers']!()
    expect(rules.filter(({ holds, broken }) => holds(withFirst(rows, broken))).map(({ id }) => id)).toEqual([])
  })
})

// Every column that an estimate has may be asked for; commitments, reservations, zones and virtual currencies it has none of.
const capabilities = new Set([
  'ACCOUNT_NAMING', 'MULTIPLE_PRICING_CATEGORIES', 'NEGOTIATED_PRICING', 'PUBLIC_PRICE_LIST', 'USAGE_MEASUREMENT', 'UNIT_PRICING', 'SUB_ACCOUNT', 'REGION', 'TAGGING',
  'BILLING_BASED_ON_PROVISIONED_RESOURCES', 'RESOURCE_TYPE_ASSIGNMENT', 'MULTIPLE_SUB_ACCOUNT_TYPES', 'MULTIPLE_BILLING_ACCOUNT_TYPES', 'PRICING_BILLING_CURRENCY_DIFFERENCES'
].map(name => `${name}_SUPPORTED`))

const officialFile = fileURLToPath(new URL('../../../../shared/facts/focus-model-1.2.json', import.meta.url))

describe.skipIf(!existsSync(officialFile))('the official model of FOCUS 1.2, where it lies beside the repository', () => {
  const model = existsSync(officialFile) ? JSON.parse(readFileSync(officialFile, 'utf8')) as OfficialModel : { ModelRules: {} }

  it.each(cases)('finds nothing wrong with %s', (_name, rowsOf) => {
    const { checked, broken } = judge(model, rowsOf(), capabilities)
    expect([...broken]).toEqual([])
    expect(checked.size).toBeGreaterThan(150)
  })

  it('finds what is wrong, and has every rule that is carried here', () => {
    const rows = files['SQS over three tiers']!()
    const ids = Object.keys(model.ModelRules)
    expect(rules.filter(({ id }) => !ids.some(official => official.startsWith(`${id}-`))).map(({ id }) => id)).toEqual([])
    const bindingOf = (id: string): string => model.ModelRules[ids.find(official => official.startsWith(`${id}-`))!]!.ValidationCriteria.Keyword
    // The model's sentence says "is not Correction" and its condition the contrary, so the condition never fits an estimate.
    const contrary = ['ConsumedQuantity-C-006']
    const unseen = rules.filter(({ id, broken }) => bindingOf(id) !== 'RECOMMENDED' && !contrary.includes(id) && ![...judge(model, withFirst(rows, broken), capabilities).broken].some(official => official.startsWith(`${id}-`)))
    expect(unseen.map(({ id }) => id)).toEqual([])
  })
})
