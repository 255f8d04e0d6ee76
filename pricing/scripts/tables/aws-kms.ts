import type { PriceTableDocument } from '../../../src/pricing/price-table.ts'
import { byRegion, calculatorFeed, notCovered, openFeed, sqsFacts, sqsSources, verifiedAgainstFeed } from '../aws.ts'
import { pricePer } from '../exact.ts'
import type { Facts } from '../facts.ts'
import { fact, flat } from '../table.ts'

const TEN_THOUSAND = 10_000

export function awsKmsTable (facts: Facts): PriceTableDocument {
  const json = sqsFacts(facts)
  const { kms: rules } = json.rules
  const rateCode = openFeed(facts, 'kms.2025-08-28.min.json')
  return {
    id: 'aws-kms',
    version: '2025-08-28',
    title: 'AWS KMS requests and customer managed keys',
    provider: 'Amazon Web Services',
    currency: 'USD',
    provenance: [
      `Prices: the AWS Pricing Calculator feed for KMS of 2025-08-28, 35 regions. ${calculatorFeed} ${verifiedAgainstFeed} Those of us-east-1 were confirmed by a price-list reading of 2026-10-03.`,
      'Symmetric requests only. The monthly free requests of KMS are known from memory only and therefore left out.',
      'How long a data key is reused comes from the API model of SQS, not of KMS.',
      notCovered
    ],
    sources: sqsSources(json, ['S2-kms', 'S3', 'S8']),
    facts: {
      dataKeyReuseSecondsMinimum: fact(rules.D_min, 'S8', 'official'),
      dataKeyReuseSecondsMaximum: fact(rules.D_max, 'S8', 'official'),
      dataKeyReuseSecondsDefault: fact(rules.D_default, 'S8', 'official')
    },
    regions: byRegion(json, ({ name, kms }) => {
      const sku = (title: string, unit: 'Requests' | 'Key-Months', price: string, entry: string) =>
        flat(title, unit, price, { source: 'S2-kms', confidence: 'official', skuPriceId: rateCode(name, entry, price) })
      return {
        requests: sku('Requests, symmetric keys', 'Requests', pricePer(kms.usd_per_10k_requests, TEN_THOUSAND), 'API request - Non Free Tier'),
        key: sku('Customer managed key', 'Key-Months', pricePer(kms.usd_per_key_month, 1), 'Encryption Key')
      }
    })
  }
}
