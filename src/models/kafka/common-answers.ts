import type { OperationsDrivers } from '../operations/operations-model.ts'
import { text } from '../formula.ts'
import type { Assumption, Exclusion, Finding } from '../offering.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { ClusterOptions } from './kafka-options.ts'
import type { LogWorkload } from './log-workload.ts'
import type { Replication } from './msk-extras-options.ts'

const companions = [
  { option: 'connectWorkers', name: 'Kafka Connect' },
  { option: 'schemaRegistry', name: 'a schema registry' }
]

/** What a Kafka bill also has, as far as `options` of the offering cannot ask for it; rebalancing bytes are inside the sizing's headroom but not inside its transfer lines. */
export function kafkaExclusions (options: object): readonly Exclusion[] {
  const names = (optional: boolean): readonly string[] => companions.filter(({ option }) => option in options === optional).map(({ name }) => name)
  const unlessAsked = names(true)
  return [
    { code: 'REBALANCING_TRAFFIC', message: 'Bytes moved between zones when partitions are reassigned or a broker is replaced.' },
    { code: 'KAFKA_CONNECT', message: `${['Stream processing', ...names(false)].join(', ')}${unlessAsked.length === 0 ? '' : `; unless asked for, ${unlessAsked.join(' and ')}`}.` }
  ]
}

/** What the caller runs beside the cluster. */
interface PeopleScope { readonly nonProductionClusters: number, readonly schemaRegistry?: boolean, readonly replicator?: Replication }

/** What people have to look after on a Kafka offering (model.md section 5); a second cluster has as many brokers and partitions, and a link to it, as the one has that MSK Replicator writes to. */
export function kafkaDrivers ({ demand: { topics, partitions, subscriptions } }: LogWorkload, brokers: number, { nonProductionClusters, schemaRegistry = false, replicator = 'none' }: PeopleScope, clusters = 1): OperationsDrivers {
  return { productionClusters: clusters, nonProductionClusters, brokers: brokers * clusters, topics, partitions: partitions * clusters, consumerGroups: subscriptions, schemaRegistry, replicationLinks: clusters - 1 + (replicator === 'none' ? 0 : 1) }
}

export const combinedControllers: Finding = { code: 'COMBINED_CONTROLLERS', severity: 'warning', message: 'Brokers are their own controllers: fewer machines, but Apache Kafka advises separate controllers for critical use.' }

/** The margins that sizing took without being asked. */
export function clusterAssumptions (options: ClusterOptions, facts: KafkaSizingFacts): readonly Assumption[] {
  const assumptions: Assumption[] = []
  if (options.utilisation === undefined) assumptions.push({ name: 'utilisation', value: text(facts.utilisation), unit: 'share', origin: 'rule', why: 'Brokers are planned at this share of their capacity at the peak, wherever Apache Kafka runs.' })
  if (options.storageGibPerBroker === undefined) assumptions.push({ name: 'storageHeadroom', value: text(facts.storageHeadroom), unit: 'share of the disk kept free', origin: 'rule', why: 'It holds active segments, compaction and rebalancing.' })
  return assumptions
}
