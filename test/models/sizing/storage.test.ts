import { describe, expect, test } from 'vitest'
import { kafkaRates } from '../../../src/models/sizing/rates.ts'
import { logStorage, volumeGib } from '../../../src/models/sizing/storage.ts'
import type { LogStorage } from '../../../src/models/sizing/storage.ts'
import type { GivenWorkload } from '../../../src/models/workload.ts'
import { plain } from '../../../src/pricing/decimal.ts'
import { mebibytes, whole } from '../kafka/bill.ts'

function stored (given: Partial<GivenWorkload>, copies: number, tiered: boolean, hoursPerMonth = 730): LogStorage {
  const workload = whole({ ...mebibytes(5), ...given })
  return logStorage(workload, kafkaRates(workload, { hoursPerMonth, recordOverheadBytes: 0 }), copies, tiered)
}

describe('the disk of a day at 5 MiB/s', () => {
  test('holds 1,265.625 GiB in three copies', () => {
    // 5 × 86,400 × 3 / 1,024
    const { localGib, remoteGb, tiered } = stored({ retentionDays: 1 }, 3, false)
    expect([plain(localGib), plain(remoteGb), tiered]).toEqual(['1265.625', '0', false])
  })

  test('is 844 GiB on each of three brokers with half of it kept free, and whole: 843.75 is not sold', () => {
    expect(volumeGib(stored({ retentionDays: 1 }, 3, false), 3, 0.5, 1).toString()).toBe('844')
  })

  test('is at least the smallest volume there is', () => {
    // 1 copy of 2.4 h: 5 × 8,640 / 1,024 = 42.1875, × 2 / 200 = 0.42 → 1, but 10 is the smallest here
    const small = stored({ retentionDays: 0.1 }, 1, false)
    expect([volumeGib(small, 200, 0.5, 1).toString(), volumeGib(small, 200, 0.5, 10).toString()]).toEqual(['1', '10'])
  })

  test('holds more in a shorter month, which has the same bytes in fewer hours', () => {
    // 12,832.03125 × 24 / 720 × 3 = 1,283.203125; 12,832.03125 × 24 / 744 × 3 = 1,241.809475806452
    expect(plain(stored({ retentionDays: 1 }, 3, false, 720).localGib)).toBe('1283.203125')
    expect(plain(stored({ retentionDays: 1 }, 3, false, 744).localGib)).toBe('1241.809475806452')
  })

  test('is not one GiB too large because of a third: 62 exactly', () => {
    // 2,966,159,360 × 1,024 / 3 B × 24 / 730 × 3 copies / 2^30 = 93 GiB; × 2 / 3 brokers = 62
    const thirds = stored({ requestsPerMonth: 2_966_159_360, compressionRatio: 3, retentionDays: 1 }, 3, false)
    expect(thirds.localGib.toString()).toBe('93')
    expect(volumeGib(thirds, 3, 0.5, 1).toString()).toBe('62')
  })
})

describe('a week of which twelve hours stay on the brokers', () => {
  test('keeps three copies of the twelve hours and one of the other 156', () => {
    // 5 × 43,200 × 3 / 1,024 = 632.8125; 5 × 156 × 3,600 / 1,024 = 2,742.1875
    const { localGib, remoteGb, tiered, localHours, remoteHours } = stored({ retentionDays: 7, localRetentionHours: 12 }, 3, true)
    expect([plain(localGib), plain(remoteGb), tiered]).toEqual(['632.8125', '2742.1875', true])
    expect([plain(localHours), plain(remoteHours)]).toEqual(['12', '156'])
  })

  test('stays on the brokers as a whole where the tier is switched off', () => {
    // 5 × 604,800 × 3 / 1,024
    const { localGib, remoteGb, tiered } = stored({ retentionDays: 7, localRetentionHours: 12 }, 3, false)
    expect([plain(localGib), plain(remoteGb), tiered]).toEqual(['8859.375', '0', false])
  })

  test('has nothing to tier where the brokers keep it longer than it is kept', () => {
    const { remoteGb, tiered, localHours } = stored({ retentionDays: 1, localRetentionHours: 36 }, 3, true)
    expect([plain(localHours), plain(remoteGb), tiered]).toEqual(['24', '0', false])
  })

  test('has nothing to split where no hours were given', () => {
    expect(plain(stored({ retentionDays: 7 }, 3, true).localHours)).toBe('168')
  })
})
