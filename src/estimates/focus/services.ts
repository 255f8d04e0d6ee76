import type { PriceTable } from '../../pricing/price-table.ts'

/** What a bill calls the service behind a price: its FOCUS names, the vendor's code of it, and what is bought. */
export interface FocusService {
  readonly name: string
  readonly category: string
  readonly subcategory: string
  readonly code: string | null
  readonly resourceType: string
}

const service = (name: string, category: string, subcategory: string, code: string | null, resourceType: string): FocusService => ({ name, category, subcategory, code, resourceType })

/**
 * Beginnings of `<table>/<SKU>`, the longest that fits winning. One category for a name over the whole file (ServiceName-C-005);
 * queues are Integration and Kafka is Analytics in the converters of the FinOps Foundation.
 */
const services: readonly (readonly [string, FocusService])[] = [
  ['aws-sqs/', service('Amazon Simple Queue Service', 'Integration', 'Messaging', 'AWSQueueService', 'Queue')],
  ['aws-sns/', service('Amazon Simple Notification Service', 'Integration', 'Messaging', 'AmazonSNS', 'Topic')],
  ['aws-msk/', service('Amazon Managed Streaming for Apache Kafka', 'Analytics', 'Streaming Analytics', 'AmazonMSK', 'Cluster')],
  ['aws-ec2/', service('Amazon Elastic Compute Cloud', 'Compute', 'Virtual Machines', 'AmazonEC2', 'Instance')],
  ['aws-ec2/eks.', service('Amazon Elastic Kubernetes Service', 'Compute', 'Containers', 'AmazonEKS', 'Cluster')],
  ['aws-ebs/', service('Amazon Elastic Block Store', 'Storage', 'Block Storage', 'AmazonEC2', 'Volume')],
  ['aws-s3/', service('Amazon Simple Storage Service', 'Storage', 'Object Storage', 'AmazonS3', 'Bucket')],
  ['aws-kms/', service('AWS Key Management Service', 'Security', 'Secret Management', 'awskms', 'Key')],
  ['aws-network/', service('AWS Data Transfer', 'Networking', 'Network Connectivity', 'AWSDataTransfer', 'Data Transfer')],
  ['aws-network/endpoint.', service('Amazon Virtual Private Cloud', 'Networking', 'Network Infrastructure', 'AmazonVPC', 'VPC Endpoint')],
  ['aws-network/nat.', service('Amazon Virtual Private Cloud', 'Networking', 'Network Infrastructure', 'AmazonEC2', 'NAT Gateway')],
  ['confluent-cloud/', service('Confluent Cloud', 'Analytics', 'Streaming Analytics', null, 'Cluster')]
]

/** People, who are nobody's service. */
export const operationsService: FocusService = { name: 'Messaging operations', category: 'Other', subcategory: 'Other (Other)', code: null, resourceType: 'Work' }

/** The service that a bill shows for a SKU; one that is not classified is Other under its table's title (ServiceName-C-006). */
export function serviceOf (table: PriceTable, skuId: string): FocusService {
  const fitting = services.filter(([beginning]) => `${table.id}/${skuId}`.startsWith(beginning))
  const [, found] = fitting.at(-1) ?? []
  return found ?? { name: table.document.title, category: 'Other', subcategory: 'Other (Other)', code: null, resourceType: 'Other' }
}
