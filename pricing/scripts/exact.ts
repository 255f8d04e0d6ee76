import { Decimal as DecimalJs } from 'decimal.js'

const Decimal = DecimalJs.clone({ precision: 40 })

/** A JSON number stands for its shortest text: what the source printed, not the binary value next to it. */
export function exact (value: number | string): DecimalJs {
  return new Decimal(typeof value === 'number' ? String(value) : value)
}

/** Writes a price in plain notation with every digit it has. */
export function priceText (value: number | string | DecimalJs): string {
  return (value instanceof Decimal ? value : exact(value)).toFixed()
}

/** The price of one unit where the source names the price of `quantity` of them. */
export function pricePer (value: number | string, quantity: number): string {
  const price = exact(value).div(quantity)
  if (!price.mul(quantity).eq(exact(value))) throw new Error(`${value} per ${quantity} has no end as a decimal`)
  return price.toFixed()
}

const BITS_PER_BYTE = 8
const MEGA = 1e6
const MEBI = 1048576
const HUNDREDTHS = 2

/** MB/s (10^6) as MiB/s (2^20), cut to two decimals: a capacity is never rounded up. */
export function mebibytes (megabytes: number): number {
  return exact(megabytes).mul(MEGA).div(MEBI).toDecimalPlaces(HUNDREDTHS, Decimal.ROUND_DOWN).toNumber()
}

export function megabytesOfMegabits (megabits: number): number {
  return exact(megabits).div(BITS_PER_BYTE).toNumber()
}
