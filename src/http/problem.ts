import type { ServerResponse } from 'node:http'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { EstimateError, estimateErrorCodes } from '../pricing/errors.ts'
import type { EstimateErrorCode } from '../pricing/errors.ts'
import { prefersPage } from './accept.ts'
import { faultSchema } from './faults.ts'
import type { Fault } from './faults.ts'
import { PAGE_TYPE, pageHeaders } from './pages/page.ts'
import { writeProblemPage } from './pages/problem-page.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Forms of a page lead here: a browser is told what is wrong by a page. */
    readonly forPeople?: boolean
    /** Media types of the bodies that are read here. */
    readonly bodyTypes?: readonly string[]
  }
}

interface Kind { readonly status: number, readonly title: string }

const estimateKinds: Readonly<Record<EstimateErrorCode, Kind>> = {
  UNKNOWN_OFFERING: { status: 400, title: 'There is no such offering' },
  UNKNOWN_REGION: { status: 400, title: 'No price table has this region' },
  UNKNOWN_PRICE_TABLE: { status: 400, title: 'There is no such price table' },
  UNKNOWN_PRICE_TABLE_VERSION: { status: 400, title: 'The price table has no such version' },
  UNKNOWN_FIELD_VALUE: { status: 400, title: 'A value names something that does not exist' },
  MODEL_CHANGED: { status: 409, title: 'The models have changed since the question was pinned' },
  MISSING_PRICE: { status: 422, title: 'A price is not known' },
  NOT_OFFERED_IN_REGION: { status: 422, title: 'The vendor does not sell this in the region' },
  OUT_OF_MODEL_RANGE: { status: 422, title: 'The workload is outside what the model covers' },
  IMPOSSIBLE_COMBINATION: { status: 422, title: 'Fields that are valid one by one exclude each other' },
  MISSING_EXCHANGE_RATE: { status: 422, title: 'An exchange rate is needed and not given' },
  INFEASIBLE: { status: 422, title: 'The offering cannot carry the workload' }
}

