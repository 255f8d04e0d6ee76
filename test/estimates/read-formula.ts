import { Exact } from '../exact.ts'

/** Beyond this a quotient that does not end, such as 2 / 3 × 3, has only noise. */
const MEANT_DIGITS = 60

const CALLS: ReadonlySet<string> = new Set(['ceil', 'max', 'min'])
const SIGNS = new Set(['(', ')', ',', '×', '*', '/', '+', '-'])

/** Numbers, signs and the three functions of a formula; every other word, such as messages or MiB/s, is read over. */
function tokensOf (formula: string): readonly string[] {
  const pieces = formula.matchAll(/(?<space>\s+)|(?<word>[A-Za-z]+(?:\/[A-Za-z]+)*)|(?<number>\d+(?:\.\d+)?(?![\d.A-Za-z]))|(?<sign>.)/gu)
  return [...pieces].flatMap(({ groups = {} }) => {
    const { word, number, sign } = groups
    if (word !== undefined) return CALLS.has(word) ? [word] : []
    if (sign !== undefined && !SIGNS.has(sign)) throw new Error(`"${sign}" cannot be read in: ${formula}`)
    return number !== undefined || sign !== undefined ? [number ?? sign!] : []
  })
}

/**
 * Reads the formula of a line aloud: ceil, max, min, parentheses, ×, /, + and - over plain numbers, products before sums, from left to right.
 * Throws where it is not arithmetic: a reader could not follow it either.
 */
export function readFormula (formula: string): Exact {
  const tokens = tokensOf(formula)
  let position = 0
  const wrong = (): Error => new Error(`"${tokens[position] ?? 'the end'}" is out of place in: ${formula}`)
  const take = (expected: string): void => {
    if (tokens[position] !== expected) throw wrong()
    position += 1
  }

  function listed (): readonly Exact[] {
    take('(')
    const values = [sum()]
    while (tokens[position] === ',') {
      position += 1
      values.push(sum())
    }
    take(')')
    return values
  }

  function single (): Exact {
    const [value, ...more] = listed()
    if (more.length > 0) throw wrong()
    return value!
  }

  function factor (): Exact {
    const token = tokens[position]
    if (token === 'ceil') {
      position += 1
      return new Exact(single().toSignificantDigits(MEANT_DIGITS).ceil())
    }
    if (token === 'max' || token === 'min') {
      position += 1
      return new Exact(token === 'max' ? Exact.max(...listed()) : Exact.min(...listed()))
    }
    if (token === '(') return single()
    if (token === undefined || !/^\d/.test(token)) throw wrong()
    position += 1
    return new Exact(token)
  }

  function product (): Exact {
    let value = factor()
    for (let sign = tokens[position]; sign === '×' || sign === '*' || sign === '/'; sign = tokens[position]) {
      position += 1
      value = sign === '/' ? value.div(factor()) : value.times(factor())
    }
    return value
  }

  function sum (): Exact {
    let value = product()
    for (let sign = tokens[position]; sign === '+' || sign === '-'; sign = tokens[position]) {
      position += 1
      value = sign === '-' ? value.minus(product()) : value.plus(product())
    }
    return value
  }

  const value = sum()
  if (position < tokens.length) throw wrong()
  return value
}
