import { Decimal as DecimalJs } from 'decimal.js'

/** Arithmetic of somebody else, with more digits than the service keeps: what a test works out is not worked out by the code it tests. */
export const Exact = DecimalJs.clone({ precision: 80, rounding: DecimalJs.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15 })
// eslint-disable-next-line @typescript-eslint/no-redeclare -- the value and its type share one name, as in the library
export type Exact = DecimalJs
