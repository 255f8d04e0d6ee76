import type { CsvOptions } from '../../writers/csv.ts'
import { batchRoute } from '../batch/batch-question.ts'

// What a spreadsheet copies is separated by tabs; of equals the first is taken.
const delimiters = [['\t', 'tab'], [';', ';'], [',', ',']] as const

function namesIn (header: string, character: string): number {
  return header.split(character).filter(name => batchRoute.names.leafOf(name.replaceAll('"', '').trim()) !== undefined).length
}

/** What separates the cells of a header: that between most names of fields, or that which is there at all. */
export function rowDelimiterOf (header: string): CsvOptions['delimiter'] {
  const weighed = delimiters.map(([character, delimiter]) => ({ delimiter, names: namesIn(header, character), cells: header.split(character).length }))
  return weighed.reduce((best, next) => next.names > best.names || (next.names === best.names && best.cells === 1 && next.cells > 1) ? next : best).delimiter
}
