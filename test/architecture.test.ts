import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const MODEL_LINES_MAXIMUM = 150

interface SourceFile { readonly path: string, readonly text: string, readonly imports: readonly string[] }

const files: readonly SourceFile[] = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
  .map(entry => {
    const absolute = join(entry.parentPath, entry.name)
    const path = relative(root, absolute)
    const text = readFileSync(absolute, 'utf8')
    const imports = [...text.matchAll(/^(?:import|export)\b[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm)]
      .map(match => match[1] ?? match[2] ?? match[3]!)
      .map(specifier => specifier.startsWith('.') ? normalize(join(dirname(path), specifier)) : specifier)
    return { path, text, imports }
  })

const within = (folder: string): readonly SourceFile[] => files.filter(({ path }) => path.startsWith(folder))

/** Every import of a folder that one of the patterns forbids, as "file → import". */
function trespasses (folder: string, forbidden: readonly RegExp[], except: readonly string[] = []): readonly string[] {
  return within(folder)
    .filter(({ path }) => !except.includes(path))
    .flatMap(({ path, imports }) => imports.filter(one => forbidden.some(pattern => pattern.test(one))).map(one => `${path} → ${one}`))
}

const outside = [/^node:/, /^fastify$/, /^@fastify\//]

describe('the direction of imports', () => {
  it('reads import lines at all: prices import zod and models import prices', () => {
    expect(within('src/pricing').some(({ imports }) => imports.includes('zod'))).toBe(true)
    expect(within('src/models').some(({ imports }) => imports.includes('src/pricing/decimal.ts'))).toBe(true)
  })

  it('lets prices know no offering, no use case and no HTTP', () => {
    expect(trespasses('src/pricing', [/^src\/(models|estimates|decisions|batch|http)\//, /^fastify$/, /^@fastify\//])).toEqual([])
  })

  it('does its arithmetic in decimal.ts alone, and lets only the loader read files', () => {
    expect(trespasses('src', [/^decimal\.js$/, /^big\.js$/], [])).toEqual([])
    expect(trespasses('src/pricing', [/^node:/], ['src/pricing/load-catalog.ts'])).toEqual([])
  })

  it('lets models know no loader, no use case, no HTTP and no outside world', () => {
    expect(trespasses('src/models', [/load-catalog/, /^src\/(estimates|decisions|batch|http)\//, ...outside])).toEqual([])
  })

  it('lets an offering import no other offering', () => {
    expect(trespasses('src/models/offerings', [/^src\/models\/offerings\//])).toEqual([])
  })

  it('lets use cases know no loader, no HTTP and no outside world', () => {
    expect(trespasses('src/estimates', [/load-catalog/, /^src\/(batch|http)\//, ...outside])).toEqual([])
  })

  it('lets batches know no HTTP: what answers a piece is handed to them', () => {
    expect(trespasses('src/batch', [/^src\/http\//, /^fastify$/, /^@fastify\//])).toEqual([])
  })

  it('has no circle', () => {
    const edges = new Map(files.map(({ path, imports }) => [path, imports.filter(one => one.startsWith('src/'))]))
    const finished = new Set<string>()
    const walk = (path: string, trail: readonly string[]): readonly string[] => {
      if (trail.includes(path)) return [[...trail.slice(trail.indexOf(path)), path].join(' → ')]
      if (finished.has(path)) return []
      const circles = (edges.get(path) ?? []).flatMap(next => walk(next, [...trail, path]))
      finished.add(path)
      return circles
    }
    // A type may be shared both ways between a part and the whole it belongs to only by standing in a third file.
    expect(files.flatMap(({ path }) => walk(path, []))).toEqual([])
  })
})

describe('the core', () => {
  it('has no clock, no chance and no environment', () => {
    const impure = ['src/pricing', 'src/models', 'src/estimates'].flatMap(within)
      .filter(({ path, text }) => path !== 'src/pricing/load-catalog.ts' && /Date\.now|new Date\b|Math\.random|\bprocess\./.test(text))
    expect(impure.map(({ path }) => path)).toEqual([])
  })

  it('keeps every model file under 150 lines', () => {
    expect(within('src/models').filter(({ text }) => text.split('\n').length > MODEL_LINES_MAXIMUM).map(({ path }) => path)).toEqual([])
  })

  it('leaves no unfinished word', () => {
    expect(files.filter(({ text }) => /TODO|FIXME|XXX/.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('names no file utils, helpers, lib, common or index', () => {
    expect(files.filter(({ path }) => /(^|\/)(utils?|helpers?|lib|common|index)(\.ts|\/)/.test(path)).map(({ path }) => path)).toEqual([])
  })
})
