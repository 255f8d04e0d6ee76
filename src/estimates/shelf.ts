import { constant, keptFor } from '../models/kept.ts'
import type { Assumption, Finding, Market, Offering } from '../models/offering.ts'
import { readFacts } from '../models/table-facts.ts'
import { tableAsOf, tableVersion, versionInForce } from '../pricing/catalog.ts'
import type { Catalog } from '../pricing/catalog.ts'
import { openPriceBook } from '../pricing/price-book.ts'
import type { PriceBook, PricedSku, PriceOverlays } from '../pricing/price-book.ts'
import type { PriceTable } from '../pricing/price-table.ts'
import { CLOUD_REGIONS_TABLE, isElsewhere, placeQuestion } from './placement.ts'
import type { Placement } from './placement.ts'
import type { Estimate, EstimateResponse } from './response.ts'

/** The table of the people who operate what is bought: every answer reads it. */
export const OPERATIONS_TABLE = 'operations'

type Source = NonNullable<EstimateResponse['sources']>[string]

/** Everything that a date, a region and a price list decide, whatever the workload: tables, prices, facts. */
export interface Shelf {
  readonly tables: ReadonlyMap<string, PriceTable>
  readonly book: PriceBook
  readonly market: Market
  readonly placement: Placement
  /** Facts of an offering's tables, read when a model asks: a table that is not in force matters only where it is needed. */
  readonly factsOf: (offering: Offering) => Readonly<Record<string, unknown>>
  /** Tables an offering reads, with the one of the operations model, as an answer names them; those not in force are left out. */
  readonly tablesOf: (offering: Offering) => NonNullable<Estimate['priceTables']>
  /** The tables of several offerings, each once. */
  readonly tablesOfAll: (offerings: readonly Offering[]) => NonNullable<Estimate['priceTables']>
  /** Where a price comes from, as an answer names it. */
  readonly sourceOf: (priced: PricedSku) => Source
}

export interface ShelfRequest {
  readonly catalog: Catalog
  readonly asOf: string
  readonly versions: Readonly<Record<string, string>>
  readonly region: string
  /** The region that the caller chose for an offering on another cloud. */
  readonly named: string | undefined
  readonly overlays: PriceOverlays
}

/** Tables of one version each; the number stands for them in keys, whose text would be as long as their names. */
interface InForce { readonly tables: ReadonlyMap<string, PriceTable>, readonly number: number }

const keptVersions = keptFor<Catalog, InForce>()
const keptInForce = keptFor<Catalog, InForce>()
let numbersGiven = 0

function lookUp ({ catalog, asOf, versions }: ShelfRequest): InForce {
  const tables = new Map<string, PriceTable>()
  for (const [id, landed] of catalog.tables) {
    const table = versions[id] === undefined ? versionInForce(landed, asOf) : tableVersion(catalog, id, versions[id])
    if (table !== undefined) tables.set(id, table)
  }
  return keptVersions(catalog, [...tables].map(([id, { version }]) => `${id} ${version}`).join(' '), () => ({ tables, number: numbersGiven++ }))
}

/** Tables of a day, or those that a request pins. */
function tablesInForce (request: ShelfRequest): InForce {
  return Object.keys(request.versions).length > 0 ? lookUp(request) : keptInForce(request.catalog, request.asOf, () => lookUp(request))
}

function describeSource ({ table, sku }: PricedSku): Source {
  const source = table.document.sources[sku.source]!
  return { table: table.id, version: table.version, skuPriceId: sku.skuPriceId, title: source.title, url: source.address, published: source.published, retrieved: source.retrieved, confidence: sku.confidence }
}

function stock (request: ShelfRequest, tables: ReadonlyMap<string, PriceTable>, key: string): Shelf {
  const table = (id: string): PriceTable => tables.get(id) ?? tableAsOf(request.catalog, id, request.asOf)
  // A table that is not in force is missed only when it is needed.
  const placement = placeQuestion(tables, request.region, request.named)
  const book = openPriceBook(tables, request.region, request.overlays, table, placement.regionOf)
  const keptFacts = keptFor<Offering, Readonly<Record<string, unknown>>>()
  const keptTables = keptFor<Offering, NonNullable<Estimate['priceTables']>>()
  const keptRegions = keptFor<Offering, string>()
  const keptFindings = keptFor<Offering, readonly Finding[]>()
  const keptAssumptions = keptFor<Offering, readonly Assumption[]>()
  const keptSources = keptFor<PricedSku, Source>()
  const keptUnions = keptFor<ReadonlyMap<string, PriceTable>, NonNullable<Estimate['priceTables']>>()
  const tablesOf = (offering: Offering): NonNullable<Estimate['priceTables']> => keptTables(offering, '', () => constant([...Object.keys(offering.facts), ...(needsMap(offering, tables) ? [CLOUD_REGIONS_TABLE] : []), OPERATIONS_TABLE].flatMap(id => {
    const inForce = tables.get(id)
    return inForce === undefined ? [] : [{ id, version: inForce.version, digest: inForce.digest }]
  })))
  return {
    tables,
    book,
    placement: {
      regionOf: placement.regionOf,
      regionOfOffering: offering => keptRegions(offering, '', () => placement.regionOfOffering(offering)),
      findings: offering => keptFindings(offering, '', () => placement.findings(offering)),
      assumptions: offering => keptAssumptions(offering, '', () => constant(placement.assumptions(offering).map(one => constant(one))))
    },
    market: { region: request.region, key, sells: book.sells, placeOf: book.placeOf, require: book.price },
    factsOf: offering => keptFacts(offering, '', () => {
      const facts: Record<string, unknown> = {}
      for (const [tableId, schema] of Object.entries(offering.facts)) {
        const inForce = tables.get(tableId)
        if (inForce !== undefined) facts[tableId] = readFacts(inForce, schema)
        else Object.defineProperty(facts, tableId, { get: () => readFacts(table(tableId), schema) })
      }
      return facts
    }),
    tablesOf,
    tablesOfAll: offerings => keptUnions(tables, offerings.map(({ id }) => id).join(' '), () => constant([...new Map(offerings.flatMap(tablesOf).map(table => [table.id, table])).values()])),
    sourceOf: priced => keptSources(priced, '', () => constant(describeSource(priced)))
  }
}

const needsMap = (offering: Offering, tables: ReadonlyMap<string, PriceTable>): boolean => Object.keys(offering.facts).some(id => tables.has(id) && isElsewhere(tables.get(id)!))

const keptShelves = keptFor<Catalog, Shelf>()

/** Takes the shelf of a request; list prices in the tables' own currency are laid out once and kept, negotiated ones belong to their request. */
export function takeShelf (request: ShelfRequest): Shelf {
  const { catalog, region, named = '', overlays } = request
  const { tables, number } = tablesInForce(request)
  const key = `${region} ${named} ${overlays.includeFreeTier} ${number}`
  // Only what the catalog bounds is kept: regions × versions × the free tier, and regions that callers name are checked against its tables. A missing table's error names the day asked for.
  const isKnown = named === '' || [...tables.values()].some(table => isElsewhere(table) && table.regions.has(named))
  const keepable = isKnown && tables.size === catalog.tables.size && overlays.currency === 'USD' && overlays.exchangeRate === null && overlays.overrides.size === 0 && overlays.discounts.size === 0
  return keepable ? keptShelves(catalog, key, () => stock(request, tables, key)) : stock(request, tables, key)
}
