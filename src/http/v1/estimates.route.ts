import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { estimateRequestSchema } from '../../estimates/request.ts'
import type { EstimateRequest } from '../../estimates/request.ts'
import { estimateResponseSchema } from '../../estimates/response.ts'
import type { EstimateResponse } from '../../estimates/response.ts'
import { answerViews } from '../../estimates/tables.ts'
import type { Table } from '../../estimates/tables.ts'
import { offeringIds } from '../../models/registry.ts'
import { queryOf, sendCsv, sendJson, sendTsv, sendXml } from '../answers.ts'
import { onErrorOption } from '../cell-error.ts'
import { faultAt } from '../faults.ts'
import { mediaTypes, negotiate } from '../negotiation.ts'
import { documented } from '../openapi.ts'
import { invalidRequest } from '../problem.ts'
import { csvOptionsSchema, tsvOptionsSchema, writeCell } from '../writers/csv.ts'
import { estimateXml, isItemised } from '../writers/estimate-xml.ts'
import { writeJson, writeJsonInLines } from '../writers/json.ts'
import { answerEstimate, estimateFormatRoute } from './estimate-format.ts'
import type { Answered, EstimateDependencies, EstimateWriter } from './estimate-format.ts'
import { workbookWriter } from './estimates-xlsx.route.ts'
import { optionsRoute, questionRoute, readOptions } from './question.ts'
import { namesOption, wantedRows } from './wanted-columns.ts'

const example = {
  workload: { requestsPerMonth: 500_000_000, payloadBytes: 2048, retentionDays: 7 },
  offerings: ['aws-sqs-standard', 'aws-msk-standard'],
  options: { kafka: { utilisation: 0.5 } }
}

const viewOption = {
  view: z.enum(answerViews).default('lines').meta({ description: 'One row a line item, one row an offering, or one row a verdict; for CSV and TSV' }),
  columns: namesOption('For CSV and TSV: the columns that are wanted, of all that the view has; whether an offering can carry the workload, and why it has no figures, is always there')
}
const infeasibleOption = { allowInfeasible: z.boolean().default(false).meta({ description: 'For XML: write the totals also of an offering that cannot carry the workload' }) }

const jsonOptionsSchema = csvOptionsSchema.pick({ download: true })
const xmlOptionsSchema = jsonOptionsSchema.extend(infeasibleOption)
const csvViewSchema = csvOptionsSchema.extend(viewOption)
const tsvViewSchema = tsvOptionsSchema.extend(viewOption)
// Where Accept decides, options of all formats are taken.
const everyOptionSchema = csvViewSchema.extend(infeasibleOption)
const defaultOptions = everyOptionSchema.parse({})

const FILE = 'estimates'

const json: EstimateWriter<z.output<typeof jsonOptionsSchema>> = {
  detail: ({ detail }) => detail,
  showsItsLink: true,
  write: (reply, response, { download }, { request }) => sendJson(reply, response, FILE, download, request.detail === 'summary' ? writeJsonInLines : writeJson)
}
function tableOf (response: EstimateResponse, { view, columns }: Pick<z.output<typeof tsvViewSchema>, 'view' | 'columns'>): Table {
  const { columns: wanted, rowsOf } = wantedRows(view, columns)
  return { columns: wanted, rows: rowsOf(response) }
}

// A table shows findings and sizes, which a summary leaves out, and no terms.
const csv: EstimateWriter<z.output<typeof csvViewSchema>> = {
  detail: () => 'lines',
  showsItsLink: false,
  write: (reply, response, options) => sendCsv(reply, tableOf(response, options), options, FILE)
}
const tsv: EstimateWriter<z.output<typeof tsvViewSchema>> = {
  detail: () => 'lines',
  showsItsLink: false,
  write: (reply, response, options) => sendTsv(reply, tableOf(response, options), options, FILE)
}
function detailInXml ({ detail, offerings }: EstimateRequest): EstimateRequest['detail'] {
  if (detail === undefined) return isItemised((offerings ?? offeringIds).length) ? 'lines' : 'summary'
  return detail === 'summary' ? 'summary' : 'lines'
}

