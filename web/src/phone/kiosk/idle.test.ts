import { beforeEach, expect, test } from 'vitest'
import { TestClock } from '../../store/testing.ts'
import { type Idle, watchIdle } from './idle.ts'

let clock: TestClock
let over: number
let idle: Idle

beforeEach(() => {
  clock = new TestClock()
  over = 0
  idle = watchIdle(clock, { aloneMs: 90_000, askMs: 20_000 }, () => {
    over += 1
  })
})

test('a page that is left alone asks, counts down, and is over once', () => {
  clock.pass(89_999)
  expect(idle.left.value).toBeUndefined()
  clock.pass(1)
  expect(idle.left.value).toBe(20)
  clock.pass(5000)
  expect(idle.left.value).toBe(15)
  clock.pass(15_000)
  expect(over).toBe(1)
  clock.pass(1_000_000)
  expect(over).toBe(1)
  expect(idle.left.value).toBeUndefined()
})

test('a touch begins the time anew, but is no answer to the question', () => {
  clock.pass(80_000)
  idle.touched()
  clock.pass(80_000)
  expect(idle.left.value).toBeUndefined()
  clock.pass(15_000)
  idle.touched()
  expect(idle.left.value).toBe(15)
  idle.stay()
  expect(idle.left.value).toBeUndefined()
  clock.pass(89_999)
  expect(over).toBe(0)
})

test('it can ask at once, and be stopped', () => {
  idle.ask()
  expect(idle.left.value).toBe(20)
  idle.stop()
  clock.pass(1_000_000)
  expect(over).toBe(0)
})
