import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Table } from '../estimates/tables.ts'
import { mediaTypes } from './negotiation.ts'
import { writeCsv, writeTsv } from './writers/csv.ts'
import type { CsvOptions, TsvOptions } from './writers/csv.ts'
import { writeJson } from './writers/json.ts'
import { writeXml } from './writers/xml.ts'
import type { XmlElement } from './writers/xml.ts'

export const CACHED_FIVE_MINUTES = 'public, max-age=300'
export const CACHED_FOREVER = 'public, max-age=31536000, immutable'
export const NEVER_CACHED = 'no-store'

/** The query of a request as it came, behind the question mark. */
export const queryOf = (request: FastifyRequest): string => (request.query as { readonly text?: string }).text ?? ''

function saveAs (reply: FastifyReply, file: string, download: boolean | undefined): void {
  if (download === true) reply.header('content-disposition', `attachment; filename="${file}"`)
}

/** Sends JSON; the schemas of answers are kept by tests, not on each answer. */
export function sendJson (reply: FastifyReply, answer: object, file = 'answer', download?: boolean, write: (answer: object) => Buffer = writeJson): FastifyReply {
  saveAs(reply, `${file}.json`, download)
  return reply.type('application/json; charset=utf-8').send(write(answer))
}

/** The media type of CSV, which says whether the first row names the columns (RFC 4180). */
export const csvType = (header: boolean): string => `${mediaTypes.csv}; charset=utf-8; header=${header ? 'present' : 'absent'}`

/** Sends a table as CSV. */
export function sendCsv (reply: FastifyReply, table: Table, options: CsvOptions, file: string): FastifyReply {
  saveAs(reply, `${file}.csv`, options.download)
  return reply.type(csvType(options.header)).send(writeCsv(table, options))
}

/** Sends a table as TSV. */
export function sendTsv (reply: FastifyReply, table: Table, options: TsvOptions, file: string): FastifyReply {
  saveAs(reply, `${file}.tsv`, options.download)
  return reply.type(`${mediaTypes.tsv}; charset=utf-8`).send(writeTsv(table, options))
}

/** Sends a document as XML. */
export function sendXml (reply: FastifyReply, root: XmlElement, file: string, download?: boolean): FastifyReply {
  saveAs(reply, `${file}.xml`, download)
  return reply.type(`${mediaTypes.xml}; charset=utf-8`).send(writeXml(root))
}

/** Sends a workbook. */
export function sendWorkbook (reply: FastifyReply, workbook: Buffer, file: string, download?: boolean): FastifyReply {
  saveAs(reply, `${file}.xlsx`, download)
  return reply.type(mediaTypes.xlsx).send(workbook)
}
