import { describe, expect, it } from 'vitest'
import { ask, everythingOn } from './real-prices.ts'

const told = (offering: string, options: object, more: object = {}): readonly string[] =>
  ask({ offerings: [offering], options: { [offering]: options }, pricing: { asOf: everythingOn }, ...more }).estimates[0]!.findings!
    .filter(({ code }) => code === 'OPTION_WITHOUT_EFFECT').map(({ message }) => message)
const nothing = (...names: readonly string[]): readonly string[] => names.map(name => `The option ${name} changes nothing here: the bill is the same without it.`)

describe('an option that changes nothing', () => {
  it('is said where it belongs to something that was not asked for', () => {
    expect(told('kafka-on-premises', { colocationKilowatts: 3, averagePowerWatts: 500 })).toEqual(nothing('colocationKilowatts'))
    expect(told('kafka-on-premises', { facility: 'colocation', averagePowerWatts: 500, powerUsageEffectiveness: 2 })).toEqual(nothing('averagePowerWatts', 'powerUsageEffectiveness'))
    // 2 KiB are one request, compressed or not.
    expect(told('aws-sqs-standard', { kmsProducers: 3, objectDwellHours: 4, compressPayload: true })).toEqual(nothing('kmsProducers', 'objectDwellHours', 'compressPayload'))
    expect(told('aws-msk-standard', { connectMcusPerWorker: 2, tieredReadPercent: 30 })).toEqual(nothing('connectMcusPerWorker', 'tieredReadPercent'))
  })

  it('is not one that only says what would be chosen anyway', () => {
    // Three brokers, half of their capacity and us-east4 are what is taken without being asked for.
    expect(told('kafka-aws-ec2', { brokers: 3, utilisation: 0.5, controllers: 'dedicated' })).toEqual([])
    expect(told('kafka-gcp-compute-engine', { region: 'us-east4' })).toEqual([])
  })

  it('is not one without which there is no plan', () => {
    // 6,300 GiB of two hundred days at the edge: one to three small servers hold no such log.
    const edge = { facility: 'edge', brokers: 3 }
    expect(told('kafka-on-premises', edge, { workload: { requestsPerMonth: 2_000_000_000, payloadBytes: 1024, retentionDays: 100 } })).toEqual([])
  })

  it('is said of a family too, and in no summary', () => {
    const findings = ask({ offerings: ['aws-msk-standard', 'kafka-aws-ec2'], options: { kafka: { tieredReadPercent: 5 } }, pricing: { asOf: everythingOn } }).estimates.map(({ findings }) => findings!.map(({ code }) => code))
    expect(findings).toEqual([['OPTION_WITHOUT_EFFECT'], ['OPTION_WITHOUT_EFFECT']])
    expect(ask({ options: { kafka: { tieredReadPercent: 5 } }, pricing: { asOf: everythingOn }, detail: 'summary' }).estimates.every(({ findings }) => findings === undefined)).toBe(true)
  })
})
