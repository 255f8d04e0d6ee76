import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Session } from 'node:inspector/promises'
import { buildApp } from './src/app.ts'
import { loadCatalog } from './src/pricing/load-catalog.ts'
const catalog = loadCatalog('pricing')
const app = buildApp({ config: { logLevel: 'silent', corsOrigins: '*' }, catalog })
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const q = { workload: { requestsPerMonth: 500000000, payloadBytes: 2048, retentionDays: 7, replicationFactor: 3 }, offerings: ['aws-sqs-standard'], detail: 'summary' }
const body = JSON.stringify(q)
const run = async (n: number) => {
  const c = spawn('npx', ['autocannon', '-a', String(n), '-c', '10', '-m', 'POST', '-H', 'content-type=application/json', '-b', body, '-j', address + '/v1/estimates'], { stdio: ['ignore', 'pipe', 'ignore'] })
  c.stdout.resume(); await once(c, 'close')
}
await run(3000)
const s = new Session(); s.connect(); await s.post('Profiler.enable'); await s.post('Profiler.setSamplingInterval', { interval: 100 }); await s.post('Profiler.start')
const N = 8000; await run(N)
const { profile } = await s.post('Profiler.stop')
const nodes = new Map(profile.nodes.map(n => [n.id, n])); const parent = new Map<number, number>(); for (const n of profile.nodes) for (const c of n.children ?? []) parent.set(c, n.id)
const self = new Map<string, number>(); const incl = new Map<string, number>()
profile.samples!.forEach((id, i) => { const d = profile.timeDeltas![i]!; const key = (n: any) => `${n.callFrame.functionName || '(anon)'} ${n.callFrame.url.split('/').slice(-2).join('/')}:${n.callFrame.lineNumber + 1}`
  self.set(key(nodes.get(id)), (self.get(key(nodes.get(id))) ?? 0) + d)
  const seen = new Set<string>(); for (let at: number | undefined = id; at !== undefined; at = parent.get(at)) { const k = key(nodes.get(at)); if (!seen.has(k)) { seen.add(k); incl.set(k, (incl.get(k) ?? 0) + d) } } })
const show = (m: Map<string, number>, n: number) => [...m].sort((a, b) => b[1] - a[1]).slice(0, n).forEach(([k, v]) => console.log((v / N).toFixed(1).padStart(7), 'µs', k))
show(self, 25); console.log('--- inclusive'); show(incl, 60)
await app.close()
