import { z } from 'zod'
import { EstimateError } from '../../pricing/errors.ts'
import { noPositions } from '../../pricing/price-plan.ts'
import { selfManagedFit } from '../fit/self-managed-fit.ts'
import { term } from '../formula.ts'
import { logDepartingCharges } from '../kafka/cluster-charges.ts'
import { clusterOf, ownDisks, sizeClusters } from '../kafka/cluster.ts'
import type { ClusterInput } from '../kafka/cluster.ts'
import { clusterAssumptions, combinedControllers, kafkaDrivers, kafkaExclusions } from '../kafka/common-answers.ts'
import { companionFacts, companionMachines } from '../kafka/companion-options.ts'
import type { CompanionFacts } from '../kafka/companion-options.ts'
import { kubernetesAssumptions, kubernetesFacts, nodesOf } from '../kafka/kubernetes.ts'
import type { KubernetesFacts } from '../kafka/kubernetes.ts'
import { defaultMessageLimit } from '../kafka/log-rules.ts'
import { logWorkload } from '../kafka/log-workload.ts'
import { mirrorAssumption, mirrorMachines } from '../kafka/mirror-machines.ts'
import { mirroredLog, mirrorTransferCharge } from '../kafka/standby.ts'
import { serverCharges } from '../kafka/server-charges.ts'
import { onPremisesFacts, serverHardware } from '../kafka/server-facts.ts'
import type { OnPremisesFacts } from '../kafka/server-facts.ts'
import { onPremisesOptions, serverAssumptions, serverSettings } from '../kafka/server-options.ts'
import type { OnPremisesOptions } from '../kafka/server-options.ts'
import type { Departure } from '../network.ts'
import { choiceOf, defineOffering } from '../offering.ts'
import type { Finding, Offering, Plan, PlanInput, Plans } from '../offering.ts'
import { smallestBrokers } from '../sizing/broker-count.ts'
import { kafkaSizingFacts } from '../sizing/kafka-facts.ts'
import type { KafkaSizingFacts } from '../sizing/kafka-facts.ts'
import { noPartitionCaps } from '../sizing/partitions.ts'
import { anyZones, interZoneCharges } from '../sizing/zones.ts'
import type { Workload } from '../workload.ts'

interface Facts { readonly 'on-premises': OnPremisesFacts, readonly 'kafka-companions': CompanionFacts, readonly kubernetes: KubernetesFacts, readonly 'kafka-sizing': KafkaSizingFacts }

const ONE_ROOM = [1]
const betweenRooms = { sku: 'on-premises/network.inter-zone', directions: 1 } as const
const departure: Departure = { crossRegion: 'on-premises/network.inter-site', crossRegionTitle: 'Transfer to consumers at another site', internetEgress: 'on-premises/network.internet' }

const uplink: Finding = { code: 'UPLINK_NOT_PRICED', severity: 'warning', message: 'Bytes go to another site or to the internet: own lines are paid by their capacity and not by the byte, and they are not in this bill.', source: 'on-premises:base/network.internet' }

const leaves = ({ crossRegionPercent, internetEgressPercent }: Workload): boolean => crossRegionPercent > 0 || internetEgressPercent > 0

function checkEdge ({ facility, brokers }: OnPremisesOptions, maximum: number): void {
  if (facility !== 'edge' || brokers === undefined || brokers <= maximum) return
  throw new EstimateError('IMPOSSIBLE_COMBINATION', `facility is edge and brokers is ${brokers}: at the edge a cluster is one to ${maximum} small servers; give at most ${maximum}, or another facility.`, { field: 'options.brokers' })
}

