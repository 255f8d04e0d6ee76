import { z } from 'zod'
import type { Charge, LineGroup, LineItemId, Term } from '../../pricing/charge.ts'
import { Decimal, zero } from '../../pricing/decimal.ts'
import { EstimateError } from '../../pricing/errors.ts'
import { skuIn } from '../../pricing/price-book.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { decimalNumber, optional, wholeNumber, withDefault } from '../defaults.ts'
import type { Filled } from '../defaults.ts'
import { term, text } from '../formula.ts'
import { awsDeparture } from '../network.ts'
import type { Volume } from '../network.ts'
import type { Conventions } from '../offering.ts'
import type { LogWorkload } from './log-workload.ts'
import { mirroredLog, mirrorTransferCharge } from './standby.ts'

const HUNDRED = 100
const MCUS_OF_A_WORKER = [1, 2, 4, 8]
/** IAM, SASL/SCRAM and mutual TLS. */
const AUTHENTICATION_SCHEMES = 3
const REPLICATOR = 'aws-msk/replicator.hours'

export const replications = ['none', 'same-region', 'cross-region'] as const

/** MSK Connect and MSK Replicator stand beside every kind of MSK cluster. */
export const mskExtrasOptions = {
  connectWorkers: withDefault(wholeNumber(0, 1000), 0, 'workers', 'Kafka Connect workers'),
  connectMcusPerWorker: withDefault(wholeNumber(1, 8).refine(mcus => MCUS_OF_A_WORKER.includes(mcus), { message: `a worker has ${MCUS_OF_A_WORKER.join(', ')} MCUs` }), 1, 'MCUs a worker', 'Size of a worker of MSK Connect: an MCU is 1 vCPU and 4 GiB; 1, 2, 4 or 8'),
  replicator: withDefault(z.enum(replications), 'none', 'choice', 'MSK Replicator copies everything that is written to another MSK cluster, in the same region or in another'),
  replicatorRegion: optional(z.string().min(2).max(40), 'region', 'Where MSK Replicator copies to in another region, and runs at the prices there')
}

/** Clients of brokers in other VPCs; MSK Serverless has no such option. */
export const multiVpcOptions = {
  multiVpcConnectivity: withDefault(wholeNumber(0, AUTHENTICATION_SCHEMES), 0, 'authentication schemes', 'Authentication schemes with private connectivity from other VPCs: IAM, SASL/SCRAM, mutual TLS; 0 where all clients are in the VPC of the cluster'),
  multiVpcPercent: withDefault(decimalNumber(0, HUNDRED), HUNDRED, '% of client bytes', 'Share of what clients write and read that comes and goes through the private connectivity, where there is one')
}

type Given<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape, z.core.$strict>>
export type MskExtrasOptions = Filled<Given<typeof mskExtrasOptions>, 'replicatorRegion'>
export type MultiVpcOptions = Filled<Given<typeof multiVpcOptions>>

const replicates = ({ replicator }: MskExtrasOptions): boolean => replicator !== 'none'

/** The log with the Replicator among its readers: for the source cluster it is a consumer of everything. */
export function readByReplicator (log: LogWorkload, options: MskExtrasOptions): LogWorkload {
  if (!replicates(options)) return log
  const { demand, rates } = log
  return { ...mirroredLog(log), demand: { ...demand, peakReadMegabytesPerSecond: demand.peakReadMegabytesPerSecond + rates.peakWriteMegabytesPerSecond } }
}

/** The log as a meter of bytes read sees it: what every group reads, and what the Replicator does. */
export function meteredLog (log: LogWorkload, options: MskExtrasOptions): LogWorkload {
  if (!replicates(options)) return log
  const { rates } = log
  return {
    ...log,
    rates: {
      ...rates,
      readGb: rates.readGb.plus(rates.writtenGb),
      readFormula: () => `${rates.readFormula()} + ${rates.writtenFormula()}`,
      readBytesTimes: (factor, divisor) => rates.readBytesTimes(factor, divisor).plus(rates.writtenBytesTimes(factor, divisor))
    }
  }
}

interface Line {
  readonly id: LineItemId
  readonly title: string
  readonly group: LineGroup
  readonly sku: SkuRef
  readonly consumedUnit: string
  readonly terms: () => readonly Term[]
}

function hourly (line: Line, count: number, times: number, counted: string, { hoursPerMonth }: Conventions): Charge {
  return { ...line, consumedQuantity: new Decimal(count), quantity: new Decimal(count).times(times).times(hoursPerMonth), formula: () => `${counted} × ${text(hoursPerMonth)} hours` }
}

const bytes = (line: Omit<Line, 'consumedUnit'>, { gb, formula }: Volume): Charge => ({ ...line, consumedUnit: 'GB', consumedQuantity: gb, quantity: gb, formula })

