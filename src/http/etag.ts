import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

const matches = (etag: string, ifNoneMatch: string): boolean =>
  ifNoneMatch.split(',').some(one => ['*', etag].includes(one.trim().replace(/^W\//, '')))

/**
 * Gives every good answer to GET and HEAD an ETag over its bytes, and answers 304 where the caller has them.
 * (@fastify/etag tags POST and turns errors into 304 as well, and reads only one tag.)
 */
export function tagAnswers (app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const readable = request.method === 'GET' || request.method === 'HEAD'
    if (!readable || reply.statusCode !== 200 || !(typeof payload === 'string' || Buffer.isBuffer(payload))) {
      done(null, payload)
      return
    }
    const etag = `"${createHash('sha1').update(payload).digest('base64url')}"`
    reply.header('etag', etag)
    const ifNoneMatch = request.headers['if-none-match']
    if (ifNoneMatch === undefined || !matches(etag, ifNoneMatch)) {
      done(null, payload)
      return
    }
    reply.code(304).removeHeader('content-length')
    done(null, '')
  })
}
