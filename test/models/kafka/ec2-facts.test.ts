import { describe, expect, test } from 'vitest'
import { ec2Facts, instanceHardware } from '../../../src/models/kafka/ec2-facts.ts'
import table from '../../../pricing/aws-ec2/2025-06-13.json' with { type: 'json' }
import { sizingFacts } from './bill.ts'

const facts = ec2Facts.parse(table.facts)

describe('machines as brokers', () => {
  test('hold 1,000 partition replicas up to 4 vCPU, 2,000 at 8, 4,000 above', () => {
    const { types } = instanceHardware(facts, sizingFacts)
    expect(['m7g.large', 'm7g.xlarge', 'm7g.2xlarge', 'm7g.4xlarge'].map(name => types.find(({ type }) => type === name)!.partitionReplicas)).toEqual([1000, 1000, 2000, 4000])
  })

  test('are chosen from 2 vCPU and 8 GiB on, and never where they burst', () => {
    const eligible = instanceHardware(facts, sizingFacts).types.filter(one => one.eligible).map(({ type }) => type)
    expect(['m7g.medium', 't3.large', 't3.medium'].filter(type => eligible.includes(type))).toEqual([])
    expect(['m5.large', 'm7g.large', 'r8g.12xlarge'].filter(type => !eligible.includes(type))).toEqual([])
  })

  test('are controllers from 2 vCPU and 4 GiB on, and never where they burst', () => {
    const { controllerSkus } = instanceHardware(facts, sizingFacts)
    expect(controllerSkus).toContain('aws-ec2/instance.m6g.large')
    expect(['m7g.medium', 't4g.medium', 't4g.large'].filter(type => controllerSkus.includes(`aws-ec2/instance.${type}`))).toEqual([])
  })

  test('follow the method of the day, also where the machines stay the same', () => {
    const stricter = { ...sizingFacts, minimumVcpu: 16, controllerVcpuMinimum: 32 }
    const { types, controllerSkus } = instanceHardware(facts, stricter)
    expect(types.find(({ type }) => type === 'm7g.large')!.eligible).toBe(false)
    expect(controllerSkus).not.toContain('aws-ec2/instance.m7g.4xlarge')
    expect(instanceHardware(facts, sizingFacts).types.find(({ type }) => type === 'm7g.large')!.eligible).toBe(true)
  })
})
