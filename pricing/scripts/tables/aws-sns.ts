import type { PriceTableDocument } from '../../../src/pricing/price-table.ts'
import type { Unit } from '../../../src/pricing/units.ts'
import { byRegion, calculatorFeed, notCovered, openFeed, sqsFacts, sqsSources, verifiedAgainstFeed } from '../aws.ts'
import { pricePer } from '../exact.ts'
import type { Facts } from '../facts.ts'
import { fact, flat, source } from '../table.ts'
import type { RegionDocument } from '../table.ts'

const MILLION = 1_000_000
const MESSAGES_PER_BATCH = 10

interface Item { readonly sku: string, readonly title: string, readonly unit: Unit, readonly key: string, readonly per: number, readonly entry: string }

const items: readonly Item[] = [
  { sku: 'publish.standard', title: 'Publish requests, standard topics', unit: 'Requests', key: 'standard_publish_usd_per_million', per: MILLION, entry: 'Amazon SNS API Requests' },
  { sku: 'delivery.sqs-standard', title: 'Deliveries from standard topics to Amazon SQS', unit: 'Messages', key: 'delivery_to_sqs_standard_usd_per_million', per: MILLION, entry: 'Amazon SQS Notifications' },
  { sku: 'publish.fifo', title: 'Publish requests, FIFO topics', unit: 'Requests', key: 'fifo_publish_usd_per_million', per: MILLION, entry: 'Amazon SNS FIFO API Requests per Requests' },
  { sku: 'publish.fifo-payload', title: 'Payload published to FIFO topics', unit: 'GB', key: 'fifo_publish_payload_usd_per_gb', per: 1, entry: 'SNS FIFO Publish Payload per GB' },
  { sku: 'delivery.sqs-fifo', title: 'Messages delivered from FIFO topics', unit: 'Messages', key: 'fifo_delivery_usd_per_million', per: MILLION, entry: 'Amazon SNS FIFO Subscription Messages per Messages' },
  { sku: 'delivery.sqs-fifo-payload', title: 'Payload delivered from FIFO topics', unit: 'GB', key: 'fifo_delivery_payload_usd_per_gb', per: 1, entry: 'Amazon SNS FIFO Subscription Messages Payload per GB' }
]

export function awsSnsTable (facts: Facts): PriceTableDocument {
  const json = sqsFacts(facts)
  const { sns: rules } = json.rules
  const rateCode = openFeed(facts, 'sns.2025-08-28.min.json')
  return {
    id: 'aws-sns',
    version: '2025-08-28',
    title: 'Amazon SNS publishes and deliveries to Amazon SQS',
    provider: 'Amazon Web Services',
    currency: 'USD',
    provenance: [
      `Prices: the AWS Pricing Calculator feed for SNS of 2025-08-28, 35 regions. ${calculatorFeed} ${verifiedAgainstFeed} Standard publishes and deliveries of us-east-1 were read live again on 2026-10-08.`,
      'The two GovCloud regions have no FIFO prices in the feed: those SKUs are missing there, which does not say that FIFO topics are not sold.',
      'A publish to a standard topic is billed by chunks of 64 KB according to the source of Infracost and AWS\'s own FAQ; 65,536 bytes is the reading of SQS. FIFO publishes are taken as one request each with their payload billed by GB, inferred from the payload being a product of its own.',
      'The first million publishes a month is a price tier of 0 in us-east-1; that it is one allowance per account is inferred.',
      'The largest message is 262,144 bytes in the API model of 2026-08-07. One third-party course says that SNS takes up to 1 MiB by a topic attribute since September 2026; no official text of that was found, and this version is older.',
      'Filtering by payload has a price in the feed and is not in this table.',
      notCovered
    ],
    sources: {
      ...sqsSources(json, ['S2-sns', 'S5', 'S8']),
      'infracost-sns': source('Infracost, SNS topic resource: a publish counts as one request per 64 KB', 'github infracost/infracost, internal/resources/aws/sns_topic.go, 16e91f1e6f4590ddd83bf2986bf9318a012ffc00', 'not dated', 'third-party')
    },
    facts: {
      chunkBytes: fact(rules.chunk_bytes, 'infracost-sns', 'third-party'),
      maximumMessageBytes: fact(rules.max_message_bytes, 'S8', 'official'),
      maximumBatchMessages: fact(MESSAGES_PER_BATCH, 'S8', 'official')
    },
    regions: byRegion(json, ({ name, sns }) => {
      const skus: RegionDocument['skus'] = {}
      for (const { sku, title, unit, key, per, entry } of items) {
        const listed = sns[key]
        if (listed === null || listed === undefined) continue
        const price = pricePer(listed, per)
        skus[sku] = flat(title, unit, price, {
          source: 'S2-sns',
          confidence: 'official',
          skuPriceId: rateCode(name, entry, price),
          ...(sku === 'publish.standard' ? { freeQuantity: String(rules.free_publish_per_month) } : {})
        })
      }
      return skus
    })
  }
}
