import { createReadStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify'
import type { createBatches as CreateBatches } from '../src/http/v1/batch/answer-batch.ts'
import type { readBatchQuestion as ReadBatchQuestion } from '../src/http/v1/batch/batch-question.ts'
import type { createQuestionReader as CreateQuestionReader } from '../src/http/v1/question.ts'
import type { loadCatalog as LoadCatalog } from '../src/pricing/load-catalog.ts'

// One run in a process of its own: `ours <file> <threads>` or `peer <file> <columns>`; tells the seconds and the memory it took.
const [who = '', file = '', count = '0'] = process.argv.slice(2)
const MEBIBYTE = 2 ** 20
const LOOK_AGAIN = 50
const OFFERINGS = 'offerings=aws-sqs-standard,aws-msk-standard&detail=summary&asOf=2026-11-01'
const dist = pathToFileURL(fileURLToPath(new URL('../dist/', import.meta.url))).href

/** What came out of a run: its bytes, and how wide its rows are. */
interface Drained { readonly bytes: number, readonly columns: number }

/** Takes what is written to it, as a connection would. */
async function drain (chunks: AsyncIterable<Uint8Array | string>): Promise<Drained> {
  let [bytes, columns] = [0, 0]
  for await (const chunk of chunks) {
    if (bytes === 0) columns = Buffer.from(chunk).toString().split('\n', 1)[0]!.split(',').length
    bytes += chunk.length
  }
  return { bytes, columns }
}

/** What is measured. */
type Run = () => Promise<Drained>

async function ours (): Promise<Run> {
  const { createBatches } = await import(`${dist}http/v1/batch/answer-batch.js`) as { createBatches: typeof CreateBatches }
  const { readBatchQuestion } = await import(`${dist}http/v1/batch/batch-question.js`) as { readBatchQuestion: typeof ReadBatchQuestion }
  const { createQuestionReader } = await import(`${dist}http/v1/question.js`) as { createQuestionReader: typeof CreateQuestionReader }
  const { loadCatalog } = await import(`${dist}pricing/load-catalog.js`) as { loadCatalog: typeof LoadCatalog }
  const pricingDir = fileURLToPath(new URL('../pricing', import.meta.url))
  const catalog = loadCatalog(pricingDir)
  const today = '2026-11-01'
  const batches = createBatches({ catalog, mostRows: 10_000_000, threads: { pricingDir, count: Number(count) } }, error => { throw error })
  const question = readBatchQuestion(OFFERINGS, createQuestionReader(catalog, () => today))
  return async () => {
    const drained = await drain(await batches.answer({ source: createReadStream(file), question, input: 'csv', output: 'csv', today }, () => {}))
    await batches.close()
    return drained
  }
}

/** csv-parse piped to csv-stringify, each row becoming two as wide as ours: the same bytes in, about as many out, and no prices. */
async function peer (): Promise<Drained> {
  const width = Number(count)
  const widen = new Transform({
    objectMode: true,
    transform (row: string[], _encoding, done) {
      const wide = Array.from({ length: width }, (_, index) => row[index] ?? '1234.56')
      this.push(wide)
      done(null, wide)
    }
  })
  let drained: Drained = { bytes: 0, columns: 0 }
  await pipeline(createReadStream(file), parse(), widen, stringify(), async chunks => { drained = await drain(chunks) })
  return drained
}

let mostResident = 0
const watch = setInterval(() => { mostResident = Math.max(mostResident, process.memoryUsage.rss()) }, LOOK_AGAIN)
const run: Run = who === 'ours' ? await ours() : peer
const started = performance.now()
const drained = await run()
clearInterval(watch)
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, mebibytes: Math.max(mostResident, process.memoryUsage.rss()) / MEBIBYTE, ...drained }))