const xml: EstimateWriter<z.output<typeof xmlOptionsSchema>> = {
  detail: detailInXml,
  showsItsLink: true,
  write: (reply, response, { download, allowInfeasible }) => sendXml(reply, estimateXml(response, allowInfeasible), FILE, download)
}
/** Refuses a table of lines of a summary, which has none; where Accept decides, a body may ask for a summary all the same. */
function refuseLinesOfSummary ({ detail }: EstimateRequest, { view }: Pick<z.output<typeof tsvViewSchema>, 'view'>): void {
  if (detail === 'summary' && view === 'lines') throw invalidRequest([faultAt(viewNaming, ['view'], 'NOT_ACCEPTED', 'is "lines", and detail=summary has none', 'view=offerings, or detail=lines')])
}

const viewNaming = { nameOf: () => 'view', parameterOf: () => 'view' }
const writers: Readonly<Record<typeof formats[number], EstimateWriter<z.output<typeof everyOptionSchema>, Answered>>> = { json, csv, tsv, xml, xlsx: workbookWriter }
const formats = ['json', 'csv', 'tsv', 'xml', 'xlsx'] as const

/** Writes a line that stands for a table, in the cell where the table would begin. */
const writeErrorAs = (format: 'csv' | 'tsv') => (reply: FastifyReply, text: string): FastifyReply => reply.type(`${mediaTypes[format]}; charset=utf-8`).send(writeCell(text))

/** `POST /v1/estimates` and `GET /v1/estimates`, `.json`, `.csv`, `.tsv` and `.xml`: one question, one answer, several ways to write it. */
export function estimatesRoutes (app: FastifyInstance, dependencies: EstimateDependencies): void {
  const { catalog, reader } = dependencies
  const bodyRoute = optionsRoute(everyOptionSchema)
  const queryRoute = questionRoute(everyOptionSchema)

  app.post('/estimates', documented({
    tag: 'Estimates',
    operationId: 'createEstimate',
    summary: 'What one workload costs a month on every offering asked for, itemised, people included',
    body: estimateRequestSchema,
    query: bodyRoute,
    example,
    answer: estimateResponseSchema,
    formats
  }), (request, reply) => {
    const format = negotiate(request, reply, formats)
    const query = queryOf(request)
    const options = query === '' ? defaultOptions : readOptions(query, bodyRoute)
    return answerEstimate(reply, request.body as EstimateRequest, catalog, writers[format], options)
  })

  app.get('/estimates', documented({ tag: 'Estimates', operationId: 'getEstimate', summary: 'The same question in an address', query: queryRoute, answer: estimateResponseSchema, formats }), (request, reply) => {
    const format = negotiate(request, reply, formats)
    const asked = reader.fromQuery(queryOf(request), queryRoute)
    return answerEstimate(reply, asked.request, catalog, writers[format], asked.options)
  })

  estimateFormatRoute(app, dependencies, { suffix: 'json', format: 'json', operationId: 'getEstimateAsJson', summary: 'The same question in an address, answered as JSON whatever Accept says', options: jsonOptionsSchema, writer: json })
  estimateFormatRoute(app, dependencies, { suffix: 'csv', format: 'csv', operationId: 'getEstimateAsCsv', summary: 'The same question in an address, answered as a table', options: csvViewSchema.extend(onErrorOption), writer: csv, check: refuseLinesOfSummary, writeError: writeErrorAs('csv') })
  estimateFormatRoute(app, dependencies, { suffix: 'tsv', format: 'tsv', operationId: 'getEstimateAsTsv', summary: 'The same question in an address, answered as a table between tabs', options: tsvViewSchema.extend(onErrorOption), writer: tsv, check: refuseLinesOfSummary, writeError: writeErrorAs('tsv') })
  estimateFormatRoute(app, dependencies, { suffix: 'xml', format: 'xml', operationId: 'getEstimateAsXml', summary: 'The same question in an address, answered as XML for paths in cells', options: xmlOptionsSchema, writer: xml })
}
