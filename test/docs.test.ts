import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultCodes } from '../src/http/faults.ts'
import { problemKinds } from '../src/http/problem.ts'

const rows = (file: string): readonly (readonly string[])[] => readFileSync(file, 'utf8').split('\n')
  .filter(line => line.startsWith('| `'))
  .map(line => line.split('|').slice(1, -1).map(cell => cell.trim().replaceAll('`', '')))

// Models find most, and where prices are read the use cases do.
const modelText = ['src/models', 'src/estimates'].flatMap(folder => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(path => join(folder, path)))
  .filter(path => path.endsWith('.ts'))
  .map(path => readFileSync(path, 'utf8'))
  .join('\n')

describe('the documents', () => {
  it('list every error code with its status, and no other', () => {
    const documented = rows('docs/errors.md').filter(cells => cells.length === 3).map(([code, status]) => [code, Number(status)])
    expect([...documented].sort()).toEqual(problemKinds.map(({ code, status }) => [code, status]).sort())
  })

  it('list every fault of a field, and no other', () => {
    expect(rows('docs/errors.md').filter(cells => cells.length === 2).map(([code]) => code!).sort()).toEqual([...faultCodes].sort())
  })

  it('list every finding, and no other', () => {
    const codes = [...modelText.matchAll(/code: '([A-Z0-9_]+)',\s*severity|\b(?:blocker|warning)\('([A-Z0-9_]+)'/g)].map(match => match[1] ?? match[2]!)
    expect(codes.length).toBeGreaterThan(25)
    expect(rows('docs/findings.md').map(([code]) => code!).sort()).toEqual([...new Set(codes)].sort())
  })

  it('say in half a page each what was decided, when, and what follows', () => {
    const decisions = readdirSync('docs/decisions').filter(file => file.endsWith('.md'))
    expect(decisions.length).toBeGreaterThan(4)
    const unfit = decisions.filter(file => {
      const text = readFileSync(join('docs/decisions', file), 'utf8')
      return !/^\d{4}-[a-z-]+\.md$/.test(file) || !/^Decided \d{4}-\d{2}-\d{2}\.$/m.test(text) || text.split('\n').length > 40
    })
    expect(unfit).toEqual([])
  })
})
