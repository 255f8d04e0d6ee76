import type { Commitment } from './commitment.ts'
import type { Decimal } from './decimal.ts'
import type { SkuRef } from './price-book.ts'

/** The lines that a second cluster in another region has too. */
const standbyLines = [
  'compute.brokers', 'compute.controllers', 'storage.controllers', 'compute.kubernetes', 'storage.brokers', 'storage.throughput', 'storage.iops',
  'storage.tiered', 'requests.object-put', 'network.inter-zone.produce', 'network.inter-zone.replicate'
] as const
type StandbyLine = typeof standbyLines[number]

export const isStandbyLine = (id: string): id is StandbyLine => (standbyLines as readonly string[]).includes(id)

/** The lines a bill can have; one id has one meaning and one unit over all offerings (api.md). */
export const lineItemIds = [
  'requests.publish', 'requests.send', 'requests.receive', 'requests.empty-receive', 'requests.delete', 'requests.visibility', 'requests.billed',
  'requests.fair', 'requests.deliver', 'requests.kms', 'kms.key', 'requests.object-put', 'requests.object-get', 'storage.objects',
  'compute.brokers', 'compute.controllers', 'storage.controllers', 'compute.cluster', 'compute.partitions', 'compute.units', 'compute.connect',
  'compute.schema-registry', 'compute.replicator', 'compute.monitoring', 'compute.kubernetes', 'compute.non-production',
  'storage.brokers', 'storage.throughput', 'storage.iops', 'storage.tiered', 'storage.tiered-retrieval', 'data.in', 'data.out', 'data.replicated',
  'network.inter-zone.produce', 'network.inter-zone.consume', 'network.inter-zone.replicate', 'network.cross-region', 'network.internet-egress',
  'network.endpoint.hours', 'network.endpoint.data', 'network.nat.hours', 'network.nat.data', 'network.nat.address', 'support.fee',
  'compute.servers', 'compute.small-servers', 'support.maintenance', 'support.small-server-maintenance', 'facility.power', 'facility.colocation', 'network.fabric',
  'storage.companions', 'network.cross-region.replicate', ...standbyLines.map(id => `standby.${id}` as const)
] as const
export type LineItemId = typeof lineItemIds[number]

export const lineGroups = ['usage', 'compute', 'storage', 'network', 'support'] as const
export type LineGroup = typeof lineGroups[number]

export const termOrigins = ['workload', 'option', 'assumption', 'table', 'derived'] as const
export type TermOrigin = typeof termOrigins[number]

/** One number of a formula, with where it came from. */
export interface Term {
  readonly name: string
  readonly value: string
  readonly unit: string
  readonly origin: TermOrigin
}

/** The discount of each of several interchangeable SKUs; undefined: its list price. */
export type CommitmentOfSku = (sku: SkuRef) => Commitment | undefined

/**
 * How much of which SKU a plan uses in a month, and why; it knows no price.
 * `quantity` is what the vendor bills (FOCUS PricingQuantity), `consumedQuantity` what was used (FOCUS ConsumedQuantity).
 * `low` and `high` stand where the quantity itself is a range. Several SKUs mean interchangeable ones: the cheapest is taken.
 */
export interface Charge {
  readonly id: LineItemId
  readonly title: string
  readonly group: LineGroup
  readonly sku: SkuRef | readonly SkuRef[]
  readonly consumedQuantity: Decimal
  readonly consumedUnit: string
  readonly quantity: Decimal
  readonly low?: Decimal | undefined
  readonly high?: Decimal | undefined
  readonly commitment?: Commitment | CommitmentOfSku | undefined
  /** An account has it once in a region, however many workloads share it: as much of it as the one that needs most. */
  readonly isShared?: boolean
  /** The arithmetic with its numbers filled in: read aloud, it gives `quantity`. Written only when somebody reads it. */
  readonly formula: () => string
  readonly terms: () => readonly Term[]
}
