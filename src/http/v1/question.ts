import type { z } from 'zod'
import { estimateRequestSchema } from '../../estimates/request.ts'
import type { EstimateRequest } from '../../estimates/request.ts'
import type { Catalog } from '../../pricing/catalog.ts'
import { distinct, documentNaming, faultAt, faultsOf, phrase } from '../faults.ts'
import type { Fault, FaultContext, Naming } from '../faults.ts'
import { parseJsonText } from '../json-text.ts'
import type { Irregularity } from '../json-text.ts'
import { nearestTo } from '../nearest.ts'
import { HttpProblem, invalidRequest } from '../problem.ts'
import { acceptedBy, shapeAt, shapeOf } from '../shape.ts'
import { createQueryCodec } from './query.ts'
import type { QueryCodec } from './query.ts'

/** A question with its day resolved. */
export type Asked = EstimateRequest

/** A question and the options of the route that was asked. */
export interface AskedWith<Options> { readonly request: EstimateRequest, readonly options: Options }

/** Reads questions, by body and by address, against one schema. */
export interface QuestionReader {
  /** Throws INVALID_REQUEST with every fault, or BROKEN_JSON. */
  readonly fromText: (text: string) => EstimateRequest
  /** Throws INVALID_REQUEST with every fault. */
  readonly fromQuery: <Options extends z.ZodObject>(query: string, route: QueryRoute<Options>) => AskedWith<z.output<Options>>
}

/** The query keys of one route: those of the question, and its own. */
export interface QueryRoute<Options extends z.ZodObject> {
  readonly codec: QueryCodec
  readonly options: Options
}

/** Prepares the query keys of a route that takes a question and options of its own. */
export function questionRoute<Options extends z.ZodObject> (options: Options): QueryRoute<Options> {
  return { codec: createQueryCodec(estimateRequestSchema, options), options }
}

/** Prepares the query keys of a route that takes no question. */
export function optionsRoute<Options extends z.ZodObject> (options: Options): QueryRoute<Options> {
  return { codec: createQueryCodec(null, options), options }
}

const questionShape = shapeOf(estimateRequestSchema)
const { elsewhere } = createQueryCodec(estimateRequestSchema, estimateRequestSchema.pick({}))

function parsed (text: string, what: string): ReturnType<typeof parseJsonText> {
  if (text.trim() === '') throw new HttpProblem('BROKEN_JSON', `${what} is empty; accepted is a question as JSON, at least {"workload": {"requestsPerMonth": 1000000, "payloadBytes": 1024, "retentionDays": 4}}.`)
  try {
    return parseJsonText(text)
  } catch (error) {
    throw new HttpProblem('BROKEN_JSON', `${what} is not JSON: ${(error as Error).message}.`)
  }
}

const member = (value: unknown, name: string): unknown => typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined

/** What the tables know and the schema does not: regions, tables and their versions. */
function catalogFaults (input: unknown, catalog: Catalog, naming: Naming): readonly Fault[] {
  const faults: Fault[] = []
  const region = member(member(input, 'workload'), 'region')
  if (typeof region === 'string' && region.trim() !== '' && !catalog.regions.has(region)) {
    const regions = [...catalog.regions.keys()]
    faults.push(faultAt(naming, ['workload', 'region'], 'UNKNOWN_REGION', `is ${JSON.stringify(region.slice(0, 60))}, which is in no price table`, regions, nearestTo(region, regions)))
  }
  const versions = member(member(input, 'pricing'), 'versions')
  if (typeof versions !== 'object' || versions === null) return faults
  for (const [table, version] of Object.entries(versions).slice(0, catalog.tables.size + 1)) {
    const landed = catalog.tables.get(table)?.map(one => one.version)
    const path = ['pricing', 'versions', table]
    if (landed === undefined) faults.push(faultAt(naming, path, 'UNKNOWN_PRICE_TABLE', 'names no price table', [...catalog.tables.keys()], nearestTo(table, catalog.tables.keys())))
    else if (typeof version === 'string' && !landed.includes(version)) faults.push(faultAt(naming, path, 'UNKNOWN_PRICE_TABLE_VERSION', `is ${JSON.stringify(version.slice(0, 60))}`, landed, nearestTo(version, landed)))
  }
  return faults
}

/** One of two fields is needed, which a schema of single fields cannot say. */
function payloadFaults (input: unknown, naming: Naming): readonly Fault[] {
  const workload = member(input, 'workload')
  if (typeof workload !== 'object' || workload === null || Array.isArray(workload) || 'payloadBytes' in workload || 'payloadMix' in workload) return []
  const path = ['workload', 'payloadBytes']
  return [faultAt(naming, path, 'REQUIRED', 'is missing', `${phrase(acceptedBy(shapeAt(questionShape, path) ?? {}))}, or payloadMix instead`)]
}

/** Makes the reader of questions; `today` is the day (UTC) of a question that names none. */
export function createQuestionReader (catalog: Catalog, today: () => string): QuestionReader {
  function checked (input: unknown, irregularities: readonly Irregularity[], naming: Naming, before: readonly Fault[] = []): EstimateRequest {
    const result = estimateRequestSchema.safeParse(input)
    const more = [...catalogFaults(input, catalog, naming), ...payloadFaults(input, naming)]
    if (result.success && irregularities.length + more.length + before.length === 0) return dated(result.data)
    const context: FaultContext = { root: questionShape, input, naming, elsewhere }
    throw invalidRequest(distinct([...before, ...faultsOf(result.error?.issues ?? [], irregularities, context), ...more]))
  }

  function dated (request: EstimateRequest): EstimateRequest {
    return request.pricing?.asOf === undefined ? { ...request, pricing: { ...request.pricing, asOf: today() } } : request
  }

  function negotiatedFaults (input: unknown, naming: Naming): readonly Fault[] {
    return ['overrides', 'discounts']
      .filter(name => member(member(input, 'pricing'), name) !== undefined)
      .map(name => faultAt(naming, ['pricing', name], 'BODY_ONLY', 'cannot stand in an address, because negotiated prices would be kept in histories and logs', 'the same field in the body of POST /v1/estimates'))
  }

  return {
    fromText: text => {
      const { value, irregularities } = parsed(text, 'The body')
      return checked(value, irregularities, documentNaming)
    },
    fromQuery: (query, { codec, options }) => {
      const read = codec.read(query)
      const own = options.safeParse(read.options)
      const faults = [...read.faults, ...own.success ? [] : faultsOf(own.error.issues, [], { root: shapeOf(options), input: read.options, naming: read.naming, elsewhere })]
      if (read.packedIsBroken) throw invalidRequest(distinct(faults))
      if (read.packed === null) return { request: checked(read.question, [], read.naming, faults), options: own.data as z.output<typeof options> }
      const { value, irregularities } = parsed(Buffer.from(read.packed, 'base64url').toString('utf8'), 'The JSON in w')
      return { request: checked(value, irregularities, read.naming, [...faults, ...negotiatedFaults(value, read.naming)]), options: own.data as z.output<typeof options> }
    }
  }
}

/** Reads the query of a route that takes no question; throws INVALID_REQUEST with every fault. */
export function readOptions<Options extends z.ZodObject> (query: string, { codec, options }: QueryRoute<Options>): z.output<Options> {
  const read = codec.read(query)
  const own = options.safeParse(read.options)
  const issues = own.success ? [] : own.error.issues
  const faults = distinct([...read.faults, ...faultsOf(issues, [], { root: shapeOf(options), input: read.options, naming: read.naming, elsewhere: () => null })])
  if (!own.success || faults.length > 0) throw invalidRequest(faults)
  return own.data
}
