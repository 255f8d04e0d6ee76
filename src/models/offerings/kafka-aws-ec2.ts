import { z } from 'zod'
import { selfManagedFit } from '../fit/self-managed-fit.ts'
import { commitmentFacts } from '../kafka/commitments.ts'
import type { CommitmentFacts } from '../kafka/commitments.ts'
import { companionFacts } from '../kafka/companion-options.ts'
import type { CompanionFacts } from '../kafka/companion-options.ts'
import { ebsFacts, gp3Volumes } from '../kafka/ebs-facts.ts'
import type { EbsFacts } from '../kafka/ebs-facts.ts'
import { selfManagedOptions } from '../kafka/kafka-options.ts'
import type { SelfManagedOptions } from '../kafka/kafka-options.ts'
import { kubernetesFacts } from '../kafka/kubernetes.ts'
import type { KubernetesFacts } from '../kafka/kubernetes.ts'
import { machineFacts } from '../kafka/machine-facts.ts'
import type { MachineFacts } from '../kafka/machine-facts.ts'
import { selfManagedExclusions } from '../kafka/self-managed-answers.ts'
import { selfManagedPlans } from '../kafka/self-managed.ts'
import type { SelfManagedCloud } from '../kafka/self-managed.ts'
import { awsDeparture } from '../network.ts'
import { defineOffering } from '../offering.ts'
import type { Offering, PlanInput } from '../offering.ts'
import { kafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { anyZones } from '../sizing/zones.ts'

interface Facts { readonly 'aws-ec2': MachineFacts, readonly 'aws-ebs': EbsFacts, readonly 'aws-commitments': CommitmentFacts, readonly 'kafka-companions': CompanionFacts, readonly kubernetes: KubernetesFacts, readonly 'kafka-sizing': KafkaSizingFacts }

const aws: SelfManagedCloud = {
  machineTable: 'aws-ec2',
  zonesAllowed: anyZones,
  machineName: 'EC2',
  interZone: { sku: 'aws-network/inter-zone', directions: 2 },
  objectStore: { put: 'aws-s3/requests.put', get: 'aws-s3/requests.get', storage: 'aws-s3/storage.standard' },
  kubernetes: { sku: 'aws-ec2/eks.cluster', title: 'Kubernetes control plane (EKS)' },
  departure: awsDeparture(undefined),
  transferTo: region => `aws-network/inter-region.${region}`
}

export const kafkaAwsEc2: Offering = defineOffering({
  id: 'kafka-aws-ec2',
  title: 'Apache Kafka on Amazon EC2',
  provider: 'AWS',
  kind: 'log',
  family: 'kafka',
  options: z.strictObject(selfManagedOptions),
  facts: { 'aws-ec2': machineFacts, 'aws-ebs': ebsFacts, 'aws-s3': z.looseObject({}), 'aws-network': z.looseObject({}), 'aws-commitments': commitmentFacts, 'kafka-companions': companionFacts, kubernetes: kubernetesFacts, 'kafka-sizing': kafkaSizingFacts },
  exclusions: selfManagedExclusions,
  fit: selfManagedFit.awsEc2,
  plans: input => {
    const { facts } = input as unknown as PlanInput<SelfManagedOptions, Facts>
    return selfManagedPlans(aws, input as unknown as PlanInput<SelfManagedOptions, Facts>, {
      sizing: facts['kafka-sizing'],
      machines: facts['aws-ec2'],
      volumes: gp3Volumes(facts['aws-ebs']),
      commitments: { table: 'aws-commitments', facts: facts['aws-commitments'] },
      companions: facts['kafka-companions'],
      kubernetes: facts.kubernetes
    })
  }
})
