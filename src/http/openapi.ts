import { createJsonSchemaTransform, createJsonSchemaTransformObject } from '@fastify/type-provider-zod'
import swagger from '@fastify/swagger'
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import type { FastifyInstance, FastifySchema } from 'fastify'
import type { OpenAPIV3_1 as OpenApi } from 'openapi-types'
import { z } from 'zod'
import { workloadSchema } from '../models/workload.ts'
import { formMediaTypes, mediaTypes } from './negotiation.ts'
import { problemSchema } from './problem.ts'
import { alternativesOf } from './shape.ts'
import type { Shape } from './shape.ts'
import { isShallow, PACKED } from './v1/query-names.ts'
import type { QueryNames } from './v1/query-names.ts'

const contentTypes = { ...mediaTypes, ...formMediaTypes, text: 'text/plain' } as const

const tags = [
  { name: 'Estimates', description: 'What a workload costs' },
  { name: 'Offerings', description: 'What can be asked for, and where' },
  { name: 'Prices', description: 'The price tables behind every number' },
  { name: 'Service', description: 'What there is, and whether it is well' }
] as const

/** What the document says of one route. */
export interface Operation {
  readonly tag: typeof tags[number]['name']
  readonly operationId: string
  readonly summary: string
  readonly body?: z.ZodType
  /** Bodies that are read as they arrive and not by a schema alone: what one is, by format. */
  readonly streamed?: Readonly<Partial<Record<keyof typeof contentTypes, Shape>>>
  /** More than the summary says. */
  readonly description?: string
  /** A body that can be tried out. */
  readonly example?: unknown
  /** Path parameters and what they are. */
  readonly params?: Readonly<Record<string, string>>
  readonly query?: { readonly names: QueryNames }
  readonly answer?: z.ZodType
  readonly formats: readonly (keyof typeof contentTypes)[]
  /** A form of a page leads here. */
  readonly forPeople?: boolean
}

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly operation?: Operation
  }
}

interface Documented {
  readonly schema: FastifySchema
  readonly config: { readonly operation: Operation, readonly forPeople: boolean, readonly bodyTypes: readonly string[] }
}

type ContentFormat = keyof typeof contentTypes

/** Options of a route that the document shows. */
export function documented (operation: Operation): Documented {
  const { tag, operationId, summary, body, streamed = {}, params, answer } = operation
  const schema: FastifySchema = {
    tags: [tag],
    operationId,
    summary,
    response: { ...answer === undefined ? {} : { 200: answer }, default: problemSchema },
    ...body === undefined ? {} : { body },
    ...params === undefined ? {} : { params: z.strictObject(Object.fromEntries(Object.entries(params).map(([name, description]) => [name, z.string().meta({ description })]))) }
  }
  const bodyFormats = body === undefined ? Object.keys(streamed) as ContentFormat[] : ['json'] as const
  return { schema, config: { operation, forPeople: operation.forPeople === true, bodyTypes: bodyFormats.map(format => contentTypes[format]) } }
}

/** Options of a route that is for people and browsers and not part of the contract. */
export const undocumented = { schema: { hide: true } } as const

interface WrittenSchema { readonly zodSchema: z.core.$ZodType, readonly jsonSchema: z.core.JSONSchema.BaseSchema }

// A word of ours among JSON Schema's has to say so.
function markOwnWords ({ jsonSchema }: WrittenSchema): void {
  if (jsonSchema['unit'] === undefined) return
  jsonSchema['x-unit'] = jsonSchema['unit']
  delete jsonSchema['unit']
}

// One of two fields is needed, which the schema of single fields cannot say (payloadFaults).
function requirePayload ({ zodSchema, jsonSchema }: WrittenSchema): void {
  if (zodSchema === workloadSchema) jsonSchema.anyOf = [{ required: ['payloadBytes'] }, { required: ['payloadMix'] }]
}

