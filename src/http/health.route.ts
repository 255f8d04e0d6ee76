import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { NEVER_CACHED, sendJson } from './answers.ts'
import { documented } from './openapi.ts'
import { HttpProblem } from './problem.ts'

const healthSchema = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' })

/** `GET /health` (the process answers) and `/ready` (tables are loaded, and it is not about to stop). */
export function healthRoutes (app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', done => {
    closing = true
    done()
  })
  app.get('/health', documented({ tag: 'Service', operationId: 'getHealth', summary: 'Whether the process answers', answer: healthSchema, formats: ['json'] }),
    (_request, reply) => sendJson(reply.header('cache-control', NEVER_CACHED), { status: 'ok' }))
  app.get('/ready', documented({ tag: 'Service', operationId: 'getReadiness', summary: 'Whether the tables are loaded', answer: healthSchema, formats: ['json'] }), (_request, reply) => {
    if (closing) throw new HttpProblem('UNAVAILABLE', 'The service is about to stop.', { headers: { 'retry-after': '5' } })
    return sendJson(reply.header('cache-control', NEVER_CACHED), { status: 'ok' })
  })
}
