import type { PriceSource, PriceTableDocument } from '../../../src/pricing/price-table.ts'
import { byRegion, confidenceOf, notCovered, sqsFacts } from '../aws.ts'
import { exact, mebibytes, megabytesOfMegabits, priceText } from '../exact.ts'
import type { Facts } from '../facts.ts'
import { flat, source } from '../table.ts'
import type { RegionDocument } from '../table.ts'
import { beginningsNotSold, generationOf, mskSource } from './aws-msk.ts'
import type { MskJson } from './aws-msk.ts'

interface Instance {
  readonly vcpu: number
  readonly memory_gib: number
  readonly network_baseline_mbps: number
  readonly local_storage_gb: number
  readonly on_demand_hour_us_east_1: number
  readonly on_demand_hour?: Readonly<Record<string, number>>
  readonly ebs_baseline_MBps?: number
  readonly ebs_baseline_iops?: number
  readonly ebs_confidence?: string
}

export interface SelfManagedJson {
  readonly sources: Readonly<Record<string, { title: string, at: string, date: string, confidence: string }>>
  readonly 'aws-ec2': {
    readonly instances: Readonly<Record<string, Instance>>
    readonly eks: { readonly control_plane_hour: number }
    readonly ebs: {
      readonly gp3: {
        readonly gb_month: Readonly<Record<string, number>>
        readonly iops_month_over_3000: number
        readonly MBps_month_over_125: number
        readonly free_iops: number
        readonly free_MBps: number
        readonly max_iops: number
        readonly max_MBps: number
        readonly max_iops_per_gib: number
        readonly max_MBps_per_iops: number
      }
    }
  }
}

interface Ec2Json { readonly commit: string, readonly prices: Readonly<Record<string, Readonly<Record<string, number>>>> }

const EKS_CHECKED = 'us-east-1'

export function selfManagedSources (json: SelfManagedJson, ids: readonly string[]): Record<string, PriceSource> {
  return Object.fromEntries(ids.map(id => {
    const found = json.sources[id]
    if (found === undefined) throw new Error(`self-managed-kafka.json names no source ${id}`)
    return [id, source(found.title, found.at, found.date, confidenceOf(found.confidence))]
  }))
}

/** Types that were not sold in a region when the prices were read but were at a later reading: their price is unknown here, not absent. */
function readLater (prices: Ec2Json['prices'], instances: Readonly<Record<string, Instance>>): ReadonlyMap<string, readonly string[]> {
  const later = new Map<string, string[]>()
  for (const [type, regions] of Object.entries(prices)) {
    const instance = instances[type]
    if (instance === undefined) throw new Error(`${type} has a price and no specification`)
    const readings = { ...instance.on_demand_hour, 'us-east-1': instance.on_demand_hour_us_east_1 }
    for (const [region, price] of Object.entries(readings)) {
      const listed = regions[region]
      if (listed === undefined) later.set(region, [...later.get(region) ?? [], type])
      else if (!exact(listed).eq(exact(price))) throw new Error(`${type} in ${region}: ${listed} in aws-ec2-regions.json, ${price} in self-managed-kafka.json`)
    }
  }
  return later
}

function specification (type: string, instance: Instance, msk: MskJson) {
  const same = msk.limits.standard_broker[`kafka.${type}`]
  const { ebs_baseline_MBps: volume, ebs_baseline_iops: volumeIops, ebs_confidence: confidence } = instance
  if (volume === undefined || volumeIops === undefined || confidence === undefined) return undefined
  const [family] = type.split('.')
  return {
    vcpu: instance.vcpu,
    memoryGib: instance.memory_gib,
    volumeMibPerSecond: same?.ebs_throughput_mib_s ?? mebibytes(volume),
    volumeIops,
    networkMibPerSecond: same?.network_throughput_mib_s ?? mebibytes(megabytesOfMegabits(instance.network_baseline_mbps)),
    generation: generationOf(type),
    family,
    burstable: /^t\d/.test(type),
    localStorageGb: instance.local_storage_gb,
    source: same === undefined ? 'aws-ebsopt' : 'msk-sizing-script',
    confidence: same === undefined && confidence.startsWith('inferred') ? 'inferred' : 'official'
  }
}

