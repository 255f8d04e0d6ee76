import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { estimateIn, service } from '../http/service.ts'
import { readWorkbook, rowsOf, rowWhere } from './read-workbook.ts'
import type { StoredWorkbook } from './read-workbook.ts'

describe('GET /template.xlsx', () => {
  let app: FastifyInstance
  let workbook: StoredWorkbook
  beforeAll(async () => {
    app = service()
    workbook = readWorkbook((await app.inject('/template.xlsx')).rawPayload)
  })
  afterAll(() => app.close())

  it('is a file to save, the same bytes each time', async () => {
    const [first, second] = [await app.inject('/template.xlsx'), await app.inject('/template.xlsx')]
    expect(first.statusCode).toBe(200)
    expect(first.headers).toMatchObject({ 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'content-disposition': 'attachment; filename="template.xlsx"' })
    expect(second.headers['etag']).toBe(first.headers['etag'])
  })

  it('has one example, which the service answers as it stands', async () => {
    const [example, ...others] = rowsOf(workbook, 'Workloads')
    expect(others).toEqual([])
    expect(example).toMatchObject({ id: 'orders', requestsPerMonth: '500000000', payloadBytes: '2048', retentionDays: '7' })
    const { '#': _, id, ...fields } = example!
    const { estimates } = estimateIn(await app.inject(`/v1/estimates.json?${new URLSearchParams(fields).toString()}&offerings=aws-sqs-standard`))
    // 1.5 billion requests at 0.40 a million.
    expect([id, estimates[0]!.totals!.infrastructure.expected]).toEqual(['orders', '600.00'])
  })

  it('has a column for every field that one cell can say, each a query key of the service', async () => {
    const headers = [...workbook.sheets['Workloads']!].filter(([address]) => /^[A-Z]+1$/.test(address)).map(([, { text }]) => text)
    expect(headers.slice(0, 4)).toEqual(['id', 'requestsPerMonth', 'payloadBytes', 'retentionDays'])
    expect(headers).toHaveLength(25)
    expect(headers).not.toContain('payloadMix')
    expect(rowsOf(workbook, 'Fields').map(row => row['Column'])).toEqual(headers.slice(1))
    const openapi = (await app.inject('/openapi.json')).json<{ paths: Record<string, { get: { parameters: { name?: string, $ref?: string }[] } }> }>()
    const keys = openapi.paths['/v1/estimates.json']!.get.parameters.map(({ name, $ref }) => name ?? $ref?.split('/').at(-1))
    expect(headers.slice(1).filter(header => !keys.includes(header))).toEqual([])
  })

  it('says of each field what it is, in which unit, and what a blank means', () => {
    expect(rowWhere(workbook, 'Fields', { Column: 'replicationFactor' })).toMatchObject({ Unit: 'copies', 'Where blank': '3', Accepted: expect.stringContaining('from 1 up to 5') })
    expect(rowWhere(workbook, 'Fields', { Column: 'payloadBytes' })['Required']).toBe('yes')
    expect(rowWhere(workbook, 'Fields', { Column: 'partitions' })['Where blank']).toBeUndefined()
    expect(Object.keys(workbook.parts).some(part => part.startsWith('xl/comments'))).toBe(true)
  })

  it('lets a spreadsheet refuse what the service would: bounds, words, regions', () => {
    const xml = workbook.xmlOf('Workloads')
    const validationOf = (field: string): string => {
      const [address] = [...workbook.sheets['Workloads']!].find(([at, { text }]) => /^[A-Z]+1$/.test(at) && text === field)!
      const column = address.replace('1', '')
      return xml.split('<dataValidation ').find(one => one.includes(`sqref="${column}2:${column}10001"`)) ?? ''
    }
    expect(validationOf('requestsPerMonth')).toMatch(/type="whole".*<formula1>0<\/formula1><formula2>1000000000000000<\/formula2>/)
    expect(validationOf('ordering')).toMatch(/type="list".*"none,per-key,strict"/)
    expect(validationOf('retentionDays')).toMatch(/type="custom".*AND\(ISNUMBER\(D2\),D2&gt;0,D2&lt;=3650\)/)
    expect(validationOf('region')).toMatch(/type="list".*Regions!\$A\$2:\$A\$\d+/)
    expect(rowsOf(workbook, 'Regions').length).toBeGreaterThan(20)
    expect(rowWhere(workbook, 'Regions', { Region: 'eu-central-1' })['Name']).toContain('Frankfurt')
  })
})
