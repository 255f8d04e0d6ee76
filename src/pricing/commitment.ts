import type { Confidence } from './price-table.ts'

/** A discount on the list price of one charge for committing to its use. */
export interface Commitment {
  /** As the vendor calls it. */
  readonly term: string
  readonly percent: number
  readonly source: string
  readonly confidence: Confidence
}
