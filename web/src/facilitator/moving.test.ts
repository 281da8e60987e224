import { expect, test } from 'vitest'
import type { Command, Truth } from '../wire/types.ts'
import { isUnsafe, movesOn } from './moving.ts'

const calm: Truth = { joined: 3, placed: 3, busy: 0, unsent: 0, slow: 1, lost: 1 }

test('R6.9 moving on is what ends what people are doing', () => {
  const on: Command[] = [
    { do: 'go_to', activity: 'close' },
    { do: 'set_finder_open', finder: 'line', open: false },
    { do: 'set_activity_state', activity: 'map', state: 'view_only' },
    { do: 'set_ended', ended: true },
    { do: 'set_locked', locked: true },
  ]
  expect(on.filter(movesOn)).toEqual(on)
  const not: Command[] = [
    { do: 'set_finder_open', finder: 'line', open: true },
    { do: 'set_finder_revealed', finder: 'line', revealed: true },
    { do: 'set_activity_state', activity: 'map', state: 'open' },
    { do: 'set_ended', ended: false },
    { do: 'bring' },
  ]
  expect(not.filter(movesOn)).toEqual([])
})

test('R6.9 it is unsafe while somebody writes or something is not saved', () => {
  expect(isUnsafe(undefined)).toBe(false)
  expect(isUnsafe(calm)).toBe(false)
  expect(isUnsafe({ ...calm, busy: 1 })).toBe(true)
  expect(isUnsafe({ ...calm, unsent: 2 })).toBe(true)
})
