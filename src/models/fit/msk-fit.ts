import type { Fit } from './criteria.ts'
import { from } from './fit-sources.ts'
import { closedBroker, kafkaLog, managedLog, shareGroups } from './kafka-fit.ts'
import { fails, inferredFrom, meets, partly } from './verdict.ts'

const standard: Fit = {
  ...kafkaLog,
  ...managedLog,
  scaling: partly(from.mskStandard, 'Volumes can grow by themselves, but brokers are added and partitions moved by you.'),
  'governance-and-security': meets(inferredFrom(from.mskIam), 'IAM for clusters and topics, encryption, audit trails and the Glue Schema Registry are part of AWS.'),
  'multi-cloud': partly(from.judgement, 'Clients and data can move to any other Kafka, but MSK itself runs on AWS only.'),
  'cost-behaviour': partly(from.mskSkill, 'Brokers and volumes are paid by the hour, used or not, from a floor of one broker per zone.'),
  'team-maturity': partly(from.hours, 'AWS runs the machines, but sizing, upgrades and topics take about 40 hours a month in the reference case, against 13 for SQS.'),
  'on-premises': fails(from.mskQuota, 'MSK is a service of the AWS regions.'),
  'aws-native': meets(from.mskIam, 'MSK is an AWS service, with IAM, CloudWatch and the AWS bill.'),
  'minimal-operations': partly(from.mskStandard, 'AWS patches and replaces brokers; sizes, versions and the spread of partitions stay with you.'),
  'long-retention': meets(from.mskSkill, 'Tiered storage keeps months and years cheaply; compacted topics and the smallest broker do not have it.'),
  'private-networking': meets(inferredFrom(from.mskSkill), 'Clusters stand in your VPC, and other VPCs connect privately.')
}

/** Amazon MSK. */
export const mskFit = {
  standard,
  express: {
    ...standard,
    scaling: partly(from.mskExpress, 'Storage has no limit and partitions spread by themselves, but the number of brokers is yours to choose.'),
    'cost-behaviour': partly(from.mskSkill, 'Brokers are paid by the hour from a floor of three; storage and bytes written follow the traffic.'),
    'team-maturity': partly(from.hours, 'Storage and rebalancing look after themselves, and about 37 hours a month remain in the reference case, against 13 for SQS.'),
    'minimal-operations': partly(from.mskExpress, 'Disks and rebalancing need nobody; broker sizes and versions stay with you.'),
    'long-retention': meets(from.mskSkill, 'Storage is unlimited and paid as used.'),
    'open-source': closedBroker,
    'per-message-retry': shareGroups
  },
  serverless: {
    ...standard,
    scaling: meets(from.mskServerless, 'Capacity follows the load by itself, up to 200 MB/s in and 400 MB/s out.'),
    'governance-and-security': meets(from.mskServerless, 'IAM is required for every client, with encryption and the Glue Schema Registry.'),
    'cost-behaviour': partly(from.mskQuota, 'Bytes, partitions and storage follow the traffic, on top of a fee for every hour of the cluster.'),
    'team-maturity': partly(from.hours, 'Nothing is sized or upgraded, but topics and clients take about 30 hours a month in the reference case, against 13 for SQS.'),
    'minimal-operations': meets(from.mskServerless, 'There are no brokers, disks or versions to look after.'),
    'long-retention': meets(from.mskQuota, 'Retention has no limit; 7 days and 250 GiB a partition are its defaults.'),
    'large-messages': meets(from.mskQuota, 'Messages of up to 8 MiB pass.'),
    'fan-out': meets(from.mskQuota, 'Groups read every message from the one log, up to 500 a cluster.'),
    'exactly-once': meets(inferredFrom(from.mskServerless), 'It is fully compatible with Apache Kafka, transactions included.'),
    'private-networking': meets(from.mskQuota, 'PrivateLink connects clients, from up to five VPCs.'),
    'open-source': closedBroker
  }
} as const satisfies Readonly<Record<string, Fit>>
