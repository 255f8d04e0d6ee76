import { z } from 'zod'
import { columnsOf, focusVersions } from './columns.ts'
import type { FocusColumn, FocusVersion } from './columns.ts'

const columnDefinitionSchema = z.strictObject({
  ColumnName: z.string(),
  DataType: z.enum(['STRING', 'DECIMAL', 'DATETIME', 'JSON', 'BOOLEAN']),
  NumericPrecision: z.number().int().optional(),
  NumberScale: z.number().int().optional(),
  StringEncoding: z.literal('UTF-8').optional()
}).meta({ id: 'FocusColumnDefinition' })

/** The metadata object of FOCUS: what the columns of the rows are. */
export const focusSchemaSchema = z.strictObject({
  SchemaId: z.string().meta({ description: 'Another one whenever the columns are others' }),
  FocusVersion: z.enum(focusVersions),
  CreationDate: z.string(),
  DataGenerator: z.string(),
  ColumnDefinition: z.array(columnDefinitionSchema)
}).meta({ id: 'FocusSchema' })

export type FocusSchema = z.infer<typeof focusSchemaSchema>

// Together with every change of the columns: a consumer tells schemas apart by these two.
const SCHEMA_REVISION = 1
const CREATED = '2026-11-26T00:00:00Z'

interface Digits { readonly NumericPrecision: number, readonly NumberScale: number }

// A unit price has the 12 and 15 digits of a price table, a quantity the 18 and 12 of an answer; a cost is their product.
const priceDigits: Digits = { NumericPrecision: 27, NumberScale: 15 }
const quantityDigits: Digits = { NumericPrecision: 30, NumberScale: 12 }
const costDigits: Digits = { NumericPrecision: 40, NumberScale: 27 }

function digitsOf (name: string): Digits {
  if (name.endsWith('UnitPrice')) return priceDigits
  return name.endsWith('Cost') || name === 'x_Low' || name === 'x_High' ? costDigits : quantityDigits
}

function definitionOf ({ name, type }: FocusColumn): FocusSchema['ColumnDefinition'][number] {
  return {
    ColumnName: name,
    DataType: type,
    ...type === 'DECIMAL' ? digitsOf(name) : {},
    ...type === 'STRING' || type === 'JSON' ? { StringEncoding: 'UTF-8' as const } : {}
  }
}

/** Describes the columns of one version. */
export function focusSchema (version: FocusVersion): FocusSchema {
  return {
    SchemaId: `messaging-cost-estimate-${version}-${SCHEMA_REVISION}`,
    FocusVersion: version,
    CreationDate: CREATED,
    DataGenerator: 'Messaging cost estimator',
    ColumnDefinition: columnsOf(version).map(definitionOf)
  }
}
