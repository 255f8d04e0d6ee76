import { z } from 'zod'
import type { Charge } from '../../pricing/charge.ts'
import { Decimal } from '../../pricing/decimal.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { numberFact } from '../facts.ts'
import { term, text } from '../formula.ts'
import type { Assumption, Conventions } from '../offering.ts'

/** What Kubernetes takes of the machines under it (table kubernetes). */
export const kubernetesFacts = z.looseObject({ processorPercent: numberFact, memoryPercent: numberFact, operatorVcpu: numberFact, operatorMemoryGib: numberFact })
export type KubernetesFacts = z.output<typeof kubernetesFacts>

/** The managed Kubernetes of a cloud. */
export interface ControlPlane { readonly sku: SkuRef, readonly title: string }

const HUNDRED = 100

/** Facts of Kubernetes where it was asked for; without it a machine is a broker's alone. */
export const nodesOf = ({ orchestration }: { readonly orchestration: 'none' | 'kubernetes' }, facts: KubernetesFacts): KubernetesFacts | undefined => orchestration === 'kubernetes' ? facts : undefined

/** The processors of a machine that are left for a broker. */
export const vcpuLeft = (vcpu: number, kubernetes: KubernetesFacts | undefined): number => kubernetes === undefined ? vcpu : vcpu * (HUNDRED - kubernetes.processorPercent) / HUNDRED

/** Memory that a machine must have so that what runs on it has so much; the operator may stand on any of them. */
export const memoryGibFor = (memoryGib: number, kubernetes: KubernetesFacts | undefined): number => kubernetes === undefined ? memoryGib : (memoryGib + kubernetes.operatorMemoryGib) * HUNDRED / (HUNDRED - kubernetes.memoryPercent)

/** The control plane of a Kubernetes cluster for a month. */
export function controlPlaneCharge ({ sku, title }: ControlPlane, { hoursPerMonth }: Conventions): Charge {
  return {
    id: 'compute.kubernetes',
    title,
    group: 'compute',
    sku,
    consumedQuantity: new Decimal(1),
    consumedUnit: 'Clusters',
    quantity: new Decimal(hoursPerMonth),
    formula: () => `1 cluster × ${text(hoursPerMonth)} hours`,
    terms: () => [term('orchestration', 'kubernetes', 'choice', 'option')]
  }
}

/** What was subtracted from the machines, where Kubernetes was asked for. */
export function kubernetesAssumptions (kubernetes: KubernetesFacts | undefined): readonly Assumption[] {
  if (kubernetes === undefined) return []
  const { processorPercent, memoryPercent, operatorVcpu, operatorMemoryGib } = kubernetes
  return [
    { name: 'kubernetesProcessorPercent', value: text(processorPercent), unit: '% of a node', origin: 'rule', why: 'Kubernetes keeps so much of the processors; where processors bound a broker, they carry that much less.' },
    { name: 'kubernetesMemoryPercent', value: text(memoryPercent), unit: '% of a node', origin: 'rule', why: `Kubernetes keeps so much of the memory, and the operator of the cluster asks for ${text(operatorMemoryGib)} GiB and ${text(operatorVcpu)} vCPU: a machine is chosen only where the rest is enough; one that is named is taken.` }
  ]
}
