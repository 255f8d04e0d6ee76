import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

// From the start of the built service to a good answer of /ready, each time in a process of its own.
const STARTS = 5
const BAR_SECONDS = 1
const server = fileURLToPath(new URL('../dist/server.js', import.meta.url))

async function secondsToReady (): Promise<number> {
  const started = performance.now()
  const service = spawn(process.execPath, [server], { env: { PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: service.stdout })) {
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? []
    if (address === undefined) continue
    const { status } = await fetch(`${address}/ready`)
    if (status !== 200) throw new Error(`/ready answered ${status}.`)
    break
  }
  const seconds = (performance.now() - started) / 1000
  service.kill()
  await once(service, 'exit')
  return seconds
}

const seconds: number[] = []
for (let start = 0; start < STARTS; start += 1) seconds.push(await secondsToReady())
seconds.sort((a, b) => a - b)
console.log(`Built service ready after ${seconds[0]!.toFixed(2)} to ${seconds.at(-1)!.toFixed(2)} s, median ${seconds[Math.floor(STARTS / 2)]!.toFixed(2)} s of ${STARTS} starts   bar ${BAR_SECONDS.toFixed(2)} s (node ${process.versions.node})`)
