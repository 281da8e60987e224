import { afterEach, expect, test } from 'vitest'
import { hasPeople } from './identity.ts'
import { type Person, readPeople, writePeople } from './people.ts'

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
