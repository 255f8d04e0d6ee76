import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

// Rows a second of a batch beside csv-parse piped to csv-stringify over the same file, and the memory of small and large batches.
const ROWS = 100_000
const MANY_ROWS = 1_000_000
const ROUNDS = 3
const BAR_ONE_CORE = 0.15
const BAR_TWO_CORES = 1.5 * BAR_ONE_CORE
const BAR_MEBIBYTES = 300
const regions = ['us-east-1', 'eu-west-1', 'eu-central-1', 'us-west-2']

interface Run { readonly seconds: number, readonly mebibytes: number, readonly columns: number }

const folder = mkdtempSync(join(tmpdir(), 'batch-'))

/** A file of workloads, no two alike. */
function fileOf (rows: number): string {
  const path = join(folder, `${rows}.csv`)
  writeFileSync(path, 'id,team,cost centre,requestsPerMonth,payloadBytes,retentionDays,consumerGroups,region\n')
  const ROWS_AT_ONCE = 10_000
  for (let first = 0; first < rows; first += ROWS_AT_ONCE) {
    const lines = Array.from({ length: Math.min(ROWS_AT_ONCE, rows - first) }, (_, offset) => lineOf(first + offset))
    writeFileSync(path, lines.join(''), { flag: 'a' })
  }
  return path
}

function lineOf (row: number): string {
  return `${row},Team ${row % 500},CC-${row % 90},${1_000_000 + row * 7919},${200 + row % 5000},${1 + row % 14},${1 + row % 3},${regions[row % regions.length]}\n`
}

/** Runs one process, on as many cores as it is given (Linux only; elsewhere it takes what there is). */
async function run (args: readonly string[], cores: number): Promise<Run> {
  const script = fileURLToPath(new URL('batch-run.ts', import.meta.url))
  const node = [process.execPath, '--import', 'tsx', script, ...args]
  const [command = '', ...rest] = process.platform === 'linux' ? ['taskset', '-c', `0-${cores - 1}`, ...node] : node
  const { stdout } = await promisify(execFile)(command, rest)
  return JSON.parse(stdout) as Run
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const rate = (seconds: readonly number[]): number => ROWS / median(seconds)

async function compare (file: string): Promise<void> {
  const [peer, one, two]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    const { seconds, columns } = await run(['ours', file, '0'], 1)
    one.push(seconds)
    peer.push((await run(['peer', file, String(columns)], 1)).seconds)
    if (availableParallelism() > 1) two.push((await run(['ours', file, '2'], 2)).seconds)
  }
  const line = (what: string, seconds: readonly number[], bar: number): void => console.log(`${what}   ${rate(seconds).toFixed(0).padStart(7)} rows/s   ratio ${(rate(seconds) / rate(peer)).toFixed(3)}   bar ${bar.toFixed(3)}`)
  console.log(`csv-parse to csv-stringify, one core   ${rate(peer).toFixed(0).padStart(7)} rows/s`)
  line('batch, one core                     ', one, BAR_ONE_CORE)
  if (two.length > 0) line('batch, two cores                    ', two, BAR_TWO_CORES)
}

async function memory (file: string, rows: number): Promise<void> {
  const { seconds, mebibytes } = await run(['ours', file, '2'], 2)
  console.log(`batch of ${String(rows).padStart(7)} rows, two threads   ${mebibytes.toFixed(0).padStart(4)} MiB resident at most   bar ${BAR_MEBIBYTES}   ${seconds.toFixed(0)} s`)
}

console.log(`POST /v1/estimates/batch from a file, ${ROWS} distinct rows, two offerings, detail=summary (node ${process.versions.node}, median of ${ROUNDS} rounds)`)
try {
  const file = fileOf(ROWS)
  await compare(file)
  await memory(file, ROWS)
  await memory(fileOf(MANY_ROWS), MANY_ROWS)
} finally {
  rmSync(folder, { recursive: true })
}
