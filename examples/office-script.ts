/*
 * Messaging costs in Excel on the web, on Windows and on a Mac: a table of workloads in, one request, a sheet of costs out.
 *
 * Automate, New Script, paste this, save. The workbook needs
 *
 *   service     a named cell: the address of the service with its version, https://costs.example.com/v1
 *               In the browser it must be https and reachable from there: nginx.conf shows how.
 *   question    a named cell: what is asked of every row, offerings=aws-sqs-standard&asOf=2026-11-01
 *   why         a named cell, left empty: it says why when something fails
 *   workloads   a table: its headers are field names (requestsPerMonth, payloadBytes, retentionDays, …), one workload a row;
 *               further columns such as a team or a cost centre may stand beside them
 *
 * The costs go to the sheet Costs, a row for each workload and offering, behind your own columns and the number of the row.
 * A row that cannot be priced has blank costs and its reason in the column errorMessage; one that the offering cannot carry
 * says so in the column feasible, and why in blockers.
 */

type Cell = string | number | boolean

interface Problem {
  code: string
  detail: string
}

async function main (workbook: ExcelScript.Workbook): Promise<void> {
  const why = namedCell(workbook, 'why')
  why.setValue('')
  try {
    const table = workbook.getTable('workloads')
    if (!table) throw new Error('The workbook has no table with the name workloads.')
    const workloads = table.getRange().getValues()
    const answer = await askForCosts(String(namedCell(workbook, 'service').getValue()), String(namedCell(workbook, 'question').getValue()), workloads)
    writeCosts(workbook, answer)
    why.setValue(reasonIn(answer))
  } catch (error) {
    why.setValue((error as Error).message)
  }
}

function namedCell (workbook: ExcelScript.Workbook, name: string): ExcelScript.Range {
  const item = workbook.getNamedItem(name)
  if (!item) throw new Error(`The workbook has no cell with the name ${name}.`)
  return item.getRange()
}

async function askForCosts (service: string, question: string, workloads: Cell[][]): Promise<string[][]> {
  const body = workloads.map(row => row.map(quoted).join(',')).join('\r\n')
  let response: Response
  try {
    response = await fetch(`${service}/estimates/batch?${question}`, { method: 'POST', headers: { 'Content-Type': 'text/csv' }, body })
  } catch (error) {
    throw new Error(`No answer from ${service}. Is the service running, and can this page reach it?`)
  }
  if (!response.ok) {
    const problem: Problem = await response.json()
    throw new Error(`${problem.code}: ${problem.detail}`)
  }
  return readCsv(await response.text())
}

function writeCosts (workbook: ExcelScript.Workbook, answer: string[][]): void {
  const sheet = workbook.getWorksheet('Costs') || workbook.addWorksheet('Costs')
  sheet.getRange().clear()
  const [names] = answer
  const own = names.indexOf('row')
  const feasible = names.indexOf('feasible')
  const cells = answer.map((row, index) => row.map((text, column): Cell => {
    // Columns of your own come back as they were: a cost centre keeps its zeros.
    if (index === 0 || column < own) return asText(text)
    return row[feasible] === 'false' && isFigure.test(names[column]) ? '' : cellOf(text)
  }))
  sheet.getRangeByIndexes(0, 0, answer.length, names.length).setValues(cells)
}

/** Costs, which nobody must add up where the offering cannot carry the workload. */
const isFigure = /(Low|Expected|High)$/

/** What the cell `why` shows: the first row without a cost that can be used. */
function reasonIn (answer: string[][]): string {
  const [names, ...rows] = answer
  const cellIn = (row: string[], name: string): string => row[names.indexOf(name)]
  const failing = rows.findIndex(row => cellIn(row, 'errorMessage') !== '' || cellIn(row, 'feasible') === 'false')
  if (failing < 0) return 'Every row has its cost.'
  const row = rows[failing]
  const reason = cellIn(row, 'feasible') === 'false' ? `${cellIn(row, 'offering')} cannot carry it: ${cellIn(row, 'blockers')}` : cellIn(row, 'errorMessage')
  return `Row ${cellIn(row, 'row')} of the table, its headers being row 1: ${reason}`
}

/** A cell as CSV: JavaScript writes numbers with a point in whatever language Excel is. */
function quoted (cell: Cell): string {
  return `"${String(cell).replace(/"/g, '""')}"`
}

/** Numbers go into the sheet as numbers, and text behind an apostrophe, so that Excel reads neither in the language of the computer. */
function cellOf (text: string): Cell {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : asText(text)
}

function asText (text: string): string {
  return text === '' ? '' : `'${text}`
}

function readCsv (text: string): string[][] {
  const rows: string[][] = [[]]
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g
  for (let match = cells.exec(text); match && match.index < text.length; match = cells.exec(text)) {
    rows[rows.length - 1].push(match[1] === undefined ? match[2] : match[1].replace(/""/g, '"'))
    if (match[3] !== ',') rows.push([])
  }
  return rows.filter(row => row.length > 0)
}
