import { z } from 'zod'
import { selfManagedFit } from '../fit/self-managed-fit.ts'
import { cloudKafkaFacts, cloudMachineFacts, cloudMachinePlans } from '../kafka/cloud-machines.ts'
import type { CloudKafkaFacts, CloudMachineFacts } from '../kafka/cloud-machines.ts'
import { regionOption } from '../cloud-region.ts'
import { selfManagedOptions } from '../kafka/kafka-options.ts'
import type { SelfManagedOptions } from '../kafka/kafka-options.ts'
import { selfManagedExclusions } from '../kafka/self-managed-answers.ts'
import type { SelfManagedCloud } from '../kafka/self-managed.ts'
import { azureDeparture } from '../network.ts'
import { defineOffering } from '../offering.ts'
import type { Offering, PlanInput } from '../offering.ts'

interface Facts extends CloudKafkaFacts { readonly 'azure-vm': CloudMachineFacts }

const azure: SelfManagedCloud = {
  machineTable: 'azure-vm',
  machineName: 'Azure',
  // A region has three availability zones.
  zonesAllowed: [1, 2, 3],
  interZone: { sku: 'azure-vm/inter-zone', directions: 1 },
  objectStore: { put: 'azure-vm/requests.put', get: 'azure-vm/requests.get', storage: 'azure-vm/storage.hot-lrs' },
  kubernetes: { sku: 'azure-vm/aks.cluster', title: 'Kubernetes control plane (AKS, Standard tier)' },
  departure: azureDeparture
}

export const kafkaAzureVm: Offering = defineOffering({
  id: 'kafka-azure-vm',
  title: 'Apache Kafka on Azure virtual machines',
  provider: 'Microsoft Azure',
  kind: 'log',
  family: 'kafka',
  options: z.strictObject({ ...selfManagedOptions, ...regionOption }),
  facts: { 'azure-vm': cloudMachineFacts, ...cloudKafkaFacts },
  exclusions: [...selfManagedExclusions, { code: 'ZONE_REDUNDANT_BLOBS', message: 'Tiered data stands in locally redundant Blob Storage: zone-redundant storage costs a quarter more a GB, and its write operations were not found.' }],
  fit: selfManagedFit.azureVm,
  plans: input => {
    const asked = input as unknown as PlanInput<SelfManagedOptions, Facts>
    return cloudMachinePlans(azure, asked, asked.facts['azure-vm'], asked.facts)
  }
})
