import { expect, test } from 'vitest'
import type { Finder, Tally } from '../wire/types.ts'
import { describe as inWords, fullBar, share, tells } from './describe.ts'

const options = [
  { id: 'living', label: 'I live here' },
  { id: 'history', label: 'I know how it was' },
]
const finder = (form: Finder['form']): Finder => ({ id: 'f', question: '?', form, threshold: 5 })
const knowledge = finder({ form: 'knowledge', options, depth: true, own: true })
const choice = finder({ form: 'choice', options, many: true })
const line = finder({ form: 'line', from: 'No say', to: 'A lot of say' })

test('rows keep the definition’s order, whatever the counts are', () => {
  const tally: Tally = {
    form: 'choice',
    people: 9,
    options: [
      { option: 'history', people: 7 },
      { option: 'living', people: 2 },
    ],
  }
  const shown = inWords(choice, tally)
  expect(shown).toMatchObject({
    is: 'rows',
    people: 9,
    rows: [
      { label: 'I live here', people: 2, depths: '' },
      { label: 'I know how it was', people: 7, depths: '' },
    ],
  })
})

test('how well people know is said in words, and who did not say is counted apart', () => {
  const tally: Tally = {
    form: 'knowledge',
    people: 6,
    options: [
      { option: 'living', people: 6, depths: [1, 0, 3] },
      { option: 'history', people: 0, depths: [0, 0, 0] },
    ],
    own: [{ seq: 9, words: 'The bowling club' }],
  }
  expect(inWords(knowledge, tally)).toMatchObject({
    rows: [
      {
        depths: '3 could tell others and 1 heard of it',
        parts: { heard: 1, some: 0, tell: 3, unsaid: 2 },
      },
      { depths: '', people: 0, number: '0' },
    ],
    own: [{ words: 'The bowling club' }],
  })
})

test('a line names its ends and its steps, and keeps the unsure apart', () => {
  const tally: Tally = { form: 'line', people: 6, bins: [2, 0, 3], not_sure: 1 }
  expect(inWords(line, tally)).toEqual({
    is: 'line',
    people: 6,
    from: 'No say',
    to: 'A lot of say',
    steps: [
      { label: 'At ‘No say’', people: 2 },
      { label: 'Step 2 of 3 from ‘No say’ to ‘A lot of say’', people: 0 },
      { label: 'At ‘A lot of say’', people: 3 },
    ],
    notSure: 1,
  })
})

test('dots are shown where it is not said how many gave them', () => {
  const dots = finder({ form: 'dots', options, areas: false, dots: 3 })
  const tally: Tally = {
    form: 'dots',
    people: null,
    options: [
      { option: 'living', dots: 12, people: null },
      { option: 'history', dots: null, people: null },
    ],
  }
  expect(inWords(dots, tally)).toMatchObject({
    rows: [
      { number: '12', said: '12 dots', length: 12 },
      { number: 'fewer than 5', length: 0 },
    ],
  })
})

test('an order is shown where nothing but the order is given', () => {
  const rank = finder({ form: 'rank', options })
  const row = (option: string, place: number | null) => ({ option, place, places: [null, null] })
  const order: Tally = {
    form: 'rank',
    people: null,
    options: [row('living', 2), row('history', 1)],
  }
  expect(inWords(rank, order)).toMatchObject({
    rows: [
      { label: 'I know how it was', said: 'Place 1', length: 2, depths: '' },
      { label: 'I live here', said: 'Place 2', length: 1, depths: '' },
    ],
  })
})

test('a tally of which everything is withheld has nothing to read', () => {
  const of = (people: number | null): Tally => ({
    form: 'choice',
    people: null,
    options: [{ option: 'living', people }],
  })
  const shown = [null, 0, 6].map((people) => inWords(choice, of(people)))
  expect(shown.map((one) => one && tells(one))).toEqual([false, false, true])
})

test('a tally of another form is not shown', () => {
  expect(inWords(line, { form: 'choice', people: 1, options: [] })).toBeUndefined()
})

test('the first answer does not fill its row, and one of many is still seen', () => {
  expect(share(1, fullBar([1]))).toBe(20)
  expect(share(40, fullBar([40, 3]))).toBe(100)
  expect(share(1, fullBar([1000]))).toBeGreaterThan(1)
  expect(share(0, fullBar([1000]))).toBe(0)
})
