import { colToLetter } from 'hucre/xlsx'
import type { EstimateResponse } from '../../../estimates/response.ts'
import { zero } from '../../../pricing/decimal.ts'
import { blank, formulaCell, numberCell, plainCell, styles, textCell } from './cells.ts'
import type { SheetCell, SheetColumn } from './cells.ts'

/** One row of a batch: what came with it, what it asked, and its answer or why it has none. */
export type BatchRow = {
  /** Its number, as its sender counts. */
  readonly row: number
  /** Cells of the carried columns, in their order. */
  readonly carried: readonly string[]
  /** The fields of the workload as they were given; empty where they could not be read. */
  readonly question: Readonly<Record<string, unknown>>
} & ({ readonly response: EstimateResponse } | { readonly error: string })

/** The amounts of one offering in one row, as the service rounds them. */
interface Amounts { readonly infrastructure: string, readonly operations: string, readonly total: string }

/** Sums over all rows that have an amount, and how many they are. */
interface Sums { readonly infrastructure: number, readonly operations: number, readonly total: number, readonly rows: number }

/** The columns of an offering: infrastructure, people, and the total that is worked out from them. */
export interface OfferingColumns { readonly offering: string, readonly infrastructure: string, readonly operations: string, readonly total: string, readonly sum: Sums }

/** What the rows of a batch are laid out by. */
export interface BatchLayout {
  readonly columns: readonly SheetColumn[]
  readonly fields: readonly string[]
  readonly offerings: readonly OfferingColumns[]
}

const CENTS = 2
const AMOUNTS_PER_OFFERING = 3

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)]
const column = (header: string, width: number): SheetColumn => ({ name: header, header, width })

/** The amounts of an offering in a row; none where it has no answer or cannot carry the workload, which is never zero. */
function amountsOf (row: BatchRow, offering: string): Amounts | null {
  if (!('response' in row)) return null
  const estimate = row.response.estimates.find(one => one.offering === offering)
  if (estimate?.totals === undefined || estimate.feasible !== true) return null
  const { infrastructure, operations, total } = estimate.totals
  return { infrastructure: infrastructure.expected, operations: operations.expected, total: total.expected }
}

function sumsOf (rows: readonly BatchRow[], offering: string): Sums {
  const all = rows.flatMap(row => amountsOf(row, offering) ?? [])
  const sumOf = (part: keyof Amounts): number => all.reduce((sum, amounts) => sum.plus(amounts[part]), zero).toNumber()
  return { infrastructure: sumOf('infrastructure'), operations: sumOf('operations'), total: sumOf('total'), rows: all.length }
}

/** Lays out columns: the number of the row, what was carried, what was asked, three for each offering, the cheapest, and a note. */
export function batchLayout (carriedColumns: readonly string[], rows: readonly BatchRow[]): BatchLayout {
  const fields = distinct(rows.flatMap(({ question }) => Object.keys(question)))
  const offerings = distinct(rows.flatMap(row => 'response' in row ? row.response.estimates.map(({ offering }) => offering) : []))
  const before = 1 + carriedColumns.length + fields.length
  const letterOf = (index: number, part: number): string => colToLetter(before + index * AMOUNTS_PER_OFFERING + part)
  return {
    fields,
    offerings: offerings.map((offering, index) => ({ offering, infrastructure: letterOf(index, 0), operations: letterOf(index, 1), total: letterOf(index, 2), sum: sumsOf(rows, offering) })),
    columns: [
      column('Row', 8),
      ...carriedColumns.map(name => column(name, 18)),
      ...fields.map(name => column(name, 18)),
      ...offerings.flatMap(offering => [`${offering}, infrastructure`, `${offering}, people`, `${offering}, total`].map(header => column(header, 18))),
      column('Cheapest with people', 22),
      column('Note', 80)
    ]
  }
}

function noteOf (row: BatchRow): string | null {
  if (!('response' in row)) return row.error
  const { notCompared } = row.response.comparison
  return notCompared.length === 0 ? null : notCompared.map(({ offering, reason }) => `${offering}: ${reason}`).join(' ')
}

/** One workload as a row of cells; everything that came with it is text, whatever it starts with. */
export function batchRow (row: BatchRow, { fields, offerings }: BatchLayout, rowNumber: number): readonly SheetCell[] {
  const amounts = offerings.flatMap(({ offering, infrastructure, operations }): readonly SheetCell[] => {
    const own = amountsOf(row, offering)
    if (own === null) return [blank, blank, blank]
    return [
      numberCell(own.infrastructure, styles.inputMoney),
      numberCell(own.operations, styles.inputMoney),
      formulaCell(`ROUND(${infrastructure}${rowNumber}+${operations}${rowNumber},${CENTS})`, Number(own.total), styles.money)
    ]
  })
  return [
    { value: row.row },
    ...row.carried.map(text => textCell(text)),
    ...fields.map(name => row.question[name] === undefined ? blank : plainCell(row.question[name])),
    ...amounts,
    'response' in row ? textCell(row.response.comparison.total.cheapest) : blank,
    textCell(noteOf(row))
  ]
}
