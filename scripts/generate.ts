import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('..', import.meta.url))
const folders = ['src/pricing', 'src/models', 'src/estimates']
const versionFile = 'src/estimates/model-version.ts'
const DIGEST_CHARACTERS = 12

function sources (folder: string): readonly string[] {
  return readdirSync(`${root}/${folder}`, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(entry => `${entry.parentPath}/${entry.name}`.slice(root.length).replace(/^\//, ''))
    .filter(path => path !== versionFile)
    .sort()
}

/** Digest over the code that decides numbers, without comments and types, so that only a change of what runs changes it. */
export function currentModelVersion (): string {
  const hash = createHash('sha256')
  for (const path of folders.flatMap(sources)) {
    const compiled = ts.transpileModule(readFileSync(`${root}/${path}`, 'utf8'), { compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, removeComments: true } })
    hash.update(`${path}\n${compiled.outputText}\n`)
  }
  return hash.digest('hex').slice(0, DIGEST_CHARACTERS)
}

/** Writes the model version, the OpenAPI document and the golden estimates anew. */
async function generate (): Promise<void> {
  const file = `${root}/${versionFile}`
  writeFileSync(file, readFileSync(file, 'utf8').replace(/modelVersion = '[0-9a-f]+'/, `modelVersion = '${currentModelVersion()}'`))
  const { writeGoldenEstimates } = await import('../test/golden/golden-estimates.ts')
  writeGoldenEstimates()
  const { writeOpenApi } = await import('./write-openapi.ts')
  await writeOpenApi(`${root}/openapi/v1.json`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate()
