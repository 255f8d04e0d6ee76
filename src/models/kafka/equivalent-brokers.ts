import type { Assumption } from '../offering.ts'

/** Brokers that people look after where a service shows none: those of the reference cluster (operations.md section 7). */
export const EQUIVALENT_BROKERS = 3

export const equivalentBrokersAssumed: Assumption = { name: 'equivalentBrokers', value: String(EQUIVALENT_BROKERS), unit: 'brokers', origin: 'judgement', why: 'The service shows no brokers: the hours of people were calibrated with the three brokers of the reference cluster.' }
