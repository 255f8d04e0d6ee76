import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { beginningsNotSold } from '../../pricing/scripts/tables/aws-msk.ts'
import { commonest } from '../../pricing/scripts/tables/aws-network.ts'
import { changedVersions, digestOf, jsonText, schemaText } from '../../pricing/scripts/documents.ts'
import { mebibytes, pricePer, priceText } from '../../pricing/scripts/exact.ts'
import { Decimal } from '../../src/pricing/decimal.ts'
import { confidences, priceTableSchema } from '../../src/pricing/price-table.ts'
import type { PriceTableDocument } from '../../src/pricing/price-table.ts'

const folder = fileURLToPath(new URL('../../pricing', import.meta.url))
const lock: Record<string, string> = JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'))

const files = readdirSync(folder, { withFileTypes: true })
  .filter(entry => entry.isDirectory() && entry.name !== 'scripts')
  .flatMap(entry => readdirSync(join(folder, entry.name)).map(name => `${entry.name}/${name.replace(/\.json$/, '')}`))

const textOf = (version: string) => readFileSync(join(folder, `${version}.json`), 'utf8')
const tables = new Map<string, PriceTableDocument>(files.map(version => [version, priceTableSchema.parse(JSON.parse(textOf(version)))]))
const priceLists = [...tables].filter(([, table]) => Object.keys(table.regions).length > 0)
const awsPriceLists = priceLists.filter(([, { cloud }]) => cloud === undefined)

function table (version: string): PriceTableDocument {
  const found = tables.get(version)
  if (found === undefined) throw new Error(`no table ${version}`)
  return found
}

function pricesOf (version: string, region: string, sku: string): string[] {
  const rate = table(version).regions[region]?.skus[sku]?.rate
  if (rate === undefined) return []
  return 'tiers' in rate ? rate.tiers.map(tier => tier.price) : [rate.price]
}

interface Leaf { readonly path: string, readonly fact: Record<string, unknown> }

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Everything that carries a source, also within a value; `bare` are the ends of paths that no source covers. */
function leavesOf (value: unknown, path: string, covered = false): { leaves: Leaf[], bare: string[] } {
  const sourced = isObject(value) && 'source' in value
  const found: { leaves: Leaf[], bare: string[] } = { leaves: sourced ? [{ path, fact: value }] : [], bare: [] }
  if (Array.isArray(value) || isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      const inner = leavesOf(item, `${path}.${key}`, covered || sourced)
      found.leaves.push(...inner.leaves)
      found.bare.push(...inner.bare)
    }
  } else if (!covered) found.bare.push(path)
  return found
}

const factsOf = (document: PriceTableDocument) => leavesOf(document.facts, 'facts')

function factValue (version: string, name: string): unknown {
  return (table(version).facts[name] as { value: unknown }).value
}

describe('every price table', () => {
  it.each(files)('%s obeys the schema under its own name', version => {
    const document = table(version)
    expect(`${document.id}/${document.version}`).toBe(version)
    expect(document.$schema).toBe('../price-table.schema.json')
  })

  it.each(files)('%s is written in the layout of the script', version => {
    expect(jsonText(JSON.parse(textOf(version)))).toBe(textOf(version))
  })

  it.each(files)('%s names a known source for every fact', version => {
    const document = table(version)
    const { leaves, bare } = factsOf(document)
    expect(bare).toEqual([])
    for (const { path, fact } of leaves) {
      const named = [fact['source'], ...(fact['sources'] as string[] | undefined) ?? []] as string[]
      expect(named.filter(id => !(id in document.sources)), path).toEqual([])
      expect(confidences, path).toContain(fact['confidence'])
    }
  })

  it.each(files)('%s claims no more than its sources do', version => {
    const document = table(version)
    const strength = (confidence: unknown) => confidences.indexOf(confidence as typeof confidences[number])
    const claims = [
      ...factsOf(document).leaves.map(({ path, fact }) => ({ path, source: String(fact['source']), confidence: fact['confidence'] })),
      ...Object.entries(document.regions).flatMap(([code, region]) => Object.entries(region.skus).map(([id, sku]) => ({ path: `${code} ${id}`, source: sku.source, confidence: sku.confidence })))
    ]
    expect(claims.filter(({ source, confidence }) => strength(confidence) < strength(document.sources[source]?.confidence))).toEqual([])
  })

  it.each(files)('%s has no number from memory', version => {
    expect(textOf(version)).not.toMatch(/"confidence": "[^"]*memory/)
  })

  it.each(priceLists)('%s has tiers in rising order whose last has no end', (_version, document) => {
    for (const region of Object.values(document.regions)) {
      for (const { rate } of Object.values(region.skus)) {
        if (!('tiers' in rate)) continue
        const bounds = rate.tiers.slice(0, -1).map(tier => new Decimal(tier.upTo ?? 'NaN'))
        expect(bounds.every((bound, index) => bound.gt(bounds[index - 1] ?? 0))).toBe(true)
        expect(rate.tiers.at(-1)?.upTo).toBeNull()
      }
    }
  })

  it.each(awsPriceLists)('%s covers the same 35 regions under the same names, New Zealand not among them', (_version, document) => {
    const names = (regions: PriceTableDocument['regions']) => Object.entries(regions).map(([code, { name }]) => [code, name])
    expect(names(document.regions)).toEqual(names(table('aws-sqs/2025-06-05').regions))
    expect(Object.keys(document.regions)).toHaveLength(35)
    expect(Object.keys(document.regions)).not.toContain('ap-southeast-6')
    expect(JSON.stringify(document.regions)).not.toContain('ap-southeast-6')
  })

  it.each(priceLists)('%s sells nothing it says is not offered', (_version, document) => {
    for (const region of Object.values(document.regions)) {
      const contradicted = (region.notOffered ?? []).filter(beginning => Object.keys(region.skus).some(sku => sku.startsWith(beginning)))
      expect(contradicted).toEqual([])
    }
  })
})

