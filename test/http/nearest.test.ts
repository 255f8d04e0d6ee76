import { describe, expect, it } from 'vitest'
import { nearestTo } from '../../src/http/nearest.ts'

describe('the nearest name', () => {
  it('is the one with the fewest wrong letters', () => {
    expect(nearestTo('retentionDay', ['retentionDays', 'retentionHours'])).toBe('retentionDays')
  })

  it('does not mind another way of joining words', () => {
    expect(nearestTo('payload_bytes', ['payloadMix', 'payloadBytes'])).toBe('payloadBytes')
    expect(nearestTo('US-EAST1', ['us-east-2', 'us-east-1'])).toBe('us-east-1')
  })

  it('is none where more than a third of the letters are wrong', () => {
    expect(nearestTo('colour', ['topics', 'region'])).toBeNull()
    expect(nearestTo('x', ['US', 'DE'])).toBeNull()
  })

  it('is not searched for text that nobody misspells', () => {
    expect(nearestTo('x'.repeat(65), ['x'.repeat(65)])).toBeNull()
  })
})