function override (written: WrittenSchema): void {
  markOwnWords(written)
  requirePayload(written)
}
const zodToJsonConfig = { override }
const toJsonSchemas = createJsonSchemaTransform({ zodToJsonConfig })
const withComponents = createJsonSchemaTransformObject({ zodToJsonConfig })

function sayable (shape: Shape): Shape {
  const scalars = alternativesOf(shape).filter(({ type }) => type !== 'object')
  const { anyOf: _, unit, ...rest } = shape
  const own: Shape = shape.anyOf === undefined ? rest : { ...rest, ...scalars.length === 1 ? scalars[0] : { anyOf: scalars } }
  return unit === undefined ? own : { ...own, 'x-unit': unit }
}

function querySchema ({ leaves, required, keys }: QueryNames): Shape {
  const shown = leaves.filter(isShallow)
  const packed = keys.includes(PACKED) ? { [PACKED]: { type: 'string', description: 'base64url of the whole question as JSON, instead of all other fields of it' } } : {}
  return { type: 'object', required: [...required], properties: { ...Object.fromEntries(shown.map(({ shortName, shape }) => [shortName, sayable(shape)])), ...packed } as NonNullable<Shape['properties']> }
}

const questionDescription = [
  'A query key is the dotted path of the JSON of the body of POST /v1/estimates;',
  'the prefixes workload, pricing, conventions, operations and options may be left out.',
  'A list is separated by commas. A blank, a repeated or an unknown key is an error.',
  'Beyond the keys listed: versions.<table> pins a price table, coefficients.<activity>.<driver> replaces an hour of the operations model.',
  `Required unless ${PACKED} is given: requestsPerMonth, payloadBytes, retentionDays.`
].join(' ')

// Carries an example through the plugin, which drops what stands beside a reference.
const EXAMPLE = 'x-body-example'

const transform: NonNullable<FastifyDynamicSwaggerOptions['transform']> = argument => {
  const { schema, url } = toJsonSchemas(argument as Parameters<typeof toJsonSchemas>[0])
  const operation = argument.route.config?.operation
  if (operation === undefined || schema === undefined) return { schema, url }
  const json = (schema as { response?: Record<string, unknown> }).response ?? {}
  const content = Object.fromEntries(operation.formats.map(format => [contentTypes[format], { schema: format === 'json' && json['200'] !== undefined ? json['200'] : format === 'xlsx' ? { type: 'string', format: 'binary' } : { type: 'string' } }]))
  const response = {
    200: { description: 'The answer', content },
    default: { description: 'A problem (RFC 9457); `code` is one of a closed set', content: { 'application/problem+json': { schema: json['default'] } } }
  }
  const query = operation.query === undefined ? {} : { querystring: querySchema(operation.query.names) }
  const described = operation.description ?? (operation.query?.names.takesQuestion === true ? questionDescription : undefined)
  const description = described === undefined ? {} : { description: described }
  const streamed = operation.streamed === undefined ? {} : { body: { content: Object.fromEntries(Object.entries(operation.streamed).map(([format, bodySchema]) => [contentTypes[format as ContentFormat], { schema: bodySchema }])) } }
  const example = operation.example === undefined ? {} : { [EXAMPLE]: operation.example }
  return { schema: { ...schema, ...query, ...description, ...streamed, ...example, response } as FastifySchema, url }
}

type Document = OpenApi.Document
type Parameter = OpenApi.ParameterObject

function operationsOf (document: Document): readonly OpenApi.OperationObject[] {
  return Object.values(document.paths ?? {}).flatMap(item => Object.values(item ?? {}) as OpenApi.OperationObject[])
}