function connectCharges ({ connectWorkers: workers, connectMcusPerWorker: mcus }: MskExtrasOptions, conventions: Conventions): readonly Charge[] {
  if (workers === 0) return []
  const terms = (): readonly Term[] => [term('connectWorkers', workers, 'workers', 'option'), term('connectMcusPerWorker', mcus, 'MCUs', 'option')]
  return [hourly({ id: 'compute.connect', title: 'Workers of MSK Connect', group: 'compute', sku: 'aws-msk/connect.worker', consumedUnit: 'Workers', terms }, workers, mcus, `${workers} workers × ${mcus} MCUs`, conventions)]
}

/** The region that is copied to, where it was named; error: IMPOSSIBLE_COMBINATION. */
function targetOf ({ replicator, replicatorRegion }: MskExtrasOptions, { parts }: LogWorkload): string | undefined {
  if (replicatorRegion === undefined) return undefined
  const { region } = parts.at(-1)!.workload
  if (replicator !== 'cross-region' || replicatorRegion === region) {
    throw new EstimateError('IMPOSSIBLE_COMBINATION', `replicatorRegion is ${replicatorRegion}, replicator is ${replicator} and the cluster runs in ${region}: give replicator cross-region and another region.`, { field: 'options.replicatorRegion' })
  }
  return replicatorRegion
}

function replicatorCharges (options: MskExtrasOptions, log: LogWorkload, conventions: Conventions): readonly Charge[] {
  const { replicator } = options
  const target = targetOf(options, log)
  if (replicator === 'none') return []
  const { writtenGb: gb, writtenFormula: formula } = log.rates
  const terms = (): readonly Term[] => [term('replicator', replicator, 'choice', 'option')]
  return [
    hourly({ id: 'compute.replicator', title: 'MSK Replicator', group: 'compute', sku: target === undefined ? REPLICATOR : skuIn(REPLICATOR, target), consumedUnit: 'Replicators', terms }, 1, 1, '1 replicator', conventions),
    bytes({ id: 'data.replicated', title: 'Data that the Replicator copies', group: 'usage', sku: `aws-msk/replicator.data.${replicator}`, terms }, { gb, formula }),
    ...(replicator === 'same-region' ? [] : [mirrorTransferCharge(log, target ?? 'another region', awsDeparture(target).crossRegion, terms)])
  ]
}

/** A Replicator reads brokers in another region through private connectivity with IAM, whatever clients use. */
export const privateSchemes = (options: MskExtrasOptions & MultiVpcOptions): number => Math.max(options.multiVpcConnectivity, options.replicator === 'cross-region' ? 1 : 0)

function privateVolume (options: MskExtrasOptions & MultiVpcOptions, { rates }: LogWorkload): Volume {
  const percent = options.multiVpcConnectivity === 0 ? 0 : options.multiVpcPercent
  const copied = options.replicator === 'cross-region'
  const clients = rates.writtenGb.plus(rates.readGb).times(percent).div(HUNDRED)
  return {
    gb: clients.plus(copied ? rates.writtenGb : zero),
    formula: () => `(${rates.writtenFormula()} + ${rates.readFormula()}) × ${text(percent)} / ${HUNDRED}${copied ? ` + ${rates.writtenFormula()}` : ''}`
  }
}

function privateConnectivityCharges (options: MskExtrasOptions & MultiVpcOptions, log: LogWorkload, conventions: Conventions): readonly Charge[] {
  const schemes = privateSchemes(options)
  if (schemes === 0) return []
  const terms = (): readonly Term[] => [
    term('multiVpcConnectivity', options.multiVpcConnectivity, 'authentication schemes', 'option'),
    term('multiVpcPercent', options.multiVpcPercent, '%', 'option'),
    term('replicator', options.replicator, 'choice', 'option')
  ]
  return [
    hourly({ id: 'network.endpoint.hours', title: 'Multi-VPC private connectivity', group: 'network', sku: 'aws-msk/private-connectivity.hours', consumedUnit: 'Schemes', terms }, schemes, 1, `${schemes} schemes`, conventions),
    bytes({ id: 'network.endpoint.data', title: 'Bytes through the private connectivity', group: 'network', sku: 'aws-msk/private-connectivity.data', terms }, privateVolume(options, log))
  ]
}

/** What MSK sells beside any cluster, as far as it was asked for. */
export const mskExtraCharges = (options: MskExtrasOptions, log: LogWorkload, conventions: Conventions): readonly Charge[] =>
  [...connectCharges(options, conventions), ...replicatorCharges(options, log, conventions)]

/** The same beside brokers, with the way to them from other VPCs. */
export const mskBrokerExtraCharges = (options: MskExtrasOptions & MultiVpcOptions, log: LogWorkload, conventions: Conventions): readonly Charge[] =>
  [...mskExtraCharges(options, log, conventions), ...privateConnectivityCharges(options, log, conventions)]
