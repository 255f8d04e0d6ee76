import cors from '@fastify/cors'
import Fastify, { LogController } from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import { encodingProblem } from './http/body-encoding.ts'
import { limitBodies } from './http/deadlines.ts'
import { docsRoutes } from './http/docs.ts'
import { tagAnswers } from './http/etag.ts'
import { examplesRoutes } from './http/examples.route.ts'
import { healthRoutes } from './http/health.route.ts'
import { allowOptions, collectMethods } from './http/methods.ts'
import { describeApi } from './http/openapi.ts'
import { startPageRoute } from './http/pages/start-page.route.ts'
import { answerErrorsAsProblems, HttpProblem, rawProblem, sendProblem, sendRawProblem } from './http/problem.ts'
import { requestIdOf, traceRequests } from './http/request-trace.ts'
import { stopOnceServed } from './http/shutdown.ts'
import { templateRoute } from './http/template.route.ts'
import { createBatches } from './http/v1/batch/answer-batch.ts'
import type { BatchParts } from './http/v1/batch/answer-batch.ts'
import { batchRoutes } from './http/v1/batch/batch.route.ts'
import { estimateValueRoute } from './http/v1/estimate-value.route.ts'
import { estimatesFocusRoutes } from './http/v1/estimates-focus.route.ts'
import { estimatesWorkbookRoute } from './http/v1/estimates-xlsx.route.ts'
import { estimatesRoutes } from './http/v1/estimates.route.ts'
import { formRoute } from './http/v1/form/form.route.ts'
import { indexRoutes } from './http/v1/index.route.ts'
import { offeringsRoutes } from './http/v1/offerings.route.ts'
import { priceTablesRoutes } from './http/v1/price-tables.route.ts'
import { createQuestionReader } from './http/v1/question.ts'
import { regionsRoutes } from './http/v1/regions.route.ts'
import { compileSerializer, compileValidator } from './http/v1/schemas.ts'
import { LONGEST_URL } from './http/v1/write-query.ts'
import type { Catalog } from './pricing/catalog.ts'

const BODY_LIMIT = 64 * 1024
// Room for the longest address and as much again, so that a longer one is still answered 414.
const HEADER_LIMIT = 64 * 1024
const REQUEST_TIMEOUT = 10_000
const KEEP_ALIVE_TIMEOUT = 5_000
const MOST_BATCH_ROWS = 1_000_000
const PREFLIGHT_SECONDS = 86_400

/** What the app is built from; `today` is the UTC day for questions that name none. */
export interface AppParts {
  readonly config: Pick<Config, 'logLevel' | 'corsOrigins'>
  readonly catalog: Catalog
  readonly today?: () => string
  /** Bounds of a batch, and the threads that answer large ones; none where left out. */
  readonly batch?: Omit<BatchParts, 'catalog'>
}

const utcToday = (): string => new Date().toISOString().slice(0, 10)

function refuseLongUrls (app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    done(request.url.length > LONGEST_URL ? new HttpProblem('URL_TOO_LONG', `The address has ${request.url.length} characters; accepted are ${LONGEST_URL}. POST /v1/estimates takes the same question in a body.`) : undefined)
  })
}

function refuseWithoutHost (app: FastifyInstance): void {
  app.addHook('onRequest', ({ raw }, _reply, done) => {
    done(raw.httpVersion === '1.1' && raw.headers.host === undefined ? new HttpProblem('BROKEN_REQUEST', 'The request has no Host; accepted is HTTP/1.1 with one.', { headers: { connection: 'close' } }) : undefined)
  })
}

/** Node refuses an expectation in an empty answer, unless somebody else does. */
function refuseExpectations ({ server }: FastifyInstance): void {
  server.on('checkExpectation', (request, response) => { sendRawProblem(response, 'EXPECTATION_FAILED', requestIdOf(request)) })
}

function forbidGuessing (app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff')
    done()
  })
}

/** Builds the service: every plugin and every route, in order. */
export function buildApp ({ config, catalog, today = utcToday, batch = { mostRows: MOST_BATCH_ROWS } }: AppParts): FastifyInstance {
  const app = Fastify({
    logger: { level: config.logLevel },
    logController: new LogController({ disableRequestLogging: true }),
    // One logger for all requests: a child for each would be made on the hot path.
    childLoggerFactory: logger => logger,
    genReqId: requestIdOf,
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 0,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    // A request that arrives on an open connection while closing is still served.
    return503OnClosing: false,
    // Node refuses a request without Host in an empty answer; here it is a problem.
    http: { maxHeaderSize: HEADER_LIMIT, headersTimeout: REQUEST_TIMEOUT, requireHostHeader: false },
    routerOptions: {
      ignoreTrailingSlash: true,
      // Routes read the query themselves: repeated and blank keys must be seen as written.
      querystringParser: text => ({ text })
    },
    frameworkErrors: sendProblem,
    clientErrorHandler: (error, socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) return
      socket.end(rawProblem(error.code, requestIdOf({ headers: {} })))
    }
  })

  stopOnceServed(app)
  const methodsAt = collectMethods(app)
  answerErrorsAsProblems(app, methodsAt)
  traceRequests(app)
  limitBodies(app, REQUEST_TIMEOUT)
  forbidGuessing(app)
  refuseLongUrls(app)
  refuseWithoutHost(app)
  refuseExpectations(app)
  allowOptions(app, methodsAt)
  app.register(cors, {
    origin: config.corsOrigins === '*' ? '*' : [...config.corsOrigins],
    methods: ['GET', 'HEAD', 'POST'],
    exposedHeaders: ['ETag', 'X-Request-Id', 'X-Error-Status', 'Retry-After', 'Link'],
    maxAge: PREFLIGHT_SECONDS,
    strictPreflight: false
  })
  tagAnswers(app)
  describeApi(app)

  docsRoutes(app)
  examplesRoutes(app)
  startPageRoute(app, catalog, batch.mostRows)

  // Only routes written in zod have the zod compilers; those of plugins would break under them.
  app.register(async contract => {
    const reader = createQuestionReader(catalog, today)
    contract.setValidatorCompiler(compileValidator(reader))
    contract.setSerializerCompiler(compileSerializer)
    contract.removeAllContentTypeParsers()
    // JSON stays text until it is validated: repeated names must be seen, and an error in a parser would close the connection.
    contract.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
      done(encodingProblem(request.headers), text)
    })
    const batches = createBatches({ catalog, ...batch }, error => { app.log.error({ err: error }, 'a thread failed') })
    contract.addHook('onClose', () => batches.close())
    healthRoutes(contract)
    templateRoute(contract, catalog)
    contract.register(async v1 => {
      indexRoutes(v1)
      estimatesRoutes(v1, { catalog, reader })
      estimatesWorkbookRoute(v1, { catalog, reader })
      v1.register(async rows => { batchRoutes(rows, { reader, batches, today }) })
      v1.register(async forms => { formRoute(forms, { reader, batches, today, catalog, mostRows: batch.mostRows }) })
      estimateValueRoute(v1, { catalog, reader })
      estimatesFocusRoutes(v1, { catalog, reader })
      offeringsRoutes(v1, catalog)
      regionsRoutes(v1, catalog)
      priceTablesRoutes(v1, catalog)
    }, { prefix: '/v1' })
  })

  return app
}
