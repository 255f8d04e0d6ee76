import type { Estimate, EstimateResponse } from '../../../estimates/response.ts'
import { formulaCell, headerRow, lettersOf, numberCell, rowOf, styles, textCell } from './cells.ts'
import type { SheetCell, SheetColumn } from './cells.ts'
import { scaled } from './scaled.ts'
import { absolute } from './workbook.ts'
import type { DefinedName, WorkbookSheet } from './workbook.ts'

type Operations = NonNullable<Estimate['operations']>

const SHEET = 'Operations'
const RATE_NAME = 'HourlyRate'
const RATE_ROW = 1
const HEADER_ROW = 3
const CENTS = 2
const HUNDREDTHS_OF_AN_HOUR = 2

const columns = [
  { name: 'offering', header: 'Offering', width: 20 },
  { name: 'row', header: 'Row', width: 12 },
  { name: 'id', header: 'Activity', width: 24 },
  { name: 'title', header: 'What people do', width: 46 },
  { name: 'hours', header: 'Hours a month', width: 14 },
  { name: 'rate', header: 'Rate an hour', width: 14 },
  { name: 'cost', header: 'Cost', width: 16 },
  { name: 'low', header: 'Low', width: 16 },
  { name: 'high', header: 'High', width: 16 },
  { name: 'judgement', header: 'Rests on judgement', width: 12 },
  { name: 'basis', header: 'Basis', width: 80 }
] as const satisfies readonly SheetColumn[]

const letter = lettersOf(columns)

/** References to the rounded cost of an offering's people. */
export interface OperationsCells { readonly low: string, readonly expected: string, readonly high: string }

/** The sheet of people's work, and where each offering's sums stand on it. */
export interface OperationsSheet {
  readonly sheet: WorkbookSheet
  readonly names: readonly DefinedName[]
  readonly cellsOf: (offering: string) => OperationsCells
}

function activityRows (offering: string, { activities = [], hourlyRate }: Operations, commonRate: string, first: number): readonly (readonly SheetCell[])[] {
  return activities.map(({ id, name, hours, cost, judgement, basis }, index) => {
    const row = first + index
    return rowOf(columns, {
      offering: textCell(offering),
      row: textCell('activity'),
      id: textCell(id),
      title: textCell(name),
      hours: numberCell(hours, styles.inputMoney),
      rate: hourlyRate === commonRate ? formulaCell(RATE_NAME, Number(hourlyRate), styles.money) : numberCell(hourlyRate, styles.inputMoney),
      cost: formulaCell(`${letter.hours}${row}*${letter.rate}${row}`, Number(cost), styles.cost),
      judgement: { value: judgement },
      basis: textCell(basis)
    })
  })
}

/** Hours, stipend and the rounded sum of an offering, under its activities. */
function sumRows (offering: string, operations: Operations, totals: NonNullable<Estimate['totals']>['operations'], first: number, end: number): readonly (readonly SheetCell[])[] {
  const { hours, onCallStipend } = operations
  const [hoursRow, stipendRow] = [end, end + 1]
  const hoursCell = `${letter.hours}${hoursRow}`
  const rate = `${letter.rate}${first}`
  const sumEnd = (end: 'low' | 'high'): SheetCell => formulaCell(`ROUND(${letter[end]}${hoursRow}*${rate}+${letter[end]}${stipendRow},${CENTS})`, Number(totals[end]), styles.total)
  return [
    rowOf(columns, {
      offering: textCell(offering),
      row: textCell('hours'),
      title: textCell('Hours of all activities, and the band around them', styles.label),
      hours: formulaCell(`SUM(${letter.hours}${first}:${letter.hours}${end - 1})`, Number(hours.expected), styles.total),
      low: scaled(hoursCell, hours.expected, hours.low, styles.money, HUNDREDTHS_OF_AN_HOUR),
      high: scaled(hoursCell, hours.expected, hours.high, styles.money, HUNDREDTHS_OF_AN_HOUR)
    }),
    rowOf(columns, {
      offering: textCell(offering),
      row: textCell('stipend'),
      title: textCell('On-call stipend a month', styles.label),
      cost: numberCell(onCallStipend.expected, styles.inputMoney),
      low: numberCell(onCallStipend.low, styles.inputMoney),
      high: numberCell(onCallStipend.high, styles.inputMoney)
    }),
    rowOf(columns, {
      offering: textCell(offering),
      row: textCell('total'),
      title: textCell('People a month: hours × rate and the stipend, rounded once', styles.label),
      cost: formulaCell(`ROUND(SUM(${letter.cost}${first}:${letter.cost}${stipendRow}),${CENTS})`, Number(totals.expected), styles.total),
      low: sumEnd('low'),
      high: sumEnd('high')
    })
  ]
}

/** Lays out people's work, hours × rate, with the band and the stipend; one rate for all, by name. */
export function operationsSheet ({ estimates, currency }: EstimateResponse): OperationsSheet {
  const commonRate = estimates.find(({ operations }) => operations !== undefined)?.operations?.hourlyRate ?? '0'
  const rows: (readonly SheetCell[])[] = [
    [textCell('Rate an hour', styles.label), numberCell(commonRate, styles.inputMoney), textCell(`${currency} an hour, for every activity below; change it here`)],
    [],
    headerRow(columns)
  ]
  const cells = new Map<string, OperationsCells>()
  for (const { offering, operations, totals } of estimates) {
    if (operations === undefined || totals === undefined) continue
    const first = rows.length + 1
    rows.push(...activityRows(offering, operations, commonRate, first))
    rows.push(...sumRows(offering, operations, totals.operations, first, rows.length + 1))
    const at = (name: 'cost' | 'low' | 'high'): string => `${SHEET}!${absolute(`${letter[name]}${rows.length}`)}`
    cells.set(offering, { low: at('low'), expected: at('cost'), high: at('high') })
  }
  return {
    sheet: { name: SHEET, columns, rows, frozenRows: HEADER_ROW, frozenColumns: 1, filteredRows: rows.length - HEADER_ROW },
    names: [{ name: RATE_NAME, sheet: SHEET, cell: `B${RATE_ROW}` }],
    cellsOf: offering => cells.get(offering)!
  }
}
