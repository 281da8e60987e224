import { expect, test } from 'vitest'
import { idMaker } from './ids.ts'

const UUID_7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

test('R1.4 ids are UUIDs of version 7 and differ', () => {
  const make = idMaker(Date.now)
  const ids = Array.from({ length: 5000 }, make)
  expect(ids.every((id) => UUID_7.test(id))).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
})

test('ids sort as they were made, within a millisecond and when the clock goes back', () => {
  let now = 1_790_000_000_000
  const make = idMaker(() => now)
  const ids = Array.from({ length: 5000 }, make)
  now -= 60_000
  ids.push(make(), make())
  expect(ids).toEqual([...ids].sort())
})

test('ids follow the last one of an earlier page', () => {
  const last = idMaker(() => 1_790_000_000_000)()
  const next = idMaker(() => 1_700_000_000_000, last)()
  expect(next > last).toBe(true)
})
