import type { FastifyInstance, FastifyReply } from 'fastify'
import type { z } from 'zod'
import { isPinned, pinnedRequest } from '../../estimates/pinned-request.ts'
import type { EstimateRequest } from '../../estimates/request.ts'
import { estimateResponseSchema } from '../../estimates/response.ts'
import type { EstimateResponse } from '../../estimates/response.ts'
import type { Catalog } from '../../pricing/catalog.ts'
import { CACHED_FIVE_MINUTES, CACHED_FOREVER, NEVER_CACHED, queryOf } from '../answers.ts'
import { answerCell } from '../cell-error.ts'
import type { Format } from '../negotiation.ts'
import { documented } from '../openapi.ts'
import { askedEstimate } from './asked-estimate.ts'
import { addressOf, namesItsDay, questionRoute } from './question.ts'
import type { QuestionReader } from './question.ts'

/** What an estimate's routes need. */
export interface EstimateDependencies {
  readonly catalog: Catalog
  readonly reader: QuestionReader
}

/** What was asked, of which prices, for a writer that needs more than the answer says. */
export interface Asked { readonly request: EstimateRequest, readonly catalog: Catalog }

/** Sent now, or once it is written. */
export type Answered = FastifyReply | Promise<FastifyReply>

/** How an estimate is written, and how much of it that takes. */
export interface EstimateWriter<Options, Sent extends Answered = FastifyReply> {
  /** The detail that is written where a question asks for one, or for none. */
  readonly detail: (question: EstimateRequest) => EstimateRequest['detail']
  /** Where the answer itself has room for its link, it needs no header for it. */
  readonly showsItsLink: boolean
  readonly write: (reply: FastifyReply, response: EstimateResponse, options: Options, asked: Asked) => Sent
}

/** One way to write an estimate at a suffix of its own. */
export interface EstimateFormat<Options extends z.ZodObject> {
  readonly suffix: string
  readonly format: Format
  readonly operationId: string
  readonly summary: string
  readonly options: Options
  readonly writer: EstimateWriter<z.output<Options>>
  /** Refuses options that do not go with the question; error: INVALID_REQUEST. */
  readonly check?: (question: EstimateRequest, options: z.output<Options>) => void
  /** Writes a line that stands for the answer where there is none; only a format that has it takes on_error. */
  readonly writeError?: (reply: FastifyReply, text: string) => FastifyReply
}

const ADDRESS = '/v1/estimates'
// Some clients read no longer header.
const LONGEST_LINK = 4096

/** The address that gives the same answer again; none for what must not stand in one. */
function linksOf (request: EstimateRequest, response: EstimateResponse): EstimateResponse['links'] {
  const pinned = pinnedRequest(request, response)
  const self = pinned === null ? null : addressOf(ADDRESS, pinned)
  return self === null ? {} : { self }
}

/** Answers a question in one format, with its link and as long as it holds. */
export function answerEstimate<Options, Sent extends Answered> (reply: FastifyReply, question: EstimateRequest, catalog: Catalog, { detail, showsItsLink, write }: EstimateWriter<Options, Sent>, options: Options): Sent {
  const response = askedEstimate(question, catalog, detail(question))
  const links = linksOf(question, response)
  if (reply.request.method === 'POST') reply.header('cache-control', NEVER_CACHED)
  else reply.header('cache-control', namesItsDay(question) && isPinned(question, response) ? CACHED_FOREVER : CACHED_FIVE_MINUTES)
  if (!showsItsLink && links.self !== undefined && links.self.length <= LONGEST_LINK) reply.header('link', `<${links.self}>; rel="bookmark"`)
  return write(reply, { ...response, links }, options, { request: question, catalog })
}

/** Serves estimates in one more format, whatever Accept says. */
export function estimateFormatRoute<Options extends z.ZodObject> (app: FastifyInstance, { catalog, reader }: EstimateDependencies, { suffix, format, operationId, summary, options, writer, check, writeError }: EstimateFormat<Options>): void {
  const route = questionRoute(options)
  const answer = format === 'json' ? { answer: estimateResponseSchema } : {}
  app.get(`/estimates.${suffix}`, documented({ tag: 'Estimates', operationId, summary, query: route, ...answer, formats: [format], forPeople: format === 'csv' }), (request, reply) => {
    const answered = (): FastifyReply => {
      const asked = reader.fromQuery(queryOf(request), route)
      check?.(asked.request, asked.options)
      return answerEstimate(reply, asked.request, catalog, writer, asked.options)
    }
    return writeError === undefined ? answered() : answerCell(request, reply, answered, writeError)
  })
}
