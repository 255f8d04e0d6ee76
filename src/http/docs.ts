import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { CACHED_FIVE_MINUTES } from './answers.ts'
import { HttpProblem } from './problem.ts'
import { undocumented } from './openapi.ts'

// Swagger UI sets style attributes and draws its icons from data addresses; it loads nothing from elsewhere.
const contentSecurityPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'"

/** `GET /openapi.json` for programs, `/docs` for people. */
export function docsRoutes (app: FastifyInstance): void {
  let written: string | undefined
  app.get('/openapi.json', undocumented, (_request, reply) => {
    written ??= JSON.stringify(app.swagger())
    return reply.header('cache-control', CACHED_FIVE_MINUTES).type('application/json; charset=utf-8').send(written)
  })
  app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: contentSecurityPolicy,
    theme: { title: 'Messaging cost estimator' },
    uiConfig: { deepLinking: true, validatorUrl: null },
    uiHooks: {
      // The only redirect of the plugin: some callers do not follow any.
      onRequest: (request, reply, done) => {
        reply.header('cache-control', CACHED_FIVE_MINUTES)
        done(request.url.endsWith('/static/index.html') ? new HttpProblem('NOT_FOUND', 'The documentation is at /docs.') : undefined)
      }
    }
  })
}
