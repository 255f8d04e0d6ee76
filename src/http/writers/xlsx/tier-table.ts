/** One tier of a price: from a bound up to and including another, at list price and as paid. */
export interface Tier {
  readonly from: string
  readonly upTo: string | null
  readonly listUnitPrice: string
  readonly unitPrice: string
}

/** A price with all of its tiers, also those that the answer does not draw on: a changed quantity may reach them. */
export interface TierTable {
  readonly kind: 'flat' | 'graduated' | 'volume' | 'package'
  readonly unit: string
  readonly tiers: readonly Tier[]
  /** Units that are sold together, for `package`. */
  readonly packageQuantity: string | null
}

/** What working an answer out again needs and the answer does not say. */
export interface TierTables {
  /** The tiers of a source of the answer. */
  readonly of: (source: string) => TierTable
  /** Units of a source that the account has used before this offering draws on it. */
  readonly startOf: (offering: string, source: string) => string
}
