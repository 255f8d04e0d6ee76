import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { operationsHours } from '../../../src/models/operations/operations-model.ts'
import type { DeploymentModel, OperationsDrivers } from '../../../src/models/operations/operations-model.ts'
import { activityIds, deploymentModels, governanceDimensions, maturityLevels } from '../../../src/models/operations/operations-names.ts'
import type { ActivityId } from '../../../src/models/operations/operations-names.ts'
import { resolveOperationsProfile } from '../../../src/models/operations/operations-profile.ts'
import { operationsRequestSchema } from '../../../src/models/operations/operations-request.ts'
import type { OperationsRequest } from '../../../src/models/operations/operations-request.ts'
import { byActivity, facts, reference, referenceQueues } from './reference.ts'

function hoursOf (request: OperationsRequest, drivers: OperationsDrivers = reference, model: DeploymentModel = 'kafka_self_managed') {
  return operationsHours(model, drivers, resolveOperationsProfile(operationsRequestSchema.parse(request), facts, 'USD', null), facts)
}

/** The activities whose hundredths of an hour a request changes in the reference case, with their new value. */
function changes (request: OperationsRequest, drivers: OperationsDrivers = reference): Partial<Record<ActivityId, number>> {
  const before = byActivity(hoursOf({}, drivers).activities)
  const after = byActivity(hoursOf(request, drivers).activities)
  return Object.fromEntries(activityIds.filter(id => before[id] !== after[id]).map(id => [id, after[id]]))
}

// Three brokers count as 3^0.85 = 2.54421 at operational maturity.
describe('what a caller says about the platform changes the hours it drives and no others', () => {
  test('three engineers train 3 × 2 h', () => {
    expect(changes({ engineersTrained: 3 })).toEqual({ training: 600 })
  })

  test('a replication link adds 6 h to the 1 h of the cluster', () => {
    expect(changes({ replicationLinks: 1 })).toEqual({ replication_dr: 700 })
  })

  test('nine change requests take 0.5 h each for permissions and 0.75 h each for topics', () => {
    // 0.5 + 9 × 0.5 = 5; 0.5 + 1 + 9 × 0.75 = 8.25
    expect(changes({ changeRequestsPerMonth: 9 })).toEqual({ topic_permissions: 500, topic_lifecycle: 825 })
  })

  test('change requests left out are one for every twenty topics', () => {
    // Queues: 50 × 0.05 = 2.5 requests: (0.5 + 2.5 × 0.5) × 0.6 = 1.05
    expect(byActivity(hoursOf({}, referenceQueues, 'sqs').activities).topic_permissions).toBe(105)
  })

  test('six upgrades a year instead of three take twice the hours', () => {
    // (34 + 3 × 2.54421) × 6 / 12 = 20.8163
    expect(changes({ upgradesPerYear: 6 })).toEqual({ version_upgrades: 2082 })
  })

  test('thirteen certificate rotations a year are added to the care of security', () => {
    // 2 + 0.25 × 2.54421 + (6 + 0.5 × 2.54421) × 13 / 12 = 2.63605 + 7.87811 = 10.51416
    expect(changes({ certificateRotationsPerYear: 13 })).toEqual({ broker_security: 1051 })
  })

  test('no client applications leave consumer groups and the incidents of cluster and brokers', () => {
    // 1.5 + 3 × (20 / 100)^0.85 = 1.5 + 3 × 0.25462 = 2.26386; (1.3 + 3 × 0.0169) × 6 = 8.1042
    expect(changes({ clientApplications: 0 })).toEqual({ consumer_coordination: 226, incident_response: 810 })
  })

  test('on call in business hours with a quarter of a rotation is 6 × 0.4 × 0.25 h of stand-by', () => {
    expect(changes({ onCallCoverage: 'business_hours', onCallRotationShare: 0.25 })).toEqual({ oncall_standby: 60 })
  })

  test('nobody on call means no stand-by, though incidents still happen', () => {
    expect(changes({ onCallCoverage: 'none' })).toEqual({ oncall_standby: 0 })
  })
})

