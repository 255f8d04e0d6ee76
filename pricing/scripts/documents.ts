import { createHash } from 'node:crypto'
import { z } from 'zod'
import { priceTableSchema } from '../../src/pricing/price-table.ts'

const LINE_WIDTH = 180

/** JSON with two spaces, in which whatever fits on a line stands on one: a SKU a line keeps differences readable. */
export function jsonText (value: unknown): string {
  return `${lines(value, '')}\n`
}

function lines (value: unknown, indent: string): string {
  const whole = oneLine(value)
  if (typeof value !== 'object' || value === null || indent.length + whole.length <= LINE_WIDTH) return whole
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map(item => lines(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${lines(item, inner)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return `${open}\n${parts.map(part => inner + part).join(',\n')}\n${indent}${close}`
}

function oneLine (value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(oneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value)
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`).join(', ')} }`
}

export function digestOf (bytes: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

export function schemaText (): string {
  return `${JSON.stringify(z.toJSONSchema(priceTableSchema), null, 2)}\n`
}

export type Lock = Readonly<Record<string, string>>

/** Versions whose bytes would differ from those that have landed. */
export function changedVersions (lock: Lock, digests: Lock): string[] {
  return Object.keys(digests).filter(version => lock[version] !== undefined && lock[version] !== digests[version])
}
