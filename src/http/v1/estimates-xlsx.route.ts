import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { queryOf, sendWorkbook } from '../answers.ts'
import { documented } from '../openapi.ts'
import { estimateWorkbook } from '../writers/xlsx/estimate-workbook.ts'
import { answerEstimate } from './estimate-format.ts'
import type { EstimateDependencies, EstimateWriter } from './estimate-format.ts'
import { refuseMarginal } from './one-offering.ts'
import { questionRoute } from './question.ts'
import { tierTablesOf } from './tier-tables.ts'

const workbookOptionsSchema = z.strictObject({
  download: z.boolean().default(true).meta({ description: 'Have browsers save the answer as a file' })
})

/** Writes an estimate as a workbook; whatever detail was asked for, its formulas need every line and every activity. */
export const workbookWriter: EstimateWriter<z.output<typeof workbookOptionsSchema>, Promise<FastifyReply>> = {
  detail: () => 'full',
  showsItsLink: true,
  write: async (reply, response, { download }, { request, catalog }) => {
    refuseMarginal(request, 'A workbook works its totals out of lines, and what a workload adds is the difference of two rounded bills, within a cent of its lines', 'JSON, CSV or XML')
    return sendWorkbook(reply, await estimateWorkbook(response, tierTablesOf(request, response, catalog)), 'estimates', download)
  }
}

/** `GET /v1/estimates.xlsx`: the same question in an address, answered as a workbook with formulas. */
export function estimatesWorkbookRoute (app: FastifyInstance, { catalog, reader }: EstimateDependencies): void {
  const route = questionRoute(workbookOptionsSchema)
  app.get('/estimates.xlsx', documented({ tag: 'Estimates', operationId: 'getEstimateAsWorkbook', summary: 'The same question in an address, answered as a workbook with formulas', query: route, formats: ['xlsx'], forPeople: true }), (request, reply) => {
    const asked = reader.fromQuery(queryOf(request), route)
    return answerEstimate(reply, asked.request, catalog, workbookWriter, asked.options)
  })
}
