import { afterEach, beforeEach, expect, test } from 'vitest'
import { snapshot } from '../store/testing.ts'
import type { Answer, Command } from '../wire/types.ts'
import { me, screen, store } from './app.ts'
import { begunOf, drafts, giveBack, hasBegun, keepDrafts } from './drafts.ts'

const jean = { code: 'KWMTRP', board: 'b', token: 'AAAA', here: 'room' } as const
const late: Answer = { form: 'wall', notes: [{ prompt: 'next', words: 'More trees' }] }

let stop = () => undefined as void

beforeEach(() => {
  store.board.load(snapshot())
  me.value = jean
  screen.value = 'board'
  stop = keepDrafts()
})

afterEach(() => {
  stop()
  drafts.forgetBoard(jean.code)
})

test('what came too late for its question is still there to read', () => {
  const refused = (command: Command) =>
    giveBack(jean, { is: 'refused', id: '1', command, code: 'finder_closed', words: '' })
  refused({ do: 'answer', finder: 'say', answer: late })
  refused({ do: 'answer', finder: 'line', answer: { form: 'skip' } })
  expect(drafts.of(jean)).toEqual({ say: late })
  expect(begunOf('say')).toEqual(late)
  expect(hasBegun(jean)).toBe(true)
})

test('a form that was only looked at is nothing that was begun', () => {
  drafts.keep(jean, 'say', { form: 'wall', notes: [{ prompt: 'next', words: ' ' }] })
  expect(begunOf('say')).toBeUndefined()
  expect(hasBegun(jean)).toBe(false)
})

test('whoever has to come in anew leaves nothing for the next', () => {
  drafts.keep(jean, 'say', late)
  screen.value = 'join'
  expect(drafts.of(jean)).toEqual({})
})

test('coming in again as oneself loses nothing', () => {
  screen.value = 'join'
  drafts.keep(jean, 'say', late)
  me.value = { ...jean }
  screen.value = 'board'
  expect(drafts.of(jean)).toEqual({ say: late })
})

test('a board that is put away keeps nothing that nobody sent', () => {
  drafts.keep(jean, 'say', late)
  store.board.apply(2, 3, [{ t: 'archived', archived: true }])
  expect(drafts.of(jean)).toEqual({})
})
