import { fileURLToPath } from 'node:url'
import { buildApp } from '../src/app.ts'
import { writtenOpenApi } from '../src/http/openapi.ts'
import { loadCatalog } from '../src/pricing/load-catalog.ts'

/** The OpenAPI document of the service as it is built from its schemas. */
export async function openApiText (): Promise<string> {
  const app = buildApp({ config: { logLevel: 'silent', corsOrigins: '*' }, catalog: loadCatalog(fileURLToPath(new URL('../pricing', import.meta.url))) })
  const text = await writtenOpenApi(app)
  await app.close()
  return text
}
