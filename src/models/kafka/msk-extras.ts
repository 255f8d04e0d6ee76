import type { Charge, LineGroup, LineItemId, Term } from '../../pricing/charge.ts'
import { Decimal, zero } from '../../pricing/decimal.ts'
import { EstimateError } from '../../pricing/errors.ts'
import { skuIn } from '../../pricing/price-book.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { term, text } from '../formula.ts'
import { awsDeparture } from '../network.ts'
import type { Volume } from '../network.ts'
import type { Conventions } from '../offering.ts'
import type { LogWorkload } from './log-workload.ts'
import type { MskExtrasOptions, MultiVpcOptions } from './msk-extras-options.ts'
import { mirroredLog, mirrorTransferCharge } from './standby.ts'

const HUNDRED = 100
const REPLICATOR = 'aws-msk/replicator.hours'

/** Whether a Replicator reads everything that is written. */
export const replicates = ({ replicator }: MskExtrasOptions): boolean => replicator !== 'none'

// MSK Developer Guide, MSK Replicator, supported configurations (docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-supported-configs.html).
export const REPLICATOR_BROKERS = 3
export const REPLICATOR_BROKERS_IN_TWO_ZONES = 4

/** The brokers that what stands beside a cluster asks of it at least: MSK Replicator more than one. */
export function replicatorBrokers (options: MskExtrasOptions, zones: number): number {
  if (!replicates(options)) return 1
  return zones === 2 ? REPLICATOR_BROKERS_IN_TWO_ZONES : REPLICATOR_BROKERS
}

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
    hourly({ id: 'network.endpoint.hours', title: 'Multi-VPC private connectivity', group: 'network', sku: 'aws-msk/private-connectivity.hours', consumedUnit: 'Endpoints', terms }, schemes, 1, `${schemes} schemes`, conventions),
    bytes({ id: 'network.endpoint.data', title: 'Bytes through the private connectivity', group: 'network', sku: 'aws-msk/private-connectivity.data', terms }, privateVolume(options, log))
  ]
}

/** What MSK sells beside any cluster, as far as it was asked for. */
export const mskExtraCharges = (options: MskExtrasOptions, log: LogWorkload, conventions: Conventions): readonly Charge[] =>
  [...connectCharges(options, conventions), ...replicatorCharges(options, log, conventions)]

/** The same beside brokers, with the way to them from other VPCs. */
export const mskBrokerExtraCharges = (options: MskExtrasOptions & MultiVpcOptions, log: LogWorkload, conventions: Conventions): readonly Charge[] =>
  [...mskExtraCharges(options, log, conventions), ...privateConnectivityCharges(options, log, conventions)]
