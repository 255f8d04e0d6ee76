import type { FastifyReply, FastifyRequest } from 'fastify'
import { qualityOf, rangesOf } from './accept.ts'
import { HttpProblem } from './problem.ts'

/** How an answer can be written. */
export const mediaTypes = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  xml: 'application/xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const
export type Format = keyof typeof mediaTypes

/** How a form of a page is sent. */
export const formMediaTypes = { encoded: 'application/x-www-form-urlencoded', multipart: 'multipart/form-data' } as const

/** Chooses by Accept where the path has no suffix; throws NOT_ACCEPTABLE. */
export function negotiate<Offered extends Format> (request: FastifyRequest, reply: FastifyReply, offered: readonly [Offered, ...Offered[]]): Offered {
  if (offered.length > 1) reply.header('vary', 'Accept')
  const [preferred] = offered
  const { accept } = request.headers
  if (accept === undefined || accept === '' || accept === '*/*' || accept === mediaTypes[preferred]) return preferred
  const ranges = rangesOf(accept)
  // Browsers name XML before anything they do not know, which here is all that people read.
  const forAPage = ranges.some(({ type }) => type === 'text/html')
  const best = offered
    .map(format => ({ format, quality: qualityOf(mediaTypes[format], ranges), isLast: forAPage && format === 'xml' }))
    .sort((a, b) => Number(a.isLast) - Number(b.isLast) || b.quality - a.quality)
    .find(({ quality }) => quality > 0)
  if (best !== undefined) return best.format
  throw new HttpProblem('NOT_ACCEPTABLE', `Accept is ${JSON.stringify(accept.slice(0, 100))}; accepted is ${offered.map(format => mediaTypes[format]).join(', ')}.`)
}
