import { z } from 'zod'
import { numberFact } from '../facts.ts'
import { keptFor } from '../kept.ts'
import type { Volume } from './volumes.ts'

/** What the model of Kafka on EC2 reads from table aws-ebs beside prices. */
export const ebsFacts = z.looseObject({ gp3FreeIops: numberFact, gp3FreeMibPerSecond: numberFact, gp3MinimumGib: numberFact, gp3MaximumIops: numberFact, gp3MaximumMibPerSecond: numberFact, gp3MaximumIopsPerGib: numberFact })
export type EbsFacts = z.output<typeof ebsFacts>

const kept = keptFor<EbsFacts, readonly Volume[]>()

/** The gp3 volumes of EBS, the only ones that are sized here. */
export function gp3Volumes (facts: EbsFacts): readonly Volume[] {
  return kept(facts, '', () => [{
    id: 'gp3',
    storage: 'aws-ebs/gp3.storage',
    freeIops: facts.gp3FreeIops,
    freeMibPerSecond: facts.gp3FreeMibPerSecond,
    minimumGib: facts.gp3MinimumGib,
    maximum: { iops: facts.gp3MaximumIops, mibPerSecond: facts.gp3MaximumMibPerSecond },
    more: { by: 'price', iops: 'aws-ebs/gp3.iops', throughput: 'aws-ebs/gp3.throughput', iopsPerGibMaximum: facts.gp3MaximumIopsPerGib }
  }])
}
