import { html } from 'ghtml'
import { acceptedBy } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { writePage } from './page.ts'

/** A field of the workload, as its schema describes it. */
export interface PageField { readonly name: string, readonly shape: Shape, readonly isRequired: boolean }

/** What the page at the root is made of. */
export interface StartPage {
  readonly fields: readonly PageField[]
  readonly offerings: readonly { readonly id: string, readonly title: string }[]
  readonly regions: readonly { readonly code: string, readonly name: string }[]
  readonly defaultRegion: string
  readonly mostRows: number
  readonly mostWorkbookRows: number
  readonly mostFileMebibytes: number
  readonly example: string
  readonly endpoints: readonly { readonly path: string, readonly what: string }[]
}

interface Question { readonly name: string, readonly label: string, readonly hint: string, readonly value?: string }

const questions: readonly Question[] = [
  { name: 'requestsPerMonth', label: 'Messages a month', hint: 'Those your producers send: not the Requests on your AWS bill, which are derived.' },
  { name: 'payloadBytes', label: 'Bytes a message', hint: 'On average, with attributes and key, as sent.' },
  { name: 'retentionDays', label: 'Retention in days', hint: 'How long a message must stay readable.' },
  { name: 'replicationFactor', label: 'Kafka copies', hint: 'For Kafka only; 3 is usual.', value: '3' },
  { name: 'consumerGroups', label: 'Groups of consumers', hint: 'Independent readers of every message.', value: '1' }
]

const count = (number: number): string => number.toLocaleString('en-US')

function numberField ({ name, label, hint, value = '' }: Question, fields: StartPage['fields']): string {
  const { type, minimum, exclusiveMinimum, maximum } = fields.find(field => field.name === name)!.shape
  // The smallest step above a bound that is not reached itself; the service checks what a browser lets through.
  const least = minimum ?? (typeof exclusiveMinimum === 'number' ? exclusiveMinimum : 0)
  return html`<div class="field">
<label for="one-${name}">${label}</label>
<p class="hint" id="hint-${name}">${hint}</p>
<input type="number" id="one-${name}" name="${name}" aria-describedby="hint-${name}" inputmode="decimal" required min="${least}" max="${maximum ?? ''}" step="${type === 'integer' ? '1' : 'any'}" value="${value}">
</div>`
}

function regionOptions (regions: StartPage['regions'], chosen: string | null): string {
  return regions.map(({ code, name }) => html`<option value="${code}"!${code === chosen ? ' selected' : ''}>${name} (${code})</option>`).join('')
}

function oneForm ({ fields, regions, defaultRegion }: StartPage): string {
  return html`<form method="get" action="/v1/estimates.xlsx">
<input type="hidden" name="download" value="true">
<div class="fields">
!${questions.map(question => numberField(question, fields))}
<div class="field">
<label for="one-region">Region</label>
<p class="hint" id="hint-region">Where producers, consumers and brokers are.</p>
<select id="one-region" name="region" aria-describedby="hint-region">!${regionOptions(regions, defaultRegion)}</select>
</div>
</div>
<div class="buttons">
<button type="submit">Get the workbook</button>
<button type="submit" class="second" formaction="/v1/estimates.csv">Get the lines as CSV</button>
</div>
</form>`
}

function rowsFields ({ mostFileMebibytes }: StartPage): string {
  return html`<fieldset>
<legend>Your rows</legend>
<p>The first row names the columns: <code>requestsPerMonth</code>, <code>payloadBytes</code>, <code>retentionDays</code> and any <a href="#names">other field</a>. Columns with other names are yours and come back as they were. <a href="/template.xlsx">template.xlsx</a> is an empty sheet with every column.</p>
<div class="scroll" role="region" aria-label="Example" tabindex="0">
<table>
<caption>For example</caption>
<thead><tr><th scope="col">team</th><th scope="col">requestsPerMonth</th><th scope="col">payloadBytes</th><th scope="col">retentionDays</th></tr></thead>
<tbody><tr><th scope="row">Orders</th><td>500000000</td><td>2048</td><td>7</td></tr><tr><th scope="row">Audit</th><td>1000000</td><td>512</td><td>4</td></tr></tbody>
</table>
</div>
<p>A blank cell is not zero: it leaves the field to its default. A row that cannot be answered says why in its place and costs no other.</p>
<div class="field">
<label for="rows">Paste them, with the first row</label>
<p class="hint" id="hint-rows">Copied from Excel or Sheets, or as CSV. Numbers in plain digits: 500000000, not 500,000,000 and not 5E+08.</p>
<textarea id="rows" name="rows" aria-describedby="hint-rows" rows="8" spellcheck="false" autocapitalize="off"></textarea>
</div>
<div class="field">
<label for="file">Or choose a file</label>
<p class="hint" id="hint-file">.csv or .tsv in UTF-8, up to ${mostFileMebibytes} MiB; save a workbook as “CSV UTF-8” first. The file is read, answered and forgotten.</p>
<input type="file" id="file" name="file" aria-describedby="hint-file" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values">
</div>
</fieldset>`
}

