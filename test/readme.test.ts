import { readFileSync } from 'node:fs'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offeringIds } from '../src/models/registry.ts'
import { estimateIn, problemIn, service } from './http/service.ts'

const readme = readFileSync('README.md', 'utf8')
const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, text]) => ({ language: language!, text: text!.trim() }))

/** A curl of the README: what it asks, and what the README says the answer is. */
interface Example { readonly command: string, readonly url: string, readonly body: string | undefined, readonly type: string, readonly answer: string | undefined }

const examples: readonly Example[] = blocks.flatMap(({ language, text }, index) => {
  if (language !== 'sh' || !text.startsWith('curl')) return []
  const next = blocks[index + 1]
  return [{
    command: text,
    url: /http:\/\/localhost:8080([^\s']*)/.exec(text)![1]!,
    body: / (?:-d|--data-binary) '([\s\S]*)'$/.exec(text)?.[1],
    type: / -H 'content-type: ([^']*)'/.exec(text)?.[1] ?? 'application/json',
    answer: next?.language === 'text' ? next.text : undefined
  }]
})

let app: FastifyInstance
beforeAll(async () => {
  app = service()
  await app.ready()
})
afterAll(async () => { await app.close() })

const ask = async ({ url, body, type }: Example): Promise<LightMyRequestResponse> =>
  body === undefined ? app.inject(url) : app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload: body })

describe('the README', () => {
  it('shows six questions', () => {
    expect(examples).toHaveLength(6)
  })

  it.each(examples.filter(({ answer }) => answer !== undefined).map(one => [one.url, one] as const))('gives the answer it prints: %s', async (_url, example) => {
    const response = await ask(example)
    expect([response.statusCode, response.body.trim().replaceAll('\r\n', '\n')]).toEqual([200, example.answer])
  })

  it('is answered for every offering by GET, and for the two it names by POST', async () => {
    const whole = estimateIn(await ask(examples[1]!))
    expect(whole.estimates.map(({ offering, status }) => [offering, status])).toEqual(offeringIds.map(id => [id, expect.stringMatching(/^(un)?priced$/)]))
    const two = estimateIn(await ask(examples[2]!))
    expect(two.estimates.map(({ offering, operations }) => [offering, operations?.hourlyRate])).toEqual([['aws-sqs-standard', '95'], ['aws-msk-standard', '95']])
    // 3 × 730 h × 0.204 + 3 × 500 GiB × 0.10 + both directions of two thirds of the bytes.
    expect(two.estimates[1]!.lineItems!.slice(0, 2).map(({ id, cost }) => [id, cost])).toEqual([['compute.brokers', '446.76'], ['storage.brokers', '150']])
  })

  it('shows a misspelt question that is refused with the nearest name', async () => {
    const problem = problemIn(await ask(examples[4]!), 400)
    expect(problem.errors!.map(({ pointer, nearest }) => [pointer, nearest])).toContainEqual(['/requestPerMonth', 'requestsPerMonth'])
  })

  it('names the two commands, and the scripts that it mentions exist', () => {
    expect(blocks[0]!.text).toBe('npm ci && npm start\nnpm ci && npm test')
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
    const mentioned = [...readme.matchAll(/npm run (\w+)/g)].map(([, name]) => name!)
    expect([...mentioned, 'start', 'test'].filter(name => !(name in scripts))).toEqual([])
  })

  it('lists every offering and every variable of the environment', () => {
    expect(offeringIds.filter(id => !readme.includes(`\`${id}\``))).toEqual([])
    const variables = [...readFileSync('src/config.ts', 'utf8').matchAll(/^ {2}([A-Z_]+): z\./gm)].map(([, name]) => name!)
    expect(variables.length).toBe(7)
    expect(variables.filter(name => !readme.includes(`\`${name}\``))).toEqual([])
  })
})
