import { fileURLToPath, pathToFileURL } from 'node:url'
import type { AddressInfo } from 'node:net'
import type { buildApp as BuildApp } from '../src/app.ts'
import type { loadCatalog as LoadCatalog } from '../src/pricing/load-catalog.ts'

// The built service, as it runs: `npm run bench` builds it first.
const dist = pathToFileURL(fileURLToPath(new URL('../dist/', import.meta.url))).href
const { buildApp } = await import(`${dist}app.js`) as { buildApp: typeof BuildApp }
const { loadCatalog } = await import(`${dist}pricing/load-catalog.js`) as { loadCatalog: typeof LoadCatalog }

const app = buildApp({ config: { logLevel: 'warn', corsOrigins: '*' }, catalog: loadCatalog(fileURLToPath(new URL('../pricing', import.meta.url))) })
await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.((app.server.address() as AddressInfo).port)
