import { z } from 'zod'
import { focusVersions } from './columns.ts'
import { monthPattern } from './month.ts'

const LONGEST_NAME = 128
const LONGEST_TAG = 256

const name = (description: string): z.ZodOptional<z.ZodString> => z.string().min(1).max(LONGEST_NAME).optional().meta({ description })

/** What a caller may say about a FOCUS file: whose it is, which month, and how much of it. */
export const focusOptionsSchema = z.strictObject({
  month: z.string().regex(monthPattern).meta({ format: 'month', description: 'The calendar month that is billed, such as 2026-12; its hours are those of hoursPerMonth' }),
  focusVersion: z.enum(focusVersions).default('1.2').meta({ description: '1.2 with the two provider columns of 1.3, or 1.4' }),
  billingAccountId: name('BillingAccountId; where left out, one that no bill has'),
  billingAccountName: name('BillingAccountName'),
  subAccountId: name('SubAccountId: the account, team or workload that the rows are joined by'),
  subAccountName: name('SubAccountName; where left out, the id'),
  tags: z.record(z.string(), z.string().min(1).max(LONGEST_TAG)).optional().meta({ description: 'tags.<key>=<value> puts a tag on every row' }),
  includeOperations: z.boolean().default(false).meta({ description: 'Add what people cost, as rows of your own organisation that nobody invoices' }),
  operationsProviderName: name('Who employs the people that includeOperations adds: the provider of their rows; Own organisation where left out'),
  allowInfeasible: z.boolean().default(false).meta({ description: 'Answer also where the offering cannot carry the workload; every row says so in x_Feasible' })
}).refine(({ subAccountId, subAccountName }) => subAccountId !== undefined || subAccountName === undefined, { path: ['subAccountName'], message: 'a name beside subAccountId' })
  .refine(({ includeOperations, operationsProviderName }) => includeOperations || operationsProviderName === undefined, { path: ['operationsProviderName'], message: 'a name beside includeOperations=true' })

export type FocusOptions = z.output<typeof focusOptionsSchema>
