import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

// src/ and dist/ sit at the same depth, so the tables are beside either.
const shippedPricing = fileURLToPath(new URL('../pricing', import.meta.url))

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text

// Every message ends the sentence "accepted is …".
const environmentSchema = z.object({
  PORT: z.string().regex(/^\d{1,5}$/).transform(Number).pipe(z.number().max(65535)).default(8080)
    .meta({ accepted: 'a whole number from 0 to 65535' }),
  HOST: z.string().regex(/^\S+$/).default('127.0.0.1')
    .meta({ accepted: 'an address or host name of this machine, such as 0.0.0.0' }),
  LOG_LEVEL: z.enum(logLevels).default('info')
    .meta({ accepted: `one of ${logLevels.join(', ')}` }),
  PRICING_DIR: z.string().regex(/\S/).default(shippedPricing)
    .meta({ accepted: 'a folder of price tables, <table id>/<version>.json' }),
  CORS_ORIGINS: z.string().transform(text => text.split(',').map(origin => origin.trim()))
    .refine(origins => origins.every(isOrigin) || (origins.length === 1 && origins[0] === '*')).default(['*'])
    .meta({ accepted: '*, or a comma list of origins such as https://portal.example.com' }),
  MAX_BATCH_ROWS: z.string().regex(/^[1-9]\d{0,8}$/).transform(Number).default(1_000_000)
    .meta({ accepted: 'a whole number from 1 to 999999999' }),
  BATCH_THREADS: z.string().regex(/^\d{1,3}$/).transform(Number).pipe(z.number().max(256)).default(availableParallelism())
    .meta({ accepted: 'a whole number from 0 to 256' })
})

type Variable = keyof typeof environmentSchema.shape

/** What the service was started with. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly logLevel: typeof logLevels[number]
  readonly pricingDir: string
  readonly corsOrigins: '*' | readonly string[]
  readonly maxBatchRows: number
  /** Threads that answer large batches; 0 answers them beside everything else. */
  readonly batchThreads: number
}

/** What one variable takes, for sentences such as "PORT is abc; accepted is …". */
export const acceptedBy = (variable: Variable): string => String(environmentSchema.shape[variable].meta()?.['accepted'])

/** Reads the environment; throws one sentence a wrong variable, naming it and what would be accepted. */
export function readConfig (environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const result = environmentSchema.safeParse(environment)
  if (!result.success) {
    const wrong = [...new Set(result.error.issues.map(issue => issue.path[0] as Variable))]
    throw new Error(wrong.map(variable => `${variable} is ${JSON.stringify(environment[variable])}; accepted is ${acceptedBy(variable)}.`).join('\n'))
  }
  const { PORT, HOST, LOG_LEVEL, PRICING_DIR, CORS_ORIGINS, MAX_BATCH_ROWS, BATCH_THREADS } = result.data
  return Object.freeze({
    port: PORT,
    host: HOST,
    logLevel: LOG_LEVEL,
    pricingDir: PRICING_DIR,
    corsOrigins: CORS_ORIGINS[0] === '*' ? '*' : Object.freeze(CORS_ORIGINS),
    maxBatchRows: MAX_BATCH_ROWS,
    batchThreads: BATCH_THREADS
  })
}
