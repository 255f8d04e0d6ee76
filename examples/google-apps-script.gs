/**
 * Messaging costs in Google Sheets: a range of workloads in, one request for all of them, a column of costs out.
 *
 * Extensions, Apps Script, paste this, save. Then in the sheet (Data, Named ranges):
 *
 *   service     one cell: the address of the service with its version, https://costs.example.com/v1
 *               Google's computers ask it, not yours: localhost cannot be reached (nginx.conf shows the way out).
 *   question    one cell: what is asked of every row, offerings=aws-sqs-standard&asOf=2026-11-01
 *   workloads   a range: field names in its first row (requestsPerMonth, payloadBytes, retentionDays, …), then one
 *               workload a row; further columns such as a team or a cost centre may stand beside them
 *
 *   =MESSAGING_COST(service, question, workloads, "infrastructureExpected")   fills a column: one figure a row
 *   =MESSAGING_COST_WHY(service, question, workloads)                         one cell that says why a row has none
 *
 * The names of figures are the columns of /v1/estimates.csv?view=offerings: infrastructureExpected, totalExpected,
 * totalHigh and so on. A row that cannot be priced, or that the offering cannot carry, is #NUM!, and so is every sum over
 * it: never a zero. Google asks again when a cell of the arguments changes.
 */

/**
 * One figure of each workload, in a column beside the field names and the rows.
 *
 * @param {string} service The address of the service with its version.
 * @param {string} question What is asked of every row, as in an address.
 * @param {Array<Array<string|number|boolean|Date>>} workloads Field names, then one workload a row.
 * @param {string} figure Which column of the answer, such as infrastructureExpected.
 * @return {Array<Array<number|string>>} The name of the figure, then one number a row.
 * @customfunction
 */
function MESSAGING_COST (service, question, workloads, figure) {
  const rows = askForCosts_(service, question, workloads)
  return [[figure]].concat(rows.map(row => [row === null ? '' : row.why === '' ? numberIn_(row, figure) : NaN]))
}

/**
 * Why a workload has no cost: the first of them, in words.
 *
 * @param {string} service The address of the service with its version.
 * @param {string} question What is asked of every row, as in an address.
 * @param {Array<Array<string|number|boolean|Date>>} workloads Field names, then one workload a row.
 * @return {string} A sentence.
 * @customfunction
 */
function MESSAGING_COST_WHY (service, question, workloads) {
  try {
    const rows = askForCosts_(service, question, workloads)
    const failing = rows.findIndex(row => row !== null && row.why !== '')
    return failing < 0 ? 'Every row has its cost.' : `Row ${failing + 2} of the range, its names being row 1: ${rows[failing].why}`
  } catch (error) {
    return error.message
  }
}

/** One request for all rows; rows that are wholly blank are not asked about, and stay null in their place. */
function askForCosts_ (service, question, workloads) {
  const [fields, ...rows] = workloads
  const isBlank = row => row.every(cell => cell === '')
  const asked = rows.filter(row => !isBlank(row))
  const response = postRows_(`${service}/estimates/batch?${question}`, [fields, ...asked].map(row => row.map(quoted_).join(',')).join('\r\n'), service)
  const text = response.getContentText()
  if (response.getResponseCode() !== 200) {
    const problem = JSON.parse(text)
    throw new Error(`${problem.code}: ${problem.detail}`)
  }
  const [names, ...answered] = Utilities.parseCsv(text)
  if (answered.length !== asked.length) throw new Error(`${asked.length} rows were asked for and ${answered.length} were answered: name one offering in the question.`)
  return rows.map(row => isBlank(row) ? null : rowOf_(names, answered.shift()))
}

/** A row of the answer by its column names, with the reason why it has no cost, or a blank. */
function rowOf_ (names, cells) {
  const row = Object.fromEntries(names.map((name, index) => [name, cells[index]]))
  return { ...row, why: row.feasible === 'false' ? `${row.offering} cannot carry it: ${row.blockers}` : row.errorMessage }
}

function postRows_ (url, payload, service) {
  try {
    return UrlFetchApp.fetch(url, { method: 'post', contentType: 'text/csv', payload, muteHttpExceptions: true })
  } catch (error) {
    throw new Error(`No answer from ${service}: ${error.message}`)
  }
}

/** A cell as CSV: numbers with a point and days as 2026-11-01, in whatever language the sheet is. */
function quoted_ (cell) {
  const text = cell instanceof Date ? Utilities.formatDate(cell, SpreadsheetApp.getActive().getSpreadsheetTimeZone(), 'yyyy-MM-dd') : String(cell)
  return `"${text.replace(/"/g, '""')}"`
}

/** A blank is no number: Number('') would be a zero. */
function numberIn_ (row, figure) {
  if (!(figure in row)) throw new Error(`There is no figure ${figure}; there are ${Object.keys(row).join(', ')}.`)
  return row[figure] === '' ? NaN : Number(row[figure])
}
