import type { EstimateResponse } from '../../../estimates/response.ts'
import type { Catalog } from '../../../pricing/catalog.ts'
import { HttpProblem } from '../../problem.ts'
import type { BatchRow } from '../../writers/xlsx/batch-rows.ts'
import { batchWorkbook, MOST_BATCH_ROWS } from '../../writers/xlsx/batch-workbook.ts'
import { answerRows } from '../batch/answer-batch.ts'
import { isAnswer } from '../batch/answer-rows.ts'
import type { RowAnswer } from '../batch/answer-rows.ts'
import { batchRoute } from '../batch/batch-question.ts'
import { isNumeric } from '../read-query.ts'
import type { FormQuestion } from './form-question.ts'

/** The columns of the rows: those that fill fields, and the caller's own. */
interface Columns {
  readonly fields: readonly { readonly index: number, readonly name: string, readonly isNumeric: boolean }[]
  readonly own: readonly { readonly index: number, readonly name: string }[]
}

function columnsOf (names: readonly string[]): Columns {
  const columns = names.map((name, index) => ({ index, name, leaf: batchRoute.names.leafOf(name) }))
  return {
    fields: columns.flatMap(({ index, name, leaf }) => leaf === undefined ? [] : [{ index, name, isNumeric: isNumeric(leaf.shape) }]),
    own: columns.filter(({ leaf }) => leaf === undefined)
  }
}

const textOf = (value: unknown): string => typeof value === 'string' ? value : ''

/** What holds for every row, by the names it was said with: people see beside the amounts what they asked. */
function saidForAll ({ question: { defaultPairs } }: FormQuestion): Readonly<Record<string, string>> {
  const pairs = [...defaultPairs].filter(([name]) => name !== 'offerings' && name !== 'detail').map(([, pair]) => pair.split('=').map(decodeURIComponent))
  return Object.fromEntries(pairs) as Readonly<Record<string, string>>
}

function rowOf ({ row, carried, outcome }: RowAnswer<EstimateResponse>, { fields, own }: Columns, forAll: Readonly<Record<string, string>>, usesComma: boolean): BatchRow {
  const said = fields
    .map(({ index, name, isNumeric }) => [name, usesComma && isNumeric ? textOf(carried[index]).replace(',', '.') : textOf(carried[index])] as const)
    .filter(([, text]) => text.trim() !== '')
  const asked = { row, carried: own.map(({ index }) => textOf(carried[index])), question: { ...forAll, ...Object.fromEntries(said) } }
  return isAnswer(outcome) ? { ...asked, response: outcome } : { ...asked, error: `${outcome.code}: ${outcome.message}` }
}

function onlyCurrencyOf (rows: readonly BatchRow[]): string {
  const currencies = new Set(rows.flatMap(row => 'response' in row ? row.response.currency : []))
  if (currencies.size > 1) throw new HttpProblem('IMPOSSIBLE_COMBINATION', `The rows are in ${[...currencies].join(' and ')}, which have no sum; accepted in a workbook is one currency, or output=csv.`)
  return [...currencies][0] ?? 'USD'
}

/** What answers rows as a workbook. */
export interface WorkbookParts { readonly catalog: Catalog, readonly mostRows: number, readonly today: string }

async function writeRows (form: FormQuestion, { catalog, mostRows, today }: WorkbookParts): Promise<Buffer> {
  const { question, rows: source } = form
  const most = Math.min(mostRows, MOST_BATCH_ROWS)
  // A summary has all the amounts that a sheet shows, and is a tenth of the memory.
  const answers = answerRows({ source, input: 'csv', today, question: { ...question, defaults: { ...question.defaults, detail: 'summary' }, carriesFields: true } }, { catalog, mostRows })
  const forAll = saidForAll(form)
  const usesComma = question.options.decimal === ','
  const rows: BatchRow[] = []
  let columns: Columns | null = null
  for await (const answer of answers) {
    if (rows.length === most) throw new HttpProblem('BODY_TOO_LARGE', `A workbook has room for ${most} rows, and there are more; output=csv takes up to ${mostRows}.`)
    columns ??= columnsOf(answer.carriedNames)
    rows.push(rowOf(answer, columns, forAll, usesComma))
  }
  return await batchWorkbook({ day: today, currency: onlyCurrencyOf(rows), carriedColumns: (columns?.own ?? []).map(({ name }) => name), rows })
}

/** Makes the writer of workbooks, which writes one after the other: each needs memory for all of its rows. */
export function createFormWorkbooks (): (form: FormQuestion, parts: WorkbookParts) => Promise<Buffer> {
  let last: Promise<unknown> = Promise.resolve()
  return async (form, parts) => {
    const written = last.then(() => writeRows(form, parts))
    last = written.catch(() => {})
    return await written
  }
}