describe('landed versions', () => {
  it('are all in the lock, with the digests of their bytes, and nothing else is', () => {
    const digests = Object.fromEntries(files.map(version => [version, digestOf(readFileSync(join(folder, `${version}.json`)))]))
    expect(lock).toEqual(digests)
  })

  it('may not change, while new versions may come', () => {
    expect(changedVersions({ 'a/2025-01-01': 'sha256:1' }, { 'a/2025-01-01': 'sha256:2', 'b/2025-01-01': 'sha256:3' })).toEqual(['a/2025-01-01'])
    expect(changedVersions({ 'a/2025-01-01': 'sha256:1' }, { 'a/2025-01-01': 'sha256:1', 'a/2025-01-01.1': 'sha256:2' })).toEqual([])
  })

  it('are described by the JSON Schema that the code generates', () => {
    expect(readFileSync(join(folder, 'price-table.schema.json'), 'utf8')).toBe(schemaText())
  })
})

describe('prices as their sources print them', () => {
  it.each([
    // AWS Pricing Calculator feed for SQS, 2025-06-05, per request
    ['aws-sqs/2025-06-05', 'us-east-1', 'requests.standard', ['0.0000004', '0.0000003', '0.00000024']],
    ['aws-sqs/2025-06-05', 'us-east-1', 'requests.fifo', ['0.0000005', '0.0000004', '0.00000035']],
    ['aws-sqs/2025-06-05', 'af-south-1', 'requests.standard', ['0.000000476', '0.00000043', '0.00000042']],
    ['aws-sqs/2025-08-28', 'ap-east-2', 'requests.standard', ['0.00000036', '0.000000315', '0.000000288']],
    ['aws-sqs/2025-08-28', 'mx-central-1', 'requests.fifo', ['0.000000525', '0.00000042', '0.0000003675']],
    // Price list read live for us-east-1 on 2026-10-08; offer of 2025-08-28 for eu-west-1
    ['aws-sqs/2025-08-28', 'us-east-1', 'requests.fair', ['0.0000001']],
    ['aws-sqs/2025-08-28', 'eu-west-1', 'requests.fair', ['0.0000001']],
    // Calculator feed for SNS, 2025-08-28
    ['aws-sns/2025-08-28', 'us-east-1', 'publish.standard', ['0.0000005']],
    ['aws-sns/2025-08-28', 'us-gov-east-1', 'publish.standard', ['0.0000006']],
    ['aws-sns/2025-08-28', 'af-south-1', 'publish.standard', ['0.000000595']],
    ['aws-sns/2025-08-28', 'us-east-1', 'delivery.sqs-standard', ['0']],
    ['aws-sns/2025-08-28', 'us-east-1', 'publish.fifo', ['0.0000003']],
    ['aws-sns/2025-08-28', 'us-east-1', 'publish.fifo-payload', ['0.017']],
    ['aws-sns/2025-08-28', 'us-east-1', 'delivery.sqs-fifo', ['0.00000001']],
    ['aws-sns/2025-08-28', 'us-east-1', 'delivery.sqs-fifo-payload', ['0.001']],
    // Calculator feed for KMS, 2025-08-28: 0.03 per 10,000, 0.04 in GovCloud
    ['aws-kms/2025-08-28', 'us-east-1', 'requests', ['0.000003']],
    ['aws-kms/2025-08-28', 'us-gov-west-1', 'requests', ['0.000004']],
    ['aws-kms/2025-08-28', 'eu-central-1', 'key', ['1']],
    // Calculator feed for S3, 2025-10-22: 0.005 and 0.0004 per 1,000
    ['aws-s3/2025-10-22', 'us-east-1', 'storage.standard', ['0.023', '0.022', '0.021']],
    ['aws-s3/2025-10-22', 'eu-central-1', 'storage.standard', ['0.0245', '0.0235', '0.0225']],
    ['aws-s3/2025-10-22', 'us-east-1', 'requests.put', ['0.000005']],
    ['aws-s3/2025-10-22', 'us-east-1', 'requests.get', ['0.0000004']],
    // Calculator data-transfer map, 2025-06-05
    ['aws-network/2025-11-04', 'us-east-1', 'inter-region.us-east-2', ['0.01']],
    ['aws-network/2025-11-04', 'us-east-1', 'inter-region.us-west-2', ['0.02']],
    ['aws-network/2025-11-04', 'sa-east-1', 'inter-region.unspecified', ['0.138']],
    ['aws-network/2025-11-04', 'us-east-1', 'internet-egress', ['0.09', '0.085', '0.07', '0.05']],
    ['aws-network/2025-11-04', 'ap-northeast-1', 'internet-egress', ['0.114', '0.089', '0.086', '0.084']],
    // Calculator feeds for endpoints, 2025-11-04, and NAT gateways, 2025-10-28
    ['aws-network/2025-11-04', 'af-south-1', 'interface-endpoint.hours', ['0.01309']],
    ['aws-network/2025-11-04', 'us-east-1', 'interface-endpoint.data', ['0.01', '0.006', '0.004']],
    ['aws-network/2025-11-04', 'sa-east-1', 'nat.hours', ['0.093']],
    ['aws-network/2025-11-04', 'ap-southeast-5', 'nat.data', ['0.05015']],
    // Price-list reading of 2026-10-03
    ['aws-network/2025-11-04', 'us-east-1', 'nat.address', ['0.005']],
    ['aws-network/2025-11-04', 'us-east-1', 'inter-zone', ['0.01']],
    // Calculator feed for MSK, 2025-10-09; a doubled 8xlarge would make the first one 6.72
    ['aws-msk/2025-10-09', 'us-east-1', 'broker.kafka.m5.16xlarge', ['6.73']],
    ['aws-msk/2025-10-09', 'us-east-1', 'broker.kafka.m5.24xlarge', ['10.08']],
    ['aws-msk/2025-10-09', 'us-east-1', 'broker.kafka.t3.small', ['0.0456']],
    ['aws-msk/2025-10-09', 'ap-south-1', 'broker.kafka.m7g.large', ['0.1458']],
    ['aws-msk/2025-10-09', 'ap-south-1', 'broker.express.m7g.large', ['0.2916']],
    ['aws-msk/2025-10-09', 'us-west-2', 'broker.express.m7g.large', ['0.476']],
    ['aws-msk/2025-10-09', 'us-west-2', 'express.data-in', ['0.0117']],
    ['aws-msk/2025-10-09', 'us-east-1', 'storage.throughput', ['0.08']],
    ['aws-msk/2025-10-09', 'us-east-1', 'storage.tiered', ['0.06']],
    ['aws-msk/2025-10-09', 'us-east-1', 'storage.tiered-retrieval', ['0.0015']],
    ['aws-msk/2025-10-09', 'sa-east-1', 'storage.standard', ['0.19']],
    ['aws-msk/2025-10-09', 'eu-west-1', 'serverless.cluster', ['0.8625']],
    ['aws-msk/2025-10-09', 'us-east-1', 'serverless.partition', ['0.0015']],
    ['aws-msk/2025-10-09', 'us-west-1', 'replicator.hours', ['0.4']],
    ['aws-msk/2025-10-09', 'us-east-1', 'connect.worker', ['0.11']],
    ['aws-msk/2025-10-09', 'us-east-1', 'private-connectivity.data', ['0.006']],
    // Mirror of the AWS pricing page: replication between brokers is free
    ['aws-msk/2025-10-09', 'us-east-1', 'inter-broker', ['0']],
    // Calculator EC2 map, 2025-06-13; us-east-1 again in Karpenter's price table of 2026-07-20
    ['aws-ec2/2025-06-13', 'us-east-1', 'instance.m7g.large', ['0.0816']],
    ['aws-ec2/2025-06-13', 'eu-west-1', 'instance.m7g.xlarge', ['0.1819']],
    ['aws-ec2/2025-06-13', 'us-east-1', 'instance.i4g.2xlarge', ['0.61776']],
    ['aws-ec2/2025-06-13', 'ap-northeast-1', 'instance.m5.large', ['0.124']],
    // Infracost golden outputs
    ['aws-ec2/2025-06-13', 'us-east-1', 'eks.cluster', ['0.1']],
    ['aws-ebs/2025-10-09', 'us-east-1', 'gp3.storage', ['0.08']],
    ['aws-ebs/2025-10-09', 'us-east-1', 'gp3.iops', ['0.005']],
    ['aws-ebs/2025-10-09', 'us-east-1', 'gp3.throughput', ['0.04']],
    // Public fallback table of 2026
    ['aws-ebs/2025-10-09', 'eu-central-1', 'gp3.storage', ['0.0952']]
  ])('%s %s %s', (version, region, sku, prices) => {
    expect(pricesOf(version, region, sku)).toEqual(prices)
  })

  it('carry the SKU of the vendor without the price dimension', () => {
    expect(table('aws-sqs/2025-08-28').regions['us-east-1']?.skus['requests.standard']?.skuPriceId).toBe('8RN6B8U4MERHRXP3.JRTCKXETXF')
    expect(table('aws-msk/2025-10-09').regions['af-south-1']?.skus['storage.standard']?.skuPriceId).toBe('XJVH6GCKBFEMYWSY.JRTCKXETXF')
  })

  it('change at the bounds that the price list prints', () => {
    const bounds = (version: string, sku: string) => {
      const rate = table(version).regions['us-east-1']?.skus[sku]?.rate
      return rate !== undefined && 'tiers' in rate ? rate.tiers.map(tier => tier.upTo) : []
    }
    expect(bounds('aws-sqs/2025-08-28', 'requests.standard')).toEqual(['100000000000', '200000000000', null])
    expect(bounds('aws-s3/2025-10-22', 'storage.standard')).toEqual(['51200', '512000', null])
    expect(bounds('aws-network/2025-11-04', 'internet-egress')).toEqual(['10240', '51200', '153600', null])
    expect(bounds('aws-network/2025-11-04', 'interface-endpoint.data')).toEqual(['1048576', '5242880', null])
  })

  it('give the free part only where it is sourced', () => {
    const free = (version: string, sku: string) => table(version).regions['us-east-1']?.skus[sku]?.freeQuantity
    expect(free('aws-sqs/2025-08-28', 'requests.standard')).toBe('1000000')
    expect(free('aws-sqs/2025-08-28', 'requests.fifo')).toBe('1000000')
    expect(free('aws-sns/2025-08-28', 'publish.standard')).toBe('1000000')
    expect(free('aws-network/2025-11-04', 'internet-egress')).toBe('100')
    expect(free('aws-kms/2025-08-28', 'requests')).toBeUndefined()
  })
})