describe('governance', () => {
  const governed: Record<typeof governanceDimensions[number], ActivityId[]> = {
    observability: ['health_monitoring'],
    broker_security: ['security_patching', 'broker_security'],
    retention_policies: ['retention_storage'],
    topic_permissions: ['topic_permissions'],
    schema_governance: ['schema_governance'],
    consumer_group_coordination: ['consumer_coordination'],
    data_replication_governance: ['replication_dr']
  }

  test.each(governanceDimensions)('regulated %s changes the activities it governs and no others', dimension => {
    expect(Object.keys(changes({ governance: { [dimension]: 'regulated' } })).sort()).toEqual([...governed[dimension]].sort())
  })

  test('one level for all dimensions is that level in each of them', () => {
    const each = Object.fromEntries(governanceDimensions.map(dimension => [dimension, 'basic' as const]))
    expect(hoursOf({ governance: 'basic' })).toEqual(hoursOf({ governance: each }))
  })

  test('regulated schemas take 1.8 times 4 h', () => {
    expect(changes({ governance: { schema_governance: 'regulated' } })).toEqual({ schema_governance: 720 })
  })
})

describe('a number of the model that the caller knows better replaces that number alone', () => {
  test('a coefficient of the table', () => {
    // Two engineers × 5 h
    expect(changes({ coefficients: { training: { engineer_trained: 5 } } })).toEqual({ training: 1000 })
  })

  test('a coefficient that the table does not have is added to those it has', () => {
    // 4 h + 0.2 h × 5 requests
    expect(changes({ coefficients: { training: { request: 0.2 } } })).toEqual({ training: 500 })
  })

  test('a coefficient of which the caller gave nothing stays', () => {
    expect(changes({ coefficients: { training: {} } })).toEqual({})
    expect(changes({ coefficients: { training: { engineer_trained: undefined } } })).toEqual({})
  })

  test('a deployment coefficient', () => {
    expect(changes({ deploymentCoefficients: { platform_automation: 0.5 } })).toEqual({ platform_automation: 300 })
  })

  test('the factor of a class of activity', () => {
    // 6 h, 4 h and 2.2 h, twice
    expect(changes({ maturityFactors: { investment: 2 } })).toEqual({ platform_automation: 1200, training: 800, cost_governance: 440 })
  })

  test('the scale exponent, which leaves counts of one as they are', () => {
    // 1.5 + 3 × 0.2 + 2.5 = 4.6; (34 + 3 × 3) / 4 = 10.75
    const changed = changes({ maturityFactors: { scaleExponent: 1 } })
    expect(changed).toMatchObject({ consumer_coordination: 460, version_upgrades: 1075 })
    expect(Object.keys(changed)).not.toContain('topic_lifecycle')
  })

  test('the factor of a governance level in use', () => {
    expect(changes({ governanceFactors: { standard: 2 } })).toMatchObject({ schema_governance: 800, replication_dr: 200, topic_permissions: 600 })
    expect(Object.keys(changes({ governanceFactors: { standard: 2 } }))).toHaveLength(8)
  })

  test('the factor of a governance level that is not in use changes nothing', () => {
    expect(changes({ governanceFactors: { regulated: 2 } })).toEqual({})
  })

  test.each<[OperationsRequest['incidents'], number]>([
    // (1.3 + 3 × 0.0169 + 0.5) × 12 = 22.2084
    [{ hoursPerIncident: 12 }, 2221],
    // (2.3 + 0.0507 + 0.5) × 6 = 17.1042
    [{ perClusterMonth: 2.3 }, 1710],
    // (1.3 + 3 × 0.1 + 0.5) × 6 = 12.6
    [{ perBrokerMonth: 0.1 }, 1260],
    // (1.3 + 0.0507 + 1) × 6 = 14.1042
    [{ perTenClientApplicationsMonth: 1 }, 1410]
  ])('the incidents %j', (incidents, hundredths) => {
    expect(changes({ incidents })).toEqual({ incident_response: hundredths })
  })

  test('the factor of the coverage', () => {
    expect(changes({ onCallCoverageFactor: 0.7 })).toEqual({ oncall_standby: 420 })
  })

  test('the weight of a non-production cluster', () => {
    const withTests = { ...reference, nonProductionClusters: 2 }
    expect(hoursOf({ nonProductionClusterWeight: 0 }, withTests)).toEqual(hoursOf({}))
    // (1 + 2 × 0.5)^0.85 = 1.802501; 4 + 2 × 1.802501 = 7.605002
    expect(changes({ nonProductionClusterWeight: 0.5 }, withTests)).toMatchObject({ platform_automation: 761 })
  })

  test('the band, which moves low and high and leaves the hours', () => {
    // 95.52 / 2 = 47.76 and 95.52 × 2 = 191.04
    expect(changes({ bandFactor: 2 })).toEqual({})
    expect(hoursOf({ bandFactor: 2 })).toMatchObject({ low: 4776, expected: 9552, high: 19104 })
  })
})

