import type { FastifyInstance } from 'fastify'
import { offerings } from '../../models/registry.ts'
import { workloadSchema } from '../../models/workload.ts'
import type { Catalog } from '../../pricing/catalog.ts'
import { CACHED_FIVE_MINUTES } from '../answers.ts'
import { undocumented } from '../openapi.ts'
import { alternativesOf, fieldsOf, shapeOf } from '../shape.ts'
import { requiredFields } from '../v1/batch/batch-question.ts'
import { MOST_FILE_MEBIBYTES } from '../v1/form/read-form.ts'
import { index } from '../v1/index.route.ts'
import { MOST_BATCH_ROWS } from '../writers/xlsx/batch-workbook.ts'
import { PAGE_TYPE, pageHeaders } from './page.ts'
import { writeStartPage } from './start-page.ts'

/** `GET /`: for people who have no formulas, a form for one workload and one for many. */
export function startPageRoute (app: FastifyInstance, { regions }: Catalog, mostRows: number): void {
  const fields = Object.entries(fieldsOf(shapeOf(workloadSchema)))
    // A list has no room in a cell.
    .filter(([, shape]) => alternativesOf(shape).every(({ type }) => type !== 'array'))
    .map(([name, shape]) => ({ name, shape, isRequired: requiredFields.includes(name) }))
  const page = writeStartPage({
    fields,
    offerings: offerings.map(({ id, title }) => ({ id, title })),
    regions: [...regions].map(([code, name]) => ({ code, name })),
    defaultRegion: String(fields.find(({ name }) => name === 'region')?.shape.default),
    mostRows,
    mostWorkbookRows: Math.min(mostRows, MOST_BATCH_ROWS),
    mostFileMebibytes: MOST_FILE_MEBIBYTES,
    ...index
  })
  app.get('/', undocumented, (_request, reply) => reply.headers({ ...pageHeaders, 'cache-control': CACHED_FIVE_MINUTES }).type(PAGE_TYPE).send(page))
}
