import { expect, test } from 'vitest'
import type { Command } from '../wire/types.ts'
import { inverse } from './undo.ts'

/** Nothing is shown, and all that people wrote is read by everybody. */
const before = { showing: null, standing: undefined }

test('what was switched is switched back', () => {
  const commands: Command[] = [
    { do: 'set_finder_open', finder: 'a', open: true },
    { do: 'set_finder_revealed', finder: 'a', revealed: true },
    { do: 'set_locked', locked: true },
    { do: 'set_hidden', seq: 7, hidden: true },
    { do: 'set_name_hidden', guest: '5d1f0c7a93b2e846', hidden: true },
    { do: 'set_muted', seq: 7, muted: true },
    { do: 'set_archived', archived: true },
    { do: 'set_ended', ended: true },
  ]
  for (const command of commands) {
    const back = inverse(command, before)
    expect(back).not.toEqual(command)
    expect(back && inverse(back, before)).toEqual(command)
  }
})

test('the area that was shown before is shown again, or none', () => {
  const show: Command = { do: 'show_area', area: 'govan' }
  expect(inverse(show, { ...before, showing: 'riddrie' })).toEqual({
    do: 'show_area',
    area: 'riddrie',
  })
  expect(inverse(show, before)).toEqual({ do: 'show_area' })
})

test('commands of participants are not a facilitator’s to take back', () => {
  expect(inverse({ do: 'set_name', name: 'Jean' }, before)).toBeUndefined()
})

test('R5.20 what waits to be read is neither shown nor hidden by an undo', () => {
  const commands: Command[] = [
    { do: 'set_hidden', seq: 7, part: 1, hidden: true },
    { do: 'set_hidden', seq: 7, part: 1, hidden: false },
    { do: 'set_name_hidden', guest: '5d1f0c7a93b2e846', hidden: true },
    { do: 'set_name_hidden', guest: '5d1f0c7a93b2e846', hidden: false },
  ]
  for (const command of commands) {
    expect(inverse(command, { ...before, standing: { is: 'waiting' } })).toBeUndefined()
    expect(inverse(command, { ...before, standing: { is: 'shown' } })).toBeDefined()
  }
})
