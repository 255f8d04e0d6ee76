import { z } from 'zod'
import { fillDefaults } from '../models/defaults.ts'
import { text } from '../models/formula.ts'
import type { Finding, Offering, Plan } from '../models/offering.ts'
import type { Charge } from '../pricing/charge.ts'
import type { Decimal } from '../pricing/decimal.ts'
import { sentenceOf } from './write-estimate.ts'

type Options = Readonly<Record<string, unknown>>

const amount = (value: Decimal | undefined): string | undefined => value === undefined ? undefined : text(value)

const bought = ({ id, sku, quantity, low, high, commitment, consumedQuantity }: Charge): unknown =>
  [id, sku, text(quantity), amount(low), amount(high), typeof commitment === 'object' ? commitment : undefined, text(consumedQuantity)]

/** Everything that a plan decides, as text; plans with the same one give the same bill for the same reasons. */
function decided ({ sizing, charges, poolPositions, findings, operations, exclusions, unpriced }: Plan): string {
  const size = sizing === null ? null : [sizing.brokers, sizing.brokerType, sizing.partitions, text(sizing.storageGib), sizing.controllers, sizing.bindingConstraint, sizing.sizingPolicy, sizing.constraints()]
  return JSON.stringify([size, charges.map(bought), [...poolPositions].map(([sku, position]) => [sku, text(position)]), findings.map(one => [one.code, sentenceOf(one)]), operations, exclusions, unpriced])
}

/** The options as they were before one of them was given. */
function without (name: string, options: Options, defaults: Options): Record<string, unknown> {
  const { [name]: _, ...others } = options
  return name in defaults ? { ...others, [name]: defaults[name] } : others
}

/** Another value that an option takes; undefined where none is known, such as for names. */
function another (field: z.ZodOptional<z.ZodType>, value: unknown): unknown {
  const schema = field.unwrap()
  const candidates = typeof value === 'number' ? [value * 2, value / 2, value + 1, value - 1] : typeof value === 'boolean' ? [!value] : schema instanceof z.ZodEnum ? schema.options : []
  return candidates.find(one => one !== value && schema.safeParse(one).success)
}

/**
 * Says of every option that was given when the plan is the same without it and with another value: such as the power of a server in colocation.
 * A value that only says what would be chosen anyway, such as the brokers of the cluster that exists, is no such option.
 * `planOf` plans with other options; where that fails, the option is what makes the plan possible.
 */
export function inertOptionFindings ({ options: schema }: Offering, options: Options, chosen: Plan, planOf: (options: Record<string, unknown>) => Plan | null): readonly Finding[] {
  const defaults = fillDefaults(schema, {})
  const given = Object.keys(options).filter(name => options[name] !== undefined && options[name] !== defaults[name])
  if (given.length === 0) return []
  const asChosen = decided(chosen)
  const isSame = (changed: Record<string, unknown>): boolean => {
    const other = planOf(changed)
    return other !== null && decided(other) === asChosen
  }
  const isInert = (name: string): boolean => {
    if (!isSame(without(name, options, defaults))) return false
    const value = another(schema.shape[name], options[name])
    return value !== undefined && isSame({ ...options, [name]: value })
  }
  return given.filter(isInert).map((name): Finding => ({ code: 'OPTION_WITHOUT_EFFECT', severity: 'info', message: `The option ${name} changes nothing here: the bill is the same without it.`, actual: String(options[name]) }))
}
