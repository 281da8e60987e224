import { afterEach, expect, test } from 'vitest'
import { hasPeople } from './identity.ts'
import { mergePeople, type Person, readPeople, writePeople } from './people.ts'

const jean: Person = {
  code: 'KWMTRP',
  board: 'b',
  token: 'T',
  here: 'room',
  is: 'guest',
  name: 'Jean',
}

afterEach(() => localStorage.clear())

test('people are kept for one board, and with nobody nothing is', () => {
  expect(writePeople('KWMTRP', [jean])).toBe(true)
  expect(readPeople('KWMTRP')).toEqual([jean])
  expect(readPeople('AAAAAA')).toEqual([])
  expect(hasPeople('KWMTRP')).toBe(true)
  writePeople('KWMTRP', [])
  expect(hasPeople('KWMTRP')).toBe(false)
  expect(localStorage.length).toBe(0)
})

test('what is not a list of people is nobody', () => {
  for (const text of ['{', '7', '{"token":"T"}', '[null,{"is":"guest"},3]']) {
    localStorage.setItem('kenspeckle.people.KWMTRP', text)
    expect(readPeople('KWMTRP')).toEqual([])
  }
})

test('two tabs of one device do not overwrite whom the other helps', () => {
  const [self, mary] = [
    { ...jean, token: 'S', is: 'self' as const, name: '' },
    { ...jean, token: 'M', name: 'Mary' },
  ]
  const names = (people: readonly Person[]) => people.map(({ name }) => name)
  // The other tab took Jean in; this one takes Mary in.
  expect(names(mergePeople([self, jean], [self], [self, mary]))).toEqual(['', 'Jean', 'Mary'])
  // The other tab finished with Jean; this one notes something of Mary.
  const words = { ...mary, words: 'a b c' }
  expect(mergePeople([self, mary], [self, jean, mary], [self, jean, words])).toEqual([self, words])
  // This tab finished with Jean; the other took Mary in.
  expect(names(mergePeople([self, jean, mary], [self, jean], [self]))).toEqual(['', 'Mary'])
  // A browser that keeps nothing.
  expect(mergePeople([], [self], [self, jean])).toEqual([self, jean])
})
