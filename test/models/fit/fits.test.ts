import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { comparedCriteria, criteria, criterionNames, requirements } from '../../../src/models/fit/criteria.ts'
import type { Criterion, Fit, Requirement, Verdict } from '../../../src/models/fit/criteria.ts'
import { from } from '../../../src/models/fit/fit-sources.ts'
import type { FitSource } from '../../../src/models/fit/fit-sources.ts'
import { kafkaLog, managedLog } from '../../../src/models/fit/kafka-fit.ts'
import { operationsHours } from '../../../src/models/operations/operations-model.ts'
import type { DeploymentModel } from '../../../src/models/operations/operations-model.ts'
import { resolveOperationsProfile } from '../../../src/models/operations/operations-profile.ts'
import { offerings } from '../../../src/models/registry.ts'
import { realPrices } from '../../estimates/real-prices.ts'
import { facts, reference, referenceQueues } from '../operations/reference.ts'

const fits: Readonly<Record<string, Fit>> = Object.fromEntries(offerings.map(({ id, fit }) => [id, fit]))
const ids = Object.keys(fits)
const sources: readonly FitSource[] = Object.values(from)
const everyVerdict: readonly (readonly [string, Criterion, Verdict])[] = ids.flatMap(id => criterionNames.map(criterion => [id, criterion, fits[id]![criterion]] as const))
const documented = readFileSync('docs/fit.md', 'utf8').split('\n').filter(line => line.startsWith('| `')).map(line => line.split('|').slice(1, -1).map(cell => cell.trim().replaceAll('`', '')))

const idsThat = (criterion: Criterion, verdict: Verdict['verdict']): readonly string[] => ids.filter(id => fits[id]![criterion].verdict === verdict)

describe('the criteria', () => {
  it('are ten for every comparison, from the architecture to the maturity of the team', () => {
    expect(comparedCriteria).toEqual(['architecture', 'scaling', 'processing-and-retention', 'replay', 'real-time-streaming', 'governance-and-security', 'multi-cloud', 'cost-behaviour', 'ai-and-observability-pipelines', 'team-maturity'])
  })

  it('can all be required, but for the eight that are weighed and not ticked', () => {
    expect(criterionNames.filter(criterion => !requirements.includes(criterion as Requirement))).toEqual(comparedCriteria.filter(criterion => criterion !== 'replay' && criterion !== 'multi-cloud'))
    expect(new Set(requirements).size).toBe(requirements.length)
  })

  it('are documented with the question that each asks, and no other', () => {
    expect(documented).toEqual(Object.entries(criteria).map(([criterion, question]) => [criterion, requirements.includes(criterion as Requirement) ? 'yes' : '', question]))
  })

  it('tell offerings apart, each of them', () => {
    for (const criterion of criterionNames) expect(new Set(ids.map(id => fits[id]![criterion].verdict)).size, criterion).toBeGreaterThan(1)
  })
})

describe('a verdict', () => {
  it('stands for every offering on every criterion', () => {
    for (const id of ids) expect(Object.keys(fits[id]!).sort(), id).toEqual([...criterionNames].sort())
  })

  it('has a reason of one sentence that a budget committee reads', () => {
    expect(everyVerdict.filter(([, , { reason }]) => !/^[A-Z0-9].{15,140}[^.]\.$/.test(reason) || /\. [A-Z]/.test(reason)).map(([id, criterion, { reason }]) => `${id} ${criterion}: ${reason}`)).toEqual([])
  })

  it('has a source that is known, and its confidence, or is inferred from it', () => {
    const unknown = everyVerdict.filter(([, , { source, confidence }]) => !sources.some(one => one.address === source && (confidence === 'inferred' || confidence === one.confidence)))
    expect(unknown.map(([id, criterion]) => `${id} ${criterion}`)).toEqual([])
  })

  it('cites every source there is', () => {
    const cited = new Set(everyVerdict.map(([, , { source }]) => source))
    expect(sources.filter(({ address }) => !cited.has(address)).map(({ title }) => title)).toEqual([])
  })

  it('never changes, so that its text can be kept', () => {
    expect(everyVerdict.filter(([, , verdict]) => !Object.isFrozen(verdict))).toEqual([])
  })
})

describe('a family', () => {
  it('is shared and not copied: the log of all that speak Kafka, and what a service leaves to its users', () => {
    expect(fits['aws-msk-standard']!.replay).toBe(kafkaLog.replay)
    expect(fits['warpstream']!.replay).toBe(kafkaLog.replay)
    expect(fits['azure-event-hubs-standard']!['team-maturity']).toBe(managedLog['team-maturity'])
  })
})

