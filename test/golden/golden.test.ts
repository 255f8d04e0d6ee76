import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { currentModelVersion } from '../../scripts/model-digest.ts'
import { modelVersion } from '../../src/estimates/model-version.ts'
import { offeringIds } from '../../src/models/registry.ts'
import { loadCatalog } from '../../src/pricing/load-catalog.ts'
import { goldenAnswer, goldenCases, goldenText, readGolden } from './golden-estimates.ts'

const catalog = loadCatalog(fileURLToPath(new URL('../../pricing', import.meta.url)))
const folder = fileURLToPath(new URL('.', import.meta.url))

describe('golden estimates', () => {
  it.each(goldenCases.map(one => [`${one.offering}/${one.name}`, one] as const))('%s costs what was reviewed', (_name, one) => {
    expect(goldenText(goldenAnswer(one, catalog))).toBe(readGolden(one))
  })

  it('holds a reviewed case for every offering', () => {
    expect(offeringIds.filter(id => !goldenCases.some(one => one.offering === id))).toEqual([])
  })

  it('has no file that no case reads', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.json')).map(file => file.replace(/\.json$/, '')).sort()
    expect(files).toEqual(goldenCases.map(one => `${one.offering}/${one.name}`).sort())
  })

  it('names the models in the answer by the code that runs: npm run generate writes it', () => {
    expect(modelVersion).toBe(currentModelVersion())
  })
})
