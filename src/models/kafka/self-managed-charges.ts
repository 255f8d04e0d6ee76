import type { Charge, Term } from '../../pricing/charge.ts'
import { chargesOver } from '../../pricing/charge-sums.ts'
import { Decimal } from '../../pricing/decimal.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { GIBIBYTE, term, text } from '../formula.ts'
import type { Conventions } from '../offering.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { tieredReadPercent, tieredStorageCharge } from './cluster-charges.ts'
import type { ClusterOptions } from './kafka-options.ts'
import type { LogPart, LogWorkload } from './log-workload.ts'

/** Dedicated KRaft controllers: the cheapest machine that is large enough, and a volume each. */
export function controllerCharges (skus: readonly SkuRef[], sizing: KafkaSizingFacts, conventions: Conventions): readonly Charge[] {
  const { controllers, controllerVolumeGib } = sizing
  const count = new Decimal(controllers)
  const terms = (): readonly Term[] => [term('controllers', controllers, 'controllers', 'table'), term('controllerVolumeGib', controllerVolumeGib, 'GiB', 'table')]
  return [
    {
      id: 'compute.controllers',
      title: 'KRaft controllers',
      group: 'compute',
      sku: skus,
      consumedQuantity: count,
      consumedUnit: 'Controllers',
      quantity: count.times(conventions.hoursPerMonth),
      formula: () => `${controllers} controllers × ${text(conventions.hoursPerMonth)} hours`,
      terms
    },
    {
      id: 'storage.controllers',
      title: 'Volumes of the controllers',
      group: 'storage',
      sku: 'aws-ebs/gp3.storage',
      consumedQuantity: count.times(controllerVolumeGib),
      consumedUnit: 'GiB',
      quantity: count.times(controllerVolumeGib),
      formula: () => `${controllers} controllers × ${controllerVolumeGib} GiB`,
      terms
    }
  ]
}

/** Tiered storage on the object store: the copy that stands there, and the requests that move it (model.md 4.4). */
export function objectTierCharges (log: LogWorkload, options: ClusterOptions, sizing: KafkaSizingFacts): readonly Charge[] {
  if (!log.storage.tiered) return []
  return [...chargesOver(log.parts.filter(({ storage }) => storage.tiered), part => objectRequests(part, options, sizing)), tieredStorageCharge('aws-s3/storage.standard', log)]
}

function objectRequests ({ rates, workload }: LogPart, options: ClusterOptions, sizing: KafkaSizingFacts): readonly Charge[] {
  const percent = tieredReadPercent(options.tieredReadPercent, workload.replay)
  const puts = rates.writtenBytesTimes(1, sizing.tieredSegmentBytes)
  const gets = rates.readBytesTimes(new Decimal(percent), 100 * sizing.tieredFetchBytes)
  const requests = (id: 'requests.object-put' | 'requests.object-get', title: string, sku: SkuRef, quantity: Decimal, formula: () => string, size: Term): Charge =>
    ({ id, title, group: 'usage', sku, consumedQuantity: quantity, consumedUnit: 'Objects', quantity, formula, terms: () => [size] })
  return [
    requests('requests.object-put', 'Segments moved to the object store', 'aws-s3/requests.put', puts, () => `${rates.writtenFormula()} × ${GIBIBYTE} bytes / ${sizing.tieredSegmentBytes} a segment`, term('tieredSegmentBytes', sizing.tieredSegmentBytes, 'bytes', 'assumption')),
    ...(percent === 0 ? [] : [requests('requests.object-get', 'Reads from the object store', 'aws-s3/requests.get', gets, () => `${rates.readFormula()} × ${GIBIBYTE} bytes × ${text(percent)} / 100 / ${sizing.tieredFetchBytes} a read`, term('tieredFetchBytes', sizing.tieredFetchBytes, 'bytes', 'assumption'))])
  ]
}