describe('zero and ties', () => {
  test('nothing to look after leaves only what is fixed', () => {
    const nothing = { productionClusters: 0, nonProductionClusters: 0, brokers: 0, topics: 0, partitions: 0, consumerGroups: 0, schemaRegistry: true }
    const hours = byActivity(hoursOf({ clientApplications: 0, engineersTrained: 0 }, nothing).activities)
    expect(Object.entries(hours).filter(([, hundredths]) => hundredths !== 0)).toEqual([['oncall_standby', 600], ['platform_automation', 400], ['cost_governance', 200]])
  })

  test('without a schema registry its governance is listed with zero hours', () => {
    const without = hoursOf({}, { ...reference, schemaRegistry: false })
    expect(without.activities).toHaveLength(17)
    expect(byActivity(without.activities).schema_governance).toBe(0)
    // 95.52 − 4
    expect(without.expected).toBe(9152)
  })

  test.each([
    // Two engineers: 2 × 0.0025 = 0.005 h, half a hundredth, to the even 0; 2 × 0.0075 = 0.015 h, to the even 2.
    [0.0025, 0],
    [0.0075, 2]
  ])('%f h for each of two engineers is a tie and goes to the even hundredth', (hours, hundredths) => {
    expect(changes({ coefficients: { training: { engineer_trained: hours } } })).toEqual({ training: hundredths })
  })

  test('low and high are rounded like the hours', () => {
    const { low, expected } = hoursOf({ coefficients: { training: { engineer_trained: 0.375 } } }, referenceQueues, 'sqs')
    // 12.58 − 0.80 + 2 × 0.375 × 0.2 = 11.93; 1193 / 2 = 596.5, to the even 596
    expect({ low, expected }).toEqual({ low: 596, expected: 1193 })
  })
})

test('more brokers, topics or partitions never take fewer hours', () => {
  const count = fc.integer({ min: 0, max: 100_000 })
  const drivers = fc.record({ productionClusters: fc.integer({ min: 1, max: 20 }), nonProductionClusters: fc.integer({ min: 0, max: 20 }), brokers: count, topics: count, partitions: count, consumerGroups: count, schemaRegistry: fc.boolean() })
  const more = fc.record({ brokers: count, topics: count, partitions: count })
  fc.assert(fc.property(drivers, more, fc.constantFrom(...deploymentModels), fc.constantFrom(...maturityLevels), (smaller, added, model, maturity) => {
    const larger = { ...smaller, brokers: smaller.brokers + added.brokers, topics: smaller.topics + added.topics, partitions: smaller.partitions + added.partitions }
    const before = hoursOf({ maturity }, smaller, model)
    const after = hoursOf({ maturity }, larger, model)
    after.activities.forEach((hundredths, index) => expect(hundredths).toBeGreaterThanOrEqual(before.activities[index]!))
    expect(after.low).toBeGreaterThanOrEqual(before.low)
    expect(after.high).toBeGreaterThanOrEqual(before.high)
  }))
})

test('hours are whole hundredths and low, expected and high stand in order', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 500 }), fc.constantFrom(...deploymentModels), (brokers, model) => {
    const { activities, low, expected, high } = hoursOf({}, { ...reference, brokers }, model)
    expect([...activities, low, high].every(Number.isInteger)).toBe(true)
    expect(activities.reduce((sum, hundredths) => sum + hundredths, 0)).toBe(expected)
    expect(low).toBeLessThanOrEqual(expected)
    expect(expected).toBeLessThanOrEqual(high)
  }))
})
