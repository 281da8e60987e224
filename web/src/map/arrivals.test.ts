import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FAST, makeArrivals } from './arrivals.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const mark = () => document.createElement('i')

test('on a phone at most ten a second fade in', () => {
  const arrivals = makeArrivals(
    'phone',
    () => false,
    () => undefined,
  )
  const marks = Array.from({ length: FAST + 5 }, mark)
  for (const one of marks) arrivals.arrive('a', one)
  expect(marks.filter((one) => one.className === 'map-fade')).toHaveLength(FAST)
  vi.advanceTimersByTime(1001)
  const late = mark()
  arrivals.arrive('a', late)
  expect(late.className).toBe('map-fade')
})

test('on a display those of one second swell together once, the first at once', () => {
  const swelled: string[] = []
  const arrivals = makeArrivals(
    'display',
    () => false,
    (area) => swelled.push(area),
  )
  arrivals.arrive('a', undefined)
  vi.advanceTimersByTime(1)
  expect(swelled).toEqual(['a'])
  arrivals.arrive('a', undefined)
  arrivals.arrive('a', undefined)
  arrivals.arrive('b', undefined)
  vi.advanceTimersByTime(500)
  expect(swelled).toEqual(['a'])
  vi.advanceTimersByTime(600)
  expect(swelled).toEqual(['a', 'a', 'b'])
})

test('with less motion nothing moves', () => {
  const swelled: string[] = []
  const one = mark()
  makeArrivals(
    'phone',
    () => true,
    () => undefined,
  ).arrive('a', one)
  makeArrivals(
    'display',
    () => true,
    (area) => swelled.push(area),
  ).arrive('a', one)
  vi.advanceTimersByTime(2000)
  expect(one.className).toBe('')
  expect(swelled).toEqual([])
})
