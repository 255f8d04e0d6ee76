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
 * The costs go to the sheet Costs, one row a workload, in the same order. A row that cannot be priced has blank costs and
 * its reason in the column `error`.
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
    why.setValue(writeCosts(workbook, answer, workloads[0].length))
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
  const answer = readCsv(await response.text())
  if (answer.length !== workloads.length) throw new Error(`${workloads.length - 1} rows were asked for and ${answer.length - 1} were answered.`)
  return answer
}

/** Writes the columns that the service has added, and says what the cell `why` shows. */
function writeCosts (workbook: ExcelScript.Workbook, answer: string[][], given: number): string {
  const costs = answer.map(row => row.slice(given))
  const reason = costs[0].indexOf('error')
  const sheet = workbook.getWorksheet('Costs') || workbook.addWorksheet('Costs')
  sheet.getRange().clear()
  sheet.getRangeByIndexes(0, 0, costs.length, costs[0].length).setValues(costs.map(row => row.map(cellOf)))
  const failing = costs.findIndex((row, index) => index > 0 && row[reason] !== '')
  return failing < 0 ? 'Every row has its cost.' : `Row ${failing} of the workloads: ${costs[failing][reason]}`
}

/** A cell as CSV: JavaScript writes numbers with a point in whatever language Excel is. */
function quoted (cell: Cell): string {
  return `"${String(cell).replace(/"/g, '""')}"`
}

/** Numbers go into the sheet as numbers, so that Excel reads no text in the language of the computer. */
function cellOf (text: string): Cell {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
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
