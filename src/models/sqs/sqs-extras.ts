import type { Charge, Term } from '../../pricing/charge.ts'
import { Decimal } from '../../pricing/decimal.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { GIBIBYTE, term, text } from '../formula.ts'
import type { Volume } from '../network.ts'
import { redeliveryFactor, sumOver } from './messages.ts'
import type { MessageClass } from './messages.ts'
import type { SqsScope } from './sqs-requests.ts'

const HOURS_PER_DAY = 24
const KIB = 1024
const HUNDRED = new Decimal(100)

/** Data keys that SQS asks of KMS: seconds / reuse × (2 × producers + consumers) a queue, a floor (AWS's own formula). */
export function kmsCharges ({ workload, options, conventions }: SqsScope): readonly Charge[] {
  if (!options.kmsKey) return []
  const queues = workload.topics * Math.max(1, workload.consumerGroups)
  const seconds = conventions.hoursPerMonth * 3600
  const consumers = workload.consumerGroups === 0 ? 0 : options.kmsConsumers
  const callsPerPeriod = 2 * options.kmsProducers + consumers
  const terms = (): readonly Term[] => [
    term('kmsDataKeyReuseSeconds', options.kmsDataKeyReuseSeconds, 'seconds', 'option'),
    term('kmsProducers', options.kmsProducers, 'principals', 'option'),
    term('kmsConsumers', consumers, 'principals', 'option')
  ]
  const one = new Decimal(1)
  return [
    {
      id: 'requests.kms',
      title: 'Data key requests to AWS KMS, at the least',
      group: 'usage',
      sku: 'aws-kms/requests',
      consumedQuantity: new Decimal(queues),
      consumedUnit: 'Queues',
      quantity: new Decimal(queues).times(seconds).times(callsPerPeriod).div(options.kmsDataKeyReuseSeconds),
      formula: () => `${queues} queues × ${text(seconds)} seconds × (2 × ${options.kmsProducers} producers + ${consumers} consumers) / ${options.kmsDataKeyReuseSeconds} seconds`,
      terms
    },
    { id: 'kms.key', title: 'Customer key of AWS KMS', group: 'usage', sku: 'aws-kms/key', consumedQuantity: one, consumedUnit: 'Keys', quantity: one, isShared: true, formula: () => '1 key', terms }
  ]
}

/** Payloads that travel through S3: a PUT a message, a GET a receive, and the bytes for as long as they stay (model.md 3.1). */
export function objectCharges ({ workload, options, conventions, classes }: SqsScope): readonly Charge[] {
  const stored = classes.filter(one => one.objectStored)
  if (stored.length === 0) return []
  const objects = sumOver(stored, one => one.messages)
  const gb = sumOver(stored, one => one.messages.times(one.objectBytes)).div(GIBIBYTE)
  const redelivery = redeliveryFactor(workload)
  const receives = objects.times(redelivery).times(workload.consumerGroups)
  const gbMonths = (hours: number | Decimal): Decimal => gb.times(hours).div(conventions.hoursPerMonth)
  const terms = (): readonly Term[] => [
    ...stored.map(one => term('objectBytes', one.objectBytes, 'bytes', 'workload')),
    term('objectDwellHours', options.objectDwellHours, 'hours', 'option'),
    term('retentionDays', workload.retentionDays, 'days', 'workload')
  ]
  const count = (id: 'requests.object-put' | 'requests.object-get', title: string, sku: SkuRef, quantity: Decimal, formula: string): Charge =>
    ({ id, title, group: 'usage', sku, consumedQuantity: objects, consumedUnit: 'Objects', quantity, formula: () => formula, terms })
  const expected = gbMonths(options.objectDwellHours)
  return [
    count('requests.object-put', 'Payloads written to S3', 'aws-s3/requests.put', objects, `${text(objects)} messages`),
    count('requests.object-get', 'Payloads read from S3', 'aws-s3/requests.get', receives, `${text(objects)} messages × ${text(redelivery)} × ${workload.consumerGroups} groups`),
    {
      id: 'storage.objects',
      title: 'Payloads standing in S3',
      group: 'storage',
      sku: 'aws-s3/storage.standard',
      consumedQuantity: gb,
      consumedUnit: 'GB',
      quantity: expected,
      high: Decimal.max(expected, gbMonths(new Decimal(workload.retentionDays).times(HOURS_PER_DAY))),
      formula: () => `(${stored.map(one => `${text(one.messages)} messages × ${text(one.objectBytes)} bytes`).join(' + ')}) / ${GIBIBYTE} × ${text(options.objectDwellHours)} hours / ${text(conventions.hoursPerMonth)} hours`,
      terms
    }
  ]
}

