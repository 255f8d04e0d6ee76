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
 *   =MESSAGING_COST(service, question, workloads, "aws-sqs-standard.infrastructure.expected")   fills a column
 *   =MESSAGING_COST_WHY(service, question, workloads)                                            one cell that says why
 *
 * A row that cannot be priced is #NUM!, and so is every sum over it: never a zero. Google asks again when a cell of the
 * arguments changes.
 */

/**
 * What each workload costs, in a column below the field names' row.
 *
 * @param {string} service The address of the service with its version.
 * @param {string} question What is asked of every row, as in an address.
 * @param {Array<Array<string|number|boolean|Date>>} workloads Field names, then one workload a row.
 * @param {string} column Which column of the answer.
 * @return {Array<Array<number|string>>} The name of the column, then one cost a row.
 * @customfunction
 */
function MESSAGING_COST (service, question, workloads, column) {
  const answer = askForCosts_(service, question, workloads)
  const index = answer.names.indexOf(column)
  if (index < 0) throw new Error(`There is no column ${column}; there are ${answer.names.join(', ')}.`)
  return [[column]].concat(answer.rows.map(row => [row === null ? '' : numberIn_(row[index])]))
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
    const answer = askForCosts_(service, question, workloads)
    const why = answer.names.indexOf('error')
    const failing = answer.rows.findIndex(row => row !== null && row[why] !== '')
    return failing < 0 ? 'Every row has its cost.' : `Row ${failing + 1} of the workloads: ${answer.rows[failing][why]}`
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
  const [names, ...priced] = Utilities.parseCsv(text)
  if (priced.length !== asked.length) throw new Error(`${asked.length} rows were asked for and ${priced.length} were answered.`)
  return { names, rows: rows.map(row => isBlank(row) ? null : priced.shift()) }
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
function numberIn_ (text) {
  return text === '' ? NaN : Number(text)
}
