import { faultAt } from '../../faults.ts'
import type { Fault } from '../../faults.ts'
import { HttpProblem, invalidRequest } from '../../problem.ts'
import { readBatchQuestion } from '../batch/batch-question.ts'
import type { BatchQuestion } from '../batch/batch-question.ts'
import type { QuestionReader } from '../question.ts'
import type { PostedForm } from './read-form.ts'
import { rowDelimiterOf } from './row-delimiter.ts'

export const outputs = ['xlsx', 'csv'] as const
export type FormOutput = typeof outputs[number]

/** What a form asks for. */
export interface FormQuestion {
  readonly question: BatchQuestion
  readonly output: FormOutput
  /** The rows as bytes; each piece is let go as it is read. */
  readonly rows: AsyncIterable<Uint8Array>
}

// No header is longer than a row may be.
const LONGEST_HEADER = 64 * 1024
const ROWS = 'rows'
const OUTPUT = 'output'
const ownFields: ReadonlySet<string> = new Set([ROWS, OUTPUT])
const zipped = Buffer.from('PK\u0003\u0004', 'latin1')

const refuse = (name: string, code: Fault['code'], wrong: string, accepted: string | readonly string[]): HttpProblem =>
  invalidRequest([faultAt({ nameOf: () => name, parameterOf: () => name }, [name], code, wrong, accepted)])

function onlyOne (fields: PostedForm['fields'], name: string): string {
  const texts = fields.filter(([field]) => field === name).map(([, text]) => text)
  if (texts.length > 1) throw refuse(name, 'DUPLICATE', 'stands there more than once', 'each field once')
  return texts[0] ?? ''
}

/** The bytes of the rows, from the one of two places that has some. */
function chunksIn ({ fields, file }: PostedForm): Buffer[] {
  const pasted = onlyOne(fields, ROWS)
  const isPasted = pasted.trim() !== ''
  if (file === null && !isPasted) throw refuse(ROWS, 'BLANK', 'is blank, and no file was chosen', 'rows of a sheet with the names of their columns in the first, or a file of them')
  if (file === null) return [Buffer.from(pasted)]
  if (isPasted) throw refuse(ROWS, 'DUPLICATE', `has rows, and the file ${JSON.stringify(file.name.slice(0, 100))} was chosen too`, 'one of the two')
  if (file.chunks.length === 0) throw new HttpProblem('BROKEN_CSV', `The file ${JSON.stringify(file.name.slice(0, 100))} is empty; accepted is a row that names the columns, and a row for each workload.`)
  if (file.chunks[0]!.subarray(0, zipped.length).equals(zipped)) throw new HttpProblem('BROKEN_CSV', `The file ${JSON.stringify(file.name.slice(0, 100))} is a workbook or an archive; accepted is .csv or .tsv: save the sheet as "CSV UTF-8", or paste its cells.`)
  return file.chunks
}

function headerIn (chunks: readonly Buffer[]): string {
  let text = ''
  for (const chunk of chunks) {
    text += chunk.toString('utf8', 0, LONGEST_HEADER)
    if (text.trimStart().includes('\n') || text.length >= LONGEST_HEADER) break
  }
  return text.replace(/^\uFEFF/, '').trimStart().split(/[\r\n]/, 1)[0]!
}

/** The fields of a form as the query of a batch: what was left blank was not said, and ticks of one name are a list. */
function queryIn (fields: PostedForm['fields']): string {
  const said = fields.filter(([name, text]) => !ownFields.has(name) && text.trim() !== '')
  const ticked = said.filter(([name]) => name === 'offerings').map(([, text]) => text)
  const pairs: (readonly [string, string])[] = said.filter(([name]) => name !== 'offerings')
  if (ticked.length > 0) pairs.push(['offerings', ticked.join(',')])
  if (!said.some(([name]) => name === 'download')) pairs.push(['download', 'true'])
  return pairs.map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`).join('&')
}

function outputIn (fields: PostedForm['fields']): FormOutput {
  const said = onlyOne(fields, OUTPUT)
  const output = outputs.find(one => one === (said === '' ? outputs[0] : said))
  if (output === undefined) throw refuse(OUTPUT, 'NOT_ACCEPTED', `is ${JSON.stringify(said.slice(0, 60))}`, outputs)
  return output
}

async function * lettingGo (chunks: Buffer[]): AsyncGenerator<Uint8Array> {
  for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) yield chunk
}

/** Understands a form as a batch; throws INVALID_REQUEST with what is wrong with its fields, and BROKEN_CSV for a file of another kind. */
export function readFormQuestion (form: PostedForm, reader: QuestionReader): FormQuestion {
  const chunks = chunksIn(form)
  const question = readBatchQuestion(queryIn(form.fields), reader)
  const output = outputIn(form.fields)
  return { question: { ...question, rowDelimiter: rowDelimiterOf(headerIn(chunks)) }, output, rows: lettingGo(chunks) }
}
