import type { z } from 'zod'
import type { Charge, LineItemId } from '../pricing/charge.ts'
import type { Commitment } from '../pricing/commitment.ts'
import type { Decimal } from '../pricing/decimal.ts'
import type { PoolPositions } from '../pricing/price-plan.ts'
import type { SkuRef } from '../pricing/price-book.ts'
import type { Fit } from './fit/criteria.ts'
import { constant } from './kept.ts'
import type { DeploymentModel, OperationsDrivers } from './operations/operations-model.ts'
import type { Sizing } from './sizing/sizing.ts'
import type { Workload } from './workload.ts'

export const severities = ['blocker', 'warning', 'info'] as const

/** Something a reader of the estimate must know; a blocker makes the offering infeasible but never hides its price. */
export interface Finding {
  readonly code: string
  readonly severity: typeof severities[number]
  /** A function where writing the sentence takes arithmetic that only a reader needs. */
  readonly message: string | (() => string)
  readonly limit?: string
  readonly actual?: string
  readonly source?: string
  /** The lines whose cost the low end of the range would save; the money is added after pricing. */
  readonly savesOn?: readonly LineItemId[]
  /** Beside those a line at a flat price whose low end is something else, and the share of its cost that would be saved. */
  readonly savesShare?: { readonly line: LineItemId, readonly share: Decimal }
}

/** A number that nobody gave: a default, a rule of ours, or a choice the model made; or one that the caller gave in the place of a price. */
export interface Assumption {
  readonly name: string
  readonly value: string
  readonly unit: string
  readonly origin: 'default' | 'rule' | 'judgement' | 'caller'
  readonly why: string
}

/** Something a real bill also has and this one does not. */
export interface Exclusion { readonly code: string, readonly message: string }

/** How a month and a record are counted; each is an assumption of the answer. */
export interface Conventions {
  readonly hoursPerMonth: number
  readonly recordOverheadBytes: number
}

/** What is for sale where the workload runs; it tells no prices. */
export interface Market {
  readonly region: string
  /** The same for the same price list of the same region. */
  readonly key: string
  readonly sells: (ref: SkuRef) => boolean
  /** The region that a SKU is bought in: another cloud's for its tables. */
  readonly placeOf: (ref: SkuRef) => string
  /** Errors: NOT_OFFERED_IN_REGION, MISSING_PRICE. */
  readonly require: (ref: SkuRef) => void
}

/** One way to buy an offering for a workload: how much of which SKU and why, what it is sized to, and what people have to look after. */
export interface Plan {
  readonly sizing: Sizing | null
  readonly charges: readonly Charge[]
  readonly poolPositions: PoolPositions
  readonly findings: readonly Finding[]
  /** A function, because a summary shows none. */
  readonly assumptions: () => readonly Assumption[]
  /** What the bill leaves out where options change it; else what the offering does. */
  readonly exclusions?: readonly Exclusion[]
  readonly operations: { readonly model: DeploymentModel, readonly drivers: OperationsDrivers }
  /** Why there is no price, where the vendor sells by quote only: the plan is sized and has no charges. */
  readonly unpriced?: string
}

/** What a plan runs on, as far as choosing between plans needs it. */
export interface PlanMachine {
  readonly sku: SkuRef
  readonly type: string
  readonly commitment?: Commitment | undefined
  /** Newer families win ties. */
  readonly generation: number
}

/** One of several ways to buy an offering, before its bill is worked out. */
export interface PlanOption {
  readonly machine: PlanMachine
  readonly brokers: number
  /** Plans with the same peers differ only in the SKU of their machines, the first of their charges: its unit price alone ranks them. */
  readonly peers: unknown
}

/** Ways to choose from; the plan of one is worked out only where it can be the one that is bought. */
export interface PlanChoice<Option extends PlanOption = PlanOption> {
  readonly options: readonly Option[]
  readonly planOf: (option: Option) => Plan
}

/** How an offering can be bought: in one way only, or in several. */
export type Plans = { readonly only: Plan } | PlanChoice

/** Ties the options of a choice to the plans that are made of them. */
export const choiceOf = <Option extends PlanOption>(options: readonly Option[], planOf: (option: Option) => Plan): Plans => ({ options, planOf: planOf as PlanChoice['planOf'] })

export type FactsOf<Schemas> = { readonly [Table in keyof Schemas]: Schemas[Table] extends z.ZodType ? z.output<Schemas[Table]> : never }

export interface PlanInput<Options, Facts> {
  /** What shares the account and the cluster: the last is the one that is asked about, those before it run already (model.md section 6). */
  readonly workloads: readonly Workload[]
  readonly options: Options
  readonly facts: Facts
  readonly conventions: Conventions
  readonly market: Market
}

/** Something that can be bought or run; its id never changes. */
export interface Offering<Options = unknown, Facts = unknown> {
  readonly id: string
  readonly title: string
  readonly provider: string
  readonly kind: 'queue' | 'log'
  readonly family: 'aws-sqs' | 'kafka'
  /** Options with their bounds and defaults; the family key takes the same names. */
  readonly options: z.ZodObject
  /** Price tables it draws on → the facts it reads from each, checked when the tables are loaded. */
  readonly facts: Readonly<Record<string, z.ZodType>>
  readonly exclusions: readonly Exclusion[]
  /** What it is good for, a verdict a criterion. */
  readonly fit: Fit
  /** Every plan that fits, or the given cluster; errors: EstimateError. */
  readonly plans: (input: PlanInput<Options, Facts>) => Plans
}

/** Declares an offering with the types of its options and facts tied to their schemas. */
export function defineOffering<OptionsSchema extends z.ZodObject, Schemas extends Readonly<Record<string, z.ZodType>>, Options = Required<z.output<OptionsSchema>>> (
  offering: Omit<Offering<Options, FactsOf<Schemas>>, 'options' | 'facts'> & { readonly options: OptionsSchema, readonly facts: Schemas }
): Offering {
  return Object.freeze({ ...offering, exclusions: constant([...offering.exclusions]) }) as unknown as Offering
}
