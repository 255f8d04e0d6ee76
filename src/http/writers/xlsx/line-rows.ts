import type { WrittenLineItem } from '../../../estimates/response.ts'
import { blank, exactCell, formulaCell, lettersOf, numberCell, quantityCell, readCell, rowOf, styles, textCell } from './cells.ts'
import type { SheetCell, SheetColumn } from './cells.ts'
import type { TierCells } from './prices-sheet.ts'
import { scaled } from './scaled.ts'
import { billedQuantity, tierQuantity } from './tier-quantity.ts'
import type { TierTables } from './tier-table.ts'

const HUNDRED = 100

export const lineColumns = [
  { name: 'offering', header: 'Offering', width: 20 },
  { name: 'row', header: 'Row', width: 8 },
  { name: 'id', header: 'Line', width: 28 },
  { name: 'title', header: 'Title', width: 40 },
  { name: 'group', header: 'Group', width: 10 },
  { name: 'consumed', header: 'Consumed quantity', width: 18 },
  { name: 'consumedUnit', header: 'Consumed unit', width: 14 },
  { name: 'quantity', header: 'Pricing quantity', width: 18 },
  { name: 'unit', header: 'Pricing unit', width: 16 },
  { name: 'from', header: 'From', width: 16 },
  { name: 'upTo', header: 'Up to', width: 16 },
  { name: 'listUnitPrice', header: 'List unit price', width: 16 },
  { name: 'unitPrice', header: 'Unit price paid', width: 16 },
  { name: 'listCost', header: 'List cost', width: 16 },
  { name: 'cost', header: 'Cost', width: 16 },
  { name: 'low', header: 'Cost, low', width: 16 },
  { name: 'high', header: 'Cost, high', width: 16 },
  { name: 'formula', header: 'Arithmetic of the quantity', width: 60 },
  { name: 'source', header: 'Source of the price', width: 46 },
  { name: 'exactQuantity', header: 'Exact quantity, where a cell shortens it', width: 24 },
  { name: 'exactCost', header: 'Exact cost, where a cell shortens it', width: 24 },
  { name: 'commitment', header: 'Commitment, % off the price', width: 16 },
  { name: 'confidence', header: 'Confidence', width: 12 }
] as const satisfies readonly SheetColumn[]

type Cells = Partial<Record<typeof lineColumns[number]['name'], SheetCell>>
export const lineLetter = lettersOf(lineColumns)

/** Where the lines before ended in the tiers that they share. */
export interface Pool { readonly row: number, readonly end: number }

/** What a line is laid out from, and the row that it comes to stand in. */
export interface LineContext {
  readonly tiers: TierTables
  /** A source → the line that drew on its tiers last. */
  readonly pools: Map<string, Pool>
  readonly offering: string
  readonly rowNumber: number
}

type WrittenTier = WrittenLineItem['tiers'][number]

const paidFor = (tier: WrittenTier): number => Number(tier.contractedUnitPrice ?? tier.listUnitPrice)
const drawnFrom = ({ tiers }: WrittenLineItem, { tier }: TierCells): WrittenTier | undefined => tiers.find(({ from }) => from === tier.from)

/** Whether the line pays less than its prices for a commitment; one that was negotiated holds as it is. */
function isCommitted (line: WrittenLineItem, prices: readonly TierCells[]): boolean {
  return line.commitment !== undefined && prices.some(price => {
    const drawn = drawnFrom(line, price)
    return drawn !== undefined && paidFor(drawn) !== Number(price.tier.unitPrice)
  })
}

/** The price that a line pays in a tier; `commitment` refers to the percent that is off it. */
function unitPriceCell (line: WrittenLineItem, price: TierCells, commitment: string | null): SheetCell {
  const { unitPrice } = price.tier
  if (commitment === null) return formulaCell(price.unitPrice, Number(unitPrice), styles.unitPrice)
  const drawn = drawnFrom(line, price)
  const paid = drawn === undefined ? Number(unitPrice) * (HUNDRED - Number(line.commitment!.percent)) / HUNDRED : paidFor(drawn)
  return formulaCell(`${price.unitPrice}*(${HUNDRED}-${commitment})/${HUNDRED}`, paid, styles.unitPrice)
}

