import { z } from 'zod'
import type { Charge } from '../../pricing/charge.ts'
import { Decimal } from '../../pricing/decimal.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { text } from '../formula.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { roundUp } from '../sizing/sizing.ts'
import { perBrokerCharge } from './cluster-charges.ts'
import type { Candidate, SmallestVolume } from './cluster.ts'

const KIB_PER_MIB = 1024

const volumeFact = z.looseObject({
  title: z.string(),
  freeIops: z.number(),
  freeMibPerSecond: z.number(),
  iopsPerGib: z.number().nullable(),
  mibPerSecondPerGib: z.number().nullable(),
  minimumGib: z.number()
})

/** What the models read of the network volumes of a cloud beside prices; the preferred one stands first. */
export const volumeFacts = z.looseObject({ volumes: z.record(z.string(), volumeFact) })

/** One kind of network volume: how much it gives free, and whether more is bought by itself or comes with its size. */
export interface Volume {
  readonly id: string
  readonly storage: SkuRef
  readonly freeIops: number
  readonly freeMibPerSecond: number
  readonly minimumGib: number
  readonly more:
    | { readonly by: 'price', readonly iops: SkuRef, readonly throughput: SkuRef }
    | { readonly by: 'size', readonly iopsPerGib: number, readonly mibPerSecondPerGib: number }
}

const keptVolumes = new WeakMap<z.output<typeof volumeFacts>, readonly Volume[]>()

/** The volumes of a table whose SKUs are `<volume>.storage`, `.iops` and `.throughput`. */
export function volumesOf (facts: z.output<typeof volumeFacts>, table: string): readonly Volume[] {
  let volumes = keptVolumes.get(facts)
  if (volumes === undefined) {
    volumes = Object.entries(facts.volumes).map(([id, { freeIops, freeMibPerSecond, minimumGib, iopsPerGib, mibPerSecondPerGib }]): Volume => ({
      id,
      storage: `${table}/${id}.storage`,
      freeIops,
      freeMibPerSecond,
      minimumGib,
      more: iopsPerGib === null || mibPerSecondPerGib === null
        ? { by: 'price', iops: `${table}/${id}.iops`, throughput: `${table}/${id}.throughput` }
        : { by: 'size', iopsPerGib, mibPerSecondPerGib }
    }))
    keptVolumes.set(facts, volumes)
  }
  return volumes
}

/** What one volume needs as the policy's share takes it, and how much of it is above what it gives free. */
export interface Performance { readonly usedIops: number, readonly boughtMibPerSecond: number, readonly boughtIops: number }

/** Splits what a volume must give into its free part and what is bought, in whole MiB/s and IOPS. */
export function performanceOf (volumeMibPerSecond: number, volume: Volume, sizing: KafkaSizingFacts): Performance {
  const usedIops = volumeMibPerSecond * KIB_PER_MIB / sizing.ioKib
  return {
    usedIops,
    boughtMibPerSecond: Math.max(0, roundUp(volumeMibPerSecond) - volume.freeMibPerSecond),
    boughtIops: Math.max(0, roundUp(usedIops) - volume.freeIops)
  }
}

/** Whether the free part of a volume is enough. */
export const needsNoMore = (volumeMibPerSecond: number, { freeMibPerSecond, freeIops }: Volume, { ioKib }: KafkaSizingFacts): boolean =>
  roundUp(volumeMibPerSecond) <= freeMibPerSecond && roundUp(volumeMibPerSecond * KIB_PER_MIB / ioKib) <= freeIops

/** Throughput and operations that are bought beside the size of a volume. */
export function performanceCharges (candidate: Candidate, { usedIops, boughtMibPerSecond, boughtIops }: Performance, { more, freeIops, freeMibPerSecond }: Volume): readonly Charge[] {
  const charges: Charge[] = []
  if (more.by === 'size') return charges
  if (boughtMibPerSecond > 0) {
    charges.push(perBrokerCharge('storage.throughput', 'Volume throughput above the free part', more.throughput, candidate, candidate.volumeMibPerSecond, boughtMibPerSecond, `(${boughtMibPerSecond + freeMibPerSecond} MiB/s - ${freeMibPerSecond} free)`, 'MiB/s'))
  }
  if (boughtIops > 0) {
    charges.push(perBrokerCharge('storage.iops', 'Volume operations above the free part', more.iops, candidate, usedIops, boughtIops, `(${boughtIops + freeIops} IOPS - ${freeIops} free)`, 'IOPS'))
  }
  return charges
}

/** The smallest volume that can be had, or that gives the performance where it comes with the size. */
export function smallestVolume ({ boughtMibPerSecond, boughtIops }: Performance, { more, minimumGib, freeIops, freeMibPerSecond }: Volume): SmallestVolume {
  if (more.by === 'price') return { gib: minimumGib, formula: text(minimumGib) }
  const parts = [{ gib: minimumGib, formula: text(minimumGib) }]
  const add = (bought: number, free: number, perGib: number): void => {
    if (bought > 0) parts.push({ gib: new Decimal(bought).div(perGib).ceil().toNumber(), formula: `ceil((${bought + free} - ${free}) / ${perGib})` })
  }
  add(boughtMibPerSecond, freeMibPerSecond, more.mibPerSecondPerGib)
  add(boughtIops, freeIops, more.iopsPerGib)
  return { gib: Math.max(...parts.map(({ gib }) => gib)), formula: parts.map(({ formula }) => formula).join(', ') }
}

/** What a machine sustains to a volume of a given size; null: no source says. */
export function sustained (volume: Volume | undefined, gib: number, machineMibPerSecond: number | null): number | null {
  if (volume?.more.by !== 'size') return machineMibPerSecond
  return Math.min(volume.freeMibPerSecond + gib * volume.more.mibPerSecondPerGib, machineMibPerSecond ?? Infinity)
}
