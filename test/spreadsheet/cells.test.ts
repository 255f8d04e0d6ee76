import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { service, workloadKeys } from '../http/service.ts'
import { maySkip, startLibreOffice } from './libreoffice.ts'
import type { CalcDocument, LibreOffice } from './libreoffice.ts'

describe.skipIf(maySkip)('a cell of LibreOffice Calc', () => {
  let app: FastifyInstance
  let calc: LibreOffice
  let document: CalcDocument
  let base: string

  beforeAll(async () => {
    app = service()
    await app.listen({ port: 0, host: '127.0.0.1' })
    base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
    calc = await startLibreOffice()
    document = await calc.create()
  })
  afterAll(async () => {
    await calc?.stop()
    await app?.close()
  })

  it('shows the number of the service to its last digit', async () => {
    await document.set({ A1: `${base}/v1/estimates/value?${workloadKeys}&field=infrastructure.expected&offerings=`, A2: 'aws-sqs-standard', A3: '=NUMBERVALUE(WEBSERVICE(A1&A2);".";",")' })
    await document.recalculate()
    // 500 million messages sent, received and deleted alone, 1.5 billion requests at 0.40 a million.
    expect(await document.read('A3')).toMatchObject([{ address: 'Sheet1.A3', type: 'number', number: 600, error: 0 }])
  })

  it('shows an error where the cell it reads is blank', async () => {
    await document.set({ A2: '' })
    await document.recalculate()
    expect(await document.read('A3')).toMatchObject([{ type: 'error', number: null }])
  })
})
