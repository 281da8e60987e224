import { expect, test } from 'vitest'
import { peopleWords } from './people.ts'

const people = (room: number, remote: number) =>
  peopleWords({ room, remote, displays: 1, facilitators: 1 })

test('small numbers of people are said in words', () => {
  expect(people(5, 0)).toBe('Five people are here')
  expect(people(0, 0)).toBe('Nobody is here yet')
  expect(people(1, 0)).toBe('One person is here')
  expect(people(148, 0)).toBe('148 people are here')
  expect(people(12, 2)).toBe('Twelve people are here and two elsewhere')
})

test('people who are all elsewhere are with us too', () => {
  expect(people(0, 1)).toBe('One person is with us from elsewhere')
  expect(people(0, 3)).toBe('Three people are with us from elsewhere')
})
