import type { FastifyInstance } from 'fastify'
import { workloadSchema } from '../models/workload.ts'
import type { Catalog } from '../pricing/catalog.ts'
import { CACHED_FIVE_MINUTES, sendWorkbook } from './answers.ts'
import { documented } from './openapi.ts'
import { acceptedBy, alternativesOf, fieldsOf, shapeOf } from './shape.ts'
import type { Shape } from './shape.ts'
import { templateWorkbook } from './writers/xlsx/template-workbook.ts'
import type { TemplateField } from './writers/xlsx/template-workbook.ts'

// The file changes with the service, not with the day; a fixed one keeps its bytes.
const DAY = '2026-11-26'
const example = { id: 'orders', requestsPerMonth: 500_000_000, payloadBytes: 2048, retentionDays: 7, replicationFactor: 3, region: 'us-east-1' }
// Required unless payloadMix is given, which no row of a table can say.
const requiredInRows = new Set(['requestsPerMonth', 'payloadBytes', 'retentionDays'])

function kindOf (name: string, { type, enum: words }: Shape): TemplateField['kind'] {
  if (name === 'region') return 'region'
  if (words !== undefined || type === 'boolean') return 'words'
  return type === 'integer' ? 'whole' : type === 'number' ? 'decimal' : 'text'
}

const phrase = (accepted: string | readonly string[]): string => typeof accepted === 'string' ? accepted : accepted.join(', ')

function fieldOf ([name, shape]: readonly [string, Shape]): TemplateField {
  const { minimum, exclusiveMinimum, maximum } = shape
  const above = typeof exclusiveMinimum === 'number' ? exclusiveMinimum : null
  return {
    name,
    unit: String(shape['unit']),
    description: String(shape.description),
    isRequired: requiredInRows.has(name),
    default: shape.default,
    accepted: phrase(acceptedBy(shape)),
    kind: kindOf(name, shape),
    words: shape.type === 'boolean' ? ['true', 'false'] : (shape.enum ?? []).map(String),
    minimum: minimum ?? above,
    isAboveMinimum: above !== null,
    maximum: maximum ?? null
  }
}

const isScalar = ([, shape]: readonly [string, Shape]): boolean => alternativesOf(shape).every(({ type }) => type !== 'array')

/** `GET /template.xlsx`: the empty form for a batch, every field of a workload a column. */
export function templateRoute (app: FastifyInstance, { regions }: Catalog): void {
  const fields = Object.entries(fieldsOf(shapeOf(workloadSchema))).filter(isScalar).map(fieldOf)
  let written: Promise<Buffer> | null = null
  app.get('/template.xlsx', documented({ tag: 'Estimates', operationId: 'getTemplate', summary: 'An empty sheet for many workloads, every field a column', formats: ['xlsx'] }), async (_request, reply) => {
    written ??= templateWorkbook({ day: DAY, fields, example, regions: [...regions].map(([code, name]) => ({ code, name })) })
    return sendWorkbook(reply.header('cache-control', CACHED_FIVE_MINUTES), await written, 'template', true)
  })
}
