/** What all rows of one file share. */
export interface FocusHeader {
  readonly billingAccount: { readonly id: string, readonly name: string }
  readonly subAccount: { readonly id: string, readonly name: string } | null
  readonly tags: Readonly<Record<string, string>>
  readonly period: { readonly start: string, readonly end: string }
  readonly currency: string
  readonly exchangeRate: { readonly rate: string | number, readonly date: string } | null
  readonly estimateId: string
  readonly offering: string
  readonly feasible: boolean
  readonly asOf: string
  readonly modelVersion: string
  readonly hoursPerMonth: number
}
