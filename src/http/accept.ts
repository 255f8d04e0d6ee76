/** One media range of an Accept header. */
export interface MediaRange { readonly type: string, readonly quality: number }

/** Reads an Accept header. */
export function rangesOf (accept: string): readonly MediaRange[] {
  return accept.toLowerCase().split(',').map(part => {
    const [type = '', ...parameters] = part.split(';').map(piece => piece.trim())
    const quality = Number(parameters.find(parameter => parameter.startsWith('q='))?.slice(2) ?? 1)
    return { type, quality: Number.isFinite(quality) ? quality : 0 }
  })
}

/** The quality a caller gives a media type, the most specific range deciding (RFC 9110, 12.5.1). */
export function qualityOf (mediaType: string, ranges: readonly MediaRange[]): number {
  for (const range of [mediaType, `${mediaType.split('/')[0] ?? ''}/*`, '*/*']) {
    const found = ranges.find(({ type }) => type === range)
    if (found !== undefined) return found.quality
  }
  return 0
}

/** Whether a caller would rather read a page than a problem as JSON: browsers that open an address or send a form. */
export function prefersPage (accept: string | undefined): boolean {
  if (accept?.includes('text/html') !== true) return false
  const ranges = rangesOf(accept)
  return qualityOf('text/html', ranges) > Math.max(qualityOf('application/problem+json', ranges), qualityOf('application/json', ranges))
}
