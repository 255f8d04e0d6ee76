/** A calendar month, as `2026-12`. */
export const monthPattern = /^20\d{2}-(0[1-9]|1[0-2])$/

const LAST_MONTH = 12
const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** The first instant of a month and the first one after it, in UTC: FOCUS ends a period before its end. */
export function periodOf (month: string): { readonly start: string, readonly end: string } {
  const year = Number(month.slice(0, 4))
  const number = Number(month.slice(5))
  const next = number === LAST_MONTH ? `${year + 1}-01` : `${year}-${twoDigits(number + 1)}`
  return { start: `${month}-01T00:00:00Z`, end: `${next}-01T00:00:00Z` }
}
