import { execFile } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EstimateResponse } from '../../src/estimates/response.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const guide = readFileSync(join(root, 'docs/add-an-offering.md'), 'utf8')

/** A fenced block, and the paragraph above it, which says what to do with it. */
interface Block { readonly words: string, readonly language: string, readonly text: string }

const blocks: readonly Block[] = [...guide.matchAll(/([^\n]*)\n\n```(\w+)\n([\s\S]*?)```(?=\n)/g)].map(([, words, language, text]) => ({ words: words!, language: language!, text: text! }))
const shellLines = (isCurl: boolean): readonly string[] => blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split('\n')).filter(line => line.startsWith('curl') === isCurl)
const questions = shellLines(true).map(line => /http:\/\/localhost:8080([^']*)/.exec(line)![1]!)
const printed = blocks.find(({ language }) => language === 'text')!.text.trim()

// Built, fetched or not part of the repository.
const notCopied = ['.git', 'node_modules', 'dist', 'coverage']
const MINUTES = 60_000

let copy: string

function addBelow (file: string, isAnchor: (line: string) => boolean, text: string): void {
  const lines = readFileSync(file, 'utf8').split('\n')
  const anchors = lines.filter(isAnchor)
  if (anchors.length !== 1) throw new Error(`${file} has ${anchors.length} lines that the guide may mean.`)
  lines.splice(lines.findIndex(isAnchor) + 1, 0, text.trimEnd())
  writeFileSync(file, lines.join('\n'))
}

/** Does what the words above a block say; false where they say nothing that is known. */
function follow ({ words, text }: Block): boolean {
  const created = /^Create `([^`]+)`:$/.exec(words)?.[1]
  if (created !== undefined) {
    const file = join(copy, created)
    if (existsSync(file)) throw new Error(`${created} is there already.`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    return true
  }
  const [, atEnd] = /^In `([^`]+)`, add at the end:$/.exec(words) ?? []
  if (atEnd !== undefined) {
    appendFileSync(join(copy, atEnd), text)
    return true
  }
  const [, file, begins, , anchor = ''] = /^In `([^`]+)`, add below the line (that begins with )?(`+)(.+)\3:$/.exec(words) ?? []
  if (file === undefined) return false
  // Code with backticks in it stands between spaces.
  const wanted = anchor.replace(/^ (.*) $/, '$1')
  addBelow(join(copy, file), line => begins === undefined ? line.trim() === wanted : line.startsWith(wanted), text)
  return true
}

/** Runs a command in the copy; where it fails, with all that it said. */
function run (command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('sh', ['-c', command], { cwd: copy, maxBuffer: 10_000_000, env: { ...process.env, CI: 'true' } }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout)
      else reject(new Error(`${command} failed: ${stdout}${stderr}`))
    })
  })
}

/** What the service of the copy answers. */
async function answers (urls: readonly string[]): Promise<readonly { readonly status: number, readonly body: string }[]> {
  const script = `
    import { buildApp } from './src/app.ts'
    import { loadCatalog } from './src/pricing/load-catalog.ts'
    const app = buildApp({ config: { logLevel: 'silent', corsOrigins: '*' }, catalog: loadCatalog('pricing') })
    const told = []
    for (const url of ${JSON.stringify(urls)}) {
      const { statusCode, body } = await app.inject(url)
      told.push({ status: statusCode, body })
    }
    await app.close()
    console.log(JSON.stringify(told))
  `
  writeFileSync(join(copy, 'answers.ts'), script)
  return JSON.parse(await run('npx tsx answers.ts')) as Awaited<ReturnType<typeof answers>>
}

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'add-an-offering-'))
  cpSync(root, copy, { recursive: true, filter: path => !notCopied.includes(basename(path)) })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => { rmSync(copy, { recursive: true }) })

describe('the guide that adds an offering, followed to the letter', () => {
  it('says of every block what to do with it, and every command passes: tables, golden answers, types and architecture', async () => {
    const unclear: string[] = []
    for (const block of blocks) {
      if (block.language === 'sh') for (const command of block.text.trim().split('\n').filter(line => !line.startsWith('curl'))) await run(command)
      else if (block.language !== 'text' && !follow(block)) unclear.push(block.words)
    }
    expect(unclear).toEqual([])
    expect(shellLines(false)).toContain('npm run generate')
    expect(shellLines(false)).toContain('npm run typecheck')
  }, 5 * MINUTES)

  it('leads to an offering that is documented, priced by the number worked out by hand, listed and compared', async () => {
    const { components } = JSON.parse(readFileSync(join(copy, 'openapi/v1.json'), 'utf8')) as { components: { schemas: { EstimateRequest: { properties: { offerings: { items: { enum: readonly string[] } } } } } } }
    expect(components.schemas.EstimateRequest.properties.offerings.items.enum).toContain('toy-log')
    const [value, listed, compared] = await answers(questions)
    // 730 h × 0.50 and 2^30 × 1,000 bytes, which are 1,000 GB, × 0.10.
    expect(printed).toBe('465.00')
    expect(value).toEqual({ status: 200, body: printed })
    expect((JSON.parse(listed!.body) as { offerings: readonly { id: string }[] }).offerings.map(({ id }) => id)).toContain('toy-log')
    const { comparison, estimates } = JSON.parse(compared!.body) as EstimateResponse
    const toy = estimates.find(({ offering }) => offering === 'toy-log')
    expect([toy?.status, toy?.feasible, toy?.region]).toEqual(['priced', true, 'base'])
    expect(comparison.infrastructure.ranking).toContain('toy-log')
    expect(comparison.total.ranking).toContain('toy-log')
    expect(comparison.notCompared.map(({ offering }) => offering)).not.toContain('toy-log')
  }, MINUTES)
})
