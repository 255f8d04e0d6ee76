import { describe, expect, test } from 'vitest'
import { operationsHours } from '../../../src/models/operations/operations-model.ts'
import type { DeploymentModel } from '../../../src/models/operations/operations-model.ts'
import { resolveOperationsProfile } from '../../../src/models/operations/operations-profile.ts'
import { operationsRequestSchema } from '../../../src/models/operations/operations-request.ts'
import { byActivity, facts } from './reference.ts'
import vectors from './vectors.json' with { type: 'json' }

// The vectors are in hours of two decimals; times 100 and rounded they are whole hundredths without loss.
const hundredths = (hours: number): number => Math.round(hours * 100)

function hoursOf (vector: typeof vectors[number], leaveOutDefaults: boolean) {
  const { inputs } = vector
  const given = {
    maturity: inputs.maturity,
    governance: inputs.governance_level,
    onCallCoverage: inputs.oncall_coverage,
    onCallRotationShare: inputs.oncall_rotation_share,
    clientApplications: inputs.client_apps,
    changeRequestsPerMonth: inputs.change_requests_per_month,
    upgradesPerYear: inputs.upgrades_per_year,
    certificateRotationsPerYear: inputs.cert_rotations_per_year,
    engineersTrained: inputs.engineers_trained,
    replicationLinks: inputs.replication_links
  }
  const request = operationsRequestSchema.parse(leaveOutDefaults ? {} : given)
  return operationsHours(vector.deployment_model as DeploymentModel, {
    productionClusters: inputs.clusters_prod,
    nonProductionClusters: inputs.clusters_nonprod,
    brokers: inputs.brokers,
    topics: inputs.topics,
    partitions: inputs.partitions,
    consumerGroups: inputs.consumer_groups,
    schemaRegistry: inputs.schema_registry
  }, resolveOperationsProfile(request, facts, 'USD', null), facts)
}

test('there are 28 vectors, and together they cover all eleven deployment models', () => {
  expect(vectors).toHaveLength(28)
  expect(new Set(vectors.map(vector => vector.deployment_model)).size).toBe(11)
})

describe.each(vectors)('$name', vector => {
  test(`takes ${vector.expected_hours} hours a month, between ${vector.low_hours} and ${vector.high_hours}`, () => {
    const { low, expected, high } = hoursOf(vector, false)
    expect({ low, expected, high }).toEqual({ low: hundredths(vector.low_hours), expected: hundredths(vector.expected_hours), high: hundredths(vector.high_hours) })
  })

  test('spends them on every activity as the facts say', () => {
    const expected = Object.fromEntries(Object.entries(vector.by_activity).map(([id, hours]) => [id, hundredths(hours)]))
    expect(byActivity(hoursOf(vector, false).activities)).toEqual(expected)
  })
})

test.each(vectors.filter(vector => vector.name.startsWith('reference')))('$name takes the same hours when every input that has a default is left out', vector => {
  expect(hoursOf(vector, true)).toEqual(hoursOf(vector, false))
})
