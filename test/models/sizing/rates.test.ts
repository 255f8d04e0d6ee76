import { describe, expect, test } from 'vitest'
import { kafkaRates } from '../../../src/models/sizing/rates.ts'
import { plain } from '../../../src/pricing/decimal.ts'
import { mebibytes, whole } from '../kafka/bill.ts'

const bare = { hoursPerMonth: 730, recordOverheadBytes: 0 }

describe('the bytes that a workload writes', () => {
  test('are 12,832.03125 GB a month at 5 MiB/s, twice that read by two groups, and 10 MiB/s at the peak', () => {
    // 13,455,360,000 × 1,024 B = 13,778,288,640,000 B; / 2^30 = 12,832.03125; / 2,628,000 s / 2^20 = 5, × 2 = 10
    const rates = kafkaRates(whole({ ...mebibytes(5), consumerGroups: 2 }), bare)
    expect([plain(rates.writtenGb), plain(rates.readGb)]).toEqual(['12832.03125', '25664.0625'])
    expect(rates.secondsPerMonth).toBe(2_628_000)
    expect(rates.peakWriteMibPerSecond).toBe(10)
    // 10 × 1,048,576 / 1,000,000
    expect(rates.peakWriteMegabytesPerSecond).toBe(10.48576)
  })

  test('hold 10.61 bytes of Kafka for every record', () => {
    // 10^9 × (989.39 + 10.61) = 10^12 B / 2^30 = 931.322574615479 GB
    const rates = kafkaRates(whole({ requestsPerMonth: 1_000_000_000, payloadBytes: 989.39 }), { ...bare, recordOverheadBytes: 10.61 })
    expect(plain(rates.writtenGb)).toBe('931.322574615479')
  })

  test('are those of the compressed batch, its overhead compressed too', () => {
    // (1,024 + 256) / 4 = 320 B × 2^30 / 2^30 = 320 GB
    const rates = kafkaRates(whole({ requestsPerMonth: 2 ** 30, compressionRatio: 4 }), { ...bare, recordOverheadBytes: 256 })
    expect(plain(rates.writtenGb)).toBe('320')
  })

  test('are a faster stream in a shorter month, and the same bytes', () => {
    // 12,832.03125 GB over 720 × 3,600 = 2,592,000 s: 13,140,000 MiB / 2,592,000 = 5.0694... MiB/s
    const rates = kafkaRates(whole({ ...mebibytes(5), peakToAverageRatio: 1 }), { ...bare, hoursPerMonth: 720 })
    expect(plain(rates.writtenGb)).toBe('12832.03125')
    expect(rates.peakWriteMibPerSecond).toBeCloseTo(13_140_000 / 2_592_000, 12)
  })

  test('are divided last: a third that cancels leaves no trace', () => {
    // 2^30 messages × 1,024 B / 3, three quarters of it: 1,024 × 2^30 × 0.75 / 3 / 2^30 = 256 GB
    const rates = kafkaRates(whole({ requestsPerMonth: 2 ** 30, compressionRatio: 3 }), bare)
    expect(rates.writtenBytesTimes(0.75, 2 ** 30).toString()).toBe('256')
  })
})
