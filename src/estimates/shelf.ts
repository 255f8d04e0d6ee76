import { keptFor } from '../models/kept.ts'
import type { Market, Offering } from '../models/offering.ts'
import { readFacts } from '../models/table-facts.ts'
import { tableAsOf, tableVersion, versionInForce } from '../pricing/catalog.ts'
import type { Catalog } from '../pricing/catalog.ts'
import { openPriceBook } from '../pricing/price-book.ts'
import type { PriceBook, PriceOverlays, SkuRef } from '../pricing/price-book.ts'
import type { PriceTable } from '../pricing/price-table.ts'

/** Everything that a date, a region and a price list decide, whatever the workload: tables, prices, facts. */
export interface Shelf {
  readonly tables: ReadonlyMap<string, PriceTable>
  readonly book: PriceBook
  readonly market: Market
  /** Facts of an offering's tables, read when a model asks: a table that is not in force matters only where it is needed. */
  readonly factsOf: (offering: Offering) => Readonly<Record<string, unknown>>
  /** Tables an offering reads, with the one of the operations model; those not in force are left out. */
  readonly tablesOf: (offering: Offering, operationsTable: string) => readonly PriceTable[]
}

export interface ShelfRequest {
  readonly catalog: Catalog
  readonly asOf: string
  readonly versions: Readonly<Record<string, string>>
  readonly region: string
  readonly overlays: PriceOverlays
}

function tablesInForce (request: ShelfRequest): ReadonlyMap<string, PriceTable> {
  const { catalog, asOf, versions } = request
  const tables = new Map<string, PriceTable>()
  for (const [id, landed] of catalog.tables) {
    const table = versions[id] === undefined ? versionInForce(landed, asOf) : tableVersion(catalog, id, versions[id])
    if (table !== undefined) tables.set(id, table)
  }
  return tables
}

function stock (request: ShelfRequest, tables: ReadonlyMap<string, PriceTable>, key: string): Shelf {
  const laid = openPriceBook(tables, request.region, request.overlays)
  const table = (id: string): PriceTable => tables.get(id) ?? tableAsOf(request.catalog, id, request.asOf)
  const price = (ref: SkuRef): ReturnType<PriceBook['price']> => {
    const tableId = ref.slice(0, ref.indexOf('/'))
    if (!tables.has(tableId)) table(tableId)
    return laid.price(ref)
  }
  const keptFacts = keptFor<Offering, Readonly<Record<string, unknown>>>()
  const keptTables = keptFor<Offering, readonly PriceTable[]>()
  return {
    tables,
    book: { ...laid, price },
    market: { region: request.region, key, sells: laid.sells, require: price },
    factsOf: offering => keptFacts(offering, '', () => {
      const facts: Record<string, unknown> = {}
      for (const [tableId, schema] of Object.entries(offering.facts)) {
        const inForce = tables.get(tableId)
        if (inForce !== undefined) facts[tableId] = readFacts(inForce, schema)
        else Object.defineProperty(facts, tableId, { get: () => readFacts(table(tableId), schema) })
      }
      return facts
    }),
    tablesOf: (offering, operationsTable) => keptTables(offering, operationsTable, () =>
      [...Object.keys(offering.facts), operationsTable].flatMap(id => tables.get(id) ?? []))
  }
}

const keptShelves = keptFor<Catalog, Shelf>()

/** Takes the shelf of a request; list prices in the tables' own currency are laid out once and kept, negotiated ones belong to their request. */
export function takeShelf (request: ShelfRequest): Shelf {
  const { catalog, region, overlays } = request
  const tables = tablesInForce(request)
  let key = `${region} ${overlays.includeFreeTier}`
  for (const table of tables.values()) key += ` ${table.version}`
  // Only what the catalog bounds is kept: regions × versions × the free tier. A missing table's error names the day asked for.
  const keepable = tables.size === catalog.tables.size && overlays.currency === 'USD' && overlays.exchangeRate === null && overlays.overrides.size === 0 && overlays.discounts.size === 0
  return keepable ? keptShelves(catalog, key, () => stock(request, tables, key)) : stock(request, tables, key)
}
