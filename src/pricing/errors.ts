/** Every way in which a well-formed question can fail to have an answer; docs/errors.md explains each. */
export const estimateErrorCodes = [
  'UNKNOWN_OFFERING',
  'UNKNOWN_REGION',
  'UNKNOWN_PRICE_TABLE',
  'UNKNOWN_PRICE_TABLE_VERSION',
  'MISSING_PRICE',
  'NOT_OFFERED_IN_REGION',
  'OUT_OF_MODEL_RANGE',
  'IMPOSSIBLE_COMBINATION',
  'MISSING_EXCHANGE_RATE',
  'INFEASIBLE',
  'UNKNOWN_FIELD_VALUE',
  'MODEL_CHANGED'
] as const

export type EstimateErrorCode = typeof estimateErrorCodes[number]

/** A question that has no answer: a code for programs, a sentence that says what was wrong, where, and what would be accepted. */
export class EstimateError extends Error {
  readonly code: EstimateErrorCode
  readonly data: Readonly<Record<string, unknown>>

  constructor (code: EstimateErrorCode, message: string, data: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.name = 'EstimateError'
    this.code = code
    this.data = data
  }
}
