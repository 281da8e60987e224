import { expect, test } from 'vitest'
import { dotsLeft, isEmpty, moved, noteFields, tidy, withDots } from './drafts.ts'

test('dots are given one by one, and what has none is not sent', () => {
  const none = { form: 'dots', given: [] } as const
  const some = withDots(withDots({ ...none, given: [] }, 'a', 2), 'b', 1)
  expect(some.given).toEqual([
    { option: 'a', dots: 2 },
    { option: 'b', dots: 1 },
  ])
  expect(dotsLeft(some, 3)).toBe(0)
  expect(withDots(some, 'a', 0).given).toEqual([{ option: 'b', dots: 1 }])
})

test('things move up and down, and stay at the ends', () => {
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b'])
})

test('a wall has one empty field under each prompt, until it is full', () => {
  const wall = (...words: string[]) => ({
    form: 'wall' as const,
    notes: words.map((one) => ({ prompt: 'a', words: one })),
  })
  expect(noteFields(wall(), 'a', 3)).toEqual([undefined])
  expect(noteFields(wall('x'), 'a', 3)).toEqual([0, undefined])
  expect(noteFields(wall('x', ' '), 'a', 3)).toEqual([0, 1])
  expect(noteFields(wall('x', 'y', 'z'), 'a', 3)).toEqual([0, 1, 2])
  expect(noteFields(wall('x'), 'b', 3)).toEqual([undefined])
})

test('what holds no words is empty, and blanks are not sent', () => {
  expect(isEmpty({ form: 'wall', notes: [{ prompt: 'a', words: ' ' }] })).toBe(true)
  expect(isEmpty({ form: 'words', chosen: [], own: [' '] })).toBe(true)
  expect(isEmpty({ form: 'skip' })).toBe(false)
  expect(tidy({ form: 'words', chosen: ['a'], own: [' x ', ''] })).toEqual({
    form: 'words',
    chosen: ['a'],
    own: ['x'],
  })
  expect(
    tidy({
      form: 'wall',
      notes: [
        { prompt: 'a', words: ' x ' },
        { prompt: 'a', words: '' },
      ],
    }),
  ).toEqual({ form: 'wall', notes: [{ prompt: 'a', words: 'x' }] })
})
