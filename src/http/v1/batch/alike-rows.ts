import { z } from 'zod'
import { estimateRequestSchema } from '../../../estimates/request.ts'
import type { EstimateRequest } from '../../../estimates/request.ts'
import { numberOfText } from '../read-query.ts'
import type { FieldColumn } from './batch-header.ts'

// Regions × words × which cells are blank; sheets have some dozens.
const QUESTIONS_KEPT = 1000

/** A column and, where it is a number of the workload that no other field bounds, what checks it. */
interface CheckedColumn { readonly index: number, readonly name: string, readonly schema: z.ZodNumber | null }

function checkedColumn ({ index, leaf }: FieldColumn): CheckedColumn {
  const [group, name = '', ...deeper] = leaf.path
  const fields: Readonly<Record<string, z.ZodType | undefined>> = estimateRequestSchema.shape.workload.shape
  const field = group === 'workload' && deeper.length === 0 ? fields[name] : undefined
  const schema = field instanceof z.ZodOptional ? field.unwrap() : field
  return { index, name, schema: schema instanceof z.ZodNumber ? schema : null }
}

/**
 * Reads rows that differ from one read before by numbers of the workload alone: the schema of each number's field checks it, and the rest is that row's.
 * Every other row is read in full by `readInFull`, and null means what null means there: something is wrong.
 */
export function createAlikeRowsReader (fields: readonly FieldColumn[], textIn: (cells: readonly string[], column: FieldColumn) => string, readInFull: (cells: readonly string[]) => EstimateRequest | null): (cells: readonly string[]) => EstimateRequest | null {
  const columns = fields.map(field => ({ ...checkedColumn(field), field }))
  const read = new Map<string, EstimateRequest>()
  const values: (number | undefined)[] = columns.map(() => undefined)

  /** Names the rows that are alike; null where a number is none of its field's. */
  function keyOf (cells: readonly string[]): string | null {
    let key = ''
    for (const [at, { schema, field }] of columns.entries()) {
      const text = textIn(cells, field)
      values[at] = undefined
      // The length tells where a text ends, whatever it holds.
      if (schema === null) key += `${text.length}:${text}`
      else if (text.trim() === '') key += '-'
      else {
        const value = numberOfText(text)
        if (value === undefined || !schema.safeParse(value).success) return null
        values[at] = value
        key += '+'
      }
    }
    return key
  }

  return cells => {
    const key = keyOf(cells)
    if (key === null) return null
    const alike = read.get(key)
    if (alike === undefined) {
      const request = readInFull(cells)
      if (read.size >= QUESTIONS_KEPT) read.clear()
      if (request !== null) read.set(key, request)
      return request
    }
    const workload: Record<string, unknown> = { ...alike.workload }
    for (let at = 0; at < columns.length; at += 1) if (values[at] !== undefined) workload[columns[at]!.name] = values[at]
    return { ...alike, workload: workload as EstimateRequest['workload'] }
  }
}