describe('the offerings', () => {
  it('replay unless they are queues', () => {
    expect(idsThat('replay', 'fails')).toEqual(['aws-sqs-standard', 'aws-sqs-fifo'])
  })

  it('run in the own data centre where the bill is of own servers, and no other: agents beside EC2 and S3 are priced as those', () => {
    expect(idsThat('on-premises', 'meets')).toEqual(['kafka-on-premises'])
    expect(idsThat('on-premises', 'fails')).toEqual(ids.filter(id => id !== 'kafka-on-premises'))
  })

  it('are AWS services where Amazon sells them', () => {
    expect(idsThat('aws-native', 'meets')).toEqual(['aws-sqs-standard', 'aws-sqs-fifo', 'aws-msk-standard', 'aws-msk-express', 'aws-msk-serverless'])
  })

  it('are half AWS services where all machines stand in the own account, and none where a vendor bills them', () => {
    expect(idsThat('aws-native', 'partly')).toEqual(['kafka-aws-ec2', 'warpstream', 'automq'])
    expect(idsThat('aws-native', 'fails').filter(id => /^(confluent|redpanda|aiven)/.test(id))).toEqual(ids.filter(id => /^(confluent|redpanda|aiven)/.test(id)))
  })

  it('are reached privately, but for the public types of Confluent Cloud', () => {
    expect(idsThat('private-networking', 'fails')).toEqual(['confluent-cloud-basic', 'confluent-cloud-standard'])
  })

  it('serve several groups, but for queues and for the twenty of Event Hubs Standard only partly', () => {
    expect(idsThat('fan-out', 'partly')).toEqual(['aws-sqs-standard', 'aws-sqs-fifo', 'azure-event-hubs-standard'])
    expect(idsThat('fan-out', 'fails')).toEqual([])
  })

  it('process exactly once unless their documents say otherwise', () => {
    expect(idsThat('exactly-once', 'fails')).toEqual(['aws-sqs-standard', 'azure-event-hubs-standard', 'confluent-cloud-freight'])
    expect(idsThat('exactly-once', 'partly')).toEqual(['aws-sqs-fifo', 'azure-event-hubs-premium', 'azure-event-hubs-dedicated'])
  })

  it('are fast unless every message passes through object storage', () => {
    expect(idsThat('low-latency', 'fails')).toEqual(['confluent-cloud-freight', 'warpstream'])
  })

  it('need specialists where one runs Kafka oneself, and none where there is a queue', () => {
    expect(idsThat('team-maturity', 'fails')).toEqual(['kafka-aws-ec2', 'kafka-gcp-compute-engine', 'kafka-azure-vm', 'kafka-on-premises'])
    expect(idsThat('team-maturity', 'meets')).toEqual(['aws-sqs-standard', 'aws-sqs-fifo'])
  })

  it('cost nothing without traffic only where there is neither a cluster nor a commitment', () => {
    expect(idsThat('cost-behaviour', 'meets')).toEqual(['aws-sqs-standard', 'aws-sqs-fifo', 'confluent-cloud-basic'])
    expect(idsThat('cost-behaviour', 'fails')).toEqual(['kafka-on-premises', 'redpanda-dedicated'])
  })
})