/** Query parameters that several operations take stand once, among the components. */
function shareParameters (document: Document): void {
  const uses = new Map<string, number>()
  const keyOf = (parameter: Parameter): string => JSON.stringify(parameter)
  const all = operationsOf(document).flatMap(({ parameters = [] }) => parameters as Parameter[])
  for (const parameter of all) {
    if (parameter.in === 'query' && (parameter.schema as Shape | undefined)?.type === 'array') Object.assign(parameter, { style: 'form', explode: false })
    uses.set(keyOf(parameter), (uses.get(keyOf(parameter)) ?? 0) + 1)
  }
  const shared: Record<string, Parameter> = {}
  for (const operation of operationsOf(document)) {
    operation.parameters = operation.parameters?.map(parameter => {
      const { name } = parameter as Parameter
      if ((uses.get(keyOf(parameter as Parameter)) ?? 0) < 2) return parameter
      if (shared[name] !== undefined && keyOf(shared[name]) !== keyOf(parameter as Parameter)) return parameter
      shared[name] = parameter as Parameter
      return { $ref: `#/components/parameters/${name}` }
    }) as NonNullable<typeof operation.parameters>
    if (operation.parameters === undefined) delete operation.parameters
  }
  document.components = { ...document.components, parameters: shared }
}

/** Examples go to the bodies they are of. */
function placeExamples (document: Document): void {
  for (const operation of operationsOf(document) as readonly (OpenApi.OperationObject & { [EXAMPLE]?: unknown })[]) {
    const body = operation.requestBody as OpenApi.RequestBodyObject | undefined
    const media = body?.content['application/json']
    if (media !== undefined && operation[EXAMPLE] !== undefined) media.example = operation[EXAMPLE]
    delete operation[EXAMPLE]
  }
}

/** The bridge writes every schema twice, used or not; only what the paths reach stays. */
function pruneSchemas (document: Document): void {
  const schemas = document.components?.schemas ?? {}
  const reached = new Set<string>()
  const visit = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name === undefined || reached.has(name)) continue
      reached.add(name)
      visit(schemas[name] ?? null)
    }
  }
  visit([document.paths, document.components?.parameters])
  const kept = Object.entries(schemas).filter(([name]) => reached.has(name)).sort(([a], [b]) => a < b ? -1 : 1)
  document.components = { ...document.components, schemas: Object.fromEntries(kept) }
}

/** The bridge calls what is sent `XInput`; where no other X is left, it is X. */
function renamed (document: Document): Document {
  const names = new Set(Object.keys(document.components?.schemas ?? {}))
  const plain = (name: string): string => name.endsWith('Input') && !names.has(name.slice(0, -'Input'.length)) ? name.slice(0, -'Input'.length) : name
  const references = JSON.stringify(document).replaceAll(/"#\/components\/schemas\/([^"]+)"/g, (_, name: string) => `"#/components/schemas/${plain(name)}"`)
  const copy = JSON.parse(references) as Document
  copy.components = { ...copy.components, schemas: Object.fromEntries(Object.entries(copy.components?.schemas ?? {}).map(([name, schema]) => [plain(name), schema])) }
  return copy
}

const transformObject: NonNullable<FastifyDynamicSwaggerOptions['transformObject']> = argument => {
  const document = structuredClone(withComponents(argument)) as Document
  shareParameters(document)
  placeExamples(document)
  pruneSchemas(document)
  return renamed(document)
}

/** Gathers the document from the routes that are registered after it. */
export function describeApi (app: FastifyInstance): void {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'Messaging cost estimator',
        version: '1',
        description: 'What one messaging workload costs a month on Amazon SQS and on Kafka, itemised, people included. Money and exact quantities are decimal strings in plain notation; v1 grows by addition.',
        license: { name: 'UNLICENSED' }
      },
      servers: [{ url: '/' }],
      tags: [...tags],
      security: []
    },
    transform,
    transformObject
  })
}

/** The document of an app as text, as `openapi/v1.json` holds it. */
export async function writtenOpenApi (app: FastifyInstance): Promise<string> {
  await app.ready()
  return `${JSON.stringify(app.swagger(), null, 2)}\n`
}
