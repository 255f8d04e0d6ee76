import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buildApp } from './src/app.ts'
import { estimate } from './src/estimates/estimate.ts'
import { pinnedRequest } from './src/estimates/pinned-request.ts'
import { sendJson } from './src/http/answers.ts'
import { negotiate } from './src/http/negotiation.ts'
import { addressOf, createQuestionReader } from './src/http/v1/question.ts'
import { loadCatalog } from './src/pricing/load-catalog.ts'
const catalog = loadCatalog('pricing')
const app = buildApp({ config: { logLevel: 'silent', corsOrigins: '*' }, catalog })
const q = { workload: { requestsPerMonth: 500000000, payloadBytes: 2048, retentionDays: 7, replicationFactor: 3 }, offerings: process.argv[2] === 'all' ? undefined : process.argv[2]!.split(','), detail: 'summary' }
const body = JSON.stringify(q)
const reader = createQuestionReader(catalog, () => '2026-11-01')
const fixedRequest = reader.fromText(body)
const fixed = estimate(reader.fromText(body), catalog)
app.register(async s => {
  s.removeAllContentTypeParsers()
  s.addContentTypeParser('application/json', { parseAs: 'string' }, (_r, t, d) => d(null, t))
  s.post('/bench', (r, reply) => {
    const f = negotiate(r, reply, ['json', 'csv'])
    const request = reader.fromText(r.body as string)
    const self = addressOf('/v1/estimates', pinnedRequest(request, fixed)!)
    reply.header('cache-control', 'no-store')
    return sendJson(reply, { ...fixed, links: { self } }, f)
  })
  s.post('/parse', (r, reply) => { JSON.parse(r.body as string); return sendJson(reply, 1) })
  s.post('/text', (r, reply) => { reader.fromText(r.body as string); return sendJson(reply, 1) })
  s.post('/pin', (r, reply) => { pinnedRequest(fixedRequest, fixed); return sendJson(reply, 1) })
  s.post('/link', (r, reply) => { addressOf('/v1/estimates', pinnedRequest(fixedRequest, fixed)!); return sendJson(reply, 1) })
  s.post('/write', (r, reply) => sendJson(reply, fixed))
  s.post('/nothing', (r, reply) => sendJson(reply, r.body, 'x'))
})
const address = await app.listen({ port: 0, host: '127.0.0.1' })
async function cannon (path: string): Promise<string> {
  const run = async (n: number) => { const c = spawn('npx', ['autocannon', '-a', String(n), '-c', '10', '-m', 'POST', '-H', 'content-type=application/json', '-b', body, '-j', address + path], { stdio: ['ignore', 'pipe', 'ignore'] }); c.stdout.resume(); await once(c, 'close') }
  await run(5000); const all: number[] = []
  for (let i = 0; i < 4; i++) { const u = process.cpuUsage(); await run(5000); const d = process.cpuUsage(u); all.push((d.user + d.system) / 5000) }
  return Math.min(...all).toFixed(0)
}
for (const p of ['/nothing', '/parse', '/text', '/pin', '/link', '/write', '/bench', '/nothing']) console.error('empty', p, await cannon(p))
await app.close()
