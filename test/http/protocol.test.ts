import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { problemSchema } from '../../src/http/problem.ts'
import type { Problem } from '../../src/http/problem.ts'
import { catalog, estimateIn, problemIn, service, workload, workloadKeys } from './service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(() => app.close())

const estimates = `/v1/estimates?${workloadKeys}&detail=summary`
const readable = ['/', '/v1', '/docs', '/openapi.json', '/health', '/ready', '/v1/problems', estimates, `/v1/estimates.json?${workloadKeys}`, `/v1/estimates.csv?${workloadKeys}`, `/v1/estimates.tsv?${workloadKeys}`, `/v1/estimates.xml?${workloadKeys}`, `/v1/estimates/value?${workloadKeys}&offerings=aws-sqs-standard`, '/v1/offerings', '/v1/offerings.csv', '/v1/offerings.tsv', '/v1/offerings/aws-sqs-standard', '/v1/regions', '/v1/regions.csv', '/v1/regions.tsv', '/v1/price-tables', '/v1/price-tables.csv', '/v1/price-tables.tsv', '/v1/price-tables/aws-sqs', '/v1/price-tables/aws-sqs/versions/2025-08-28', '/v1/price-tables/aws-sqs/versions/2025-08-28.csv', '/v1/price-tables/aws-sqs/diff?from=2025-06-05&to=2025-08-28']

describe('every path that can be read', () => {
  it('answers 200 to GET, and never a redirect', async () => {
    for (const url of readable) expect((await app.inject(url)).statusCode, url).toBe(200)
  })

  it('answers HEAD with the headers of GET and no body', async () => {
    for (const url of readable) {
      const get = await app.inject(url)
      const head = await app.inject({ method: 'HEAD', url })
      expect(head.statusCode, url).toBe(200)
      expect(head.body).toBe('')
      for (const name of ['content-type', 'content-length', 'etag', 'cache-control', 'vary']) expect(head.headers[name], `${name} of ${url}`).toEqual(get.headers[name])
    }
  })

  it('answers OPTIONS with 204 and Allow, also without an Origin, as LibreOffice asks first', async () => {
    for (const url of readable) {
      const response = await app.inject({ method: 'OPTIONS', url })
      expect(response.statusCode, url).toBe(204)
      expect(response.headers['allow'], url).toBe(url.startsWith('/v1/estimates?') ? 'GET, HEAD, POST, OPTIONS' : 'GET, HEAD, OPTIONS')
      expect(response.body).toBe('')
    }
    problemIn(await app.inject({ method: 'OPTIONS', url: '/v1/nothing' }), 404)
  })

  it('answers with and without a slash at its end', async () => {
    for (const url of ['/v1/', '/v1/offerings/', '/docs/']) expect((await app.inject(url)).statusCode, url).toBe(200)
  })

  it('forbids browsers to guess what it is', async () => {
    for (const url of readable) expect((await app.inject(url)).headers['x-content-type-options'], url).toBe('nosniff')
  })
})

describe('an ETag', () => {
  it('is the same for the same bytes and another for others', async () => {
    const [first, again, other] = await Promise.all([app.inject(estimates), app.inject(estimates), app.inject(`${estimates}&topics=2`)])
    expect(first.headers['etag']).toMatch(/^"[\w-]+"$/)
    expect(again.headers['etag']).toBe(first.headers['etag'])
    expect(other.headers['etag']).not.toBe(first.headers['etag'])
  })

  it('answers 304 without a body to who has the bytes, by GET and by HEAD', async () => {
    const { etag } = (await app.inject(estimates)).headers
    for (const method of ['GET', 'HEAD'] as const) {
      for (const known of [etag, `W/${String(etag)}`, `"other", ${String(etag)}`, '*']) {
        const response = await app.inject({ method, url: estimates, headers: { 'if-none-match': String(known) } })
        expect(response.statusCode, String(known)).toBe(304)
        expect(response.body).toBe('')
        expect(response.headers).toMatchObject({ etag, 'cache-control': 'public, max-age=300', vary: 'Accept' })
      }
      expect((await app.inject({ method, url: estimates, headers: { 'if-none-match': '"other"' } })).statusCode).toBe(200)
    }
  })

  it('is neither on a POST nor on an error', async () => {
    const posted = await app.inject({ method: 'POST', url: '/v1/estimates', headers: { 'if-none-match': '*' }, payload: { workload } })
    expect(posted.statusCode).toBe(200)
    expect(posted.headers['etag']).toBeUndefined()
    expect(problemIn(await app.inject({ url: '/v1/nothing', headers: { 'if-none-match': '*' } }), 404).code).toBe('NOT_FOUND')
  })
})

