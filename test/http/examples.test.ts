import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleFiles } from '../../src/http/examples.route.ts'
import { problemIn, service } from './service.ts'

const files = readdirSync('examples').sort()
const contentTypes: Readonly<Record<string, string>> = {
  'embed.html': 'text/html; charset=utf-8',
  'excel-formulas.md': 'text/markdown; charset=utf-8',
  'find-your-numbers.md': 'text/markdown; charset=utf-8',
  'google-apps-script.gs': 'text/plain; charset=utf-8',
  'libreoffice.fods': 'application/vnd.oasis.opendocument.spreadsheet-flat-xml; charset=utf-8',
  'nginx.conf': 'text/plain; charset=utf-8',
  'office-script.ts': 'text/plain; charset=utf-8',
  'power-bi.md': 'text/markdown; charset=utf-8',
  'power-query.pq': 'text/plain; charset=utf-8'
}

describe('/examples', () => {
  let app: FastifyInstance
  beforeAll(async () => {
    app = service()
    await app.ready()
  })
  afterAll(() => app.close())

  it('serves every file of the folder, byte for byte, as what it is', async () => {
    expect(exampleFiles.map(({ file }) => file).sort()).toEqual(files)
    for (const file of files) {
      const response = await app.inject(`/examples/${file}`)
      expect([response.statusCode, response.headers['content-type']], file).toEqual([200, contentTypes[file]])
      expect(response.rawPayload.equals(readFileSync(join('examples', file))), file).toBe(true)
    }
  })

  it('lists them on a page, each with what it is for, and the list of what there is names that page', async () => {
    for (const url of ['/examples', '/examples/']) {
      const page = await app.inject(url)
      expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
      expect([...page.body.matchAll(/<a href="\/examples\/([^"]+)">\1<\/a>: [^<]{20,}/g)].map(([, file]) => file!).sort()).toEqual(files)
    }
    const { endpoints } = (await app.inject('/v1')).json<{ endpoints: readonly { path: string }[] }>()
    expect(endpoints.map(({ path }) => path)).toContain('/examples')
  })

  it('lets each be kept for five minutes, and answers 304 to who has it', async () => {
    for (const url of ['/examples', '/examples/power-query.pq']) {
      const first = await app.inject(url)
      expect(first.headers['cache-control']).toBe('public, max-age=300')
      const again = await app.inject({ url, headers: { 'if-none-match': String(first.headers['etag']) } })
      expect([again.statusCode, again.body]).toEqual([304, ''])
    }
  })

  it('answers HEAD and OPTIONS like any other path', async () => {
    const url = '/examples/libreoffice.fods'
    const head = await app.inject({ method: 'HEAD', url })
    expect([head.statusCode, head.headers['content-length'], head.body]).toEqual([200, String(readFileSync('examples/libreoffice.fods').length), ''])
    const options = await app.inject({ method: 'OPTIONS', url })
    expect([options.statusCode, options.headers['allow']]).toEqual([204, 'GET, HEAD, OPTIONS'])
  })

  it('shows its page to no origin but its own, so that it asks as a page of another origin would', async () => {
    const policy = String((await app.inject('/examples/embed.html')).headers['content-security-policy'])
    expect(policy).toContain('sandbox allow-scripts')
    expect(policy).not.toContain('allow-same-origin')
    expect(String((await app.inject('/examples')).headers['content-security-policy'])).toContain("default-src 'none'")
  })

  it('reaches nothing outside the folder', async () => {
    for (const path of ['../package.json', '..%2fpackage.json', '%2e%2e/package.json', '%2e%2e%2fpackage.json', '..%5cpackage.json', '..%00', 'nothing.md', '/etc/passwd', 'examples/../../package.json']) {
      const response = await app.inject(`/examples/${path}`)
      problemIn(response, 404)
    }
  })
})

/** What the last stage of the Dockerfile copies from the repository: [from, to]. */
const imageContent = readFileSync('Dockerfile', 'utf8').split(/^FROM /m).at(-1)!.split('\n')
  .flatMap(line => {
    const [, from, to] = /^COPY (?!--)(\S+) (\S+)$/.exec(line) ?? []
    return from === undefined || to === undefined ? [] : [[from, to] as const]
  })

describe('the image', () => {
  it('holds the folders that the built service reads, and the built service serves the examples', async () => {
    const image = mkdtempSync(join(tmpdir(), 'image-'))
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', join(image, 'dist')])
    cpSync('package.json', join(image, 'package.json'))
    symlinkSync(resolve('node_modules'), join(image, 'node_modules'))
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n')
    expect(imageContent.filter(([from]) => ignored.includes(from))).toEqual([])
    for (const [from, to] of imageContent) cpSync(from, join(image, to), { recursive: true })
    const child = spawn(process.execPath, ['dist/server.js'], { cwd: image, env: { PORT: '0' } })
    try {
      const port = await new Promise<string>((resolve, reject) => {
        let log = ''
        child.stdout.on('data', chunk => {
          log += String(chunk)
          const found = /Server listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(log)
          if (found !== null) resolve(found[1]!)
        })
        child.on('close', () => reject(new Error(`The service ended: ${log}`)))
      })
      const response = await fetch(`http://127.0.0.1:${port}/examples/find-your-numbers.md`)
      expect([response.status, await response.text()]).toEqual([200, readFileSync('examples/find-your-numbers.md', 'utf8')])
    } finally {
      child.kill('SIGKILL')
      rmSync(image, { recursive: true, force: true })
    }
  })
})
