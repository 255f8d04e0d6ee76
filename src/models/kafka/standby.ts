import type { Charge } from '../../pricing/charge.ts'
import { isStandbyLine } from '../../pricing/charge.ts'
import { EstimateError } from '../../pricing/errors.ts'
import { partsOf, skuIn } from '../../pricing/price-book.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { term } from '../formula.ts'
import { keptFor } from '../kept.ts'
import type { Assumption, Conventions, Market } from '../offering.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { Candidate } from './cluster.ts'
import type { CompanionFacts } from './companion-options.ts'
import type { LogWorkload } from './log-workload.ts'
import { machineCharge } from './machine-charges.ts'
import type { MachineOffer } from './machine-charges.ts'
import { mirrorAssumption, mirrorMachines } from './mirror-machines.ts'

const keptSold = keptFor<readonly unknown[], readonly unknown[]>()
const keptSkus = keptFor<readonly SkuRef[], readonly SkuRef[]>()

/** A family costs less for a commitment wherever it runs: the discount is looked up by the first region's name of a machine. */
function committedIn (commitment: Charge['commitment']): Charge['commitment'] {
  if (typeof commitment !== 'function') return commitment
  return sku => {
    const { tableId, skuId } = partsOf(sku)
    return commitment(`${tableId}/${skuId}`)
  }
}

const skusIn = (skus: readonly SkuRef[], region: string): readonly SkuRef[] => keptSkus(skus, region, () => skus.map(sku => skuIn(sku, region)))

/** The broker types that the second region sells too, with the volume that each takes; errors: IMPOSSIBLE_COMBINATION where it is the first one, NOT_OFFERED_IN_REGION or MISSING_PRICE where it sells none of them. */
export function soldInBoth<Type extends { readonly sku: SkuRef }> (types: readonly Type[], volumeOf: (type: Type) => { readonly storage: SkuRef } | undefined, region: string | undefined, market: Market): readonly Type[] {
  if (region === undefined) return types
  if (region === market.placeOf(types[0]!.sku)) throw new EstimateError('IMPOSSIBLE_COMBINATION', `disasterRecoveryRegion is ${region}, where the first cluster runs: name another region.`, { field: 'options.disasterRecoveryRegion' })
  const boughtThere = (type: Type): readonly SkuRef[] => [type.sku, volumeOf(type)?.storage].filter(sku => sku !== undefined).map(sku => skuIn(sku, region))
  const sold = keptSold(types, `${market.key} ${region}`, () => types.filter(type => boughtThere(type).every(market.sells))) as readonly Type[]
  if (sold.length === 0) boughtThere(types[0]!).forEach(market.require)
  return sold
}

/** The log as its first cluster serves it: MirrorMaker is one more reader, outside the region. */
export function mirroredLog (log: LogWorkload): LogWorkload {
  return { ...log, shape: { ...log.shape, consumerGroups: log.shape.consumerGroups + 1, groupsTimesCopies: log.shape.groupsTimesCopies + log.shape.replicationFactor } }
}

/** Everything that is written, once on its way to the second cluster. */
export function mirrorTransferCharge ({ rates: { writtenGb, writtenFormula } }: LogWorkload, to: string, sku: SkuRef, terms: Charge['terms']): Charge {
  return {
    id: 'network.cross-region.replicate',
    title: `Transfer of everything written to ${to}`,
    group: 'network',
    sku,
    consumedQuantity: writtenGb,
    consumedUnit: 'GB',
    quantity: writtenGb,
    formula: writtenFormula,
    terms
  }
}

/** With a second cluster no two types are alike but for one price: every plan is worked out. */
export function withoutPeers<One extends Candidate> (candidates: readonly One[], region: string | undefined): readonly One[] {
  return region === undefined ? candidates : candidates.map(candidate => ({ ...candidate, peers: candidate.machine.type }))
}

/** Says how many machines mirror, and where a cloud's table has no price to that region, so that the one to an unnamed region stands in. */
export function standbyAssumptions (log: LogWorkload, region: string | undefined, { transferTo }: MachineOffer, companions: CompanionFacts, sizing: KafkaSizingFacts): readonly Assumption[] {
  if (region === undefined) return []
  const { vcpu } = companions.replicator
  const mirrors = mirrorAssumption(mirrorMachines(log, vcpu, companions, sizing), vcpu, sizing)
  if (!transferTo(region).endsWith('.unspecified')) return [mirrors]
  return [mirrors, { name: 'mirrorTransferPrice', value: 'unspecified', unit: 'region', origin: 'rule', why: `No table has the price of bytes on their way to ${region} alone: the price of transfer out of the first region to a region that is not named is used.` }]
}

/** A second cluster of the same size in another region, at the prices there: its own lines, what mirrors to it, and the bytes on their way. */
export function standbyCharges (charges: readonly Charge[], log: LogWorkload, region: string | undefined, offer: MachineOffer, companions: CompanionFacts, sizing: KafkaSizingFacts, conventions: Conventions): readonly Charge[] {
  if (region === undefined) return []
  const { replicator } = companions
  const machines = mirrorMachines(log, replicator.vcpu, companions, sizing)
  const terms: Charge['terms'] = () => [term('disasterRecoveryRegion', region, 'region', 'option')]
  return [
    machineCharge({
      id: 'compute.replicator',
      title: `MirrorMaker in ${region}`,
      count: machines,
      name: 'machines',
      consumedUnit: 'Machines',
      consumed: machines,
      skus: skusIn(offer.largeEnough(replicator), region),
      commitment: committedIn(offer.commitment),
      terms: () => [...terms(), term('machines', machines, 'machines', 'derived'), term('vcpuMinimum', replicator.vcpu, 'vCPU', 'table'), term('memoryGibMinimum', replicator.memoryGib, 'GiB', 'table')]
    }, conventions),
    mirrorTransferCharge(log, region, offer.transferTo(region), terms),
    ...charges.flatMap((charge): Charge[] => !isStandbyLine(charge.id)
      ? []
      : [{
          ...charge,
          id: `standby.${charge.id}`,
          title: `${charge.title}, second cluster in ${region}`,
          commitment: committedIn(charge.commitment),
          sku: typeof charge.sku === 'string' ? skuIn(charge.sku, region) : skusIn(charge.sku, region),
          terms: () => [...terms(), ...charge.terms()]
        }])
  ]
}
