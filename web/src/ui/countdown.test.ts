import { expect, test } from 'vitest'
import { clockOf, leftOf } from './Countdown.tsx'

const timer = { started_ms: 1000, length_ms: 60_000 }

test('R5.17 a timer runs from the server’s start, whoever looks and whenever', () => {
  expect(leftOf(timer, 1000)).toBe(60_000)
  expect(leftOf(timer, 31_000)).toBe(30_000)
  expect(leftOf(timer, 99_000)).toBe(0)
  expect(leftOf(timer, 0)).toBe(60_000)
})

test('the last second is said until it is over', () => {
  expect(clockOf(600_000)).toBe('10:00')
  expect(clockOf(59_001)).toBe('1:00')
  expect(clockOf(1)).toBe('0:01')
  expect(clockOf(0)).toBe('0:00')
})
