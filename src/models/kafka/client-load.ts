import type { z } from 'zod'
import { decimalNumber, optional, wholeNumber } from '../defaults.ts'
import { text } from '../formula.ts'
import type { Assumption, Finding } from '../offering.ts'
import { requiredBrokers, roundUp } from '../sizing/sizing.ts'
import type { UnitCount, UnitLimit } from '../sizing/units.ts'
import type { LogPart, LogWorkload } from './log-workload.ts'

// The convention recordOverheadBytes spreads a batch's header over as many.
const RECORDS_PER_REQUEST = 100

/** What clients ask of a service beside bytes; no field of a workload says it, and services limit it. Only what is given counts units (decision 62). */
export const clientLoadOptions = {
  clientConnections: optional(wholeNumber(0, 1e7), 'connections', 'Connections that clients keep open; where left out, of every receiver and one producer a topic, each to a broker in every zone, which counts no units'),
  connectionAttemptsPerSecond: optional(decimalNumber(0, 1e6), 'connections/s', 'Connections opened anew at the peak; none where left out'),
  requestsPerSecond: optional(decimalNumber(0, 1e9), 'requests/s', 'Kafka requests at the peak; where left out, writes and reads of 100 records each, which count no units')
}

type Given = { readonly [Field in keyof typeof clientLoadOptions]?: z.output<typeof clientLoadOptions[Field]> }

export type ClientLoadOption = keyof typeof clientLoadOptions

/** A limit of a unit on what clients ask, and the option that says how much they ask. */
export interface ClientLimit extends UnitLimit { readonly option: ClientLoadOption }

export interface ClientLoad {
  /** What nobody derived. */
  readonly given: readonly ClientLoadOption[]
  readonly connections: number
  readonly connectionAttemptsPerSecond: number
  readonly peakRequestsPerSecond: number
  readonly meanRequestsPerSecond: number
}

/** Requests that write and read the mean traffic of one workload. */
function meanRequests ({ workload: { requestsPerMonth, consumerGroups }, rates: { secondsPerMonth } }: LogPart): number {
  return requestsPerMonth * (1 + consumerGroups) / secondsPerMonth / RECORDS_PER_REQUEST
}

/** Connections and requests a second of all workloads of a cluster, as given or derived; what is given is taken at the peak and at the mean alike. */
export function clientLoad ({ parts, demand: { receivers, topics }, zones }: LogWorkload, given: Given): ClientLoad {
  const sum = (requests: (part: LogPart) => number): number => parts.reduce((total, part) => total + requests(part), 0)
  return {
    given: (Object.keys(clientLoadOptions) as ClientLoadOption[]).filter(option => given[option] !== undefined),
    connections: given.clientConnections ?? (receivers + topics) * zones,
    connectionAttemptsPerSecond: given.connectionAttemptsPerSecond ?? 0,
    peakRequestsPerSecond: given.requestsPerSecond ?? sum(part => meanRequests(part) * part.workload.peakToAverageRatio),
    meanRequestsPerSecond: given.requestsPerSecond ?? sum(meanRequests)
  }
}

/** What was derived, because nobody gave it. */
export function clientLoadAssumptions (load: ClientLoad, given: Given): readonly Assumption[] {
  const assumptions: Assumption[] = []
  if (given.clientConnections === undefined) assumptions.push({ name: 'clientConnections', value: String(load.connections), unit: 'connections', origin: 'judgement', why: 'Every receiver and one producer a topic, each connected to a broker in every zone.' })
  if (given.connectionAttemptsPerSecond === undefined) assumptions.push({ name: 'connectionAttemptsPerSecond', value: '0', unit: 'connections/s', origin: 'judgement', why: 'Clients keep their connections open.' })
  if (given.requestsPerSecond === undefined) assumptions.push({ name: 'requestsPerSecond', value: text(roundUp(load.peakRequestsPerSecond)), unit: 'requests/s', origin: 'judgement', why: `A request at the peak writes or reads ${RECORDS_PER_REQUEST} records, as the record overhead assumes; fetches that find nothing are not counted.` })
  return assumptions
}

/** Of derived numbers that would take more units than were counted: what was derived, whose limit it meets, and the option that has it counted. */
export function derivedLoadFindings (derived: readonly ClientLimit[], { units }: UnitCount, unitName: string): readonly Finding[] {
  return derived.flatMap((limit): readonly Finding[] => {
    const { unit, capacityPerUnit, peakNeed, option, source } = limit
    const needed = requiredBrokers(peakNeed, { capacityPerBroker: capacityPerUnit, allowedUtilisation: 1 })
    if (needed <= units) return []
    const each = text(roundUp(capacityPerUnit))
    const need = text(roundUp(peakNeed))
    return [{ code: 'DERIVED_LOAD_ABOVE_LIMIT', severity: 'warning', message: `About ${need} ${unit} were derived, not given: at ${each} a unit they would ask for ${needed} ${unitName}, and the count of ${units} leaves them out. The option ${option} has them counted as given.`, limit: `${text(roundUp(capacityPerUnit * units))} ${unit}`, actual: `${need} ${unit}`, source }]
  })
}
