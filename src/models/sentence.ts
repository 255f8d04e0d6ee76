import type { Decimal } from '../pricing/decimal.ts'
import { text } from './formula.ts'

const disjunction = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** A count with its noun, such as 1 topic and 2 topics. */
export function counted (count: number | Decimal, noun: string, plural = `${noun}s`): string {
  const written = text(count)
  return `${written} ${written === '1' ? noun : plural}`
}

/** Choices as a sentence lists them: 1, 2 or 3. */
export const anyOf = (choices: readonly (number | string)[]): string => disjunction.format(choices.map(String))
