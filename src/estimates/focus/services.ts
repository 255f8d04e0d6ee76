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
 * queues are Integration and Kafka is Analytics in the converters of the FinOps Foundation, Event Hubs is Integration in Microsoft's FinOps toolkit.
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
  ['azure-event-hubs/', service('Event Hubs', 'Integration', 'Messaging', 'microsoft.eventhub', 'Event Hubs namespace')],
  ['gcp-managed-kafka/', service('Managed Service for Apache Kafka', 'Analytics', 'Streaming Analytics', 'managedkafka.googleapis.com', 'Cluster')],
  ['confluent-cloud/', service('Confluent Cloud', 'Analytics', 'Streaming Analytics', null, 'Cluster')],
  ['redpanda-cloud/', service('Redpanda Cloud', 'Analytics', 'Streaming Analytics', null, 'Cluster')],
  ['warpstream/', service('WarpStream', 'Analytics', 'Streaming Analytics', null, 'Cluster')],
  ['aiven/', service('Aiven for Apache Kafka', 'Analytics', 'Streaming Analytics', null, 'Service')],
  ['gcp-compute-engine/', service('Compute Engine', 'Compute', 'Virtual Machines', 'Compute Engine', 'Instance')],
  ['gcp-compute-engine/pd-', service('Compute Engine', 'Compute', 'Virtual Machines', 'Compute Engine', 'Disk')],
  ['gcp-compute-engine/hyperdisk-', service('Compute Engine', 'Compute', 'Virtual Machines', 'Compute Engine', 'Disk')],
  ['gcp-compute-engine/gke.', service('Kubernetes Engine', 'Compute', 'Containers', 'Kubernetes Engine', 'Cluster')],
  ['gcp-compute-engine/storage.', service('Cloud Storage', 'Storage', 'Object Storage', 'Cloud Storage', 'Bucket')],
  ['gcp-compute-engine/requests.', service('Cloud Storage', 'Storage', 'Object Storage', 'Cloud Storage', 'Bucket')],
  ['azure-vm/', service('Virtual Machines', 'Compute', 'Virtual Machines', 'Virtual Machines', 'Virtual machine')],
  ['azure-vm/premium-ssd-', service('Azure Disk Storage', 'Storage', 'Block Storage', 'Storage', 'Disk')],
  ['azure-vm/aks.', service('Azure Kubernetes Service', 'Compute', 'Containers', 'Azure Kubernetes Service', 'Cluster')],
  ['azure-vm/storage.', service('Azure Blob Storage', 'Storage', 'Object Storage', 'Storage', 'Storage account')],
  ['azure-vm/requests.', service('Azure Blob Storage', 'Storage', 'Object Storage', 'Storage', 'Storage account')],
  ['azure-vm/inter-', service('Azure Bandwidth', 'Networking', 'Network Connectivity', 'Bandwidth', 'Data Transfer')],
  ['azure-vm/internet-', service('Azure Bandwidth', 'Networking', 'Network Connectivity', 'Bandwidth', 'Data Transfer')],
  ['on-premises/', service('Own Servers', 'Compute', 'Other (Compute)', null, 'Server')],
  ['on-premises/network.', service('Own Network', 'Networking', 'Network Infrastructure', null, 'Network')]
]

/** People, who are nobody's service. */
export const operationsService: FocusService = { name: 'Messaging operations', category: 'Other', subcategory: 'Other (Other)', code: null, resourceType: 'Work' }

/** The service that a bill shows for a SKU; one that is not classified is Other under its table's title (ServiceName-C-006). */
export function serviceOf (table: PriceTable, skuId: string): FocusService {
  const fitting = services.filter(([beginning]) => `${table.id}/${skuId}`.startsWith(beginning))
  const [, found] = fitting.at(-1) ?? []
  return found ?? { name: table.document.title, category: 'Other', subcategory: 'Other (Other)', code: null, resourceType: 'Other' }
}