function onPremisesPlans ({ workloads, options, facts, conventions }: PlanInput<OnPremisesOptions, Facts>): Plans {
  const sizing = facts['kafka-sizing']
  const own = facts['on-premises']
  const { secondSite } = options
  const edge = options.facility === 'edge'
  checkEdge(options, own.edgeBrokersMaximum)
  const kind = edge ? 'small' : 'rack'
  const log = logWorkload(workloads, conventions, sizing, {
    zonesAllowed: edge ? ONE_ROOM : anyZones,
    fixedReplicationFactor: null,
    replicationFactorMaximum: edge ? options.brokers ?? own.edgeBrokersMaximum : undefined,
    billedCopies: null,
    partitionCaps: noPartitionCaps,
    tieredStorage: false,
    ...defaultMessageLimit(sizing)
  })
  const combined = (options.controllers ?? (edge ? 'combined' : 'dedicated')) === 'combined'
  const controllers = combined ? 0 : sizing.controllers
  const input: ClusterInput = { log: secondSite ? mirroredLog(log) : log, options, facts: sizing, brokersMaximum: edge ? own.edgeBrokersMaximum : sizing.brokersMaximum, brokersMaximumSource: edge ? 'on-premises:facts/edgeBrokersMaximum' : 'kafka-sizing:facts/brokersMaximum', controllers }
  const settings = serverSettings(options, own, kind)
  const companions = facts['kafka-companions']
  const { schemaRegistry, connectWorker, monitoring } = companionMachines(options, companions)
  const clusters = secondSite ? 2 : 1
  const smallVcpu = own.servers.small.vcpu
  const mirrors = secondSite ? mirrorMachines(log, smallVcpu, companions, sizing) : 0
  const kubernetes = nodesOf(options, facts.kubernetes)
  return choiceOf(sizeClusters(input, serverHardware(own, kind, options.storageGibPerBroker, sizing, kubernetes), () => 0), (candidate): Plan => {
    const { brokers } = candidate
    const cluster = clusterOf(input, candidate, ownDisks)
    return {
      sizing: cluster.sizing,
      charges: [
        ...serverCharges(kind,
          [[brokers * clusters, 'brokers'], [settings.spareServers * clusters, 'spare'], [options.nonProductionClusters * smallestBrokers(log.zones, log.replicationFactor), 'not for production']],
          [[controllers * clusters, 'controllers'], [schemaRegistry, 'Schema Registry'], [connectWorker, 'Connect workers'], [monitoring, 'monitoring'], [mirrors, 'MirrorMaker']],
          options, settings, own, conventions),
        ...interZoneCharges(log, betweenRooms, betweenRooms),
        ...(secondSite ? [mirrorTransferCharge(log, 'a second site', departure.crossRegion, () => [term('secondSite', 'true', 'yes or no', 'option')])] : []),
        ...logDepartingCharges(log, departure)
      ],
      poolPositions: noPositions,
      findings: [...log.findings, ...(combined ? [combinedControllers] : []), ...cluster.findings, ...(secondSite || leaves(workloads.at(-1)!) ? [uplink] : [])],
      assumptions: () => [...log.assumptions(), ...clusterAssumptions(options, sizing), ...serverAssumptions(options, settings), ...(secondSite ? [mirrorAssumption(mirrors, smallVcpu, sizing)] : []), ...kubernetesAssumptions(kubernetes)],
      operations: { model: options.orchestration === 'kubernetes' ? 'kafka_k8s_operator' : 'kafka_self_managed', drivers: kafkaDrivers(log, brokers, options, secondSite ? 2 : 1) }
    }
  })
}

export const kafkaOnPremises: Offering = defineOffering({
  id: 'kafka-on-premises',
  title: 'Apache Kafka on own servers',
  provider: 'Own servers',
  kind: 'log',
  family: 'kafka',
  options: z.strictObject(onPremisesOptions),
  facts: { 'on-premises': onPremisesFacts, 'kafka-companions': companionFacts, kubernetes: kubernetesFacts, 'kafka-sizing': kafkaSizingFacts },
  exclusions: [
    ...kafkaExclusions(onPremisesOptions),
    { code: 'LINES', message: 'Lines between rooms, to other sites and to the internet, which are paid by capacity.' },
    { code: 'FLOOR_SPACE', message: 'Space, racks, uninterruptible power and cooling plant of a room of your own; electricity that colocation meters beside the power it provisions.' },
    { code: 'HANDS_ON_HARDWARE', message: 'Racking, replacing parts and disposal, and interest on what was bought.' },
    { code: 'KUBERNETES_CONTROL_PLANE', message: 'Servers of a Kubernetes control plane of your own, where brokers run on Kubernetes.' }
  ],
  fit: selfManagedFit.onPremises,
  plans: input => onPremisesPlans(input as unknown as PlanInput<OnPremisesOptions, Facts>)
})
