import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { writeGoldenEstimates } from '../test/golden/golden-estimates.ts'
import { openApiText } from './openapi-text.ts'
import { currentModelVersion, modelVersionText } from './model-digest.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

writeFileSync(`${root}/src/estimates/model-version.ts`, modelVersionText(currentModelVersion()))
writeGoldenEstimates()
writeFileSync(`${root}/openapi/v1.json`, await openApiText())
