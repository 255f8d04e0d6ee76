import { z } from 'zod'
import type { Charge } from '../../pricing/charge.ts'
import { Decimal } from '../../pricing/decimal.ts'
import { EstimateError } from '../../pricing/errors.ts'
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
  minimumGib: z.number(),
  maximum: z.looseObject({ iops: z.number(), mibPerSecond: z.number() }).optional()
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
  /** The most that one gives, whatever is paid; undefined where its machine or its size alone bounds it, or no source says. */
  readonly maximum?: { readonly iops: number, readonly mibPerSecond: number } | undefined
  readonly more:
    | { readonly by: 'price', readonly iops: SkuRef, readonly throughput: SkuRef, readonly iopsPerGibMaximum?: number }
    | { readonly by: 'size', readonly iopsPerGib: number, readonly mibPerSecondPerGib: number }
}

const keptVolumes = new WeakMap<z.output<typeof volumeFacts>, readonly Volume[]>()

/** The volumes of a table whose SKUs are `<volume>.storage`, `.iops` and `.throughput`. */
export function volumesOf (facts: z.output<typeof volumeFacts>, table: string): readonly Volume[] {
  let volumes = keptVolumes.get(facts)
  if (volumes === undefined) {
    volumes = Object.entries(facts.volumes).map(([id, { freeIops, freeMibPerSecond, minimumGib, maximum, iopsPerGib, mibPerSecondPerGib }]): Volume => ({
      id,
      storage: `${table}/${id}.storage`,
      freeIops,
      freeMibPerSecond,
      minimumGib,
      maximum,
      more: iopsPerGib === null || mibPerSecondPerGib === null
        ? { by: 'price', iops: `${table}/${id}.iops`, throughput: `${table}/${id}.throughput` }
        : { by: 'size', iopsPerGib, mibPerSecondPerGib }
    }))
    keptVolumes.set(facts, volumes)
  }
  return volumes
}

/** Refuses a given volume that is smaller than the smallest on sale; error: UNKNOWN_FIELD_VALUE. */
export function requireVolumeSize (gib: number | undefined, minimumGib: number): void {
  if (gib === undefined || gib >= minimumGib) return
  throw new EstimateError('UNKNOWN_FIELD_VALUE', `storageGibPerBroker is ${gib}, and the smallest volume that is sold here has ${minimumGib} GiB; accepted is a whole number from ${minimumGib} up.`, { field: 'storageGibPerBroker', value: gib, accepted: `${minimumGib} or more` })
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

/** The smallest volume that can be had: that gives the performance where it comes with the size, or that may have it bought. */
export function smallestVolume ({ boughtMibPerSecond, boughtIops }: Performance, { more, minimumGib, freeIops, freeMibPerSecond }: Volume): SmallestVolume {
  const parts = [{ gib: minimumGib, formula: text(minimumGib) }]
  const add = (needed: number, written: string, perGib: number): void => {
    parts.push({ gib: new Decimal(needed).div(perGib).ceil().toNumber(), formula: `ceil(${written} / ${perGib})` })
  }
  const above = (bought: number, free: number, perGib: number): void => {
    if (bought > 0) add(bought, `(${bought + free} - ${free})`, perGib)
  }
  if (more.by === 'size') {
    above(boughtMibPerSecond, freeMibPerSecond, more.mibPerSecondPerGib)
    above(boughtIops, freeIops, more.iopsPerGib)
  } else if (more.iopsPerGibMaximum !== undefined && boughtIops > 0) {
    add(boughtIops + freeIops, text(boughtIops + freeIops), more.iopsPerGibMaximum)
  }
  return { gib: Math.max(...parts.map(({ gib }) => gib)), formula: parts.map(({ formula }) => formula).join(', ') }
}

/** What a machine sustains to a volume, of a size where one was given; null: no source says what the machine does. */
export function sustained (volume: Volume | undefined, gib: number | undefined, machineMibPerSecond: number | null, { ioKib }: KafkaSizingFacts): number | null {
  if (volume?.more.by === 'size') return gib === undefined ? machineMibPerSecond : Math.min(volume.freeMibPerSecond + gib * volume.more.mibPerSecondPerGib, machineMibPerSecond ?? Infinity)
  if (volume === undefined || machineMibPerSecond === null) return machineMibPerSecond
  const { maximum = { iops: Infinity, mibPerSecond: Infinity }, more: { iopsPerGibMaximum = Infinity }, freeIops } = volume
  const iops = gib === undefined ? maximum.iops : Math.min(maximum.iops, Math.max(freeIops, gib * iopsPerGibMaximum))
  return Math.min(machineMibPerSecond, maximum.mibPerSecond, iops * ioKib / KIB_PER_MIB)
}
