import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { priceTableSchema } from '../../src/pricing/price-table.ts'
import type { PriceTableDocument } from '../../src/pricing/price-table.ts'
import { changedVersions, digestOf, jsonText, schemaText } from './documents.ts'
import type { Lock } from './documents.ts'
import { openFacts } from './facts.ts'
import type { Facts } from './facts.ts'
import { awsEbsTable } from './tables/aws-ebs.ts'
import { awsEc2Table } from './tables/aws-ec2.ts'
import { awsKmsTable } from './tables/aws-kms.ts'
import { awsMskTable } from './tables/aws-msk.ts'
import { awsNetworkTable } from './tables/aws-network.ts'
import { awsS3Table } from './tables/aws-s3.ts'
import { awsSnsTable } from './tables/aws-sns.ts'
import { awsSqsBeforeFairQueues, awsSqsWithFairQueues } from './tables/aws-sqs.ts'
import { kafkaSizingTable } from './tables/kafka-sizing.ts'
import { operationsTable } from './tables/operations.ts'

const makers: ReadonlyArray<(facts: Facts) => PriceTableDocument> = [
  awsEbsTable,
  awsEc2Table,
  awsKmsTable,
  awsMskTable,
  awsNetworkTable,
  awsS3Table,
  awsSnsTable,
  awsSqsBeforeFairQueues,
  awsSqsWithFairQueues,
  kafkaSizingTable,
  operationsTable
]

const { values } = parseArgs({ options: { facts: { type: 'string' }, unlanded: { type: 'boolean', default: false } } })
if (values.facts === undefined) throw new Error('Say where the facts are: npx tsx pricing/scripts/build-tables.ts --facts <folder> [--unlanded]')

const folder = dirname(dirname(fileURLToPath(import.meta.url)))
const lockFile = join(folder, 'lock.json')
const facts = openFacts(values.facts)
const lock: Lock = existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')) : {}

const texts: Record<string, string> = {}
for (const make of makers) {
  const document = make(facts)
  const checked = priceTableSchema.parse({ $schema: '../price-table.schema.json', ...document })
  texts[`${checked.id}/${checked.version}`] = jsonText({ $schema: '../price-table.schema.json', ...document })
}

const digests: Lock = Object.fromEntries(Object.entries(texts).map(([version, text]) => [version, digestOf(text)]))
const changed = changedVersions(lock, digests)
if (changed.length > 0 && !values.unlanded) {
  throw new Error(`These versions have landed and would change: ${changed.join(', ')}. Give the correction a version of its own (2025-06-05.1), ` +
    'or run with --unlanded where the version has not been merged yet. Nothing was written.')
}

for (const [version, text] of Object.entries(texts)) {
  const file = join(folder, `${version}.json`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
writeFileSync(join(folder, 'price-table.schema.json'), schemaText())
const locked = Object.entries({ ...lock, ...digests }).sort(([a], [b]) => a < b ? -1 : 1)
writeFileSync(lockFile, `${JSON.stringify(Object.fromEntries(locked), null, 2)}\n`)
console.log(`${Object.keys(texts).length} tables written${changed.length > 0 ? `, of which changed: ${changed.join(', ')}` : ''}`)
