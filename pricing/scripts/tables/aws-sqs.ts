import type { PriceTableDocument } from '../../../src/pricing/price-table.ts'
import { byRegion, calculatorFeed, notCovered, openFeed, sqsFacts, sqsSources, verifiedAgainstFeed } from '../aws.ts'
import { pricePer } from '../exact.ts'
import type { Facts } from '../facts.ts'
import { fact, flat, graduated, source } from '../table.ts'
import type { SkuDocument } from '../table.ts'

const MILLION = 1_000_000
const tierNames = ['', ' Tier2', ' Tier3']

const announcements = {
  'fifo-in-flight': source('AWS What is New, November 2024: in-flight limit of FIFO queues raised from 20,000 to 120,000 (title and address as two public documents quote them)',
    'https://aws.amazon.com/about-aws/whats-new/2024/11/amazon-sqs-increases-in-flight-limit-fifo-queues/', '2024-11', 'official'),
  'payload-1mib': source('AWS What is New, August 2025: maximum message payload 1 MiB; effective 4 August 2025 according to github Doist/sqs-workers pull request 136 (2025-08-11)',
    'https://aws.amazon.com/about-aws/whats-new/2025/08/amazon-sqs-max-payload-size-1mib/', '2025-08-04', 'official')
}

export function awsSqsBeforeFairQueues (facts: Facts): PriceTableDocument {
  return sqsTable(facts, false)
}

export function awsSqsWithFairQueues (facts: Facts): PriceTableDocument {
  return sqsTable(facts, true)
}

