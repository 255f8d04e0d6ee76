import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import type { BusboyFileStream, BusboyInstance } from '@fastify/busboy'
import type { FastifyRequest } from 'fastify'
import { encodingProblem } from '../../body-encoding.ts'
import { IDLE_MILLISECONDS, patience } from '../../deadlines.ts'
import { faultAt } from '../../faults.ts'
import { formMediaTypes } from '../../negotiation.ts'
import { HttpProblem, invalidRequest } from '../../problem.ts'
import type { HeldShare } from './held-bytes.ts'

/** A form as it was sent: its fields in their order, and the file, where one was chosen. */
export interface PostedForm {
  readonly fields: readonly (readonly [name: string, text: string])[]
  readonly file: { readonly name: string, readonly chunks: Buffer[] } | null
}

const MEBIBYTE = 1024 * 1024
export const MOST_FILE_MEBIBYTES = 64
const MOST_TEXT_MEBIBYTES = 8
const MOST_FIELDS = 200
const LONGEST_NAME_BYTES = 100
const RETRY_SECONDS = '30'
// One field more than is taken: of those beyond its limit the parser says nothing.
const limits = { fieldNameSize: LONGEST_NAME_BYTES, fieldSize: MOST_TEXT_MEBIBYTES * MEBIBYTE, fileSize: MOST_FILE_MEBIBYTES * MEBIBYTE, fields: MOST_FIELDS + 1, files: 1, parts: MOST_FIELDS + 2 }

export const formTypes = Object.values(formMediaTypes)

const longText = (name: string): HttpProblem => new HttpProblem('BODY_TOO_LARGE', `${name} is longer than ${MOST_TEXT_MEBIBYTES} MiB; a file may have ${MOST_FILE_MEBIBYTES}.`)
const busy = (): HttpProblem => new HttpProblem('UNAVAILABLE', 'Too many files are being answered at the moment; accepted is the same form a little later.', { headers: { 'retry-after': RETRY_SECONDS } })
const broken = (why: string): HttpProblem => new HttpProblem('BROKEN_REQUEST', `The form cannot be read: ${why}; accepted is what a browser sends for the form at /.`)

/** One form being read, its parts in memory: nothing is written to a disk. */
class FormReading {
  readonly #share: HeldShare
  readonly #fields: [string, string][] = []
  #textLength = 0
  #file: PostedForm['file'] = null
  // The whole body is read in any case: a browser listens once it has sent everything.
  #problem: HttpProblem | null = null

  constructor (share: HeldShare) {
    this.#share = share
  }

  addField (name: string | undefined, isNameCut: boolean, text: string, isCut: boolean): void {
    if (name === undefined) this.#problem ??= broken('a field has no name')
    else if (isNameCut) this.#problem ??= broken(`the name of a field is longer than ${LONGEST_NAME_BYTES} bytes`)
    else if (this.#fields.length === MOST_FIELDS) this.#problem ??= broken(`it has more than ${MOST_FIELDS} fields`)
    else if (isCut) this.#problem ??= longText(name)
    else this.#keepField(name, text)
  }

  #keepField (name: string, text: string): void {
    this.#textLength += text.length
    if (this.#textLength > limits.fieldSize) this.#problem ??= longText('The text of all fields together')
    else if (!this.#share.hold(text.length)) this.#problem ??= busy()
    else this.#fields.push([name, text])
  }

  addFile (field: string | undefined, stream: BusboyFileStream, name: string | undefined): void {
    const chunks: Buffer[] = []
    stream
      .on('data', (bytes: Buffer) => {
        if (this.#problem !== null) chunks.length = 0
        else if (this.#share.hold(bytes.length)) chunks.push(bytes)
        else this.#problem = busy()
      })
      .on('limit', () => { this.#problem ??= new HttpProblem('BODY_TOO_LARGE', `The file is longer than ${MOST_FILE_MEBIBYTES} MiB; POST /v1/estimates/batch takes longer ones.`) })
      // What ends too early is told by the form as a whole.
      .on('error', () => {})
      .on('end', () => { this.#takeFile(field, { name: name ?? '', chunks }) })
  }

  refuse (what: string): void {
    this.#problem ??= broken(what)
  }

  #takeFile (field: string | undefined, file: NonNullable<PostedForm['file']>): void {
    // A browser sends an empty file for none.
    if (file.name === '' && file.chunks.length === 0) return
    if (field === 'file') this.#file = file
    else this.#problem ??= invalidRequest([faultAt({ nameOf: () => field ?? 'a file', parameterOf: () => field }, [field ?? ''], 'UNKNOWN_FIELD', 'is a file, and no file belongs there', 'a file in the field file')])
  }

  read (): PostedForm {
    if (this.#problem !== null) throw this.#problem
    return { fields: this.#fields, file: this.#file }
  }
}

function checkHeaders ({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const type = headers['content-type'] ?? ''
  const found = formTypes.some(known => type.toLowerCase().split(';', 1)[0]!.trim() === known)
  if (!found) throw new HttpProblem('UNSUPPORTED_MEDIA_TYPE', `The body is ${type === '' ? 'of no media type' : JSON.stringify(type.slice(0, 100))}; accepted is ${formTypes.join(' or ')}.`)
  const encoded = encodingProblem(headers)
  if (encoded !== null) throw encoded
  return type
}

function parserOf (type: string, reading: FormReading): BusboyInstance {
  try {
    return new Busboy({ headers: { 'content-type': type }, limits })
      .on('field', (name: string | undefined, text, isNameCut, isCut) => { reading.addField(name, isNameCut, text, isCut) })
      .on('file', (field: string | undefined, stream, name: string | undefined) => { reading.addFile(field, stream, name) })
      .on('partsLimit', () => { reading.refuse(`it has more than ${MOST_FIELDS} fields`) })
      .on('filesLimit', () => { reading.refuse('it has more than one file') })
  } catch {
    throw broken('its Content-Type names no boundary')
  }
}

/** Reads the form that a request carries, counting what is kept of it; throws BROKEN_REQUEST, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, INVALID_REQUEST, UNAVAILABLE. */
export async function readForm (request: Pick<FastifyRequest, 'headers'>, source: Readable, share: HeldShare): Promise<PostedForm> {
  const reading = new FormReading(share)
  const parser = parserOf(checkHeaders(request), reading)
  const watch = patience(IDLE_MILLISECONDS, () => source.destroy())
  source.on('data', watch.renew)
  try {
    await pipeline(source, parser)
  } catch {
    throw broken('it ends before its end, or is not what its Content-Type says')
  } finally {
    watch.end()
  }
  return reading.read()
}
