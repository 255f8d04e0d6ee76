import { colToLetter } from 'hucre/xlsx'
import type { DataValidation } from 'hucre/xlsx'
import { headerRow, plainCell, rowOf, styles, textCell } from './cells.ts'
import type { SheetColumn } from './cells.ts'
import { writeWorkbook } from './workbook.ts'
import type { WorkbookSheet } from './workbook.ts'

/** A field of a workload as the template shows it. */
export interface TemplateField {
  readonly name: string
  readonly unit: string
  readonly description: string
  readonly isRequired: boolean
  /** What it is where its cell is blank; undefined where it then means nothing in particular. */
  readonly default: unknown
  /** What would be accepted, in words. */
  readonly accepted: string
  readonly kind: 'whole' | 'decimal' | 'words' | 'region' | 'text'
  readonly words: readonly string[]
  readonly minimum: number | null
  /** Whether the minimum itself is too low. */
  readonly isAboveMinimum: boolean
  readonly maximum: number | null
}

/** What the template offers: the fields of a workload and the regions it can run in. */
export interface Template {
  readonly day: string
  readonly fields: readonly TemplateField[]
  readonly regions: readonly { readonly code: string, readonly name: string }[]
  /** A workload to begin with, by field. */
  readonly example: Readonly<Record<string, unknown>>
}

const ID = 'id'
const FIRST_ROW = 2
const LAST_ROW = 10_001
// Of the title and the text that a spreadsheet shows beside a chosen cell.
const LONGEST_TITLE = 32
const LONGEST_PROMPT = 255

const fieldColumns = [
  { name: 'name', header: 'Column', width: 26 },
  { name: 'required', header: 'Required', width: 10 },
  { name: 'unit', header: 'Unit', width: 20 },
  { name: 'default', header: 'Where blank', width: 16 },
  { name: 'accepted', header: 'Accepted', width: 44 },
  { name: 'description', header: 'What it is', width: 110 }
] as const satisfies readonly SheetColumn[]

const regionColumns = [{ name: 'code', header: 'Region', width: 20 }, { name: 'name', header: 'Name', width: 40 }] as const satisfies readonly SheetColumn[]

const noteOf = ({ description, accepted, isRequired, default: value }: TemplateField): string =>
  `${description}. Accepted is ${accepted}. ${isRequired ? 'Required.' : value === undefined ? 'May be blank.' : `Blank is ${String(value)}.`}`

type Rule = Pick<DataValidation, 'type' | 'operator' | 'formula1' | 'formula2' | 'values'>

function boundsRule ({ kind, minimum, maximum, isAboveMinimum }: TemplateField, cell: string): Rule {
  const type = kind === 'whole' ? 'whole' : 'decimal'
  if (isAboveMinimum) return { type: 'custom', formula1: `AND(ISNUMBER(${cell}),${cell}>${minimum ?? 0},${cell}<=${maximum ?? 0})` }
  return { type, operator: 'between', formula1: String(minimum), formula2: String(maximum) }
}

function ruleOf (field: TemplateField, cell: string, regions: number): Rule | null {
  switch (field.kind) {
    case 'whole':
    case 'decimal': return boundsRule(field, cell)
    case 'words': return { type: 'list', values: [...field.words] }
    case 'region': return { type: 'list', formula1: `Regions!$A$2:$A$${regions + 1}` }
    case 'text': return null
  }
}

function validationOf (field: TemplateField, column: number, regions: number): readonly DataValidation[] {
  const letter = colToLetter(column)
  const rule = ruleOf(field, `${letter}${FIRST_ROW}`, regions)
  if (rule === null) return []
  return [{
    ...rule,
    range: `${letter}${FIRST_ROW}:${letter}${LAST_ROW}`,
    allowBlank: true,
    showInputMessage: true,
    showErrorMessage: true,
    inputTitle: field.name.slice(0, LONGEST_TITLE),
    inputMessage: noteOf(field).slice(0, LONGEST_PROMPT),
    errorTitle: field.name.slice(0, LONGEST_TITLE),
    errorMessage: `Accepted is ${field.accepted}.`.slice(0, LONGEST_PROMPT)
  }]
}

function workloadsSheet ({ fields, regions, example }: Template): WorkbookSheet {
  const columns = [{ name: ID, header: ID, width: 16 }, ...fields.map(({ name }): SheetColumn => ({ name, header: name, width: Math.max(12, name.length + 2) }))]
  return {
    name: 'Workloads',
    columns,
    rows: [
      headerRow(columns),
      rowOf(columns, Object.fromEntries(Object.entries(example).map(([name, value]) => [name, plainCell(value)])))
    ],
    frozenRows: 1,
    frozenColumns: 1,
    validations: fields.flatMap((field, index) => validationOf(field, index + 1, regions.length)),
    comments: new Map([[ID, 'Yours: this and any column with another name comes back as it was.'], ...fields.map((field): [string, string] => [field.name, noteOf(field)])])
  }
}

function fieldsSheet (fields: readonly TemplateField[]): WorkbookSheet {
  return {
    name: 'Fields',
    columns: fieldColumns,
    rows: [
      headerRow(fieldColumns),
      ...fields.map(({ name, isRequired, unit, default: value, accepted, description }) => rowOf(fieldColumns, {
        name: textCell(name, styles.label),
        required: textCell(isRequired ? 'yes' : null),
        unit: textCell(unit),
        ...value === undefined ? {} : { default: plainCell(value) },
        accepted: textCell(accepted),
        description: textCell(description)
      }))
    ],
    frozenRows: 1
  }
}

/** Writes the empty form for many workloads: a column a field, one example, what each field takes, and the regions. */
export async function templateWorkbook (template: Template): Promise<Buffer> {
  const regions: WorkbookSheet = {
    name: 'Regions',
    columns: regionColumns,
    rows: [headerRow(regionColumns), ...template.regions.map(({ code, name }) => [textCell(code), textCell(name)])],
    frozenRows: 1
  }
  return await writeWorkbook({ title: 'Workloads to price', day: template.day, sheets: [workloadsSheet(template), fieldsSheet(template.fields), regions], names: [] })
}
