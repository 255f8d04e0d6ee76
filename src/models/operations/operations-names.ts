/** The eleven ways to run messaging that the model tells apart; `kafka_self_managed` is the work that all others are a share of. */
export const deploymentModels = [
  'kafka_self_managed',
  'confluent_platform_self_managed',
  'kafka_k8s_operator',
  'byoc_kafka',
  'hosted_kafka',
  'msk_provisioned_standard',
  'msk_provisioned_express',
  'confluent_cloud_dedicated',
  'confluent_cloud_shared',
  'msk_serverless',
  'sqs'
] as const
export type DeploymentModel = typeof deploymentModels[number]

/** What people do for a messaging platform, in the order in which an answer lists it. */
export const activityIds = [
  'health_monitoring',
  'version_upgrades',
  'security_patching',
  'rebalancing_scaling',
  'capacity_planning',
  'retention_storage',
  'broker_security',
  'topic_permissions',
  'topic_lifecycle',
  'schema_governance',
  'consumer_coordination',
  'replication_dr',
  'incident_response',
  'oncall_standby',
  'platform_automation',
  'training',
  'cost_governance'
] as const
export type ActivityId = typeof activityIds[number]

/** What the hours of an activity grow with; the names are those of the facts, the position is that in the driver values. */
export const driverNames = [
  'fixed',
  'cluster',
  'broker',
  'topics100',
  'partitions1000',
  'groups100',
  'apps10',
  'link',
  'request',
  'upgrade_cluster',
  'upgrade_broker',
  'cert_cluster',
  'cert_broker',
  'engineer_trained',
  'incident'
] as const
export type DriverName = typeof driverNames[number]

export const activityClasses = ['lifecycle', 'requests', 'reliability', 'investment'] as const
export type ActivityClass = typeof activityClasses[number]

/** The levels of the CNCF platform engineering maturity model, v1.0. */
export const maturityLevels = ['provisional', 'operational', 'scalable', 'optimizing'] as const
export type MaturityLevel = typeof maturityLevels[number]

export const governanceLevels = ['none', 'basic', 'standard', 'regulated'] as const
export type GovernanceLevel = typeof governanceLevels[number]

export const governanceDimensions = [
  'observability',
  'broker_security',
  'retention_policies',
  'topic_permissions',
  'schema_governance',
  'consumer_group_coordination',
  'data_replication_governance'
] as const
export type GovernanceDimension = typeof governanceDimensions[number]

export const onCallCoverages = ['none', 'business_hours', '24x7'] as const
export type OnCallCoverage = typeof onCallCoverages[number]

export const rateRegions = ['US', 'DE', 'GB', 'IN'] as const
export type RateRegion = typeof rateRegions[number]
