import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'

// Bounded and without anything that could forge a log line.
const acceptableId = /^[A-Za-z0-9._:-]{1,64}$/

/** The caller's request id where it is one, a new one otherwise. */
export function requestIdOf (request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && acceptableId.test(given) ? given : randomUUID()
}

/** Returns the request id with every answer and logs one line an answer; the query stays out of the log. */
export function traceRequests (app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { id, method, url } = request
    request.log.info({ requestId: id, method, path: url.split('?', 1)[0], status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime * 1000) / 1000 }, 'answered')
    done()
  })
}