const httpKinds = {
  INVALID_REQUEST: { status: 400, title: 'The question has faults' },
  BROKEN_CSV: { status: 400, title: 'The CSV cannot be read' },
  BROKEN_JSON: { status: 400, title: 'The JSON cannot be read' },
  BROKEN_REQUEST: { status: 400, title: 'The request is not well-formed HTTP' },
  NOT_FOUND: { status: 404, title: 'There is nothing at this path' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The path does not answer this method' },
  NOT_ACCEPTABLE: { status: 406, title: 'No representation is acceptable' },
  REQUEST_TIMEOUT: { status: 408, title: 'The request did not arrive in time' },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large' },
  URL_TOO_LONG: { status: 414, title: 'The address is too long' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The body has a media type that is not read' },
  EXPECTATION_FAILED: { status: 417, title: 'An expectation of the request is not met' },
  NO_VALUE: { status: 422, title: 'The answer has no such figure' },
  HEADERS_TOO_LARGE: { status: 431, title: 'The headers are too large' },
  INTERNAL_ERROR: { status: 500, title: 'Something went wrong here' },
  UNAVAILABLE: { status: 503, title: 'The service does not answer at the moment' }
} as const satisfies Readonly<Record<string, Kind>>

export type HttpProblemCode = keyof typeof httpKinds
export type ProblemCode = EstimateErrorCode | HttpProblemCode

const kinds: Readonly<Record<ProblemCode, Kind>> = { ...estimateKinds, ...httpKinds }
export const problemCodes = [...estimateErrorCodes, ...Object.keys(httpKinds) as HttpProblemCode[]] as const

/** Every code with its status and title, for those who read about errors. */
export const problemKinds: readonly { readonly code: ProblemCode, readonly status: number, readonly title: string }[] =
  problemCodes.map(code => ({ code, ...kinds[code] }))

export const problemSchema = z.strictObject({
  type: z.string().meta({ format: 'uri-reference' }),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string().meta({ format: 'uri-reference' }),
  code: z.enum(problemCodes),
  requestId: z.string(),
  errors: z.array(faultSchema).optional().meta({ description: 'Every fault of the question at once' }),
  data: z.record(z.string(), z.unknown()).optional().meta({ description: 'What the detail speaks of, for programs' })
}).meta({ id: 'Problem', description: 'RFC 9457 problem' })

export type Problem = z.infer<typeof problemSchema>

interface Extras {
  readonly errors?: readonly Fault[]
  readonly data?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  /** The name stands in the path: what it names is not there. */
  readonly inPath?: boolean
}

/** A request that is answered by a problem: a code and a sentence; its status stands in this file only. */
export class HttpProblem extends Error {
  readonly code: ProblemCode
  readonly extras: Extras

  constructor (code: ProblemCode, detail: string, extras: Extras = {}) {
    super(detail)
    this.name = 'HttpProblem'
    this.code = code
    this.extras = extras
  }
}

/** The problem of a question with faults: one is told in the detail, more are counted. */
export function invalidRequest (faults: readonly Fault[]): HttpProblem {
  const [first] = faults
  const detail = first?.detail ?? 'The question cannot be read.'
  return new HttpProblem('INVALID_REQUEST', faults.length > 1 ? `${faults.length} faults; the first: ${detail}` : detail, { errors: faults })
}

/** The status that a problem is answered with. */
export const statusOf = ({ code, extras }: HttpProblem): number => extras.inPath === true ? 404 : kinds[code].status

/** Runs a search for something that the path names, so that not finding it is a 404. */
export function foundInPath<Found> (search: () => Found): Found {
  try {
    return search()
  } catch (error) {
    if (error instanceof EstimateError) throw new HttpProblem(error.code, error.message, { data: error.data, inPath: true })
    throw error
  }
}

const fastifyCodes: Readonly<Record<string, readonly [HttpProblemCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['BODY_TOO_LARGE', 'The body is longer than 64 KiB.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['BROKEN_REQUEST', 'The body is not as long as its Content-Length says.'],
  FST_ERR_BAD_URL: ['BROKEN_REQUEST', 'The path is not percent-encoded UTF-8.'],
  FST_ERR_MAX_PARAM_LENGTH: ['NOT_FOUND', 'A name in the path is longer than any that exists.']
}

function isFastifyError (error: unknown): error is FastifyError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('FST_')
}

/** The problem that an error is answered by; null where nobody foresaw it. */
export function foreseenProblem (error: unknown): HttpProblem | null {
  if (error instanceof HttpProblem) return error
  if (error instanceof EstimateError) return new HttpProblem(error.code, error.message, { data: error.data })
  if (!isFastifyError(error)) return null
  const [code, detail] = fastifyCodes[error.code] ?? []
  return code === undefined || detail === undefined ? null : new HttpProblem(code, detail)
}

function document (problem: HttpProblem, instance: string, requestId: string): Problem {
  const { code, message, extras: { errors, data } } = problem
  return {
    type: `/v1/problems#${code}`,
    title: kinds[code].title,
    status: statusOf(problem),
    detail: message,
    instance,
    code,
    requestId,
    ...errors === undefined ? {} : { errors: errors as Problem['errors'] },
    ...data === undefined || Object.keys(data).length === 0 ? {} : { data }
  }
}

const pathOf = ({ url }: Pick<FastifyRequest, 'url'>): string => url.split('?', 1)[0] ?? ''

/** Answers an error as application/problem+json, or as a page where forms lead; what nobody foresaw is logged and answered without details. */
export function sendProblem (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const foreseen = foreseenProblem(error)
  if (foreseen === null) request.log.error({ err: error, requestId: request.id }, 'unexpected error')
  const problem = foreseen ?? new HttpProblem('INTERNAL_ERROR', 'The question could not be answered because of a fault of this service; its log holds the details under this request id.')
  const written = document(problem, pathOf(request), request.id)
  reply
    .code(written.status)
    .headers({ 'x-request-id': request.id, 'cache-control': 'no-store', 'content-type': 'application/problem+json', ...problem.extras.headers })
  if (request.routeOptions.config.forPeople === true && prefersPage(request.headers.accept)) return reply.headers(pageHeaders).type(PAGE_TYPE).send(writeProblemPage(written))
  return reply
    // As bytes, because Fastify gives JSON text a charset, which problem+json does not have.
    .send(Buffer.from(JSON.stringify(written)))
}

/** The problem of a path where there is nothing. */
export const nothingAt = (path: string): HttpProblem => new HttpProblem('NOT_FOUND', `There is nothing at ${path.slice(0, 200)}; GET /v1 lists what there is.`)

/** Why nothing answers: the path does not take the method, or takes it and has nothing there. */
function notAnswered (request: FastifyRequest, methods: readonly string[] | null): HttpProblem {
  const path = pathOf(request)
  if (methods === null || methods.includes(request.method)) return nothingAt(path)
  const allow = methods.join(', ')
  return new HttpProblem('METHOD_NOT_ALLOWED', `${path} does not answer ${request.method}; accepted is ${allow}.`, { headers: { allow } })
}

function unreadType ({ headers, routeOptions: { config: { bodyTypes = [] } } }: FastifyRequest): HttpProblem {
  const { 'content-type': type = '' } = headers
  return new HttpProblem('UNSUPPORTED_MEDIA_TYPE', `The body is ${type === '' ? 'of no media type' : JSON.stringify(type.slice(0, 100))}; accepted is ${bodyTypes.join(', ')}.`)
}

/** Makes every error a problem; `methodsAt` tells what a path answers, to tell 405 from 404. */
export function answerErrorsAsProblems (app: FastifyInstance, methodsAt: (path: string) => readonly string[] | null): void {
  const absent = (request: FastifyRequest): HttpProblem => notAnswered(request, methodsAt(pathOf(request)))
  function explained (error: unknown, request: FastifyRequest): unknown {
    if (!isFastifyError(error)) return error
    if (error.code === 'FST_STATIC_FORBIDDEN_PATH') return absent(request)
    if (error.code !== 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return error
    // A body that nobody reads is told by what is wrong with its address.
    return request.is404 ? absent(request) : unreadType(request)
  }
  app.setErrorHandler((error, request, reply) => sendProblem(explained(error, request), request, reply))
  app.setNotFoundHandler((request, reply) => sendProblem(absent(request), request, reply))
}

const rawCodes: Readonly<Record<string, readonly [HttpProblemCode, string]>> = {
  HPE_HEADER_OVERFLOW: ['HEADERS_TOO_LARGE', 'The address and the headers are longer than 64 KiB together; an address may have 16 KiB.'],
  EXPECTATION_FAILED: ['EXPECTATION_FAILED', 'Expect is something that is not known here; accepted is 100-continue, or no Expect.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['REQUEST_TIMEOUT', 'The request did not arrive within ten seconds.']
}

interface RawProblem { readonly status: number, readonly title: string, readonly headers: Readonly<Record<string, string | number>>, readonly body: string }

function rawDocument (errorCode: string | undefined, requestId: string): RawProblem {
  const [code, detail] = rawCodes[errorCode ?? ''] ?? ['BROKEN_REQUEST', 'This is not well-formed HTTP.'] as const
  const written = document(new HttpProblem(code, detail), '', requestId)
  const body = JSON.stringify(written)
  const headers = { 'content-type': 'application/problem+json', 'content-length': Buffer.byteLength(body), connection: 'close' }
  return { status: written.status, title: written.title, headers, body }
}

/** The bytes that answer what Node could not read as HTTP. */
export function rawProblem (errorCode: string | undefined, requestId: string): string {
  const { status, title, headers, body } = rawDocument(errorCode, requestId)
  return [`HTTP/1.1 ${status} ${title}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n')
}

/** Answers what Node reads as HTTP and keeps from the routes. */
export function sendRawProblem (response: ServerResponse, errorCode: string, requestId: string): void {
  const { status, headers, body } = rawDocument(errorCode, requestId)
  response.writeHead(status, { ...headers, 'x-request-id': requestId, 'cache-control': 'no-store' }).end(body)
}
