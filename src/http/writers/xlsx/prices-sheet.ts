import type { EstimateResponse } from '../../../estimates/response.ts'
import { addressCell, blank, formulaCell, headerRow, lettersOf, numberCell, plainCell, rowOf, styles, textCell } from './cells.ts'
import type { SheetCell, SheetColumn } from './cells.ts'
import type { Tier, TierTables } from './tier-table.ts'
import { absolute } from './workbook.ts'
import type { WorkbookSheet } from './workbook.ts'

type Source = NonNullable<EstimateResponse['sources']>[string]

const SHEET = 'Prices'

const columns = [
  { name: 'source', header: 'Source', width: 46 },
  { name: 'from', header: 'From (units)', width: 18 },
  { name: 'upTo', header: 'Up to (units)', width: 18 },
  { name: 'unit', header: 'Unit', width: 16 },
  { name: 'listUnitPrice', header: 'List unit price', width: 16 },
  { name: 'unitPrice', header: 'Unit price paid', width: 16 },
  { name: 'table', header: 'Price table', width: 16 },
  { name: 'version', header: 'Version', width: 12 },
  { name: 'skuPriceId', header: 'Vendor price id', width: 30 },
  { name: 'confidence', header: 'Confidence', width: 12 },
  { name: 'published', header: 'Published', width: 14 },
  { name: 'retrieved', header: 'Retrieved', width: 12 },
  { name: 'title', header: 'Source title', width: 60 },
  { name: 'url', header: 'Where', width: 60 }
] as const satisfies readonly SheetColumn[]

const letter = lettersOf(columns)
const HEADER_ROWS = 1

/** Where on the sheet the bounds and prices of a tier stand. */
export interface TierCells {
  readonly tier: Tier
  readonly from: string
  readonly upTo: string
  readonly listUnitPrice: string
  readonly unitPrice: string
}

/** The sheet of prices, and where each tier of a source stands on it. */
export interface PricesSheet {
  readonly sheet: WorkbookSheet
  readonly cellsOf: (source: string) => readonly TierCells[]
}

function priceRow (source: string, about: Source, tier: Tier, unit: string, row: number): readonly SheetCell[] {
  const isListPrice = tier.unitPrice === tier.listUnitPrice
  return rowOf(columns, {
    source: textCell(source),
    from: numberCell(tier.from, styles.whole),
    upTo: tier.upTo === null ? blank : numberCell(tier.upTo, styles.whole),
    unit: textCell(unit),
    listUnitPrice: numberCell(tier.listUnitPrice, styles.inputUnitPrice),
    unitPrice: isListPrice ? formulaCell(`${letter.listUnitPrice}${row}`, Number(tier.unitPrice), styles.unitPrice) : numberCell(tier.unitPrice, styles.inputUnitPrice),
    table: textCell(about.table),
    version: plainCell(about.version),
    skuPriceId: textCell(about.skuPriceId),
    confidence: textCell(about.confidence),
    published: plainCell(about.published),
    retrieved: plainCell(about.retrieved),
    title: textCell(about.title),
    url: addressCell(about.url)
  })
}

/** Lays out every price behind the answer, a row a tier, with its source; the lines of all offerings are worked out from these cells. */
export function pricesSheet (sources: Readonly<Record<string, Source>>, tiers: TierTables): PricesSheet {
  const rows: (readonly SheetCell[])[] = [headerRow(columns)]
  const cells = new Map<string, readonly TierCells[]>()
  for (const [source, about] of Object.entries(sources)) {
    const table = tiers.of(source)
    cells.set(source, table.tiers.map(tier => {
      const row = rows.length + 1
      rows.push(priceRow(source, about, tier, table.unit, row))
      const at = (name: keyof typeof letter): string => `${SHEET}!${absolute(`${letter[name]}${row}`)}`
      return { tier, from: at('from'), upTo: at('upTo'), listUnitPrice: at('listUnitPrice'), unitPrice: at('unitPrice') }
    }))
  }
  return {
    sheet: { name: SHEET, columns, rows, frozenRows: HEADER_ROWS, frozenColumns: 1, filteredRows: rows.length - HEADER_ROWS },
    cellsOf: source => cells.get(source) ?? []
  }
}
