import { expect, test } from 'vitest'
import type { FinderView } from '../wire/types.ts'
import { nextStep, type StepBoard } from './nextStep.ts'

const finder = (id: string, more: Partial<FinderView> = {}): FinderView => ({
  id,
  open: false,
  revealed: false,
  answered: 0,
  ...more,
})
const board = (more: Partial<StepBoard> = {}): StepBoard => ({
  ended: false,
  showing: null,
  finders: [finder('a'), finder('b')],
  stickers: 5,
  people: 12,
  ...more,
})

test('before anybody came, people are to be gathered', () => {
  expect(nextStep(board({ people: 0, stickers: 0 }))).toEqual({ is: 'gather' })
  expect(nextStep(board({ people: 1, stickers: 0 }))).toMatchObject({ is: 'open', first: true })
})

test('a question goes its way: open, wait, reveal, close, put away, then the next one', () => {
  const a = (more: Partial<FinderView>) => board({ finders: [finder('a', more), finder('b')] })
  expect(nextStep(a({}))).toMatchObject({ is: 'open', first: true, finder: { id: 'a' } })
  expect(nextStep(a({ open: true, answered: 2 }))).toMatchObject({ is: 'wait' })
  expect(nextStep(a({ open: true, answered: 3 }))).toMatchObject({ is: 'reveal' })
  expect(nextStep(a({ open: true, revealed: true, answered: 3 }))).toMatchObject({ is: 'close' })
  expect(nextStep(a({ revealed: true, answered: 3 }))).toMatchObject({ is: 'put_away' })
  expect(nextStep(a({ answered: 3 }))).toMatchObject({
    is: 'open',
    first: false,
    finder: { id: 'b' },
  })
})

test('few answers are enough when everybody has answered, none never are', () => {
  const open = (answered: number, people: number) =>
    nextStep(board({ people, finders: [finder('a', { open: true, answered })] })).is
  expect(open(2, 2)).toBe('reveal')
  expect(open(2, 3)).toBe('wait')
  expect(open(0, 0)).toBe('wait')
})

test('an area that is shown comes first, and the end before everything', () => {
  const showing = { showing: 'govan', finders: [finder('a', { open: true })] }
  expect(nextStep(board(showing))).toEqual({ is: 'stop_showing', area: 'govan' })
  expect(nextStep(board({ ...showing, ended: true }))).toEqual({ is: 'take_up' })
})

test('when every question has been answered the session can end', () => {
  expect(nextStep(board({ finders: [finder('a', { answered: 4 })] }))).toEqual({ is: 'end' })
  expect(nextStep(board({ finders: [] }))).toEqual({ is: 'end' })
})