export function awsEc2Table (facts: Facts): PriceTableDocument {
  const names = sqsFacts(facts)
  const feed = facts.json<Ec2Json>('aws-ec2-regions.json')
  const json = facts.json<SelfManagedJson>('self-managed-kafka.json')
  const msk = facts.json<MskJson>('aws-msk.json')
  const { instances, eks } = json['aws-ec2']
  const types = Object.keys(feed.prices)
  const later = readLater(feed.prices, instances)
  const all = new Set(types.map(type => `instance.${type}`))
  const specifications = types.flatMap(type => {
    const found = specification(type, instances[type]!, msk)
    return found === undefined ? [] : [[type, found] as const]
  })
  const unspecified = types.filter(type => !specifications.some(([known]) => known === type))
  const unpriced = Object.keys(instances).filter(type => !types.includes(type))
  const soldIn = (code: string) => types.filter(type => feed.prices[type]![code] !== undefined)

  return {
    id: 'aws-ec2',
    version: '2025-06-13',
    title: 'Amazon EC2 on-demand Linux instances for Kafka brokers and controllers, EKS clusters',
    provider: 'Amazon Web Services',
    currency: 'USD',
    provenance: [
      `Instance prices: the AWS Pricing Calculator feed in a mirror last changed on 2025-06-13, ${types.length} types in 35 regions, on demand, Linux, without rate codes.`,
      'Every price that was read again is equal: us-east-1 on 2026-07-20 (the price table generated for Karpenter from the price list) and ten regions on 2025-11-03 (another mirror of the calculator, whose gaps were filled from the June data). The script compares them and stops at a difference.',
      `Sold at the reading of 2025-11-03 but not yet in June, so neither priced nor marked as not offered here: ${[...later].map(([region, added]) => `${region} ${added.join(' ')}`).join('; ')}.`,
      `Left out, because no price by region is known: ${unpriced.join(' ')}.`,
      'notOffered names the types of this table that the feed does not sell in the region.',
      'Volume and network figures are baseline, never burst. Where Amazon MSK lists the same hardware (m5 and m7g), the figures of its sizing script serve here too, so that one machine is not sized two ways. All others are EC2\'s MB/s (10^6) turned into MiB/s (2^20) and rounded down to two decimals.',
      'That script labels as MiB/s what for m7g, and for volumes of m5, are the digits of EC2\'s MB/s, and for the network of m5 are Gbit/s times 128: those types may look 4.9 to 7.4 % better than their neighbours here.',
      'Volume figures of m7i, m8g and r8g are inferred from m6i, m7g and r7g, which have the same maximum. The EC2 page on them is of May 2023. Network baselines and vCPU are those of the Karpenter tables of 2026-08-21.',
      `No volume figure is known for ${unspecified.join(', ')}: priced, but without facts.`,
      'The price of an EKS cluster was read for us-east-1 from a third party; it is inferred elsewhere.',
      'Contradiction: one public script has m7g.xlarge in eu-west-1 at 0.183; the calculator feed has 0.1819 and was taken.',
      notCovered
    ],
    sources: {
      'aws-calc-ec2-june': source('AWS Pricing Calculator EC2 Linux on-demand map, all regions', `github QuinnyPig/aws-price-watcher, processed/ec2.json, ${feed.commit}`, '2025-06-13', 'official'),
      ...selfManagedSources(json, ['aws-calc-ec2', 'aws-karpenter-price', 'aws-karpenter-bw', 'aws-ebsopt', 'aws-infracost']),
      'msk-sizing-script': mskSource(msk, 'S2', '2026-08-20')
    },
    facts: {
      instances: Object.fromEntries(specifications)
    },
    regions: byRegion(names, (_region, code) => {
      const skus: RegionDocument['skus'] = Object.fromEntries(soldIn(code).map(type =>
        [`instance.${type}`, flat(`${type} instance, Linux, on demand`, 'Hours', priceText(feed.prices[type]![code]!), { source: 'aws-calc-ec2-june', confidence: 'official' })]))
      skus['eks.cluster'] = flat('Amazon EKS cluster', 'Cluster-Hours', priceText(eks.control_plane_hour), code === EKS_CHECKED
        ? { source: 'aws-infracost', confidence: 'third-party' }
        : { source: 'aws-infracost', confidence: 'inferred', note: 'Read for us-east-1; taken to be the same here' })
      return skus
    }, code => {
      const known = new Set([...soldIn(code), ...later.get(code) ?? []].map(type => `instance.${type}`))
      return beginningsNotSold(all, known)
    })
  }
}
