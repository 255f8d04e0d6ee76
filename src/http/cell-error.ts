import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { NEVER_CACHED, queryOf } from './answers.ts'
import { phrase } from './faults.ts'
import { foreseenProblem, statusOf } from './problem.ts'
import type { HttpProblem } from './problem.ts'

/** The query key by which a cell asks to be told why. */
export const ON_ERROR = 'on_error'
/** No longer than somebody reads in a cell; Excel takes no longer text into a formula. */
export const LONGEST_CELL_ERROR = 255
const LEAST_OF_LIST = 40
const ELLIPSIS = ' …'

/** The option of routes that cells ask. */
export const onErrorOption = {
  [ON_ERROR]: z.enum(['problem', 'text']).default('problem').meta({ description: 'What stands for an answer that there is none: a problem with its status, which a cell shows as its own error; or, with status 200, one line of text that says why' })
} as const

// Read as written, because what is refused may be another key of the same query.
const asksForText = (request: FastifyRequest): boolean => new URLSearchParams(queryOf(request)).getAll(ON_ERROR).join() === 'text'

const cut = (text: string): string => text.length <= LONGEST_CELL_ERROR ? text : `${text.slice(0, LONGEST_CELL_ERROR - 1)}…`
const onOneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ')

/** The first words of a list, as many as there is room for. */
const beginningOf = (list: string, room: number): string => `${list.slice(0, list.lastIndexOf(', ', room - ELLIPSIS.length) + 1)}${ELLIPSIS}`

/** A problem as one line: `#ERROR`, the code of the first fault or of the problem, and the sentence, with no more of a list than there is room for. */
export function cellErrorOf ({ code, message, extras: { errors = [] } }: HttpProblem): string {
  const [first] = errors
  if (first === undefined) return cut(onOneLine(`#ERROR ${code}: ${message}`))
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  const whole = onOneLine(`#ERROR ${first.code}: ${first.detail}${more}`)
  if (whole.length <= LONGEST_CELL_ERROR) return whole
  const list = `; accepted is ${phrase(first.accepted)}`
  const withoutList = onOneLine(`#ERROR ${first.code}: ${first.detail.replace(list, '')}${more}`)
  const room = LONGEST_CELL_ERROR - withoutList.length
  // The value that was most likely meant says more than the first ones of a list.
  return first.nearest !== null || room < LEAST_OF_LIST ? cut(withoutList) : onOneLine(`#ERROR ${first.code}: ${first.detail.replace(`${list}.`, beginningOf(list, room))}${more}`)
}

/**
 * Answers a cell: where it asked so, what is refused is a line of text with status 200, because a cell shows neither the status
 * nor the body of an error. Faults of the service stay errors.
 */
export function answerCell<Answer> (request: FastifyRequest, reply: FastifyReply, answer: () => Answer, writeError: (reply: FastifyReply, text: string) => Answer): Answer {
  try {
    return answer()
  } catch (error) {
    const problem = asksForText(request) ? foreseenProblem(error) : null
    if (problem === null) throw error
    return writeError(reply.headers({ 'cache-control': NEVER_CACHED, 'x-error-status': statusOf(problem) }), cellErrorOf(problem))
  }
}
