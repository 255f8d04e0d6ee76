import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writtenOpenApi } from '../../src/http/openapi.ts'
import { estimateIn, service } from './service.ts'

interface Parameter { readonly $ref?: string, readonly name: string, readonly in: string, readonly required?: boolean, readonly description?: string, readonly schema: Record<string, unknown> }
interface Operation { readonly operationId: string, readonly summary: string, readonly parameters?: readonly Parameter[], readonly responses: Record<string, { readonly content: Record<string, { readonly schema: unknown }> }>, readonly requestBody?: { readonly content: Record<string, { readonly example?: object, readonly schema: { readonly $ref: string } }> } }
interface Document { readonly openapi: string, readonly paths: Record<string, Record<string, Operation>>, readonly components: { readonly schemas: Record<string, unknown>, readonly parameters: Record<string, Parameter> } }

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

let app: FastifyInstance
let text: string
let document: Document
beforeAll(async () => {
  app = service()
  text = await writtenOpenApi(app)
  document = JSON.parse(text) as Document
})
afterAll(() => app.close())

const operations = (): readonly (readonly [string, Operation])[] => Object.entries(document.paths).flatMap(([path, item]) => Object.values(item).map(operation => [path, operation] as const))
const parametersOf = ({ parameters = [] }: Operation): readonly Parameter[] => parameters.map(parameter => parameter.$ref === undefined ? parameter : document.components.parameters[parameter.$ref.split('/').at(-1) ?? '']!)

describe('the contract', () => {
  it('is the one that is committed; npm run generate writes it anew', () => {
    expect(text).toBe(readFileSync('openapi/v1.json', 'utf8'))
  })

  it('is what the service serves', async () => {
    expect((await app.inject('/openapi.json')).json()).toEqual(document)
  })

  it('is OpenAPI 3.1.1, every operation with a name of its own', () => {
    expect(document.openapi).toBe('3.1.1')
    const names = operations().map(([, { operationId }]) => operationId)
    expect(new Set(names).size).toBe(names.length)
  })

  it('has no reference into nothing, and nothing that is never referred to', () => {
    const referred = new Set([...text.matchAll(/"#\/components\/(schemas|parameters)\/([^"]+)"/g)].map(([, kind, name]) => `${kind} ${name}`))
    const present = Object.entries(document.components).flatMap(([kind, parts]) => Object.keys(parts).map(name => `${kind} ${name}`))
    expect([...referred].sort()).toEqual(present.sort())
  })

  it('calls what is sent and what is answered by their names', () => {
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(['EstimateRequest', 'Workload', 'EstimateResponse', 'Problem', 'Fault']))
    expect(Object.keys(document.components.schemas).filter(name => name.endsWith('Input'))).toEqual([])
  })

  it('promises a problem wherever something can go wrong', () => {
    for (const [path, { responses }] of operations()) expect(responses['default']?.content, path).toEqual({ 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } })
  })

  it('gives every parameter of a path, and every key of a query its bounds, default and description', () => {
    for (const [path, operation] of operations()) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(parametersOf(operation).filter(parameter => parameter.in === 'path').map(({ name }) => name), path).toEqual(names)
    }
    const { parameters } = document.components
    expect(parameters['requestsPerMonth']).toMatchObject({ in: 'query', schema: { type: 'integer', minimum: 0, maximum: 1e15 } })
    expect(parameters['consumerGroups']?.schema).toMatchObject({ default: 1 })
    expect(parameters['maturity']?.schema).toMatchObject({ enum: ['provisional', 'operational', 'scalable', 'optimizing'] })
    expect(parameters['offerings']).toMatchObject({ style: 'form', explode: false, schema: { type: 'array' } })
    expect(parametersOf(document.paths['/v1/price-tables/{id}/diff']!['get']!).filter(({ required }) => required).map(({ name }) => name)).toEqual(['from', 'to', 'id'])
  })

  it('lists only keys that the service takes', async () => {
    for (const [path, operation] of operations().filter(([path]) => path.startsWith('/v1/estimates'))) {
      const keys = parametersOf(operation).filter(parameter => parameter.in === 'query').map(({ name }) => name)
      // A blank is refused as blank where the key is known, and as unknown where it is not.
      for (let start = 0; start < keys.length; start += 50) {
        const url = `${path}?${keys.slice(start, start + 50).map(key => `${key}=`).join('&')}`
        const rows = { method: 'POST', url, headers: { 'content-type': 'text/csv' }, payload: 'id\n' } as const
        const { errors } = (await app.inject(path.endsWith('/batch') ? rows : url)).json() as { errors: readonly { code: string }[] }
        expect(errors.filter(({ code }) => code === 'UNKNOWN_FIELD'), path).toEqual([])
      }
    }
  })

  it('shows the form and the empty sheet, which people are led to', async () => {
    const form = document.paths['/v1/estimates/form']!['post']!
    expect(Object.keys(form.requestBody!.content)).toEqual(['application/x-www-form-urlencoded', 'multipart/form-data'])
    expect(Object.keys(form.responses['200']!.content)).toEqual([workbook, 'text/csv'])
    const sheet = document.paths['/template.xlsx']!['get']!
    expect(Object.keys(sheet.responses['200']!.content)).toEqual([workbook])
    expect((await app.inject('/template.xlsx')).headers['content-type']).toBe(workbook)
  })

  it('says that a workload has a size of its messages or a mix of sizes', () => {
    expect(document.components.schemas['Workload']).toMatchObject({ required: ['requestsPerMonth', 'retentionDays'], anyOf: [{ required: ['payloadBytes'] }, { required: ['payloadMix'] }] })
  })

  it('has an example of a question that can be tried', async () => {
    const { example } = document.paths['/v1/estimates']!['post']!.requestBody!.content['application/json']!
    estimateIn(await app.inject({ method: 'POST', url: '/v1/estimates', payload: example! }))
  })
})
