import type { FastifyInstance } from 'fastify'
import { rawProblem } from './problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is read as it arrives, for as long as it takes. */
    readonly streamed?: boolean
  }
}

/**
 * Ends requests whose body does not arrive in time. Node's own limit knows no exception for a body that is answered
 * while it arrives, so Node limits the headers only.
 */
export function limitBodies (app: FastifyInstance, milliseconds: number): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { raw } = request
    const hasBody = raw.headers['transfer-encoding'] !== undefined || Number(raw.headers['content-length'] ?? 0) > 0
    if (hasBody && request.routeOptions.config.streamed !== true) {
      const late = setTimeout(() => {
        if (reply.raw.headersSent) raw.destroy()
        else raw.socket.end(rawProblem('ERR_HTTP_REQUEST_TIMEOUT', request.id))
      }, milliseconds).unref()
      const arrived = (): void => clearTimeout(late)
      raw.once('end', arrived).once('close', arrived)
    }
    done()
  })
}

/** How long somebody may neither send nor take anything. */
export const IDLE_MILLISECONDS = 60_000

/** Gives up on somebody who neither sends nor takes anything for too long. */
export interface Patience {
  readonly renew: () => void
  readonly end: () => void
}

/** Bytes as they are taken, each a sign of life. */
export async function * watched (bytes: AsyncIterable<Uint8Array>, watch: Patience): AsyncGenerator<Uint8Array> {
  try {
    for await (const some of bytes) {
      watch.renew()
      yield some
    }
  } finally {
    watch.end()
  }
}

/** Waits for signs of life. */
export function patience (milliseconds: number, giveUp: () => void): Patience {
  const timer = setTimeout(giveUp, milliseconds).unref()
  return { renew: () => { timer.refresh() }, end: () => clearTimeout(timer) }
}