describe('what is not sold or not known', () => {
  it('is not offered where the feed of the vendor has it elsewhere only', () => {
    const { regions } = table('aws-msk/2025-10-09')
    expect(regions['us-west-1']?.notOffered).toEqual(['broker.express.', 'express.', 'serverless.'])
    expect(regions['us-east-1']?.notOffered).toBeUndefined()
    expect(regions['ap-southeast-5']?.notOffered).toContain('broker.kafka.m5.')
    expect(Object.values(regions).filter(region => 'serverless.cluster' in region.skus)).toHaveLength(14)
    expect(Object.values(regions).filter(region => 'express.data-in' in region.skus)).toHaveLength(30)
    expect(Object.values(regions).filter(region => 'replicator.hours' in region.skus)).toHaveLength(16)
  })

  it('is missing, not denied, where only a later reading has it', () => {
    const region = table('aws-ec2/2025-06-13').regions['ap-southeast-1']
    expect(region?.skus['instance.m8g.large']).toBeUndefined()
    expect(region?.notOffered).toBeUndefined()
  })

  it('is missing where no source gives a price', () => {
    expect(pricesOf('aws-sqs/2025-08-28', 'us-west-2', 'requests.fair')).toEqual([])
    expect(pricesOf('aws-sns/2025-08-28', 'us-gov-west-1', 'publish.fifo')).toEqual([])
    expect(pricesOf('aws-network/2025-11-04', 'ap-southeast-3', 'inter-region.sa-east-1')).toEqual([])
  })

  it('is named by the shortest beginning that holds nothing sold', () => {
    expect(beginningsNotSold(new Set(['a.b.c', 'a.b.d', 'a.e']), new Set(['a.e']))).toEqual(['a.b.'])
    expect(beginningsNotSold(new Set(['a.b.c', 'a.b.d']), new Set(['a.b.d']))).toEqual(['a.b.c'])
    expect(beginningsNotSold(new Set(['a.b']), new Set(['a.b']))).toEqual([])
  })
})

