import type { Charge } from '../../pricing/charge.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { text } from '../formula.ts'
import type { Assumption } from '../offering.ts'
import type { Limit } from '../sizing/sizing.ts'
import type { LogWorkload } from './log-workload.ts'
import type { ExpressBroker } from './msk-facts.ts'

export interface ExpressType extends ExpressBroker { readonly type: string, readonly sku: SkuRef }

// AWS's estimators bill one copy; its storage metric is described as about three (aws-msk.md, Contradictions).
const STORED_COPIES_HIGH = 3
export const oneCopyBilled: Assumption = { name: 'storedCopies', value: '1', unit: 'copies billed', origin: 'rule', why: "AWS's estimators bill one copy; its storage metric is described as about three, which is the high end of the range." }

/** AWS's sustained table, at the utilisation asked for; the survivors of a lost zone stay under the throttling maximum (model.md 4.2). */
export function expressLimits (broker: ExpressType, zones: number, utilisation: number): readonly Limit[] {
  const survivors = (sustained: number, throttled: number): number => Math.min(utilisation, throttled / sustained * (zones - 1) / zones)
  const source = `aws-msk:facts/expressBrokers/${broker.type}`
  const { ingressMegabytesPerSecond: ingress, egressMegabytesPerSecond: egress } = broker
  return [
    { dimension: 'ingress', unit: 'MB/s written', capacityPerBroker: ingress, allowedUtilisation: survivors(ingress, broker.ingressMaximumMegabytesPerSecond), source, ceilingPerBroker: broker.ingressMaximumMegabytesPerSecond, of: 'peakWriteMegabytesPerSecond', perUnit: 1 },
    { dimension: 'egress', unit: 'MB/s read', capacityPerBroker: egress, allowedUtilisation: survivors(egress, broker.egressMaximumMegabytesPerSecond), source, ceilingPerBroker: broker.egressMaximumMegabytesPerSecond, of: 'peakReadMegabytesPerSecond', perUnit: 1 },
    { dimension: 'partitions', unit: 'partition replicas', capacityPerBroker: broker.partitionReplicas, allowedUtilisation: 1, source, of: 'partitionReplicas', perUnit: 1 }
  ]
}

/** What Express brokers bill for data: kept, and written. */
export function expressUsageCharges ({ storage, rates }: LogWorkload): readonly Charge[] {
  return [
    {
      id: 'storage.brokers',
      title: 'Data retained, one copy billed; three copies are the high end',
      group: 'storage',
      sku: 'aws-msk/express.storage',
      consumedQuantity: storage.localGib,
      consumedUnit: 'GiB',
      quantity: storage.localGib,
      high: storage.localGib.times(STORED_COPIES_HIGH),
      formula: storage.localFormula,
      terms: () => [{ name: 'retentionHours', value: text(storage.localHours), unit: 'hours', origin: 'workload' }]
    },
    {
      id: 'data.in',
      title: 'Data written to Express brokers',
      group: 'usage',
      sku: 'aws-msk/express.data-in',
      consumedQuantity: rates.writtenGb,
      consumedUnit: 'GB',
      quantity: rates.writtenGb,
      formula: rates.writtenFormula,
      terms: () => [{ name: 'writtenGb', value: text(rates.writtenGb), unit: 'GB', origin: 'derived' }]
    }
  ]
}
