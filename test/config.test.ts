import { availableParallelism } from 'node:os'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'

describe('the configuration', () => {
  it('needs nothing: every variable has a default', () => {
    expect(readConfig({})).toMatchObject({ port: 8080, host: '127.0.0.1', logLevel: 'info', corsOrigins: '*', maxBatchRows: 1_000_000, batchThreads: availableParallelism() })
    expect(readConfig({}).pricingDir).toMatch(/\/pricing$/)
  })

  it('takes what the environment says', () => {
    expect(readConfig({ PORT: '0', HOST: '0.0.0.0', LOG_LEVEL: 'silent', PRICING_DIR: '/tables', CORS_ORIGINS: 'https://a.example.com, http://localhost:3000', MAX_BATCH_ROWS: '5000', BATCH_THREADS: '0' }))
      .toEqual({ port: 0, host: '0.0.0.0', logLevel: 'silent', pricingDir: '/tables', corsOrigins: ['https://a.example.com', 'http://localhost:3000'], maxBatchRows: 5000, batchThreads: 0 })
  })

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true)
  })

  it('names a wrong variable, its value and what would be accepted', () => {
    for (const PORT of ['abc', '', '-1', '65536', '80.5', '1e3', '0x50', ' 80']) expect(() => readConfig({ PORT }), PORT).toThrow(`PORT is ${JSON.stringify(PORT)}; accepted is a whole number from 0 to 65535.`)
    expect(() => readConfig({ LOG_LEVEL: 'verbose' })).toThrow('LOG_LEVEL is "verbose"; accepted is one of fatal, error, warn, info, debug, trace, silent.')
    for (const CORS_ORIGINS of ['', 'portal.example.com', 'https://a.example.com/path', '*,https://a.example.com', 'null']) expect(() => readConfig({ CORS_ORIGINS }), CORS_ORIGINS).toThrow('CORS_ORIGINS is')
    for (const MAX_BATCH_ROWS of ['0', '1e6', '-1', '1000000000']) expect(() => readConfig({ MAX_BATCH_ROWS }), MAX_BATCH_ROWS).toThrow('accepted is a whole number from 1 to 999999999.')
    for (const BATCH_THREADS of ['257', '-1', 'all']) expect(() => readConfig({ BATCH_THREADS }), BATCH_THREADS).toThrow('accepted is a whole number from 0 to 256.')
    for (const name of ['HOST', 'PRICING_DIR']) expect(() => readConfig({ [name]: ' ' })).toThrow(`${name} is`)
  })

  it('names all wrong variables at once', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'x' })).toThrow(/PORT is .*\nLOG_LEVEL is /)
  })
})