describe('limits and capacities', () => {
  it('of SQS are those of their time', () => {
    const limits = (version: string) => ['maximumMessageBytes', 'maximumCallBytes', 'fairQueues', 'inFlightMessagesFifo'].map(name => factValue(version, name))
    expect(limits('aws-sqs/2025-06-05')).toEqual([262144, 262144, false, 120000])
    expect(limits('aws-sqs/2025-08-28')).toEqual([1048576, 1048576, true, 120000])
    expect(Object.values(table('aws-sqs/2025-06-05').regions).some(region => 'requests.fair' in region.skus)).toBe(false)
  })

  it('of FIFO high throughput are known for eleven regions', () => {
    const quotas = factValue('aws-sqs/2025-08-28', 'fifoHighThroughputCallsPerSecond') as Record<string, number>
    expect(Object.keys(quotas)).toHaveLength(11)
    expect(quotas).toMatchObject({ 'us-east-1': 70000, 'eu-central-1': 19000, 'ap-south-1': 9000, 'sa-east-1': 4500 })
  })

  it('of every priced broker are known', () => {
    const { regions, facts } = table('aws-msk/2025-10-09')
    const brokers = [...Object.keys(facts['standardBrokers'] as object), ...Object.keys(facts['expressBrokers'] as object)].map(type => `broker.${type}`)
    const skus = new Set(Object.values(regions).flatMap(region => Object.keys(region.skus)).filter(sku => sku.startsWith('broker.')))
    expect(new Set(brokers)).toEqual(skus)
  })

  it('of the same hardware are the same in MSK and in EC2', () => {
    const brokers = table('aws-msk/2025-10-09').facts['standardBrokers'] as Record<string, Record<string, unknown>>
    const instances = table('aws-ec2/2025-06-13').facts['instances'] as Record<string, Record<string, unknown>>
    const shared = Object.keys(instances).filter(type => `kafka.${type}` in brokers)
    expect(shared).toHaveLength(12)
    for (const type of shared) {
      const { vcpu, memoryGib, volumeMibPerSecond, networkMibPerSecond, generation } = brokers[`kafka.${type}`]!
      expect(instances[type]).toMatchObject({ vcpu, memoryGib, volumeMibPerSecond, networkMibPerSecond, generation })
    }
  })

  it('of EC2 are rounded down to MiB/s and left out where no volume figure is known', () => {
    const instances = table('aws-ec2/2025-06-13').facts['instances'] as Record<string, Record<string, unknown>>
    expect(instances['m6g.large']).toMatchObject({ volumeMibPerSecond: 75.1, networkMibPerSecond: 89.4, generation: 6, family: 'm6g', burstable: false })
    expect(instances['t4g.large']).toMatchObject({ burstable: true })
    expect(instances['m8g.large']).toMatchObject({ confidence: 'inferred' })
    expect(instances).not.toHaveProperty('i4i.12xlarge')
    expect(pricesOf('aws-ec2/2025-06-13', 'us-east-1', 'instance.i4i.12xlarge')).toHaveLength(1)
  })

  it('of a Kafka cluster are those of the sizing method', () => {
    expect(['safetyStorageFactor', 'safetyNetworkFactor', 'safetyTieredAddition', 'utilisation', 'storageHeadroom', 'recordOverheadBytes'].map(name => factValue('kafka-sizing/2025-06-05', name)))
      .toEqual([6.5, 5.7, 1.5, 0.5, 0.5, 10.61])
    expect(factValue('kafka-sizing/2025-06-05', 'partitionReplicasByVcpu')).toEqual([{ upToVcpu: 4, replicas: 1000 }, { upToVcpu: 8, replicas: 2000 }, { upToVcpu: null, replicas: 4000 }])
  })

  it('of the people who run it cover every activity in every deployment', () => {
    const activities = (factValue('operations/2025-06-05', 'activities') as Array<{ id: string }>).map(({ id }) => id)
    const coefficients = factValue('operations/2025-06-05', 'deploymentCoefficients') as Record<string, Record<string, number>>
    const models = Object.keys(factValue('operations/2025-06-05', 'band') as object)
    expect(activities).toHaveLength(17)
    expect(models).toHaveLength(11)
    expect(Object.keys(coefficients)).toEqual(activities)
    for (const activity of activities) expect(Object.keys(coefficients[activity]!)).toEqual(models)
  })
})

describe('Confluent Cloud', () => {
  const version = 'confluent-cloud/2026-10-06'

  it.each([
    // Price page as transcribed 2026-09-21 to 2026-10-04
    ['basic.units', '0.14'], ['basic.data-in', '0.05'], ['basic.data-out', '0.05'], ['basic.storage', '0.08'],
    ['standard.units', '0.75'], ['standard.storage', '0.08'],
    ['freight.units', '2.25'], ['freight.storage', '0.03'],
    ['enterprise.storage', '0.08']
  ])('sells %s for %s', (sku, price) => {
    expect(pricesOf(version, 'base', sku)).toEqual([price])
  })

  it.each([
    // 1.75 to 2.25, in the middle; throughput at its first tier, down to the last one
    ['enterprise.units', '2', '1.75', '2.25'],
    ['standard.data-in', '0.05', '0.035', '0.05'], ['standard.data-out', '0.05', '0.035', '0.05'],
    ['enterprise.data-in.private-link', '0.05', '0.02', '0.05'], ['enterprise.data-out.private-link', '0.05', '0.02', '0.05'],
    // Note on PNI of 2026-08-18
    ['enterprise.data-in.private-network-interface', '0.04', '0.02', '0.04'], ['enterprise.data-out.private-network-interface', '0.04', '0.02', '0.04'],
    ['freight.data-in', '0.03', '0.014', '0.03'], ['freight.data-out', '0.03', '0.014', '0.03']
  ])('prints %s as a range: %s, from %s to %s', (sku, price, low, high) => {
    const sold = table(version).regions['base']!.skus[sku]!
    expect([sold.rate, sold.range]).toEqual([{ kind: 'flat', price }, { low, high }])
  })

  it('has no price of Dedicated, which is sold by quote', () => {
    expect(Object.keys(table(version).regions['base']!.skus).filter(sku => sku.startsWith('dedicated'))).toEqual([])
  })

  it('claims no price as official: Confluent was read by others', () => {
    expect(new Set(Object.values(table(version).regions['base']!.skus).map(sku => sku.confidence))).toEqual(new Set(['third-party']))
  })

  it.each([
    // Cluster types, limits per eCKU and CKU as enforced in 2026: in, out, partitions, connections, attempts, requests; units, partitions of a cluster, MB a message, copies billed
    ['basic', [5, 15, 30, 20, 5, 100], [50, 1500, 8, 3]],
    ['standard', [25, 75, 250, 1000, 50, 1500], [10, 2500, 8, 3]],
    ['enterprise', [60, 180, 3000, 18000, 500, 7500], [32, 96000, 20, 3]],
    ['freight', [60, 180, 3000, 18000, 500, 15000], [152, 50000, 20, 1]],
    ['dedicated', [60, 180, 4500, 18000, 500, 15000], [152, 100000, 20, 3]]
  ])('limits %s by unit and by cluster', (plan, perUnit, perCluster) => {
    const facts = table(version).facts[plan] as Record<string, { value: unknown }>
    const values = (names: readonly string[]) => names.map(name => facts[name]!.value)
    expect(values(['ingressMegabytesPerSecond', 'egressMegabytesPerSecond', 'partitions', 'clientConnections', 'connectionAttemptsPerSecond', 'requestsPerSecond'])).toEqual(perUnit)
    expect(values(['maximumUnits', 'clusterPartitions', 'messageMegabytes', 'billedCopies'])).toEqual(perCluster)
  })
})

