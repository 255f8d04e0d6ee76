import type { IncomingHttpHeaders } from 'node:http'
import { HttpProblem } from './problem.ts'

/** Why a body cannot be read as it came; null where it is not compressed. */
export function encodingProblem ({ 'content-encoding': encoding = 'identity' }: IncomingHttpHeaders): HttpProblem | null {
  return encoding === 'identity' ? null : new HttpProblem('UNSUPPORTED_MEDIA_TYPE', `The body is encoded as ${JSON.stringify(encoding)}; accepted is a body that is not compressed.`)
}
