import type { Charge, LineItemId } from '../../pricing/charge.ts'
import { Decimal } from '../../pricing/decimal.ts'
import { term } from '../formula.ts'
import type { Conventions } from '../offering.ts'
import { companionMachines } from './companion-options.ts'
import type { Companion, CompanionFacts, CompanionOptions } from './companion-options.ts'
import { machineCharge } from './machine-charges.ts'
import type { MachineOffer } from './machine-charges.ts'

const lines: ReadonlyArray<{ readonly companion: Companion, readonly id: LineItemId, readonly title: string, readonly name: string, readonly consumedUnit: string, readonly isOneThing?: boolean }> = [
  { companion: 'schemaRegistry', id: 'compute.schema-registry', title: 'Schema Registry', name: 'machines', consumedUnit: 'Registries', isOneThing: true },
  { companion: 'connectWorker', id: 'compute.connect', title: 'Kafka Connect workers', name: 'workers', consumedUnit: 'Workers' },
  { companion: 'monitoring', id: 'compute.monitoring', title: 'Prometheus and Grafana', name: 'machines', consumedUnit: 'Machines' }
]

/** What was asked for beside a self-managed cluster: each on the cheapest machines that are large enough, with one line for all their volumes. */
export function companionCharges (options: CompanionOptions, facts: CompanionFacts, offer: MachineOffer, conventions: Conventions): readonly Charge[] {
  const machines = companionMachines(options, facts)
  const asked = lines.filter(({ companion }) => machines[companion] > 0)
  const hours = asked.map(({ companion, id, title, name, consumedUnit, isOneThing = false }): Charge => machineCharge({
    id,
    title,
    count: machines[companion],
    name,
    consumedUnit,
    consumed: isOneThing ? 1 : machines[companion],
    skus: offer.largeEnough(facts[companion]),
    commitment: offer.commitment,
    terms: () => [
      term(name, machines[companion], name, companion === 'connectWorker' ? 'option' : 'table'),
      term('vcpuMinimum', facts[companion].vcpu, 'vCPU', 'table'),
      term('memoryGibMinimum', facts[companion].memoryGib, 'GiB', 'table')
    ]
  }, conventions))
  const withVolumes = asked.filter(({ companion }) => facts[companion].volumeGib > 0)
  if (withVolumes.length === 0) return hours
  const quantity = withVolumes.reduce((sum, { companion }) => sum.plus(new Decimal(machines[companion]).times(facts[companion].volumeGib)), new Decimal(0))
  return [...hours, {
    id: 'storage.companions',
    title: 'Volumes of Connect workers and monitoring',
    group: 'storage',
    sku: offer.volumeSku,
    consumedQuantity: quantity,
    consumedUnit: 'GiB',
    quantity,
    formula: () => withVolumes.map(({ companion, name }) => `${machines[companion]} ${name} × ${facts[companion].volumeGib} GiB`).join(' + '),
    terms: () => withVolumes.map(({ companion, title }) => term(title, facts[companion].volumeGib, 'GiB each', 'table'))
  }]
}
