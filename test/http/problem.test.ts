import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { answerErrorsAsProblems, foundInPath, HttpProblem, problemKinds, problemSchema } from '../../src/http/problem.ts'
import type { ProblemCode } from '../../src/http/problem.ts'
import { requestIdOf } from '../../src/http/request-trace.ts'
import { EstimateError, estimateErrorCodes } from '../../src/pricing/errors.ts'
import { problemIn, service } from './service.ts'

const statuses: Readonly<Record<ProblemCode, number>> = {
  UNKNOWN_OFFERING: 400,
  UNKNOWN_REGION: 400,
  UNKNOWN_PRICE_TABLE: 400,
  UNKNOWN_PRICE_TABLE_VERSION: 400,
  UNKNOWN_FIELD_VALUE: 400,
  MODEL_CHANGED: 409,
  MISSING_PRICE: 422,
  NOT_OFFERED_IN_REGION: 422,
  OUT_OF_MODEL_RANGE: 422,
  IMPOSSIBLE_COMBINATION: 422,
  MISSING_EXCHANGE_RATE: 422,
  INFEASIBLE: 422,
  INVALID_REQUEST: 400,
  BROKEN_CSV: 400,
  BROKEN_JSON: 400,
  BROKEN_REQUEST: 400,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  REQUEST_TIMEOUT: 408,
  BODY_TOO_LARGE: 413,
  URL_TOO_LONG: 414,
  UNSUPPORTED_MEDIA_TYPE: 415,
  EXPECTATION_FAILED: 417,
  NO_VALUE: 422,
  HEADERS_TOO_LARGE: 431,
  INTERNAL_ERROR: 500,
  UNAVAILABLE: 503
}

function thrower (error: unknown): ReturnType<typeof Fastify> {
  const app = Fastify({ genReqId: requestIdOf })
  answerErrorsAsProblems(app, () => null)
  app.get('/', () => { throw error })
  return app
}

describe('a problem', () => {
  it('has the status of its code, for every code there is', async () => {
    expect(problemKinds.map(({ code, status }) => [code, status]).sort()).toEqual(Object.entries(statuses).sort())
    for (const [code, status] of Object.entries(statuses) as [ProblemCode, number][]) {
      const problem = problemIn(await thrower(new HttpProblem(code, 'A sentence.')).inject('/'), status)
      expect(problem).toMatchObject({ code, status, detail: 'A sentence.', type: `/v1/problems#${code}`, instance: '/' })
    }
  })

  it('is what every error of the core becomes, with its data', async () => {
    for (const code of estimateErrorCodes) {
      expect(problemIn(await thrower(new EstimateError(code, 'Why.', { field: 'workload.region' })).inject('/?a=b'), statuses[code])).toMatchObject({ code, detail: 'Why.', data: { field: 'workload.region' }, instance: '/' })
    }
  })

  it('is never a 401 or a 403', () => {
    expect(problemKinds.filter(({ status }) => status === 401 || status === 403)).toEqual([])
  })

  it('is a 404 where what is unknown stands in the path', async () => {
    const search = (): never => foundInPath(() => { throw new EstimateError('UNKNOWN_OFFERING', 'None.') })
    const app = Fastify({ genReqId: requestIdOf })
    answerErrorsAsProblems(app, () => null)
    app.get('/', search)
    expect(problemIn(await app.inject('/'), 404).code).toBe('UNKNOWN_OFFERING')
  })

  it('tells nothing of an error nobody foresaw', async () => {
    for (const error of [new Error('password=hunter2'), new TypeError('x is undefined'), 'text', null, Object.assign(new Error('secret'), { statusCode: 400 })]) {
      const response = await thrower(error).inject('/')
      expect(problemIn(response, 500).code).toBe('INTERNAL_ERROR')
      expect(response.body).not.toMatch(/hunter2|undefined|secret|text"/)
    }
  })

  it('is listed with its status, where its type points', async () => {
    const { problems } = (await service().inject('/v1/problems')).json() as { problems: readonly { code: string }[] }
    expect(problems.map(({ code }) => code)).toEqual(problemSchema.shape.code.options)
  })
})