describe('numbers in a reason', () => {
  /** A fact of the newest version of a table, by its path. */
  function fact (table: string, ...path: readonly string[]): unknown {
    let found: unknown = realPrices.tables.get(table)!.at(-1)!.document.facts
    for (const step of path) found = (found as Readonly<Record<string, unknown>>)[step]
    return typeof found === 'object' && found !== null && 'value' in found ? found.value : found
  }
  const reason = (id: string, criterion: Criterion): string => fits[id]![criterion].reason

  it.each([
    // 1,209,600 seconds are 14 days; 262,144 bytes are 256 KiB.
    ['aws-sqs-standard', 'long-retention', `${Number(fact('aws-sqs', 'maximumRetentionSeconds')) / 86_400} days`],
    ['aws-sqs-standard', 'large-messages', `SQS takes ${Number(fact('aws-sqs', 'maximumMessageBytes')) / 2 ** 20} MiB and SNS ${Number(fact('aws-sns', 'maximumMessageBytes')) / 2 ** 10} KiB`],
    ['aws-msk-standard', 'large-messages', `${Number(fact('kafka-sizing', 'messageBytesMaximum')) / 2 ** 20} MiB`],
    ['aws-msk-serverless', 'scaling', `${String(fact('aws-msk', 'serverlessIngressMegabytesPerSecond'))} MB/s in and ${String(fact('aws-msk', 'serverlessEgressMegabytesPerSecond'))} MB/s out`],
    ['aws-msk-serverless', 'fan-out', `up to ${String(fact('aws-msk', 'serverlessConsumerGroups'))} a cluster`],
    ['aws-msk-serverless', 'large-messages', `${String(fact('aws-msk', 'serverlessMessageMib'))} MiB`],
    ['confluent-cloud-basic', 'scaling', `up to ${String(fact('confluent-cloud', 'basic', 'maximumUnits'))} small ones`],
    ['confluent-cloud-standard', 'large-messages', `${String(fact('confluent-cloud', 'standard', 'messageMegabytes'))} MB`],
    ['confluent-cloud-enterprise', 'large-messages', `${String(fact('confluent-cloud', 'enterprise', 'messageMegabytes'))} MB`],
    ['confluent-cloud-freight', 'large-messages', `${String(fact('confluent-cloud', 'freight', 'messageMegabytes'))} MB`],
    ['azure-event-hubs-standard', 'scaling', `up to ${String(fact('azure-event-hubs', 'tiers', 'standard', 'unitsMaximum'))};`],
    ['azure-event-hubs-standard', 'architecture', `${String(fact('azure-event-hubs', 'tiers', 'standard', 'perEventHub', 'consumerGroups'))} groups`],
    ['azure-event-hubs-standard', 'fan-out', `has ${String(fact('azure-event-hubs', 'tiers', 'standard', 'perEventHub', 'consumerGroups'))} of them`],
    ['azure-event-hubs-premium', 'fan-out', `up to ${String(fact('azure-event-hubs', 'tiers', 'premium', 'perEventHub', 'consumerGroups'))} an`],
    ['azure-event-hubs-dedicated', 'fan-out', `up to ${String(fact('azure-event-hubs', 'tiers', 'dedicated', 'perEventHub', 'consumerGroups'))} an`],
    ['azure-event-hubs-premium', 'long-retention', `${String(fact('azure-event-hubs', 'tiers', 'premium', 'retentionDaysMaximum'))} days`],
    ['redpanda-serverless', 'scaling', `${String(fact('redpanda-cloud', 'serverlessIngressMegabytesPerSecond'))} MB/s in and ${String(fact('redpanda-cloud', 'serverlessEgressMegabytesPerSecond'))} MB/s out`],
    ['redpanda-serverless', 'fan-out', `up to ${String(fact('redpanda-cloud', 'serverlessConsumerGroups'))} a cluster`],
    ['redpanda-serverless', 'large-messages', `${String(fact('redpanda-cloud', 'serverlessMessageMib'))} MiB`]
  ] as const)('are those of the price tables: %s, %s', (id, criterion, said) => {
    expect(reason(id, criterion)).toContain(said)
  })

  it('are words where they are small: seven days of Event Hubs Standard, ten units of Confluent Standard', () => {
    expect([fact('azure-event-hubs', 'tiers', 'standard', 'retentionDaysMaximum'), reason('azure-event-hubs-standard', 'long-retention')]).toEqual([7, 'Events are kept for seven days at most.'])
    expect([fact('confluent-cloud', 'standard', 'maximumUnits'), reason('confluent-cloud-standard', 'scaling')]).toEqual([10, 'Elastic units follow the load by themselves, up to ten of them.'])
  })
})

describe('hours in a reason', () => {
  const profile = resolveOperationsProfile({}, facts, 'USD', null)
  const hours = (model: DeploymentModel): number => Math.round(operationsHours(model, model === 'sqs' ? referenceQueues : reference, profile, facts).expected / 100)
  const said = (id: string): readonly number[] => [...fits[id]!['team-maturity'].reason.matchAll(/\b\d+\b/g)].map(([number]) => Number(number))

  it.each([
    // operations.md, section 7: what the reference case expects by deployment model, against the other end.
    ['aws-sqs-standard', 'sqs', 13, 'kafka_self_managed', 96],
    ['kafka-aws-ec2', 'kafka_self_managed', 96, 'sqs', 13],
    ['aws-msk-standard', 'msk_provisioned_standard', 40, 'sqs', 13],
    ['aws-msk-express', 'msk_provisioned_express', 37, 'sqs', 13],
    ['aws-msk-serverless', 'msk_serverless', 30, 'sqs', 13],
    ['confluent-cloud-standard', 'confluent_cloud_shared', 30, 'sqs', 13],
    ['confluent-cloud-dedicated', 'confluent_cloud_dedicated', 34, 'sqs', 13],
    ['gcp-managed-kafka', 'hosted_kafka', 42, 'sqs', 13],
    ['warpstream', 'byoc_kafka', 47, 'sqs', 13]
  ] as const)('are those of the operations model for %s', (id, model, own, other, against) => {
    expect(said(id)).toEqual([own, against])
    expect([hours(model), hours(other)]).toEqual([own, against])
  })
})
