import { once } from 'node:events'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { limitBodies, patience } from '../../src/http/deadlines.ts'

const MILLISECONDS = 100

let app: FastifyInstance
let port: number
beforeAll(async () => {
  app = Fastify()
  limitBodies(app, MILLISECONDS)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  app.post('/rows', { config: { streamed: true } }, async (request, reply) => {
    request.raw.resume()
    await once(request.raw, 'end')
    return reply.send('answered')
  })
  app.post('/begun', (request, reply) => {
    request.raw.resume()
    reply.hijack()
    reply.raw.write('begun')
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as AddressInfo).port
})
afterAll(() => app.close())

/** What comes back where the body stops half way, and goes on after twice the time. */
async function slowly (path: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.setEncoding('utf8').on('data', chunk => { text += String(chunk) }).on('error', () => {})
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: text/plain\r\ncontent-length: 4\r\n\r\nab`)
  await new Promise(resolve => setTimeout(resolve, 2 * MILLISECONDS))
  if (socket.writable) socket.end('cd')
  if (!socket.closed) await once(socket, 'close')
  return text
}

describe('a body', () => {
  it('that does not arrive in time is answered by a problem', async () => {
    const app = Fastify()
    limitBodies(app, MILLISECONDS)
    app.post('/', (_request, reply) => reply.send('answered'))
    await app.listen({ port: 0, host: '127.0.0.1' })
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
    let text = ''
    socket.setEncoding('utf8').on('data', chunk => { text += String(chunk) })
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 4\r\n\r\nab')
    await once(socket, 'close')
    expect(text).toMatch(/^HTTP\/1\.1 408 /)
    expect(text).toContain('"code":"REQUEST_TIMEOUT"')
    await app.close()
  })

  it('that is read as it arrives may take longer', async () => {
    expect(await slowly('/rows')).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*answered$/)
  })

  it('that stops after the answer has begun ends the connection', async () => {
    const text = await slowly('/begun')
    expect(text).toContain('begun')
    expect(text).not.toContain('408')
  })
})

describe('patience', () => {
  it('ends without a sign of life, and not while there are some', async () => {
    let isGivenUp = false
    const watch = patience(MILLISECONDS, () => { isGivenUp = true })
    for (let sign = 0; sign < 4; sign += 1) {
      await new Promise(resolve => setTimeout(resolve, MILLISECONDS / 2))
      watch.renew()
    }
    expect(isGivenUp).toBe(false)
    await new Promise(resolve => setTimeout(resolve, 2 * MILLISECONDS))
    expect(isGivenUp).toBe(true)
  })
})
