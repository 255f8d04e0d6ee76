import type { Fit } from './criteria.ts'
import { from } from './fit-sources.ts'
import { kafkaLog, shareGroups } from './kafka-fit.ts'
import { fails, meets, partly } from './verdict.ts'

const inTheCloud = fails(from.judgement, 'This offering is of cloud machines; the same software on servers of one\'s own is another offering.')

const onMachines: Fit = {
  ...kafkaLog,
  scaling: fails(from.kafkaOperations, 'New brokers take no load by themselves: people add them and move partitions ahead of the need.'),
  'governance-and-security': partly(from.kafka, 'TLS, logins and access lists are there, but certificates, audit and a schema registry are yours to set up.'),
  'multi-cloud': meets(from.kafka, 'The same open-source software runs in any cloud and in a data centre.'),
  'cost-behaviour': partly(from.judgement, 'Machines and disks cost the same without traffic, from a floor of three brokers, and traffic between zones comes on top.'),
  'team-maturity': fails(from.hours, 'It takes specialists and somebody on call: about 96 hours a month in the reference case, against 13 for SQS.'),
  'on-premises': inTheCloud,
  'aws-native': fails(from.judgement, 'It does not run on AWS.'),
  'minimal-operations': fails(from.kafkaOperations, 'Machines, versions, disks, certificates and the spread of partitions are all yours to look after.'),
  'long-retention': meets(from.kafka, 'Years are a matter of disks, or of an object store behind tiered storage.'),
  'private-networking': meets(from.kafka, 'Brokers stand in your own network.'),
  'open-source': meets(from.kafka, 'Apache Kafka is open source under the Apache licence.'),
  'per-message-retry': shareGroups
}

/** Apache Kafka that one runs oneself. */
export const selfManagedFit = {
  awsEc2: { ...onMachines, 'aws-native': partly(from.judgement, 'It runs on EC2 in your VPC and on the AWS bill, but is no AWS service: no IAM for topics and no AWS support for Kafka.') },
  gcpComputeEngine: onMachines,
  azureVm: onMachines,
  onPremises: {
    ...onMachines,
    scaling: fails(from.judgement, 'More capacity is more servers, which are ordered weeks ahead and then take partitions only by hand.'),
    'cost-behaviour': fails(from.judgement, 'Servers, room and power are paid for years ahead, whatever the traffic.'),
    'on-premises': meets(from.kafka, 'It runs on your own servers, also at the edge.'),
    'long-retention': partly(from.judgement, 'Years are possible as far as the servers that were bought have disks.')
  }
} as const satisfies Readonly<Record<string, Fit>>
