import { execFileSync, spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { service, workloadKeys } from '../http/service.ts'

const nginx = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx'].find(existsSync)
const hasOpenssl = spawnSync('openssl', ['version']).status === 0
// A proxy is no part of the two commands of the README; in CI a missing one is a failure, not a skip.
const maySkip = (nginx === undefined || !hasOpenssl) && process.env['CI'] !== 'true'
if (maySkip) console.warn('Skipped: nginx or openssl is not installed (apt-get install nginx-light openssl).')

const example = readFileSync('examples/nginx.conf', 'utf8')

interface Answer { readonly status: number | undefined, readonly body: string }

async function freePort (): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

/** The example as it is, but for what belongs to its machine: port, certificate, key and the port of the service. */
function onThisMachine (folder: string, port: number, servicePort: number): string {
  const replacements = [
    ['listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`],
    ['/etc/nginx/costs.example.com.crt', join(folder, 'crt.pem')],
    ['/etc/nginx/costs.example.com.key', join(folder, 'key.pem')],
    ['proxy_pass http://127.0.0.1:8080;', `proxy_pass http://127.0.0.1:${servicePort};`]
  ] as const
  const server = replacements.reduce((text, [from, to]) => {
    expect(text).toContain(from)
    return text.replace(from, to)
  }, example)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${join(folder, name)};`).join('\n')
  return `daemon off;\nmaster_process off;\npid ${join(folder, 'pid')};\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n${temporary}\n${server}\n}\n`
}

describe.skipIf(maySkip)('nginx with the example in front of the service', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  let app: FastifyInstance
  let proxy: ChildProcess
  let port: number
  let certificate: Buffer

  const ask = async (path: string, body?: { readonly type: string, readonly text: string }): Promise<Answer> => new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': body.type, 'content-length': Buffer.byteLength(body.text) }
    const asked = request({ host: '127.0.0.1', port, path, method: body === undefined ? 'GET' : 'POST', headers, ca: certificate, servername: 'costs.example.com', agent: false }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', chunk => { text += String(chunk) }).on('end', () => resolve({ status: response.statusCode, body: text }))
    })
    asked.on('error', reject).end(body?.text)
  })

  beforeAll(async () => {
    app = service()
    await app.listen({ port: 0, host: '127.0.0.1' })
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=costs.example.com', '-addext', 'subjectAltName=DNS:costs.example.com', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'crt.pem')], { stdio: 'ignore' })
    certificate = readFileSync(join(folder, 'crt.pem'))
    port = await freePort()
    writeFileSync(join(folder, 'nginx.conf'), onThisMachine(folder, port, (app.server.address() as AddressInfo).port))
    proxy = spawn(nginx ?? 'nginx is missing', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
    const deadline = Date.now() + 10_000
    for (;;) {
      const ready = await ask('/ready').then(({ status }) => status === 200, () => false)
      if (ready) break
      if (Date.now() > deadline) throw new Error('nginx did not become ready')
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  })

  afterAll(async () => {
    proxy?.kill('SIGTERM')
    await app?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('answers over https with the number of the service', async () => {
    // 500,000,000 × 3 calls × 0.40 a million.
    expect(await ask(`/v1/estimates/value?${workloadKeys}&offerings=aws-sqs-standard&field=infrastructure.expected`)).toEqual({ status: 200, body: '600.00' })
  })

  it('lets through an address as long as the service takes, whose error is in the words of the service', async () => {
    const long = `/v1/estimates/value?w=${Buffer.from(`{"workload":{"requestsPerMonth":500000000,"payloadBytes":2048,"retentionDays":7},"offerings":["aws-sqs-standard"]${' '.repeat(11_900)}}`).toString('base64url')}`
    expect(long.length).toBeGreaterThan(15_900)
    expect(await ask(`${long}&field=infrastructure.expected`)).toEqual({ status: 200, body: '600.00' })
    const longer = await ask(`${long}${'a'.repeat(1000)}`)
    expect([longer.status, longer.body]).toEqual([414, expect.stringContaining('"code":"URL_TOO_LONG"')])
  })

  it('lets rows through, in and out, more of them than nginx alone would take', async () => {
    // A mebibyte is what nginx takes of a body unless it is told otherwise.
    const rows = 2000
    const text = `note,requestsPerMonth,payloadBytes,retentionDays\n${`${'a long note '.repeat(50)},500000000,2048,7\n`.repeat(rows)}`
    expect(text.length).toBeGreaterThan(2 ** 20)
    const { status, body } = await ask('/v1/estimates/batch?offerings=aws-sqs-standard&columns=infrastructureExpected', { type: 'text/csv', text })
    expect(status).toBe(200)
    expect(body.split(',600.00,')).toHaveLength(rows + 1)
  })
})
