import { createServer } from 'node:http'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
const body = JSON.stringify({ workload: { requestsPerMonth: 500000000, payloadBytes: 2048, retentionDays: 7, replicationFactor: 3 }, offerings: ['aws-sqs-standard'], detail: 'summary' })
const answer = 'x'.repeat(Number(process.argv[2] ?? 2441))
const s = createServer((q, r) => { const c: Buffer[] = []; q.on('data', d => c.push(d)); q.on('end', () => { JSON.parse(Buffer.concat(c).toString()); r.setHeader('content-type', 'application/json'); r.setHeader('content-length', answer.length); r.end(answer) }) })
s.listen(0, '127.0.0.1'); await once(s, 'listening')
const run = async (n: number) => { const c = spawn('npx', ['autocannon', '-a', String(n), '-c', '10', '-m', 'POST', '-H', 'content-type=application/json', '-b', body, '-j', `http://127.0.0.1:${(s.address() as any).port}/`], { stdio: ['ignore', 'pipe', 'ignore'] }); c.stdout.resume(); await once(c, 'close') }
await run(3000); const u = process.cpuUsage(); await run(8000); const d = process.cpuUsage(u)
console.error('floor', ((d.user + d.system) / 8000).toFixed(1))
s.close()
