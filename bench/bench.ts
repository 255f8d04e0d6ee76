import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'

const CONNECTIONS = 10
const SECONDS = 4
const ROUNDS = 3
const WARM_UP_SECONDS = 2
const root = fileURLToPath(new URL('..', import.meta.url))

interface Server { readonly process: ChildProcess, readonly address: string }

/** Starts a server of ours on a free port of loopback; it tells its port over IPC. */
async function start (file: string, args: readonly string[]): Promise<Server> {
  const process = fork(`${root}${file}`, args, { execArgv: file.endsWith('.ts') ? ['--import', 'tsx'] : [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [port] = await once(process, 'message')
  return { process, address: `http://127.0.0.1:${String(port)}` }
}

let questions = 0
/** A workload that nobody asked about before. */
function distinctQuestion (detail: string): string {
  questions += 1
  return JSON.stringify({ workload: { requestsPerMonth: 400_000_000 + questions, payloadBytes: 1024 + questions % 4096, retentionDays: 1 + questions % 13, replicationFactor: 3 }, detail })
}

async function requestsPerSecond (address: string, detail: string, seconds: number): Promise<number> {
  const result = await autocannon({
    url: `${address}/v1/estimates`,
    connections: CONNECTIONS,
    duration: seconds,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: [{ setupRequest: request => ({ ...request, body: distinctQuestion(detail) }) }]
  })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${address} answered ${result.non2xx} times without success and failed ${result.errors} times.`)
  return result.requests.average
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

/** One detail of the service beside a bare server that answers as many bytes, in turns within one run. */
async function compare (detail: string, bar: number | null): Promise<void> {
  const service = await start('bench/service.ts', [])
  const answer = await fetch(`${service.address}/v1/estimates`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: distinctQuestion(detail) })
  const bytes = (await answer.arrayBuffer()).byteLength
  const bare = await start('bench/bare-server.ts', [String(bytes)])
  try {
    await requestsPerSecond(service.address, detail, WARM_UP_SECONDS)
    await requestsPerSecond(bare.address, detail, WARM_UP_SECONDS)
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      theirs.push(await requestsPerSecond(bare.address, detail, SECONDS))
      ours.push(await requestsPerSecond(service.address, detail, SECONDS))
    }
    const ratio = median(ours) / median(theirs)
    console.log(`${detail.padEnd(8)} ${String(bytes).padStart(7)} bytes   ${median(ours).toFixed(0).padStart(6)}/s of ${median(theirs).toFixed(0).padStart(6)}/s   ratio ${ratio.toFixed(3)}${bar === null ? '' : `   bar ${bar.toFixed(2)}`}`)
  } finally {
    service.process.kill()
    bare.process.kill()
  }
}

console.log(`POST /v1/estimates, every offering, distinct workloads, beside a bare node:http server answering as many bytes (node ${process.versions.node}, ${CONNECTIONS} connections, median of ${ROUNDS} rounds)`)
const bars: Readonly<Record<string, number | null>> = { full: 0.20, lines: null, summary: 0.30 }
const asked = process.argv.slice(2)
for (const [detail, bar] of Object.entries(bars)) if (asked.length === 0 || asked.includes(detail)) await compare(detail, bar)
