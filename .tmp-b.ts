import { estimate } from './src/estimates/estimate.ts'
import { isPinned, pinnedRequest } from './src/estimates/pinned-request.ts'
import { estimateRequestSchema } from './src/estimates/request.ts'
import { parseJsonText } from './src/http/json-text.ts'
import { addressOf, createQuestionReader, questionRoute } from './src/http/v1/question.ts'
import { loadCatalog } from './src/pricing/load-catalog.ts'
import { z } from 'zod'
const catalog = loadCatalog('pricing')
const reader = createQuestionReader(catalog, () => '2026-11-01')
const route = questionRoute(z.strictObject({}))
const q = { workload: { requestsPerMonth: 500000000, payloadBytes: 2048, retentionDays: 7, replicationFactor: 3 }, offerings: process.argv[2]?.split(','), detail: 'summary' }
const body = JSON.stringify(q)
const request = reader.fromText(body)
const response = estimate(request, catalog)
const parsed = JSON.parse(body)
const pinned = pinnedRequest(request, response)!
const url = addressOf('/v1/estimates', pinned)!
function bench (name: string, f: () => unknown) {
  let best = 1e9
  for (let r = 0; r < 15; r++) { const n = 1000; const t = process.hrtime.bigint(); for (let i = 0; i < n; i++) f(); best = Math.min(best, Number(process.hrtime.bigint() - t) / n / 1000) }
  console.log(name.padEnd(28), best.toFixed(2), 'µs')
}
bench('estimate()', () => estimate(request, catalog))
bench('parseJsonText', () => parseJsonText(body))
bench('zod safeParse', () => estimateRequestSchema.safeParse(parsed))
bench('reader.fromText', () => reader.fromText(body))
bench('pinnedRequest', () => pinnedRequest(request, response))
bench('addressOf', () => addressOf('/v1/estimates', pinned))
bench('isPinned', () => isPinned(request, response))
bench('JSON.stringify', () => JSON.stringify({ ...response, links: { self: url } }))
bench('fromQuery pinned', () => reader.fromQuery(url.slice(url.indexOf('?') + 1), route))
console.log(JSON.stringify(response).length, url.length)
