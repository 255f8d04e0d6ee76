import { describe, expect, test } from 'vitest'
import type { Estimate } from '../../../src/estimates/response.ts'
import { azure, costs, ec2, gce, ids, infrastructure, line, quantities, worked } from './bill.ts'

const hoursOf = (answer: Estimate, activity: string): string => answer.operations!.activities!.find(({ id }) => id === activity)!.hours

describe('beside three brokers and three controllers for 1,239.56', () => {
  test('a Schema Registry is two of the cheapest machines of 2 vCPU and 4 GiB, and people who govern schemas', () => {
    // 2 × 730 × 0.077; 1,239.555 + 112.42
    const answer = ec2(worked, { schemaRegistry: true })
    expect([costs(answer)['compute.schema-registry'], quantities(answer)['compute.schema-registry'], infrastructure(answer)]).toEqual(['112.42', '1460', '1351.98'])
    expect(line(answer, 'compute.schema-registry')).toMatchObject({ consumedQuantity: '1', consumedUnit: 'Registries', formula: '2 machines × 730 hours', source: 'aws-ec2:us-east-1/instance.m6g.large' })
    expect([hoursOf(ec2(worked), 'schema_governance'), Number(hoursOf(answer, 'schema_governance')) > 0]).toEqual(['0', true])
    expect(ids(answer)).not.toContain('storage.companions')
  })

  test('three Connect workers have 4 vCPU, 16 GiB and a volume of 50 GiB each', () => {
    // 3 × 730 × 0.154; 150 × 0.08
    const answer = ec2(worked, { connectWorkers: 3 })
    expect(costs(answer)).toMatchObject({ 'compute.connect': '337.26', 'storage.companions': '12' })
    expect(line(answer, 'compute.connect').terms).toEqual([
      { name: 'workers', value: '3', unit: 'workers', origin: 'option' },
      { name: 'vcpuMinimum', value: '4', unit: 'vCPU', origin: 'table' },
      { name: 'memoryGibMinimum', value: '16', unit: 'GiB', origin: 'table' }
    ])
  })

  test('monitoring takes one machine of 3 vCPU and 10 GiB, the next that is sold, and 200 GiB', () => {
    // m6g.xlarge: 730 × 0.154; 200 × 0.08
    const answer = ec2(worked, { monitoring: true })
    expect(costs(answer)).toMatchObject({ 'compute.monitoring': '112.42', 'storage.companions': '16' })
    expect(line(answer, 'compute.monitoring').source).toBe('aws-ec2:us-east-1/instance.m6g.xlarge')
  })

  test('all of them share one line of volumes', () => {
    // 112.42 + 337.26 + 112.42 + (150 + 200) × 0.08 = 590.10 on 1,239.555
    const answer = ec2(worked, { schemaRegistry: true, connectWorkers: 3, monitoring: true })
    expect(line(answer, 'storage.companions')).toMatchObject({ formula: '3 workers × 50 GiB + 1 machines × 200 GiB', pricingQuantity: '350', cost: '28' })
    expect(infrastructure(answer)).toBe('1829.66')
  })

  test('each takes what is cheapest now: a price of one\'s own for a larger machine', () => {
    // 2 × 730 × 0.05
    const answer = ec2(worked, { schemaRegistry: true, brokerType: 'm7g.large' }, { pricing: { overrides: { 'aws-ec2/instance.m5.xlarge': '0.05' } } })
    expect([costs(answer)['compute.schema-registry'], line(answer, 'compute.schema-registry').source]).toEqual(['73', 'aws-ec2:us-east-1/instance.m5.xlarge'])
  })

  test('are under the commitment of the cluster', () => {
    // 112.42 × 66.2 %
    const answer = ec2(worked, { schemaRegistry: true, commitment: '1-year' })
    expect(costs(answer)['compute.schema-registry']).toBe('74.42204')
    expect(line(answer, 'compute.schema-registry').commitment).toMatchObject({ term: '1-year', percent: '33.8' })
  })

  test.each([
    // e2-standard-2: 2 × 730 × 0.075471; e2-standard-4: 3 × and 1 × 730 × 0.150942; 350 × 0.11
    { cloud: 'Google', ask: gce, registry: '110.18766', workers: '330.56298', monitoring: '110.18766', volumes: '38.5' },
    // Standard_D2s_v5: 2 × 730 × 0.096; Standard_D4s_v5: 3 × and 1 × 730 × 0.192; 350 × 0.0803
    { cloud: 'Azure', ask: azure, registry: '140.16', workers: '420.48', monitoring: '140.16', volumes: '28.105' }
  ])('are $registry, $workers, $monitoring and $volumes on $cloud', ({ ask, registry, workers, monitoring, volumes }) => {
    expect(costs(ask(worked, { schemaRegistry: true, connectWorkers: 3, monitoring: true }))).toMatchObject({ 'compute.schema-registry': registry, 'compute.connect': workers, 'compute.monitoring': monitoring, 'storage.companions': volumes })
  })

  test('nothing stands that was not asked for', () => {
    expect(ids(ec2(worked, { schemaRegistry: false, connectWorkers: 0, monitoring: false }))).toEqual(ids(ec2(worked)))
  })
})
