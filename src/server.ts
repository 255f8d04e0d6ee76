import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { acceptedBy, readConfig } from './config.ts'
import type { Config } from './config.ts'
import { checkCatalog } from './estimates/estimate.ts'
import type { Catalog } from './pricing/catalog.ts'
import { loadCatalog } from './pricing/load-catalog.ts'

// Shorter than the ten seconds that Docker waits, longer than the slowest request and keepAliveTimeout.
const GRACE = 9_000

const unusable: Readonly<Record<string, (config: Config) => string>> = {
  EADDRINUSE: ({ port, host }) => `PORT is ${port}, which is in use on ${host}; accepted is a port that is free.`,
  EACCES: ({ port }) => `PORT is ${port}, which this user may not open; accepted is a port from 1024 to 65535.`,
  EADDRNOTAVAIL: ({ host }) => `HOST is ${host}, which is no address of this machine; accepted is ${acceptedBy('HOST')}.`,
  ENOTFOUND: ({ host }) => `HOST is ${host}, which no name server knows; accepted is ${acceptedBy('HOST')}.`
}

/** Stops the start with one sentence for the person who started it. */
function refuse (sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

function configOrRefuse (): Config {
  try {
    return readConfig()
  } catch (error) {
    return refuse((error as Error).message)
  }
}

function catalogOrRefuse ({ pricingDir }: Config): Catalog {
  try {
    const catalog = loadCatalog(pricingDir)
    checkCatalog(catalog)
    return catalog
  } catch (error) {
    return refuse(`PRICING_DIR is ${pricingDir}; accepted is ${acceptedBy('PRICING_DIR')}. ${(error as Error).message}`)
  }
}

const config = configOrRefuse()
const app = buildApp({
  config,
  catalog: catalogOrRefuse(config),
  batch: { mostRows: config.maxBatchRows, threads: { pricingDir: config.pricingDir, count: config.batchThreads } }
})

closeWithGrace({ delay: GRACE, logger: app.log }, async ({ err }) => {
  if (err !== undefined) app.log.error({ err }, 'stopping after an error')
  await app.close()
})

try {
  await app.listen({ port: config.port, host: config.host })
} catch (error) {
  const sentence = unusable[(error as NodeJS.ErrnoException).code ?? '']
  if (sentence === undefined) throw error
  refuse(sentence(config))
}