function common (line: WrittenLineItem, prices: readonly TierCells[], { offering, rowNumber }: LineContext): Cells {
  const cost = `${lineLetter.cost}${rowNumber}`
  return {
    offering: textCell(offering),
    row: textCell('line'),
    id: textCell(line.id),
    title: textCell(line.title),
    group: textCell(line.group),
    consumed: readCell(line.consumedQuantity),
    consumedUnit: textCell(line.consumedUnit),
    quantity: quantityCell(line.pricingQuantity),
    unit: textCell(line.pricingUnit),
    low: scaled(cost, line.cost, line.range?.low ?? line.cost, styles.cost),
    high: scaled(cost, line.cost, line.range?.high ?? line.cost, styles.cost),
    formula: textCell(line.formula),
    source: textCell(line.source),
    exactQuantity: exactCell(line.pricingQuantity),
    exactCost: exactCell(line.cost),
    confidence: textCell(line.confidence),
    ...isCommitted(line, prices) ? { commitment: numberCell(line.commitment!.percent, styles.inputFraction) } : {}
  }
}

/** A line that has one price, whatever its quantity. */
export function flatLine (line: WrittenLineItem, price: TierCells, context: LineContext): readonly SheetCell[] {
  const { rowNumber: row } = context
  return rowOf(lineColumns, {
    ...common(line, [price], context),
    listUnitPrice: formulaCell(price.listUnitPrice, Number(price.tier.listUnitPrice), styles.unitPrice),
    unitPrice: unitPriceCell(line, price, isCommitted(line, [price]) ? `${lineLetter.commitment}${row}` : null),
    listCost: formulaCell(`${lineLetter.quantity}${row}*${lineLetter.listUnitPrice}${row}`, Number(line.listCost), styles.cost),
    cost: formulaCell(`${lineLetter.quantity}${row}*${lineLetter.unitPrice}${row}`, Number(line.cost), styles.cost)
  })
}

function tierRow (line: WrittenLineItem, price: TierCells, context: LineContext, start: number, row: number, committed: boolean): readonly SheetCell[] {
  const { tiers, offering, rowNumber } = context
  const drawn = drawnFrom(line, price)
  const quantity = `${lineLetter.quantity}${row}`
  const ofLine = (name: keyof typeof lineLetter): string => `${lineLetter[name]}$${rowNumber}`
  const table = tiers.of(line.source)
  return rowOf(lineColumns, {
    offering: textCell(offering),
    row: textCell('tier'),
    id: textCell(line.id),
    group: textCell(line.group),
    quantity: formulaCell(
      tierQuantity(table, { price, start: ofLine('from'), end: ofLine('upTo'), quantity: ofLine('quantity') }),
      billedQuantity(table, drawn?.pricingQuantity ?? '0', start, start + Number(line.pricingQuantity)),
      line.pricingQuantity.includes('.') ? styles.fraction : styles.whole
    ),
    unit: textCell(line.pricingUnit),
    from: formulaCell(price.from, Number(price.tier.from), styles.whole),
    upTo: price.tier.upTo === null ? blank : formulaCell(price.upTo, Number(price.tier.upTo), styles.whole),
    listUnitPrice: formulaCell(price.listUnitPrice, Number(price.tier.listUnitPrice), styles.unitPrice),
    unitPrice: unitPriceCell(line, price, committed ? ofLine('commitment') : null),
    listCost: formulaCell(`${quantity}*${lineLetter.listUnitPrice}${row}`, Number(drawn?.listCost ?? 0), styles.cost),
    cost: formulaCell(`${quantity}*${lineLetter.unitPrice}${row}`, Number(drawn?.contractedCost ?? drawn?.listCost ?? 0), styles.cost)
  })
}

/** A line that draws on tiers: where it starts and ends in them, and a row for each of them below it. */
export function tieredLine (line: WrittenLineItem, prices: readonly TierCells[], context: LineContext): readonly (readonly SheetCell[])[] {
  const { rowNumber: row, pools, tiers, offering } = context
  const before = pools.get(line.source)
  const start = before?.end ?? Number(tiers.startOf(offering, line.source))
  // A position in the tiers, in doubles as the spreadsheet works it out; no money.
  const end = start + Number(line.pricingQuantity)
  pools.set(line.source, { row, end })
  const committed = isCommitted(line, prices)
  const below = (name: 'listCost' | 'cost'): string => `SUM(${lineLetter[name]}${row + 1}:${lineLetter[name]}${row + prices.length})`
  return [
    rowOf(lineColumns, {
      ...common(line, prices, context),
      from: before === undefined ? numberCell(start, styles.inputWhole) : formulaCell(`${lineLetter.upTo}${before.row}`, start, styles.whole),
      upTo: formulaCell(`${lineLetter.from}${row}+${lineLetter.quantity}${row}`, end, styles.whole),
      listCost: formulaCell(below('listCost'), Number(line.listCost), styles.subtotal),
      cost: formulaCell(below('cost'), Number(line.cost), styles.subtotal)
    }),
    ...prices.map((price, index) => tierRow(line, price, context, start, row + 1 + index, committed))
  ]
}
