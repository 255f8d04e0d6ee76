import { operationsFactsSchema } from '../../../src/models/operations/operations-facts.ts'
import type { OperationsFacts } from '../../../src/models/operations/operations-facts.ts'
import type { OperationsDrivers } from '../../../src/models/operations/operations-model.ts'
import { activityIds } from '../../../src/models/operations/operations-names.ts'
import type { ActivityId } from '../../../src/models/operations/operations-names.ts'
import table from '../../../pricing/operations/2025-06-05.json' with { type: 'json' }

export const rawFacts = table.facts
export const facts: OperationsFacts = operationsFactsSchema.parse(table.facts)

/** The reference case of operations.md: one cluster of three brokers. With all defaults it costs 95.52 h a month, self-managed. */
export const reference: OperationsDrivers = { productionClusters: 1, nonProductionClusters: 0, brokers: 3, topics: 100, partitions: 600, consumerGroups: 20, schemaRegistry: true }
export const referenceQueues: OperationsDrivers = { productionClusters: 1, nonProductionClusters: 0, brokers: 0, topics: 50, partitions: 0, consumerGroups: 50, schemaRegistry: false }

export function byActivity (activities: readonly number[]): Record<ActivityId, number> {
  return Object.fromEntries(activityIds.map((id, index) => [id, activities[index]])) as Record<ActivityId, number>
}
