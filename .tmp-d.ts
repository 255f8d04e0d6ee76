import { spawnSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { buildApp } from './src/app.ts'
import { estimate } from './src/estimates/estimate.ts'
import { createQuestionReader } from './src/http/v1/question.ts'
import { loadCatalog } from './src/pricing/load-catalog.ts'
const catalog = loadCatalog('pricing')
const level = (process.argv[3] ?? 'silent') as 'silent'
const app = buildApp({ config: { logLevel: level, corsOrigins: '*' }, catalog })
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const q = { workload: { requestsPerMonth: 500000000, payloadBytes: 2048, retentionDays: 7, replicationFactor: 3 }, offerings: process.argv[2] === 'all' ? undefined : process.argv[2]!.split(','), detail: 'summary' }
const body = JSON.stringify(q)
const N = 8000
async function cannon (path: string, method: string): Promise<number> {
  const run = async (n: number) => {
    const c = spawn('npx', ['autocannon', '-a', String(n), '-c', '10', '-m', method, ...(method === 'POST' ? ['-H', 'content-type=application/json', '-b', body] : []), '-j', address + path], { stdio: ['ignore', 'pipe', 'ignore'] })
    let out = ''; c.stdout.on('data', d => { out += d }); await once(c, 'close'); return JSON.parse(out)
  }
  await run(3000)
  const u = process.cpuUsage(); const r = await run(N); const d = process.cpuUsage(u)
  if (r.non2xx) throw new Error(JSON.stringify(r))
  return (d.user + d.system) / N
}
const request = createQuestionReader(catalog, () => '2026-11-01').fromText(body)
function bare (): number { for (let i = 0; i < 2000; i++) estimate(request, catalog); const u = process.cpuUsage(); for (let i = 0; i < 3000; i++) estimate(request, catalog); const d = process.cpuUsage(u); return (d.user + d.system) / 3000 }
const b = bare()
const p = await cannon('/v1/estimates', 'POST')
const h = await cannon('/health', 'GET')
console.error(process.argv.slice(2).join(' '), 'estimate', b.toFixed(1), 'POST', p.toFixed(1), 'overhead', (p - b).toFixed(1), '/health', h.toFixed(1), 'bare again', bare().toFixed(1))
await app.close()
