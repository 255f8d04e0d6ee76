import type { FastifyReply, FastifyRequest } from 'fastify'
import { HttpProblem } from './problem.ts'

/** How an answer can be written. */
export const mediaTypes = {
  json: 'application/json',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  xml: 'application/xml',
  ndjson: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const
export type Format = keyof typeof mediaTypes

interface Range { readonly type: string, readonly quality: number }

function rangesOf (accept: string): readonly Range[] {
  return accept.toLowerCase().split(',').map(part => {
    const [type = '', ...parameters] = part.split(';').map(piece => piece.trim())
    const quality = Number(parameters.find(parameter => parameter.startsWith('q='))?.slice(2) ?? 1)
    return { type, quality: Number.isFinite(quality) ? quality : 0 }
  })
}

/** The quality a caller gives a media type, the most specific range deciding (RFC 9110, 12.5.1). */
function qualityOf (mediaType: string, ranges: readonly Range[]): number {
  for (const range of [mediaType, `${mediaType.split('/')[0] ?? ''}/*`, '*/*']) {
    const found = ranges.find(({ type }) => type === range)
    if (found !== undefined) return found.quality
  }
  return 0
}

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
