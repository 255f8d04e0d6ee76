import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCatalog } from './catalog.ts'
import type { Catalog } from './catalog.ts'
import { parsePriceTable, priceTableSchema, tableIdPattern } from './price-table.ts'
import type { PriceTable } from './price-table.ts'

function readJson (path: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw new Error(`Price table ${path} is not JSON: ${(error as Error).message}`)
  }
}

function loadTable (directory: string, id: string, file: string): PriceTable {
  const path = join(directory, id, file)
  const bytes = readFileSync(path)
  const result = priceTableSchema.safeParse(readJson(path, bytes))
  if (!result.success) throw new Error(`Price table ${path} breaks its schema: ${result.error.message}`)
  const document = result.data
  if (document.id !== id || `${document.version}.json` !== file) {
    throw new Error(`Price table ${path} calls itself ${document.id}/${document.version}; folder and file must carry the same names.`)
  }
  return parsePriceTable(document, `sha256:${createHash('sha256').update(bytes).digest('hex')}`)
}

/** Reads and checks every table below a folder, once, at start: `<table id>/<version>.json`; throws on the first that breaks its schema. */
export function loadCatalog (directory: string): Catalog {
  const tables = readdirSync(directory, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && tableIdPattern.test(entry.name))
    .flatMap(entry => readdirSync(join(directory, entry.name))
      .filter(file => file.endsWith('.json'))
      .map(file => loadTable(directory, entry.name, file)))
  if (tables.length === 0) throw new Error(`No price tables below ${directory}; expected <table id>/<version>.json.`)
  return createCatalog(tables)
}