describe('another origin', () => {
  it('may read everything, and the headers it needs', async () => {
    const response = await app.inject({ url: estimates, headers: { origin: 'https://portal.example.com' } })
    expect(response.headers).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-expose-headers': 'ETag, X-Request-Id, X-Error-Status, Retry-After, Link' })
    expect((await app.inject({ url: '/v1/estimates', headers: { origin: 'https://portal.example.com' } })).headers['access-control-allow-origin']).toBe('*')
  })

  it('may ask first', async () => {
    const response = await app.inject({ method: 'OPTIONS', url: '/v1/estimates', headers: { origin: 'https://portal.example.com', 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type, x-request-id' } })
    expect(response.statusCode).toBe(204)
    expect(response.headers).toMatchObject({ 'access-control-allow-origin': '*', 'access-control-allow-methods': 'GET, HEAD, POST', 'access-control-allow-headers': 'content-type, x-request-id', 'access-control-max-age': '86400' })
  })

  it('is told yes only where it is one of those configured', async () => {
    const closed = buildApp({ config: { logLevel: 'silent', corsOrigins: ['https://portal.example.com'] }, catalog })
    const allowed = await closed.inject({ url: '/health', headers: { origin: 'https://portal.example.com' } })
    expect(allowed.headers).toMatchObject({ 'access-control-allow-origin': 'https://portal.example.com', vary: 'Origin' })
    expect((await closed.inject({ url: '/health', headers: { origin: 'https://evil.example.com' } })).headers['access-control-allow-origin']).toBeUndefined()
    await closed.close()
  })
})

describe('a request id', () => {
  it('is the one the caller gave', async () => {
    expect((await app.inject({ url: '/health', headers: { 'x-request-id': 'sheet-7.cell:B2_x' } })).headers['x-request-id']).toBe('sheet-7.cell:B2_x')
    expect(problemIn(await app.inject({ url: '/nothing', headers: { 'x-request-id': 'abc' } }), 404).requestId).toBe('abc')
  })

  it('is a new one where that is none, too long, or could forge a line of the log', async () => {
    for (const given of [undefined, '', 'a b', 'x'.repeat(65), 'é', '{"level":60}']) {
      const response = await app.inject({ url: '/health', headers: given === undefined ? {} : { 'x-request-id': given } })
      expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    }
  })
})

describe('a path or a method that is not there', () => {
  it('is a 404', async () => {
    for (const url of ['/nothing', '/v2/estimates', '/v1/offering', '/v1/price-tables/aws-sqs/versions', '/docs/static/index.html', `/v1/offerings/${'x'.repeat(500)}`]) problemIn(await app.inject(url), 404)
  })

  it('is a 404 where a folder of files has no such file, and never what lies beside the folder', async () => {
    for (const url of ['/docs/static/nope.js', '/docs/static/', '/docs/static/.hidden', '/docs/static/%00', '/docs/static/..%2f..%2fpackage.json', `/docs/static/${'x'.repeat(5000)}`]) {
      for (const method of ['GET', 'HEAD'] as const) expect((await app.inject({ method, url })).statusCode, url).toBe(404)
      expect(problemIn(await app.inject(url), 404).code, url).toBe('NOT_FOUND')
    }
    expect(problemIn(await app.inject({ method: 'POST', url: '/docs/static/nope.js' }), 405).detail).toBe('/docs/static/nope.js does not answer POST; accepted is GET, HEAD, OPTIONS.')
  })

  it('is a 405 that says what the path takes', async () => {
    const response = await app.inject({ method: 'DELETE', url: '/v1/estimates' })
    expect(problemIn(response, 405).code).toBe('METHOD_NOT_ALLOWED')
    expect(response.headers['allow']).toBe('GET, HEAD, POST, OPTIONS')
    for (const [method, url] of [['POST', '/v1/offerings'], ['PUT', '/v1/price-tables/aws-sqs'], ['PATCH', '/v1/estimates.csv'], ['POST', '/v1/estimates/value'], ['POST', '/']] as const) {
      const refused = await app.inject({ method, url, payload: '{' })
      expect(problemIn(refused, 405).code, url).toBe('METHOD_NOT_ALLOWED')
      expect(refused.headers['allow'], url).toBe('GET, HEAD, OPTIONS')
    }
  })

  it('is a 400 where the path is not UTF-8', async () => {
    expect(problemIn(await app.inject('/v1/%ff'), 400).code).toBe('BROKEN_REQUEST')
  })

  it('is never cached', async () => {
    expect((await app.inject('/nothing')).headers['cache-control']).toBe('no-store')
  })
})

describe('a body that nobody reads', () => {
  const json = ['application/json']
  const readers = [
    ['/v1/estimates', json],
    ['/v1/estimates.focus.csv?month=2026-12', json],
    ['/v1/estimates/batch', ['text/csv', 'application/x-ndjson', 'application/json']],
    ['/v1/estimates/form', ['application/x-www-form-urlencoded', 'multipart/form-data']]
  ] as const
  const post = (url: string, type: string | undefined, payload?: string): Promise<LightMyRequestResponse> =>
    app.inject({ method: 'POST', url, headers: type === undefined ? {} : { 'content-type': type }, ...payload === undefined ? {} : { payload } })

  it('is refused with the media types that this path reads', async () => {
    for (const [url, types] of readers) {
      for (const [type, payload] of [['', undefined], ['', 'a'], ['text/plain', undefined], ['text/plain', 'id,requestsPerMonth'], ['application/pdf', 'a'], [undefined, 'a']] as const) {
        const { code, detail } = problemIn(await post(url, type, payload), 415)
        expect(code).toBe('UNSUPPORTED_MEDIA_TYPE')
        expect(detail.slice(detail.indexOf('accepted is ')), `${type} to ${url}`).toMatch(new RegExp(`^accepted is ${types.join('(,| or) ')}\\.$`))
      }
    }
    // What curl -d says of rows, unless it is told otherwise.
    expect(problemIn(await post('/v1/estimates/batch', 'application/x-www-form-urlencoded', 'id,requestsPerMonth'), 415).detail).toBe('The body is "application/x-www-form-urlencoded"; accepted is text/csv, application/x-ndjson, application/json.')
  })

  it('is refused for its address where that reads none', async () => {
    for (const type of ['', 'text/plain', 'nonsense']) {
      expect(problemIn(await post('/v1/offerings', type, 'a'), 405).code, type).toBe('METHOD_NOT_ALLOWED')
      expect(problemIn(await post('/v1/nothing', type, 'a'), 404).code, type).toBe('NOT_FOUND')
    }
  })
})

describe('an address', () => {
  it('is too long beyond 16 KiB', async () => {
    const long = (length: number): string => `${estimates}&modelVersion=`.padEnd(length, 'x')
    expect(problemIn(await app.inject(long(16 * 1024 + 1)), 414).code).toBe('URL_TOO_LONG')
    problemIn(await app.inject(long(16 * 1024)), 400)
  })
})

describe('what people read', () => {
  it('is an index at the root, for those who look and for those who test the base address', async () => {
    const page = await app.inject('/')
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    for (const [, path] of page.body.matchAll(/<li><a href="([^"]+)"/g)) expect((await app.inject(String(path))).statusCode, path).not.toBe(404)
    const { endpoints, example } = (await app.inject('/v1')).json() as { endpoints: readonly { path: string }[], example: string }
    expect(endpoints.map(({ path }) => path)).toContain('/v1/estimates')
    estimateIn(await app.inject(example))
  })

  it('is the documentation, under a policy that lets it load nothing from elsewhere', async () => {
    const page = await app.inject('/docs')
    expect(page.headers['content-security-policy']).toContain("default-src 'self'")
    for (const url of ['/docs', '/docs/', '/docs/json', '/docs/static/swagger-initializer.js']) expect((await app.inject(url)).headers['cache-control'], url).toBe('public, max-age=300')
    for (const [, path] of page.body.matchAll(/(?:src|href)="(\/docs[^"]+)"/g)) expect((await app.inject(String(path))).statusCode, path).toBe(200)
    expect((await app.inject('/docs/json')).json()).toEqual((await app.inject('/openapi.json')).json())
  })
})

/** What answers text on a connection of its own, until that is closed. */
async function answerOver (text: string): Promise<string> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return await new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let all = ''
    socket.setEncoding('utf8').on('data', chunk => { all += String(chunk) }).on('end', () => resolve(all)).on('error', reject)
  })
}

