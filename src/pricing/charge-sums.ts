import type { Charge } from './charge.ts'
import type { Decimal } from './decimal.ts'

const keyOf = ({ id, sku }: Charge): string => `${id} ${String(sku)}`

type Ends = Pick<Charge, 'consumedQuantity' | 'quantity' | 'low' | 'high'>

/** Works both quantities and both ends out alike; an end that only one side has stands against the other's quantity. */
function eachQuantity (a: Ends, b: Ends, work: (a: Decimal, b: Decimal) => Decimal): Ends {
  const end = (name: 'low' | 'high'): Decimal | undefined =>
    a[name] === undefined && b[name] === undefined ? undefined : work(a[name] ?? a.quantity, b[name] ?? b.quantity)
  return { consumedQuantity: work(a.consumedQuantity, b.consumedQuantity), quantity: work(a.quantity, b.quantity), low: end('low'), high: end('high') }
}

/** Adds up charges of one line and SKU, which stand where the first of them stood: the bill of several workloads on one account. */
export function addCharges (charges: readonly Charge[]): readonly Charge[] {
  const sums = new Map<string, Charge>()
  for (const charge of charges) {
    const sum = sums.get(keyOf(charge))
    sums.set(keyOf(charge), sum === undefined
      ? charge
      : {
          ...sum,
          ...eachQuantity(sum, charge, (a, b) => a.plus(b)),
          formula: () => `${sum.formula()} + ${charge.formula()}`,
          terms: () => [...sum.terms(), ...charge.terms()]
        })
  }
  return [...sums.values()]
}

/** What the parts of a whole are charged for, line by line; one part is itself. */
export function chargesOver<Part> (parts: readonly Part[], chargesOf: (part: Part) => readonly Charge[]): readonly Charge[] {
  return parts.length === 1 ? chargesOf(parts[0]!) : addCharges(parts.flatMap(chargesOf))
}

const negated = (charge: Charge): Charge => {
  const nothing = charge.quantity.minus(charge.quantity)
  return {
    ...charge,
    ...eachQuantity({ consumedQuantity: nothing, quantity: nothing }, charge, (a, b) => a.minus(b)),
    formula: () => `0 - (${charge.formula()})`
  }
}

/** What charges are more than others, line by line; what only the others have is given back. Lines without any difference stay, at zero. */
export function subtractCharges (charges: readonly Charge[], others: readonly Charge[]): readonly Charge[] {
  const left = new Map(others.map(charge => [keyOf(charge), charge]))
  const differences = charges.map((charge): Charge => {
    const other = left.get(keyOf(charge))
    if (other === undefined) return charge
    left.delete(keyOf(charge))
    return {
      ...charge,
      ...eachQuantity(charge, other, (a, b) => a.minus(b)),
      formula: () => `(${charge.formula()}) - (${other.formula()})`
    }
  })
  return [...differences, ...[...left.values()].map(negated)]
}
