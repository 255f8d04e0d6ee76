import { readFileSync } from 'node:fs'
import { DefaultSettings, TaskUtils } from '@microsoft/powerquery-parser'
import { describe, expect, it } from 'vitest'

const source = readFileSync('examples/power-query.pq', 'utf8')
const isSound = async (text: string): Promise<boolean> => TaskUtils.isParseStageOk(await TaskUtils.tryLexParse(DefaultSettings, text))

/** The query that uses the function, which stands in the comment above it. */
const usage = /^\/\/ +let\n[\s\S]*?MessagingCost\(.*$/m.exec(source)![0].replaceAll(/^\/\//gm, '')

describe('the Power Query function', () => {
  it('is sound for the parser of Microsoft, as is the query that uses it', async () => {
    expect(await isSound(source)).toBe(true)
    expect(usage).toContain('MessagingCost(Cell("service"), Cell("question"), Workloads)')
    expect(await isSound(usage)).toBe(true)
    expect(await isSound(source.replace('in\n    if Status', 'in\n    if if Status'))).toBe(false)
  })

  it('reads and writes numbers in one culture, whatever that of the computer is', () => {
    const conversions = [...source.matchAll(/\b(?:Number|Date|DateTime)\.(?:FromText|ToText)\([^()]*\)|\bText\.From\([^()]*\)/g)].map(([call]) => call)
    expect(conversions.length).toBeGreaterThanOrEqual(5)
    expect(conversions.filter(call => !call.endsWith('"en-US")'))).toEqual([])
    expect(source).not.toMatch(/\b(Number\.From|Value\.FromText|Currency\.From)\(/)
  })

  it('keeps its address in the first argument, so that the service of Power BI can refresh it', () => {
    expect([...source.matchAll(/Web\.Contents\(([^,]*),/g)].map(([, address]) => address)).toEqual(['service'])
    expect(source).toContain('RelativePath = "estimates/batch"')
  })
})
