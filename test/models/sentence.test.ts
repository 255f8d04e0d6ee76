import { expect, test } from 'vitest'
import { anyOf, counted } from '../../src/models/sentence.ts'
import { Decimal } from '../../src/pricing/decimal.ts'

test('one is a topic, and every other number topics', () => {
  expect([counted(1, 'topic'), counted(new Decimal('1'), 'topic'), counted(0, 'topic'), counted(1.5, 'topic'), counted(2, 'topic')]).toEqual(['1 topic', '1 topic', '0 topics', '1.5 topics', '2 topics'])
  expect([counted(1, 'copy', 'copies'), counted(3, 'copy', 'copies')]).toEqual(['1 copy', '3 copies'])
})

test('choices are listed with an or before the last', () => {
  expect([anyOf([1]), anyOf([1, 2]), anyOf([1, 2, 3]), anyOf(['none', 'all'])]).toEqual(['1', '1 or 2', '1, 2 or 3', 'none or all'])
})
