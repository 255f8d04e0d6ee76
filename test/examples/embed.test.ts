import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { chromium } from 'playwright-core'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offeringIds } from '../../src/models/registry.ts'
import { service } from '../http/service.ts'

const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
// A browser is no part of the two commands of the README; in CI a missing one is a failure, not a skip.
const mayMiss = browser === undefined && process.env['CI'] !== 'true'
const page = readFileSync('examples/embed.html', 'utf8')

describe.skipIf(mayMiss)('a page of another origin', () => {
  let app: FastifyInstance
  let portal: Server
  let context: BrowserContext
  const profile = mkdtempSync(join(tmpdir(), 'profile-'))
  const portOf = (server: Server): number => (server.address() as AddressInfo).port

  beforeAll(async () => {
    app = service()
    await app.listen({ port: 0, host: '127.0.0.1' })
    portal = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(page))
    await new Promise<void>(resolve => portal.listen(0, '127.0.0.1', resolve))
    context = await chromium.launchPersistentContext(profile, {
      executablePath: browser ?? 'chromium is missing',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
    })
  })

  afterAll(async () => {
    await context?.close()
    portal?.close()
    await app?.close()
    rmSync(profile, { recursive: true, force: true })
  })

  it('has twenty lines at most', () => {
    expect(page.trim().split('\n').length).toBeLessThanOrEqual(20)
  })

  it('fetches a summary and shows the sentence and a row for every offering', async () => {
    const tab = await context.newPage()
    await tab.goto(`http://127.0.0.1:${portOf(portal)}/?service=http://127.0.0.1:${portOf(app.server as Server)}`)
    await tab.waitForSelector('body[data-ready=true]')
    expect(await tab.textContent('#answer')).toContain('Amazon SQS, standard queues')
    const rows = await tab.locator('#totals tr').allTextContents()
    expect(rows).toHaveLength(offeringIds.length)
    expect(rows[0]).toMatch(/^Amazon SQS, standard queues\d+\.\d\d USD$/)
    expect(rows.filter(row => row.endsWith('no price of a CKU is published.'))).toHaveLength(1)
  })
})
