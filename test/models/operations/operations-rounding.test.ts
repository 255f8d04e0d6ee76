import { expect, test } from 'vitest'
import { roundTiesToEven, toHundredths } from '../../../src/models/operations/operations-rounding.ts'

test.each([
  [0, 0], [0.4, 0], [0.5, 0], [0.6, 1], [1.5, 2], [2.5, 2], [3.5, 4], [9552, 9552]
])('%f rounds to %i, a tie to the even neighbour', (value, whole) => {
  expect(roundTiesToEven(value)).toBe(whole)
})

test('a tie that binary arithmetic moved by less than 1e-9 is still a tie', () => {
  // 2.675 × 100 is 267.49999999999994 and 1.005 × 100 is 100.49999999999999 in binary; both are ties on paper.
  expect(toHundredths(2.675)).toBe(268)
  expect(toHundredths(1.005)).toBe(100)
  expect(roundTiesToEven(4.5 + 9e-10)).toBe(4)
  expect(roundTiesToEven(5.5 - 9e-10)).toBe(6)
})

test('what is further than 1e-9 from a tie goes to its nearer neighbour', () => {
  expect(roundTiesToEven(4.5 + 2e-9)).toBe(5)
  expect(roundTiesToEven(5.5 - 2e-9)).toBe(5)
})
