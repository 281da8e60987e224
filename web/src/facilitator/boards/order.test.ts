import { expect, test } from 'vitest'
import { moved } from './order.ts'

test('a row changes places with its neighbour, and at an end it stays', () => {
  const rows = ['a', 'b', 'c']
  expect(moved(rows, 2, -1)).toEqual(['a', 'c', 'b'])
  expect(moved(rows, 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(rows, 0, -1)).toBe(rows)
  expect(moved(rows, 2, 1)).toBe(rows)
})
