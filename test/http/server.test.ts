import { spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { workload } from './service.ts'

const STARTING = 30_000

interface Ended { readonly code: number | null, readonly stderr: string, readonly stdout: string }

const running = new Set<ChildProcessWithoutNullStreams>()
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
})

function start (environment: Record<string, string>): { readonly child: ChildProcessWithoutNullStreams, readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], { env: { PATH: process.env['PATH'] ?? '', ...environment } })
  running.add(child)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', chunk => { stdout += String(chunk) })
  child.stderr.on('data', chunk => { stderr += String(chunk) })
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child)
    return { code: code as number | null, stderr, stdout }
  })
  return { child, ended }
}

async function freePort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function listening (child: ChildProcessWithoutNullStreams): Promise<void> {
  return new Promise(resolve => child.stdout.on('data', chunk => { if (String(chunk).includes('Server listening')) resolve() }))
}

async function open (port: number): Promise<{ readonly socket: Socket, readonly text: () => string }> {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.setEncoding('utf8').on('data', chunk => { text += String(chunk) })
  await once(socket, 'connect')
  return { socket, text: () => text }
}

describe('the service as a process', () => {
  it('answers with nothing set but its port, serves the request in flight when it is told to stop, and ends within seconds', { timeout: STARTING }, async () => {
    const port = await freePort()
    const { child, ended } = start({ PORT: String(port) })
    let log = ''
    child.stdout.on('data', chunk => { log += String(chunk) })
    await listening(child)
    const ready = await fetch(`http://127.0.0.1:${port}/ready`)
    expect(ready.status).toBe(200)

    const idle = await open(port)
    const { socket, text } = await open(port)
    const body = JSON.stringify({ workload, detail: 'summary' })
    socket.write(`POST /v1/estimates HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 20)}`)
    await new Promise(resolve => setTimeout(resolve, 300))
    const told = performance.now()
    child.kill('SIGTERM')
    await new Promise(resolve => setTimeout(resolve, 300))
    socket.write(body.slice(20))
    await once(socket, 'close')
    expect(text()).toMatch(/^HTTP\/1\.1 200 OK/)
    expect(text()).toContain('"currency":"USD"')

    const { code } = await ended
    expect(code).toBe(0)
    expect(log.split('\n').filter(line => line.includes('"path":"/v1/estimates"')).map(line => JSON.parse(line) as object)).toMatchObject([{ method: 'POST', status: 200, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) }])
    expect(performance.now() - told).toBeLessThan(5_000)
    idle.socket.destroy()
  })

  it('says in one sentence that the port is in use', { timeout: STARTING }, async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const { code, stderr } = await start({ PORT: String(port), LOG_LEVEL: 'silent' }).ended
    taken.close()
    expect(stderr).toBe(`PORT is ${port}, which is in use on 127.0.0.1; accepted is a port that is free.\n`)
    expect(code).toBe(1)
  })

  it('says in one sentence what of its environment is wrong', { timeout: STARTING }, async () => {
    const { code, stderr } = await start({ PORT: 'eighty' }).ended
    expect(stderr).toBe('PORT is "eighty"; accepted is a whole number from 0 to 65535.\n')
    expect(code).toBe(1)
  })

  it('says in one sentence that there are no tables, or no such host', { timeout: STARTING }, async () => {
    const missing = join(tmpdir(), 'no-such-folder')
    const empty = mkdtempSync(join(tmpdir(), 'no-tables-'))
    const [none, nothing, host] = await Promise.all([start({ PRICING_DIR: missing }).ended, start({ PRICING_DIR: empty }).ended, start({ PORT: '0', HOST: '203.0.113.1', LOG_LEVEL: 'silent' }).ended])
    for (const { code, stderr } of [none, nothing, host]) {
      expect(code).toBe(1)
      expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    }
    expect(none.stderr).toContain(`PRICING_DIR is ${missing}`)
    expect(nothing.stderr).toContain(`PRICING_DIR is ${empty}`)
    expect(host.stderr).toContain('HOST is 203.0.113.1')
  })
})
