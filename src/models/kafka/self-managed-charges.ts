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
import { machineCharge } from './machine-charges.ts'
import type { MachineOffer } from './machine-charges.ts'

/** SKUs of a cloud's object store. */
export interface ObjectStore { readonly put: SkuRef, readonly get: SkuRef, readonly storage: SkuRef }

/** Dedicated KRaft controllers: the cheapest machine that is large enough, and a volume each. */
export function controllerCharges (offer: MachineOffer, sizing: KafkaSizingFacts, conventions: Conventions): readonly Charge[] {
  const { controllers, controllerVolumeGib, controllerVcpuMinimum: vcpu, controllerMemoryGibMinimum: memoryGib } = sizing
  const count = new Decimal(controllers)
  const terms = (): readonly Term[] => [term('controllers', controllers, 'controllers', 'table'), term('controllerVolumeGib', controllerVolumeGib, 'GiB', 'table')]
  return [
    machineCharge({ id: 'compute.controllers', title: 'KRaft controllers', count: controllers, name: 'controllers', consumedUnit: 'Controllers', consumed: controllers, skus: offer.largeEnough({ vcpu, memoryGib }), commitment: offer.commitment, terms }, conventions),
    {
      id: 'storage.controllers',
      title: 'Volumes of the controllers',
      group: 'storage',
      sku: offer.volumeSku,
      consumedQuantity: count.times(controllerVolumeGib),
      consumedUnit: 'GiB',
      quantity: count.times(controllerVolumeGib),
      formula: () => `${controllers} controllers × ${controllerVolumeGib} GiB`,
      terms
    }
  ]
}

/** Tiered storage on the object store: the copy that stands there, and the requests that move it (model.md 4.4). */
export function objectTierCharges (log: LogWorkload, options: ClusterOptions, sizing: KafkaSizingFacts, store: ObjectStore): readonly Charge[] {
  if (!log.storage.tiered) return []
  return [...chargesOver(log.parts.filter(({ storage }) => storage.tiered), part => objectRequests(part, options, sizing, store)), tieredStorageCharge(store.storage, log)]
}

function objectRequests ({ rates, workload }: LogPart, options: ClusterOptions, sizing: KafkaSizingFacts, store: ObjectStore): readonly Charge[] {
  const percent = tieredReadPercent(options.tieredReadPercent, workload.replay)
  const puts = rates.writtenBytesTimes(1, sizing.tieredSegmentBytes)
  const gets = rates.readBytesTimes(new Decimal(percent), 100 * sizing.tieredFetchBytes)
  const requests = (id: 'requests.object-put' | 'requests.object-get', title: string, sku: SkuRef, quantity: Decimal, formula: () => string, size: Term): Charge =>
    ({ id, title, group: 'usage', sku, consumedQuantity: quantity, consumedUnit: 'Objects', quantity, formula, terms: () => [size] })
  return [
    requests('requests.object-put', 'Segments moved to the object store', store.put, puts, () => `${rates.writtenFormula()} × ${GIBIBYTE} bytes / ${sizing.tieredSegmentBytes} a segment`, term('tieredSegmentBytes', sizing.tieredSegmentBytes, 'bytes', 'assumption')),
    ...(percent === 0 ? [] : [requests('requests.object-get', 'Reads from the object store', store.get, gets, () => `${rates.readFormula()} × ${GIBIBYTE} bytes × ${text(percent)} / 100 / ${sizing.tieredFetchBytes} a read`, term('tieredFetchBytes', sizing.tieredFetchBytes, 'bytes', 'assumption'))])
  ]
}
