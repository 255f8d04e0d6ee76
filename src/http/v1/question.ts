import { z } from 'zod'
import { estimateRequestSchema } from '../../estimates/request.ts'
import type { EstimateRequest } from '../../estimates/request.ts'
import type { Catalog } from '../../pricing/catalog.ts'
import { distinct, documentNaming, faultsOf, nowhereElse } from '../faults.ts'
import type { Fault, Naming } from '../faults.ts'
import { parseJsonText } from '../json-text.ts'
import type { Irregularity } from '../json-text.ts'
import { HttpProblem, invalidRequest } from '../problem.ts'
import { shapeOf } from '../shape.ts'
import { placesOf } from './places.ts'
import { createQueryNames } from './query-names.ts'
import type { QueryNames } from './query-names.ts'
import { catalogFaults, member, negotiatedFaults, payloadFaults } from './question-faults.ts'
import { readQuery } from './read-query.ts'
import { createAddressWriter } from './write-query.ts'

/** A question and the options of the route that was asked. */
export interface AskedWith<Options> { readonly request: EstimateRequest, readonly options: Options }

/** The query keys of one route: those of the question if it takes one, and its own. */
export interface QueryRoute<Options extends z.ZodObject> {
  readonly names: QueryNames
  readonly options: Options
}

/** Reads questions, by body and by address, against one schema; throws INVALID_REQUEST with every fault, or BROKEN_JSON. */
export interface QuestionReader {
  readonly fromText: (text: string) => EstimateRequest
  /** A document that was parsed elsewhere, and what was doubtful in its text. */
  readonly fromDocument: (input: unknown, irregularities: readonly Irregularity[]) => EstimateRequest
  /** The same, for callers that ask again where something is wrong: null then, and no fault is told. */
  readonly soundDocument: (input: unknown) => EstimateRequest | null
  readonly fromQuery: <Options extends z.ZodObject>(query: string, route: QueryRoute<Options>) => AskedWith<z.output<Options>>
}

/** Prepares the query keys of a route that takes a question and options of its own. */
export function questionRoute<Options extends z.ZodObject> (options: Options): QueryRoute<Options> {
  return { names: createQueryNames(estimateRequestSchema, options), options }
}

/** Prepares the query keys of a route that takes no question. */
export function optionsRoute<Options extends z.ZodObject> (options: Options): QueryRoute<Options> {
  return { names: createQueryNames(null, options), options }
}

const questionShape = shapeOf(estimateRequestSchema)
const questionNames = createQueryNames(estimateRequestSchema, z.strictObject({}))
const { leaves, records, bodyOnly } = questionNames

/** Writes the address that asks a question. */
export const addressOf = createAddressWriter(questionNames)

function parsed (text: string, what: string): ReturnType<typeof parseJsonText> {
  if (text.trim() === '') throw new HttpProblem('BROKEN_JSON', `${what} is empty; accepted is a question as JSON, at least {"workload": {"requestsPerMonth": 1000000, "payloadBytes": 1024, "retentionDays": 4}}.`)
  try {
    return parseJsonText(text)
  } catch (error) {
    throw new HttpProblem('BROKEN_JSON', `${what} is not JSON: ${(error as Error).message}.`)
  }
}

const queryNamings = new WeakMap<EstimateRequest, Naming>()

/** What the places of a question are called towards the caller who asked it, by body or by address. */
export const namingOf = (request: EstimateRequest): Naming => queryNamings.get(request) ?? documentNaming

const datedToday = new WeakSet<EstimateRequest>()

/** Whether the caller named the day: an answer of today is another one tomorrow, whatever else its address pins. */
export const namesItsDay = (request: EstimateRequest): boolean => !datedToday.has(request)

/** Makes the reader of questions; `today` is the day (UTC) of a question that names none. */
export function createQuestionReader (catalog: Catalog, today: () => string): QuestionReader {
  function checked (input: unknown, irregularities: readonly Irregularity[], naming: Naming, before: readonly Fault[] = []): EstimateRequest {
    const result = estimateRequestSchema.safeParse(input)
    const more = [...catalogFaults(input, catalog, naming), ...payloadFaults(input, questionShape, naming)]
    if (result.success && irregularities.length + more.length + before.length === 0) return dated(result.data)
    const told = faultsOf(result.error?.issues ?? [], irregularities, { root: questionShape, input, naming, elsewhere: placesOf([...leaves, ...records, ...bodyOnly], member(input, 'offerings'), ({ name }) => name) })
    throw invalidRequest(distinct([...before, ...told, ...more]))
  }

  function named (request: EstimateRequest, naming: Naming): EstimateRequest {
    queryNamings.set(request, naming)
    return request
  }

  function dated (request: EstimateRequest): EstimateRequest {
    if (request.pricing?.asOf !== undefined) return request
    const ofToday = { ...request, pricing: { ...request.pricing, asOf: today() } }
    datedToday.add(ofToday)
    return ofToday
  }

  return {
    fromDocument: (input, irregularities) => checked(input, irregularities, documentNaming),
    soundDocument: input => {
      const result = estimateRequestSchema.safeParse(input)
      const isSound = result.success && catalogFaults(input, catalog, documentNaming).length + payloadFaults(input, questionShape, documentNaming).length === 0
      return isSound ? dated(result.data) : null
    },
    fromText: text => {
      const { value, irregularities } = parsed(text, 'The body')
      return checked(value, irregularities, documentNaming)
    },
    fromQuery: (query, { names, options: schema }) => {
      const { question, options, packed, packedIsBroken, faults, naming } = readQuery(query, names)
      const own = schema.safeParse(options)
      const before = own.success ? faults : [...faults, ...faultsOf(own.error.issues, [], { root: shapeOf(schema), input: options, naming, elsewhere: nowhereElse })]
      if (packedIsBroken) throw invalidRequest(distinct(before))
      // Where these options are faulty, the question is refused and they are not read.
      const read = own.data as z.output<typeof schema>
      if (packed === null) return { request: named(checked(question, [], naming, before), naming), options: read }
      const { value, irregularities } = parsed(Buffer.from(packed, 'base64url').toString('utf8'), 'The JSON in w')
      return { request: named(checked(value, irregularities, naming, [...before, ...negotiatedFaults(value, naming)]), naming), options: read }
    }
  }
}

/** Reads the query of a route that takes no question; throws INVALID_REQUEST with every fault. */
export function readOptions<Options extends z.ZodObject> (query: string, { names, options: schema }: QueryRoute<Options>): z.output<Options> {
  const { options, faults, naming } = readQuery(query, names)
  const own = schema.safeParse(options)
  if (own.success && faults.length === 0) return own.data
  const issues = own.error?.issues ?? []
  throw invalidRequest(distinct([...faults, ...faultsOf(issues, [], { root: shapeOf(schema), input: options, naming, elsewhere: nowhereElse })]))
}
