import { expect, test } from 'vitest'
import type { Activity, Command, Truth } from '../wire/types.ts'
import { isUnsafe, movesOn } from './moving.ts'

const calm: Truth = { joined: 3, placed: 3, busy: 0, unsent: 0, slow: 1, lost: 1 }

test('R6.9 moving on is what ends what people are doing', () => {
  const on: Command[] = [
    { do: 'go_to', activity: 'close' },
    { do: 'set_finder_open', finder: 'line', open: false },
    { do: 'set_activity_state', activity: 'map', state: 'view_only' },
    { do: 'set_ended', ended: true },
    { do: 'set_locked', locked: true },
    { do: 'set_finder_revealed', finder: 'line', revealed: true },
    { do: 'ask_again', finder: 'line' },
  ]
  expect(on.filter((command) => movesOn(command))).toEqual(on)
  const not: Command[] = [
    { do: 'set_finder_open', finder: 'line', open: true },
    { do: 'set_finder_revealed', finder: 'line', revealed: false },
    { do: 'set_activity_state', activity: 'map', state: 'open' },
    { do: 'set_ended', ended: false },
    { do: 'bring' },
  ]
  expect(not.filter((command) => movesOn(command))).toEqual([])
})

test('R6.9 R5.14 changing the agenda moves on only where it closes a question', () => {
  const asks = (id: string, state: Activity['state']): Activity => ({
    id,
    kind: 'finder',
    title: id,
    finder: 'line',
    state,
  })
  const removes: Command = { do: 'remove_activity', activity: 'a' }
  const closes: Command = { do: 'put_activity', activity: asks('a', 'closed') }
  const copies: Command = { do: 'put_activity', activity: asks('copy', 'closed') }
  const alone = [asks('a', 'open')]
  expect([removes, closes, copies].map((one) => movesOn(one, alone))).toEqual([true, true, false])
  for (const agenda of [[...alone, asks('b', 'open')], [asks('a', 'view_only')]]) {
    expect([removes, closes, copies].some((one) => movesOn(one, agenda))).toBe(false)
  }
  expect(movesOn({ do: 'put_activity', activity: asks('a', 'open') }, alone)).toBe(false)
})

test('R6.9 it is unsafe while somebody writes or something is not saved', () => {
  expect(isUnsafe(undefined)).toBe(false)
  expect(isUnsafe(calm)).toBe(false)
  expect(isUnsafe({ ...calm, busy: 1 })).toBe(true)
  expect(isUnsafe({ ...calm, unsent: 2 })).toBe(true)
})