function sqsTable (facts: Facts, fairQueues: boolean): PriceTableDocument {
  const json = sqsFacts(facts)
  const { sqs: rules } = json.rules
  const rateCode = openFeed(facts, 'queueservice.2025-06-05.json')
  const freeQuantity = String(rules.free_requests_per_month.value)
  const payloadBytes = fairQueues ? rules.max_message_bytes.value : rules.max_message_bytes.previous
  const payloadSource = fairQueues ? 'S8' : 'S9'

  const highThroughput = Object.entries(rules.fifo_throughput.high_throughput_calls_per_second).sort(([a], [b]) => a < b ? -1 : 1)

  return {
    id: 'aws-sqs',
    version: fairQueues ? '2025-08-28' : '2025-06-05',
    title: fairQueues ? 'Amazon SQS requests, with fair queues and messages of 1 MiB' : 'Amazon SQS requests, before fair queues and messages of 1 MiB',
    provider: 'Amazon Web Services',
    currency: 'USD',
    provenance: [
      `Standard and FIFO prices: the AWS Pricing Calculator feed for SQS of 2025-06-05, 35 regions. ${calculatorFeed} ${verifiedAgainstFeed}`,
      'Tier bounds of 100 and 200 billion requests were read for us-east-1 and us-east-2; elsewhere they are inferred from the same rate-code suffixes. Which suffix belongs to which bound follows from the order of the prices.',
      'Confirmed later by SKU and price: us-east-1 in the offers of 2025-08-28 and 2026-09-11 and live on 2026-10-08; us-west-2 FIFO, ap-southeast-3 standard, and the first tiers of eu-west-1 and eu-central-1. Other regions were not read again.',
      'The free million is one allowance per account over all regions and queue types; each SKU here carries it whole, so whoever prices several of them at once must count it once.',
      ...(fairQueues
        ? [
            'This version begins on 2025-08-28 because the offer of that day (AWSQueueService 20250828200713) is the first price reading after both changes. AWS announced fair queues on 2025-07-21 and the 1 MiB payload on 2025-08-04: between those days and 2025-08-28 the earlier version answers with the older limits and without the surcharge.',
            'The fair surcharge of 0.10 per million comes on top of the standard price, flat. It was found for us-east-1, us-east-2, eu-west-1, eu-central-1 and ap-northeast-2; elsewhere it is missing, which is not the same as free. Its SKU is not known. No source read says whether receives and deletes of such messages carry it too.',
            'Contradiction: the calculator feed has no fair entry, the price list has one; the price list was taken.',
            'Contradiction: several AWS pages and client libraries still say 256 KB per message; the API model of 2026-08-07 says 1,048,576 bytes and was taken.'
          ]
        : [
            'Limits are those of the day: 262,144 bytes per message and per call (the limit before 4 August 2025), and no fair queues (announced on 2025-07-21).'
          ]),
      'FIFO queues allow 120,000 messages in flight in both versions: older quota pages say 20,000, which AWS raised in November 2024, before either version begins.',
      'FIFO high-throughput quotas are named only where a source was read; the 2,400 of the remaining regions is from memory and left out. Those of eu-west-2, sa-east-1 and four Asia Pacific regions are of October 2023 and may be higher now.',
      notCovered
    ],
    sources: {
      ...sqsSources(json, ['S1', ...(fairQueues ? ['S4', 'S5', 'S6', 'S7', 'S8', 'S16'] : ['S8', 'S9']), 'S11', 'S12']),
      'S17-S20': source(`${json.sources['S17']!.what}; ${json.sources['S20']!.what}`, `${json.sources['S17']!.url}; ${json.sources['S20']!.url}`, '2023-10 and later', 'third-party'),
      'fifo-in-flight': announcements['fifo-in-flight'],
      ...(fairQueues ? { 'payload-1mib': announcements['payload-1mib'] } : {})
    },
    facts: {
      chunkBytes: fact(rules.chunk_bytes.value, 'S12', 'inferred', 'AWS says 64 KB; that this is 65,536 bytes follows from 256 KB being 262,144 bytes and four chunks'),
      maximumMessageBytes: fact(payloadBytes, payloadSource, 'official'),
      maximumCallBytes: fact(payloadBytes, payloadSource, 'official'),
      maximumBatchMessages: fact(rules.batch.max_messages, 'S11', 'official'),
      minimumRetentionSeconds: fact(rules.retention_seconds.min, 'S8', 'official'),
      maximumRetentionSeconds: fact(rules.retention_seconds.max, 'S8', 'official'),
      inFlightMessagesStandard: fact(rules.in_flight_limit.standard, 'S8', 'official', 'AWS says approximately'),
      inFlightMessagesFifo: fact(rules.in_flight_limit.fifo, 'fifo-in-flight', 'official'),
      fifoCallsPerSecond: fact(rules.fifo_throughput.default_calls_per_second_per_action, 'S11', 'official', 'Per API action, by default and per message group'),
      fifoHighThroughputCallsPerSecond: fact(Object.fromEntries(highThroughput), 'S17-S20', 'third-party', 'Per API action; 70,000 and 19,000 are official text in a mirror, 9,000 and 4,500 of October 2023'),
      fairQueues: fact(fairQueues, fairQueues ? 'S5' : 'S12', fairQueues ? 'official' : 'inferred'),
      maximumPollWaitSeconds: fact(rules.long_poll_max_seconds.value, 'S11', 'official')
    },
    regions: byRegion(json, ({ name, sqs }) => {
      const requests = (kind: 'standard' | 'fifo', title: string, entry: string): SkuDocument => {
        const tiers = sqs[kind].map((tier, index) => {
          const price = pricePer(tier.usd_per_million, MILLION)
          return { upTo: tier.to_requests === null ? null : String(tier.to_requests), price, skuPriceId: rateCode(name, `${entry}${tierNames[index]}`, price) }
        })
        const ids = new Set(tiers.map(tier => tier.skuPriceId))
        if (ids.size !== 1) throw new Error(`the tiers of ${title} in ${name} are of several SKUs`)
        return graduated(title, 'Requests', tiers.map(({ upTo, price }) => [upTo, price] as const), { source: 'S1', confidence: 'official', freeQuantity, skuPriceId: [...ids][0]! })
      }
      const { usd_per_million: fair, source: fairSource } = sqs.fair_surcharge
      return {
        'requests.standard': requests('standard', 'Requests, standard queues', 'Standard per Requests'),
        'requests.fifo': requests('fifo', 'Requests, FIFO queues', 'FIFO first-in first-out per Requests'),
        ...(fairQueues && fair !== null && fairSource !== null
          ? { 'requests.fair': flat('Requests, fair queue surcharge', 'Requests', pricePer(fair, MILLION), { source: fairSource, confidence: fairSource === 'S4' || fairSource === 'S5' ? 'official' : 'third-party', note: 'On top of the price of the standard request' }) }
          : {})
      }
    }, () => fairQueues ? [] : ['requests.fair'])
  }
}
