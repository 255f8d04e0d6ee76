import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('..', import.meta.url))
const folders = ['src/pricing', 'src/models', 'src/estimates']
const versionFile = 'src/estimates/model-version.ts'
const DIGEST_CHARACTERS = 12

function sources (folder: string): readonly string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts'))
    .map(path => `${folder}/${path}`)
    .filter(path => path !== versionFile)
    .sort()
}

/** Digest over the code that decides numbers, without comments and types, so that only a change of what runs changes it. */
export function currentModelVersion (): string {
  const hash = createHash('sha256')
  for (const path of folders.flatMap(sources)) {
    const compiled = ts.transpileModule(readFileSync(`${root}${path}`, 'utf8'), { compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, removeComments: true } })
    hash.update(`${path}\n${compiled.outputText}\n`)
  }
  return hash.digest('hex').slice(0, DIGEST_CHARACTERS)
}

/** The source file that carries the model version. */
export function modelVersionText (version: string): string {
  return `// Written by \`npm run generate\`; a test keeps it true.
/** Digest over the code of prices, models and estimates: another value means that the same question may get another number. */
export const modelVersion = '${version}'
`
}