describe('regions of other clouds that stand for one of AWS', () => {
  const lists = (cloud: string) => factValue('cloud-regions/2025-06-05', cloud) as Record<string, string[]>

  it.each(['gcp', 'azure'])('are known in %s for every region with prices, each named once', cloud => {
    const codes = Object.keys(table('aws-sqs/2025-06-05').regions)
    expect(Object.keys(lists(cloud)).sort()).toEqual(codes.sort())
    for (const [code, regions] of Object.entries(lists(cloud))) {
      // Google Cloud has no region that stands for GovCloud.
      expect(regions.length === 0, code).toBe(cloud === 'gcp' && code.startsWith('us-gov-'))
      expect(new Set(regions).size, code).toBe(regions.length)
    }
  })

  it.each([
    // Virginia, Ohio, California, Oregon; Frankfurt, Ireland, London; Tokyo, Singapore, Sydney, São Paulo, Cape Town
    ['gcp', 'us-east-1', ['us-east4', 'us-east5', 'us-east1', 'us-central1']],
    ['gcp', 'us-east-2', ['us-east5', 'us-east4']],
    ['gcp', 'us-west-1', ['us-west2']],
    ['gcp', 'us-west-2', ['us-west1']],
    ['gcp', 'eu-central-1', ['europe-west3']],
    ['gcp', 'eu-west-1', ['europe-west2', 'europe-west1']],
    ['gcp', 'ap-northeast-1', ['asia-northeast1', 'asia-northeast2']],
    ['gcp', 'ap-southeast-1', ['asia-southeast1']],
    ['gcp', 'sa-east-1', ['southamerica-east1']],
    ['azure', 'us-east-1', ['eastus', 'eastus2']],
    ['azure', 'us-west-2', ['westus2', 'westus']],
    ['azure', 'us-gov-east-1', ['usgovvirginia']],
    ['azure', 'eu-west-1', ['northeurope']],
    ['azure', 'eu-west-2', ['uksouth', 'ukwest', 'westeurope']],
    ['azure', 'ap-southeast-2', ['australiaeast']],
    ['azure', 'af-south-1', ['southafricanorth']]
  ])('%s: %s has %j nearest', (cloud, code, nearest) => {
    expect(lists(cloud)[code]?.slice(0, nearest.length)).toEqual(nearest)
  })

  it('do not leave the country outside of the United States and Europe, nor GovCloud the government cloud of Azure', () => {
    expect(lists('gcp')['sa-east-1']).toEqual(['southamerica-east1'])
    expect(lists('azure')['ca-west-1']).toEqual(['canadacentral', 'canadaeast'])
    expect(lists('azure')['us-gov-west-1']).toEqual(['usgovarizona', 'usgovtexas', 'usgovvirginia'])
    expect(Object.values(lists('azure')['us-west-1'] ?? {})).toContain('eastus')
    expect(Object.values(lists('gcp')['us-west-2'] ?? {})).toContain('us-central1')
  })
})

describe('the script that writes tables', () => {
  it('keeps every digit of a price', () => {
    expect(pricePer(0.4, 1_000_000)).toBe('0.0000004')
    expect(pricePer(0.3675, 1_000_000)).toBe('0.0000003675')
    expect(pricePer(0.03, 10_000)).toBe('0.000003')
    expect(priceText('0.2100000000')).toBe('0.21')
    expect(priceText(1e-7)).toBe('0.0000001')
  })

  it('refuses a price that no decimal ends', () => {
    expect(() => pricePer(1, 3)).toThrow('no end')
  })

  it('never rounds a capacity up', () => {
    expect(mebibytes(78.75)).toBe(75.1)
    expect(mebibytes(1.048576)).toBe(1)
  })

  it('takes the commonest price of a row, and the lower of two equally common', () => {
    expect(commonest([0.02, 0.01, 0.02])).toBe(0.02)
    expect(commonest([0.09, 0.08])).toBe(0.08)
  })
})

