import { describe, expect, test } from 'vitest'
import { commitmentFacts } from '../../../src/models/kafka/commitments.ts'
import { machineChoices, machineFacts } from '../../../src/models/kafka/machine-facts.ts'
import type { MachineChoices, MachineNeeds } from '../../../src/models/kafka/machine-facts.ts'
import percents from '../../../pricing/aws-commitments/2025-06-05.json' with { type: 'json' }
import table from '../../../pricing/aws-ec2/2025-06-13.json' with { type: 'json' }
import { sizingFacts } from './bill.ts'

const facts = machineFacts.parse(table.facts)
const commitments = { table: 'aws-commitments', facts: commitmentFacts.parse(percents.facts) }
const choices = (needs: Partial<MachineNeeds> = {}): MachineChoices => machineChoices(facts, { table: 'aws-ec2', sizing: sizingFacts, commitments, term: 'none', volumes: ['gp3'], kubernetes: undefined, ...needs })
const largeEnough = (from: MachineChoices, vcpu: number): readonly string[] => from.largeEnough({ vcpu, memoryGib: 4 }, 'gp3').map(({ sku }) => sku)

describe('machines as brokers', () => {
  test('hold 1,000 partition replicas up to 4 vCPU, 2,000 at 8, 4,000 above', () => {
    const { types } = choices()
    expect(['m7g.large', 'm7g.xlarge', 'm7g.2xlarge', 'm7g.4xlarge'].map(name => types.find(({ type }) => type === name)!.partitionReplicas)).toEqual([1000, 1000, 2000, 4000])
  })

  test('are chosen from 2 vCPU and 8 GiB on, and never where they burst', () => {
    const eligible = choices().types.filter(one => one.eligible).map(({ type }) => type)
    expect(['m7g.medium', 't3.large', 't3.medium'].filter(type => eligible.includes(type))).toEqual([])
    expect(['m5.large', 'm7g.large', 'r8g.12xlarge'].filter(type => !eligible.includes(type))).toEqual([])
  })

  test('are controllers from 2 vCPU and 4 GiB on, and never where they burst', () => {
    const skus = largeEnough(choices(), 2)
    expect(skus).toContain('aws-ec2/instance.m6g.large')
    expect(['m7g.medium', 't4g.medium', 't4g.large'].filter(type => skus.includes(`aws-ec2/instance.${type}`))).toEqual([])
  })

  test('follow the method of the day, also where the machines stay the same', () => {
    const stricter = { ...sizingFacts, minimumVcpu: 16 }
    const strict = choices({ sizing: stricter })
    expect(strict.types.find(({ type }) => type === 'm7g.large')!.eligible).toBe(false)
    expect(largeEnough(strict, 32)).not.toContain('aws-ec2/instance.m7g.4xlarge')
    expect(choices().types.find(({ type }) => type === 'm7g.large')!.eligible).toBe(true)
  })

  test('share their memory with Kubernetes and its operator where it runs on them, and keep their number of processors and their replicas', () => {
    const kubernetes = { processorPercent: 2, memoryPercent: 14, operatorVcpu: 0.2, operatorMemoryGib: 0.375 }
    const shared = choices({ kubernetes })
    // 8 × 0.86 - 0.375 = 6.5 GiB of m7g.large; 16 × 0.86 - 0.375 = 13.4 of r7g.large
    expect(['m7g.large', 'r7g.large'].map(name => shared.types.find(({ type }) => type === name)!)).toMatchObject([{ eligible: false, vcpu: 1.96, partitionReplicas: 1000 }, { eligible: true, vcpu: 1.96 }])
    expect(largeEnough(shared, 2)).toContain('aws-ec2/instance.m6g.large')
    expect(shared.largeEnough({ vcpu: 2, memoryGib: 8 }, 'gp3').map(({ type }) => type)).not.toContain('m6g.large')
    // Figures of another day are not taken for those of this one.
    expect(choices({ kubernetes: { ...kubernetes, memoryPercent: 0, operatorMemoryGib: 0 } }).types.find(({ type }) => type === 'm7g.large')!.eligible).toBe(true)
  })

  test('with disks of their own hold what those hold, take no volume, and are bound by their processors', () => {
    // 1,875 GB are 1,746.2 GiB
    const machine = choices().types.find(({ type }) => type === 'i4i.2xlarge')!
    expect(machine).toMatchObject({ eligible: false, localGib: 1746, volumes: [], volumeMibPerSecond: null, boundByProcessors: true })
    expect(choices().types.find(({ type }) => type === 'm7g.large')).toMatchObject({ eligible: true, localGib: undefined, volumes: ['gp3'], boundByProcessors: false })
  })

  test('are chosen under a commitment only where a source gives its discount', () => {
    const eligible = (term: MachineNeeds['term']): readonly string[] => choices({ term }).types.filter(one => one.eligible).map(({ type }) => type)
    expect(['m8g.large', 'r8g.large'].filter(type => eligible('none').includes(type))).toEqual(['m8g.large', 'r8g.large'])
    expect(['m8g.large', 'r8g.large'].filter(type => eligible('1-year').includes(type))).toEqual([])
    expect(eligible('3-years')).toContain('m7g.large')
    expect(largeEnough(choices({ term: '1-year' }), 2)).not.toContain('aws-ec2/instance.m8g.large')
    expect(choices({ term: '1-year' }).commitmentOfSku!('aws-ec2/instance.m5.large')).toMatchObject({ percent: 37.5, term: '1-year' })
    expect(choices().commitmentOfSku).toBeUndefined()
  })

  test('follow the discounts of the day too', () => {
    const less = { ...commitments, facts: { commitments: {} } }
    expect(choices({ term: '1-year', commitments: less }).types.filter(one => one.eligible)).toEqual([])
    expect(choices({ term: '1-year' }).types.some(one => one.eligible)).toBe(true)
  })
})
