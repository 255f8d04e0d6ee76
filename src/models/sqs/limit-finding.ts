import type { Finding } from '../offering.ts'

/** A limit that the workload breaks, with what it needs and where the limit was read. */
export const blocker = (code: string, message: string, limit: string, actual: string, source: string): Finding => ({ code, severity: 'blocker', message, limit, actual, source })

/** A limit that may cost more than the number says. */
export const warning = (code: string, message: string, limit: string, actual: string, source: string): Finding => ({ code, severity: 'warning', message, limit, actual, source })