function everyRowFields ({ offerings, regions, defaultRegion }: StartPage): string {
  return html`<fieldset>
<legend>For every row</legend>
<div class="field">
<label for="many-region">Region, where a row names none</label>
<select id="many-region" name="region">!${regionOptions(regions, defaultRegion)}</select>
</div>
<div class="field" role="group" aria-labelledby="offerings" aria-describedby="hint-offerings">
<span class="label" id="offerings">Offerings</span>
<p class="hint" id="hint-offerings">None chosen means all of them.</p>
<div class="fields">
!${offerings.map(({ id, title }) => html`<label class="choice"><input type="checkbox" name="offerings" value="${id}"> ${title}</label>`)}
</div>
</div>
<div class="field">
<label class="choice"><input type="checkbox" name="pool" value="account" aria-describedby="hint-pool"> The rows are of one account</label>
<p class="hint" id="hint-pool">They share its price tiers and free units, in their order; otherwise each row is alone.</p>
</div>
<div class="field">
<label for="carry">Columns of your own that are named nearly like a field</label>
<p class="hint" id="hint-carry">Seldom needed. Their names, with commas between them; else such a name is taken for a mistake.</p>
<input type="text" id="carry" name="carry" aria-describedby="hint-carry" spellcheck="false">
</div>
</fieldset>`
}

function answerFields ({ mostRows, mostWorkbookRows }: StartPage): string {
  return html`<fieldset>
<legend>The answer</legend>
<div class="field" role="radiogroup" aria-label="Kind of file">
<label class="choice"><input type="radio" name="output" value="xlsx" checked> Workbook, a row a workload with sums and a chart; up to ${count(mostWorkbookRows)} rows</label>
<label class="choice"><input type="radio" name="output" value="csv"> CSV, a row an offering of each workload; up to ${count(mostRows)} rows</label>
</div>
<div class="fields">
<div class="field">
<label for="decimal">Decimal mark</label>
<p class="hint" id="hint-decimal">Of your rows, and of the CSV.</p>
<select id="decimal" name="decimal" aria-describedby="hint-decimal"><option value=".">Point: 1234.5</option><option value=",">Comma: 1234,5</option></select>
</div>
<div class="field">
<label for="delimiter">Columns of the CSV are separated by</label>
<p class="hint" id="hint-delimiter">Where the decimal mark is a comma, Excel expects semicolons. How your rows are separated is recognised.</p>
<select id="delimiter" name="delimiter" aria-describedby="hint-delimiter"><option value=",">Commas</option><option value=";">Semicolons</option><option value="tab">Tabs</option></select>
</div>
</div>
</fieldset>`
}

function fieldTable (fields: StartPage['fields']): string {
  const rows = fields.map(({ name, shape, isRequired }) => {
    const accepted = acceptedBy(shape)
    return html`<tr><th scope="row"><code>${name}</code></th><td>${isRequired ? 'required' : shape.default === undefined ? 'not given' : String(shape.default)}</td><td>${shape['unit']}</td><td>${typeof accepted === 'string' ? accepted : accepted.join(', ')}</td><td>${shape.description}</td></tr>`
  })
  return html`<div class="scroll" role="region" aria-label="Names of columns" tabindex="0">
<table>
<caption>Fields of a workload, each a name that a column may have</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Where blank</th><th scope="col">Unit</th><th scope="col">Accepted</th><th scope="col">Meaning</th></tr></thead>
<tbody>!${rows}</tbody>
</table>
</div>`
}

/** Writes the page at the root: a form for one workload, one for many, the names of columns and what else there is. */
export function writeStartPage (start: StartPage): string {
  const { fields, example, endpoints } = start
  return writePage('Messaging cost estimator', html`<h1>Messaging cost estimator</h1>
<p>What a messaging workload costs a month on Amazon SQS and on Kafka, line by line, with the people who operate it. Every price has its source and its date, every total its range; what is not known is named, and never counted as nothing.</p>
<h2 id="one">One workload</h2>
<p>The answer is a workbook whose formulas go on working: change a quantity, a price or an hour, and every total follows. <a href="/examples/find-your-numbers.md">Where to find your numbers</a>.</p>
!${oneForm(start)}
<h2 id="many">Many workloads, a row each</h2>
<form method="post" action="/v1/estimates/form" enctype="multipart/form-data" accept-charset="utf-8">
!${rowsFields(start)}
!${everyRowFields(start)}
!${answerFields(start)}
<div class="buttons"><button type="submit">Price the rows</button></div>
</form>
<h2 id="names">Names of columns</h2>
<p>Options of an offering are columns too, with its name in front, such as <code>aws-msk-standard.brokerType</code>; <a href="/v1/offerings.csv">offerings.csv</a> lists what can be asked for.</p>
<details>
<summary>Show the ${fields.length} fields of a workload</summary>
!${fieldTable(fields)}
</details>
<h2 id="addresses">What else there is</h2>
<p>Each answer has an address of its own, for a cell, a script or a link. For example <a href="${example}">${example}</a>.</p>
<ul>
!${endpoints.map(({ path, what }) => html`<li><a href="${path}">${path}</a>: ${what}</li>`)}
</ul>`)
}
