import { Exact } from '../../exact.ts'

const FUNCTIONS: Readonly<Record<string, (values: readonly Exact[]) => Exact>> = {
  ceil: ([value]) => value!.ceil(),
  max: values => Exact.max(...values),
  min: values => Exact.min(...values)
}

/** Works a formula of a line out as somebody with a calculator would: numbers, brackets, + - × /, ceil, max and min; other words are units. */
export function workOut (formula: string): Exact {
  const tokens = formula.replaceAll('MiB/s', '').match(/\d+(\.\d+)?|ceil|max|min|[-+×/(),]/g) ?? []
  let at = 0
  const next = (token: string): boolean => tokens[at] === token && ++at > 0

  const list = (): readonly Exact[] => {
    const values = [sum()]
    while (next(',')) values.push(sum())
    if (!next(')')) throw new Error(`A bracket stays open in "${formula}".`)
    return values
  }
  const factor = (): Exact => {
    const token = tokens[at++]!
    if (token === '(') return list()[0]!
    const called = FUNCTIONS[token]
    if (called === undefined) return new Exact(token)
    if (!next('(')) throw new Error(`${token} of nothing in "${formula}".`)
    return called(list())
  }
  const product = (): Exact => {
    // Numerators and denominators apart, so that thirds which cancel leave no trace.
    let [over, under] = [factor(), new Exact(1)]
    while (tokens[at] === '×' || tokens[at] === '/') {
      if (tokens[at++] === '×') over = over.times(factor())
      else under = under.times(factor())
    }
    return over.div(under)
  }
  const sum = (): Exact => {
    let value = product()
    while (tokens[at] === '+' || tokens[at] === '-') value = tokens[at++] === '+' ? value.plus(product()) : value.minus(product())
    return value
  }

  const value = sum()
  if (at < tokens.length) throw new Error(`"${tokens[at]}" is left over in "${formula}".`)
  return value
}