describe('own servers and what stands beside a cluster', () => {
  it.each([
    // No published price: 12,000 before 2026 and the rises of 15 to 30 %; 37signals paid about 600,000 for 16 machines
    ['server.rack', '15000', { low: '6000', high: '37500' }, 'judgement'],
    ['server.small', '4500', { low: '3000', high: '6000' }, 'judgement'],
    ['network.fabric', '60', undefined, 'judgement'],
    // EIA, commercial average of the United States, read 2026-04-26
    ['electricity', '0.146', undefined, 'third-party'],
    // A kW and month: second half of 2025; CBRE second half of 2024 and the world in early 2025
    ['colocation', '196', { low: '184.06', high: '217.3' }, 'third-party'],
    ['network.inter-zone', '0', undefined, 'judgement']
  ])('%s is %s', (sku, price, range, confidence) => {
    expect(pricesOf('on-premises/2026-04-26', 'base', sku)).toEqual([price])
    expect(table('on-premises/2026-04-26').regions['base']!.skus[sku]).toMatchObject({ ...(range === undefined ? {} : { range }), confidence })
  })

  it('are sized by what the facts give: half a kilowatt, five years, 15 % a year, a PUE of 1.54', () => {
    expect(['amortisationMonths', 'maintenancePercentPerYear', 'powerUsageEffectiveness', 'edgePowerUsageEffectiveness', 'spareServers', 'edgeBrokersMaximum'].map(name => factValue('on-premises/2026-04-26', name))).toEqual([60, 15, 1.54, 1, 1, 3])
    // 4 × 3,840 GB; 25 Gbit/s are 25,000,000,000 / 8 / 1,048,576 = 2,980.23 MiB/s; 1 Gbit/s is 119.2
    expect(table('on-premises/2026-04-26').facts['servers']).toMatchObject({
      rack: { vcpu: 32, memoryGib: 128, localStorageGb: 15360, networkMibPerSecond: 2980.23, averagePowerWatts: 350, colocationKilowatts: 0.5 },
      small: { vcpu: 8, memoryGib: 32, localStorageGb: 3840, networkMibPerSecond: 119.2, averagePowerWatts: 100, colocationKilowatts: 0.2 }
    })
  })

  it.each([
    // Confluent for Kubernetes, sizing table: the minimum
    ['schemaRegistry', { machines: 2, vcpu: 2, memoryGib: 4, volumeGib: 0 }],
    ['connectWorker', { machines: 1, vcpu: 4, memoryGib: 16, volumeGib: 50 }],
    ['replicator', { machines: 2, vcpu: 4, memoryGib: 16, volumeGib: 0 }],
    // Prometheus 2 CPU, 8 GB, 200 GB and Grafana 1 CPU, 2 GB
    ['monitoring', { machines: 1, vcpu: 3, memoryGib: 10, volumeGib: 200 }]
  ])('%s is %j', (name, machine) => {
    expect(factValue('kafka-companions/2025-06-05', name)).toEqual(machine)
  })
})

describe('what Kubernetes keeps', () => {
  it.each([
    // m7g.xlarge leaves 3,920 of 4,000 mCPU, and 14,103 of 16,384 MiB: 13.9 %
    ['processorPercent', 2],
    ['memoryPercent', 14],
    // 200 mCPU and 384 MiB
    ['operatorVcpu', 0.2],
    ['operatorMemoryGib', 0.375]
  ])('%s is %d', (name, value) => {
    expect(factValue('kubernetes/2025-06-05', name)).toBe(value)
  })
})

describe('prices of Event Hubs and of Google managed Kafka', () => {
  it.each([
    // Azure retail price API: queried 2026-10-04 for Standard and Premium, kept since August 2024 for the rest; 0.028 a million events
    ['azure-event-hubs/2026-10-04', 'eastus', 'standard.unit', ['0.03']],
    ['azure-event-hubs/2026-10-04', 'eastus', 'standard.events', ['0.000000028']],
    ['azure-event-hubs/2026-10-04', 'eastus', 'premium.unit', ['1.027']],
    ['azure-event-hubs/2026-10-04', 'eastus', 'premium.events', ['0']],
    ['azure-event-hubs/2026-10-04', 'eastus', 'premium.storage', ['0.1']],
    ['azure-event-hubs/2026-10-04', 'eastus', 'dedicated.unit', ['6.849']],
    ['azure-event-hubs/2026-10-04', 'eastus', 'inter-zone', ['0']],
    // The answer of the retail price API for Hot LRS in East US
    ['azure-event-hubs/2026-10-04', 'eastus', 'standard.storage', ['0.0208', '0.019968', '0.019136']],
    ['azure-event-hubs/2026-10-04', 'centralindia', 'premium.unit', ['1.438']],
    ['azure-event-hubs/2026-10-04', 'uaenorth', 'premium.unit', ['1.468']],
    // Google's price page as quoted on 2026-08-27: 0.17 and 0.10 a GiB and month over 730 hours
    ['gcp-managed-kafka/2026-10-04', 'us-central1', 'compute.dcu', ['0.09']],
    ['gcp-managed-kafka/2026-10-04', 'us-central1', 'storage.local', ['0.000232877']],
    ['gcp-managed-kafka/2026-10-04', 'us-central1', 'storage.long-term', ['0.000136986']],
    ['gcp-managed-kafka/2026-10-04', 'us-central1', 'inter-zone.replication', ['0.01']],
    ['gcp-managed-kafka/2026-10-04', 'us-central1', 'inter-zone.clients', ['0.01']]
  ])('%s %s %s', (version, region, sku, prices) => {
    expect(pricesOf(version, region, sku)).toEqual(prices)
  })

  it('are missing where no source gives one: events of UAE North, any other region', () => {
    expect(pricesOf('azure-event-hubs/2026-10-04', 'uaenorth', 'standard.events')).toEqual([])
    expect(Object.keys(table('azure-event-hubs/2026-10-04').regions)).toEqual(['eastus', 'centralindia', 'uaenorth'])
    expect(Object.keys(table('gcp-managed-kafka/2026-10-04').regions)).toEqual(['us-central1'])
  })

  it('say whose regions they have', () => {
    expect(['azure-event-hubs/2026-10-04', 'gcp-managed-kafka/2026-10-04'].map(version => table(version).cloud)).toEqual(['azure', 'gcp'])
  })

  it('stand beside the limits of the tiers and of a vCPU', () => {
    const tiers = table('azure-event-hubs/2026-10-04').facts['tiers'] as Record<string, Record<string, unknown>>
    expect(tiers['standard']).toMatchObject({ unitsMaximum: 40, includedGbPerUnit: 84, retentionDaysMaximum: 7, ingressEventsPerSecond: 1000, egressEventsPerSecond: 4096, perNamespace: { eventHubs: 10, connections: 5000 }, perEventHub: { partitions: 32, consumerGroups: 20 } })
    expect(tiers['premium']).toMatchObject({ unitsSold: [1, 2, 4, 8, 16], includedGbPerUnit: 1000, retentionDaysMaximum: 90, perUnit: { eventHubs: 100, partitions: 200, connections: 10000 } })
    expect(tiers['dedicated']).toMatchObject({ unitsMinimumInSeveralZones: 3, unitsMaximum: 10, includedGbPerUnit: 10000, perUnit: { partitions: 2000 } })
    expect(['dcuPerVcpu', 'dcuPerGib', 'vcpuMinimum', 'vcpuMegabytesPerSecond', 'readsPerWrite', 'utilisation', 'localGibPerVcpu'].map(name => factValue('gcp-managed-kafka/2026-10-04', name))).toEqual([0.6, 0.1, 3, 20, 4, 0.5, 100])
  })
})

