import type { FastifyInstance } from 'fastify'
import { nothingAt } from './problem.ts'

interface Known { readonly pattern: RegExp, readonly methods: Set<string> }

const literally = (text: string): string => text.replace(/[.+^${}()|[\]\\]/g, '\\$&')

function asPattern (url: string): RegExp {
  const parts = url.replace(/\/$/, '').split(/(:[A-Za-z]+|\*)/)
  const source = parts.map(part => part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : literally(part)).join('')
  return new RegExp(`^${source}/?$`)
}

/** Remembers which methods each path answers, for 405 and Allow; the router itself tells only whether it found a route. */
export function collectMethods (app: FastifyInstance): (path: string) => readonly string[] | null {
  const known = new Map<string, Known>()
  app.addHook('onRoute', ({ url, method }) => {
    // The plugin for CORS takes OPTIONS of every path.
    if (url === '*' || url === '/*') return
    const entry = known.get(url) ?? { pattern: asPattern(url), methods: new Set(['OPTIONS']) }
    for (const one of [method].flat()) entry.methods.add(one)
    known.set(url, entry)
  })
  return path => {
    const methods = new Set([...known.values()].filter(({ pattern }) => pattern.test(path)).flatMap(entry => [...entry.methods]))
    return methods.size === 0 ? null : ['GET', 'HEAD', 'POST', 'OPTIONS'].filter(method => methods.has(method))
  }
}

/** Answers OPTIONS with what the path takes, also without an Origin (LibreOffice asks so first); CORS completes the answer. */
export function allowOptions (app: FastifyInstance, methodsAt: (path: string) => readonly string[] | null): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method === 'OPTIONS') {
      const path = request.url.split('?', 1)[0] ?? ''
      const methods = methodsAt(path)
      if (methods === null) {
        done(nothingAt(path))
        return
      }
      reply.header('allow', methods.join(', '))
    }
    done()
  })
}
