import { expect, test } from 'vitest'
import type { Activity, FinderView } from '../wire/types.ts'
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
  agenda: [],
  now: null,
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

const step = (id: string, kind: Activity['kind'], more: Partial<Activity> = {}): Activity => ({
  id,
  kind,
  title: id,
  state: 'closed',
  ...more,
})
const agenda = [
  step('hello', 'welcome'),
  step('ask', 'finder', { finder: 'a' }),
  step('tea', 'break', { skipped: true }),
  step('bye', 'close'),
]

test('a board with an agenda goes on in its order, past what is left out', () => {
  expect(nextStep(board({ agenda, now: 'hello' }))).toMatchObject({ activity: { id: 'ask' } })
  expect(nextStep(board({ agenda, now: 'ask' }))).toMatchObject({ activity: { id: 'bye' } })
  expect(nextStep(board({ agenda, now: 'bye' }))).toEqual({ is: 'end' })
})

test('a question is shown and closed before the board goes on, and leaves the screens by itself', () => {
  const at = (more: Partial<FinderView>) =>
    board({ agenda, now: 'ask', finders: [finder('a', more)] })
  expect(nextStep(at({ open: true, answered: 9 }))).toMatchObject({ is: 'reveal' })
  expect(nextStep(at({ open: true, answered: 9, revealed: true }))).toMatchObject({ is: 'close' })
  expect(nextStep(at({ answered: 9, revealed: true }))).toMatchObject({ is: 'go' })
})