/** The problem that answers text, its status line in agreement. */
async function problemOver (text: string): Promise<Problem> {
  const answer = await answerOver(text)
  expect(answer).toContain('content-type: application/problem+json')
  const problem = problemSchema.parse(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))))
  expect(answer.startsWith(`HTTP/1.1 ${problem.status} `), answer).toBe(true)
  return problem
}

describe('over a real connection', () => {
  it('gives the same answer by POST and by GET', async () => {
    const posted = await request(app.server).post('/v1/estimates').send({ workload, detail: 'summary' }).expect(200)
    const got = await request(app.server).get(estimates).expect(200)
    expect(got.body).toEqual(posted.body)
  })

  it('answers a body sent in pieces, and one beyond the limit with 413', async () => {
    await request(app.server).post('/v1/estimates').set('content-type', 'application/json').send(JSON.stringify({ workload }).padEnd(70_000)).expect(413)
    await request(app.server).get('/health').expect(200)
  })

  it('answers what LibreOffice asks before it shows a cell, all on one connection', async () => {
    const listening = service()
    await listening.listen({ port: 0, host: '127.0.0.1' })
    const { port } = listening.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1').setEncoding('utf8')
    const ask = (method: string, url: string): Promise<string> => new Promise((resolve, reject) => {
      let answer = ''
      const read = (chunk: string): void => {
        answer += chunk
        const end = answer.indexOf('\r\n\r\n') + 4
        const length = method === 'HEAD' ? 0 : Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0)
        if (end < 4 || answer.length < end + length) return
        socket.off('data', read).off('error', reject)
        resolve(answer)
      }
      socket.on('data', read).on('error', reject)
      // The headers of LibreOffice 7.4.
      socket.write(`${method} ${url} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: LibreOffice 7.4.7.2 denylistedbackend/7.88.1 GnuTLS/3.7.9\r\nAccept: */*\r\nAccept-Encoding: deflate, gzip, br, zstd\r\n\r\n`)
    })
    const cell = `/v1/estimates/value?${workloadKeys}&offerings=aws-sqs-standard&field=infrastructure.expected`
    expect(await ask('OPTIONS', cell)).toMatch(/^HTTP\/1.1 204 [^]*allow: GET, HEAD, OPTIONS\r\n/i)
    expect(await ask('HEAD', cell)).toMatch(/^HTTP\/1.1 200 [^]*content-length: 6\r\n[^]*\r\n\r\n$/i)
    expect(await ask('GET', cell)).toMatch(/^HTTP\/1.1 200 [^]*\r\n\r\n600\.00$/)
    // HEAD decides whether the cell is an error: LibreOffice asks no further.
    const blank = cell.replace('500000000', '')
    expect(await ask('OPTIONS', blank)).toMatch(/^HTTP\/1.1 204 /)
    expect(await ask('HEAD', blank)).toMatch(/^HTTP\/1.1 400 [^]*\r\n\r\n$/)
    expect(await ask('GET', `${blank}&on_error=text`)).toMatch(/\r\n\r\n#ERROR BLANK: requestsPerMonth is blank/)
    socket.destroy()
    await listening.close()
  })

  it('answers what is no HTTP, and headers beyond all measure, with problems', async () => {
    const overlong = `x-much: ${'y'.repeat(70_000)}`
    for (const [text, status] of [
      ['NONSENSE\r\n\r\n', 400],
      [`GET / HTTP/1.1\r\nhost: x\r\n${overlong}\r\n\r\n`, 431],
      [`GET /?${'y'.repeat(40_000)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`, 414]
    ] as const) expect((await problemOver(text)).status).toBe(status)
  })

  it('answers what Node would refuse without a word: an expectation, and a request without Host', async () => {
    expect(await problemOver('GET /health HTTP/1.1\r\nhost: x\r\nexpect: foo\r\nx-request-id: cell-1\r\n\r\n')).toMatchObject({ status: 417, code: 'EXPECTATION_FAILED', requestId: 'cell-1' })
    expect(await problemOver('GET /health HTTP/1.1\r\n\r\n')).toMatchObject({ status: 400, code: 'BROKEN_REQUEST', detail: 'The request has no Host; accepted is HTTP/1.1 with one.' })
    // HTTP/1.0 knows no Host, and a body may wait to be asked for.
    const body = JSON.stringify({ workload, detail: 'summary' })
    for (const text of ['GET /health HTTP/1.0\r\n\r\n', `POST /v1/estimates HTTP/1.1\r\nhost: x\r\nconnection: close\r\nexpect: 100-continue\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`]) {
      expect(await answerOver(text)).toMatch(/HTTP\/1\.1 200 OK/)
    }
  })

  it('answers 404 where dots of a path would lead out of the folder of the documentation', async () => {
    for (const path of ['/docs/static/../../package.json', '/docs/static/%2e%2e/%2e%2e/package.json', '/docs/static/./swagger-ui.css']) {
      expect(await problemOver(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`), path).toMatchObject({ status: 404, code: 'NOT_FOUND', instance: path })
    }
  })
})
