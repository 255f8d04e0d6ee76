import type { z } from 'zod'
import type { Catalog } from '../pricing/catalog.ts'
import type { PriceTable } from '../pricing/price-table.ts'

const parsedByTable = new WeakMap<PriceTable, Map<z.ZodType, unknown>>()

/** Reads the part of a table's facts that a schema declares; parsed once per table version. */
export function readFacts<Schema extends z.ZodType> (table: PriceTable, schema: Schema): z.output<Schema> {
  let parsed = parsedByTable.get(table)
  if (parsed === undefined) {
    parsed = new Map()
    parsedByTable.set(table, parsed)
  }
  if (!parsed.has(schema)) parsed.set(schema, schema.parse(table.document.facts))
  return parsed.get(schema) as z.output<Schema>
}

/** Checks every version of the tables against what a model reads from them, so that a broken fact stops the start and not a request. */
export function checkFacts (catalog: Catalog, facts: Readonly<Record<string, z.ZodType>>): void {
  for (const [tableId, schema] of Object.entries(facts)) {
    const versions = catalog.tables.get(tableId) ?? []
    if (versions.length === 0) throw new Error(`A model reads price table ${tableId}, and there is none.`)
    for (const table of versions) {
      const result = schema.safeParse(table.document.facts)
      if (!result.success) throw new Error(`Price table ${tableId} ${table.version} lacks facts that a model reads: ${result.error.message}`)
    }
  }
}