describe('prices of Redpanda, WarpStream and Aiven', () => {
  it.each([
    // Redpanda's announcement of 2025-03-25, read again on 2026-10-04
    ['redpanda-cloud/2026-10-04', 'serverless.uptime', ['0.1']],
    ['redpanda-cloud/2026-10-04', 'serverless.data-in', ['0.045']],
    ['redpanda-cloud/2026-10-04', 'serverless.data-out', ['0.04']],
    ['redpanda-cloud/2026-10-04', 'serverless.partition', ['0.0015']],
    ['redpanda-cloud/2026-10-04', 'serverless.storage', ['0.09']],
    // WarpStream's price page of 2026-08-22 as transcribed
    ['warpstream/2026-10-04', 'cluster.dev', ['0.0345']],
    ['warpstream/2026-10-04', 'cluster.fundamentals', ['0.1725']],
    ['warpstream/2026-10-04', 'cluster.pro', ['0.52083']],
    ['warpstream/2026-10-04', 'schema-registry', ['0.34722']],
    ['warpstream/2026-10-04', 'written', ['0.01', '0.0075', '0.0055', '0.004', '0.003']],
    ['warpstream/2026-10-04', 'stored', ['0.01', '0.0085', '0.0075', '0.006', '0.004']],
    // Aiven's announcement of 2026-08-26
    ['aiven/2026-08-26', 'compute.lowest-step', ['235']],
    ['aiven/2026-08-26', 'storage', ['0.1']],
    ['aiven/2026-08-26', 'classic.data-in', ['0.02']],
    ['aiven/2026-08-26', 'classic.data-out', ['0.04']]
  ])('%s %s', (version, sku, prices) => {
    expect(pricesOf(version, 'base', sku)).toEqual(prices)
  })

  it('change at 50, 300, 1,550 and 7,800 TiB written to WarpStream, and at 50, 300, 800 and 1,800 stored', () => {
    // × 1,024 GiB
    const bounds = (sku: string) => {
      const rate = table('warpstream/2026-10-04').regions['base']?.skus[sku]?.rate
      return rate !== undefined && 'tiers' in rate ? rate.tiers.map(tier => tier.upTo) : []
    }
    expect(bounds('written')).toEqual(['51200', '307200', '1587200', '7987200', null])
    expect(bounds('stored')).toEqual(['51200', '307200', '819200', '1843200', null])
  })

  it('name no region', () => {
    for (const version of ['redpanda-cloud/2026-10-04', 'warpstream/2026-10-04', 'aiven/2026-08-26']) {
      expect([table(version).cloud, Object.keys(table(version).regions)]).toEqual(['none', ['base']])
    }
  })

  it('stand beside the limits that the vendors document', () => {
    const limits = ['serverlessIngressMegabytesPerSecond', 'serverlessEgressMegabytesPerSecond', 'serverlessPartitions', 'serverlessMessageMib', 'serverlessConnections', 'serverlessConsumerGroups']
    expect(limits.map(name => factValue('redpanda-cloud/2026-10-04', name))).toEqual([100, 300, 5000, 20, 10000, 200])
    const tiers = factValue('redpanda-cloud/2026-10-04', 'dedicatedTiers') as Array<{ ingressMegabytesPerSecond: number, partitions: number }>
    expect(tiers.map(one => [one.ingressMegabytesPerSecond, one.partitions])).toEqual([[20, 2000], [50, 5600], [100, 11300], [200, 22800], [400, 45600]])
    const plans = factValue('warpstream/2026-10-04', 'plans') as Array<{ partitions: number, availabilityPercent: number | null }>
    expect(plans.map(one => [one.partitions, one.availabilityPercent])).toEqual([[4096, null], [16384, 99.9], [50000, 99.99]])
    expect(['stepIngressMegabytesPerSecond', 'stepEgressMegabytesPerSecond'].map(name => factValue('aiven/2026-08-26', name))).toEqual([1, 3])
  })
})

