import type { Confidence } from '../../pricing/price-table.ts'

/** A document that verdicts rest on; addresses were read in copies up to 2026-11-23. */
export interface FitSource { readonly title: string, readonly address: string, readonly confidence: Confidence }

const official = (title: string, address: string): FitSource => ({ title, address, confidence: 'official' })
const thirdParty = (title: string, address: string): FitSource => ({ title, address, confidence: 'third-party' })

const SQS_GUIDE = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide'
const MSK_GUIDE = 'https://docs.aws.amazon.com/msk/latest/developerguide'
const EVENT_HUBS = 'https://learn.microsoft.com/en-us/azure/event-hubs'

/** Everything that verdicts cite, by the name they cite it with. */
export const from = {
  judgement: { title: 'Judgement recorded with the model; no document says it in one place', address: 'docs/fit.md, section "Judgement"', confidence: 'judgement' },
  hours: { title: 'Hours of the operations model in its reference case', address: 'docs/fit.md, section "Hours"', confidence: 'judgement' },

  sqsQuotas: official('Amazon SQS Developer Guide: message quotas', `${SQS_GUIDE}/quotas-messages.html`),
  sqsFifoQuotas: official('Amazon SQS Developer Guide: FIFO queue quotas', `${SQS_GUIDE}/quotas-fifo.html`),
  sqsApi: official('Amazon SQS API model of botocore, 2026-08-07', 'github boto/botocore, botocore/data/sqs/2012-11-05/service-2.json'),
  sqsFifoOrder: official('Amazon SQS Developer Guide: FIFO queue delivery logic', `${SQS_GUIDE}/FIFO-queues-understanding-logic.html`),
  sqsFifoTerms: official('Amazon SQS Developer Guide: FIFO queue key terms', `${SQS_GUIDE}/FIFO-key-terms.html`),
  sqsPrivate: official('Amazon SQS Developer Guide: internetwork traffic privacy', `${SQS_GUIDE}/sqs-internetwork-traffic-privacy.html`),
  sqsGuide: official('Amazon SQS Developer Guide', `${SQS_GUIDE}/welcome.html`),
  sqsPrices: official('Amazon SQS pricing: charge rules', 'https://aws.amazon.com/sqs/pricing/'),
  snsApi: official('Amazon SNS API model of botocore, 2026-08-07', 'github boto/botocore, botocore/data/sns/2010-03-31/service-2.json'),

  kafka: official('Apache Kafka documentation', 'https://kafka.apache.org/documentation/'),
  kafkaOperations: official('Apache Kafka documentation: expanding your cluster', 'https://kafka.apache.org/documentation/#basic_ops_cluster_expansion'),
  kafkaSource: official('Apache Kafka source: LogConfig.java, commit 1eb76443', 'github apache/kafka, commit 1eb76443'),
  kafkaQueues: thirdParty('Apache Kafka 4.2.0, 2026-02-17: share groups are production-ready', 'https://www.axonops.com/blog/apache-kafka-4-2-0-is-out'),

  mskQuota: official('Amazon MSK Developer Guide: quota', `${MSK_GUIDE}/limits.html`),
  mskStandard: official('Amazon MSK Developer Guide: best practices for Standard brokers', `${MSK_GUIDE}/bestpractices.html`),
  mskExpress: official('Amazon MSK Developer Guide: best practices for Express brokers', `${MSK_GUIDE}/bestpractices-express.html`),
  mskServerless: official('Amazon MSK Developer Guide: MSK Serverless', `${MSK_GUIDE}/serverless.html`),
  mskSkill: official('AWS Agent Toolkit: managing-amazon-msk, 2026-08-20', 'github aws/agent-toolkit-for-aws, skill managing-amazon-msk, commit d6ad2e44'),
  mskIam: official('Amazon MSK Developer Guide: how Amazon MSK works with IAM', `${MSK_GUIDE}/security_iam_service-with-iam.html`),

  marketReview: thirdParty('Review of managed Kafka offerings with dated sources, 2026-10-04', 'public document "Ecosystem, managed offerings, cost, licensing & alternatives"'),
  sourceReview: thirdParty('AutoMQ: comparison with other streaming platforms', 'https://github.com/AutoMQ/automq/wiki/AutoMQ-vs-Other-Streaming-Platforms'),

  confluentTypes: official('Confluent Cloud: cluster types', 'https://docs.confluent.io/cloud/current/clusters/cluster-types.html'),
  confluentRegions: official('Confluent Cloud: regions, and support by cluster type', 'https://docs.confluent.io/cloud/current/get-started/regions.html'),
  confluentBilling: official('Confluent Cloud: billing dimensions', 'https://docs.confluent.io/cloud/current/billing/billing-dimensions.html'),
  confluentSecurity: official('Confluent Cloud: security FAQ', 'https://docs.confluent.io/cloud/current/security/security-faq.html'),

  eventHubsKafka: official('Azure Event Hubs for Apache Kafka, 2026-02-05', `${EVENT_HUBS}/azure-event-hubs-apache-kafka-overview`),
  eventHubsAbout: official('What is Azure Event Hubs, 2026-01-27', `${EVENT_HUBS}/event-hubs-about`),
  eventHubsPrices: official('Azure Event Hubs: pricing by tier', 'https://www.azure.cn/en-us/pricing/details/event-hubs/'),
  eventHubsTiers: official('Azure Event Hubs: features and quotas by tier', `${EVENT_HUBS}/compare-tiers`),

  googleOverview: official('Google Managed Service for Apache Kafka: overview', 'https://docs.cloud.google.com/managed-service-for-apache-kafka/docs/overview'),
  googleLimits: official('Google Managed Service for Apache Kafka: limitations', 'https://cloud.google.com/managed-service-for-apache-kafka/docs/limitations'),
  aivenTiered: official('Aiven for Apache Kafka: tiered storage', 'https://aiven.io/docs/products/kafka/howto/enable-kafka-tiered-storage'),
  aivenPrivateLink: official('Aiven: AWS PrivateLink', 'https://aiven.io/docs/platform/privatelink'),
  aivenProvider: thirdParty('Aiven provider of Pulumi: the Kafka service', 'https://www.pulumi.com/registry/packages/aiven/api-docs/kafka'),

  redpandaServerless: official('Redpanda Cloud: Serverless', 'github redpanda-data/cloud-docs, modules/get-started/pages/cluster-types/serverless.adoc'),
  redpandaTiers: official('Redpanda Cloud: tiers', 'github redpanda-data/cloud-docs, modules/reference/partials/tiers.adoc'),
  redpandaBilling: official('Redpanda Cloud: billing', 'https://docs.redpanda.com/cloud-data-platform/billing/billing'),
  redpandaPrivateLink: official('Redpanda Cloud: AWS PrivateLink', 'https://docs.redpanda.com/docs/deploy/deployment-option/cloud/aws-privatelink/'),
  warpstreamLatency: official('WarpStream: low latency clusters', 'https://docs.warpstream.com/warpstream/configuration/low-latency-clusters'),
  warpstreamWrite: official('WarpStream: write path', 'https://docs.warpstream.com/warpstream/overview/architecture/write-path'),
  warpstreamBilling: official('WarpStream: billing', 'https://docs.warpstream.com/warpstream/reference/billing'),
  warpstreamStores: official('WarpStream: S3-compatible object stores', 'https://docs.warpstream.com/warpstream/reference/use-the-agents-with-an-s3-compatible-object-store-minio-oracle-cloud-etc'),
  warpstreamTopics: official('WarpStream blog, 2025-02-04: lightning topics', 'https://www.warpstream.com/blog/the-art-of-being-lazy-log-lower-latency-and-higher-availability-with-delayed-sequencing'),
  automq: official('AutoMQ: README', 'https://github.com/AutoMQ/automq'),
  automqBilling: official('AutoMQ: subscriptions and billing', 'docs.automq.com, subscriptions-and-billings')
} as const satisfies Readonly<Record<string, FitSource>>
