import type { PriceTableDocument } from '../../../src/pricing/price-table.ts'
import { byRegion, notCovered, sqsFacts } from '../aws.ts'
import { exact, priceText } from '../exact.ts'
import type { Facts } from '../facts.ts'
import { fact, flat, source } from '../table.ts'
import { selfManagedSources } from './aws-ec2.ts'
import type { SelfManagedJson } from './aws-ec2.ts'
import { mskSource } from './aws-msk.ts'
import type { MskJson } from './aws-msk.ts'

interface EbsJson {
  readonly regions: Readonly<Record<string, { gp3_gb_month: number, gp3_iops_month_over_3000: number, gp3_mbps_month_over_125: number, from_msk_gp2_gb_month: number }>>
}

const GP3_PER_MSK_STORAGE = 0.8
const READ_IN_FULL = 'us-east-1'
const STORAGE_READ = 'eu-central-1'
const MINIMUM_GIB = 1

export function awsEbsTable (facts: Facts): PriceTableDocument {
  const names = sqsFacts(facts)
  const { regions } = facts.json<EbsJson>('aws-ebs-regions.json')
  const json = facts.json<SelfManagedJson>('self-managed-kafka.json')
  const msk = facts.json<MskJson>('aws-msk.json')
  const { gp3 } = json['aws-ec2'].ebs
  const note = '0.8 times the price of Standard broker storage that MSK bills here'

  return {
    id: 'aws-ebs',
    version: '2025-10-09',
    title: 'Amazon EBS gp3 volumes',
    provider: 'Amazon Web Services',
    currency: 'USD',
    provenance: [
      'No price list of EBS was found. us-east-1 is from the golden outputs of Infracost, the storage price of eu-central-1 from a public fallback table.',
      'Every other price is inferred: 0.8 times the storage price that Amazon MSK bills in the region (official feed of 2025-10-09), and IOPS and throughput in the proportion to storage that us-east-1 has. The script checks that the numbers follow from that rule, and the version bears the day of that feed.',
      'The facts call the rule exact in five regions, but three of those prices (eu-west-1, ap-southeast-1, ap-northeast-1) are from memory: two sourced regions carry it, us-east-1 and eu-central-1.',
      'Limits are those since September 2025 (before: 16 TiB, 16,000 IOPS, 1,000 MiB/s). Throughput is billed per provisioned MB/s in the words of some pages and MiB/s in others; the unit here is that of the limit.',
      'The smallest volume is that of the AWS documentation; the facts do not name it.',
      'Contradiction: one page of 2021 has IOPS at 0.05; 0.005 was taken, as in the golden outputs.',
      notCovered
    ],
    sources: {
      ...selfManagedSources(json, ['aws-infracost', 'aws-gp3-2025', 'aws-gp3-fra']),
      'msk-feed': mskSource(msk, 'S1', '2025-10-09'),
      'ebs-volume-types': source('AWS Prescriptive Guidance, EBS SSD storage types: gp3 from 1 GiB', 'https://docs.aws.amazon.com/prescriptive-guidance/latest/sql-server-ec2-ha-dr/ebs-storage-types.html', 'not dated', 'official')
    },
    facts: {
      gp3FreeIops: fact(gp3.free_iops, 'aws-infracost', 'third-party'),
      gp3FreeMibPerSecond: fact(gp3.free_MBps, 'aws-infracost', 'third-party'),
      gp3MaximumIops: fact(gp3.max_iops, 'aws-gp3-2025', 'third-party'),
      gp3MaximumMibPerSecond: fact(gp3.max_MBps, 'aws-gp3-2025', 'third-party'),
      gp3MaximumIopsPerGib: fact(gp3.max_iops_per_gib, 'aws-gp3-2025', 'third-party'),
      gp3MinimumGib: fact(MINIMUM_GIB, 'ebs-volume-types', 'official'),
      gp3MibPerSecondPerIops: fact(gp3.max_MBps_per_iops, 'aws-gp3-2025', 'third-party')
    },
    regions: byRegion(names, (_region, code) => {
      const prices = regions[code]
      if (prices === undefined) throw new Error(`no EBS prices in ${code}`)
      const storage = exact(prices.from_msk_gp2_gb_month).mul(GP3_PER_MSK_STORAGE)
      const share = storage.div(gp3.gb_month[READ_IN_FULL]!)
      const follows = exact(msk.regions[code]!['standard_storage_gb_month'] as number).eq(prices.from_msk_gp2_gb_month) &&
        storage.eq(prices.gp3_gb_month) && share.mul(gp3.iops_month_over_3000).eq(prices.gp3_iops_month_over_3000) && share.mul(gp3.MBps_month_over_125).eq(prices.gp3_mbps_month_over_125)
      if (!follows) throw new Error(`EBS prices in ${code} do not follow from MSK's`)
      if (code === STORAGE_READ && !storage.eq(gp3.gb_month[STORAGE_READ]!)) throw new Error(`the rule misses the price read in ${STORAGE_READ}`)
      const read = { source: 'aws-infracost', confidence: 'third-party' } as const
      const inferred = { source: 'msk-feed', confidence: 'inferred', note } as const
      const rest = code === READ_IN_FULL ? read : inferred
      return {
        'gp3.storage': flat('gp3 volume storage', 'GB-Months', priceText(prices.gp3_gb_month), code === STORAGE_READ ? { source: 'aws-gp3-fra', confidence: 'third-party' } : rest),
        'gp3.iops': flat('gp3 IOPS above the free part', 'IOPS-Months', priceText(prices.gp3_iops_month_over_3000), rest),
        'gp3.throughput': flat('gp3 throughput above the free part', 'MiB/s-Months', priceText(prices.gp3_mbps_month_over_125), rest)
      }
    })
  }
}
