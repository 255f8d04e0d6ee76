import type { FastifyInstance } from 'fastify'

const LOOK_AGAIN = 100

/**
 * Lets the service stop as soon as every request is served: Node's own closing also waits for connections
 * that never sent a request, and for those that go idle after it began (fastify/fastify#7044).
 */
export function stopOnceServed (app: FastifyInstance): void {
  let inFlight = 0
  app.server.on('request', (_request, response) => {
    inFlight++
    response.once('close', () => { inFlight-- })
  })
  app.addHook('preClose', done => {
    if (app.server.listening) {
      const watch = setInterval(() => {
        if (inFlight === 0) app.server.closeAllConnections()
      }, LOOK_AGAIN)
      app.server.once('close', () => clearInterval(watch))
    }
    done()
  })
}
