import { Exact } from '../../exact.ts'
import type { Row } from './focus-rows.ts'

interface Check {
  readonly CheckFunction?: string
  readonly ColumnName?: string
  /** How two rules spell ColumnName. */
  readonly CheckCondition?: string
  readonly ColumnAName?: string
  readonly ColumnBName?: string
  readonly ResultColumnName?: string
  readonly ExpectedCount?: number
  readonly Value?: string | number | null
  readonly ModelRuleId?: string
  readonly Items?: readonly Check[]
}

interface ModelRule {
  readonly Reference: string
  readonly Type: 'Static' | 'Dynamic'
  readonly ApplicabilityCriteria: readonly string[]
  readonly ValidationCriteria: { readonly Keyword: string, readonly Requirement: Check, readonly Condition: Check }
}

export interface OfficialModel { readonly ModelRules: Readonly<Record<string, ModelRule>> }

/** What the rules said: those that some row answered to, and those that some row broke. */
export interface Verdict { readonly checked: ReadonlySet<string>, readonly broken: ReadonlySet<string> }

const binding: ReadonlySet<string> = new Set(['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT'])
const decimal = /^-?\d+(\.\d+)?$/

const formats: Readonly<Record<string, (text: string) => boolean>> = {
  TypeString: () => true,
  FormatString: text => text.trim() === text,
  TypeDecimal: text => decimal.test(text),
  FormatNumeric: text => decimal.test(text),
  CheckDecimalValue: text => decimal.test(text),
  TypeDateTime: text => !Number.isNaN(Date.parse(text)),
  FormatDateTime: text => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text),
  FormatUnit: text => /^(\d+ )?[A-Z][A-Za-z]*(-(Hours|Months))?$/.test(text),
  FormatCurrency: text => /^[A-Z]{3}$/.test(text),
  CheckNationalCurrency: text => Intl.supportedValuesOf('currency').includes(text),
  FormatKeyValue: text => text.startsWith('{') && Object.values(JSON.parse(text) as object).every(value => ['string', 'number', 'boolean'].includes(typeof value))
}

const equals = (cell: string | null, value: string | number | null): boolean => {
  if (cell === null || value === null) return cell === value
  return typeof value === 'number' ? Number(cell) === value : cell === value
}

function isProduct (result: string | null, a: string | null, b: string | null): boolean {
  if (result === null || a === null || b === null) return true
  return [result, a, b].every(text => decimal.test(text)) && new Exact(a).times(b).eq(result)
}

function ofRow (check: Check, row: Row): boolean {
  const cell = (name: string | undefined): string | null => row[name ?? ''] ?? null
  const { CheckFunction = '', CheckCondition, ColumnName = CheckCondition, Value = null, Items = [] } = check
  switch (CheckFunction) {
    case '': return true
    case 'AND': return Items.every(item => ofRow(item, row))
    case 'OR': return Items.some(item => ofRow(item, row))
    case 'CheckValue': return equals(cell(ColumnName), Value)
    case 'CheckNotValue': return !equals(cell(ColumnName), Value)
    case 'CheckNotSameValue': return cell(check.ColumnAName) !== cell(check.ColumnBName)
    case 'CheckGreaterOrEqualThanValue': return cell(ColumnName) === null || Number(cell(ColumnName)) >= Number(Value)
    case 'ColumnByColumnEqualsColumnValue': return isProduct(cell(check.ResultColumnName), cell(check.ColumnAName), cell(check.ColumnBName))
    default: {
      const format = formats[CheckFunction]
      if (format === undefined) throw new Error(`The model checks by ${CheckFunction}, which is not known here.`)
      return cell(ColumnName) === null || format(cell(ColumnName)!)
    }
  }
}

function isOneFor (rows: readonly Row[], a: string, b: string, count: number | undefined): boolean {
  const found = new Map<string | null | undefined, Set<string | null | undefined>>()
  for (const row of rows) found.set(row[a], (found.get(row[a]) ?? new Set()).add(row[b]))
  return [...found.values()].every(({ size }) => size === count)
}

/** Evaluates every static rule of the model on rows; a rule of a column that the file need not have, and has not, is passed over. */
export function judge (model: OfficialModel, rows: readonly Row[], capabilities: ReadonlySet<string>): Verdict {
  const checked = new Set<string>()
  const broken = new Set<string>()
  const columns = new Set(Object.keys(rows[0]!))
  const applies = (rule: ModelRule): boolean => rule.Type === 'Static' && binding.has(rule.ValidationCriteria.Keyword) && rule.ApplicabilityCriteria.every(one => capabilities.has(one))

  function judgeRule (id: string, given: readonly Row[]): void {
    const rule = model.ModelRules[id]!
    if (!applies(rule)) return
    const { Requirement, Condition } = rule.ValidationCriteria
    const fits = given.filter(row => ofRow(Condition, row))
    if (fits.length > 0) judgeCheck(id, rule, Requirement, fits)
  }

  function judgeCheck (id: string, rule: ModelRule, check: Check, fits: readonly Row[]): void {
    const { CheckFunction, ColumnName = '', ColumnAName = '', ColumnBName = '', ExpectedCount } = check
    if (CheckFunction === 'CheckModelRule') return judgeRule(check.ModelRuleId!, fits)
    // References joined by OR exclude each other by their conditions, so each has to hold where it applies.
    if (check.Items?.every(item => item.CheckFunction === 'CheckModelRule') === true) return check.Items.forEach(item => judgeCheck(id, rule, item, fits))
    if (CheckFunction !== 'ColumnPresent' && rule.Reference !== 'CostAndUsage' && !columns.has(rule.Reference)) return
    checked.add(id)
    const holds = CheckFunction === 'ColumnPresent'
      ? columns.has(ColumnName)
      : CheckFunction === 'CheckDistinctCount' ? isOneFor(fits, ColumnAName, ColumnBName, ExpectedCount) : fits.every(row => ofRow(check, row))
    if (!holds) broken.add(id)
  }

  const referred = new Set([...JSON.stringify(model.ModelRules).matchAll(/"ModelRuleId":"([^"]+)"/g)].map(([, id]) => id))
  for (const id of Object.keys(model.ModelRules)) if (!referred.has(id)) judgeRule(id, rows)
  return { checked, broken }
}
