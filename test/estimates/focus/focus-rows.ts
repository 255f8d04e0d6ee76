import { focusTable } from '../../../src/estimates/focus/focus-table.ts'
import { focusOptionsSchema } from '../../../src/estimates/focus/options.ts'
import type { FocusQuestion } from '../../../src/estimates/focus/provider-charges.ts'
import { estimate } from '../../../src/estimates/estimate.ts'
import { csvOptionsSchema, writeCsv } from '../../../src/http/writers/csv.ts'
import type { Catalog } from '../../../src/pricing/catalog.ts'
import { questionOf, realPrices } from '../real-prices.ts'
import type { Given } from '../real-prices.ts'

/** A row as a reader of the file has it: an empty cell is null. */
export type Row = Readonly<Record<string, string | null>>

/** Reads CSV as RFC 4180 writes it. */
export function rowsIn (csv: string): readonly Row[] {
  const [header = [], ...records] = csv.split('\r\n').slice(0, -1).map(line =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? ''))
  return records.map(cells => Object.fromEntries(header.map((name, index) => [name, cells[index] === '' ? null : cells[index]!])))
}

/** The pieces of one offering's estimate, as HTTP hands them over. */
export function focusQuestionOf (offering: string, given: Given, catalog: Catalog = realPrices): FocusQuestion {
  const request = questionOf({ offerings: [offering], ...given })
  const response = estimate({ ...request, detail: 'lines' }, catalog)
  return { request, response, estimate: response.estimates[0]!, catalog, estimateId: 'one' }
}

/** The rows of one offering, written as CSV and read again. */
export function focusRows (offering: string, given: Given, options: object = {}, catalog: Catalog = realPrices): readonly Row[] {
  const table = focusTable(focusQuestionOf(offering, given, catalog), focusOptionsSchema.parse({ month: '2026-12', ...options }))
  return rowsIn(writeCsv(table, { ...csvOptionsSchema.parse({}), bom: false }))
}

export const pick = (row: Row, ...names: readonly string[]): readonly (string | null)[] => names.map(name => row[name] ?? null)
