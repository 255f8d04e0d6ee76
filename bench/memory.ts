import { fileURLToPath, pathToFileURL } from 'node:url'
import type { estimate as Estimate } from '../src/estimates/estimate.ts'
import type { EstimateRequest } from '../src/estimates/request.ts'
import type { loadCatalog as LoadCatalog } from '../src/pricing/load-catalog.ts'

// Answers a million different questions with the built code and prints what stays resident: it must not grow.
const dist = pathToFileURL(fileURLToPath(new URL('../dist/', import.meta.url))).href
const { estimate } = await import(`${dist}estimates/estimate.js`) as { estimate: typeof Estimate }
const { loadCatalog } = await import(`${dist}pricing/load-catalog.js`) as { loadCatalog: typeof LoadCatalog }
const catalog = loadCatalog(fileURLToPath(new URL('../pricing', import.meta.url)))
const regions = [...catalog.regions.keys()]
const answers = Number(process.argv[2] ?? 1_000_000)
const STEPS = 10
const MEBIBYTE = 2 ** 20

function question (index: number): EstimateRequest {
  return {
    workload: { requestsPerMonth: 1_000_000 + index * 7919, payloadBytes: 200 + index % 5000, retentionDays: 1 + index % 14, replicationFactor: 3, topics: 1 + index % 997, region: regions[index % regions.length]! },
    detail: 'summary',
    pricing: { asOf: '2026-11-01' }
  }
}

for (let step = 1; step <= STEPS; step += 1) {
  const upTo = answers / STEPS * step
  for (let index = answers / STEPS * (step - 1); index < upTo; index += 1) JSON.stringify(estimate(question(index), catalog))
  console.log(`${String(upTo).padStart(9)} answers   ${(process.memoryUsage.rss() / MEBIBYTE).toFixed(0)} MiB resident`)
}
