import type { PriceTableDocument } from '../../../src/pricing/price-table.ts'
import { byRegion, calculatorFeed, notCovered, openFeed, sqsFacts, sqsSources, verifiedAgainstFeed } from '../aws.ts'
import { priceText, pricePer } from '../exact.ts'
import type { Facts } from '../facts.ts'
import { fact, flat, graduated } from '../table.ts'

const THOUSAND = 1000
const EXTENDED_CLIENT_BYTES = 2_147_483_648

export function awsS3Table (facts: Facts): PriceTableDocument {
  const json = sqsFacts(facts)
  const rateCode = openFeed(facts, 's3.2025-10-22.subset.json')
  return {
    id: 'aws-s3',
    version: '2025-10-22',
    title: 'Amazon S3 Standard storage and requests',
    provider: 'Amazon Web Services',
    currency: 'USD',
    provenance: [
      `Prices: the AWS Pricing Calculator feed for S3 of 2025-10-22, 35 regions. ${calculatorFeed} ${verifiedAgainstFeed} Those of us-east-1, with the tier bounds of 51,200 and 512,000 GB, were read live again on 2026-10-08.`,
      'The bounds of the storage tiers are those of the entry names, first 50 TB and next 450 TB.',
      'Deletes are free according to memory only; this table has no price for them.',
      'The two gigabytes of the SQS Extended Client are what its documentation says; that they are 2^31 bytes is the reading of this table.',
      notCovered
    ],
    sources: sqsSources(json, ['S2-s3', 'S5', 'S11']),
    facts: {
      extendedClientMaximumBytes: fact(EXTENDED_CLIENT_BYTES, 'S11', 'official')
    },
    regions: byRegion(json, ({ name, s3_standard: s3 }) => {
      const tiers = ([
        ['51200', s3.usd_per_gb_month_first_50tb, 'Standard Storage First 50 TB per GB Mo'],
        ['512000', s3.usd_per_gb_month_next_450tb, 'Standard Storage Next 450 TB per GB Mo'],
        [null, s3.usd_per_gb_month_over_500tb, 'Standard Storage Over 500 TB per GB Mo']
      ] as const).map(([upTo, price, entry]) => ({ upTo, price: priceText(price), skuPriceId: rateCode(name, entry, priceText(price)) }))
      const requests = (title: string, listed: number, entry: string) => {
        const price = pricePer(listed, THOUSAND)
        return flat(title, 'Requests', price, { source: 'S2-s3', confidence: 'official', skuPriceId: rateCode(name, entry, price) })
      }
      return {
        'storage.standard': graduated('S3 Standard storage', 'GB-Months', tiers.map(({ upTo, price }) => [upTo, price] as const), { source: 'S2-s3', confidence: 'official', skuPriceId: tiers[0]!.skuPriceId }),
        'requests.put': requests('PUT, COPY, POST and LIST requests', s3.usd_per_1000_put, 'PUT COPY/POST or LIST requests per Requests'),
        'requests.get': requests('GET and all other requests', s3.usd_per_1000_get, 'GET and all other requests per Requests')
      }
    })
  }
}
