import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { estimateResponseSchema } from '../../src/estimates/response.ts'
import type { EstimateResponse } from '../../src/estimates/response.ts'
import type { Fault } from '../../src/http/faults.ts'
import { problemSchema } from '../../src/http/problem.ts'
import type { Problem } from '../../src/http/problem.ts'
import { loadCatalog } from '../../src/pricing/load-catalog.ts'

export const catalog = loadCatalog('pricing')
export const today = '2026-11-01'

/** The service as it runs, on the shipped tables, on a fixed day, without a log. */
export function service (): FastifyInstance {
  return buildApp({ config: { logLevel: 'silent', corsOrigins: '*' }, catalog, today: () => today })
}

export const workload = { requestsPerMonth: 500_000_000, payloadBytes: 2048, retentionDays: 7 } as const
export const workloadKeys = 'requestsPerMonth=500000000&payloadBytes=2048&retentionDays=7'

/** An answer held against the strict schema of the contract. */
export function estimateIn (response: LightMyRequestResponse): EstimateResponse {
  expect(response.statusCode, response.body).toBe(200)
  expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
  return estimateResponseSchema.parse(response.json())
}

/** A problem held against its strict schema; its status is that of the response, and no trace of the inside shows. */
export function problemIn (response: LightMyRequestResponse, status: number): Problem {
  expect(response.statusCode, response.body).toBe(status)
  expect(response.headers['content-type']).toBe('application/problem+json')
  const problem = problemSchema.parse(response.json())
  expect(problem.status).toBe(status)
  expect(problem.requestId).toBe(response.headers['x-request-id'])
  expect(response.body).not.toMatch(/node_modules|\.[jt]s:\d|\\n\s+at /)
  return problem
}

/** The faults of a refused question, each a sentence that says what would be accepted. */
export function faultsIn (response: LightMyRequestResponse): readonly Fault[] {
  const problem = problemIn(response, 400)
  expect(problem.code).toBe('INVALID_REQUEST')
  const faults = (problem.errors ?? []) as readonly Fault[]
  expect(faults.length).toBeGreaterThan(0)
  for (const { detail, accepted } of faults) {
    expect(detail).toMatch(/\.$/)
    expect(detail).toContain('accepted is')
    expect(accepted.length).toBeGreaterThan(0)
  }
  return faults
}

/** The one fault of a refused question, without its sentence. */
export function onlyFaultIn (response: LightMyRequestResponse): Pick<Fault, 'pointer' | 'code' | 'nearest'> & { readonly parameter: string | undefined } {
  const faults = faultsIn(response)
  expect(faults, response.body).toHaveLength(1)
  const { pointer, code, nearest, parameter } = faults[0]!
  return { pointer, code, nearest, parameter }
}
