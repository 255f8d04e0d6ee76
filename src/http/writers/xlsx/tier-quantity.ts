import type { TierCells } from './prices-sheet.ts'
import type { TierTable } from './tier-table.ts'

interface Draw {
  readonly price: TierCells
  /** References: where the line starts and ends in the tiers, and what it draws. */
  readonly start: string
  readonly end: string
  readonly quantity: string
}

/** The formula of what a line draws from one tier, as the vendor bills it. */
export function tierQuantity ({ kind, packageQuantity }: Pick<TierTable, 'kind' | 'packageQuantity'>, { price, start, end, quantity }: Draw): string {
  const upTo = price.tier.upTo === null ? null : price.upTo
  switch (kind) {
    case 'flat':
      return quantity
    case 'graduated':
      return `MAX(0,${upTo === null ? end : `MIN(${end},${upTo})`}-MAX(${start},${price.from}))`
    case 'volume': {
      const above = price.tier.from === '0' ? null : `${end}>${price.from}`
      const within = upTo === null ? null : `${end}<=${upTo}`
      return `IF(AND(${[above, within].filter(condition => condition !== null).join(',') || 'TRUE'}),${quantity},0)`
    }
    case 'package':
      // The last package of those before may have room: it is paid for already.
      return `(ROUNDUP(${end}/${packageQuantity},0)-ROUNDUP(${start}/${packageQuantity},0))*${packageQuantity}`
  }
}

/** The value of that formula in the answer, whose tiers say what was drawn; packages are billed whole. */
export function billedQuantity ({ kind, packageQuantity }: Pick<TierTable, 'kind' | 'packageQuantity'>, drawn: string, start: number, end: number): number {
  if (kind !== 'package') return Number(drawn)
  const size = Number(packageQuantity)
  return (Math.ceil(end / size) - Math.ceil(start / size)) * size
}
