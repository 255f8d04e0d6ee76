import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { plain } from '../../src/pricing/decimal.ts'
import { loadCatalog } from '../../src/pricing/load-catalog.ts'

const folder = (name: string): string => fileURLToPath(new URL(`folders/${name}`, import.meta.url))

function refusal (name: string): string {
  try {
    loadCatalog(folder(name))
  } catch (error) {
    return (error as Error).message.replaceAll(folder(name), 'pricing')
  }
  return 'accepted'
}

describe('a folder of price tables', () => {
  it('is read version by version, oldest first, and nothing else in it is taken for a table', () => {
    const { tables, regions } = loadCatalog(folder('two-versions'))
    const prices = tables.get('queue')?.map(({ version, regions }) => {
      const rate = regions.get('here')?.skus.get('requests')?.rate
      return [version, rate?.kind === 'flat' ? plain(rate.price) : null]
    })
    expect([...tables.keys()]).toEqual(['queue'])
    expect(prices).toEqual([['2025-01-01', '0.5'], ['2026-01-01', '0.4']])
    expect([...regions]).toEqual([['here', 'Here']])
  })

  it('gives every table the digest of its bytes', () => {
    const bytes = readFileSync(folder('two-versions/queue/2026-01-01.json'))
    expect(loadCatalog(folder('two-versions')).tables.get('queue')?.at(-1)?.digest).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`)
  })

  it('is refused with the name of the table that breaks the schema, and where', () => {
    const [named, faults = ''] = refusal('broken-table').split(/: (.*)/s)
    expect(named).toBe('Price table pricing/queue/2026-01-01.json breaks its schema')
    expect((JSON.parse(faults) as Array<{ path: string[] }>).map(({ path }) => path)).toEqual([['regions', 'here', 'skus', 'requests', 'rate', 'price']])
  })

  it('is refused with the name of the file that is no JSON', () => {
    expect(refusal('not-json').split(': ')[0]).toBe('Price table pricing/queue/2026-01-01.json is not JSON')
  })

  it('is refused where a table calls itself something else than its folder', () => {
    expect(refusal('wrong-folder')).toBe('Price table pricing/queue/2026-01-01.json calls itself topic/2026-01-01; folder and file must carry the same names.')
  })

  it('is refused where a table calls itself something else than its file', () => {
    expect(refusal('wrong-file')).toBe('Price table pricing/queue/2026-01-01.json calls itself queue/2026-01-02; folder and file must carry the same names.')
  })

  it('is refused where it holds no table', () => {
    expect(refusal('no-tables')).toBe('No price tables below pricing; expected <table id>/<version>.json.')
  })

  it('is refused where it does not exist', () => {
    expect(refusal('missing')).toBe("ENOENT: no such file or directory, scandir 'pricing'")
  })
})