function volumeGb (scope: SqsScope, bytes: (one: MessageClass) => number, crossings: Decimal): Volume {
  const parts = (): string => scope.classes.map(one => `${text(one.messages)} messages × ${text(bytes(one))} bytes`).join(' + ')
  return { gb: sumOver(scope.classes, one => one.messages.times(bytes(one))).times(crossings).div(GIBIBYTE), formula: () => `(${parts()}) × ${text(crossings)} / ${GIBIBYTE}` }
}

const receptions = ({ workload }: SqsScope): Decimal => redeliveryFactor(workload).times(workload.consumerGroups)

/** What readers take in a month, wherever the payload stands: every group every message, and the redeliveries. */
export function consumedGb (scope: SqsScope): Volume {
  return volumeGb(scope, one => one.objectStored ? one.bodyBytes + one.objectBytes : one.bodyBytes, receptions(scope))
}

/** Receptions in the region: consumers elsewhere call the public endpoint from where they are, past the gateways and endpoints of this VPC (decision 77). */
function receptionsInRegion (scope: SqsScope): Decimal {
  const { crossRegionPercent, internetEgressPercent } = scope.workload
  return receptions(scope).times(HUNDRED.minus(crossRegionPercent).minus(internetEgressPercent)).div(HUNDRED)
}

/** Interface endpoints or NAT gateways: hours, one a zone, and the bytes of both ways (model.md 3.7). */
export function networkPathCharges (scope: SqsScope): readonly Charge[] {
  const { workload, options, conventions } = scope
  if (options.networkPath === undefined || options.networkPath === 'public') return []
  const zones = workload.availabilityZones
  const hours = text(conventions.hoursPerMonth)
  const { gb, formula: gbFormula } = volumeGb(scope, one => one.bodyBytes, receptionsInRegion(scope).plus(1))
  const terms = (): readonly Term[] => [term('networkPath', options.networkPath!, 'choice', 'option'), term('availabilityZones', zones, 'zones', 'workload')]
  const hourly = (id: 'network.endpoint.hours' | 'network.nat.hours' | 'network.nat.address', title: string, sku: SkuRef, unitName: string, count: number, formula: string): Charge =>
    ({ id, title, group: 'network', sku, consumedQuantity: new Decimal(count), consumedUnit: unitName, quantity: new Decimal(count).times(conventions.hoursPerMonth), isShared: true, formula: () => formula, terms })
  const data = (id: 'network.endpoint.data' | 'network.nat.data', title: string, sku: SkuRef): Charge =>
    ({ id, title, group: 'network', sku, consumedQuantity: gb, consumedUnit: 'GB', quantity: gb, formula: gbFormula, terms })
  if (options.networkPath === 'interface-endpoint') {
    const services = workload.consumerGroups > 1 ? 2 : 1
    return [
      hourly('network.endpoint.hours', services === 2 ? 'Interface endpoints of SQS and SNS' : 'Interface endpoint of SQS', 'aws-network/interface-endpoint.hours', 'Endpoints', zones * services, `${services} services × ${zones} zones × ${hours} hours`),
      data('network.endpoint.data', 'Bytes through the interface endpoints', 'aws-network/interface-endpoint.data')
    ]
  }
  return [
    hourly('network.nat.hours', 'NAT gateways', 'aws-network/nat.hours', 'Gateways', zones, `${zones} zones × ${hours} hours`),
    data('network.nat.data', 'Bytes through the NAT gateways', 'aws-network/nat.data'),
    hourly('network.nat.address', 'Public addresses of the NAT gateways', 'aws-network/nat.address', 'Addresses', zones, `${zones} zones × ${hours} hours`)
  ]
}

/** Above this a NAT gateway costs several times the requests, so an unstated path is worth a finding (model.md 3.7). */
export const NETWORK_PATH_MATTERS_BYTES = 8 * KIB
