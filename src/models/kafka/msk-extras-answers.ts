import type { Assumption, Exclusion, Finding } from '../offering.ts'
import { counted } from '../sentence.ts'
import { kafkaExclusions } from './common-answers.ts'
import type { LogWorkload } from './log-workload.ts'
import { privateSchemes, REPLICATOR_BROKERS, REPLICATOR_BROKERS_IN_TWO_ZONES, replicatorBrokers } from './msk-extras.ts'
import { mskExtrasOptions } from './msk-extras-options.ts'
import type { MskExtrasOptions, MultiVpcOptions } from './msk-extras-options.ts'

/** Things that brokers of a small burstable type do not take, of those asked for. */
function notOnBurstable (options: MskExtrasOptions & MultiVpcOptions, tiered: boolean): readonly string[] {
  return [
    ...(tiered ? ['tiered storage'] : []),
    ...(options.replicator === 'none' ? [] : ['MSK Replicator']),
    ...(privateSchemes(options) === 0 ? [] : ['multi-VPC private connectivity'])
  ]
}

/** Whether these brokers take what was asked for beside them. */
export function mskExtraFindings (options: MskExtrasOptions & MultiVpcOptions, { zones, storage }: LogWorkload, brokers: number, burstable: { readonly type: string } | null): readonly Finding[] {
  const findings: Finding[] = []
  const refused = burstable === null ? [] : notOnBurstable(options, storage.tiered)
  if (refused.length > 0) {
    findings.push({ code: 'BROKER_TYPE_TOO_SMALL', severity: 'blocker', message: `Brokers of type ${burstable!.type} take no ${refused.join(', no ')}.`, actual: burstable!.type, source: `aws-msk:facts/standardBrokers/${burstable!.type}` })
  }
  const needed = replicatorBrokers(options, zones)
  if (brokers < needed) {
    findings.push({ code: 'REPLICATOR_NEEDS_BROKERS', severity: 'blocker', message: `MSK Replicator asks for ${needed} brokers in ${zones} zones; the cluster has ${brokers}.`, limit: `${needed} brokers`, actual: counted(brokers, 'broker') })
  }
  if (options.replicator === 'cross-region' && options.multiVpcConnectivity === 0) {
    findings.push({ code: 'PRIVATE_CONNECTIVITY_ADDED', severity: 'info', message: 'MSK Replicator reads a cluster in another region through multi-VPC private connectivity with IAM, which is billed as well.' })
  }
  return findings
}

/** How the Replicator and the private connectivity were counted. */
export function mskExtraAssumptions (options: MskExtrasOptions & Partial<MultiVpcOptions>, region: string): readonly Assumption[] {
  const assumptions: Assumption[] = []
  if (options.replicator !== 'none') {
    assumptions.push({ name: 'replicatorReads', value: '1', unit: 'more readers', origin: 'rule', why: 'MSK Replicator is a consumer of everything that is written: the cluster is sized for it, and the copies are compressed as they were written.' })
    assumptions.push({ name: 'replicatorBrokers', value: `${REPLICATOR_BROKERS}`, unit: 'brokers', origin: 'rule', why: `The fewest that MSK Replicator asks of a provisioned cluster; ${REPLICATOR_BROKERS_IN_TWO_ZONES} in two zones.` })
  }
  if (options.replicator === 'cross-region') {
    assumptions.push({ name: 'replicatorTransfer', value: '1', unit: 'transfer a byte written', origin: 'judgement', why: 'That copies are billed as transfer between regions, beside the Replicator, is inferred.' })
    if (options.replicatorRegion === undefined) assumptions.push({ name: 'replicatorRegion', value: 'unspecified', unit: 'region', origin: 'rule', why: `Where the copies go was not said: the commonest transfer price out of ${region} is used, and the Replicator, which runs there, is priced as in ${region}.` })
  }
  if (options.multiVpcConnectivity !== undefined && privateSchemes(options as MskExtrasOptions & MultiVpcOptions) > 0) {
    assumptions.push({ name: 'privateConnectivityHours', value: '1', unit: 'hour an authentication scheme', origin: 'judgement', why: 'Private connectivity is switched on for a cluster by authentication scheme; that its hours are counted so was not verified.' })
  }
  return assumptions
}

const target: Exclusion = { code: 'REPLICATOR_TARGET', message: 'The cluster that MSK Replicator writes to, with what it bills for being written to.' }

const withoutConnect = kafkaExclusions(mskExtrasOptions)
const withConnect = withoutConnect.map(one => one.code === 'KAFKA_CONNECT' ? { code: 'STREAM_PROCESSING', message: 'Stream processing, a schema registry.' } : one)

/** What an MSK bill leaves out, beside what was asked for. */
export function mskExclusions (options: MskExtrasOptions): readonly Exclusion[] {
  const others = options.connectWorkers === 0 ? withoutConnect : withConnect
  return options.replicator === 'none' ? others : [...others, target]
}