describe('self-managed Kafka on other clouds', () => {
  const gcp = 'gcp-compute-engine/2026-07-30'
  const azure = 'azure-vm/2026-08-01'
  const instances = (version: string) => table(version).facts['instances'] as Record<string, Record<string, unknown>>

  it('has the prices of machines that were read', () => {
    // the price file of 2026-07-30; eastus as in the catalogue
    expect(pricesOf(gcp, 'us-central1', 'instance.n2-standard-8')).toEqual(['0.388472'])
    expect(pricesOf(gcp, 'europe-west1', 'instance.n2-standard-8')).toEqual(['0.427336'])
    expect(pricesOf(gcp, 'asia-northeast1', 'instance.c3-standard-8-lssd')).toEqual(['0.624659'])
    expect(pricesOf(gcp, 'us-east4', 'instance.e2-standard-2')).toEqual(['0.075471'])
    expect(pricesOf(azure, 'eastus', 'instance.Standard_D8s_v5')).toEqual(['0.384'])
    expect(pricesOf(azure, 'eastus', 'instance.Standard_L8s_v3')).toEqual(['0.696'])
    expect(pricesOf(azure, 'eastus', 'instance.Standard_L8as_v3')).toEqual(['0.624'])
  })

  it('has volumes with what is bought beside their size', () => {
    expect(pricesOf(gcp, 'asia-northeast1', 'pd-balanced.storage')).toEqual(['0.13'])
    expect(pricesOf(gcp, 'europe-west3', 'pd-ssd.storage')).toEqual(['0.204'])
    expect(['storage', 'iops', 'throughput'].map(part => pricesOf(gcp, 'us-central1', `hyperdisk-balanced.${part}`)[0])).toEqual(['0.08', '0.005', '0.04'])
    expect(['storage', 'iops', 'throughput'].map(part => pricesOf(azure, 'eastus', `premium-ssd-v2.${part}`)[0])).toEqual(['0.0803', '0.00511', '0.04015'])
    expect(table(gcp).facts['volumes']).toMatchObject({ 'pd-balanced': { freeIops: 3000, freeMibPerSecond: 140, iopsPerGib: 6, mibPerSecondPerGib: 0.28 }, 'hyperdisk-balanced': { freeMibPerSecond: 140, mibPerSecondPerGib: null } })
    expect(table(azure).facts['volumes']).toMatchObject({ 'premium-ssd-v2': { freeIops: 3000, freeMibPerSecond: 125 } })
  })

  it('has the most that a volume gives in versions of November 2026, and changed nothing else of Azure', () => {
    const [before, now] = [table(azure), table('azure-vm/2026-11-26')]
    const { 'premium-ssd-v2': { maximum, ...rest } } = now.facts['volumes'] as { 'premium-ssd-v2': Record<string, unknown> }
    // 1,200 MB/s / 1.048576 = 1,144.4
    expect(maximum).toMatchObject({ iops: 80_000, mibPerSecond: 1144, confidence: 'third-party' })
    expect({ ...now.facts, volumes: { 'premium-ssd-v2': rest } }).toEqual(before.facts)
    expect([now.regions, now.sources]).toEqual([before.regions, expect.objectContaining(before.sources)])
    expect(table('gcp-compute-engine/2026-11-26').facts['volumes']).toMatchObject({ 'hyperdisk-balanced': { maximum: { iops: 160_000, mibPerSecond: 2400 } } })
  })

  it('told transfers of Google apart by continent in November 2026, and changed nothing else that has a price', () => {
    const [before, now] = [table(gcp), table('gcp-compute-engine/2026-11-26')]
    expect(Object.keys(now.regions)).toEqual(Object.keys(before.regions))
    for (const [code, { skus }] of Object.entries(now.regions)) {
      const { 'inter-region.within-continent': within, 'inter-region.between-continents': between, ...rest } = skus
      expect({ ...now.regions[code], skus: rest }).toEqual(before.regions[code])
      expect([within, between].map(sku => [sku!.rate, sku!.range])).toEqual([
        [{ kind: 'flat', price: '0.015' }, { low: '0.01', high: '0.02' }],
        [{ kind: 'flat', price: '0.05' }, { low: '0.02', high: '0.08' }]
      ])
    }
    expect([now.facts['instances'], now.facts['commitments'], now.sources]).toEqual([before.facts['instances'], before.facts['commitments'], before.sources])
  })

  it('sells Hyperdisk where its price is known only', () => {
    expect(Object.entries(table(gcp).regions).filter(([, region]) => 'hyperdisk-balanced.storage' in region.skus).map(([code]) => code)).toEqual(['us-central1'])
  })

  it('pays for bytes between zones once on Google and never on Azure', () => {
    expect([pricesOf(gcp, 'us-central1', 'inter-zone'), pricesOf(azure, 'eastus', 'inter-zone')]).toEqual([['0.01'], ['0']])
    expect(table(azure).regions['eastus']!.skus['inter-zone']!.source).toBe('az-interaz')
  })

  it('does not pass a slip of the price file on', () => {
    expect(pricesOf(gcp, 'europe-west1', 'internet-egress')).toEqual(['0.12', '0.11', '0.085'])
    expect(pricesOf(gcp, 'asia-northeast1', 'internet-egress')).toEqual(['0.12', '0.12', '0.085'])
    expect(table(gcp).regions['asia-northeast1']!.skus['internet-egress']!.confidence).toBe('inferred')
  })

  it('has the object stores and the control planes of Kubernetes', () => {
    expect(pricesOf(gcp, 'us-east4', 'storage.standard')).toEqual(['0.023'])
    expect(pricesOf(azure, 'eastus', 'storage.hot-lrs')).toEqual(['0.0208', '0.01997', '0.01914'])
    expect([pricesOf(gcp, 'us-central1', 'requests.put'), pricesOf(azure, 'eastus', 'requests.put')]).toEqual([['0.000005'], ['0.0000055']])
    expect([pricesOf(gcp, 'us-central1', 'gke.cluster'), pricesOf(azure, 'eastus', 'aks.cluster')]).toEqual([['0.1'], ['0.1']])
  })

  it('knows what every priced machine sustains, or says that it does not', () => {
    for (const version of [gcp, azure]) {
      const skus = new Set(Object.values(table(version).regions).flatMap(region => Object.keys(region.skus)).filter(sku => sku.startsWith('instance.')))
      expect(new Set(Object.keys(instances(version)).map(type => `instance.${type}`))).toEqual(skus)
    }
    // 16 Gbit/s / 8 / 2^20; 12,500 Mbit/s; 290 MB/s
    expect(instances(gcp)['n2-standard-8']).toMatchObject({ vcpu: 8, memoryGib: 32, volumeMibPerSecond: 800, networkMibPerSecond: 1907.34, networkIsMaximum: true })
    expect(instances(gcp)['c4a-standard-8']).toMatchObject({ volumeMibPerSecond: null, volumes: ['hyperdisk-balanced'] })
    expect(instances(azure)['Standard_D8s_v5']).toMatchObject({ volumeMibPerSecond: 276.56, networkMibPerSecond: 1490.11 })
    // 2 × 375 GiB
    expect(instances(gcp)['c3-standard-8-lssd']).toMatchObject({ localStorageGb: 805.306368, volumes: [] })
  })

  it('knows the discount of a commitment by family, and not of every family', () => {
    expect(table(gcp).facts['commitments']).toMatchObject({ n2: { sustainedUsePercent: 20, oneYearPercent: 37, threeYearsPercent: 55 }, c4a: { oneYearPercent: 34 } })
    expect(table(azure).facts['commitments']).toMatchObject({ Dsv5: { oneYearPercent: 41, threeYearsPercent: 62, confidence: 'inferred' } })
    expect(table('aws-commitments/2025-06-05').facts['commitments']).toMatchObject({ m5: { oneYearPercent: 37.5, threeYearsPercent: 57.8, confidence: 'third-party' }, m7g: { oneYearPercent: 33.8, threeYearsPercent: 54.6, confidence: 'inferred' } })
    expect(Object.keys(table(azure).facts['commitments'] as object)).toEqual(['Dsv5'])
  })
})
