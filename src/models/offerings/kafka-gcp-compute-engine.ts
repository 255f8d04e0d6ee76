import { z } from 'zod'
import { selfManagedFit } from '../fit/self-managed-fit.ts'
import { cloudKafkaFacts, cloudMachineFacts, cloudMachinePlans } from '../kafka/cloud-machines.ts'
import type { CloudKafkaFacts, CloudMachineFacts } from '../kafka/cloud-machines.ts'
import { regionOption } from '../cloud-region.ts'
import { selfManagedOptions, volumeTypeOption } from '../kafka/kafka-options.ts'
import type { SelfManagedOptions } from '../kafka/kafka-options.ts'
import { selfManagedExclusions } from '../kafka/self-managed-answers.ts'
import type { SelfManagedCloud } from '../kafka/self-managed.ts'
import { gcpDeparture, gcpTransferTo } from '../network.ts'
import { defineOffering } from '../offering.ts'
import type { Offering, PlanInput } from '../offering.ts'

interface Facts extends CloudKafkaFacts { readonly 'gcp-compute-engine': CloudMachineFacts }

const google: SelfManagedCloud = {
  machineTable: 'gcp-compute-engine',
  machineName: 'Compute Engine',
  // Every region has three zones; that us-central1 has a fourth is no ground for a larger spread everywhere.
  zonesAllowed: [1, 2, 3],
  // Egress is billed at its source, ingress is free.
  interZone: { sku: 'gcp-compute-engine/inter-zone', directions: 1 },
  objectStore: { put: 'gcp-compute-engine/requests.put', get: 'gcp-compute-engine/requests.get', storage: 'gcp-compute-engine/storage.standard' },
  kubernetes: { sku: 'gcp-compute-engine/gke.cluster', title: 'Kubernetes control plane (GKE)' },
  departure: gcpDeparture,
  transferTo: gcpTransferTo
}

export const kafkaGcpComputeEngine: Offering = defineOffering({
  id: 'kafka-gcp-compute-engine',
  title: 'Apache Kafka on Google Compute Engine',
  provider: 'Google Cloud',
  kind: 'log',
  family: 'kafka',
  options: z.strictObject({ ...selfManagedOptions, ...volumeTypeOption, ...regionOption }),
  facts: { 'gcp-compute-engine': cloudMachineFacts, ...cloudKafkaFacts },
  exclusions: selfManagedExclusions,
  fit: selfManagedFit.gcpComputeEngine,
  plans: input => {
    const asked = input as unknown as PlanInput<SelfManagedOptions, Facts>
    return cloudMachinePlans(google, asked, asked.facts['gcp-compute-engine'], asked.facts)
  }
})
