import { zero } from '../../pricing/decimal.ts'
import type { Decimal } from '../../pricing/decimal.ts'

const SHARE_DECIMALS = 12

/** Splits an amount by weights so that the parts add up to it exactly; the last part takes what rounding leaves, and all of it where nothing weighs. */
export function shareOut (amount: Decimal, weights: readonly Decimal[]): readonly Decimal[] {
  const total = weights.reduce((sum, weight) => sum.plus(weight), zero)
  let left = amount
  return weights.map((weight, index) => {
    if (index === weights.length - 1) return left
    const part = total.isZero() ? zero : amount.times(weight).div(total).toDecimalPlaces(SHARE_DECIMALS)
    left = left.minus(part)
    return part
  })
}
