import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { priceTableSchema } from '../../src/pricing/price-table.ts'
import { changedVersions, digestOf, jsonText, schemaText } from './documents.ts'
import type { Lock } from './documents.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { unlanded: { type: 'boolean', default: false } } })
if (positionals.length === 0) throw new Error('Name the tables: npx tsx pricing/scripts/land-table.ts <table id>/<version> … [--unlanded]')

const folder = dirname(dirname(fileURLToPath(import.meta.url)))
const lockFile = join(folder, 'lock.json')
const lock: Lock = JSON.parse(readFileSync(lockFile, 'utf8'))

const texts = Object.fromEntries(positionals.map(version => {
  const document: unknown = JSON.parse(readFileSync(join(folder, `${version}.json`), 'utf8'))
  const { id, version: day } = priceTableSchema.parse(document)
  if (`${id}/${day}` !== version) throw new Error(`${version}.json says that it is ${id}/${day}.`)
  return [version, jsonText(document)]
}))
const digests: Lock = Object.fromEntries(Object.entries(texts).map(([version, text]) => [version, digestOf(text)]))
const changed = changedVersions(lock, digests)
if (changed.length > 0 && !values.unlanded) throw new Error(`These versions have landed and would change: ${changed.join(', ')}. Give the correction a version of its own. Nothing was written.`)

for (const [version, text] of Object.entries(texts)) writeFileSync(join(folder, `${version}.json`), text)
writeFileSync(join(folder, 'price-table.schema.json'), schemaText())
const locked = Object.entries({ ...lock, ...digests }).sort(([a], [b]) => a < b ? -1 : 1)
writeFileSync(lockFile, `${JSON.stringify(Object.fromEntries(locked), null, 2)}\n`)
