import { z } from 'zod'
import { governanceDimensions, governanceLevels, maturityLevels, onCallCoverages, rateRegions } from './operations-names.ts'
import { operationsMoney, operationsOverrides } from './operations-overrides.ts'

const governanceLevel = z.enum(governanceLevels)
const levelByDimension = z.strictObject(Object.fromEntries(governanceDimensions.map(dimension => [dimension, governanceLevel.optional()])) as
  Record<typeof governanceDimensions[number], z.ZodOptional<typeof governanceLevel>>)

/** What is assumed where neither the caller nor the table says anything; the maturity and the governance are those whose factors are 1. */
export const operationsDefaults = {
  maturity: 'operational',
  governance: 'standard',
  onCallCoverage: '24x7',
  onCallRotationShare: 1,
  rateRegion: 'US'
} as const

/** What a caller may say about the people: all optional; a default stands in `meta` and not in zod, so that an answer can tell what was left out. */
export const operationsRequestSchema = z.strictObject({
  maturity: z.enum(maturityLevels).optional()
    .meta({ default: operationsDefaults.maturity, unit: 'level', description: 'Platform maturity of the team (CNCF model)' }),
  governance: z.union([governanceLevel, levelByDimension]).optional()
    .meta({ default: operationsDefaults.governance, unit: 'level', description: 'Level of governance, for all dimensions or by dimension' }),
  onCallCoverage: z.enum(onCallCoverages).optional()
    .meta({ default: operationsDefaults.onCallCoverage, unit: 'choice', description: 'When somebody is on call' }),
  onCallRotationShare: z.number().min(0).max(1).optional()
    .meta({ default: operationsDefaults.onCallRotationShare, unit: 'rotations', description: 'Share of one rotation charged to this platform; 0.25 to 0.5 where it also covers other services' }),
  hourlyRate: operationsMoney.optional()
    .meta({ unit: 'money an hour', description: "Loaded cost of one hour of an engineer, in the answer's currency; not together with rateRegion" }),
  rateRegion: z.enum(rateRegions).optional()
    .meta({ default: operationsDefaults.rateRegion, unit: 'country', description: "Whose pay the hourly rate is taken from, in that country's currency" }),
  clientApplications: z.number().int().min(0).max(1e6).optional()
    .meta({ default: 10, unit: 'applications', description: 'Applications that produce or consume' }),
  changeRequestsPerMonth: z.number().min(0).max(1e6).optional()
    .meta({ unit: 'requests a month', description: 'Requests for topics and permissions; 0.05 × topics where left out' }),
  upgradesPerYear: z.number().min(0).max(365).optional()
    .meta({ default: 3, unit: 'upgrades a year', description: 'Version upgrades; 3 stays on the newest minor, 1 is the least inside community support' }),
  certificateRotationsPerYear: z.number().min(0).max(365).optional()
    .meta({ default: 1, unit: 'rotations a year', description: 'Rotations of the certificate authority' }),
  engineersTrained: z.number().min(0).max(10_000).optional()
    .meta({ default: 2, unit: 'engineers', description: 'Engineers who keep their knowledge current' }),
  replicationLinks: z.number().int().min(0).max(1000).optional()
    .meta({ default: 0, unit: 'links', description: 'Replication links to other clusters or regions, with the one of MSK Replicator or of a second region where an option asks for it; no less than that is counted' }),
  ...operationsOverrides
}).meta({ id: 'OperationsRequest', description: 'How the platform is run and paid for, and the numbers of the operations model that the caller knows better' })

export type OperationsRequest = z.infer<typeof operationsRequestSchema>
